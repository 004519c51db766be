"""What happened to one of the office's own records, from the journal's images."""

from __future__ import annotations

from collections.abc import Iterator

from sqlite_utils import Database

from nq57desk.domain.changes import Change, ChangeKind, Source
from nq57desk.domain.records import Record
from nq57desk.store import images
from nq57desk.store.entries import JournalChange, JournalEntry
from nq57desk.store.images import KindImage
from nq57desk.store.rows import META, TABLE, TABLES, KindTable

_DELETED = META.index("deleted")


def history(db: Database, office: str, kind: str, record_id: str) -> list[JournalChange]:
    """Each entry that touched the record, newest first.

    What it was after an entry is what it was before the next one, and now what stands in its table: so an import's
    image of all its rows is not unpacked for the sake of one.
    """
    rows = db.conn.execute(
        """SELECT e.seq, e.at, e.who, e.action, e.source_kind, e.source_name, e.source_digest, e.before
        FROM journal_row AS r JOIN journal AS e ON e.seq = r.entry WHERE r.kind = ? AND r.id = ? ORDER BY e.seq DESC""",
        (kind, record_id),
    )
    after = _now(db, office, kind, record_id)
    found = []
    for seq, at, who, action, *source, image in rows:
        before = _record(image, kind, record_id)
        found.append(JournalChange(seq, at, who, action, before, after, Source(*source)))
        after = before
    return found


def entry_changes(db: Database, entry: JournalEntry) -> Iterator[Change]:
    """Each record that an entry touched and that is another now than before it, parents first."""
    (image,) = db.conn.execute("SELECT before FROM journal WHERE seq = ?", (entry.seq,)).fetchone()
    touched = images.unpack(image)
    now = images.take(db, entry.office, {kind: its.ids() for kind, its in touched.items()})
    for table in TABLES:
        if table.name in touched:
            before, after = _records(table, touched[table.name]), _records(table, now[table.name])
            for one in touched[table.name].ids():
                was, stands = before.get(one), after.get(one)
                if was != stands:
                    yield Change(_what(was, stands), table.name, one, was, stands)


def _what(was: Record | None, stands: Record | None) -> ChangeKind:
    if was is None:
        return ChangeKind.NEW
    return ChangeKind.DELETED if stands is None else ChangeKind.EDITED


def _records(table: KindTable, image: KindImage) -> dict[str, Record]:
    rows = (table.of_image(image.columns, row) for row in image.rows)
    return {row[0]: table.record(row) for row in rows if not row[_DELETED]}


def _now(db: Database, office: str, kind: str, record_id: str) -> Record | None:
    table = TABLE[kind]
    sql = f'SELECT {table.select.format("")} FROM "{kind}" WHERE office = ? AND id = ? AND deleted = 0'
    found: Record | None = next(table.records(db.conn.execute(sql, (office, record_id))), None)
    return found


def _record(data: bytes, kind: str, record_id: str) -> Record | None:
    image = images.unpack(data).get(kind, KindImage())
    table = TABLE[kind]
    found = next((table.of_image(image.columns, row) for row in image.rows if row[0] == record_id), None)
    return None if found is None or found[_DELETED] else table.record(found)
