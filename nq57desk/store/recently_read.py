"""The own tasks and updates as they were read last, so that page after page does not decode the whole office anew.

Decides when a record read before still holds: nothing was committed by another connection since (``PRAGMA
data_version``), and no change of this one named it. What a change named is read again, the rest stays; so a cell costs
one row, whoever reads afterwards. Records never change in place, so every reader may have the same ones.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from operator import attrgetter
from typing import Any, TypeVar

from sqlite_utils import Database

from nq57desk.domain.records import kind_of
from nq57desk.store import reads
from nq57desk.store.rows import TABLE

T = TypeVar("T")
KINDS = frozenset({"task", "progress_update"})
"""What there is by the thousand and what every page is computed from."""


@dataclass(slots=True)
class _Held:
    seen: int
    records: list[Any]
    stale: set[str] = field(default_factory=set)
    """The ids that a change named since."""


class RecentlyRead:
    """What one connection read of its own office."""

    def __init__(self, db: Database) -> None:
        self._db = db
        self._held: dict[str, _Held] = {}

    def all_of(self, type_: type[T], office: str, plan_id: str | None, *, own: bool) -> list[T]:
        """As ``reads.all_of``."""
        kind = kind_of(type_).name
        if not own or plan_id is not None or kind not in KINDS:
            return reads.all_of(self._db, type_, office, plan_id)
        (seen,) = self._db.conn.execute("PRAGMA data_version").fetchone()
        held = self._held.get(kind)
        if held is None or held.seen != seen:
            held = self._held[kind] = _Held(seen, reads.all_of(self._db, type_, office, None))
        elif held.stale:
            held.records = _renewed(held, reads.some(self._db, type_, office, held.stale))
            held.records.sort(key=attrgetter(*(("position", "id") if "position" in TABLE[kind].names else ("id",))))
            held.stale.clear()
        return list(held.records)

    def note(self, touched: Mapping[str, Sequence[str]]) -> None:
        """These records may be others now."""
        for kind in KINDS & touched.keys() & self._held.keys():
            self._held[kind].stale.update(touched[kind])

    def forget(self) -> None:
        """Anything may be another now."""
        self._held.clear()


def _renewed(held: _Held, fresh: Sequence[Any]) -> list[Any]:
    return [record for record in held.records if record.id not in held.stale] + list(fresh)
