"""The journal: one entry for each change, chained by hash, so that an entry altered or taken out later is found."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from datetime import datetime
from typing import Any

from sqlite_utils import Database

from nq57desk.domain.changes import Counts, Source
from nq57desk.store.entries import JournalEntry
from nq57desk.store.images import Images, pack
from nq57desk.store.rows import as_json

_DONE = ("seq", "at", "who", "action", "office", "source_kind", "source_name", "source_digest", "revision", "counts")
_KEPT = ("detail", "undoable", "reverts", "before", "after", "previous", "hash")
_COLUMNS = (*_DONE, *_KEPT)
_INSERT = f"INSERT INTO journal ({', '.join(_COLUMNS)}) VALUES ({', '.join('?' * len(_COLUMNS))})"
_SELECT = """SELECT e.seq, e.at, e.who, e.action, e.office, e.source_kind, e.source_name, e.source_digest, e.revision,
  e.counts, e.detail, e.undoable, e.reverts FROM journal AS e"""


@dataclass(frozen=True, slots=True)
class Written:
    """What an entry is made of before it has its number and hash."""

    at: datetime
    who: str
    action: str
    office: str
    source: Source
    revision: int
    by_kind: Mapping[str, Counts] = field(default_factory=dict)
    detail: str = ""
    undoable: bool = False
    reverts: int | None = None
    before: Images = field(default_factory=dict)
    after: Images | None = None


def write(db: Database, entry: Written) -> int:
    """Append an entry within the transaction that is open; its number."""
    (seq, previous) = head(db)
    values: list[Any] = [
        seq + 1,
        entry.at.isoformat(timespec="seconds"),
        entry.who,
        entry.action,
        entry.office,
        entry.source.kind,
        entry.source.name,
        entry.source.digest,
        entry.revision,
        as_json({kind: asdict(counts) for kind, counts in entry.by_kind.items()}),
        entry.detail,
        int(entry.undoable),
        entry.reverts,
        pack(entry.before),
        None if entry.after is None else pack(entry.after),
        previous,
    ]
    db.conn.execute(_INSERT, (*values, entry_hash(values)))
    return seq + 1


def head(db: Database) -> tuple[int, str]:
    """The newest entry's number and hash; (0, "") before the first."""
    row = db.conn.execute("SELECT seq, hash FROM journal ORDER BY seq DESC LIMIT 1").fetchone()
    return (0, "") if row is None else (row[0], row[1])


def entry_hash(values: list[Any]) -> str:
    """SHA-256 over all columns but the hash itself; of the images their own SHA-256 stands in."""
    plain = [hashlib.sha256(value).hexdigest() if isinstance(value, bytes) else value for value in values]
    return hashlib.sha256(as_json(plain).encode()).hexdigest()


def first_broken(db: Database) -> int | None:
    """The number of the first entry that does not follow from the one before it; None where the chain is whole."""
    expected, previous = 1, ""
    for row in db.conn.execute(f"SELECT {', '.join(_COLUMNS)} FROM journal ORDER BY seq"):
        values = list(row[:-1])
        if row[0] != expected or values[-1] != previous or entry_hash(values) != row[-1]:
            return expected if row[0] != expected else int(row[0])
        expected, previous = row[0] + 1, row[-1]
    return None


def entries(db: Database, where: str = "1", values: tuple[Any, ...] = (), limit: int = -1) -> list[JournalEntry]:
    """Entries, newest first."""
    sql = f"{_SELECT} WHERE {where} ORDER BY e.seq DESC LIMIT ?"
    taken_back = dict(db.conn.execute("SELECT reverts, seq FROM journal WHERE reverts IS NOT NULL").fetchall())
    return [_entry(row, taken_back) for row in db.conn.execute(sql, (*values, limit))]


def _entry(row: tuple[Any, ...], taken_back: Mapping[int, int]) -> JournalEntry:
    seq, at, who, action, office, kind, name, digest, revision, counts, detail, undoable, reverts = row
    by_kind = {kind: Counts(**numbers) for kind, numbers in json.loads(counts).items()}
    source = Source(kind, name, digest)
    undone = _is_undone(seq, taken_back)
    return JournalEntry(
        seq, at, who, action, office, source, revision, by_kind, bool(undoable), reverts, undone, detail
    )


def _is_undone(seq: int, taken_back: Mapping[int, int]) -> bool:
    """An undoing may be taken back itself."""
    undone = False
    while seq in taken_back:
        undone, seq = not undone, taken_back[seq]
    return undone


def undoable(db: Database) -> JournalEntry | None:
    """The newest entry that changed records, is no undoing itself and was not taken back."""
    where = "e.undoable AND e.action <> 'undo' AND NOT EXISTS (SELECT 1 FROM journal AS r WHERE r.reverts = e.seq)"
    return next(iter(entries(db, where, limit=1)), None)


def redoable(db: Database) -> JournalEntry | None:
    """The newest undoing that was not taken back, while no new change was made after it."""
    where = """e.action = 'undo' AND NOT EXISTS (SELECT 1 FROM journal AS r WHERE r.reverts = e.seq)
    AND NOT EXISTS (SELECT 1 FROM journal AS n WHERE n.seq > e.seq AND n.undoable
      AND n.action NOT IN ('undo', 'redo'))"""
    return next(iter(entries(db, where, limit=1)), None)


def revertible(db: Database, number: int) -> JournalEntry | None:
    """The entry with this number, if it changed records and was not taken back."""
    where = """e.seq = ? AND e.undoable AND NOT EXISTS (SELECT 1 FROM journal AS r WHERE r.reverts = e.seq)
    AND e.action <> 'undo'"""
    return next(iter(entries(db, where, (number,), limit=1)), None)
