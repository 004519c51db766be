"""The tasks for a window: first only their order, then the rows that are looked at.

A table of 20,000 tasks so costs its ids; a row's deadline is understood and its progress read only when the
row comes into view.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from operator import attrgetter

from nq57desk import settings
from nq57desk.domain.deadlines import understand
from nq57desk.domain.plan import Appendix, Plan, Section, Task
from nq57desk.domain.timeliness import by_task, standing
from nq57desk.store import glance
from nq57desk.store.glance import TaskLine
from nq57desk.usecases.asking import period_asked
from nq57desk.usecases.task_list import TaskRow, task_row
from nq57desk.workspace import Desk


@dataclass(frozen=True, slots=True)
class Heading:
    """A section's heading row, or a group's with how many tasks it has."""

    number: str
    title: str
    tasks: int = 0


@dataclass(frozen=True, slots=True)
class TaskOrder:
    """Every row of a table: a task's id, or "" where the heading of ``headings`` stands. ``tasks`` counts the ids.

    ``beyond`` are the tasks of a search whose name alone does not hold every word.
    """

    ids: tuple[str, ...] = ()
    headings: Mapping[int, Heading] = field(default_factory=dict)
    tasks: int = 0
    beyond: frozenset[str] = frozenset()


def order(
    desk: Desk,
    *,
    plan_id: str | None = None,
    appendix_id: str | None = None,
    section_id: str | None = None,
    search: str = "",
) -> TaskOrder:
    """The own office's tasks in the paper's order with their sections' headings; found ones best match first."""
    if search:
        found = desk.store.found(search)
        return found_order(found.tasks, found.beyond, lines_of(desk, plan_id=plan_id) if plan_id is not None else None)
    lines = lines_of(desk, plan_id=plan_id, appendix_id=appendix_id, section_id=section_id)
    return with_headings(lines, {section.id: section for section in desk.store.all(Section, plan_id=plan_id)})


def found_order(ids: Sequence[str], beyond: frozenset[str], among: Iterable[TaskLine] | None = None) -> TaskOrder:
    """What a search found, best first; only those among the lines where these are given."""
    if among is not None:
        there = {line.id for line in among}
        ids = [each for each in ids if each in there]
    return TaskOrder(tuple(ids), {}, len(ids), beyond)


def lines_of(
    desk: Desk, *, plan_id: str | None = None, appendix_id: str | None = None, section_id: str | None = None
) -> list[TaskLine]:
    """Where the own tasks stand, in the order of the papers."""
    lines = glance.task_lines(desk.store, plan_id=plan_id, appendix_id=appendix_id, section_id=section_id)
    places = _places(desk)
    last = len(places)
    lines.sort(key=lambda line: places.get(line.appendix_id, last))
    return lines


def in_order(desk: Desk, tasks: Iterable[Task]) -> list[Task]:
    """Own tasks as ``order`` lists them."""
    places = _places(desk)
    last = len(places)
    # Twice by what is cheap to compare: tasks mostly come in their papers' order already.
    found = sorted(tasks, key=attrgetter("position", "id"))
    found.sort(key=lambda task: places.get(task.appendix_id, last))
    return found


def _places(desk: Desk) -> dict[str, int]:
    """The place of each appendix: plans as the tree lists them, in each its appendices in the paper's order."""
    plans = sorted(desk.store.all(Plan), key=lambda plan: (plan.year, plan.number, plan.id))
    rank = {plan.id: at for at, plan in enumerate(plans)}
    appendices = sorted(desk.store.all(Appendix), key=lambda one: (rank.get(one.plan_id, 0), one.position))
    return {appendix.id: at for at, appendix in enumerate(appendices)}


def with_headings(lines: Iterable[TaskLine], sections: Mapping[str, Section]) -> TaskOrder:
    """The lines in their order, a heading before each run of lines of one section."""
    ids: list[str] = []
    headings: dict[int, Heading] = {}
    inside = ""
    for line in lines:
        section = sections.get(line.section_id)
        if line.section_id != inside:
            inside = line.section_id
            if section is not None:
                headings[len(ids)] = Heading(section.number, section.title)
                ids.append("")
        ids.append(line.id)
    return TaskOrder(tuple(ids), headings, len(ids) - len(headings))


def rows(desk: Desk, *, ids: Sequence[str], period: str | None = None) -> tuple[TaskRow, ...]:
    """The whole rows with these ids, as of the period (the present month where none is named).

    Raises:
        Refused: the period is none.
    """
    return derived(desk, glance.tasks(desk.store, ids), period)


def derived(desk: Desk, tasks: Sequence[Task], period: str | None = None) -> tuple[TaskRow, ...]:
    """Own tasks with what was recorded of them, as of the period.

    Raises:
        Refused: the period is none.
    """
    asked, store = period_asked(desk, period), desk.store
    calendar, soon = settings.calendar(store), settings.due_soon_days(store)
    years = {plan.id: plan.year for plan in store.all(Plan)}
    sections = {section.id: section for section in store.some(Section, {task.section_id for task in tasks})}
    ids = [task.id for task in tasks]
    updates, revisions = by_task(glance.updates(store, ids)), glance.revisions(store, ids)
    found = []
    for task in tasks:
        meaning = understand(task.deadline, years.get(task.plan_id))
        now = standing(
            meaning,
            updates.get(task.id, ()),
            period=asked,
            as_of=desk.today,
            calendar=calendar,
            due_soon_days=soon,
        )
        section = sections.get(task.section_id)
        found.append(task_row(desk.office.code, task, section, meaning, now, revisions.get(task.id, 0)))
    return tuple(found)
