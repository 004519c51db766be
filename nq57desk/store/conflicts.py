"""Conflicts between bundles of one office, locked periods, and files that were refused, as they lie in the tables."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass, fields, replace
from typing import Any

from sqlite_utils import Database

from nq57desk.domain.conflicts import Conflict, ConflictState, Lock
from nq57desk.store.rows import as_json

_NAMES = [field.name for field in fields(Conflict)]


@dataclass(frozen=True, slots=True)
class RefusedFile:
    """A file that was refused. ``file`` is its copy in quarantine, relative to the office's folder."""

    digest: str
    name: str
    office: str
    code: str
    size: int
    at: str
    who: str
    file: str


_REFUSED = [field.name for field in fields(RefusedFile)]


def read(db: Database, *, office: str | None, year: int | None, open_only: bool) -> list[Conflict]:
    """By office, year, kind, record and field."""
    sql = f"""SELECT {", ".join(_NAMES)} FROM conflict WHERE (?1 IS NULL OR office = ?1) AND (?2 IS NULL OR year = ?2)
    AND (?3 = 0 OR state <> 'settled') ORDER BY office, year, kind, record_id, field, id"""
    return [_conflict(row) for row in db.conn.execute(sql, (office, year, int(open_only))).fetchall()]


def one(db: Database, conflict_id: str) -> Conflict | None:
    """The conflict with this id."""
    row = db.conn.execute(f"SELECT {', '.join(_NAMES)} FROM conflict WHERE id = ?", (conflict_id,)).fetchone()
    return None if row is None else _conflict(row)


def _conflict(row: Sequence[Any]) -> Conflict:
    values = dict(zip(_NAMES, row, strict=True))
    return Conflict(**{**values, "state": ConflictState(values["state"])})


def put(db: Database, conflicts: Iterable[Conflict]) -> str:
    """Write them; what was and what is, as the journal keeps it ("" where nothing differs)."""
    changed = [(was, now) for now in conflicts if (was := one(db, now.id)) != now]
    for _was, now in changed:
        _put(db, _row(now))
    if not changed:
        return ""
    return as_json({"conflicts": [[None if was is None else _row(was), _row(now)] for was, now in changed]})


def _row(conflict: Conflict) -> dict[str, Any]:
    return {**asdict(conflict), "state": str(conflict.state)}


def _put(db: Database, row: dict[str, Any]) -> None:
    marks = ", ".join(f":{name}" for name in _NAMES)
    sql = f"INSERT OR REPLACE INTO conflict ({', '.join(_NAMES)}) VALUES ({marks})"
    db.conn.execute(sql, {"other": "", **row})


def named_in(detail: str) -> bool:
    """Whether the detail of an entry tells of conflicts."""
    return "conflicts" in json.loads(detail)


def follow(db: Database, detail: str) -> str:
    """Bring back the conflicts as they were before an entry; the detail of the entry that did it."""
    told = json.loads(detail).get("conflicts") if detail else None
    if not told:
        return ""
    for was, now in told:
        if was is None:
            db.conn.execute("DELETE FROM conflict WHERE id = ?", (now["id"],))
        else:
            _put(db, was)
    return as_json({"conflicts": [[now, was] for was, now in told]})


def locks(db: Database) -> dict[str, Lock]:
    """By period."""
    rows = db.conn.execute("SELECT period, locked_at, locked_by FROM period_lock ORDER BY period").fetchall()
    return {row[0]: Lock(*row) for row in rows}


def lock(db: Database, new: Lock) -> None:
    """Remember a lock; one that stands already stays as it is."""
    db.conn.execute("INSERT OR IGNORE INTO period_lock VALUES (?, ?, ?)", (new.period, new.locked_at, new.locked_by))


def unlock(db: Database, period: str) -> None:
    """Forget a lock."""
    db.conn.execute("DELETE FROM period_lock WHERE period = ?", (period,))


def refused(db: Database) -> list[RefusedFile]:
    """Files that were refused and not taken since, oldest first."""
    sql = f"""SELECT {", ".join(_REFUSED)} FROM refused_file WHERE digest NOT IN
    (SELECT digest FROM received_bundle WHERE undone = 0) ORDER BY at, digest"""
    return [RefusedFile(*row) for row in db.conn.execute(sql).fetchall()]


def keep_refused(db: Database, file: RefusedFile) -> bool:
    """Remember a refused file, under the name and moment of its first coming; whether this code is new of it."""
    known = db.conn.execute("SELECT code, name, at FROM refused_file WHERE digest = ?", (file.digest,)).fetchone()
    if known is not None:
        file = replace(file, name=known[1], at=known[2])
    marks = ", ".join(f":{name}" for name in _REFUSED)
    db.conn.execute(f"INSERT OR REPLACE INTO refused_file ({', '.join(_REFUSED)}) VALUES ({marks})", asdict(file))
    return known is None or known[0] != file.code
