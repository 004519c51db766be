"""Tiến độ kỳ: what each task did in the month; first "updated?", then "late?"."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from nq57desk.domain.changes import Applied
from nq57desk.domain.problems import Problem
from nq57desk.domain.update_rate import Lack
from nq57desk.gui import actions as act
from nq57desk.gui import theme, words
from nq57desk.gui.marks import Mark
from nq57desk.gui.models.rows import Column, RowsModel
from nq57desk.gui.models.task_columns import deadline_mark
from nq57desk.gui.pages.page import Actions, Page, said
from nq57desk.gui.session import Session
from nq57desk.gui.widgets.chips import Chips
from nq57desk.gui.widgets.period_bar import PeriodBar
from nq57desk.gui.widgets.plain import Empty, Table
from nq57desk.gui.widgets.rate_bar import RateBar
from nq57desk.usecases.month_board import MonthBoard, MonthRow
from nq57desk.usecases.progress import ClosedPeriod
from nq57desk.wording import _, mark

_MISSING = Mark("not_updated", mark("Chưa cập nhật"), theme.WARNING)
_PARTIAL = Mark("partial", mark("Còn thiếu"), theme.WARNING)
_LATE = Mark("updated", mark("Cập nhật sau hạn"), theme.LATE)
_NOTHING = Mark("nothing_arose", mark("Không phát sinh"), theme.GOOD)
_UPDATED = Mark("updated", mark("Đã cập nhật"), theme.GOOD)
_ENDED = Mark("", mark("Không tính"), theme.Tint(theme.SECONDARY, ""))
_LACKS = {Lack.NOT_UPDATED: _MISSING, Lack.INCOMPLETE: _PARTIAL, Lack.UPDATED_LATE: _LATE}

FILTERS: dict[str, Callable[[MonthRow], bool]] = {
    "all": lambda row: row.counted or row.update is not None,
    "missing": lambda row: row.counted and row.lack is Lack.NOT_UPDATED,
    "partial": lambda row: row.counted and row.lack in (Lack.INCOMPLETE, Lack.UPDATED_LATE),
    "late": lambda row: str(row.task.timeliness) == "late",
    "ended": lambda row: not row.counted and row.update is None,
}


def update_mark(row: MonthRow) -> Mark:
    """Whether the task was updated in the month."""
    if row.counted and row.lack is not None:
        return _LACKS[row.lack]
    if row.update is None:
        return _ENDED
    return _NOTHING if row.update.nothing_arose else _UPDATED


def _state(row: MonthRow) -> Mark:
    known = words.state_mark(row.task.state)
    if row.task.percent is None:
        return known
    return Mark(known.symbol, f"{_(known.words)} · {row.task.percent}%", known.tint)


def _timing(row: MonthRow) -> Mark | None:
    """In time or late; whether it was updated stands in the first column already."""
    timeliness = str(row.task.timeliness)
    return None if timeliness.startswith("duty") else words.timeliness_mark(timeliness, row.task.days)


def _result(row: MonthRow) -> str:
    if row.update is None:
        return ""
    return row.update.result or (_("Không phát sinh trong kỳ") if row.update.nothing_arose else "")


def columns() -> tuple[Column[MonthRow], ...]:
    """The columns of the month."""
    return (
        Column(_("Cập nhật kỳ"), lambda row: _(update_mark(row).words), 146, mark=update_mark),
        Column(_("TT"), lambda row: row.task.number, 46),
        Column(_("Nhiệm vụ"), lambda row: row.task.name, 0),
        Column(_("Chủ trì"), lambda row: row.task.lead, 128),
        Column(_("Thời hạn"), lambda row: row.task.deadline, 124, second_mark=lambda row: deadline_mark(row.task)),
        Column(
            _("Trạng thái"),
            lambda row: _(_state(row).words),
            180,
            mark=_state,
            second_mark=_timing,
        ),
        Column(_("Kết quả trong kỳ"), _result, 210),
        Column(_("Sản phẩm, văn bản"), lambda row: row.update.product_document if row.update else "", 110),
    )


class MonthPage(Page):
    """The list of one month."""

    def __init__(self, session: Session, actions: Actions, parent: QWidget | None = None) -> None:
        super().__init__(_("Tiến độ kỳ"), session, actions, parent)
        self.model: RowsModel[MonthRow] = RowsModel(columns(), self)
        self.table = Table(_("Nhiệm vụ trong kỳ"))
        self.period = PeriodBar()
        self.chips = Chips()
        self.rate = RateBar()
        self.board: MonthBoard | None = None
        self._asked = 0
        self._search = ""
        self._build()
        self.handlers = {
            "progress": self.record,
            "edit": self.record,
            "close_period": self.close_period,
            "open_period": self.open_period,
            "previous_period": lambda: self.period.step(-1),
            "next_period": lambda: self.period.step(1),
        }

    def _build(self) -> None:
        self.head.insertWidget(1, self.period)
        for name, main in (("progress", True), ("close_period", False), ("open_period", False)):
            self.head.addWidget(act.button(self.actions_by_name[name], main=main))
        for name, text in (
            ("all", _("Tất cả")),
            ("missing", _("Chưa cập nhật")),
            ("partial", _("Còn thiếu")),
            ("late", _("Quá hạn")),
            ("ended", _("Đã kết thúc")),
        ):
            self.chips.add(name, text)
        self.table.setModel(self.model)
        self.table.use_widths(self.model.columns, 210)
        self.table.lettered.connect(self.letter)
        self.table.opened.connect(self.record)
        self.table.selectionModel().currentChanged.connect(lambda: self.available.emit())
        self.chips.chosen.connect(lambda _name: self._filter())
        self.period.changed.connect(lambda _code: self.refresh())
        self.empty = Empty(
            _("Chưa có nhiệm vụ nào. Nhập phụ lục của cơ quan trước, rồi cập nhật tiến độ từng kỳ tại đây."),
            act.button(self.actions_by_name["import"], main=True),
        )
        whole = QWidget()
        inner = QVBoxLayout(whole)
        inner.setContentsMargins(0, 0, 0, 0)
        inner.addWidget(self.rate)
        inner.addWidget(self.chips)
        inner.addWidget(self.table, 1)
        self.stack = QStackedWidget()
        self.stack.addWidget(whole)
        self.stack.addWidget(self.empty)
        self.body.addWidget(self.stack)

    def regions(self) -> list[QWidget]:
        """The period, the filters, the table."""
        first = self.chips.buttons.get(self.chips.current, self.chips)
        return [part for part in (self.period.choice, first, self.table) if part.isVisible()]

    def can(self, action: str) -> bool:
        """A closed month changes only after it was opened again."""
        office = self.session.office
        if action not in self.handlers or office is None:
            return False
        if action in ("previous_period", "next_period"):
            return True
        if office.read_only or self.board is None:
            return False
        closed = self.board.closed_on is not None
        if action == "open_period":
            return closed
        if action == "close_period":
            return not closed and bool(self.board.rows)
        return not closed and self.model.row(self.table.currentIndex()) is not None

    def refresh(self) -> None:
        """Read the month anew."""
        from nq57desk.usecases import month_board

        period = self.period.period or None
        self._asked += 1
        asked = self._asked

        def came(board: MonthBoard) -> None:
            if asked == self._asked:
                self._came(board)

        self.session.ask(lambda desk, _monitor: month_board.month_board(desk, period=period), came)

    def _came(self, board: MonthBoard) -> None:
        self.board = board
        self.period.offer(board.period)
        self.stack.setCurrentIndex(0 if board.rows else 1)
        self.aside.setText(_window_words(board))
        self.rate.show_rate(board.rate)
        for name, wanted in FILTERS.items():
            self.chips.count(name, sum(map(wanted, board.rows)))
        self._filter()

    def touched(self, applied: Applied) -> None:
        """Progress, tasks and periods are all here."""
        if applied.entry is None or set(applied.touched) & {"task", "progress_update", "reporting_period", "plan"}:
            self.refresh()

    def seek(self, text: str) -> bool:
        """Search this month's tasks."""
        self._search = text
        self._filter()
        return True

    def _filter(self) -> None:
        from nq57desk.domain.vietnamese import fold

        if self.board is None:
            return
        current = self.model.row(self.table.currentIndex())
        wanted, searched = FILTERS[self.chips.current or "all"], fold(self._search).split()
        rows = [
            row
            for row in self.board.rows
            if wanted(row) and (not searched or _holds(fold(f"{row.task.name} {row.task.lead}"), searched))
        ]
        self.model.show(rows)
        at = next((n for n, row in enumerate(rows) if current is not None and row.task.id == current.task.id), 0)
        if rows:
            self.table.setCurrentIndex(self.model.index(at, 0))
        self.available.emit()

    def show_with(self, what: object) -> None:
        """A filter's name: show what it finds."""
        if isinstance(what, str) and what in FILTERS:
            self.chips.choose(what)

    # doing

    def record(self) -> None:
        """Open the form of the current task for this month."""
        from nq57desk.gui.dialogs.progress_form import record_progress

        row = self.model.row(self.table.currentIndex())
        if row is not None and self.can("progress") and self.board is not None:
            record_progress(self, self.session, row.task, self.board.period.code)

    def close_period(self) -> None:
        """Ask, then close the month after its checks."""
        from nq57desk.gui.dialogs.question import ask
        from nq57desk.usecases import progress

        board = self.board
        if board is None:
            return
        code, rate = board.period.code, board.rate
        text = _(
            "Chốt kỳ {period}? Tỷ lệ cập nhật {percent} ({n}/{of}). {missing} nhiệm vụ vào danh sách cảnh báo. "
            "Sau khi chốt, số liệu kỳ này chỉ xem; muốn sửa thì mở lại kỳ và ghi lý do."
        ).format(
            period=words.period_words(code),
            percent=rate.percent or "–",
            n=rate.updated,
            of=rate.of,
            missing=len(rate.warning_list),
        )
        if ask(self, text, _("Chốt kỳ")):
            self.session.change(
                lambda desk, _monitor: progress.close_period(desk, period=code), self._closed, refused=self._not_closed
            )

    def _closed(self, closed: ClosedPeriod) -> None:
        from nq57desk.gui.dialogs.question import tell

        text = _("Đã chốt kỳ {period}: {n}/{of} nhiệm vụ đã cập nhật, {missing} trong danh sách cảnh báo.").format(
            period=words.period_words(closed.period), n=closed.updated, of=closed.of, missing=len(closed.warning_list)
        )
        tell(self, text, said(closed.problems))

    def _not_closed(self, problems: tuple[Problem, ...]) -> None:
        first = _("Chưa chốt được kỳ: còn {n} chỗ phải sửa. Số liệu đã điền đều đã lưu.").format(n=len(problems))
        self.notice.say(f"{first}\n{said(problems)}")

    def open_period(self) -> None:
        """Ask for the reason, then open the closed month again."""
        from nq57desk.gui.dialogs.reason import ask_reason
        from nq57desk.usecases import progress

        board = self.board
        if board is None:
            return
        code = board.period.code
        ask_reason(
            self,
            _("Mở lại kỳ"),
            _("Mở lại kỳ {period}. Gói xuất sau đó là lần kế tiếp và thay gói trước.").format(
                period=words.period_words(code)
            ),
            _("Mở lại kỳ"),
            lambda sheet, reason: self.session.change(
                lambda desk, _monitor: progress.open_period(desk, period=code, reason=reason),
                sheet.done_with,
                refused=sheet.refuse,
            ),
        )


def _holds(text: str, searched: list[str]) -> bool:
    return all(word in text for word in searched)


def _window_words(board: MonthBoard) -> str:
    days = (board.due - board.today).days
    left = _("còn {n} ngày").format(n=days) if days >= 0 else _("đã qua {n} ngày").format(n=-days)
    text = _("{first}–{last} · gửi hết ngày {due}, {left}").format(
        first=board.first_day.strftime("%d/%m"),
        last=board.last_day.strftime("%d/%m/%Y"),
        due=board.due.strftime("%d/%m"),
        left=left,
    )
    if board.closed_on is not None:
        text += " · " + _("đã chốt {day}").format(day=words.day(board.closed_on))
    return text
