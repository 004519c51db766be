"""The months, quarters, half-years, nine months and years that are reported on, and the days they cover.

Decides which days a reported period covers and by when its report is due.

- *Administrative calendar* (the default): a month runs from the 15th of the month before to the 14th, a quarter
  from the 15th of the month before it to the 14th of its last month, the year from 15/12 to 14/12, nine months from
  15/12 to 14/9 (Nghị định 09/2019/NĐ-CP as repeated by TT 09/2019/TT-NHNN and QĐ 01/2023/QĐ-UBND Khánh Hòa).
- *Calendar months*: the same periods from first to last day (``Calendar(first_day=1)``).
- *Due days*: bodies report to the ward "trước ngày 15 hằng tháng" (plan 003), which is the end of the 14th; the ward
  reports to the city two working days after the data are closed (QĐ 01/2023/QĐ-UBND Khánh Hòa; NĐ 09/2019 điều 8
  asks for at least one). No rule of the city itself is known, so both are settings.
"""

from __future__ import annotations

import calendar as _almanac
import re
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from functools import lru_cache

from nq57desk.domain.problems import Problem, Severity, problem


@dataclass(frozen=True, slots=True)
class ReportingPeriod:
    """The state of one reported period in one office.

    ``code`` is "2026-11", "2026-Q4", "2026-H2", "2026-9M" or "2026".
    """

    id: str
    year: int
    code: str
    opened_on: date | None = None
    closed_on: date | None = None
    closed_by: str = ""
    reopened_because: str = ""
    edition: int = 1
    """1 for the first closing, 2 after it was reopened and closed again, and so on."""


class PeriodKind(StrEnum):
    """How long a period is."""

    MONTH = "month"
    QUARTER = "quarter"
    HALF_YEAR = "half_year"
    NINE_MONTHS = "nine_months"
    YEAR = "year"


_LENGTH = {
    PeriodKind.MONTH: 1,
    PeriodKind.QUARTER: 3,
    PeriodKind.HALF_YEAR: 6,
    PeriodKind.NINE_MONTHS: 9,
    PeriodKind.YEAR: 12,
}
"""Months in a period of each kind."""

_HOW_MANY = {kind: 1 if kind is PeriodKind.NINE_MONTHS else 12 // length for kind, length in _LENGTH.items()}
"""Periods of each kind in a year."""


@dataclass(frozen=True, slots=True)
class Period:
    """One period: the ``ordinal``-th of its kind in the year, from 1.

    Raises:
        ValueError: there is no such period.
    """

    year: int
    kind: PeriodKind
    ordinal: int = 1

    def __post_init__(self) -> None:
        if not 1000 <= self.year <= 9998 or not 1 <= self.ordinal <= _HOW_MANY[self.kind]:
            raise ValueError(f"{self.kind} {self.ordinal}/{self.year}")

    @property
    def code(self) -> str:
        """As it is written in commands and files: "2026-11", "2026-Q4", "2026-H2", "2026-9M", "2026"."""
        return _WRITTEN[self.kind].format(year=self.year, ordinal=self.ordinal)

    @property
    def last_month(self) -> int:
        """The month that closes it, 1-12."""
        return self.ordinal * _LENGTH[self.kind]

    @property
    def first_month(self) -> int:
        """The month that begins it, 1-12."""
        return self.last_month - _LENGTH[self.kind] + 1


_WRITTEN = {
    PeriodKind.MONTH: "{year}-{ordinal:02}",
    PeriodKind.QUARTER: "{year}-Q{ordinal}",
    PeriodKind.HALF_YEAR: "{year}-H{ordinal}",
    PeriodKind.NINE_MONTHS: "{year}-9M",
    PeriodKind.YEAR: "{year}",
}
_CODE = re.compile(
    r"([1-9][0-9]{3})(?:-(?:(?P<month>0[1-9]|1[0-2])|Q(?P<quarter>[1-4])|H(?P<half>[12])|(?P<nine>9M)))?", re.ASCII
)


@lru_cache(maxsize=4096)
def read_period(code: str) -> Period | None:
    """The period that a code names, or None where it names none ("2026-13", "2026-Q5", "11/2026")."""
    found = _CODE.fullmatch(code.strip().upper())
    if not found or not 1000 <= int(found[1]) <= 9998:
        return None
    year = int(found[1])
    if found["month"]:
        return Period(year, PeriodKind.MONTH, int(found["month"]))
    if found["quarter"]:
        return Period(year, PeriodKind.QUARTER, int(found["quarter"]))
    if found["half"]:
        return Period(year, PeriodKind.HALF_YEAR, int(found["half"]))
    return Period(year, PeriodKind.NINE_MONTHS if found["nine"] else PeriodKind.YEAR)


def no_period(text: str) -> Problem:
    """What to tell a person whose typing names no period."""
    return problem("periods.unknown", Severity.ERROR, text=text)


def as_period(period: Period | str) -> Period:
    """The period, read from its code if need be.

    Raises:
        ValueError: the code names no period; a person's own typing goes through :func:`read_period`.
    """
    if isinstance(period, Period):
        return period
    found = read_period(period)
    if found is None:
        raise ValueError(period)
    return found


@dataclass(frozen=True, slots=True)
class Calendar:
    """How an office counts its periods; every part is a setting.

    ``first_day`` is the day of the month before on which a month's window begins (15: from 15/10 to 14/11), or 1
    for calendar months. ``due_before`` is the day of "trước ngày 15": bodies report to the ward by the end of
    the day before. ``city_working_days`` after the window's last day the ward's report is due at the city
    (Monday to Friday; public holidays are not known here). ``due_days`` are due days fixed for single periods
    by their code, e.g. (("2026", date(2026, 11, 29)),) for plan 003's "trước ngày 30/11/2026"; ``city_due_days``
    likewise the days that the city fixed for its own due day.

    Raises:
        ValueError: a day does not occur in every month.
    """

    first_day: int = 15
    due_before: int = 15
    city_working_days: int = 2
    due_days: tuple[tuple[str, date], ...] = ()
    city_due_days: tuple[tuple[str, date], ...] = ()

    def __post_init__(self) -> None:
        if not 1 <= self.first_day <= 28 or not 1 <= self.due_before <= 28 or self.city_working_days < 0:
            raise ValueError(f"{self.first_day}, {self.due_before}, {self.city_working_days}")


ADMINISTRATIVE = Calendar()
CALENDAR_MONTHS = Calendar(first_day=1)


@lru_cache(maxsize=4096)
def window(period: Period | str, calendar: Calendar = ADMINISTRATIVE) -> tuple[date, date]:
    """First and last day that the period's report covers."""
    it = as_period(period)
    if calendar.first_day == 1:
        return date(it.year, it.first_month, 1), _month_end(it.year, it.last_month)
    year, month = (it.year, it.first_month - 1) if it.first_month > 1 else (it.year - 1, 12)
    last = date(it.year, it.last_month, calendar.first_day) - timedelta(days=1)
    return date(year, month, calendar.first_day), last


@lru_cache(maxsize=4096)
def due_day(period: Period | str, calendar: Calendar = ADMINISTRATIVE) -> date:
    """The last day on which bodies report to the ward in time.

    It is the day before the first ``due_before`` that follows the window.
    """
    it = as_period(period)
    fixed = dict(calendar.due_days).get(it.code)
    if fixed:
        return fixed
    last = window(it, calendar)[1]
    before = date(last.year, last.month, calendar.due_before)
    if before <= last:
        before = date(last.year + last.month // 12, last.month % 12 + 1, calendar.due_before)
    return before - timedelta(days=1)


def city_due_day(period: Period | str, calendar: Calendar = ADMINISTRATIVE) -> date:
    """The last day on which the ward's bundle reaches the city in time."""
    if calendar.city_due_days:
        fixed = dict(calendar.city_due_days).get(as_period(period).code)
        if fixed:
            return fixed
    day = window(period, calendar)[1]
    left = calendar.city_working_days
    while left:
        day += timedelta(days=1)
        left -= day.weekday() < 5
    return day


def months(period: Period | str) -> tuple[Period, ...]:
    """The months that it holds, first to last; a month holds itself."""
    it = as_period(period)
    return tuple(Period(it.year, PeriodKind.MONTH, month) for month in range(it.first_month, it.last_month + 1))


def closing_month(period: Period | str) -> Period:
    """The month whose end closes it: a quarter's third, a year's December."""
    it = as_period(period)
    return Period(it.year, PeriodKind.MONTH, it.last_month)


def closed_by(month: Period | str) -> tuple[Period, ...]:
    """The longer periods that end with this month, shortest first: September closes the quarter and nine months."""
    it = closing_month(month)
    return tuple(
        Period(it.year, kind, it.ordinal // _LENGTH[kind])
        for kind in list(PeriodKind)[1:]
        if it.ordinal % _LENGTH[kind] == 0 and it.ordinal // _LENGTH[kind] <= _HOW_MANY[kind]
    )


@lru_cache(maxsize=4096)
def by_time(period: Period | str) -> tuple[int, int]:
    """A key that puts periods in order by the month that closes them, of those the longer ones first."""
    it = as_period(period)
    return month_number(it), -_LENGTH[it.kind]


@lru_cache(maxsize=4096)
def following(period: Period | str) -> Period:
    """The next period of the same kind."""
    return _shifted(as_period(period), 1)


@lru_cache(maxsize=4096)
def preceding(period: Period | str) -> Period:
    """The period of the same kind before it."""
    return _shifted(as_period(period), -1)


def _shifted(period: Period, by: int) -> Period:
    count = _HOW_MANY[period.kind]
    place = period.year * count + period.ordinal - 1 + by
    return Period(place // count, period.kind, place % count + 1)


def month_of(day: date, calendar: Calendar = ADMINISTRATIVE) -> Period:
    """The month in whose window the day lies: 15/12/2026 belongs to 2027-01 in the administrative calendar."""
    month = Period(day.year, PeriodKind.MONTH, day.month)
    return month if day <= window(month, calendar)[1] else following(month)


def period_of(day: date, kind: PeriodKind, calendar: Calendar = ADMINISTRATIVE) -> Period | None:
    """The period of this kind that covers the day; None for a day after the nine months of its year."""
    month = month_of(day, calendar)
    ordinal = (month.ordinal - 1) // _LENGTH[kind] + 1
    return Period(month.year, kind, ordinal) if ordinal <= _HOW_MANY[kind] else None


@lru_cache(maxsize=4096)
def month_number(period: Period | str) -> int:
    """Counts months without gaps over the years, by the closing month: for order and distance of periods."""
    it = as_period(period)
    return it.year * 12 + it.last_month - 1


def periods_of(year: int, kind: PeriodKind) -> tuple[Period, ...]:
    """All periods of one kind in a year."""
    return tuple(Period(year, kind, ordinal) for ordinal in range(1, _HOW_MANY[kind] + 1))


def calendar_end(period: Period | str) -> date:
    """The last day of its last month, whatever the office's calendar: the day that targets are set for."""
    it = as_period(period)
    return _month_end(it.year, it.last_month)


def _month_end(year: int, month: int) -> date:
    return date(year, month, _almanac.monthrange(year, month)[1])


_QUARTERS = ("I", "II", "III", "IV")


def title(period: Period | str, *, long: bool = False) -> str:
    """As papers say it: "tháng 11/2026", "quý IV/2026", "6 tháng cuối năm 2026", "9 tháng năm 2026", "năm 2026".

    ``long``: as in running text, "tháng 11 năm 2026", "quý IV năm 2026", "9 tháng đầu năm 2026". Months 1 and 2 take a
    leading zero (Nghị định 30/2020/NĐ-CP, annex I, on dates).
    """
    it = as_period(period)
    year = f" năm {it.year}" if long else f"/{it.year}"
    match it.kind:
        case PeriodKind.MONTH:
            return f"tháng {it.ordinal:02}{year}" if it.ordinal < 3 else f"tháng {it.ordinal}{year}"
        case PeriodKind.QUARTER:
            return f"quý {_QUARTERS[it.ordinal - 1]}{year}"
        case PeriodKind.HALF_YEAR:
            return f"6 tháng {'đầu' if it.ordinal == 1 else 'cuối'} năm {it.year}"
        case PeriodKind.NINE_MONTHS:
            return f"9 tháng {'đầu ' if long else ''}năm {it.year}"
        case PeriodKind.YEAR:
            return f"năm {it.year}"
