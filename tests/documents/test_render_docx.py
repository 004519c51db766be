"""Our Word files read back: styles, sections, fields, tables."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Any

import pytest
from docx.enum.section import WD_ORIENT
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml.ns import qn
from docx.shared import Pt
from docx.text.paragraph import Paragraph as WordParagraph

from nq57desk.documents.column_widths import text_width
from nq57desk.documents.layout import PageBreak, Row, cell, text
from tests.documents.papers import FORM, HEADINGS, paper, tasks
from tests.documents.whole_paper import (
    SUBJECT,
    across,
    five_columns,
    of_texts,
    whole,
)
from tests.documents.words import children, every_paragraph, opened, part, with_text

TIMES = "Times New Roman"


# ---- the sheet -------------------------------------------------------------------------------------


def test_each_run_of_pages_is_a_section_with_its_own_sheet() -> None:
    upright, landscape = opened(whole()).sections
    assert (upright.orientation, landscape.orientation) == (WD_ORIENT.PORTRAIT, WD_ORIENT.LANDSCAPE)
    for section, sheet in ((upright, (210, 297)), (landscape, (297, 210))):
        assert section.page_width is not None
        assert section.page_height is not None
        assert (section.page_width.mm, section.page_height.mm) == pytest.approx(sheet, abs=0.02)
        assert section.top_margin is not None
        sides = (section.top_margin, section.bottom_margin, section.left_margin, section.right_margin)
        assert [round(side.mm, 1) for side in sides if side is not None] == [20, 20, 30, 15]


def test_page_numbers_are_fields_ten_millimetres_from_the_edge_hidden_on_page_one() -> None:
    for section in opened(whole()).sections:
        assert section.header_distance is not None
        assert round(section.header_distance.mm, 1) == 10
        assert section.different_first_page_header_footer
        fields = [field.get(qn("w:instr")) for field in children(section.header._element, "w:fldSimple")]
        assert fields == [" PAGE "]
        assert not children(section.first_page_header._element, "w:fldSimple")
        (paragraph,) = section.header.paragraphs
        style = paragraph.style
        assert style is not None
        assert style.font.size == Pt(13)
        assert style.paragraph_format.alignment == WD_ALIGN_PARAGRAPH.CENTER
        counts = children(section._sectPr, "w:pgNumType")
        assert [count.get(qn("w:start")) for count in counts] == ["1"]


def test_pages_that_go_on_counting_show_their_first_number() -> None:
    layout = whole()
    first, second = layout.pages
    _, section = opened(replace(layout, pages=(first, replace(second, restart=False)))).sections
    assert not section.different_first_page_header_footer
    assert not children(section._sectPr, "w:pgNumType")


@pytest.mark.parametrize("draft", [True, False])
def test_marks_stand_in_the_margins_of_every_page(draft: bool) -> None:
    for section in opened(whole(draft=draft)).sections:
        for header in (section.header, section.first_page_header):
            assert ("DỰ THẢO" in header.paragraphs[0].text) is draft
            assert bool(children(header._element, "w:bdr")) is draft
        for footer in (section.footer, section.first_page_footer):
            assert footer.paragraphs[0].text == "Mã đối chiếu: SAOM-2026"


# ---- styles ----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("words", "size", "bold", "italic", "level"),
    [
        ("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", 13, True, False, 0),
        ("Độc lập - Tự do - Hạnh phúc", 14, True, False, 0),
        ("ỦY BAN NHÂN DÂN PHƯỜNG SAO MAI", 13, True, False, 0),
        ("Sao Mai, ngày 05 tháng 01 năm 2026", 14, False, True, 0),
        ("KẾ HOẠCH", 14, True, False, 1),
        (SUBJECT, 14, True, False, 0),
        ("./.", 13, False, False, 0),
        ("Nơi nhận:", 12, True, True, 0),
        ("- Đảng ủy phường;", 11, False, False, 0),
        ("PHÓ CHỦ TỊCH", 14, True, False, 0),
        ("Trần Văn Mẫu", 14, True, False, 0),
        ("Phụ lục I", 14, True, False, 1),
        ("DANH MỤC NHIỆM VỤ", 14, True, False, 2),
        ("Tên nhiệm vụ", 12, True, False, 0),
    ],
)
def test_sizes_and_weights_are_the_styles(words: str, size: float, bold: bool, italic: bool, level: int) -> None:
    paragraph = with_text(opened(whole()), words)
    style = paragraph.style
    assert style is not None
    assert style.font.size == Pt(size)
    assert (bool(style.font.bold), bool(style.font.italic)) == (bold, italic)
    levels = [int(str(outline.get(qn("w:val")))) + 1 for outline in children(style.element, "w:outlineLvl")]
    assert levels == ([level] if level else [])
    for run in paragraph.runs:
        assert run.font.size is None
        assert run.font.name is None


def test_every_style_names_the_font_for_all_scripts() -> None:
    document = opened(whole())
    fonts = children(document.styles.element, "w:rFonts")
    assert len(fonts) > 15
    for font in fonts:
        assert [font.get(qn(f"w:{script}")) for script in ("ascii", "hAnsi", "eastAsia", "cs")] == [TIMES] * 4
        assert len(font.attrib) == 4
    names = [style.name for style in document.styles]
    assert {"nation", "motto", "issuer", "body", "table_text", "appendix_title"} <= set(names)
    assert len(names) == len(set(names))


def test_language_and_compatibility() -> None:
    settings, styles = part(whole(), "word/settings.xml"), part(whole(), "word/styles.xml")
    assert '<w:themeFontLang w:val="vi-VN"/>' in settings
    assert 'w:name="compatibilityMode"' in settings
    assert 'w:val="15"' in settings
    assert '<w:lang w:val="vi-VN"' in styles


def test_one_style_name_with_two_sizes_is_two_styles() -> None:
    big = replace(FORM.styles.body, size=16)
    names = [p.style.name for p in opened(across(text("a", FORM.styles.body), text("b", big))).paragraphs if p.style]
    assert names == ["body", "body 2"]


def test_body_paragraphs_are_justified_and_indented_by_their_style() -> None:
    style = opened(whole()).styles["body"]
    form = style.paragraph_format
    assert form.alignment == WD_ALIGN_PARAGRAPH.JUSTIFY
    assert form.first_line_indent is not None
    assert form.first_line_indent.mm == pytest.approx(12.7, abs=0.05)
    assert form.space_after == Pt(6)
    assert form.line_spacing == 1.0


def test_runs_of_one_paragraph_keep_their_weights() -> None:
    runs = with_text(opened(whole()), "Ghi chú: chữ nghiêng và chữ thường").runs
    assert [(run.text, run.bold, run.italic) for run in runs] == [
        ("Ghi chú: ", True, None),
        ("chữ nghiêng", None, True),
        (" và chữ thường", None, None),
    ]


# ---- rules -----------------------------------------------------------------------------------------


def rule_below(paragraph: WordParagraph) -> tuple[float, float]:
    """Indents at the left and the right of the drawn rule, mm."""
    following: Any = paragraph._p.getnext()
    assert following is not None
    (border,) = children(following, "w:bottom")
    assert (border.get(qn("w:val")), border.get(qn("w:sz"))) == ("single", "6")
    drawn = WordParagraph(following, paragraph._parent)
    assert drawn.text == ""
    left, right = drawn.paragraph_format.left_indent, drawn.paragraph_format.right_indent
    assert left is not None
    assert right is not None
    return left.mm, right.mm


@pytest.mark.parametrize(
    ("words", "widest", "size", "share", "column"),
    [
        ("Độc lập - Tự do - Hạnh phúc", "Độc lập - Tự do - Hạnh phúc", 14, 1.0, 165 * 0.615 - 3),
        ("ỦY BAN NHÂN DÂN PHƯỜNG SAO MAI", "PHƯỜNG SAO MAI", 13, 0.4, 165 * 0.385 - 3),
    ],
)
def test_rules_are_borders_of_the_right_length(
    words: str, widest: str, size: float, share: float, column: float
) -> None:
    left, right = rule_below(with_text(opened(whole()), words))
    lengths = [text_width(line, size, bold=True) * share for line in (widest, "ỦY BAN NHÂN DÂN")]
    expected = lengths[0] if share == 1 else max(lengths)
    assert left == pytest.approx(right, abs=0.05)
    assert column - left - right == pytest.approx(expected, abs=0.2)


def test_no_rule_is_typed_or_underlined() -> None:
    document = opened(whole())
    assert not children(document.element.body, "w:u")
    assert not re.search(r"_{3,}|-{3,}|\.{4,}| {3,}", "\n".join(p.text for p in every_paragraph(document)))


# ---- tables ----------------------------------------------------------------------------------------


def test_header_rows_repeat_and_no_row_is_split() -> None:
    table = opened(paper(tasks(9))).tables[1]
    flags = [(bool(children(row._tr, "w:tblHeader")), bool(children(row._tr, "w:cantSplit"))) for row in table.rows]
    assert flags == [(True, True)] + [(False, True)] * 10
    assert [cell.text for cell in table.rows[0].cells] == list(HEADINGS)


def test_two_levels_of_headings_span_columns_and_rows() -> None:
    row = Row(tuple(map(cell, ("1", "1.1", "Việc", "01/2026", "12/2026"))))
    table = opened(across(five_columns([row]))).tables[0]
    top, low = table.rows[0].cells, table.rows[1].cells
    assert [c.text for c in top] == ["Số", "Số", "Nội dung", "Thời gian", "Thời gian"]
    assert [c.text for c in low] == ["TT", "Mục", "Nội dung", "Bắt đầu", "Kết thúc"]
    assert top[2]._tc is low[2]._tc
    assert all(children(line._tr, "w:tblHeader") for line in table.rows[:2])


def test_column_widths_are_fixed_and_fill_the_page() -> None:
    table = opened(paper(tasks(3))).tables[1]
    assert table.autofit is False
    widths = [column.width.mm for column in table.columns if column.width is not None]
    assert sum(widths) == pytest.approx(297 - 45, abs=0.1)
    for row in table.rows[2:]:
        assert [c.width.mm for c in row.cells if c.width is not None] == pytest.approx(widths, abs=0.05)


def test_section_rows_span_and_stay_with_the_next_row() -> None:
    table = opened(paper(tasks(3))).tables[1]
    number, title = table.rows[1]._tr.tc_lst
    assert (number.grid_span, title.grid_span) == (1, len(HEADINGS) - 1)
    paragraph = table.rows[1].cells[1].paragraphs[0]
    assert paragraph.style is not None
    assert paragraph.style.name == "table_text section"
    assert paragraph.style.paragraph_format.keep_with_next
    assert paragraph.runs[0].bold


def test_the_last_row_and_the_end_mark_stay_with_what_follows() -> None:
    document = opened(whole())
    end = with_text(document, "./.")
    assert end.paragraph_format.keep_with_next
    last = document.tables[-1].rows[-1].cells[0].paragraphs[0]
    assert last.paragraph_format.keep_with_next


def test_frame_and_closing_are_tables_without_borders_that_do_not_split() -> None:
    frame, closing, _ = opened(whole()).tables
    for table in (frame, closing):
        assert not children(table._tbl, "w:tblBorders")
        assert all(children(row._tr, "w:cantSplit") for row in table.rows)
        widths = [column.width.mm for column in table.columns if column.width is not None]
        assert sum(widths) == pytest.approx(165, abs=0.1)
    assert frame.columns[0].width is not None
    assert frame.columns[0].width.mm == pytest.approx(165 * 0.385, abs=0.1)
    name = closing.rows[0].cells[1].paragraphs[-1]
    assert name.text == "Trần Văn Mẫu"
    assert name.paragraph_format.space_before is not None
    assert name.paragraph_format.space_before.mm == pytest.approx(22, abs=0.1)


def test_a_row_taller_than_a_page_may_be_split() -> None:
    long = "\n".join(f"dong{n}" for n in range(90))
    table = opened(of_texts(["ngắn", "ngắn"], ["cao", long])).tables[0]
    assert [bool(children(row._tr, "w:cantSplit")) for row in table.rows] == [True, True, False]
    assert table.rows[2].cells[1].text == long


def test_tables_that_follow_one_another_are_kept_apart() -> None:
    row = Row(tuple(map(cell, ("1", "1.1", "Việc", "01/2026", "12/2026"))))
    document = opened(across(five_columns([row]), five_columns([row])))
    between = document.tables[0]._tbl.getnext()
    assert between is not None
    assert between.tag == qn("w:p")
    assert len(document.tables) == 2


def test_a_page_break_begins_a_page_before_text_and_before_a_table() -> None:
    style = FORM.styles.body
    row = Row(tuple(map(cell, ("1", "1.1", "Việc", "01/2026", "12/2026"))))
    layout = across(text("một", style), PageBreak(), text("hai", style), PageBreak(), five_columns([row]))
    breaks = [bool(p.paragraph_format.page_break_before) for p in opened(layout).paragraphs]
    assert breaks == [False, True, True, False]
