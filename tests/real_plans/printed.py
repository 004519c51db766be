"""Lists as they stand in printed papers, read back by other people's libraries: PDF, Word, Excel."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import Any

import docx
import openpyxl
import pdfplumber
from docx.oxml.ns import qn

Row = tuple[str, ...]
_LEVEL = " / "


def squeezed(words: object) -> str:
    """The letters alone: where a line ends, spaces part what belongs together."""
    return re.sub(r"\s", "", str(words or ""))


# ---- what is wanted ----------------------------------------------------------------------------------


def wanted_rows(appendix: dict[str, Any]) -> list[Row]:
    """Section lines and rows of an expected appendix in their order, one text for each column."""
    columns = appendix["columns"]
    rows: list[Row] = []
    told: list[str | None] = [None]
    numbers = [section["number"] for section in appendix["sections"]]
    for row in appendix["rows"]:
        if row["section"] != told[-1]:
            first = numbers.index(told[-1]) + 1 if told[-1] is not None else 0
            rows += [_section(s, len(columns)) for s in appendix["sections"][first : numbers.index(row["section"]) + 1]]
            told.append(row["section"])
        rows.append(tuple(squeezed(row["cells"][column]) for column in columns))
    last = numbers.index(told[-1]) + 1 if told[-1] is not None else 0
    return rows + [_section(section, len(columns)) for section in appendix["sections"][last:]]


def _section(section: dict[str, Any], columns: int) -> Row:
    return (squeezed(section["number"]), squeezed(section["title"]), *[""] * (columns - 2))


def wanted_header(columns: Sequence[str]) -> list[Row]:
    """The header's rows: two where neighbours share their first level; a place covered from above or before is ""."""
    split = [column.split(_LEVEL) for column in columns]
    shared = {one[0] for one, other in pairwise(split) if len(one) > 1 and len(other) > 1 and one[0] == other[0]}
    if not shared:
        return [tuple(map(squeezed, columns))]
    upper = [path[0] if path[0] in shared else _LEVEL.join(path) for path in split]
    first = [words if n == 0 or upper[n - 1] != words else "" for n, words in enumerate(upper)]
    lower = [path[1] if path[0] in shared else "" for path in split]
    return [tuple(map(squeezed, first)), tuple(map(squeezed, lower))]


# ---- what stands on paper ----------------------------------------------------------------------------


def pdf_tables(data: bytes) -> Iterator[tuple[int, list[Row]]]:
    """Each table of each page with the page's number from 0: as many as pages that a table goes over."""
    with pdfplumber.open(io.BytesIO(data)) as pdf:
        for n, page in enumerate(pdf.pages):
            for table in page.extract_tables({"snap_tolerance": 1, "join_tolerance": 1}):
                yield n, [tuple(map(squeezed, row)) for row in table]


def docx_tables(data: bytes) -> list[tuple[int, list[Row]]]:
    """Each ruled table with how many rows are said to repeat; a place that a cell covers is ""."""
    found = []
    for table in docx.Document(io.BytesIO(data)).tables:
        if table._tbl.tblPr.find(qn("w:tblBorders")) is None:
            continue
        repeated = len(table._tbl.findall(f".//{qn('w:tblHeader')}"))
        found.append((repeated, [tuple(_placed(row)) for row in table._tbl.tr_lst]))
    return found


def _placed(row: Any) -> Iterator[str]:
    for cell in row.tc_lst:
        merge = cell.find(f"{qn('w:tcPr')}/{qn('w:vMerge')}")
        below = merge is not None and merge.get(qn("w:val"), "continue") == "continue"
        words = "".join(text.text or "" for text in cell.iter(qn("w:t")))
        yield "" if below else squeezed(words)
        yield from [""] * (cell.grid_span - 1)


def xlsx_tables(data: bytes) -> list[tuple[int, list[Row]]]:
    """The filtered table of each sheet, with how many rows are said to repeat; numbers as they are shown."""
    found = []
    for sheet in openpyxl.load_workbook(io.BytesIO(data)).worksheets:
        if not sheet.auto_filter.ref or not sheet.print_title_rows:
            continue
        first, last = (int(row) for row in re.findall(r"\d+", sheet.print_title_rows))
        bottom = int(re.findall(r"\d+", sheet.auto_filter.ref)[-1])
        rows = sheet.iter_rows(min_row=first, max_row=bottom)
        found.append((last - first + 1, [tuple(squeezed(shown(cell)) for cell in row) for row in rows]))
    return found


def shown(cell: Any) -> str:
    """A cell as a Vietnamese Excel shows it: whole numbers, percentages and days."""
    value, look = cell.value, str(cell.number_format)
    if value is None or isinstance(value, str):
        return value or ""
    if hasattr(value, "year"):
        day, month, year = (part.replace("\\", "") for part in look.split("/"))
        return f"{value.day:0{len(day)}}/{value.month:0{len(month)}}/{value.year:0{len(year)}}"
    decimals = len(look.partition(".")[2].rstrip("%"))
    number = value * 100 if look.endswith("%") else value
    return f"{number:.{decimals}f}".replace(".", ",") + ("%" if look.endswith("%") else "")


def shown_pages(data: bytes) -> list[str]:
    """The words of each page of a PDF."""
    with pdfplumber.open(io.BytesIO(data)) as pdf:
        return [page.extract_text() for page in pdf.pages]
