"""Taking a change back, and making it again: the rows as they were come back as a new journal entry.

What no bundle has carried away yet comes back exactly, revisions included, and new rows go without a trace. After a
bundle was made, restored rows get a new revision and new rows become tombstones, so that the city learns of it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from sqlite_utils import Database

from nq57desk.domain.changes import Applied, Counts, Source
from nq57desk.domain.records import content_hash
from nq57desk.errors import refuse
from nq57desk.store import bundles, conflicts, images, journal, search
from nq57desk.store.apply import Hand, next_revision, note_rows, own_revision
from nq57desk.store.entries import JournalEntry
from nq57desk.store.images import KindImage
from nq57desk.store.rows import TABLES, KindTable, Row, as_json, quoted
from nq57desk.store.schema import UNIQUE


@dataclass(frozen=True, slots=True)
class _Restoring:
    """``revision`` None: rows come back exactly; else they get this one."""

    office: str
    revision: int | None


_OFFICE_WIDE = ("merge", "resolve")
"""What rests on all of an office's rows: later ones are taken back first."""


def revert(db: Database, entry: JournalEntry, own: str, hand: Hand, action: str) -> Applied:
    """Bring the rows of an entry back to what they were before it, within the open transaction.

    Raises:
        Refused: "store.changed_meanwhile": one of its rows was changed since, or its image was altered.
    """
    before, after = _images_of(db, entry.seq)
    touched = {kind: image.ids() for kind, image in before.items()}
    now = images.take(db, entry.office, touched)
    _check_still(db, entry, now, after)
    own_change = entry.office == own
    revision = next_revision(db, own) if own_change else own_revision(db, own)
    shipped = own_change and _shipped(db, entry)
    _restore(db, _Restoring(entry.office, revision if shipped else None), before)
    search.refresh(db, entry.office, touched, own=own_change)
    back = images.take(db, entry.office, touched)
    counts = {kind: _count(now[kind], back[kind]) for kind in touched}
    written = journal.Written(
        hand.at,
        hand.who,
        action,
        entry.office,
        Source("undo", entry.action, entry.source.digest),
        revision,
        counts,
        conflicts.follow(db, entry.detail),
        undoable=True,
        reverts=entry.seq,
        before=now,
        after=back,
    )
    seq = journal.write(db, written)
    if own_change:
        note_rows(db, seq, touched)
    bundles.follow(db, entry.seq, seq, undone=action == "undo")
    return Applied(seq, counts, {kind: tuple(ids) for kind, ids in touched.items()})


def _images_of(db: Database, seq: int) -> tuple[Mapping[str, KindImage], Mapping[str, KindImage]]:
    before, after = db.conn.execute("SELECT before, after FROM journal WHERE seq = ?", (seq,)).fetchone()
    return images.unpack(before), images.unpack(after)


def _check_still(
    db: Database, entry: JournalEntry, now: Mapping[str, KindImage], after: Mapping[str, KindImage]
) -> None:
    """The rows must be as the entry left them; after a merge, which keeps no image of that, nothing may have come."""
    rows_alone = entry.action not in _OFFICE_WIDE
    if rows_alone and all(set(image.ids()) == set(after.get(kind, KindImage()).ids()) for kind, image in now.items()):
        same = all(_states(image) == _states(after.get(kind, KindImage())) for kind, image in now.items())
    else:
        where = "e.office = ? AND e.seq > ? AND e.undoable AND e.action <> 'undo' AND e.counts <> '{}'"
        same = all(later.undone for later in journal.entries(db, where, (entry.office, entry.seq)))
    if not same:
        raise refuse("store.changed_meanwhile", entry=entry.seq)


def _states(image: KindImage) -> dict[str, tuple[Any, ...]]:
    return {row["id"]: (row["hash"], row["deleted"]) for row in image.as_mappings()}


def _shipped(db: Database, entry: JournalEntry) -> bool:
    """Whether a bundle was made since the entry."""
    sql = "SELECT EXISTS (SELECT 1 FROM made_bundle WHERE revision >= ?)"
    return bool(db.conn.execute(sql, (entry.revision,)).fetchone()[0])


def _restore(db: Database, how: _Restoring, before: Mapping[str, KindImage]) -> None:
    for table in TABLES:
        if table.name in before:
            _free_periods(db, how, table, before[table.name])
    for table in TABLES:
        if table.name in before:
            _put_back(db, how, table, before[table.name])
    for table in reversed(TABLES):
        if table.name in before:
            _take_away(db, how, table, before[table.name].absent)


def _free_periods(db: Database, how: _Restoring, table: KindTable, image: KindImage) -> None:
    if table.name in UNIQUE:
        sql = f'UPDATE "{table.name}" SET deleted = 1 WHERE office = ? AND id IN (SELECT value FROM json_each(?))'
        db.conn.execute(sql, (how.office, as_json(image.ids())))


def _put_back(db: Database, how: _Restoring, table: KindTable, image: KindImage) -> None:
    rows = [_restored(table, table.of_image(image.columns, row), how.revision) for row in image.rows]
    if "parent_id" in table.names:
        parent, position = (table.columns.index(name) for name in ("parent_id", "position"))
        rows.sort(key=lambda row: (row[parent] is not None, row[position]))
    sets = ", ".join(f'"{name}" = excluded."{name}"' for name in table.columns if name != "id")
    marks = ", ".join("?" * len(table.columns))
    db.conn.executemany(
        f'INSERT INTO "{table.name}" ({quoted(table.columns)}, office) VALUES ({marks}, ?) '
        f"ON CONFLICT (office, id) DO UPDATE SET {sets}",
        ((*row, how.office) for row in rows),
    )


def _restored(table: KindTable, row: Row, revision: int | None) -> Row:
    """The hash is made anew: the image may be of an older schema."""
    digest = content_hash(as_json(table.content(row)).encode())
    return (row[0], row[1] if revision is None else revision, digest, *row[3:])


def _take_away(db: Database, how: _Restoring, table: KindTable, ids: list[str]) -> None:
    these = "office = ? AND id IN (SELECT value FROM json_each(?))"
    if how.revision is None:
        db.conn.execute(f'DELETE FROM "{table.name}" WHERE {these}', (how.office, as_json(ids)))
    else:
        sql = f'UPDATE "{table.name}" SET deleted = 1, revision = ? WHERE {these}'
        db.conn.execute(sql, (how.revision, how.office, as_json(ids)))


def _count(before: KindImage, after: KindImage) -> Counts:
    was = {one: state for one, state in _states(before).items() if not state[1]}
    now = {one: state for one, state in _states(after).items() if not state[1]}
    return Counts(
        new=len(now.keys() - was.keys()),
        deleted=len(was.keys() - now.keys()),
        edited=sum(was[one] != now[one] for one in was.keys() & now.keys()),
    )
