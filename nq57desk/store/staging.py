"""Proposed rows on their way into the temporary tables, each compared by content hash with the row in place.

Only rows that would change something are kept; the same ones are counted. ``quiet`` rows change a table without
changing anything that a person sees: a tombstone that arrives for the first time.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from itertools import repeat

from sqlite_utils import Database

from nq57desk.domain.changes import ChangeKind, ChangeSet, Counts, Source
from nq57desk.domain.problems import Place, Problem, Severity
from nq57desk.domain.snapshot import Snapshot
from nq57desk.errors import Refused, refuse
from nq57desk.store.reading import Columns, Reader
from nq57desk.store.rows import TABLE, TABLES, KindTable, Row, quoted
from nq57desk.store.schema import stage_table

QUIET = "quiet"
REMOVED = "removed"
NO_PLACE = -1
BATCH = 250
_MOST_PROBLEMS = 50


@dataclass(frozen=True, slots=True)
class Batch:
    """Differing rows of one kind, column by column."""

    table: KindTable
    changes: Sequence[str]
    ids: Sequence[str]
    revisions: Sequence[int]
    deleted: Sequence[int]
    read: Columns

    def record_columns(self) -> tuple[Sequence[object], ...]:
        """As a record's table has them after the office's code."""
        return (self.ids, self.revisions, self.read.hashes, self.deleted, self.read.extras, *self.read.values)

    def rows(self, stage: int) -> Iterable[Row]:
        """The rows for ``put``."""
        return zip(repeat(stage), self.changes, repeat(NO_PLACE), *self.record_columns(), strict=False)


@dataclass
class Stage:
    """One compared proposal, until it is applied or discarded."""

    number: int
    office: str
    action: str
    source: Source
    head: int
    """The journal's newest entry when it was compared."""
    places: list[Place] = field(default_factory=list)
    counts: dict[str, Counter[str]] = field(default_factory=dict)
    ids: dict[str, set[str]] = field(default_factory=dict)
    """Every record named, by kind."""
    parents: dict[str, set[str]] = field(default_factory=dict)
    """Every record that is named as a parent."""
    keys: dict[str, set[Row]] = field(default_factory=dict)
    """By kind what stands once for each period: the key fields of live rows of a snapshot."""
    problems: list[Problem] = field(default_factory=list)
    snapshot: Snapshot | None = None
    """What is merged; None for the office's own proposals."""
    fresh: bool = False
    """Whether the office had no row at all."""
    waiting: list[Batch] = field(default_factory=list)
    """What is not in the temporary tables but waits in memory (:mod:`nq57desk.store.waiting`)."""

    def found(self, kind: str, change: str, many: int = 1) -> None:
        """Count a row."""
        self.counts.setdefault(kind, Counter())[change] += many

    def many(self, kind: str, *changes: str) -> int:
        """How many rows of a kind are counted under these changes."""
        counts = self.counts.get(kind, Counter())
        return sum(counts[change] for change in changes)

    def wrong(self, code: str, place: Place | None = None, **words: object) -> None:
        """Note a problem; too many at once end the reading."""
        named = tuple((name, str(value)) for name, value in words.items())
        self.problems.append(Problem(code, Severity.ERROR, place or Place(), named))
        if len(self.problems) >= _MOST_PROBLEMS:
            raise Refused(*self.problems)

    @property
    def writes(self) -> bool:
        """Whether applying it would change any row."""
        return any(change != ChangeKind.SAME and many for kind in self.counts.values() for change, many in kind.items())

    def change_set(self, problems: tuple[Problem, ...] = ()) -> ChangeSet:
        """What callers see of it."""
        by_kind = {kind: as_counts(counts) for kind, counts in self.counts.items()}
        return ChangeSet(self.number, self.action, self.source, by_kind, problems, self.writes)


def as_counts(counts: Counter[str]) -> Counts:
    """Counts for people: quiet rows are the same to them, removed ones deleted."""
    return Counts(
        new=counts[ChangeKind.NEW],
        edited=counts[ChangeKind.EDITED],
        same=counts[ChangeKind.SAME] + counts[QUIET],
        conflict=counts[ChangeKind.CONFLICT],
        deleted=counts[ChangeKind.DELETED] + counts[REMOVED],
    )


def make_tables(db: Database) -> None:
    """Create the temporary tables of this connection."""
    for table in TABLES:
        db.conn.execute(stage_table(table))


def in_place(db: Database, table: KindTable, office: str, ids: Sequence[str]) -> dict[str, Row]:
    """id -> (hash, deleted, revision, extra) of the rows in place among these ids."""
    rows = db.conn.execute(
        f"SELECT m.id, m.hash, m.deleted, m.revision, m.extra FROM json_each(?) AS asked "
        f'CROSS JOIN "{table.name}" AS m ON m.office = ? AND m.id = asked.value',
        (json.dumps(ids), office),
    )
    return {row[0]: row[1:] for row in rows}


def put(db: Database, table: KindTable, rows: Iterable[Row]) -> None:
    """Stage rows: (stage, change, place, id, revision, hash, deleted, extra, field values…)."""
    columns = quoted(("_stage", "_change", "_place", "id", "revision", "hash", "deleted", "extra", *table.names))
    marks = "?, " * 8 + table.bind
    db.conn.executemany(f"INSERT INTO {table.stage} ({columns}) VALUES ({marks})", rows)


def note_ids(stage: Stage, kind: str, ids: Sequence[str]) -> None:
    """Remember which records are named, and find those named twice."""
    seen = stage.ids.setdefault(kind, set())
    before = len(seen)
    if len(ids) == len(set(ids)):
        overlap = seen.intersection(ids)
        seen.update(ids)
        if len(seen) == before + len(ids):
            return
    else:
        overlap = seen.intersection(ids) | {name for name, many in Counter(ids).items() if many > 1}
        seen.update(ids)
    for record_id in sorted(overlap):
        stage.wrong("store.duplicate_id", kind=kind, id=record_id)


def note_parents(stage: Stage, table: KindTable, values: Iterable[Row]) -> None:
    """Remember which parents live rows name."""
    rows = list(values)
    for field_name, parent in table.kind.parents.items():
        at = table.names.index(field_name)
        stage.parents.setdefault(parent, set()).update([row[at] for row in rows])


def stage_of(stages: dict[int, Stage], change_set: ChangeSet) -> Stage:
    """The stage of a ChangeSet.

    Raises:
        Refused: "store.not_staged": it was applied or discarded before, or compared by another Store.
    """
    stage = stages.get(change_set.stage)
    if stage is None:
        raise refuse("store.not_staged")
    return stage


def clear(db: Database, stage: Stage, *, alone: bool) -> None:
    """Take a stage's rows out of the temporary tables; ``alone``: no other stage is waiting."""
    for table in TABLES:
        if alone:
            db.conn.execute(f"DELETE FROM {table.stage}")
        else:
            db.conn.execute(f"DELETE FROM {table.stage} WHERE _stage = ?", (stage.number,))


def reader(kind: str) -> Reader:
    """The reader of one kind's content, made once."""
    if kind not in _READERS:
        raise refuse("store.unknown_kind", kind=kind)
    return _READERS[kind]


_READERS = {name: Reader(table) for name, table in TABLE.items()}
