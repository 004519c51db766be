"""What a city's pages read of all offices at once: thousands of rows counted by SQLite, none of them made a record.

Of each task one line comes out: its deadline's words, its latest state up to a period, which months were updated. The
codes of all periods that count are put into a small table with their place in time
(:func:`nq57desk.domain.periods.by_time`), so that one pass over the updates, grouped by task, finds the latest of each.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from sqlite3 import Connection
from typing import Any, NamedTuple

from nq57desk.domain.periods import Period, PeriodKind, month_number, periods_of
from nq57desk.domain.progress import State
from nq57desk.store.rows import as_json
from nq57desk.store.store import Store

STATES = tuple(State)
_KINDS = (PeriodKind.YEAR, PeriodKind.NINE_MONTHS, PeriodKind.HALF_YEAR, PeriodKind.QUARTER, PeriodKind.MONTH)
"""Long before short: of two periods that end together the shorter comes last."""
_YEARS_BACK = 2
_CODES = """CREATE TEMP TABLE city_code AS SELECT value ->> 0 AS period, value ->> 1 AS month, value ->> 2 AS short,
  value ->> 3 AS place, value ->> 4 AS bit FROM json_each(?)"""
_STATE = "CASE u.state " + " ".join(f"WHEN '{one}' THEN {at}" for at, one in enumerate(STATES)) + " END"
_BLANK = "char(9, 10, 13, 32, 160)"


class TaskLine(NamedTuple):
    """One office's task. ``plan_year`` as its plan has it; ``group``: it only heads its sub-tasks."""

    office: str
    id: str
    assigned_id: str
    deadline: str
    plan_year: int
    group: int


class Told(NamedTuple):
    """What was said of a task up to a period. ``state`` and ``place`` are of the latest update; ``months`` has bit
    5·(month - 1) + shortness for each period of the asked year; ``open_place`` is the latest that was not done;
    ``before`` the state before the closing month, None without any; ``fit`` None where the month was not updated,
    else whether its update counts for the 90 % rule."""

    state: State
    place: int
    months: int
    open_place: int
    before: State | None
    fit: bool | None


class Run(NamedTuple):
    """One update that says done, with the days that tell when."""

    place: int
    period: str
    finished_on: str | None
    product_date: str | None
    recorded_on: str | None


def own_code(store: Store) -> str:
    """The city's own code: its own rows are the reference list, not an office's."""
    return store.office.code


def task_lines(store: Store, year: int, office: str | None = None) -> list[TaskLine]:
    """The live tasks of every office's plans of a year, without the city's own; of one office where it is named."""
    sql = """SELECT t.office, t.id, t.assigned_id, t.deadline, p.year,
      t.lead = '' AND t.deadline = '' AND EXISTS (SELECT 1 FROM task AS c INDEXED BY task_below
        WHERE c.office = t.office AND c.parent_id = t.id AND c.deleted = 0)
      FROM plan AS p CROSS JOIN task AS t ON t.office = p.office AND t.plan_id = p.id
      WHERE p.year = :year AND p.deleted = 0 AND t.deleted = 0 AND p.office <> :own
      AND (:office IS NULL OR p.office = :office) ORDER BY t.office"""
    if office is None:
        sql = sql.replace("FROM plan AS p CROSS JOIN task AS t", "FROM task AS t CROSS JOIN plan AS p")
    asked = {"year": year, "own": own_code(store), "office": office}
    with store.reading() as conn:
        return list(map(TaskLine._make, conn.execute(sql, asked).fetchall()))


def told(store: Store, period: Period, due: str, office: str | None = None) -> dict[tuple[str, str], Told]:
    """(office, task) -> what was said up to the period; ``due`` is the last day (ISO) on which an update counts."""
    sql = f"""SELECT u.office, u.task_id, max(c.place * 8 + {_STATE}), sum(c.bit),
      max(CASE WHEN u.state <> 'done' THEN c.place ELSE 0 END),
      max(CASE WHEN c.month < :month THEN c.place * 8 + {_STATE} END),
      max(CASE WHEN c.month = :month THEN c.short * 2 + ((u.recorded_on IS NULL OR u.recorded_on <= :due)
        AND (u.nothing_arose OR trim(u.result, {_BLANK}) <> '')) END)
      FROM progress_update AS u CROSS JOIN temp.city_code AS c ON c.period = u.period
      WHERE u.deleted = 0 AND u.office <> :own AND (:office IS NULL OR u.office = :office)
      GROUP BY u.office, u.task_id"""
    asked = {
        "month": month_number(period),
        "due": due,
        "own": own_code(store),
        "office": office,
    }
    with _reading(store, period) as conn:
        return {(row[0], row[1]): _told(row) for row in conn.execute(sql, asked)}


def _told(row: Sequence[Any]) -> Told:
    latest, months, open_place, before, fit = row[2:]
    return Told(
        STATES[latest % 8],
        latest // 8,
        months,
        open_place,
        None if before is None else STATES[before % 8],
        None if fit is None else bool(fit % 2),
    )


def done_runs(store: Store, period: Period) -> dict[tuple[str, str], list[Run]]:
    """(office, task) -> every update up to the period that says done."""
    sql = """SELECT u.office, u.task_id, c.place, u.period, u.finished_on, u.product_date, u.recorded_on
      FROM progress_update AS u CROSS JOIN temp.city_code AS c ON c.period = u.period
      WHERE u.state = 'done' AND u.deleted = 0 AND u.office <> :own"""
    found: dict[tuple[str, str], list[Run]] = {}
    with _reading(store, period) as conn:
        for office, task, *rest in conn.execute(sql, {"own": own_code(store)}):
            found.setdefault((office, task), []).append(Run(*rest))
    return found


@contextmanager
def _reading(store: Store, period: Period) -> Iterator[Connection]:
    """The database with ``temp.city_code``: every period that ends by this one's end, its place in time and its bit in
    ``Told.months``. An index of its own lets each update find its code at once: five times as fast as a list."""
    last, found = month_number(period), []
    for year in range(period.year - _YEARS_BACK, period.year + 1):
        for short, kind in enumerate(_KINDS):
            for one in periods_of(year, kind):
                month = month_number(one)
                bit = 1 << ((one.last_month - 1) * 5 + short) if year == period.year else 0
                if month <= last:
                    found.append([one.code, month, short, month * 8 + short, bit])
    with store.reading() as conn:
        (only_reads,) = conn.execute("PRAGMA query_only").fetchone()
        conn.execute("PRAGMA query_only=OFF")  # what is made here lies in this connection's own memory
        conn.execute("DROP TABLE IF EXISTS temp.city_code")
        conn.execute(_CODES, (as_json(found),))
        conn.execute("CREATE UNIQUE INDEX temp.city_code_found ON city_code (period, month, short, place, bit)")
        conn.execute(f"PRAGMA query_only={int(only_reads)}")
        yield conn


class Row(NamedTuple):
    """An office's row in words."""

    office: str
    id: str
    number: str
    name: str
    lead: str
    deadline: str
    source_document: str
    assigned_id: str


_WORDS = "office, id, number, name, lead, deadline, source_document, assigned_id"


def rows(store: Store, kind: str, ids: Sequence[tuple[str, str]]) -> list[Row]:
    """The tasks or indicators with these (office, id), in this order."""
    sql = f"""SELECT m.{_WORDS.replace(", ", ", m.")} FROM json_each(?) AS asked CROSS JOIN "{kind}" AS m
      ON m.office = asked.value ->> 0 AND m.id = asked.value ->> 1 WHERE m.deleted = 0"""
    with store.reading() as conn:
        return list(map(Row._make, conn.execute(sql, (as_json([list(one) for one in ids]),))))


class Goal(NamedTuple):
    """An office's indicator in words."""

    office: str
    id: str
    number: str
    name: str
    lead: str
    unit: str
    target: str
    assigned_id: str


def goals(store: Store, ids: Sequence[tuple[str, str]]) -> list[Goal]:
    """The indicators with these (office, id), in this order."""
    words = ", ".join(f"m.{name}" for name in Goal._fields)
    sql = f"""SELECT {words} FROM json_each(?) AS asked CROSS JOIN indicator AS m
      ON m.office = asked.value ->> 0 AND m.id = asked.value ->> 1 WHERE m.deleted = 0"""
    with store.reading() as conn:
        return list(map(Goal._make, conn.execute(sql, (as_json([list(one) for one in ids]),))))


class Linked(NamedTuple):
    """An office's indicator, and the id of the reference row that it answers, "" of none."""

    office: str
    id: str
    assigned_id: str


def indicator_links(store: Store, year: int) -> list[Linked]:
    """Every office's indicators of a year, but those shown a second time."""
    sql = """SELECT office, id, assigned_id FROM indicator WHERE deleted = 0 AND office <> :own AND same_as = ''
      AND (office, plan_id) IN (SELECT office, id FROM plan WHERE year = :year AND deleted = 0) ORDER BY office"""
    with store.reading() as conn:
        return list(map(Linked._make, conn.execute(sql, {"own": own_code(store), "year": year}).fetchall()))


def closed_periods(store: Store, year: int) -> set[tuple[str, str]]:
    """(office, period code) of what the offices closed themselves."""
    sql = """SELECT office, code FROM reporting_period WHERE deleted = 0 AND closed_on IS NOT NULL AND office <> ?
      AND year BETWEEN ? AND ?"""
    with store.reading() as conn:
        return set(conn.execute(sql, (own_code(store), year - 1, year + 1)).fetchall())


def settings_like(store: Store, prefix: str) -> dict[str, str]:
    """The settings whose keys begin so, without that beginning."""
    sql = "SELECT key, value FROM setting WHERE key >= ?1 AND key < ?1 || char(1114111) AND value <> ''"
    with store.reading() as conn:
        return {key[len(prefix) :]: value for key, value in conn.execute(sql, (prefix,))}


class Measured(NamedTuple):
    """A linked indicator's value of one period; numbers as their decimal text."""

    office: str
    indicator_id: str
    assigned_id: str
    period: str
    actual: str | None
    numerator: str | None
    denominator: str | None


def measured(store: Store, period: Period, of: Sequence[Linked], *, latest: bool) -> list[Measured]:
    """The values up to the period of these indicators.

    ``latest``: only the last of each indicator; else all months of the period's year.
    """
    one = "max(c.place)" if latest else "c.place"
    group = "GROUP BY u.office, u.indicator_id" if latest else "AND c.bit <> 0"
    sql = f"""SELECT u.office, u.indicator_id, asked.value ->> 2, u.period, u.actual, u.numerator, u.denominator,
        {one}
      FROM json_each(:asked) AS asked CROSS JOIN indicator_value AS u INDEXED BY indicator_value_once
        ON u.office = asked.value ->> 0 AND u.indicator_id = asked.value ->> 1 AND u.deleted = 0
      CROSS JOIN temp.city_code AS c ON c.period = u.period
      WHERE (u.actual IS NOT NULL OR (u.numerator IS NOT NULL AND u.denominator IS NOT NULL))
      {group}"""
    with _reading(store, period) as conn:
        return [Measured(*row[:-1]) for row in conn.execute(sql, {"asked": as_json([list(it) for it in of])})]


class Said(NamedTuple):
    """What an office said stands in a task's way, or asks for."""

    office: str
    task_id: str
    number: str
    name: str
    lead: str
    difficulty: str
    proposal: str
    period: str
    by: str


def said(store: Store, period: Period) -> list[Said]:
    """The difficulties and proposals of a period's months; of tasks that are done or stopped none."""
    sql = """SELECT u.office, u.task_id, t.number, t.name, t.lead, u.difficulty, u.proposal, u.period, u."by"
      FROM progress_update AS u CROSS JOIN temp.city_code AS c ON c.period = u.period
      CROSS JOIN task AS t ON t.office = u.office AND t.id = u.task_id AND t.deleted = 0
      WHERE u.deleted = 0 AND u.office <> :own AND (u.difficulty <> '' OR u.proposal <> '')
        AND u.state NOT IN ('done', 'stopped') AND c.month >= :first
      ORDER BY u.office, t.position, t.id, c.place DESC"""
    first = month_number(period) - (period.last_month - period.first_month)
    asked = {"own": own_code(store), "first": first}
    with _reading(store, period) as conn:
        return list(map(Said._make, conn.execute(sql, asked).fetchall()))
