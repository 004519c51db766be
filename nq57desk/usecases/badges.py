"""How many things wait on each page, for the figures beside the pages' names."""

from __future__ import annotations

from nq57desk import settings
from nq57desk.domain.conflicts import ConflictState
from nq57desk.domain.indicators import Indicator, IndicatorValue
from nq57desk.domain.organisation import Role
from nq57desk.domain.plan import Task
from nq57desk.domain.progress import ProgressUpdate
from nq57desk.domain.snapshot import Outcome
from nq57desk.domain.update_rate import update_rate
from nq57desk.usecases import assigned
from nq57desk.usecases.asking import month_asked
from nq57desk.workspace import Desk

_MOST = 5000
"""With more tasks than a ward ever has, counting would hold up the work for what nobody reads."""


def badges(desk: Desk) -> dict[str, int]:
    """The page's name -> tasks not updated this month, indicators without a value, bundles without a receipt
    and rows that the city assigned and nobody here has decided, fields in which its two computers differ.

    At a city: bundles that wait for a person, and fields in conflict that nobody decided. Of very many tasks the
    month is left out: the overview counts it whenever it is read.
    """
    store = desk.store
    if desk.office.role is Role.CITY:
        held = sum(bundle.outcome is Outcome.HELD for bundle in store.received_bundles())
        return {"city": held + sum(one.state is ConflictState.OPEN for one in store.conflicts())}
    month = month_asked(desk, None)
    found: dict[str, int] = {}
    if store.count(Task) <= _MOST:
        tasks, updates = store.all(Task), store.all(ProgressUpdate)
        rate = update_rate(tasks, updates, period=month, calendar=settings.calendar(store))
        found["month"] = rate.of - rate.updated
    measured = {value.indicator_id for value in store.find(IndicatorValue, period=month.code)}
    bare = sum(one.id not in measured for one in store.all(Indicator) if not one.same_as and one.target.strip())
    newest: dict[str, bool] = {}
    for bundle in sorted(store.made_bundles(), key=lambda each: each.sequence):
        newest[bundle.period] = bool(bundle.receipt_at)
    unanswered = sum(not received for received in newest.values())
    undecided = sum(one.state is ConflictState.OPEN for one in store.conflicts(office=desk.office.code))
    return {**found, "indicators": bare, "exchange": unanswered + assigned.waiting(desk) + undecided}
