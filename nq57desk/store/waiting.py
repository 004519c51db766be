"""The rows of an office that has none yet: they wait in memory and go straight into the office's tables.

A first bundle is thousands of rows, and by way of the temporary tables each of them would be written twice. Who must
look at single ones (a preview, a person's choice, the name of a wrong row) has them poured into those tables.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import chain, compress, repeat
from typing import Any

from sqlite_utils import Database

from nq57desk.store.images import row_words
from nq57desk.store.rows import TABLE, TABLES, KindTable, quoted
from nq57desk.store.staging import Batch, Stage, put

_ABOVE, _AT = "parent_id", "position"


def keep(db: Database, stage: Stage, batch: Batch) -> None:
    """Let a batch wait: in memory for an office without rows, else in the temporary tables."""
    if stage.fresh:
        stage.waiting.append(batch)
    else:
        put(db, batch.table, batch.rows(stage.number))


def pour(db: Database, stage: Stage) -> None:
    """Bring what waits in memory into the temporary tables."""
    for batch in stage.waiting:
        put(db, batch.table, batch.rows(stage.number))
    stage.waiting.clear()


def whole(stage: Stage) -> bool:
    """Whether every parent that waiting rows name waits with them; where none is named, none is needed."""
    for batch in stage.waiting:
        for form, column in zip(batch.table.forms, batch.read.values, strict=True):
            parent = batch.table.kind.parents.get(form.name)
            if parent and form.default is None and "" in column:
                return False
    return all(named - stage.ids.get(parent, set()) <= {""} for parent, named in stage.parents.items())


def above(stage: Stage, table: KindTable) -> Mapping[str, str]:
    """Record -> the record of its own kind that it hangs under, of the live ones that wait."""
    at = table.names.index(_ABOVE)
    return {
        one: parent
        for batch in stage.waiting
        if batch.table is table
        for one, parent, deleted in zip(batch.ids, batch.read.values[at], batch.deleted, strict=True)
        if parent and not deleted
    }


def ids(stage: Stage) -> dict[str, list[str]]:
    """The ids that wait, by kind."""
    found: dict[str, list[str]] = {}
    for batch in stage.waiting:
        found.setdefault(batch.table.name, []).extend(batch.ids)
    return {table.name: found[table.name] for table in TABLES if table.name in found}


def write(db: Database, stage: Stage) -> None:
    """Insert what waits, within the open transaction: parents before their own children."""
    for kind in ids(stage):
        table = TABLE[kind]
        parts = (batch.record_columns() for batch in stage.waiting if batch.table is table)
        columns = [list(chain.from_iterable(part)) for part in zip(*parts, strict=True)]
        if _ABOVE in table.names:
            hangs, places = (columns[-len(table.names) :][table.names.index(name)] for name in (_ABOVE, _AT))
            order = sorted(range(len(places)), key=lambda at: (hangs[at] != "", places[at]))
            columns = [[column[at] for at in order] for column in columns]
        _insert(db, table, stage.office, columns)


def _insert(db: Database, table: KindTable, office: str, columns: Sequence[list[Any]]) -> None:
    """What is empty in every row stands in the statement: binding an empty value costs more than binding a text."""
    names = quoted(("id", "revision", "hash", "deleted", "extra", *table.names))
    filled = [column.count(None) < len(column) for column in columns]
    binds = ("?", "?", "?", "?", "?", *table.binds)
    marks = ", ".join(bind if there else "NULL" for bind, there in zip(binds, filled, strict=True))
    rows = zip(repeat(office), *compress(columns, filled), strict=False)
    db.conn.executemany(f'INSERT INTO "{table.name}" (office, {names}) VALUES (?, {marks})', rows)


def words(stage: Stage) -> Iterator[tuple[str, str]]:
    """Kind by kind what :func:`images.sum_of` hashes."""
    for kind in ids(stage):
        batches = [batch for batch in stage.waiting if batch.table.name == kind]
        rows = sorted(chain.from_iterable(zip(one.ids, one.read.hashes, one.deleted, strict=True) for one in batches))
        yield kind, " ".join([row_words(*row) for row in rows])
