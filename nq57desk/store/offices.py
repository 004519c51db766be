"""The own identity, the offices that are enrolled or trusted, and settings; each change stands in the journal."""

from __future__ import annotations

from dataclasses import asdict, fields
from typing import Any

from sqlite_utils import Database

from nq57desk.domain.changes import Source
from nq57desk.domain.organisation import Office, Role
from nq57desk.store import journal
from nq57desk.store.apply import Hand, own_revision
from nq57desk.store.rows import as_json

_NAMES = [field.name for field in fields(Office)]
_PUT = (
    f"INSERT INTO office ({', '.join(_NAMES)}) VALUES ({', '.join(f':{name}' for name in _NAMES)}) "
    f"ON CONFLICT (code) DO UPDATE SET {', '.join(f'{name} = excluded.{name}' for name in _NAMES)}"
)


def read(db: Database, where: str, *values: str) -> list[Office]:
    """Offices by code."""
    rows = db.conn.execute(f"SELECT {', '.join(_NAMES)} FROM office WHERE {where} ORDER BY code", values)
    return [_office(dict(zip(_NAMES, row, strict=True))) for row in rows]


def _office(row: dict[str, Any]) -> Office:
    return Office(**{**row, "role": Role(row["role"]), "sample": bool(row["sample"])})


def put(db: Database, office: Office) -> None:
    """Write an office's row; whether it is the own one stays as it was."""
    db.conn.execute(_PUT, {**asdict(office), "sample": int(office.sample)})


def keep(db: Database, office: Office, own: str, hand: Hand, action: str) -> None:
    """Write an office's row and tell the journal, within the open transaction; nothing where nothing differs."""
    before = read(db, "code = ?", office.code)
    if before == [office]:
        return
    put(db, office)
    detail = {"before": [asdict(one) for one in before], "after": asdict(office)}
    note(db, own, hand, action, as_json(detail))


def setting(db: Database, key: str, default: str) -> str:
    """A setting's value."""
    row = db.conn.execute("SELECT value FROM setting WHERE key = ?", (key,)).fetchone()
    return default if row is None else str(row[0])


def set_setting(db: Database, key: str, value: str, own: str, hand: Hand) -> None:
    """Set it and tell the journal, within the open transaction; nothing where nothing differs."""
    before = setting(db, key, "")
    if before == value and value:
        return
    db.conn.execute("INSERT OR REPLACE INTO setting (key, value) VALUES (?, ?)", (key, value))
    note(db, own, hand, "setting", as_json({"key": key, "before": before, "after": value}))


def note(db: Database, own: str, hand: Hand, action: str, detail: str) -> None:
    """An entry that changes no record and cannot be undone."""
    entry = journal.Written(hand.at, hand.who, action, own, Source("command"), own_revision(db, own), detail=detail)
    journal.write(db, entry)
