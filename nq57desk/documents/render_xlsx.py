"""A layout as an Excel workbook: a sheet for each run of pages, on A4 as the paper has it, ready to filter.

The words are the paper's; real numbers and days stand where a cell says so, and no text is ever a formula. What
Excel cannot do is left to it: indents of first lines, keeping a signature from a page of its own. The same
layout gives the same bytes.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime

from openpyxl import Workbook
from openpyxl.drawing.image import Image
from openpyxl.drawing.spreadsheet_drawing import AnchorMarker, OneCellAnchor
from openpyxl.drawing.xdr import XDRPositiveSize2D
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.cell_range import CellRange
from openpyxl.worksheet.pagebreak import Break
from openpyxl.worksheet.worksheet import Worksheet
from openpyxl.writer.excel import ExcelWriter

from nq57desk.documents.layout import (
    Closing,
    EndMark,
    Frame,
    Layout,
    PageBreak,
    Pages,
    Paragraph,
    Picture,
    Table,
    plain,
)
from nq57desk.documents.letters import tidy_for_xml
from nq57desk.documents.packing import NO_DATE, without_clock
from nq57desk.documents.render_xlsx_cells import Cells, sheet_data
from nq57desk.documents.render_xlsx_columns import closing_rows, frame_rows
from nq57desk.documents.render_xlsx_dots import dot_of
from nq57desk.documents.render_xlsx_flow import page_breaks
from nq57desk.documents.render_xlsx_grid import Grid
from nq57desk.documents.render_xlsx_rows import (
    Line,
    SheetRow,
    TableRows,
    paragraph_rows,
)
from nq57desk.documents.render_xlsx_sheet import set_up, sheet_title
from nq57desk.documents.render_xlsx_styles import MOST_LETTERS, Looks
from nq57desk.documents.written import Written
from nq57desk.domain.problems import Problem, problem
from nq57desk.monitor import Monitor

_UNITS_PER_MM = 96 / 25.4 / 8
"""Excel's unit of a column's width is a digit of the sheet's own type: 8 pixels of 1/96 inch."""
_EMU_PER_MM, _EMU_PER_PT = 36000, 12700
_MOST_FROZEN = 330.0
"""Points: rows that stay in sight must leave room for others on a small screen."""
_PT = 25.4 / 72
_REPORTED = 200
_NO_ROWS = b"<sheetData></sheetData>"
"""What openpyxl writes for a sheet without rows."""


def render_xlsx(layout: Layout, *, monitor: Monitor | None = None) -> Written:
    """Write the layout; the monitor hears of rows by the hundred.

    Raises:
        Cancelled: the monitor was cancelled.
    """
    book = Workbook(write_only=True)
    book.properties.title = tidy_for_xml(layout.title)[:255]
    book.properties.creator = tidy_for_xml(layout.author)[:255]
    book.properties.language = layout.language
    book.properties.created = book.properties.modified = datetime(*NO_DATE, tzinfo=UTC).replace(tzinfo=None)
    titles: set[str] = set()
    sheets = [(book.create_sheet(sheet_title(_title(layout, pages), titles)), pages) for pages in layout.pages]
    looks = Looks(book, layout.font)
    filled, cut = {}, 0
    for n, (sheet, pages) in enumerate(sheets):
        set_up(sheet, layout, pages, first=n == 0 or pages.restart)
        data, missing = _Writer(sheet, pages, looks, monitor or Monitor()).write()
        filled[f"xl/worksheets/sheet{n + 1}.xml"] = (_NO_ROWS, data)
        cut += missing
    return Written(without_clock(_saved(book), filled), _problems(cut))


def _problems(cut: int) -> tuple[Problem, ...]:
    return (problem("documents.cells_cut", count=cut, most=MOST_LETTERS),) if cut else ()


def _title(layout: Layout, pages: Pages) -> str:
    """The sheet is named after its first heading."""
    headings = (plain(b.runs) for b in pages.blocks if isinstance(b, Paragraph) and b.style.level)
    return next(headings, layout.title)


def _saved(book: Workbook) -> bytes:
    stored = io.BytesIO()
    ExcelWriter(book, zipfile.ZipFile(stored, "w", zipfile.ZIP_STORED)).save()
    return stored.getvalue()


@dataclass(slots=True)
class _Plan:
    """The rows of a sheet in their order, and where its table stands among them (rows from 1)."""

    rows: list[SheetRow]
    breaks: list[int]
    header: range = range(0)
    filtered: range = range(0)
    tables: int = 0


def _planned(pages: Pages, grid: Grid) -> _Plan:
    plan = _Plan([], [])
    for block in pages.blocks:
        if isinstance(block, EndMark | Closing) and plan.rows:
            plan.rows[-1] = plan.rows[-1]._replace(keep=True)
        match block:
            case Paragraph():
                plan.rows.extend(paragraph_rows(block, grid))
            case EndMark():
                plan.rows.extend(paragraph_rows(block.paragraph, grid))
            case Picture():
                plan.rows.extend(paragraph_rows(block.words, grid))
            case Frame():
                plan.rows.extend(frame_rows(block, grid))
            case Closing():
                plan.rows.append(SheetRow(max(block.before, 6.0), keep=True))
                plan.rows.extend(closing_rows(block, grid))
            case PageBreak():
                plan.breaks.append(len(plan.rows))
            case Table():
                _plan_table(plan, block, grid)
    return plan


def _plan_table(plan: _Plan, table: Table, grid: Grid) -> None:
    """The longest table of a sheet is the one whose header is frozen and filters."""
    if table.style.before and plan.rows:
        plan.rows.append(SheetRow(table.style.before, keep=True))
    rows = TableRows(table, grid)
    start = len(plan.rows) + 1
    plan.rows.extend(rows.header())
    header = range(start, len(plan.rows) + 1)
    plan.rows.extend(rows.rows())
    plan.tables += 1
    if len(plan.rows) - start >= len(plan.filtered):
        plan.header, plan.filtered = header, range(start, len(plan.rows) + 1)
    if table.style.after:
        plan.rows.append(SheetRow(table.style.after))


class _Writer:
    """Writes one sheet, row by row."""

    def __init__(self, sheet: Worksheet, pages: Pages, looks: Looks, monitor: Monitor) -> None:
        self._sheet = sheet
        self._looks = looks
        self._monitor = monitor
        self._grid = Grid(pages)
        self._plan = _planned(pages, self._grid)

    def write(self) -> tuple[bytes, int]:
        """The rows' element, and how many cells held more text than Excel takes."""
        self._set_up()
        cells = Cells(self._grid.columns, self._looks)
        data = sheet_data(self._rows(cells))
        ranges = self._sheet.merged_cells.ranges
        for bounds in cells.merged:
            ranges.add(CellRange(None, *bounds))
        return data, cells.cut

    def _rows(self, cells: Cells) -> Iterator[str]:
        total = len(self._plan.rows)
        for n, row in enumerate(self._plan.rows, start=1):
            yield cells.row(n, row)
            for line in row.lines:
                self._draw(n, line)
            if n % _REPORTED == 0 or n == total:
                self._monitor.report(n, total, "xlsx")

    def _set_up(self) -> None:
        sheet, plan, edges = self._sheet, self._plan, self._grid.edges
        for n in range(self._grid.columns):
            width = (edges[n + 1] - edges[n]) * _UNITS_PER_MM
            sheet.column_dimensions[get_column_letter(n + 1)].width = round(width, 2)
        sheet.sheet_view.showGridLines = False
        sheet.sheet_format.outlineLevelRow = max((row.level for row in plan.rows), default=0)
        last = get_column_letter(self._grid.columns)
        sheet.print_area = f"A1:{last}{max(len(plan.rows), 1)}"
        header = plan.header if plan.tables == 1 else range(0)
        for row in page_breaks(plan.rows, self._grid.height / _PT, header, plan.breaks):
            sheet.row_breaks.append(Break(id=row))
        if plan.header:
            self._set_up_header(last)

    def _set_up_header(self, last: str) -> None:
        sheet, header, filtered = self._sheet, self._plan.header, self._plan.filtered
        if self._plan.tables == 1:
            sheet.print_title_rows = f"{header[0]}:{header[-1]}"
        if sum(row.points for row in self._plan.rows[: header[-1]]) <= _MOST_FROZEN:
            sheet.freeze_panes = f"A{header[-1] + 1}"
        sheet.auto_filter.ref = f"A{header[-1]}:{last}{filtered[-1]}"

    # ---- rules -----------------------------------------------------------------------------------

    def _draw(self, number: int, line: Line) -> None:
        """A rule is a dot drawn as long as the rule: a sheet has no lines of its own but its cells' edges."""
        left = line.center - line.length / 2
        column = max(n for n in range(self._grid.columns) if self._grid.edges[n] <= max(left, 0.0))
        dot = Image(io.BytesIO(dot_of(line.color)))
        start = AnchorMarker(
            col=column,
            colOff=round((left - self._grid.edges[column]) * _EMU_PER_MM),
            row=number - 1,
            rowOff=round(line.below * _EMU_PER_PT),
        )
        size = XDRPositiveSize2D(round(line.length * _EMU_PER_MM), round(line.thickness * _EMU_PER_PT))
        dot.anchor = OneCellAnchor(_from=start, ext=size)
        self._sheet.add_image(dot)
