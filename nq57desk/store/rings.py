"""A record that hangs under itself, by itself or over others: refused, since who climbs such a ring never arrives."""

from __future__ import annotations

from collections.abc import Mapping

from sqlite_utils import Database

from nq57desk.store import waiting
from nq57desk.store.rows import TABLES, KindTable
from nq57desk.store.staging import Stage

_ABOVE = "parent_id"


def find_rings(db: Database, stage: Stage) -> None:
    """Note one "store.ring" for each ring that what is staged would close, together with what stays as it is."""
    for table in TABLES:
        if table.kind.parents.get(_ABOVE) == table.name and stage.counts.get(table.name):
            above = _above(db, stage, table)
            for record_id in _in_rings(above):
                stage.wrong("store.ring", kind=table.name, id=record_id, parent=above[record_id])


def _above(db: Database, stage: Stage, table: KindTable) -> Mapping[str, str]:
    """Record -> what it hangs under, of all that are alive then; nothing where nothing staged hangs under another."""
    if stage.waiting:
        return waiting.above(stage, table)
    alive = f"deleted = 0 AND {_ABOVE} IS NOT NULL"
    sql = f"SELECT id, {_ABOVE} FROM {table.stage} WHERE _stage = ? AND {alive}"
    staged = dict(db.conn.execute(sql, (stage.number,)).fetchall())
    if not staged:
        return {}
    sql = f"""SELECT id, {_ABOVE} FROM "{table.name}" WHERE office = ? AND {alive}
    AND id NOT IN (SELECT id FROM {table.stage} WHERE _stage = ?)"""
    return dict(db.conn.execute(sql, (stage.office, stage.number)).fetchall()) | staged


def _in_rings(above: Mapping[str, str]) -> list[str]:
    """One record of each ring, the first by its id."""
    found: list[str] = []
    ended: set[str] = set()
    for start in sorted(above):
        path: dict[str, None] = {}
        at = start
        while at in above and at not in ended and at not in path:
            path[at] = None
            at = above[at]
        if at in path:
            ring = list(path)[list(path).index(at) :]
            found.append(min(ring))
        ended |= path.keys()
    return found
