"""A table of data in a Word file: its header stands again on every page, its rows are not split."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import accumulate, pairwise

from lxml.etree import _Element

from nq57desk.documents.header_places import header_places
from nq57desk.documents.layout import Cell, Row, RowKind, Table, plain
from nq57desk.documents.measuring import line_widths
from nq57desk.documents.render_docx_package import Styles
from nq57desk.documents.render_docx_xml import (
    JUSTIFIED,
    add,
    add_runs,
    points,
    twips,
)
from nq57desk.monitor import Monitor

_TALLEST_HEADER = 0.6
"""A header taller than this part of the page does not stand on every page."""
_LONG = 600
"""Letters in a cell that cannot by themselves make its row taller than a page."""
_MANY_LINES = 12
_PT = 25.4 / 72
_REPORTED = 200


class DataTable:
    """One table over the whole width. ``page`` is the height that a page offers, mm."""

    def __init__(self, table: Table, styles: Styles, width: float, page: float) -> None:
        self._table = table
        self._styles = styles
        self._page = page / _PT
        whole = sum(column.width for column in table.columns)
        edges = accumulate((column.width * width / whole for column in table.columns), initial=0.0)
        self._edges = tuple(edges)
        self._twips = tuple(map(twips, self._edges))

    def write(self, parent: _Element, monitor: Monitor, *, keep_last: bool) -> None:
        """All rows; ``keep_last``: the last one stays with what follows the table."""
        table = self._table
        element = add(parent, "tbl")
        self._properties(add(element, "tblPr"))
        grid = add(element, "tblGrid")
        for left, right in pairwise(self._twips):
            add(grid, "gridCol", w=right - left)
        self._header(element)
        last = len(table.rows) - 1
        for n, row in enumerate(table.rows):
            self._row(element, row, keep=row.keep_with_next or (keep_last and n == last))
            if n % _REPORTED == 0:
                monitor.report(n, len(table.rows), "docx")

    def _properties(self, properties: _Element) -> None:
        style = self._table.style
        add(properties, "tblW", w=self._twips[-1], type="dxa")
        add(properties, "tblInd", w=0, type="dxa")
        borders = add(properties, "tblBorders")
        for side in ("top", "left", "bottom", "right", "insideH", "insideV"):
            add(borders, side, val="single", sz=max(round(style.line * 8), 2), space=0, color="000000")
        add(properties, "tblLayout", type="fixed")
        margins = add(properties, "tblCellMar")
        upright = points(max(style.padding_y - style.line / 2, 0.0))  # Word adds the rule's own height to the row's
        for side, room in (("top", upright), ("left", twips(style.padding_x))):
            add(margins, side, w=room, type="dxa")
        for side, room in (("bottom", upright), ("right", twips(style.padding_x))):
            add(margins, side, w=room, type="dxa")

    # ---- the header ------------------------------------------------------------------------------

    def _header(self, element: _Element) -> None:
        header = self._table.header
        repeats = self._height(header) < _TALLEST_HEADER * self._page
        key = self._styles.of(self._table.style.header)
        for row, places in zip(header, header_places(header), strict=True):
            line = add(element, "tr")
            properties = add(line, "trPr")
            if repeats:
                add(properties, "cantSplit")
                add(properties, "tblHeader")
            for place in places:
                cell = self._cell(line, place.column, place.cell)
                if place.cell.row_span > 1:
                    add(cell, "vMerge", val="restart" if place.top else "continue")
                add(cell, "vAlign", val="center")
                content = place.cell if place.top else Cell()
                self._content(cell.getparent(), content, place.column, key, keep=repeats, header=True)
            assert row.kind is RowKind.HEADER

    def _height(self, rows: Sequence[Row]) -> float:
        """Points that header rows take, roughly."""
        style = self._table.style.header
        pitch, total = style.size * style.leading, 0.0
        for places in header_places(rows):
            lines = [self._lines(p.cell, p.column, header=True) / p.cell.row_span for p in places]
            total += max(lines, default=0.0) * pitch + 2 * self._table.style.padding_y
        return total

    def _lines(self, cell: Cell, column: int, *, header: bool) -> int:
        style = self._table.style.header if header else self._table.style.text
        room = self._edges[column + cell.column_span] - self._edges[column] - 2 * self._table.style.padding_x
        return len(line_widths(cell.runs, style, room))

    # ---- rows ------------------------------------------------------------------------------------

    def _row(self, element: _Element, row: Row, *, keep: bool) -> None:
        """Raises ValueError where the cells cover more or fewer columns than the table has."""
        line = add(element, "tr")
        if not self._taller_than_a_page(row):
            add(add(line, "trPr"), "cantSplit")
        key = self._styles.of(self._table.style.text, None if row.kind is RowKind.ITEM else row.kind)
        keep = keep and row.kind is not RowKind.SECTION
        column = 0
        for cell in row.cells:
            properties = self._cell(line, column, cell)
            add(properties, "vAlign", val="center")
            self._content(properties.getparent(), cell, column, key, keep=keep, header=False)
            column += cell.column_span
        if column != len(self._table.columns):
            raise ValueError(f"a row covers {column} of {len(self._table.columns)} columns")

    def _taller_than_a_page(self, row: Row) -> bool:
        texts = [plain(cell.runs) for cell in row.cells]
        if not any(len(text) > _LONG or text.count("\n") > _MANY_LINES for text in texts):
            return False
        style, column, most = self._table.style, 0, 0
        for cell in row.cells:
            most = max(most, self._lines(cell, column, header=False))
            column += cell.column_span
        return most * style.text.size * style.text.leading + 2 * style.padding_y > 0.8 * self._page

    def _cell(self, line: _Element, column: int, cell: Cell) -> _Element:
        """A new cell's properties: its width and how many columns it covers."""
        properties = add(add(line, "tc"), "tcPr")
        add(properties, "tcW", w=self._twips[column + cell.column_span] - self._twips[column], type="dxa")
        if cell.column_span > 1:
            add(properties, "gridSpan", val=cell.column_span)
        return properties

    def _content(self, parent: _Element | None, cell: Cell, column: int, key: str, *, keep: bool, header: bool) -> None:
        assert parent is not None
        own = self._table.style.header.align if header else self._table.style.text.align
        align = cell.align or (own if header else self._table.columns[column].align)
        paragraph = add(parent, "p")
        properties = add(paragraph, "pPr")
        add(properties, "pStyle", val=key)
        if keep:
            add(properties, "keepNext")
        if align is not own:
            add(properties, "jc", val=JUSTIFIED[align])
        add_runs(paragraph, cell.runs)
