"""Our Word files read back: hostile texts, and every word."""

from __future__ import annotations

import io
import re
import zipfile
from dataclasses import replace

import pytest
from docx.table import Table as WordTable
from hypothesis import given, settings
from hypothesis import strategies as st

from nq57desk.documents import official
from nq57desk.documents.layout import Row, RowKind, cell
from nq57desk.documents.letters import tidy_for_xml
from nq57desk.documents.render_docx import render_docx
from nq57desk.errors import Cancelled
from nq57desk.monitor import Monitor
from tests.documents.papers import FORM, OFFICE
from tests.documents.whole_paper import (
    across,
    all_words,
    five_columns,
    of_texts,
    whole,
)
from tests.documents.words import opened, words

HOSTILE = (
    "<b>đậm</b> & <w:p/> ]]> &amp;lt;",
    "=SUM(A1:A9)",
    "{{PAGE}} \\b %s",
    "\"nháy\" 'đơn'",
    "trang\x0cmới\x01\x07",
    "\ud800 lẻ \ufffe",
    "  hai  dấu cách  ",
    "dòng 1\ndòng 2\r\ndòng 3\u2028dòng 4",
    "e\u0302\u0301 tổ hợp",
    "",
)


@pytest.mark.parametrize("rows", [0, 1, 40])
def test_every_word_is_there_in_order(rows: int) -> None:
    layout = whole(rows)
    assert words(opened(layout)) == all_words(layout)


def cells_of(table: WordTable) -> list[list[str]]:
    return [[c.text for c in row.cells] for row in table.rows[1:]]


@pytest.mark.parametrize("hostile", HOSTILE)
def test_hostile_text_comes_back_as_text(hostile: str) -> None:
    document = opened(replace(of_texts([hostile, "b"]), title=hostile, author=hostile))
    assert cells_of(document.tables[0]) == [[tidy_for_xml(hostile), "b"]]
    assert document.core_properties.title == tidy_for_xml(hostile)


@settings(deadline=None)
@given(st.lists(st.text(max_size=60), min_size=2, max_size=2))
def test_any_text_in_a_cell_comes_back(texts: list[str]) -> None:
    assert cells_of(opened(of_texts(texts)).tables[0]) == [[tidy_for_xml(text) for text in texts]]


def test_blanks_stay_open() -> None:
    closing = official.closing(FORM, ["Chủ tịch"], "", [])
    table = opened(across(closing)).tables[0]
    assert table.rows[0].cells[1].paragraphs[-1].text == "\u00a0" * FORM.blanks.name
    assert table.rows[0].cells[0].text == ""


def test_the_name_of_the_office_is_the_author_and_no_time_is_told() -> None:
    properties = opened(whole()).core_properties
    assert properties.author == OFFICE
    assert properties.title == "Phụ lục I - Danh mục nhiệm vụ"
    assert properties.created is None
    assert properties.modified is None


def test_the_same_layout_gives_the_same_bytes() -> None:
    assert render_docx(whole()).data == render_docx(whole()).data


def test_nothing_of_the_librarys_template_is_left() -> None:
    with zipfile.ZipFile(io.BytesIO(render_docx(whole()).data)) as package:
        names = package.namelist()
    assert not [name for name in names if re.search(r"thumbnail|stylesWithEffects|customXml|numbering", name)]


def test_a_cancelled_monitor_stops_the_work() -> None:
    monitor = Monitor()
    monitor.cancel()
    with pytest.raises(Cancelled):
        render_docx(whole(), monitor=monitor)


def test_cells_must_fill_the_table() -> None:
    short = five_columns([Row((cell("1"), cell("2")), RowKind.ITEM)])
    with pytest.raises(ValueError, match="2 of 5"):
        render_docx(across(short))
