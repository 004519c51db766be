"""The table of an import preview: typing or F2 mends a cell of the import, Space ticks, Enter opens a fold."""

from __future__ import annotations

from collections.abc import Sequence
from typing import cast

from PySide6.QtCore import QEvent, QModelIndex, Qt, QTimer, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QAbstractItemDelegate, QAbstractItemView, QStyleOptionViewItem, QWidget

from nq57desk.gui import theme
from nq57desk.gui.models.import_table import ImportTable
from nq57desk.gui.models.rows import Index
from nq57desk.gui.widgets.cells import Drawn
from nq57desk.gui.widgets.composing import ComposingText
from nq57desk.gui.widgets.found_cells import FoundCells
from nq57desk.gui.widgets.mapped_header import MappedHeader
from nq57desk.gui.widgets.plain import Table, plain_or_shift
from nq57desk.wording import _

_WIDTHS = {"number": 84, "second_number": 84, "name": 330, "supervisor": 172, "responsible": 190}
_WIDTH = 146
_CHORD = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier


class CellText(ComposingText):
    """A cell's editor: Enter and Tab take the text, Alt+Enter begins a line, Esc brings the old one back."""

    finished = Signal(bool)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setTabChangesFocus(True)
        self.setAccessibleName(_("Nội dung ô"))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """The keys that end the editing; all others type, and while a word is composed so do all."""
        if self.composed:
            super().keyPressEvent(event)
            return
        enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if enter and event.modifiers() & Qt.KeyboardModifier.AltModifier:
            self.insertPlainText("\n")
        elif enter or event.key() in (Qt.Key.Key_Tab, Qt.Key.Key_Backtab):
            self.finished.emit(True)
        elif event.key() == Qt.Key.Key_Escape:
            self.finished.emit(False)
        else:
            super().keyPressEvent(event)


class MendingCells(FoundCells):
    """Cells whose text can be typed over."""

    def createEditor(self, parent: QWidget, _option: QStyleOptionViewItem, _index: Index) -> QWidget:
        """The text editor of a cell."""
        editor = CellText(parent)
        editor.finished.connect(lambda take: self._finish(editor, take))
        return editor

    def _finish(self, editor: CellText, take: bool) -> None:
        if take:
            self.commitData.emit(editor)
        hint = QAbstractItemDelegate.EndEditHint.NoHint if take else QAbstractItemDelegate.EndEditHint.RevertModelCache
        self.closeEditor.emit(editor, hint)

    def setEditorData(self, editor: QWidget, index: Index) -> None:
        """The cell's text, all of it marked so that typing replaces it."""
        if isinstance(editor, CellText):
            editor.setPlainText(str(index.data(Qt.ItemDataRole.EditRole) or ""))
            editor.selectAll()

    def setModelData(self, editor: QWidget, model: object, index: Index) -> None:
        """Hand the typed text to the table."""
        if isinstance(editor, CellText) and isinstance(model, ImportTable):
            editor.settle()
            model.setData(index, editor.toPlainText())

    def updateEditorGeometry(self, editor: QWidget, option: QStyleOptionViewItem, _index: Index) -> None:
        """At least as large as the cell, and large enough for a few lines."""
        rect = cast(Drawn, option).rect
        height = max(rect.height(), editor.fontMetrics().lineSpacing() * 4 + 10)
        editor.setGeometry(rect.left(), rect.top(), max(rect.width(), theme.px(220)), height)


class ImportGrid(Table):
    """See the module."""

    space = Signal()

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(name, parent)
        self.cells = MendingCells(self)
        self.setItemDelegate(self.cells)
        self.header = MappedHeader(self)
        self.setHorizontalHeader(self.header)
        self.header.show()
        self.horizontalScrollBar().valueChanged.connect(self.header.place)
        triggers = QAbstractItemView.EditTrigger
        self.setEditTriggers(triggers.EditKeyPressed | triggers.AnyKeyPressed)
        self._fields: Sequence[str] = ()

    def show_columns(self, headings: Sequence[str], fields: Sequence[str], *, mapped: bool = True) -> None:
        """Give the columns of one table of the file their lists and widths."""
        self._fields = fields
        self.header.show_columns(headings if mapped else (), fields)
        self.header.setFixedHeight(self.header.sizeHint().height())
        self._spread()
        # The model's number of columns may change only after this.
        QTimer.singleShot(0, self.header, self.header.place)

    def _spread(self) -> None:
        """The names take what is left."""
        if not hasattr(self, "_fields"):
            return
        shown = [(_WIDTHS.get(field, _WIDTH), field) for field in self._fields]
        fixed = theme.px(128) + sum(theme.px(width) for width, field in shown if field != "name")
        self.setColumnWidth(0, theme.px(128))
        room = self.viewport().width() - fixed
        for at, (width, field) in enumerate(shown, start=1):
            self.setColumnWidth(at, max(theme.px(240), room) if field == "name" else theme.px(width))
        self.header.setFixedHeight(self.header.sizeHint().height())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Space ticks; a letter opens the cell and stays in it, as input methods need."""
        if self._first_word() is not None and event.modifiers() & _CHORD:
            event.accept()
        elif event.key() == Qt.Key.Key_Space and event.modifiers() == Qt.KeyboardModifier.NoModifier:
            self.space.emit()
        elif event.key() == Qt.Key.Key_Backspace:
            event.accept()
        elif plain_or_shift(event) and event.text().isprintable() and event.text().strip():
            QAbstractItemView.keyPressEvent(self, event)
        else:
            super().keyPressEvent(event)

    def _first_word(self) -> CellText | None:
        """The editor whose first word is being composed: it has not got the focus yet."""
        editor = self.indexWidget(self.currentIndex())
        return editor if isinstance(editor, CellText) and editor.composed and not editor.hasFocus() else None

    def event(self, event: QEvent) -> bool:
        """While a cell's first word is being composed no shortcut fires."""
        if event.type() == QEvent.Type.ShortcutOverride and self._first_word() is not None:
            event.accept()
            return True
        return super().event(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """A first word half composed is kept when the table is left."""
        super().focusOutEvent(event)
        editor = self._first_word()
        staying = (Qt.FocusReason.PopupFocusReason, Qt.FocusReason.ActiveWindowFocusReason)
        if editor is not None and event.reason() not in staying:
            editor.finished.emit(True)

    def mend(self, index: QModelIndex) -> None:
        """Open the editor of a cell."""
        self.setCurrentIndex(index)
        self.scrollTo(index)
        self.setFocus()
        self.edit(index)
