"""Which of the own tasks a filter leaves: each condition read by itself, only of the tasks that the others left.

Decides that a sub-task without a lead of its own is led by whoever leads the task above it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from nq57desk import settings
from nq57desk.domain.bodies import body_key
from nq57desk.domain.deadlines import understand
from nq57desk.domain.forms import known_bodies
from nq57desk.domain.organisation import OrgUnit
from nq57desk.domain.plan import Origin, Plan
from nq57desk.domain.progress import State
from nq57desk.domain.timeliness import Timeliness, by_task, standing
from nq57desk.store import glance
from nq57desk.store.glance import TaskLine
from nq57desk.usecases.asking import period_asked
from nq57desk.usecases.task_order import lines_of
from nq57desk.workspace import Desk


@dataclass(frozen=True, slots=True)
class TaskFilter:
    """What a list of tasks is narrowed to; "" and () narrow nothing. ``period`` "" is the present month."""

    search: str = ""
    body: str = ""
    plan_id: str = ""
    appendix_id: str = ""
    section_id: str = ""
    states: tuple[State, ...] = ()
    timeliness: tuple[Timeliness, ...] = ()
    period: str = ""
    origin: str = ""
    """ "assigned": only what the city assigned."""

    @property
    def empty(self) -> bool:
        """Whether it narrows nothing."""
        return replace(self, period="") == TaskFilter()

    @property
    def only_searches(self) -> bool:
        """Whether the search alone narrows it."""
        return bool(self.search) and replace(self, search="").empty


def selected(desk: Desk, *, wanted: TaskFilter) -> list[TaskLine]:
    """The own tasks that the filter leaves, in the paper's order; its ``search`` is not looked at.

    Raises:
        Refused: its period is none.
    """
    lines = lines_of(
        desk,
        plan_id=wanted.plan_id or None,
        appendix_id=wanted.appendix_id or None,
        section_id=wanted.section_id or None,
    )
    if wanted.origin == Origin.ASSIGNED:
        assigned = glance.assigned(desk.store)
        lines = [line for line in lines if line.id in assigned]
    if wanted.body:
        led = _led_by(desk, wanted.body)
        lines = [line for line in lines if line.id in led]
    if wanted.states or wanted.timeliness:
        standing_so = _standing(desk, wanted, [line.id for line in lines])
        lines = [line for line in lines if line.id in standing_so]
    return lines


def _led_by(desk: Desk, body: str) -> set[str]:
    """The own tasks that the body leads, alone or with others, in any of its spellings."""
    known = known_bodies(desk.store.all(OrgUnit))
    wanted = body_key(known.name_of(body))
    rows = {task_id: (lead, above) for task_id, lead, above in glance.led(desk.store)}
    answers: dict[str, bool] = {}

    def leads(lead: str) -> bool:
        if lead not in answers:
            answers[lead] = wanted in map(body_key, known.named(lead))
        return answers[lead]

    return {task_id for task_id, (lead, above) in rows.items() if leads(lead.strip() or glance.lead_above(rows, above))}


def _standing(desk: Desk, wanted: TaskFilter, ids: Sequence[str]) -> set[str]:
    """Those of the tasks that stand as the filter wants, judged as of its period."""
    asked, store = period_asked(desk, wanted.period or None), desk.store
    calendar, soon = settings.calendar(store), settings.due_soon_days(store)
    years = {plan.id: plan.year for plan in store.all(Plan)}
    updates = by_task(glance.updates(store, ids))
    kept = set()
    for task_id, plan_id, deadline in glance.deadlines(store, ids):
        now = standing(
            understand(deadline, years.get(plan_id)),
            updates.get(task_id, ()),
            period=asked,
            as_of=desk.today,
            calendar=calendar,
            due_soon_days=soon,
        )
        if (not wanted.states or now.state in wanted.states) and (
            not wanted.timeliness or now.timeliness in wanted.timeliness
        ):
            kept.add(task_id)
    return kept
