"""The city's matrix for a view: filtered by chip and by what is sought, grouped by kind, sorted by a heading."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from enum import IntEnum
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QObject, Qt

from nq57desk.domain.submission import Cell, CellState
from nq57desk.domain.vietnamese import fold, visible
from nq57desk.gui import city_words
from nq57desk.gui.models.rows import ROOT, Index, Role, plain_tip
from nq57desk.usecases.city_matrix import KINDS, Matrix, MatrixRow
from nq57desk.wording import _

NAME, TIMELY, MONTHS = range(3)
"""The columns: the office, "Đúng hạn", then a month each."""
_WORST = (
    CellState.MISSING,
    CellState.REJECTED,
    CellState.HELD,
    CellState.INCOMPLETE,
    CellState.LATE,
    CellState.LOCKED,
    CellState.RECEIVED,
    CellState.NOT_DUE,
    CellState.NOT_ASKED,
)


class CityRole(IntEnum):
    """What the city's delegate asks for beside the desk's own roles."""

    CORNER = Qt.ItemDataRole.UserRole + 40
    """The outcome of a newer bundle that waits or was refused (str)."""


@dataclass(frozen=True, slots=True)
class Shown:
    """Which rows are shown, and in what order. ``sorted_by`` is a column, None the list's own order."""

    chip: str = "all"
    sought: str = ""
    grouped: bool = True
    sorted_by: int | None = None


class CityMatrixModel(QAbstractTableModel):
    """Rows are offices, or the heading of a group (a text)."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.matrix: Matrix | None = None
        self.shown = Shown()
        self.lines: list[MatrixRow | str] = []

    def show(self, matrix: Matrix) -> None:
        """Show this matrix from now on."""
        self.beginResetModel()
        self.matrix = matrix
        self.lines = self._arranged()
        self.endResetModel()

    def arrange(self, **changes: Any) -> None:
        """Change what is shown of it."""
        wanted = replace(self.shown, **changes)
        if wanted == self.shown:
            return
        self.beginResetModel()
        self.shown = wanted
        self.lines = self._arranged()
        self.endResetModel()

    @property
    def offices(self) -> list[MatrixRow]:
        """The offices that are shown, in their order."""
        return [line for line in self.lines if isinstance(line, MatrixRow)]

    def _arranged(self) -> list[MatrixRow | str]:
        found = self.matrix
        if found is None:
            return []
        sought = fold(self.shown.sought)
        rows = [
            row
            for row in found.rows
            if city_words.in_chip(row.cells[found.at], self.shown.chip)
            and sought in fold(f"{row.unit.code} {row.unit.title}")
        ]
        if self.shown.sorted_by is not None:
            return [*sorted(rows, key=self._badness)]
        if not self.shown.grouped:
            return [*rows]
        lines: list[MatrixRow | str] = []
        for kind in (*KINDS, ""):
            its = [row for row in rows if row.unit.kind == kind]
            if its:
                lines += [f"{_(city_words.KINDS[kind])} ({len(its)})", *its]
        return lines

    def _badness(self, row: MatrixRow) -> tuple[float, ...]:
        """Most late first; of a month the worst state first, of equal ones the longest late."""
        column = self.shown.sorted_by or NAME
        if column == NAME:
            return ()
        if column == TIMELY:
            return (-row.late_months, row.timely / row.asked if row.asked else 1)
        one = row.cells[column - MONTHS]
        return (_WORST.index(one.state), -one.days)

    def cell(self, index: Index) -> tuple[MatrixRow, Cell] | None:
        """The office and cell at an index; of a name or "Đúng hạn" the chosen month's; None on a heading."""
        row = self.office(index)
        if row is None or self.matrix is None:
            return None
        at = index.column() - MONTHS
        return row, row.cells[at if at >= 0 else self.matrix.at]

    def office(self, index: Index) -> MatrixRow | None:
        """The office of an index; None on a heading."""
        if not index.isValid() or index.row() >= len(self.lines):
            return None
        line = self.lines[index.row()]
        return line if isinstance(line, MatrixRow) else None

    def place_of(self, code: str) -> int:
        """The line of the office with this code; -1 where it is not shown."""
        return next(
            (at for at, line in enumerate(self.lines) if isinstance(line, MatrixRow) and line.unit.code == code), -1
        )

    def rowCount(self, parent: Index = ROOT) -> int:
        """Offices and headings."""
        return 0 if parent.isValid() else len(self.lines)

    def columnCount(self, parent: Index = ROOT) -> int:
        """Two, and one for each month."""
        months: Sequence[object] = self.matrix.months if self.matrix is not None else ()
        return 0 if parent.isValid() else MONTHS + len(months)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """ "Đơn vị (114)", "Đúng hạn", "T7" …; the chosen month and the sorted column are marked in words."""
        if orientation != Qt.Orientation.Horizontal or role != Qt.ItemDataRole.DisplayRole or self.matrix is None:
            return None
        sort = " ▾" if section == self.shown.sorted_by else ""
        if section == NAME:
            return _("Đơn vị ({n})").format(n=len(self.offices)) + sort
        if section == TIMELY:
            return _("Đúng hạn") + sort
        if section - MONTHS < len(self.matrix.months):
            return _("T{month}").format(month=self.matrix.months[section - MONTHS].ordinal) + sort
        return None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """What a cell answers to a role."""
        if not index.isValid() or index.row() >= len(self.lines):
            return None
        line = self.lines[index.row()]
        if isinstance(line, str):
            return self._heading(line, index, role)
        if index.column() >= MONTHS:
            return self._month(line, line.cells[index.column() - MONTHS], role)
        title = visible(line.unit.title)
        text = f"{line.unit.code}  {title}" if index.column() == NAME else f"{line.timely}/{line.asked}"
        if role == Qt.ItemDataRole.DisplayRole:
            return text
        if role in (Qt.ItemDataRole.ToolTipRole,):
            return plain_tip(text)
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return text if index.column() == NAME else _("{name}, đúng hạn {text}").format(name=title, text=text)
        return line if role == Role.ROW else None

    def _heading(self, line: str, index: Index, role: int) -> Any:
        if role == Role.HEADING:
            return True
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return line if index.column() == NAME else ""
        return None

    def _month(self, row: MatrixRow, one: Cell, role: int) -> Any:
        if role == Qt.ItemDataRole.DisplayRole:
            return city_words.cell_mark(one).words
        if role == Role.MARK:
            return city_words.cell_mark(one)
        if role == CityRole.CORNER:
            return one.corner
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return city_words.about(row, one)
        if role == Qt.ItemDataRole.ToolTipRole:
            return plain_tip(city_words.about(row, one))
        return row if role == Role.ROW else None
