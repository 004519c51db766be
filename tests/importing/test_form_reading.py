"""Returned forms as read, from grids of any shape."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nq57desk.domain.forms import ROW_CODE, TASK_COLUMNS, FormMark, RowKind
from nq57desk.domain.problems import Place
from nq57desk.domain.vietnamese import fold
from nq57desk.importing import form_reading
from nq57desk.importing.form_reading import read_form
from nq57desk.importing.reading import RawBlock, RawCell, RawFile, RawParagraph, RawRow, RawTable

HEADINGS = ("Mã dòng", *(column.heading for column in TASK_COLUMNS))
CODE = "NV-7K4F92QD"


def table(*rows: tuple[str | RawCell | None, ...], sheet: bool = True) -> RawTable:
    cells = [tuple(RawCell(one) if isinstance(one, str) else one for one in row) for row in (HEADINGS, *rows)]
    place = Place(file="a.xlsx", sheet="Nhiệm vụ")
    grid = tuple(RawRow(row, Place("a.xlsx", "Nhiệm vụ", row=at)) for at, row in enumerate(cells, start=7))
    return RawTable(grid, len(HEADINGS), place, hidden_columns=(0,), sheet=sheet)


def file(*blocks: RawBlock) -> RawFile:
    return RawFile("a.xlsx", "xlsx", blocks, digest="0" * 64)


def row(code: str = CODE, name: str = "Việc", **answers: str) -> tuple[str, ...]:
    fields = {"code": code, "number": "1", "name": name, **answers}
    return tuple(fields.get(field, "") for field in ("code", *(column.field for column in TASK_COLUMNS)))


def test_a_row_with_its_code_and_answers() -> None:
    form = read_form(file(RawParagraph("Mã phiếu: 1/2026-11/7K4F92QD"), table(row(state="Hoàn thành"))))
    (only,) = form.rows
    assert form.mark == FormMark("1", "2026-11", "7K4F92QD")
    assert (only.kind, only.code, only.number, only.name) == (RowKind.TASK, CODE, "1", "Việc")
    assert dict(only.answers)["state"] == "Hoàn thành"
    assert only.place_of("state").cell == "F8"


def test_a_code_broken_over_lines_is_read_and_one_in_an_answer_is_none() -> None:
    broken = read_form(file(table(row(code="NV-\n7K4F92QD"))))
    assert broken.rows[0].code == CODE
    typed = read_form(file(table(row(code="", result=CODE))))
    assert typed.rows[0].code == ""


def test_headings_in_between_and_blank_rows_are_no_rows() -> None:
    form = read_form(file(table(("", "Kế hoạch số 18") + ("",) * 10, ("",) * 12, row())))
    assert len(form.rows) == 1


def test_a_cell_merged_down_speaks_for_the_rows_it_covers() -> None:
    first: list[str | RawCell | None] = list(row())
    first[5] = RawCell("Hoàn thành", row_span=2)
    second: list[str | RawCell | None] = list(row(code="NV-7K4F92QE"))
    second[5] = None
    third: list[str | RawCell | None] = list(row(code="NV-7K4F92QF"))
    form = read_form(file(table(tuple(first), tuple(second), tuple(third))))
    assert [dict(one.answers)["state"] for one in form.rows] == ["Hoàn thành", "Hoàn thành", ""]
    assert [one.merged for one in form.rows] == [("state",), ("state",), ()]


def test_a_table_split_in_two_goes_on_under_the_same_headings() -> None:
    whole = table(row(), row(code="NV-7K4F92QE", state="Hoàn thành"))
    rest = replace(whole, rows=whole.rows[2:])
    form = read_form(file(replace(whole, rows=whole.rows[:2]), rest))
    assert [(one.code, dict(one.answers)["state"]) for one in form.rows] == [(CODE, ""), ("NV-7K4F92QE", "Hoàn thành")]
    letterhead = replace(whole, rows=(RawRow((RawCell("Nơi nhận"),) * 12),))
    assert len(read_form(file(whole, letterhead)).rows) == 2


def test_what_has_no_headings_is_no_form() -> None:
    assert not read_form(file(RawParagraph("Kính gửi"))).is_form
    assert read_form(file(table())).is_form


_TEXT = st.text(max_size=12) | st.sampled_from(
    [*HEADINGS, CODE, "Mã phiếu: 1/2026-11/7K4F92QD", "Kỳ báo cáo: tháng 13/2026"]
)
_CELL = st.none() | st.builds(RawCell, _TEXT, st.integers(1, 5), st.integers(1, 5))


@given(st.lists(st.lists(_CELL, max_size=14), max_size=8), st.booleans())
def test_no_grid_is_too_strange(rows: list[list[RawCell | None]], sheet: bool) -> None:
    grid = tuple(RawRow(tuple(cells), Place(row=at)) for at, cells in enumerate(rows, start=1))
    form = read_form(file(table(row()), RawTable(grid, 14, sheet=sheet)))
    assert form.is_form
    assert all(not one.code or ROW_CODE.fullmatch(one.code) for one in form.rows)
    assert len({one.key for one in form.rows}) == len(form.rows)


def test_a_list_without_end_is_compared_with_the_headings_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """46,000 rows took a quarter of a minute: each cell was folded anew for each column of each form, twice."""
    folded: list[str] = []

    def counted(text: str) -> str:
        folded.append(text)
        return fold(text)

    monkeypatch.setattr(form_reading, "fold", counted)
    found = read_form(file(table(*[("1", "Việc", "Văn phòng", "Quý IV")] * 500)))
    assert found.is_form
    assert len(folded) <= 4 * 500 + 100
