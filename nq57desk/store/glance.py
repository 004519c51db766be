"""Reading for a window: the order of many rows by their ids alone, and whole records only for the ids that are seen.

Decides that a list of 20,000 tasks costs its ids, not its records. The joins are CROSS JOINs because SQLite's planner
takes them in the order written: the few ids asked for lead, each finds its row by key.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple, TypeVar

from nq57desk.domain.plan import Task
from nq57desk.domain.progress import ProgressUpdate
from nq57desk.domain.records import kind_of
from nq57desk.store.recorded import updates_of
from nq57desk.store.rows import TABLE, as_json
from nq57desk.store.store import Store

T = TypeVar("T")


class TaskLine(NamedTuple):
    """Where one task stands: its appendix and section ("" where it stands in none)."""

    id: str
    appendix_id: str
    section_id: str


_PLACED = """INDEXED BY task_place WHERE office = :office AND deleted = 0
  AND position IS NOT NULL AND position >= -9223372036854775808"""
"""The own tasks by an index that holds all a list needs; see ``m003_search``.

SQLite from 3.46 on leaves out that a column that is never empty is not empty, and then does not see that the index
serves; the comparison, true of every number, tells it. Older ones need the first form.
"""


def task_lines(
    store: Store, *, plan_id: str | None = None, appendix_id: str | None = None, section_id: str | None = None
) -> list[TaskLine]:
    """The own tasks of a plan, appendix or section, appendix by appendix, in each by position."""
    narrowed = {"plan_id": plan_id, "appendix_id": appendix_id, "section_id": section_id}
    wanted = {name: value for name, value in narrowed.items() if value is not None}
    more = "".join(f" AND {name} = :{name}" for name in wanted)
    sql = f"""SELECT id, appendix_id, ifnull(section_id, '') FROM task {_PLACED}{more}
      ORDER BY appendix_id, position, id"""
    # Each text once: of 20,000 rows the few appendices and sections would weigh more than the ids.
    once: dict[str, str] = {}
    with store.reading() as conn:
        rows = conn.execute(sql, {"office": store.office.code, **wanted})
        return [TaskLine(task, once.setdefault(its, its), once.setdefault(of, of)) for task, its, of in rows]


def tasks_by_section(store: Store) -> dict[str, int]:
    """How many own tasks stand in each section, by its id."""
    sql = f"SELECT section_id, count(*) FROM task {_PLACED} AND section_id IS NOT NULL GROUP BY section_id"
    with store.reading() as conn:
        return dict(conn.execute(sql, {"office": store.office.code}).fetchall())


def assigned(store: Store) -> set[str]:
    """The ids of the own tasks that the city assigned: added for it, or linked with a row of its."""
    sql = "SELECT id FROM task WHERE office = ? AND deleted = 0 AND (assigned_id <> '' OR origin = 'assigned')"
    with store.reading() as conn:
        return {task_id for (task_id,) in conn.execute(sql, (store.office.code,))}


def leads(store: Store) -> list[str]:
    """The words under "chủ trì" of the own tasks, each once."""
    with store.reading() as conn:
        rows = conn.execute("SELECT DISTINCT lead FROM task WHERE office = ? AND deleted = 0", (store.office.code,))
        return [lead for (lead,) in rows]


def led(store: Store) -> list[tuple[str, str, str]]:
    """Of each own task its id, lead and the task above it ("" where there is none)."""
    sql = "SELECT id, lead, ifnull(parent_id, '') FROM task WHERE office = ? AND deleted = 0"
    with store.reading() as conn:
        return conn.execute(sql, (store.office.code,)).fetchall()


def lead_above(rows: Mapping[str, tuple[str, str]], at: str) -> str:
    """The nearest lead over a row; ``rows`` are lead and the task above by id."""
    seen: set[str] = set()
    while at in rows and at not in seen:
        seen.add(at)
        lead, at = rows[at]
        if lead.strip():
            return lead
    return ""


def supervisors(store: Store) -> dict[str, str]:
    """Of each own task its leader (lãnh đạo phụ trách) on one line, by id."""
    with store.reading() as conn:
        rows = conn.execute("SELECT id, supervisor FROM task WHERE office = ? AND deleted = 0", (store.office.code,))
        return {task_id: " ".join(supervisor.split()) for task_id, supervisor in rows}


def deadlines(store: Store, ids: Sequence[str]) -> list[tuple[str, str, str]]:
    """Of the own tasks with these ids: id, plan, deadline's words."""
    sql = """SELECT m.id, m.plan_id, m.deadline FROM json_each(?) AS asked
      CROSS JOIN task AS m ON m.office = ? AND m.id = asked.value WHERE m.deleted = 0"""
    with store.reading() as conn:
        return conn.execute(sql, (as_json(list(ids)), store.office.code)).fetchall()


def _by(store: Store, type_: type[T], column: str, ids: Sequence[str]) -> list[T]:
    table = TABLE[kind_of(type_).name]
    sql = f"""SELECT {table.select.format("m.")} FROM json_each(?) AS asked CROSS JOIN "{table.name}" AS m
      ON m.office = ? AND m."{column}" = asked.value WHERE m.deleted = 0"""
    with store.reading() as conn:
        return list(table.records(conn.execute(sql, (as_json(list(ids)), store.office.code))))


def tasks(store: Store, ids: Sequence[str]) -> list[Task]:
    """The own tasks with these ids; those that are gone are left out."""
    return _by(store, Task, "id", ids)


def sub_tasks(store: Store, ids: Sequence[str]) -> list[Task]:
    """The own tasks that stand directly under these."""
    table = TABLE["task"]
    sql = f"""SELECT {table.select.format("")} FROM task INDEXED BY task_below WHERE office = ?
      AND parent_id IS NOT NULL AND parent_id IN (SELECT value FROM json_each(?)) AND deleted = 0"""
    with store.reading() as conn:
        return list(table.records(conn.execute(sql, (store.office.code, as_json(list(ids))))))


def updates(store: Store, task_ids: Sequence[str]) -> list[ProgressUpdate]:
    """What was recorded of these tasks, in every period."""
    return updates_of(store, task_ids)


def revisions(store: Store, ids: Sequence[str]) -> dict[str, int]:
    """The revisions of the own tasks with these ids."""
    sql = """SELECT m.id, m.revision FROM json_each(?) AS asked CROSS JOIN task AS m
      ON m.office = ? AND m.id = asked.value"""
    with store.reading() as conn:
        return dict(conn.execute(sql, (as_json(list(ids)), store.office.code)).fetchall())
