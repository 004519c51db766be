"""The year's turn: offered, chosen, made in one step, with the indicators' new targets."""

from __future__ import annotations

import pytest

from nq57desk.domain.indicators import Direction, Indicator
from nq57desk.domain.plan import Plan, PlanStatus, Task
from nq57desk.domain.progress import State
from nq57desk.errors import Refused
from nq57desk.sentences import sentence
from nq57desk.usecases import history, month_edits, year_turn
from nq57desk.usecases.month_edits import CellEdit
from nq57desk.workspace import Desk

PERIOD = "2026-11"


def plan_18(desk: Desk) -> Plan:
    return next(plan for plan in desk.store.all(Plan) if plan.number == "18")


def finish(desk: Desk, task: Task) -> None:
    month_edits.set_cells(desk, period=PERIOD, cells=[CellEdit(task.id, "state", "3")])


def test_unfinished_tasks_are_offered_and_finished_ones_not(desk: Desk) -> None:
    plan = plan_18(desk)
    done = next(task for task in desk.store.all(Task, plan_id=plan.id) if task.lead)
    finish(desk, done)
    offer = year_turn.offer(desk, plan_id=plan.id, new_year=2027)
    by_id = {task.id: task for task in offer.tasks}
    assert (by_id[done.id].goes, by_id[done.id].state) == (False, State.DONE)
    assert sum(not task.goes for task in offer.tasks) == 1
    assert any(task.remark is not None for task in offer.tasks)
    assert len(offer.indicators) == len(desk.store.all(Indicator, plan_id=plan.id)) > 0
    assert offer.there == ""


def test_the_new_plan_is_one_step_with_a_backup_before(desk: Desk) -> None:
    plan = plan_18(desk)
    offer = year_turn.offer(desk, plan_id=plan.id, new_year=2027)
    going = [task.id for task in offer.tasks][:5]
    first, second, third = offer.indicators[:3]
    revision, backups = desk.store.revision, len(list(desk.backups_folder.glob("*")))
    turned = year_turn.turn(
        desk, plan_id=plan.id, new_year=2027, tasks=going, targets={first.id: "≤ 5%", second.id: ""}
    )
    assert desk.store.revision == revision + 1
    assert len(list(desk.backups_folder.glob("*"))) == backups + 1
    made = desk.store.get(Plan, turned.plan_id)
    assert made is not None
    assert (made.year, made.status, made.number, made.carried_from) == (2027, PlanStatus.DRAFT, "", plan.id)
    tasks = desk.store.all(Task, plan_id=made.id)
    assert set(going) <= {task.carried_from for task in tasks}
    indicators = {one.carried_from: one for one in desk.store.all(Indicator, plan_id=made.id)}
    assert indicators.keys() == {first.id, second.id}
    assert (indicators[first.id].target, indicators[first.id].direction) == ("≤ 5%", Direction.DOWN)
    assert "≤ 5%" in dict(indicators[first.id].cells).values()
    assert indicators[second.id].target == ""
    assert third.id not in indicators
    assert year_turn.offer(desk, plan_id=plan.id, new_year=2027).there == made.id
    history.undo(desk)
    assert desk.store.get(Plan, turned.plan_id) is None
    assert desk.store.all(Task, plan_id=made.id) == []


@pytest.mark.parametrize(
    ("number", "day", "status", "words"),
    [
        ("05", "05/01/2027", PlanStatus.ISSUED, "ngày 05 tháng 01 năm 2027"),
        ("05", "", PlanStatus.DRAFT, ""),
        ("", "ngày 5 tháng 1 năm 2027", PlanStatus.DRAFT, "ngày 05 tháng 01 năm 2027"),
    ],
)
def test_a_plan_is_issued_with_number_and_day(
    desk: Desk, number: str, day: str, status: PlanStatus, words: str
) -> None:
    offer = year_turn.offer(desk, plan_id=plan_18(desk).id, new_year=2027)
    turned = year_turn.turn(
        desk,
        plan_id=offer.plan.id,
        new_year=2027,
        tasks=[offer.tasks[0].id],
        targets={},
        number=number,
        day=day,
    )
    made = desk.store.get(Plan, turned.plan_id)
    assert made is not None
    assert (made.status, made.date_text, made.number) == (status, words, number)


def test_what_cannot_be_is_refused_and_writes_nothing(desk: Desk) -> None:
    plan, revision = plan_18(desk), desk.store.revision
    task = next(iter(desk.store.all(Task, plan_id=plan.id))).id
    for year, tasks, day, code in (
        (2026, [task], "", "workspace.year_not_after"),
        (2027, [task], "31/02/2027", "year_turn.bad_day"),
        (2027, [], "", "year_turn.nothing"),
    ):
        with pytest.raises(Refused) as refused:
            year_turn.turn(desk, plan_id=plan.id, new_year=year, tasks=tasks, targets={}, day=day)
        assert refused.value.problems[0].code == code
        assert len(sentence(refused.value.problems[0])) > 40
    assert desk.store.revision == revision
