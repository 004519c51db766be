"""Tổng quan: in ten seconds what is late, who is late, what to do next."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFont, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QGridLayout, QSizePolicy, QStackedWidget, QVBoxLayout, QWidget

from nq57desk.domain.changes import Applied
from nq57desk.gui import actions as act
from nq57desk.gui import symbols, theme, words
from nq57desk.gui.marks import Mark
from nq57desk.gui.models.rows import Column, RowsModel
from nq57desk.gui.pages.page import Actions, Page
from nq57desk.gui.session import Session
from nq57desk.gui.widgets.cells import wrapped
from nq57desk.gui.widgets.plain import Empty, Table, card, label
from nq57desk.gui.widgets.rate_bar import RateBar
from nq57desk.usecases.month_board import MonthBoard, MonthRow
from nq57desk.wording import _

_SHOWN_BODIES = 9


@dataclass(frozen=True, slots=True)
class Body:
    """One lead body with what waits for it."""

    name: str
    late: int
    due_soon: int
    missing: int


def bodies(board: MonthBoard) -> tuple[Body, ...]:
    """Who has something late, due soon or not updated, the worst first."""
    names: dict[str, list[int]] = {}
    for place, rows in enumerate((board.late, board.due_soon, board.missing)):
        for row in rows:
            name = " ".join(row.task.lead.split()) or _("(chưa ghi chủ trì)")
            names.setdefault(name, [0, 0, 0])[place] += 1
    found = [Body(name, *counted) for name, counted in names.items()]
    return tuple(sorted(found, key=lambda body: (-body.late, -body.due_soon, -body.missing, body.name)))


class Figure(QWidget):
    """A symbol, a figure and its words; Enter or a click opens the list behind it."""

    opened = Signal()

    def __init__(self, symbol: str, colour: str, words_: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._symbol, self._colour, self._words = symbol, colour, words_
        self.value = "–"
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.say(None)

    def say(self, value: int | None) -> None:
        """Show this figure; None where it is not known."""
        self.value = "–" if value is None else str(value)
        self.setAccessibleName(f"{self.value} {self._words}")
        self.update()

    def sizeHint(self) -> QSize:
        """Room for the figure and one line."""
        return QSize(220, 66)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Symbol and figure above, words below."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setBrush(QColor(theme.PAGE))
        painter.setPen(QPen(QColor(theme.ACCENT if self.hasFocus() else theme.LINE), 2 if self.hasFocus() else 1))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), 4, 4)
        ratio = self.devicePixelRatioF()
        painter.drawPixmap(16, self.height() // 2 - 11, symbols.pixmap(self._symbol, self._colour, 22, ratio))
        big = QFont(self.font())
        big.setPointSizeF(20)
        big.setWeight(QFont.Weight.DemiBold)
        painter.setFont(big)
        painter.setPen(QColor(theme.TEXT))
        width = painter.fontMetrics().horizontalAdvance(self.value)
        painter.drawText(QRectF(52, 0, width + 4, self.height()), Qt.AlignmentFlag.AlignVCenter, self.value)
        painter.setFont(self.font())
        painter.setPen(QColor(theme.SECONDARY))
        room = QRectF(52 + width + 14, 0, self.width() - 74 - width, self.height())
        flags = Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextWordWrap
        painter.drawText(room, int(flags), self._words)
        painter.end()

    def mouseReleaseEvent(self, _event: QMouseEvent) -> None:
        """A click opens."""
        self.opened.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter and Space open."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
            self.opened.emit()
        else:
            super().keyPressEvent(event)


class WhoIsLate(QWidget):
    """Countable blocks for each lead body: ■ late, □ due soon, ○ not updated, with the figures."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._bodies: tuple[Body, ...] = ()
        self.setMinimumHeight(150)

    def show_bodies(self, found: Sequence[Body]) -> None:
        """Show these, as many as there is room for."""
        self._bodies = tuple(found)
        said_ = "; ".join(f"{body.name}: {body.late}, {body.due_soon}, {body.missing}" for body in self._bodies)
        self.setAccessibleName(_("Ai đang chậm (quá hạn, sắp đến hạn, chưa xong kỳ): {list}").format(list=said_))
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """One line for each body."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        height = 40
        fits = max(1, self.height() // height)
        for at, body in enumerate(self._bodies[:fits]):
            self._line(painter, body, at * height, height)
        if not self._bodies:
            painter.setPen(QColor(theme.SECONDARY))
            painter.drawText(self.rect(), int(Qt.AlignmentFlag.AlignCenter), _("Không có ai chậm."))
        painter.end()

    def _line(self, painter: QPainter, body: Body, top: int, height: int) -> None:
        half = self.width() * 2 // 5
        metrics = painter.fontMetrics()
        painter.setPen(QColor(theme.TEXT))
        wrapped(painter, QRectF(0, top, half - 10, height), body.name, Qt.AlignmentFlag.AlignLeft)
        figures = f"{body.late} · {body.due_soon} · {body.missing}"
        room = metrics.horizontalAdvance("00 · 00 · 00") + 8
        left, limit = half, self.width() - room
        for count, symbol, colour in (
            (body.late, "late", theme.BAD.fill),
            (body.due_soon, "due_soon", theme.WARNING.border),
            (body.missing, "not_updated", theme.SECONDARY),
        ):
            for _block in range(count):
                if left + 15 > limit:
                    break
                picture = symbols.pixmap(symbol, colour, 14, self.devicePixelRatioF())
                painter.drawPixmap(left, top + (height - 14) // 2, picture)
                left += 15
            left += 5 if count else 0
        painter.setPen(QColor(theme.SECONDARY))
        box = QRectF(limit, top, room, height)
        painter.drawText(box, int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight), figures)


def late_columns() -> tuple[Column[MonthRow], ...]:
    """The columns of the late tasks."""

    def timing(row: MonthRow) -> Mark:
        return words.timeliness_mark(str(row.task.timeliness), row.task.days)

    return (
        Column(_("TT"), lambda row: row.task.number, 46),
        Column(_("Nhiệm vụ"), lambda row: row.task.name, 0),
        Column(_("Chủ trì"), lambda row: row.task.lead, 120),
        Column(_("Thời hạn"), lambda row: timing(row).words, 158, mark=timing),
    )


class OverviewPage(Page):
    """Figures, who is late, the late tasks, the update rate."""

    def __init__(self, session: Session, actions: Actions, parent: QWidget | None = None) -> None:
        super().__init__(_("Tổng quan"), session, actions, parent)
        self.figures = {
            "late": Figure("late", theme.BAD.fill, _("quá hạn")),
            "due_soon": Figure("due_soon", theme.WARNING.border, _("sắp đến hạn")),
            "missing": Figure("not_updated", theme.SECONDARY, _("chưa cập nhật xong kỳ")),
            "done": Figure("done", theme.GOOD.text, _("đã hoàn thành")),
        }
        self.late_model: RowsModel[MonthRow] = RowsModel(late_columns(), self)
        self.late_table = Table(_("Nhiệm vụ quá hạn"))
        self.who = WhoIsLate()
        self.rate = RateBar()
        self.board: MonthBoard | None = None
        self._build()

    def _build(self) -> None:
        self.head.addWidget(act.button(self.actions_by_name["import"]))
        whole = QWidget()
        grid = QGridLayout(whole)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setSpacing(10)
        for at, figure in enumerate(self.figures.values()):
            grid.addWidget(figure, 0, at)
        self.figures["late"].opened.connect(lambda: self.go.emit("month", "late"))
        self.figures["missing"].opened.connect(lambda: self.go.emit("month", "missing"))
        self.figures["due_soon"].opened.connect(lambda: self.go.emit("month", "all"))
        self.figures["done"].opened.connect(lambda: self.go.emit("month", "ended"))
        self.late_table.setModel(self.late_model)
        self.late_table.use_widths(self.late_model.columns, 116)
        self.late_table.opened.connect(self._open_late)
        left, right, below = card(), card(), card()
        _fill(
            left,
            _("Ai đang chậm (quá hạn · sắp đến hạn · chưa xong kỳ)"),
            self.who,
        )
        _fill(right, _("Nhiệm vụ quá hạn, lâu nhất trước"), self.late_table)
        _fill(below, _("Tỷ lệ cập nhật trong kỳ"), self.rate)
        grid.addWidget(left, 1, 0, 1, 2)
        grid.addWidget(right, 1, 2, 1, 2)
        grid.addWidget(below, 2, 0, 1, 4)
        grid.setRowStretch(1, 1)
        for column in range(4):
            grid.setColumnStretch(column, 1)
        self.empty = Empty(
            _(
                "Chưa có kế hoạch nào. Tệp gốc của cơ quan không bị sửa khi nhập.\n"
                "Kéo tệp phụ lục vào đây hoặc bấm [Nhập từ tệp…]."
            ),
            act.button(self.actions_by_name["import"], main=True),
        )
        self.stack = QStackedWidget()
        self.stack.addWidget(whole)
        self.stack.addWidget(self.empty)
        self.body.addWidget(self.stack)

    def regions(self) -> list[QWidget]:
        """The figures, the late tasks."""
        return [part for part in (self.figures["late"], self.late_table) if part.isVisible()]

    def refresh(self) -> None:
        """Read the present month anew."""
        from nq57desk.usecases import month_board

        self.session.ask(lambda desk, _monitor: month_board.month_board(desk), self._came)

    def _came(self, board: MonthBoard) -> None:
        self.board = board
        self.stack.setCurrentIndex(0 if board.rows else 1)
        late = board.late
        self.figures["late"].say(len(late))
        self.figures["due_soon"].say(len(board.due_soon))
        self.figures["missing"].say(len(board.missing))
        self.figures["done"].say(sum(str(row.task.state) == "done" for row in board.rows))
        self.late_model.show(late)
        self.who.show_bodies(bodies(board)[:_SHOWN_BODIES])
        self.rate.show_rate(board.rate)
        days = (board.due - board.today).days
        left = _("còn {n} ngày").format(n=days) if days >= 0 else _("đã qua {n} ngày").format(n=-days)
        self.aside.setText(
            _("Kỳ {period} ({first}–{last}) · gửi hết ngày {due}, {left}").format(
                period=words.period_words(board.period.code),
                first=board.first_day.strftime("%d/%m"),
                last=board.last_day.strftime("%d/%m"),
                due=board.due.strftime("%d/%m"),
                left=left,
            )
        )

    def touched(self, applied: Applied) -> None:
        """Tasks, progress and plans are all here."""
        if applied.entry is None or set(applied.touched) & {"task", "progress_update", "plan", "reporting_period"}:
            self.refresh()

    def _open_late(self) -> None:
        row = self.late_model.row(self.late_table.currentIndex())
        if row is not None:
            self.go.emit("tasks", row.task.id)


def _fill(frame: QWidget, title: str, part: QWidget) -> None:
    inner = QVBoxLayout(frame)
    inner.setContentsMargins(12, 8, 12, 10)
    inner.addWidget(label(title, "heading"))
    inner.addWidget(part, 1)
