"""Tổng quan: in ten seconds what is late, who is late, what to do next."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import (
    QApplication,
    QFrame,
    QGridLayout,
    QScrollArea,
    QSizePolicy,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from nq57desk.domain.changes import Applied
from nq57desk.domain.timeliness import Timeliness
from nq57desk.gui import actions as act
from nq57desk.gui import symbols, theme, words
from nq57desk.gui.marks import Mark
from nq57desk.gui.models.rows import Column, RowsModel
from nq57desk.gui.pages.overview_receipts import ReceiptLine, SecondPlaceLine
from nq57desk.gui.pages.overview_words import STEPS, asked, path_chart, period_line
from nq57desk.gui.pages.page import Actions, Page
from nq57desk.gui.session import Session
from nq57desk.gui.widgets.charts import ChartView, Picture
from nq57desk.gui.widgets.figure import Figure
from nq57desk.gui.widgets.plain import Empty, Table, card, label, push, row
from nq57desk.usecases.month_board import MonthBoard, MonthRow
from nq57desk.usecases.overview import Asking, Overview
from nq57desk.wording import _

if TYPE_CHECKING:
    from nq57desk.workspace import Desk


def late_columns() -> tuple[Column[MonthRow], ...]:
    """The columns of the tasks listed."""

    def timing(row: MonthRow) -> Mark:
        mark, days = words.timeliness_mark(str(row.task.timeliness), row.task.days), row.task.days
        if row.task.timeliness is Timeliness.DUE_SOON and days:
            return replace(mark, words=words.capital(_("còn {n} ngày").format(n=days)))
        return mark

    return (
        Column(_("TT"), lambda row: row.task.number, 46),
        Column(_("Nhiệm vụ"), lambda row: row.task.name, 0),
        Column(_("Chủ trì"), lambda row: row.task.lead, 120),
        Column(_("Thời hạn"), lambda row: timing(row).words, 158, mark=timing),
    )


def asking_columns() -> tuple[Column[Asking], ...]:
    """The columns of what waits for the leader's word."""
    return (
        Column(_("Chủ trì"), lambda asking: asking.lead, 130),
        Column(_("Nhiệm vụ"), lambda asking: f"{asking.number}  {asking.task}".strip(), 190),
        Column(
            _("Khó khăn, kiến nghị"),
            lambda asking: " · ".join(part.strip() for part in (asking.difficulty, asking.proposal) if part.strip()),
            0,
        ),
    )


class OverviewPage(Page):
    """The month's way, figures, who is late, a list of tasks, deadlines and update rates."""

    def __init__(self, session: Session, actions: Actions, parent: QWidget | None = None) -> None:
        super().__init__(_("Tổng quan"), session, actions, parent)
        self.leader = session.leader
        self.named = session.names_shown
        self.path = Picture(2)
        self.next = push("", main=True)
        self.ticked = push(_("Đã trình ký"))
        self.figures = {
            "late": Figure("late", theme.BAD.fill, _("quá hạn")),
            "due_soon": Figure("due_soon", theme.WARNING.border, _("sắp đến hạn")),
            "missing": Figure("not_updated", theme.SECONDARY, _("chưa cập nhật xong kỳ")),
            "indicators": Figure("not_yet", theme.WARNING.border, _("chỉ tiêu chưa đạt")),
        }
        self.late_model: RowsModel[MonthRow] = RowsModel(late_columns(), self)
        self.late_table = Table(_("Nhiệm vụ quá hạn"))
        self.list_title = label("", "heading", wrap=True)
        self.list_title.setAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop)
        self.asking_model: RowsModel[Asking] = RowsModel(asking_columns(), self)
        self.asking_table = Table(_("Kiến nghị chờ ý kiến"))
        self.asking_title = label(_("Kiến nghị chờ ý kiến"), "heading", wrap=True)
        self.who, self.due, self.rates = ChartView(8), ChartView(6), ChartView(6)
        self.unanswered, self.second = ReceiptLine(), SecondPlaceLine(session)
        self.seen: Overview | None = None
        self.board: MonthBoard | None = None
        self._usual: tuple[MonthRow, ...] = ()
        self.handlers = {"flip": self.flip, "copy_picture": self.copy_picture, "print_view": self.print_page}
        self._build()
        self._connect()

    # building

    def _build(self) -> None:
        for name in ("copy_picture", "print_view"):
            words_ = "" if name == "copy_picture" else _("In một trang")
            self.head.addWidget(act.button(self.actions_by_name[name], words=words_))
        self.late_table.setModel(self.late_model)
        self.late_table.use_widths(self.late_model.columns, 116)
        self.asking_table.setModel(self.asking_model)
        self.asking_table.use_widths(self.asking_model.columns, 160)
        whole = QWidget()
        outer = QVBoxLayout(whole)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(6)
        whole.setObjectName("overviewWhole")
        whole.setStyleSheet("#overviewWhole { background: transparent; }")
        self.way = card()
        self.way.setLayout(row(self.path, self.ticked, self.next, margins=(12, 6, 8, 6)))
        self.way.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
        self.way.setVisible(not self.leader)
        self.next.setIcon(symbols.icon("right", "#FFFFFF"))
        self.ticked.hide()
        outer.addWidget(self.way)
        outer.addWidget(self.unanswered)
        outer.addWidget(self.second)
        outer.addLayout(row(*self.figures.values()))
        outer.addLayout(self._cards(), 1)
        self.empty = Empty(
            _(
                "Chưa có kế hoạch nào. Tệp gốc của cơ quan không bị sửa khi nhập.\n"
                "Kéo tệp phụ lục vào đây hoặc bấm [Nhập từ tệp…]."
            ),
            act.button(self.actions_by_name["import"], main=True),
        )
        self.stack = QStackedWidget()
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setWidget(whole)
        self.stack.addWidget(area)
        self.stack.addWidget(self.empty)
        self.body.addWidget(self.stack)

    def _cards(self) -> QGridLayout:
        grid = QGridLayout()
        grid.setSpacing(8)
        left, right, asking, due, rates = (card() for _each in range(5))
        for part in (asking, due):
            part.setParent(self)
        _fill(left, self.who)
        _fill(right, self.list_title, self.late_table)
        _fill(asking, self.asking_title, self.asking_table)
        _fill(due, self.due)
        _fill(rates, self.rates)
        grid.addWidget(left, 0, 0, 1, 4)
        grid.addWidget(right, 0, 4, 1, 4)
        if self.leader:
            grid.addWidget(asking, 1, 0, 1, 5)
            grid.addWidget(rates, 1, 5, 1, 3)
            due.hide()
        else:
            grid.addWidget(due, 1, 0, 1, 5)
            grid.addWidget(rates, 1, 5, 1, 3)
            asking.hide()
        for column in range(8):
            grid.setColumnStretch(column, 1)
        grid.setRowStretch(0, 3)
        grid.setRowStretch(1, 2)
        line = self.fontMetrics().lineSpacing()
        grid.setRowMinimumHeight(0, line * 9)
        grid.setRowMinimumHeight(1, line * 7)
        return grid

    def _connect(self) -> None:
        self.path.opened.connect(self._take_step)
        self.next.clicked.connect(lambda: self._take_step(""))
        self.ticked.clicked.connect(self._tick_signed)
        self.unanswered.opened.connect(lambda: self.go.emit("exchange", None))
        self.second.opened.connect(lambda: self.go.emit("settings", "backups"))
        self.figures["late"].opened.connect(lambda: self.go.emit("month", "late"))
        self.figures["missing"].opened.connect(lambda: self.go.emit("month", "missing"))
        self.figures["due_soon"].opened.connect(self._list_due_soon)
        self.figures["indicators"].opened.connect(lambda: self.go.emit("indicators", "not_met"))
        self.late_table.opened.connect(self._open_late)
        self.asking_table.opened.connect(self._open_asking)
        self.who.opened.connect(self._list_of)
        self.due.opened.connect(self._list_month)
        self.rates.opened.connect(lambda period: self.go.emit("month", period))

    def regions(self) -> list[QWidget]:
        """The way, the figures, who, the list, the charts below."""
        parts: list[QWidget] = [self.next, self.unanswered.button, self.second.button, self.figures["late"]]
        parts += [self.who.front, self.late_table, self.asking_table, self.due.front, self.rates.front]
        return [part for part in parts if part.isVisible()]

    # reading

    def refresh(self) -> None:
        """Read the present month anew."""
        from nq57desk.usecases import overview

        self.session.ask(lambda desk, _monitor: overview.overview(desk), self.show_overview)

    def show_overview(self, seen: Overview) -> None:
        """Show what was read."""
        self.seen, self.board = seen, seen.board
        board = seen.board
        self.stack.setCurrentIndex(0 if board.rows else 1)
        self.figures["late"].say(len(board.late))
        self.figures["due_soon"].say(len(board.due_soon))
        self.figures["missing"].say(len(board.missing))
        self.figures["indicators"].say(seen.indicators[0] if seen.indicators[2] else None)
        self.who.show_chart(seen.leaders if self.leader and self.named else seen.bodies)
        self.due.show_chart(seen.due)
        self.rates.show_chart(seen.rates)
        self.asking_model.show(asked(seen, named=self.named))
        self.asking_title.setText(_("{n} kiến nghị chờ ý kiến").format(n=len(seen.asking)))
        self.path.show_chart(path_chart(seen))
        self._say_next(seen)
        self._list_late()
        self.counted.emit("month", board.rate.of - board.rate.updated)
        self.aside.setText(period_line(seen))
        self._remind(seen)
        self.unanswered.show_missing(seen.without_receipt)
        self.second.look()
        self.available.emit()

    def _remind(self, seen: Overview) -> None:
        """From the day on that the settings name, the line beside the title stands out."""
        self.aside.setProperty("tone", "remind" if seen.reminding else "quiet")
        self.aside.style().unpolish(self.aside)
        self.aside.style().polish(self.aside)

    def _say_next(self, seen: Overview) -> None:
        step = seen.next_step
        office = self.session.office
        self.next.setVisible(step is not None)
        self.ticked.setVisible(step is not None and step.name == "sign" and office is not None and not office.read_only)
        if step is not None:
            self.next.setText(_(STEPS[step.name][1]))
            self.next.setAccessibleName(_("Bước tiếp theo: {words}").format(words=_(STEPS[step.name][1])))

    def touched(self, applied: Applied) -> None:
        """Tasks, progress, indicators and plans are all here."""
        kinds = {"task", "progress_update", "plan", "reporting_period", "indicator", "indicator_value"}
        if applied.entry is None or set(applied.touched) & kinds:
            self.refresh()

    def compact(self, on: bool) -> None:
        """Where there is little width the list leaves the lead body away; the chart beside it names it."""
        super().compact(on)
        self.late_table.hide_column(2, self.width() < theme.px(1060))

    def can(self, action: str) -> bool:
        """Pictures and print only of what there is."""
        return action in self.handlers and self.board is not None and bool(self.board.rows)

    # lists

    def _show_list(self, title: str, rows: Sequence[MonthRow], *, focus: bool = True) -> None:
        self.list_title.setText(title)
        self.late_table.setVisible(bool(rows))
        self.late_table.setAccessibleName(title)
        self.late_model.show(rows)
        if focus and rows:
            self.late_table.setCurrentIndex(self.late_model.index(0, 0))
            self.late_table.setFocus()

    def _list_late(self) -> None:
        late, soon = (self.board.late, self.board.due_soon) if self.board is not None else ((), ())
        title = _("{n} nhiệm vụ quá hạn, lâu nhất trước").format(n=len(late))
        if not late:
            title = (
                _("Không có nhiệm vụ quá hạn; {n} sắp đến hạn").format(n=len(soon))
                if soon
                else _("Không có nhiệm vụ quá hạn")
            )
        self._usual = tuple(late or soon)
        self._show_list(title, self._usual, focus=False)

    def _list_due_soon(self) -> None:
        rows = self.board.due_soon if self.board is not None else ()
        self._show_list(_("{n} nhiệm vụ sắp đến hạn").format(n=len(rows)), rows)

    def _list_of(self, name: str) -> None:
        """What waits for one body, or one leader."""
        if self.board is None or self.seen is None:
            return
        by_id = {each.task.id: each for each in self.board.rows}
        rows = [by_id[each] for each in self.seen.waiting.get(name, ()) if each in by_id]
        self._show_list(_("{name}: {n} nhiệm vụ cần xem").format(name=name, n=len(rows)), rows)

    def _list_month(self, month: str) -> None:
        """The tasks whose last day lies in a month of the year."""
        if self.board is None:
            return
        year = self.board.period.year
        rows = []
        for each in self.board.rows:
            last = each.task.meaning.last_day
            if (
                last is not None
                and each.task.meaning.recurrence is None
                and (last.year, str(last.month)) == (year, month)
            ):
                rows.append(each)
        self._show_list(
            _("{n} nhiệm vụ có hạn trong tháng {month}/{year}").format(n=len(rows), month=month, year=year), rows
        )

    def _open_late(self) -> None:
        row_ = self.late_model.row(self.late_table.currentIndex())
        if row_ is not None:
            self.go.emit("tasks", row_.task.id)

    def _open_asking(self) -> None:
        asking = self.asking_model.row(self.asking_table.currentIndex())
        if asking is not None:
            self.go.emit("tasks", asking.task_id)

    # doing

    def _take_step(self, name: str) -> None:
        step = name or (self.seen.next_step.name if self.seen is not None and self.seen.next_step is not None else "")
        if step in STEPS:
            what = "missing" if step == "update" else None
            self.go.emit(STEPS[step][2], what)

    def _tick_signed(self) -> None:
        from nq57desk.usecases import overview

        if self.board is not None:
            period = self.board.period.code
            self.session.ask(lambda desk, _m: overview.tick_signed(desk, period=period), lambda _ok: self.refresh())

    def flip(self) -> None:
        """Charts ↔ tables."""
        for chart in (self.who, self.due, self.rates):
            chart.flip()

    def leave(self) -> bool:
        """Esc: the late tasks again in the list."""
        if super().leave():
            return True
        if self.board is not None and self.late_model.rows != self._usual:
            self._list_late()
            return True
        return False

    def copy_picture(self) -> None:
        """The page as a picture on the clipboard, to be pasted into a message."""
        QApplication.clipboard().setPixmap(self.grab())
        self.session.said.emit(_("Đã chép ảnh trang Tổng quan. Dán bằng Ctrl+V."))

    def print_page(self) -> None:
        """One A4 page to the printer; with no printer into the office's papers folder."""
        from nq57desk.usecases import overview_paper

        self.session.look(
            lambda desk, _m: overview_paper.overview_pdf(desk), self._print, words=_("Đang lập trang in…")
        )

    def _print(self, data: bytes) -> None:
        from nq57desk.gui.pdf_reading import page_sizes
        from nq57desk.gui.printing import print_pdf

        self.session.aside(
            lambda _monitor: page_sizes(data),
            lambda sizes: print_pdf(self, self.session, data, _("Tổng quan"), self.save_page, sizes=sizes),
        )

    def save_page(self) -> None:
        """The page as a file in the office's papers folder, opened with the system's program for PDF."""
        from nq57desk.usecases import overview_paper

        def work(desk: Desk, _monitor: object) -> Path:
            return overview_paper.save_overview(desk, path=desk.papers_folder / f"tong-quan {desk.today:%Y-%m-%d}.pdf")

        self.session.look(work, self._saved, words=_("Đang lưu PDF…"))

    def _saved(self, file: Path) -> None:
        self.session.said.emit(_("Đã lưu một trang in: {file}").format(file=file))
        QDesktopServices.openUrl(QUrl.fromLocalFile(str(file)))


def _fill(frame: QWidget, *parts: QWidget) -> None:
    inner = QVBoxLayout(frame)
    inner.setContentsMargins(12, 7, 12, 9)
    inner.setSpacing(4)
    for part in parts:
        inner.addWidget(part, 0 if part is not parts[-1] else 1)
