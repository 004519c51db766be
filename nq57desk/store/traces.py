"""What each record of an office's plan year adds to the codes for comparison, from the hashes that lie in the tables.

Only records with a field that does not count are read whole: plans, and updates typed into the central system.
"""

from __future__ import annotations

from sqlite3 import Connection

from nq57desk.domain.fingerprints import PLAN_KINDS, SAID_KINDS, Row, Traces, hash_without
from nq57desk.store.rows import TABLE, KindTable, as_json, quoted
from nq57desk.store.store import Store

_WHOLE = {"plan": "1", "progress_update": "central_on IS NOT NULL"}
"""Which rows of a kind are read whole."""


def traces(store: Store, office: str, year: int) -> Traces:
    """The live records of one office and plan year; the year's reporting periods with their fields."""
    with store.reading() as conn:
        rows = {kind: _of_kind(conn, TABLE[kind], office, year) for kind in (*PLAN_KINDS, *SAID_KINDS)}
        sql = "SELECT code, closed_on, edition FROM reporting_period WHERE office = ? AND year = ? AND deleted = 0"
        found = conn.execute(sql, (office, year)).fetchall()
    return Traces(rows, [dict(zip(("code", "closed_on", "edition"), row, strict=True)) for row in found])


def _of_kind(conn: Connection, table: KindTable, office: str, year: int) -> list[Row]:
    period = "period" if "period" in table.names else "''"
    mine = (
        "year = :year"
        if table.name == "plan"
        else ("plan_id IN (SELECT id FROM plan WHERE office = :office AND year = :year)")
    )
    where = f"office = :office AND deleted = 0 AND {mine}"
    asked = {"office": office, "year": year}
    whole = _WHOLE.get(table.name, "0")
    sql = f'SELECT id, hash, {period} FROM "{table.name}" WHERE {where} AND NOT ({whole})'
    rows: list[Row] = conn.execute(sql, asked).fetchall()
    sql = f'SELECT {quoted(table.columns)} FROM "{table.name}" WHERE {where} AND ({whole})'
    for row in conn.execute(sql, asked).fetchall() if whole != "0" else ():
        content = table.content(row)
        rows.append((row[0], hash_without(table.name, as_json(content).encode()), content.get("period", "")))
    return rows
