"""A compared proposal becomes the office's data: one transaction, one journal entry, all or nothing."""

from __future__ import annotations

from collections import Counter
from collections.abc import Container
from dataclasses import dataclass
from datetime import datetime

from sqlite_utils import Database

from nq57desk.domain.changes import Applied, ChangeKind
from nq57desk.errors import refuse
from nq57desk.store import images, journal, search, waiting
from nq57desk.store.rows import TABLES, KindTable, as_json, quoted
from nq57desk.store.schema import UNIQUE
from nq57desk.store.staging import REMOVED, Stage, as_counts


@dataclass(frozen=True, slots=True)
class Hand:
    """Who changes something, and when."""

    who: str
    at: datetime


@dataclass(frozen=True, slots=True)
class Besides:
    """What is kept with a change: ``detail`` for the journal, which then gets an entry although no row differs, as it
    does with ``always`` (a bundle was taken, and can be taken back); the own counter goes on from ``least``."""

    detail: str = ""
    least: int = 0
    always: bool = False


NOTHING = Besides()


def apply_stage(
    db: Database, stage: Stage, own: str, hand: Hand, leave: Container[str], besides: Besides = NOTHING
) -> Applied:
    """Apply within the transaction that is open.

    Raises:
        Refused: "store.changed_meanwhile", "store.dangling", "store.twice_in_period".
    """
    check_unchanged(db, stage)
    if leave != ():
        _leave_out(db, stage, leave)
    counts = {kind: as_counts(found) for kind, found in stage.counts.items()}
    if not stage.writes and not besides.detail and not besides.always:
        return Applied(None, counts)
    touched = _touched(db, stage)
    before = images.absent(touched) if stage.fresh else images.take(db, stage.office, touched)
    own_change = stage.office == own and stage.snapshot is None
    if stage.office == own and not own_change:
        _catch_up(db, stage)
    revision = next_revision(db, own, besides.least) if own_change else own_revision(db, own)
    _write(db, stage, revision if own_change else None)
    search.refresh(db, stage.office, touched, own=stage.office == own)
    after: images.Images = images.take(db, stage.office, touched) if own_change else _summed(db, stage, touched)
    entry = journal.Written(
        hand.at,
        hand.who,
        stage.action,
        stage.office,
        stage.source,
        revision,
        counts,
        besides.detail,
        undoable=True,
        before=before,
        after=after,
    )
    seq = journal.write(db, entry)
    if own_change:
        note_rows(db, seq, touched)
    return Applied(seq, counts, {kind: tuple(ids) for kind, ids in touched.items()})


def _summed(db: Database, stage: Stage, touched: dict[str, list[str]]) -> images.Images:
    """Of another office's rows no images are kept, for the bundle is; one hash over all tells of a later change."""
    if stage.waiting:
        return images.with_sum({}, images.sum_of(waiting.words(stage)))
    lines = []
    for table in TABLES:
        if table.name in touched:
            rows = f"SELECT id || ':' || hash || ':' || deleted AS words FROM {table.stage} "
            rows += f"WHERE _stage = ? AND _change <> '{REMOVED}' ORDER BY id"
            (words,) = db.conn.execute(f"SELECT group_concat(words, ' ') FROM ({rows})", (stage.number,)).fetchone()
            lines.append((table.name, words or ""))
    return images.with_sum(images.absent(_removed(db, stage)), images.sum_of(lines))


def own_revision(db: Database, own: str) -> int:
    """The own office's counter."""
    (revision,) = db.conn.execute("SELECT revision FROM office WHERE code = ?", (own,)).fetchone()
    return int(revision)


def next_revision(db: Database, own: str, least: int = 0) -> int:
    """Raise the own office's counter by one, or above ``least``; its new value."""
    db.conn.execute("UPDATE office SET revision = max(revision, ?) + 1 WHERE code = ?", (least, own))
    return own_revision(db, own)


def _catch_up(db: Database, stage: Stage) -> None:
    """The own records come back from a bundle: the counter goes on from the highest revision in it."""
    for table in TABLES:
        highest = f"SELECT ifnull(max(revision), 0) FROM {table.stage} WHERE _stage = ?"
        sql = f"UPDATE office SET revision = max(revision, ({highest})) WHERE code = ?"
        db.conn.execute(sql, (stage.number, stage.office))


def note_rows(db: Database, seq: int, touched: dict[str, list[str]]) -> None:
    """Let each record's history find the entry."""
    rows = ((kind, record_id, seq) for kind, ids in touched.items() for record_id in ids)
    db.conn.executemany("INSERT INTO journal_row (kind, id, entry) VALUES (?, ?, ?)", rows)


def check_unchanged(db: Database, stage: Stage) -> None:
    """Refuse where an entry made since the comparing touched what was compared.

    Raises:
        Refused: "store.changed_meanwhile".
    """
    rows = db.conn.execute(
        "SELECT seq, before FROM journal WHERE seq > ? AND office = ? AND undoable", (stage.head, stage.office)
    ).fetchall()
    if not rows:
        return
    deletes = any(counts[ChangeKind.DELETED] for counts in stage.counts.values())
    named = {kind: stage.ids.get(kind, set()) | stage.parents.get(kind, set()) for kind in stage.ids | stage.parents}
    for seq, before in rows:
        touched = images.unpack(before)
        hit = any(not named.get(kind, set()).isdisjoint(image.ids()) for kind, image in touched.items())
        if hit or stage.snapshot is not None or deletes:
            raise refuse("store.changed_meanwhile", entry=seq)


def _touched(db: Database, stage: Stage) -> dict[str, list[str]]:
    if stage.waiting:
        return waiting.ids(stage)
    touched: dict[str, list[str]] = {}
    for table in TABLES:
        if stage.counts.get(table.name):
            rows = db.conn.execute(f"SELECT id FROM {table.stage} WHERE _stage = ?", (stage.number,)).fetchall()
            if rows:
                touched[table.name] = [row[0] for row in rows]
    return touched


def _removed(db: Database, stage: Stage) -> dict[str, list[str]]:
    removed: dict[str, list[str]] = {}
    for table in TABLES:
        if stage.many(table.name, REMOVED):
            sql = f"SELECT id FROM {table.stage} WHERE _stage = ? AND _change = ?"
            removed[table.name] = [row[0] for row in db.conn.execute(sql, (stage.number, REMOVED))]
    return removed


def _write(db: Database, stage: Stage, revision: int | None) -> None:
    if stage.waiting:
        waiting.write(db, stage)
        return
    for table in TABLES:
        if stage.counts.get(table.name):
            _free_periods(db, stage, table)
            db.conn.execute(_upsert(table, stage), {"s": stage.number, "o": stage.office, "r": revision})
    for table in reversed(TABLES):
        if stage.many(table.name, REMOVED):
            gone = f"SELECT id FROM {table.stage} WHERE _stage = ? AND _change = ?"
            sql = f'DELETE FROM "{table.name}" WHERE office = ? AND id IN ({gone})'
            db.conn.execute(sql, (stage.office, stage.number, REMOVED))


def _free_periods(db: Database, stage: Stage, table: KindTable) -> None:
    """Rows may exchange their periods in one proposal: none of them holds its old one while they are written."""
    if table.name in UNIQUE and not stage.fresh:
        staged = f"SELECT id FROM {table.stage} WHERE _stage = ? AND _change <> 'new'"
        sql = f'UPDATE "{table.name}" SET deleted = 1 WHERE office = ? AND deleted = 0 AND id IN ({staged})'
        db.conn.execute(sql, (stage.office, stage.number))


def _upsert(table: KindTable, stage: Stage) -> str:
    """Parents before their own children, so that the deferred foreign keys are settled row by row."""
    columns = [name for name in table.columns if name != "revision"]
    order = ""
    if "parent_id" in table.names:
        order = "ORDER BY parent_id IS NOT NULL, position"
    conflict = ""
    if not stage.fresh:
        sets = ", ".join(f'"{name}" = excluded."{name}"' for name in table.columns if name != "id")
        conflict = f"ON CONFLICT (office, id) DO UPDATE SET {sets}"
    return (
        f'INSERT INTO "{table.name}" (office, revision, {quoted(columns)}) '
        f"SELECT :o, ifnull(:r, revision), {quoted(columns)} FROM {table.stage} "
        f"WHERE _stage = :s AND _change <> '{REMOVED}' {order} {conflict}"
    )


def _leave_out(db: Database, stage: Stage, leave: Container[str]) -> None:
    """Take rows out of the stage that a person left out, with what cannot stand without them."""
    for table in TABLES:
        ids = [row[0] for row in db.conn.execute(f"SELECT id FROM {table.stage} WHERE _stage = ?", (stage.number,))]
        left = as_json([one for one in ids if one in leave])
        sql = f"DELETE FROM {table.stage} WHERE _stage = ? AND id IN (SELECT value FROM json_each(?))"
        db.conn.execute(sql, (stage.number, left))
    for table in TABLES:
        for field, parent in table.kind.parents.items():
            while _leave_orphans(db, stage, table, field, parent):
                pass
    for table in TABLES:
        sql = f"SELECT _change, count(*) FROM {table.stage} WHERE _stage = ? GROUP BY _change"
        staged = Counter(dict(db.conn.execute(sql, (stage.number,)).fetchall()))
        if table.name in stage.counts:
            staged[ChangeKind.SAME] = stage.counts[table.name][ChangeKind.SAME]
            stage.counts[table.name] = staged


def _leave_orphans(db: Database, stage: Stage, table: KindTable, field: str, parent: str) -> int:
    """A new row whose parent was left out, and a row that would go only because its parent did."""
    staged = f"SELECT id FROM temp.stage_{parent} WHERE _stage = :stage"
    return db.conn.execute(
        f"""DELETE FROM {table.stage} AS s WHERE s._stage = :stage AND (
        (s.deleted = 0 AND s."{field}" IS NOT NULL AND s."{field}" NOT IN ({staged} AND deleted = 0)
          AND NOT EXISTS
            (SELECT 1 FROM "{parent}" AS m WHERE m.office = :office AND m.id = s."{field}" AND m.deleted = 0))
        OR (s._cause = :field AND s."{field}" NOT IN ({staged} AND _change = 'deleted')))""",
        {"stage": stage.number, "office": stage.office, "field": field},
    ).rowcount
