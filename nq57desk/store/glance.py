"""Reading for a window: the order of many rows by their ids alone, and whole records only for the ids that are seen.

Decides that a list of 20,000 tasks costs its ids, not its records. The joins are CROSS JOINs because SQLite's planner
takes them in the order written: the few ids asked for lead, each finds its row by key.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TypeVar

from nq57desk.domain.plan import Task
from nq57desk.domain.progress import ProgressUpdate
from nq57desk.domain.records import kind_of
from nq57desk.store.connection import refusals
from nq57desk.store.recorded import updates_of
from nq57desk.store.rows import TABLE, as_json
from nq57desk.store.store import Store

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class TaskLine:
    """Where one task stands: its appendix and section ("" where it stands in none)."""

    id: str
    appendix_id: str
    section_id: str


def task_lines(store: Store, *, plan_id: str | None = None) -> list[TaskLine]:
    """The own tasks by position."""
    sql = """SELECT id, appendix_id, ifnull(section_id, '') FROM task
      WHERE office = ? AND deleted = 0 AND (? IS NULL OR plan_id = ?) ORDER BY position, id"""
    seen: dict[str, str] = {}
    with refusals(store.path.name):
        rows = store._db.conn.execute(sql, (store.office.code, plan_id, plan_id))
        return [TaskLine(a, seen.setdefault(b, b), seen.setdefault(c, c)) for a, b, c in rows]


def _by(store: Store, type_: type[T], column: str, ids: Sequence[str]) -> list[T]:
    table = TABLE[kind_of(type_).name]
    sql = f"""SELECT {table.select.format("m.")} FROM json_each(?) AS asked CROSS JOIN "{table.name}" AS m
      ON m.office = ? AND m."{column}" = asked.value WHERE m.deleted = 0"""
    with refusals(store.path.name):
        return list(table.records(store._db.conn.execute(sql, (as_json(list(ids)), store.office.code))))


def tasks(store: Store, ids: Sequence[str]) -> list[Task]:
    """The own tasks with these ids; those that are gone are left out."""
    return _by(store, Task, "id", ids)


def sub_tasks(store: Store, ids: Sequence[str]) -> list[Task]:
    """The own tasks that stand directly under these, found in one pass: no index begins with the row above."""
    table = TABLE["task"]
    sql = f"""SELECT {table.select.format("")} FROM task WHERE office = ? AND parent_id IS NOT NULL
      AND parent_id IN (SELECT value FROM json_each(?)) AND deleted = 0"""
    with refusals(store.path.name):
        return list(table.records(store._db.conn.execute(sql, (store.office.code, as_json(list(ids))))))


def updates(store: Store, task_ids: Sequence[str]) -> list[ProgressUpdate]:
    """What was recorded of these tasks, in every period."""
    return updates_of(store, task_ids)


def revisions(store: Store, ids: Sequence[str]) -> dict[str, int]:
    """The revisions of the own tasks with these ids."""
    sql = """SELECT m.id, m.revision FROM json_each(?) AS asked CROSS JOIN task AS m
      ON m.office = ? AND m.id = asked.value"""
    with refusals(store.path.name):
        return dict(store._db.conn.execute(sql, (as_json(list(ids)), store.office.code)).fetchall())
