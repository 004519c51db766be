"""What people were told is saved, and where it must be found at the end: the measure of the exchange's state machine.

Every edit is a :class:`Write`, which knows what its computer knew of before. A write is over once another one that knew
of it speaks of the same; what is not over must be what the city shows, or stand in a conflict.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

from nq57desk.domain.conflicts import WHOLE, Conflict
from nq57desk.domain.indicators import IndicatorValue
from nq57desk.domain.plan import Task
from nq57desk.domain.progress import ProgressUpdate
from nq57desk.domain.records import Record, content
from nq57desk.store.store import Store

Key = tuple[str, str]
"""Kind and name of a record; of an update or value the name is "task/month", whatever id it got."""
KEPT = "kept"
"""The field of a write that brings a deleted record back, or a decision to keep it."""
_MONTHLY: dict[str, tuple[type[Any], str]] = {
    "progress_update": (ProgressUpdate, "task_id"),
    "indicator_value": (IndicatorValue, "indicator_id"),
}


def said(record: Record, name: str) -> str:
    """A field's value as a conflict tells it."""
    return json.dumps(content(record).get(name), ensure_ascii=False, sort_keys=True, separators=(",", ":"))


@dataclass(frozen=True, slots=True)
class Write:
    """One acknowledged edit of a field (``WHOLE``: a deletion). ``seen``: the numbers of those its computer knew."""

    number: int
    ward: str
    record: Key
    field: str
    value: str
    seen: frozenset[int]
    id: str = ""
    """The id that the record had at its computer."""

    def ends(self, other: Write) -> bool:
        """Whether it takes the other one's place."""
        if other.number not in self.seen or self.ward != other.ward:
            return False
        if self.field == KEPT:
            return other.field == WHOLE and (other.record == self.record or _under(other.record, self.record))
        return other.record == self.record and (self.field == WHOLE or other.field in (WHOLE, self.field))


def _under(record: Key, parent: Key) -> bool:
    return record[0] in _MONTHLY and record[1].rpartition("/")[0] == parent[1]


@dataclass
class Truth:
    """All writes, and which ids the records of a month got."""

    writes: list[Write] = field(default_factory=list)
    names: dict[Key, Key] = field(default_factory=dict)

    def add(self, ward: str, record: Key, name: str, value: str, seen: frozenset[int], record_id: str = "") -> int:
        """Note a write; its number."""
        self.writes.append(Write(len(self.writes), ward, record, name, value, seen, record_id))
        return len(self.writes) - 1

    def key(self, kind: str, record_id: str) -> Key:
        """The name of a record by its id."""
        return self.names.get((kind, record_id), (kind, record_id))

    def about(self, ward: str, conflict: Conflict, known: Iterable[int]) -> frozenset[int]:
        """Which of these writes a conflict speaks of."""
        record = self.key(conflict.kind, conflict.record_id)
        return frozenset(
            number
            for number in known
            if (w := self.writes[number]).ward == ward
            and (
                (w.record == record and conflict.field in (w.field, WHOLE))
                or (conflict.field == WHOLE and _under(w.record, record))
            )
        )

    def missing(self, city: Store, ward: str, taken: frozenset[int], heads: Sequence[frozenset[int]]) -> list[Write]:
        """Of the writes that a city took from a ward, those that it neither shows nor keeps in a conflict.

        ``heads`` are those that each of the ward's newest bundles knows.
        """
        mine = [self.writes[number] for number in sorted(taken)]
        standing = [write for write in mine if not any(other.ends(write) for other in mine)]
        disputes = [(self.key(one.kind, one.record_id), one) for one in city.conflicts(office=ward)]
        return [
            write
            for write in standing
            if not _shown(city, write) and not _disputed(write, disputes) and not self._as_before(write, heads)
            if not _reported_apart(write, standing) and not self._deleted_alike(write, standing)
        ]

    def _deleted_alike(self, write: Write, standing: list[Write]) -> bool:
        """The other computer wrote the same, and then deleted the record."""
        deleted = [one for one in standing if (one.record, one.field) == (write.record, WHOLE)]
        seen = (self.writes[number] for one in deleted for number in one.seen)
        return any((was.record, was.field, was.value) == (write.record, write.field, write.value) for was in seen)

    def _as_before(self, write: Write, heads: Sequence[frozenset[int]]) -> bool:
        """A value that the field had before the sides parted is no change against the other side's change."""
        others = [head for head in heads if write.number not in head]
        return any(
            was.record == write.record and was.field == write.field and was.value == write.value
            for was in (self.writes[number] for number in write.seen)
            if any(was.number in head for head in others)
        )


def _reported_apart(write: Write, standing: list[Write]) -> bool:
    """A report that was deleted again, while the other computer reported the same month without knowing of it."""
    return write.field == WHOLE and any(one.record == write.record and one.id != write.id for one in standing)


def _disputed(write: Write, disputes: list[tuple[Key, Conflict]]) -> bool:
    for key, one in disputes:
        if one.field == WHOLE and (key == write.record or _under(write.record, key)):
            return True
        if (key, one.field) == (write.record, write.field) and write.value in (one.a, one.b):
            return True
    return False


def _shown(store: Store, write: Write) -> bool:
    record = in_place(store, write.ward, write.record)
    if write.field == WHOLE:
        return record is None
    if write.field == KEPT:
        return record is not None
    return record is not None and said(record, write.field) == write.value


def in_place(store: Store, ward: str, record: Key) -> Record | None:
    """The live record of a ward with this name."""
    kind, name = record
    if kind in _MONTHLY:
        type_, of = _MONTHLY[kind]
        parent, _, month = name.rpartition("/")
        found = store.find(type_, office=ward, **{of: parent, "period": month})
        return found[0] if found else None
    task: Record | None = store.get(Task, name, office=ward)
    return task
