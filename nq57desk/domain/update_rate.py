"""The 90 % rule: how many open tasks were updated in time with enough to say, and the warning list of the rest.

Source: plan 001 (xã Thái Tân): at least 90 % of tasks are updated every month; a task updated late or without enough
data goes on the warning list. Decided here:

- *Counted* are the tasks open when the period began (not done or stopped by an earlier period), less those stopped in
  it. A group row, which has sub-tasks and neither lead nor deadline of its own, is a heading: it is not counted.
- *Updated* means an update for the period, recorded by the due day, with a result or "nothing arose" (the state it
  always has). An update without a day of recording counts as in time: nothing says otherwise.
- The share is an exact fraction, shown cut to one decimal, never rounded up: 89,96 % is not 90 %.
- A plan's tasks count in the periods from its own year on; once a later plan carries one on, from that plan's year
  only there.
- A longer period is judged by the month that closes it: the rule is a monthly one.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from fractions import Fraction
from operator import attrgetter
from typing import NamedTuple

from nq57desk.domain.deadlines import Deadline
from nq57desk.domain.periods import (
    ADMINISTRATIVE,
    Calendar,
    Period,
    as_period,
    closing_month,
    due_day,
    month_number,
    preceding,
)
from nq57desk.domain.plan import Task
from nq57desk.domain.progress import ProgressUpdate, State
from nq57desk.domain.timeliness import Judge, Timeliness, by_task, in_month, parted

THRESHOLD = 90
_ENDED = (State.DONE, State.STOPPED)


class Lack(StrEnum):
    """Why an open task counts as not updated."""

    NOT_UPDATED = "not_updated"
    UPDATED_LATE = "updated_late"
    INCOMPLETE = "incomplete"


@dataclass(frozen=True, slots=True)
class WarnedTask:
    """One line of the warning list. ``missing`` names the fields that lack; ``periods`` counts months in a row."""

    task: Task
    lack: Lack
    missing: tuple[str, ...] = ()
    periods: int = 1

    @property
    def lead(self) -> str:
        """The body that should have updated it."""
        return self.task.lead

    @property
    def supervisor(self) -> str:
        """The leader who directs it."""
        return self.task.supervisor


@dataclass(frozen=True, slots=True)
class UpdateRate:
    """``updated`` of ``of`` counted tasks; ``threshold`` in whole percent."""

    period: str
    updated: int
    of: int
    threshold: int
    warning_list: tuple[WarnedTask, ...]

    @property
    def share(self) -> Fraction | None:
        """The exact share, or None where nothing was open."""
        return Fraction(self.updated, self.of) if self.of else None

    @property
    def tenths(self) -> int | None:
        """The share in tenths of a percent, cut: 866 for 52 of 60."""
        return self.updated * 1000 // self.of if self.of else None

    @property
    def percent(self) -> str:
        """The share as people read it: "86,6%"; "" where nothing was open."""
        return "" if self.tenths is None else f"{self.tenths // 10},{self.tenths % 10}%"

    @property
    def needed(self) -> int:
        """How many more tasks reach the threshold ("cần thêm n")."""
        return max(0, -(-self.of * self.threshold // 100) - self.updated)

    @property
    def reached(self) -> bool:
        """Whether the threshold is reached; nothing open means nothing is missing."""
        return self.needed == 0


def group_rows(tasks: Iterable[Task]) -> frozenset[str]:
    """The ids of rows that only head their sub-tasks: neither lead nor deadline of their own."""
    rows = list(tasks)
    parents = set(map(attrgetter("parent_id"), rows)) - {""}
    if not parents:
        return frozenset()
    return frozenset(
        task.id for task in rows if task.id in parents and not task.lead.strip() and not task.deadline.strip()
    )


def in_force(tasks: Iterable[Task], plan_years: Mapping[str, int], period: Period | str) -> tuple[Task, ...]:
    """The tasks that are reported in the period: of plans begun by then, and not carried on into one of them."""
    year = as_period(period).year
    plans = {plan for plan, its in plan_years.items() if its <= year}
    begun = [task for task in tasks if task.plan_id in plans]
    carried_on = set(map(attrgetter("carried_from"), begun))
    return tuple([task for task in begun if task.id not in carried_on] if carried_on != {""} else begun)


def counted(
    tasks: Sequence[Task], updates: Mapping[str, Sequence[ProgressUpdate]], period: Period | str
) -> tuple[Task, ...]:
    """The tasks that the rule counts in the period: open when it began, less those stopped in it."""
    month = month_number(period)
    groups = group_rows(tasks)
    return tuple(task for task in tasks if task.id not in groups and _is_counted(updates.get(task.id, ()), month))


def _is_counted(updates: Sequence[ProgressUpdate], month: int) -> bool:
    if not updates:
        return True
    before, _its, known = parted(updates, month)
    return not _is_out(before, known)


def _is_out(before: Sequence[ProgressUpdate], known: Sequence[ProgressUpdate]) -> bool:
    """Whether a task ended before the month, or was stopped in it."""
    return bool(known) and (known[-1].state is State.STOPPED or (bool(before) and before[-1].state in _ENDED))


class MonthWord(NamedTuple):
    """What one month says of a task. ``lack`` is only told of a task that the rule counts."""

    timeliness: Timeliness
    known: Sequence[ProgressUpdate]
    """The updates up to the month, oldest first."""
    before: Sequence[ProgressUpdate]
    """Those of earlier months."""
    update: ProgressUpdate | None
    counted: bool
    lack: Lack | None


class MonthRule:
    """Says of many tasks what one month says of each, looking at each task's updates once."""

    def __init__(self, judge: Judge) -> None:
        self.judge = judge
        month = closing_month(judge.period)
        self._number, self._due = month_number(month), due_day(month, judge.calendar)

    def word(self, deadline: Deadline, updates: Sequence[ProgressUpdate], *, group: bool) -> MonthWord:
        """Of one task with its updates, oldest first. A ``group`` row is a heading: it is not counted."""
        before, its, known = parted(updates, self._number)
        timeliness = self.judge.timeliness(deadline, known)
        if group or (known and _is_out(before, known)):
            return MonthWord(timeliness, known, before, its, False, None)
        if its is None:
            return MonthWord(timeliness, known, before, None, True, Lack.NOT_UPDATED)
        return MonthWord(timeliness, known, before, its, True, _lack_of(its, self._due))


def missing_fields(found: Lack | None) -> tuple[str, ...]:
    """The fields that are empty where this lacks."""
    return ("result",) if found is Lack.INCOMPLETE else ()


def lack(
    updates: Sequence[ProgressUpdate], month: Period | str, calendar: Calendar = ADMINISTRATIVE
) -> tuple[Lack, tuple[str, ...]] | None:
    """What a task's updates lack in a month, with the fields that are empty; None where nothing lacks."""
    update = in_month(updates, month)
    found = Lack.NOT_UPDATED if update is None else _lack_of(update, due_day(closing_month(month), calendar))
    return None if found is None else (found, missing_fields(found))


def _lack_of(update: ProgressUpdate, due: date) -> Lack | None:
    if update.recorded_on and update.recorded_on > due:
        return Lack.UPDATED_LATE
    if not update.nothing_arose and not update.result.strip():
        return Lack.INCOMPLETE
    return None


def update_rate(
    tasks: Sequence[Task],
    updates: Iterable[ProgressUpdate],
    *,
    period: Period | str,
    calendar: Calendar = ADMINISTRATIVE,
    threshold: int = THRESHOLD,
    tracked_since: Period | str | None = None,
) -> UpdateRate:
    """The update rate of one plan's tasks, or of several plans' together, with its warning list in the tasks' order.

    ``tracked_since`` is the first month in which updates were asked for (the first period opened); without it the
    first month that any of the updates speaks for. Months before it are not counted as missed.
    """
    its = by_task(updates)
    open_tasks = counted(tasks, its, closing_month(period))
    return rate_of(open_tasks, its, period=period, calendar=calendar, threshold=threshold, tracked_since=tracked_since)


def rate_of(
    open_tasks: Sequence[Task],
    its: Mapping[str, Sequence[ProgressUpdate]],
    *,
    period: Period | str,
    calendar: Calendar = ADMINISTRATIVE,
    threshold: int = THRESHOLD,
    tracked_since: Period | str | None = None,
) -> UpdateRate:
    """As ``update_rate``, of the tasks that :func:`counted` gave and each task's updates, oldest first."""
    month = closing_month(period)
    first = _first_month(its, month, tracked_since)
    warned = tuple(w for task in open_tasks if (w := _warned(task, its.get(task.id, ()), month, calendar, first)))
    return UpdateRate(as_period(period).code, len(open_tasks) - len(warned), len(open_tasks), threshold, warned)


def rates(
    tasks: Sequence[Task],
    updates: Mapping[str, Sequence[ProgressUpdate]],
    periods: Sequence[Period],
    calendar: Calendar = ADMINISTRATIVE,
    threshold: int = THRESHOLD,
) -> tuple[UpdateRate, ...]:
    """The rates of several months, each task's oldest update first in ``updates``; without their warning lists."""
    groups = group_rows(tasks)
    rule = _Months(periods, calendar)
    asked = [task.id for task in tasks if task.id not in groups]
    of = len(asked)
    for its in map(updates.get, asked):
        if its:
            rule.add(its)
    return tuple(
        UpdateRate(period.code, rule.in_time[number], of - rule.out[number], threshold, ())
        for period, number in zip(periods, map(month_number, periods), strict=True)
    )


class _Months:
    """Counts for several months at once how many tasks were updated in time in each, and how many do not count."""

    def __init__(self, periods: Iterable[Period], calendar: Calendar) -> None:
        self.dues = {month_number(period): due_day(closing_month(period), calendar) for period in periods}
        self.in_time, self.out = dict.fromkeys(self.dues, 0), dict.fromkeys(self.dues, 0)

    def add(self, known: Sequence[ProgressUpdate]) -> None:
        """One task, with its updates oldest first."""
        out: Sequence[int] = ()
        after = -1
        for update in known:
            if update.state in _ENDED:
                out = [number for number in self.dues if not _is_counted(known, number)]
                break
        for number in out:
            self.out[number] += 1
        for update in reversed(known):
            number = month_number(update.period)
            due = self.dues.get(number)
            # Of two updates that close in one month only the later speaks for it.
            if due is not None and number != after and number not in out and _lack_of(update, due) is None:
                self.in_time[number] += 1
            after = number


def _first_month(its: Mapping[str, Sequence[ProgressUpdate]], month: Period, tracked_since: Period | str | None) -> int:
    if tracked_since is not None:
        return month_number(tracked_since)
    return min((month_number(known[0].period) for known in its.values() if known), default=month_number(month))


def _warned(
    task: Task, updates: Sequence[ProgressUpdate], month: Period, calendar: Calendar, first: int
) -> WarnedTask | None:
    found = lack(updates, month, calendar)
    if found is None:
        return None
    periods, before = 1, preceding(month)
    while (
        month_number(before) >= first and _is_counted(updates, month_number(before)) and lack(updates, before, calendar)
    ):
        periods, before = periods + 1, preceding(before)
    return WarnedTask(task, *found, periods)
