"""Old Excel workbooks (.xls) through calamine; also the last resort for an .xlsx that openpyxl cannot open.

What calamine does not tell is not known here: hidden rows, bold, number formats. So 95% in a percent cell of an
.xls is the number 0,95.
"""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from pathlib import Path

from python_calamine import (
    CalamineError,
    CalamineSheet,
    CalamineWorkbook,
    PasswordError,
    SheetTypeEnum,
    SheetVisibleEnum,
)

from nq57desk.domain.problems import Place, Severity
from nq57desk.errors import refuse
from nq57desk.importing.cell_text import Form, clock_text, day_text, number_text
from nq57desk.importing.findings import Findings
from nq57desk.importing.limits import ORDINARY, Limits
from nq57desk.importing.reading import RawBlock, RawCell, RawFile
from nq57desk.importing.sheet_table import SheetCells
from nq57desk.monitor import Monitor

_FORM = Form()
_ERRORS = ("#REF!", "#DIV/0!", "#VALUE!", "#NAME?", "#N/A", "#NUM!", "#NULL!")
_REPORT_EVERY = 500


def read_xls(path: Path, limits: Limits = ORDINARY, monitor: Monitor | None = None) -> RawFile:
    """Read the visible sheets of an .xls.

    Raises:
        Refused: damaged, with a password, or too large.
        Cancelled: the monitor was told to stop.
    """
    return read_calamine(path, limits, monitor or Monitor(), "xls")


def read_calamine(path: Path, limits: Limits, monitor: Monitor, name_of_format: str) -> RawFile:
    """Read any workbook that calamine knows; errors as :func:`read_xls`."""
    place = Place(file=path.name)
    findings = Findings(path.name, limits)
    try:
        with CalamineWorkbook.from_path(path) as workbook:
            blocks = _sheets(workbook, findings, monitor)
    except PasswordError as fault:
        raise refuse("reading.password", place, name=path.name) from fault
    except (CalamineError, OSError, ValueError) as fault:
        raise refuse("reading.damaged", place, name=path.name) from fault
    except BaseException as fault:
        # A panic of calamine's Rust code at a broken file; its class stands outside Exception and has no import.
        if type(fault).__name__ != "PanicException":
            raise
        raise refuse("reading.damaged", place, name=path.name) from fault
    return RawFile(path.name, name_of_format, tuple(blocks), findings.problems())


def _sheets(workbook: CalamineWorkbook, findings: Findings, monitor: Monitor) -> list[RawBlock]:
    blocks: list[RawBlock] = []
    for sheet in workbook.sheets_metadata:
        place = Place(file=findings.name, sheet=sheet.name)
        if sheet.typ != SheetTypeEnum.WorkSheet:
            continue
        if sheet.visible != SheetVisibleEnum.Visible:
            findings.add("reading.hidden_sheet", Severity.NOTE, place, sheet=sheet.name)
            continue
        table = _cells(workbook.get_sheet_by_name(sheet.name), SheetCells(findings, place), monitor).table()
        blocks += [table] if table is not None else []
    return blocks


def _cells(sheet: CalamineSheet, cells: SheetCells, monitor: Monitor) -> SheetCells:
    first_row, first_column = sheet.start or (0, 0)
    for row, values in enumerate(sheet.iter_rows(), start=first_row + 1):
        if row % _REPORT_EVERY == 0:
            monitor.report(row, sheet.total_height, cells.place.sheet)
        for column, value in enumerate(values, start=first_column + 1):
            if value != "":
                cell = _cell(value, row, column, cells)
                if cell.text:
                    cells.put(row, column, cell)
    cells.merged = [
        (top + 1, left + 1, bottom + 1, right + 1) for (top, left), (bottom, right) in sheet.merged_cell_ranges or ()
    ]
    return cells


def _cell(value: object, row: int, column: int, cells: SheetCells) -> RawCell:
    if isinstance(value, str):
        place = cells.at(row, column)
        if value in _ERRORS:
            cells.findings.add("reading.cell_error", Severity.WARNING, place, text=value)
        text, legacy = cells.findings.finish_plain(value, place)
        return RawCell(text, legacy=legacy)
    if isinstance(value, bool):
        return RawCell("TRUE" if value else "FALSE")
    return RawCell(_written(value), is_number=True)


def _written(value: object) -> str:
    if isinstance(value, datetime) and value.time() == time():
        return day_text(value.date(), _FORM)
    if isinstance(value, date):
        return day_text(value, _FORM)
    if isinstance(value, (time, timedelta)):
        return clock_text(value)
    return number_text(value, _FORM) if isinstance(value, (int, float)) else ""
