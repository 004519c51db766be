"""What an import remembers and lets a person decide: columns, doubtful rows, amended rows, plans issued anew."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest

from nq57desk.domain.indicators import Indicator, IndicatorValue
from nq57desk.domain.plan import Plan, Task
from nq57desk.domain.progress import ProgressUpdate, State
from nq57desk.domain.update_rate import in_force
from nq57desk.errors import Refused
from nq57desk.sentences import catalogue, sentence
from nq57desk.sentences.profiles import SENTENCES
from nq57desk.usecases import history, import_profiles, importing, progress, value_edits
from nq57desk.usecases.sample import sample_files
from nq57desk.usecases.value_edits import ValueEdit
from nq57desk.workspace import Desk
from tests.builders.changed_plan import changed_plan

NEW_NAME = "Ban hành danh mục cơ sở dữ liệu, dữ liệu mở của phường"


def numbered(desk: Desk, number: str, plan_id: str | None = None) -> Task:
    plan = plan_id or plan_18(desk).id
    return next(task for task in desk.store.all(Task, plan_id=plan) if task.number == number)


def plan_18(desk: Desk) -> Plan:
    return next(plan for plan in desk.store.all(Plan) if plan.number == "18")


def codes(preview: importing.Preview) -> set[str]:
    return {found.code for found in preview.problems}


# Columns


def test_a_mapping_is_remembered_by_its_headings_and_announced(desk: Desk, tmp_path: Path) -> None:
    file = changed_plan(tmp_path, headings={3: "Phụ trách chung", 5: "Đầu ra"}, texts={("9", 3): "Công an phường"})
    mapping = {"Phụ trách chung": "lead", "Đầu ra": "product"}
    first = importing.preview_file(desk, path=file, mapping=mapping)
    assert (first.profile, first.mapping) == (None, mapping)
    importing.apply_preview(desk, preview=first)
    second = importing.preview_file(desk, path=file)
    assert second.profile is not None
    assert (second.profile.day, dict(second.profile.mapping)) == (desk.today, mapping)
    assert "lead" in second.result.tables[0].fields
    assert importing.preview_file(desk, path=file, mapping={}).profile is None
    other = changed_plan(tmp_path, headings={3: "Phụ trách chung", 5: "Đầu ra mới"}, name="khác.docx")
    assert importing.preview_file(desk, path=other).profile is None


def test_remembering_is_by_folded_headings_in_any_order(desk: Desk, tmp_path: Path) -> None:
    result = importing.read(changed_plan(tmp_path, headings={5: "Đầu ra"}))
    import_profiles.remember(desk, result, {"Đầu ra": "product", "Cột lạ": "lead", "Chỉ tiêu": "màu"})
    again = importing.read(changed_plan(tmp_path, headings={5: "ĐẦU RA"}, name="hoa.docx"))
    profile = import_profiles.remembered(desk, again)
    assert profile is not None
    assert profile.mapping == {"ĐẦU RA": "product"}
    assert import_profiles.remembered(desk, importing.read(sample_files()[1])) is None


# Doubtful pairs, amended rows, the same file again


def test_a_doubtful_pair_is_a_value_that_a_person_answers(desk: Desk, tmp_path: Path) -> None:
    known = numbered(desk, "9")
    file = changed_plan(tmp_path, texts={("9", 1): NEW_NAME})
    preview = importing.preview_file(desk, path=file)
    (pair,) = preview.doubtful
    assert (pair.name, pair.known_id, pair.known_name, pair.number) == (NEW_NAME, known.id, known.name, "9")
    assert 75 <= pair.likeness < 90
    assert preview.counts.new == 1
    yes = importing.preview_file(desk, path=file, confirmed={pair.key: pair.known_id})
    assert (yes.doubtful, yes.counts.new, yes.counts.edited) == ((), 0, 1)
    no = importing.preview_file(desk, path=file, confirmed={pair.key: ""})
    assert (no.doubtful, no.counts.new) == ((), 1)
    assert "matching.doubtful" not in codes(no)
    importing.apply_preview(desk, preview=yes)
    assert numbered(desk, "9").id == known.id


def test_amended_rows_change_the_import_and_never_the_file(desk: Desk, tmp_path: Path) -> None:
    file = changed_plan(tmp_path, texts={("9", 6): "Quý V/2026"})
    bytes_before = file.read_bytes()
    preview = importing.preview_file(desk, path=file)
    change = next(c for c in importing.differing(desk, preview=preview) if c.kind == "task")
    key = preview.row_keys[change.id]
    flaw = next(p for p in preview.problems if "Quý V/2026" in str(p.words))
    amended = importing.preview_file(desk, path=file, amended={key: {"deadline": "Quý IV/2026", "lead": "Công an"}})
    assert flaw not in amended.problems
    importing.apply_preview(desk, preview=amended)
    task = numbered(desk, "9")
    assert (task.deadline, task.lead) == ("Quý IV/2026", "Công an")
    assert dict(task.cells)["Thời hạn hoàn thành"] == "Quý IV/2026"
    assert file.read_bytes() == bytes_before
    for wrong in ({"9:99": {"lead": "a"}}, {key: {"cells": "a"}}):
        with pytest.raises(Refused) as refused:
            importing.preview_file(desk, path=file, amended=wrong)
        assert refused.value.problems[0].code == "profiles.no_such_row"


def test_the_same_file_again_is_recognised(desk: Desk, tmp_path: Path) -> None:
    file = sample_files()[0]
    again = importing.preview_file(desk, path=file)
    assert again.imported_on == desk.today
    assert again.nothing_new
    assert "profiles.imported_already" in codes(again)
    assert "13/11/2026" in sentence(again.problems[0])
    other = changed_plan(tmp_path, texts={("9", 6): "Quý IV/2026"})
    first = importing.preview_file(desk, path=other)
    assert (first.imported_on, first.nothing_new) == (None, False)
    importing.apply_preview(desk, preview=first)
    history.undo(desk)
    assert importing.preview_file(desk, path=other).imported_on is None
    importing.apply_preview(desk, preview=importing.preview_file(desk, path=other))
    back = importing.preview_file(desk, path=file)
    assert "profiles.imported_differs" in codes(back)
    assert not back.nothing_new


# A plan issued anew


@pytest.fixture
def reissued(tmp_path: Path) -> Path:
    """Plan 55: one row reworded, one with another deadline, one gone."""
    return changed_plan(tmp_path, number="55", texts={("9", 1): NEW_NAME, ("10", 6): "Quý IV/2026"}, without=("13",))


def recorded(desk: Desk) -> None:
    for number in ("9", "10", "13"):
        task = numbered(desk, number)
        progress.set_progress(
            desk, task_id=task.id, period="2026-10", state=State.IN_PROGRESS, percent=50, result=f"Kết quả {number}"
        )
    first = desk.store.all(Indicator)[0]
    value_edits.set_values(desk, period="2026-10", cells=[ValueEdit(first.id, "actual", "55/56")])


def test_a_paper_with_another_number_is_offered_as_a_reissue(desk: Desk, reissued: Path) -> None:
    old = plan_18(desk)
    preview = importing.preview_file(desk, path=reissued)
    assert preview.reissue is not None
    assert (preview.reissue.plan_id, preview.reissue.number) == (old.id, "18")
    assert preview.reissue.share >= 90
    assert preview.plan_id != old.id
    assert "profiles.reissue" in codes(preview)


def test_a_reissue_becomes_a_new_plan_and_progress_is_kept(desk: Desk, reissued: Path) -> None:
    recorded(desk)
    old = plan_18(desk)
    preview = importing.preview_file(desk, path=reissued, plan_id=old.id, as_new_plan=True)
    (pair,) = preview.doubtful
    assert pair.known_id == numbered(desk, "9").id
    assert preview.carried is not None
    assert (preview.carried.updates, preview.carried.values) == (1, 1)
    assert {row.number for row in preview.carried.absent} >= {"9", "13"}
    sure = importing.preview_file(
        desk, path=reissued, plan_id=old.id, as_new_plan=True, confirmed={pair.key: pair.known_id}
    )
    assert sure.doubtful == ()
    assert sure.carried is not None
    assert [row.number for row in sure.carried.absent] == ["13"]
    assert sure.carried.updates == 2
    before = desk.store.all(Task, plan_id=old.id)
    importing.apply_preview(desk, preview=sure)
    new = desk.store.get(Plan, sure.plan_id)
    assert new is not None
    assert (new.number, new.carried_from, new.year) == ("55", old.id, 2026)
    assert desk.store.all(Task, plan_id=old.id) == before
    ten, nine = numbered(desk, "10", new.id), numbered(desk, "9", new.id)
    assert (ten.carried_from, ten.deadline) == (numbered(desk, "10").id, "Quý IV/2026")
    assert (nine.carried_from, nine.name) == (numbered(desk, "9").id, NEW_NAME)
    (update,) = desk.store.find(ProgressUpdate, task_id=ten.id)
    (was,) = desk.store.find(ProgressUpdate, task_id=ten.carried_from)
    assert (update.result, update.percent, update.recorded_on, update.by) == (
        "Kết quả 10",
        50,
        was.recorded_on,
        was.by,
    )
    values = [value for value in desk.store.all(IndicatorValue) if value.plan_id == new.id]
    assert [value.numerator for value in values] == [Decimal(55)]
    years = {plan.id: plan.year for plan in desk.store.all(Plan)}
    running = in_force(desk.store.all(Task), years, "2026-11")
    assert ten in running
    assert numbered(desk, "10") not in running
    assert numbered(desk, "13") in running


def test_a_reissue_is_one_undo_and_is_then_known(desk: Desk, reissued: Path) -> None:
    recorded(desk)
    old = plan_18(desk)
    counted = desk.store.count(Task), desk.store.count(ProgressUpdate)
    preview = importing.preview_file(desk, path=reissued, plan_id=old.id, as_new_plan=True)
    importing.apply_preview(desk, preview=preview)
    again = importing.preview_file(desk, path=reissued)
    assert (again.plan_id, again.reissue, again.nothing_new) == (preview.plan_id, None, True)
    with pytest.raises(Refused) as refused:
        importing.preview_file(desk, path=reissued, plan_id=old.id, as_new_plan=True)
    assert refused.value.problems[0].code == "profiles.plan_there"
    history.undo(desk)
    assert (desk.store.count(Task), desk.store.count(ProgressUpdate)) == counted


def test_the_same_number_is_no_reissue(desk: Desk) -> None:
    with pytest.raises(Refused) as refused:
        importing.preview_file(desk, path=sample_files()[0], plan_id=plan_18(desk).id, as_new_plan=True)
    assert refused.value.problems[0].code == "profiles.same_number"


def test_every_sentence_stands_in_the_catalogue() -> None:
    assert SENTENCES.keys() <= catalogue().keys()
