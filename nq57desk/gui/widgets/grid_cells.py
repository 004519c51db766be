"""How a grid's cells are painted and edited."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import TYPE_CHECKING, Any, cast

from PySide6.QtCore import (
    QAbstractItemModel,
    QEvent,
    QObject,
    QPointF,
    QRect,
    QRectF,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QFontMetrics, QKeyEvent, QPainter, QPen
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget
from shiboken6 import isValid

from nq57desk.gui import theme
from nq57desk.gui.marks import Mark
from nq57desk.gui.models.grid_columns import CellKind, GridRole, GridShown
from nq57desk.gui.models.rows import Index, Role
from nq57desk.gui.widgets.cell_editors import Editor, LineEditor, TextEditor
from nq57desk.gui.widgets.cell_looks import Kept, Look, Writer, colour
from nq57desk.gui.widgets.cells import HEADING, PAD, Drawn
from nq57desk.wording import _

if TYPE_CHECKING:
    from nq57desk.gui.models.grid import GridModel

_LINES = 4
_SELECTED = QStyle.StateFlag.State_Selected
_CHORD = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier
_LEAVING = {
    (Qt.Key.Key_Tab, Qt.KeyboardModifier.NoModifier): "next",
    (Qt.Key.Key_Backtab, Qt.KeyboardModifier.NoModifier): "previous",
    (Qt.Key.Key_Backtab, Qt.KeyboardModifier.ShiftModifier): "previous",
    (Qt.Key.Key_Tab, Qt.KeyboardModifier.ShiftModifier): "previous",
    (Qt.Key.Key_Return, Qt.KeyboardModifier.NoModifier): "down",
    (Qt.Key.Key_Return, Qt.KeyboardModifier.ShiftModifier): "up",
    (Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier): "finish",
}


class GridCells(QStyledItemDelegate):
    """``ring`` is the place (row, column) of the cell with the ring, since two views share one."""

    left = Signal(str)
    """An editor was left by a key: "next", "previous", "down", "up" or "finish"; its text is with the model."""
    drafted = Signal(object, str)
    """With (key, field) of the open cell and what stands in it now; ("", "") once nothing is open."""

    def __init__(self, today: Callable[[], date], parent: QObject) -> None:
        super().__init__(parent)
        self.kept = Kept(self)
        self.ring: tuple[int, int] | None = None
        self._today = today
        self.editor: Editor | None = None

    # editing

    def createEditor(self, parent: QWidget, option: QStyleOptionViewItem, index: Index) -> QWidget:
        """A text's editor or a line."""
        kind = index.data(GridRole.KIND)
        editor: Editor
        if kind == CellKind.TEXT:
            editor = TextEditor(parent)
        else:
            editor = LineEditor(parent, number=kind == CellKind.NUMBER, today=self._today())
        column = index.model().headerData(index.column(), Qt.Orientation.Horizontal)
        editor.setAccessibleName(str(column))
        editor.setFont(cast(Drawn, option).font)
        cell = index.data(GridRole.CELL)
        editor.changed.connect(lambda text: self.drafted.emit(cell, text))
        self.editor = editor
        return editor

    def setEditorData(self, editor: QWidget, index: Index) -> None:
        """Fill it once; what comes from the disk later never touches what is being typed."""
        if isinstance(editor, TextEditor | LineEditor) and not editor.filled:
            editor.fill(str(index.data(Qt.ItemDataRole.EditRole) or ""))

    def updateEditorGeometry(self, editor: QWidget, option: QStyleOptionViewItem, _index: Index) -> None:
        """A text gets room for some lines, inside the view."""
        place = cast(Drawn, option).rect
        if isinstance(editor, TextEditor):
            room = cast(QWidget, editor.parentWidget()).rect()
            place.setHeight(max(place.height(), editor.fontMetrics().lineSpacing() * _LINES + 10))
            place.setWidth(max(place.width(), theme.px(260)))
            if place.bottom() > room.bottom():
                place.moveBottom(room.bottom())
            if place.right() > room.right():
                place.moveRight(room.right())
        editor.setGeometry(place)

    def setModelData(self, editor: QWidget, model: QAbstractItemModel, index: Index) -> None:
        """Hand over what a person typed, or confirmed by a key; an editor only looked at changes nothing."""
        if isinstance(editor, TextEditor | LineEditor):
            editor.settle()
            if editor.touched or editor.confirmed:
                model.setData(index, editor.text())
            self.drafted.emit(("", ""), "")

    def open_editor(self) -> Editor | None:
        """The editor that is open now."""
        editor = self.editor
        return editor if editor is not None and isValid(editor) and not editor.isHidden() else None

    def leave(self, by_key: bool = False) -> None:
        """Close the open editor, keeping what was typed."""
        editor, self.editor = self.open_editor(), None
        if editor is not None:
            editor.confirmed = by_key
            self.commitData.emit(editor)
            self.closeEditor.emit(editor, QStyledItemDelegate.EndEditHint.NoHint)

    def eventFilter(self, editor: QObject, event: QEvent) -> bool:
        """The keys that leave a cell; while a word is being composed no chord does anything."""
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            if not isinstance(editor, TextEditor | LineEditor):
                return False
            if editor.composed and event.modifiers() & _CHORD:
                return True
            return self._key(editor, event)
        return super().eventFilter(editor, event)

    def _key(self, editor: Editor, event: QKeyEvent) -> bool:
        modifiers = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        key = Qt.Key.Key_Return if event.key() == Qt.Key.Key_Enter else Qt.Key(event.key())
        if key == Qt.Key.Key_Return and modifiers == Qt.KeyboardModifier.AltModifier:
            if isinstance(editor, TextEditor):
                editor.insert("\n")
            return True
        if key == Qt.Key.Key_Escape:
            self.drafted.emit(("", ""), "")
            self.editor = None
            self.closeEditor.emit(editor, QStyledItemDelegate.EndEditHint.RevertModelCache)
            return True
        way = _LEAVING.get((key, modifiers))
        if way is None:
            return False
        self.leave(by_key=True)
        self.left.emit(way)
        return True

    # painting

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """Room for the text on one line and the row's own height."""
        text = str(index.data() or "")
        beside = 24 if isinstance(index.data(Role.MARK), Mark) else 2
        wide = QFontMetrics(cast(Drawn, option).font).horizontalAdvance(text) + 2 * PAD + beside
        return QSize(wide, theme.ROW_HEIGHT)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Ground, content, ring."""
        drawn = cast(Drawn, option)
        rect = drawn.rect
        row, column, width, height = index.row(), index.column(), rect.width(), rect.height()
        writer = self.kept.ready(index.model(), drawn.font, painter.device())
        look = self.kept.find(row, column, width, height)
        if look is None:
            look = self.write(writer, width, height, index)
            self.kept.keep(row, column, look)
        if drawn.state & _SELECTED and not look.heading:
            painter.fillRect(rect, colour(theme.SELECTION))
        elif look.ground is not None:
            painter.fillRect(rect, look.ground)
        if look.frame is not None:
            painter.setPen(look.frame)
            painter.drawRect(rect.adjusted(1, 1, -1, -1))
        look.draw(painter, rect.left(), rect.top())
        if self.ring == (row, column):
            painter.setPen(QPen(colour(theme.ACCENT), 2))
            painter.drawRect(rect.adjusted(1, 1, -1, -1))

    def prepare(self, index: Index, size: QSize) -> None:
        """Know the look of a cell before it is painted."""
        writer = self.kept.writer_of(index.model())
        row, column, width, height = index.row(), index.column(), size.width(), size.height()
        if writer is not None and self.kept.find(row, column, width, height) is None:
            self.kept.keep(row, column, self.write(writer, width, height, index))

    def write(self, writer: Writer, width: int, height: int, index: Index) -> Look:
        """What a cell of this size shows, and its ground where it is not chosen; the same content only once."""
        cell = cast("GridModel[Any]", index.model()).shows(index)
        return writer.look((cell, width, height), lambda: _look(writer, width, height, cell))


def _look(writer: Writer, width: int, height: int, cell: GridShown) -> Look:
    look = Look(width, height)
    if cell.heading:
        look.heading, look.ground = True, colour(HEADING)
        _heading(writer, look, cell)
        return look
    if cell.fillable:
        look.ground = colour(theme.EDITABLE)
    if cell.fault:
        look.frame = QPen(colour(theme.MISSING.border), 2)
    _content(writer, look, QRect(PAD, 2, width - 2 * PAD, height - 4), cell)
    return look


def _heading(writer: Writer, look: Look, cell: GridShown) -> None:
    if not cell.text:
        return
    inner = QRect(PAD, 0, look.width - 2 * PAD, look.height)
    if cell.mark is not None:
        size = theme.px(12)
        place = QPointF(inner.left(), inner.center().y() - size // 2)
        writer.picture(look, place, cell.mark.symbol, theme.SECONDARY, size)
        inner.setLeft(inner.left() + size + 6)
    writer.one_line(look, inner, cell.text, theme.TEXT, "strong")


def _content(writer: Writer, look: Look, inner: QRect, cell: GridShown) -> None:
    if cell.fault:
        typed = cell.text.replace("\n", " ")[:200]
        narrow = writer.usual.horizontalAdvance(typed) + theme.px(20) > inner.width() < theme.px(80)
        writer.tag(look, inner, Mark("" if narrow else "error", typed, theme.Tint(theme.MISSING.text, "")))
    elif cell.suggested:
        writer.wrapped(look, QRectF(inner), f"{cell.suggested}?", False, theme.SUGGESTION, "slanted")
    elif cell.mark is not None or cell.second_mark is not None:
        _marks(writer, look, inner, cell)
    elif cell.lacking:
        writer.tag(look, inner, Mark("partial", _("Cần điền"), theme.Tint(theme.WARNING.text, "")))
    else:
        ink = theme.SUGGESTION if cell.waiting else theme.TEXT
        writer.wrapped(look, QRectF(inner), cell.text, cell.right, ink)


def _marks(writer: Writer, look: Look, inner: QRect, cell: GridShown) -> None:
    mark, second = cell.mark, cell.second_mark
    two = second is not None and inner.height() >= 2 * writer.usual.height() - 4
    half = inner.height() // 2
    if not two and second is not None and second.tint in (theme.BAD, theme.WARNING, theme.MISSING):
        mark = second  # one line only: what is urgent comes before the plan's own words
    upper = inner.adjusted(0, 0, 0, -half) if two else inner
    if mark is not None:
        writer.tag(look, upper, mark)
    else:
        writer.one_line(look, upper, cell.text, theme.TEXT)
    if two and second is not None:
        writer.tag(look, inner.adjusted(0, half, 0, 0), second)
