"""How a database comes into being, and how an existing one is opened: guarded, backed up, then migrated."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from datetime import datetime
from pathlib import Path

from sqlite_utils import Database
from sqlite_utils.migrations import Migrations

from nq57desk import paths
from nq57desk.domain.organisation import Office
from nq57desk.errors import refuse
from nq57desk.store import backup, offices
from nq57desk.store.connection import connect, make_durable, refusals
from nq57desk.store.guard import check_header, check_pragmas
from nq57desk.store.migrations import STEPS, VERSION, migrate
from nq57desk.store.schema import PAGE

BACKUPS = "backups"


def create(path: Path, office: Office) -> Database:
    """A new database, made aside and given its name when it is whole.

    Raises:
        Refused: "store.exists".
    """
    if path.exists():
        raise refuse("store.exists", file=path.name)
    path.parent.mkdir(parents=True, exist_ok=True)
    part = paths.part_of(path)
    part.unlink(missing_ok=True)
    try:
        part.touch(exist_ok=False)
        with refusals(path.name), closing(connect(part)) as db:
            db.conn.execute(f"PRAGMA page_size={PAGE}")
            migrate(db)
            offices.put(db, office)
            db.conn.execute("UPDATE office SET own = 1 WHERE code = ?", (office.code,))
        part.rename(path)
    finally:
        part.unlink(missing_ok=True)
    return open_(path)


def open_(path: Path, *, read_only: bool = False, steps: Migrations = STEPS, version: int = VERSION) -> Database:
    """A guarded connection to a database of the newest schema.

    Raises:
        Refused: see ``Store.open``.
    """
    check_header(path, version)
    with refusals(path.name):
        _check_log(path, version)
        db = connect(path, read_only=read_only)
        with _closed_on_failure(db):
            check_pragmas(db, path, version)
            (found,) = db.conn.execute("PRAGMA user_version").fetchone()
            if read_only:
                if found < version:
                    raise refuse("store.older_read_only", file=path.name)
                return db
            if found < version or steps.pending(db):
                backup.make(db, path.parent / BACKUPS, why="truoc khi nang cap", at=datetime.now().astimezone())
                migrate(db, steps, version)
            make_durable(db, path)
    return db


def _check_log(path: Path, version: int) -> None:
    """A newer program's mark may still lie in the write-ahead log only: look without a right to write."""
    if not path.with_name(path.name + "-wal").exists():
        return
    try:
        with closing(connect(path, read_only=True)) as db:
            check_pragmas(db, path, version)
    except sqlite3.OperationalError:
        return  # a log that cannot be read without writing is read by the guarded connection


@contextmanager
def _closed_on_failure(db: Database) -> Iterator[None]:
    try:
        yield
    except BaseException:
        db.close()
        raise


def own_office(db: Database, path: Path) -> Office:
    """The own identity.

    Raises:
        Refused: "store.damaged": there is none.
    """
    found = offices.read(db, "own = 1")
    if not found:
        raise refuse("store.damaged", file=path.name)
    return found[0]
