"""Which locked period another period belongs to: a lock on a quarter locks its months too."""

from __future__ import annotations

from collections.abc import Iterable

from nq57desk.domain.periods import months, read_period


def locking(period: str, locks: Iterable[str]) -> str:
    """The locked period that a period lies in; "" where none does, or where the text names no period."""
    it = read_period(period)
    if it is None:
        return ""
    mine = set(months(it))
    return next((lock for lock in sorted(locks) if mine <= set(months(lock))), "")
