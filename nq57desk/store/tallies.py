"""How many records an office has of each kind in a plan year: the count after a merge."""

from __future__ import annotations

from nq57desk.store.rows import TABLES
from nq57desk.store.store import Store


def tallies(store: Store, office: str, year: int) -> dict[str, tuple[int, int]]:
    """Kind -> (live, deleted), for the kinds that belong to a year."""
    found: dict[str, tuple[int, int]] = {}
    with store.reading() as conn:
        for table in TABLES:
            if "year" in table.names:
                mine = "year = ?2"
            elif "plan_id" in table.names:
                mine = "plan_id IN (SELECT id FROM plan WHERE office = ?1 AND year = ?2)"
            else:
                continue
            sql = f'SELECT count(*), total(deleted) FROM "{table.name}" WHERE office = ?1 AND {mine}'
            (every, gone) = conn.execute(sql, (office, year)).fetchone()
            found[table.name] = (every - int(gone), int(gone))
    return found
