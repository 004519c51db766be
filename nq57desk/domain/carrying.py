"""The year's turn: what goes on into the next year's plan, and how the two are linked.

Decides that unfinished work goes on and finished work stays behind: every task that is neither done nor stopped
(dated ones that are late, standing duties, those that wait for a paper), the rows that head them, and all indicators.
Appendices, sections and numbers stay as they are; the new plan is a draft without number, date and signer's day, and
each row names the one that it continues. Deadlines stay word for word: those that are past, or that would silently
mean the new year ("Quý III"), are listed for a person to look at.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, replace

from nq57desk.domain.changes import Proposed
from nq57desk.domain.deadlines import Deadline, understand
from nq57desk.domain.indicators import Indicator
from nq57desk.domain.plan import Appendix, Plan, PlanStatus, Section, Task
from nq57desk.domain.problems import Problem, Severity, problem
from nq57desk.domain.progress import State
from nq57desk.domain.update_rate import group_rows

Understand = Callable[[str, int], Deadline]


@dataclass(frozen=True, slots=True)
class Carried:
    """The proposed records of the new plan, parents before children, and the deadlines to look at."""

    plan_id: str
    records: tuple[Proposed, ...]
    problems: tuple[Problem, ...]


def carry(
    plan: Plan,
    appendices: Sequence[Appendix],
    sections: Sequence[Section],
    tasks: Sequence[Task],
    indicators: Sequence[Indicator],
    states: Mapping[str, State],
    *,
    new_year: int,
    new_id: Callable[[], str],
    understand: Understand = understand,
    chosen: Collection[str] | None = None,
) -> Carried:
    """Continue a plan in ``new_year``. ``states`` maps task ids to their last state; without one: not started.

    ``chosen`` are the tasks that a person wants to go on, in place of the rule; the rows that head them go along.

    Raises:
        ValueError: the new year is not after the plan's.
    """
    if new_year <= plan.year:
        raise ValueError(new_year)
    going = _with_heads(tasks, unfinished(tasks, states) if chosen is None else chosen)
    new_plan = _next_plan(plan, new_year, new_id())
    ids = {"": ""}
    kept: list[Appendix | Section | Task | Indicator] = [*appendices, *sections, *going, *indicators]
    ids |= {old.id: new_id() for old in kept}
    records = [Proposed("plan", new_plan.id, new_plan)]
    records += [_appendix(one, ids, new_plan.id, plan.year, new_year) for one in appendices]
    records += [_section(one, ids, new_plan.id) for one in sections]
    records += [_row("task", task, ids, new_plan.id) for task in going]
    records += [_row("indicator", one, ids, new_plan.id) for one in indicators]
    problems = [found for task in going if (found := deadline_to_look_at(task, plan.year, new_year, understand))]
    return Carried(new_plan.id, tuple(records), tuple(problems))


def unfinished(tasks: Sequence[Task], states: Mapping[str, State]) -> frozenset[str]:
    """The tasks that are neither done nor stopped; rows that only head others are not among them."""
    heads_only = group_rows(tasks)
    ended = (State.DONE, State.STOPPED)
    return frozenset(
        task.id for task in tasks if task.id not in heads_only and states.get(task.id, State.NOT_STARTED) not in ended
    )


def _with_heads(tasks: Sequence[Task], chosen: Collection[str]) -> list[Task]:
    """These tasks and the rows that head them, in their order."""
    by_id = {task.id: task for task in tasks}
    going: set[str] = set()
    for task in tasks:
        at: Task | None = task if task.id in chosen else None
        while at is not None and at.id not in going:
            going.add(at.id)
            at = by_id.get(at.parent_id)
    return [task for task in tasks if task.id in going]


def _next_plan(plan: Plan, year: int, plan_id: str) -> Plan:
    return replace(
        plan,
        id=plan_id,
        year=year,
        number="",
        date_text="",
        issued_on=None,
        title=_of_year(plan.title, plan.year, year),
        status=PlanStatus.DRAFT,
        carried_from=plan.id,
    )


def _appendix(one: Appendix, ids: Mapping[str, str], plan_id: str, old_year: int, year: int) -> Proposed:
    lines = tuple(_of_year(line, old_year, year) for line in one.heading_lines if not _POINTER.match(line))
    record = replace(
        one, id=ids[one.id], plan_id=plan_id, title=_of_year(one.title, old_year, year), heading_lines=lines
    )
    return Proposed("appendix", record.id, record)


_POINTER = re.compile(r"\s*\((?:ban hành )?kèm theo", re.IGNORECASE)
"""The line that points to last year's paper by number and date."""


def _of_year(text: str, old: int, new: int) -> str:
    """The title with the plan's own year moved on; the year of a date ("tháng 01 năm 2026") stays."""
    return re.sub(rf"(?<!\d )(?<!tháng )(năm ){old}(?!\d|\s*[-–])", rf"\g<1>{new}", text, flags=re.IGNORECASE)


def _section(one: Section, ids: Mapping[str, str], plan_id: str) -> Proposed:
    record = replace(one, id=ids[one.id], plan_id=plan_id, appendix_id=ids[one.appendix_id])
    return Proposed("section", record.id, record)


def _row(kind: str, row: Task | Indicator, ids: Mapping[str, str], plan_id: str) -> Proposed:
    record = replace(
        row,
        id=ids[row.id],
        plan_id=plan_id,
        appendix_id=ids[row.appendix_id],
        section_id=ids.get(row.section_id, ""),
        parent_id=ids.get(row.parent_id, ""),
        carried_from=row.id,
    )
    if isinstance(record, Indicator):
        record = replace(record, same_as=ids.get(record.same_as, ""))
    return Proposed(kind, record.id, record)


def deadline_to_look_at(task: Task, old_year: int, year: int, understand: Understand = understand) -> Problem | None:
    """What a person should see of the task's deadline in the new year; None where nothing is to be seen."""
    before, after = understand(task.deadline, old_year), understand(task.deadline, year)
    if before.recurrence is not None or before.last_day is None:
        return None
    code = "carrying.deadline_past" if before == after else "carrying.deadline_moves"
    if before == after and before.last_day.year >= year:
        return None
    return problem(code, Severity.WARNING, number=task.number, name=task.name, deadline=task.deadline)
