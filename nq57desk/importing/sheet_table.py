"""One sheet of a spreadsheet as a table, from its filled cells, merged ranges and hidden rows in any order.

Decides that a sheet ends at its last filled cell, whatever size it claims: a styled cell far away is nothing. The
first column is always A and each row knows its own number; of a run of empty rows three are kept.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field, replace

from nq57desk.domain.problems import Place, Severity
from nq57desk.importing.findings import Findings
from nq57desk.importing.reading import RawCell, RawRow, RawTable

_EMPTY = RawCell()
_EMPTY_ROWS = 3

Range = tuple[int, int, int, int]
"""First row, first column, last row, last column, from 1."""


@dataclass(slots=True)
class SheetCells:
    """What a sheet holds; rows and columns count from 1."""

    findings: Findings
    place: Place
    cells: dict[int, dict[int, RawCell]] = field(default_factory=dict)
    merged: list[Range] = field(default_factory=list)
    hidden_rows: set[int] = field(default_factory=set)
    hidden_columns: set[int] = field(default_factory=set)
    width: int = 0
    _beyond: int = 0

    def at(self, row: int, column: int) -> Place:
        """The place of a cell."""
        return replace(self.place, cell=f"{column_letters(column)}{row}")

    def put(self, row: int, column: int, cell: RawCell) -> None:
        """A filled cell.

        Raises:
            Refused: more rows than the limits allow.
        """
        limits = self.findings.limits
        if column > limits.columns:
            self._beyond += 1
            if self._beyond == 1:
                self.findings.add("reading.beyond_columns", Severity.WARNING, self.at(row, column))
            return
        cells = self.cells.setdefault(row, {})
        cells[column] = cell
        if column > self.width:
            self.width = column
        if len(self.cells) > limits.rows or len(self.cells) * self.width > limits.cells:
            raise self.findings.too_many(self.at(row, column))

    def table(self) -> RawTable | None:
        """The sheet as a table; None for an empty sheet.

        Raises:
            Refused: more rows than the limits allow, those that merged cells reach into included.
        """
        if not self.cells:
            return None
        spans = self._accepted()
        rows = self._kept(spans)
        covered, anchors = _cover(spans, rows)
        grid = tuple(self._row(row, covered, anchors) for row in rows)
        hidden = tuple(sorted(column - 1 for column in self.hidden_columns if column <= self.width))
        return RawTable(grid, self.width, self.place, hidden_columns=hidden, sheet=True)

    def _accepted(self) -> list[Range]:
        """The merged ranges that touch the filled part, cut to it; of two that overlap the first."""
        last, taken, found = max(self.cells), set[tuple[int, int]](), []
        patience = 4 * self.findings.limits.cells
        for top, left, bottom, right in self.merged:
            bottom, right = min(bottom, last), min(right, self.width)
            patience -= max(bottom - top + 1, 0) * max(right - left + 1, 0)
            if top > bottom or left > right or patience < 0 or (top, left) == (bottom, right):
                continue
            places = {(row, column) for row in range(top, bottom + 1) for column in range(left, right + 1)}
            if taken.isdisjoint(places):
                taken |= places
                found.append((top, left, bottom, right))
        return found

    def _kept(self, spans: list[Range]) -> list[int]:
        """Rows in order: filled ones, those that a filled merged cell reaches into, up to three empty ones between.

        Raises:
            Refused: more rows than the limits allow.
        """
        wanted = set(self.cells)
        for top, left, bottom, _ in spans:
            if left in self.cells.get(top, {}):
                wanted.update(range(top, bottom + 1))
            if len(wanted) > self.findings.limits.rows or len(wanted) * self.width > self.findings.limits.cells:
                raise self.findings.too_many(self.place)
        rows: list[int] = []
        before = 0
        for row in sorted(wanted):
            rows.extend(range(before + 1, min(row, before + 1 + _EMPTY_ROWS)))
            rows.append(row)
            before = row
        return rows

    def _row(self, row: int, covered: set[tuple[int, int]], anchors: dict[tuple[int, int], tuple[int, int]]) -> RawRow:
        filled = self.cells.get(row, {})
        cells: list[RawCell | None] = [_EMPTY] * self.width
        for column, cell in filled.items():
            cells[column - 1] = cell
        for column in range(1, self.width + 1) if anchors else ():
            if (row, column) in covered:
                cells[column - 1] = None
            elif (row, column) in anchors:
                down, across = anchors[row, column]
                cells[column - 1] = replace(cells[column - 1] or _EMPTY, row_span=down, column_span=across)
        place = Place(self.place.file, self.place.sheet, row=row)
        return RawRow(tuple(cells), place, hidden=row in self.hidden_rows)


def _cover(
    spans: Iterable[Range], rows: list[int]
) -> tuple[set[tuple[int, int]], dict[tuple[int, int], tuple[int, int]]]:
    """The places that merged cells cover, and each merged cell's spans (rows, columns) counted in kept rows."""
    index = {row: at for at, row in enumerate(rows)}
    covered: set[tuple[int, int]] = set()
    anchors: dict[tuple[int, int], tuple[int, int]] = {}
    for top, left, bottom, right in spans:
        kept = [row for row in range(top, bottom + 1) if row in index]
        if not kept:
            continue
        anchors[kept[0], left] = (len(kept), right - left + 1)
        covered.update((row, column) for row in kept for column in range(left, right + 1))
        covered.discard((kept[0], left))
    return covered, anchors


def column_letters(column: int) -> str:
    """1 → "A", 27 → "AA"."""
    letters = ""
    while column > 0:
        column, rest = divmod(column - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters
