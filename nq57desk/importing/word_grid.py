"""The grid of a Word table, from rows whose cells each say how many grid columns they take (ECMA-376, 17.4).

Decides where columns are: a grid line at which no cell begins is no column; two lines closer than 2.5 mm are one
where no cell stands between them (rows drawn or widened one by one leave such slivers behind).
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from nq57desk.domain.problems import Place
from nq57desk.importing.ooxml import Element
from nq57desk.importing.reading import RawCell, RawRow, RawTable
from nq57desk.importing.word_names import number

_EMPTY = RawCell()
_SLIVER = 142
"""Twentieths of a point: 2.5 mm."""


@dataclass(frozen=True, slots=True)
class TableRow:
    """What a row is besides its cells. ``before`` grid columns stay free on its left."""

    place: Place
    repeated_header: bool = False
    hidden: bool = False
    before: int = 0


@dataclass(slots=True)
class _Put:
    cell: RawCell | None
    start: int
    end: int
    rows: int = 1
    last_row: int = 0


def span_of(properties: Element | None) -> int:
    """How many grid columns a cell takes."""
    return max(number(properties, "gridSpan", 1), 1)


class Grid:
    """Filled row by row, cell by cell, from left to right."""

    def __init__(self, most_columns: int, widths: tuple[int, ...] = ()) -> None:
        self._most = most_columns
        self._widths = widths
        self._rows: list[tuple[TableRow, list[_Put]]] = []
        self._at = 0
        self._open: dict[int, _Put] = {}
        self.width = 0
        self.too_wide = False

    def begin(self, row: TableRow) -> None:
        """Start the next row."""
        self._rows.append((row, []))
        self._at = 0
        self._move(row.before)

    def put(self, cell: RawCell, span: int, opens: bool) -> None:
        """The next cell; ``opens`` if the rows below may continue it."""
        put = _Put(cell, self._at, self._at + span, last_row=len(self._rows))
        self._rows[-1][1].append(put)
        if opens:
            self._open[put.start] = put
        else:
            self._open.pop(put.start, None)
        self._move(span)

    def continue_down(self, span: int) -> bool:
        """The cell above goes on here; False if none above is open."""
        above = self._open.get(self._at)
        if above is None or above.last_row != len(self._rows) - 1:
            return False
        above.rows += 1
        above.last_row += 1
        self._rows[-1][1].append(_Put(None, self._at, self._at + span))
        self._move(span)
        return True

    def widen(self, span: int) -> bool:
        """The cell on the left goes on here; False if there is none."""
        if not self._rows[-1][1]:
            return False
        self._rows[-1][1][-1].end += span
        self._move(span)
        return True

    def _move(self, span: int) -> None:
        self._at = min(self._at + span, 1_000_000)
        self.width = max(self.width, min(self._at, self._most))
        self.too_wide = self.too_wide or len({put.start for put in self._rows[-1][1]}) > self._most

    def table(self, place: Place) -> RawTable:
        """The finished table."""
        columns = self._columns()
        width = len(set(columns.values()))
        rows = tuple(_row(row, puts, columns, width) for row, puts in self._rows)
        return RawTable(rows, width, place)

    def _columns(self) -> dict[int, int]:
        """Grid lines at which cells begin, each with its column's index."""
        taken = {(put.start, put.end) for _, puts in self._rows for put in puts}
        lines = sorted({start for start, _ in taken})
        columns: dict[int, int] = {}
        for at, line in enumerate(lines):
            previous = lines[at - 1]
            sliver = at > 0 and (previous, line) not in taken and 0 < self._between(previous, line) <= _SLIVER
            columns[line] = columns[previous] if sliver else len(set(columns.values()))
        return columns

    def _between(self, line: int, other: int) -> int:
        return sum(self._widths[line:other]) if other <= len(self._widths) else 0


def _row(row: TableRow, puts: list[_Put], columns: dict[int, int], width: int) -> RawRow:
    cells: list[RawCell | None] = [_EMPTY] * width
    for put in puts:
        inside = sorted({column for line, column in columns.items() if put.start <= line < put.end})
        first, past = columns[put.start], max(inside, default=columns[put.start]) + 1
        cells[first:past] = [None] * (past - first)
        if put.cell is not None:
            spans = put.rows > 1 or past - first > 1
            cells[first] = replace(put.cell, row_span=put.rows, column_span=past - first) if spans else put.cell
    return RawRow(tuple(cells), row.place, row.repeated_header, row.hidden)
