"""The list narrowed by body, section, state, timeliness and period, and filters kept under a name."""

from __future__ import annotations

import pytest

from nq57desk.domain.plan import Task
from nq57desk.domain.progress import State
from nq57desk.domain.timeliness import Timeliness
from nq57desk.errors import Refused
from nq57desk.usecases import bodies, plan_edits, progress, saved_filters
from nq57desk.usecases.saved_filters import filtered
from nq57desk.usecases.selecting import TaskFilter
from nq57desk.workspace import Desk


def numbers(desk: Desk, wanted: TaskFilter) -> list[str]:
    return [row.number for row in filtered(desk, wanted=wanted)]


def test_by_body_in_any_spelling_and_below_a_heading_row(desk: Desk) -> None:
    group = next(t for t in desk.store.all(Task) if t.number == "9")
    plan_edits.adjust_task(desk, task_id=group.id, changes={"lead": "CA phường; Phòng VHXH"}, document="45/KH-UBND")
    bodies.merge_bodies(desk, keep="Công an phường", others=["CA phường"])
    assert numbers(desk, TaskFilter(body="Công an phường")) == ["9", "27", "28", "29"]
    assert numbers(desk, TaskFilter(body="công an PHƯỜNG")) == ["9", "27", "28", "29"]
    assert numbers(desk, TaskFilter(body="Sở Mây")) == []


def test_by_state_timeliness_section_and_search_together(desk: Desk) -> None:
    task = next(t for t in desk.store.all(Task) if t.number == "9")
    progress.set_progress(desk, task_id=task.id, period="2026-11", state=State.IN_PROGRESS, result="Đang làm")
    assert numbers(desk, TaskFilter(states=(State.IN_PROGRESS,))) == ["9"]
    late = TaskFilter(timeliness=(Timeliness.LATE,), section_id=task.section_id)
    assert "9" in numbers(desk, late)
    assert set(numbers(desk, late)) < set(numbers(desk, TaskFilter(section_id=task.section_id)))
    assert numbers(desk, TaskFilter(search="co so du lieu", states=(State.IN_PROGRESS,))) == ["9"]
    assert "9" not in numbers(desk, TaskFilter(states=(State.IN_PROGRESS,), period="2026-10"))


def test_filters_are_kept_replaced_listed_in_vietnamese_order_and_forgotten(desk: Desk) -> None:
    late = TaskFilter(body="Công an phường", timeliness=(Timeliness.LATE, Timeliness.DONE_LATE), period="2026-10")
    saved_filters.save(desk, name="  Đang   chậm ", wanted=late)
    saved_filters.save(desk, name="Dừng", wanted=TaskFilter(states=(State.STOPPED,)))
    saved_filters.save(desk, name="Chậm", wanted=TaskFilter(search="x"))
    saved_filters.save(desk, name="CHAM", wanted=TaskFilter(search="y"))
    assert [one.name for one in saved_filters.saved(desk)] == ["CHAM", "Dừng", "Đang chậm"]
    assert saved_filters.saved(desk)[2].wanted == late
    saved_filters.forget(desk, name="dang cham")
    saved_filters.forget(desk, name="không có")
    assert [one.name for one in saved_filters.saved(desk)] == ["CHAM", "Dừng"]
    with pytest.raises(Refused, match=r"filter\.no_name"):
        saved_filters.save(desk, name=" ", wanted=late)


def test_what_narrows_nothing_is_empty(desk: Desk) -> None:
    assert TaskFilter(period="2026-10").empty
    assert not TaskFilter(search="x").empty
    assert len(numbers(desk, TaskFilter())) == desk.store.count(Task)
    assert numbers(desk, TaskFilter(section_id="nowhere")) == []
