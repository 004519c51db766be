"""Whole copies of a database, checked before they count, and how one of them takes the database's place.

A copy is made by SQLite's own backup (never by copying a live file), read again, flushed to the disk and only then
given its name: "2026-11-05T081500 truoc-khi-gop.nq57backup".
"""

from __future__ import annotations

import os
import re
import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path

from sqlite_utils import Database

from nq57desk import paths
from nq57desk.domain.vietnamese import fold
from nq57desk.errors import refuse
from nq57desk.sentences.disk import why as reason_of
from nq57desk.store.connection import connect, refusals
from nq57desk.store.guard import check_header, check_pragmas
from nq57desk.store.migrations import VERSION

SUFFIX = ".nq57backup"
_SIDE_FILES = ("-wal", "-shm", "-journal")
"""What SQLite keeps beside a database and would apply to whatever file bears its name."""
_NAME = re.compile(r"(\d{4}-\d\d-\d\dT\d{6})(?: ([^ (]+))?(?: \((\d+)\))?" + re.escape(SUFFIX))
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
        Refused: "store.disk_full", "store.read_only", "store.backup_bad", "store.backup_failed" and what
            ``connection.refusals`` names.
    """
    with _answered_for(folder):
        folder.mkdir(parents=True, exist_ok=True)
        path = _free_name(folder, at, why)
        with _part(path) as part:
            _copy(db, part)
            part.replace(path)
            paths.sync_folder(folder)
    return path


@contextmanager
def _answered_for(place: Path) -> Iterator[None]:
    """What the disk does to us, through SQLite or without it, is told and no fault of ours."""
    try:
        with refusals(str(place)):
            yield
    except OSError as error:
        raise refuse("store.backup_failed", folder=place, reason=reason_of(error)) from error


@contextmanager
def _part(path: Path) -> Iterator[Path]:
    """The file that becomes ``path``; in the end nothing of it is left beside."""
    part = paths.part_of(path)
    try:
        yield part
    finally:
        for name in (part, *_beside(part)):
            with suppress(OSError):
                name.unlink(missing_ok=True)


def _beside(database: Path) -> list[Path]:
    return [database.with_name(database.name + suffix) for suffix in _SIDE_FILES]


def _free_name(folder: Path, at: datetime, why: str) -> Path:
    reason = _NOT_PLAIN.sub("-", fold(why)).strip("-")[:40]
    stem = f"{at:%Y-%m-%dT%H%M%S} {reason}".strip()
    path, more = folder / f"{stem}{SUFFIX}", 2
    while path.exists():
        path, more = folder / f"{stem} ({more}){SUFFIX}", more + 1
    return path


def _copy(db: Database, part: Path) -> None:
    """Copy, flush, and read the copy again from the disk, as far as the system lets what it remembers be forgotten."""
    part.unlink(missing_ok=True)
    with closing(sqlite3.connect(part, isolation_level=None)) as target:
        db.conn.backup(target)
        target.execute("PRAGMA journal_mode=DELETE")
    with part.open("rb+") as file:
        os.fsync(file.fileno())
        if hasattr(os, "posix_fadvise"):
            os.posix_fadvise(file.fileno(), 0, 0, os.POSIX_FADV_DONTNEED)
    with closing(connect(part, read_only=True)) as again:
        verify(again.conn, part)


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
    """The backups of a folder, newest first; other files are passed over.

    Of one second the number behind the reason tells which came later, then the file's own time.
    """
    found: list[tuple[datetime, int, int, Backup]] = []
    for path in folder.glob(f"*{SUFFIX}"):
        parts = _NAME.fullmatch(path.name)
        if parts:
            at, about = datetime.fromisoformat(parts[1]), path.stat()
            one = Backup(path, at, parts[2] or "", about.st_size)
            found.append((at, int(parts[3] or 1), about.st_mtime_ns, one))
    return [one for *_order, one in sorted(found, key=lambda each: each[:3], reverse=True)]


def since(folder: Path, day: date) -> bool:
    """Whether there is a backup of a day or a later one, as the names tell."""
    names = (_NAME.fullmatch(path.name) for path in folder.glob(f"*{SUFFIX}"))
    return any(parts[1] >= day.isoformat() for parts in names if parts)


def files_named(backup: Path) -> frozenset[str]:
    """The files beside the database that its rows name: evidence by SHA-256, issued papers by SHA-256 and ending.

    Raises:
        Refused: it is no whole database of ours, or is newer.
    """
    check_header(backup, VERSION)
    with refusals(backup.name), closing(connect(backup, read_only=True)) as db:
        check_pragmas(db, backup, VERSION)
        return named_files(db.conn)


def named_files(conn: sqlite3.Connection) -> frozenset[str]:
    """The same of an open database; deleted rows name theirs too, for deleting can be undone."""
    tables = {name for (name,) in conn.execute("SELECT name FROM sqlite_schema WHERE type = 'table'")}
    found: set[str] = set()
    if "attachment" in tables:
        found |= {name for (name,) in conn.execute("SELECT DISTINCT sha256 FROM attachment")}
    if "issued_paper" in tables:
        for pdf, docx in conn.execute("SELECT pdf, docx FROM issued_paper"):
            found |= {f"{pdf}.pdf", f"{docx}.docx"}
    return frozenset(found)


def counts(backup: Path) -> tuple[int, int, str]:
    """Of a backup that reads through: the own tasks and indicators, and the moment of the journal's newest entry."""
    with refusals(backup.name), closing(connect(backup, read_only=True)) as db:
        own = _own_code(db.conn)
        tasks, indicators = (
            db.conn.execute(f"SELECT count(*) FROM {table} WHERE office = ? AND deleted = 0", (own,)).fetchone()[0]
            for table in ("task", "indicator")
        )
        newest = db.conn.execute("SELECT at FROM journal ORDER BY seq DESC LIMIT 1").fetchone()
        return tasks, indicators, str(newest[0]) if newest else ""


def read_through(backup: Path) -> str:
    """Whose backup it is (the own office's code), after reading every page of it.

    Raises:
        Refused: it is no whole database of ours, or is newer.
    """
    check_header(backup, VERSION)
    with refusals(backup.name), closing(connect(backup, read_only=True)) as db:
        check_pragmas(db, backup, VERSION)
        verify(db.conn, backup)
        return _own_code(db.conn)


def _own_code(conn: sqlite3.Connection) -> str:
    row = conn.execute("SELECT code FROM office WHERE own = 1").fetchone()
    return str(row[0]) if row else ""


def restore(database: Path, backup: Path, at: datetime, *, office: str = "", keep: bool = True) -> Path | None:
    """Put a checked copy of a backup in the database's place; nobody may have the database open.

    With ``office`` the backup must be that office's. Returns the path under which the old database is kept (None where
    there was none, or without ``keep``). Until the copy has the database's name the old one is the database, and from
    then on the copy is: a sudden end leaves one of the two, whole.

    Raises:
        Refused: the backup is no whole database of ours, of another office, or newer; the database is untouched then.
    """
    check_header(backup, VERSION)
    with _answered_for(database.parent), _part(database) as part:
        with refusals(backup.name), closing(connect(backup, read_only=True)) as source:
            check_pragmas(source, backup, VERSION)
            verify(source.conn, backup)
            found = _own_code(source.conn)
            if office and found != office:
                raise refuse("store.backup_other", file=backup.name, found=found, own=office)
            _copy(source, part)
        kept = _keep_old(database, at) if _settled(database) or keep else None
        for beside in _beside(database):
            beside.unlink(missing_ok=True)
        part.replace(database)
        paths.sync_folder(database.parent)
    return kept


def _settled(database: Path) -> bool:
    """Have SQLite finish what lies in the old database's log; whether it is too damaged for that.

    Raises:
        sqlite3.OperationalError: another window or program has it open.
    """
    if not database.exists():
        return False
    try:
        with closing(connect(database)) as old:
            old.conn.execute("BEGIN EXCLUSIVE")
            old.conn.execute("COMMIT")
            old.conn.execute("PRAGMA journal_mode=DELETE")
    except sqlite3.DatabaseError as error:
        if error.sqlite_errorcode & 0xFF in (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED):
            raise
        return True
    except UnicodeDecodeError:  # SQLite's own words for the damage quote the damaged bytes
        return True
    return False


def _keep_old(database: Path, at: datetime) -> Path | None:
    """A plain copy beside, with what SQLite keeps beside it where the database is too damaged to take it in."""
    if not database.exists():
        return None
    kept = database.with_name(f"{database.stem} {at:%Y-%m-%dT%H%M%S}{SUFFIX}")
    for suffix in (*_SIDE_FILES, ""):
        source = database.with_name(database.name + suffix)
        if source.exists():
            whole_copy(source, kept.with_name(kept.name + suffix))
    return kept


def whole_copy(source: Path, target: Path) -> None:
    """Copy a file that does not change meanwhile: flushed before it has its name.

    Raises:
        OSError: it cannot be read or written; an older ``target`` is untouched.
    """
    with _part(target) as part:
        shutil.copyfile(source, part)
        with part.open("rb+") as file:
            os.fsync(file.fileno())
        part.replace(target)
    paths.sync_folder(target.parent)
