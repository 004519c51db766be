"""How wide a table's columns are, from what stands in them.

No word of a heading is broken: a column is at least as wide as its longest one. What room is left goes,
step by step, to the column that makes most rows high, so that the whole table becomes as short as it
can. Measured with the font's own letter widths; the same contents always give the same widths.
"""

from __future__ import annotations

import tomllib
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from nq57desk import paths
from nq57desk.documents.form import TableForm

_PT = 25.4 / 72
_FACES = {
    (False, False): "regular",
    (True, False): "bold",
    (False, True): "italic",
    (True, True): "bold_italic",
}
_STEPS = 80
_SAMPLE = 72
_LONGEST_BODY_WORD = 30.0
"""mm: a longer word in a cell does not widen its column, it is broken."""
_WRAPS = 25.0
"""mm: shorter typed lines do not ask for a wider column."""
_LOST = 4.0
"""mm of a line, on average, that its last word leaves free."""
_SPARE = 0.4
"""mm over the longest word, so that rounding never breaks it."""
_HEADER_WEIGHT = 4.0
_NARROW = 9.0
"""mm of text: columns of numbers that take nothing of room to spare."""


@cache
def _letters(face: str) -> dict[str, int]:
    """Advance widths in thousandths of the size; "" for any other letter."""
    source = (paths.resources() / "form" / "letter_widths.toml").read_text(encoding="utf-8")
    groups: dict[str, str | int] = tomllib.loads(source)[face]
    widths = {letter: int(width) for width, letters in groups.items() for letter in str(letters) if width != "other"}
    return {**widths, "": int(groups["other"])}


def text_width(text: str, size: float, *, bold: bool = False, italic: bool = False) -> float:
    """The width in mm of a text on one line."""
    letters = _letters(_FACES[bold, italic])
    other = letters[""]
    return sum(letters.get(letter, other) for letter in text) * size * _PT / 1000


@dataclass(frozen=True, slots=True)
class Contents:
    """What the columns hold: their own headings, headings over several columns, and the rows' texts."""

    headings: tuple[str, ...]
    groups: tuple[tuple[str, range], ...]
    rows: Sequence[tuple[str, ...]]
    section_numbers: tuple[str, ...] = ()
    """Printed bold in the first column: "VIII" is the widest word there."""


@dataclass(frozen=True, slots=True)
class Fitted:
    """Column widths in mm and the type size at which they fit."""

    widths: tuple[float, ...]
    size: float


def fit_columns(contents: Contents, whole: float, size: float, form: TableForm) -> Fitted:
    """Widths that fill ``whole`` mm, at ``size`` or the first smaller size at which no heading's word is broken."""
    words = _word_widths(contents.rows, len(contents.headings))
    for asked in (words, ()):
        for candidate in (size, *form.smaller_sizes):
            least = _least(contents, candidate, 2 * form.padding_x, asked)
            if sum(least) <= whole:
                return Fitted(_shared(contents, least, whole, candidate, 2 * form.padding_x), candidate)
    return Fitted(tuple(round(width * whole / sum(least), 2) for width in least), form.smaller_sizes[-1])


def least_widths(contents: Contents, size: float, form: TableForm) -> list[float]:
    """The width in mm that each column needs so that none of its words is broken."""
    return _least(contents, size, 2 * form.padding_x, _word_widths(contents.rows, len(contents.headings)))


def held_widths(wanted: Sequence[float], least: Sequence[float], whole: float) -> tuple[float, ...]:
    """Relative widths that fill ``whole`` mm, no column below its least; the least alone, where room is short."""
    held: set[int] = set()
    while len(held) < len(wanted):
        room = (whole - sum(least[n] for n in held)) / sum(w for n, w in enumerate(wanted) if n not in held)
        short = {n for n, w in enumerate(wanted) if n not in held and w * room < least[n]}
        if not short:
            return tuple(round(least[n] if n in held else w * room, 2) for n, w in enumerate(wanted))
        held |= short
    return tuple(round(width * whole / sum(least), 2) for width in least)


def _least(contents: Contents, size: float, padding: float, words: Sequence[Sequence[float]]) -> list[float]:
    """The width each column needs for its longest word; ``words``: those of the rows, of which the long ones break."""
    least = [_longest_word(heading, size, bold=True) for heading in contents.headings]
    for title, columns in contents.groups:
        share = _longest_word(title, size, bold=True) / len(columns)
        for column in columns:
            least[column] = max(least[column], share)
    for number in contents.section_numbers:
        least[0] = max(least[0], _longest_word(number, size, bold=True))
    for column, widths in enumerate(words):
        fitting = (width * size for width in widths if width * size <= _LONGEST_BODY_WORD)
        least[column] = max(least[column], *fitting, 0.0)
    return [width + padding + _SPARE for width in least]


def _word_widths(rows: Sequence[tuple[str, ...]], columns: int) -> Sequence[Sequence[float]]:
    """For each column the widths (mm at 1 point) of all words in it: a number in any row must stand unbroken."""
    words: list[set[str]] = [set() for _ in range(columns)]
    for row in rows:
        for column, text in zip(words, row, strict=True):
            column.update(text.split())
    return [tuple(text_width(word, 1.0) for word in column) for column in words]


def _longest_word(text: str, size: float, *, bold: bool = False) -> float:
    return max((text_width(word, size, bold=bold) for word in text.split()), default=0.0)


def _length(text: str, size: float) -> float:
    """How long a text is where it can wrap: its typed lines together, but for the short ones, which never wrap."""
    lines = [text_width(line, size) for line in text.split("\n")]
    return max(sum(width for width in lines if width > _WRAPS), *lines) if len(lines) > 1 else lines[0]


def _sample(rows: Sequence[tuple[str, ...]]) -> Sequence[tuple[str, ...]]:
    """At most _SAMPLE rows, evenly spread."""
    step = max(1, -(-len(rows) // _SAMPLE))
    return rows[::step]


def _shared(contents: Contents, least: list[float], whole: float, size: float, padding: float) -> tuple[float, ...]:
    """The least widths, widened until they fill the whole."""
    widths = list(least)
    weighed = [(_HEADER_WEIGHT, [text_width(text, size, bold=True) for text in contents.headings])]
    weighed += [(1.0, [_length(text, size) for text in row]) for row in _sample(contents.rows)]
    step = (whole - sum(widths)) / _STEPS
    for _ in range(_STEPS):
        gains = _gains(weighed, widths, padding)
        best = max(range(len(widths)), key=gains.__getitem__)
        if gains[best] <= 0:
            break
        widths[best] += step
    return _spread(widths, weighed, whole)


def _gains(weighed: Sequence[tuple[float, list[float]]], widths: Sequence[float], padding: float) -> list[float]:
    """How much each column's widening would shorten the rows in which it is the highest."""
    gains = [0.0] * len(widths)
    rooms = [width - padding for width in widths]
    for weight, texts in weighed:
        lines = [_lines(text, room) for text, room in zip(texts, rooms, strict=True)]
        highest = max(lines)
        if highest > 1:
            column = lines.index(highest)
            gains[column] += weight * highest / rooms[column]
    return gains


def _lines(text: float, room: float) -> float:
    """How many lines a text of this length takes: each but a single one loses part of a word at its end."""
    return text / room if text <= room else text / max(room - _LOST, room / 2)


def _spread(widths: Sequence[float], weighed: Sequence[tuple[float, list[float]]], whole: float) -> tuple[float, ...]:
    """What nobody needed goes to all columns but the narrow ones, by their width."""
    spare = whole - sum(widths)
    wide = [c for c in range(len(widths)) if any(texts[c] > _NARROW for _, texts in weighed)] or list(
        range(len(widths))
    )
    total = sum(widths[c] for c in wide)
    return tuple(round(width + (spare * width / total if c in wide else 0.0), 2) for c, width in enumerate(widths))
