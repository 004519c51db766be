"""Collection forms: made, filled in as clerks do, brought back; who is awaited."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from openpyxl import load_workbook
from openpyxl.worksheet.worksheet import Worksheet

from nq57desk.domain.forms import body_code
from nq57desk.domain.indicators import Indicator, IndicatorValue
from nq57desk.domain.organisation import OrgUnit
from nq57desk.domain.plan import Task
from nq57desk.domain.progress import ProgressUpdate, State
from nq57desk.errors import Refused
from nq57desk.usecases import forms, history, progress
from nq57desk.usecases.changing import apply_records, deletion, proposed
from nq57desk.workspace import Desk, open_desk
from tests.builders.forms import cell_at, columns, fill_docx, fill_xlsx, heading_row, row_named
from tests.builders.offices import DAY, ward_with_plans
from tests.usecases.form_steps import (
    ECONOMY,
    LAND,
    LIST,
    OPEN_DATA,
    PERIOD,
    POLICE,
    codes,
    made,
    preview,
    shared,
    take,
    task_id,
    update,
)


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
    assert (nothing.state, nothing.nothing_arose, nothing.result) == (
        State.NOT_STARTED, True, "Không phát sinh trong kỳ",
    )  # fmt: skip
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


def test_the_same_file_again_keeps_what_a_person_mended_since(desk: Desk, tmp_path: Path) -> None:
    xlsx, _ = made(desk, tmp_path)
    take(desk, fill_xlsx(xlsx, {LAND: {"Trạng thái": "Đang thực hiện", "Kết quả trong kỳ": "Mot nua"}}))
    progress.set_progress(
        desk, task_id=task_id(desk, LAND), period=PERIOD, state=State.IN_PROGRESS, result="Đã xong một nửa"
    )
    again = take(desk, xlsx)
    assert (codes(again), again.counts.differing) == (["forms.mended_since"], 0)
    corrected = take(desk, fill_xlsx(xlsx, {LAND: {"% hoàn thành": "70"}}))
    assert (codes(corrected), corrected.counts.edited) == ([], 1)


def test_an_import_of_forms_can_be_undone(desk: Desk, tmp_path: Path) -> None:
    xlsx, _ = made(desk, tmp_path)
    fill_xlsx(xlsx, {LAND: {"Trạng thái": "Đang thực hiện", "Kết quả trong kỳ": "Một nửa"}})
    take(desk, xlsx)
    assert update(desk, LAND) is not None
    status = {one.body: one.answered for one in forms.returned(desk, period=PERIOD)}
    assert status[ECONOMY] == 1
    history.undo(desk)
    assert update(desk, LAND) is None
    assert {one.body: one.answered for one in forms.returned(desk, period=PERIOD)}[ECONOMY] == 0


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


def test_what_is_no_form_is_refused_and_the_others_are_read(desk: Desk, tmp_path: Path) -> None:
    from nq57desk.usecases.sample import sample_files

    xlsx, _ = made(desk, tmp_path)
    fill_xlsx(xlsx, {LAND: {"Trạng thái": "Đang thực hiện"}})
    found = preview(desk, sample_files()[0], tmp_path / "không có.xlsx", xlsx)
    assert codes(found) == ["forms.not_a_form", "reading.missing"]
    assert found.counts.new == 1


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


def test_a_body_that_was_merged_since_its_form_was_sent_is_still_known(desk: Desk, tmp_path: Path) -> None:
    police, _ = made(desk, tmp_path, POLICE)
    name = "Tập huấn an toàn thông tin"
    units = {unit.name: unit for unit in desk.store.all(OrgUnit)}
    merged = replace(units[ECONOMY], aliases=(POLICE,))
    apply_records(desk, "edit", [proposed(merged), deletion(units[POLICE])])
    found = take(desk, fill_xlsx(police, {name: {"Trạng thái": "Đang thực hiện"}}))
    assert (codes(found), found.files[0].body, found.counts.new) == ([], ECONOMY, 1)
    status = {one.body: one for one in forms.returned(desk, period=PERIOD)}
    assert POLICE not in status
    assert (status[ECONOMY].sent_on, status[ECONOMY].returned_on, status[ECONOMY].answered) == (DAY, DAY, 1)


def test_a_stop_takes_its_document_from_the_product(desk: Desk, tmp_path: Path) -> None:
    xlsx, _ = made(desk, tmp_path)
    rows = {
        LAND: {"Trạng thái": "Dừng/thay thế", "Sản phẩm, văn bản": "12/TB-UBND"},
        LIST: {"Trạng thái": "Dừng/thay thế"},
        OPEN_DATA: {"Trạng thái": "Đang thực hiện", "Ngày hoàn thành": "05/11/2026"},
    }
    found = take(desk, fill_xlsx(xlsx, rows))
    assert sorted(codes(found)) == ["forms.day_without_done", "forms.stop_without_document"]
    stopped = update(desk, LAND)
    assert stopped is not None
    assert (stopped.state, stopped.stopped_by, stopped.product_document) == (State.STOPPED, "12/TB-UBND", "")


def test_a_later_form_takes_back_done_and_nothing_arose(desk: Desk, tmp_path: Path) -> None:
    first, second = made(desk, tmp_path)
    take(desk, fill_xlsx(first, {LAND: {"Trạng thái": "Hoàn thành"}, LIST: {"Trạng thái": "Không phát sinh"}}))
    rows = {LAND: {"Trạng thái": "Đang thực hiện"}, LIST: {"Trạng thái": "Tạm dừng"}}
    found = take(desk, fill_docx(second, rows))
    assert found.counts.edited == 2
    land, listed = update(desk, LAND), update(desk, LIST)
    assert land is not None
    assert listed is not None
    assert (land.state, land.finished_on) == (State.IN_PROGRESS, None)
    assert (listed.state, listed.nothing_arose, listed.result) == (State.PAUSED, False, "")


def test_a_day_in_the_future_is_not_taken(desk: Desk, tmp_path: Path) -> None:
    xlsx, _ = made(desk, tmp_path)
    found = take(desk, fill_xlsx(xlsx, {LAND: {"Trạng thái": "Hoàn thành", "Ngày hoàn thành": "20/11/2026"}}))
    assert codes(found) == ["forms.day_in_future"]
    land = update(desk, LAND)
    assert land is not None
    assert land.finished_on == DAY


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


def test_what_an_older_version_remembered_is_still_read(desk: Desk) -> None:
    kept = {body_code(POLICE): {"body": POLICE, "sent": "2026-11-03"}}
    desk.store.set_setting(f"forms.{PERIOD}", json.dumps(kept), who=desk.who, at=desk.now())
    status = {one.body: one for one in forms.returned(desk, period=PERIOD)}
    assert (status[POLICE].sent_on, status[POLICE].returned_on) == (date(2026, 11, 3), None)
