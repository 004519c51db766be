"""The rows of one office as a city publishes them, read in the form and order of the published tables.

Decides how much memory a city of any size takes: one office's rows at a time, streamed. What lies beside the records
(which periods there are, when each is due, which plans of which year came with which bundle) stands in small temporary
tables with an index of their own, so that SQLite shapes whole rows in one pass and Python touches only what it must.
An empty text is NULL there, yes and no are "true" and "false".
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from sqlite3 import Connection
from typing import Any, NamedTuple

from nq57desk.store.store import Store

Row = tuple[Any, ...]
_CHUNK = 2000
_BLANK = "char(9, 10, 13, 32, 160)"


class PeriodLine(NamedTuple):
    """A period: its code, year, month number, place in time, last day (ISO) and the last day on which an update of its
    closing month counts (ISO)."""

    code: str
    year: int
    month: int
    place: int
    last_day: str
    due: str


class PlanLine(NamedTuple):
    """One of an office's plans that are published, and the digest of the bundle that it came with."""

    id: str
    year: int
    digest: str | None


@contextmanager
def _making(store: Store) -> Iterator[Connection]:
    """The database with its own memory open to writing: a city that is looked at may only be read."""
    with store.reading() as conn:
        (only_reads,) = conn.execute("PRAGMA query_only").fetchone()
        conn.execute("PRAGMA query_only=OFF")
        try:
            yield conn
        finally:
            conn.execute(f"PRAGMA query_only={int(only_reads)}")


def prepare(store: Store, periods: Sequence[PeriodLine]) -> None:
    """Make the temporary tables; once for each dataset."""
    with _making(store) as conn:
        for name in ("period", "plan"):
            conn.execute(f"DROP TABLE IF EXISTS temp.dataset_{name}")
        conn.execute("""CREATE TEMP TABLE dataset_period (code TEXT PRIMARY KEY, year INTEGER, month INTEGER,
          place INTEGER, last_day TEXT, due TEXT) WITHOUT ROWID""")
        conn.execute("CREATE TEMP TABLE dataset_plan (id TEXT PRIMARY KEY, year INTEGER, digest TEXT) WITHOUT ROWID")
        conn.executemany("INSERT INTO temp.dataset_period VALUES (?, ?, ?, ?, ?, ?)", periods)


def choose(store: Store, plans: Sequence[PlanLine]) -> None:
    """From now on rows are those of these plans of one office."""
    with _making(store) as conn:
        conn.execute("DELETE FROM temp.dataset_plan")
        conn.executemany("INSERT INTO temp.dataset_plan VALUES (?, ?, ?)", plans)


def plan_years(store: Store) -> list[int]:
    """The years of all plans that there are."""
    with store.reading() as conn:
        return [row[0] for row in conn.execute("SELECT DISTINCT year FROM plan WHERE deleted = 0 ORDER BY year")]


def plans_of(store: Store, office: str) -> list[tuple[str, int]]:
    """(id, year) of an office's plans."""
    sql = "SELECT id, year FROM plan WHERE office = ? AND deleted = 0 ORDER BY id"
    with store.reading() as conn:
        return [(row[0], row[1]) for row in conn.execute(sql, (office,))]


def offices_with_plans(store: Store) -> list[str]:
    """The codes of all offices whose plans are here, the own too."""
    with store.reading() as conn:
        return [row[0] for row in conn.execute("SELECT DISTINCT office FROM plan WHERE deleted = 0 ORDER BY office")]


def reported_periods(store: Store) -> list[tuple[int, str]]:
    """(plan year, period) of everything that was received, each once."""
    with store.reading() as conn:
        sql = "SELECT DISTINCT year, period FROM received_bundle WHERE undone = 0"
        return [(row[0], row[1]) for row in conn.execute(sql)]


def closed_periods(store: Store, office: str) -> list[tuple[int, str]]:
    """(year, period) of what an office closed itself."""
    sql = "SELECT year, code FROM reporting_period WHERE office = ? AND deleted = 0 AND closed_on IS NOT NULL"
    with store.reading() as conn:
        return [(row[0], row[1]) for row in conn.execute(sql, (office,))]


def heads(store: Store) -> dict[str, str]:
    """Office -> the hash of the newest entry of the journal that is about its rows: while it stays, so do the rows."""
    with store.reading() as conn:
        last = conn.execute("SELECT office, max(seq) FROM journal GROUP BY office").fetchall()
        hashes = "SELECT hash FROM journal WHERE seq = ?"
        return {office: conn.execute(hashes, (seq,)).fetchone()[0] for office, seq in last}


def schema(store: Store) -> int:
    """The number of the database's schema."""
    with store.reading() as conn:
        return int(conn.execute("PRAGMA user_version").fetchone()[0])


def _some(names: str, prefix: str) -> str:
    """Columns of which an empty text is NULL."""
    return ", ".join(f"nullif({prefix}.{name}, '')" for name in names.split())


_HEAD = "{0}.office, :city, p.year, {0}.id, p.digest"
_WORDS = "second_number name lead coordinating supervisor responsible product note source_document adjusted_by"
_PLACED = f"""{{0}}.plan_id, nullif(a.label, ''), nullif(a.title, ''), nullif(s.number, ''), nullif(s.title, ''),
  {{0}}.parent_id, nullif({{0}}.number, ''), {{0}}.position,
  {_some(_WORDS, "{0}")},
  {{0}}.origin"""
_FROM = """FROM "{1}" AS {0} CROSS JOIN temp.dataset_plan AS p ON p.id = {0}.plan_id
  LEFT JOIN appendix AS a ON a.office = {0}.office AND a.id = {0}.appendix_id AND a.deleted = 0
  LEFT JOIN section AS s ON s.office = {0}.office AND s.id = {0}.section_id AND s.deleted = 0
  WHERE {0}.office = :office AND {0}.deleted = 0"""
_GROUP = """iif(t.lead = '' AND t.deadline = '' AND EXISTS (SELECT 1 FROM task AS c INDEXED BY task_below
  WHERE c.office = t.office AND c.parent_id = t.id AND c.deleted = 0), 'true', 'false')"""
_PERIOD = "u.period, c.year, c.month, c.place"

PLANS = f"""SELECT {_HEAD.format("t")}, {_some("kind number symbol title", "t")}, t.issued_on,
  {_some("date_text issuing_body governing_body", "t")}, t.status, nullif(t.carried_from, '')
  FROM plan AS t CROSS JOIN temp.dataset_plan AS p ON p.id = t.id WHERE t.office = :office AND t.deleted = 0"""
TASKS = f"""SELECT {_HEAD.format("t")}, {_PLACED.format("t")}, t.deadline, {_GROUP}, t.assigned_id,
  nullif(t.carried_from, ''), t.budget_planned {_FROM.format("t", "task")}"""
"""The deadline's words and the city's id as they are: what they mean is looked up above."""
INDICATORS = f"""SELECT {_HEAD.format("t")}, {_PLACED.format("t")}, t.deadline, t.target, nullif(t.targets, '[]'),
  t.unit, t.direction, t.measure, nullif(t.same_as, ''), t.assigned_id, nullif(t.carried_from, '')
  {_FROM.format("t", "indicator")}"""
UPDATES = f"""SELECT {_HEAD.format("u")}, u.task_id, {_PERIOD}, u.state, u.percent, nullif(u.result, ''),
  iif(u.nothing_arose, 'true', 'false'), nullif(u.difficulty, ''), nullif(u.proposal, ''), u.disbursed,
  nullif(u.product_document, ''), u.product_date, u.finished_on, nullif(u.stopped_by, ''), u.recorded_on, u.central_on,
  iif(u.state = 'done', min(ifnull(u.recorded_on, c.last_day), c.last_day), NULL),
  iif(u.recorded_on IS NULL OR u.recorded_on <= c.due, 'true', 'false'),
  iif(u.nothing_arose OR trim(u.result, {_BLANK}) <> '', 'true', 'false')
  FROM task AS t CROSS JOIN temp.dataset_plan AS p ON p.id = t.plan_id
  CROSS JOIN progress_update AS u INDEXED BY progress_update_once
    ON u.office = t.office AND u.task_id = t.id AND u.deleted = 0
  LEFT JOIN temp.dataset_period AS c ON c.code = u.period
  WHERE t.office = :office AND t.deleted = 0 ORDER BY t.id, c.place, u.period"""
"""Each task's updates together, oldest first. Where one says done, its day is the one that the period itself gives."""
VALUES = f"""SELECT {_HEAD.format("u")}, u.indicator_id, {_PERIOD}, u.actual, u.numerator, u.denominator, NULL,
  iif(u.actual IS NOT NULL OR (u.numerator IS NOT NULL AND u.denominator IS NOT NULL), 'true', 'false'), 'true',
  nullif(u.source, ''), nullif(u.explanation, '')
  FROM indicator AS t CROSS JOIN temp.dataset_plan AS p ON p.id = t.plan_id
  CROSS JOIN indicator_value AS u INDEXED BY indicator_value_once
    ON u.office = t.office AND u.indicator_id = t.id AND u.deleted = 0
  LEFT JOIN temp.dataset_period AS c ON c.code = u.period
  WHERE t.office = :office AND t.deleted = 0 ORDER BY t.id, c.place, u.period"""


def rows(store: Store, statement: str, city: str, office: str) -> Iterator[Row]:
    """The rows of one of the statements above, of the office and plans chosen. What is not read to its end must not be
    kept open over another choice."""
    with store.reading() as conn:
        found = conn.execute(statement, {"city": city, "office": office})
        while chunk := found.fetchmany(_CHUNK):
            yield from chunk


_TEXTS = {
    "plan": "kind number symbol title date_text issuing_body governing_body carried_from",
    "task": "number second_number name lead coordinating supervisor responsible product note source_document "
    "adjusted_by deadline assigned_id carried_from",
    "indicator": "number second_number name lead coordinating supervisor responsible product note source_document "
    "adjusted_by deadline target targets unit same_as assigned_id carried_from",
    "progress_update": "period result difficulty proposal product_document stopped_by",
    "indicator_value": "period source explanation",
    "appendix": "label title",
    "section": "number title",
}


def has_nul(store: Store, kind: str, office: str) -> bool:
    """Whether a text of an office's rows of a kind holds the sign 0, which no file or database takes."""
    words = " || ".join(f'"{name}"' for name in _TEXTS[kind].split())
    sql = f"SELECT EXISTS (SELECT 1 FROM \"{kind}\" WHERE office = ? AND instr(CAST({words} AS BLOB), x'00'))"
    with store.reading() as conn:
        return bool(conn.execute(sql, (office,)).fetchone()[0])
