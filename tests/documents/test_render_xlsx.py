"""Our Excel files read back: pages, repeated rows, spans, heights."""

from __future__ import annotations

from dataclasses import replace

import pytest

from nq57desk.documents.layout import Column, Orientation, PageBreak, Row, RowKind, Table, cell, text
from tests.documents.papers import FORM, HEADINGS, paper, tasks
from tests.documents.sheets import header_row, only_sheet, opened, with_text
from tests.documents.whole_paper import (
    across,
    five_columns,
    of_texts,
    table_style,
    whole,
)

INCH = 25.4


# ---- the sheet -------------------------------------------------------------------------------------


def test_each_run_of_pages_is_a_sheet_named_after_its_heading() -> None:
    book = opened(whole())
    assert book.sheetnames == ["KẾ HOẠCH", "Phụ lục I"]
    assert [sheet.page_setup.orientation for sheet in book.worksheets] == ["portrait", "landscape"]


@pytest.mark.parametrize("index", [0, 1])
def test_the_page_is_a4_with_the_papers_margins_one_page_wide(index: int) -> None:
    sheet = opened(whole()).worksheets[index]
    assert sheet.page_setup.paperSize == 9
    assert (sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight) == (1, 0)
    assert sheet.sheet_properties.pageSetUpPr.fitToPage
    margins = sheet.page_margins
    sides = [margins.top, margins.bottom, margins.left, margins.right, margins.header, margins.footer]
    assert [round(side * INCH, 2) for side in sides] == [20, 20, 30, 15, 10, 10]
    assert sheet.print_area


def test_page_numbers_stand_in_the_header_from_page_two_on() -> None:
    for sheet in opened(whole(draft=True)).worksheets:
        texts = sheet.HeaderFooter
        assert texts.differentFirst
        number = texts.oddHeader.center
        assert (number.text, number.size, number.font) == ("&P", 13, "Times New Roman,Regular")
        assert not texts.firstHeader.center.text
        assert (sheet.page_setup.firstPageNumber, sheet.page_setup.useFirstPageNumber) == (1, True)
        for header in (texts.oddHeader, texts.firstHeader):
            assert header.left.text == "DỰ THẢO"
        for footer in (texts.oddFooter, texts.firstFooter):
            assert footer.right.text == "Mã đối chiếu: SAOM-2026"


def test_pages_that_go_on_counting_show_their_first_number() -> None:
    layout = whole()
    first, second = layout.pages
    sheet = opened(replace(layout, pages=(first, replace(second, restart=False)))).worksheets[1]
    assert not sheet.HeaderFooter.differentFirst
    assert not sheet.page_setup.useFirstPageNumber


def test_the_header_repeats_stays_in_sight_and_filters() -> None:
    sheet = opened(paper(tasks(9))).worksheets[0]
    row = header_row(sheet, "Tên nhiệm vụ")
    assert sheet.print_title_rows == f"${row}:${row}"
    assert sheet.freeze_panes == f"A{row + 1}"
    assert sheet.auto_filter.ref == f"A{row}:F{row + 10}"
    assert [c.value for c in sheet[row]] == list(HEADINGS)
    assert all(c.font.bold and c.border.left.style == "thin" for c in sheet[row])


def test_a_head_that_fills_a_screen_is_not_frozen() -> None:
    lines = [text(f"dòng {n}", FORM.styles.body) for n in range(30)]
    row = Row(tuple(map(cell, ("1", "1.1", "Việc", "01/2026", "12/2026"))))
    assert only_sheet(across(*lines, five_columns([row]))).freeze_panes is None


def test_two_levels_of_headings_are_joined_cells() -> None:
    row = Row(tuple(map(cell, ("1", "1.1", "Việc", "01/2026", "12/2026"))))
    sheet = only_sheet(across(five_columns([row])))
    top = header_row(sheet, "Nội dung")
    joined = {str(area) for area in sheet.merged_cells.ranges}
    assert {f"A{top}:B{top}", f"C{top}:C{top + 1}", f"D{top}:E{top}"} <= joined
    assert sheet.print_title_rows == f"${top}:${top + 1}"
    assert sheet.auto_filter.ref == f"A{top + 1}:E{top + 2}"


def test_column_widths_together_fill_the_page() -> None:
    sheet = only_sheet(paper(tasks(3)))
    pixels = sum(dimension.width * 8 for dimension in sheet.column_dimensions.values())
    assert pixels / 96 * INCH == pytest.approx(297 - 45, abs=0.3)


def test_section_rows_are_joined_and_their_rows_are_an_outline() -> None:
    sheet = only_sheet(paper(tasks(3)))
    row = header_row(sheet, "Hạ tầng số và nền tảng số")
    assert f"B{row}:F{row}" in {str(area) for area in sheet.merged_cells.ranges}
    assert sheet.cell(row, 2).font.bold
    assert sheet.cell(row, 4).border.top.style == "thin"
    levels = [sheet.row_dimensions[n].outlineLevel for n in range(row, row + 4)]
    assert levels == [0, 1, 1, 1]
    assert sheet.sheet_properties.outlinePr.summaryBelow is False


@pytest.mark.parametrize(
    ("words", "size", "bold", "italic", "align"),
    [
        ("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", 13, True, False, "center"),
        ("Độc lập - Tự do - Hạnh phúc", 14, True, False, "center"),
        ("PHƯỜNG SAO MAI", 13, True, False, "center"),
        ("Sao Mai, ngày 05 tháng 01 năm 2026", 14, False, True, "center"),
        ("KẾ HOẠCH", 14, True, False, "center"),
        ("Nơi nhận:", 12, True, True, "left"),
        ("- Lưu: VT.", 11, False, False, "left"),
        ("Trần Văn Mẫu", 14, True, False, "center"),
        ("./.", 13, False, False, "right"),
    ],
)
def test_sizes_and_weights(words: str, size: float, bold: bool, italic: bool, align: str) -> None:
    found = with_text(opened(whole()).worksheets[0], words)
    assert (found.font.name, found.font.size) == ("Times New Roman", size)
    assert (bool(found.font.bold), bool(found.font.italic)) == (bold, italic)
    assert found.alignment.horizontal == align
    assert found.alignment.wrap_text


def test_the_frame_stands_in_joined_cells_with_drawn_rules() -> None:
    sheet = only_sheet(paper(tasks(3)))
    left, right = with_text(sheet, "ỦY BAN NHÂN DÂN"), with_text(sheet, "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM")
    assert left.row == right.row
    joined = {str(area) for area in sheet.merged_cells.ranges}
    assert f"{left.coordinate}:{sheet.cell(left.row, right.column - 1).coordinate}" in joined
    assert len(sheet._images) == 3
    heights = {image.anchor.ext.cy for image in sheet._images}
    assert heights == {round(0.75 * 12700)}
    assert all(image.anchor.ext.cx > 10 * 36000 for image in sheet._images)


def test_the_space_to_sign_in_is_above_the_name() -> None:
    sheet = opened(whole()).worksheets[0]
    title, name = with_text(sheet, "PHÓ CHỦ TỊCH"), with_text(sheet, "Trần Văn Mẫu")
    between = sum(sheet.row_dimensions[n].height for n in range(title.row + 1, name.row))
    assert between >= 22 / INCH * 72 - 5


# ---- heights and pages -----------------------------------------------------------------------------


@pytest.mark.parametrize(("words", "lines"), [("ngắn", 1), ("một\nhai\nba", 3), ("từ ngữ " * 60, 6)])
def test_rows_are_high_enough_for_their_lines(words: str, lines: int) -> None:
    sheet = only_sheet(of_texts([words, "x"], ["a", "b"]))
    row = header_row(sheet, "C0") + 1
    needed = sheet.row_dimensions[row].height / 15.75
    assert lines <= needed < lines + 2
    assert sheet.row_dimensions[row + 1].height < 20


def test_a_row_taller_than_excel_allows_covers_several() -> None:
    sheet = only_sheet(of_texts(["cao", "\n".join(f"dong{n}" for n in range(90))], ["sau", "x"]))
    row = header_row(sheet, "C0") + 1
    areas = [area for area in sheet.merged_cells.ranges if area.min_row == row]
    assert {(area.min_col, area.max_row - area.min_row) for area in areas} == {(1, 3), (2, 3)}
    assert sum(sheet.row_dimensions[n].height for n in range(row, row + 4)) >= 90 * 15.75
    assert sheet.cell(row + 4, 1).value == "sau"


@pytest.mark.parametrize("rows", range(14, 30))
def test_a_section_row_never_ends_a_page(rows: int) -> None:
    header = Row((cell("C0"), cell("C1")), RowKind.HEADER)
    items = [Row((cell("a"), cell("b")))] * rows
    section = Row((cell("Mục", column_span=2),), RowKind.SECTION, keep_with_next=True)
    table = Table((Column(1), Column(9)), (header,), (*items, section, *items), table_style())
    sheet = only_sheet(across(table))
    page, used, ends = 170 / INCH * 72, 0.0, []
    breaks = {b.id for b in sheet.row_breaks.brk}
    for n in range(1, sheet.max_row + 1):
        height = sheet.row_dimensions[n].height
        if used + height > page or n - 1 in breaks:
            ends.append(n - 1)
            used = sheet.row_dimensions[header_row(sheet, "C0")].height
        used += height
    assert ends
    assert header_row(sheet, "Mục") not in ends


def test_the_papers_own_page_break_is_kept() -> None:
    style = FORM.styles.body
    sheet = only_sheet(across(text("một", style), PageBreak(), text("hai", style)))
    assert [b.id for b in sheet.row_breaks.brk] == [1]


def test_upright_pages_without_a_table_have_the_frames_two_columns() -> None:
    (upright, _) = whole().pages
    sheet = only_sheet(replace(whole(), pages=(upright,)))
    assert upright.orientation is Orientation.PORTRAIT
    pixels = sum(dimension.width * 8 for dimension in sheet.column_dimensions.values())
    assert pixels / 96 * INCH == pytest.approx(165, abs=0.3)
