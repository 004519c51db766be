"""Rows of a window with what each lacks of the five that must be clear: only of the rows that are looked at."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from nq57desk.domain.completeness import completeness
from nq57desk.domain.plan import Plan, Task
from nq57desk.store import glance
from nq57desk.usecases import task_order
from nq57desk.usecases.task_list import TaskRow
from nq57desk.workspace import Desk

_RANKS = 6


def rows(desk: Desk, *, ids: Sequence[str], period: str | None = None) -> tuple[TaskRow, ...]:
    """The whole rows with these ids as ``task_order.rows`` gives them, each with ``clear``.

    Raises:
        Refused: the period is none.
    """
    tasks = {task.id: task for task in glance.tasks(desk.store, ids)}
    found = task_order.derived(desk, tuple(tasks.values()), period)
    around = {**_above(desk, tasks), **{task.id: task for task in glance.sub_tasks(desk.store, ids)}, **tasks}
    years = {plan.id: plan.year for plan in desk.store.all(Plan)}
    by_plan: dict[str, list[Task]] = {}
    for task in around.values():
        by_plan.setdefault(task.plan_id, []).append(task)
    clear = {one.task_id: one for plan_id, its in by_plan.items() for one in completeness(its, years.get(plan_id))}
    return tuple(replace(row, clear=clear.get(row.id)) for row in found)


def _above(desk: Desk, tasks: dict[str, Task]) -> dict[str, Task]:
    """The rows that these hang under, up to the first rank."""
    found: dict[str, Task] = {}
    wanted = {task.parent_id for task in tasks.values()} - {""} - tasks.keys()
    for _rank in range(_RANKS):
        if not wanted:
            break
        fresh = {task.id: task for task in glance.tasks(desk.store, tuple(wanted))}
        found |= fresh
        wanted = {task.parent_id for task in fresh.values()} - {""} - found.keys() - tasks.keys()
    return found
