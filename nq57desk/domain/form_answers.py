"""What a body wrote into the cells of a form, read as values.

Decides that a row without any answer is no answer (dashes and dots are none either), that a state is one of the words
of the form or a usual other word for it, marks or not; that a percentage is a whole number 0-100 with or without its
sign; that a day is read day before month whatever its separators; and that what cannot be read is told, never guessed.
A cell with a flaw stops its row: half an answer would look like a whole one.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from nq57desk.domain.progress import State
from nq57desk.domain.vietnamese import fold, parse_number

LONGEST = 10_000
"""Characters that one cell of a form may hold; more is a pasted document, not an answer."""

STATE_WORDS: Mapping[State, str] = {
    State.NOT_STARTED: "Chưa thực hiện",
    State.IN_PROGRESS: "Đang thực hiện",
    State.DONE: "Hoàn thành",
    State.PAUSED: "Tạm dừng",
    State.STOPPED: "Dừng/thay thế",
}
NOTHING_AROSE = "Không phát sinh"
CHOICES = (*STATE_WORDS.values(), NOTHING_AROSE)
"""What a form's list of states offers, in its order."""

_STATES: Mapping[str, State] = {
    **{fold(word): state for state, word in STATE_WORDS.items()},
    **dict.fromkeys(("chua trien khai", "chua bat dau", "chua lam", "chua co"), State.NOT_STARTED),
    **dict.fromkeys(("dang trien khai", "dang lam", "dang thuc hien dung tien do", "dang th"), State.IN_PROGRESS),
    **dict.fromkeys(("da hoan thanh", "hoan thanh 100%", "xong", "da xong", "da thuc hien xong"), State.DONE),
    **dict.fromkeys(("tam ngung", "tam hoan"), State.PAUSED),
    **dict.fromkeys(("dung", "thay the", "dung, thay the", "dung hoac thay the", "dung thuc hien"), State.STOPPED),
}
_NOTHING = {fold(NOTHING_AROSE), "khong phat sinh trong ky", "ko phat sinh", "k phat sinh", "khong co phat sinh"}
_SHORTLY = timedelta(days=92)
_NO_ANSWER = re.compile(r"[\s\-–—_.…/]*")


@dataclass(frozen=True, slots=True)
class Flaw:
    """A cell that cannot be read: its field, the problem's code, and what stands there."""

    field: str
    code: str
    text: str


@dataclass(frozen=True, slots=True)
class TaskAnswer:
    """What a body says of a task; None and "" where it says nothing. ``state`` None: not said or "nothing arose"."""

    state: State | None = None
    nothing_arose: bool = False
    percent: int | None = None
    result: str = ""
    product_document: str = ""
    day: date | None = None
    difficulty: str = ""
    proposal: str = ""
    unknown_state: str = ""
    """A word in the state's cell that is none of the form's."""


@dataclass(frozen=True, slots=True)
class ValueAnswer:
    """What a body says of an indicator."""

    actual: Decimal | None = None
    numerator: Decimal | None = None
    denominator: Decimal | None = None
    source: str = ""
    explanation: str = ""


Answer = TaskAnswer | ValueAnswer


def said(text: str) -> str:
    """The cell's text, "" for a blank, a dash or a row of dots."""
    return "" if _NO_ANSWER.fullmatch(text) else text.strip()


def state_said(text: str) -> State | None:
    """The state that a word names, None where it is none of them."""
    return _STATES.get(_plain(text))


def says_nothing_arose(text: str) -> bool:
    """Whether the words are "không phát sinh"."""
    return _plain(text) in _NOTHING


def _plain(text: str) -> str:
    return re.sub(r"\s*/\s*", "/", fold(text)).strip(" .;,:-")


def percent_said(text: str) -> int | None:
    """ "60", "60%", "60 %" as 60; None for anything that is no whole number from 0 to 100."""
    number = parse_number(text.strip().removesuffix("%").strip())
    if number is None or number != int(number) or not 0 <= number <= 100:
        return None
    return int(number)


_DAY = re.compile(r"(\d{1,2})\s*[/.\-–]\s*(\d{1,2})(?:\s*[/.\-–]\s*(\d{4}|\d{2}))?(?:\s+\d{1,2}:\d{2}(?::\d{2})?)?")
_ISO = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})(?:[ T]\d{1,2}:\d{2}(?::\d{2})?)?")
_WORDS = re.compile(r"(\d{1,2})\s+thang\s+(\d{1,2})(?:\s*(?:nam|/|-|,)?\s*(\d{4}))?")
_DIGITS = re.compile(r"(\d{2})(\d{2})(\d{4})")


def day_said(text: str, *, year: int) -> date | None:
    """A day in any usual spelling, day before month; one without a year is of ``year``. None for anything else."""
    plain = fold(text).strip(" .;,").removeprefix("ngay ").strip()
    iso = _ISO.fullmatch(plain)
    if iso:
        return _day(iso[3], iso[2], iso[1])
    found = _DAY.fullmatch(plain) or _WORDS.fullmatch(plain) or _DIGITS.fullmatch(plain)
    return _day(found[1], found[2], found[3] or str(year)) if found else None


def _day(day: str, month: str, year: str) -> date | None:
    try:
        full = 2000 + int(year) if len(year) == 2 else int(year)
        return date(full, int(month), int(day))
    except ValueError:
        return None


def too_long(cells: Mapping[str, str]) -> tuple[Flaw, ...]:
    """The cells that hold more than an answer can."""
    return tuple(Flaw(field, "forms.too_long", f"{text[:40]}…") for field, text in cells.items() if len(text) > LONGEST)


def day_near(text: str, month: tuple[date, date]) -> date | None:
    """As :func:`day_said`; one without a year lies in the month (its first and last day) or shortly before it."""
    first, last = month
    found, before = day_said(text, year=last.year), day_said(text, year=last.year - 1)
    if found is None or before == found or found <= last:
        return found
    return before if before is not None and before >= first - _SHORTLY else found


def task_answer(cells: Mapping[str, str], *, month: tuple[date, date]) -> tuple[TaskAnswer | None, tuple[Flaw, ...]]:
    """What the answer cells of a task's row say, by field; None where they say nothing.

    ``month`` is the first and last day of the month that the form asks about.
    """
    texts = {field: said(text) for field, text in cells.items()}
    if not any(texts.values()):
        return None, ()
    state, percent, day = texts.get("state", ""), texts.get("percent", ""), texts.get("day", "")
    flaws = list(too_long(texts))
    if percent and percent_said(percent) is None:
        flaws.append(Flaw("percent", "forms.bad_percent", percent))
    if day and day_near(day, month) is None:
        flaws.append(Flaw("day", "forms.bad_day", day))
    result = texts.get("result", "")
    nothing = says_nothing_arose(state) or (not state and says_nothing_arose(result))
    known = state_said(state)
    answer = TaskAnswer(
        state=known,
        nothing_arose=nothing,
        percent=percent_said(percent) if percent else None,
        result=result,
        product_document=texts.get("product_document", ""),
        day=day_near(day, month) if day else None,
        difficulty=texts.get("difficulty", ""),
        proposal=texts.get("proposal", ""),
        unknown_state="" if known or nothing else state,
    )
    return answer, tuple(flaws)


def value_answer(cells: Mapping[str, str]) -> tuple[ValueAnswer | None, tuple[Flaw, ...]]:
    """What the answer cells of an indicator's row say, by field; None where they say nothing."""
    texts = {field: said(text) for field, text in cells.items()}
    if not any(texts.values()):
        return None, ()
    flaws = list(too_long(texts))
    numbers: dict[str, Decimal | None] = {}
    for field in ("actual", "numerator", "denominator"):
        text = texts.get(field, "")
        numbers[field] = parse_number(text.removesuffix("%").strip()) if text else None
        if text and numbers[field] is None:
            flaws.append(Flaw(field, "forms.bad_number", text))
    answer = ValueAnswer(**numbers, source=texts.get("source", ""), explanation=texts.get("explanation", ""))
    if not flaws:
        flaws += _half_a_value(answer, texts)
    return answer, tuple(flaws)


def _half_a_value(answer: ValueAnswer, texts: Mapping[str, str]) -> list[Flaw]:
    if (answer.numerator is None) != (answer.denominator is None):
        field = "numerator" if answer.numerator is not None else "denominator"
        return [Flaw(field, "forms.half_a_share", texts[field])]
    if answer.denominator == 0:
        return [Flaw("denominator", "forms.half_a_share", "0")]
    return []
