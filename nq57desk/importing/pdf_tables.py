"""Ruled tables of a PDF page as grids.

The cells come from the ruled lines (pdfplumber); their edges, snapped together, are the grid, so a cell that
covers several columns or rows is known by its box. Decides the frame that a cell's text may fill from what the
column's text really fills.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from nq57desk.domain.problems import Place
from nq57desk.importing.pdf_words import Frame, Line, Sign, cell_text, goes_on, lines_of
from nq57desk.importing.reading import RawCell, RawRow, RawTable

Box = tuple[float, float, float, float]
"""x0, top, x1, bottom in points."""
_SNAP = 3.0
_LEAST_PADDING, _MOST_PADDING = 1.0, 8.0


@dataclass(frozen=True, slots=True)
class RuledCell:
    """A cell of the grid: its corner, how far it reaches, and its lines of text."""

    row: int
    column: int
    row_span: int
    column_span: int
    frame: Frame
    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class RuledTable:
    """A table of one page before it becomes a RawTable."""

    box: Box
    xs: tuple[float, ...]
    ys: tuple[float, ...]
    cells: tuple[RuledCell, ...]


def ruled_table(boxes: Sequence[Box], signs: Iterable[Sign]) -> RuledTable | None:
    """The grid that the cells' boxes make, with the signs inside; None when it is no table (fewer than two cells)."""
    xs = _edges([box[0] for box in boxes] + [box[2] for box in boxes])
    ys = _edges([box[1] for box in boxes] + [box[3] for box in boxes])
    if len(xs) < 3 or len(boxes) < 2:
        return None
    corners = {_corner(box, xs, ys): box for box in boxes}
    inside = _signs_by_cell(corners.keys(), signs, xs, ys)
    found = {corner: tuple(lines_of(inside.get(corner, ()))) for corner in corners}
    padding = _paddings(found, xs)
    cells = tuple(
        RuledCell(row, column, rows, columns, _frame(column, columns, xs, padding), found[row, column, rows, columns])
        for row, column, rows, columns in sorted(corners)
    )
    return RuledTable((xs[0], ys[0], xs[-1], ys[-1]), tuple(xs), tuple(ys), cells)


def _edges(values: Iterable[float]) -> list[float]:
    """The distinct positions: those closer than the snap are one."""
    edges: list[float] = []
    for value in sorted(values):
        if not edges or value - edges[-1] > _SNAP:
            edges.append(value)
    return edges


def _nearest(value: float, edges: Sequence[float]) -> int:
    at = bisect_right(edges, value + _SNAP) - 1
    return max(at, 0)


Corner = tuple[int, int, int, int]
"""Row, column, row span, column span."""


def _corner(box: Box, xs: Sequence[float], ys: Sequence[float]) -> Corner:
    row, column = _nearest(box[1], ys), _nearest(box[0], xs)
    return row, column, max(_nearest(box[3], ys) - row, 1), max(_nearest(box[2], xs) - column, 1)


def _signs_by_cell(
    corners: Iterable[Corner], signs: Iterable[Sign], xs: Sequence[float], ys: Sequence[float]
) -> dict[Corner, list[Sign]]:
    owner = {
        (row + down, column + right): (row, column, rows, columns)
        for row, column, rows, columns in corners
        for down in range(rows)
        for right in range(columns)
    }
    inside: dict[Corner, list[Sign]] = defaultdict(list)
    for sign in signs:
        place = bisect_right(ys, sign.middle) - 1, bisect_right(xs, (sign.x0 + sign.x1) / 2) - 1
        if place in owner:
            inside[owner[place]].append(sign)
    return inside


def _paddings(found: dict[Corner, tuple[Line, ...]], xs: Sequence[float]) -> list[float]:
    """How far each column's text keeps from its rule: the least distance seen in the column."""
    padding = [_MOST_PADDING] * (len(xs) - 1)
    for (_, column, _, columns), lines in found.items():
        for line in lines:
            left = line.x0 - xs[column]
            right = xs[min(column + columns, len(xs) - 1)] - line.x1
            padding[column] = min(padding[column], max(min(left, right), _LEAST_PADDING))
    usual = min(padding)
    return [min(own, usual + 2) for own in padding]


def _frame(column: int, columns: int, xs: Sequence[float], padding: Sequence[float]) -> Frame:
    right = min(column + columns, len(xs) - 1)
    return Frame(xs[column] + padding[column], xs[right] - padding[column])


def raw_table(table: RuledTable, place: Place, before: RuledTable | None = None) -> RawTable:
    """The grid as readers give it. ``before`` closed the page before, if this one heads its page."""
    columns = len(table.xs) - 1
    grid: list[list[RawCell | None]] = [[None] * columns for _ in range(len(table.ys) - 1)]
    for cell in table.cells:
        grid[cell.row][cell.column] = _raw_cell(cell)
    rows = [RawRow(tuple(cells), replace(place, row=number)) for number, cells in enumerate(grid, 1)]
    if before is not None:
        rows = _with_hints(rows, table, before)
    return RawTable(tuple(rows), columns, place, table.xs)


def _raw_cell(cell: RuledCell) -> RawCell:
    inked = cell.lines
    return RawCell(
        cell_text(inked, cell.frame),
        cell.row_span,
        cell.column_span,
        bold=bool(inked) and all(line.bold for line in inked),
        italic=bool(inked) and all(line.italic for line in inked),
        legacy=any(line.legacy for line in inked),
    )


def _with_hints(rows: list[RawRow], table: RuledTable, before: RuledTable) -> list[RawRow]:
    """Tell each of the first rows whether its lines would go on from the last row of the page before."""
    if len(before.xs) != len(table.xs):
        return rows
    last = {cell.column: cell for cell in before.cells if cell.row + cell.row_span == len(before.ys) - 1}
    hinted = rows[:4]
    for number, row in enumerate(hinted):
        own = {cell.column: cell for cell in table.cells if cell.row == number}
        hinted[number] = replace(row, continues=_continues(last, own))
    return hinted + rows[4:]


def _continues(last: dict[int, RuledCell], own: dict[int, RuledCell]) -> bool | None:
    both = [(last[at], own[at]) for at in last.keys() & own.keys() if last[at].lines and own[at].lines]
    answers = {goes_on(above.lines[-1], below.lines[0], above.frame) for above, below in both}
    return answers.pop() if len(answers) == 1 else None
