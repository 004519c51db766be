"""Whether a file may be opened at all, decided from its first hundred bytes before SQLite touches it.

Field offsets: https://www.sqlite.org/fileformat2.html#the_database_header
"""

from __future__ import annotations

import sqlite3
from pathlib import Path

from sqlite_utils import Database

from nq57desk.errors import refuse

APPLICATION_ID = 0x4E513537
"""The letters NQ57."""
_LOGS = ("-wal", "-journal")
_MAGIC = b"SQLite format 3\x00"


def check_header(path: Path, newest: int) -> None:
    """Let only a whole file of ours pass, of a version that we know.

    Raises:
        Refused: "store.missing", "store.unreachable", "store.not_ours", "store.damaged" or "store.newer".
    """
    if not path.is_file():
        raise refuse("store.missing", file=path.name)
    try:
        with path.open("rb") as file:
            header = file.read(100)
        size = path.stat().st_size
    except OSError as error:
        raise refuse("store.unreachable", file=path.name) from error
    if len(header) < 100 or not header.startswith(_MAGIC):
        raise refuse("store.not_ours", file=path.name)
    _check_numbers(path, int.from_bytes(header[68:72], "big"), int.from_bytes(header[60:64], "big"), newest)
    _check_length(path, header, size)


def check_pragmas(db: Database, path: Path, newest: int) -> None:
    """The same through SQLite, which also sees what still lies in the write-ahead log.

    Raises:
        Refused: as ``check_header``.
    """
    try:
        (application,) = db.conn.execute("PRAGMA application_id").fetchone()
        (version,) = db.conn.execute("PRAGMA user_version").fetchone()
        tables = {name for (name,) in db.conn.execute("SELECT name FROM sqlite_schema WHERE type = 'table'")}
    except sqlite3.DatabaseError as error:
        if isinstance(error, sqlite3.OperationalError):
            raise
        raise refuse("store.damaged", file=path.name) from error
    _check_numbers(path, application, version, newest)
    if not {"office", "journal"} <= tables:
        raise refuse("store.damaged", file=path.name)


def _check_numbers(path: Path, application: int, version: int, newest: int) -> None:
    if application != APPLICATION_ID:
        raise refuse("store.not_ours", file=path.name)
    if version > newest:
        raise refuse("store.newer", file=path.name, found=version, known=newest)


def _check_length(path: Path, header: bytes, size: int) -> None:
    """A file shorter than its own count of pages was cut; the count holds only where its change counter agrees.

    Beside a log nothing is said: a program that was killed while it wrote left the pages, or the old size, in there.
    """
    if header[24:28] != header[92:96] or any(path.with_name(path.name + log).exists() for log in _LOGS):
        return
    page = int.from_bytes(header[16:18], "big")
    page = 65536 if page == 1 else page
    if size < page * int.from_bytes(header[28:32], "big"):
        raise refuse("store.damaged", file=path.name)
