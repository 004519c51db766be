"""Reading our own workbooks back."""

from __future__ import annotations

import io
from typing import Any

import openpyxl
from openpyxl.utils.escape import unescape

from nq57desk.documents.layout import Layout
from nq57desk.documents.render_xlsx import render_xlsx


def opened(layout: Layout, **choices: Any) -> Any:
    return openpyxl.load_workbook(io.BytesIO(render_xlsx(layout).data), **choices)


def only_sheet(layout: Layout) -> Any:
    (sheet,) = opened(layout).worksheets
    return sheet


def header_row(sheet: Any, words: str) -> int:
    return next(int(c.row) for row in sheet.iter_rows() for c in row if c.value == words)


def with_text(sheet: Any, words: str) -> Any:
    return next(c for row in sheet.iter_rows() for c in row if c.value == words)


def last_rows(sheet: Any, columns: int) -> list[list[str]]:
    """The cells below the header "C0"."""
    first = header_row(sheet, "C0") + 1
    rows = sheet.iter_rows(min_row=first, max_col=columns)
    return [[unescape(c.value or "") for c in row] for row in rows]
