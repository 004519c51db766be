"""Whether rows that came by merging are still those that were merged, where nothing else tells of a change.

Of another office's rows the journal keeps no images of what came after (the bundle itself is kept), but one hash over
all of them. From the rows in place it is gone back entry by entry through the images of what was before.
"""

from __future__ import annotations

from collections.abc import Iterator

from sqlite_utils import Database

from nq57desk.store import images
from nq57desk.store.images import KindImage
from nq57desk.store.rows import TABLES, KindTable

State = dict[str, dict[str, str]]
"""Kind → id → the row's words; a row that is not there is absent."""


def altered(db: Database) -> Iterator[tuple[int, str]]:
    """(entry, office) of each merge whose rows are not as it left them, the newest of each office."""
    for (office,) in db.conn.execute("SELECT DISTINCT office FROM journal ORDER BY office").fetchall():
        found = _altered_of(db, office)
        if found is not None:
            yield found, office


def _altered_of(db: Database, office: str) -> int | None:
    state: State = {}
    entries = "SELECT seq, before, after FROM journal WHERE office = ? AND undoable ORDER BY seq DESC"
    for seq, packed, after in db.conn.execute(entries, (office,)):
        before = images.unpack(packed)
        kept = images.without_sum(images.unpack(after))[1]
        if before and not state:
            state = {table.name: dict(_in_place(db, table, office)) for table in TABLES}
        if kept and images.sum_of(_lines(state, before)) != kept:
            return int(seq)
        _go_back(state, before)
    return None


def _in_place(db: Database, table: KindTable, office: str) -> Iterator[tuple[str, str]]:
    for one, row_hash, deleted in db.conn.execute(
        f'SELECT id, hash, deleted FROM "{table.name}" WHERE office = ?', (office,)
    ):
        yield one, images.row_words(one, row_hash, deleted)


def _lines(state: State, before: dict[str, KindImage]) -> Iterator[tuple[str, str]]:
    for table in TABLES:
        if table.name in before:
            rows = state[table.name]
            yield table.name, " ".join(rows[one] for one in sorted(before[table.name].ids()) if one in rows)


def _go_back(state: State, before: dict[str, KindImage]) -> None:
    for kind, image in before.items():
        for row in image.as_mappings():
            state[kind][row["id"]] = images.row_words(row["id"], row["hash"], row["deleted"])
        for one in image.absent:
            state[kind].pop(one, None)
