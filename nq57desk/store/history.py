"""What happened to one of the office's own records, from the journal's images."""

from __future__ import annotations

from sqlite_utils import Database

from nq57desk.domain.records import Record
from nq57desk.store import images
from nq57desk.store.entries import JournalChange
from nq57desk.store.images import KindImage
from nq57desk.store.rows import META, TABLE

_DELETED = META.index("deleted")


def history(db: Database, office: str, kind: str, record_id: str) -> list[JournalChange]:
    """Each entry that touched the record, newest first.

    What it was after an entry is what it was before the next one, and now what stands in its table: so an import's
    image of all its rows is not unpacked for the sake of one.
    """
    rows = db.conn.execute(
        """SELECT e.seq, e.at, e.who, e.action, e.before FROM journal_row AS r
        JOIN journal AS e ON e.seq = r.entry WHERE r.kind = ? AND r.id = ? ORDER BY e.seq DESC""",
        (kind, record_id),
    )
    after = _now(db, office, kind, record_id)
    found = []
    for seq, at, who, action, image in rows:
        before = _record(image, kind, record_id)
        found.append(JournalChange(seq, at, who, action, before, after))
        after = before
    return found


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
