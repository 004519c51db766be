"""What can still be read of a damaged database, row by row, without trusting any page of it.

Decides how a row is reached when its table cannot be walked through: from both ends of the primary key, then one by
one by every identifier that anything still readable names (the table's other indexes, the journal, a good backup).
What even so stays out of reach is taken from the journal's own copy of the row.
A row counts only if its content has the hash that it was saved with; so nothing that damage made up gets through.
Where the first page is gone, which holds the list of tables, that of a good backup is laid over a copy: the tables lie
in the same places as long as the schema is the same.
"""

from __future__ import annotations

import shutil
import sqlite3
import zlib
from collections.abc import Iterable, Iterator, Mapping
from contextlib import closing, suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from nq57desk.domain.records import Record, content_hash
from nq57desk.store import images
from nq57desk.store.rows import META, TABLES, KindTable, Row, as_json, quoted

_HASH, _DELETED = META.index("hash"), META.index("deleted")
_UNREADABLE = (sqlite3.Error, UnicodeDecodeError)
"""What reading a damaged page ends in; the second where SQLite's own words for it quote the page."""
_BESIDE = ("made_bundle", "issued_paper", "receipt")
"""Tables that are only added to and that no backup may forget: papers and bundles that left the office."""


@dataclass
class Found:
    """Rows by kind and id: the record, or None where it was deleted. ``torn`` names the kinds with unreadable places.

    ``beside`` holds the rows of other tables as mappings of their columns.
    """

    rows: dict[str, dict[str, Record | None]] = field(default_factory=dict)
    beside: dict[str, list[Mapping[str, Any]]] = field(default_factory=dict)
    torn: list[str] = field(default_factory=list)
    spoiled: int = 0
    """Rows that could be reached but whose content is not what was saved."""


def read(database: Path, good: Path, office: str, scratch: Path) -> Found:
    """Everything of the own office that can be read of a damaged database; ``good`` is a whole backup of it.

    Works on a copy in ``scratch``; the database itself is only read.

    Raises:
        OSError: it cannot be read at all.
    """
    copy = scratch / "damaged.db"
    for suffix in ("", "-wal", "-journal"):
        source = database.with_name(database.name + suffix)
        if source.exists():
            shutil.copyfile(source, copy.with_name(copy.name + suffix))
    if not _has_tables(copy):
        _lay_over(copy, good)
    found = Found()
    with closing(_open(copy)) as conn, closing(_open(good)) as backup:
        told = _from_journal(conn, office)
        for table in TABLES:
            known = _ids(backup, table, office, "") | told[table.name].keys()
            with suppress(*_UNREADABLE):
                _read_table(conn, table, office, known, found)
            _fill_in(table, told[table.name], found)
        for name in _BESIDE:
            found.beside[name] = list(_whole_rows(conn, name))
    return found


def _open(path: Path) -> sqlite3.Connection:
    conn = sqlite3.connect(path, isolation_level=None)
    conn.execute("PRAGMA trusted_schema=OFF")
    conn.execute("PRAGMA cell_size_check=ON")
    conn.text_factory = lambda data: data.decode(errors="replace")
    return conn


def _has_tables(path: Path) -> bool:
    try:
        with closing(_open(path)) as conn:
            return bool(conn.execute("SELECT count(*) FROM sqlite_schema WHERE name = 'task'").fetchone()[0])
    except _UNREADABLE:
        return False


def _lay_over(copy: Path, good: Path) -> None:
    """The first page of the good one over that of the copy, whose log can no longer be believed either."""
    head = good.read_bytes()[:65_536]
    size = int.from_bytes(head[16:18], "big")
    with copy.open("r+b") as out:
        out.write(head[: 65_536 if size == 1 else size])
    for suffix in ("-wal", "-journal"):
        copy.with_name(copy.name + suffix).unlink(missing_ok=True)


def _read_table(conn: sqlite3.Connection, table: KindTable, office: str, known: set[str], found: Found) -> None:
    there = [name for _n, name, *_rest in conn.execute(f'PRAGMA table_info("{table.name}")')]
    columns = tuple(name for name in table.columns if name in there)
    if not columns:
        return
    asked = f'SELECT {quoted(columns)} FROM "{table.name}" WHERE office = ?'
    rows: dict[str, Row] = {}
    if not _walk(conn, f"{asked} ORDER BY id", (office,), rows):
        found.torn.append(table.name)
        _walk(conn, f"{asked} ORDER BY id DESC", (office,), rows)
        for index in _indexes(conn, table):
            known |= _ids(conn, table, office, index)
        for one in known - rows.keys():
            _walk(conn, f"{asked} AND id = ?", (office, one), rows)
    kept: dict[str, Record | None] = {}
    for one, row in rows.items():
        if _is_as_saved(table, whole := table.of_image(columns, row)):
            kept[one] = None if whole[_DELETED] else table.record(whole)
        else:
            found.spoiled += 1
    found.rows[table.name] = kept


def _fill_in(table: KindTable, told: Mapping[str, Row | None], found: Found) -> None:
    """What the journal holds of rows that the torn table itself does not give any more."""
    rows = found.rows.setdefault(table.name, {})
    for one, row in told.items():
        if table.name in found.torn and one not in rows and row is not None and _is_as_saved(table, row):
            rows[one] = None if row[_DELETED] else table.record(row)


def _walk(conn: sqlite3.Connection, sql: str, values: tuple[str, ...], rows: dict[str, Row]) -> bool:
    """Read as far as it goes; whether it went to the end."""
    try:
        for row in conn.execute(sql, values):
            rows.setdefault(str(row[0]), row)
    except _UNREADABLE:
        return False
    return True


def _is_as_saved(table: KindTable, row: Row) -> bool:
    try:
        return bool(content_hash(as_json(table.content(row)).encode()) == row[_HASH])
    except (ValueError, TypeError, KeyError):
        return False


def _indexes(conn: sqlite3.Connection, table: KindTable) -> list[str]:
    asked = "SELECT name FROM sqlite_schema WHERE type = 'index' AND tbl_name = ? AND sql IS NOT NULL"
    return [name for (name,) in conn.execute(asked, (table.name,))]


def _ids(conn: sqlite3.Connection, table: KindTable, office: str, index: str) -> set[str]:
    """The ids that an index of the table still names; without one, those that the table itself does."""
    by = f'INDEXED BY "{index}"' if index else ""
    rows: dict[str, Row] = {}
    _walk(conn, f'SELECT id FROM "{table.name}" {by} WHERE office = ?', (office,), rows)
    return set(rows)


def _from_journal(conn: sqlite3.Connection, office: str) -> dict[str, dict[str, Row | None]]:
    """What the journal's newest readable entries say became of each row: kind -> id -> a row of ``columns`` or None."""
    found: dict[str, dict[str, Row | None]] = {table.name: {} for table in TABLES}
    with suppress(*_UNREADABLE):
        for (packed,) in conn.execute("SELECT after FROM journal WHERE office = ? ORDER BY seq DESC", (office,)):
            with suppress(ValueError, TypeError, KeyError, zlib.error):
                for table in TABLES:
                    _take_image(table, images.unpack(packed), found[table.name])
    return found


def _take_image(table: KindTable, unpacked: Mapping[str, images.KindImage], found: dict[str, Row | None]) -> None:
    image = unpacked.get(table.name)
    if image is not None:
        for row in image.rows:
            found.setdefault(row[0], table.of_image(image.columns, row))
        for one in image.absent:
            found.setdefault(one, None)


def _whole_rows(conn: sqlite3.Connection, table: str) -> Iterator[Mapping[str, Any]]:
    with suppress(*_UNREADABLE):
        names = [name for _n, name, *_rest in conn.execute(f'PRAGMA table_info("{table}")')]
        if names:
            for row in conn.execute(f'SELECT {quoted(names)} FROM "{table}"'):
                yield dict(zip(names, row, strict=True))


def put_beside(conn: sqlite3.Connection, beside: Mapping[str, Iterable[Mapping[str, Any]]]) -> int:
    """Add the rows that are not there yet to the tables of papers and bundles that left; how many."""
    added = 0
    for table, rows in beside.items():
        there = {name for _n, name, *_rest in conn.execute(f'PRAGMA table_info("{table}")')}
        for row in rows:
            names = [name for name in row if name in there]
            marks = ", ".join("?" * len(names))
            sql = f'INSERT OR IGNORE INTO "{table}" ({quoted(names)}) VALUES ({marks})'
            with suppress(sqlite3.IntegrityError):
                added += conn.execute(sql, tuple(row[name] for name in names)).rowcount
    return added
