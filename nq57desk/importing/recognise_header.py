"""Where a list's heading rows stand and what its columns are called.

Decides that a row is a header when at least two of its short texts, and half of them, are wordings of
:mod:`nq57desk.importing.recognise_headings`; that rows below belong to it as far as its cells are merged or split;
and that a row of "(1) (2) (3)" under it only numbers the columns.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from nq57desk.importing.recognise_grid import GridRow
from nq57desk.importing.recognise_headings import (
    INDICATOR,
    TASK,
    UNDERSTOOD,
    is_number_heading,
    is_period_heading,
    is_understood,
    plain,
    weights,
)

_LONGEST_HEADING = 120
_DEEPEST = 3
_NUMBER_INITIALS = frozenset("sStTnN#")
_COUNTER = re.compile(r"\(?([0-9]{1,2})\)?\.?")
_LETTER = re.compile(r"\(?([A-Ha-h])\)?")
_NUMBERED = re.compile(r"\(?(?:[0-9]+(?:\.[0-9]+)*|[IVXLC]+)[.)]?")
_ROW_NUMBER = re.compile(r"\(?(?:[0-9]{1,3}(?:\.[0-9]{1,3})*|[IVXLC]+)[.)]?")
"""How a row of a list begins, never its header: "19. | Đăng ký kinh phí… | Phòng … | Năm 2026" sounds like one."""
_SUBSTANCE = frozenset({"lead", "coordinating", "supervisor", "responsible", "product", "deadline", "target"})


@dataclass(frozen=True, slots=True)
class Header:
    """Heading rows ``first`` up to, not including, ``end``; ``headings`` by column, levels joined by " / "."""

    first: int
    end: int
    headings: tuple[str, ...]

    @property
    def key(self) -> tuple[str, ...]:
        """What makes two headers the same list's."""
        return tuple(plain(heading) for heading in self.headings if heading)


def find_header(rows: Sequence[GridRow], first: int) -> Header | None:
    """The header that begins in row ``first``; None when that row is none."""
    if not _looks_like_header(rows[first]):
        return None
    header = header_at(rows, first)
    return header if _makes_a_list(header.headings) else None


def header_at(rows: Sequence[GridRow], first: int) -> Header:
    """The header that begins in row ``first``, whatever its words: a person said that it is one."""
    depth = _depth(rows, first)
    headings = _headings(rows[first : first + depth], len(rows[first].texts))
    end = first + depth
    if end < len(rows) and is_counting_row(rows[end]):
        end += 1
    return Header(first, end, headings)


def _looks_like_header(row: GridRow) -> bool:
    filled = [row.texts[at] for at in row.filled()]
    if len(filled) < 2 or any(len(text) > _LONGEST_HEADING for text in filled):
        return False
    if _ROW_NUMBER.fullmatch(filled[0]):
        return False
    understood = sum(1 for text in filled if is_understood(_one_line(text)))
    return understood >= 2 and 2 * understood >= len(filled)


def _makes_a_list(headings: Sequence[str]) -> bool:
    """A list names something and says something of it; numbers and notes alone are no list of ours."""
    named = any(_weight(heading, TASK, INDICATOR) >= UNDERSTOOD for heading in headings)
    substance = any(is_period_heading(heading) or _weight(heading, *_SUBSTANCE) >= UNDERSTOOD for heading in headings)
    return named and substance and len([heading for heading in headings if heading]) > 1


def _weight(heading: str, *fields: str) -> int:
    return max((weight for field, weight in weights(heading) if field in fields), default=0)


def _depth(rows: Sequence[GridRow], first: int) -> int:
    """How many rows the header takes."""
    top = rows[first]
    depth = min(max(top.heights.values(), default=1), _DEEPEST, len(rows) - first)
    if depth == 1 and first + 1 < len(rows) and _is_second_level(top, rows[first + 1]):
        return 2
    return depth


def _is_second_level(top: GridRow, below: GridRow) -> bool:
    """Whether the row below only divides headings that are wider than one column."""
    filled = below.filled()
    if not filled or len(filled) == len(below.texts) or is_counting_row(below):
        return False
    if any(_NUMBERED.fullmatch(below.texts[at]) or len(below.texts[at]) > _LONGEST_HEADING for at in filled):
        return False
    return all(at in _divided(top) for at in filled)


def _divided(top: GridRow) -> set[int]:
    """The columns under headings that reach over several: merged ones, and ones with nothing beside them."""
    divided: set[int] = set()
    for at, text in enumerate(top.texts):
        width = top.spans.get(at, 1)
        while text and at + width < len(top.texts) and not top.texts[at + width]:
            width += 1
        if text and width > 1:
            divided.update(range(at, at + width))
    return divided


def _headings(rows: Sequence[GridRow], columns: int) -> tuple[str, ...]:
    levels: list[list[str]] = [[] for _ in range(columns)]
    for depth, row in enumerate(rows):
        under = rows[depth + 1] if depth + 1 < len(rows) else None
        for at, text in enumerate(_spread(row, under)):
            if text and (not levels[at] or levels[at][-1] != text):
                levels[at].append(text)
    return _distinct([" / ".join(level) for level in levels])


def _spread(row: GridRow, under: GridRow | None) -> list[str]:
    """The row's headings, each over all the columns it reaches."""
    texts = [_one_line(text) for text in row.texts]
    for at, text in enumerate(list(texts)):
        if not text:
            continue
        for right in range(at + 1, at + row.spans.get(at, 1)):
            texts[right] = text
        right = at + row.spans.get(at, 1)
        while under is not None and right < len(texts) and not texts[right] and under.texts[right]:
            texts[right] = text
            right += 1
    return texts


def _one_line(text: str) -> str:
    return " ".join(text.split())


def _distinct(headings: Sequence[str]) -> tuple[str, ...]:
    """Headings that occur twice get a count, so that no cell hides another."""
    seen: dict[str, int] = {}
    distinct: list[str] = []
    for heading in headings:
        seen[heading] = seen.get(heading, 0) + 1
        distinct.append(f"{heading} ({seen[heading]})" if heading and seen[heading] > 1 else heading)
    return tuple(distinct)


def is_counting_row(row: GridRow) -> bool:
    """Whether the row only counts the columns: (1) (2) (3), 1 2 3, A B 1 2."""
    texts = [row.texts[at] for at in row.filled()]
    if len(texts) < 3:
        return False
    numbers = [int(found.group(1)) for text in texts if (found := _COUNTER.fullmatch(text))]
    letters = [found.group(1).upper() for text in texts if (found := _LETTER.fullmatch(text))]
    if len(numbers) + len(letters) != len(texts):
        return any("=" in text for text in texts) and len(numbers) >= len(texts) - 2 and _counts(numbers)
    return _counts(numbers) if numbers else letters == list("ABCDEFGH"[: len(letters)])


def _counts(numbers: Sequence[int]) -> bool:
    return bool(numbers) and numbers[0] in (1, 2, 3) and all(b > a for a, b in pairwise(numbers))


def could_be_header(row: GridRow) -> bool:
    """A quick look, for each row of a long list, whether a header may begin here."""
    if row.repeated_header:
        return True
    first = next((text for text in row.texts if text), "")
    return first[:1] in _NUMBER_INITIALS and len(first) <= 12 and is_number_heading(first)
