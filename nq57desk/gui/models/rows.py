"""A table over frozen rows: what a column shows is data, the model only hands it out."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import IntEnum
from typing import Any, Generic, NamedTuple, TypeVar

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from nq57desk.domain.vietnamese import visible
from nq57desk.gui.marks import Mark
from nq57desk.wording import _

T = TypeVar("T")
_TIP = 1200
Index = QModelIndex | QPersistentModelIndex
ROOT: Index = QModelIndex()
"""Above every row."""


class Role(IntEnum):
    """What the desk's delegates ask for beside Qt's own roles."""

    SECOND = Qt.ItemDataRole.UserRole + 1
    """The quieter second line of a cell (str)."""
    MARK = Qt.ItemDataRole.UserRole + 2
    """The :class:`Mark` of a cell's first line."""
    SECOND_MARK = Qt.ItemDataRole.UserRole + 3
    """The :class:`Mark` of a cell's second line."""
    ROW = Qt.ItemDataRole.UserRole + 4
    """The frozen row itself."""
    HEADING = Qt.ItemDataRole.UserRole + 5
    """True for a row that is a section's heading over all columns."""
    RANGES = Qt.ItemDataRole.UserRole + 16
    """Parts of a cell's text that stand out: a tuple of (start, length)."""


def no_text(_row: Any) -> str:
    """The second line of a cell that has none."""
    return ""


def no_mark(_row: Any) -> Mark | None:
    """The mark of a cell that has none."""
    return None


@dataclass(frozen=True, slots=True)
class Column(Generic[T]):
    """One column: its heading, and what of a row stands in it. ``width`` in pixels at 100 %, 0 takes what is left."""

    heading: str
    text: Callable[[T], str]
    width: int = 120
    second: Callable[[T], str] = no_text
    mark: Callable[[T], Mark | None] = no_mark
    second_mark: Callable[[T], Mark | None] = no_mark
    right: bool = False
    copied: Callable[[T], str] | None = None
    """What is copied of it where that is not its text."""


class Shown(NamedTuple):
    """All that a cell shows, asked for at once: asking part by part takes longer than painting it."""

    text: str = ""
    second: str = ""
    mark: Mark | None = None
    second_mark: Mark | None = None
    right: bool = False
    heading: bool = False
    tick: int | None = None
    """A Qt.CheckState's value, None where there is no box to tick."""
    ranges: tuple[tuple[int, int], ...] = ()


def shown(index: Index) -> Shown:
    """What a cell shows; a model that tells it at once has ``shows(index)``, any other is asked role by role."""
    tells: Callable[[Index], Shown] | None = getattr(index.model(), "shows", None)
    if tells is not None:
        return tells(index)
    tick = index.data(Qt.ItemDataRole.CheckStateRole)
    mark, second_mark = index.data(Role.MARK), index.data(Role.SECOND_MARK)
    align = index.data(Qt.ItemDataRole.TextAlignmentRole) or Qt.AlignmentFlag.AlignLeft
    return Shown(
        str(index.data() or ""),
        str(index.data(Role.SECOND) or ""),
        mark if isinstance(mark, Mark) else None,
        second_mark if isinstance(second_mark, Mark) else None,
        bool(Qt.AlignmentFlag(align) & Qt.AlignmentFlag.AlignRight),
        bool(index.data(Role.HEADING)),
        None if tick is None else Qt.CheckState(tick).value,
        tuple(index.data(Role.RANGES) or ()),
    )


def plain_tip(text: str) -> str:
    """A tooltip that shows the text as it stands: Qt would take a "<b>" in it for markup."""
    shown = text if len(text) <= _TIP else text[:_TIP] + "…"
    import html  # its table of letters is long to load, and no row is pointed at before the window stands

    return f"<p>{html.escape(visible(shown))}</p>" if shown else ""


def cell_data(column: Column[T], row: T, role: int) -> Any:
    """What one cell answers to one role."""
    if role == Qt.ItemDataRole.DisplayRole:
        return visible(column.text(row))
    if role == Qt.ItemDataRole.ToolTipRole:
        return plain_tip(column.text(row))
    if role == Qt.ItemDataRole.AccessibleTextRole:
        return _spoken(column, row)
    if role == Qt.ItemDataRole.TextAlignmentRole:
        side = Qt.AlignmentFlag.AlignRight if column.right else Qt.AlignmentFlag.AlignLeft
        return side | Qt.AlignmentFlag.AlignVCenter
    if role == Role.SECOND:
        return column.second(row)
    if role == Role.MARK:
        return column.mark(row)
    if role == Role.SECOND_MARK:
        return column.second_mark(row)
    if role == Role.ROW:
        return row
    return None


def cell_shown(column: Column[T], row: T) -> Shown:
    """What one cell shows."""
    return Shown(column.text(row), column.second(row), column.mark(row), column.second_mark(row), column.right)


def _spoken(column: Column[T], row: T) -> str:
    """A cell as a screen reader says it: heading, text, and what only a mark shows."""
    mark = column.second_mark(row)
    below = column.second(row) or (_(mark.words) if mark is not None else "")
    return ", ".join(part for part in (column.heading, column.text(row), below) if part)


def runs(places: Sequence[int]) -> list[tuple[int, int]]:
    """The first and last of each run of neighbours among sorted places."""
    found: list[tuple[int, int]] = []
    for at in places:
        if found and at <= found[-1][1] + 1:
            found[-1] = (found[-1][0], at)
        else:
            found.append((at, at))
    return found


class RowsModel(QAbstractTableModel, Generic[T]):
    """Shows a sequence of frozen rows; ``show`` replaces them all, ``replace_row`` one."""

    def __init__(self, columns: Sequence[Column[T]], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.columns = tuple(columns)
        self.rows: tuple[T, ...] = ()

    def show(self, rows: Sequence[T]) -> None:
        """Show these rows from now on."""
        self.beginResetModel()
        self.rows = tuple(rows)
        self.endResetModel()

    def replace_row(self, at: int, row: T) -> None:
        """Show one row anew; the others stay as they are."""
        self.rows = (*self.rows[:at], row, *self.rows[at + 1 :])
        self.dataChanged.emit(self.index(at, 0), self.index(at, len(self.columns) - 1))

    def row(self, index: Index) -> T | None:
        """The frozen row at an index, None where there is none."""
        return self.rows[index.row()] if index.isValid() and index.row() < len(self.rows) else None

    def rowCount(self, parent: Index = ROOT) -> int:
        """How many rows are shown."""
        return 0 if parent.isValid() else len(self.rows)

    def columnCount(self, parent: Index = ROOT) -> int:
        """How many columns there are."""
        return 0 if parent.isValid() else len(self.columns)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """What a cell answers to a role."""
        row = self.row(index)
        return None if row is None else cell_data(self.columns[index.column()], row, role)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """The columns' headings."""
        if orientation == Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole:
            return self.columns[section].heading if section < len(self.columns) else None
        return None
