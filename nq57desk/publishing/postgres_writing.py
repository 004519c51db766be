"""Offices into the database, several at once and each in one transaction of its own.

Decides:

- *One office, one transaction*, its row in ``publication`` locked first and changed with it: a cut leaves the office as
  it was, and the next run takes it up again.
- *New* offices are copied straight into the tables. Of one that is there already the rows are copied beside them
  (``waiting_…``), taken over where they differ, and what is gone is deleted.
- *Several connections*: while a server works on one office, the rows of the next are made and sent. At most
  :data:`AT_ONCE` offices lie in memory.
- *Two runs at once* wait for each other at an office's row; where a server asks for it (SQLSTATE 40001) the transaction
  is done again.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Container, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime

import psycopg

from nq57desk.errors import Refused
from nq57desk.publishing.columns import Row, Source, Table
from nq57desk.publishing.postgres_connection import PatientAsync, Way
from nq57desk.publishing.postgres_failures import again, refusal
from nq57desk.publishing.postgres_schema import WAITING, quoted
from nq57desk.publishing.tables import TABLES

AT_ONCE = 3
_TRIES = 5
_WAIT_S = 0.1
_HERE = "office_code = %s AND city_code = %s"
_TOLD = "fingerprint = %s, rows = %s, published_at = %s, program = %s"

Written = Callable[[str, int | None], None]
"""Told of each office: its code and how many rows it has, None where another run had just written the same."""


@dataclass(frozen=True, slots=True)
class Run:
    """What is written where, by which version of the program and when."""

    way: Way
    schema: str
    """Quoted."""
    source: Source
    known: Container[str]
    """The offices that stood published when the run began."""
    program: str
    at: datetime


def write_all(run: Run, offices: Iterator[tuple[str, str]], written: Written) -> None:
    """Write these offices, each with its fingerprint; the iterator is asked for one whenever there is room.

    Raises:
        Refused: what the server refused; the offices told of before stay, every other one is as it was.
    """
    with asyncio.Runner(loop_factory=asyncio.SelectorEventLoop) as runner:
        try:
            runner.run(_write_all(run, offices, written))
        except BaseExceptionGroup as group:
            raise _first(group) from None


def _first(error: BaseException) -> BaseException:
    while isinstance(error, BaseExceptionGroup):
        error = error.exceptions[0]
    return error


async def _write_all(run: Run, offices: Iterator[tuple[str, str]], written: Written) -> None:
    work = _Work(run, offices, written)
    while work.any_left():
        async with asyncio.TaskGroup() as group:
            for _worker in range(AT_ONCE):
                group.create_task(work.go_on())


class _Work:
    """The offices that are still to be written, taken by several workers."""

    def __init__(self, run: Run, offices: Iterator[tuple[str, str]], written: Written) -> None:
        self._run, self._offices, self._written = run, offices, written
        self._handed_back: list[tuple[str, str]] = []
        self._connections = 0

    def any_left(self) -> bool:
        """Whether an office waits for a worker."""
        one = self._next()
        self._handed_back += [] if one is None else [one]
        return one is not None

    def _next(self) -> tuple[str, str] | None:
        return self._handed_back.pop() if self._handed_back else next(self._offices, None)

    async def go_on(self) -> None:
        """Write one office after the other on a connection of its own, made when there is a first one. A server that
        allows no further connection gets by with those that stand."""
        conn: PatientAsync | None = None
        try:
            while (one := self._next()) is not None:
                if conn is None and (conn := await self._connection(one)) is None:
                    return
                office, fingerprint = one
                rows = [(table, tuple(self._run.source.rows(office, table))) for table in TABLES]
                self._written(office, await _Office(self._run, conn, office).put(fingerprint, rows))
        finally:
            if conn is not None:
                self._connections -= 1
                await conn.close()

    async def _connection(self, one: tuple[str, str]) -> PatientAsync | None:
        """One more connection; None where others stand and no more are allowed: then this office is handed back."""
        try:
            conn = await self._run.way.connect_async()
        except Refused as refused:
            if not self._connections or all(found.code != "publish.busy" for found in refused.problems):
                raise
            self._handed_back.append(one)
            return None
        self._connections += 1
        return conn


class _Office:
    """One office on one connection."""

    def __init__(self, run: Run, conn: PatientAsync, office: str) -> None:
        self._run, self._conn, self._schema = run, conn, run.schema
        self._at = (office, run.source.city)
        self._known = office in run.known

    async def put(self, fingerprint: str, rows: Sequence[tuple[Table, Sequence[Row]]]) -> int | None:
        """Write it; the number of its rows, None where it stood there already.

        Raises:
            Refused: nothing of this office was written.
        """
        tries = 0
        while True:
            try:
                async with self._conn.transaction():
                    return await self._put(fingerprint, rows)
            except psycopg.Error as error:
                tries += 1
                if not again(error) or tries == _TRIES or self._conn.closed:
                    raise refusal(error, self._run.way.place) from None
                await asyncio.sleep(_WAIT_S * 2**tries)

    async def _put(self, fingerprint: str, rows: Sequence[tuple[Table, Sequence[Row]]]) -> int | None:
        count = sum(len(its) for _table, its in rows)
        told = (fingerprint, count, self._run.at, self._run.program)
        before = await self._locked()
        if before is None and await self._is_new(told):
            for table, its in rows:
                await self._copy(table.name, table, its)
            return count
        if before is None:  # another run began with it at the same moment and has just ended
            self._known = True
            before = await self._locked()
        if before == fingerprint:
            return None
        for table, its in rows:
            await self._replace(table, its)
        sql = f"UPDATE {self._schema}.publication SET {_TOLD} WHERE {_HERE}"
        await self._conn.execute(sql.encode(), (*told, *self._at))
        return count

    async def _is_new(self, told: tuple[object, ...]) -> bool:
        """Whether the office stood nowhere; its row stands now, seen by nobody before this transaction ends."""
        sql = f"""INSERT INTO {self._schema}.publication
          (office_code, city_code, fingerprint, rows, published_at, program) VALUES (%s, %s, %s, %s, %s, %s)
          ON CONFLICT (office_code, city_code) DO NOTHING"""
        return (await self._conn.execute(sql.encode(), (*self._at, *told))).rowcount == 1

    async def _locked(self) -> str | None:
        """The office's fingerprint, with its row kept for this transaction; None where it was never published."""
        if not self._known:
            return None
        sql = f"SELECT fingerprint FROM {self._schema}.publication WHERE {_HERE} FOR UPDATE"
        row = await (await self._conn.execute(sql.encode(), self._at)).fetchone()
        return str(row[0]) if row is not None else None

    async def _copy(self, name: str, table: Table, rows: Sequence[Row]) -> None:
        if not rows:
            return
        columns = ", ".join(map(quoted, table.names))
        statement = f"COPY {self._schema}.{quoted(name)} ({columns}) FROM STDIN"
        async with self._conn.cursor() as cursor, cursor.copy(statement.encode()) as copy:
            for row in rows:
                await copy.write_row(row)

    async def _replace(self, table: Table, rows: Sequence[Row]) -> None:
        """The office's rows in place of those that stand there: what differs is written, what is gone deleted."""
        own, waiting = (f"{self._schema}.{quoted(name)}" for name in (table.name, WAITING + table.name))
        if not rows:
            await self._conn.execute(f"DELETE FROM {own} WHERE {_HERE}".encode(), self._at)
            return
        await self._copy(WAITING + table.name, table, rows)
        columns = ", ".join(map(quoted, table.names))
        others = [quoted(name) for name in table.names if name not in table.key]
        changed = ", ".join(f"{name} = excluded.{name}" for name in others)
        old, new = ", ".join(f"t.{name}" for name in others), ", ".join(f"excluded.{name}" for name in others)
        same = " AND ".join(f"w.{quoted(name)} = t.{quoted(name)}" for name in table.key)
        for statement in (
            f"""INSERT INTO {own} AS t ({columns}) SELECT {columns} FROM {waiting} WHERE {_HERE}
              ON CONFLICT ({", ".join(map(quoted, table.key))}) DO UPDATE SET {changed}
              WHERE ({old}) IS DISTINCT FROM ({new})""",
            f"DELETE FROM {own} AS t WHERE {_HERE} AND NOT EXISTS (SELECT 1 FROM {waiting} AS w WHERE {same})",
            f"DELETE FROM {waiting} WHERE {_HERE}",
        ):
            await self._conn.execute(statement.encode(), self._at)
