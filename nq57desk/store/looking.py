"""Reading beside the one who writes: a connection of its own, and everything read in it of one moment.

Decides how a long reading is kept from holding up the writing. With the write-ahead log a reader never hinders the
writer (https://www.sqlite.org/wal.html#concurrency). Without it, in a network folder, a reader's lock keeps every
change from being committed; there the database is copied into memory first, so that the lock is held for the copying
only.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sqlite_utils import Database

from nq57desk.store import opening
from nq57desk.store.connection import refusals
from nq57desk.store.store import Store


@contextmanager
def looking(path: Path) -> Iterator[Store]:
    """The database as it is at this moment, to be read only; what is committed meanwhile is not seen.

    Raises:
        Refused: as ``Store.open``; anything that would write is refused with "store.read_only".
    """
    db = opening.open_(path, read_only=True)
    if db.journal_mode.upper() != "WAL":
        db = _in_memory(db, path)
    store = Store(path, db)
    try:
        with store.reading() as conn:
            conn.execute("PRAGMA query_only=ON")
            conn.execute("BEGIN")
            conn.execute("SELECT count(*) FROM office").fetchone()
        yield store
    finally:
        store.close()


def _in_memory(db: Database, path: Path) -> Database:
    """A copy of the whole database; nothing holds the file any more."""
    copy = sqlite3.connect(":memory:", isolation_level=None, check_same_thread=False, cached_statements=512)
    try:
        with refusals(path.name):
            db.conn.backup(copy)
    finally:
        db.close()
    return Database(copy, recursive_triggers=False, execute_plugins=False, strict=True)
