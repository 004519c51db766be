"""Papers that were issued, each with its number, day and signer: only ever added, never changed or deleted.

Their files lie in the office's folder under their SHA-256; the row names them.
"""

from __future__ import annotations

from dataclasses import asdict, fields
from datetime import date, datetime
from typing import Any

from nq57desk.domain.issued import IssuedPaper
from nq57desk.store import offices
from nq57desk.store.apply import Hand
from nq57desk.store.rows import as_json
from nq57desk.store.store import Store

_NAMES = [field.name for field in fields(IssuedPaper)]


def read(store: Store) -> list[IssuedPaper]:
    """All of them, oldest first."""
    with store.reading() as conn:
        rows = conn.execute(f"SELECT {', '.join(_NAMES)} FROM issued_paper ORDER BY kept_at, id").fetchall()
    return [_paper(dict(zip(_NAMES, row, strict=True))) for row in rows]


def _paper(row: dict[str, Any]) -> IssuedPaper:
    return IssuedPaper(**{**row, "issued_on": date.fromisoformat(row["issued_on"])})


def add(store: Store, paper: IssuedPaper, *, who: str, at: datetime) -> None:
    """Keep its row and tell the journal."""
    marks = ", ".join(f":{name}" for name in _NAMES)
    row = _row(paper)
    with store.writing() as db:
        db.conn.execute(f"INSERT INTO issued_paper ({', '.join(_NAMES)}) VALUES ({marks})", row)
        offices.note(db, store.office.code, Hand(who, at), "issue_paper", as_json(row))


def _row(paper: IssuedPaper) -> dict[str, Any]:
    return {**asdict(paper), "issued_on": paper.issued_on.isoformat()}
