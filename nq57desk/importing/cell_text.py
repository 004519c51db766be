"""Numbers and dates of a spreadsheet as the text that a Vietnamese paper would have.

Decides that 12.5 is "12,5", that 0.95 in a percent format is "95%", and that a day is "25/8/2026" with the zeros of
Decree 30/2020 (days below 10, months 1 and 2): "05/9/2026", "01/02/2026". A format without days gives "8/2026", one
of years alone "2026". Thousands are parted only where the cell's own format parts them, so a year stays "2026".
Digits are never cut to what the format shows.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from decimal import Decimal

_LITERAL = re.compile(r'"([^"]*)"|\\(.)|_.|\*.')
_BRACKETS = re.compile(r"\[[^\]]*\]")
_DIGITS = re.compile(r"[0#?][0#?,. ]*")
_SIGNIFICANT = 15
"""Digits that a spreadsheet's number really holds."""


@dataclass(frozen=True, slots=True)
class Form:
    """What of a number format matters for the text."""

    percent: bool = False
    grouped: bool = False
    least_digits: int = 1
    before: str = ""
    after: str = ""
    has_day: bool = True
    has_month: bool = True


def form_of(number_format: str) -> Form:
    """The form that an Excel number format describes, by its first section (positive numbers)."""
    section = number_format.split(";")[0]
    bare = _BRACKETS.sub("", _LITERAL.sub("", section))
    digits = _DIGITS.search(bare)
    shown = digits.group() if digits else ""
    before, after = _literals(section)
    return Form(
        percent="%" in bare,
        grouped="#,#" in shown or "0,0" in shown or "#,0" in shown,
        least_digits=max(shown.split(".")[0].replace(",", "").count("0"), 1),
        before=before,
        after=after,
        has_day="d" in bare.lower(),
        has_month="m" in bare.lower(),
    )


def _literals(section: str) -> tuple[str, str]:
    """Quoted words before and after the digits ('0" tháng"' has " tháng" after)."""
    found = _DIGITS.search(re.sub(r'"[^"]*"', lambda quoted: "\0" * len(quoted.group()), section))
    if found is None:
        return "", ""
    words = [
        "".join(quoted + single for quoted, single in _LITERAL.findall(_BRACKETS.sub("", part)))
        for part in (section[: found.start()], section[found.end() :])
    ]
    return words[0], words[1]


def number_text(number: float, form: Form) -> str:
    """A number as text: 12.5 → "12,5"; with a percent form 0.95 → "95%"; "" for what is no number at all."""
    exact = Decimal(format(number, f".{_SIGNIFICANT}g"))
    if not exact.is_finite():
        return ""
    exact = exact.scaleb(2) if form.percent else exact
    whole, _, rest = format(abs(exact), "f").partition(".")
    whole = whole.lstrip("0").zfill(form.least_digits)
    whole = f"{int(whole):,}".replace(",", ".") if form.grouped else whole
    rest = rest.rstrip("0")
    minus = "-" if exact < 0 else ""
    digits = minus + whole + ("," + rest if rest else "") + ("%" if form.percent else "")
    return form.before + digits + form.after


def day_text(moment: date, form: Form) -> str:
    """A day (with its hour, if it has one) as text."""
    month = f"{moment.month:02}" if moment.month <= 2 else str(moment.month)
    if not form.has_day:
        return f"{month}/{moment.year}" if form.has_month else str(moment.year)
    day = f"{moment.day:02}/{month}/{moment.year}"
    if isinstance(moment, datetime) and (moment.hour or moment.minute):
        return f"{day} {moment.hour:02}:{moment.minute:02}"
    return day


def clock_text(clock: time | timedelta) -> str:
    """An hour or a length of time: "14:30", "36:00"."""
    if isinstance(clock, time):
        return f"{clock.hour:02}:{clock.minute:02}"
    minutes = round(clock.total_seconds() / 60)
    return f"{minutes // 60:02}:{minutes % 60:02}"
