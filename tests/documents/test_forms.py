"""Collection forms as files: what stands where, what is open, what a program may do with them."""

from __future__ import annotations

import io
from dataclasses import replace
from datetime import date

import pytest
from docx import Document
from docx.shared import Mm
from docx.table import Table
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import load_workbook
from openpyxl.worksheet.worksheet import Worksheet

from nq57desk.documents.form_docx import form_docx
from nq57desk.documents.form_xlsx import form_xlsx
from nq57desk.domain.form_answers import CHOICES
from nq57desk.domain.forms import COLUMNS, AskedRow, CollectionForm, FormMark, RowKind
from tests.builders.forms import cell_at, columns, heading_row, row_named

TASKS = (
    AskedRow(
        RowKind.TASK,
        "t1",
        "p",
        "9",
        "Ban hành danh mục cơ sở dữ liệu của phường",
        (("deadline", "Quý I/2026"), ("last", "10/2026: Đang thực hiện, 80%\nĐã có dự thảo")),
        "Kế hoạch số 18/KH-UBND – II. Hạ tầng số",
    ),
    AskedRow(RowKind.TASK, "t2", "p", "10", '=HYPERLINK("http://example.org")', (("deadline", "+1"), ("last", "@x"))),
)
GOALS = (AskedRow(RowKind.INDICATOR, "i1", "p", "3", "Tỷ lệ hồ sơ trực tuyến", (("unit", "%"), ("target", "≥ 80%"))),)


def form(*rows: AskedRow) -> CollectionForm:
    return CollectionForm(
        "Ủy ban nhân dân phường Sao Mai",
        "Phòng Kinh tế",
        FormMark("99901", "2026-11", "7K4F92QD"),
        "tháng 11/2026",
        date(2026, 10, 15),
        date(2026, 11, 14),
        date(2026, 11, 14),
        rows,
    )


def sheets(*rows: AskedRow) -> dict[str, Worksheet]:
    return {sheet.title: sheet for sheet in load_workbook(io.BytesIO(form_xlsx(form(*rows)))).worksheets}


def tables(*rows: AskedRow) -> list[Table]:
    return list(Document(io.BytesIO(form_docx(form(*rows)))).tables)


def test_a_sheet_for_tasks_and_one_for_indicators() -> None:
    assert list(sheets(*TASKS, *GOALS)) == ["Nhiệm vụ", "Chỉ tiêu"]
    assert list(sheets(*GOALS)) == ["Chỉ tiêu"]
    assert len(tables(*TASKS, *GOALS)) == 2


def test_the_head_says_whose_form_of_which_month_by_when() -> None:
    sheet = sheets(*TASKS)["Nhiệm vụ"]
    lines = [str(sheet.cell(row, 2).value) for row in range(1, heading_row(sheet))]
    assert lines[0] == "PHIẾU LẤY SỐ LIỆU: TIẾN ĐỘ NHIỆM VỤ THÁNG 11/2026"
    assert lines[1] == "Cơ quan, đơn vị: Phòng Kinh tế"
    assert lines[2] == "Kỳ báo cáo: tháng 11/2026 (từ ngày 15/10/2026 đến ngày 14/11/2026)"
    assert lines[3] == "Gửi lại Ủy ban nhân dân phường Sao Mai trước hết thứ Bảy, ngày 14/11/2026"
    assert "Không phát sinh" in lines[4]
    assert lines[5].startswith("Mã phiếu: 99901/2026-11/7K4F92QD")
    paragraphs = [p.text for p in Document(io.BytesIO(form_docx(form(*TASKS)))).paragraphs]
    assert [line for line in lines if line not in paragraphs] == []


@pytest.mark.parametrize("kind", list(RowKind))
def test_the_columns_are_the_forms_own(kind: RowKind) -> None:
    rows = TASKS if kind is RowKind.TASK else GOALS
    headings = [column.heading for column in COLUMNS[kind]]
    (sheet,) = sheets(*rows).values()
    assert list(columns(sheet)) == ["Mã dòng", *headings]
    (table,) = tables(*rows)
    assert [cell.text for cell in table.rows[0].cells] == [*headings, "Mã dòng"]


def test_codes_are_hidden_answers_are_open_and_the_rest_is_locked() -> None:
    sheet = sheets(*TASKS)["Nhiệm vụ"]
    row = row_named(sheet, "Ban hành danh mục")
    assert sheet.column_dimensions["A"].hidden
    assert sheet.cell(row, 1).value == TASKS[0].code
    assert sheet.protection.sheet
    assert not sheet.protection.password
    for column in COLUMNS[RowKind.TASK]:
        cell = cell_at(sheet, row, column.heading)
        assert cell.protection.locked is not column.answer
        assert (cell.value is None) is column.answer
        if column.answer:
            assert cell.number_format == "@"


def test_nothing_from_the_data_is_ever_a_formula() -> None:
    (sheet,) = sheets(*TASKS).values()
    cells = [cell for row in sheet.iter_rows() for cell in row if cell.value is not None]
    assert {cell.data_type for cell in cells} == {"s"}
    assert cell_at(sheet, row_named(sheet, "=HYPERLINK"), "Thời hạn").value == "+1"


def test_the_states_are_a_list_on_every_row_and_only_there() -> None:
    (sheet,) = sheets(*TASKS).values()
    (words,) = sheet.data_validations.dataValidation
    assert words.formula1 == f'"{",".join(CHOICES)}"'
    assert len(words.formula1) <= 257
    at = columns(sheet)["Trạng thái"]
    listed = {sheet.cell(row, at).coordinate in words.sqref for row in (row_named(sheet, t.name) for t in TASKS)}
    assert listed == {True}
    assert sheet.cell(heading_row(sheet) + 1, at).coordinate not in words.sqref


def test_it_prints_on_landscape_a4_with_its_headings_repeated() -> None:
    (sheet,) = sheets(*TASKS).values()
    head = heading_row(sheet)
    assert (sheet.page_setup.orientation, sheet.page_setup.paperSize, sheet.page_setup.fitToWidth) == (
        "landscape",
        9,
        1,
    )
    assert sheet.page_setup.fitToHeight == 0
    assert sheet.print_title_rows == f"${head}:${head}"
    assert sheet.freeze_panes == f"D{head + 1}"
    document = Document(io.BytesIO(form_docx(form(*TASKS))))
    section = document.sections[0]
    assert section.page_width is not None
    assert abs(section.page_width - Mm(297)) < Mm(1)
    assert "w:tblHeader" in document.tables[0].rows[0]._tr.xml


def test_rows_grow_with_what_is_typed() -> None:
    (sheet,) = sheets(*TASKS).values()
    row = sheet.row_dimensions[row_named(sheet, "Ban hành danh mục")]
    assert row.height is not None
    assert row.height >= 30
    assert b'customHeight="1"' not in form_xlsx(form(*TASKS)).split(b"<sheetData>")[-1]


def test_word_rows_carry_their_codes_in_plain_text() -> None:
    (table,) = tables(*TASKS)
    assert [row.cells[-1].text for row in table.rows if row.cells[-1].text.startswith("NV-")] == [
        TASKS[0].code,
        TASKS[1].code,
    ]
    assert "w:vanish" not in table._tbl.xml


@settings(max_examples=30, deadline=None)
@given(st.text(max_size=200), st.text(max_size=40_000), st.text(max_size=400))
def test_any_text_makes_a_file_that_opens(name: str, last: str, body: str) -> None:
    row = AskedRow(RowKind.TASK, "t", "p", name[:5], name, (("last", last),), name)
    asked = replace(form(row), body=body, office=body)
    assert len(load_workbook(io.BytesIO(form_xlsx(asked))).worksheets) == 1
    assert len(Document(io.BytesIO(form_docx(asked))).tables) == 1
