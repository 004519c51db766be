"""Underlines, exact line pitches, boxes and space below tables, in each of the three formats."""

from __future__ import annotations

from typing import Any

import pytest
from docx.enum.text import WD_LINE_SPACING
from docx.oxml.ns import qn
from docx.shared import Pt

from nq57desk.documents.layout import Layout, text
from nq57desk.documents.measuring import line_widths
from nq57desk.documents.render_pdf import render_pdf
from nq57desk.documents.render_xlsx_grid import Grid
from tests.documents import official_papers, sheets, words
from tests.documents.decree_reading import found
from tests.documents.papers import FORM, MM, read_back


@pytest.fixture(scope="module")
def every() -> dict[str, Layout]:
    return official_papers.every()


# ---- underline -----------------------------------------------------------------------------------


@pytest.mark.parametrize(("name", "underlined"), [("letter_party", True), ("letter", False)])
def test_noi_nhan_is_underlined_in_the_partys_form(every: dict[str, Layout], name: str, underlined: bool) -> None:
    page = read_back(render_pdf(every[name]))[0]
    heading = found(page, "Nơi nhận:")
    left, right, foot = heading[0].left, heading[-1].right, heading[0].bottom
    lines = [s for s in page.strokes if s.level and abs(s.left - left) < 1 and abs(s.right - right) < 1]
    assert bool([s for s in lines if -4 < s.top - foot < 1]) is underlined
    document = words.opened(every[name])
    style: Any = words.with_text(document, "Nơi nhận:").style
    assert bool(style.font.underline) is underlined
    assert (sheets.with_text(sheets.only_sheet(every[name]), "Nơi nhận:").font.underline == "single") is underlined


# ---- exact pitch -----------------------------------------------------------------------------------


def test_lines_of_the_partys_text_are_exactly_as_far_apart_in_word(every: dict[str, Layout]) -> None:
    document = words.opened(every["report_party"])
    style: Any = next(p.style for p in words.every_paragraph(document) if p.text.startswith("Thực hiện Nghị quyết"))
    assert style.paragraph_format.line_spacing_rule is WD_LINE_SPACING.EXACTLY
    assert style.paragraph_format.line_spacing == Pt(20)
    assert style.paragraph_format.space_after == Pt(6)


# ---- boxes -----------------------------------------------------------------------------------------


def test_the_mark_of_urgency_is_boxed_in_word(every: dict[str, Layout]) -> None:
    paragraph: Any = words.with_text(words.opened(every["letter"]), "KHẨN")
    borders = words.children(paragraph._element, "w:pBdr")[0]
    assert {b.get(qn("w:color")) for b in borders} == {"FF0000"}
    assert len(borders) == 4
    assert str(paragraph.style.font.color.rgb) == "FF0000"
    sides = paragraph.paragraph_format
    column = 165 * FORM.frame.left_share - 2 * FORM.frame.side_padding
    assert column - sides.left_indent.mm - sides.right_indent.mm == pytest.approx(20, abs=0.1)
    space = sum(int(b.get(qn("w:space"), "")) for b in borders if b.tag in (qn("w:top"), qn("w:bottom")))
    assert space + 13 * 1.15 == pytest.approx(8 * MM, abs=1.5)


def test_the_mark_of_urgency_is_boxed_in_excel(every: dict[str, Layout]) -> None:
    sheet = sheets.only_sheet(every["letter"])
    cell = sheets.with_text(sheet, "KHẨN")
    assert cell.font.color.rgb == "FFFF0000"
    sides = [image.anchor for image in sheet._images if image.anchor._from.row == cell.row - 1]
    assert len(sides) == 4
    assert max(side.ext.width for side in sides) == pytest.approx(20 * 36000, rel=0.01)
    assert max(side.ext.height for side in sides) == pytest.approx(8 * 36000, rel=0.01)


# ---- space -----------------------------------------------------------------------------------------


def test_text_stands_off_a_table_before_it(every: dict[str, Layout]) -> None:
    page = read_back(render_pdf(every["letter"]))[0]
    foot = max(stroke.bottom for stroke in page.strokes)
    after = found(page, "Đề nghị hoàn thành")[0]
    assert after.top - foot >= FORM.table.space_after_pt - 2
    paragraph = next(p for p in words.every_paragraph(words.opened(every["letter"])) if p.text.startswith("Đề nghị h"))
    assert paragraph.paragraph_format.space_before == Pt(FORM.table.space_after_pt)


@pytest.mark.parametrize("name", ["letter", "report", "list"])
def test_the_nations_name_is_not_broken_in_excel(every: dict[str, Layout], name: str) -> None:
    pages = every[name].pages[0]
    grid = Grid(pages)
    sheet = sheets.opened(every[name]).worksheets[0]
    cell = sheets.with_text(sheet, FORM.words.nation)
    merged = next(r for r in sheet.merged_cells.ranges if cell.coordinate in r)
    room = grid.edges[merged.max_col] - grid.edges[merged.min_col - 1]
    (needed,) = line_widths(text(FORM.words.nation, FORM.styles.nation).runs, FORM.styles.nation, room)
    assert room >= needed
