"""The recorded changes of units, with the rows that carry on. They are only added; one that is taken back says so."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from sqlite3 import Connection

from nq57desk.domain.organisation import Office
from nq57desk.domain.units import NamedUnit, UnitChange, UnitChangeKind
from nq57desk.store import offices
from nq57desk.store.apply import Hand
from nq57desk.store.rows import as_json
from nq57desk.store.store import Store

_COLUMNS = "id, number, kind, day, document, made_at, made_by, withdrawn_at, withdrawn_by, withdrawn_because"
CarriedRow = tuple[str, str, str]
"""(office, kind, record id) of a row that the successors carry on."""


def changes(store: Store) -> tuple[UnitChange, ...]:
    """All changes in the order in which they were recorded, those taken back too."""
    with store.reading() as conn:
        rows = conn.execute(f"SELECT {_COLUMNS} FROM unit_change ORDER BY number").fetchall()
        if not rows:
            return ()
        named = conn.execute("SELECT change_id, side, code, name, fresh FROM unit_named ORDER BY position").fetchall()
    sides: dict[tuple[str, str], list[NamedUnit]] = {}
    fresh: dict[str, set[str]] = {}
    for change, side, code, name, begins in named:
        sides.setdefault((change, side), []).append(NamedUnit(code, name))
        if begins:
            fresh.setdefault(change, set()).add(code)
    return tuple(
        UnitChange(
            id=row[0],
            number=row[1],
            kind=UnitChangeKind(row[2]),
            day=date.fromisoformat(row[3]),
            document=row[4],
            before=tuple(sides.get((row[0], "before"), ())),
            after=tuple(sides.get((row[0], "after"), ())),
            fresh=frozenset(fresh.get(row[0], ())),
            made_at=row[5],
            made_by=row[6],
            withdrawn_at=row[7],
            withdrawn_by=row[8],
            withdrawn_because=row[9],
        )
        for row in rows
    )


def carried(store: Store, change: str) -> tuple[CarriedRow, ...]:
    """The old units' rows that a change says carry on."""
    sql = "SELECT office, kind, record_id FROM carried_row WHERE change_id = ? ORDER BY office, kind, record_id"
    with store.reading() as conn:
        return tuple((row[0], row[1], row[2]) for row in conn.execute(sql, (change,)).fetchall())


def keep(
    store: Store,
    change: UnitChange,
    rows: Sequence[CarriedRow] = (),
    *,
    own: Office | None = None,
    who: str,
    at: datetime,
) -> UnitChange:
    """Record a change with its next number, and the own office as it is from now on, in one transaction."""
    with store.writing() as db:
        (number,) = db.conn.execute("SELECT coalesce(max(number), 0) + 1 FROM unit_change").fetchone()
        _put(db.conn, change, int(number), at.isoformat(timespec="seconds"), who)
        db.conn.executemany("INSERT INTO carried_row VALUES (?, ?, ?, ?)", [(change.id, *row) for row in rows])
        told = {
            "id": change.id,
            "kind": str(change.kind),
            "day": change.day.isoformat(),
            "document": change.document,
            "before": [[one.code, one.name] for one in change.before],
            "after": [[one.code, one.name] for one in change.after],
            "carried": len(rows),
        }
        offices.note(db, store.office.code, Hand(who, at), "unit_change", as_json(told))
        if own is not None:
            offices.keep(db, own, store.office.code, Hand(who, at), "own_office")
    _renamed(store, own, who, at)
    return next(one for one in changes(store) if one.id == change.id)


def _put(conn: Connection, change: UnitChange, number: int, at: str, who: str) -> None:
    values = (change.id, number, str(change.kind), change.day.isoformat(), change.document, at, who, "", "", "")
    conn.execute(f"INSERT INTO unit_change ({_COLUMNS}) VALUES ({', '.join('?' * len(values))})", values)
    for side, its in (("before", change.before), ("after", change.after)):
        conn.executemany(
            "INSERT INTO unit_named (change_id, side, code, name, position, fresh) VALUES (?, ?, ?, ?, ?, ?)",
            [
                (change.id, side, one.code, one.name, at_, int(side == "after" and one.code in change.fresh))
                for at_, one in enumerate(its)
            ],
        )


def withdraw(
    store: Store, change: str, reason: str, *, own: Office | None = None, who: str, at: datetime
) -> UnitChange:
    """Take a change back; it stays in the list as taken back."""
    with store.writing() as db:
        db.conn.execute(
            "UPDATE unit_change SET withdrawn_at = ?, withdrawn_by = ?, withdrawn_because = ? WHERE id = ?",
            (at.isoformat(timespec="seconds"), who, reason, change),
        )
        detail = as_json({"id": change, "reason": reason})
        offices.note(db, store.office.code, Hand(who, at), "unit_withdrawn", detail)
        if own is not None:
            offices.keep(db, own, store.office.code, Hand(who, at), "own_office")
    _renamed(store, own, who, at)
    return next(one for one in changes(store) if one.id == change)


def _renamed(store: Store, own: Office | None, who: str, at: datetime) -> None:
    """Let the store know the own office as it was written."""
    if own is not None:
        store.set_own_office(own, who=who, at=at)
