"""How an update of a month is written down: the day of a finished task, and whose word it is since when.

Decides that a finished task has its day (the product's, else the day of recording, never after the month it is said
of: the rule by which :mod:`nq57desk.domain.timeliness` would derive it, written down so that it can be seen), and that
the day of recording stays that of the first complete record, so that a later correction does not make a timely update
late (plan 001: the 90 % rule counts what was recorded in time). Words changed on the day on which they were typed into
the central system are to be typed in again: the tick goes. (On a later day the tick stays, and is seen to be older.)
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date

from nq57desk.domain.progress import ProgressUpdate, State


@dataclass(frozen=True, slots=True)
class Signature:
    """Who records, when (ISO with offset), and the day that counts."""

    by: str
    at: str
    day: date


def with_finished_day(
    update: ProgressUpdate, *, today: date, last_day: date, since: date | None = None
) -> ProgressUpdate:
    """The update with its day of finishing where it says done and has none.

    ``last_day`` ends the month that it speaks of; ``since`` is the day on which the task was done before it.
    """
    if update.state is not State.DONE or update.finished_on is not None:
        return update
    return replace(update, finished_on=since or update.product_date or min(today, last_day))


def signed(before: ProgressUpdate, after: ProgressUpdate, signature: Signature) -> ProgressUpdate:
    """The new update with who and when; the old one where nothing changed."""
    if after == before and before.at:
        return before
    complete = before.nothing_arose or bool(before.result)
    day = before.recorded_on if complete and before.recorded_on else signature.day
    ticked = after.central_on
    if ticked is not None and ticked >= signature.day and _words(after) != _words(before):
        ticked = None
    return replace(after, by=signature.by, at=signature.at, recorded_on=day, central_on=ticked)


def _words(update: ProgressUpdate) -> tuple[object, ...]:
    """What is typed into the central system."""
    return update.result, update.product_document, update.difficulty, update.proposal, update.nothing_arose
