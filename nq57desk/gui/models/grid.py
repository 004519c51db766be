"""The model of a grid: rows and headings, cells that are typed into, and what was typed but is not on the disk yet.

A cell shows what was typed at once (``WAITING``); once the stored value has come back that value stands there. What
could not be recorded stays in its cell with the reason (``FAULT``) until it is typed anew or dropped. While the same
rows come again nothing is reset, so that an open editor, the chosen cells and the scrolling stay.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from PySide6.QtCore import QAbstractTableModel, QObject, Qt, Signal

from nq57desk.gui.marks import Mark
from nq57desk.gui.models.grid_columns import CellKind, GridColumn, GridRole, GridShown
from nq57desk.gui.models.rows import ROOT, Index, Role, cell_data, plain_tip, runs
from nq57desk.wording import _

T = TypeVar("T")
Cell = tuple[str, str]
"""(row's key, field)."""


@dataclass(frozen=True, slots=True)
class Line(Generic[T]):
    """One line: a row, or a heading over all columns. ``closed`` None: a heading that does not fold."""

    key: str
    row: T | None = None
    heading: str = ""
    closed: bool | None = None


@dataclass(frozen=True, slots=True)
class Waiting:
    """A typed text under way; ``step`` is the number of the change that carries it."""

    text: str
    step: int


@dataclass(frozen=True, slots=True)
class Fault:
    """What was typed and why it is not recorded. ``unsaved``: nothing is wrong with it, the disk did not take it."""

    text: str
    why: str
    unsaved: bool = False


_READ = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
_TYPED = _READ | Qt.ItemFlag.ItemIsEditable
_MANY = 200
"""So many changed lines are announced as one block."""


def differ(now: Line[Any], before: Line[Any]) -> bool:
    """Whether two lines of one key look different; a row that did not change is the same one."""
    if now is before:
        return False
    return now.row is not before.row or now.heading != before.heading or now.closed is not before.closed


class GridModel(QAbstractTableModel, Generic[T]):
    """See the module. ``can_edit`` says of a row whether its cells can be filled in now."""

    typed = Signal(object)
    """With a tuple of (key, field, text): a person left a cell with something new in it."""

    def __init__(
        self,
        columns: Sequence[GridColumn[T]],
        can_edit: Callable[[T], bool],
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self.columns = tuple(columns)
        self.lines: tuple[Line[T], ...] = ()
        self.writable = False
        self.waiting: dict[Cell, Waiting] = {}
        self.faults: dict[Cell, Fault] = {}
        self._can_edit = can_edit
        self._places: dict[str, int] = {}

    # what is shown

    def show(self, lines: Sequence[Line[T]]) -> None:
        """Show these lines; nothing is reset where their keys are the same as before."""
        fresh = tuple(lines)
        if [line.key for line in fresh] == [line.key for line in self.lines]:
            changed = [
                at for at, (now, before) in enumerate(zip(fresh, self.lines, strict=True)) if differ(now, before)
            ]
            self.lines = fresh
            if len(changed) > _MANY:
                changed = list(range(changed[0], changed[-1] + 1))
            for first, last in runs(changed):
                self.dataChanged.emit(self.index(first, 0), self.index(last, len(self.columns) - 1))
            return
        self.beginResetModel()
        self.lines = fresh
        self._places = {line.key: at for at, line in enumerate(fresh)}
        self.endResetModel()

    def put(self, lines: Iterable[Line[T]]) -> None:
        """Show these lines in the places of those with the same keys; of lines that are not shown nothing is done."""
        fresh = list(self.lines)
        found = [(at, line) for line in lines if (at := self._places.get(line.key)) is not None]
        for at, line in found:
            fresh[at] = line
        self.lines = tuple(fresh)
        for at, _line in found:
            self._announce(at)

    def allow(self, on: bool) -> None:
        """Whether anything can be filled in at all."""
        if on != self.writable:
            self.writable = on
            if self.lines:
                self.dataChanged.emit(self.index(0, 0), self.index(len(self.lines) - 1, len(self.columns) - 1))

    def _announce(self, at: int) -> None:
        self.dataChanged.emit(self.index(at, 0), self.index(at, len(self.columns) - 1))

    # what was typed

    def wait_for(self, cells: Iterable[tuple[str, str, str]], step: int) -> None:
        """Show these texts in their cells from now on, as under way."""
        for key, field, text in cells:
            self.waiting[key, field] = Waiting(text, step)
            self.faults.pop((key, field), None)
            self._touch(key)

    def arrived(self, step: int) -> None:
        """The stored values of all changes up to this one are shown now."""
        gone = [cell for cell, waiting in self.waiting.items() if waiting.step <= step]
        for cell in gone:
            del self.waiting[cell]
            self._touch(cell[0])

    def refuse(self, cell: Cell, fault: Fault) -> None:
        """Keep what was typed in its cell, with the reason why it is not recorded."""
        self.waiting.pop(cell, None)
        self.faults[cell] = fault
        self._touch(cell[0])

    def drop_fault(self, cell: Cell) -> bool:
        """Show the recorded value again; False where nothing was wrong."""
        found = self.faults.pop(cell, None)
        self._touch(cell[0])
        return found is not None

    def _touch(self, key: str) -> None:
        at = self._places.get(key)
        if at is not None:
            self._announce(at)

    # finding

    def place(self, key: str) -> int | None:
        """The line with this key."""
        return self._places.get(key)

    def column_of(self, field: str) -> int | None:
        """The column that edits this field."""
        return next((at for at, column in enumerate(self.columns) if field and column.field == field), None)

    def line(self, index: Index) -> Line[T] | None:
        """The line at an index."""
        return self.lines[index.row()] if index.isValid() and index.row() < len(self.lines) else None

    def row(self, index: Index) -> T | None:
        """The row at an index, None on a heading."""
        line = self.line(index)
        return None if line is None else line.row

    def cell(self, index: Index) -> Cell:
        """Which cell stands at an index; a read-only one has the field ""."""
        line = self.line(index)
        return ("", "") if line is None or line.row is None else (line.key, self.columns[index.column()].field)

    def fillable(self, index: Index) -> bool:
        """Whether the cell can be filled in now."""
        row = self.row(index)
        return row is not None and self._fills(row, self.columns[index.column()])

    def _fills(self, row: T, column: GridColumn[T]) -> bool:
        return self.writable and bool(column.field) and self._can_edit(row)

    def text_of(self, key: str, field: str) -> str:
        """The text that a cell holds now, as its editor would show it, without what is only suggested."""
        at, column = self.place(key), self.column_of(field)
        if at is None or column is None:
            return ""
        return self._held(self.lines[at], self.columns[column])

    def _held(self, line: Line[T], column: GridColumn[T]) -> str:
        cell = (line.key, column.field)
        if cell in self.faults:
            return self.faults[cell].text
        if cell in self.waiting:
            return self.waiting[cell].text
        return "" if line.row is None else column.edit(line.row)

    # Qt's side

    def rowCount(self, parent: Index = ROOT) -> int:
        """How many lines there are."""
        return 0 if parent.isValid() else len(self.lines)

    def columnCount(self, parent: Index = ROOT) -> int:
        """How many columns there are."""
        return 0 if parent.isValid() else len(self.columns)

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Cells that can be typed into say so; a state is chosen, not typed, so that an input method stays out."""
        if not index.isValid():
            return Qt.ItemFlag.NoItemFlags
        typed = self.fillable(index) and self.columns[index.column()].kind is not CellKind.STATE
        return _TYPED if typed else _READ

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """What a cell answers to a role."""
        line = self.line(index)
        if line is None:
            return None
        if line.row is None:
            return _heading(line, index.column(), role)
        column = self.columns[index.column()]
        cell = (line.key, column.field)
        if column.field and (cell in self.faults or cell in self.waiting):
            answer = self._typed(cell, column, role)
            if answer is not None:
                return answer
        return self._own(index, line.row, column, role)

    def shows(self, index: Index) -> GridShown:
        """The same for a painter, all at once."""
        line, at = self.lines[index.row()], index.column()
        if line.row is None:
            mark = _heading(line, at, Role.MARK)
            return GridShown("" if at else line.heading, mark, heading=True)
        row, column = line.row, self.columns[at]
        cell, fills = (line.key, column.field), self._fills(row, column)
        fault, waiting = self.faults.get(cell), self.waiting.get(cell)
        if fault is not None and column.field:
            return GridShown(fault.text, right=column.right, fillable=fills, fault=bool(fault.why))
        if waiting is not None and column.field:
            mark = column.mark_of(waiting.text)
            return GridShown(waiting.text, mark, right=column.right, fillable=fills, waiting=True)
        text = column.text(row)
        suggested = "" if text else column.suggested(row)
        lacking = not text and column.lacking(row)
        marks = column.mark(row), column.second_mark(row)
        return GridShown(text, *marks, column.right, False, fills, suggested, lacking)

    def _own(self, index: Index, row: T, column: GridColumn[T], role: int) -> Any:
        if role == Qt.ItemDataRole.EditRole:
            return column.edit(row) or column.suggested(row) if column.field else column.text(row)
        if role == GridRole.KIND:
            return column.kind
        if role == GridRole.CELL:
            return self.cell(index)
        if role == GridRole.SUGGESTED:
            return "" if column.text(row) else column.suggested(row)
        if role == GridRole.LACKING:
            return column.lacking(row)
        if role == GridRole.CURRENT_MATTERS:
            return self.fillable(index)
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return self._spoken(row, column)
        return cell_data(column, row, role)

    def _spoken(self, row: T, column: GridColumn[T]) -> str:
        said = str(cell_data(column, row, Qt.ItemDataRole.AccessibleTextRole))
        if not column.text(row) and column.suggested(row):
            return f"{said}, " + _("gợi ý {text}, chưa ghi").format(text=column.suggested(row))
        return f"{said}, " + _("cần điền") if column.lacking(row) else said

    def _typed(self, cell: Cell, column: GridColumn[T], role: int) -> Any:
        """The answer of a cell whose typed text is not the recorded one; None where the recorded one answers."""
        fault = self.faults.get(cell)
        text = fault.text if fault else self.waiting[cell].text
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.EditRole):
            return text
        if role == GridRole.FAULT:
            return fault.why if fault else ""
        if role == GridRole.WAITING:
            return fault is None
        if role in (GridRole.SUGGESTED, GridRole.LACKING):
            return "" if role == GridRole.SUGGESTED else False
        if role == Role.MARK:
            return ("" if fault else column.mark_of(text)) or ""
        if role in (Role.SECOND_MARK, Role.SECOND):
            return ""
        if role == Qt.ItemDataRole.ToolTipRole:
            return plain_tip(fault.why if fault else text)
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return ", ".join(part for part in (column.heading, text, fault.why if fault else "") if part)
        return None

    def setData(self, index: Index, value: Any, role: int = Qt.ItemDataRole.EditRole) -> bool:
        """Tell what was typed; the same text as before is no change unless it was only suggested."""
        if role != Qt.ItemDataRole.EditRole or not self.fillable(index):
            return False
        key, field = self.cell(index)
        text = str(value)
        if text != self.text_of(key, field) or (key, field) in self.faults:
            self.typed.emit(((key, field, text),))
        return True

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """The columns' headings."""
        if orientation == Qt.Orientation.Vertical or section >= len(self.columns):
            return None
        column = self.columns[section]
        if role == Qt.ItemDataRole.DisplayRole:
            return column.heading
        if role in (Qt.ItemDataRole.ToolTipRole, Qt.ItemDataRole.AccessibleTextRole) and column.note:
            return plain_tip(column.note) if role == Qt.ItemDataRole.ToolTipRole else column.note
        return None


def _heading(line: Line[Any], column: int, role: int) -> Any:
    if role == Role.HEADING:
        return True
    if role == GridRole.KIND:
        return CellKind.READ
    if column:
        return None
    if role == Qt.ItemDataRole.DisplayRole:
        return line.heading
    if role == Role.MARK and line.closed is not None:
        return Mark("right" if line.closed else "down", "")
    if role == Qt.ItemDataRole.AccessibleTextRole:
        folded = {None: "", True: _("đang gập, Enter để mở"), False: _("đang mở, Enter để gập")}[line.closed]
        return ", ".join(part for part in (line.heading, folded) if part)
    return None
