"""How a cell is painted: two lines of text, a symbol before the first, a tinted tag as the second."""

from __future__ import annotations

from typing import Protocol, cast

from PySide6.QtCore import QObject, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QFont, QFontMetrics, QPainter, QPen
from PySide6.QtWidgets import (
    QAbstractItemView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionButton,
    QStyleOptionViewItem,
    QWidget,
)

from nq57desk.gui import theme
from nq57desk.gui.models.rows import Index, Shown, shown
from nq57desk.gui.widgets.cell_looks import Kept, Look, Writer, colour
from nq57desk.gui.widgets.marked_parts import Ranges

PAD = 6
HEADING = "#EDF1F5"
_SELECTED = QStyle.StateFlag.State_Selected
_FOCUSED = QStyle.StateFlag.State_HasFocus


class Drawn(Protocol):
    """What a style option holds; Qt's own type descriptions leave it out."""

    rect: QRect
    font: QFont
    state: QStyle.StateFlag
    widget: QWidget


class Cells(QStyledItemDelegate):
    """Paints every table of the desk."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.kept = Kept(self)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Ground, focus, then the cell's own lines."""
        drawn = cast(Drawn, option)
        rect = drawn.rect
        writer = self.kept.ready(index.model(), drawn.font, painter.device())
        left, top, width, height = rect.left(), rect.top(), rect.width(), rect.height()
        look = self.kept.find(index.row(), index.column(), width, height)
        if look is None:
            cell = shown(index)
            if not lasting(cell):
                self.paint_now(painter, drawn, cell, writer)
                return
            look = self.write(writer, width, height, cell)
            self.kept.keep(index.row(), index.column(), look)
        ground(painter, drawn)
        look.draw(painter, left, top)

    def prepare(self, index: Index, size: QSize) -> None:
        """Know the look of a cell before it is painted."""
        writer = self.kept.writer_of(index.model())
        row, column, width, height = index.row(), index.column(), size.width(), size.height()
        if writer is not None and self.kept.find(row, column, width, height) is None:
            cell = shown(index)
            if lasting(cell):
                self.kept.keep(row, column, self.write(writer, width, height, cell))

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """Room for the text on one line and the row's own height."""
        text = str(index.data() or "")
        return QSize(QFontMetrics(cast(Drawn, option).font).horizontalAdvance(text) + 2 * PAD + 2, theme.ROW_HEIGHT)

    def standing_out(self, _cell: Shown) -> tuple[Ranges, Ranges]:
        """Which parts of the text and of the second line stand out."""
        return (), ()

    def paint_now(self, painter: QPainter, option: Drawn, cell: Shown, writer: Writer) -> None:
        """A heading over the width that is seen, or a cell with a tick box."""
        painter.save()
        rect = option.rect
        if cell.heading:
            painter.fillRect(rect, colour(HEADING))
        else:
            ground(painter, option)
        painter.setClipRect(rect)
        look = Look(rect.width(), rect.height())
        inner = QRect(PAD, 2, rect.width() - 2 * PAD, rect.height() - 4)
        if cell.tick is not None:
            _tick(painter, option, inner.translated(rect.topLeft()), Qt.CheckState(cell.tick))
            inner.setLeft(inner.left() + 24)
        if cell.heading:
            _heading(writer, look, inner, option, cell.text)
        else:
            _content(writer, look, inner, cell, *self.standing_out(cell))
        look.draw(painter, rect.left(), rect.top())
        painter.restore()

    def write(self, writer: Writer, width: int, height: int, cell: Shown) -> Look:
        """What a cell of this size shows, but for its ground and focus; the same content is written only once."""
        parts = self.standing_out(cell)

        def made() -> Look:
            look = Look(width, height)
            _content(writer, look, QRect(PAD, 2, width - 2 * PAD, height - 4), cell, *parts)
            return look

        return writer.look((cell, width, height, *parts), made)


def lasting(cell: Shown) -> bool:
    """Whether the cell looks the same wherever it stands in the view."""
    return not cell.heading and cell.tick is None


def ground(painter: QPainter, option: Drawn) -> None:
    """The ground of a chosen cell and the ring around the current one."""
    state = option.state
    if state & _SELECTED:
        painter.fillRect(option.rect, colour(theme.SELECTION))
    if state & _FOCUSED:
        painter.setPen(QPen(colour(theme.ACCENT), 2))
        painter.drawRect(option.rect.adjusted(1, 1, -1, -1))


def _tick(painter: QPainter, option: Drawn, inner: QRect, state: Qt.CheckState) -> None:
    """Draw a tick box at the left."""
    box = QStyleOptionButton()
    drawn = cast(Drawn, box)
    drawn.rect = QRect(inner.left(), inner.center().y() - 8, 16, 16)
    on = state == Qt.CheckState.Checked
    drawn.state = QStyle.StateFlag.State_Enabled | (QStyle.StateFlag.State_On if on else QStyle.StateFlag.State_Off)
    style = option.widget.style()
    style.drawPrimitive(QStyle.PrimitiveElement.PE_IndicatorCheckBox, box, painter, option.widget)


def _heading(writer: Writer, look: Look, inner: QRect, option: Drawn, text: str) -> None:
    width = inner.width()
    if isinstance(option.widget, QAbstractItemView):
        width = min(width, option.widget.viewport().width() - option.rect.left() - inner.left() - PAD)
    fits = writer.cut(text.replace("\n", " "), width, "strong")
    writer.put(look, QRectF(inner), fits, theme.TEXT, "strong")


def _content(writer: Writer, look: Look, inner: QRect, cell: Shown, found: Ranges, below: Ranges) -> None:
    half = inner.height() // 2
    if cell.second_mark is not None:
        upper, lower = inner.adjusted(0, 0, 0, half - inner.height()), inner.adjusted(0, half, 0, 0)
        if cell.mark is None and found:
            writer.standing_out(look, QRectF(upper), cell.text, found, theme.TEXT)
        elif cell.mark is None:
            writer.one_line(look, upper, cell.text, theme.TEXT)
        else:
            writer.tag(look, upper, cell.mark)
        writer.tag(look, lower, cell.second_mark)
    elif cell.mark is not None:
        writer.tag(look, inner, cell.mark)
    elif cell.second:
        upper, lower = inner.adjusted(0, 0, 0, half - inner.height()), inner.adjusted(0, half, 0, 0)
        _line(writer, look, upper, cell.text, found, theme.TEXT)
        _line(writer, look, lower, cell.second, below, theme.SECONDARY)
    elif found:
        writer.standing_out(look, QRectF(inner), cell.text, found, theme.TEXT)
    else:
        writer.wrapped(look, QRectF(inner), cell.text, cell.right, theme.TEXT)


def _line(writer: Writer, look: Look, place: QRect, text: str, found: Ranges, ink: str) -> None:
    if found:
        writer.standing_out(look, QRectF(place), text, found, ink)
    else:
        writer.one_line(look, place, text, ink)
