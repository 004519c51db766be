"""The order of rows as whole numbers with room between them, so that inserting one row moves no other.

Decides how the order of a list is kept when it is read again: rows that still stand in order keep their positions,
the others are put between them; only where no room is left is the whole list spread anew.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence

STEP = 1024


def place_in_order(current: Sequence[int | None]) -> tuple[int, ...]:
    """New positions, strictly rising, for rows given in their new order with their present positions (None: new)."""
    kept = _longest_rising(current)
    placed: list[int] = []
    for at, run_end in _runs(len(current), kept):
        low = placed[-1] if placed else -1
        count = run_end - at
        high = current[run_end] if run_end < len(current) else None
        room = _between(low, high, count)
        if room is None:
            return tuple(STEP * (place + 1) for place in range(len(current)))
        placed += room
        if high is not None:
            placed.append(high)
    return tuple(placed)


def _runs(length: int, kept: Sequence[int]) -> list[tuple[int, int]]:
    """The stretches between kept places: (first, the kept place that ends it or the length)."""
    ends = [*kept, length]
    starts = [0, *(place + 1 for place in kept)]
    return [(start, end) for start, end in zip(starts, ends, strict=True) if start < length]


def _between(low: int, high: int | None, count: int) -> list[int] | None:
    if high is None:
        base = max(low, 0)
        return [base + STEP * (place + 1) for place in range(count)]
    if high - low <= count:
        return None
    return [low + (high - low) * (place + 1) // (count + 1) for place in range(count)]


def _longest_rising(current: Sequence[int | None]) -> list[int]:
    """The places of the longest strictly rising run of present positions (patience sorting)."""
    tails: list[int] = []
    tail_at: list[int] = []
    before: dict[int, int] = {}
    for at, position in enumerate(current):
        if position is None or position < 0:
            continue
        pile = bisect_left(tails, position)
        if pile:
            before[at] = tail_at[pile - 1]
        tails[pile : pile + 1] = [position]
        tail_at[pile : pile + 1] = [at]
    rising: list[int] = []
    place = tail_at[-1] if tail_at else None
    while place is not None:
        rising.append(place)
        place = before.get(place)
    return rising[::-1]
