"""The office's own plan year as it travels: every record of the year with its revision, tombstones included."""

from __future__ import annotations

from collections.abc import Iterator

from sqlite_utils import Database

from nq57desk.domain.snapshot import SnapshotLine
from nq57desk.store.rows import TABLES, KindTable, as_json, quoted


def lines(db: Database, office: str, year: int) -> Iterator[SnapshotLine]:
    """All of one office's records of a year, and its bodies; kinds parents first, ids ascending."""
    for table in TABLES:
        sql = f'SELECT {quoted(table.columns)} FROM "{table.name}" WHERE office = :office {_of_year(table)} ORDER BY id'
        for row in db.conn.execute(sql, {"office": office, "year": year}):
            content = as_json(table.content(row)).encode()
            yield SnapshotLine(table.name, row[0], row[1], bool(row[3]), content)


def _of_year(table: KindTable) -> str:
    if "year" in table.names:
        return "AND year = :year"
    if "plan_id" in table.names:
        return "AND plan_id IN (SELECT id FROM plan WHERE office = :office AND year = :year)"
    return ""
