"""What of a plan's own words is a number or a day that a spreadsheet can count with and still show as it stood.

Only what can be shown again letter by letter: "12", "85,5%", "30/6/2026". Anything that could mean
something else ("1.1", "1.234", "05", "2026-2030") stays the text that it is.
"""

from __future__ import annotations

import re
from datetime import date
from decimal import Decimal

_WHOLE = re.compile(r"0|[1-9][0-9]{0,14}")
_SHARE = re.compile(r"((?:0|[1-9][0-9]{0,5}))(?:,([0-9]{1,4}))?%")
_DAY = re.compile(r"([0-9]{1,2})/([0-9]{1,2})/([0-9]{4})")


def real_value(words: str) -> Decimal | date | int | None:
    """The value (a share for a percentage); None where the words are no such thing."""
    if _WHOLE.fullmatch(words):
        return int(words)
    share = _SHARE.fullmatch(words)
    if share:
        return Decimal(f"{share[1]}.{share[2] or 0}").scaleb(-2)
    day = _DAY.fullmatch(words)
    return _day(int(day[3]), int(day[2]), int(day[1])) if day else None


def _day(year: int, month: int, day: int) -> date | None:
    """The day; None where the calendar has no such day."""
    try:
        return date(year, month, day)
    except ValueError:
        return None
