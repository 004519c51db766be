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
from openpyxl.chart import BarChart, Reference
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.worksheet.worksheet import Worksheet
from openpyxl.writer.excel import ExcelWriter

from nq57desk.documents.letters import tidy_for_xml
from nq57desk.documents.packing import NO_DATE, without_clock
from nq57desk.documents.real_values import real_value
from nq57desk.domain.listings import LineKind, Listing, ListingCell, ListingLine

AnyCell = Cell | MergedCell
_FAMILY, _SIZE = "Times New Roman", 12
_SIDE = Side("thin")
_LINE = Border(left=_SIDE, right=_SIDE, top=_SIDE, bottom=_SIDE)
_HEADING = PatternFill("solid", fgColor="E2EEFB")
_WIDEST, _NARROWEST = 60.0, 8.0
_MOST_LETTERS = 32_000


@dataclass(frozen=True, slots=True)
class BookChart:
    """A bar chart: what stands in ``columns`` (by key) against the column ``names``; stacked where there are several.

    ``per_cent``: the values are shares. At most ``most`` lines are drawn.
    """

    title: str
    names: str
    columns: tuple[str, ...]
    per_cent: bool = False
    most: int = 200


@dataclass(frozen=True, slots=True)
class BookSheet:
    """One sheet: its tab, a title, the list, notes below it, charts below these."""

    tab: str
    title: str
    listing: Listing
    notes: tuple[str, ...] = ()
    charts: tuple[BookChart, ...] = ()


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
    made.auto_filter.ref = f"A{top}:{get_column_letter(len(columns))}{max(number, top)}"
    made.freeze_panes = f"{get_column_letter(min(3, len(columns) + 1))}{top + 1}"
    _fit(made, sheet.listing)
    for note in sheet.notes:
        last += 1
        _words(made.cell(last + 1, 1), note, Font(_FAMILY, 11, italic=True))
    _set_up(made, top)
    for at, chart in enumerate(sheet.charts):
        _chart(made, sheet.listing, chart, (top, drawn), f"A{last + 4 + at * 26}")


def _line(made: Worksheet, number: int, line: ListingLine, listing: Listing) -> None:
    if line.kind is LineKind.SECTION:
        for at, told in enumerate(line.cells, start=1):
            _words(made.cell(number, at), told.text, Font(_FAMILY, _SIZE, bold=True))
        return
    bold = line.kind is LineKind.TOTAL
    for at, (told, column) in enumerate(zip(line.cells, listing.columns, strict=True), start=1):
        placed: AnyCell = made.cell(number, at)
        _value(placed, told)
        placed.font = Font(_FAMILY, _SIZE, bold=bold)
        placed.alignment = Alignment("center" if column.centred else "left", "center", wrap_text=True)
        placed.border = _LINE


def _value(cell: AnyCell, told: ListingCell) -> None:
    if isinstance(cell, MergedCell):
        return
    value = told.value if told.value is not None else real_value(told.text)
    if isinstance(value, date):
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
            _WIDEST, max(_NARROWEST, longest * 1.1 + 2, heading)
        )


def _set_up(made: Worksheet, top: int) -> None:
    made.page_setup.orientation = "landscape"
    made.page_setup.paperSize = 9
    made.page_setup.fitToWidth, made.page_setup.fitToHeight = 1, 0
    made.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    made.print_title_rows = f"{top}:{top}"


def _chart(made: Worksheet, listing: Listing, chart: BookChart, place: tuple[int, Sequence[int]], at: str) -> None:
    """Excel's own bars, which go on following the cells."""
    top, rows = place
    if not rows:
        return
    keys = [column.key for column in listing.columns]
    first, last = rows[0], min(rows[-1], rows[0] + chart.most - 1)
    made_chart = BarChart()
    made_chart.type, made_chart.style = "col", 10
    made_chart.title = chart.title
    made_chart.height, made_chart.width = 11, 30
    if len(chart.columns) > 1:
        made_chart.grouping, made_chart.overlap = "stacked", 100
    for key in chart.columns:
        column = keys.index(key) + 1
        made_chart.add_data(Reference(made, min_col=column, min_row=first, max_row=last), titles_from_data=False)
        made_chart.series[-1].tx = _series_name(made, column, top)
    made_chart.set_categories(Reference(made, min_col=keys.index(chart.names) + 1, min_row=first, max_row=last))
    made_chart.y_axis.numFmt = "0%" if chart.per_cent else "#,##0"
    made_chart.x_axis.delete = made_chart.y_axis.delete = False
    if len(chart.columns) == 1:
        made_chart.legend = None
    made.add_chart(made_chart, at)


def _series_name(made: Worksheet, column: int, top: int) -> object:
    from openpyxl.chart.data_source import StrRef
    from openpyxl.chart.series import SeriesLabel

    quoted = made.title.replace("'", "''")
    return SeriesLabel(strRef=StrRef(f"'{quoted}'!${get_column_letter(column)}${top}"))
