"""What an office reports of a period, read once: the same rows and rules as the month's board.

Decides on which day a period is judged: while it is open on the present day, as on screen; once it is closed on the day
of its closing, so that the same paper printed again says the same. A longer period counts as closed when it was closed
itself or the month that ends it was.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date

from nq57desk import settings
from nq57desk.domain.deadlines import understand
from nq57desk.domain.forms import Bodies, known_bodies, lead_of
from nq57desk.domain.indicator_results import assess
from nq57desk.domain.indicators import Indicator, IndicatorValue
from nq57desk.domain.organisation import OrgUnit
from nq57desk.domain.periods import (
    Calendar,
    Period,
    PeriodKind,
    ReportingPeriod,
    by_time,
    closing_month,
    month_number,
    months,
    window,
)
from nq57desk.domain.plan import Appendix, Plan, Section, Task
from nq57desk.domain.progress import ProgressUpdate
from nq57desk.domain.reported import Reported, ReportedIndicator, ReportedTask, counted_indicators
from nq57desk.domain.timeliness import by_task, standing
from nq57desk.domain.update_rate import UpdateRate, counted, group_rows, in_force, rate_of, rates
from nq57desk.errors import refuse
from nq57desk.usecases import paper_heads, task_order, units_listed
from nq57desk.usecases.task_list import in_paper_order
from nq57desk.workspace import Desk


def reported(desk: Desk, period: Period, *, plan_id: str | None = None) -> Reported:
    """Everything of the period; of one plan where it is named.

    Raises:
        Refused: no such plan.
    """
    store = desk.store
    if plan_id is not None and store.get(Plan, plan_id) is None:
        raise refuse("workspace.unknown_plan", id=plan_id)
    plans = {plan.id: plan for plan in store.all(Plan)}
    years = {key: plan.year for key, plan in plans.items()}
    closing = closed_state(store.all(ReportingPeriod), period)
    judged_on = closing.closed_on or desk.today
    calendar = settings.calendar(store)
    its = by_task(store.all(ProgressUpdate))
    own = [t for t in in_force(store.all(Task), years, period) if plan_id in (None, t.plan_id)]
    threshold = settings.threshold(store)
    begun = tuple(month for month in months(period) if window(month, calendar)[0] <= judged_on)
    month = begun[-1] if begun else closing_month(period)
    open_tasks = counted(own, its, month)
    rate = rate_of(open_tasks, its, period=month, calendar=calendar, threshold=threshold)
    first, last = window(period, calendar)
    return Reported(
        office_name=paper_heads.office_body(desk, units_listed.named_then(desk, period.code)),
        period=period,
        first_day=first,
        last_day=last,
        today=judged_on,
        closed=closing.closed_on is not None,
        edition=closing.edition,
        plans=_plans(plans.values(), period, plan_id),
        tasks=_tasks(desk, own, its, years, period, judged_on),
        indicators=_indicators(desk, years, period, judged_on, plan_id),
        rate=rate,
        judged_month=month,
        rates=_rates(own, its, begun, calendar, threshold) if period.kind is not PeriodKind.MONTH else (),
    )


def _rates(
    own: Sequence[Task],
    its: Mapping[str, tuple[ProgressUpdate, ...]],
    begun: Sequence[Period],
    calendar: Calendar,
    threshold: int,
) -> tuple[UpdateRate, ...]:
    """The months of a longer period that anything was recorded of, or that come after such a one."""
    first = min((month_number(known[0].period) for known in its.values() if known), default=None)
    asked = [month for month in begun if first is not None and month_number(month) >= first]
    return rates(own, its, asked, calendar, threshold)


def is_closed(desk: Desk, period: Period) -> bool:
    """Whether papers of the period are final."""
    return closed_state(desk.store.all(ReportingPeriod), period).closed_on is not None


def closed_state(kept: Iterable[ReportingPeriod], period: Period) -> ReportingPeriod:
    """What is kept of the period's closing: its own, else that of the month that ends it, else an open one."""
    by_code = {one.code: one for one in kept}
    own = by_code.get(period.code)
    if own is not None and own.closed_on is not None:
        return own
    month = by_code.get(closing_month(period).code)
    if month is not None and month.closed_on is not None and own is None:
        return month
    return own or ReportingPeriod("", period.year, period.code)


def bodies(desk: Desk) -> Bodies:
    """The bodies that the office knows, with all their spellings."""
    return known_bodies(desk.store.all(OrgUnit))


def _plans(plans: Iterable[Plan], period: Period, plan_id: str | None) -> tuple[Plan, ...]:
    """Those of the period's year, else those that go on into it."""
    begun = [plan for plan in plans if plan.year <= period.year and plan_id in (None, plan.id)]
    newest = max((plan.year for plan in begun), default=period.year)
    chosen = [plan for plan in begun if plan.year == newest]
    return tuple(sorted(chosen, key=lambda plan: (plan.number.zfill(6), plan.id)))


def _tasks(
    desk: Desk,
    own: Iterable[Task],
    its: Mapping[str, tuple[ProgressUpdate, ...]],
    years: Mapping[str, int],
    period: Period,
    as_of: date,
) -> tuple[ReportedTask, ...]:
    store = desk.store
    calendar, soon = settings.calendar(store), settings.due_soon_days(store)
    appendices = {one.id: one for one in store.all(Appendix)}
    sections = {one.id: one for one in store.all(Section)}
    held = {month_number(month) for month in months(period)}
    rows = task_order.in_order(desk, own)
    by_id, groups = {task.id: task for task in rows}, group_rows(rows)
    found = []
    for task in rows:
        known = its.get(task.id, ())
        meaning = understand(task.deadline, years[task.plan_id])
        now = standing(meaning, known, period=period, as_of=as_of, calendar=calendar, due_soon_days=soon)
        said = tuple(update for update in known if month_number(update.period) in held)
        section, lead = sections.get(task.section_id), lead_of(task, by_id)
        found.append(ReportedTask(task, appendices[task.appendix_id], section, now, said, lead, task.id in groups))
    return tuple(found)


def _indicators(
    desk: Desk, years: Mapping[str, int], period: Period, as_of: date, plan_id: str | None
) -> tuple[ReportedIndicator, ...]:
    store = desk.store
    begun = [one for one in store.all(Indicator) if years[one.plan_id] <= period.year]
    carried = {one.carried_from for one in begun if one.carried_from}
    own = [one for one in begun if one.id not in carried and plan_id in (None, one.plan_id)]
    measured: dict[str, list[IndicatorValue]] = {}
    for value in store.all(IndicatorValue):
        measured.setdefault(value.indicator_id, []).append(value)
    appendices = {one.id: one for one in store.all(Appendix)}
    sections = {one.id: one for one in store.all(Section)}
    count_them = counted_indicators(own)
    held = {month_number(month) for month in months(period)}
    found = []
    for one in in_paper_order(desk, own, desk.office.code):
        values = measured.get(one.same_as or one.id, [])
        assessed = assess(one, values, period=period, as_of=as_of, plan_year=years[one.plan_id])
        inside = [value for value in values if month_number(value.period) in held]
        latest = max(inside, key=lambda value: by_time(value.period), default=None)
        appendix, section = appendices[one.appendix_id], sections.get(one.section_id)
        found.append(ReportedIndicator(one, appendix, section, assessed, latest, one.id in count_them))
    return tuple(found)
