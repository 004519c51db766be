"""The city's matrix: the expected offices first, then what each has sent for each month of the year.

Decides which offices are expected of a month: the units valid on its last day under the names that they had then
(:mod:`nq57desk.usecases.units_listed`); of months in which an office was no unit nothing is asked. Months are asked for
from the first one of which the city has received anything, so that a program begun in August does not show seven red
months; later months of the year stand as not yet due.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from nq57desk import settings
from nq57desk.domain.conflicts import Conflict
from nq57desk.domain.organisation import Role
from nq57desk.domain.paper_defaults import unit_of
from nq57desk.domain.periods import (
    Calendar,
    Period,
    PeriodKind,
    city_due_day,
    closing_month,
    month_number,
    month_of,
    months,
    preceding,
    read_period,
)
from nq57desk.domain.records import KIND
from nq57desk.domain.snapshot import Outcome, ReceivedBundle
from nq57desk.domain.submission import Cell, CellState, Known, cell, in_time, not_asked
from nq57desk.domain.units import Register
from nq57desk.errors import refuse
from nq57desk.store import city_reading
from nq57desk.usecases import units_listed
from nq57desk.usecases.asking import period_asked
from nq57desk.usecases.changing import writable
from nq57desk.usecases.paper_memory import keep
from nq57desk.usecases.settings_edits import SettingChanged
from nq57desk.workspace import Desk

IN_TIME = "city.in_time/"
"""How the keys begin under which the reasons lie why a late bundle counts as in time."""
_COLLECTED = timedelta(days=14)
KINDS = ("phường", "xã", "đặc khu")
"""The kinds of units in the order of lists."""


@dataclass(frozen=True, slots=True)
class Expected:
    """An office that is to report. ``kind`` "phường", "xã", "đặc khu" or ""; ``enrolled``: its card was taken."""

    code: str
    name: str
    kind: str
    enrolled: bool

    @property
    def title(self) -> str:
        """ "Phường Hải Dương"; the whole name of an office that is no unit."""
        return f"{self.kind.capitalize()} {self.name}" if self.kind else self.name


@dataclass(frozen=True, slots=True)
class MatrixRow:
    """One office: its cells in the order of the months; ``timely`` of ``asked`` months came in time."""

    unit: Expected
    cells: tuple[Cell, ...]
    timely: int
    asked: int

    @property
    def late_months(self) -> int:
        """Months that are due and did not come in time."""
        return self.asked - self.timely


@dataclass(frozen=True, slots=True)
class Matrix:
    """All offices over the months of a year; ``at`` is the chosen month's place in ``months``."""

    year: int
    months: tuple[Period, ...]
    at: int
    rows: tuple[MatrixRow, ...]

    @property
    def chosen(self) -> Period:
        """The month that chips and figures count."""
        return self.months[self.at]

    def counts(self) -> Mapping[str, int]:
        """Offices of the chosen month by state, "conflict" for those with open conflicts, "received" all accepted."""
        found: Counter[str] = Counter()
        for row in self.rows:
            one = row.cells[self.at]
            found[str(one.state)] += 1
            found["conflict"] += bool(one.known.conflicts)
            found["accepted"] += one.has_data
        return found


def matrix(desk: Desk, *, period: str | None = None) -> Matrix:
    """The matrix of the period's year.

    Raises:
        Refused: "workspace.no_city", or the text names no period.
    """
    if desk.office.role is not Role.CITY:
        raise refuse("workspace.no_city")
    chosen = closing_month(asked_or_collected(desk, period))
    shown = _months(desk, chosen)
    return Matrix(chosen.year, shown, shown.index(chosen), rows_of(desk, shown, chosen))


def asked_or_collected(desk: Desk, text: str | None) -> Period:
    """The period of this code; where none is named the month that is being collected.

    Raises:
        Refused: the text names no period.
    """
    if text is not None:
        return period_asked(desk, text)
    return collected(desk.today, settings.calendar(desk.store))


def rows_of(desk: Desk, asked: Sequence[Period], chosen: Period | None = None) -> tuple[MatrixRow, ...]:
    """Every office expected of the chosen month (the last of them) with its cells of these months of one year."""
    calendar = settings.calendar(desk.store)
    bundles: dict[str, list[ReceivedBundle]] = {}
    for one in desk.store.received_bundles(year=asked[0].year):
        bundles.setdefault(one.office, []).append(one)
    for one in refused_bundles(desk):
        bundles.setdefault(one.office, []).append(one)
    known = _Knowledge(desk, asked[0].year)
    found = []
    units = units_listed.known(desk)
    days = [(month, units_listed.last_day(desk, month)) for month in asked]
    for unit in _of_day(desk, units, units_listed.last_day(desk, chosen or asked[-1])):
        cells = tuple(
            _cell(desk, unit.code, month, bundles.get(unit.code, ()), known, calendar)
            if not units.changes or units.on(unit.code, day) is not None
            else not_asked(month, calendar)
            for month, day in days
        )
        timely, due = in_time(cells, desk.today)
        found.append(MatrixRow(unit, cells, timely, due))
    return tuple(found)


def refused_bundles(desk: Desk) -> Iterator[ReceivedBundle]:
    """Files that were refused and not taken since, as bundles of the month that was being collected that day."""
    calendar = settings.calendar(desk.store)
    for one in desk.store.refused_files():
        if one.office:
            month = collected(date.fromisoformat(one.at[:10]), calendar)
            yield ReceivedBundle(
                one.digest,
                "",
                one.office,
                month.year,
                month.code,
                0,
                0,
                "",
                "",
                one.at,
                Outcome.REJECTED,
                one.code,
                one.file,
            )


def collected(day: date, calendar: Calendar) -> Period:
    """The month that a city collects on a day: the one before the present until two weeks after its hạn gửi."""
    present = month_of(day, calendar)
    before = preceding(present)
    return before if day <= city_due_day(before, calendar) + _COLLECTED else present


def _cell(
    desk: Desk, code: str, month: Period, bundles: Sequence[ReceivedBundle], known: _Knowledge, calendar: Calendar
) -> Cell:
    return cell(month, bundles, known.of(code, month.code), today=desk.today, calendar=calendar)


class _Knowledge:
    """What is known beside the bundles, read once for all offices."""

    def __init__(self, desk: Desk, year: int) -> None:
        store = desk.store
        self._closed = city_reading.closed_periods(store, year)
        self._excused = city_reading.settings_like(store, IN_TIME)
        self._locked = {month.code for code in store.locks() for month in months(code)}
        self._conflicts = Counter((one.office, conflict_month(desk, one)) for one in store.conflicts(year=year))

    def of(self, office: str, period: str) -> Known:
        closed = (office, period) in self._closed
        excused = self._excused.get(f"{office}/{period}", "")
        conflicts = self._conflicts[office, period] + self._conflicts[office, ""]
        if not (closed or excused or conflicts or period in self._locked):
            return _NOTHING
        return Known(closed, period in self._locked, excused, conflicts)


_NOTHING = Known()
_MONTHLY = ("progress_update", "indicator_value")


def conflict_month(desk: Desk, conflict: Conflict) -> str:
    """The month that a conflict is about; "" for what counts in every month, such as a task's deadline."""
    if conflict.kind not in _MONTHLY:
        return ""
    record = desk.store.get(KIND[conflict.kind].type, conflict.record_id, office=conflict.office)
    said = read_period(str(getattr(record, "period", "")))
    return closing_month(said).code if said is not None else ""


def _months(desk: Desk, chosen: Period) -> tuple[Period, ...]:
    """From the first month of which anything came to December, the chosen one always among them."""
    sent = [read_period(one.period) for one in desk.store.received_bundles(year=chosen.year)]
    numbers = [month_number(one) for one in sent if one is not None and one.year == chosen.year]
    first = min([*numbers, month_number(chosen)])
    return tuple(month for month in months(Period(chosen.year, PeriodKind.YEAR)) if month_number(month) >= first)


def expected(desk: Desk, period: Period | None = None) -> tuple[Expected, ...]:
    """Who is to report a period, as the module says, by kind and code; without one, who is a unit today."""
    day = units_listed.last_day(desk, period) if period is not None else desk.today
    return _of_day(desk, units_listed.known(desk), day)


def _of_day(desk: Desk, units: Register, day: date) -> tuple[Expected, ...]:
    enrolled = {one.code for one in desk.store.offices() if one.role is Role.WARD}
    found = [expected_unit(one.code, one.name, one.code in enrolled) for one in units.valid(day)]
    return tuple(sorted(found, key=lambda one: (_rank(one.kind), one.code)))


def expected_unit(code: str, name: str, enrolled: bool) -> Expected:
    """A unit by its code and any form of its name."""
    kind, own = unit_of(name)
    return Expected(code, own or name, kind, enrolled)


def _rank(kind: str) -> int:
    return KINDS.index(kind) if kind in KINDS else len(KINDS)


def judged_month(desk: Desk, period: Period) -> Period:
    """The month of a period whose bundles count: its last; of a longer one that goes on, the month being collected."""
    held = months(period)
    if period.kind is PeriodKind.MONTH:
        return held[0]
    collected = asked_or_collected(desk, None)
    come = [month for month in held if month_number(month) <= month_number(collected)]
    return come[-1] if come else held[0]


def excuse(desk: Desk, *, office: str, period: str, reason: str) -> SettingChanged:
    """Note why a late bundle counts as in time; an empty reason takes the note back. A step that can be undone.

    Raises:
        Refused: "workspace.no_city", "city.not_late", or the text names no period.
    """
    writable(desk)
    found = matrix(desk, period=period)
    row = next((one for one in found.rows if one.unit.code == office), None)
    one = row.cells[found.at] if row is not None else None
    if one is None or (reason.strip() and not one.late):
        raise refuse("city.not_late", office=row.unit.title if row is not None else office)
    return keep(desk, f"{IN_TIME}{office}/{one.period}", " ".join(reason.split()))


def missing(found: Matrix) -> tuple[MatrixRow, ...]:
    """Who has sent nothing that could be taken for the chosen month, refused bundles among them."""
    absent = (CellState.MISSING, CellState.REJECTED, CellState.NOT_DUE)
    return tuple(row for row in found.rows if row.cells[found.at].state in absent)
