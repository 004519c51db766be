"""Which own row an assigned one may be.

Decides that a suggestion is no link: what the city's officer linked comes first, then likeness and the document behind
the row (:func:`nq57desk.domain.consolidation.likely`), and each own row is suggested once, for what it is most like.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import lru_cache

from rapidfuzz import fuzz

from nq57desk.domain.assigned_rows import CityRow, OwnRow, Suggestion, Why
from nq57desk.domain.consolidation import ReferenceRow, likely
from nq57desk.domain.names import strict_name
from nq57desk.domain.vietnamese import fold


def likeness(one: str, other: str) -> int:
    """How much two names are alike, in percent."""
    mine, theirs = _compared(one), _compared(other)
    return 100 if mine[0] == theirs[0] else min(99, int(fuzz.ratio(mine[1], theirs[1])))


@lru_cache(maxsize=8192)
def _compared(name: str) -> tuple[str, str]:
    return strict_name(name), fold(name)


def suggestions(
    assigned: Sequence[CityRow], own: Sequence[OwnRow], linked: Mapping[str, str] | None = None
) -> dict[str, Suggestion]:
    """City's id -> the own row that is suggested for it; rows of one kind on both sides.

    ``linked``: the city's id -> the own row that the city's officer linked.
    """
    by_id = {row.id: row for row in own}
    found: dict[str, Suggestion] = {}
    for one in assigned:
        row = by_id.get((linked or {}).get(one.id, ""))
        if row is not None:
            found[one.id] = Suggestion(row.id, likeness(one.name, row.name), Why.CITY)
            del by_id[row.id]
    waiting = [one for one in assigned if one.id not in found]
    while waiting and by_id:
        best = _best_of(waiting, by_id)
        found |= best
        for suggestion in best.values():
            del by_id[suggestion.row_id]
        waiting = [one for one in waiting if one.id not in found] if best else []
    return found


def _best_of(waiting: Sequence[CityRow], free: Mapping[str, OwnRow]) -> dict[str, Suggestion]:
    """Of all that are like the same own row, the one most like it."""
    pairs = likely([_reference(one) for one in waiting], [_reference(row) for row in free.values()])
    best: dict[str, tuple[int, str]] = {}
    for one in waiting:
        row_id = pairs.get(one.id, "")
        if row_id:
            score = likeness(one.name, free[row_id].name)
            if score > best.get(row_id, (-1, ""))[0]:
                best[row_id] = (score, one.id)
    return {
        city_id: Suggestion(row_id, score, Why.SAME if score == 100 else Why.ALIKE)
        for row_id, (score, city_id) in best.items()
    }


def _reference(row: OwnRow | CityRow) -> ReferenceRow:
    return ReferenceRow(row.id, row.name, row.source_document)
