"""Our Excel files read back: real values, hostile texts, and every word."""

from __future__ import annotations

import io
import re
import zipfile
from dataclasses import replace
from datetime import date, datetime
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl.cell.rich_text import CellRichText

from nq57desk.documents.layout import Cell, Column, Row, RowKind, Run, Table, cell
from nq57desk.documents.letters import tidy_for_xml
from nq57desk.documents.real_values import real_value
from nq57desk.documents.render_xlsx import render_xlsx
from nq57desk.errors import Cancelled
from nq57desk.monitor import Monitor
from nq57desk.sentences import sentence
from tests.documents.papers import OFFICE
from tests.documents.sheets import header_row, last_rows, only_sheet, opened
from tests.documents.whole_paper import (
    across,
    all_words,
    five_columns,
    letters_of,
    of_texts,
    table_style,
    whole,
)

HOSTILE = (
    "=1+1",
    '=HYPERLINK("http://saomai.example.vn","x")',
    "+84 225 3",
    "-5",
    "@SUM(A1)",
    "'nháy",
    "#N/A",
    "<is><t>x</t></is> & ]]>",
    "_x0041_ và _x000D_",
    "trang\x0cmới\x01\x07",
    "\ud800 lẻ \ufffe",
    "  hai  dấu cách  ",
    "dòng 1\ndòng 2\r\ndòng 3",
    "e\u0302\u0301 tổ hợp",
    "TRUE",
    "1e5",
    "",
)


@pytest.mark.parametrize(
    ("words", "value", "read", "shown"),
    [
        ("12", 12, 12, "0"),
        ("007", 7, 7, "000"),
        ("85,5%", Decimal("0.855"), 0.855, "0.0%"),
        ("81,2%", Decimal("0.8125"), 0.812, "0.0%"),
        ("101,5%", Decimal("96.5") / 95, 1.015, "0.0%"),
        ("-1,2", Decimal("-1.29"), -1.2, "0.0"),
        ("1.234.567", 1234567, 1234567, "#,##0"),
        ("12,50 tỷ đồng", Decimal("12.50"), 12.5, '0.00" tỷ đồng"'),
        ("30/6/2026", date(2026, 6, 30), "2026-06-30 00:00:00", r"dd\/m\/yyyy"),
        ("05/01/2026", date(2026, 1, 5), "2026-01-05 00:00:00", r"dd\/mm\/yyyy"),
    ],
)
def test_real_numbers_and_days_where_a_cell_says_so(words: str, value: Any, read: Any, shown: str) -> None:
    header = Row((cell("C0"), cell("C1")), RowKind.HEADER)
    row = Row((Cell((Run(words),), value=value), cell(words)))
    sheet = only_sheet(across(Table((Column(1), Column(1)), (header,), (row,), table_style())))
    real, as_text = sheet[header_row(sheet, "C0") + 1]
    assert (str(real.value) if isinstance(value, date) else real.value) == read
    assert real.number_format == shown
    assert (as_text.value, as_text.data_type) == (words, "s")


@pytest.mark.parametrize("value", [10**15, Decimal("NaN"), date(1899, 5, 1)])
def test_what_excel_cannot_hold_stays_text(value: Any) -> None:
    header, row = Row((cell("C0"),), RowKind.HEADER), Row((Cell((Run("chữ"),), value=value),))
    sheet = only_sheet(across(Table((Column(1),), (header,), (row,), table_style())))
    assert sheet.cell(header_row(sheet, "C0") + 1, 1).value == "chữ"


@pytest.mark.parametrize(
    ("words", "value"),
    [
        ("12", 12),
        ("0", 0),
        ("100%", Decimal(1)),
        ("85,5%", Decimal("0.855")),
        ("30/6/2026", date(2026, 6, 30)),
        *((words, None) for words in ("", "05", "1.1", "1.234", "1,5", "31/2/2026", "Quý I/2026", "≥ 80%", "12 ")),
    ],
)
def test_only_what_can_be_shown_letter_by_letter_is_a_value(words: str, value: Any) -> None:
    assert real_value(words) == value


# ---- words -----------------------------------------------------------------------------------------


@pytest.mark.parametrize("rows", [0, 1, 40])
def test_every_word_is_there(rows: int) -> None:
    layout = whole(rows)
    found = [
        c.value.strftime("%d/%m/%Y") if isinstance(c.value, datetime) else str(c.value)
        for sheet in opened(layout).worksheets
        for row in sheet.iter_rows()
        for c in row
        if c.value is not None
    ]
    assert sorted(letters_of("".join(found))) == sorted(all_words(layout))


@pytest.mark.parametrize("hostile", HOSTILE)
def test_hostile_text_is_text(hostile: str) -> None:
    layout = of_texts([hostile, "b"])
    sheet = only_sheet(replace(layout, title=hostile, author=hostile))
    assert last_rows(sheet, 2) == [[tidy_for_xml(hostile), "b"]]
    found = sheet.cell(header_row(sheet, "C0") + 1, 1)
    assert found.data_type == ("s" if hostile else "n")
    assert bool(found.quotePrefix) is hostile.startswith(("=", "+", "-", "@", "'"))


def test_no_formula_in_the_file() -> None:
    data = render_xlsx(of_texts(list(HOSTILE[:8]))).data
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        sheet = package.read("xl/worksheets/sheet1.xml").decode()
    assert "<f>" not in sheet
    assert 't="e"' not in sheet


@settings(deadline=None)
@given(st.lists(st.text(max_size=60), min_size=2, max_size=2))
def test_any_text_in_a_cell_comes_back(texts: list[str]) -> None:
    assert last_rows(only_sheet(of_texts(texts)), 2) == [[tidy_for_xml(text) for text in texts]]


def test_runs_of_differing_weight_share_a_cell() -> None:
    sheet = opened(whole(), rich_text=True).worksheets[0]
    (rich,) = (c.value for row in sheet.iter_rows() for c in row if isinstance(c.value, CellRichText))
    blocks: list[Any] = list(rich)
    assert [(block.text, bool(block.font.b), bool(block.font.i)) for block in blocks] == [
        ("Ghi chú: ", True, False),
        ("chữ nghiêng", False, True),
        (" và chữ thường", False, False),
    ]


def test_text_longer_than_a_cell_takes_is_told() -> None:
    (told,) = render_xlsx(of_texts(["a" * 40_000, "b"])).problems
    assert told.code == "documents.cells_cut"
    assert "32767" in sentence(told)


@pytest.mark.parametrize(
    ("title", "name"),
    [
        ("Phụ lục [I]: a/b*c?\\d", "Phụ lục I a b c d"),
        ("'nháy'", "nháy"),
        ("", "Trang"),
        ("Danh mục nhiệm vụ, giải pháp thực hiện Nghị quyết", "Danh mục nhiệm vụ, giải pháp th"),
    ],
)
def test_sheet_names_are_such_as_excel_allows(title: str, name: str) -> None:
    assert opened(replace(of_texts(["a"]), title=title)).sheetnames == [name]


def test_sheets_of_one_name_are_told_apart() -> None:
    layout = of_texts(["a"])
    book = opened(replace(layout, title="Phụ lục", pages=layout.pages * 3))
    assert book.sheetnames == ["Phụ lục", "Phụ lục (2)", "Phụ lục (3)"]


def test_the_same_layout_gives_the_same_bytes_and_names_no_clock() -> None:
    data = render_xlsx(whole()).data
    assert data == render_xlsx(whole()).data
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        core = package.read("docProps/core.xml").decode()
        assert {entry.date_time[0] for entry in package.infolist()} == {1980}
    assert set(re.findall(r"\d{4}-\d\d-\d\dT", core)) == {"1980-01-01T"}
    assert OFFICE in core


def test_a_cancelled_monitor_stops_the_work() -> None:
    monitor = Monitor()
    monitor.cancel()
    with pytest.raises(Cancelled):
        render_xlsx(whole(), monitor=monitor)


def test_cells_must_fill_the_table() -> None:
    short = five_columns([Row((cell("1"), cell("2")), RowKind.ITEM)])
    with pytest.raises(ValueError, match="2 of 5"):
        render_xlsx(across(short))
