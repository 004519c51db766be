"""The days that a named time covers: a date, a month, a quarter, a half-year, nine months, a year.

Decides that a time which does not exist (31/4, Quý V, tháng 13, a year outside 2000-2099) has no days: it is never
shifted to one that does.
"""

from __future__ import annotations

import calendar
from dataclasses import dataclass, replace
from datetime import date
from enum import Enum, StrEnum

YEARS = range(2000, 2100)


class DeadlineKind(StrEnum):
    """What sort of time a phrase names."""

    DATE = "date"
    MONTH = "month"
    QUARTER = "quarter"
    HALF_YEAR = "half_year"
    NINE_MONTHS = "nine_months"
    YEAR = "year"
    SPAN = "span"
    RECURRING = "recurring"
    CONDITIONAL = "conditional"
    UNKNOWN = "unknown"


class Recurrence(StrEnum):
    """How often, the most frequent first."""

    CONTINUOUS = "continuous"
    WEEKLY = "weekly"
    MONTHLY = "monthly"
    QUARTERLY = "quarterly"
    HALF_YEARLY = "half_yearly"
    YEARLY = "yearly"


class Edge(Enum):
    """The part of a time that a phrase means: its beginning, middle or end, whose exact days nobody can name."""

    NONE = ""
    BEGINNING = "đầu"
    MIDDLE = "giữa"
    END = "cuối"


@dataclass(frozen=True, slots=True)
class Moment:
    """A named time as the phrase has it. ``year`` None: the phrase does not say; ``day`` only for dates, 0 the last.

    Months count from 1; a date whose month is not said has 0. ``edge`` marks a part without exact days ("đầu năm").
    Numbers may be impossible (month 13): such a moment has no days.
    """

    kind: DeadlineKind
    first_month: int = 1
    last_month: int = 12
    day: int | None = None
    year: int | None = None
    edge: Edge = Edge.NONE

    @property
    def lacks_month(self) -> bool:
        """A day of a month that the phrase names elsewhere or not at all ("ngày 15")."""
        return self.first_month == 0


def day_of(day: int, month: int, year: int | None = None) -> Moment:
    """A date; month 0 where the phrase does not say it. A day 0 that the phrase has itself does not exist."""
    return Moment(DeadlineKind.DATE, month, month, day or 99, year)


def month(number: int, year: int | None = None) -> Moment:
    """A month by its number."""
    return Moment(DeadlineKind.MONTH, number or 99, number or 99, None, year)


def quarter(number: int, year: int | None = None) -> Moment:
    """A quarter by its number; 5 and more have no days."""
    return Moment(DeadlineKind.QUARTER, 3 * number - 2 if number else 99, 3 * number, None, year)


def months_of_year(count: int, at_end: bool, year: int | None = None) -> Moment:
    """The first or last months of a year: 6 are a half-year, the first 9 are the nine months, others a span."""
    kind = DeadlineKind.SPAN
    if count == 6:
        kind = DeadlineKind.HALF_YEAR
    elif count == 9 and not at_end:
        kind = DeadlineKind.NINE_MONTHS
    first, last = (13 - count, 12) if at_end else (1, count)
    return Moment(kind, first, last, None, year)


def whole_year(year: int | None) -> Moment:
    """A year."""
    return Moment(DeadlineKind.YEAR, 1, 12, None, year)


def day_at_end(moment: Moment) -> Moment:
    """The last day of a time, as a date: "ngày cuối cùng của quý I". Day 0 stands for the last one."""
    return replace(moment, kind=DeadlineKind.DATE, first_month=moment.last_month, day=0)


def exists_in_some_year(moment: Moment) -> bool:
    """False for a day or month that no year has (31/4, tháng 13)."""
    if moment.lacks_month:
        return moment.day is not None and moment.day <= 31
    return days(replace(moment, year=moment.year or 2024)) is not None


def days(moment: Moment) -> tuple[date, date] | None:
    """The first and last day; None where the moment does not exist or its year or month is not said."""
    if moment.year is None or moment.year not in YEARS or not 1 <= moment.first_month <= moment.last_month <= 12:
        return None
    if moment.day is None:
        end = calendar.monthrange(moment.year, moment.last_month)[1]
        return date(moment.year, moment.first_month, 1), date(moment.year, moment.last_month, end)
    length = calendar.monthrange(moment.year, moment.first_month)[1]
    if not 0 <= moment.day <= length:
        return None
    only = date(moment.year, moment.first_month, moment.day or length)
    return only, only
