"""Rows as they were, kept in the journal: per kind the columns once, the rows, and the ids that had no row."""

from __future__ import annotations

import hashlib
import json
import zlib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from sqlite_utils import Database

from nq57desk.store.rows import TABLES, KindTable, Row, as_json, quoted


@dataclass(frozen=True, slots=True)
class KindImage:
    """Rows of one kind. The first column is the id."""

    columns: tuple[str, ...] = ()
    rows: list[Row] = field(default_factory=list)
    absent: list[str] = field(default_factory=list)

    def as_mappings(self) -> Iterator[dict[str, Any]]:
        """The rows by column."""
        return (dict(zip(self.columns, row, strict=True)) for row in self.rows)

    def ids(self) -> list[str]:
        """Every id that it speaks of."""
        return [row[0] for row in self.rows] + self.absent


Images = Mapping[str, KindImage]
_SUM = ""
"""Stands in the place of a kind where, instead of images of what came after, one hash over all of it is kept."""


def with_sum(images: Images, digest: str) -> Images:
    """The images, and the hash of all rows as they were left."""
    return {**images, _SUM: KindImage(("sum",), [(digest,)], [])}


def without_sum(images: Images) -> tuple[dict[str, KindImage], str]:
    """The images alone, and the hash that came with them; "" where none did."""
    kept = images.get(_SUM)
    return {kind: image for kind, image in images.items() if kind != _SUM}, "" if kept is None else str(kept.rows[0][0])


def sum_of(lines: Iterable[tuple[str, str]]) -> str:
    """The hash of rows: for each kind in the registry's order its name and its rows, as :func:`row_words` has them."""
    digest = hashlib.sha256()
    for kind, words in lines:
        digest.update(f"{kind} {words}\n".encode())
    return digest.hexdigest()


def row_words(one: str, row_hash: str, deleted: int) -> str:
    """A row in the hash of all rows; a kind's rows stand by id, parted by a space."""
    return f"{one}:{row_hash}:{deleted:d}"


def pack(images: Images) -> bytes:
    """Compressed JSON."""
    plain = {kind: [image.columns, image.rows, image.absent] for kind, image in images.items()}
    return zlib.compress(json.dumps(plain, ensure_ascii=False, separators=(",", ":")).encode(), 1)


def unpack(data: bytes | None) -> dict[str, KindImage]:
    """What ``pack`` made; nothing where nothing was kept.

    Raises:
        ValueError, zlib.error: the bytes were altered.
    """
    if data is None:
        return {}
    plain = json.loads(zlib.decompress(data))
    return {
        kind: KindImage(tuple(columns), [tuple(row) for row in rows], absent)
        for kind, (columns, rows, absent) in plain.items()
    }


def take(db: Database, office: str, ids_by_kind: Mapping[str, list[str]]) -> dict[str, KindImage]:
    """Images of the rows in place for these ids."""
    found: dict[str, KindImage] = {}
    for table in TABLES:
        ids = ids_by_kind.get(table.name)
        if ids:
            rows = _rows(db, table, office, ids)
            present = {row[0] for row in rows}
            found[table.name] = KindImage(table.columns, rows, [one for one in ids if one not in present])
    return found


def _rows(db: Database, table: KindTable, office: str, ids: list[str]) -> list[Row]:
    return db.conn.execute(
        f"SELECT {quoted(table.columns, 'm.')} FROM json_each(?) AS asked "
        f'CROSS JOIN "{table.name}" AS m ON m.office = ? AND m.id = asked.value',
        (as_json(ids), office),
    ).fetchall()


def absent(ids_by_kind: Mapping[str, list[str]]) -> dict[str, KindImage]:
    """Images of rows that were not there."""
    return {kind: KindImage((), [], ids) for kind, ids in ids_by_kind.items() if ids}
