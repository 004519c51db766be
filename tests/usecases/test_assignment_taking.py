"""What the city assigned, taken over: matched by a person, added once, corrected, withdrawn, undone."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from nq57desk.bundle import signing
from nq57desk.domain.assigned_rows import Decision, Standing, Why, added_id
from nq57desk.domain.assignments import TASK, DirectionNote, Link, Withdrawn
from nq57desk.domain.indicators import Direction, Indicator
from nq57desk.domain.plan import Appendix, Origin, Plan, PlanStatus, Task
from nq57desk.errors import Refused
from nq57desk.sentences import sentence
from nq57desk.store.backup import list_backups
from nq57desk.usecases import assigned, assignment_taking, badges, bundles, edits, history, importing, sending
from nq57desk.usecases.assignment_preview import AssignmentPreview, Choice, Key, Target, preview, preview_kept
from nq57desk.usecases.assignment_taking import TakenAssignment, surely, take
from nq57desk.workspace import Desk, open_desk
from tests.builders import assignments as signed
from tests.builders import offices
from tests.builders.assignments import GOAL, NEW, SigningCity, like
from tests.builders.changed_plan import changed_plan

LINK, ADD, LATER = Choice(Decision.LINK), Choice(Decision.ADD), Choice(Decision.LATER)
NOTE = DirectionNote("n1", "task", NEW.id, "Làm trước 30/11.", "77/UBND-KGVX", date(2026, 11, 5), "PCT Sao")


@pytest.fixture(scope="module")
def city(tmp_path_factory: pytest.TempPathFactory) -> SigningCity:
    return signed.signing_city(tmp_path_factory.mktemp("city") / "office")


@pytest.fixture(scope="module")
def trusting(ward_folder: Path, city: SigningCity, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("trusting") / "office"
    shutil.copytree(ward_folder, folder)
    with open_desk(folder, as_of=offices.DAY) as desk:
        signed.trusted_by(desk, city)
    return folder


@pytest.fixture
def desk(trusting: Path, tmp_path: Path) -> Iterator[Desk]:
    shutil.copytree(trusting, tmp_path / "office")
    with open_desk(tmp_path / "office", as_of=offices.DAY, who="Nguyễn Văn Thử") as opened:
        yield opened


def own_task(desk: Desk) -> Task:
    return next(task for task in desk.store.all(Task) if len(task.name) > 60 and task.deadline)


def linked(preview: AssignmentPreview) -> dict[Key, Choice]:
    return {row.key: row.offered for row in preview.waiting}


def taken(desk: Desk, path: Path, *, decisions: dict[Key, Choice] | None = None) -> TakenAssignment:
    shown = preview(desk, path=path)
    return take(desk, preview=shown, decisions=linked(shown) if decisions is None else decisions)


def refusal(desk: Desk, path: Path) -> str:
    before = len(desk.store.journal(limit=-1))
    with pytest.raises(Refused) as refused:
        preview(desk, path=path)
    assert len(desk.store.journal(limit=-1)) == before
    assert sentence(refused.value.problems[0])
    assert refused.value.problems[0].place.file in (path.name, "")
    return refused.value.problems[0].code


def counted(desk: Desk) -> tuple[int, int]:
    return desk.store.count(Task), desk.store.count(Indicator)


def test_each_row_is_matched_and_nothing_is_taken_without_a_person(
    desk: Desk, city: SigningCity, tmp_path: Path
) -> None:
    own = own_task(desk)
    path = city.writes(tmp_path, 1, tasks=(like(own, deadline="Quý I/2027"), NEW), indicators=(GOAL,))
    shown = preview(desk, path=path)
    first, second, goal = shown.rows
    assert {row.standing for row in shown.rows} == {Standing.WAITING}
    assert first.suggestion is not None
    assert (first.suggestion.row_id, first.suggestion.likeness, first.suggestion.why) == (own.id, 100, Why.SAME)
    assert second.offered == goal.offered == ADD
    before = counted(desk)
    nothing = take(desk, preview=shown, decisions={})
    assert (nothing.applied.entry, nothing.waiting, counted(desk)) == (None, 3, before)
    assert badges.badges(desk)["exchange"] == 3
    assert assigned.assigned(desk)[0].waiting == 3


def test_a_link_keeps_our_words_an_added_row_has_the_citys(desk: Desk, city: SigningCity, tmp_path: Path) -> None:
    own, before = own_task(desk), counted(desk)
    path = city.writes(tmp_path, 1, tasks=(like(own, deadline="Quý I/2027"), NEW), indicators=(GOAL,), notes=(NOTE,))
    done = taken(desk, path)
    assert (done.linked, done.added, done.waiting, done.fresh) == (1, 2, 0, True)
    assert desk.store.get(Task, own.id) == replace(own, assigned_id="c-same")
    added = desk.store.get(Task, added_id(city.code, TASK, NEW.id))
    assert added is not None
    assert (added.name, added.deadline, added.product, added.source_document, added.lead) == (
        NEW.name,
        NEW.deadline,
        NEW.product,
        NEW.source_document,
        "",
    )
    assert (added.origin, added.assigned_id, dict(added.cells)["Nhiệm vụ"]) == (Origin.ASSIGNED, NEW.id, NEW.name)
    plan, appendix = desk.store.get(Plan, added.plan_id), desk.store.get(Appendix, added.appendix_id)
    assert plan is not None
    assert appendix is not None
    assert (plan.year, appendix.label) == (2026, "Thành phố giao")
    assert added.adjusted_by == ("Bổ sung: 215/QĐ-UBND" if plan.status is PlanStatus.ISSUED else "")
    (goal,) = [row for row in desk.store.all(Indicator) if row.assigned_id]
    assert (goal.target, goal.unit, goal.origin) == (GOAL.target, GOAL.unit, Origin.ASSIGNED)
    assert counted(desk) == (before[0] + 1, before[1] + 1)
    said = assigned.of_task(desk, task_id=own.id)
    assert said is not None
    assert [(one.field, one.city) for one in said.differs] == [("deadline", "Quý I/2027")]
    mine = assigned.of_task(desk, task_id=added.id)
    assert mine is not None
    assert (mine.notes, mine.differs, mine.standing) == ((NOTE,), (), Standing.ADDED)


def test_one_step_with_a_backup_before_undone_and_made_again(desk: Desk, city: SigningCity, tmp_path: Path) -> None:
    own, before, entries = own_task(desk), counted(desk), desk.store.undoable()
    path = city.writes(tmp_path, 1, tasks=(like(own), NEW))
    taken(desk, path)
    assert "before-assignment" in [backup.why for backup in list_backups(desk.backups_folder)]
    step = desk.store.undoable()
    assert step is not None
    assert (step.action, step.source.name) == ("take_assignment", path.name)
    history.undo(desk)
    assert (counted(desk), desk.store.get(Task, own.id), desk.store.undoable()) == (before, own, entries)
    # What came in stays kept, and its rows wait for a person again.
    assert assigned.assigned(desk)[0].waiting == 2
    again = take(desk, preview=preview_kept(desk, year=2026), decisions=linked(preview_kept(desk, year=2026)))
    assert (again.linked, again.added, again.fresh) == (1, 1, False)
    history.undo(desk)
    history.redo(desk)
    assert assigned.assigned(desk)[0].waiting == 0
    assert desk.store.check() == ()


def test_the_same_file_again_changes_nothing(desk: Desk, city: SigningCity, tmp_path: Path) -> None:
    path = city.writes(tmp_path, 1, tasks=(like(own_task(desk)), NEW), indicators=(GOAL,))
    taken(desk, path)
    shown = preview(desk, path=path)
    assert [found.code for found in shown.problems] == ["assignment.already"]
    assert assignment_taking.would_change(desk, preview=shown, decisions=linked(shown)).counts().differing == 0
    entries = len(desk.store.journal(limit=-1))
    again = take(desk, preview=shown, decisions=linked(shown))
    assert (again.applied.entry, again.waiting, again.changed) == (None, 0, 0)
    assert len(desk.store.journal(limit=-1)) == entries


def test_a_corrected_assignment_changes_added_rows_and_never_doubles_them(
    desk: Desk, city: SigningCity, tmp_path: Path
) -> None:
    own = own_task(desk)
    taken(desk, city.writes(tmp_path, 1, tasks=(like(own), NEW), indicators=(GOAL,)))
    record = added_id(city.code, TASK, NEW.id)
    edits.edit_task(desk, task_id=record, changes={"lead": "Văn phòng HĐND và UBND"}, document="")
    before, ours = counted(desk), desk.store.get(Task, own.id)
    corrected = replace(NEW, name="Công bố danh mục dữ liệu mở", deadline="30/11/2026")
    path = city.writes(
        tmp_path, 2, tasks=(like(own, name="Tên khác hẳn"), corrected), indicators=(replace(GOAL, target="≤ 5%"),)
    )
    shown = preview(desk, path=path)
    assert [row.changed for row in shown.rows] == [(), ("name", "deadline"), ("target",)]
    done = take(desk, preview=shown, decisions={})
    assert (done.changed, done.linked, done.added, counted(desk)) == (2, 0, 0, before)
    after = desk.store.get(Task, record)
    assert after is not None
    assert (after.name, after.deadline, after.lead) == (corrected.name, "30/11/2026", "Văn phòng HĐND và UBND")
    assert dict(after.cells)["Thời hạn"] == "30/11/2026"
    (goal,) = [row for row in desk.store.all(Indicator) if row.assigned_id]
    assert (goal.target, goal.direction) == ("≤ 5%", Direction.DOWN)
    assert desk.store.get(Task, own.id) == ours
    assert refusal(desk, city.writes(tmp_path, 1, tasks=(NEW,))) == "assignment.stale"


def test_two_computers_that_take_the_same_file_have_the_same_rows(
    desk: Desk, trusting: Path, city: SigningCity, tmp_path: Path
) -> None:
    path = city.writes(tmp_path, 1, tasks=(like(own_task(desk)), NEW), indicators=(GOAL,))
    shutil.copytree(trusting, tmp_path / "second")
    with open_desk(tmp_path / "second", as_of=offices.DAY) as second:
        taken(desk, path)
        taken(second, path)
        lines = [{(line.id, line.content) for line in each.store.snapshot(2026)} for each in (desk, second)]
    assert lines[0] == lines[1]
    assert sum(b'"origin":"assigned"' in content for _id, content in lines[0]) == 2


def test_withdrawn_rows_stay_and_are_marked(desk: Desk, city: SigningCity, tmp_path: Path) -> None:
    own = own_task(desk)
    taken(desk, city.writes(tmp_path, 1, tasks=(like(own), NEW)))
    before = counted(desk)
    gone = (Withdrawn(TASK, NEW.id, "Giao cho sở"), Withdrawn(TASK, "c-same", "Trùng"), Withdrawn(TASK, "c-x", "?"))
    done = taken(desk, city.writes(tmp_path, 2, withdrawn=gone))
    assert (done.applied.entry, counted(desk)) == (None, before)
    lines = assigned.assigned(desk)[0].lines
    assert sorted((line.standing.value, line.because) for line in lines) == [
        ("withdrawn", "Giao cho sở"),
        ("withdrawn", "Trùng"),
    ]
    said = assigned.of_task(desk, task_id=added_id(city.code, TASK, NEW.id))
    assert said is not None
    assert (said.standing, said.because) == (Standing.WITHDRAWN, "Giao cho sở")


def test_the_officers_link_comes_first_and_each_own_row_is_offered_once(
    desk: Desk, city: SigningCity, tmp_path: Path
) -> None:
    own, other = own_task(desk), desk.store.all(Task)[-1]
    rows = (like(own), replace(like(own), id="c-again", name=own.name + " và"), NEW)
    path = city.writes(tmp_path, 1, tasks=rows, links=(Link(TASK, other.id, NEW.id),))
    first, again, last = preview(desk, path=path).rows
    assert first.suggestion is not None
    assert first.suggestion.row_id == own.id
    assert again.suggestion is None or again.suggestion.row_id != own.id
    assert last.suggestion is not None
    assert (last.suggestion.row_id, last.suggestion.why) == (other.id, Why.CITY)
    assert surely(preview(desk, path=path))[last.key] == Choice(Decision.LINK, other.id)


@pytest.mark.parametrize(
    ("code", "said"),
    [
        ("assignment.other_office", {"office": "99903", "office_name": "Xã khác"}),
        ("assignment.sample", {"sample": True}),
    ],
)
def test_a_file_for_others_is_refused(
    desk: Desk, city: SigningCity, tmp_path: Path, code: str, said: dict[str, Any]
) -> None:
    assert refusal(desk, city.writes(tmp_path, 1, tasks=(NEW,), **said)) == code


def test_forged_damaged_and_strange_files_are_refused(desk: Desk, city: SigningCity, tmp_path: Path) -> None:
    other = tmp_path / "other-keys"
    signing.create_keys(other)
    forged = city.writes(tmp_path, 1, tasks=(NEW,), keys=signing.load_keys(other))
    assert refusal(desk, forged) == "assignment.wrong_signer"
    whole = city.writes(tmp_path, 1, tasks=(NEW,))
    cut = tmp_path / "cut.nq57assign"
    cut.write_bytes(whole.read_bytes()[:-40])
    assert refusal(desk, cut).startswith("assignment.")
    assert refusal(desk, city.card) == "assignment.other_file"
    assert refusal(desk, tmp_path / "none.nq57assign") == "assignment.unreadable"
    assert assigned.assigned(desk) == ()


def test_a_ward_that_trusts_nobody_and_a_city_take_nothing(
    ward_folder: Path, city: SigningCity, tmp_path: Path
) -> None:
    path = city.writes(tmp_path, 1, tasks=(NEW,))
    with open_desk(ward_folder, as_of=offices.DAY) as alone:
        assert refusal(alone, path) == "assignment.no_city"
    with open_desk(city.folder, as_of=offices.DAY) as at_city:
        assert refusal(at_city, path) == "assignment.only_ward"


def test_what_cannot_be_linked_is_refused_whole(desk: Desk, city: SigningCity, tmp_path: Path) -> None:
    own, before = own_task(desk), counted(desk)
    path = city.writes(tmp_path, 1, tasks=(like(own), NEW), indicators=(GOAL,))
    shown = preview(desk, path=path)
    keys = [row.key for row in shown.rows]
    for decisions, code in (
        ({keys[0]: Choice(Decision.LINK, "absent")}, "assignment.no_row"),
        ({keys[2]: Choice(Decision.LINK, own.id)}, "assignment.no_row"),
        ({keys[0]: Choice(Decision.LINK, own.id), keys[1]: Choice(Decision.LINK, own.id)}, "assignment.linked_twice"),
    ):
        with pytest.raises(Refused) as refused:
            take(desk, preview=shown, decisions=decisions)
        assert refused.value.problems[0].code == code
    assert (counted(desk), assigned.assigned(desk)) == (before, ())


def test_a_link_by_mistake_is_taken_off_and_asked_again(desk: Desk, city: SigningCity, tmp_path: Path) -> None:
    own = own_task(desk)
    taken(desk, city.writes(tmp_path, 1, tasks=(like(own), NEW)))
    assignment_taking.unlink(desk, kind=TASK, row_id=own.id)
    assert desk.store.get(Task, own.id) == own
    assert assigned.assigned(desk)[0].waiting == 1
    with pytest.raises(Refused):
        assignment_taking.unlink(desk, kind=TASK, row_id=added_id(city.code, TASK, NEW.id))


def test_of_a_plan_issued_anew_only_the_new_rows_answer(desk: Desk, city: SigningCity, tmp_path: Path) -> None:
    plan = next(one for one in desk.store.all(Plan) if one.number == "18")
    own = next(task for task in desk.store.all(Task, plan_id=plan.id) if len(task.name) > 60)
    path = city.writes(tmp_path, 1, tasks=(like(own),))
    taken(desk, path)
    shown = importing.preview_file(desk, path=changed_plan(tmp_path, number="99"), plan_id=plan.id, as_new_plan=True)
    importing.apply_preview(desk, preview=shown)
    (line,) = assigned.assigned(desk)[0].lines
    assert line.own is not None
    assert (line.standing, line.own.carried_from) == (Standing.LINKED, own.id)
    assignment_taking.unlink(desk, kind=TASK, row_id=line.own.id)
    assert assigned.waiting(desk) == 1
    assert own.id not in {row.id for row in preview(desk, path=path).own}


def test_a_row_that_was_deleted_here_is_asked_again_and_comes_back_as_itself(
    desk: Desk, city: SigningCity, tmp_path: Path
) -> None:
    path = city.writes(tmp_path, 1, tasks=(NEW,))
    taken(desk, path)
    record = added_id(city.code, TASK, NEW.id)
    edits.delete_task(desk, task_id=record)
    assert assigned.waiting(desk) == 1
    assert taken(desk, path).added == 1
    assert desk.store.get(Task, record) is not None
    assert desk.store.check() == ()


def test_without_a_plan_of_that_year_a_plan_of_its_own_is_begun(desk: Desk, city: SigningCity, tmp_path: Path) -> None:
    shown = preview(desk, path=city.writes(tmp_path, 1, year=2027, tasks=(NEW,), indicators=(GOAL,)))
    assert [found.code for found in shown.problems] == ["assignment.no_plan"]
    assert shown.targets == (Target(),)
    take(desk, preview=shown, decisions=linked(shown))
    (plan,) = [one for one in desk.store.all(Plan) if one.year == 2027]
    assert (plan.status, desk.store.count(Task, plan_id=plan.id)) == (PlanStatus.DRAFT, 1)
    assert "thành phố" in plan.title
    assert desk.store.count(Indicator, plan_id=plan.id) == 1


def test_added_tasks_go_into_the_list_that_a_person_picked(desk: Desk, city: SigningCity, tmp_path: Path) -> None:
    shown = preview(desk, path=city.writes(tmp_path, 1, tasks=(NEW,)))
    target = next(one for one in shown.targets if one.appendix is not None)
    assert target.appendix is not None
    rows = desk.store.find(Task, appendix_id=target.appendix.id)
    take(desk, preview=shown, decisions=linked(shown), target=target)
    after = sorted(desk.store.find(Task, appendix_id=target.appendix.id), key=lambda task: task.position)
    assert len(after) == len(rows) + 1
    assert after[-1].assigned_id == NEW.id


def test_the_bundle_carries_the_link_and_where_a_row_comes_from(desk: Desk, city: SigningCity, tmp_path: Path) -> None:
    own = own_task(desk)
    taken(desk, city.writes(tmp_path, 1, tasks=(like(own), NEW), indicators=(GOAL,)))
    made = sending.make(desk, path=tmp_path / "goi.nq57", period="2026-11", seal=False)
    lines = {line.id: line.content.decode() for line in desk.store.snapshot(2026)}
    assert '"assigned_id":"c-same"' in lines[own.id]
    assert '"origin":"assigned"' in lines[added_id(city.code, TASK, NEW.id)]
    assert '"origin":"assigned"' in lines[added_id(city.code, "indicator", GOAL.id)]
    assert bundles.check_bundle(made.file, known=[desk.office]).valid
