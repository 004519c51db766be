"""Every kind of paper as a Word and an Excel file: real styles, fields, breaks, numbers; nothing held by spaces."""

from __future__ import annotations

import io
import re
from datetime import date, datetime
from typing import Any

import docx
import openpyxl
import pytest
from docx.oxml.ns import qn

from nq57desk.documents.layout import Layout, Orientation, Pages, RowKind, Table
from nq57desk.documents.real_values import real_value
from nq57desk.documents.render_docx import render_docx
from nq57desk.documents.render_xlsx import render_xlsx
from nq57desk.documents.render_xlsx_styles import is_real
from tests.documents import official_papers
from tests.documents.papers import paper, task
from tests.documents.words import children, every_paragraph

NAMES = sorted(official_papers.every())
SPACED = re.compile(r" {2,}|\t")


@pytest.fixture(scope="module")
def every() -> dict[str, Layout]:
    return official_papers.every()


@pytest.fixture(params=NAMES)
def layout(request: pytest.FixtureRequest, every: dict[str, Layout]) -> Layout:
    return every[request.param]


@pytest.fixture
def document(layout: Layout) -> Any:
    return docx.Document(io.BytesIO(render_docx(layout).data))


@pytest.fixture
def sheets(layout: Layout) -> Any:
    return openpyxl.load_workbook(io.BytesIO(render_xlsx(layout).data)).worksheets


def tables(pages: Pages) -> list[Table]:
    return [block for block in pages.blocks if isinstance(block, Table)]


# ---- Word ----------------------------------------------------------------------------------------


def test_each_paragraph_with_words_has_a_style_of_the_form(document: Any) -> None:
    for paragraph in every_paragraph(document):
        if paragraph.text.strip():
            assert paragraph.style is not None
            assert paragraph.style.name != "Normal", paragraph.text
            sized = [style.font.size for style in (paragraph.style, paragraph.style.base_style) if style is not None]
            assert any(sized)
        for run in paragraph.runs:
            assert run.font.size is None or not run.text
            assert run.font.name is None


def test_headings_are_words_own(document: Any) -> None:
    """What heads text stands in the outline and with what it heads."""
    for paragraph in every_paragraph(document):
        style = paragraph.style
        if style is not None and style.name.startswith("heading_"):
            assert children(style.element, "w:outlineLvl")
            assert style.paragraph_format.keep_with_next


def test_nothing_is_held_in_place_by_spaces(document: Any) -> None:
    """Fixed spaces are only the width of a blank that the office fills in: a run of its own, without a word in it."""
    for paragraph in every_paragraph(document):
        assert not SPACED.search(paragraph.text), paragraph.text
        for run in paragraph.runs:
            assert "\u00a0\u00a0" not in run.text or not run.text.strip("\u00a0"), run.text


def test_sections_pages_and_their_numbers_are_words_own(layout: Layout, document: Any) -> None:
    assert len(document.sections) == len(layout.pages)
    for section, pages in zip(document.sections, layout.pages, strict=True):
        wide = section.page_width > section.page_height
        assert wide is (pages.orientation is Orientation.LANDSCAPE)
        assert sorted((round(section.page_width.mm), round(section.page_height.mm))) == [210, 297]
        assert section.different_first_page_header_footer
        (count,) = children(section._sectPr, "w:pgNumType")
        assert count.get(qn("w:start")) == "1"
        (field,) = children(section.header._element, "w:fldSimple")
        assert field.get(qn("w:instr"), "").strip() == "PAGE"
        assert not children(section.first_page_header._element, "w:fldSimple")


def test_tables_repeat_their_header_and_split_no_row(layout: Layout, document: Any) -> None:
    ruled = [table for table in document.tables if children(table._tbl, "w:tblBorders")]
    told = [table for pages in layout.pages for table in tables(pages)]
    assert len(ruled) == len(told)
    for table in document.tables:
        assert all(children(row._tr, "w:cantSplit") for row in table.rows)
    for table, one in zip(ruled, told, strict=True):
        repeated = [bool(children(row._tr, "w:tblHeader")) for row in table.rows]
        assert repeated == [True] * len(one.header) + [False] * len(one.rows)
        for row, line in zip(table.rows[len(one.header) :], one.rows, strict=True):
            kept = all(p.paragraph_format.keep_with_next or _style_keeps(p) for p in row.cells[-1].paragraphs)
            assert kept or line.kind is not RowKind.SECTION


def _style_keeps(paragraph: Any) -> bool:
    return bool(paragraph.style.paragraph_format.keep_with_next)


# ---- Excel -----------------------------------------------------------------------------------------


def test_sheets_print_on_a4_as_the_paper_is_held(layout: Layout, sheets: Any) -> None:
    assert len(sheets) == len(layout.pages)
    for sheet, pages in zip(sheets, layout.pages, strict=True):
        setup = sheet.page_setup
        assert (setup.paperSize, setup.orientation) == (9, pages.orientation.value)
        assert (setup.fitToWidth, setup.fitToHeight) == (1, 0)
        assert sheet.print_area


def test_a_list_repeats_its_header_freezes_and_filters(layout: Layout, sheets: Any) -> None:
    for sheet, pages in zip(sheets, layout.pages, strict=True):
        found = tables(pages)
        assert bool(sheet.auto_filter.ref) is bool(found)
        assert bool(sheet.print_title_rows) is (len(found) == 1)
        if len(found) == 1 and pages.orientation is Orientation.LANDSCAPE:
            last = int(sheet.print_title_rows.rpartition("$")[2])
            assert sheet.freeze_panes == f"A{last + 1}"
            assert int(re.findall(r"\d+", sheet.auto_filter.ref)[0]) == last


def test_no_cell_is_a_formula_and_numbers_are_real(layout: Layout, sheets: Any) -> None:
    for sheet, pages in zip(sheets, layout.pages, strict=True):
        values = [cell.value for row in sheet.iter_rows() for cell in row if cell.value is not None]
        assert all(cell.data_type != "f" for row in sheet.iter_rows() for cell in row)
        real = [
            cell.value for table in tables(pages) for row in table.rows for cell in row.cells if is_real(cell.value)
        ]
        kept = [value for value in values if not isinstance(value, str)]
        assert [_number(value) for value in kept] == [_number(value) for value in real]


def _number(value: Any) -> float | str:
    if isinstance(value, datetime | date):
        return f"{value:%Y-%m-%d}"
    return float(value)


@pytest.mark.parametrize("words", ["=1+1", "+A1", "@x", "-2", '=HYPERLINK("http://x")', "'=1", "\t=1+1"])
def test_a_task_named_like_a_formula_is_a_name(words: str) -> None:
    made = openpyxl.load_workbook(io.BytesIO(render_xlsx(_named(words)).data)).worksheets[0]
    cells = [cell for row in made.iter_rows() for cell in row if cell.value == words.replace("\t", " ")]
    assert len(cells) == 1
    assert cells[0].data_type in ("s", "inlineStr")
    assert cells[0].quotePrefix or words.startswith("\t")
    assert real_value(words) is None


def _named(words: str) -> Layout:
    return paper([task(1, words, "Văn phòng")])
