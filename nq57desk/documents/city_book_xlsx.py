"""A workbook of several lists: one sheet each with a filter, headings frozen, and Excel's own charts.

Texts stay texts: a name that begins with "=" never becomes a formula. Shares and numbers are real ones, so that a
person can sort and filter them.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime

from openpyxl import Workbook
from openpyxl.cell.cell import Cell, MergedCell
from openpyxl.formatting.rule import DataBar, FormatObject, Rule
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.styles.differential import DifferentialStyle
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.pagebreak import Break
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.worksheet.worksheet import Worksheet
from openpyxl.writer.excel import ExcelWriter

from nq57desk.documents.city_charts_xlsx import BookChart, place_chart
from nq57desk.documents.letters import tidy_for_xml
from nq57desk.documents.packing import NO_DATE, without_clock
from nq57desk.documents.real_values import real_value
from nq57desk.domain.listings import LineKind, Listing, ListingCell, ListingColumn, ListingLine

AnyCell = Cell | MergedCell
_FAMILY, _SIZE = "Times New Roman", 12
_SIDE = Side("thin", color="A9B2BD")
_LINE = Border(left=_SIDE, right=_SIDE, top=_SIDE, bottom=_SIDE)
_HEADING = PatternFill("solid", fgColor="E2EEFB")
_WIDEST, _NARROWEST = 46.0, 10.0
_MOST_LETTERS = 32_000
_CODE = "code"
_HEADING_LINE, _LINES_ON_PAGE = 16.5, 14
_SHARES = {
    "done_share": "9BD0B0",
    "share": "9BD0B0",
    "updated": "9DBFE3",
    "overdue_all": "E9A9AF",
    "overdue_dated": "E9A9AF",
}
"""Columns of shares with the colour of the bar behind them."""


@dataclass(frozen=True, slots=True)
class BookSheet:
    """One sheet: its tab, a title, the list, notes below it, charts below these. ``tints``: letters and fill of cells
    whose words begin so."""

    tab: str
    title: str
    listing: Listing
    notes: tuple[str, ...] = ()
    charts: tuple[BookChart, ...] = ()
    tints: tuple[tuple[str, str, str], ...] = ()


def render_book(sheets: Sequence[BookSheet], *, title: str, code: str) -> bytes:
    """The workbook. The same lists give the same bytes."""
    book = Workbook()
    book.remove(book.worksheets[0])
    book.properties.title = title
    book.properties.creator = "NQ57 Desk"
    book.properties.created = book.properties.modified = datetime(*NO_DATE, tzinfo=UTC)
    for sheet in sheets:
        _sheet(book.create_sheet(sheet.tab[:31]), sheet, code)
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as packed:
        ExcelWriter(book, packed).save()
    return without_clock(out.getvalue())


def _sheet(made: Worksheet, sheet: BookSheet, code: str) -> None:
    columns = sheet.listing.columns
    _words(made.cell(1, 1), sheet.title, Font(_FAMILY, 14, bold=True))
    _words(made.cell(2, 1), f"Mã đối chiếu {code}", Font(_FAMILY, 10, italic=True))
    top = 4
    for at, column in enumerate(columns, start=1):
        heading: AnyCell = made.cell(top, at)
        _words(heading, column.heading.replace(" / ", "\n"), Font(_FAMILY, _SIZE, bold=True))
        heading.alignment = Alignment("center", "center", wrap_text=True)
        heading.fill, heading.border = _HEADING, _LINE
    number = top
    drawn: list[int] = []
    for line in sheet.listing.lines:
        number += 1
        _line(made, number, line, sheet.listing)
        if line.kind in (LineKind.ITEM, LineKind.SUB_ITEM):
            drawn.append(number)
    last = max(number, top)
    if not sheet.listing.lines:
        last += 1
        _words(made.cell(last, 1), sheet.listing.empty, Font(_FAMILY, _SIZE, italic=True))
    made.auto_filter.ref = f"A{top}:{get_column_letter(len(columns))}{drawn[-1] if drawn else top}"
    made.freeze_panes = f"{get_column_letter(min(3, len(columns) + 1))}{top + 1}"
    _fit(made, sheet.listing)
    made.row_dimensions[top].height = _HEADING_LINE * max(
        _heading_lines(made, at, one) for at, one in enumerate(columns)
    )
    if drawn:
        _mark(made, sheet, top + 1, number)
    for note in sheet.notes:
        last += 1
        _note(made, last + 1, note, len(columns))
    _set_up(made, top)
    row = last + 3
    for at, chart in enumerate(sheet.charts):
        if at or number > _LINES_ON_PAGE:
            made.row_breaks.append(Break(id=row - 1))
        row += 1 + place_chart(made, sheet.listing, chart, (top, drawn), f"A{row + 1}")


def _note(made: Worksheet, row: int, text: str, columns: int) -> None:
    """A sentence over the whole table's width, as high as it wraps: a long one must not make the printed page wide."""
    made.merge_cells(start_row=row, start_column=1, end_row=row, end_column=columns)
    _words(made.cell(row, 1), text, Font(_FAMILY, 11, italic=True))
    made.cell(row, 1).alignment = Alignment("left", "top", wrap_text=True)
    letters = sum(made.column_dimensions[get_column_letter(at + 1)].width for at in range(columns))
    lines = -(-len(text) // max(1, int(letters * 1.05)))
    made.row_dimensions[row].height = 15.0 * lines + 2


def _mark(made: Worksheet, sheet: BookSheet, first: int, last: int) -> None:
    """Bars behind shares, tints behind states: Excel's own, which follow what a person changes."""
    for at, column in enumerate(sheet.listing.columns, start=1):
        where = f"{get_column_letter(at)}{first}:{get_column_letter(at)}{last}"
        if column.key in _SHARES:
            ends = [FormatObject("num", val=0), FormatObject("num", val=1)]
            bar = Rule("dataBar", dataBar=DataBar(cfvo=ends, color=_SHARES[column.key], showValue=True))
            made.conditional_formatting.add(where, bar)
    whole = f"A{first}:{get_column_letter(len(sheet.listing.columns))}{last}"
    for words, ink, fill in sheet.tints:
        look = DifferentialStyle(font=Font(color=ink), fill=PatternFill(bgColor=fill))
        begins = f'LEFT(A{first},{len(words)})="{words}"'
        made.conditional_formatting.add(
            whole, Rule("beginsWith", operator="beginsWith", text=words, dxf=look, formula=[begins])
        )


def _line(made: Worksheet, number: int, line: ListingLine, listing: Listing) -> None:
    if line.kind is LineKind.SECTION:
        for at, told in enumerate(line.cells, start=1):
            _words(made.cell(number, at), told.text, Font(_FAMILY, _SIZE, bold=True))
        return
    bold = line.kind is LineKind.TOTAL
    for at, (told, column) in enumerate(zip(line.cells, listing.columns, strict=True), start=1):
        placed: AnyCell = made.cell(number, at)
        if column.key == _CODE:
            _words(placed, told.text)  # a code is no number: "00123" must stay so, and "90.001" is none
        else:
            _value(placed, told)
        placed.font = Font(_FAMILY, _SIZE, bold=bold)
        side = "center" if column.centred else "left"
        placed.alignment = Alignment(side, "center", wrap_text=True, indent=0 if column.centred else 1)
        placed.border = _LINE


def _value(cell: AnyCell, told: ListingCell) -> None:
    if isinstance(cell, MergedCell):
        return
    value = told.value if told.value is not None else real_value(told.text)
    if isinstance(value, datetime):
        cell.value, cell.number_format = value, "dd/mm/yyyy hh:mm"
    elif isinstance(value, date):
        cell.value, cell.number_format = value, "dd/mm/yyyy"
    elif value is not None:
        cell.value = int(value) if value == int(value) and not told.text.endswith("%") else float(value)
        number = "#,##0.0" if isinstance(cell.value, float) else "#,##0"
        cell.number_format = "0.0%" if told.text.endswith("%") else number
    else:
        _words(cell, told.text)


def _words(cell: AnyCell, text: str, font: Font | None = None) -> None:
    """A text as a text, whatever it begins with."""
    if isinstance(cell, MergedCell):
        return
    cell.value = tidy_for_xml(text)[:_MOST_LETTERS]
    cell.data_type = "s"
    if font is not None:
        cell.font = font


def _fit(made: Worksheet, listing: Listing) -> None:
    for at, column in enumerate(listing.columns):
        texts = [line.cells[at].text for line in listing.lines if len(line.cells) == len(listing.columns)]
        longest = max((len(part) for text in texts for part in text.split("\n")), default=0)
        heading = max(len(word) for word in column.heading.replace(" / ", " ").split() or [""]) + 3
        made.column_dimensions[get_column_letter(at + 1)].width = min(
            _WIDEST, max(_NARROWEST, longest * 1.1 + 3, heading)
        )


def _heading_lines(made: Worksheet, at: int, column: ListingColumn) -> int:
    """How many lines a heading takes in its column's width, word by word; bold letters and filters need room."""
    room = made.column_dimensions[get_column_letter(at + 1)].width * 0.85
    lines = 0
    for part in column.heading.split(" / "):
        used = room + 1
        for word in part.split():
            if used + 1 + len(word) > room:
                lines, used = lines + 1, len(word)
            else:
                used += 1 + len(word)
    return max(1, lines)


def _set_up(made: Worksheet, top: int) -> None:
    made.page_setup.orientation = "landscape"
    made.page_setup.paperSize = 9
    made.page_setup.fitToWidth, made.page_setup.fitToHeight = 1, 0
    made.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    made.sheet_view.showGridLines = False
    footer = made.oddFooter
    if footer is not None:
        footer.right.text, footer.right.size = "&P/&N", 9
    made.print_title_rows = f"{top}:{top}"
