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
from nq57desk.gui.marks import Mark
from nq57desk.gui.models.rows import Index, Role
from nq57desk.gui.widgets.cell_looks import Kept, Look, Writer, colour

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
            if not self.lasting(index):
                self.paint_now(painter, drawn, index, writer)
                return
            look = self.write(writer, width, height, index)
            self.kept.keep(index.row(), index.column(), look)
        ground(painter, drawn)
        look.draw(painter, left, top)

    def prepare(self, index: Index, size: QSize) -> None:
        """Know the look of a cell before it is painted."""
        writer = self.kept.writer_of(index.model())
        row, column, width, height = index.row(), index.column(), size.width(), size.height()
        if writer is not None and self.kept.find(row, column, width, height) is None and self.lasting(index):
            self.kept.keep(row, column, self.write(writer, width, height, index))

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """Room for the text on one line and the row's own height."""
        text = str(index.data() or "")
        return QSize(QFontMetrics(cast(Drawn, option).font).horizontalAdvance(text) + 2 * PAD + 2, theme.ROW_HEIGHT)

    def lasting(self, index: Index) -> bool:
        """Whether the cell looks the same wherever it stands in the view."""
        return not index.data(Role.HEADING) and index.data(Qt.ItemDataRole.CheckStateRole) is None

    def paint_now(self, painter: QPainter, option: Drawn, index: Index, writer: Writer) -> None:
        """A heading over the width that is seen, or a cell with a tick box."""
        painter.save()
        heading = bool(index.data(Role.HEADING))
        rect = option.rect
        if heading:
            painter.fillRect(rect, colour(HEADING))
        else:
            ground(painter, option)
        painter.setClipRect(rect)
        look = Look(rect.width(), rect.height())
        inner = QRect(PAD, 2, rect.width() - 2 * PAD, rect.height() - 4)
        tick = index.data(Qt.ItemDataRole.CheckStateRole)
        if tick is not None:
            _tick(painter, option, inner.translated(rect.topLeft()), Qt.CheckState(tick))
            inner.setLeft(inner.left() + 24)
        if heading:
            _heading(writer, look, inner, option, str(index.data() or ""))
        else:
            _content(writer, look, inner, index)
        look.draw(painter, rect.left(), rect.top())
        painter.restore()

    def write(self, writer: Writer, width: int, height: int, index: Index) -> Look:
        """What a cell of this size shows, but for its ground and focus."""
        look = Look(width, height)
        _content(writer, look, QRect(PAD, 2, width - 2 * PAD, height - 4), index)
        return look


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
    shown = writer.cut(text.replace("\n", " "), width, "strong")
    writer.put(look, QRectF(inner), shown, theme.TEXT, "strong")


def _content(writer: Writer, look: Look, inner: QRect, index: Index) -> None:
    mark, second = index.data(Role.MARK), index.data(Role.SECOND_MARK)
    if isinstance(mark, Mark) or isinstance(second, Mark):
        _marked(writer, look, inner, index, mark, second)
    else:
        _plain(writer, look, inner, index)


def _plain(writer: Writer, look: Look, inner: QRect, index: Index) -> None:
    text = str(index.data() or "")
    second = str(index.data(Role.SECOND) or "")
    half = inner.height() // 2
    if second:
        writer.one_line(look, inner.adjusted(0, 0, 0, half - inner.height()), text, theme.TEXT)
        writer.one_line(look, inner.adjusted(0, half, 0, 0), second, theme.SECONDARY)
    else:
        align = index.data(Qt.ItemDataRole.TextAlignmentRole) or Qt.AlignmentFlag.AlignLeft
        right = bool(Qt.AlignmentFlag(align) & Qt.AlignmentFlag.AlignRight)
        writer.wrapped(look, QRectF(inner), text, right, theme.TEXT)


def _marked(writer: Writer, look: Look, inner: QRect, index: Index, mark: object, second: object) -> None:
    half = inner.height() // 2
    upper = inner.adjusted(0, 0, 0, half - inner.height()) if isinstance(second, Mark) else inner
    if isinstance(mark, Mark):
        writer.tag(look, upper, mark)
    else:
        writer.one_line(look, upper, str(index.data() or ""), theme.TEXT)
    if isinstance(second, Mark):
        writer.tag(look, inner.adjusted(0, half, 0, 0), second)
