"""The tile view "Ô": every office of one month as a tile, 14 to a row (fewer where there is little room), by kind."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QFont,
    QHelpEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QResizeEvent,
)
from PySide6.QtWidgets import QScrollArea, QToolTip, QWidget

from nq57desk.domain.submission import CellState
from nq57desk.gui import city_words, symbols, theme
from nq57desk.gui.marks import Mark
from nq57desk.gui.models.rows import plain_tip
from nq57desk.usecases.city_matrix import KINDS, MatrixRow
from nq57desk.wording import _

ACROSS, FEWER = 14, 10
_GAP, _MOST, _SYMBOL, _NARROW = 4, 64, 16, 78
_TIGHT = 2
"""What a tile is higher than its two lines where room is short: all 114 stand on a screen 768 high, band and all."""


class Tiles(QWidget):
    """Arrows go from tile to tile, Enter or a click opens, a letter begins a search."""

    opened = Signal()
    moved = Signal()
    lettered = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName(_("Các đơn vị theo ô"))
        self._groups: list[tuple[str, list[MatrixRow]]] = []
        self._month = 0
        self._places: list[tuple[QRectF, MatrixRow]] = []
        self._headings: list[tuple[QRectF, str]] = []
        self._at = 0
        self._room = 0
        self._across_now = ACROSS

    def show_rows(self, rows: Sequence[MatrixRow], month: int) -> None:
        """Show these offices as they stand in the month at this place of their cells."""
        chosen = self.current()
        self._month = month
        self._groups = []
        for kind in (*KINDS, ""):
            its = [row for row in rows if row.unit.kind == kind]
            if its:
                self._groups.append((f"{_(city_words.KINDS[kind])} ({len(its)})", its))
        self._lay_out()
        self.choose(chosen.unit.code if chosen is not None else "")

    def current(self) -> MatrixRow | None:
        """The chosen office."""
        return self._places[self._at][1] if self._at < len(self._places) else None

    def choose(self, code: str) -> None:
        """Go to an office, to the first where it is not shown."""
        found = (at for at, (_box, row) in enumerate(self._places) if row.unit.code == code)
        self._at = next(found, 0)
        self._speak()
        self.update()

    @property
    def boxes(self) -> tuple[QRectF, ...]:
        """Where the tiles stand."""
        return tuple(box for box, _row in self._places)

    def fit(self, height: int) -> None:
        """Use so much height where that is enough."""
        self._room = height
        self._lay_out()

    def _lay_out(self) -> None:
        gap, heading = theme.px(_GAP), self.fontMetrics().lineSpacing() + theme.px(6)
        across = self._across_now = ACROSS if self.width() / ACROSS >= theme.px(_NARROW) else FEWER
        lines = sum(-(-len(rows) // across) for _title, rows in self._groups)
        free = (self._room - heading * len(self._groups)) // max(1, lines) - gap
        high = min(max(free, self.fontMetrics().lineSpacing() * 2 + theme.px(_TIGHT)), theme.px(_MOST))
        wide = (self.width() - gap * (across - 1)) / across
        self._places, self._headings = [], []
        top = 0.0
        for title, rows in self._groups:
            self._headings.append((QRectF(0, top, self.width(), heading), title))
            top += heading
            for at, row in enumerate(rows):
                left = at % across * (wide + gap)
                self._places.append((QRectF(left, top + at // across * (high + gap), wide, high), row))
            top += -(-len(rows) // across) * (high + gap)
        self.setMinimumHeight(round(top))
        self.update()

    def _mark(self, row: MatrixRow) -> Mark:
        return city_words.cell_mark(row.cells[self._month])

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Headings, tiles with symbol and short name, a ring round the chosen one."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        strong = QFont(self.font())
        strong.setWeight(QFont.Weight.DemiBold)
        painter.setFont(strong)
        painter.setPen(QColor(theme.TEXT))
        for box, title in self._headings:
            painter.drawText(box, int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter), title)
        painter.setFont(self.font())
        for at, (box, row) in enumerate(self._places):
            self._tile(painter, box, row, chosen=at == self._at)
        painter.end()

    def _tile(self, painter: QPainter, box: QRectF, row: MatrixRow, *, chosen: bool) -> None:
        mark = self._mark(row)
        tint = mark.tint
        painter.setBrush(QColor(tint.fill or theme.PAGE))
        line = Qt.PenStyle.DashLine if tint.dashed else Qt.PenStyle.SolidLine
        painter.setPen(QPen(QColor(tint.border or theme.LINE), tint.width, line))
        painter.drawRect(box.adjusted(1, 1, -1, -1))
        if chosen:
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(QColor(theme.ACCENT), 3 if self.hasFocus() else 2))
            painter.drawRect(box.adjusted(1, 1, -1, -1))
        size, pad = theme.px(_SYMBOL), theme.px(3)
        top = box.top() + pad
        if mark.symbol:
            picture = symbols.pixmap(mark.symbol, tint.text, size, self.devicePixelRatioF())
            painter.drawPixmap(QPointF(box.left() + pad, top + (box.height() / 2 - pad - size) / 2), picture)
        painter.setPen(QColor(tint.text))
        room = QRectF(box.left() + pad, top, box.width() - 2 * pad, box.height() - 2 * pad)
        half = room.height() / 2
        beside = room.adjusted(size + pad if mark.symbol else 0, 0, 0, -half)
        said = self._short(mark, row.cells[self._month].state)
        state = self.fontMetrics().elidedText(said, Qt.TextElideMode.ElideRight, int(beside.width()))
        painter.drawText(beside, int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter), state)
        below = room.adjusted(0, half, 0, 0)
        name = self.fontMetrics().elidedText(row.unit.name, Qt.TextElideMode.ElideRight, int(below.width()))
        painter.drawText(below, int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter), name)

    def _short(self, mark: Mark, state: CellState) -> str:
        """The words beside the symbol; what all tiles cannot hold is left to the symbol."""
        return mark.words if self.width() / self._across_now > theme.px(124) else _(city_words.SHORT[state])

    def _speak(self) -> None:
        row = self.current()
        self.setAccessibleDescription(city_words.about(row, row.cells[self._month]) if row is not None else "")
        self.moved.emit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Another width is another lay-out."""
        super().resizeEvent(event)
        self._lay_out()

    def changeEvent(self, event: QEvent) -> None:
        """So is another text size."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self._lay_out()

    def sizeHint(self) -> QSize:
        """As high as the tiles are."""
        return QSize(theme.px(900), self.minimumHeight())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Arrows, Home, End, Enter; a letter begins a search."""
        key, last = event.key(), len(self._places) - 1
        step = {Qt.Key.Key_Right: 1, Qt.Key.Key_Left: -1}.get(Qt.Key(key))
        if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.opened.emit()
        elif last >= 0 and step is not None:
            self._go(min(last, max(0, self._at + step)))
        elif last >= 0 and key in (Qt.Key.Key_Up, Qt.Key.Key_Down):
            self._go(self._across(1 if key == Qt.Key.Key_Down else -1))
        elif last >= 0 and key in (Qt.Key.Key_Home, Qt.Key.Key_End):
            self._go(0 if key == Qt.Key.Key_Home else last)
        elif event.text().strip() and event.text().isprintable() and not event.modifiers():
            self.lettered.emit(event.text())
        else:
            super().keyPressEvent(event)

    def _go(self, at: int) -> None:
        self._at = at
        above = self.parent().parent() if self.parent() is not None else None
        if isinstance(above, QScrollArea):
            box = self._places[at][0].toRect()
            above.ensureVisible(box.center().x(), box.center().y(), box.width() // 2, box.height() // 2 + 8)
        self._speak()
        self.update()

    def _across(self, step: int) -> int:
        """The nearest tile of the next row up or down."""
        here = self._places[self._at][0].center()
        rows = [
            (abs(box.center().y() - here.y()), abs(box.center().x() - here.x()), at)
            for at, (box, _row) in enumerate(self._places)
            if (box.center().y() - here.y()) * step > 1
        ]
        return min(rows)[2] if rows else self._at

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Choose what is under the mouse."""
        at = self._under(event.position())
        if at >= 0:
            self._go(at)
        super().mousePressEvent(event)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Open it."""
        if self._under(event.position()) >= 0:
            self.opened.emit()

    def _under(self, point: QPointF) -> int:
        return next((at for at, (box, _row) in enumerate(self._places) if box.contains(point)), -1)

    def event(self, event: QEvent) -> bool:
        """A tip repeats in words what stands under the mouse."""
        if isinstance(event, QHelpEvent) and event.type() == QEvent.Type.ToolTip:
            at = self._under(QPointF(event.pos()))
            if at >= 0:
                row = self._places[at][1]
                QToolTip.showText(event.globalPos(), plain_tip(city_words.about(row, row.cells[self._month])), self)
            return True
        return super().event(event)
