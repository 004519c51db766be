"""What is remembered of each bundle made or received. A digest is known once; what was taken back is forgotten."""

from __future__ import annotations

from dataclasses import asdict, fields
from datetime import datetime
from typing import Any

from sqlite_utils import Database

from nq57desk.domain.snapshot import CONFLICTS, MadeBundle, Outcome, ReceivedBundle, Snapshot
from nq57desk.store.rows import as_json

_MADE = [field.name for field in fields(MadeBundle)]
_RECEIVED = [field.name for field in fields(ReceivedBundle)]


def made(db: Database, year: int | None) -> list[MadeBundle]:
    """By year and sequence."""
    where, values = ("year = ?", (year,)) if year is not None else ("1", ())
    sql = f"SELECT {', '.join(_MADE)} FROM made_bundle WHERE {where} ORDER BY year, sequence"
    return [MadeBundle(*row) for row in db.conn.execute(sql, values)]


def keep_made(db: Database, bundle: MadeBundle) -> None:
    """Remember it; the same digest again replaces what was known (a receipt came)."""
    _put(db, "made_bundle", asdict(bundle))


def received(db: Database, where: str, values: tuple[Any, ...]) -> list[ReceivedBundle]:
    """By office, year and sequence, without those whose merge was taken back."""
    return _read(db, f"undone = 0 AND {where}", values)


def taken_back(db: Database) -> list[ReceivedBundle]:
    """Those whose merge was taken back and which did not come again, by office, year and sequence."""
    return _read(db, "undone = 1", ())


def _read(db: Database, where: str, values: tuple[Any, ...]) -> list[ReceivedBundle]:
    sql = f"""SELECT {", ".join(_RECEIVED)} FROM received_bundle WHERE {where}
    ORDER BY office, year, sequence, received_at"""
    return [_received(row) for row in db.conn.execute(sql, values)]


def _received(row: tuple[Any, ...]) -> ReceivedBundle:
    values = dict(zip(_RECEIVED, row, strict=True))
    return ReceivedBundle(**{**values, "outcome": Outcome(values["outcome"])})


def keep_received(db: Database, bundle: ReceivedBundle, entry: int | None) -> None:
    """Remember it, with the journal entry that applied it if one did (else with the one that did earlier).

    The moment at which it came first stays: one that waited, was refused first or was taken back is not late for that.
    """
    row = {**asdict(bundle), "outcome": str(bundle.outcome), "undone": 0}
    came = db.conn.execute(_FIRST, (bundle.digest, bundle.digest)).fetchone()[0]
    row["received_at"] = came or bundle.received_at
    _put(db, "received_bundle", row if entry is None else {**row, "entry": entry})


_FIRST = """SELECT min(at) FROM (SELECT received_at AS at FROM received_bundle WHERE digest = ?
UNION ALL SELECT at FROM refused_file WHERE digest = ?) WHERE at <> ''"""


def follow(db: Database, entry: int, reverting: int, *, undone: bool) -> None:
    """A bundle whose merge is taken back may be merged again; one whose merge is made again is applied."""
    again = f"""undone = 0, outcome = iif(code = '{CONFLICTS}', 'conflict', 'applied'),
    code = iif(code = '{CONFLICTS}', code, '')"""
    sets = "undone = 1" if undone else again
    sql = f"UPDATE received_bundle SET entry = ?, {sets} WHERE entry = ? RETURNING office, year"
    for office, year in db.conn.execute(sql, (reverting, entry)).fetchall():
        db.conn.execute(_FORGET_OLDER, (office, year))


_FORGET_OLDER = f"""UPDATE received_bundle AS old SET undone = 1 WHERE office = ? AND year = ? AND outcome = 'stale'
AND undone = 0 AND NOT EXISTS (SELECT 1 FROM received_bundle AS new WHERE new.office = old.office
  AND new.year = old.year AND new.undone = 0 AND (new.outcome = 'applied' OR new.code = '{CONFLICTS}')
  AND (instr(new.before, old.digest) OR (new.before = '' AND new.sequence > old.sequence)))"""
"""An older bundle is archived because a newer one stands; without that one it may be merged again."""


def last_sequence(db: Database, office: str, year: int) -> int:
    """The sequence number of the newest bundle applied for an office and year; 0 before the first."""
    sql = """SELECT max(sequence) FROM received_bundle WHERE office = ? AND year = ? AND (outcome = ? OR code = ?)
    AND undone = 0"""
    return int(db.conn.execute(sql, (office, year, str(Outcome.APPLIED), CONFLICTS)).fetchone()[0] or 0)


def _put(db: Database, table: str, row: dict[str, Any]) -> None:
    names = ", ".join(row)
    marks = ", ".join(f":{name}" for name in row)
    sets = ", ".join(f"{name} = excluded.{name}" for name in row)
    sql = f"INSERT INTO {table} ({names}) VALUES ({marks}) ON CONFLICT (digest) DO UPDATE SET {sets}"
    db.conn.execute(sql, row)


def as_detail(bundle: MadeBundle | ReceivedBundle) -> str:
    """What the journal keeps of it."""
    return as_json(asdict(bundle))


def as_received(snapshot: Snapshot, at: datetime) -> ReceivedBundle:
    """What a snapshot itself tells of its bundle, applied at that moment."""
    return ReceivedBundle(
        digest=snapshot.digest,
        bundle_id="",
        office=snapshot.office,
        year=snapshot.year,
        period="",
        sequence=snapshot.sequence,
        revision=0,
        installation="",
        made_at="",
        received_at=at.isoformat(timespec="seconds"),
        outcome=Outcome.APPLIED,
        file=snapshot.source.name,
    )
