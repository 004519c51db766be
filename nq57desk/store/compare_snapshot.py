"""What another office's whole plan year, as a bundle brought it, would change here.

The sender's revisions are kept, never restamped. Rows of that office and year which the snapshot lacks go; rows that
belong to no year (bodies), or to another year, are taken only when their revision is higher than the one in place.
So any order and any repetition of an office's bundles ends in the same tables.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import compress, groupby, islice
from operator import attrgetter

from sqlite_utils import Database

from nq57desk.domain.changes import ChangeKind
from nq57desk.domain.records import content_hash
from nq57desk.domain.snapshot import Snapshot, SnapshotLine
from nq57desk.errors import Refused, refuse
from nq57desk.store import waiting
from nq57desk.store.compare import copy_rows, find_twice
from nq57desk.store.reading import Columns, Read
from nq57desk.store.rings import find_rings
from nq57desk.store.rows import TABLE, TABLES, KindTable, Row, as_json
from nq57desk.store.schema import UNIQUE
from nq57desk.store.staging import BATCH, NO_PLACE, QUIET, REMOVED, Batch, Stage, in_place, note_ids, reader

_NEW = str(ChangeKind.NEW)


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
        _note(stage, kind, batch)
        differing = _differing(db, stage, TABLE[kind], batch, _Place(scope.get(kind, frozenset()), merged))
        _check_year(stage, differing, snapshot.year)
        waiting.keep(db, stage, differing)
    if stage.waiting and not (waiting.whole(stage) and _all_once(stage)):
        waiting.pour(db, stage)
    if not stage.waiting:
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


def _differing(db: Database, stage: Stage, table: KindTable, batch: Sequence[SnapshotLine], place: _Place) -> Batch:
    """What differs of one batch. A line with the hash of the row in place is not even parsed."""
    present = {} if stage.fresh else in_place(db, table, stage.office, [line.id for line in batch])
    counts = stage.counts.setdefault(table.name, Counter())
    lines: Sequence[SnapshotLine] = batch
    if present:
        lines = [line for line in batch if not _lies_there(present.get(line.id), line, place)]
        counts[ChangeKind.SAME] += len(batch) - len(lines)
    lines, read = _read(stage, table, lines)
    changes = [QUIET if line.deleted else _NEW for line in lines]
    if present:
        known = zip(lines, changes, read.hashes, strict=True)
        changes = [_change(present.get(line.id), change, digest, line, place) for line, change, digest in known]
    counts.update(changes)
    if ChangeKind.SAME in changes:
        differs = [change != ChangeKind.SAME for change in changes]
        changes, lines = list(compress(changes, differs)), list(compress(lines, differs))
        columns = (*read.values, read.hashes, read.extras)
        *values, hashes, extras = (list(compress(column, differs)) for column in columns)
        read = Columns(values, hashes, extras)
    _note_columns(stage, table, lines, read)
    ids, revisions, deleted = (list(map(attrgetter(name), lines)) for name in ("id", "revision", "deleted"))
    return Batch(table, changes, ids, revisions, list(map(int, deleted)), read)


def _read(stage: Stage, table: KindTable, lines: Sequence[SnapshotLine]) -> tuple[Sequence[SnapshotLine], Columns]:
    """Lines with their columns, all at once where they have the usual form; a wrong one is noted and left out."""
    parse = reader(table.name)
    if len(lines) > 1 and (columns := parse.many([line.content for line in lines])):
        return lines, columns
    good: list[SnapshotLine] = []
    found: list[Read] = []
    for line in lines:
        try:
            found.append(parse.line(line.content))
            good.append(line)
        except (ValueError, TypeError) as error:
            stage.wrong("store.bad_record", kind=line.kind, id=line.id, what=str(error)[:100])
    values = list(zip(*(one[0] for one in found), strict=True)) or [()] * len(table.names)
    return good, Columns(values, [one[1] for one in found], [one[2] for one in found])


def _note_columns(stage: Stage, table: KindTable, lines: Sequence[SnapshotLine], read: Columns) -> None:
    """Remember which parents differing rows name, and which periods the live ones among them fill."""
    for parent, at in _parents(table):
        stage.parents.setdefault(parent, set()).update(read.values[at])
    if once := [table.names.index(name) for name in UNIQUE.get(table.name, ())]:
        filled = zip(*(read.values[at] for at in once), strict=True)
        alive = [not line.deleted for line in lines]
        stage.keys.setdefault(table.name, set()).update(compress(filled, alive))


def _lies_there(was: Row | None, line: SnapshotLine, place: _Place) -> bool:
    return was is not None and _against(was, content_hash(line.content), line, place) == ChangeKind.SAME


def _change(was: Row | None, change: str, digest: str, line: SnapshotLine, place: _Place) -> str:
    return change if was is None else _against(was, digest, line, place)


def _all_once(stage: Stage) -> bool:
    """Whether nothing can stand twice in one period: all rows are new, and each has a period of its own."""
    return stage.fresh and all(len(stage.keys.get(kind, ())) == stage.many(kind, ChangeKind.NEW) for kind in UNIQUE)


def _check_year(stage: Stage, batch: Batch, year: int) -> None:
    if "year" in batch.table.names:
        found = batch.read.values[batch.table.names.index("year")]
        for record_id, its in zip(batch.ids, found, strict=True):
            if its != year:
                stage.wrong("store.other_year", kind=batch.table.name, id=record_id, year=its, expected=year)


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
