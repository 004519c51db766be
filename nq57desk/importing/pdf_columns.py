"""Texts that stand side by side on a PDF page without rules between them: letterheads and signatures.

Decides that two columns are those that an empty strip parts over at least two rows of text; a line in the page's
middle (a title) ends them.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from statistics import median

from nq57desk.importing.pdf_words import Frame, Line

_WIDE_GUTTER, _NARROWEST_GUTTER = 18.0, 7.0
_STAMP_HEIGHT = 130.0
"""Points that a signature's stamp may take between the title and the name."""


@dataclass(frozen=True, slots=True)
class SideBySide:
    """Lines left and right of an empty strip."""

    left: tuple[Line, ...]
    right: tuple[Line, ...]


def one_line(row: Sequence[Line]) -> Line:
    """A row whose gaps are only stretched spaces, as one line."""
    first, last = row[0], row[-1]
    return replace(
        first,
        text=" ".join(line.text for line in row),
        x1=last.x1,
        top=min(line.top for line in row),
        bottom=max(line.bottom for line in row),
        bold=all(line.bold for line in row),
        italic=all(line.italic for line in row),
        legacy=any(line.legacy for line in row),
    )


def side_by_side(
    rows: Sequence[list[Line]], earliest: int, start: int, frame: Frame
) -> tuple[int, int, SideBySide] | None:
    """Two columns that show themselves in this row: the first row, the row after the last one, and the columns."""
    gutter = _widest_gap(rows[start])
    if gutter.width < _WIDE_GUTTER:
        return None
    kept = [_Split(rows[start], gutter)]
    first, end = start, start + 1
    while end < len(rows) and _near(rows[end - 1], rows[end]) and (split := _split(rows[end], kept, frame)):
        kept.append(split)
        end += 1
    while first > earliest and _touch(rows[first - 1], rows[first]) and (split := _split(rows[first - 1], kept, frame)):
        kept.insert(0, split)
        first -= 1
    if len(kept) < 2:
        return None
    left = tuple(one_line(split.left) for split in kept if split.left)
    right = tuple(one_line(split.right) for split in kept if split.right)
    return first, end, SideBySide(left, right)


def _widest_gap(row: Sequence[Line]) -> Frame:
    gaps = [Frame(before.x1, after.x0) for before, after in pairwise(row)]
    return max(gaps, key=lambda gap: gap.width, default=Frame(0, 0))


@dataclass(frozen=True, slots=True)
class _Split:
    """A row's pieces left and right of the strip that stays empty in it and the rows before it."""

    row: Sequence[Line]
    gutter: Frame

    @property
    def left(self) -> list[Line]:
        return [line for line in self.row if line.middle < self.gutter.middle]

    @property
    def right(self) -> list[Line]:
        return [line for line in self.row if line.middle >= self.gutter.middle]


def _near(above: Sequence[Line], below: Sequence[Line]) -> bool:
    return below[0].top - above[0].bottom < _STAMP_HEIGHT


def _touch(above: Sequence[Line], below: Sequence[Line]) -> bool:
    return min(line.top for line in below) - max(line.bottom for line in above) < 0.6 * above[0].height


def _split(row: Sequence[Line], kept: Sequence[_Split], frame: Frame) -> _Split | None:
    """The row parted by the strip that the rows so far leave empty; None when the row is not part of the columns."""
    gutter = Frame(max(split.gutter.left for split in kept), min(split.gutter.right for split in kept))
    if len(row) == 1 and _is_page_centred(row[0], kept, frame):
        return None
    for line in row:
        if line.middle < gutter.middle:
            gutter = Frame(max(gutter.left, line.x1), gutter.right)
        else:
            gutter = Frame(gutter.left, min(gutter.right, line.x0))
    return _Split(row, gutter) if gutter.width >= _NARROWEST_GUTTER else None


def _is_page_centred(line: Line, kept: Sequence[_Split], frame: Frame) -> bool:
    away = abs(line.middle - frame.middle)
    left = median(other.middle for split in kept for other in split.left[:1] or split.right[:1])
    right = median(other.middle for split in kept for other in split.right[:1] or split.left[:1])
    return away < 12 and away < abs(line.middle - left) and away < abs(line.middle - right)
