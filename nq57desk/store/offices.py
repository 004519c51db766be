"""The own identity, the offices that are enrolled or trusted, and settings; each change stands in the journal."""

from __future__ import annotations

import json
from dataclasses import asdict, fields, replace
from typing import Any

from sqlite_utils import Database

from nq57desk.domain.changes import Applied, Source
from nq57desk.domain.organisation import Office, Role
from nq57desk.errors import refuse
from nq57desk.store import journal, reference_links
from nq57desk.store.apply import Hand, own_revision
from nq57desk.store.entries import JournalEntry
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


def keep(db: Database, office: Office, own: str, hand: Hand, action: str, *, undoable: bool = False) -> None:
    """Write an office's row and tell the journal, within the open transaction; nothing where nothing differs."""
    before = read(db, "code = ?", office.code)
    if before == [office]:
        return
    put(db, office)
    detail = {"before": [asdict(one) for one in before], "after": asdict(office)}
    note(db, own, hand, action, as_json(detail), undoable=undoable)


def setting(db: Database, key: str, default: str) -> str:
    """A setting's value."""
    row = db.conn.execute("SELECT value FROM setting WHERE key = ?", (key,)).fetchone()
    return default if row is None else str(row[0])


def set_setting(db: Database, key: str, value: str, own: str, hand: Hand, *, undoable: bool = False) -> None:
    """Set it and tell the journal, within the open transaction; nothing where nothing differs."""
    before = setting(db, key, "")
    if before == value and value:
        return
    _put_setting(db, key, value)
    detail = as_json({"key": key, "before": before, "after": value})
    note(db, own, hand, "setting", detail, undoable=undoable)


def _put_setting(db: Database, key: str, value: str) -> None:
    db.conn.execute("INSERT OR REPLACE INTO setting (key, value) VALUES (?, ?)", (key, value))


def note(db: Database, own: str, hand: Hand, action: str, detail: str, *, undoable: bool = False) -> None:
    """An entry that changes no record; only a setting, the own office's row or links can be undone."""
    revision = own_revision(db, own)
    entry = journal.Written(hand.at, hand.who, action, own, Source("command"), revision, detail=detail)
    journal.write(db, replace(entry, undoable=undoable))


def revert(db: Database, entry: JournalEntry, own: str, hand: Hand, action: str) -> Applied:
    """Make a setting, the own office's row or links what they were before an entry, within the open transaction.

    Raises:
        Refused: "store.changed_meanwhile": it was changed again since.
    """
    told = json.loads(entry.detail)
    if "links" in told:
        back = reference_links.revert(db, told, entry.seq)
    elif "key" in told:
        back = {**told, "before": told["after"], "after": told["before"]}
        if setting(db, told["key"], "") != told["after"]:
            raise refuse("store.changed_meanwhile", entry=entry.seq)
        _put_setting(db, told["key"], told["before"])
    else:
        now, before = told["after"], told["before"][0]
        back = {"before": [now], "after": before}
        if [asdict(one) for one in read(db, "code = ?", now["code"])] != [now]:
            raise refuse("store.changed_meanwhile", entry=entry.seq)
        put(db, _office(before))
    source = Source("undo", entry.action)
    written = journal.Written(hand.at, hand.who, action, own, source, own_revision(db, own), detail=as_json(back))
    return Applied(journal.write(db, replace(written, undoable=True, reverts=entry.seq)), {})
