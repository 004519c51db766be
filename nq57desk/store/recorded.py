"""What was recorded of some tasks or indicators, in every period, found by the index that keeps each month once.

The index is named because SQLite's planner, without statistics, prefers the primary key's first column and so reads
every update of the office for each id: with 60,000 updates 12 ms an id, by the index less than 0.05 ms.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import TypeVar

from nq57desk.domain.indicators import IndicatorValue
from nq57desk.domain.progress import ProgressUpdate
from nq57desk.domain.records import kind_of
from nq57desk.store.rows import TABLE, as_json
from nq57desk.store.store import Store

T = TypeVar("T", ProgressUpdate, IndicatorValue)


def updates_of(store: Store, task_ids: Iterable[str]) -> list[ProgressUpdate]:
    """The own updates of these tasks, in no particular order."""
    return _of(store, ProgressUpdate, "task_id", task_ids)


def values_of(store: Store, indicator_ids: Iterable[str]) -> list[IndicatorValue]:
    """The own values of these indicators, in no particular order."""
    return _of(store, IndicatorValue, "indicator_id", indicator_ids)


def _of(store: Store, type_: type[T], column: str, ids: Iterable[str]) -> list[T]:
    table = TABLE[kind_of(type_).name]
    sql = f"""SELECT {table.select.format("m.")} FROM json_each(?) AS asked
      CROSS JOIN "{table.name}" AS m INDEXED BY "{table.name}_once"
      ON m.office = ? AND m."{column}" = asked.value WHERE m.deleted = 0"""
    with store.reading() as conn:
        return list(table.records(conn.execute(sql, (as_json(list(ids)), store.office.code))))


def tasks_with(store: Store, update_ids: Iterable[str]) -> dict[str, str]:
    """Update id -> its task's id, also of updates that were deleted; those that were taken back whole are left out."""
    sql = """SELECT m.id, m.task_id FROM json_each(?) AS asked
      CROSS JOIN progress_update AS m ON m.office = ? AND m.id = asked.value"""
    with store.reading() as conn:
        return dict(conn.execute(sql, (as_json(list(update_ids)), store.office.code)).fetchall())
