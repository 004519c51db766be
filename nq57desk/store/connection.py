"""How a database file is opened: which settings every connection has, and what SQLite's own refusals mean to a person.

A committed change survives a power cut (``synchronous=FULL``). The write-ahead log is used on local disks only: it
needs shared memory, which network folders do not give (https://www.sqlite.org/wal.html#overview).
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from sqlite_utils import Database

from nq57desk.errors import refuse
from nq57desk.store.network import on_network

BUSY_SECONDS = 10.0
_CHECKPOINT_PAGES = 8000
_CACHE_KIB = 16_000
_MEANINGS = {
    sqlite3.SQLITE_BUSY: "store.busy",
    sqlite3.SQLITE_LOCKED: "store.busy",
    sqlite3.SQLITE_FULL: "store.disk_full",
    sqlite3.SQLITE_READONLY: "store.read_only",
    sqlite3.SQLITE_IOERR: "store.unreachable",
    sqlite3.SQLITE_CANTOPEN: "store.unreachable",
    sqlite3.SQLITE_CORRUPT: "store.damaged",
    sqlite3.SQLITE_NOTADB: "store.damaged",
}

_BROKEN_RULES = {
    sqlite3.SQLITE_CONSTRAINT_FOREIGNKEY: "store.dangling",
    sqlite3.SQLITE_CONSTRAINT_UNIQUE: "store.twice_in_period",
}


class Watched(Database):
    """A database that tells once that it is about to be changed."""

    before_change: Callable[[], None] | None = None
    """Called before the next transaction begins, then forgotten."""

    def about_to_change(self) -> None:
        """Tell who asked to be told."""
        asked, self.before_change = self.before_change, None
        if asked is not None:
            asked()


@contextmanager
def refusals(path: str = "") -> Iterator[None]:
    """Turn what the disk or another program does to us into a Refused; faults of ours pass through.

    Raises:
        Refused: "store.busy", "store.disk_full", "store.read_only", "store.unreachable" or "store.damaged";
            "store.dangling" or "store.twice_in_period" where a rule of the tables stops what the comparing let pass.
    """
    try:
        yield
    except sqlite3.DatabaseError as error:
        code = getattr(error, "sqlite_errorcode", None)
        meaning = None if code is None else _BROKEN_RULES.get(code) or _MEANINGS.get(code & 0xFF)
        if meaning is None:
            raise
        raise refuse(meaning, file=path) from error
    except UnicodeDecodeError as error:  # SQLite's own words for the damage quote the damaged bytes
        raise refuse("store.damaged", file=path) from error


@contextmanager
def transaction(db: Database) -> Iterator[None]:
    """One transaction that takes the write lock at once; inside another one, a savepoint of it."""
    if db.conn.in_transaction:
        with db.atomic():
            yield
        return
    if isinstance(db, Watched):
        db.about_to_change()
    with refusals():
        db.conn.execute("BEGIN IMMEDIATE")
        try:
            yield
            db.conn.execute("COMMIT")
        except BaseException:
            db.rollback()
            raise


def connect(path: Path, *, read_only: bool = False) -> Watched:
    """A connection with foreign keys on and nothing of the file trusted. Writes nothing to the file.

    It may be used from another thread than the one that opened it, by one thread at a time.
    """
    mode = "ro" if read_only else "rw"
    conn = sqlite3.connect(
        f"{path.absolute().as_uri()}?mode={mode}",
        uri=True,
        timeout=BUSY_SECONDS,
        isolation_level=None,
        check_same_thread=False,
        cached_statements=512,
    )
    for pragma in ("trusted_schema=OFF", "cell_size_check=ON", "foreign_keys=ON", f"cache_size=-{_CACHE_KIB}"):
        conn.execute(f"PRAGMA {pragma}")
    return Watched(conn, recursive_triggers=False, execute_plugins=False, strict=True)


def make_durable(db: Database, path: Path) -> None:
    """Choose the journal for the place where the file lies, and wait for the disk at every commit."""
    wanted = "DELETE" if on_network(path) else "WAL"
    if db.journal_mode.upper() != wanted:
        db.conn.execute(f"PRAGMA journal_mode={wanted}")
    if wanted == "WAL" and db.journal_mode.upper() == wanted:
        _drop_stale_journal(db, path)
    db.conn.execute("PRAGMA synchronous=FULL")
    db.conn.execute(f"PRAGMA wal_autocheckpoint={_CHECKPOINT_PAGES}")


def _drop_stale_journal(db: Database, path: Path) -> None:
    """Who was killed while he changed the kind of journal left the other kind's file, which nobody would ever remove.

    Once the first page was read a journal that held anything has been rolled back, and while this connection holds the
    write-ahead log nobody else can begin one.
    """
    journal = path.with_name(path.name + "-journal")
    if journal.exists():
        db.conn.execute("SELECT count(*) FROM sqlite_schema").fetchone()
        with suppress(OSError):
            journal.unlink()
