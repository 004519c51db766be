"""Whether the data are still what was put in: by SQLite's own tests, by hashes, and by the journal.

Each finding names what it is about. A row altered behind the program's back no longer has its content's hash; one
whose hash was altered too, or that was slipped in or taken out, differs from what the journal says of it.
"""

from __future__ import annotations

import sqlite3
import zlib
from collections.abc import Iterator

from sqlite_utils import Database

from nq57desk.domain.problems import NOWHERE, Problem, Severity, problem
from nq57desk.domain.records import content_hash
from nq57desk.store import images, journal, merged_sums
from nq57desk.store.rows import META, TABLES, KindTable, Row, as_json, quoted

_MOST = 100


def check(db: Database, own: str) -> tuple[Problem, ...]:
    """All findings; none where everything is sound. In a damaged file nothing else can be asked."""
    damage = tuple(_integrity(db))
    if damage:
        return damage
    found = (*_foreign_keys(db), *_journal(db), *_hashes(db), *_against_journal(db, own))
    return found or tuple(_merged(db))


def quick(db: Database) -> tuple[Problem, ...]:
    """SQLite's quick check alone: whether every page can be read and is in its order."""
    try:
        found = [text for (text,) in db.conn.execute("PRAGMA quick_check(5)")]
    except (sqlite3.DatabaseError, UnicodeDecodeError) as error:
        found = [str(error)]
    return tuple(_error("store.integrity", what=text) for text in found if text != "ok")


def _error(code: str, **words: object) -> Problem:
    return problem(code, Severity.ERROR, NOWHERE, **words)


def _integrity(db: Database) -> Iterator[Problem]:
    try:
        for (text,) in db.conn.execute(f"PRAGMA integrity_check({_MOST})"):
            if text != "ok":
                yield _error("store.integrity", what=text)
    except sqlite3.DatabaseError as error:
        yield _error("store.integrity", what=error)


def _foreign_keys(db: Database) -> Iterator[Problem]:
    for table, _row, parent, _number in db.conn.execute("PRAGMA foreign_key_check"):
        yield _error("store.foreign_key", kind=table, parent=parent)


def _journal(db: Database) -> Iterator[Problem]:
    broken = journal.first_broken(db)
    if broken is not None:
        yield _error("store.journal_broken", entry=broken)


def _hashes(db: Database) -> Iterator[Problem]:
    for table in TABLES:
        for row in db.conn.execute(f'SELECT {quoted(table.columns)}, office FROM "{table.name}"'):
            if not _is_whole(table, row[:-1]):
                yield _error("store.row_altered", kind=table.name, id=row[0], office=row[-1])


def _is_whole(table: KindTable, row: Row) -> bool:
    try:
        return bool(content_hash(as_json(table.content(row)).encode()) == row[META.index("hash")])
    except ValueError:
        return False


def _merged(db: Database) -> Iterator[Problem]:
    """Asked only where all else is sound, for it cannot say which row it is."""
    for entry, office in merged_sums.altered(db):
        yield _error("store.merged_altered", entry=entry, office=office)


def _against_journal(db: Database, own: str) -> Iterator[Problem]:
    """Replay what the journal says became of each row, and compare it with the rows there are."""
    known: dict[tuple[str, str, str], tuple[str, int] | None] = {}
    highest = 0
    for seq, office, revision, before, after in db.conn.execute(
        "SELECT seq, office, revision, before, after FROM journal ORDER BY seq"
    ):
        highest = revision
        try:
            _replay(known, office, before, after)
        except (ValueError, zlib.error):
            yield _error("store.journal_broken", entry=seq)
            return
    (counter,) = db.conn.execute("SELECT revision FROM office WHERE code = ?", (own,)).fetchone()
    if counter != highest:
        yield _error("store.counter_altered", found=counter, expected=highest)
    for table in TABLES:
        yield from _compare_rows(db, table, known)
    yield from (_error("store.row_missing", office=o, kind=kind, id=one) for (o, kind, one), it in known.items() if it)


def _replay(
    known: dict[tuple[str, str, str], tuple[str, int] | None], office: str, before: bytes, after: bytes | None
) -> None:
    """After an entry without images of what came after, a row is there with whatever hash."""
    for kind, image in images.unpack(before).items():
        for one in image.ids():
            known[office, kind, one] = ("", 0)
    for kind, image in images.without_sum(images.unpack(after))[0].items():
        for row in image.as_mappings():
            known[office, kind, row["id"]] = (row["hash"], row["deleted"])
        for one in image.absent:
            known[office, kind, one] = None


def _compare_rows(
    db: Database, table: KindTable, known: dict[tuple[str, str, str], tuple[str, int] | None]
) -> Iterator[Problem]:
    for office, one, digest, deleted in db.conn.execute(f'SELECT office, id, hash, deleted FROM "{table.name}"'):
        expected = known.pop((office, table.name, one), None)
        if expected is None:
            yield _error("store.row_unknown", kind=table.name, id=one, office=office)
        elif expected[0] and expected != (digest, deleted):
            yield _error("store.row_altered", kind=table.name, id=one, office=office)
