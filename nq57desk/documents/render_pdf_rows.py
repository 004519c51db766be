"""A table's rows broken into lines: which cell stands between which edges, how high each row is."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import NamedTuple

from nq57desk.documents.layout import Align, Cell, Row, RowKind, Table, TextStyle
from nq57desk.documents.render_pdf_fonts import Faces
from nq57desk.documents.render_pdf_text import Line, wrap_runs

_KEPT_LENGTH = 120
"""Shorter texts (names of bodies, deadlines) come again and again: their lines are kept."""
_KEPT_TEXTS = 1000
"""How many at a time, so that a table of many different texts costs no memory."""


class SetCell(NamedTuple):
    """A cell's lines between two edges (points from the table's left); ``plain``: each line is one piece of text."""

    lines: tuple[Line, ...]
    left: float
    right: float
    align: Align
    row_span: int
    plain: bool


class SetRow(NamedTuple):
    """A row's cells, its height with padding, the edges between its cells, its type size and line pitch."""

    cells: tuple[SetCell, ...]
    height: float
    edges: tuple[float, ...]
    size: float
    pitch: float

    @property
    def lines(self) -> int:
        """The lines of the cell that has most."""
        return max(len(cell.lines) for cell in self.cells)


class Rows:
    """Breaks the rows of one table."""

    def __init__(self, table: Table, faces: Faces, width: float, padding_x: float) -> None:
        self._faces = faces
        self._columns = table.columns
        self._style = table.style
        self._padding_x = padding_x
        self._padding_y = table.style.padding_y
        self._kept: dict[tuple[str, bool | None, bool | None, int, int, bool], tuple[Line, ...]] = {}
        self.edges = edges([column.width for column in table.columns], width)

    def header(self, rows: Sequence[Row]) -> tuple[SetRow, ...]:
        """All header rows, made high enough for the cells that cover several of them."""
        placed = [self.row(row, starts) for row, starts in zip(rows, _starts(rows), strict=True)]
        heights = [max((self._needs(row, c) for c in row.cells if c.row_span == 1), default=0.0) for row in placed]
        for n, row in enumerate(placed):
            for cell in row.cells:
                short = self._needs(row, cell) - sum(heights[n : n + cell.row_span])
                heights[n + cell.row_span - 1] += max(short, 0.0)
        return tuple(row._replace(height=height) for row, height in zip(placed, heights, strict=True))

    def _needs(self, row: SetRow, cell: SetCell) -> float:
        return len(cell.lines) * row.pitch + 2 * self._padding_y

    def row(self, row: Row, starts: Sequence[int] | None = None) -> SetRow:
        """One row; ``starts`` names each cell's first column where they do not simply follow one another.

        Raises:
            ValueError: the cells cover more or fewer columns than the table has.
        """
        header = row.kind is RowKind.HEADER
        style = self._style.header if header else self._style.text
        column, cells = 0, []
        for n, cell in enumerate(row.cells):
            column = starts[n] if starts is not None else column
            cells.append(self._cell(cell, column, style, header))
            column += cell.column_span
        if starts is None and column != len(self._columns):
            raise ValueError(f"a row covers {column} of {len(self._columns)} columns")
        pitch = style.size * style.leading
        most = max(len(cell.lines) for cell in cells) if cells else 1
        inner = tuple(cell.right for cell in cells)
        return SetRow(tuple(cells), most * pitch + 2 * self._padding_y, (0.0, *inner), style.size, pitch)

    def _cell(self, cell: Cell, column: int, style: TextStyle, header: bool) -> SetCell:
        after = column + cell.column_span
        left, right = self.edges[column], self.edges[after]
        align = cell.align or (style.align if header else self._columns[column].align)
        width = right - left - 2 * self._padding_x
        plain = len(cell.runs) == 1 and not cell.runs[0].field
        if not plain or len(cell.runs[0].text) > _KEPT_LENGTH:
            return SetCell(wrap_runs(cell.runs, self._faces, style, width), left, right, align, cell.row_span, plain)
        (run,) = cell.runs
        key = (run.text, run.bold, run.italic, column, after, header)
        lines = self._kept.get(key)
        if lines is None:
            if len(self._kept) >= _KEPT_TEXTS:
                self._kept.clear()
            lines = self._kept[key] = wrap_runs(cell.runs, self._faces, style, width)
        return SetCell(lines, left, right, align, cell.row_span, plain)

    def parts(self, row: SetRow, fit: int) -> tuple[SetRow, SetRow]:
        """The first ``fit`` lines of each cell, and what is left."""
        return self._part(row, 0, fit), self._part(row, fit, None)

    def _part(self, row: SetRow, start: int, stop: int | None) -> SetRow:
        part = row._replace(cells=tuple(cell._replace(lines=cell.lines[start:stop]) for cell in row.cells))
        return part._replace(height=part.lines * row.pitch + 2 * self._padding_y)


def edges(widths: Sequence[float], whole: float) -> tuple[float, ...]:
    """Where columns of these relative widths begin and end, over ``whole`` points."""
    scale = whole / sum(widths)
    places = [0.0]
    for width in widths:
        places.append(places[-1] + width * scale)
    return tuple(places)


def _starts(rows: Sequence[Row]) -> list[list[int]]:
    """The first column of each header cell, past the places covered from above."""
    taken: set[tuple[int, int]] = set()
    starts = []
    for n, row in enumerate(rows):
        column, line = 0, []
        for cell in row.cells:
            while (n, column) in taken:
                column += 1
            line.append(column)
            for c in range(column, column + cell.column_span):
                taken.update((below, c) for below in range(n, n + cell.row_span))
            column += cell.column_span
        starts.append(line)
    return starts


def as_rows(header: Sequence[Row], columns: int) -> tuple[Row, ...]:
    """Header rows as rows that may be split: a cell over several rows stands in the first, below it is empty."""
    flat = []
    for row, starts in zip(header, _starts(header), strict=True):
        cells, column = [], 0
        for cell, start in zip(row.cells, starts, strict=True):
            cells += [Cell()] * (start - column)
            cells.append(replace(cell, row_span=1))
            column = start + cell.column_span
        cells += [Cell()] * (columns - column)
        flat.append(replace(row, cells=tuple(cells), keep_with_next=False))
    return tuple(flat)
