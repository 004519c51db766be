"""Where a task stands in a period: its state, and whether it is in time.

The rules, each with its source:

- *Latest word.* A task's state in a period is that of its latest update at or before the period; without any it is
  not started. An update for a quarter speaks for the quarter's closing month.
- *Dated.* In time up to and including the last day, late from the day after (provincial tracker, FORMAT 3.2; NĐ
  30/2020 counts whole days); due soon within ``due_soon_days`` (15, a setting). Done in time or late by the day it
  was finished; done late goes on counting as late (FORMAT 3.2, report of 31/7/2025).
- *Finished day.* The day the office gave (``finished_on``); else the day of the product's document; else the
  earlier of the day of recording and the last day of the update's period: an update tells what happened inside its
  period, so what is recorded afterwards for June was done by the end of June's window. If "done" is repeated in
  later periods, the first of them counts.
- *Recurring.* Continuous, weekly and monthly duties owe one update each month, the others one in the month that
  closes their quarter, half-year or year; never late, only duty done or missing (plans 001, 003). ``done`` closes
  the duty for good, until a later update opens it again. In a month that owes nothing, nothing is missing.
- *Conditional or not understood.* No deadline, never guessed.
- *Stopped.* Owes nothing and is never late (plan 000: stop or replace a task); paused is still owed.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from nq57desk.domain.deadlines import Deadline, Recurrence
from nq57desk.domain.periods import (
    ADMINISTRATIVE,
    CALENDAR_MONTHS,
    Calendar,
    Period,
    PeriodKind,
    as_period,
    by_time,
    closed_by,
    month_number,
    months,
    window,
)
from nq57desk.domain.progress import ProgressUpdate, State

DUE_SOON_DAYS = 15
_ENDED = (State.DONE, State.STOPPED)


class Timeliness(StrEnum):
    """The words of the command line's contract."""

    IN_TIME = "in_time"
    DUE_SOON = "due_soon"
    LATE = "late"
    DONE_IN_TIME = "done_in_time"
    DONE_LATE = "done_late"
    NO_DEADLINE = "no_deadline"
    DUTY_DONE = "duty_done"
    DUTY_MISSING = "duty_missing"


class Reason(StrEnum):
    """Why a task has its word."""

    LAST_DAY = "last_day"
    """The last day against today's date, or against the day it was finished."""
    UPDATED = "updated"
    NOT_UPDATED = "not_updated"
    NOTHING_OWED = "nothing_owed"
    """A recurring duty in a period that does not close its quarter, half-year or year."""
    CLOSED = "closed"
    """A recurring duty that is done for good."""
    STOPPED = "stopped"
    CONDITIONAL = "conditional"
    """It waits for a paper or an event, or its deadline is not understood."""


@dataclass(frozen=True, slots=True)
class Standing:
    """A task in a period. ``days`` counts days left (negative: days over) for dated tasks, else None."""

    state: State
    percent: int | None
    timeliness: Timeliness
    reason: Reason
    last_day: date | None = None
    finished_on: date | None = None
    days: int | None = None
    latest: ProgressUpdate | None = None
    """The update that gives the state; it may be of an earlier period."""

    @property
    def overdue(self) -> bool:
        """Whether it counts among the late ones, finished or not."""
        return self.timeliness in (Timeliness.LATE, Timeliness.DONE_LATE)


def by_task(updates: Iterable[ProgressUpdate]) -> dict[str, tuple[ProgressUpdate, ...]]:
    """Each task's updates, oldest period first."""
    found: dict[str, list[ProgressUpdate]] = {}
    for update in updates:
        found.setdefault(update.task_id, []).append(update)
    return {task: tuple(its) if len(its) == 1 else in_order(its) for task, its in found.items()}


def in_order(updates: Iterable[ProgressUpdate]) -> tuple[ProgressUpdate, ...]:
    """Oldest period first; of two that close in the same month the month's own comes last."""
    found = tuple(updates)
    if len(found) == 2:
        return found if by_time(found[0].period) <= by_time(found[1].period) else found[::-1]
    return found if len(found) < 2 else tuple(sorted(found, key=_by_time))


def _by_time(update: ProgressUpdate) -> tuple[int, int]:
    return by_time(update.period)


def up_to(updates: Sequence[ProgressUpdate], period: Period | str) -> tuple[ProgressUpdate, ...]:
    """The updates at or before the period, oldest first."""
    if not updates:
        return ()
    last = month_number(period)
    return in_order([update for update in updates if month_number(update.period) <= last])


def in_month(updates: Iterable[ProgressUpdate], month: Period | str) -> ProgressUpdate | None:
    """The update that speaks for this month, if there is one."""
    wanted = month_number(month)
    return _latest(update for update in updates if month_number(update.period) == wanted)


def _latest(updates: Iterable[ProgressUpdate]) -> ProgressUpdate | None:
    """The last as ``in_order`` would put them."""
    found: ProgressUpdate | None = None
    for update in updates:
        if found is None or by_time(found.period) <= by_time(update.period):
            found = update
    return found


def state_in(updates: Sequence[ProgressUpdate], period: Period | str) -> State:
    """The state as of the period's end."""
    if not updates:
        return State.NOT_STARTED
    last = month_number(period)
    known = _latest([update for update in updates if month_number(update.period) <= last])
    return known.state if known is not None else State.NOT_STARTED


def parted(
    updates: Sequence[ProgressUpdate], month: int
) -> tuple[Sequence[ProgressUpdate], ProgressUpdate | None, Sequence[ProgressUpdate]]:
    """Of updates that stand oldest first: those before a month, the one that speaks for it, those up to its end.

    ``month`` is as :func:`nq57desk.domain.periods.month_number` counts.
    """
    end = len(updates)
    last = month_number(updates[-1].period) if end else -1
    if last < month:
        return updates, None, updates
    if last == month and (end == 1 or month_number(updates[-2].period) < month):
        return updates[:-1], updates[-1], updates
    while end and month_number(updates[end - 1].period) > month:
        end -= 1
    begin = end
    while begin and month_number(updates[begin - 1].period) == month:
        begin -= 1
    return updates[:begin], updates[end - 1] if begin < end else None, updates[:end]


def standing(
    deadline: Deadline,
    updates: Sequence[ProgressUpdate],
    *,
    period: Period | str,
    as_of: date,
    calendar: Calendar = ADMINISTRATIVE,
    due_soon_days: int = DUE_SOON_DAYS,
) -> Standing:
    """Where the task with this deadline and these updates of its own stands in the period, judged on ``as_of``.

    Updates of later periods are left out of account.
    """
    return Judge(period, as_of, calendar, due_soon_days).standing(deadline, up_to(updates, period))


class Judge:
    """Judges many tasks of one period on one day: what hangs on the deadline alone is worked out once for each."""

    def __init__(
        self,
        period: Period | str,
        as_of: date,
        calendar: Calendar = ADMINISTRATIVE,
        due_soon_days: int = DUE_SOON_DAYS,
    ) -> None:
        self.period = as_period(period)
        self.as_of = as_of
        self.calendar = calendar
        self.due_soon_days = due_soon_days
        self._owed: dict[int, tuple[Deadline, frozenset[int]]] = {}
        self._open: dict[int, tuple[Deadline, Timeliness]] = {}

    def timeliness(self, deadline: Deadline, known: Sequence[ProgressUpdate]) -> Timeliness:
        """Only the word of :meth:`standing`: of an open task it hangs on the deadline alone."""
        if deadline.recurrence is not None or (known and known[-1].state in _ENDED):
            return self.standing(deadline, known).timeliness
        found = self._open.get(id(deadline))
        if found is None:
            found = self._open[id(deadline)] = (deadline, self.standing(deadline, known).timeliness)
        return found[1]

    def standing(self, deadline: Deadline, known: Sequence[ProgressUpdate]) -> Standing:
        """As :func:`standing`; ``known`` are the updates up to the period's end, oldest first."""
        latest = known[-1] if known else None
        state = latest.state if latest is not None else State.NOT_STARTED
        finished = finished_day(known, self.calendar) if state is State.DONE else None
        percent = _percent(known)
        if deadline.recurrence is not None:
            word, reason = self._duty(deadline, known, state)
            return Standing(state, percent, word, reason, None, finished, None, latest)
        last = deadline.last_day
        if state is State.STOPPED:
            return Standing(state, percent, Timeliness.NO_DEADLINE, Reason.STOPPED, last, None, None, latest)
        if last is None:
            return Standing(state, percent, Timeliness.NO_DEADLINE, Reason.CONDITIONAL, None, finished, None, latest)
        days = (last - (finished or self.as_of)).days
        word = _dated(days, finished is not None, self.due_soon_days)
        return Standing(state, percent, word, Reason.LAST_DAY, last, finished, days, latest)

    def _duty(self, deadline: Deadline, known: Sequence[ProgressUpdate], state: State) -> tuple[Timeliness, Reason]:
        if state is State.STOPPED:
            return Timeliness.DUTY_DONE, Reason.STOPPED
        if state is State.DONE:
            return Timeliness.DUTY_DONE, Reason.CLOSED
        owed = self._owed_by(deadline)
        if not owed:
            return Timeliness.DUTY_DONE, Reason.NOTHING_OWED
        if owed <= {month_number(update.period) for update in known}:
            return Timeliness.DUTY_DONE, Reason.UPDATED
        return Timeliness.DUTY_MISSING, Reason.NOT_UPDATED

    def _owed_by(self, deadline: Deadline) -> frozenset[int]:
        """The numbers of the months that owe an update. Known by the deadline's own identity: hashing it costs more."""
        found = self._owed.get(id(deadline))
        if found is None:
            owed = owed_months(deadline, self.period, self.as_of, self.calendar)
            found = self._owed[id(deadline)] = (deadline, frozenset(map(month_number, owed)))
        return found[1]


def _dated(days: int, finished: bool, due_soon_days: int) -> Timeliness:
    if finished:
        return Timeliness.DONE_LATE if days < 0 else Timeliness.DONE_IN_TIME
    if days < 0:
        return Timeliness.LATE
    return Timeliness.DUE_SOON if days <= due_soon_days else Timeliness.IN_TIME


_CLOSES: Mapping[Recurrence, PeriodKind] = {
    Recurrence.CONTINUOUS: PeriodKind.MONTH,
    Recurrence.WEEKLY: PeriodKind.MONTH,
    Recurrence.MONTHLY: PeriodKind.MONTH,
    Recurrence.QUARTERLY: PeriodKind.QUARTER,
    Recurrence.HALF_YEARLY: PeriodKind.HALF_YEAR,
    Recurrence.YEARLY: PeriodKind.YEAR,
}


def owed_months(
    deadline: Deadline, period: Period | str, as_of: date, calendar: Calendar = ADMINISTRATIVE
) -> tuple[Period, ...]:
    """The months of the period that owe a recurring duty an update.

    Of a longer period, months not yet begun owe nothing; nor does a month before the duty's first day or after its
    last, where the phrase gives them ("hằng tháng từ 01/3 đến 30/11/2026").
    """
    if deadline.recurrence is None:
        return ()
    kind = _CLOSES[deadline.recurrence]
    held = months(period)
    begun = tuple(month for month in held if window(month, calendar)[0] <= as_of) or held
    return tuple(month for month in begun if any(_owed_in(deadline, one) for one in _closed(month, kind)))


def _closed(month: Period, kind: PeriodKind) -> tuple[Period, ...]:
    return tuple(one for one in (month, *closed_by(month)) if one.kind is kind)


def _owed_in(deadline: Deadline, period: Period) -> bool:
    first, last = window(period, CALENDAR_MONTHS)
    return (deadline.first_day or first) <= last and first <= (deadline.last_day or last)


def finished_day(known: Sequence[ProgressUpdate], calendar: Calendar = ADMINISTRATIVE) -> date | None:
    """The day the task was finished, or None if the latest of these updates (oldest first) does not say done."""
    run: list[ProgressUpdate] = []
    for update in reversed(known):
        if update.state is not State.DONE:
            break
        run.insert(0, update)
    if not run:
        return None
    given = _first(run, lambda u: u.finished_on) or _first(run, lambda u: u.product_date)
    if given:
        return given
    last = window(run[0].period, calendar)[1]
    return min(run[0].recorded_on or last, last)


def _first(updates: Iterable[ProgressUpdate], day: Callable[[ProgressUpdate], date | None]) -> date | None:
    return next((found for update in updates if (found := day(update))), None)


def _percent(known: Sequence[ProgressUpdate]) -> int | None:
    """The share last given; a finished task is at 100 even if nobody wrote so, a reopened one no longer is."""
    if known and known[-1].state is State.DONE:
        return 100
    for update in reversed(known):
        if update.percent is not None and update.state is not State.DONE:
            return update.percent
    return None
