"""The sample office's own Word file with changes, as an office would save it."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from docx import Document
from docx.table import Table, _Row

from nq57desk.usecases.sample import sample_files


def changed_plan(
    folder: Path,
    *,
    number: str = "",
    texts: dict[tuple[str, int], str] | None = None,
    without: tuple[str, ...] = (),
    headings: dict[int, str] | None = None,
    name: str = "ban-moi.docx",
) -> Path:
    """Plan 18 with another number, with other texts in cells of its tasks (number, column from 0), without rows."""
    document = Document(str(sample_files()[0]))
    if number:
        _write(document.tables[0].rows[1], 0, f"Số: {number}/KH-UBND")
        _write(document.tables[0].rows[1], 1, "Sao Mai, ngày 15 tháng 8 năm 2026")
    table = next(t for t in document.tables if t.rows[0].cells[0].text == "TT")
    for (row, column), text in (texts or {}).items():
        _write(_numbered(table, row), column, text)
    for column, text in (headings or {}).items():
        _write(table.rows[0], column, text)
    for row in without:
        _remove(_numbered(table, row)._tr)
    path = folder / name
    document.save(str(path))
    return path


def _numbered(table: Table, number: str) -> _Row:
    found: _Row = next(row for row in table.rows if row.cells[0].text == number)
    return found


def _remove(element: Any) -> None:
    element.getparent().remove(element)


def _write(row: _Row, column: int, text: str) -> None:
    first, *others = row.cells[column].paragraphs
    for other in others:
        _remove(other._p)
    for run in first.runs[1:]:
        _remove(run._r)
    first.runs[0].text = text
