"""An issued plan: what changes only by document, moves, splits, the deleted list, and the five clear things."""

from __future__ import annotations

import pytest

from nq57desk.domain.adjustments import TagKind, tags
from nq57desk.domain.five_clear import Clear
from nq57desk.domain.plan import Appendix, Plan, PlanStatus, Section, Task
from nq57desk.domain.progress import ProgressUpdate, State
from nq57desk.errors import Refused
from nq57desk.usecases import deleted, edits, history, plan_edits, progress, year_turn
from nq57desk.usecases.plan_edits import Part
from nq57desk.workspace import Desk

DOCUMENT = "45/KH-UBND ngày 10/6/2026"


def task_numbered(desk: Desk, number: str) -> Task:
    return next(t for t in desk.store.all(Task) if t.number == number)


def numbers(desk: Desk, about: Task) -> list[str]:
    appendix = desk.store.get(Appendix, about.appendix_id)
    assert appendix is not None
    return [row.number for row in edits.list_of(desk, appendix)]


def refused(desk: Desk, **changes: str) -> str:
    with pytest.raises(Refused) as caught:
        edits.edit_task(desk, task_id=task_numbered(desk, "9").id, changes=changes)
    return caught.value.problems[0].code


@pytest.mark.parametrize("changes", [{"name": "Tên khác"}, {"lead": "Công an phường"}, {"deadline": "Quý IV/2026"}])
def test_words_of_an_issued_plan_need_a_document(desk: Desk, changes: dict[str, str]) -> None:
    before = task_numbered(desk, "9")
    assert refused(desk, **changes) == "plan.issued"
    assert edits.task(desk, before.id) == before
    plan_edits.adjust_task(desk, task_id=before.id, changes=changes, document=DOCUMENT)
    after = edits.task(desk, before.id)
    assert {name: getattr(after, name) for name in changes} == changes
    assert [(tag.kind, tag.document) for tag in tags(after.adjusted_by)] == [(TagKind.ADJUSTED, DOCUMENT)]
    history.undo(desk)
    assert edits.task(desk, before.id) == before


def test_what_the_paper_left_empty_and_what_is_the_offices_own_stays_free(desk: Desk) -> None:
    group = task_numbered(desk, "25")
    edits.edit_task(desk, task_id=group.id, changes={"lead": "Công an phường"})
    task = task_numbered(desk, "9")
    own = {"source_document": "Văn bản 12", "note": "Họp ngày 5", "budget_planned": "5.000.000", "responsible": "An"}
    edits.edit_task(desk, task_id=task.id, changes=own)
    edits.edit_task(desk, task_id=task.id, changes={"note": "Họp ngày 6", "budget_planned": "6.000.000"})
    assert edits.task(desk, task.id).note == "Họp ngày 6"
    assert refused(desk, lead="Khác") == "plan.issued"


def test_the_same_document_leaves_one_tag_and_a_blank_one_is_none(desk: Desk) -> None:
    task = task_numbered(desk, "9")
    plan_edits.adjust_task(desk, task_id=task.id, changes={"lead": "Công an phường"}, document=DOCUMENT)
    plan_edits.adjust_task(desk, task_id=task.id, changes={"product": "Danh mục"}, document=f" {DOCUMENT} ")
    plan_edits.adjust_task(desk, task_id=task.id, changes={"deadline": "Quý II/2026"}, document="50/KH-UBND")
    assert edits.task(desk, task.id).adjusted_by == f"Điều chỉnh: {DOCUMENT}\nĐiều chỉnh: 50/KH-UBND"
    with pytest.raises(Refused, match=r"plan\.no_document"):
        plan_edits.adjust_task(desk, task_id=task.id, changes={"lead": "X"}, document="  ")


def test_a_row_is_added_to_an_issued_plan_by_document_at_the_end_of_its_section(desk: Desk) -> None:
    last = task_numbered(desk, "6")
    place, section, name = last.appendix_id, last.section_id, "Việc bổ sung mới"
    with pytest.raises(Refused, match=r"plan\.issued_add"):
        edits.add_task(desk, appendix_id=place, section_id=section, name=name)
    edits.add_task(desk, appendix_id=place, section_id=section, name=name, document=DOCUMENT)
    rows = edits.list_of(desk, plan_edits._appendix(desk, last))
    at = next(at for at, row in enumerate(rows) if row.id == last.id)
    assert (rows[at + 1].name, rows[at + 2].number) == ("Việc bổ sung mới", "7")
    assert [tag.kind for tag in tags(rows[at + 1].adjusted_by)] == [TagKind.ADDED]


def test_a_plan_goes_back_to_draft_and_is_issued_again(desk: Desk) -> None:
    plan = desk.store.all(Plan)[0]
    task = desk.store.all(Task, plan_id=plan.id)[0]
    plan_edits.set_status(desk, plan_id=plan.id, status=PlanStatus.DRAFT)
    edits.edit_task(desk, task_id=task.id, changes={"name": "Tên đọc lại"})
    assert edits.task(desk, task.id).adjusted_by == ""
    plan_edits.set_status(desk, plan_id=plan.id, status=PlanStatus.ISSUED)
    assert history.journal(desk)[0].action == "issue"
    with pytest.raises(Refused, match=r"plan\.issued"):
        edits.edit_task(desk, task_id=task.id, changes={"name": "Lại khác"})


def test_a_plan_without_number_cannot_be_issued(desk: Desk) -> None:
    plan = desk.store.all(Plan)[0]
    going = [task.id for task in desk.store.all(Task, plan_id=plan.id)]
    carried = year_turn.turn(desk, plan_id=plan.id, new_year=2027, tasks=going, targets={})
    with pytest.raises(Refused, match=r"plan\.not_signed"):
        plan_edits.set_status(desk, plan_id=carried.plan_id, status=PlanStatus.ISSUED)


def test_a_move_asks_first_then_renumbers_the_cells_too_and_is_one_undo_step(desk: Desk) -> None:
    task, below = task_numbered(desk, "9"), task_numbered(desk, "10")
    before = desk.store.all(Task)
    asked = plan_edits.move_task(desk, task_id=task.id, by=1)
    assert (asked.applied, asked.asks) == (None, True)
    assert [(row.number, row.new_number) for row in asked.renumbered] == [("10", "9"), ("9", "10")]
    assert desk.store.all(Task) == before
    done = plan_edits.move_task(desk, task_id=task.id, by=1, confirmed=True)
    assert done.applied is not None
    assert (edits.task(desk, task.id).number, edits.task(desk, below.id).number) == ("10", "9")
    assert edits.task(desk, task.id).cells[0] == ("TT", "10")
    history.undo(desk)
    assert desk.store.all(Task) == before


def test_a_group_moves_with_its_sub_tasks(desk: Desk) -> None:
    group = task_numbered(desk, "25")
    plan_edits.move_task(desk, task_id=group.id, by=-1, confirmed=True)
    assert numbers(desk, group)[22:28] == ["23", "24", "24.1", "24.2", "25", "26"]
    assert edits.task(desk, group.id).number == "24"


def test_over_the_edge_of_a_section_a_row_goes_into_the_next_one(desk: Desk) -> None:
    last, first = task_numbered(desk, "6"), task_numbered(desk, "7")
    moved = plan_edits.move_task(desk, task_id=last.id, by=1, confirmed=True)
    assert moved.renumbered == ()
    assert edits.task(desk, last.id).section_id == first.section_id
    assert edits.task(desk, last.id).number == "6"
    top = task_numbered(desk, "1")
    assert plan_edits.move_task(desk, task_id=top.id, by=-1, confirmed=True) == plan_edits.Moved(None)
    sub = task_numbered(desk, "25.1")
    assert plan_edits.move_task(desk, task_id=sub.id, by=-1, confirmed=True).applied is None


def test_a_row_is_put_into_another_section_before_a_row(desk: Desk) -> None:
    task, place = task_numbered(desk, "2"), task_numbered(desk, "15")
    plan_edits.move_task_to(desk, task_id=task.id, section_id=place.section_id, before_id=place.id, confirmed=True)
    assert edits.task(desk, task.id).number == "14"
    assert edits.task(desk, place.id).number == "15"
    assert numbers(desk, task)[:5] == ["1", "2", "3", "4", "5"]
    other = next(s for s in desk.store.all(Section) if s.id == place.section_id)
    with pytest.raises(Refused, match=r"plan\.other_list"):
        plan_edits.move_task_to(desk, task_id=task.id, section_id="nowhere", confirmed=True)
    with pytest.raises(Refused, match=r"plan\.other_list"):
        plan_edits.move_task_to(desk, task_id=place.id, section_id=other.id, before_id=task_numbered(desk, "1").id)


def test_a_task_is_split_and_its_own_words_stay(desk: Desk) -> None:
    task = task_numbered(desk, "12")
    parts = [Part("Khảo sát vị trí"), Part("Lắp đặt thiết bị", lead="Công an phường", deadline="Quý IV/2026")]
    with pytest.raises(Refused, match=r"plan\.issued_add"):
        plan_edits.split_task(desk, task_id=task.id, parts=parts)
    plan_edits.split_task(desk, task_id=task.id, parts=parts, document=DOCUMENT)
    one, two = (row for row in desk.store.find(Task, parent_id=task.id) if row.name != "")
    first, second = sorted((one, two), key=lambda row: row.position)
    assert (first.number, second.number) == ("12.1", "12.2")
    assert (first.lead, first.deadline) == (task.lead, task.deadline)
    assert (second.lead, second.deadline) == ("Công an phường", "Quý IV/2026")
    assert edits.task(desk, task.id) == task
    assert numbers(desk, task)[11:15] == ["12", "12.1", "12.2", "13"]
    plan_edits.split_task(desk, task_id=task.id, parts=[Part("Nghiệm thu kết quả")], document=DOCUMENT)
    assert numbers(desk, task)[11:16] == ["12", "12.1", "12.2", "12.3", "13"]


def test_what_was_deleted_comes_back_with_what_fell_with_it(desk: Desk) -> None:
    group, single = task_numbered(desk, "25"), task_numbered(desk, "9")
    sub = task_numbered(desk, "25.1")
    progress.set_progress(desk, task_id=sub.id, period="2026-10", state=State.IN_PROGRESS, result="Đang chọn")
    before = sorted(desk.store.all(Task), key=lambda t: t.id)
    edits.delete_task(desk, task_id=single.id)
    edits.delete_task(desk, task_id=group.id)
    listed = deleted.deleted_tasks(desk)
    assert [(row.number, row.sub_tasks, row.updates) for row in listed] == [("25", 2, 1), ("9", 0, 0)]
    assert listed[0].by == "Nguyễn Văn Thử"
    deleted.restore_task(desk, task_id=group.id)
    assert desk.store.find(ProgressUpdate, task_id=sub.id)[0].result == "Đang chọn"
    deleted.restore_task(desk, task_id=single.id)
    assert sorted(desk.store.all(Task), key=lambda t: t.id) == before
    assert deleted.deleted_tasks(desk) == ()
    assert history.check(desk) == ()
    with pytest.raises(Refused, match=r"plan\.not_deleted"):
        deleted.restore_task(desk, task_id=single.id)


def test_a_sub_task_deleted_earlier_is_listed_by_itself_and_does_not_come_back_with_its_group(desk: Desk) -> None:
    group, sub = task_numbered(desk, "25"), task_numbered(desk, "25.2")
    edits.delete_task(desk, task_id=sub.id)
    edits.delete_task(desk, task_id=group.id)
    assert {row.number for row in deleted.deleted_tasks(desk)} == {"25", "25.2"}
    deleted.restore_task(desk, task_id=group.id)
    assert [row.number for row in deleted.deleted_tasks(desk)] == ["25.2"]
    deleted.restore_task(desk, task_id=sub.id)
    assert edits.task(desk, sub.id) == sub


def test_which_of_the_five_a_task_lacks_and_why(desk: Desk) -> None:
    task = task_numbered(desk, "13")
    answers = {one.task_id: one for one in plan_edits.complete_tasks(desk, plan_id=task.plan_id)}
    assert [(thing.value, why.value) for thing, why in answers[task.id].lacking] == [("when", "waits")]
    assert answers[task_numbered(desk, "9").id].complete
    assert answers[task_numbered(desk, "25").id].group
    assert answers[task_numbered(desk, "25.1").id].holds(Clear.WHO)
