"""The cells of a task's month as a clerk types and reads them, and what one cell's change does to the others.

Decides how each cell is read ("60%", "28-2", "1,25 tỷ", a state's word or its digit 1-5), that what has no one reading
is a flaw and never a guess, that an empty text clears its cell, that a result of "không phát sinh" is the mark
"nothing arose" and any other result takes that mark away, and that a task which is no longer done loses its day.
Source of keys and words: DESK 2.3.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from nq57desk.domain.form_answers import (
    LONGEST,
    STATE_WORDS,
    Flaw,
    day_said,
    percent_said,
    says_nothing_arose,
    state_said,
)
from nq57desk.domain.periods import Period, month_number
from nq57desk.domain.progress import ProgressUpdate, State
from nq57desk.domain.vietnamese import fold, parse_number, tidy, write_number

NOTHING = "Không phát sinh trong kỳ"
"""What is written as the result of a month in which nothing arose."""

TEXTS = ("result", "product_document", "difficulty", "proposal", "stopped_by")
DAYS = ("product_date", "finished_on")
FIELDS = (
    "state",
    "percent",
    "result",
    "product_document",
    "product_date",
    "finished_on",
    "difficulty",
    "proposal",
    "disbursed",
    "nothing_arose",
    "stopped_by",
)
"""The cells that a clerk fills in, in the grid's usual order."""

CellValue = State | int | date | str | bool | None


@dataclass(frozen=True, slots=True)
class Span:
    """The days of the month that is recorded, and the day on which it is: a day without its year is near them."""

    first: date
    last: date
    today: date


def read_cell(field: str, text: str, span: Span) -> tuple[CellValue, Flaw | None]:
    """The value that a cell's text says, or what is wrong with it; an empty text is None ("" for texts).

    Raises:
        KeyError: ``field`` is none of FIELDS.
    """
    reader = _READERS[field]
    plain = tidy(text)
    if len(plain) > LONGEST:
        return None, Flaw(field, "month.too_long", f"{len(plain)}")
    if not plain:
        return (False if field == "nothing_arose" else "" if field in TEXTS else None), None
    return reader(field, plain, span)


def _text(_field: str, text: str, _span: Span) -> tuple[CellValue, Flaw | None]:
    return text, None


_DIGITS: Mapping[str, State] = {str(at): state for at, state in enumerate(State, start=1)}


def _state(field: str, text: str, _span: Span) -> tuple[CellValue, Flaw | None]:
    found = _DIGITS.get(text) or state_said(re.sub(r"^[1-5]\s*[.):-]\s*", "", text))
    return (found, None) if found else (None, Flaw(field, "month.bad_state", text))


def _percent(field: str, text: str, _span: Span) -> tuple[CellValue, Flaw | None]:
    found = percent_said(text)
    if found is not None:
        return found, None
    number = parse_number(text.removesuffix("%").strip())
    return None, Flaw(field, "month.bad_number" if number is None else "month.bad_percent", text)


def _day(field: str, text: str, span: Span) -> tuple[CellValue, Flaw | None]:
    if fold(text) in ("hom nay", "nay"):
        return span.today, None
    found = day_said(text, year=span.last.year)
    if found is None:
        return None, Flaw(field, "month.bad_day", text)
    if day_said(text, year=span.last.year - 1) != found:
        found = _near(found, text, span)
    if not 1990 <= found.year <= span.last.year + 10:
        return None, Flaw(field, "month.bad_day", text)
    if field == "finished_on" and found > span.today:
        return None, Flaw(field, "month.day_to_come", text)
    return found, None


def _near(found: date, text: str, span: Span) -> date:
    """A day typed without its year: of the year before where only that lies shortly before the month."""
    before = day_said(text, year=span.last.year - 1)
    shortly = before is not None and span.first - timedelta(days=92) <= before
    return before if before is not None and shortly and found > span.last else found


_MONEY = {"": 1, "d": 1, "dong": 1, "vnd": 1, "trieu": 10**6, "trieu dong": 10**6, "tr": 10**6} | dict.fromkeys(
    ("ty", "ty dong", "ti", "ti dong"), 10**9
)


def _money(field: str, text: str, _span: Span) -> tuple[CellValue, Flaw | None]:
    found = re.fullmatch(r"([\d., ]+?)\s*([^\d.,]*)", text)
    number = parse_number(found[1]) if found else None
    unit = _MONEY.get(fold(found[2]).strip()) if found else None
    if number is None or unit is None:
        return None, Flaw(field, "month.bad_number", text)
    dong = number * unit
    return (int(dong), None) if dong == int(dong) else (None, Flaw(field, "month.not_whole_dong", text))


_YES = {"x", "1", "co", "dung", "v", "✓", "⊖", "khong phat sinh"}
_NO = {"0", "khong", "sai", "-"}


def _nothing(field: str, text: str, _span: Span) -> tuple[CellValue, Flaw | None]:
    plain = fold(text)
    if plain in _YES or says_nothing_arose(text):
        return True, None
    return (False, None) if plain in _NO else (None, Flaw(field, "month.bad_mark", text))


_Reader = Callable[[str, str, Span], tuple[CellValue, Flaw | None]]
_READERS: Mapping[str, _Reader] = {
    **dict.fromkeys(TEXTS, _text),
    **dict.fromkeys(DAYS, _day),
    "state": _state,
    "percent": _percent,
    "disbursed": _money,
    "nothing_arose": _nothing,
}


def shown(update: ProgressUpdate | None, field: str) -> str:
    """A cell's text, as the grid and a copied block have it; what is shown is read again as the same value.

    Raises:
        AttributeError: there is no such field.
    """
    value = None if update is None else getattr(update, field)
    if value is None or value is False:
        return ""
    if value is True:
        return "x"
    if isinstance(value, State):
        return STATE_WORDS[value]
    if isinstance(value, date):
        return f"{value.day:02}/{value.month:02}/{value.year}"
    return write_number(Decimal(value)) if isinstance(value, int) else str(value)


def changed(update: ProgressUpdate, values: Mapping[str, CellValue]) -> ProgressUpdate:
    """The update with new values in its cells, and with what follows from them in the others."""
    new: dict[str, Any] = dict(values)
    if new.get("state", State.DONE) is not State.DONE and "finished_on" not in new:
        new["finished_on"] = None
    if "result" in new:
        new.setdefault("nothing_arose", says_nothing_arose(new["result"]))
    if new.get("nothing_arose") and not new.get("result", update.result):
        new["result"] = NOTHING
    if new.get("nothing_arose") is False and "result" not in new and says_nothing_arose(update.result):
        new["result"] = ""
    return replace(update, **new)


def is_empty(update: ProgressUpdate) -> bool:
    """Whether a month says nothing but a state."""
    return all(is_blank(getattr(update, field)) for field in FIELDS if field != "state")


def is_blank(value: CellValue) -> bool:
    """Whether a cell holds nothing; 0 is a value."""
    return value is None or value is False or value == ""


@dataclass(frozen=True, slots=True)
class Suggestion:
    """What a row's month would be if it is as before; it counts for nothing until it is confirmed.

    None: nothing to suggest, or recorded already.
    """

    task_id: str
    state: State | None = None
    percent: int | None = None
    finished_on: date | None = None


def suggestion(
    task_id: str, recorded: ProgressUpdate | None, before: Sequence[ProgressUpdate], span: Span
) -> Suggestion:
    """What to suggest for a task: ``before`` are its updates of earlier months, oldest first.

    Where nothing is recorded: the last state and share. Where "done" is recorded: 100 and the day still missing.
    """
    if recorded is not None:
        if recorded.state is not State.DONE:
            return Suggestion(task_id)
        day = None if recorded.finished_on else min(span.today, span.last)
        return Suggestion(task_id, None, None if recorded.percent == 100 else 100, day)
    if not before:
        return Suggestion(task_id)
    return Suggestion(task_id, before[-1].state, share_before(before))


def share_before(before: Sequence[ProgressUpdate]) -> int | None:
    """The share last given in earlier months; 100 of what is done."""
    if before and before[-1].state is State.DONE:
        return 100
    return next((u.percent for u in reversed(before) if u.percent is not None and u.state is not State.DONE), None)


def value_before(before: Sequence[ProgressUpdate], field: str) -> CellValue:
    """A cell's value in the last month that has an update; of shares the last one given. None or "": nothing."""
    if field == "percent":
        return share_before(before)
    value: CellValue = getattr(before[-1], field) if before else None
    return value


def months_of_nothing(before: Iterable[ProgressUpdate], period: Period | str) -> int:
    """In how many months running nothing arose, if nothing arises in this one: 1 where it is the first."""
    spoken = {month_number(update.period): update.nothing_arose for update in before}
    run = 1
    while spoken.get(month_number(period) - run):
        run += 1
    return run
