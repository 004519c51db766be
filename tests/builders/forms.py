"""Collection forms filled in as a clerk would: with the spreadsheet or the word processor, by the cell."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from datetime import date
from pathlib import Path
from zipfile import ZipFile

from docx import Document
from docx.table import Table
from openpyxl import load_workbook
from openpyxl.cell.cell import Cell
from openpyxl.worksheet.worksheet import Worksheet

Answers = Mapping[str, str | int | float | date]
"""Heading -> what is typed under it."""


def heading_row(sheet: Worksheet) -> int:
    """The row in which the form's headings stand."""
    return next(cell.row for row in sheet.iter_rows() for cell in row if cell.value == "TT")


def columns(sheet: Worksheet) -> dict[str, int]:
    """Heading -> column, from 1."""
    row = heading_row(sheet)
    return {str(cell.value): cell.column for cell in sheet[row] if cell.value}


def row_named(sheet: Worksheet, start: str) -> int:
    """The row whose name begins so."""
    at = next(iter(columns(sheet).get(name, 0) for name in ("Nhiệm vụ", "Chỉ tiêu") if name in columns(sheet)))
    return next(
        row
        for row in range(heading_row(sheet) + 1, sheet.max_row + 1)
        if str(sheet.cell(row, at).value or "").startswith(start)
    )


def cell_at(sheet: Worksheet, row: int, heading: str) -> Cell:
    """An open cell of the form."""
    cell = sheet.cell(row, columns(sheet)[heading])
    assert isinstance(cell, Cell)
    return cell


def fill_xlsx(
    path: Path, rows: Mapping[str, Answers], out: Path | None = None, change: Callable[[Worksheet], None] | None = None
) -> Path:
    """Type answers into the rows whose names begin so; ``change`` does something else to the first sheet."""
    book = load_workbook(path)
    for start, answers in rows.items():
        sheet = next(one for one in book.worksheets if _has(one, start))
        for heading, value in answers.items():
            cell_at(sheet, row_named(sheet, start), heading).value = value
    if change is not None:
        change(book.worksheets[0])
    book.save(out or path)
    return out or path


def _has(sheet: Worksheet, start: str) -> bool:
    return any(str(cell.value or "").startswith(start) for row in sheet.iter_rows() for cell in row)


def store_formula_values(path: Path, value: str) -> Path:
    """Give every formula this stored value, as Excel does when it saves; "" for none."""
    with ZipFile(path) as package:
        parts = {name: package.read(name) for name in package.namelist()}
    stored = f"<v>{value}</v>" if value else ""
    for name, data in parts.items():
        if name.startswith("xl/worksheets/"):
            text = re.sub(r"</f>\s*(?:<v\s*/>|<v></v>)", f"</f>{stored}", data.decode())
            parts[name] = text.encode()
    with ZipFile(path, "w") as package:
        for name, data in parts.items():
            package.writestr(name, data)
    return path


def fill_docx(path: Path, rows: Mapping[str, Answers], out: Path | None = None) -> Path:
    """Type answers into the rows of the Word form whose names begin so."""
    document = Document(str(path))
    for start, answers in rows.items():
        table, at = next((t, at) for t in document.tables for at in [_row_of(t, start)] if at)
        headings = [cell.text for cell in table.rows[0].cells]
        for heading, text in answers.items():
            table.rows[at].cells[headings.index(heading)].paragraphs[0].add_run(str(text))
    document.save(str(out or path))
    return out or path


def _row_of(table: Table, start: str) -> int:
    return next((at for at, row in enumerate(table.rows) if row.cells[1].text.startswith(start)), 0)
