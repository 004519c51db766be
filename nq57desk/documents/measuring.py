"""How text would break into lines, for files whose lines are set by Word or Excel themselves.

Needed there for what those programs cannot do alone: a rule as long as a share of its text, a heading
broken into even lines, a row high enough. Measured with the font's own letter widths, in millimetres.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from nq57desk.documents.column_widths import text_width
from nq57desk.documents.layout import Align, Run, Runs, TextStyle
from nq57desk.documents.letters import tidy

_EVENED = 8
"""Centred paragraphs of more lines than this are text, no heading."""
_EVEN_ENOUGH = 1.0
_SLACK = 0.01
_PIECES = re.compile(r"\n| |[^ \n]+")


@lru_cache(maxsize=1 << 14)
def _word(word: str, bold: bool, italic: bool) -> float:
    """The width at a type size of 1 point."""
    return text_width(word.replace("\u00a0", " "), 1.0, bold=bold, italic=italic)


def line_widths(runs: Runs, style: TextStyle, room: float) -> list[float]:
    """The width of each line where lines are at most ``room`` wide; a wider word takes as many as it needs."""
    space = _word(" ", style.bold, style.italic)
    return [width for words in _typed_lines(runs, style) for width in _filled(words, space, style, room)]


def _typed_lines(runs: Runs, style: TextStyle) -> list[list[float]]:
    """The words' widths at 1 point in each typed line."""
    if len(runs) == 1:
        (run,) = runs
        bold, italic = _weight(run, style)
        return [[_word(word, bold, italic) for word in typed.split(" ")] for typed in tidy(run.text).split("\n")]
    lines = [[0.0]]
    for run in runs:
        bold, italic = _weight(run, style)
        for piece in _PIECES.findall(tidy(run.text)):
            if piece == "\n":
                lines.append([0.0])
            elif piece == " ":
                lines[-1].append(0.0)
            else:
                lines[-1][-1] += _word(piece, bold, italic)
    return lines


def _weight(run: Run, style: TextStyle) -> tuple[bool, bool]:
    return style.bold if run.bold is None else run.bold, style.italic if run.italic is None else run.italic


def _filled(words: list[float], space: float, style: TextStyle, room: float) -> Iterator[float]:
    limit = (room + _SLACK) / style.size
    whole = sum(words) + space * (len(words) - 1)
    if whole <= limit:
        yield whole * style.size
        return
    used = -space
    for word in words:
        if used + space + word <= limit:
            used += space + word
            continue
        if used > 0:
            yield used * style.size
        while word > limit:
            yield room
            word -= limit
        used = word
    yield max(used, 0.0) * style.size


def even_room(runs: Runs, style: TextStyle, room: float) -> float:
    """The least room in which a centred heading has no more lines than in ``room``: no word is left alone."""
    lines = len(line_widths(runs, style, room))
    if style.align is not Align.CENTER or not 1 < lines <= _EVENED:
        return room
    low, high = room / lines, room
    while high - low > _EVEN_ENOUGH:
        middle = (low + high) / 2
        if len(line_widths(runs, style, middle)) > lines:
            low = middle
        else:
            high = middle
    return high
