"""How a rhythm is written: thường xuyên, hằng tháng, định kỳ 6 tháng, 2 lần/năm, các năm tiếp theo.

Decides that "hằng ngày" is continuous (nobody reports a ward's task by the day), that "định kỳ" alone is continuous
with a note that the rhythm is not said, and that a rhythm without a name of its own ("3 lần/năm") is not rounded to
one that has a name.
"""

from __future__ import annotations

from dataclasses import dataclass

from nq57desk.domain import deadline_words as words
from nq57desk.domain.moments import Recurrence
from nq57desk.domain.phrases import Cursor

_UNITS = ("tuần", "tháng", "quý", "năm", "ngày")
_EVERY = {
    ("ngày", 1): Recurrence.CONTINUOUS,
    ("tuần", 1): Recurrence.WEEKLY,
    ("tháng", 1): Recurrence.MONTHLY,
    ("tháng", 3): Recurrence.QUARTERLY,
    ("tháng", 6): Recurrence.HALF_YEARLY,
    ("tháng", 12): Recurrence.YEARLY,
    ("quý", 1): Recurrence.QUARTERLY,
    ("quý", 2): Recurrence.HALF_YEARLY,
    ("năm", 1): Recurrence.YEARLY,
}
_TIMES = {
    ("ngày", 1): Recurrence.CONTINUOUS,
    ("tuần", 1): Recurrence.WEEKLY,
    ("tháng", 1): Recurrence.MONTHLY,
    ("tháng", 4): Recurrence.WEEKLY,
    ("quý", 1): Recurrence.QUARTERLY,
    ("quý", 3): Recurrence.MONTHLY,
    ("năm", 1): Recurrence.YEARLY,
    ("năm", 2): Recurrence.HALF_YEARLY,
    ("năm", 4): Recurrence.QUARTERLY,
    ("năm", 12): Recurrence.MONTHLY,
}


@dataclass(frozen=True, slots=True)
class Rhythm:
    """A recurrence, or the code of why there is none."""

    recurrence: Recurrence | None
    code: str = ""


def rhythm(cursor: Cursor) -> Rhythm | None:
    """The rhythm that starts here; the cursor stays where it was if there is none."""
    at = cursor.at
    for rule in (_named, _next_ones, _times_per, _every, _per_time, _of_each, _unsaid):
        found = rule(cursor)
        if found is not None:
            return found
        cursor.at = at
    return None


def rhythm_again(cursor: Cursor) -> Recurrence | None:
    """A unit alone in a list of rhythms: the "quý" of "hằng tháng, quý, 9 tháng, năm" (nine months: once a year)."""
    at = cursor.at
    count = _count(cursor)
    unit = cursor.take("cả năm", *_UNITS).removeprefix("cả ")
    nine_months = (unit, count) == ("tháng", 9)
    found = Recurrence.YEARLY if nine_months else _EVERY.get((unit, count))
    if found is None or _is_numbered(cursor):
        cursor.at = at
        return None
    return found


def _count(cursor: Cursor) -> int:
    """A number before a unit, 1 where none stands."""
    if cursor.number() is not None:
        return cursor.take_number() or 0
    number = words.NUMBER_WORDS.get(cursor.word())
    if number is None or (cursor.word() == "năm" and cursor.word(1) not in _UNITS):
        return 1
    cursor.at += 1
    return number


def _is_numbered(cursor: Cursor) -> bool:
    """Whether the unit just passed is that of a time ("tháng 6", "quý I") and not of a rhythm."""
    token = cursor.token
    return token is not None and not token.breaks and (token.number is not None or token.roman is not None)


def _named(cursor: Cursor) -> Rhythm | None:
    return Rhythm(Recurrence.CONTINUOUS) if cursor.take(*words.CONTINUOUS) else None


def _next_ones(cursor: Cursor) -> Rhythm | None:
    taken = cursor.take(*words.NEXT_ONES)
    if taken.endswith(" tiếp theo") and _condition_follows(cursor):
        cursor.at -= 1
    return Rhythm(_EVERY[taken.split(" ")[1], 1]) if taken else None


def _condition_follows(cursor: Cursor) -> bool:
    """ "các năm tiếp theo hướng dẫn của thành phố": one "theo" that serves twice."""
    return f"{cursor.word()} {cursor.word(1)}" in words.CONDITION_NAMES


def _every(cursor: Cursor) -> Rhythm | None:
    """Hằng tháng, mỗi quý, theo từng năm, định kỳ 6 tháng, báo cáo quý."""
    cursor.take("đầu", "cuối", "giữa")
    regular = cursor.take("định kỳ", "báo cáo định kỳ") != ""
    cursor.take("vào", "theo", "cuối", "đầu") if regular else None
    each = cursor.take("hằng", "mỗi", "từng", "theo từng", "theo hằng", "một") != ""
    by = not each and not regular and cursor.take("theo", "báo cáo") != ""
    if not (regular or each or by):
        return None
    count = _count(cursor)
    unit = cursor.take(*_UNITS)
    if not unit or _is_numbered(cursor) or (by and cursor.word() in ("học", "trước")):
        return None
    if not regular and cursor.word(-2) == "một" and not _times_after(cursor, look_only=True):
        return None
    times = _times_after(cursor)
    found = _EVERY.get((unit, count)) if times in (None, 1) else _TIMES.get((unit, times or 0))
    return Rhythm(found, "" if found else "deadline.rhythm")


def _times_after(cursor: Cursor, look_only: bool = False) -> int | None:
    """The "2 lần" of "mỗi năm 2 lần"."""
    at = cursor.at
    cursor.take("/")
    count = _count(cursor)
    taken = cursor.take("lần")
    if not taken or look_only:
        cursor.at = at
    return count if taken else None


def _times_per(cursor: Cursor) -> Rhythm | None:
    """2 lần/năm, hai lần một năm, 01 lần mỗi quý."""
    cursor.take("ít nhất", "tối thiểu", "định kỳ")
    count = _count(cursor)
    if not cursor.take("lần"):
        return None
    cursor.take("/", "trên", "trong")
    cursor.take("hằng", "mỗi", "một", "từng")
    every = cursor.take_number(lambda number: number in (1, 6, 3)) or 1
    unit = cursor.take(*_UNITS)
    if not unit:
        return None
    found = _TIMES.get((unit, count)) if every == 1 else _EVERY.get((unit, every)) if count == 1 else None
    return Rhythm(found, "" if found else "deadline.rhythm")


def _per_time(cursor: Cursor) -> Rhythm | None:
    """6 tháng/lần, quý một lần, năm 2 lần."""
    cursor.take("định kỳ")
    count = _count(cursor)
    unit = cursor.take(*_UNITS)
    if not unit:
        return None
    times = _times_after(cursor)
    if times is None:
        return None
    found = _EVERY.get((unit, count)) if times == 1 else _TIMES.get((unit, times)) if count == 1 else None
    return Rhythm(found, "" if found else "deadline.rhythm")


def _of_each(cursor: Cursor) -> Rhythm | None:
    """Các quý trong năm; tháng cuối quý."""
    if cursor.take("tháng cuối quý", "tháng cuối của quý", "tháng cuối mỗi quý", "tháng cuối hằng quý"):
        return None if _is_numbered(cursor) else Rhythm(Recurrence.QUARTERLY)
    unit = cursor.take("các tháng trong năm", "các tháng", "các quý trong năm", "các quý")
    if not unit.endswith("năm"):
        return None
    if _is_numbered(cursor):
        cursor.at -= 1
    return Rhythm(Recurrence.MONTHLY if "tháng" in unit else Recurrence.QUARTERLY)


def _unsaid(cursor: Cursor) -> Rhythm | None:
    return Rhythm(Recurrence.CONTINUOUS, "deadline.rhythm_unsaid") if cursor.take("định kỳ") else None
