"""Whole copies of a database, checked before they count, and how one of them takes the database's place.

A copy is made by SQLite's own backup (never by copying a live file), read again, flushed to the disk and only then
given its name: "2026-11-05T081500 truoc-khi-gop.nq57backup".
"""

from __future__ import annotations

import os
import re
import shutil
import sqlite3
from contextlib import closing
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from sqlite_utils import Database

from nq57desk.domain.vietnamese import fold
from nq57desk.errors import refuse
from nq57desk.store.connection import connect, refusals
from nq57desk.store.guard import check_header, check_pragmas
from nq57desk.store.migrations import VERSION

SUFFIX = ".nq57backup"
_SIDE_FILES = ("-wal", "-shm")
_NAME = re.compile(r"(\d{4}-\d\d-\d\dT\d{6})(?: ([^ (]+))?(?: \(\d+\))?" + re.escape(SUFFIX))
_NOT_PLAIN = re.compile(r"[^0-9a-z]+")


@dataclass(frozen=True, slots=True)
class Backup:
    """A backup in a folder; ``at`` without zone, as the clock on the wall showed."""

    path: Path
    at: datetime
    why: str
    size: int


def make(db: Database, folder: Path, *, why: str, at: datetime) -> Path:
    """A checked copy in the folder.

    Raises:
        Refused: "store.disk_full", "store.read_only", "store.backup_bad" and what ``connection.refusals`` names.
    """
    with refusals(str(folder)):
        folder.mkdir(parents=True, exist_ok=True)
        path = _free_name(folder, at, why)
        part = path.with_name(f".{path.name}.part")
        try:
            _copy(db, part)
            part.replace(path)
            _flush_folder(folder)
        finally:
            part.unlink(missing_ok=True)
    return path


def _free_name(folder: Path, at: datetime, why: str) -> Path:
    reason = _NOT_PLAIN.sub("-", fold(why)).strip("-")[:40]
    stem = f"{at:%Y-%m-%dT%H%M%S} {reason}".strip()
    path, more = folder / f"{stem}{SUFFIX}", 2
    while path.exists():
        path, more = folder / f"{stem} ({more}){SUFFIX}", more + 1
    return path


def _copy(db: Database, part: Path) -> None:
    part.unlink(missing_ok=True)
    with closing(sqlite3.connect(part, isolation_level=None)) as target:
        db.conn.backup(target)
        verify(target, part)
        target.execute("PRAGMA journal_mode=DELETE")
    with part.open("rb+") as file:
        os.fsync(file.fileno())


def verify(conn: sqlite3.Connection, path: Path) -> None:
    """Read a copy through.

    Raises:
        Refused: "store.backup_bad".
    """
    try:
        found = [text for (text,) in conn.execute("PRAGMA quick_check(5)")]
    except sqlite3.DatabaseError as error:
        found = [str(error)]
    if found != ["ok"]:
        raise refuse("store.backup_bad", file=path.name, what=found[0][:200])


def list_backups(folder: Path) -> list[Backup]:
    """The backups of a folder, newest first; other files are passed over."""
    found: list[Backup] = []
    for path in folder.glob(f"*{SUFFIX}"):
        parts = _NAME.fullmatch(path.name)
        if parts:
            at = datetime.fromisoformat(parts[1])
            found.append(Backup(path, at, parts[2] or "", path.stat().st_size))
    return sorted(found, key=lambda one: (one.at, one.path.name), reverse=True)


def restore(database: Path, backup: Path, at: datetime) -> Path | None:
    """Put a checked copy of a backup in the database's place; nobody may have the database open.

    Returns the path under which the old database is kept (None where there was none).

    Raises:
        Refused: the backup is no whole database of ours, or is newer; the database is untouched then.
    """
    check_header(backup, VERSION)
    part = database.with_name(f".{database.name}.part")
    with refusals(backup.name), closing(connect(backup, read_only=True)) as source:
        check_pragmas(source, backup, VERSION)
        try:
            _copy(source, part)
            kept = _keep_old(database, at)
            for suffix in _SIDE_FILES:
                database.with_name(database.name + suffix).unlink(missing_ok=True)
            part.replace(database)
        finally:
            part.unlink(missing_ok=True)
    _flush_folder(database.parent)
    return kept


def _keep_old(database: Path, at: datetime) -> Path | None:
    """A plain copy beside; the log is folded in before, or copied along where the database is too damaged for that."""
    if not database.exists():
        return None
    try:
        with closing(connect(database)) as old:
            old.conn.execute("PRAGMA journal_mode=DELETE")
    except sqlite3.DatabaseError as error:
        if error.sqlite_errorcode & 0xFF in (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED):
            raise
    kept = database.with_name(f"{database.stem} {at:%Y-%m-%dT%H%M%S}{SUFFIX}")
    for suffix in ("", *_SIDE_FILES):
        source = database.with_name(database.name + suffix)
        if source.exists():
            shutil.copyfile(source, kept.with_name(kept.name + suffix))
    return kept


def _flush_folder(folder: Path) -> None:
    """Make the new name durable too, where the system lets a folder be opened."""
    if os.name == "posix":
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)
