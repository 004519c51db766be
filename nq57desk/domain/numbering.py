"""The numbers in a plan's first columns: which are the same, which comes next, and numbering a list anew.

Decides that "1.", "1" and "01" are one number, that "I" is not "1", and how each :class:`Numbering` counts: on
through the sections, anew in each, 1/1.1/1.2 under parents, or two columns of which the first runs on and the second
starts anew in each section (plan 002: "TT" and "Chi tiết"). The way a list writes its numbers ("1." or "1") is kept.
Letters go in Vietnamese order: a, b, c, d, đ, e, g (Nghị định 30/2020/NĐ-CP, annex I, on điểm).
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from nq57desk.domain.plan import Numbering

LETTERS = "abcdđeghiklmnopqrstuvxy"
"""The letters of điểm a), b), c)… in their order."""

_ROMAN = ((100, "C"), (90, "XC"), (50, "L"), (40, "XL"), (10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I"))
_ROMAN_FORM = re.compile(r"C{0,3}(?:XC|XL|L?X{0,3})(?:IX|IV|V?I{0,3})")


def roman(number: int) -> str:
    """Capital Roman numerals.

    Raises:
        ValueError: the number is not 1-399, more than any list of sections.
    """
    if not 1 <= number <= 399:
        raise ValueError(number)
    written = ""
    for value, letters in _ROMAN:
        count, number = divmod(number, value)
        written += letters * count
    return written


def from_roman(text: str) -> int | None:
    """The number that capital Roman numerals say, or None: "XIV" is 14, "IIII", "" and "Đ" are nothing."""
    if not text or not _ROMAN_FORM.fullmatch(text):
        return None
    total, rest = 0, text
    for value, letters in _ROMAN:
        while rest.startswith(letters):
            total, rest = total + value, rest[len(letters) :]
    return total


_BEFORE_PART = re.compile(r"^(?:phụ lục|phần|chương|mục|nhóm|số)\s+", re.IGNORECASE)
_PARTS = re.compile(r"[0-9]+|[^\W\d_]+")


def number_parts(text: str) -> tuple[str, ...]:
    """What decides whether two numbers are the same: "1." → ("1",), "01.2)" → ("1", "2"), "Mục II." → ("II",)."""
    bare = _BEFORE_PART.sub("", text.strip())
    return tuple(part.lstrip("0") or "0" if part.isdecimal() else _letters(part) for part in _PARTS.findall(bare))


def _letters(part: str) -> str:
    return part if from_roman(part) is not None else part.lower()


def same_number(one: str, other: str) -> bool:
    """Whether two cells hold the same number, however it is written; two empty cells do not."""
    parts = number_parts(one)
    return bool(parts) and parts == number_parts(other)


def number_order(text: str) -> tuple[tuple[int, int, str], ...]:
    """A key that puts numbers in the order a person counts: 2 before 10, IX before X, đ after d, 1 before 1.1."""
    return tuple(_part_order(part) for part in number_parts(text))


def _part_order(part: str) -> tuple[int, int, str]:
    if part.isdecimal():
        return (0, int(part), "")
    value = from_roman(part)
    if value is not None:
        return (1, value, "")
    if part in LETTERS and len(part) == 1:
        return (2, LETTERS.index(part), "")
    return (3, 0, part)


_LAST = re.compile(r"^(.*?)([0-9]+|[IVXLC]+|[a-zđA-ZĐ])([^\w]*)$", re.DOTALL)


def next_number(number: str) -> str:
    """The number after this one, written the same way: "9." → "10.", "1.9" → "1.10", "III" → "IV", "d)" → "đ)".

    What is not a number (or has none after it) gives "".
    """
    found = _LAST.match(number.strip())
    if not found:
        return ""
    head, last, tail = found.groups()
    value = from_roman(last)
    if last.isdecimal():
        after = str(int(last) + 1).zfill(len(last))
    elif value is not None:
        after = roman(value + 1) if value < 399 else ""
    else:
        after = _next_letter(last)
    return head + after + tail if after else ""


def _next_letter(letter: str) -> str:
    at = LETTERS.find(letter.lower()) + 1
    if not 0 < at < len(LETTERS):
        return ""
    return LETTERS[at] if letter.islower() else LETTERS[at].upper()


@dataclass(frozen=True, slots=True)
class NumberedRow:
    """What numbering needs of a row; ``section`` and ``parent`` are ids, "" for none."""

    id: str
    section: str = ""
    parent: str = ""
    number: str = ""
    second_number: str = ""


def renumber(rows: Sequence[NumberedRow], numbering: Numbering) -> tuple[NumberedRow, ...]:
    """The rows, in their order, with new numbers; unchanged where the list has no numbering.

    Sub-rows count under their parent: "1.1" where the list is hierarchical or already writes so, a letter where it
    writes letters, and stay without a number where they have none.
    """
    if numbering is Numbering.NONE:
        return tuple(rows)
    ending = _ending([row.number for row in rows if not row.parent])
    second_ending = _ending([row.second_number for row in rows])
    counts: dict[str, int] = {}
    numbers: dict[str, str] = {}

    def count(group: str) -> int:
        counts[group] = counts.get(group, 0) + 1
        return counts[group]

    result = []
    for row in rows:
        anew = numbering is Numbering.PER_SECTION
        if row.parent:
            at = count(f"parent {row.parent}")
            number = _sub_number(row.number, numbers.get(row.parent, ""), at, numbering)
        else:
            number = f"{count(f'section {row.section}' if anew else 'all')}{ending}"
        second = row.second_number
        if numbering is Numbering.DOUBLE:
            second = f"{count(f'second {row.section}')}{second_ending}"
        numbers[row.id] = number
        result.append(NumberedRow(row.id, row.section, row.parent, number, second))
    return tuple(result)


def _sub_number(written: str, parent: str, at: int, numbering: Numbering) -> str:
    bare = written.strip()
    letter = re.fullmatch(r"[a-zđ]([.)]?)", bare)
    if letter and at <= len(LETTERS):
        return LETTERS[at - 1] + letter[1]
    if numbering is not Numbering.HIERARCHICAL and not number_parts(bare):
        return written
    ending = _ending([bare]) if bare else ""
    return f"{parent.rstrip('.) ')}.{at}{ending}"


def _ending(numbers: Sequence[str]) -> str:
    """What the list's first number puts behind it: "1." → "."."""
    first = next((number.strip() for number in numbers if number_parts(number)), "")
    found = re.search(r"[^\w]*$", first)
    return found[0] if found else ""
