"""What holds for the whole city while its data are published, read once: the calendar, the units over time, the
reference list, and the few things that lie beside the offices' own rows."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from nq57desk import settings
from nq57desk.domain.assignments import INDICATOR, TASK
from nq57desk.domain.conflicts import Lock
from nq57desk.domain.indicators import Indicator
from nq57desk.domain.organisation import Office, Role
from nq57desk.domain.periods import (
    Calendar,
    Period,
    closing_month,
    due_day,
    month_number,
    months,
    periods_of,
    read_period,
    window,
)
from nq57desk.domain.plan import Plan, Task
from nq57desk.domain.snapshot import ReceivedBundle
from nq57desk.domain.units import Register
from nq57desk.store import city_reading
from nq57desk.store import dataset as reading
from nq57desk.store.dataset import PeriodLine
from nq57desk.usecases import units_listed
from nq57desk.usecases.city_matrix import IN_TIME, refused_bundles
from nq57desk.usecases.dataset_words import SHORTNESS, place
from nq57desk.workspace import Desk

YEARS_BACK, YEARS_ON = 2, 1
"""Periods are known from so many years before the first plan to so many after the last: what an update of another year
says is counted nowhere (:mod:`nq57desk.store.city_reading`)."""


@dataclass(frozen=True)
class Known:
    """The city at one moment. ``only``: the one plan year that is published; None: all."""

    desk: Desk
    only: int | None = None

    @property
    def city(self) -> str:
        """The city's own code."""
        return self.desk.office.code

    @cached_property
    def calendar(self) -> Calendar:
        return settings.calendar(self.desk.store)

    @cached_property
    def units(self) -> Register:
        return units_listed.known(self.desk)

    @cached_property
    def enrolled(self) -> Mapping[str, Office]:
        """The offices whose cards are here, by code."""
        return {one.code: one for one in self.desk.store.offices() if one.role is Role.WARD}

    @cached_property
    def years(self) -> tuple[int, ...]:
        """The years that were reported on or planned by the city itself."""
        sent = {year for year, _period in reading.reported_periods(self.desk.store)}
        own = {plan.year for plan in self.plans}
        return tuple(sorted(year for year in sent | own if self.only in (None, year)))

    @cached_property
    def plans(self) -> tuple[Plan, ...]:
        """The city's own plans."""
        return tuple(one for one in self.desk.store.all(Plan) if self.only in (None, one.year))

    @cached_property
    def planned(self) -> Mapping[str, int]:
        """The city's own plans' years, by their ids."""
        return {plan.id: plan.year for plan in self.plans}

    @cached_property
    def listed_tasks(self) -> tuple[Task, ...]:
        """The reference list's tasks, in its order."""
        return tuple(one for one in self.desk.store.all(Task) if one.plan_id in self.planned)

    @cached_property
    def listed_indicators(self) -> tuple[Indicator, ...]:
        """The reference list's indicators, in its order."""
        return tuple(one for one in self.desk.store.all(Indicator) if one.plan_id in self.planned)

    @cached_property
    def listed_ids(self) -> Mapping[tuple[str, int], frozenset[str]]:
        """Kind and year -> the ids of the reference list."""
        found: dict[tuple[str, int], set[str]] = {}
        for kind, rows in ((TASK, self.listed_tasks), (INDICATOR, self.listed_indicators)):
            for one in rows:
                found.setdefault((kind, self.planned[one.plan_id]), set()).add(one.id)
        return {at: frozenset(ids) for at, ids in found.items()}

    @cached_property
    def periods(self) -> tuple[Period, ...]:
        """Every period that anything can be said of, in the order of time."""
        planned = [year for year in reading.plan_years(self.desk.store) if self.only in (None, year)]
        every = sorted({*planned, *self.years})
        if not every:
            return ()
        spread = range(every[0] - YEARS_BACK, every[-1] + YEARS_ON + 1)
        found = [one for year in spread for kind in SHORTNESS for one in periods_of(year, kind)]
        return tuple(sorted(found, key=place))

    def lines(self) -> list[PeriodLine]:
        """The periods as the store needs them."""
        return [
            PeriodLine(
                one.code,
                one.year,
                month_number(one),
                place(one),
                window(one, self.calendar)[1].isoformat(),
                due_day(closing_month(one), self.calendar).isoformat(),
            )
            for one in self.periods
        ]

    @cached_property
    def locks(self) -> Mapping[str, Lock]:
        return self.desk.store.locks()

    @cached_property
    def locked_months(self) -> frozenset[str]:
        """The months that the city has locked, alone or in a longer period."""
        return frozenset(month.code for code in self.locks for month in months(code))

    @cached_property
    def excused(self) -> Mapping[str, str]:
        """Office and month ("90001/2026-11") -> why a late bundle counts as in time."""
        return city_reading.settings_like(self.desk.store, IN_TIME)

    @cached_property
    def refused(self) -> Mapping[str, list[ReceivedBundle]]:
        """Office -> files that were refused, as bundles of the month that was being collected then."""
        found: dict[str, list[ReceivedBundle]] = {}
        for one in refused_bundles(self.desk):
            found.setdefault(one.office, []).append(one)
        return found

    @cached_property
    def first_months(self) -> Mapping[int, int]:
        """Year -> the number of the first of its months of which anything was received."""
        found: dict[int, int] = {}
        for year, code in reading.reported_periods(self.desk.store):
            period = read_period(code)
            if period is not None and period.year == year:
                found[year] = min(found.get(year, month_number(period)), month_number(period))
        return found

    @cached_property
    def heads(self) -> Mapping[str, str]:
        """Office -> what tells that its rows have not changed."""
        return reading.heads(self.desk.store)
