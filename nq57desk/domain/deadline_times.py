"""How a single time is written: 30/6/2026, ngày 30 tháng 6, Tháng 4/2026, Quý IV, 6 tháng đầu năm, năm 2026.

Decides which spellings name which :class:`Moment`. A year of two digits counts from 2020 to 2060 ("30/6/26"); two
numbers that could be read two ways ("4/26", "3-6/2026") are left alone.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from nq57desk.domain.deadline_words import MONTH_NAMES, NUMBER_WORDS
from nq57desk.domain.moments import YEARS, Edge, Moment, day_at_end, day_of, month, months_of_year, quarter, whole_year
from nq57desk.domain.phrases import Cursor

Rule = Callable[[Cursor], Moment | None]


def moment(cursor: Cursor, within: bool = False) -> Moment | None:
    """The time that starts here. ``within``: "trong", "hết" or the like stood before, so a bare "năm" is a time."""
    at = cursor.at
    last_day = cursor.take("ngày cuối cùng của", "ngày cuối của", "ngày cuối") != ""
    edge = Edge(cursor.take("đầu", "giữa", "cuối")) if not last_day else Edge.NONE
    start = cursor.at
    for rule in _RULES:
        found = rule(cursor)
        if found is not None:
            return day_at_end(found) if last_day else replace(found, edge=edge)
        cursor.at = start
    found = _bare_year(cursor) if within or start > at else None
    if found is None:
        cursor.at = at
        return None
    return day_at_end(found) if last_day else replace(found, edge=edge)


def _full_year(number: int) -> int:
    return 2000 + number if 20 <= number <= 60 else number


def year_after(cursor: Cursor, bare: bool = True) -> int | None:
    """The year said after a time: "/2026", " năm 2026", ", năm 2026", "-2026", "/26", " 2026"."""
    at = cursor.at
    if cursor.take(", năm", "/ năm", "của năm", "trong năm", "năm"):
        number = cursor.take_number(lambda number: number in YEARS or number > 9999)
    elif cursor.take("/"):
        number = cursor.take_number(lambda number: number > 99 or 20 <= number <= 60)
    else:
        cursor.take("-", ".")
        number = cursor.take_number(lambda number: number in YEARS) if bare else None
    if number is None or cursor.word() == "/":
        cursor.at = at
        return None
    return _full_year(number)


def _dated(cursor: Cursor) -> Moment | None:
    """30/6/2026, 30-6-2026, 30.6.2026, 2026-06-30."""
    cursor.take("ngày")
    first, sign, second = cursor.number(0), cursor.word(1), cursor.number(2)
    third = cursor.number(4)
    if first is None or second is None or third is None or sign not in ("/", "-", "."):
        return None
    if cursor.word(3) != sign or (cursor.word(5) == sign and cursor.number(6) is not None):
        return None
    cursor.at += 5
    return day_of(third, second or 99, first) if first > 999 else day_of(first, second or 99, _full_year(third))


def _day_in_words(cursor: Cursor) -> Moment | None:
    """Ngày 30 tháng 6 (năm 2026)."""
    cursor.take("ngày")
    day = cursor.take_number()
    if day is None or not cursor.take("tháng", ", tháng"):
        return None
    number = _month_number(cursor)
    return None if number is None else day_of(day, number or 99, year_after(cursor))


def _day_or_month(cursor: Cursor) -> Moment | None:
    """30/6 and 4/2026."""
    said_day = cursor.take("ngày") != ""
    first, sign, second = cursor.number(0), cursor.word(1), cursor.number(2)
    if first is None or second is None or sign not in ("/", ".", "-"):
        return None
    if cursor.word(3) in ("/", ".", sign) and cursor.number(4) is not None:
        return None
    if sign == "-":
        return _day_dash_month(cursor, first, second)
    token = cursor.ahead(2)
    long_year = token is not None and len(token.text) >= 4
    if long_year and not said_day:
        cursor.at += 3
        return month(first, second)
    if first > 999 and not said_day:
        cursor.at += 3
        return month(second, first)
    if long_year or sign == "." or (second > 12 and 20 <= second <= 60 and first <= 12):
        return None
    cursor.at += 3
    return day_of(first, second or 99, year_after(cursor, bare=False))


def _day_dash_month(cursor: Cursor, day: int, number: int) -> Moment | None:
    """30-6; "3-6" might as well be two months."""
    if not 12 < day <= 31 or not 1 <= number <= 12:
        return None
    cursor.at += 3
    return day_of(day, number, year_after(cursor, bare=False))


def _month_number(cursor: Cursor) -> int | None:
    token = cursor.token
    if token is None:
        return None
    number = token.number if token.number is not None else token.roman
    if number is None:
        number = MONTH_NAMES.get(token.word)
        if token.word == "năm" and not token.text[0].isupper():
            number = None
        if token.word == "mười" and cursor.word(1) in ("một", "hai"):
            cursor.at += 1
            number = 10 + MONTH_NAMES[cursor.word()]
    if number is not None:
        cursor.at += 1
    return number


def _month(cursor: Cursor) -> Moment | None:
    """Tháng 4/2026, T4/2026, tháng Tư."""
    if not cursor.take("tháng"):
        after = cursor.ahead(1)
        if not cursor.take("t .", "t") or after is None or (after.spaced and cursor.word(-1) != "."):
            return None
    number = _month_number(cursor)
    if number is None or (cursor.word() == "/" and cursor.number(1) is not None and cursor.word(2) == "/"):
        return None
    return month(number, year_after(cursor))


def _months_of_year(cursor: Cursor) -> Moment | None:
    """6 tháng đầu năm (2026), chín tháng năm 2026, 6 tháng/2026."""
    token = cursor.token
    count = NUMBER_WORDS.get(token.word, token.number) if token else None
    if count is None or not 1 <= count <= 11:
        return None
    cursor.at += 1
    if not cursor.take("tháng", "t"):
        return None
    part = cursor.take("đầu", "cuối")
    if part:
        year = _year_of_part(cursor)
        return months_of_year(count, part == "cuối", year)
    year = year_after(cursor, bare=False) if count in (6, 9) else None
    return None if year is None else months_of_year(count, False, year)


def _year_of_part(cursor: Cursor) -> int | None:
    year = year_after(cursor)
    if year is None and cursor.take("của năm", "năm"):
        year = year_after(cursor)
    return year


def _half(cursor: Cursor) -> Moment | None:
    """Nửa đầu năm 2026, H1/2026."""
    part = cursor.take("nửa đầu", "nửa cuối", "nửa sau")
    if part and cursor.word() == "năm":
        return months_of_year(6, part != "nửa đầu", _year_of_part(cursor))
    after = cursor.ahead(1)
    if cursor.take("h") and after is not None and not after.spaced:
        number = cursor.take_number(lambda number: number in (1, 2))
        return None if number is None else months_of_year(6, number == 2, year_after(cursor))
    return None


def _quarter(cursor: Cursor) -> Moment | None:
    """Quý IV/2026, quí 4 năm 2026, Q4, quý cuối năm."""
    short = cursor.word() == "q"
    if not cursor.take("quý", "q .", "q"):
        return None
    if not short and cursor.take("đầu năm", "cuối năm"):
        return quarter(1 if cursor.word(-2) == "đầu" else 4, year_after(cursor))
    number = quarter_number(cursor)
    return None if number is None else quarter(number, year_after(cursor))


def quarter_number(cursor: Cursor) -> int | None:
    """I, 1, một; also one torn apart ("I V", "I I")."""
    token, after = cursor.token, cursor.ahead(1)
    if token is None:
        return None
    number = token.number if token.number is not None else token.roman or NUMBER_WORDS.get(token.word)
    if token.text == "I" and after is not None and after.text in ("I", "V") and after.spaced and not after.breaks:
        cursor.at += 1
        number = 4 if after.text == "V" else 2
    if number is not None:
        cursor.at += 1
    return number


def _year(cursor: Cursor) -> Moment | None:
    """Năm 2026; 2026. Not the year of a date whose day was left blank ("…/…/2026")."""
    said = cursor.take("năm") != ""
    if not said and cursor.word(-1) == "/":
        return None
    number = cursor.take_number(lambda number: number in YEARS or (said and number > 999))
    return None if number is None or cursor.word() == "%" else whole_year(number)


def _bare_year(cursor: Cursor) -> Moment | None:
    """Trong năm: the plan's own year."""
    if not cursor.take("năm nay", "năm kế hoạch", "năm") or cursor.word() in ("học", "tiếp", "sau", "trước", "tới"):
        return None
    return None if cursor.number() is not None else whole_year(None)


def bare_day(cursor: Cursor) -> Moment | None:
    """Ngày 15: a day whose month stands elsewhere."""
    if not cursor.take("ngày"):
        return None
    return _day_alone(cursor)


def day_before_dash(cursor: Cursor) -> Moment | None:
    """The 01 of "01 - 15/6/2026"."""
    if cursor.word(1) not in ("-", "đến") or cursor.number(2) is None or cursor.word(3) not in ("/", "tháng"):
        return None
    token = cursor.ahead(4)
    return None if token is None or len(token.text) > 2 else _day_alone(cursor)


def day_before_rhythm(cursor: Cursor) -> Moment | None:
    """The 25 of "trước 25 hằng tháng"."""
    following = cursor.word(2) if cursor.word(1) == "của" else cursor.word(1)
    return _day_alone(cursor) if following in ("hằng", "mỗi") else None


def _day_alone(cursor: Cursor) -> Moment | None:
    number = cursor.take_number(lambda number: 1 <= number <= 31)
    if number is None or cursor.word() in ("làm", "kể", "từ", "sau", "/", "."):
        return None
    return day_of(number, 0)


_RULES: tuple[Rule, ...] = (_dated, _day_in_words, _day_or_month, _months_of_year, _month, _half, _quarter, _year)
