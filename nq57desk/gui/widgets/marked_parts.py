"""Which parts of a text stand out in a cell, and from where on a long text is shown so that the first of them is seen.

The text keeps its spelling; what stands out is marked by a ground and an underline, never by colour alone.
"""

from __future__ import annotations

from collections.abc import Iterator

Ranges = tuple[tuple[int, int], ...]
"""(start, length) of each part, in order."""
MARKER = "#FFE08A"
_LEAD = 30
"""How much of a long text stays before its first part."""


def near_first(text: str, found: Ranges, fits: int) -> tuple[str, Ranges]:
    """The text from a little before its first part if that would not be seen, and the parts' places in it."""
    first = found[0][0] if found else 0
    if first < fits - 10:
        return text, found
    cut = max(0, first - _LEAD)
    return "…" + text[cut:], tuple((start - cut + 1, length) for start, length in found if start >= cut)


def inside(found: Ranges, start: int, end: int) -> Iterator[tuple[int, int]]:
    """First and end of what of each part lies between two places of the text."""
    for first, length in found:
        begin, last = max(first, start), min(first + length, end)
        if begin < last:
            yield begin, last
