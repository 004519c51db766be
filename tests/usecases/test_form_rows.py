"""Rows of returned forms: lost, displaced, merged, in every spelling."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from copy import deepcopy
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from docx import Document
from openpyxl.worksheet.worksheet import Worksheet

from nq57desk.domain.indicators import IndicatorValue
from nq57desk.domain.plan import Task
from nq57desk.domain.progress import State
from nq57desk.workspace import Desk
from tests.builders.forms import cell_at, columns, fill_docx, fill_xlsx, heading_row, row_named, store_formula_values
from tests.usecases.form_steps import (
    ECONOMY,
    LAND,
    LIST,
    PERIOD,
    codes,
    made,
    preview,
    reasons,
    take,
    task_id,
    update,
)


def _without_codes(sheet: Worksheet) -> None:
    sheet.delete_cols(1)


def _code_lost(sheet: Worksheet) -> None:
    sheet.cell(row_named(sheet, LAND), 1).value = None


def _reworded(sheet: Worksheet) -> None:
    cell_at(sheet, row_named(sheet, LAND), "Nhiệm vụ").value = "Làm sạch dữ liệu đất đai phục vụ kết nối CSDL quốc gia"


@pytest.mark.parametrize("change", [_without_codes, _code_lost])
def test_a_row_without_its_code_waits_for_a_person(
    desk: Desk, tmp_path: Path, change: Callable[[Worksheet], None]
) -> None:
    xlsx, _ = made(desk, tmp_path)
    fill_xlsx(xlsx, {LAND: {"Trạng thái": "Tạm dừng", "Kết quả trong kỳ": "Chờ vốn"}}, change=change)
    found = take(desk, xlsx)
    (doubt,) = found.doubtful
    assert doubt.reason == "lost_row"
    assert doubt.suggested == task_id(desk, LAND)
    assert update(desk, LAND) is None
    confirmed = take(desk, xlsx, confirmed={doubt.key: ""})
    assert confirmed.doubtful == ()
    land = update(desk, LAND)
    assert land is not None
    assert (land.state, land.result) == (State.PAUSED, "Chờ vốn")


def test_a_row_that_was_put_in_is_matched_by_name_or_told(desk: Desk, tmp_path: Path) -> None:
    xlsx, _ = made(desk, tmp_path)

    def insert(sheet: Worksheet) -> None:
        row = sheet.max_row + 1
        for heading, text in (
            ("TT", "10"), ("Nhiệm vụ", "Làm sạch dữ liệu đất đai"), ("Trạng thái", "Đang thực hiện"),
        ):  # fmt: skip
            sheet.cell(row, columns(sheet)[heading]).value = text
        sheet.cell(row + 1, columns(sheet)["Nhiệm vụ"]).value = "Việc hoàn toàn khác, không có trong kế hoạch"
        sheet.cell(row + 1, columns(sheet)["Trạng thái"]).value = "Hoàn thành"

    found = preview(desk, fill_xlsx(xlsx, {}, change=insert))
    assert [doubt.suggested for doubt in found.doubtful] == [task_id(desk, LAND)]
    assert codes(found) == ["forms.row_unknown"]
    assert found.counts.differing == 0


def test_codes_that_stand_beside_other_names_are_not_believed(desk: Desk, tmp_path: Path) -> None:
    xlsx, _ = made(desk, tmp_path)

    def swap(sheet: Worksheet) -> None:
        one, other = row_named(sheet, LAND), row_named(sheet, LIST)
        first, second = sheet.cell(one, 1), sheet.cell(other, 1)
        first.value, second.value = second.value, first.value

    fill_xlsx(xlsx, {LAND: {"Trạng thái": "Hoàn thành"}, LIST: {"Trạng thái": "Tạm dừng"}}, change=swap)
    found = preview(desk, xlsx)
    assert reasons(found) == ["other_row", "other_row"]
    assert {d.suggested for d in found.doubtful} == {task_id(desk, LAND), task_id(desk, LIST)}
    assert found.counts.differing == 0


def test_a_changed_wording_is_told_and_ignored(desk: Desk, tmp_path: Path) -> None:
    xlsx, _ = made(desk, tmp_path)
    name = desk.store.some(Task, [task_id(desk, LAND)])[0].name
    fill_xlsx(xlsx, {LAND: {"Trạng thái": "Đang thực hiện"}}, change=_reworded)
    found = take(desk, xlsx)
    assert codes(found) == ["forms.wording_changed"]
    assert update(desk, LAND) is not None
    assert desk.store.some(Task, [task_id(desk, LAND)])[0].name == name


def test_a_state_not_said_or_unknown_waits(desk: Desk, tmp_path: Path) -> None:
    xlsx, _ = made(desk, tmp_path)
    fill_xlsx(
        xlsx,
        {
            LAND: {"Kết quả trong kỳ": "Đã làm"},
            LIST: {"Trạng thái": "Chưa hoàn thành"},
        },
    )
    found = take(desk, xlsx)
    assert sorted(reasons(found)) == ["no_state", "unknown_state"]
    assert found.counts.differing == 0
    by_reason = {doubt.reason: doubt for doubt in found.doubtful}
    assert by_reason["unknown_state"].suggested == ""
    take(desk, xlsx, confirmed={by_reason["no_state"].key: "", by_reason["unknown_state"].key: "not_started"})
    states = [there.state for start in (LAND, LIST) if (there := update(desk, start))]
    assert states == [State.IN_PROGRESS, State.NOT_STARTED]


@pytest.mark.parametrize(
    ("answers", "code"),
    [
        ({"Trạng thái": "Đang thực hiện", "% hoàn thành": "140"}, "forms.bad_percent"),
        ({"Trạng thái": "Đang thực hiện", "% hoàn thành": 0.6}, "forms.bad_percent"),
        ({"Trạng thái": "Hoàn thành", "Ngày hoàn thành": "11/25/2026"}, "forms.bad_day"),
        ({"Trạng thái": "Hoàn thành", "Ngày hoàn thành": "tuần sau"}, "forms.bad_day"),
        ({"Trạng thái": "Đang thực hiện", "Kết quả trong kỳ": "a" * 20_000}, "forms.too_long"),
    ],
)
def test_a_flawed_cell_stops_its_row_only(
    desk: Desk, tmp_path: Path, answers: dict[str, str | int | float | date], code: str
) -> None:
    xlsx, _ = made(desk, tmp_path)
    found = take(desk, fill_xlsx(xlsx, {LAND: answers, LIST: {"Trạng thái": "Tạm dừng"}}))
    assert codes(found) == [code]
    (problem,) = found.problems
    assert problem.place.cell
    assert update(desk, LAND) is None
    assert update(desk, LIST) is not None


@pytest.mark.parametrize("day", [date(2026, 11, 5), "05/11/2026", "5-11-26", "ngày 5 tháng 11 năm 2026", "5/11"])
def test_days_are_read_in_any_spelling_and_as_real_dates(desk: Desk, tmp_path: Path, day: str | date) -> None:
    xlsx, _ = made(desk, tmp_path)

    def plain(sheet: Worksheet) -> None:
        if not isinstance(day, str):
            cell_at(sheet, row_named(sheet, LAND), "Ngày hoàn thành").number_format = "dd/mm/yyyy"

    fill_xlsx(xlsx, {LAND: {"Trạng thái": "Hoàn thành", "Ngày hoàn thành": day}}, change=plain)
    take(desk, xlsx)
    land = update(desk, LAND)
    assert land is not None
    assert land.finished_on == date(2026, 11, 5)


def test_real_numbers_and_percents(desk: Desk, tmp_path: Path) -> None:
    xlsx, _ = made(desk, tmp_path)

    def percent(sheet: Worksheet) -> None:
        cell_at(sheet, row_named(sheet, LAND), "% hoàn thành").number_format = "0%"

    rows: dict[str, dict[str, str | int | float | date]] = {
        LAND: {"Trạng thái": "Đang thực hiện", "% hoàn thành": 0.6},
        LIST: {"Trạng thái": "Đang thực hiện", "% hoàn thành": 75},
        "Tỷ lệ giải ngân": {"Kết quả kỳ này": 96.5},
    }
    take(desk, fill_xlsx(xlsx, rows, change=percent))
    percents = [found.percent for start in (LAND, LIST) if (found := update(desk, start))]
    assert percents == [60, 75]
    assert [v.actual for v in desk.store.find(IndicatorValue, period=PERIOD)] == [Decimal("96.5")]


def test_a_merged_cell_speaks_for_each_row_and_is_told(desk: Desk, tmp_path: Path) -> None:
    xlsx, _ = made(desk, tmp_path)

    def merge(sheet: Worksheet) -> None:
        first = row_named(sheet, LAND)
        for heading, text in (("Trạng thái", "Đang thực hiện"), ("Kết quả trong kỳ", "Làm chung")):
            at = columns(sheet)[heading]
            sheet.cell(first, at).value = text
            sheet.merge_cells(start_row=first, end_row=first + 1, start_column=at, end_column=at)

    found = take(desk, fill_xlsx(xlsx, {}, change=merge))
    assert set(codes(found)) == {"forms.merged_cell"}
    assert found.counts.new == 2
    land = update(desk, LAND)
    assert land is not None
    assert land.result == "Làm chung"


def test_a_formula_counts_by_its_stored_value_and_is_told_without(desk: Desk, tmp_path: Path) -> None:
    xlsx, _ = made(desk, tmp_path)
    fill_xlsx(xlsx, {LAND: {"Trạng thái": "Đang thực hiện", "% hoàn thành": "=30+30"}})
    without = store_formula_values(Path(shutil.copy(xlsx, tmp_path / "chưa tính.xlsx")), "")
    assert codes(preview(desk, without)) == ["reading.formula_without_value"]
    found = take(desk, store_formula_values(xlsx, "60"))
    land = update(desk, LAND)
    assert land is not None
    assert (codes(found), land.percent) == ([], 60)


def test_a_form_without_its_mark_is_known_by_its_lines(desk: Desk, tmp_path: Path) -> None:
    xlsx, _ = made(desk, tmp_path)

    def unmark(sheet: Worksheet) -> None:
        assert sheet.parent is not None
        for each in sheet.parent.worksheets:
            for row in range(1, heading_row(each)):
                if str(each.cell(row, 2).value).startswith("Mã phiếu"):
                    cell = each.cell(row, 2)
                    cell.value = None

    fill_xlsx(xlsx, {LAND: {"Trạng thái": "Đang thực hiện"}}, change=unmark)
    found = preview(desk, xlsx)
    assert codes(found) == ["forms.mark_lost"]
    assert (found.files[0].body, found.files[0].period, found.counts.new) == (ECONOMY, PERIOD, 1)


def test_a_row_copied_in_word_with_another_answer_waits_for_a_choice(desk: Desk, tmp_path: Path) -> None:
    _, docx = made(desk, tmp_path)
    fill_docx(docx, {LAND: {"Trạng thái": "Đang thực hiện"}})
    document = Document(str(docx))
    table = document.tables[0]
    row = next(row for row in table.rows if row.cells[1].text.startswith(LAND))
    row._tr.addnext(deepcopy(row._tr))
    document.save(str(docx))
    same = preview(desk, docx)
    assert (same.doubtful, same.counts.new) == ((), 1)
    at = next(at for at, row in enumerate(table.rows) if row.cells[1].text.startswith(LAND))
    state = [cell.text for cell in table.rows[0].cells].index("Trạng thái")
    table.rows[at].cells[state].paragraphs[0].runs[-1].text = "Hoàn thành"
    document.save(str(docx))
    differing = preview(desk, docx)
    assert (reasons(differing), differing.counts.new) == (["conflict"], 0)


def test_a_flaw_in_word_is_told_with_its_row_and_column(desk: Desk, tmp_path: Path) -> None:
    _, docx = made(desk, tmp_path)
    found = preview(desk, fill_docx(docx, {LAND: {"Trạng thái": "Hoàn thành", "% hoàn thành": "140"}}))
    (problem,) = found.problems
    assert (problem.place.table, problem.place.column) == (1, "% hoàn thành")
    assert problem.place.row


def test_columns_moved_or_left_out_do_not_matter(desk: Desk, tmp_path: Path) -> None:
    xlsx, _ = made(desk, tmp_path)

    def change(sheet: Worksheet) -> None:
        sheet.delete_cols(columns(sheet)["Kỳ trước"])
        sheet.insert_cols(columns(sheet)["Trạng thái"])

    fill_xlsx(xlsx, {LAND: {"Trạng thái": "Đang thực hiện", "Kiến nghị": "Cấp thêm máy"}}, change=change)
    take(desk, xlsx)
    land = update(desk, LAND)
    assert land is not None
    assert (land.state, land.proposal) == (State.IN_PROGRESS, "Cấp thêm máy")
