"""What goes on into the next year, and how it is linked."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from itertools import count
from typing import TypeVar

import pytest

from nq57desk.domain.carrying import Carried, carry
from nq57desk.domain.indicators import Indicator
from nq57desk.domain.plan import Appendix, Plan, PlanStatus, Section, Task
from nq57desk.domain.progress import State

PLAN = Plan(
    "k",
    2026,
    number="24",
    symbol="KH-UBND",
    title="Thực hiện Nghị quyết số 57-NQ/TW năm 2026 trên địa bàn phường Sao Mai",
    date_text="ngày 28 tháng 01 năm 2026",
    issued_on=date(2026, 1, 28),
)
APPENDIX = Appendix(
    "a",
    "k",
    1,
    "PHỤ LỤC",
    "NHIỆM VỤ TRONG NĂM 2026",
    ("PHỤ LỤC", "NHIỆM VỤ TRONG NĂM 2026", "(Kèm theo Kế hoạch số 24/KH-UBND ngày 28 tháng 01 năm 2026)"),
)
SECTION = Section("s", "k", "a", 1, "I", "Hạ tầng")
TASKS = [
    Task("t1", "k", "a", "s", number="1", name="Xong rồi", lead="VP", deadline="30/6/2026"),
    Task("t2", "k", "a", "s", number="2", name="Chậm", lead="VP", deadline="30/6/2026"),
    Task("t3", "k", "a", "s", number="3", name="Thường trực", lead="VP", deadline="Thường xuyên"),
    Task("t4", "k", "a", "s", number="4", name="Chờ", lead="VP", deadline="Khi có hướng dẫn của thành phố"),
    Task("t5", "k", "a", "s", number="5", name="Dừng", lead="VP", deadline="Quý IV"),
    Task("t6", "k", "a", "s", number="6", name="Nhóm"),
    Task("t7", "k", "a", "s", "t6", number="6.1", name="Phần xong", lead="VP", deadline="Quý I"),
    Task("t8", "k", "a", "s", "t6", number="6.2", name="Phần dở", lead="VP", deadline="Quý III"),
    Task("t9", "k", "a", "s", number="7", name="Nhóm xong cả"),
    Task("t10", "k", "a", "s", "t9", number="7.1", name="Phần xong", lead="VP", deadline="Quý I"),
    Task("t11", "k", "a", number="8", name="Hạn dài", lead="VP", deadline="31/12/2027"),
]
STATES = {
    "t1": State.DONE,
    "t2": State.IN_PROGRESS,
    "t3": State.IN_PROGRESS,
    "t5": State.STOPPED,
    "t7": State.DONE,
    "t8": State.PAUSED,
    "t10": State.DONE,
}
INDICATORS = [
    Indicator("i1", "k", "a", name="Tỷ lệ hồ sơ trực tuyến", target="95%"),
    Indicator("i2", "k", "a", parent_id="i1", name="Tỷ lệ ký số", target="100%", same_as="i1"),
]


def ids() -> Callable[[], str]:
    counter = count(1)
    return lambda: f"n{next(counter)}"


def carried() -> Carried:
    return carry(PLAN, [APPENDIX], [SECTION], TASKS, INDICATORS, STATES, new_year=2027, new_id=ids())


T = TypeVar("T")


def of(found: Carried, type_: type[T]) -> list[T]:
    return [one.record for one in found.records if isinstance(one.record, type_)]


def test_unfinished_and_standing_work_goes_on() -> None:
    tasks = of(carried(), Task)
    assert [task.carried_from for task in tasks] == ["t2", "t3", "t4", "t6", "t8", "t11"]
    assert [task.number for task in tasks] == ["2", "3", "4", "6", "6.2", "8"]
    assert all(task.deadline == old.deadline for task in tasks for old in TASKS if old.id == task.carried_from)


def test_everything_hangs_together_in_the_new_plan() -> None:
    found = carried()
    (plan,), (appendix,), (section,) = of(found, Plan), of(found, Appendix), of(found, Section)
    tasks = {task.carried_from: task for task in of(found, Task)}
    assert found.plan_id == plan.id
    assert {task.plan_id for task in tasks.values()} == {plan.id}
    assert {task.appendix_id for task in tasks.values()} == {appendix.id}
    assert tasks["t2"].section_id == section.id
    assert tasks["t11"].section_id == ""
    assert tasks["t8"].parent_id == tasks["t6"].id
    first, second = of(found, Indicator)
    assert (second.parent_id, second.same_as, second.carried_from) == (first.id, first.id, "i2")
    new = {one.id for one in found.records}
    assert len(new) == len(found.records)
    assert not new & {"k", "a", "s", *(task.id for task in TASKS), "i1", "i2"}


def test_the_new_plan_is_a_draft_of_its_own_year() -> None:
    (plan,) = of(carried(), Plan)
    expected = replace(
        PLAN,
        id=plan.id,
        year=2027,
        number="",
        date_text="",
        issued_on=None,
        title="Thực hiện Nghị quyết số 57-NQ/TW năm 2027 trên địa bàn phường Sao Mai",
        status=PlanStatus.DRAFT,
        carried_from="k",
    )
    assert plan == expected
    (appendix,) = of(carried(), Appendix)
    assert appendix.title == "NHIỆM VỤ TRONG NĂM 2027"
    assert appendix.heading_lines == ("PHỤ LỤC", "NHIỆM VỤ TRONG NĂM 2027")


def test_deadlines_that_need_a_look_are_listed() -> None:
    found = [(one.code, dict(one.words)["name"]) for one in carried().problems]
    assert found == [("carrying.deadline_past", "Chậm"), ("carrying.deadline_moves", "Phần dở")]


def test_a_plan_does_not_go_back_in_time() -> None:
    with pytest.raises(ValueError):
        carry(PLAN, [], [], [], [], {}, new_year=2026, new_id=ids())
