"""One answer for the plan page: order, first rows, where a hit stands, indicators and plans beside, groups."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise

import pytest

from nq57desk.domain.indicators import Indicator
from nq57desk.domain.organisation import Role
from nq57desk.domain.plan import Origin, Task
from nq57desk.domain.progress import State
from nq57desk.domain.vietnamese import sort_key
from nq57desk.store import glance
from nq57desk.usecases import narrowed, progress, saved_filters, task_list, task_order, task_screens
from nq57desk.usecases.changing import apply_records, proposed
from nq57desk.usecases.saved_filters import filtered
from nq57desk.usecases.selecting import TaskFilter
from nq57desk.usecases.task_grouping import TIMES, Grouping
from nq57desk.usecases.task_list import FoundIn
from nq57desk.usecases.task_screens import FIRST, Screen, Wanted
from nq57desk.workspace import Desk


def searched(desk: Desk, text: str) -> Screen:
    return task_screens.screen(desk, wanted=Wanted(TaskFilter(search=text)))


def numbered(desk: Desk, number: str) -> Task:
    return next(task for task in desk.store.all(Task) if task.number == number)


def test_the_first_rows_come_with_their_order(desk: Desk) -> None:
    screen = task_screens.screen(desk, wanted=Wanted(TaskFilter()))
    assert screen.order == task_order.order(desk)
    first = [each for each in screen.order.ids[:FIRST] if each]
    assert [row.id for row in screen.rows] == first
    last = screen.order.ids[-1]
    assert last in {row.id for row in task_screens.screen(desk, wanted=Wanted(TaskFilter(), near=last)).rows}


def test_a_hit_in_a_result_or_document_says_where(desk: Desk) -> None:
    task = numbered(desk, "9")
    for period, result, document in (("2026-09", "Đã trình dự thảo", ""), ("2026-10", "Chờ ý kiến", "88/QĐ-UBND")):
        progress.set_progress(
            desk, task_id=task.id, period=period, state=State.IN_PROGRESS, result=result, product_document=document
        )
    for text, found in (
        ("du thao", FoundIn("result", "Đã trình dự thảo", "2026-09")),
        ("88/qđ", FoundIn("product_document", "88/QĐ-UBND", "2026-10")),
        ("danh muc y kien", FoundIn("result", "Chờ ý kiến", "2026-10")),
    ):
        screen = searched(desk, text)
        assert task.id in screen.order.beyond
        assert next(row for row in screen.rows if row.id == task.id).found == found


def test_a_hit_in_the_rows_own_columns_needs_no_place(desk: Desk) -> None:
    screen = searched(desk, "danh muc co so du lieu")
    assert [row.found for row in screen.rows if row.number == "9"] == [None]
    task = numbered(desk, "9")
    apply_records(desk, "edit", [proposed(replace(task, product="Cẩm nang tra cứu"))])
    found = [row.found for row in searched(desk, "cam nang").rows]
    assert found == [FoundIn("product", "Cẩm nang tra cứu")]


def test_indicators_and_plans_are_found_beside_tasks(desk: Desk) -> None:
    screen = searched(desk, "chu ky so")
    assert {one.id for one in screen.indicators} <= {one.id for one in desk.store.all(Indicator)}
    assert any("chữ ký số" in one.name for one in screen.indicators)
    plan = task_list.plans(desk)[0].plan
    assert [one.id for one in searched(desk, f"{plan.number}/{plan.symbol}").plans] == [plan.id]
    assert searched(desk, plan.number).plans == ()
    assert searched(desk, "").plans == ()


def test_what_is_deleted_or_changed_is_found_as_it_is_now(desk: Desk) -> None:
    task = numbered(desk, "9")
    before = searched(desk, "danh muc co so").order.tasks
    apply_records(desk, "edit", [proposed(replace(task, name="Việc khác hẳn"))])
    assert searched(desk, "danh muc co so").order.tasks == before - 1
    assert searched(desk, "viec khac han").order.ids == (task.id,)


@pytest.mark.parametrize("grouping", [Grouping.LEAD, Grouping.LEADER, Grouping.TIME])
def test_groups_hold_every_task_once_in_the_papers_order(desk: Desk, grouping: Grouping) -> None:
    paper = [each for each in task_order.order(desk).ids if each]
    order = task_screens.screen(desk, wanted=Wanted(TaskFilter(), grouping)).order
    assert sorted(each for each in order.ids if each) == sorted(paper)
    starts = [*order.headings, len(order.ids)]
    for at, end in pairwise(starts):
        inside = order.ids[at + 1 : end]
        assert list(inside) == [each for each in paper if each in inside]
        assert order.headings[at].tasks == len(inside)


def test_groups_of_time_go_from_late_to_done_and_bodies_in_vietnamese_order(desk: Desk) -> None:
    times = [one.title for one in _headings(desk, Grouping.TIME)]
    assert times == [time.value for time in TIMES if time.value in times]
    assert len(times) > 1
    leads = [one.title for one in _headings(desk, Grouping.LEAD)]
    assert leads == sorted(leads, key=lambda name: (not name, sort_key(name)))
    assert len(leads) > 2


def _headings(desk: Desk, grouping: Grouping) -> list[task_order.Heading]:
    return list(task_screens.screen(desk, wanted=Wanted(TaskFilter(), grouping)).order.headings.values())


def test_what_the_city_assigned_is_a_list_of_its_own(desk: Desk) -> None:
    assert narrowed.assigned_count(desk) == 0
    task = numbered(desk, "9")
    apply_records(desk, "edit", [proposed(replace(task, origin=Origin.ASSIGNED, assigned_id="tp-1"))])
    assert narrowed.assigned_count(desk) == 1
    wanted = TaskFilter(origin=Origin.ASSIGNED)
    assert [each for each in narrowed.order(desk, wanted=wanted).ids if each] == [task.id]
    saved_filters.save(desk, name="Thành phố giao", wanted=wanted)
    assert saved_filters.saved(desk)[0].wanted == wanted


def test_a_filter_finds_what_reading_everything_finds(desk: Desk) -> None:
    """The quick ways of each condition against the whole list, looked through row by row."""
    rows = task_list.tasks(desk, office_code=desk.office.code)
    states, times = {row.state for row in rows}, {row.timeliness for row in rows}
    for state in states:
        assert [row.id for row in filtered(desk, wanted=TaskFilter(states=(state,)))] == [
            row.id for row in rows if row.state is state
        ]
    for time in times:
        assert [row.id for row in filtered(desk, wanted=TaskFilter(timeliness=(time,)))] == [
            row.id for row in rows if row.timeliness is time
        ]
    for lead in glance.leads(desk.store):
        ours = [row.id for row in filtered(desk, wanted=TaskFilter(body=lead))]
        assert ours == [row.id for row in task_list.tasks(desk, body=lead, office_code=desk.office.code)]
    assert desk.office.role is Role.WARD
