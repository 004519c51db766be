"""Lines measured without drawing them, and where a sheet's pages are turned."""

from __future__ import annotations

from dataclasses import replace

import pytest

from nq57desk.documents.column_widths import text_width
from nq57desk.documents.header_places import header_places
from nq57desk.documents.layout import Align, Run
from nq57desk.documents.measuring import even_room, line_widths
from nq57desk.documents.packing import without_clock
from nq57desk.documents.render_pdf_fonts import font
from nq57desk.documents.render_xlsx import render_xlsx
from nq57desk.documents.render_xlsx_flow import page_breaks
from nq57desk.documents.render_xlsx_rows import SheetRow
from tests.documents.papers import FORM
from tests.documents.whole_paper import SUBJECT, TWO_LEVELS, of_texts

BODY = FORM.styles.body


@pytest.mark.parametrize(("bold", "name"), [(False, "Tinos-Italic"), (True, "Tinos-BoldItalic")])
def test_italic_letters_are_as_wide_as_the_fonts(bold: bool, name: str) -> None:
    sample = "(Kèm theo Kế hoạch số 05/KH-UBND ngày 05 tháng 01 năm 2026 của Ủy ban nhân dân phường Sao Mai) ẶẫỠữđĐ"
    expected = font(name).stringWidth(sample, 13) * 25.4 / 72
    assert text_width(sample, 13, bold=bold, italic=True) == pytest.approx(expected, rel=0.002)


@pytest.mark.parametrize(
    ("words", "room", "lines"),
    [
        ("", 50, 1),
        ("một", 50, 1),
        ("một\nhai\n", 50, 3),
        ("từ " * 40, 50, 5),
        ("ặ" * 100, 50, 5),
        ("a\u00a0b " * 3, 9, 3),
    ],
)
def test_lines_fit_their_room(words: str, room: float, lines: int) -> None:
    widths = line_widths((Run(words),), BODY, room)
    assert len(widths) == lines
    assert max(widths) <= room + 0.2


def test_runs_without_a_space_between_them_are_one_word() -> None:
    parts = (Run("05", True), Run("/KH"), Run("-UBND", italic=True))
    widths = [text_width("05", 14, bold=True), text_width("/KH", 14), text_width("-UBND", 14, italic=True)]
    assert line_widths(parts, BODY, 100) == [pytest.approx(sum(widths))]
    assert len(line_widths((Run("a "), *parts), BODY, sum(widths) + 1)) == 2


def test_a_centred_heading_is_broken_into_even_lines() -> None:
    style = FORM.styles.subject
    room = even_room((Run(SUBJECT),), style, 165)
    first, second = line_widths((Run(SUBJECT),), style, room)
    assert room < 165
    assert abs(first - second) < 20
    assert even_room((Run(SUBJECT),), replace(style, align=Align.LEFT), 165) == 165
    assert even_room((Run("KẾ HOẠCH"),), style, 165) == 165


def test_places_of_header_cells() -> None:
    top, low = header_places(TWO_LEVELS)
    assert [(p.column, p.cell.column_span, p.top) for p in top] == [(0, 2, True), (2, 1, True), (3, 2, True)]
    assert [(p.column, p.top) for p in low] == [(0, True), (1, True), (2, False), (3, True), (4, True)]


@pytest.mark.parametrize(
    ("keeps", "header", "asked", "breaks"),
    [
        ("........", range(0), (), []),
        ("..k.....", range(0), (), [2]),
        (".kk.....", range(0), (), [1]),
        ("kkkkk...", range(0), (), []),
        ("k...k...", range(1, 2), (), [4]),
        ("..k.....", range(0), (1,), [1]),
    ],
)
def test_pages_are_turned_before_what_heads_the_next_row(
    keeps: str, header: range, asked: tuple[int, ...], breaks: list[int]
) -> None:
    rows = [SheetRow(30.0, keep=keep == "k") for keep in keeps]
    assert page_breaks(rows, 95.0, header, asked) == breaks


def test_a_part_without_what_is_to_be_filled_is_a_fault() -> None:
    data = render_xlsx(of_texts(["a"])).data
    with pytest.raises(ValueError, match="does not stand once"):
        without_clock(data, {"xl/workbook.xml": (b"<sheetData></sheetData>", b"")})
