"""Searching tasks and indicators: each word typed begins a word of the row, with or without marks; best first."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from functools import lru_cache

from sqlite_utils import Database

from nq57desk.domain.vietnamese import fold
from nq57desk.store.rows import as_json

KINDS = ("task", "indicator")
_BREAK = re.compile(r"\W+")
_PUT = """INSERT OR REPLACE INTO search_text (office, kind, id, position, name, folded, marked)
  VALUES (?, ?, ?, ?, ?, ?, ?)"""


def words(text: str) -> str:
    """The words of a text, each with one space before it."""
    return _BREAK.sub(" ", f" {text}").rstrip()


def _marked(text: str) -> str:
    return words(unicodedata.normalize("NFC", text).lower())


def refresh(db: Database, office: str, touched: Mapping[str, list[str]]) -> None:
    """Bring the searched text up to date for rows just written, in the same transaction."""
    for kind in KINDS:
        if touched.get(kind):
            ids = as_json(touched[kind])
            gone = "office = ? AND kind = ? AND id IN (SELECT value FROM json_each(?))"
            db.conn.execute(f"DELETE FROM search_text WHERE {gone}", (office, kind, ids))
            rows = db.conn.execute(
                f"""SELECT m.id, position, name,
                lead, coordinating, number || ' ' || product || ' ' || note
                FROM json_each(?) AS asked CROSS JOIN "{kind}" AS m ON m.office = ? AND m.id = asked.value
                WHERE m.deleted = 0""",
                (ids, office),
            ).fetchall()
            db.conn.executemany(_PUT, (_row(office, kind, *row) for row in rows))


@lru_cache(maxsize=2048)
def _of_body(text: str) -> str:
    """The same few bodies stand in most rows."""
    return words(fold(text))


def _row(office: str, kind: str, record_id: str, position: int, *texts: str) -> tuple[str | int, ...]:
    name, lead, coordinating, rest = texts
    first = words(fold(name))
    folded = first + _of_body(lead) + _of_body(coordinating) + words(fold(rest))
    return office, kind, record_id, position, first, folded, _marked(" ".join(texts))


def find(db: Database, office: str, text: str, limit: int, kind: str = "") -> list[str]:
    """Ids of the rows with all words: as typed before without marks, in the name before elsewhere, then by position.

    The "+" keeps SQLite from the key's index: every row is looked at, and in the table's own order that costs a third.
    """
    plain = list(dict.fromkeys(words(fold(text)).split()))
    typed = list(dict.fromkeys(_marked(text).split()))
    if not plain:
        return []
    all_of = " AND ".join("instr(folded, ?) > 0" for _ in plain)
    as_typed = " AND ".join("instr(marked, ?) > 0" for _ in typed)
    in_folded = [f" {word}" for word in plain]
    in_name = " AND ".join("instr(name, ?) > 0" for _ in plain)
    rows = db.conn.execute(
        f"""SELECT id FROM search_text WHERE +office = ? AND +kind IN (?, ?) AND {all_of}
        ORDER BY ({as_typed}) DESC, ({in_name}) DESC, kind DESC, position, id LIMIT ?""",
        (office, *((kind, kind) if kind else KINDS), *in_folded, *(f" {word}" for word in typed), *in_folded, limit),
    )
    return [record_id for (record_id,) in rows]
