"""The journal as it is shown to others: each entry with what its hash covers, and what it changed from and to.

The hash of an entry covers all its columns; of the images of rows their own SHA-256 stands in, so that whoever has
the columns can follow the chain without the images (:func:`nq57desk.store.journal.entry_hash`).
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from nq57desk.store import images
from nq57desk.store.images import KindImage
from nq57desk.store.rows import as_json
from nq57desk.store.store import Store

CHAINED = (
    *("seq", "at", "who", "action", "office", "source_kind", "source_name", "source_digest", "revision", "counts"),
    *("detail", "undoable", "reverts", "before", "after", "previous"),
)
"""The columns that an entry's hash covers, in their order."""
_KEPT_OUT = ("id", "hash", "revision", "extra")


@dataclass(frozen=True, slots=True)
class RowChange:
    """One row that an entry changed: the fields that differ, ``was`` empty for a new row, ``now`` for one gone."""

    kind: str
    id: str
    was: Mapping[str, Any]
    now: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class TraceEntry:
    """``chained`` holds the columns of CHAINED as the hash takes them; ``changes`` only where both images were kept."""

    chained: tuple[Any, ...]
    hash: str
    changes: tuple[RowChange, ...] = field(default=())


def chain_hash(chained: tuple[Any, ...]) -> str:
    """The hash of an entry, of what it covers."""
    return hashlib.sha256(as_json(list(chained)).encode()).hexdigest()


def head(store: Store) -> tuple[int, str]:
    """The newest entry's number and hash; (0, "") before the first."""
    with store.reading() as conn:
        row = conn.execute("SELECT seq, hash FROM journal ORDER BY seq DESC LIMIT 1").fetchone()
    return (0, "") if row is None else (int(row[0]), str(row[1]))


def hash_of(store: Store, number: int) -> str:
    """The hash of the entry with this number; "" where there is none."""
    with store.reading() as conn:
        row = conn.execute("SELECT hash FROM journal WHERE seq = ?", (number,)).fetchone()
    return "" if row is None else str(row[0])


def entries(store: Store) -> Iterator[TraceEntry]:
    """All entries, oldest first."""
    with store.reading() as conn:
        for row in conn.execute(f"SELECT {', '.join(CHAINED)}, hash FROM journal ORDER BY seq"):
            chained = tuple(hashlib.sha256(one).hexdigest() if isinstance(one, bytes) else one for one in row[:-1])
            before, after = row[CHAINED.index("before")], row[CHAINED.index("after")]
            yield TraceEntry(chained, row[-1], tuple(_changes(images.unpack(before), images.unpack(after))))


def _changes(before: Mapping[str, KindImage], after: Mapping[str, KindImage]) -> Iterator[RowChange]:
    for kind, image in images.without_sum(after)[0].items():
        old = {row["id"]: row for row in before.get(kind, KindImage()).as_mappings()}
        for row in image.as_mappings():
            was, now = _shown(old.get(row["id"], {})), _shown(row)
            differ = [name for name in {**was, **now} if was.get(name) != now.get(name)]
            if differ:
                yield RowChange(kind, row["id"], _only(was, differ), _only(now, differ))
        for one in image.absent:
            if one in old:
                yield RowChange(kind, one, _shown(old[one]), {})


def _shown(row: Mapping[str, Any]) -> dict[str, Any]:
    """A row's own fields; a tombstone has none."""
    if not row or row["deleted"]:
        return {}
    return {name: value for name, value in row.items() if name not in _KEPT_OUT and name != "deleted"}


def _only(row: Mapping[str, Any], names: list[str]) -> dict[str, Any]:
    return {name: row[name] for name in names if name in row}
