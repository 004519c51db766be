"""Reading records: one, all of an office, every office's; deleted ones are left out."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from operator import attrgetter
from typing import Any, TypeVar

from sqlite_utils import Database

from nq57desk.domain.records import kind_of
from nq57desk.store.rows import TABLE, KindTable, as_json

T = TypeVar("T")
EVERY_OFFICE = "*"
_MONTHLY = {"progress_update": "task_id", "indicator_value": "indicator_id"}
"""The kinds that are kept once a month, by the field that their index begins with."""
_CHUNK = 1000


def _table(type_: type[Any]) -> KindTable:
    return TABLE[kind_of(type_).name]


def _where(table: KindTable, office: str, plan_id: str | None) -> tuple[str, tuple[str, ...]]:
    parts, values = ["deleted = 0"], []
    if office != EVERY_OFFICE:
        parts.append("office = ?")
        values.append(office)
    if plan_id is not None and table.kind.by_plan:
        parts.append("id = ?" if table.name == "plan" else "plan_id = ?")
        values.append(plan_id)
    return " AND ".join(parts), tuple(values)


def get(db: Database, type_: type[T], office: str, record_id: str) -> T | None:
    """The record with this id."""
    table = _table(type_)
    sql = f'SELECT {table.select.format("")} FROM "{table.name}" WHERE office = ? AND id = ? AND deleted = 0'
    return next(table.records(db.conn.execute(sql, (office, record_id))), None)


def all_of(db: Database, type_: type[T], office: str, plan_id: str | None) -> list[T]:
    """All records, by position where the kind has one, else by id."""
    table = _table(type_)
    where, values = _where(table, office, plan_id)
    sql = f'SELECT {table.select.format("")} FROM "{table.name}" WHERE {where} ORDER BY office, id'
    found: list[T] = list(table.records(db.conn.execute(sql, values)))
    if "position" in table.names:
        found.sort(key=attrgetter("position"))
    return found


def find(db: Database, type_: type[T], office: str, fields: Mapping[str, str]) -> list[T]:
    """The records whose fields hold these texts, by id.

    Raises:
        KeyError: the kind has no such field.
    """
    table = _table(type_)
    for name in fields:
        if name not in table.names:
            raise KeyError(name)
    where = " AND ".join(["office = ?", "deleted = 0", *(f'"{name}" = ?' for name in fields)])
    # Without statistics the planner would read all of the office by the primary key (see store/recorded.py).
    by_month = _MONTHLY.get(table.name) in fields
    index = f'INDEXED BY "{table.name}_once"' if by_month else ""
    sql = f'SELECT {table.select.format("")} FROM "{table.name}" {index} WHERE {where} ORDER BY id'
    return list(table.records(db.conn.execute(sql, (office, *fields.values()))))


def each(db: Database, type_: type[T], plan_id: str | None) -> Iterator[tuple[str, T]]:
    """Every office's records with the office's code, by office and id."""
    table = _table(type_)
    where, values = _where(table, EVERY_OFFICE, plan_id)
    sql = f'SELECT office, {table.select.format("")} FROM "{table.name}" WHERE {where} ORDER BY office, id'
    rows = db.conn.execute(sql, values)
    while chunk := rows.fetchmany(_CHUNK):
        yield from zip((row[0] for row in chunk), table.records(row[1:] for row in chunk), strict=True)


def count(db: Database, type_: type[Any], office: str, plan_id: str | None) -> int:
    """How many there are."""
    table = _table(type_)
    where, values = _where(table, office, plan_id)
    return int(db.conn.execute(f'SELECT count(*) FROM "{table.name}" WHERE {where}', values).fetchone()[0])


def revisions(db: Database, type_: type[Any], office: str) -> dict[str, int]:
    """id -> revision."""
    table = _table(type_)
    where, values = _where(table, office, None)
    return dict(db.conn.execute(f'SELECT id, revision FROM "{table.name}" WHERE {where}', values).fetchall())


def rows_by_appendix(db: Database, office: str) -> dict[str, tuple[int, int]]:
    """Appendix id -> how many tasks and how many indicators it lists. Why the position is compared: see ``glance``."""
    found: dict[str, tuple[int, int]] = {}
    for name in ("task", "indicator"):
        index = "INDEXED BY task_place" if name == "task" else ""
        sql = f"""SELECT appendix_id, count(*) FROM "{name}" {index}
          WHERE office = ? AND deleted = 0 AND position IS NOT NULL AND position >= -9223372036854775808
          GROUP BY appendix_id"""
        for appendix, rows in db.conn.execute(sql, (office,)):
            tasks, indicators = found.get(appendix, (0, 0))
            found[appendix] = (tasks + rows, indicators) if name == "task" else (tasks, indicators + rows)
    return found


def some(db: Database, type_: type[T], office: str, ids: Iterable[str]) -> list[T]:
    """The records with these ids, in this order; those that are gone are left out."""
    table = _table(type_)
    sql = f"""SELECT {table.select.format("m.")} FROM json_each(?) AS asked CROSS JOIN "{table.name}" AS m
    ON m.office = ? AND m.id = asked.value WHERE m.deleted = 0"""
    return list(table.records(db.conn.execute(sql, (as_json(list(ids)), office))))
