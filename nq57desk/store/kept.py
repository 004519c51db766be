"""The own records as they were read last, kept until something changes them, here or in another process.

After a change of ours only the records that it touched are read again.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from operator import attrgetter
from typing import Any, TypeVar

from sqlite_utils import Database

from nq57desk.domain.records import RecordKind, kind_of
from nq57desk.store import reads

T = TypeVar("T")


class Kept:
    """See the module. Lists that it gives are the caller's own."""

    def __init__(self, db: Database) -> None:
        self._db = db
        self._seen = -1
        self._lists: dict[str, list[Any]] = {}
        self._touched: dict[str, set[str]] = {}

    def all_of(self, type_: type[T], office: str, plan_id: str | None, *, own: bool) -> list[T]:
        """As ``reads.all_of``; only the own office's records are kept."""
        if not own:
            return reads.all_of(self._db, type_, office, plan_id)
        (seen,) = self._db.conn.execute("PRAGMA data_version").fetchone()
        if seen != self._seen:
            self.forget()
            self._seen = seen
        kind = kind_of(type_)
        if kind.name not in self._lists:
            self._lists[kind.name] = reads.all_of(self._db, type_, office, None)
        elif touched := self._touched.get(kind.name):
            self._lists[kind.name] = self._patched(type_, kind, office, touched)
        self._touched.pop(kind.name, None)
        return _of_plan(kind, self._lists[kind.name], plan_id)

    def _patched(self, type_: type[Any], kind: RecordKind, office: str, touched: set[str]) -> list[Any]:
        left = [record for record in self._lists[kind.name] if record.id not in touched]
        left += reads.some(self._db, type_, office, sorted(touched))
        placed = any(form.name == "position" for form in kind.fields)
        return sorted(left, key=attrgetter("position", "id") if placed else attrgetter("id"))

    def note(self, touched: Mapping[str, Iterable[str]]) -> None:
        """These records may have changed."""
        for kind, ids in touched.items():
            self._touched.setdefault(kind, set()).update(ids)

    def forget(self) -> None:
        """Anything may have changed."""
        self._lists.clear()
        self._touched.clear()


def _of_plan(kind: RecordKind, records: list[Any], plan_id: str | None) -> list[Any]:
    if plan_id is None or not kind.by_plan:
        return list(records)
    if kind.name == "plan":
        return [record for record in records if record.id == plan_id]
    return [record for record in records if record.plan_id == plan_id]
