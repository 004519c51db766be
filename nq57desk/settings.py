"""What an office may set for itself, read from its database with the defaults of the domain's rules."""

from __future__ import annotations

import json
from datetime import date
from functools import lru_cache

from nq57desk.domain.attachments import LARGEST
from nq57desk.domain.periods import Calendar
from nq57desk.domain.progress import State
from nq57desk.domain.timeliness import DUE_SOON_DAYS
from nq57desk.domain.update_rate import THRESHOLD
from nq57desk.domain.vietnamese import TonePlace
from nq57desk.store.store import Store

FIRST_DAY = "calendar.first_day"
DUE_BEFORE = "calendar.due_before"
CITY_WORKING_DAYS = "calendar.city_working_days"
CITY_DAYS = "calendar.city_days"
"""The due days of the city's own calendar, once a person took them over (JSON: period -> ISO day)."""
LARGEST_FILE = "attachments.largest_mib"
REMIND_BEFORE = "calendar.remind_before"
USUAL_REMINDER = 3
"""Days before the due day from which the desk says so."""
TONES = "papers.tone_marks"
STATES = "states.shown"
SECOND_PLACE, SECOND_DAYS = "backup.second_place", "backup.second_days"
USUAL_SECOND_DAYS = 7
"""Days after which the second place waits for a new copy."""


def read_states(text: str) -> tuple[State, ...]:
    """The states offered; all five where none are chosen. Done is always offered."""
    chosen = set(text.split(",")) if text else {state.value for state in State}
    return tuple(state for state in State if state.value in chosen or state is State.DONE)


def _number(store: Store, key: str, default: int) -> int:
    text = store.setting(key)
    return int(text) if text.isdigit() else default


def calendar(store: Store) -> Calendar:
    """How this office counts its reporting periods."""
    usual = Calendar()
    return Calendar(
        first_day=_number(store, FIRST_DAY, usual.first_day),
        due_before=_number(store, DUE_BEFORE, usual.due_before),
        city_working_days=_number(store, CITY_WORKING_DAYS, usual.city_working_days),
        city_due_days=_city_days(store.setting(CITY_DAYS)),
    )


@lru_cache(maxsize=8)
def _city_days(text: str) -> tuple[tuple[str, date], ...]:
    """Period and day; nothing where it cannot be read."""
    try:
        told = json.loads(text) if text else {}
        return tuple((period, date.fromisoformat(day)) for period, day in sorted(told.items()))
    except (ValueError, TypeError, AttributeError):
        return ()


def due_soon_days(store: Store) -> int:
    """How many days before its last day a task counts as due soon."""
    return _number(store, "timeliness.due_soon_days", DUE_SOON_DAYS)


def threshold(store: Store) -> int:
    """The share of tasks, in percent, that must be updated each month (plan 001)."""
    return _number(store, "update_rate.threshold", THRESHOLD)


def remind_before(store: Store) -> int:
    """How many days before the month's due day the overview begins to remind of it."""
    return _number(store, REMIND_BEFORE, USUAL_REMINDER)


def second_days(store: Store) -> int:
    """After how many days the overview begins to remind of the second place of the backups."""
    return _number(store, SECOND_DAYS, USUAL_SECOND_DAYS)


def tones(store: Store) -> TonePlace:
    """Where papers put the tone mark of hòa, ủy: as typed unless the office chose."""
    text = store.setting(TONES)
    return TonePlace(text) if text in set(TonePlace) else TonePlace.AS_TYPED


def largest_file(store: Store) -> int:
    """How many bytes one evidence file may have; the setting counts MiB."""
    return _number(store, LARGEST_FILE, LARGEST >> 20) << 20
