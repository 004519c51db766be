"""A collection form as an Excel workbook: one sheet of tasks, one of indicators.

Decides that a row's code stands in a hidden first column (hidden columns survive Excel, LibreOffice and Google Sheets),
that answers are text cells (so "5/11/2026" and "60%" stay as typed whatever country the machine is set to, and
"=…" never becomes a formula), and that the sheet is protected without a password, with only the answers open.
"""

from __future__ import annotations

import io
import textwrap
from collections.abc import Iterator

from openpyxl import Workbook
from openpyxl.cell.cell import Cell
from openpyxl.styles import Alignment, Border, Font, PatternFill, Protection, Side
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.dimensions import RowDimension
from openpyxl.worksheet.header_footer import HeaderFooterItem, _HeaderFooterPart
from openpyxl.worksheet.page import PageMargins
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.worksheet.worksheet import Worksheet

from nq57desk.documents import form_lines
from nq57desk.domain.form_answers import CHOICES
from nq57desk.domain.forms import CODE, COLUMNS, AskedRow, CollectionForm, FormColumn, RowKind
from nq57desk.domain.vietnamese import tidy

_FONT = "Times New Roman"
_FIRST = 2
"""The first visible column, from 1; before it stands the hidden code."""
_WIDTH = 1.08
"""Excel's characters for each unit of a column's width: the columns then fill a landscape A4 page at some 75 %."""
_LINE = Side(style="thin", color="808080")
_BOX = Border(left=_LINE, right=_LINE, top=_LINE, bottom=_LINE)
_ANSWER = PatternFill("solid", fgColor="FFF9DB")
_HEADER = PatternFill("solid", fgColor="DCE6F1")
_ANSWER_HEADER = PatternFill("solid", fgColor="FFE699")
_GROUP = PatternFill("solid", fgColor="F2F2F2")
_MOST = 32_000
"""Characters in one cell: Excel itself takes 32 767."""


def form_xlsx(form: CollectionForm) -> bytes:
    """The workbook's bytes."""
    book = Workbook()
    book.remove(book.worksheets[0])
    book.properties.title = form_lines.property_title(form)
    book.properties.creator = form_lines.author(form)
    for kind in RowKind:
        if form.of_kind(kind):
            _sheet(book.create_sheet(form_lines.SHEET_TITLES[kind]), form, kind)
    saved = io.BytesIO()
    book.save(saved)
    return saved.getvalue()


def _sheet(sheet: Worksheet, form: CollectionForm, kind: RowKind) -> None:
    columns = COLUMNS[kind]
    last = _FIRST + len(columns) - 1
    header = _head(sheet, form, kind, last)
    _headings(sheet, columns, header)
    row = header
    answers: list[int] = []
    before = ""
    for asked in form.of_kind(kind):
        if asked.heading and asked.heading != before:
            row += 1
            _group(sheet, row, asked.heading, last)
            _grow(sheet, row, 18.0 * _lines_in(asked.heading, sum(column.width for column in columns)))
        before = asked.heading
        row += 1
        answers.append(row)
        _row(sheet, asked, columns, row)
    _wide(sheet, row + 2, form_lines.FILLED_BY, last, Font(name=_FONT, size=11)).protection = Protection(locked=False)
    _choices(sheet, columns, answers)
    _print_setup(sheet, header, last, row + 2)
    _protect(sheet)


_GrowingRow: type[RowDimension] = type("_GrowingRow", (RowDimension,), {"customHeight": False})
"""A row with a first height that still grows with what is typed into it.

openpyxl marks every height as set by hand, which keeps Excel from ever fitting the row to its text again.
"""


def _grow(sheet: Worksheet, row: int, height: float) -> None:
    sheet.row_dimensions[row] = _GrowingRow(sheet, index=row, ht=min(height, 400.0))


def _lines_in(text: str, width: float, size: float = 11) -> int:
    """How many lines a text takes in a column, on the careful side: programs differ in how they break lines."""
    room = max(int(width * _WIDTH * 11 / size * 1.02), 1)
    return sum(max(1, len(textwrap.wrap(line, room))) for line in tidy(text).split("\n"))


def _head(sheet: Worksheet, form: CollectionForm, kind: RowKind, last: int) -> int:
    """Title and lines; returns the row of the headings."""
    grey = Font(name=_FONT, size=8, color="808080")
    plain, bold = Font(name=_FONT, size=12), Font(name=_FONT, size=12, bold=True)
    lines: list[tuple[str, Font, float]] = [
        (form_lines.title(form, kind), Font(name=_FONT, size=14, bold=True), 24),
        (form_lines.body_line(form), bold, 18),
        (form_lines.period_line(form), plain, 18),
        (form_lines.return_line(form), bold, 18),
        (form_lines.guidance(kind), Font(name=_FONT, size=11, italic=True), 34),
        (form_lines.mark_line(form), grey, 13),
    ]
    for row, (text, font, height) in enumerate(lines, start=1):
        cell = _wide(sheet, row, text, last, font)
        cell.alignment = Alignment(horizontal="center" if row == 1 else "left", vertical="center", wrap_text=True)
        sheet.row_dimensions[row].height = height
    return len(lines) + 1


def _wide(sheet: Worksheet, row: int, text: str, last: int, font: Font) -> Cell:
    """A text over the whole width."""
    cell = _put(sheet, row, _FIRST, text)
    cell.font = font
    cell.alignment = Alignment(vertical="center", wrap_text=True)
    sheet.merge_cells(start_row=row, start_column=_FIRST, end_row=row, end_column=last)
    return cell


def _group(sheet: Worksheet, row: int, heading: str, last: int) -> None:
    _wide(sheet, row, heading, last, Font(name=_FONT, size=11, bold=True)).fill = _GROUP
    for column in range(_FIRST, last + 1):
        sheet.cell(row=row, column=column).border = _BOX


def _put(sheet: Worksheet, row: int, column: int, text: str) -> Cell:
    """A text as text, whatever it begins with."""
    cell = sheet.cell(row=row, column=column)
    if not isinstance(cell, Cell):
        raise TypeError(f"{row},{column} lies inside a merged range")
    if text:
        cell.value = tidy(text)[:_MOST]
        cell.data_type = "s"
    return cell


def _headings(sheet: Worksheet, columns: tuple[FormColumn, ...], row: int) -> None:
    for at, column in enumerate((CODE, *columns), start=1):
        cell = _put(sheet, row, at, column.heading)
        cell.font = Font(name=_FONT, size=11, bold=True)
        cell.alignment = Alignment(horizontal="center", vertical="center", wrap_text=True)
        cell.fill = _ANSWER_HEADER if column.answer else _HEADER
        cell.border = _BOX
        sheet.column_dimensions[get_column_letter(at)].width = max(column.width * _WIDTH, 4.5)
    sheet.column_dimensions["A"].hidden = True
    sheet.row_dimensions[row].height = 34
    name = next(at for at, column in enumerate(columns, start=_FIRST) if column.field == "name")
    sheet.freeze_panes = f"{get_column_letter(name + 1)}{row + 1}"


def _row(sheet: Worksheet, asked: AskedRow, columns: tuple[FormColumn, ...], row: int) -> None:
    given = {"number": asked.number, "name": asked.name, **dict(asked.given)}
    height = 30.0
    _put(sheet, row, 1, asked.code).font = Font(name=_FONT, size=8, color="808080")
    for at, column in enumerate(columns, start=_FIRST):
        cell = _put(sheet, row, at, "" if column.answer else given.get(column.field, ""))
        size = 9 if column.field == "last" else 11
        cell.font = Font(name=_FONT, size=size, color="595959" if size == 9 else "000000")
        cell.alignment = Alignment(horizontal="center" if column.centred else "left", vertical="center", wrap_text=True)
        cell.border = _BOX
        height = max(height, _lines_in(str(cell.value or ""), column.width, size) * (size + 3.5))
        if column.answer:
            cell.number_format = "@"
            cell.fill = _ANSWER
            cell.protection = Protection(locked=False)
    _grow(sheet, row, height + 4)


def _choices(sheet: Worksheet, columns: tuple[FormColumn, ...], rows: list[int]) -> None:
    """The list of states; another word is asked about, not forbidden."""
    at = next((place for place, column in enumerate(columns, start=_FIRST) if column.field == "state"), None)
    if at is None or not rows:
        return
    words = DataValidation(type="list", formula1='"' + ",".join(CHOICES) + '"', allow_blank=True, showDropDown=False)
    words.errorStyle = "warning"
    words.showErrorMessage = True
    words.errorTitle = "Trạng thái"
    words.error = "Nên chọn một từ trong danh sách. Vẫn giữ từ vừa gõ?"
    for first, last in _runs(rows):
        letter = get_column_letter(at)
        words.add(f"{letter}{first}:{letter}{last}")
    sheet.add_data_validation(words)


def _runs(rows: list[int]) -> Iterator[tuple[int, int]]:
    start = before = rows[0]
    for row in rows[1:]:
        if row != before + 1:
            yield start, before
            start = row
        before = row
    yield start, before


def _print_setup(sheet: Worksheet, header: int, last: int, bottom: int) -> None:
    sheet.page_setup.orientation = "landscape"
    sheet.page_setup.paperSize = 9
    sheet.page_setup.fitToWidth = 1
    sheet.page_setup.fitToHeight = 0
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    sheet.page_margins = PageMargins(left=0.5, right=0.4, top=0.5, bottom=0.6, header=0.3, footer=0.3)
    sheet.print_title_rows = f"{header}:{header}"
    sheet.print_area = f"{get_column_letter(_FIRST)}1:{get_column_letter(last)}{bottom}"
    sheet.print_options.horizontalCentered = True
    sheet.HeaderFooter.oddFooter = HeaderFooterItem(center=_HeaderFooterPart("Trang &P/&N"))
    sheet.sheet_view.showGridLines = False
    sheet.sheet_view.zoomScale = 90


def _protect(sheet: Worksheet) -> None:
    """Names and codes are locked against slips; widths, heights and looks stay free."""
    sheet.protection.sheet = True
    sheet.protection.formatCells = False
    sheet.protection.formatColumns = False
    sheet.protection.formatRows = False
