"""The city's own rows as they are published: its calendar, its reference list, and what the list asks for by month."""

from __future__ import annotations

from collections.abc import Iterator

from nq57desk import settings
from nq57desk.domain.assignments import INDICATOR, TASK
from nq57desk.domain.indicator_results import target_for
from nq57desk.domain.indicators import Indicator
from nq57desk.domain.organisation import Role
from nq57desk.domain.periods import (
    Period,
    PeriodKind,
    calendar_end,
    city_due_day,
    closing_month,
    due_day,
    month_number,
    months,
    title,
    window,
)
from nq57desk.domain.plan import Task
from nq57desk.domain.reported import counted_indicators
from nq57desk.domain.targets import understand_target
from nq57desk.publishing.columns import Row
from nq57desk.usecases.dataset_known import Known
from nq57desk.usecases.dataset_words import day, deadline_columns, place, some, target_columns, yes


def city_row(known: Known) -> Row:
    """The city itself among the offices."""
    own = known.desk.office
    named = (some(own.name) or own.code, None, yes(True), yes(own.sample))
    return (own.code, own.code, None, Role.CITY.value, *named, None, None, None, None)


def periods(known: Known) -> Iterator[Row]:
    """The city's calendar."""
    store, calendar, city = known.desk.store, known.calendar, known.city
    soon, threshold = settings.due_soon_days(store), settings.threshold(store)
    for one in known.periods:
        first, last = window(one, calendar)
        locked = one.code in known.locks or one.code in known.locked_months
        yield (
            *(city, city, one.year, one.code, one.kind.value, title(one), one.first_month, one.last_month),
            *(month_number(one), place(one), day(first), day(last), day(calendar_end(one))),
            day(due_day(closing_month(one), calendar)),
            day(city_due_day(one, calendar)),
            *(yes(locked), soon, threshold),
        )


def reference_list(known: Known) -> Iterator[Row]:
    """The tasks, then the indicators."""
    for task in known.listed_tasks:
        yield (*_listed(known, TASK, task), None, None, None, None, yes(True))
    counted = {
        one
        for year in set(known.planned.values())
        for one in counted_indicators([each for each in known.listed_indicators if known.planned[each.plan_id] == year])
    }
    for one in known.listed_indicators:
        unit = some(one.unit or understand_target(one.target).unit)
        goal = (unit, one.direction.value, one.measure.value, some(one.target), yes(one.id in counted))
        yield (*_listed(known, INDICATOR, one), *goal)


def _listed(known: Known, kind: str, one: Task | Indicator) -> Row:
    year = known.planned[one.plan_id]
    return (
        *(known.city, known.city, year, one.id, None, kind, one.plan_id, some(one.number), one.position),
        *(some(one.name), some(one.lead), some(one.product), some(one.source_document)),
        *deadline_columns(one.deadline, year),
    )


def reference_targets(known: Known) -> Iterator[Row]:
    """What each indicator asks for in each month of its year."""
    for one in known.listed_indicators:
        year = known.planned[one.plan_id]
        for month in months(Period(year, PeriodKind.YEAR)):
            wording, until = target_for(one, month, year)
            unit = some(one.unit or understand_target(wording).unit)
            key = (known.city, known.city, year, one.id, month.code, month_number(month))
            yield (*key, *target_columns(wording), unit, day(until))
