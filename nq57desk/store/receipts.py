"""Receipts that a city wrote or an office took, since when offices have their keys, and what a receipt counts.

Receipts are only ever added. Each change stands in the journal.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, fields
from datetime import datetime

from nq57desk.domain.changes import Counts
from nq57desk.domain.receipts import KeptReceipt
from nq57desk.domain.snapshot import MadeBundle
from nq57desk.store import bundles, offices
from nq57desk.store.apply import Hand
from nq57desk.store.rows import as_json
from nq57desk.store.store import Store

MOVED = "moved"
"""The reason of keys that were made because a backup without keys was moved in: the old ones may still come back."""
_NAMES = [field.name for field in fields(KeptReceipt)]
_OF_YEAR = "plan_id IN (SELECT id FROM plan WHERE office = ?1 AND year = ?2)"


@dataclass(frozen=True, slots=True)
class OfficeKey:
    """A public key of an office: since when (ISO day) it is the one, which key it replaced ("" for the first), why."""

    office: str
    sign_key: str
    since: str
    replaced: str
    reason: str
    kept_by: str


def receipts(store: Store, *, period: str | None = None, office: str | None = None) -> list[KeptReceipt]:
    """Receipts by office, period and number."""
    sql = f"""SELECT {", ".join(_NAMES)} FROM receipt WHERE (?1 IS NULL OR period = ?1) AND (?2 IS NULL OR office = ?2)
    ORDER BY office, year, period, number, digest"""
    with store.reading() as conn:
        return [KeptReceipt(*row) for row in conn.execute(sql, (period, office)).fetchall()]


def receipt(store: Store, digest: str) -> KeptReceipt | None:
    """The receipt with this SHA-256."""
    with store.reading() as conn:
        row = conn.execute(f"SELECT {', '.join(_NAMES)} FROM receipt WHERE digest = ?", (digest,)).fetchone()
    return None if row is None else KeptReceipt(*row)


def keep(store: Store, kept: KeptReceipt, answered: tuple[MadeBundle, ...] = (), *, who: str, at: datetime) -> None:
    """Keep a receipt, and what it says of bundles made here, in one transaction."""
    marks = ", ".join(f":{name}" for name in _NAMES)
    told = {name: value for name, value in asdict(kept).items() if name != "text"}
    with store.writing() as db:
        db.conn.execute(f"INSERT INTO receipt ({', '.join(_NAMES)}) VALUES ({marks})", asdict(kept))
        for bundle in answered:
            bundles.keep_made(db, bundle)
        detail = as_json({**told, "bundles": [asdict(bundle) for bundle in answered]})
        offices.note(db, store.office.code, Hand(who, at), "receipt", detail)


def counts(store: Store, office: str, year: int, period: str) -> Mapping[str, int]:
    """Live records of an office: tasks and indicators of the plan year, updates and values of the period."""
    asked = {
        "task": f'SELECT count(*) FROM "task" WHERE office = ?1 AND deleted = 0 AND {_OF_YEAR}',
        "indicator": f'SELECT count(*) FROM "indicator" WHERE office = ?1 AND deleted = 0 AND {_OF_YEAR}',
        "progress_update": f"""SELECT count(*) FROM "progress_update"
          WHERE office = ?1 AND deleted = 0 AND period = ?3 AND {_OF_YEAR}""",
        "indicator_value": f"""SELECT count(*) FROM "indicator_value"
          WHERE office = ?1 AND deleted = 0 AND period = ?3 AND {_OF_YEAR}""",
    }
    with store.reading() as conn:
        return {
            kind: int(conn.execute(sql, (office, year, period) if "?3" in sql else (office, year)).fetchone()[0])
            for kind, sql in asked.items()
        }


def merged_changes(store: Store, digest: str) -> Counts:
    """What the merge of a bundle changed, by the journal; nothing where it was not applied."""
    sql = """SELECT j.counts FROM received_bundle AS b JOIN journal AS j ON j.seq = b.entry
      WHERE b.digest = ? AND b.undone = 0"""
    with store.reading() as conn:
        row = conn.execute(sql, (digest,)).fetchone()
    total = Counts()
    for its in json.loads(row[0]).values() if row else ():
        total += Counts(**its)
    return total


def office_keys(store: Store, office: str | None = None) -> list[OfficeKey]:
    """Keys by office and day, the one in use last."""
    sql = """SELECT office, sign_key, since, replaced, reason, kept_by FROM office_key
      WHERE ?1 IS NULL OR office = ?1 ORDER BY office, since"""
    with store.reading() as conn:
        rows = conn.execute(sql, (office,)).fetchall()
    return [OfficeKey(*row) for row in rows]


def keep_key(store: Store, key: OfficeKey, *, who: str, at: datetime) -> None:
    """Remember since when an office has a key; a key that is known already keeps its day."""
    sql = """INSERT OR IGNORE INTO office_key (office, sign_key, since, replaced, reason, kept_by)
      VALUES (?, ?, ?, ?, ?, ?)"""
    with store.writing() as db:
        cursor = db.conn.execute(sql, (key.office, key.sign_key, key.since, key.replaced, key.reason, key.kept_by))
        if cursor.rowcount > 0:
            offices.note(db, store.office.code, Hand(who, at), "office_key", as_json(asdict(key)))
