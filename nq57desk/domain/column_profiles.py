"""The clerk's own choice of a list's columns: their order, headings and widths, and which are left out.

Decides that a profile names columns by their key, that a column which it does not name stands after those it does, and
that a profile which would leave no column is none. A list's lines follow their columns; section lines stay.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass, replace

from nq57desk.domain.listings import LineKind, Listing, ListingColumn, ListingLine
from nq57desk.domain.vietnamese import tidy

WIDEST = 100.0
"""The most that a column's relative width may be."""


@dataclass(frozen=True, slots=True)
class ColumnWish:
    """One column as the clerk wants it: "" keeps its heading, a width of 0 is fitted to the contents."""

    key: str
    heading: str = ""
    width: float = 0.0
    hidden: bool = False


Profile = tuple[ColumnWish, ...]


def shaped(listing: Listing, profile: Profile) -> Listing:
    """The list with its columns as the profile has them."""
    order = places([column.key for column in listing.columns], profile)
    if not profile or not order:
        return listing
    wishes = {wish.key: wish for wish in reversed(profile)}
    columns = tuple(_column(listing.columns[at], wishes.get(listing.columns[at].key)) for at in order)
    return replace(listing, columns=columns, lines=tuple(_line(line, order) for line in listing.lines))


def places(keys: Sequence[str], profile: Profile) -> tuple[int, ...]:
    """Which of the columns stand, by their places, in their new order."""
    at = {key: place for place, key in enumerate(keys)}
    named = [at[wish.key] for wish in profile if wish.key in at and not wish.hidden]
    hidden = {wish.key for wish in profile if wish.hidden}
    rest = [place for place, key in enumerate(keys) if place not in named and key not in hidden]
    return tuple(dict.fromkeys([*named, *rest]))


def _column(column: ListingColumn, wish: ColumnWish | None) -> ListingColumn:
    if wish is None:
        return column
    return replace(column, heading=wish.heading or column.heading, width=wish.width or column.width)


def _line(line: ListingLine, order: Sequence[int]) -> ListingLine:
    if line.kind is LineKind.SECTION:
        return line
    return replace(line, cells=tuple(line.cells[at] for at in order))


def written(profile: Profile) -> str:
    """The kept form; "" of an empty one."""
    rows = [[wish.key, tidy(wish.heading), _width(wish.width), int(wish.hidden)] for wish in profile]
    return json.dumps(rows, ensure_ascii=False) if rows else ""


def read(text: str) -> Profile:
    """The profile from its kept form; () where it cannot be read."""
    try:
        rows = json.loads(text) if text else []
        return tuple(ColumnWish(str(key), str(heading), _width(width), bool(off)) for key, heading, width, off in rows)
    except (ValueError, TypeError):
        return ()


def _width(width: float) -> float:
    wanted = float(width)
    return min(max(wanted, 0.0), WIDEST) if wanted == wanted else 0.0
