"""The readers on real plans: every cell that the plans' own lists have stands in what was read."""

from __future__ import annotations

import json
import re
from datetime import datetime
from pathlib import Path

import openpyxl
import pytest

from nq57desk.domain.vietnamese import tidy
from nq57desk.importing.isolate import read_isolated
from nq57desk.importing.open_file import read_raw
from nq57desk.importing.reading import RawFile, RawTable

PLANS = Path(__file__).resolve().parents[3] / "shared" / "plans"
EXPECTED = sorted(PLANS.glob("*.expected.json"))
FILES = [path.with_name(path.name.split(".")[0] + kind) for path in EXPECTED for kind in (".docx", ".xlsx")]


def tables(file: RawFile) -> list[RawTable]:
    return [block for block in file.blocks if isinstance(block, RawTable)]


def expected_cells(path: Path) -> set[str]:
    told = json.loads(path.with_name(path.name.split(".")[0] + ".expected.json").read_text(encoding="utf-8"))
    return {
        tidy(text)
        for appendix in told["appendices"]
        for row in appendix["rows"]
        for text in row["cells"].values()
        if text
    }


def in_one_column(texts: list[str], wanted: str) -> bool:
    """Whether a text stands in one cell or, for a row split in the file, in cells below one another,
    with the page's heading between them.

    A number such as 1.1 in a spreadsheet is a number to the reader: only the column's meaning makes it "1.1".
    """
    joined = re.sub(r"\s+", " ", " ".join(text for text in texts if text != texts[0]))
    return wanted in texts or wanted.replace(".", ",") in texts or re.sub(r"\s+", " ", wanted) in joined


@pytest.mark.parametrize("path", [path for path in FILES if path.is_file()], ids=lambda path: path.name)
def test_every_expected_cell_stands_in_the_file(path: Path) -> None:
    columns = [
        [cell.text for row in table.rows if (cell := row.cells[at]) is not None and cell.text]
        for table in tables(read_raw(path))
        for at in range(table.columns)
    ]
    missing = [wanted for wanted in expected_cells(path) if not any(in_one_column(one, wanted) for one in columns)]
    assert expected_cells(path)
    assert missing == []


def walked_text(value: object, number_format: str) -> str:
    """A cell's value as these plans' papers write it: they hold texts, whole and broken numbers, percents and days."""
    if isinstance(value, datetime):
        return f"{value.day:02}/{value.month}/{value.year}"
    if isinstance(value, (int, float)):
        return f"{value * 100:g}%" if "%" in number_format else f"{value:g}".replace(".", ",")
    return tidy(str(value))


@pytest.mark.parametrize("path", [path for path in FILES if path.suffix == ".xlsx" and path.is_file()], ids=str)
def test_workbooks_read_as_openpyxl_walks_them(path: Path) -> None:
    workbook = openpyxl.load_workbook(path)
    walked = [
        walked_text(cell.value, cell.number_format)
        for sheet in workbook
        for row in sheet.iter_rows()
        for cell in row
        if cell.value is not None
    ]
    cells = [cell for table in tables(read_raw(path)) for row in table.rows for cell in row.cells if cell is not None]
    seen = [cell.text for cell in cells if cell.text]
    assert seen == [text for text in walked if text]


@pytest.mark.parametrize("path", [path for path in FILES if path.is_file()], ids=lambda path: path.name)
def test_there_is_nothing_to_report_and_the_child_agrees(path: Path) -> None:
    file = read_raw(path)
    assert file.problems == ()
    assert read_isolated(path) == file
