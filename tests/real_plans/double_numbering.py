"""The list of the plan that exists as text only: double numbering under a header of two levels, as a Word file.

In the text a row's cells follow one another without a sign between them; they are told apart by how their words begin
in this plan. Rows whose cells cannot be told apart so are left out.
"""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import docx

COLUMNS = ("STT / TT", "STT / Chi tiết", "Nội dung", "Cơ quan chủ trì", "Cơ quan phối hợp", "Thời gian hoàn thành")
_UPPER = ("STT", "", "Nội dung", "Cơ quan chủ trì", "Cơ quan phối hợp", "Thời gian hoàn thành")
_LOWER = ("TT", "Chi tiết", "", "", "", "")
_NUMBERS = re.compile(r"(\d{1,2}) (\d{1,2})")
_BEGUN = re.compile(r"\d{1,2} \d{1,2}(?: |$)")
_SECTION = re.compile(r"([IVX]+)\.?")
_HEADING = "STT"
_ROW = re.compile(
    r"(.+?) (Phòng ?Văn hóa.*?|Phòng Kinh tế.*?|Các phòng, ban, ngành thuộc phường)"
    r" (Các phòng, ban.*?|Phòng Văn hóa -xã hội|Các cơ quan.*?)"
    r" (Trong năm 2025 và các năm tiếp theo|Theo hướng dẫn .+|Thường xuyên|Kế hoạch công tác hằng năm|Khi .+)"
)


def expected(text: Path) -> dict[str, Any]:
    """The list in the shape of the other plans' expectations."""
    sections: list[dict[str, str]] = []
    rows: list[dict[str, Any]] = []
    for section, cells in _rows(text.read_text(encoding="utf-8")):
        if not sections or sections[-1]["number"] != section:
            sections.append({"number": section, "title": ""})
        named = dict(zip(COLUMNS, cells, strict=True))
        rows.append({"section": section, "number": cells[0], "cells": named})
    return {"columns": list(COLUMNS), "sections": sections, "rows": rows}


def _rows(text: str) -> Iterator[tuple[str, tuple[str, ...]]]:
    """The section's number; running number, number in the section, and the four other cells."""
    lines = [line.strip() for line in text.splitlines()]
    start = next(n for n, line in enumerate(lines) if line.startswith("PHỤ LỤC I:"))
    marks = [n for n in range(start, len(lines)) if _is_mark(lines[n])]
    section = ""
    for n, after in zip(marks, [*marks[1:], len(lines)], strict=True):
        numbers = _NUMBERS.fullmatch(lines[n])
        cells = _ROW.fullmatch(" ".join(line for line in lines[n + 1 : after] if line and not line.isdecimal()))
        if _SECTION.fullmatch(lines[n]):
            section = lines[n]
        elif numbers and cells:
            yield section, (numbers[1], numbers[2], *cells.groups())


def _is_mark(line: str) -> bool:
    return bool(_BEGUN.match(line) or _SECTION.fullmatch(line)) or line == _HEADING


def word_file(wanted: dict[str, Any]) -> bytes:
    """A Word file with the list under its title, headings joined as the plan has them."""
    document = docx.Document()
    document.add_paragraph("PHỤ LỤC I: DANH MỤC NHIỆM VỤ")
    table = document.add_table(rows=0, cols=len(COLUMNS), style="Table Grid")
    for texts in (_UPPER, _LOWER):
        _fill(table, texts)
    for n in range(len(COLUMNS)):
        if not _LOWER[n]:
            table.cell(0, n).merge(table.cell(1, n))
    table.cell(0, 0).merge(table.cell(0, 1))
    told = ""
    for row in wanted["rows"]:
        if row["section"] != told:
            told = row["section"]
            _fill(table, (told, *[""] * (len(COLUMNS) - 1)))
        _fill(table, tuple(row["cells"][column] for column in COLUMNS))
    saved = io.BytesIO()
    document.save(saved)
    return saved.getvalue()


def _fill(table: Any, texts: tuple[str, ...]) -> None:
    for cell, words in zip(table.add_row().cells, texts, strict=True):
        cell.text = words
