"""The published tables in a PostgreSQL database: what stands there, what is made, what changed since.

Decides that a run is idempotent: ``publication`` holds each office's fingerprint, and an office whose fingerprint
stands there is left alone; the others are written by :mod:`nq57desk.publishing.postgres_writing`. Nothing is written
into tables that this program did not make, nor into those of another version.
"""

from __future__ import annotations

import time
from collections.abc import Iterator, Mapping
from contextlib import AbstractContextManager, contextmanager, nullcontext
from datetime import date, datetime

import psycopg

from nq57desk.errors import refuse
from nq57desk.publishing import postgres_schema as schema_of
from nq57desk.publishing import questions
from nq57desk.publishing.columns import Source
from nq57desk.publishing.postgres_address import Address
from nq57desk.publishing.postgres_connection import PATIENCE, Patient, Way, way_to
from nq57desk.publishing.postgres_failures import AGAIN, again, refusal, refusals
from nq57desk.publishing.postgres_schema import MARK, quoted
from nq57desk.publishing.postgres_writing import Run, Written, write_all
from nq57desk.publishing.tables import TABLES, VERSION

_NOT_MINE = ("42501", "0A000")
"""Not allowed, not supported."""
_MADE_MEANWHILE = ("42P06", "42P07", "42710", "23505", *AGAIN)
"""Another run makes the same schema at this moment."""
_TRIES, _WAIT_S = 20, 0.5
_JOINED = (
    *("office_code", "city_code", "id", "year", "kind", "row_kind", "task_id", "indicator_id", "reference_id"),
    *("period", "period_year", "month_number", "place", "state", "has_value", "has_data", "is_expected"),
    *("as_of", "first_day", "deadline_recurrence", "owed_months"),
)
"""The columns by which the questions find rows."""


@contextmanager
def connected(
    address: Address, *, schema: str, password: str = "", patience: float = PATIENCE
) -> Iterator[PostgresTarget]:
    """A database that rows can be published to; nothing is written yet.

    Raises:
        Refused: "publish.schema_name", and as :meth:`nq57desk.publishing.postgres_connection.Way.connect`.
    """
    name = schema_of.check_name(schema)
    way = way_to(address, password, patience)
    conn = way.connect()
    try:
        yield PostgresTarget(conn, name, way)
    finally:
        conn.close()


class PostgresTarget:
    """A schema in a database. ``ready`` comes first; every method refuses with a sentence where the server does."""

    def __init__(self, conn: Patient, schema: str, way: Way) -> None:
        self._conn, self._name, self._way = conn, schema, way
        self._schema = quoted(schema)

    @property
    def place(self) -> str:
        """For sentences."""
        return self._way.place

    def known(self, city: str) -> dict[str, str]:
        """Office -> the fingerprint that stands published, of one city; empty where nothing was published yet."""
        with refusals(self.place):
            if "publication" not in self._relations():
                return {}
            sql = f"SELECT office_code, fingerprint FROM {self._schema}.publication WHERE city_code = %s"
            return {str(office): str(found) for office, found in self._conn.execute(sql, (city,))}

    def check(self) -> bool:
        """Whether the schema stands complete and is ours; False where something is to be made. Writes nothing.

        Raises:
            Refused: "publish.foreign_tables", "publish.schema_older", "publish.schema_newer".
        """
        with refusals(self.place):
            found = self._relations()
            row = self._version(found)
            self._check_ours(found, made=row is not None)
            return row is not None and row[1] == schema_of.views_mark() and bool(row[2])

    def ready(self, *, program: str, at: datetime) -> None:
        """Make what is missing: schema, tables, views; nothing where it stands already.

        Raises:
            Refused: as ``check``, and "publish.not_allowed".
        """
        for left in range(_TRIES, 0, -1):
            if self.check():
                return
            try:
                with self._steps():
                    row = self._version(self._relations())
                    if row is None or not row[2] or self._owns():
                        self._make(program, at)
                    return  # else: the questions of another version stay as the owner of the schema made them
            except psycopg.Error as error:
                if left == 1 or error.sqlstate not in _MADE_MEANWHILE:
                    raise refusal(error, self.place) from None
            time.sleep(_WAIT_S)

    def _steps(self) -> AbstractContextManager[object]:
        """All at once, but where tables and rows are not made in one transaction (CockroachDB's documentation)."""
        return nullcontext() if self._apart else self._conn.transaction()

    @property
    def _apart(self) -> bool:
        return self._conn.info.parameter_status("crdb_version") is not None

    def _make(self, program: str, at: datetime) -> None:
        execute, schema = self._conn.execute, self._schema
        there = execute("SELECT 1 FROM pg_catalog.pg_namespace WHERE nspname = %s", (self._name,)).fetchone()
        if there is None:
            execute(f"CREATE SCHEMA {schema}".encode())
        first, *rest = schema_of.tables_sql(schema)
        execute(first.encode())
        mine = f"INSERT INTO {schema}.schema_version (made_by, version, views, is_complete, program, made_at) VALUES "
        execute(
            f"{mine} (%s, %s, %s, FALSE, %s, %s) ON CONFLICT (made_by) DO NOTHING".encode(),
            (MARK, VERSION, "", program, at),
        )
        statements = (*rest, *schema_of.views_sql(schema))
        for statement in statements if self._apart else (";\n".join(statements),):
            execute(statement.encode())
        done = f"UPDATE {schema}.schema_version SET views = %s, is_complete = TRUE, program = %s WHERE made_by = %s"
        execute(done.encode(), (schema_of.views_mark(), program, MARK))

    def _relations(self) -> dict[str, frozenset[str]]:
        """Every table and view of the schema with its columns."""
        sql = """SELECT c.relname, a.attname FROM pg_catalog.pg_class AS c
          JOIN pg_catalog.pg_namespace AS n ON n.oid = c.relnamespace
          JOIN pg_catalog.pg_attribute AS a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped
          WHERE n.nspname = %s AND c.relkind IN ('r', 'p', 'v', 'm', 'f')"""
        found: dict[str, set[str]] = {}
        for table, column in self._conn.execute(sql, (self._name,)):
            found.setdefault(str(table), set()).add(str(column))
        return {table: frozenset(columns) for table, columns in found.items()}

    def _owns(self) -> bool:
        sql = """SELECT pg_catalog.pg_has_role(c.relowner, 'MEMBER') FROM pg_catalog.pg_class AS c
          JOIN pg_catalog.pg_namespace AS n ON n.oid = c.relnamespace
          WHERE n.nspname = %s AND c.relname = 'schema_version'"""
        row = self._conn.execute(sql, (self._name,)).fetchone()
        return row is not None and bool(row[0])

    def _version(self, found: Mapping[str, frozenset[str]]) -> tuple[int, str, bool] | None:
        """What the schema says of itself; None where it says nothing that this program wrote."""
        wanted = frozenset(schema_of.SCHEMA_VERSION.names)
        if not wanted <= found.get("schema_version", frozenset()):
            return None
        sql = f"SELECT version, views, is_complete FROM {self._schema}.schema_version WHERE made_by = %s"
        row = self._conn.execute(sql.encode(), (MARK,)).fetchone()
        if row is None:
            return None
        version = int(str(row[0]))
        if version != VERSION:
            code = "publish.schema_older" if version < VERSION else "publish.schema_newer"
            raise refuse(code, where=self.place, schema=self._name, found=version, own=VERSION)
        return version, str(row[1]), bool(row[2])

    def _check_ours(self, found: Mapping[str, frozenset[str]], *, made: bool) -> None:
        expected = schema_of.expected_columns()
        if made:
            foreign = sorted(name for name, columns in expected.items() if name in found and not columns <= found[name])
        else:
            names = {*expected, *(view.name for view in questions.VIEWS)}
            foreign = sorted(names & found.keys())
        if foreign:
            listed = ", ".join(foreign[:5])
            raise refuse("publish.foreign_tables", where=self.place, schema=self._name, tables=listed)

    def put(
        self, source: Source, offices: Iterator[tuple[str, str]], written: Written, *, program: str, at: datetime
    ) -> None:
        """Write these offices, given with their fingerprints; ``written`` is told of each.

        Raises:
            Refused: what the server refused; the offices told of stay, every other one is as it was.
        """
        write_all(Run(self._way, self._schema, source, self.known(source.city), program, at), offices, written)

    def remove(self, city: str, office: str) -> None:
        """Take out all rows of an office that the city no longer has."""
        with self._again() as statements:
            for name in (*(table.name for table in TABLES), "publication"):
                sql = f"DELETE FROM {self._schema}.{quoted(name)} WHERE office_code = %s AND city_code = %s"
                statements.append((sql, (office, city)))

    def settle(self) -> None:
        """Let the server look at its rows anew after much has changed, so that the questions are answered fast. One
        that counts by itself (CockroachDB), or lets only an owner do so, is left alone."""
        if self._apart:
            return
        with refusals(self.place):
            self._conn.execute("SET default_statistics_target = 20")
            for table in (questions.ASKED, *TABLES):
                try:
                    columns = ", ".join(quoted(name) for name in table.names if name in _JOINED)
                    self._conn.execute(f"ANALYZE {self._schema}.{quoted(table.name)} ({columns})".encode())
                except psycopg.Error as error:
                    if error.sqlstate not in _NOT_MINE:
                        raise

    def ask(self, city: str, period: str, as_of: date) -> None:
        """What the ready questions ask about from now on."""
        sql = f"""INSERT INTO {self._schema}.asked AS t (city_code, period, as_of) VALUES (%s, %s, %s)
          ON CONFLICT (city_code) DO UPDATE SET period = excluded.period, as_of = excluded.as_of
          WHERE (t.period, t.as_of) IS DISTINCT FROM (excluded.period, excluded.as_of)"""
        with self._again() as statements:
            statements.append((sql, (city, period, as_of)))

    @contextmanager
    def _again(self) -> Iterator[list[tuple[str, tuple[object, ...]]]]:
        """Statements that are run in one transaction once they are all told, again where the server asks for it."""
        statements: list[tuple[str, tuple[object, ...]]] = []
        yield statements
        for left in range(_TRIES, 0, -1):
            try:
                with self._conn.transaction():
                    for sql, values in statements:
                        self._conn.execute(sql.encode(), values)
                return
            except psycopg.Error as error:
                if left == 1 or not again(error) or self._conn.closed:
                    raise refusal(error, self.place) from None
            time.sleep(_WAIT_S)
