"""A generated city that tests publish, and what then stands in a database, in the same words."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import Any

import psycopg

from nq57desk.publishing.columns import Column, ColumnType
from nq57desk.publishing.postgres_schema import WAITING
from nq57desk.publishing.tables import TABLES
from nq57desk.usecases.city_dataset import dataset
from nq57desk.usecases.city_publish import Published, publish
from nq57desk.workspace import Desk, look_at
from tests.publishing.random_city import DAY

Rows = dict[str, list[tuple[Any, ...]]]


@contextmanager
def looked(folder: Path, day: date = DAY) -> Iterator[Desk]:
    """The city as it is at this moment."""
    with look_at(folder, as_of=day, who="Trần Thị Bình") as desk:
        yield desk


def published(folder: Path, to: str, **named: Any) -> Published:
    """Publish it."""
    with looked(folder) as desk:
        return publish(desk, to=to, **named)


def stored(url: str, schema: str = "nq57") -> Rows:
    """Every table's rows as text, sorted."""
    found: Rows = {}
    with psycopg.connect(url, options="-c timezone=UTC -c datestyle=ISO") as conn:
        for table in TABLES:
            columns = ", ".join(f'"{name}"::text' for name in table.names)
            rows = conn.execute(f"SELECT {columns} FROM {schema}.{table.name}".encode()).fetchall()
            found[table.name] = sorted(rows, key=str)
    return found


def given(folder: Path) -> Rows:
    """What the program gives."""
    with looked(folder) as desk:
        source = dataset(desk)
        found: Rows = {}
        for table in TABLES:
            rows = [
                tuple(map(_said, row, table.columns)) for one in source.offices() for row in source.rows(one, table)
            ]
            found[table.name] = sorted(rows, key=str)
        return found


def _said(value: object, column: Column) -> str | None:
    if value is None or isinstance(value, bool):
        return None if value is None else str(value).lower()
    if column.type is ColumnType.DECIMAL:
        whole, _point, rest = str(value).partition(".")
        return f"{whole}.{rest:0<10}"
    if column.type is ColumnType.TIMESTAMP:
        return f"{str(value)[:10]} {str(value)[11:-1]}+00"
    return str(value)


def waiting(url: str) -> int:
    """Rows left where they only wait; none between two runs."""
    with psycopg.connect(url) as conn:
        sizes = [conn.execute(f"SELECT count(*) FROM nq57.{WAITING}{t.name}".encode()).fetchone() for t in TABLES]
    return sum(row[0] for row in sizes if row is not None)


def half_written(url: str, wanted: Rows) -> list[str]:
    """The tables in which an office that stands in ``publication`` lacks rows, or another one has some."""
    with psycopg.connect(url) as conn:
        there = {str(row[0]) for row in conn.execute("SELECT office_code FROM nq57.publication")}
    found = stored(url)
    return [name for name, rows in wanted.items() if found[name] != [row for row in rows if row[0] in there]]
