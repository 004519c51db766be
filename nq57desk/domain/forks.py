"""Bundles of one office that forked, merged field by field against what they have in common.

Decides, as a pure function of the sides and of what a person decided, so that the order of arrival never matters:

- A field that only one side changed since the common bundle is taken; the same change on both sides is no conflict.
- Changed differently on both sides: the first side's value is in force (``a``), the other is kept beside it (``b``).
- What only one side added is kept. An update or value that both have for the same task and month is one record, also
  where one side deleted it and made it anew.
- A side that says that it has seen the other's value (``Settled``) has settled that field: its own value is taken.
- A deletion against an edit, of the record or of anything under it, is a conflict with the deletion in force: what was
  deleted never comes back by itself. What hangs under a deleted record is deleted with it, and comes back with it.

Sides come in the order of their counters; "newest common bundle" is asked pair by pair.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from nq57desk.domain.conflicts import DELETED, WHOLE, Settled, conflict_id, seen_mark
from nq57desk.domain.fork_cells import FIELD, merged_cells
from nq57desk.domain.records import KIND, KINDS, canonical
from nq57desk.domain.snapshot import SnapshotLine

Key = tuple[str, str]
"""A record's kind and id."""
Rows = Mapping[Key, SnapshotLine]
ONCE: Mapping[str, tuple[str, ...]] = {
    "progress_update": ("task_id", "period"),
    "indicator_value": ("indicator_id", "period"),
    "reporting_period": ("code",),
}
"""Kinds of which an office has one live record for each combination of these fields."""
_SIGNATURE: Mapping[str, tuple[str, ...]] = {
    "progress_update": ("by", "at", "recorded_on"),
    "indicator_value": ("by", "at"),
    "attachment": ("added_by", "added_at"),
}
"""Who wrote a record and when: it goes with the value in force and is nothing that a person decides about."""
_ORDER = {kind.name: at for at, kind in enumerate(KINDS)}


@dataclass(frozen=True, slots=True)
class Side:
    """One of the newest bundles: its digest and all its records."""

    digest: str
    rows: Rows
    settled: Sequence[Settled] = ()


@dataclass(frozen=True, slots=True)
class Found:
    """A conflict as found: values in canonical JSON, ``base`` "" where nothing is shared."""

    id: str
    kind: str
    record_id: str
    field: str
    base: str
    a: str
    b: str
    a_digest: str
    b_digest: str


@dataclass(frozen=True, slots=True)
class Merged:
    """All records, kinds parents first and ids ascending, and what is in conflict."""

    lines: list[SnapshotLine]
    found: list[Found]


@dataclass(frozen=True, slots=True)
class Question:
    """Whose sides are merged, ``base(i, j)`` the common rows of two of them, ``decided`` values by conflict id."""

    office: str
    year: int
    sides: Sequence[Side]
    base: Callable[[int, int], Rows]
    decided: Mapping[str, str] = field(default_factory=dict)


def rows_of(lines: Iterator[SnapshotLine] | Sequence[SnapshotLine]) -> dict[Key, SnapshotLine]:
    """Records by kind and id."""
    return {(line.kind, line.id): line for line in lines}


def in_order(lines: Iterator[SnapshotLine] | Sequence[SnapshotLine]) -> list[SnapshotLine]:
    """As a snapshot travels: kinds parents first, ids ascending."""
    return sorted(lines, key=lambda line: (_ORDER[line.kind], line.id))


def merge(asked: Question) -> Merged:
    """The merged state; see the module."""
    work = _Work(asked, _with_one_id(asked.sides))
    keys = {key for side in work.sides for key in side.rows}
    lines = [work.settled(key) for key in keys]
    return Merged(in_order(lines), sorted(work.found, key=lambda one: (one.kind, one.record_id, one.field, one.b)))


def same_revision(asked: Question, before: Side, head: Side) -> Merged:
    """One bundle after another in one chain, where one revision of a record came with two contents."""
    work = _Work(replace(asked, sides=(before, head)), (before, head))
    lines = dict(head.rows)
    for key, line in head.rows.items():
        was = before.rows.get(key)
        if was is not None and was.revision == line.revision and _said(was) != _said(line):
            lines[key] = work.settled(key)
    return Merged(in_order(list(lines.values())), work.found)


def _said(line: SnapshotLine | None) -> tuple[bool, bytes] | None:
    return None if line is None else (line.deleted, line.content)


def _with_one_id(sides: Sequence[Side]) -> tuple[Side, ...]:
    """Records that both sides made for one task and month get the id of the first side that has it."""
    ids: dict[tuple[str, ...], str] = {}
    shared = {key for one in sides for key in one.rows if sum(key in other.rows for other in sides) > 1}
    for side in sides:
        for key, once in _onces(side):
            if key in shared:
                ids[once] = key[1]
            else:
                ids.setdefault(once, key[1])
    made = []
    for side in sides:
        rows, renamed = dict(side.rows), dict[Key, str]()
        for key, once in list(_onces(side)):
            taken = side.rows.get((key[0], ids[once]))
            if ids[once] != key[1] and (taken is None or taken.deleted) and key not in shared:
                line = rows.pop(key)
                revision = max(line.revision, taken.revision if taken is not None else 0)
                rows[key[0], ids[once]] = replace(line, id=ids[once], revision=revision)
                renamed[key] = ids[once]
        said = tuple(
            replace(one, record_id=renamed.get((one.kind, one.record_id), one.record_id)) for one in side.settled
        )
        made.append(replace(side, rows=rows, settled=said))
    return tuple(made)


def _onces(side: Side) -> Iterator[tuple[Key, tuple[str, ...]]]:
    for key, line in side.rows.items():
        if line.kind in ONCE and not line.deleted:
            fields = json.loads(line.content)
            yield key, (line.kind, *(str(fields.get(name, "")) for name in ONCE[line.kind]))


class _Work:
    """One merging under way; records are settled once each, parents before what hangs under them."""

    def __init__(self, asked: Question, sides: Sequence[Side]) -> None:
        self.asked = asked
        self.sides = sides
        self.found: list[Found] = []
        self._done: dict[Key, SnapshotLine] = {}
        self._open: set[Key] = set()
        self._ignored: dict[Key, frozenset[int]] = {}
        self._touched: dict[tuple[int, int], frozenset[Key]] = {}
        self._seen = [
            {(one.kind, one.record_id, one.field, mark) for one in side.settled for mark in one.seen} for side in sides
        ]

    def settled(self, key: Key) -> SnapshotLine:
        """The record as it is after merging."""
        if key not in self._done:
            self._open.add(key)
            self._done[key] = self._settle(key)
            self._open.discard(key)
        return self._done[key]

    def _settle(self, key: Key) -> SnapshotLine:
        lines = [side.rows.get(key) for side in self.sides]
        first = lines[0]
        if first is not None and all(_said(line) == _said(first) for line in lines):
            return replace(first, revision=max(line.revision for line in lines if line is not None))
        ignored = self._ignored_for(key)
        live = [at for at, line in enumerate(lines) if line is not None and not line.deleted]
        gone = [at for at in range(len(lines)) if at not in ignored and self._is_gone(key, at)]
        deleters = [i for i in gone if not any(self._restored(key, i, j) or self._outlives(key, i, j) for j in live)]
        keepers = [j for j in live if not any(self._swept(key, i, j) for i in deleters)]
        if not live or (deleters and not keepers):
            return _tombstone(lines)
        merged = self._fields(key, keepers if deleters else live)
        if deleters and not self._kept(key, deleters, keepers, merged):
            return replace(merged, deleted=True)
        return replace(merged, deleted=True) if self._under_deleted(merged) else merged

    def _is_gone(self, key: Key, at: int) -> bool:
        """Deleted on this side, or lacking there although a common bundle had it."""
        line = self.sides[at].rows.get(key)
        if line is not None:
            return line.deleted
        return any(key in self.asked.base(at, other) for other in range(len(self.sides)) if other != at)

    def _restored(self, key: Key, i: int, j: int) -> bool:
        """Whether it was deleted in common already, and side ``j`` brought it back on purpose."""
        was = self.asked.base(i, j).get(key)
        return was is not None and was.deleted

    def _has_seen(self, at: int, key: Key, name: str, text: str) -> bool:
        """Whether a side says that it has seen this value and goes on without it."""
        return bool(self._seen[at]) and (*key, name, seen_mark(text)) in self._seen[at]

    def _outlives(self, key: Key, i: int, j: int) -> bool:
        """Whether side ``j`` keeps the record and knows of the deletion, while ``i`` does not know what it keeps."""
        content = self.sides[j].rows[key].content.decode()
        return self._has_seen(j, key, WHOLE, DELETED) and not self._has_seen(i, key, WHOLE, content)

    def _swept(self, key: Key, i: int, j: int) -> bool:
        """Whether side ``i`` deleted what side ``j`` left as it was, with all under it, or what ``i`` has seen."""
        if self._has_seen(i, key, WHOLE, self.sides[j].rows[key].content.decode()):
            return True
        if key not in self.asked.base(i, j):
            deleted, kept = self.sides[i].rows.get(key), self.sides[j].rows[key]
            return deleted is not None and deleted.content == kept.content and key not in self._changed(j, i)
        return key not in self._changed(j, i)

    def _changed(self, j: int, i: int) -> frozenset[Key]:
        """What side ``j`` changed since it parted from ``i``, and what these records hang under."""
        if (j, i) not in self._touched:
            base, found = self.asked.base(j, i), set[Key]()
            for key, line in self.sides[j].rows.items():
                if key in base and _said(base[key]) == _said(line):
                    continue
                found |= set(self._above(j, key)) if not line.deleted else set()
                if key in base:
                    found.add(key)
            self._touched[j, i] = frozenset(found)
        return self._touched[j, i]

    def _above(self, at: int, key: Key) -> Iterator[Key]:
        seen: set[Key] = set()
        waiting = [key]
        while waiting:
            line = self.sides[at].rows.get(waiting.pop())
            for parent in () if line is None else parents_of(line):
                if parent not in seen:
                    seen.add(parent)
                    waiting.append(parent)
                    yield parent

    def _kept(self, key: Key, deleters: Sequence[int], keepers: Sequence[int], merged: SnapshotLine) -> bool:
        """Note the conflict; whether a person decided that the record stays."""
        base = self.asked.base(deleters[0], keepers[0]).get(key)
        was = "" if base is None else base.content.decode()
        sides = (deleters[0], keepers[0])
        chosen = self._conflict(key, WHOLE, was, (DELETED, merged.content.decode()), sides)
        if chosen == DELETED:
            return False
        self._ignored[key] = self._ignored.get(key, frozenset()) | frozenset(deleters)
        return True

    def _ignored_for(self, key: Key) -> frozenset[int]:
        """The sides whose deletions do not count here, because a person kept a record that this one hangs under."""
        found: frozenset[int] = self._ignored.get(key, frozenset())
        for parent in self._parents_anywhere(key):
            if parent not in self._open and self._anywhere(parent):
                self.settled(parent)
            found |= self._ignored.get(parent, frozenset())
        self._ignored[key] = found
        return found

    def _parents_anywhere(self, key: Key) -> set[Key]:
        lines = (side.rows.get(key) for side in self.sides)
        return {parent for line in lines if line is not None for parent in parents_of(line)}

    def _anywhere(self, key: Key) -> bool:
        return any(key in side.rows for side in self.sides)

    def _under_deleted(self, line: SnapshotLine) -> bool:
        parents = (parent for parent in parents_of(line) if parent not in self._open and self._anywhere(parent))
        return any(self.settled(parent).deleted for parent in parents)

    def _fields(self, key: Key, among: Sequence[int]) -> SnapshotLine:
        lines = {at: self.sides[at].rows[key] for at in among}
        first = lines[among[0]]
        revision = max(line.revision for line in lines.values())
        if all(line.content == first.content for line in lines.values()):
            return replace(first, revision=revision)
        values = {at: json.loads(line.content) for at, line in lines.items()}
        names = {name for fields in values.values() for name in fields}
        merged = {name: self._field(key, name, values) for name in sorted(names - {FIELD})}
        if FIELD in names:
            cells = merged_cells(values, merged, lambda i, j: self._base_fields(key, i, j))
            merged[FIELD] = self._field(key, FIELD, values) if cells is None else cells
        content = canonical({name: value for name, value in merged.items() if value is not _ABSENT})
        return replace(first, content=content, revision=revision)

    def _field(self, key: Key, name: str, values: Mapping[int, Mapping[str, Any]]) -> Any:
        said = {at: fields.get(name, _ABSENT) for at, fields in values.items()}
        if name in _SIGNATURE.get(key[0], ()):
            return said[self._signer(key, tuple(said))]
        standing = [at for at in said if not any(self._outdone(key, name, said, at, j) for j in said)] or list(said)
        first = standing[0]
        chosen = said[first]
        told = {_text(said[first])}
        for other in standing[1:]:
            if _text(said[other]) not in told:
                told.add(_text(said[other]))
                base = self._base_value(key, name, first, other)
                pair = (_text(said[first]), _text(said[other]))
                shown = self._conflict(key, name, base, pair, (first, other))
                if shown != pair[0]:
                    chosen = said[other] if shown == pair[1] else json.loads(shown)
        return chosen

    def _signer(self, key: Key, among: Sequence[int]) -> int:
        """The first side that changed anything of the record."""
        for i in among:
            rows = [self.asked.base(i, j).get(key) for j in among if j != i]
            if not any(was is not None and was.content == self.sides[i].rows[key].content for was in rows):
                return i
        return among[0]

    def _outdone(self, key: Key, name: str, said: Mapping[int, Any], i: int, j: int) -> bool:
        """Whether side ``i`` left the field as it was in common, and ``j`` changed it, or ``j`` has settled it."""
        if i != j and self._has_seen(j, key, name, _text(said[i])) and _text(said[i]) != _text(said[j]):
            return True
        if i == j or key not in self.asked.base(i, j) or self._has_seen(i, key, name, _text(said[j])):
            return False
        was = self._base_value(key, name, i, j)
        return _text(said[i]) == was and _text(said[j]) != was

    def _base_fields(self, key: Key, i: int, j: int) -> Mapping[str, Any]:
        base = self.asked.base(i, j).get(key)
        found: Mapping[str, Any] = {} if base is None else json.loads(base.content)
        return found

    def _base_value(self, key: Key, name: str, i: int, j: int) -> str:
        base = self.asked.base(i, j).get(key)
        return "" if base is None else _text(json.loads(base.content).get(name, _ABSENT))

    def _conflict(self, key: Key, name: str, base: str, pair: tuple[str, str], sides: tuple[int, int]) -> str:
        """Note a conflict between two values; the one that is shown."""
        kind, record_id = key
        asked, (a, b) = self.asked, pair
        one = conflict_id(asked.office, asked.year, kind, record_id, name, frozenset(pair))
        digests = self.sides[sides[0]].digest, self.sides[sides[1]].digest
        if all(found.id != one for found in self.found):
            self.found.append(Found(one, kind, record_id, name, base, a, b, *digests))
        decided = asked.decided.get(one, a)
        return decided if decided == b or name != WHOLE else a


def _tombstone(lines: Sequence[SnapshotLine | None]) -> SnapshotLine:
    known = [line for line in lines if line is not None]
    first = next((line for line in known if line.deleted), known[0])
    return replace(first, deleted=True, revision=max(line.revision for line in known))


class _Absent:
    """A field that a line does not have."""


_ABSENT = _Absent()


def _text(value: Any) -> str:
    return "" if value is _ABSENT else json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def parents_of(line: SnapshotLine) -> list[Key]:
    """The records that a record hangs under."""
    parents = KIND[line.kind].parents
    if not parents:
        return []
    fields = json.loads(line.content)
    return [(kind, fields[name]) for name, kind in parents.items() if fields.get(name)]
