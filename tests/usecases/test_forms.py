"""Collection forms: made, filled in as clerks do, brought back."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from openpyxl import load_workbook
from openpyxl.worksheet.worksheet import Worksheet

from nq57desk.domain.indicators import Indicator, IndicatorValue
from nq57desk.domain.plan import Task
from nq57desk.domain.progress import ProgressUpdate, State
from nq57desk.errors import Refused
from nq57desk.usecases import forms, history, progress
from nq57desk.usecases.changing import apply_records, proposed
from nq57desk.usecases.forms import FormsPreview
from nq57desk.workspace import Desk, open_desk
from tests.builders.forms import cell_at, columns, fill_docx, fill_xlsx, heading_row, row_named, store_formula_values
from tests.builders.offices import ward_with_plans

PERIOD = "2026-11"
ECONOMY = "Phòng Kinh tế, Hạ tầng và Đô thị"
POLICE = "Công an phường"
LAND = "Làm sạch dữ liệu đất đai"
OPEN_DATA = "Cập nhật dữ liệu mở"
LIST = "Ban hành danh mục"


def made(desk: Desk, folder: Path, body: str = ECONOMY, period: str = PERIOD) -> tuple[Path, Path]:
    xlsx, docx = forms.make_forms(desk, period=period, folder=folder, body=body).files
    return xlsx, docx


def preview(desk: Desk, *paths: Path, **confirmed: str) -> FormsPreview:
    return forms.preview_forms(desk, paths=paths, confirmed={k.replace("_", "-"): v for k, v in confirmed.items()})


def take(desk: Desk, *paths: Path, confirmed: dict[str, str] | None = None) -> FormsPreview:
    found = forms.preview_forms(desk, paths=paths, confirmed=confirmed)
    forms.apply_forms(desk, preview=found)
    return found


def task_id(desk: Desk, start: str) -> str:
    return next(t.id for t in desk.store.all(Task) if t.name.startswith(start))


def update(desk: Desk, start: str, period: str = PERIOD) -> ProgressUpdate | None:
    found = desk.store.find(ProgressUpdate, task_id=task_id(desk, start), period=period)
    return found[0] if found else None


def codes(found: FormsPreview) -> list[str]:
    return [problem.code for problem in found.problems]


def reasons(found: FormsPreview) -> list[str]:
    return [doubt.reason for doubt in found.doubtful]


def test_each_lead_body_gets_two_files_with_its_rows(desk: Desk, tmp_path: Path) -> None:
    all_made = forms.make_forms(desk, period=PERIOD, folder=tmp_path)
    assert len(all_made.forms) == 10
    assert len(all_made.files) == 20
    assert all(file.stat().st_size > 5000 for file in all_made.files)
    economy = next(form for form in all_made.forms if form.body == ECONOMY)
    led = [t for t in desk.store.all(Task) if t.lead == ECONOMY]
    assert (economy.tasks, economy.indicators) == (len(led), 6)
    assert all_made.problems == ()


def test_a_finished_task_is_asked_no_more(desk: Desk, tmp_path: Path) -> None:
    before = forms.make_forms(desk, period=PERIOD, folder=tmp_path, body=ECONOMY).forms[0].tasks
    progress.set_progress(desk, task_id=task_id(desk, LAND), period="2026-10", state=State.DONE, result="Xong")
    assert forms.make_forms(desk, period=PERIOD, folder=tmp_path, body=ECONOMY).forms[0].tasks == before - 1


@pytest.mark.parametrize("kind", ["xlsx", "docx"])
def test_a_filled_form_becomes_updates_and_values(desk: Desk, tmp_path: Path, kind: str) -> None:
    xlsx, docx = made(desk, tmp_path)
    rows: dict[str, dict[str, str | int | float | date]] = {
        LAND: {
            "Trạng thái": "Đang thực hiện",
            "% hoàn thành": "60%",
            "Kết quả trong kỳ": "Đã làm sạch 60% thửa đất.",
            "Khó khăn, vướng mắc": "Thiếu người",
        },
        LIST: {"Trạng thái": "hoan thanh", "Sản phẩm, văn bản": "QĐ số 12/QĐ-UBND", "Ngày hoàn thành": "5.11.2026"},
        OPEN_DATA: {"Trạng thái": "Không phát sinh"},
        "Số điểm truy cập": {"Kết quả kỳ này": "12", "Nguồn số liệu": "Phòng tự đếm"},
        "Tỷ lệ giải ngân": {"Tử số": "1.234,5", "Mẫu số": "2.000"},
    }
    filled = fill_xlsx(xlsx, rows) if kind == "xlsx" else fill_docx(docx, rows)
    found = take(desk, filled)
    assert codes(found) == []
    assert (found.counts.new, found.counts.differing, found.doubtful) == (5, 5, ())
    land = update(desk, LAND)
    assert land is not None
    assert (land.state, land.percent, land.result, land.difficulty) == (
        State.IN_PROGRESS, 60, "Đã làm sạch 60% thửa đất.", "Thiếu người",
    )  # fmt: skip
    assert land.by == f"{ECONOMY} – phiếu {filled.name}"
    assert land.recorded_on == desk.today
    finished = update(desk, LIST)
    assert finished is not None
    assert (finished.state, finished.finished_on, finished.product_document) == (
        State.DONE, date(2026, 11, 5), "QĐ số 12/QĐ-UBND",
    )  # fmt: skip
    nothing = update(desk, OPEN_DATA)
    assert nothing is not None
    assert (nothing.state, nothing.nothing_arose) == (State.NOT_STARTED, True)
    values = {v.indicator_id: v for v in desk.store.find(IndicatorValue, period=PERIOD)}
    by_name = {one.name: values[one.id] for one in desk.store.all(Indicator) if one.id in values}
    points = next(v for name, v in by_name.items() if name.startswith("Số điểm truy cập"))
    assert (points.actual, points.source) == (Decimal(12), "Phòng tự đếm")
    share = next(v for name, v in by_name.items() if name.startswith("Tỷ lệ giải ngân"))
    assert (share.actual, share.numerator, share.denominator) == (None, Decimal("1234.5"), Decimal(2000))
    entry = desk.store.journal(limit=10)
    imported = next(one for one in entry if one.action == "import")
    assert (imported.source.kind, imported.source.name) == ("file", filled.name)


def test_a_form_returned_twice_changes_nothing(desk: Desk, tmp_path: Path) -> None:
    xlsx, _ = made(desk, tmp_path)
    fill_xlsx(xlsx, {LAND: {"Trạng thái": "Đang thực hiện", "Kết quả trong kỳ": "Một nửa"}})
    take(desk, xlsx)
    again = preview(desk, xlsx)
    assert (again.counts.differing, again.counts.same) == (0, 1)
    twice = preview(desk, xlsx, xlsx)
    assert "forms.same_file" in codes(twice)
    assert twice.counts.same == 1


def test_an_import_of_forms_can_be_undone(desk: Desk, tmp_path: Path) -> None:
    xlsx, _ = made(desk, tmp_path)
    fill_xlsx(xlsx, {LAND: {"Trạng thái": "Đang thực hiện", "Kết quả trong kỳ": "Một nửa"}})
    take(desk, xlsx)
    assert update(desk, LAND) is not None
    history.undo(desk)
    assert update(desk, LAND) is None


def test_an_empty_form_is_no_update(desk: Desk, tmp_path: Path) -> None:
    xlsx, docx = made(desk, tmp_path)
    fill_xlsx(xlsx, {LAND: {"Kết quả trong kỳ": " – ", "Kiến nghị": "…."}})
    found = preview(desk, xlsx, docx)
    assert found.counts.differing == 0
    assert found.doubtful == ()
    assert [len(result.answered) for result in found.files] == [0, 0]


def test_empty_cells_leave_what_is_recorded(desk: Desk, tmp_path: Path) -> None:
    xlsx, _ = made(desk, tmp_path)
    progress.set_progress(
        desk, task_id=task_id(desk, LAND), period=PERIOD, state=State.IN_PROGRESS, percent=40, difficulty="Thiếu máy"
    )
    fill_xlsx(xlsx, {LAND: {"Kết quả trong kỳ": "Thêm 5 thửa"}})
    found = take(desk, xlsx)
    land = update(desk, LAND)
    assert land is not None
    assert (land.state, land.percent, land.difficulty, land.result) == (
        State.IN_PROGRESS, 40, "Thiếu máy", "Thêm 5 thửa",
    )  # fmt: skip
    assert found.counts.edited == 1


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


@pytest.mark.parametrize("kind", [0, 1])
def test_another_offices_form_is_refused(desk: Desk, tmp_path: Path, kind: int) -> None:
    from nq57desk.usecases.sample import sample_files
    from tests.builders.offices import import_file, ward

    with ward(tmp_path / "b", code="99907", name="Ủy ban nhân dân phường Sao Khuê") as other:
        import_file(other, sample_files()[0])
        file = made(other, tmp_path / "b-forms")[kind]
    found = preview(desk, file)
    assert codes(found) == ["forms.other_office"]
    assert found.files[0].outcome == "refused"
    assert found.counts.differing == 0


def test_periods_that_cannot_be_taken(desk: Desk, tmp_path: Path) -> None:
    closed, _ = made(desk, tmp_path / "10", period="2026-10")
    future, _ = made(desk, tmp_path / "12", period="2026-12")
    present, _ = made(desk, tmp_path / "11")
    progress.close_period(desk, period="2026-10")
    found = preview(desk, closed, future, present)
    assert codes(found) == ["forms.period_closed", "forms.future_period"]
    assert [result.outcome for result in found.files] == ["refused", "refused", "read"]
    wanted = forms.preview_forms(desk, paths=[present], period="2026-10")
    assert codes(wanted) == ["forms.other_period"]
    with pytest.raises(Refused):
        forms.make_forms(desk, period="2026-10", folder=tmp_path)


def test_last_months_form_with_a_new_title_is_refused(desk: Desk, tmp_path: Path) -> None:
    old, _ = made(desk, tmp_path, period="2026-10")

    def retitle(sheet: Worksheet) -> None:
        row = next(row for row in range(1, 7) if str(sheet.cell(row, 2).value).startswith("Kỳ báo cáo"))
        sheet.cell(row, 2).value = "Kỳ báo cáo: tháng 11/2026"

    assert codes(preview(desk, fill_xlsx(old, {}, change=retitle))) == ["forms.period_unclear"]


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


def test_what_is_no_form_is_refused_and_the_others_are_read(desk: Desk, tmp_path: Path) -> None:
    from nq57desk.usecases.sample import sample_files

    xlsx, _ = made(desk, tmp_path)
    fill_xlsx(xlsx, {LAND: {"Trạng thái": "Đang thực hiện"}})
    found = preview(desk, sample_files()[0], tmp_path / "không có.xlsx", xlsx)
    assert codes(found) == ["forms.not_a_form", "reading.missing"]
    assert found.counts.new == 1


def shared(desk: Desk) -> None:
    """The task about land gets a second lead."""
    about = desk.store.some(Task, [task_id(desk, LAND)])[0]
    apply_records(desk, "edit", [proposed(replace(about, lead=f"{ECONOMY}; {POLICE}"))])


def test_a_shared_task_is_asked_of_each_and_two_answers_wait_for_a_choice(desk: Desk, tmp_path: Path) -> None:
    shared(desk)
    one, _ = made(desk, tmp_path)
    _, other = made(desk, tmp_path, POLICE)
    sheet = load_workbook(one).worksheets[0]
    last = str(cell_at(sheet, row_named(sheet, LAND), "Kỳ trước").value)
    assert last.startswith(f"Cùng chủ trì: {POLICE}")
    fill_xlsx(one, {LAND: {"Trạng thái": "Hoàn thành"}})
    fill_docx(other, {LAND: {"Trạng thái": "Đang thực hiện", "Kết quả trong kỳ": "Còn đối chiếu"}})
    found = take(desk, one, other)
    (doubt,) = found.doubtful
    assert (doubt.reason, len(doubt.choices), found.counts.conflict) == ("conflict", 2, 1)
    assert update(desk, LAND) is None
    take(desk, one, other, confirmed={doubt.key: doubt.choices[1].value})
    land = update(desk, LAND)
    assert land is not None
    assert (land.state, land.by.split(" – ")[0]) == (State.IN_PROGRESS, POLICE)


def test_another_bodys_recorded_answer_is_not_overwritten_without_a_choice(desk: Desk, tmp_path: Path) -> None:
    shared(desk)
    one, _ = made(desk, tmp_path)
    other, _ = made(desk, tmp_path, POLICE)
    take(desk, fill_xlsx(one, {LAND: {"Trạng thái": "Hoàn thành", "Kết quả trong kỳ": "Xong cả"}}))
    fill_xlsx(other, {LAND: {"Trạng thái": "Đang thực hiện"}})
    found = take(desk, other)
    (doubt,) = found.doubtful
    assert (doubt.reason, found.counts.conflict) == ("recorded", 1)
    first = update(desk, LAND)
    assert first is not None
    assert first.state is State.DONE
    take(desk, other, confirmed={doubt.key: doubt.choices[1].value})
    second = update(desk, LAND)
    assert second is not None
    assert second.state is State.IN_PROGRESS


def test_the_same_answer_of_two_bodies_is_no_conflict(desk: Desk, tmp_path: Path) -> None:
    shared(desk)
    one, _ = made(desk, tmp_path)
    other, _ = made(desk, tmp_path, POLICE)
    for file in (one, other):
        fill_xlsx(file, {LAND: {"Trạng thái": "Đang thực hiện", "Kết quả trong kỳ": "Một nửa"}})
    found = preview(desk, one, other)
    assert (found.doubtful, found.counts.new) == ((), 1)


def test_who_has_not_returned_theirs(desk: Desk, tmp_path: Path) -> None:
    made_all = forms.make_forms(desk, period=PERIOD, folder=tmp_path)
    economy = next(form for form in made_all.forms if form.body == ECONOMY)
    take(desk, fill_xlsx(economy.files[0], {LAND: {"Trạng thái": "Đang thực hiện"}}))
    progress.set_progress(desk, task_id=task_id(desk, LIST), period=PERIOD, state=State.IN_PROGRESS, result="Gọi điện")
    status = {one.body: one for one in forms.returned(desk, period=PERIOD)}
    assert len(status) == 10
    theirs = status[ECONOMY]
    assert (theirs.sent_on, theirs.returned_on, theirs.files) == (desk.today, desk.today, (economy.files[0].name,))
    assert (theirs.answered, theirs.asked) == (2, economy.tasks + economy.indicators)
    assert task_id(desk, LAND) not in {row.id for row in theirs.open}
    police = status[POLICE]
    assert (police.returned_on, police.answered, len(police.open)) == (None, 0, police.asked)
    # Made again, what came back stays.
    forms.make_forms(desk, period=PERIOD, folder=tmp_path)
    assert {one.body: one for one in forms.returned(desk, period=PERIOD)}[ECONOMY] == theirs


def test_the_reminder_names_what_is_awaited_and_the_due_day(desk: Desk, tmp_path: Path) -> None:
    xlsx, _ = made(desk, tmp_path, POLICE)
    take(desk, fill_xlsx(xlsx, {"Tập huấn an toàn thông tin": {"Trạng thái": "Hoàn thành"}}))
    text = forms.reminder(desk, period=PERIOD, body="cong an phường".replace("cong", "CÔNG"))
    assert text.startswith("Kính gửi: Công an phường\n")
    assert "trước hết ngày 14/11/2026" in text
    assert "Tuyên truyền phòng, chống lừa đảo" in text
    assert "Tập huấn an toàn thông tin" not in text
    assert "đã gửi ngày 13/11/2026" in text
    assert "!" not in text
    with pytest.raises(Refused) as refused:
        forms.reminder(desk, period=PERIOD, body="Sở Không Có")
    assert refused.value.problems[0].code == "forms.unknown_body"


def test_a_late_reminder_says_so(desk: Desk) -> None:
    folder = desk.folder
    desk.close()
    with open_desk(folder, as_of=date(2026, 11, 17)) as later:
        assert "nay đã qua" in forms.reminder(later, period=PERIOD, body=POLICE)


def test_many_forms_at_once(desk: Desk, tmp_path: Path) -> None:
    files = []
    for form in forms.make_forms(desk, period=PERIOD, folder=tmp_path).forms:
        sheet = load_workbook(form.files[0]).worksheets[0]
        at = columns(sheet).get("Nhiệm vụ")
        if at is None:
            continue
        names = [str(sheet.cell(row, at).value) for row in range(heading_row(sheet) + 1, sheet.max_row + 1)]
        mine = [t.name for t in desk.store.all(Task) if t.name in names]
        files.append(fill_xlsx(form.files[0], {name: {"Trạng thái": "Không phát sinh"} for name in mine}))
    found = take(desk, *files)
    assert len(files) == 9
    assert (codes(found), found.doubtful) == ([], ())
    assert found.counts.new == len(desk.store.find(ProgressUpdate, period=PERIOD)) == 42


def test_a_read_only_desk_makes_and_takes_no_forms(desk: Desk, tmp_path: Path) -> None:
    xlsx, _ = made(desk, tmp_path)
    folder = desk.folder
    desk.close()
    with open_desk(folder, read_only=True) as looking:
        for asked in (
            lambda: forms.make_forms(looking, period=PERIOD, folder=tmp_path),
            lambda: forms.preview_forms(looking, paths=[xlsx]),
        ):
            with pytest.raises(Refused) as refused:
                asked()
            assert refused.value.problems[0].code == "workspace.read_only"


def test_two_wards_with_the_same_plan_have_their_own_forms(tmp_path: Path) -> None:
    with ward_with_plans(tmp_path / "a") as one:
        codes_of_one = {row.code for status in forms.returned(one, period=PERIOD) for row in status.open}
    with ward_with_plans(tmp_path / "b") as other:
        codes_of_other = {row.code for status in forms.returned(other, period=PERIOD) for row in status.open}
    assert len(codes_of_one) == len(codes_of_other) == 62
    assert not codes_of_one & codes_of_other
