"""Where a pasted block goes, and how cells leave."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nq57desk.domain.matching import MatchRow
from nq57desk.domain.pasting import (
    NameColumns,
    PlacedCell,
    as_html,
    as_safe_tsv,
    as_tsv,
    find_names,
    place,
    place_by_name,
    without_empty_end,
)
from nq57desk.importing.text import records

ROWS = ("a", "b", "c")
FIELDS = ("state", "percent", "result")
NAMED = (
    MatchRow("a", "Phân công cán bộ phụ trách chuyển đổi số", "1"),
    MatchRow("b", "Duy trì Tổ công nghệ số cộng đồng", "2"),
    MatchRow("c", "Ban hành danh mục cơ sở dữ liệu của phường", "3"),
)


def test_one_value_goes_into_every_selected_cell() -> None:
    chosen = [("a", "state"), ("b", "state"), ("b", "state")]
    placed = place([["2"]], rows=ROWS, fields=FIELDS, at=("a", "state"), selected=chosen)
    assert placed.cells == (PlacedCell("a", "state", "2"), PlacedCell("b", "state", "2"))
    assert place([["2"]], rows=ROWS, fields=FIELDS, at=("c", "result")).cells == (PlacedCell("c", "result", "2"),)


def test_a_block_goes_from_the_current_cell_however_little_is_selected() -> None:
    placed = place([["2", "60"], ["3", "100"]], rows=ROWS, fields=FIELDS, at=("b", "state"), selected=[("b", "state")])
    assert [(c.row_id, c.field, c.text) for c in placed.cells] == [
        ("b", "state", "2"),
        ("b", "percent", "60"),
        ("c", "state", "3"),
        ("c", "percent", "100"),
    ]
    assert (placed.outside_rows, placed.outside_columns) == (0, 0)


def test_what_falls_outside_is_counted() -> None:
    placed = place([["1", "2"]] * 3, rows=ROWS, fields=FIELDS, at=("b", "result"))
    assert len(placed.cells) == 2
    assert (placed.outside_rows, placed.outside_columns) == (1, 1)
    with pytest.raises(ValueError, match="colour"):
        place([["1"]], rows=ROWS, fields=FIELDS, at=("a", "colour"))


def test_names_are_found_wherever_they_stand() -> None:
    block = [
        ["2", "Duy trì Tổ công nghệ số cộng đồng", "Đã họp"],
        ["1", "phân công cán bộ phụ trách chuyển đổi số", ""],
    ]
    assert find_names(block, NAMED) == NameColumns(1, 0)
    headed = [["TT", "Nội dung", "Kết quả"], *block]
    assert find_names(headed, NAMED) == NameColumns(1, 0, ("TT", "Nội dung", "Kết quả"))
    assert find_names([["2", "60"], ["3", "70"]], NAMED) is None
    assert find_names([["Duy trì Tổ công nghệ số cộng đồng"]], NAMED) is None


def test_a_block_with_names_finds_its_rows_in_any_order() -> None:
    block = [
        ["2", "Duy trì Tổ công nghệ số cộng đồng", "Đã họp"],
        ["9", "Việc không có trong lưới", "?"],
        ["3", "Ban hành danh mục CSDL của phường", "Đã xong"],
    ]
    names = NameColumns(1, 0)
    placed = place_by_name(block, names, rows=NAMED, fields=FIELDS, field="result", headings={})
    assert placed.cells == (PlacedCell("b", "result", "Đã họp"),)
    assert placed.unknown == ("Việc không có trong lưới",)
    assert [(pair.proposed.key, pair.existing.key) for pair in placed.doubtful] == [("2", "c")]
    sure = place_by_name(block, names, rows=NAMED, fields=FIELDS, field="result", headings={}, confirmed={"2": "c"})
    assert PlacedCell("c", "result", "Đã xong") in sure.cells
    assert not sure.doubtful


def test_headings_say_where_the_columns_go() -> None:
    block = [["Kết quả", "Việc", "Ghi chú", "%"], ["Đã họp", "Duy trì Tổ công nghệ số cộng đồng", "a", "60"]]
    names = find_names(block, NAMED)
    assert names is not None
    placed = place_by_name(
        block, names, rows=NAMED, fields=FIELDS, field="state", headings={"ket qua": "result", "%": "percent"}
    )
    assert placed.cells == (PlacedCell("b", "result", "Đã họp"), PlacedCell("b", "percent", "60"))


def test_empty_rows_at_the_end_fall_out() -> None:
    assert without_empty_end([["a"], [""], ["b"], ["", " "]]) == [["a"], [""], ["b"]]
    assert without_empty_end([[""], [""]]) == [[""]]


def test_cells_leave_as_excel_quotes_them() -> None:
    block = [["Đã họp\nĐã ký", 'Kế hoạch "A"'], ["=1+1", "<b>"]]
    assert as_tsv(block) == '"Đã họp\nĐã ký"\t"Kế hoạch ""A"""\r\n=1+1\t<b>\r\n'
    page = as_html(block, header=True)
    assert "Đã họp<br" in page
    assert "&lt;b&gt;" in page
    assert """<td style='mso-number-format:"\\@"'>=1+1</td>""" in page
    assert "<th" in page
    assert "<td>60</td>" in as_html([["60"]])


_CELL = st.text(st.characters(exclude_characters="\r\0", exclude_categories=("Cs", "Cc")) | st.sampled_from('\n"'))


@given(st.lists(st.lists(_CELL, min_size=2, max_size=3), min_size=1, max_size=4))
def test_what_leaves_comes_back(block: list[list[str]]) -> None:
    text = as_tsv(block).replace("\r\n", "\n")
    assert list(records(text, "\t")) == block


@pytest.mark.parametrize(
    ("text", "copied"),
    [
        ("=SUM(A1)", "'=SUM(A1)"),
        ("+84", "'+84"),
        ("@tên", "'@tên"),
        ("- Báo cáo", "'- Báo cáo"),
        ("-5", "-5"),
        ("-1.234,5", "-1.234,5"),
        ("Báo cáo = 1", "Báo cáo = 1"),
        ("", ""),
    ],
)
def test_a_table_to_look_at_brings_no_formula_into_excel(text: str, copied: str) -> None:
    assert as_safe_tsv([[text]]) == f"{copied}\r\n"
