"""A copy of a spreadsheet with comments and a tint where something should be looked at.

Decides that a remark stands in the cell it is about, else in its row's first cell, else in A1; that what stood in a
cell's own comment stays. openpyxl keeps values, formulas, formats and pictures; it does not keep form buttons.
"""

from __future__ import annotations

import warnings
from collections.abc import Iterable
from pathlib import Path

from openpyxl import load_workbook
from openpyxl.cell.cell import Cell, MergedCell
from openpyxl.comments import Comment
from openpyxl.styles import PatternFill
from openpyxl.worksheet.worksheet import Worksheet

from nq57desk.domain.problems import Place, Severity
from nq57desk.importing.limits import ORDINARY, Limits
from nq57desk.importing.notes import Note, column_of
from nq57desk.importing.ooxml import Package

_FILL = {Severity.ERROR: "F8CBAD", Severity.WARNING: "FFF0C7"}
_HEADER_ROWS = 30
_LONGEST = 8_000
"""Characters of one comment; Excel refuses more than 32,767."""


def annotate_xlsx(path: Path, target: Path, notes: Iterable[Note], *, author: str, limits: Limits = ORDINARY) -> None:
    """Write the copy. The file at ``path`` is only read.

    Raises:
        Refused: damaged, with a password, too large, or unsafe XML.
        OSError: the copy cannot be written.
    """
    with Package(path, limits) as package:
        package.check_all_prologs()
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        book = load_workbook(path, keep_vba=path.suffix.lower() == ".xlsm", rich_text=True)
        sheets = {sheet.title: sheet for sheet in book.worksheets}
        for note in notes:
            sheet = sheets.get(note.place.sheet) or book.worksheets[0]
            _remark(_cell(sheet, note.place), note, author)
        book.save(target)
        book.close()


def _cell(sheet: Worksheet, place: Place) -> Cell:
    found = _named(sheet, place)
    if isinstance(found, Cell):
        return found
    spans = (merged for merged in sheet.merged_cells.ranges if found.coordinate in merged)
    corners = (sheet.cell(merged.min_row, merged.min_col) for merged in spans)
    return next((corner for corner in corners if isinstance(corner, Cell)), _first(sheet))


def _first(sheet: Worksheet) -> Cell:
    """A1: a merged range has its own first cell there, so it is always a cell itself."""
    found = sheet.cell(1, 1)
    if not isinstance(found, Cell):
        raise TypeError(found.coordinate)
    return found


def _named(sheet: Worksheet, place: Place) -> Cell | MergedCell:
    if place.cell:
        found = sheet[place.cell]
        return found if isinstance(found, (Cell, MergedCell)) else sheet.cell(1, 1)
    if not place.row:
        return sheet.cell(1, 1)
    column = _column(sheet, place)
    filled = (cell.column for cell in sheet[place.row] if cell.value not in (None, "")) if column is None else ()
    return sheet.cell(place.row, column or next(iter(filled), 1))


def _column(sheet: Worksheet, place: Place) -> int | None:
    if not place.column or not place.row:
        return None
    above = sheet.iter_rows(min_row=max(1, place.row - _HEADER_ROWS), max_row=place.row)
    if place.row > _HEADER_ROWS:
        above = sheet.iter_rows(min_row=1, max_row=_HEADER_ROWS)
    return column_of(place.column, [[(c.column, str(c.value)) for c in row if c.value is not None] for row in above])


def _remark(cell: Cell, note: Note, author: str) -> None:
    before = cell.comment.text + "\n" if cell.comment else ""
    comment = Comment((before + note.text)[:_LONGEST], author)
    comment.width, comment.height = 360, 60 + 20 * (len(comment.text) // 50)
    cell.comment = comment
    if note.severity in _FILL:
        cell.fill = PatternFill("solid", fgColor=_FILL[note.severity])
