"""Tables written over pages.

A row stands whole on one page unless it is taller than a page offers; then it is split between lines,
nothing lost. The header stands again at the top of each page. A section row goes with the row after it.
Rows are broken into lines as they come, so a long table costs memory by the page, and time by the row.
"""

from __future__ import annotations

from collections.abc import Sequence

from nq57desk.documents.layout import Row, Table
from nq57desk.documents.render_pdf_fonts import ASCENT, LINE, Faces
from nq57desk.documents.render_pdf_rows import Rows, SetCell, SetRow, as_rows
from nq57desk.documents.render_pdf_sheet import MM, Sheet, aligned

_FEWEST_LINES = 3
"""A row is not split to leave less than this at the foot of a page."""
_WORTH_A_SPLIT = 0.45
"""A table begins on a page if its header and this part of the page's height, or its first row, fit there."""
_TALLEST_HEADER = 0.6
"""A header taller than this part of the page does not stand on every page: its rows flow once like others."""
_SLACK = 1e-6


class SetTable:
    """A table for one width and page height (points)."""

    stays_with_last = False
    keep_with_next = False

    def __init__(self, table: Table, faces: Faces, width: float, page: float) -> None:
        self._before, self._after = table.style.before, table.style.after
        self._line = table.style.line
        self._padding_x = table.style.padding_x * MM
        self._padding_y = table.style.padding_y
        self._set = Rows(table, faces, width, self._padding_x)
        self._header = self._set.header(table.header)
        self._rows = table.rows
        header = sum(row.height for row in self._header)
        if header > _TALLEST_HEADER * page:
            self._rows = (*as_rows(table.header, len(table.columns)), *table.rows)
            self._header, header = (), 0.0
        self._page = page - header
        self._growing: dict[float, float] = {}
        self._edges_now: tuple[float, ...] = ()
        self._bare = True
        ahead = sum(self._set.row(row).height for row in _chain(self._rows))
        self.height = self.least = self._before + header + min(ahead, _WORTH_A_SPLIT * page)

    def draw(self, sheet: Sheet, tail: float) -> None:
        """The header and all rows; below the last row ``tail`` points fit on its page."""
        if not sheet.fresh:
            sheet.y -= self._before
        self._begin_page(sheet)
        chain: list[SetRow] = []
        last = len(self._rows) - 1
        for n, row in enumerate(self._rows):
            chain.append(self._set.row(row))
            if not row.keep_with_next or n == last:
                self._draw_chain(sheet, chain, tail if n == last else 0.0)
                chain = []
        self._end_page(sheet)
        sheet.y -= self._after

    # ---- pages ---------------------------------------------------------------------------------

    def _begin_page(self, sheet: Sheet) -> None:
        self._across(sheet)
        self._draw_header(sheet)
        self._bare = True

    def _turn(self, sheet: Sheet) -> None:
        self._end_page(sheet)
        sheet.next_page()
        self._begin_page(sheet)

    def _end_page(self, sheet: Sheet) -> None:
        self._grow(sheet, ())

    def _across(self, sheet: Sheet) -> None:
        """A rule over the whole width."""
        sheet.rules([(sheet.left, sheet.y, sheet.left + self._set.edges[-1], sheet.y)], self._line)

    def _grow(self, sheet: Sheet, still: tuple[float, ...]) -> None:
        """Upright rules grow down the page; those that end here are drawn, new ones begin."""
        if still == self._edges_now:
            return
        self._edges_now = still
        ended = [edge for edge in self._growing if edge not in still]
        xs = [sheet.left + edge for edge in ended]
        tops = [self._growing.pop(edge) for edge in ended]
        sheet.rules([(x, top, x, sheet.y) for x, top in zip(xs, tops, strict=True)], self._line)
        for edge in still:
            self._growing.setdefault(edge, sheet.y)

    # ---- rows ----------------------------------------------------------------------------------

    def _draw_chain(self, sheet: Sheet, chain: Sequence[SetRow], tail: float) -> None:
        """Rows that stay together: on this page, on the next, or flowing where no page holds them."""
        needed = sum(row.height for row in chain) + tail
        if needed > sheet.room and not self._bare and (needed <= self._page or self._lead(chain) > sheet.room):
            self._turn(sheet)
        for row in chain[:-1]:
            self._flow(sheet, row, 0.0)
        self._flow(sheet, chain[-1], tail)

    def _lead(self, chain: Sequence[SetRow]) -> float:
        """What a chain that no page holds needs to begin: all but its last row, and a few lines of that."""
        few = min(_FEWEST_LINES, chain[-1].lines)
        return sum(row.height for row in chain[:-1]) + few * chain[-1].pitch + 2 * self._padding_y

    def _flow(self, sheet: Sheet, row: SetRow, tail: float) -> None:
        """One row: whole if a page can hold it with its tail, else over several, the tail with its last lines."""
        split = False
        while row.height + tail > sheet.room + _SLACK:
            fit = min(int((sheet.room - 2 * self._padding_y) / row.pitch + _SLACK), row.lines - 1)
            splits = row.height + tail > self._page and fit >= _FEWEST_LINES
            if not self._bare and not splits:
                self._turn(sheet)
                continue
            if fit < 1:
                break
            part, row = self._set.parts(row, fit)
            split = True
            self._draw_row(sheet, part, split=split)
            self._turn(sheet)
        self._draw_row(sheet, row, split=split)

    def _draw_row(self, sheet: Sheet, row: SetRow, *, split: bool = False) -> None:
        self._grow(sheet, row.edges)
        for cell in row.cells:
            self._draw_cell(sheet, row, cell, row.height, split=split)
        sheet.y -= row.height
        self._across(sheet)
        self._bare = False

    def _draw_cell(self, sheet: Sheet, row: SetRow, cell: SetCell, height: float, *, split: bool = False) -> None:
        """The lines stand in the cell's middle; in a split row at its top."""
        if not any(line.width for line in cell.lines):
            return
        free = 0.0 if split else (height - 2 * self._padding_y - len(cell.lines) * row.pitch) / 2
        baseline = sheet.y - self._padding_y - free - ASCENT * row.size - _line_gap(row)
        left, right = sheet.left + cell.left + self._padding_x, sheet.left + cell.right - self._padding_x
        xs = [aligned(left, right, line.width, cell.align) for line in cell.lines]
        if cell.plain:
            sheet.lines(cell.lines, xs, baseline, row.pitch, row.size)
            return
        for n, (line, x) in enumerate(zip(cell.lines, xs, strict=True)):
            sheet.text(line, x, baseline - n * row.pitch, row.size)

    def _draw_header(self, sheet: Sheet) -> None:
        heights = [row.height for row in self._header]
        sides: dict[tuple[float, float, float, float], None] = {}
        for n, row in enumerate(self._header):
            for cell in row.cells:
                height = sum(heights[n : n + cell.row_span])
                self._draw_cell(sheet, row, cell, height)
                left, right = sheet.left + cell.left, sheet.left + cell.right
                top, foot = sheet.y, sheet.y - height
                sides |= dict.fromkeys(((left, top, left, foot), (right, top, right, foot), (left, foot, right, foot)))
            sheet.y -= row.height
        sheet.rules(tuple(sides), self._line)


def _line_gap(row: SetRow) -> float:
    """Half of what the pitch leaves free above and below the letters."""
    return (row.pitch - LINE * row.size) / 2


def _chain(rows: Sequence[Row]) -> Sequence[Row]:
    """The first row with the rows that must follow it."""
    for n, row in enumerate(rows):
        if not row.keep_with_next:
            return rows[: n + 1]
    return rows
