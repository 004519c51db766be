"""What a target's wording asks for: a number, on which side of it, in which unit.

The words stay as they are; this module decides what they mean:

- "95%" and "đạt 95%" are "="; whether more is also met depends on the indicator's direction, which is decided
  elsewhere. "Từ 80% trở lên", "tối thiểu", "ít nhất", "đạt từ" are ">="; "trên", "vượt" are ">"; "không quá",
  "tối đa" are "<="; "dưới" is "<"; "80-90%" is a range. "Không còn hộ nghèo" is "=" 0.
- "Giảm 20%" and "tăng 15%" keep their number with the note that a change is meant and not a level.
- Of several at once the outer fields are those of the first.
- A number of a date, a document or a list is none of a target's. What has no number is qualitative.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from enum import StrEnum
from functools import lru_cache

from nq57desk.domain import target_words as words
from nq57desk.domain.phrases import LONGEST, Cursor, Token, tokens
from nq57desk.domain.problems import Problem, Severity, problem
from nq57desk.domain.vietnamese import parse_number


class Comparator(StrEnum):
    """On which side of the value the target lies."""

    AT_LEAST = ">="
    MORE = ">"
    EQUAL = "="
    AT_MOST = "<="
    LESS = "<"
    RANGE = "range"
    QUALITATIVE = "qualitative"


@dataclass(frozen=True, slots=True)
class Target:
    """A wording and what it means. ``upper`` is a range's upper bound; ``unit`` "%" or the words after the number.

    ``parts`` holds the single targets of a wording that sets several; empty otherwise.
    """

    text: str
    comparator: Comparator = Comparator.QUALITATIVE
    value: Decimal | None = None
    upper: Decimal | None = None
    unit: str = ""
    parts: tuple[Target, ...] = ()
    problem: Problem | None = None


@dataclass(frozen=True, slots=True)
class _Amount:
    """A target found in the tokens, and between which of them."""

    first: int
    behind: int
    target: Target


@lru_cache(maxsize=4096)
def understand_target(text: str) -> Target:
    """What a target's wording means. Never fails."""
    phrase = unicodedata.normalize("NFC", text)
    if not phrase.strip():
        return Target(text, problem=problem("target.empty", Severity.NOTE))
    if len(phrase) > LONGEST:
        return Target(text, problem=problem("target.too_long"))
    found = tokens(phrase, words.VOCABULARY)
    parts = [part for line in _lines(found) for part in _parts(line, phrase)]
    if not parts:
        return Target(text)
    if len(parts) == 1:
        return replace(parts[0], text=text)
    if all(part.comparator is Comparator.QUALITATIVE and part.problem is None for part in parts):
        return Target(text)
    return replace(parts[0], text=text, parts=tuple(parts))


def _lines(found: Sequence[Token]) -> list[list[Token]]:
    """The tokens, parted at semicolons, line breaks and before list marks, without what stands in parentheses."""
    lines: list[list[Token]] = [[]]
    depth = 0
    for token in found:
        depth += (token.word == "(") - (token.word == ")" and depth > 0)
        if depth or token.word == ")":
            continue
        if token.breaks or token.word == ";":
            lines.append([])
        if token.word != ";":
            lines[-1].append(token)
    return [line for line in lines if line]


def _parts(line: Sequence[Token], phrase: str) -> list[Target]:
    """The targets of one line, each with its own words."""
    amounts = _amounts(line, phrase)
    if not amounts:
        return [Target(_between(line, phrase))] if any(token.word.isalnum() for token in line) else []
    parts: list[Target] = []
    start = 0
    for at, amount in enumerate(amounts):
        following = amounts[at + 1] if at + 1 < len(amounts) else None
        end = _cut(line, amount.behind, following.first) if following else len(line)
        if end is None:
            flaw = problem("target.several_numbers")
            return [*parts, replace(amount.target, text=_between(line[start:], phrase), problem=flaw)]
        parts.append(replace(amount.target, text=_between(line[start:end], phrase)))
        start = end
    return parts


def _between(line: Sequence[Token], phrase: str) -> str:
    words_of_it = " ".join(phrase[line[0].start : line[-1].end].split()).strip("-–+•*,;. ")
    return words_of_it.removeprefix("và ")


def _cut(line: Sequence[Token], start: int, end: int) -> int | None:
    """Where between two numbers the second target's words begin; None if nothing parts them."""
    cuts = [at for at in range(start, end) if line[at].word in (",", "và", ".", "-", "+", "•", ":", "còn")]
    return cuts[-1] if cuts else None


def _amounts(line: Sequence[Token], phrase: str) -> list[_Amount]:
    cursor = Cursor(line)
    found: list[_Amount] = []
    led = True
    while (token := cursor.token) is not None:
        first = cursor.at
        target = _amount(cursor, phrase, led)
        if target is not None:
            found.append(_Amount(first, cursor.at, target))
            led = False
            continue
        cursor.at = first
        if cursor.take(*words.LEADING):
            led = True
        else:
            cursor.at += 1
            led = token.word in (",", "và", ".", "-", "–", "+", "•", "*", ":")
            if token.number is not None:
                _skip_number(cursor)
    return found


def _amount(cursor: Cursor, phrase: str, led: bool) -> Target | None:
    """The target that starts here. ``led``: the words before lead up to a number, so a bare count is meant."""
    before = cursor.word(-1)
    flaw = _remark(cursor)
    if cursor.take(*words.NONE_LEFT) and led and (unit := _unit(cursor, phrase)):
        return Target("", Comparator.EQUAL, Decimal(0), None, unit)
    comparator = _comparator(cursor)
    if comparator is None and before in words.NOT_A_TARGET:
        return None
    cursor.take("khoảng", "đạt", "đến", "mức", "mỗi năm", "mỗi quý", "mỗi tháng", "hằng năm")
    unreadable = _unreadable(cursor, phrase)
    if unreadable:
        return Target("", problem=problem("target.not_a_number", text=unreadable))
    value = _number(cursor, phrase, worded=comparator is not None)
    if value is None:
        return None
    percent = _percent(cursor)
    upper = _upper(cursor, phrase) if comparator in (None, ">=") else None
    percent = percent or (upper is not None and _percent(cursor))
    if not percent and comparator is None and upper is None and not led and flaw is None:
        return None
    unit = "%" if percent else _unit(cursor, phrase)
    if unit.startswith("/") and unit[1:2].isdigit():
        flaw = flaw or problem("target.fraction", Severity.NOTE, text=unit)
    comparator = _afterwards(cursor) or comparator or "="
    if upper is None:
        return Target("", Comparator(comparator), value, None, unit, problem=flaw)
    if upper < value:
        return Target("", problem=problem("target.backwards"))
    return Target("", Comparator.RANGE, value, upper, unit, problem=flaw)


def _remark(cursor: Cursor) -> Problem | None:
    if cursor.take(*words.CHANGE):
        return problem("target.change", Severity.NOTE)
    return problem("target.about", Severity.NOTE) if cursor.take(*words.ABOUT) else None


def _comparator(cursor: Cursor) -> str | None:
    """The bound that stands before a number; of two ("đạt từ trên") the last."""
    found: str | None = None
    while True:
        here = next((sign for sign, phrases in words.COMPARATORS if cursor.take(*phrases)), None)
        if here is None:
            return found
        found = here


def _afterwards(cursor: Cursor) -> str | None:
    return next((sign for sign, phrases in words.AFTERWARDS if cursor.take(*phrases)), None)


_NUMBER = re.compile(r"[0-9]{1,3}(?:[. ][0-9]{3})+(?![0-9])(?:,[0-9]+)?|[0-9]+(?:[.,][0-9]+)*")
_YEARS = range(1990, 2100)
"""Before a colon such a number names the year of a target: "2026: 80%; 2027: 90%"."""
_PART_OF_A_NAME = re.compile(r"[A-ZĐ](?!\w)|\s*/\s*[0-9]+\s*/\s*[0-9]+|\s*/\s*[0-9]{4}|\s*-\s*[A-ZĐ]|/[A-ZĐ]{2}")


def _number(cursor: Cursor, phrase: str, worded: bool) -> Decimal | None:
    """The number that starts here, unless it is one of a date, a name ("57-NQ/TW", "5G") or a list ("1.", "2)")."""
    token = cursor.token
    if token is None:
        return None
    if worded and token.word in words.NUMBER_WORDS and cursor.word(1) != "số" and not _names_a_year(cursor):
        cursor.at += 1
        return Decimal(words.NUMBER_WORDS[token.word])
    match = _NUMBER.match(phrase, token.start)
    if match is None or _PART_OF_A_NAME.match(phrase, match.end()):
        return None
    value = parse_number(match.group())
    if token.number in _YEARS and phrase[match.end() :].lstrip().startswith(":"):
        return None
    _skip_to(cursor, match.end())
    following = cursor.token
    listed = following is not None and following.word in (".", ")") and not following.spaced and cursor.at == 2
    return None if listed else value


def _names_a_year(cursor: Cursor) -> bool:
    """Whether the "năm" here is a year and not five: "cao hơn năm 2025", "cao hơn năm trước"."""
    return cursor.word() == "năm" and (cursor.number(1) is not None or cursor.word(1) in words.OF_A_YEAR)


def _unreadable(cursor: Cursor, phrase: str) -> str:
    """A percentage whose number has no or several readings ("12,5,3%"), stepped over; "" where there is none."""
    match = _NUMBER.match(phrase, cursor.token.start) if cursor.token else None
    if match is None or parse_number(match.group()) is not None or phrase[match.end() :].lstrip()[:1] != "%":
        return ""
    _skip_to(cursor, match.end() + 1)
    return match.group()


def _skip_number(cursor: Cursor) -> None:
    """Past the rest of a number or date that is none of a target's."""
    while cursor.token is not None and not cursor.token.spaced and cursor.word() in (".", ",", "/", "-"):
        if cursor.number(1) is None:
            return
        cursor.at += 2


def _skip_to(cursor: Cursor, end: int) -> None:
    while cursor.token is not None and cursor.token.start < end:
        cursor.at += 1


def _percent(cursor: Cursor) -> bool:
    return cursor.take("%", "phần trăm") != ""


def _upper(cursor: Cursor, phrase: str) -> Decimal | None:
    at = cursor.at
    if cursor.take(*words.RANGE):
        cursor.take("dưới")
        value = _number(cursor, phrase, worded=False)
        if value is not None:
            return value
    cursor.at = at
    return None


def _unit(cursor: Cursor, phrase: str) -> str:
    """The words after a number up to a sign or a word that begins something else: "cuộc/năm", "tỷ đồng"."""
    start = cursor.at
    while (token := cursor.token) is not None and cursor.at - start < 8:
        after_slash = cursor.at > start and cursor.word(-1) == "/"
        if not after_slash and token.word in words.END_OF_UNIT:
            break
        if not (token.word.isalpha() or token.word == "/" or (after_slash and token.number is not None)):
            break
        cursor.at += 1
    if cursor.at == start:
        return ""
    return " ".join(phrase[cursor.tokens[start].start : cursor.tokens[cursor.at - 1].end].split())
