"""The indicators' month as the grid shows it: target, what was measured before and now, twelve months of it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal

from nq57desk import settings
from nq57desk.domain.indicator_results import value_of
from nq57desk.domain.indicators import Indicator, IndicatorValue
from nq57desk.domain.periods import Period, due_day, month_number, preceding
from nq57desk.usecases import assigned
from nq57desk.usecases.asking import month_asked
from nq57desk.usecases.assigned import AssignedLine
from nq57desk.usecases.indicators import IndicatorRow, indicators
from nq57desk.usecases.recording import kept_period
from nq57desk.workspace import Desk

MONTHS = 12


@dataclass(frozen=True, slots=True)
class ValueRow:
    """An indicator's row: ``value`` is this month's, ``before`` the last earlier one; ``trend`` the figures of the
    twelve months that end with this one, None where nothing was measured."""

    row: IndicatorRow
    value: IndicatorValue | None
    before: IndicatorValue | None
    trend: tuple[Decimal | None, ...]
    city: AssignedLine | None = None
    """What the city says of it; None where it did not assign it."""


@dataclass(frozen=True, slots=True)
class ValueSheet:
    """The indicators of a month, in the paper's order."""

    period: Period
    due: date
    today: date
    closed_on: date | None
    rows: tuple[ValueRow, ...]


def value_sheet(desk: Desk, *, period: str | None = None) -> ValueSheet:
    """The own office's indicators in a month (the present one where none is named).

    Raises:
        Refused: the period is none, or longer than a month.
    """
    month, store = month_asked(desk, period), desk.store
    measured: dict[str, dict[int, IndicatorValue]] = {}
    for value in store.all(IndicatorValue):
        measured.setdefault(value.indicator_id, {})[month_number(value.period)] = value
    found = indicators(desk, period=month.code, office_code=desk.office.code)
    counted = {one.id: one.same_as or one.id for one in store.all(Indicator)}
    said = assigned.of_indicators(desk)
    rows = tuple(
        replace(_row(row, measured.get(counted.get(row.id, row.id), {}), month), city=said.get(counted.get(row.id, "")))
        for row in found
    )
    kept = kept_period(desk, month.code)
    due = due_day(month, settings.calendar(store))
    return ValueSheet(month, due, desk.today, kept.closed_on if kept else None, rows)


def _row(row: IndicatorRow, known: dict[int, IndicatorValue], month: Period) -> ValueRow:
    now = month_number(month)
    earlier = [number for number in known if number <= month_number(preceding(month))]
    trend = (known.get(number) for number in range(now - MONTHS + 1, now + 1))
    return ValueRow(
        row,
        known.get(now),
        known[max(earlier)] if earlier else None,
        tuple(None if value is None else value_of(value, row.unit) for value in trend),
    )
