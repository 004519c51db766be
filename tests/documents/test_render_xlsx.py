"""Our Excel files read back: pages, repeated rows, spans, heights, real values, and every word."""

from __future__ import annotations

import io
import re
import zipfile
from dataclasses import replace
from datetime import date, datetime
from decimal import Decimal
from typing import Any

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl.cell.rich_text import CellRichText
from openpyxl.utils.escape import unescape

from nq57desk.documents.layout import Cell, Column, Layout, Orientation, PageBreak, Row, RowKind, Run, Table, cell, text
from nq57desk.documents.letters import tidy_for_xml
from nq57desk.documents.real_values import real_value
from nq57desk.documents.render_xlsx import render_xlsx
from nq57desk.errors import Cancelled
from nq57desk.monitor import Monitor
from nq57desk.sentences import sentence
from tests.documents.papers import FORM, HEADINGS, OFFICE, paper, tasks
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
INCH = 25.4


def opened(layout: Layout, **choices: Any) -> Any:
    return openpyxl.load_workbook(io.BytesIO(render_xlsx(layout).data), **choices)


def only_sheet(layout: Layout) -> Any:
    (sheet,) = opened(layout).worksheets
    return sheet


def header_row(sheet: Any, words: str) -> int:
    return next(int(c.row) for row in sheet.iter_rows() for c in row if c.value == words)


def with_text(sheet: Any, words: str) -> Any:
    return next(c for row in sheet.iter_rows() for c in row if c.value == words)


def last_rows(sheet: Any, columns: int) -> list[list[str]]:
    """The cells below the header "C0"."""
    first = header_row(sheet, "C0") + 1
    rows = sheet.iter_rows(min_row=first, max_col=columns)
    return [[unescape(c.value or "") for c in row] for row in rows]


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


# ---- values ----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("words", "value", "read", "shown"),
    [
        ("12", 12, 12, "0"),
        ("007", 7, 7, "000"),
        ("85,5%", Decimal("0.855"), 0.855, "0.0%"),
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


def test_upright_pages_without_a_table_have_the_frames_two_columns() -> None:
    (upright, _) = whole().pages
    sheet = only_sheet(replace(whole(), pages=(upright,)))
    assert upright.orientation is Orientation.PORTRAIT
    pixels = sum(dimension.width * 8 for dimension in sheet.column_dimensions.values())
    assert pixels / 96 * INCH == pytest.approx(165, abs=0.3)
