"""Values in the one form in which they are published, and what the program understands of a plan's words."""

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import UTC, date, datetime, timedelta, timezone
from decimal import Decimal
from functools import lru_cache

from nq57desk.domain.deadlines import understand
from nq57desk.domain.periods import Period, PeriodKind, month_number, months
from nq57desk.domain.targets import understand_target
from nq57desk.domain.timeliness import owed_months
from nq57desk.publishing.columns import DIGITS, SCALE, Value
from nq57desk.publishing.common import COMPARATORS

_VIETNAM = timezone(timedelta(hours=7))
SHORT_NUMBER = SCALE + 1
"""A number written with so many signs always fits: with more than this it is looked at."""


def yes(value: object) -> str:
    """Yes or no."""
    return "true" if value else "false"


def day(value: date | None) -> str | None:
    """A day."""
    return None if value is None else value.isoformat()


def some(value: str) -> str | None:
    """A text; an empty one is none. The sign 0, which no file takes, is left out."""
    return value.replace("\0", "") or None


@lru_cache(maxsize=4096)
def moment(value: str) -> str | None:
    """An ISO moment in UTC; one without an offset is Vietnam's, and what is none is nothing."""
    try:
        found = datetime.fromisoformat(value)
    except ValueError:
        return None
    known = found if found.tzinfo is not None else found.replace(tzinfo=_VIETNAM)
    try:
        return known.astimezone(UTC).replace(microsecond=0, tzinfo=None).isoformat() + "Z"
    except OverflowError:
        return None


def plain(value: Decimal | None) -> str | None:
    """A decimal in plain digits that fits; None where it does not."""
    if value is None:
        return None
    text = format(value, "f")  # no arithmetic: it would round to 28 digits
    whole, _point, part = text.removeprefix("-").partition(".")
    whole, part = whole.lstrip("0") or "0", part.rstrip("0")
    if len(whole) > DIGITS - SCALE or len(part) > SCALE:
        return None
    told = f"{whole}.{part}" if part else whole
    return f"-{told}" if text.startswith("-") and told != "0" else told


def number(text: str | None) -> str | None:
    """As :func:`plain`, of a stored number."""
    if text is None or len(text) <= SHORT_NUMBER:
        return text
    return plain(Decimal(text))


def beyond(names: Sequence[str], given: Sequence[str | None]) -> str | None:
    """The numbers that do not fit, as JSON; None where all do."""
    left = {name: text for name, text in zip(names, given, strict=True) if text is not None and number(text) is None}
    return json.dumps(left, sort_keys=True) if left else None


@lru_cache(maxsize=8192)
def deadline_columns(text: str, year: int) -> tuple[Value, ...]:
    """The words, the kind of time, its rhythm, first and last day, and the months of the year that owe an update."""
    meant = understand(text, year)
    owed: str | None = None
    if meant.recurrence is not None:
        every = months(Period(year, PeriodKind.YEAR))
        owed = "".join("1" if owed_months(meant, month, date.max) else "0" for month in every)
    rhythm = None if meant.recurrence is None else meant.recurrence.value
    return some(text), meant.kind.value, rhythm, day(meant.first_day), day(meant.last_day), owed


@lru_cache(maxsize=4096)
def target_columns(text: str) -> tuple[Value, ...]:
    """The words, the comparator, the number and the upper bound; nothing of no words."""
    if not text.strip():
        return None, None, None, None
    meant = understand_target(text)
    return some(text), COMPARATORS[meant.comparator], plain(meant.value), plain(meant.upper)


def place(period: Period) -> int:
    """A period's place in time: of two that end together the longer one comes first."""
    return month_number(period) * 8 + SHORTNESS.index(period.kind)


SHORTNESS = (PeriodKind.YEAR, PeriodKind.NINE_MONTHS, PeriodKind.HALF_YEAR, PeriodKind.QUARTER, PeriodKind.MONTH)
