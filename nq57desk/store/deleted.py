"""What was deleted and can come back: the tombstones of the own office, with the revision that deleted them.

One applied ChangeSet has one revision, so what fell together is found again by it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from nq57desk.domain.records import kind_of
from nq57desk.store.rows import TABLE, as_json
from nq57desk.store.store import Store

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Deleted(Generic[T]):
    """A deleted record as it was last, and the revision in which it went."""

    record: T
    revision: int


def deleted(store: Store, type_: type[T], **fields: Sequence[str]) -> list[Deleted[T]]:
    """The deleted records whose fields hold one of these texts, by id.

    Raises:
        KeyError: the kind has no such field.
    """
    table = TABLE[kind_of(type_).name]
    tests, values = ["office = ?", "deleted = 1"], [store.office.code]
    for name, texts in fields.items():
        if name not in (*table.names, "id"):
            raise KeyError(name)
        tests.append(f'"{name}" IN (SELECT value FROM json_each(?))')
        values.append(as_json(list(texts)))
    index = "INDEXED BY task_gone" if table.name == "task" else ""
    sql = f'FROM "{table.name}" {index} WHERE {" AND ".join(tests)} ORDER BY id'
    with store.reading() as conn:
        rows: list[tuple[Any, ...]] = conn.execute(
            f"SELECT {table.select.format('')}, revision {sql}", values
        ).fetchall()
    found = table.records([row[:-1] for row in rows])
    return [Deleted(record, row[-1]) for record, row in zip(found, rows, strict=True)]
