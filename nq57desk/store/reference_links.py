"""Which of the offices' rows the city's officer linked with the city's own rows: plain SQL within an open transaction.

The table lies outside the record tables, so no merge touches it: a link stays over later bundles, and one whose row the
office deleted drops out where links are read together with rows. A change is told as the links before and after it, so
that it can be undone.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, dataclass, fields
from typing import Any

from sqlite_utils import Database

from nq57desk.errors import refuse


@dataclass(frozen=True, slots=True)
class ReferenceLink:
    """The row ``record_id`` of an office answers the city's row ``reference_id`` of the same kind."""

    office: str
    kind: str
    record_id: str
    reference_id: str
    linked_at: str
    linked_by: str


_NAMES = [field.name for field in fields(ReferenceLink)]


def of_rows(db: Database, rows: Sequence[tuple[str, str, str]]) -> list[ReferenceLink]:
    """The links that these rows (office, kind, record id) have, in this order."""
    sql = f"SELECT {', '.join(_NAMES)} FROM reference_link WHERE office = ? AND kind = ? AND record_id = ?"
    found = (db.conn.execute(sql, row).fetchone() for row in rows)
    return [ReferenceLink(*row) for row in found if row is not None]


def put(db: Database, before: Sequence[ReferenceLink], after: Sequence[ReferenceLink]) -> None:
    """Take the links before away and write those after."""
    gone = [(one.office, one.kind, one.record_id) for one in before]
    db.conn.executemany("DELETE FROM reference_link WHERE office = ? AND kind = ? AND record_id = ?", gone)
    marks = ", ".join(f":{name}" for name in _NAMES)
    sql = f"INSERT INTO reference_link ({', '.join(_NAMES)}) VALUES ({marks})"
    db.conn.executemany(sql, [asdict(one) for one in after])


def revert(db: Database, told: dict[str, Any], entry: int) -> dict[str, Any]:
    """Make the links what they were before a change, from what the journal tells of it; what to tell of that.

    Raises:
        Refused: "store.changed_meanwhile": they were changed again since.
    """
    before = [ReferenceLink(**one) for one in told["links"]["before"]]
    after = [ReferenceLink(**one) for one in told["links"]["after"]]
    rows = list(dict.fromkeys((one.office, one.kind, one.record_id) for one in (*before, *after)))
    if set(of_rows(db, rows)) != set(after):
        raise refuse("store.changed_meanwhile", entry=entry)
    put(db, after, before)
    return detail(after, before)


def detail(before: Sequence[ReferenceLink], after: Sequence[ReferenceLink]) -> dict[str, Any]:
    """What the journal keeps of a change."""
    return {"links": {"before": [asdict(one) for one in before], "after": [asdict(one) for one in after]}}
