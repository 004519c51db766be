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
            values = dict(zip(table.columns, row, strict=True))
            content = as_json(table.content(values)).encode()
            yield SnapshotLine(table.name, values["id"], values["revision"], bool(values["deleted"]), content)


def _of_year(table: KindTable) -> str:
    if "year" in table.names:
        return "AND year = :year"
    if "plan_id" in table.names:
        return "AND plan_id IN (SELECT id FROM plan WHERE office = :office AND year = :year)"
    return ""
