"""Which backups stay: all of two days, one a day for a fortnight, one a week for a quarter, one a month for years.

Decides:

- What is asked is the wall clock's day, counted back from ``today``; what lies after it (a clock that was set back)
  stays.
- Of a day, week or month the newest stays. Weeks begin on Monday.
- One that a person made by hand stays a year, whatever else there is of its day.
- The newest of all always stays, and so does every one while fewer than :data:`FEWEST` would be left.

The rule only names what may go. Whoever removes files first reads the newest one that stays, and removes nothing
where that is not whole: the last good one is never among those that go.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

BY_HAND = "manual"
DAYS_ALL = 2
DAYS_DAILY = 14
DAYS_WEEKLY = 91
DAYS_BY_HAND = 366
DAYS_MONTHLY = 5 * 366
FEWEST = 3


@dataclass(frozen=True, slots=True)
class Copy:
    """A backup as the rule sees it: ``at`` as the clock on the wall showed, ``why`` it was made."""

    name: str
    at: datetime
    why: str = ""


def superfluous(copies: Iterable[Copy], today: date) -> tuple[Copy, ...]:
    """Those that the rule lets go, oldest first. Of one second those given first are the newer ones."""
    newest_first = sorted(copies, key=lambda one: one.at, reverse=True)
    slots: set[str] = set()
    kept: list[Copy] = []
    going: list[Copy] = []
    for one in newest_first:
        slot = _slot(one, today)
        stays = not kept or slot == "" or (slot is not None and slot not in slots)
        if slot:
            slots.add(slot)
        (kept if stays else going).append(one)
    missing = max(0, FEWEST - len(kept))
    return tuple(reversed(going[missing:]))


def _slot(one: Copy, today: date) -> str | None:
    """What it is the newest of or not: a day, a week, a month; "" stays in any case, None is too old for all."""
    day = one.at.date()
    age = (today - day).days
    if age < DAYS_ALL or (one.why == BY_HAND and age < DAYS_BY_HAND):
        return ""
    if age < DAYS_DAILY:
        return day.isoformat()
    if age < DAYS_WEEKLY:
        year, week, _weekday = day.isocalendar()
        return f"{year}-W{week}"
    return f"{day:%Y-%m}" if age < DAYS_MONTHLY else None


def overdue(last: date | None, today: date, days: int) -> bool:
    """Whether the second place waits for a copy: none was ever made, or the last one is older than so many days."""
    return last is None or (today - last).days > days
