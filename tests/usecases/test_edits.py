"""Editing, adding, deleting a task, the year's turn; each can be undone."""

from __future__ import annotations

import pytest

from nq57desk.domain.plan import Appendix, Plan, PlanStatus, Task
from nq57desk.errors import Refused
from nq57desk.usecases import edits, history, plan_edits, task_list
from nq57desk.workspace import Desk, open_desk


@pytest.fixture
def desk(desk: Desk) -> Desk:
    """The ward with its plans taken back to draft, where words change freely."""
    for plan in desk.store.all(Plan):
        plan_edits.set_status(desk, plan_id=plan.id, status=PlanStatus.DRAFT)
    return desk


def first_task(desk: Desk) -> Task:
    return next(t for t in desk.store.all(Task) if t.name.startswith("Ban hành Kế hoạch"))


def test_an_edit_reaches_the_field_the_plans_own_cell_and_the_journal(desk: Desk) -> None:
    before = first_task(desk)
    applied = edits.edit_task(desk, task_id=before.id, changes={"lead": "Công an phường", "deadline": "Quý II/2026"})
    after = edits.task(desk, before.id)
    assert applied.by_kind["task"].edited == 1
    assert (after.lead, after.deadline) == ("Công an phường", "Quý II/2026")
    assert dict(after.cells)["Cơ quan chủ trì"] == "Công an phường"
    assert dict(after.cells)["Thời hạn hoàn thành"] == "Quý II/2026"
    assert [change.action for change in history.task_history(desk, task_id=before.id)][:1] == ["edit"]


def test_the_same_text_again_changes_nothing(desk: Desk) -> None:
    before = first_task(desk)
    revision = desk.store.revision
    applied = edits.edit_task(desk, task_id=before.id, changes={"lead": before.lead})
    assert applied.entry is None
    assert desk.store.revision == revision


def test_undo_and_redo_of_an_edit(desk: Desk) -> None:
    before = first_task(desk)
    edits.edit_task(desk, task_id=before.id, changes={"name": "Tên khác"})
    history.undo(desk)
    assert edits.task(desk, before.id) == before
    history.redo(desk)
    assert edits.task(desk, before.id).name == "Tên khác"


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"name": "  "}, "workspace.empty_name"),
        ({"colour": "đỏ"}, "workspace.bad_field"),
        ({"budget_planned": "một trăm"}, "workspace.bad_number"),
        ({"budget_planned": "12,5"}, "workspace.bad_number"),
    ],
)
def test_what_cannot_be_is_refused_and_changes_nothing(desk: Desk, changes: dict[str, str], code: str) -> None:
    before = first_task(desk)
    with pytest.raises(Refused) as refused:
        edits.edit_task(desk, task_id=before.id, changes=changes)
    assert refused.value.problems[0].code == code
    assert edits.task(desk, before.id) == before


def test_a_budget_is_read_as_vietnamese_writes_it(desk: Desk) -> None:
    task = first_task(desk)
    edits.edit_task(desk, task_id=task.id, changes={"budget_planned": "1.250.000.000"})
    assert edits.task(desk, task.id).budget_planned == 1_250_000_000


def test_a_task_is_added_at_the_end_and_deleted_with_a_tombstone(desk: Desk) -> None:
    appendix = desk.store.all(Appendix)[0]
    before = desk.store.count(Task)
    added = edits.add_task(desk, appendix_id=appendix.id, name="Việc mới", changes={"lead": "Công an phường"})
    (task_id,) = added.touched["task"]
    assert edits.task(desk, task_id).name == "Việc mới"
    edits.delete_task(desk, task_id=task_id)
    assert desk.store.count(Task) == before
    history.undo(desk)
    assert edits.task(desk, task_id).lead == "Công an phường"


def test_deleting_a_group_row_takes_its_sub_tasks_along(desk: Desk) -> None:
    group = next(t for t in desk.store.all(Task) if t.number == "25")
    children = [t for t in desk.store.all(Task) if t.parent_id == group.id]
    before = desk.store.count(Task)
    edits.delete_task(desk, task_id=group.id)
    assert len(children) == 2
    assert desk.store.count(Task) == before - 3


def test_a_desk_that_only_looks_changes_nothing(desk: Desk) -> None:
    task = first_task(desk)
    folder = desk.folder
    desk.close()
    with open_desk(folder, read_only=True) as looking:
        with pytest.raises(Refused) as refused:
            edits.edit_task(looking, task_id=task.id, changes={"name": "Khác"})
        assert refused.value.problems[0].code == "workspace.read_only"
        assert task_list.tasks(looking)
