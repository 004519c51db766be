"""The list of tasks under other headings than the paper's: by lead body, by leader, by how it stands with time.

Decides that inside a group the paper's order stays, that a row led by several stands under the first of them, and that
groups stand in Vietnamese order, rows without a name last; groups of time go from late to done.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from enum import StrEnum

from nq57desk import settings
from nq57desk.domain.deadlines import understand
from nq57desk.domain.forms import known_bodies
from nq57desk.domain.organisation import OrgUnit
from nq57desk.domain.plan import Plan
from nq57desk.domain.timeliness import Timeliness, by_task, standing
from nq57desk.domain.vietnamese import sort_key
from nq57desk.store import glance
from nq57desk.usecases.asking import period_asked
from nq57desk.usecases.task_order import Heading, TaskOrder
from nq57desk.workspace import Desk


class Grouping(StrEnum):
    """What the headings of a list stand for."""

    PAPER = "paper"
    LEAD = "lead"
    LEADER = "leader"
    TIME = "time"


TIMES = (
    Timeliness.LATE,
    Timeliness.DUE_SOON,
    Timeliness.DUTY_MISSING,
    Timeliness.IN_TIME,
    Timeliness.NO_DEADLINE,
    Timeliness.DUTY_DONE,
    Timeliness.DONE_LATE,
    Timeliness.DONE_IN_TIME,
)


def grouped(desk: Desk, order: TaskOrder, by: Grouping, *, period: str | None = None) -> TaskOrder:
    """The same tasks under the headings of a grouping. A heading's ``title`` is the name, of a time its value.

    Raises:
        Refused: the period is none.
    """
    if by is Grouping.PAPER:
        return order
    ids = [each for each in order.ids if each]
    if by is Grouping.TIME:
        times = _times(desk, ids, period)
        places = {time.value: at for at, time in enumerate(TIMES)}
        return _under(ids, times, lambda name: (places.get(name, len(places)), ""), order)
    names = _leads(desk) if by is Grouping.LEAD else glance.supervisors(desk.store)
    return _under(ids, names, lambda name: (not name, sort_key(name)), order)


def _under(
    ids: list[str], names: Mapping[str, str], place: Callable[[str], tuple[int, str]], order: TaskOrder
) -> TaskOrder:
    groups: dict[str, list[str]] = {}
    for each in ids:
        groups.setdefault(names.get(each, ""), []).append(each)
    rows: list[str] = []
    headings: dict[int, Heading] = {}
    for name in sorted(groups, key=place):
        headings[len(rows)] = Heading("", name, len(groups[name]))
        rows += ["", *groups[name]]
    return TaskOrder(tuple(rows), headings, order.tasks, order.beyond)


def _leads(desk: Desk) -> dict[str, str]:
    """The first body that leads each own task, by the name that the office knows it by."""
    known = known_bodies(desk.store.all(OrgUnit))
    rows = {task_id: (lead, above) for task_id, lead, above in glance.led(desk.store)}
    names: dict[str, str] = {}

    def name(lead: str) -> str:
        if lead not in names:
            names[lead] = next(iter(known.named(lead)), "")
        return names[lead]

    return {each: name(lead.strip() or glance.lead_above(rows, above)) for each, (lead, above) in rows.items()}


def _times(desk: Desk, ids: list[str], period: str | None) -> dict[str, str]:
    asked, store = period_asked(desk, period), desk.store
    calendar, soon = settings.calendar(store), settings.due_soon_days(store)
    years = {plan.id: plan.year for plan in store.all(Plan)}
    updates = by_task(glance.updates(store, ids))
    return {
        task_id: standing(
            understand(deadline, years.get(plan_id)),
            updates.get(task_id, ()),
            period=asked,
            as_of=desk.today,
            calendar=calendar,
            due_soon_days=soon,
        ).timeliness.value
        for task_id, plan_id, deadline in glance.deadlines(store, ids)
    }
