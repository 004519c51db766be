"""The searched text of tasks and indicators, and of what was told of the own tasks, kept beside the records.

``search_text`` holds a row's own words: name, bodies, numbers, product, note, documents. ``search_told`` holds what the
own office's updates tell of a task: result, difficulty, proposal, the documents named there. Both are filled in the
transaction that writes the records, by merging and undoing too. Of other offices nothing is kept that their updates
tell: a city searches none of it, and a merge is not to pay for it.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping
from functools import lru_cache

from sqlite_utils import Database

from nq57desk.store.rows import as_json

KINDS = ("task", "indicator")
TOLD = "progress_update"
_BREAK = re.compile(r"[\W_]+")
_UNEVEN = re.compile(r"[^\w ]|_|  ")
"""Most names are words with one space between them already, which is found out in half the time."""
_PUT = "INSERT OR REPLACE INTO search_text (office, kind, id, position, name, rest) VALUES (?, ?, ?, ?, ?, ?)"
_PUT_TOLD = "INSERT OR REPLACE INTO search_told (office, id, task_id, text) VALUES (?, ?, ?, ?)"
_TEXTS = """m.name, m.lead, m.coordinating, m.supervisor, m.responsible,
  m.number || ' ' || m.product || ' ' || m.deadline || ' ' || m.note || ' ' ||
  m.source_document || ' ' || m.adjusted_by"""
_TOLD_TEXTS = """m.result || ' ' || m.difficulty || ' ' || m.proposal || ' ' || m.product_document || ' ' ||
  m.stopped_by"""
_ASKED = 'json_each(?) AS asked CROSS JOIN "{0}" AS m ON m.office = ? AND m.id = asked.value'


def words(text: str) -> str:
    """The words of a text with one space between them: NFC, small letters, marks kept."""
    small = unicodedata.normalize("NFC", text).lower()
    return (_BREAK.sub(" ", small) if _UNEVEN.search(small) else small).strip()


def refresh(db: Database, office: str, touched: Mapping[str, list[str]], *, own: bool) -> None:
    """Bring the searched text up to date for rows just written, in the same transaction."""
    for kind in KINDS:
        if touched.get(kind):
            ids = as_json(touched[kind])
            gone = "office = ? AND kind = ? AND id IN (SELECT value FROM json_each(?))"
            db.conn.execute(f"DELETE FROM search_text WHERE {gone}", (office, kind, ids))
            rows = db.conn.execute(
                f"SELECT m.id, m.position, {_TEXTS} FROM {_ASKED.format(kind)} WHERE m.deleted = 0", (ids, office)
            ).fetchall()
            db.conn.executemany(_PUT, (_row(office, kind, *row) for row in rows))
    if own and touched.get(TOLD):
        ids = as_json(touched[TOLD])
        gone = "office = ? AND id IN (SELECT value FROM json_each(?))"
        db.conn.execute(f"DELETE FROM search_told WHERE {gone}", (office, ids))
        rows = db.conn.execute(
            f"SELECT m.id, m.task_id, {_TOLD_TEXTS} FROM {_ASKED.format(TOLD)} WHERE m.deleted = 0", (ids, office)
        ).fetchall()
        db.conn.executemany(_PUT_TOLD, _told(office, rows))


def refill(db: Database) -> None:
    """Make all searched text anew, for every office: what is searched for is another than before."""
    db.conn.execute("DELETE FROM search_text")
    db.conn.execute("DELETE FROM search_told")
    for kind in KINDS:
        sql = f'SELECT m.office, m.id, m.position, {_TEXTS} FROM "{kind}" AS m WHERE m.deleted = 0'
        rows = db.conn.execute(sql).fetchall()
        db.conn.executemany(_PUT, (_row(office, kind, *row) for office, *row in rows))
    for (own,) in db.conn.execute("SELECT code FROM office WHERE own = 1").fetchall():
        sql = f"SELECT m.id, m.task_id, {_TOLD_TEXTS} FROM {TOLD} AS m WHERE m.office = ? AND m.deleted = 0"
        db.conn.executemany(_PUT_TOLD, _told(own, db.conn.execute(sql, (own,)).fetchall()))


@lru_cache(maxsize=4096)
def _of_few(text: str) -> str:
    """The same few bodies stand in most rows, and month after month much is told in the same words."""
    return words(text)


def _row(office: str, kind: str, record_id: str, position: int, *texts: str) -> tuple[str | int, ...]:
    name, *bodies, rest = texts
    return office, kind, record_id, position, words(name), " ".join((*map(_of_few, bodies), words(rest))).strip()


def _told(office: str, rows: list[tuple[str, str, str]]) -> Iterator[tuple[str, ...]]:
    """Rows for what tells something."""
    for record_id, task_id, text in rows:
        told = _of_few(text)
        if told:
            yield office, record_id, task_id, told
