"""What every way of recording progress shares: closed months, the update that is there, its day and its signature."""

from __future__ import annotations

from datetime import date

from nq57desk import settings
from nq57desk.domain.periods import Period, ReportingPeriod, window
from nq57desk.domain.plan import Task
from nq57desk.domain.progress import ProgressUpdate, State
from nq57desk.domain.recording import Signature, signed, with_finished_day
from nq57desk.errors import refuse
from nq57desk.usecases.changing import new_id
from nq57desk.workspace import Desk


def kept_period(desk: Desk, code: str) -> ReportingPeriod | None:
    """What is kept of a period; None where it was neither opened nor closed."""
    return next(iter(desk.store.find(ReportingPeriod, code=code)), None)


def refuse_closed(desk: Desk, month: Period) -> None:
    """Stop a change to a closed period.

    Raises:
        Refused: the period is closed.
    """
    closed = kept_period(desk, month.code)
    if closed is not None and closed.closed_on is not None:
        raise refuse("workspace.closed_period", period=month.code)


def blank_update(about: Task, month: Period, state: State = State.NOT_STARTED) -> ProgressUpdate:
    """An update that says nothing yet."""
    return ProgressUpdate(new_id(), about.plan_id, about.id, month.code, state)


def recorded(desk: Desk, about: Task, month: Period) -> ProgressUpdate:
    """The update that is there already, or an empty one."""
    found = desk.store.find(ProgressUpdate, task_id=about.id, period=month.code)
    return found[0] if found else blank_update(about, month)


def finished(update: ProgressUpdate, today: date, month: Period, desk: Desk) -> ProgressUpdate:
    """As :func:`nq57desk.domain.recording.with_finished_day`, by the office's own calendar."""
    last = window(month, settings.calendar(desk.store))[1]
    return with_finished_day(update, today=today, last_day=last)


def signature(desk: Desk) -> Signature:
    """Who works at the desk, and now."""
    return Signature(desk.who, desk.now().isoformat(timespec="seconds"), desk.today)


def stamped(desk: Desk, before: ProgressUpdate, after: ProgressUpdate) -> ProgressUpdate:
    """As :func:`nq57desk.domain.recording.signed`, by who works at the desk."""
    return signed(before, after, signature(desk))
