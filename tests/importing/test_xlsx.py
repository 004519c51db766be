"""Excel workbooks: what stands in the cells, whatever the sheet says of itself."""

from __future__ import annotations

from datetime import date, datetime, time
from pathlib import Path
from typing import cast

import openpyxl
import pytest
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont
from openpyxl.styles import Font
from openpyxl.worksheet.worksheet import Worksheet

from nq57desk.domain.problems import Place
from nq57desk.importing.limits import Limits
from nq57desk.importing.open_file import read_raw
from nq57desk.importing.reading import RawFile, RawTable
from tests.builders import files


def sheet() -> Worksheet:
    return cast(Worksheet, openpyxl.Workbook().active)


def read(tmp_path: Path, made: Worksheet) -> RawFile:
    path = tmp_path / "phu-luc.xlsx"
    assert made.parent is not None
    made.parent.save(path)
    return read_raw(path)


def raw(tmp_path: Path, sheet_data: str, **more: str) -> RawFile:
    return read_raw(files.xlsx(tmp_path / "phu-luc.xlsx", sheet_data, **more))


def tables(file: RawFile) -> list[RawTable]:
    return [block for block in file.blocks if isinstance(block, RawTable)]


def texts(file: RawFile) -> list[list[str | None]]:
    return [[None if one is None else one.text for one in line.cells] for line in tables(file)[0].rows]


def found(file: RawFile) -> list[tuple[str, str]]:
    return [(problem.code, problem.place.cell) for problem in file.problems]


VALUES = [
    (12.5, "General", "12,5"),
    (2026, "General", "2026"),
    (1234567, "#,##0", "1.234.567"),
    (0.95, "0%", "95%"),
    (0.125, "0.00%", "12,5%"),
    (0.1 + 0.2, "General", "0,3"),
    (-3, "0", "-3"),
    (1, "00", "01"),
    (30, '0" ngày"', "30 ngày"),
    (1e-7, "General", "0,0000001"),
    (date(2026, 8, 25), "dd/mm/yyyy", "25/8/2026"),
    (date(2026, 2, 5), "m/d/yy", "05/02/2026"),
    (date(2026, 8, 1), "mm/yyyy", "8/2026"),
    (date(2026, 8, 1), "mmm-yy", "8/2026"),
    (date(2026, 1, 1), "yyyy", "2026"),
    (datetime.combine(date(2026, 8, 25), time(14, 30)), "dd/mm/yyyy hh:mm", "25/8/2026 14:30"),
    (time(7, 5), "hh:mm", "07:05"),
]


@pytest.mark.parametrize(("value", "number_format", "text"), VALUES)
def test_numbers_and_days_are_written_as_on_paper(
    tmp_path: Path, value: float | date | time, number_format: str, text: str
) -> None:
    made = sheet()
    made["A1"] = value
    made["A1"].number_format = number_format
    cell = tables(read(tmp_path, made))[0].rows[0].cells[0]
    assert cell is not None
    assert (cell.text, cell.is_number) == (text, True)


TEXTS = [
    ("Ủy ban nhân dân", "Ủy ban nhân dân"),
    ("U\u0309y ban", "Ủy ban"),
    ("dòng một\ndòng hai", "dòng một\ndòng hai"),
    ("dòng một_x000D_\ndòng hai", "dòng một\ndòng hai"),
    ("  nhiều \u00a0 khoảng ", "nhiều khoảng"),
    ("Báo cáo&nbsp;tháng<br/>6", "Báo cáo tháng\n6"),
    ("<p>Báo <b>cáo</b></p>", "Báo cáo"),
    ('<span style="color:red">Báo cáo</span>', "Báo cáo"),
    ("<b>x</b>", "<b>x</b>"),
    ('Mục <font color="red">đỏ</font> & <i>', 'Mục <font color="red">đỏ</font> & <i>'),
    ("1.234,5", "1.234,5"),
    ("Uû ban nh©n d©n ph­êng Sao Mai", "Uỷ ban nhân dân phường Sao Mai"),
]


@pytest.mark.parametrize(("written", "text"), TEXTS)
def test_text_is_tidied(tmp_path: Path, written: str, text: str) -> None:
    made = sheet()
    made["A1"] = written
    cell = tables(read(tmp_path, made))[0].rows[0].cells[0]
    assert cell is not None
    assert (cell.text, cell.is_number) == (text, False)


def test_text_that_looks_like_a_formula_stays_text(tmp_path: Path) -> None:
    data = '<row r="1"><c r="A1" t="inlineStr"><is><t>=1+1</t></is></c></row>'
    assert texts(raw(tmp_path, data)) == [["=1+1"]]


def test_control_characters_fall_out(tmp_path: Path) -> None:
    data = '<row r="1"><c r="A1" t="inlineStr"><is><t>a_x0000_b_x0007_c</t></is></c></row>'
    assert texts(raw(tmp_path, data)) == [["abc"]]


def test_formatted_pieces_of_a_text_are_one_text(tmp_path: Path) -> None:
    made = sheet()
    made["A1"] = CellRichText("Chỉ tiêu ", TextBlock(InlineFont(b=True), "bắt buộc"))
    assert texts(read(tmp_path, made)) == [["Chỉ tiêu bắt buộc"]]


def test_truth_and_errors(tmp_path: Path) -> None:
    data = '<row r="1"><c r="A1" t="b"><v>1</v></c><c r="B1" t="e"><v>#REF!</v></c></row>'
    file = raw(tmp_path, data)
    assert texts(file) == [["TRUE", "#REF!"]]
    assert found(file) == [("reading.cell_error", "B1")]


def test_formulas_give_their_stored_value_or_a_problem(tmp_path: Path) -> None:
    data = (
        '<row r="1"><c r="A1"><f>1+1</f><v>2</v></c><c r="B1" t="str"><f>A1&amp;"x"</f><v>2x</v></c>'
        '<c r="C1"><f>SUM(A1)</f></c><c r="D1" t="str"><f>""</f><v></v></c><c r="E1"><f>ROW()</f><v/></c></row>'
    )
    file = raw(tmp_path, data)
    assert texts(file) == [["2", "2x"]]
    assert found(file) == [("reading.formula_without_value", "C1"), ("reading.formula_without_value", "E1")]


def test_a_day_that_is_none_keeps_its_number(tmp_path: Path) -> None:
    made = sheet()
    made["A1"] = 99_999_999
    made["A1"].number_format = "dd/mm/yyyy"
    file = read(tmp_path, made)
    assert texts(file) == [["99999999"]]
    assert found(file) == [("reading.impossible_date", "A1")]


def test_merged_cells(tmp_path: Path) -> None:
    made = sheet()
    for line in (["TT", "Tên", "Bảo đảm", None], [None, None, "Kinh phí", "Nguồn"], [1, "A", 5, "NS"]):
        made.append(line)
    for span in ("A1:A2", "B1:B2", "C1:D1"):
        made.merge_cells(span)
    file = read(tmp_path, made)
    assert texts(file) == [["TT", "Tên", "Bảo đảm", None], [None, None, "Kinh phí", "Nguồn"], ["1", "A", "5", "NS"]]
    first = tables(file)[0].rows[0].cells
    assert [(one.row_span, one.column_span) for one in first if one] == [(2, 1), (2, 1), (1, 2)]


def test_merged_ranges_beyond_the_data_are_cut(tmp_path: Path) -> None:
    data = "".join(f'<row r="{at}"><c r="A{at}"><v>{at}</v></c><c r="B{at}"><v>0</v></c></row>' for at in (1, 2))
    merges = '<mergeCells><mergeCell ref="A3:XFD1048576"/><mergeCell ref="B2:B1048576"/></mergeCells>'
    assert texts(raw(tmp_path, data, after=merges)) == [["1", "0"], ["2", "0"]]


def test_overlapping_ranges_do_not_cover_twice(tmp_path: Path) -> None:
    data = "".join(
        f'<row r="{at}"><c r="A{at}"><v>1</v></c><c r="B{at}"><v>2</v></c><c r="C{at}"><v>3</v></c></row>'
        for at in (1, 2)
    )
    merges = '<mergeCells><mergeCell ref="A1:B1"/><mergeCell ref="B1:C2"/><mergeCell ref="A2:A2"/></mergeCells>'
    assert texts(raw(tmp_path, data, after=merges)) == [["1", None, "3"], ["1", "2", "3"]]


def test_forty_thousand_merged_ranges(tmp_path: Path) -> None:
    rows = "".join(
        f'<row r="{at}"><c r="A{at}"><v>{at}</v></c><c r="C{at}"><v>0</v></c></row>' for at in range(1, 20_001)
    )
    merges = "".join(f'<mergeCell ref="A{at}:B{at}"/><mergeCell ref="C{at}:D{at}"/>' for at in range(1, 20_001))
    file = raw(tmp_path, rows, after=f"<mergeCells>{merges}</mergeCells>")
    assert texts(file)[19_999] == ["20000", None, "0"]


def test_a_sheet_is_as_large_as_its_text(tmp_path: Path) -> None:
    made = sheet()
    made.append(["TT", "Tên"])
    made["A12000"].font = Font(bold=True)
    made["XFD3"].font = Font(bold=True)
    made["A60"] = "sau khoảng trống"
    table = tables(read(tmp_path, made))[0]
    assert (table.columns, [line.place.row for line in table.rows]) == (2, [1, 2, 3, 4, 60])
    assert table.rows[-1].place == Place(file="phu-luc.xlsx", sheet="Sheet", row=60)


@pytest.mark.parametrize("claimed", ["A1", "A1:XFD1048576", "B7:C9"])
def test_the_size_that_a_sheet_claims_is_not_believed(tmp_path: Path, claimed: str) -> None:
    data = '<row r="1"><c r="A1"><v>1</v></c></row><row r="2"><c r="B2"><v>2</v></c></row>'
    assert texts(raw(tmp_path, data, before=f'<dimension ref="{claimed}"/>')) == [["1", ""], ["", "2"]]


def test_cells_without_addresses(tmp_path: Path) -> None:
    assert texts(raw(tmp_path, "<row><c><v>1</v></c><c><v>2</v></c></row><row><c><v>3</v></c></row>")) == [
        ["1", "2"],
        ["3", ""],
    ]


def test_text_too_far_to_the_right_is_told(tmp_path: Path) -> None:
    made = sheet()
    made.append(["TT", "Tên"])
    made["XFD5"] = "lạc"
    file = read(tmp_path, made)
    assert tables(file)[0].columns == 2
    assert found(file) == [("reading.beyond_columns", "XFD5")]


def test_hidden_rows_columns_and_sheets(tmp_path: Path) -> None:
    made = sheet()
    for line in (["TT", "mã", "Tên"], [1, "x", "A"], [2, "y", "B"]):
        made.append(line)
    made.row_dimensions[2].hidden = True
    made.column_dimensions["B"].hidden = True
    assert made.parent is not None
    hidden = made.parent.create_sheet("Danh mục")
    hidden["A1"] = "không đọc"
    hidden.sheet_state = "hidden"
    file = read(tmp_path, made)
    (table,) = tables(file)
    assert [line.hidden for line in table.rows] == [False, True, False]
    assert table.hidden_columns == (1,)
    assert [(problem.code, problem.place.sheet) for problem in file.problems] == [("reading.hidden_sheet", "Danh mục")]


def test_looks_and_fonts_come_from_the_cell_style(tmp_path: Path) -> None:
    made = sheet()
    made["A1"], made["B1"] = "Mục I", "KÕ ho¹ch"
    made["A1"].font = Font(bold=True, italic=True)
    made["B1"].font = Font(name=".VnTime")
    file = read(tmp_path, made)
    first, second = tables(file)[0].rows[0].cells
    assert first is not None
    assert second is not None
    assert (first.bold, first.italic, second.text, second.legacy) == (True, True, "Kế hoạch", True)
    assert found(file) == [("reading.legacy_converted", "B1")]


def test_like_findings_are_counted_not_repeated(tmp_path: Path) -> None:
    rows = "".join(f'<row r="{at}"><c r="A{at}" t="e"><v>#N/A</v></c></row>' for at in range(1, 101))
    file = raw(tmp_path, rows)
    codes = [problem.code for problem in file.problems]
    assert codes == ["reading.cell_error"] * 20 + ["reading.more_like_it"]
    assert dict(file.problems[-1].words) == {"count": "80"}


def test_a_workbook_that_openpyxl_cannot_open_is_still_read(tmp_path: Path) -> None:
    data = '<row r="1"><c r="A1" t="inlineStr"><is><t>Tên nhiệm vụ</t></is></c><c r="B1"><v>2.5</v></c></row>'
    file = raw(tmp_path, data, styles='<fonts count="1"><font><sz val="to"/></font></fonts>')
    assert texts(file) == [["Tên nhiệm vụ", "2,5"]]
    assert found(file) == [("reading.plain_values", "")]


def test_rows_beyond_the_limit_refuse_the_file(tmp_path: Path) -> None:
    made = sheet()
    for at in range(12):
        made.append([at])
    assert made.parent is not None
    made.parent.save(tmp_path / "dai.xlsx")
    with pytest.raises(Exception, match=r"reading\.too_large"):
        read_raw(tmp_path / "dai.xlsx", limits=Limits(rows=10))


def test_an_old_workbook(tmp_path: Path) -> None:
    path = files.xls(tmp_path / "cu.xls", [["TT", "Tên"], [1.0, "Kế hoạch"], ["", "tiếp"]], [(1, 2, 0, 0)])
    file = read_raw(path)
    assert file.format == "xls"
    assert texts(file) == [["TT", "Tên"], ["1", "Kế hoạch"], [None, "tiếp"]]
    assert tables(file)[0].rows[1].place == Place(file="cu.xls", sheet="Bảng", row=2)
