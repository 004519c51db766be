"""What another office's whole plan year, as a bundle brought it, would change here.

The sender's revisions are kept, never restamped. Rows of that office and year which the snapshot lacks go; rows that
belong to no year (bodies), or to another year, are taken only when their revision is higher than the one in place.
So any order and any repetition of an office's bundles ends in the same tables.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby, islice
from operator import attrgetter

from sqlite_utils import Database

from nq57desk.domain.changes import ChangeKind
from nq57desk.domain.records import content_hash
from nq57desk.domain.snapshot import Snapshot, SnapshotLine
from nq57desk.errors import Refused, refuse
from nq57desk.store.compare import copy_rows, find_twice
from nq57desk.store.rings import find_rings
from nq57desk.store.rows import TABLE, TABLES, KindTable, Row, as_json
from nq57desk.store.schema import UNIQUE
from nq57desk.store.staging import BATCH, NO_PLACE, QUIET, REMOVED, Stage, in_place, note_ids, put, reader

_NEW = str(ChangeKind.NEW)
_STAGED_BEFORE = 8
"""How many columns of a staged row stand before its field values."""


@dataclass(frozen=True, slots=True)
class _Place:
    """The ids in place of the snapshot's year, and whether the lines are those of several bundles."""

    scope: frozenset[str]
    merged: bool


def compare_lines(db: Database, stage: Stage, snapshot: Snapshot, *, merged: bool = False) -> None:
    """Stage a snapshot; ``merged``: the lines of several bundles, where one revision may well have other contents.

    Raises:
        Refused: "store.unknown_kind", "store.duplicate_id", "store.bad_record", "store.dangling",
            "store.ring", "store.other_year", "store.twice_in_period": each names its record, and nothing stays staged.
    """
    stage.fresh = not _any_row(db, snapshot.office)
    scope = {} if stage.fresh else _scope(db, snapshot)
    for kind, batch in _batches(snapshot):
        table = TABLE[kind]
        _note(stage, kind, batch)
        staged = _differing(db, stage, table, batch, _Place(scope.get(kind, frozenset()), merged))
        put(db, table, staged if "year" not in table.names else _of_year(stage, table, staged, snapshot.year))
    _find_dangling(db, stage)
    find_rings(db, stage)
    for kind, ids in scope.items():
        _stage_removals(db, stage, TABLE[kind], ids - stage.ids.get(kind, set()))
    if not _all_once(stage):
        find_twice(db, stage)
    if stage.problems:
        raise Refused(*stage.problems)


def _note(stage: Stage, kind: str, batch: list[SnapshotLine]) -> None:
    note_ids(stage, kind, [line.id for line in batch])
    for line in batch:
        if not line.id or line.revision < 0:
            stage.wrong("store.bad_record", kind=kind, id=line.id, what="id")


def _any_row(db: Database, office: str) -> bool:
    """Every other kind hangs under a plan."""
    kinds = ("org_unit", "reporting_period", "plan")
    tests = " OR ".join(f"EXISTS (SELECT 1 FROM {kind} WHERE office = :office)" for kind in kinds)
    return bool(db.conn.execute(f"SELECT {tests}", {"office": office}).fetchone()[0])


def _batches(snapshot: Snapshot) -> Iterator[tuple[str, list[SnapshotLine]]]:
    for kind, group in groupby(snapshot.lines, key=attrgetter("kind")):
        if kind not in TABLE:
            raise refuse("store.unknown_kind", kind=kind)
        while batch := list(islice(group, BATCH)):
            yield kind, batch


def _scope(db: Database, snapshot: Snapshot) -> dict[str, frozenset[str]]:
    """The ids in place that belong to the snapshot's year, by kind."""
    scope: dict[str, frozenset[str]] = {}
    for table in TABLES:
        if "year" in table.names:
            where, value = "year = ?", str(snapshot.year)
        elif "plan_id" in table.names:
            where, value = "plan_id IN (SELECT value FROM json_each(?))", as_json(sorted(scope["plan"]))
        else:
            continue
        rows = db.conn.execute(f'SELECT id FROM "{table.name}" WHERE office = ? AND {where}', (snapshot.office, value))
        scope[table.name] = frozenset(record_id for (record_id,) in rows)
    return scope


def _differing(db: Database, stage: Stage, table: KindTable, batch: list[SnapshotLine], place: _Place) -> Iterator[Row]:
    """The rows to stage of one batch. A line with the hash of the row in place is not even parsed."""
    parse = reader(table.name).line
    present = {} if stage.fresh else in_place(db, table, stage.office, [line.id for line in batch])
    parents = [(stage.parents.setdefault(parent, set()).add, at) for parent, at in _parents(table)]
    counts = stage.counts.setdefault(table.name, Counter())
    once = [table.names.index(name) for name in UNIQUE.get(table.name, ())]
    keys = stage.keys.setdefault(table.name, set())
    for line in batch:
        was = present.get(line.id)
        if was is not None and _against(was, content_hash(line.content), line, place) == ChangeKind.SAME:
            counts[ChangeKind.SAME] += 1
            continue
        try:
            values, digest, extra = parse(line.content)
        except (ValueError, TypeError) as error:
            stage.wrong("store.bad_record", kind=line.kind, id=line.id, what=str(error)[:100])
            continue
        change = QUIET if line.deleted else _NEW
        if was is not None:
            change = _against(was, digest, line, place)
        counts[change] += 1
        if change == ChangeKind.SAME:
            continue
        for add, at in parents:
            add(values[at])
        if once and not line.deleted:
            keys.add(tuple([values[at] for at in once]))
        yield (stage.number, change, NO_PLACE, line.id, line.revision, digest, line.deleted, extra, *values)


def _all_once(stage: Stage) -> bool:
    """Whether nothing can stand twice in one period: all rows are new, and each has a period of its own."""
    return stage.fresh and all(len(stage.keys.get(kind, ())) == stage.many(kind, ChangeKind.NEW) for kind in UNIQUE)


def _of_year(stage: Stage, table: KindTable, rows: Iterator[Row], year: int) -> Iterator[Row]:
    at = _STAGED_BEFORE + table.names.index("year")
    for row in rows:
        if row[at] != year:
            stage.wrong("store.other_year", kind=table.name, id=row[3], year=row[at], expected=year)
        yield row


def _parents(table: KindTable) -> list[tuple[str, int]]:
    return [(parent, table.names.index(field)) for field, parent in table.kind.parents.items()]


def _against(was: Row, digest: str, line: SnapshotLine, place: _Place) -> str:
    """What a line is against the (hash, deleted, revision) in place."""
    in_hash, in_deleted, in_revision, _extra = was
    same = in_hash == digest and in_deleted == line.deleted
    if same and in_revision == line.revision:
        return ChangeKind.SAME
    if line.id not in place.scope and line.revision < in_revision:
        return ChangeKind.SAME
    if same or (in_deleted and line.deleted):
        return QUIET
    if in_revision == line.revision and not place.merged:
        return ChangeKind.CONFLICT
    if in_deleted:
        return ChangeKind.NEW
    return ChangeKind.DELETED if line.deleted else ChangeKind.EDITED


def _find_dangling(db: Database, stage: Stage) -> None:
    """A snapshot is whole: every parent that a differing row names is in it, "" where none is needed."""
    for parent, named in stage.parents.items():
        missing = named - stage.ids.get(parent, set()) - {""}
        if missing or "" in named:
            _name_dangling(db, stage, parent, missing)


def _name_dangling(db: Database, stage: Stage, parent: str, missing: set[str]) -> None:
    for table in TABLES:
        for field in (field for field, of in table.kind.parents.items() if of == parent):
            required = next(form.default is None for form in table.forms if form.name == field)
            rows = db.conn.execute(
                f"""SELECT id, "{field}" FROM {table.stage} WHERE _stage = ? AND CASE WHEN "{field}" IS NULL THEN ?
                ELSE "{field}" IN (SELECT value FROM json_each(?)) END""",
                (stage.number, required, as_json(sorted(missing))),
            )
            for record_id, value in rows.fetchall():
                stage.wrong("store.dangling", kind=table.name, id=record_id, field=field, parent=value or "")


def _stage_removals(db: Database, stage: Stage, table: KindTable, ids: frozenset[str]) -> None:
    """Rows that the snapshot lacks go; an unchanged row must not hang under one of them."""
    if not ids:
        return
    gone = as_json(sorted(ids))
    for child in TABLES:
        for field in (field for field, of in child.kind.parents.items() if of == table.name):
            rows = db.conn.execute(
                f"""SELECT id, "{field}" FROM "{child.name}" WHERE office = ? AND "{field}" IN
                (SELECT value FROM json_each(?)) AND id NOT IN (SELECT id FROM {child.stage} WHERE _stage = ?)""",
                (stage.office, gone, stage.number),
            )
            for record_id, value in rows.fetchall():
                if record_id in stage.ids.get(child.name, ()):
                    stage.wrong("store.dangling", kind=child.name, id=record_id, field=field, parent=value)
    rows = db.conn.execute(
        f"""{copy_rows(table)} FROM "{table.name}" AS m WHERE m.office = ?
        AND m.id IN (SELECT value FROM json_each(?)) RETURNING 1""",
        (stage.number, REMOVED, NO_PLACE, None, stage.office, gone),
    )
    stage.found(table.name, REMOVED, len(rows.fetchall()))
