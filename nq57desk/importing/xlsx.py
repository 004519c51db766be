"""Excel workbooks (.xlsx, .xlsm): the visible sheets as tables.

How it is read: openpyxl's streaming parser of sheets, driven directly, in one pass. Its read-only worksheets tell
nothing of merged cells and hidden rows, believe the size that a sheet claims, and give no difference between a
formula whose value was never stored and an empty cell; its full worksheets take some fifty times the memory. A
workbook that openpyxl cannot open is read by calamine, which knows neither hidden rows nor percent formats.
"""

from __future__ import annotations

import re
import warnings
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, time, timedelta
from pathlib import Path
from typing import Any, BinaryIO
from xml.etree.ElementTree import ParseError

from lxml.etree import XMLSyntaxError
from openpyxl.cell.read_only import ReadOnlyCell
from openpyxl.reader.excel import ExcelReader
from openpyxl.styles.numbers import is_date_format, is_timedelta_format
from openpyxl.styles.stylesheet import apply_stylesheet
from openpyxl.utils.datetime import from_excel
from openpyxl.worksheet._read_only import ReadOnlyWorksheet

from nq57desk.domain.problems import Place, Severity, problem
from nq57desk.importing.calamine import read_calamine
from nq57desk.importing.cell_text import Form, clock_text, day_text, form_of, number_text
from nq57desk.importing.findings import Findings, is_plain
from nq57desk.importing.legacy import encoding_of
from nq57desk.importing.limits import ORDINARY, Limits
from nq57desk.importing.ooxml import BROKEN_ZIP, Package
from nq57desk.importing.reading import RawBlock, RawCell, RawFile
from nq57desk.importing.secrecy import SHEET_ROWS, refuse_secret_texts
from nq57desk.importing.sheet_table import SheetCells
from nq57desk.importing.xlsx_sheet import SheetParser, shared_strings
from nq57desk.monitor import Monitor

_ESCAPED = re.compile("_x00([01][0-9A-Fa-f])_")
"""How a spreadsheet writes control characters: "_x000D_" is a carriage return."""
_DRAWN = "{http://schemas.openxmlformats.org/drawingml/2006/spreadsheetDrawing}"
_A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
_REMEMBERED = 50_000
_REPORT_EVERY = 500
_UNREADABLE = (
    *(TypeError, KeyError, IndexError, AttributeError, OverflowError),
    *(ParseError, XMLSyntaxError),
    *BROKEN_ZIP,
)
"""What openpyxl raises at parts that it does not understand."""


def read_xlsx(path: Path, limits: Limits = ORDINARY, monitor: Monitor | None = None) -> RawFile:
    """Read the visible sheets of a workbook.

    Raises:
        Refused: damaged, with a password, too large, unsafe XML, or marked as a state secret in a box or page header.
        Cancelled: the monitor was told to stop.
    """
    with Package(path, limits) as package:
        package.check_all_prologs()
        refuse_secret_texts(_boxes(package), path.name)
    findings = Findings(path.name, limits)
    try:
        with warnings.catch_warnings(), path.open("rb") as source:
            warnings.simplefilter("ignore")
            blocks = tuple(_Workbook(source, findings, monitor or Monitor()).sheets())
    except _UNREADABLE:
        found = read_calamine(path, limits, monitor or Monitor(), "xlsx")
        note = problem("reading.plain_values", Severity.NOTE, Place(file=path.name), name=path.name)
        return RawFile(path.name, "xlsx", found.blocks, (note, *found.problems))
    return RawFile(path.name, "xlsx", blocks, findings.problems())


def _boxes(package: Package) -> Iterator[str]:
    """The paragraphs of text boxes that hang at the head of a sheet."""
    for part in package.parts_in("xl/drawings/"):
        for anchor in package.xml(part):
            row = anchor.findtext(f"{_DRAWN}from/{_DRAWN}row") or "0"
            if len(row.strip()) > 5 or not row.strip().isdecimal() or int(row) >= SHEET_ROWS:
                continue
            for line in anchor.iter(_A + "p"):
                yield "".join(text.text or "" for text in line.iter(_A + "t"))


@dataclass(frozen=True, slots=True)
class _Style:
    """What of a cell's style matters."""

    form: Form
    is_date: bool
    is_length: bool
    bold: bool
    italic: bool
    encoding: str | None


class _Workbook:
    def __init__(self, source: BinaryIO, findings: Findings, monitor: Monitor) -> None:
        self._findings = findings
        self._monitor = monitor
        self._reader = ExcelReader(source, read_only=True, data_only=True, keep_links=False)
        self._reader.read_manifest()
        self._reader.shared_strings = shared_strings(self._reader)
        self._reader.read_workbook()
        apply_stylesheet(self._reader.archive, self._reader.wb)
        self._styles: dict[int, _Style] = {}
        self._known: dict[tuple[object, int], RawCell] = {}

    def sheets(self) -> Iterator[RawBlock]:
        with self._reader.archive:
            for sheet, link in self._reader.parser.find_sheets():
                place = Place(file=self._findings.name, sheet=sheet.name)
                if link.target not in self._reader.valid_files or "chartsheet" in (link.Type or ""):
                    continue
                if sheet.state != "visible":
                    self._findings.add("reading.hidden_sheet", Severity.NOTE, place, sheet=sheet.name)
                    continue
                known = ReadOnlyWorksheet(self._reader.wb, sheet.name, link.target, self._reader.shared_strings)
                table = self._sheet(known, link.target, place).table()
                if table is not None:
                    yield table

    def _sheet(self, known: ReadOnlyWorksheet, part: str, place: Place) -> SheetCells:
        cells = SheetCells(self._findings, place)
        with self._reader.archive.open(part) as source:
            parser = SheetParser(source, self._reader.shared_strings, data_only=True)
            for number, row in parser.numbered_rows():
                if number % _REPORT_EVERY == 0:
                    self._monitor.report(number, 0, place.sheet)
                for found in row:
                    if found["value"] is not None:
                        self._put(cells, known, found)
        refuse_secret_texts(parser.page_headers, self._findings.name)
        cells.hidden_rows = parser.hidden_rows
        cells.hidden_columns = set(parser.hidden_columns(self._findings.limits.columns))
        cells.merged = parser.merged
        for row_number, column in parser.without_value:
            self._findings.add("reading.formula_without_value", Severity.WARNING, cells.at(row_number, column))
        return cells

    def _put(self, cells: SheetCells, known: ReadOnlyWorksheet, found: dict[str, Any]) -> None:
        value, style_id = found["value"], found["style_id"]
        key = (value, style_id) if isinstance(value, str) else (None, 0)
        cell = self._known.get(key)
        if cell is None:
            style = self._styles.get(style_id) or self._learn(known, style_id)
            before = self._findings.noticed
            cell = self._cell(cells, found, style)
            if isinstance(value, str) and before == self._findings.noticed and len(self._known) < _REMEMBERED:
                self._known[key] = cell
        if cell.text:
            cells.put(found["row"], found["column"], cell)

    def _learn(self, known: ReadOnlyWorksheet, style_id: int) -> _Style:
        cell = ReadOnlyCell(known, 1, 1, None, style_id=style_id)
        written, font = cell.number_format, cell.font
        style = _Style(
            form_of(written),
            bool(is_date_format(written)),
            bool(is_timedelta_format(written)),
            bool(font.b),
            bool(font.i),
            encoding_of(font.name or ""),
        )
        self._styles[style_id] = style
        return style

    def _cell(self, cells: SheetCells, found: dict[str, Any], style: _Style) -> RawCell:
        value, kind = found["value"], found["data_type"]
        if isinstance(value, str):
            value = _ESCAPED.sub(_control, value) if "_x00" in value else value
            if kind != "e" and style.encoding is None and is_plain(value):
                return RawCell(value, bold=style.bold, italic=style.italic)
            place = cells.at(found["row"], found["column"])
            if kind == "e":
                self._findings.add("reading.cell_error", Severity.WARNING, place, text=value)
            text, legacy = self._text(value, style, place)
            return RawCell(text, bold=style.bold, italic=style.italic, legacy=legacy)
        text = self._written(cells, found, style)
        return RawCell(text, bold=style.bold, italic=style.italic, is_number=not isinstance(value, bool))

    def _text(self, value: str, style: _Style, place: Place) -> tuple[str, bool]:
        if style.encoding is not None:
            return self._findings.finish([(value, style.encoding)], place)
        return self._findings.finish_plain(value, place)

    def _written(self, cells: SheetCells, found: dict[str, Any], style: _Style) -> str:
        value = found["value"]
        if isinstance(value, bool):
            return "TRUE" if value else "FALSE"
        if style.is_date and isinstance(value, (int, float)):
            try:
                value = from_excel(value, self._reader.wb.epoch, timedelta=style.is_length)
            except (OverflowError, ValueError):
                place = cells.at(found["row"], found["column"])
                self._findings.add("reading.impossible_date", Severity.WARNING, place, text=str(value))
        return value_text(value, style.form)


def _control(code: re.Match[str]) -> str:
    return chr(int(code.group(1), 16))


def value_text(value: object, form: Form) -> str:
    """A number, day, hour or length of time as text; "" for anything else."""
    if isinstance(value, date):
        return day_text(value, form)
    if isinstance(value, (time, timedelta)):
        return clock_text(value)
    return number_text(value, form) if isinstance(value, (int, float)) else ""
