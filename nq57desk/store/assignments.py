"""What a city has assigned to which office, its notes of direction, its links, and assignments issued or taken.

Assignments are only ever added; what was given is marked as withdrawn, never deleted. The journal tells each change.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, dataclass, fields
from datetime import date, datetime

from sqlite_utils import Database

from nq57desk.domain.assignments import DirectionNote, KeptAssignment, Link
from nq57desk.store import offices, reference_links
from nq57desk.store.apply import Hand
from nq57desk.store.reference_links import ReferenceLink
from nq57desk.store.rows import as_json
from nq57desk.store.store import Store

_NAMES = [field.name for field in fields(KeptAssignment)]


@dataclass(frozen=True, slots=True)
class Given:
    """A row of the city's plan of a year that an office was given; withdrawn where ``withdrawn_at`` (ISO) says so."""

    office: str
    kind: str
    record_id: str
    year: int
    given_at: str
    given_by: str
    withdrawn_at: str = ""
    withdrawn_because: str = ""


@dataclass(frozen=True, slots=True)
class GivenNote:
    """A note that an office was given for a plan year; the same note to many offices has one id."""

    office: str
    year: int
    note: DirectionNote
    withdrawn_at: str = ""
    withdrawn_because: str = ""


_GIVEN = [field.name for field in fields(Given)]
_NOTE = [field.name for field in fields(DirectionNote)]


def kept(store: Store, *, office: str | None = None, year: int | None = None) -> list[KeptAssignment]:
    """Assignments by office, year and number."""
    sql = f"""SELECT {", ".join(_NAMES)} FROM assignment WHERE (?1 IS NULL OR office = ?1) AND (?2 IS NULL OR year = ?2)
    ORDER BY office, year, number, kept_at, digest"""
    with store.reading() as conn:
        return [KeptAssignment(*row) for row in conn.execute(sql, (office, year)).fetchall()]


def one(store: Store, digest: str) -> KeptAssignment | None:
    """The assignment with this SHA-256."""
    with store.reading() as conn:
        row = conn.execute(f"SELECT {', '.join(_NAMES)} FROM assignment WHERE digest = ?", (digest,)).fetchone()
    return None if row is None else KeptAssignment(*row)


def digests(store: Store) -> set[str]:
    """Of all assignments."""
    with store.reading() as conn:
        return {digest for (digest,) in conn.execute("SELECT digest FROM assignment")}


def keep(store: Store, assignment: KeptAssignment, *, who: str, at: datetime) -> None:
    """Keep an assignment in a transaction of its own."""
    with store.writing() as db:
        put(db, store.office.code, assignment, Hand(who, at))


def put(db: Database, own: str, assignment: KeptAssignment, hand: Hand) -> None:
    """Keep an assignment and tell the journal, within the open transaction."""
    told = {name: value for name, value in asdict(assignment).items() if name != "text"}
    _insert(db, (assignment,))
    offices.note(db, own, hand, "assignment", as_json(told))


def _insert(db: Database, many: Sequence[KeptAssignment]) -> None:
    marks = ", ".join(f":{name}" for name in _NAMES)
    sql = f"INSERT INTO assignment ({', '.join(_NAMES)}) VALUES ({marks})"
    db.conn.executemany(sql, [asdict(assignment) for assignment in many])


def newest(store: Store, *, year: int) -> dict[str, KeptAssignment]:
    """Office -> its assignment with the highest number, without the text."""
    names = ["''" if name == "text" else name for name in _NAMES]
    sql = f"SELECT {', '.join(names)} FROM assignment WHERE year = ? ORDER BY number, kept_at, digest"
    with store.reading() as conn:
        return {row[2]: KeptAssignment(*row) for row in conn.execute(sql, (year,)).fetchall()}


def in_force(store: Store, *, office: str, city: str) -> dict[int, KeptAssignment]:
    """Year -> what this city assigned to this office last, by its number; of equal numbers the one kept last."""
    newer = "(b.number, b.kept_at, b.digest) > (a.number, a.kept_at, a.digest)"
    sql = f"""SELECT {", ".join(_NAMES)} FROM assignment AS a WHERE office = ?1 AND city = ?2 AND NOT EXISTS
      (SELECT 1 FROM assignment AS b WHERE b.office = ?1 AND b.city = ?2 AND b.year = a.year AND {newer})"""
    with store.reading() as conn:
        return {row[3]: KeptAssignment(*row) for row in conn.execute(sql, (office, city)).fetchall()}


# What stands


def given(store: Store, *, year: int, office: str | None = None) -> list[Given]:
    """Rows that were given for a plan year, withdrawn ones too, by office, kind and id."""
    sql = f"""SELECT {", ".join(_GIVEN)} FROM assigned_row WHERE year = ?1 AND (?2 IS NULL OR office = ?2)
    ORDER BY office, kind, record_id"""
    with store.reading() as conn:
        return [Given(*row) for row in conn.execute(sql, (year, office)).fetchall()]


def notes(store: Store, *, year: int, office: str | None = None) -> list[GivenNote]:
    """Notes that were given for a plan year, withdrawn ones too, by office, day and id."""
    sql = f"""SELECT office, year, withdrawn_at, withdrawn_because, {", ".join(_NOTE)} FROM direction_note
    WHERE year = ?1 AND (?2 IS NULL OR office = ?2) ORDER BY office, given_on, id"""
    with store.reading() as conn:
        rows = conn.execute(sql, (year, office)).fetchall()
    return [_note(row) for row in rows]


def _note(row: tuple[object, ...]) -> GivenNote:
    code, year, withdrawn_at, because, *told = row
    texts = {name: str(value) for name, value in zip(_NOTE, told, strict=True)}
    day = date.fromisoformat(texts.pop("given_on"))
    return GivenNote(str(code), int(str(year)), DirectionNote(**texts, given_on=day), str(withdrawn_at), str(because))


@dataclass(frozen=True, slots=True)
class Issue:
    """What one issuing changes: rows and notes as they are from now on, and the assignments that say so."""

    given: tuple[Given, ...] = ()
    notes: tuple[GivenNote, ...] = ()
    assignments: tuple[KeptAssignment, ...] = ()


def issue(store: Store, it: Issue, *, who: str, at: datetime) -> None:
    """Keep all of it in one transaction with one entry in the journal; nothing where there is nothing."""
    if it == Issue():
        return
    with store.writing() as db:
        _put_given(db, it.given)
        _put_notes(db, it.notes)
        _insert(db, it.assignments)
        told = {
            "rows": [[one.office, one.kind, one.record_id, one.withdrawn_because] for one in it.given],
            "notes": [[one.office, one.note.id, one.note.text, one.withdrawn_because] for one in it.notes],
            "assignments": [[one.office, one.year, one.number, one.digest] for one in it.assignments],
        }
        offices.note(db, store.office.code, Hand(who, at), "assign", as_json(told))


def _put_given(db: Database, rows: Sequence[Given]) -> None:
    marks = ", ".join(f":{name}" for name in _GIVEN)
    sql = f"INSERT OR REPLACE INTO assigned_row ({', '.join(_GIVEN)}) VALUES ({marks})"
    db.conn.executemany(sql, [asdict(one) for one in rows])


def _put_notes(db: Database, rows: Sequence[GivenNote]) -> None:
    names = ["office", "year", "withdrawn_at", "withdrawn_because", *_NOTE]
    marks = ", ".join(f":{name}" for name in names)
    sql = f"INSERT OR REPLACE INTO direction_note ({', '.join(names)}) VALUES ({marks})"
    told = ({**asdict(one), **asdict(one.note), "given_on": one.note.given_on.isoformat()} for one in rows)
    db.conn.executemany(sql, [{name: row[name] for name in names} for row in told])


# Links


def links(store: Store, *, office: str | None = None) -> list[ReferenceLink]:
    """The officer's links by office, kind and row; also those whose row is gone or has the city's id by now."""
    sql = """SELECT office, kind, record_id, reference_id, linked_at, linked_by FROM reference_link
    WHERE ?1 IS NULL OR office = ?1 ORDER BY office, kind, record_id"""
    with store.reading() as conn:
        return [ReferenceLink(*row) for row in conn.execute(sql, (office,)).fetchall()]


def set_links(store: Store, after: Sequence[ReferenceLink], *, who: str, at: datetime) -> bool:
    """Link rows anew, whatever they were linked with before; "" as reference takes a row's link away. One step that
    ``undo`` takes back. False where nothing differs."""
    with store.writing() as db:
        before = reference_links.of_rows(db, [(one.office, one.kind, one.record_id) for one in after])
        known = {(one.office, one.kind, one.record_id): one.reference_id for one in before}
        changed = [one for one in after if known.get((one.office, one.kind, one.record_id), "") != one.reference_id]
        if not changed:
            return False
        rows = {(one.office, one.kind, one.record_id) for one in changed}
        old = [one for one in before if (one.office, one.kind, one.record_id) in rows]
        new = [one for one in changed if one.reference_id]
        reference_links.put(db, old, new)
        told = as_json(reference_links.detail(old, new))
        offices.note(db, store.office.code, Hand(who, at), "link", told, undoable=True)
    return True


def as_links(found: Sequence[ReferenceLink]) -> tuple[Link, ...]:
    """Links as an assignment tells them to their office."""
    return tuple(Link(one.kind, one.record_id, one.reference_id) for one in found)
