"""The differing rows of a compared proposal, old against new, one by one."""

from __future__ import annotations

from collections.abc import Iterator

from sqlite_utils import Database

from nq57desk.domain.changes import Change, ChangeKind
from nq57desk.domain.problems import NOWHERE
from nq57desk.store import waiting
from nq57desk.store.rows import TABLES, KindTable
from nq57desk.store.staging import QUIET, REMOVED, Stage


def differing(db: Database, stage: Stage) -> Iterator[Change]:
    """Changes kind by kind, parents first, in the order in which they were proposed."""
    waiting.pour(db, stage)
    for table in TABLES:
        if stage.counts.get(table.name):
            yield from _of_kind(db, stage, table)


def periods_of(db: Database, stage: Stage) -> set[str]:
    """The periods of the staged updates and values that a person would see change."""
    waiting.pour(db, stage)
    found: set[str] = set()
    for table in TABLES:
        if "period" in table.names and table.name != "attachment" and stage.counts.get(table.name):
            sql = f"SELECT DISTINCT period FROM {table.stage} WHERE _stage = ? AND _change <> ?"
            found.update(period for (period,) in db.conn.execute(sql, (stage.number, QUIET)))
    return found


def _of_kind(db: Database, stage: Stage, table: KindTable) -> Iterator[Change]:
    rows = db.conn.execute(
        f"""SELECT s._change, s._place, s.id, m.id IS NOT NULL AND m.deleted = 0,
        {table.select.format("s.")}, {table.select.format("m.")}
        FROM {table.stage} AS s LEFT JOIN "{table.name}" AS m ON m.office = ? AND m.id = s.id
        WHERE s._stage = ? AND s._change <> ? ORDER BY s.rowid""",
        (stage.office, stage.number, QUIET),
    )
    width = 1 + len(table.names)
    for change, place, record_id, alive, *columns in rows:
        gone = change in (ChangeKind.DELETED, REMOVED)
        after = None if gone else next(table.records([tuple(columns[:width])]))
        before = next(table.records([tuple(columns[width:])])) if alive else None
        kind = ChangeKind.DELETED if gone else ChangeKind(change)
        found = stage.places[place] if place >= 0 else NOWHERE
        yield Change(kind, table.name, record_id, before, after, found)
