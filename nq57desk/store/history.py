"""What happened to one of the office's own records, from the journal's images."""

from __future__ import annotations

from sqlite_utils import Database

from nq57desk.domain.records import Record
from nq57desk.store import images
from nq57desk.store.entries import JournalChange
from nq57desk.store.images import KindImage
from nq57desk.store.rows import META, TABLE

_DELETED = META.index("deleted")


def history(db: Database, kind: str, record_id: str) -> list[JournalChange]:
    """Each entry that touched the record, newest first."""
    rows = db.conn.execute(
        """SELECT e.seq, e.at, e.who, e.action, e.before, e.after FROM journal_row AS r
        JOIN journal AS e ON e.seq = r.entry WHERE r.kind = ? AND r.id = ? ORDER BY e.seq DESC""",
        (kind, record_id),
    )
    return [
        JournalChange(seq, at, who, action, _record(before, kind, record_id), _record(after, kind, record_id))
        for seq, at, who, action, before, after in rows
    ]


def _record(data: bytes, kind: str, record_id: str) -> Record | None:
    image = images.unpack(data).get(kind, KindImage())
    table = TABLE[kind]
    found = next((table.of_image(image.columns, row) for row in image.rows if row[0] == record_id), None)
    return None if found is None or found[_DELETED] else table.record(found)
