"""How a grid's cells are painted and edited."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import cast

from PySide6.QtCore import (
    QAbstractItemModel,
    QEvent,
    QObject,
    QRect,
    QRectF,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QColor, QFont, QFontMetrics, QKeyEvent, QPainter, QPen
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget
from shiboken6 import isValid

from nq57desk.gui import symbols, theme
from nq57desk.gui.marks import Mark
from nq57desk.gui.models.grid_columns import CellKind, GridRole
from nq57desk.gui.models.rows import Index, Role
from nq57desk.gui.widgets.cell_editors import Editor, LineEditor, TextEditor
from nq57desk.gui.widgets.cells import Drawn, tag, wrapped
from nq57desk.wording import _

_PAD = 6
_LINES = 4
_HEADING = "#EDF1F5"
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
    """``is_current`` tells which cell has the ring, since two views share one."""

    left = Signal(str)
    """An editor was left by a key: "next", "previous", "down", "up" or "finish"; its text is with the model."""
    drafted = Signal(object, str)
    """With (key, field) of the open cell and what stands in it now; ("", "") once nothing is open."""

    def __init__(self, is_current: Callable[[Index], bool], today: Callable[[], date], parent: QObject) -> None:
        super().__init__(parent)
        self._is_current = is_current
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
        return QSize(QFontMetrics(cast(Drawn, option).font).horizontalAdvance(text) + 2 * _PAD, theme.ROW_HEIGHT)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Ground, content, ring."""
        drawn = cast(Drawn, option)
        painter.save()
        painter.setClipRect(drawn.rect)
        if index.data(Role.HEADING):
            self._heading(painter, drawn, index)
        else:
            _ground(painter, drawn, index)
            _content(painter, drawn, index)
        if self._is_current(index):
            painter.setPen(QPen(QColor(theme.ACCENT), 2))
            painter.drawRect(drawn.rect.adjusted(1, 1, -1, -1))
        painter.restore()

    def _heading(self, painter: QPainter, option: Drawn, index: Index) -> None:
        painter.fillRect(option.rect, QColor(_HEADING))
        text = str(index.data() or "")
        if not text:
            return
        inner = option.rect.adjusted(_PAD, 0, -_PAD, 0)
        mark = index.data(Role.MARK)
        if isinstance(mark, Mark):
            size = theme.px(12)
            ratio = painter.device().devicePixelRatio() if isinstance(painter.device(), QWidget) else 1.0
            top = inner.center().y() - size // 2
            painter.drawPixmap(inner.left(), top, symbols.pixmap(mark.symbol, theme.SECONDARY, size, ratio))
            inner.setLeft(inner.left() + size + 6)
        font = QFont(option.font)
        font.setWeight(QFont.Weight.DemiBold)
        painter.setFont(font)
        painter.setPen(QColor(theme.TEXT))
        line = QFontMetrics(font).elidedText(text.replace("\n", " "), Qt.TextElideMode.ElideRight, inner.width())
        painter.drawText(inner, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, line)


def _ground(painter: QPainter, option: Drawn, index: Index) -> None:
    if option.state & QStyle.StateFlag.State_Selected:
        painter.fillRect(option.rect, QColor(theme.SELECTION))
    elif index.data(GridRole.CURRENT_MATTERS):
        painter.fillRect(option.rect, QColor(theme.EDITABLE))
    if index.data(GridRole.FAULT):
        painter.setPen(QPen(QColor(theme.MISSING.border), 2))
        painter.drawRect(option.rect.adjusted(1, 1, -1, -1))


def _content(painter: QPainter, option: Drawn, index: Index) -> None:
    inner = option.rect.adjusted(_PAD, 2, -_PAD, -2)
    painter.setFont(option.font)
    ratio = painter.device().devicePixelRatio() if isinstance(painter.device(), QWidget) else 1.0
    if index.data(GridRole.FAULT):
        typed = str(index.data() or "").replace("\n", " ")[:200]
        narrow = painter.fontMetrics().horizontalAdvance(typed) + theme.px(20) > inner.width() < theme.px(80)
        tag(painter, inner, Mark("" if narrow else "error", typed, theme.Tint(theme.MISSING.text, "")), ratio)
        return
    suggested = str(index.data(GridRole.SUGGESTED) or "")
    mark, second = index.data(Role.MARK), index.data(Role.SECOND_MARK)
    if suggested:
        _suggestion(painter, option, inner, suggested)
    elif isinstance(mark, Mark) or isinstance(second, Mark):
        _marks(painter, inner, index, mark, second, ratio)
    elif index.data(GridRole.LACKING) and not index.data():
        tag(painter, inner, Mark("partial", _("Cần điền"), theme.Tint(theme.WARNING.text, "")), ratio)
    else:
        align = index.data(Qt.ItemDataRole.TextAlignmentRole) or Qt.AlignmentFlag.AlignLeft
        painter.setPen(QColor(theme.SUGGESTION if index.data(GridRole.WAITING) else theme.TEXT))
        wrapped(painter, QRectF(inner), str(index.data() or ""), Qt.AlignmentFlag(align))


def _suggestion(painter: QPainter, option: Drawn, inner: QRect, words: str) -> None:
    font = QFont(option.font)
    font.setItalic(True)
    painter.setFont(font)
    painter.setPen(QColor(theme.SUGGESTION))
    wrapped(painter, QRectF(inner), f"{words}?", Qt.AlignmentFlag.AlignLeft)


def _marks(painter: QPainter, inner: QRect, index: Index, mark: object, second: object, ratio: float) -> None:
    two = isinstance(second, Mark) and inner.height() >= 2 * painter.fontMetrics().height() - 4
    half = inner.height() // 2
    if not two and isinstance(second, Mark) and second.tint in (theme.BAD, theme.WARNING, theme.MISSING):
        mark = second  # one line only: what is urgent comes before the plan's own words
    upper = inner.adjusted(0, 0, 0, -half) if two else inner
    if isinstance(mark, Mark):
        tag(painter, upper, mark, ratio)
    else:
        painter.setPen(QColor(theme.TEXT))
        text = str(index.data() or "").replace("\n", " ")
        line = painter.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, upper.width())
        painter.drawText(upper, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, line)
    if two and isinstance(second, Mark):
        tag(painter, inner.adjusted(0, half, 0, 0), second, ratio)
