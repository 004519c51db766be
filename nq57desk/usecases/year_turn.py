"""The year's turn, asked for step by step: what would go on into the new year's plan, then the new plan itself.

Decides that unfinished tasks are offered as going on and finished ones as staying; that an indicator's new target is
what a person typed and never last year's silently; that the old plan stays whole; that a backup is made before; and
that the new plan is issued only if both its number and its day are given, else a draft.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace

from nq57desk.domain.carrying import carry, deadline_to_look_at, unfinished
from nq57desk.domain.changes import Applied, Proposed
from nq57desk.domain.indicator_results import direction_of
from nq57desk.domain.indicators import Indicator
from nq57desk.domain.plan import Appendix, Plan, PlanStatus, Section, Task
from nq57desk.domain.problems import Problem
from nq57desk.domain.progress import State
from nq57desk.domain.targets import understand_target
from nq57desk.domain.update_rate import group_rows
from nq57desk.domain.vietnamese import tidy
from nq57desk.errors import refuse
from nq57desk.importing.assembling_plan import complete_date
from nq57desk.usecases import backups
from nq57desk.usecases.changing import apply_records, new_id, writable
from nq57desk.usecases.city_fields import refuse_changed
from nq57desk.usecases.edits import plan_of
from nq57desk.usecases.task_list import current_states
from nq57desk.workspace import Desk


@dataclass(frozen=True, slots=True)
class TurnTask:
    """A task of the old plan. ``goes``: offered as going on. ``remark``: what to look at of its deadline then."""

    id: str
    number: str
    name: str
    lead: str
    deadline: str
    state: State
    goes: bool
    remark: Problem | None = None


@dataclass(frozen=True, slots=True)
class TurnIndicator:
    """An indicator of the old plan with the target that it had."""

    id: str
    number: str
    name: str
    unit: str
    target: str


@dataclass(frozen=True, slots=True)
class Turn:
    """What may go on from a plan into a year. ``there`` is the plan that continues it already, "" for none."""

    plan: Plan
    year: int
    tasks: tuple[TurnTask, ...]
    indicators: tuple[TurnIndicator, ...]
    there: str = ""


@dataclass(frozen=True, slots=True)
class Turned:
    """The new plan, and the deadlines in it that a person should look at."""

    applied: Applied
    plan_id: str
    problems: tuple[Problem, ...]


def offer(desk: Desk, *, plan_id: str, new_year: int) -> Turn:
    """What would go on into the new year; nothing is written.

    Raises:
        Refused: no such plan, or a year that is not after the plan's.
    """
    plan = _checked(desk, plan_id, new_year)
    rows = desk.store.all(Task, plan_id=plan_id)
    states = current_states(desk, plan_id=plan_id)
    going, heads = unfinished(rows, states), group_rows(rows)
    tasks = tuple(
        TurnTask(
            row.id,
            row.number,
            row.name,
            row.lead,
            row.deadline,
            states.get(row.id, State.NOT_STARTED),
            row.id in going,
            deadline_to_look_at(row, plan.year, new_year),
        )
        for row in sorted(rows, key=lambda row: (row.appendix_id, row.position, row.id))
        if row.id not in heads
    )
    indicators = tuple(
        TurnIndicator(row.id, row.number, row.name, row.unit, row.target)
        for row in sorted(
            desk.store.all(Indicator, plan_id=plan_id), key=lambda row: (row.appendix_id, row.position, row.id)
        )
    )
    next_plan = next(
        (one for one in desk.store.all(Plan) if one.carried_from == plan_id and one.year == new_year), None
    )
    return Turn(plan, new_year, tasks, indicators, "" if next_plan is None else next_plan.id)


def _checked(desk: Desk, plan_id: str, new_year: int) -> Plan:
    plan = plan_of(desk, plan_id)
    if new_year <= plan.year:
        raise refuse("workspace.year_not_after", year=new_year, plan_year=plan.year)
    return plan


def turn(
    desk: Desk,
    *,
    plan_id: str,
    new_year: int,
    tasks: Collection[str],
    targets: Mapping[str, str],
    number: str = "",
    day: str = "",
) -> Turned:
    """Make the new year's plan, in one step that can be undone; a backup is made before.

    ``tasks`` are the ids that go on (the rows that head them go along), ``targets`` the indicators that go on with
    their new targets ("" where none is set yet). ``day`` as "05/01/2027" or "ngày 05 tháng 01 năm 2027".

    Raises:
        Refused: no such plan, a year that is not after the plan's, "year_turn.bad_day", "year_turn.nothing",
            "assignment.city_field" (a new target of an indicator that the city assigned), or the office is open
            read-only.
    """
    writable(desk)
    plan = _checked(desk, plan_id, new_year)
    issued = complete_date(day)
    if tidy(day) and issued is None:
        raise refuse("year_turn.bad_day", text=tidy(day))
    if not tasks and not targets:
        raise refuse("year_turn.nothing", year=new_year)
    appendices = desk.store.all(Appendix, plan_id=plan_id)
    carried = carry(
        plan,
        appendices=appendices,
        sections=desk.store.all(Section, plan_id=plan_id),
        tasks=desk.store.all(Task, plan_id=plan_id),
        indicators=[row for row in desk.store.all(Indicator, plan_id=plan_id) if row.id in targets],
        states=current_states(desk, plan_id=plan_id),
        new_year=new_year,
        new_id=new_id,
        chosen=tasks,
    )
    fields = {one.id: one.column_fields for one in appendices}
    old = {row.id: row.appendix_id for row in desk.store.all(Indicator, plan_id=plan_id)}
    _targets_are_ours(desk, targets)
    records = [_with_target(one, targets, fields, old) for one in carried.records]
    head = records[0].record
    if isinstance(head, Plan):
        status = PlanStatus.ISSUED if tidy(number) and issued is not None else PlanStatus.DRAFT
        words = f"ngày {issued.day:02} tháng {issued.month:02} năm {issued.year}" if issued is not None else ""
        head = replace(head, number=tidy(number), date_text=words, issued_on=issued, status=status)
        records[0] = replace(records[0], record=head)
    backups.make(desk, why="before-new-year")
    return Turned(apply_records(desk, "carry", records), carried.plan_id, carried.problems)


def _targets_are_ours(desk: Desk, targets: Mapping[str, str]) -> None:
    """Next year's target of what the city assigned is the city's to say; last year's may go along."""
    for row in desk.store.some(Indicator, targets):
        wording = tidy(targets[row.id])
        if wording:
            refuse_changed(row, replace(row, target=wording))


def _with_target(
    proposed: Proposed,
    targets: Mapping[str, str],
    fields: Mapping[str, tuple[str, ...]],
    appendix_of: Mapping[str, str],
) -> Proposed:
    """An indicator with its new target, also in the plan's own column; every other record as it is."""
    row = proposed.record
    if not isinstance(row, Indicator):
        return proposed
    wording = tidy(targets.get(row.carried_from, ""))
    meaning = understand_target(wording)
    columns = fields.get(appendix_of.get(row.carried_from, ""), ())
    cells = row.cells
    if len(columns) == len(cells):
        texts = {"target": wording, "targets": ""}
        cells = tuple((name, texts.get(field, text)) for (name, text), field in zip(cells, columns, strict=True))
    direction = direction_of(meaning) if wording else row.direction
    return replace(
        proposed,
        record=replace(
            row, target=wording, targets=(), unit=row.unit or meaning.unit or "", direction=direction, cells=cells
        ),
    )
