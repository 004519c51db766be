"""What a proposal for the office's own records would change: staged, checked, compared by content hash.

Deleting a record deletes what hangs under it. A live record needs its parents alive. Text is made NFC here at the
latest, so two spellings of the same letters never differ.
"""

from __future__ import annotations

import json
import unicodedata
from collections.abc import Iterator
from itertools import groupby, islice
from typing import Any

from sqlite_utils import Database

from nq57desk.domain import records
from nq57desk.domain.changes import ChangeKind, Proposal, Proposed
from nq57desk.domain.problems import NOWHERE
from nq57desk.domain.records import Record
from nq57desk.errors import Refused, refuse
from nq57desk.store.reading import Read
from nq57desk.store.rings import find_rings
from nq57desk.store.rows import TABLE, TABLES, KindTable, as_json, quoted
from nq57desk.store.schema import UNIQUE
from nq57desk.store.staging import BATCH, NO_PLACE, Stage, in_place, note_ids, note_parents, put, reader


def compare_own(db: Database, stage: Stage, proposal: Proposal) -> None:
    """Stage a proposal for the stage's office.

    Raises:
        Refused: "store.unknown_kind", "store.duplicate_id", "store.bad_record", "store.dangling",
            "store.ring", "store.twice_in_period": each names its record, and nothing stays staged.
    """
    for kind, batch in _batches(proposal):
        _stage_batch(db, stage, TABLE[kind], batch)
    _cascade(db, stage)
    _find_dangling(db, stage)
    find_rings(db, stage)
    find_twice(db, stage)
    if stage.problems:
        raise Refused(*stage.problems)


def _batches(proposal: Proposal) -> Iterator[tuple[str, list[Proposed]]]:
    for kind, group in groupby(proposal.records, key=lambda proposed: proposed.kind):
        if kind not in TABLE:
            raise refuse("store.unknown_kind", kind=kind)
        while batch := list(islice(group, BATCH)):
            yield kind, batch


def _nfc(value: Any) -> Any:
    if isinstance(value, str):
        return unicodedata.normalize("NFC", value)
    return [_nfc(item) for item in value] if isinstance(value, list) else value


def _content(record: Record, extra: str | None) -> tuple[dict[str, Any], str]:
    """The record's content with its canonical JSON; ``extra``: unknown fields that the row in place keeps."""
    fields = records.content(record)
    text = as_json(fields)
    if not unicodedata.is_normalized("NFC", text):
        fields = {name: _nfc(value) for name, value in fields.items()}
        text = as_json(fields)
    return fields, text if extra is None else as_json({**fields, **json.loads(extra)})


def _read(stage: Stage, proposed: Proposed, record: Record, extra: str | None) -> Read | None:
    try:
        if records.kind_of(type(record)).name != proposed.kind or record.id != proposed.id or not record.id:
            raise ValueError(proposed.kind)
        values, digest, _ = reader(proposed.kind).fields(*_content(record, extra))
    except (ValueError, TypeError, KeyError) as error:
        stage.wrong("store.bad_record", proposed.place, kind=proposed.kind, id=proposed.id, what=str(error)[:100])
        return None
    return values, digest, extra


def _place(stage: Stage, proposed: Proposed) -> int:
    if proposed.place is NOWHERE:
        return NO_PLACE
    stage.places.append(proposed.place)
    return len(stage.places) - 1


def _stage_batch(db: Database, stage: Stage, table: KindTable, batch: list[Proposed]) -> None:
    ids = [proposed.id for proposed in batch]
    note_ids(stage, table.name, ids)
    present = in_place(db, table, stage.office, ids)
    kept: list[tuple[Any, ...]] = []
    for proposed in batch:
        was = present.get(proposed.id)
        if proposed.record is None:
            _stage_deletion(db, stage, table, proposed, alive=was is not None and not was[1])
            continue
        read = _read(stage, proposed, proposed.record, None if was is None else was[3])
        if read is None:
            continue
        change = _change(read, was)
        stage.found(table.name, change)
        if change is not ChangeKind.SAME:
            place = _place(stage, proposed)
            kept.append((stage.number, change, place, proposed.id, 0, read[1], 0, read[2], *read[0]))
    put(db, table, kept)
    note_parents(stage, table, (row[8:] for row in kept))


def _change(read: Read, was: tuple[Any, ...] | None) -> ChangeKind:
    if was is None or was[1]:
        return ChangeKind.NEW
    return ChangeKind.SAME if was[0] == read[1] else ChangeKind.EDITED


def copy_rows(table: KindTable) -> str:
    """INSERT … SELECT that stages rows in place (as m) as deleted; takes stage, change, place, cause.

    The cause is the field whose record is deleted, where a row goes because of it.
    """
    columns = quoted(("id", "revision", "hash", "deleted", "extra", *table.names), "")
    read = f"m.id, m.revision, m.hash, 1, m.extra, {quoted(table.names, 'm.')}"
    return f"INSERT INTO {table.stage} (_stage, _change, _place, _cause, {columns}) SELECT ?, ?, ?, ?, {read}"


def _stage_deletion(db: Database, stage: Stage, table: KindTable, proposed: Proposed, *, alive: bool) -> None:
    stage.found(table.name, ChangeKind.DELETED if alive else ChangeKind.SAME)
    if alive:
        values = (stage.number, ChangeKind.DELETED, _place(stage, proposed), None, stage.office, proposed.id)
        db.conn.execute(f'{copy_rows(table)} FROM "{table.name}" AS m WHERE m.office = ? AND m.id = ?', values)


def _cascade(db: Database, stage: Stage) -> None:
    """Stage what hangs under a deleted record, unless the proposal says itself what becomes of it."""
    if not any(counts[ChangeKind.DELETED] for counts in stage.counts.values()):
        return
    for table in TABLES:
        for field, parent in table.kind.parents.items():
            if not stage.many(parent, ChangeKind.DELETED):
                continue
            while _cascade_once(db, stage, table, field, TABLE[parent]) and parent == table.name:
                pass


def _cascade_once(db: Database, stage: Stage, table: KindTable, field: str, parent: KindTable) -> int:
    cursor = db.conn.execute(
        f"""{copy_rows(table)} FROM "{table.name}" AS m WHERE m.office = ? AND m.deleted = 0
        AND m."{field}" IN (SELECT id FROM {parent.stage} WHERE _stage = ? AND _change = 'deleted')
        AND m.id NOT IN (SELECT id FROM {table.stage} WHERE _stage = ?)""",
        (stage.number, ChangeKind.DELETED, NO_PLACE, field, stage.office, stage.number, stage.number),
    )
    if cursor.rowcount:
        stage.found(table.name, ChangeKind.DELETED, cursor.rowcount)
        staged = f"SELECT id FROM {table.stage} WHERE _stage = ? AND _cause IS NOT NULL"
        rows = db.conn.execute(staged, (stage.number,))
        stage.ids.setdefault(table.name, set()).update(record_id for (record_id,) in rows)
    return cursor.rowcount


def _find_dangling(db: Database, stage: Stage) -> None:
    """A row that will live needs each parent staged alive, or in place and not staged for deletion."""
    for table in TABLES:
        if not stage.counts.get(table.name):
            continue
        for field, parent_name in table.kind.parents.items():
            parent = TABLE[parent_name]
            required = next(form.default is None for form in table.forms if form.name == field)
            rows = db.conn.execute(
                f"""SELECT s.id, s."{field}", s._place FROM {table.stage} AS s
                WHERE s._stage = :stage AND s.deleted = 0 AND CASE WHEN s."{field}" IS NULL THEN :required ELSE
                s."{field}" NOT IN (SELECT id FROM {parent.stage} WHERE _stage = :stage AND deleted = 0)
                AND NOT EXISTS (SELECT 1 FROM "{parent.name}" AS m
                    WHERE m.office = :office AND m.id = s."{field}" AND m.deleted = 0
                    AND m.id NOT IN (SELECT id FROM {parent.stage} WHERE _stage = :stage AND deleted = 1)) END""",
                {"stage": stage.number, "office": stage.office, "required": required},
            )
            for record_id, value, place in rows.fetchall():
                found = stage.places[place] if place >= 0 else NOWHERE
                stage.wrong("store.dangling", found, kind=table.name, id=record_id, field=field, parent=value or "")


def find_twice(db: Database, stage: Stage) -> None:
    """What there is once for each period must be once in what is staged and in what stays as it is."""
    for kind, fields in UNIQUE.items():
        if not stage.counts.get(kind):
            continue
        table = TABLE[kind]
        key = quoted(fields)
        rows = db.conn.execute(
            f"""WITH alive AS (
                SELECT id, {key} FROM {table.stage} WHERE _stage = :stage AND deleted = 0
                UNION ALL
                SELECT m.id, {quoted(fields, "m.")} FROM {table.stage} AS s JOIN "{kind}" AS m
                ON m.office = :office AND m.deleted = 0 AND {" AND ".join(f'm."{f}" = s."{f}"' for f in fields)}
                WHERE s._stage = :stage AND s.deleted = 0
                AND m.id NOT IN (SELECT id FROM {table.stage} WHERE _stage = :stage))
            SELECT min(id), max(id) FROM alive GROUP BY {key} HAVING count(DISTINCT id) > 1""",
            {"stage": stage.number, "office": stage.office},
        )
        for one, other in rows.fetchall():
            stage.wrong("store.twice_in_period", kind=kind, id=one, other=other)
