"""What stands in which row of a sheet, and how high each row must be so that no line is cut.

Excel gives a line of type more room than Word, keeps no row above 409 points, and measures letters on the
screen coarser than on paper: heights are reckoned for the narrower room and the higher line.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterator, Sequence
from itertools import accumulate
from math import ceil
from typing import NamedTuple

from nq57desk.documents.header_places import header_places
from nq57desk.documents.layout import (
    Align,
    Cell,
    Paragraph,
    Row,
    RowKind,
    Run,
    Runs,
    Table,
    TextStyle,
    plain,
)
from nq57desk.documents.measuring import line_widths
from nq57desk.documents.render_xlsx_grid import Grid, table_edges

_PITCHES = {8: 11.25, 9: 12.0, 10: 12.75, 11: 15.0, 12: 15.75, 13: 16.5, 14: 18.75}
"""Excel's line in Times New Roman for each type size, points."""
_OTHER_PITCH = 1.34
"""The same for other sizes, as a multiple of the size."""
_STEP = 0.75
"""Points: Excel's rows are whole pixels high."""
_MOST = 408.75
_AIR = 1.5
"""Points above and below the lines of a table's cell."""
_ROOM_LOST = 1.8
"""mm of a cell that Excel keeps free at its sides."""
_ROOM_SURE = 0.985
_LEAST_SPACE = 2.0
"""Points between paragraphs that stay; the rest is given up for Excel's higher lines: a page holds what paper does."""
TALLEST = 400.0
"""Points; Excel itself takes 409."""
_PT = 25.4 / 72
_KEPT = 4000
_OUTLINE = {RowKind.ITEM: 1, RowKind.SUB_ITEM: 2}


class Line(NamedTuple):
    """A drawn rule: ``center`` and ``length`` mm, ``below`` points from its row's top, ``thickness`` points.

    ``color`` as in TextStyle; an upright rule is a short and thick one.
    """

    center: float
    length: float
    below: float
    thickness: float
    color: str = ""


class Placed(NamedTuple):
    """A cell over some columns (``column`` from 0) and rows."""

    column: int
    columns: int
    content: Cell
    style: TextStyle
    align: Align
    vertical: str = "center"
    rows: int = 1
    box: bool = False


class SheetRow(NamedTuple):
    """A row of the sheet: height in points, its cells, rules drawn in it, its level in the outline.

    ``keep``: it never ends a page.
    """

    height: float
    cells: tuple[Placed, ...] = ()
    lines: tuple[Line, ...] = ()
    level: int = 0
    keep: bool = False

    @property
    def points(self) -> float:
        """The height as Excel has it: whole pixels, none too tall."""
        return min(ceil(self.height / _STEP) * _STEP, _MOST)


def _pitch(size: float) -> float:
    return _PITCHES.get(round(size), size * _OTHER_PITCH) if size == round(size) else size * _OTHER_PITCH


def lines_height(runs: Runs, style: TextStyle, room: float) -> float:
    """Points that lines of text take in a cell ``room`` mm wide."""
    lines = len(line_widths(runs, style, max(room * _ROOM_SURE - _ROOM_LOST - style.indent, 3.0)))
    return lines * _pitch(style.size) * max(style.leading / 1.15, 1.0)


# ---- paragraphs ----------------------------------------------------------------------------------


def paragraph_rows(paragraph: Paragraph, grid: Grid) -> Iterator[SheetRow]:
    """The paragraph over the whole width, its rule in a row of its own; very tall text goes on in further rows."""
    keep = paragraph.style.keep_with_next or paragraph.rule is not None
    after = paragraph.style.after
    for row in _flowing(_parts(paragraph, grid.width), paragraph.style, grid, 0.0 if paragraph.rule else after):
        yield row._replace(keep=keep)
    if paragraph.rule is not None:
        line = drawn(paragraph, 0.0, grid.width)
        yield SheetRow(rule_height(paragraph) + after, (), (line,), keep=paragraph.style.keep_with_next)


def _parts(paragraph: Paragraph, room: float) -> Iterator[tuple[Runs, float]]:
    """The paragraph with its height, in as many parts as no row could hold it."""
    height = lines_height(paragraph.runs, paragraph.style, room)
    if height <= TALLEST:
        yield paragraph.runs, height
        return
    words = plain(paragraph.runs).split(" ")
    count = int(height // TALLEST) + 2
    size = -(-len(words) // count)
    for start in range(0, len(words), size):
        runs = (Run(" ".join(words[start : start + size])),)
        yield runs, min(lines_height(runs, paragraph.style, room), TALLEST)


def _flowing(parts: Iterator[tuple[Runs, float]], style: TextStyle, grid: Grid, after: float) -> Iterator[SheetRow]:
    """Space before goes above the first part and space after (points) below the last."""
    for runs, height in parts:
        vertical = "bottom" if style.before > after else "top" if after > style.before else "center"
        placed = Placed(0, grid.columns, Cell(runs), style, style.align, vertical)
        yield SheetRow(height + _space(height, style, style.before + after), (placed,))


def _space(height: float, style: TextStyle, asked: float) -> float:
    """Points around a paragraph: what its lines stand higher than on paper is taken from them."""
    higher = height * (1 - style.size * style.leading / (_pitch(style.size) * max(style.leading / 1.15, 1.0)))
    return max(asked - max(higher, 0.0), min(asked, _LEAST_SPACE))


def drawn(paragraph: Paragraph, left: float, right: float) -> Line:
    """The rule of a paragraph that stands between two edges."""
    rule = paragraph.rule
    assert rule is not None
    widest = max(line_widths(paragraph.runs, paragraph.style, right - left))
    return Line((left + right) / 2, rule.share * widest, rule.gap / 2, rule.thickness)


def box_lines(paragraph: Paragraph, left: float, right: float) -> tuple[Line, ...]:
    """The four sides of a paragraph's box, which stands centred between two edges and fills its row."""
    box, color = paragraph.box, paragraph.style.color
    if box is None:
        return ()
    middle, height, thin = (left + right) / 2, box.height / _PT, box.thickness * _PT
    level = (Line(middle, box.width, at, box.thickness, color) for at in (0.0, height - box.thickness))
    sides = (middle - box.width / 2 + thin / 2, middle + box.width / 2 - thin / 2)
    return (*level, *(Line(at, thin, 0.0, height, color) for at in sides))


def rule_height(paragraph: Paragraph) -> float:
    """Points of the row that holds a paragraph's rule."""
    return 2 * paragraph.rule.gap + paragraph.rule.thickness if paragraph.rule else 0.0


# ---- tables ------------------------------------------------------------------------------------------


class TableRows:
    """The rows of one table on its sheet's columns."""

    def __init__(self, table: Table, grid: Grid) -> None:
        self._table = table
        self._grid = grid
        self._kept: dict[tuple[Hashable, float, bool, int, int], float] = {}
        self._columns = [grid.at(edge) for edge in table_edges(table, grid.width)]
        self._nested = any(row.kind is RowKind.SECTION for row in table.rows)

    def header(self) -> Iterator[SheetRow]:
        """The header's rows, high enough for the cells that cover several."""
        header, style = self._table.header, self._table.style.header
        places = header_places(header)
        heights = [0.0] * len(header)
        for span in range(1, len(header) + 1):
            for n, row in enumerate(places):
                for place in row:
                    if place.top and place.cell.row_span == span:
                        short = self._needs(place.cell, place.column, style) - sum(heights[n : n + span])
                        heights[min(n + span, len(header)) - 1] += max(short, 0.0)
        for row, height in zip(places, heights, strict=True):
            cells = (self._placed(p.column, p.cell, style, header=True) for p in row if p.top)
            yield SheetRow(height, tuple(cells), keep=True)

    def rows(self) -> Iterator[SheetRow]:
        """The rows; one too tall for Excel covers several of the sheet's.

        Raises:
            ValueError: the cells cover more or fewer columns than the table has.
        """
        style = self._table.style.text
        for row in self._table.rows:
            starts = self._starts(row)
            needed = max(self._needs(cell, start, style) for cell, start in zip(row.cells, starts, strict=True))
            count = max(-(-int(needed) // int(TALLEST)), 1)
            level = _OUTLINE.get(row.kind, 0) if self._nested else 0
            cells = [
                self._placed(start, cell, style, rows=count) for start, cell in zip(starts, row.cells, strict=True)
            ]
            yield SheetRow(needed / count, tuple(cells), (), level, row.keep_with_next)
            for _ in range(count - 1):
                yield SheetRow(needed / count, (), (), level)

    def _starts(self, row: Row) -> Sequence[int]:
        *starts, column = accumulate((cell.column_span for cell in row.cells), initial=0)
        if column != len(self._table.columns):
            raise ValueError(f"a row covers {column} of {len(self._table.columns)} columns")
        return starts

    def _needs(self, cell: Cell, column: int, style: TextStyle) -> float:
        first, after = self._columns[column], self._columns[column + cell.column_span]
        runs = cell.runs
        words: Hashable = (runs[0].text, runs[0].bold) if len(runs) == 1 else runs
        key = (words, style.size, style.bold, first, after)
        needed = self._kept.get(key)
        if needed is None:
            if len(self._kept) > _KEPT:
                self._kept.clear()
            lines = lines_height(runs, style, self._grid.room(first, after - first))
            paper = lines * style.size * style.leading / _pitch(style.size) + 2 * self._table.style.padding_y
            needed = self._kept[key] = max(lines + _AIR, paper)
        return needed

    def _placed(self, column: int, cell: Cell, style: TextStyle, *, rows: int = 1, header: bool = False) -> Placed:
        first, after = self._columns[column], self._columns[column + cell.column_span]
        align = cell.align or (style.align if header else self._table.columns[column].align)
        span = cell.row_span if header else rows
        return Placed(first, after - first, cell, style, align, "center", span, True)
