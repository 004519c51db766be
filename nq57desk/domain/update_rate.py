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
from nq57desk.domain.timeliness import by_task, in_month, state_in

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
    parents = {task.parent_id for task in rows if task.parent_id}
    return frozenset(
        task.id for task in rows if task.id in parents and not task.lead.strip() and not task.deadline.strip()
    )


def in_force(tasks: Iterable[Task], plan_years: Mapping[str, int], period: Period | str) -> tuple[Task, ...]:
    """The tasks that are reported in the period: of plans begun by then, and not carried on into one of them."""
    year = as_period(period).year
    begun = [task for task in tasks if plan_years[task.plan_id] <= year]
    carried_on = {task.carried_from for task in begun}
    return tuple(task for task in begun if task.id not in carried_on)


def counted(
    tasks: Sequence[Task], updates: Mapping[str, Sequence[ProgressUpdate]], period: Period | str
) -> tuple[Task, ...]:
    """The tasks that the rule counts in the period: open when it began, less those stopped in it."""
    month = closing_month(period)
    groups = group_rows(tasks)
    return tuple(task for task in tasks if task.id not in groups and _is_counted(updates.get(task.id, ()), month))


def _is_counted(updates: Sequence[ProgressUpdate], month: Period) -> bool:
    if not updates:
        return True
    return state_in(updates, preceding(month)) not in _ENDED and state_in(updates, month) is not State.STOPPED


def lack(
    updates: Sequence[ProgressUpdate], month: Period | str, calendar: Calendar = ADMINISTRATIVE
) -> tuple[Lack, tuple[str, ...]] | None:
    """What a task's updates lack in a month, with the fields that are empty; None where nothing lacks."""
    update = in_month(updates, month)
    return (Lack.NOT_UPDATED, ()) if update is None else _lack_of(update, due_day(closing_month(month), calendar))


def _lack_of(update: ProgressUpdate, due: date) -> tuple[Lack, tuple[str, ...]] | None:
    if update.recorded_on and update.recorded_on > due:
        return Lack.UPDATED_LATE, ()
    if not update.nothing_arose and not update.result.strip():
        return Lack.INCOMPLETE, ("result",)
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
    its = [updates.get(task.id, ()) for task in tasks if task.id not in groups]
    said = [[(month_number(update.period), update) for update in one] for one in its if one]
    silent = len(its) - len(said)
    found = []
    for period in periods:
        month = closing_month(period)
        number, due = month_number(month), due_day(month, calendar)
        words = [word for one in said if (word := _in_time(one, number, due)) is not None]
        found.append(UpdateRate(period.code, sum(words), silent + len(words), threshold, ()))
    return tuple(found)


def _in_time(said: Sequence[tuple[int, ProgressUpdate]], month: int, due: date) -> bool | None:
    """Whether nothing lacks in the month; None where the task does not count in it."""
    state: State | None = None
    its: ProgressUpdate | None = None
    for number, update in said:
        if number < month:
            state = update.state
        elif number == month:
            its = update
    if state in _ENDED or (its.state if its is not None else state) is State.STOPPED:
        return None
    return its is not None and _lack_of(its, due) is None


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
    while month_number(before) >= first and _is_counted(updates, before) and lack(updates, before, calendar):
        periods, before = periods + 1, preceding(before)
    return WarnedTask(task, *found, periods)
