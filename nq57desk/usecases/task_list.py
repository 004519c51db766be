"""The tasks with what is derived from them: state, percent, timeliness as of a period."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TypeVar

from nq57desk import settings
from nq57desk.domain.assigned_rows import is_added
from nq57desk.domain.bodies import body_key
from nq57desk.domain.completeness import Completeness
from nq57desk.domain.deadlines import Deadline, understand
from nq57desk.domain.forms import known_bodies
from nq57desk.domain.indicators import Indicator
from nq57desk.domain.organisation import OrgUnit, Role
from nq57desk.domain.periods import Period
from nq57desk.domain.plan import Appendix, Cells, Plan, Section, Task
from nq57desk.domain.progress import ProgressUpdate, State
from nq57desk.domain.timeliness import Standing, Timeliness, by_task, standing
from nq57desk.domain.vietnamese import fold
from nq57desk.errors import refuse
from nq57desk.usecases.asking import period_asked
from nq57desk.workspace import Desk

R = TypeVar("R", Task, Indicator)


@dataclass(frozen=True, slots=True)
class FoundIn:
    """Where a search found what a row's columns do not show: a field of the task, or of its update of a period."""

    field: str
    text: str
    period: str = ""


@dataclass(frozen=True, slots=True)
class TaskRow:
    """One task as lists show it. ``section`` and ``section_title`` are "" where it stands in none."""

    id: str
    office: str
    plan_id: str
    appendix_id: str
    section_id: str
    section: str
    section_title: str
    number: str
    second_number: str
    parent_id: str
    name: str
    lead: str
    coordinating: str
    supervisor: str
    responsible: str
    product: str
    deadline: str
    meaning: Deadline
    note: str
    state: State
    percent: int | None
    timeliness: Timeliness
    finished_on: date | None
    days: int | None
    """Days left to the last day (negative: days over), for dated tasks."""
    latest: ProgressUpdate | None
    revision: int
    cells: Cells
    source_document: str = ""
    adjusted_by: str = ""
    clear: Completeness | None = None
    """What it lacks of the five that must be clear; None where that was not asked for."""
    found: FoundIn | None = None
    added: bool = False
    """Whether it was added for the city, whose name, deadline, product and source document it has."""


@dataclass(frozen=True, slots=True)
class AppendixView:
    """An appendix with its sections and how many tasks and indicators it lists."""

    appendix: Appendix
    sections: tuple[Section, ...]
    tasks: int
    indicators: int


@dataclass(frozen=True, slots=True)
class PlanView:
    """A plan with its appendices in the paper's order."""

    plan: Plan
    appendices: tuple[AppendixView, ...]


def plans(desk: Desk, *, office_code: str | None = None) -> tuple[PlanView, ...]:
    """The plans, oldest year first, each with its appendices."""
    store = desk.store
    appendices = store.all(Appendix, office=office_code)
    sections = store.all(Section, office=office_code)
    counted = store.rows_by_appendix(office=office_code)

    def view(appendix: Appendix) -> AppendixView:
        its = tuple(section for section in sections if section.appendix_id == appendix.id)
        return AppendixView(appendix, its, *counted.get(appendix.id, (0, 0)))

    return tuple(
        PlanView(plan, tuple(view(appendix) for appendix in appendices if appendix.plan_id == plan.id))
        for plan in sorted(store.all(Plan, office=office_code), key=lambda p: (p.year, p.number.zfill(6), p.id))
    )


def tasks(
    desk: Desk,
    *,
    plan_id: str | None = None,
    appendix_id: str | None = None,
    section_id: str | None = None,
    search: str = "",
    late: bool = False,
    period: str | None = None,
    office_code: str | None = None,
    body: str = "",
    states: Collection[State] = (),
    timeliness: Collection[Timeliness] = (),
) -> tuple[TaskRow, ...]:
    """The tasks in the paper's order, or best match first where ``search`` is given.

    ``body`` is a lead, in any of its spellings (a sub-task has its parent's lead where it has none); ``states`` and
    ``timeliness`` are those wanted, empty for all. A city's office without ``office_code`` lists the tasks of all
    offices.

    Raises:
        Refused: the period is none, or no office has the plan.
    """
    asked = period_asked(desk, period)
    plan_asked(desk, plan_id, office_code)
    found: list[TaskRow] = []
    for office in offices_asked(desk, office_code):
        found += _of_office(desk, office, asked, plan_id)
    kept = [
        row
        for row in found
        if (appendix_id is None or row.appendix_id == appendix_id)
        and (section_id is None or row.section_id == section_id)
        and (not late or row.timeliness in (Timeliness.LATE, Timeliness.DONE_LATE))
        and (not states or row.state in states)
        and (not timeliness or row.timeliness in timeliness)
    ]
    if body:
        kept = _led_by(desk, body, kept, found)
    return tuple(_matching(desk, kept, search) if search else kept)


def plan_asked(desk: Desk, plan_id: str | None, office_code: str | None) -> None:
    """Stop where a plan is named that none of the offices asked for has.

    Raises:
        Refused: there is no such plan.
    """
    offices = offices_asked(desk, office_code)
    if plan_id is not None and all(desk.store.get(Plan, plan_id, office=office) is None for office in offices):
        raise refuse("workspace.unknown_plan", id=plan_id)


def offices_asked(desk: Desk, code: str | None) -> tuple[str, ...]:
    """The offices whose rows are listed: the named one; else the own and, at a city, all that it enrolled."""
    if code is not None:
        return (code,)
    others = desk.store.offices() if desk.office.role is Role.CITY else []
    return (desk.office.code, *(office.code for office in others))


def _of_office(desk: Desk, office: str, period: Period, plan_id: str | None) -> Iterator[TaskRow]:
    store = desk.store
    updates = by_task(store.all(ProgressUpdate, office=office, plan_id=plan_id))
    rows = in_paper_order(desk, store.all(Task, office=office, plan_id=plan_id), office)
    return derived(desk, office, period, rows, updates)


def derived(
    desk: Desk, office: str, period: Period, rows: Iterable[Task], updates: Mapping[str, Sequence[ProgressUpdate]]
) -> Iterator[TaskRow]:
    """Tasks of one office, in the order given, with what their updates (each task's oldest first) say of a period."""
    store = desk.store
    years = {plan.id: plan.year for plan in store.all(Plan, office=office)}
    sections = {section.id: section for section in store.all(Section, office=office)}
    revisions = store.revisions(Task, office=office)
    calendar, soon = settings.calendar(store), settings.due_soon_days(store)
    for task in rows:
        meaning = understand(task.deadline, years.get(task.plan_id))
        now = standing(
            meaning,
            updates.get(task.id, ()),
            period=period,
            as_of=desk.today,
            calendar=calendar,
            due_soon_days=soon,
        )
        yield task_row(office, task, sections.get(task.section_id), meaning, now, revisions.get(task.id, 0))


def in_paper_order(desk: Desk, rows: Iterable[R], office: str) -> list[R]:
    """Tasks or indicators by plan (year, number), then appendix, then their place in it."""
    plans_in_order = sorted(desk.store.all(Plan, office=office), key=lambda p: (p.year, p.number.zfill(6), p.id))
    plan_at = {plan.id: at for at, plan in enumerate(plans_in_order)}
    appendix_at = {appendix.id: appendix.position for appendix in desk.store.all(Appendix, office=office)}
    return sorted(rows, key=lambda r: (plan_at[r.plan_id], appendix_at[r.appendix_id], r.position, r.id))


def task_row(
    office: str, task: Task, section: Section | None, meaning: Deadline, now: Standing, revision: int
) -> TaskRow:
    """A task with what was derived from it."""
    return TaskRow(
        id=task.id,
        office=office,
        plan_id=task.plan_id,
        appendix_id=task.appendix_id,
        section_id=task.section_id,
        section=section.number if section else "",
        section_title=section.title if section else "",
        number=task.number,
        second_number=task.second_number,
        parent_id=task.parent_id,
        name=task.name,
        lead=task.lead,
        coordinating=task.coordinating,
        supervisor=task.supervisor,
        responsible=task.responsible,
        product=task.product,
        deadline=task.deadline,
        meaning=meaning,
        note=task.note,
        state=now.state,
        percent=now.percent,
        timeliness=now.timeliness,
        finished_on=now.finished_on,
        days=now.days,
        latest=now.latest,
        revision=revision,
        cells=task.cells,
        source_document=task.source_document,
        adjusted_by=task.adjusted_by,
        added=is_added(task),
    )


def _led_by(desk: Desk, body: str, rows: Iterable[TaskRow], everything: Iterable[TaskRow]) -> list[TaskRow]:
    """Those of the rows that the body leads, alone or with others, by each office's own list of bodies."""
    above = {(row.office, row.id): row for row in everything}
    known = {office: known_bodies(desk.store.all(OrgUnit, office=office)) for office in {row.office for row in rows}}
    wanted = {office: body_key(bodies.name_of(body)) for office, bodies in known.items()}

    def lead(row: TaskRow) -> str:
        seen: set[str] = set()
        at: TaskRow | None = row
        while at is not None and not at.lead.strip() and at.id not in seen:
            seen.add(at.id)
            at = above.get((at.office, at.parent_id))
        return at.lead if at is not None else ""

    return [row for row in rows if wanted[row.office] in map(body_key, known[row.office].named(lead(row)))]


def _matching(desk: Desk, rows: Sequence[TaskRow], search: str) -> Iterable[TaskRow]:
    """The rows that the search finds; of other offices' rows, those that hold every word without accents."""
    by_id = {row.id: row for row in rows if row.office == desk.office.code}
    yield from (by_id[found] for found in desk.store.search(search, limit=max(len(rows), 1)) if found in by_id)
    words = fold(search).split()
    for row in rows:
        if row.office != desk.office.code:
            text = fold(" ".join((row.name, row.lead, row.coordinating, row.product, row.note)))
            if all(word in text for word in words):
                yield row


def current_states(desk: Desk, *, plan_id: str) -> Mapping[str, State]:
    """The state of each task of the plan by its latest update."""
    updates = by_task(desk.store.all(ProgressUpdate, plan_id=plan_id))
    return {
        task.id: updates[task.id][-1].state if task.id in updates else State.NOT_STARTED
        for task in desk.store.all(Task, plan_id=plan_id)
    }
