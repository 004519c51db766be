"""What each office has sent, where its bundles disagree, and who it is, as rows that are published.

Decides that the state of a month is that of the city's matrix (:mod:`nq57desk.domain.submission`) but for one thing:
whether nothing is missing yet or not yet due hangs on the day on which somebody asks, so both are "awaited".
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from nq57desk.domain.organisation import Role
from nq57desk.domain.periods import Period, PeriodKind, month_number, months, read_period, window
from nq57desk.domain.snapshot import ReceivedBundle
from nq57desk.domain.submission import Cell, CellState, cell, not_asked
from nq57desk.domain.submission import Known as KnownBeside
from nq57desk.publishing.columns import Row
from nq57desk.publishing.tables import AWAITED
from nq57desk.store import dataset as reading
from nq57desk.usecases.city_matrix import Expected, conflict_month, expected_unit
from nq57desk.usecases.dataset_known import Known
from nq57desk.usecases.dataset_words import day, moment, some, yes

_NO_DAY = date.min
"""A day before every due day: nothing is missing yet."""


@dataclass(frozen=True)
class Sent:
    """One office's bundles and conflicts."""

    known: Known
    office: str

    @cached_property
    def received(self) -> list[ReceivedBundle]:
        """All its bundles by year and sequence."""
        return self.known.desk.store.received_bundles(office=self.office)

    @cached_property
    def in_force(self) -> dict[int, str]:
        """Year -> the digest of the bundle whose data are here."""
        return {one.year: one.digest for one in self.received if one.merged}

    def _unit(self, on: date) -> Expected:
        """Under the name that it had on a day."""
        enrolled = self.known.enrolled.get(self.office)
        name = self.known.units.name_then(self.office, on) or (enrolled.name if enrolled is not None else self.office)
        return expected_unit(self.office, name, enrolled is not None)

    # Who it is

    def office_row(self) -> Row:
        """The office's own row."""
        spans = self.known.units.spans.get(self.office, ())
        unit = self._unit(date.max)
        merged = [one for one in self.received if one.merged]
        newest = max(merged, key=lambda one: (one.received_at, one.sequence), default=None)
        enrolled = self.known.enrolled.get(self.office)
        heirs = " ".join(dict.fromkeys(kin.code for kin in self.known.units.successors(self.office)))
        return (
            self.office,
            self.known.city,
            newest.digest if newest is not None else None,
            Role.WARD.value,
            some(unit.title) or self.office,
            some(unit.kind),
            yes(enrolled is not None),
            yes(enrolled is not None and enrolled.sample),
            day(spans[0].since) if spans else None,
            day(spans[-1].until) if spans else None,
            some(heirs),
            moment(newest.received_at) if newest is not None else None,
        )

    # What it sent

    def submissions(self) -> Iterator[Row]:
        """A row for each month of the years that the city knows."""
        closed = reading.closed_periods(self.known.desk.store, self.office)
        for year in self.known.years:
            bundles = [one for one in self.received if one.year == year] + self.known.refused.get(self.office, [])
            there = {code for its, code in closed if abs(its - year) <= 1}
            conflicts = self._open_conflicts(year)
            for month in months(Period(year, PeriodKind.YEAR)):
                yield self._month(month, bundles, there, conflicts)

    def _open_conflicts(self, year: int) -> Counter[str]:
        desk = self.known.desk
        return Counter(conflict_month(desk, one) for one in desk.store.conflicts(office=self.office, year=year))

    def _month(self, month: Period, bundles: list[ReceivedBundle], closed: set[str], conflicts: Counter[str]) -> Row:
        known, on = self.known, window(month, self.known.calendar)[1]
        expected = known.units.on(self.office, on) is not None
        beside = KnownBeside(
            closed=month.code in closed,
            locked=month.code in known.locked_months,
            excused=known.excused.get(f"{self.office}/{month.code}", ""),
            conflicts=conflicts[month.code] + conflicts[""],
        )
        if expected:
            one = cell(month, bundles, beside, today=_NO_DAY, calendar=known.calendar)
        else:
            one = not_asked(month, known.calendar)
        unit = self._unit(on)
        number = month_number(month)
        return (
            *(self.office, known.city, month.year, month.code, number),
            *(some(unit.title), some(unit.kind), yes(expected)),
            yes(number >= known.first_months.get(month.year, number + 1)),
            *_state(one),
            *_decides(one),
            sum(_month_of(each) == number for each in bundles),
            *(some(one.corner), some(one.through), yes(beside.closed), yes(beside.locked)),
            *(some(beside.excused), beside.conflicts),
        )

    # Where its bundles disagree

    def conflicts(self) -> Iterator[Row]:
        """Every conflict, settled ones too."""
        known = self.known
        for one in known.desk.store.conflicts(office=self.office, open_only=False):
            if known.only in (None, one.year):
                yield (
                    *(self.office, known.city, one.year, one.id, self.in_force.get(one.year)),
                    *(one.kind, one.record_id, some(one.field), some(conflict_month(known.desk, one))),
                    *(one.state.value, some(one.base), one.a, one.b, some(one.other), one.taken),
                    *(some(one.a_digest), some(one.b_digest), moment(one.found_at), moment(one.decided_at)),
                    *(some(one.reason), some(one.settled_by), moment(one.settled_at)),
                )


def _state(one: Cell) -> Row:
    waiting = one.state in (CellState.NOT_DUE, CellState.MISSING)
    state = AWAITED if waiting else one.state.value
    late = one.days if one.has_data else None
    return state, yes(one.has_data), yes(one.in_time), yes(one.late), late, day(one.due), day(one.received_on)


def _decides(one: Cell) -> Row:
    its = one.bundle
    if its is None:
        return (None,) * 7
    return (
        *(its.digest, its.outcome.value, some(its.code), its.sequence, its.revision),
        *(moment(its.received_at), moment(its.made_at)),
    )


def _month_of(one: ReceivedBundle) -> int:
    period = read_period(one.period)
    return -1 if period is None else month_number(period)
