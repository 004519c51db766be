"""Signs of a PDF page put together to lines, and lines to paragraphs.

Decides where a word ends (a gap of a fifth of the letter's size), which signs stand on one line (their middles are
close), and whether a line goes on in the next one: it does when the next line's first word would not have fitted
on it. A text layer knows neither words nor paragraphs, so this is measured, never guessed from the words.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from nq57desk.domain.vietnamese import tidy
from nq57desk.importing.legacy import KEPT_FONT, decode, encoding_of

WORD_GAP = 0.2
"""A gap wider than this part of the letters' size parts two words."""
PIECE_GAP = 7.0
"""Points: a gap this wide that no space fills may part two columns of a page (or is a stretched space)."""
_SUBSET = re.compile(r"^[A-Z]{6}\+")
"""What a PDF puts before the name of a font of which it holds only some letters."""
_ITEM = re.compile(r"[-–+•] \S")
_SLACK = 1.5
"""Points by which a measured width may be off."""


@dataclass(frozen=True, slots=True)
class Sign:
    """One letter of the text layer with its box (points from the page's upper left corner)."""

    text: str
    x0: float
    x1: float
    top: float
    bottom: float
    font: str

    @property
    def size(self) -> float:
        return self.bottom - self.top

    @property
    def middle(self) -> float:
        return (self.top + self.bottom) / 2


@dataclass(frozen=True, slots=True)
class Line:
    """Words side by side without a column's gap between them. ``first_word`` is that word's width in points."""

    text: str
    x0: float
    x1: float
    top: float
    bottom: float
    first_word: float
    bold: bool
    italic: bool
    legacy: bool = False

    @property
    def width(self) -> float:
        return self.x1 - self.x0

    @property
    def middle(self) -> float:
        return (self.x0 + self.x1) / 2

    @property
    def height(self) -> float:
        return self.bottom - self.top


@dataclass(frozen=True, slots=True)
class Frame:
    """The space that lines may fill, left to right, in points."""

    left: float
    right: float

    @property
    def width(self) -> float:
        return self.right - self.left

    @property
    def middle(self) -> float:
        return (self.left + self.right) / 2


def rows_of_signs(signs: Iterable[Sign]) -> list[list[Sign]]:
    """The signs as rows from top to bottom, each from left to right."""
    rows: list[list[Sign]] = []
    middle = 0.0
    for sign in sorted(signs, key=lambda sign: sign.middle):
        if rows and sign.middle - middle < 0.4 * max(sign.size, 1.0):
            rows[-1].append(sign)
        else:
            rows.append([sign])
            middle = sign.middle
    return [sorted(row, key=lambda sign: sign.x0) for row in rows]


def lines_of(signs: Iterable[Sign], column_gap: float = float("inf")) -> list[Line]:
    """Lines from top to bottom, left to right; a row with a gap wider than ``column_gap`` gives several."""
    lines: list[Line] = []
    for row in rows_of_signs(signs):
        start = 0
        for at in range(1, len(row) + 1):
            if at == len(row) or row[at].x0 - row[at - 1].x1 > column_gap:
                line = _line(row[start:at])
                start = at
                if line is not None:
                    lines.append(line)
    return lines


def _line(signs: Sequence[Sign]) -> Line | None:
    text, legacy = _text_of(signs)
    inked = [sign for sign in signs if not sign.text.isspace()]
    if not text or not inked:
        return None
    fonts = [sign.font.lower() for sign in inked]
    return Line(
        text,
        inked[0].x0,
        max(sign.x1 for sign in inked),
        min(sign.top for sign in inked),
        max(sign.bottom for sign in inked),
        _first_word(inked[0], signs),
        all("bold" in font or "black" in font for font in fonts),
        all("italic" in font or "oblique" in font for font in fonts),
        legacy,
    )


def _text_of(signs: Sequence[Sign]) -> tuple[str, bool]:
    """The text with spaces where the gaps are, and whether any of it came from a legacy font."""
    pieces: list[tuple[str, str | None]] = []
    before: Sign | None = None
    for sign in signs:
        space = " " if before is not None and _parts_words(before, sign) else ""
        pieces.append((space + sign.text, encoding_of(_SUBSET.sub("", sign.font))))
        before = sign
    if signs and signs[0].font == KEPT_FONT:
        return " ".join("".join(text for text, _ in pieces).split()), False
    text, legacy = decode(pieces)
    return tidy(text).replace("\n", " "), legacy


def _parts_words(before: Sign, sign: Sign) -> bool:
    return sign.x0 - before.x1 > WORD_GAP * max(before.size, sign.size)


def _first_word(first: Sign, signs: Sequence[Sign]) -> float:
    end = first.x1
    before: Sign | None = None
    for sign in signs[signs.index(first) :]:
        if sign.text.isspace() or (before is not None and _parts_words(before, sign)):
            break
        end, before = sign.x1, sign
    return end - first.x0


def is_centred(line: Line, frame: Frame) -> bool:
    """Whether the line stands in the frame's middle and does not fill it."""
    return abs(line.middle - frame.middle) < 4 and line.x0 - frame.left > 6


def goes_on(line: Line, following: Line, frame: Frame) -> bool:
    """Whether the following line is the same paragraph's: its first word had no room left on this one.

    A list's next item after a closed line begins anew even where it had no room.
    """
    if _ITEM.match(following.text) and line.text[-1:] in ".;:":
        return False
    space = 0.2 * line.height
    room = frame.width - line.width if is_centred(line, frame) else frame.right - line.x1
    return following.first_word + space > room - _SLACK


def join(first: str, second: str) -> str:
    """Two halves of a paragraph that a line's end parted; a word broken after its hyphen or slash stays one word."""
    whole_word = first[-1:] in "-/" and first[-2:-1].isalnum() and second[:1].isalnum()
    return first + second if whole_word or not first or not second else f"{first} {second}"


def cell_text(lines: Sequence[Line], frame: Frame) -> str:
    r"""The text of a table's cell: lines joined to paragraphs, paragraphs parted by ``\n``."""
    paragraphs: list[str] = []
    before: Line | None = None
    for line in lines:
        if before is not None and (_same_row(before, line) or goes_on(before, line, frame)):
            paragraphs[-1] = join(paragraphs[-1], line.text)
        else:
            paragraphs.append(line.text)
        before = line
    return "\n".join(paragraphs)


def _same_row(line: Line, following: Line) -> bool:
    return abs(line.top - following.top) < 0.4 * line.height
