"""A spreadsheet-like grid: two views over one model, so that the first columns stay while the others scroll.

The right view holds every cell and has the focus; the left one lies over its first columns. Arrows so cross the seam.
Keys as in Excel: typing and F2 edit, Tab and Enter move, Alt+↓ opens a state's list, 1-5 choose it. Backspace on a
closed cell does nothing (an input method may send one). What a key asks for beyond moving and typing is told by
``command``.
"""

from __future__ import annotations

from datetime import date
from typing import Any

from PySide6.QtCore import QEvent, QItemSelection, QItemSelectionModel, QModelIndex, QRect, Qt, Signal
from PySide6.QtGui import (
    QFocusEvent,
    QHideEvent,
    QInputMethodEvent,
    QKeyEvent,
    QPaintEvent,
    QResizeEvent,
)
from PySide6.QtWidgets import QAbstractItemView, QApplication, QTableView, QWidget

from nq57desk.gui import theme
from nq57desk.gui.models.grid import GridModel
from nq57desk.gui.models.grid_columns import CellKind, GridRole
from nq57desk.gui.models.rows import Index, Role
from nq57desk.gui.widgets.ahead import Ahead
from nq57desk.gui.widgets.drag_scroll import DragScroll
from nq57desk.gui.widgets.frozen import Frozen, clear, dress
from nq57desk.gui.widgets.grid_cells import GridCells
from nq57desk.gui.widgets.grid_widths import GridWidths

_NONE = Qt.KeyboardModifier.NoModifier
_SHIFT = Qt.KeyboardModifier.ShiftModifier
_CONTROL = Qt.KeyboardModifier.ControlModifier
_ALT = Qt.KeyboardModifier.AltModifier


class Grid(QTableView):
    """See the module."""

    command = Signal(str)
    """ "clear", "finish", "copy", "toggle" (a heading), "list" or "state:n"."""
    lettered = Signal(str)
    """A letter typed where nothing can be typed: it begins a search."""

    def __init__(self, name: str, today: date, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(name)
        self.frozen_columns = 0
        self.compact = False
        self.name_column = 0
        self._grid: GridModel[Any] | None = None
        self.frozen = Frozen(self)
        self._ahead = Ahead(self, (self.frozen, self))
        self.cells = GridCells(lambda: today, self)
        self._left_cells = GridCells(lambda: today, self)
        dress(self)
        dress(self.frozen)
        self.setItemDelegate(self.cells)
        self.setEditTriggers(QAbstractItemView.EditTrigger.AnyKeyPressed | QAbstractItemView.EditTrigger.DoubleClicked)
        self.cells.left.connect(self._left)
        self._dress_frozen()
        self.widths = GridWidths(self)
        DragScroll(self, self._scrolled_room)
        DragScroll(self.frozen, lambda: self.frozen.viewport().rect())
        self.verticalScrollBar().valueChanged.connect(self.frozen.verticalScrollBar().setValue)
        self.frozen.verticalScrollBar().valueChanged.connect(self.verticalScrollBar().setValue)
        self.doubleClicked.connect(self._double_clicked)

    def _dress_frozen(self) -> None:
        frozen = self.frozen
        frozen.setItemDelegate(self._left_cells)
        frozen.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        frozen.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        frozen.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        frozen.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        frozen.setStyleSheet(f"QTableView {{ border: none; border-right: 2px solid {theme.FIELD_BORDER}; }}")
        frozen.pressed.connect(lambda _index: self.setFocus(Qt.FocusReason.MouseFocusReason))
        frozen.doubleClicked.connect(self._double_clicked)
        self.viewport().stackUnder(frozen)

    # what it shows

    def use(self, model: GridModel[Any], frozen: int, name_column: int) -> None:
        """Show a model; its first ``frozen`` columns stay, ``name_column`` of them gives way where there is no room."""
        self._grid, self.frozen_columns, self.name_column = model, frozen, name_column
        self.setModel(model)
        self.frozen.setModel(model)
        self.frozen.setSelectionModel(self.selectionModel())
        for column in range(frozen, model.columnCount()):
            self.frozen.setColumnHidden(column, True)
        model.modelAboutToBeReset.connect(self.leave_cell)
        model.modelReset.connect(self.arrange)
        self.selectionModel().currentChanged.connect(self._moved)
        self.widths.apply()
        self.arrange()

    @property
    def grid(self) -> GridModel[Any]:
        """The model.

        Raises:
            LookupError: none is shown yet.
        """
        if self._grid is None:
            raise LookupError("model")
        return self._grid

    @property
    def shown(self) -> GridModel[Any] | None:
        """The model if there is one yet."""
        return self._grid

    def _scrolled_room(self) -> QRect:
        """The part of the viewport that is not under the frozen columns."""
        return self.viewport().rect().adjusted(self.frozen.width(), 0, 0, 0)

    def arrange(self) -> None:
        """Give rows and columns their sizes, headings the whole width of the frozen part."""
        model = self._grid
        if model is None:
            return
        height = theme.COMPACT_ROW_HEIGHT if self.compact else theme.ROW_HEIGHT
        self.frozen.clearSpans()
        for view in (self, self.frozen):
            view.verticalHeader().setDefaultSectionSize(height)
            view.horizontalHeader().setFixedHeight(self.fontMetrics().lineSpacing() * 2 + 14)
        for at, line in enumerate(model.lines):
            if line.row is None:
                self.setRowHeight(at, theme.HEADING_HEIGHT)
                self.frozen.setRowHeight(at, theme.HEADING_HEIGHT)
                if self.frozen_columns > 1:
                    self.frozen.setSpan(at, 0, 1, self.frozen_columns)
        self.widths.spread()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The frozen part keeps its place, the names take what is left."""
        super().resizeEvent(event)
        self.widths.spread()

    def changeEvent(self, event: QEvent) -> None:
        """Another text size: everything takes its room anew."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange and self._grid is not None:
            self.arrange()

    def scrollContentsBy(self, across: int, down: int) -> None:
        """Up and down only what the left view does not cover is moved, or Qt would paint all of it anew."""
        if across or self.cells.open_editor() is not None:
            super().scrollContentsBy(across, down)
            return
        self.verticalHeader().setOffset(self.verticalScrollBar().value())
        self.viewport().scroll(0, down, self._scrolled_room())

    def hideEvent(self, event: QHideEvent) -> None:
        """Leaving the page keeps what was typed, also a word half composed."""
        self.leave_cell()
        super().hideEvent(event)

    def bring(self, index: Index) -> None:
        """Scroll to a cell; one of the frozen part is always in view, another one must not lie under it."""
        at = self.horizontalScrollBar().value()
        self.scrollTo(index)
        if index.column() < self.frozen_columns:
            self.horizontalScrollBar().setValue(at)
            return
        hidden = self.frozen.width() - self.visualRect(index).left()
        if hidden > 0:
            self.horizontalScrollBar().setValue(self.horizontalScrollBar().value() - hidden)

    # where one is

    def place_ring(self) -> None:
        """Tell both views which cell has the ring."""
        here = self.currentIndex()
        place = (here.row(), here.column()) if self.hasFocus() and here.isValid() else None
        self.cells.ring = self._left_cells.ring = place

    def paintEvent(self, event: QPaintEvent) -> None:
        """The cells, the ring around the current one; then the cells beside them are made ready."""
        clear(self, event)
        self.place_ring()
        super().paintEvent(event)
        self._ahead.painted()

    def _moved(self, now: QModelIndex, before: QModelIndex) -> None:
        if now.isValid():
            self.bring(now)
        for index in (now, before):
            if index.isValid():
                self.frozen.update(index)
                self.update(index)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """The ring appears, also in the frozen part."""
        super().focusInEvent(event)
        if not self.currentIndex().isValid() and self._grid is not None and self._grid.lines:
            self.make_current(self._grid.index(0, 0))
        self.frozen.viewport().update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """The ring goes; an editor that never had the focus (its first word is being composed) is left."""
        super().focusOutEvent(event)
        editor = self.cells.open_editor()
        staying = (Qt.FocusReason.PopupFocusReason, Qt.FocusReason.ActiveWindowFocusReason)
        if editor is not None and QApplication.focusWidget() is not editor and event.reason() not in staying:
            self.leave_cell()
        self.frozen.viewport().update()

    def chosen(self) -> list[QModelIndex]:
        """The chosen cells of rows (not of headings), by row and column; the current one where none is."""
        found = [index for index in self.selectionModel().selectedIndexes() if self.grid.row(index) is not None]
        if not found and self.grid.row(self.currentIndex()) is not None:
            found = [self.currentIndex()]
        return sorted(found, key=lambda index: (index.row(), index.column()))

    def chosen_keys(self) -> list[str]:
        """The keys of the chosen rows."""
        return list(dict.fromkeys(self.grid.lines[index.row()].key for index in self.chosen()))

    # moving

    def make_current(self, index: QModelIndex) -> None:
        """Make a cell the current and the only chosen one, whatever keys are held down just now."""
        self.selectionModel().setCurrentIndex(index, QItemSelectionModel.SelectionFlag.ClearAndSelect)

    def go_to(self, key: str, field: str) -> bool:
        """Make a cell the current one; False where its row is not shown."""
        at, column = self.grid.place(key), self.grid.column_of(field)
        if at is None:
            return False
        if column is not None:
            self.widths.hide(column, False)
        index = self.grid.index(at, column if column is not None else self.frozen_columns)
        self.make_current(index)
        self.bring(index)
        return True

    def step(self, way: str) -> None:
        """Leave the open cell and go "next", "previous", "down" or "up" among the cells that count."""
        self.leave_cell()
        here = self.currentIndex()
        if not here.isValid():
            return
        target = self._beside(here, 1 if way == "next" else -1) if way in ("next", "previous") else None
        if way in ("down", "up"):
            target = self._below(here, 1 if way == "down" else -1)
        if target is not None:
            self.make_current(target)

    def _beside(self, here: QModelIndex, by: int) -> QModelIndex | None:
        """The next cell that can be filled in, row by row."""
        width, model = self.grid.columnCount(), self.grid
        place = here.row() * width + here.column() + by
        while 0 <= place < width * model.rowCount():
            index = model.index(place // width, place % width)
            if model.fillable(index) and not self.isColumnHidden(index.column()):
                return index
            place += by
        return None

    def _below(self, here: QModelIndex, by: int) -> QModelIndex | None:
        row = here.row() + by
        while 0 <= row < self.grid.rowCount():
            if self.grid.lines[row].row is not None:
                return self.grid.index(row, here.column())
            row += by
        return None

    # editing

    def leave_cell(self) -> None:
        """Close the open editor, keeping what was typed; does nothing where none is open."""
        self.cells.leave()

    def open_cell(self) -> None:
        """F2: edit the current cell, behind what is there; a state opens its list."""
        index = self.currentIndex()
        if not self.grid.fillable(index):
            return
        if index.data(GridRole.KIND) == CellKind.STATE:
            self.command.emit("list")
        elif self.cells.open_editor() is None:
            self.edit(index)
            opened = self.cells.open_editor()
            if opened is not None:
                opened.to_end()

    def _left(self, way: str) -> None:
        if way == "finish":
            self.command.emit("finish")
        else:
            self.step(way)

    def _double_clicked(self, index: QModelIndex) -> None:
        if index.data(Role.HEADING):
            self.command.emit("toggle")
        elif index.data(GridRole.KIND) == CellKind.STATE and self.grid.fillable(index):
            self.command.emit("list")

    # keys

    def _composing(self) -> bool:
        editor = self.cells.open_editor()
        return editor is not None and bool(editor.composed)

    def event(self, event: QEvent) -> bool:
        """While a word is being composed no shortcut fires, also where its editor has not got the focus yet."""
        if event.type() == QEvent.Type.ShortcutOverride and self._composing():
            event.accept()
            return True
        return super().event(event)

    def inputMethodEvent(self, event: QInputMethodEvent) -> None:
        """Composing opens the cell; where nothing can be typed, it begins nothing."""
        if self.grid.fillable(self.currentIndex()):
            super().inputMethodEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """See the module."""
        event.accept()
        if self._composing() and event.modifiers() & (_CONTROL | _ALT):
            return
        modifiers = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        if self._command_key(event, modifiers) or self._moving_key(event, modifiers):
            return
        letter = modifiers in (_NONE, _SHIFT) and event.text().isprintable() and bool(event.text())
        if letter and self._letter(event, modifiers):
            return
        super().keyPressEvent(event)

    def _command_key(self, event: QKeyEvent, modifiers: Qt.KeyboardModifier) -> bool:
        key, on_heading = event.key(), bool(self.currentIndex().data(Role.HEADING))
        if key == Qt.Key.Key_Backspace:
            return True
        if on_heading and key in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space) and modifiers == _NONE:
            self.command.emit("toggle")
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and modifiers == _CONTROL:
            self.leave_cell()
            self.command.emit("finish")
        elif key == Qt.Key.Key_Delete and modifiers == _NONE:
            self.command.emit("clear")
        elif key in (Qt.Key.Key_C, Qt.Key.Key_Insert) and modifiers == _CONTROL:
            self.command.emit("copy")
        elif key == Qt.Key.Key_Down and modifiers == _ALT:
            self.open_cell()
        elif key == Qt.Key.Key_Space and modifiers == _SHIFT:
            self._choose_rows()
        else:
            return bool(key == Qt.Key.Key_Escape and self.grid.drop_fault(self.grid.cell(self.currentIndex())))
        return True

    def _moving_key(self, event: QKeyEvent, modifiers: Qt.KeyboardModifier) -> bool:
        key = event.key()
        if key == Qt.Key.Key_Tab and modifiers == _CONTROL:
            self.leave_cell()
            self.setTabKeyNavigation(False)
            self.focusNextChild()
            self.setTabKeyNavigation(True)
        elif key == Qt.Key.Key_Tab and modifiers == _NONE:
            self.step("next")
        elif key == Qt.Key.Key_Backtab or (key == Qt.Key.Key_Tab and modifiers == _SHIFT):
            self.step("previous")
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and modifiers in (_NONE, _SHIFT):
            self.step("up" if modifiers == _SHIFT else "down")
        else:
            return False
        return True

    def _letter(self, event: QKeyEvent, modifiers: Qt.KeyboardModifier) -> bool:
        """A letter on a state or on what cannot be typed into; False lets it open the editor."""
        index, text = self.currentIndex(), event.text()
        if not self.grid.fillable(index):
            if text.strip():
                self.lettered.emit(text)
            return bool(text.strip())
        if index.data(GridRole.KIND) != CellKind.STATE:
            return False
        if modifiers == _NONE and text in "12345":
            self.command.emit(f"state:{text}")
        return True

    def _choose_rows(self) -> None:
        """Choose the whole rows of what is chosen."""
        last = self.grid.columnCount() - 1
        whole = QItemSelection()
        for row in {index.row() for index in self.chosen()}:
            whole.select(self.grid.index(row, 0), self.grid.index(row, last))
        self.selectionModel().select(whole, QItemSelectionModel.SelectionFlag.Select)
