"""A country's published rows, generated one office at a time, and the least that any program needs to copy them."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache

import psycopg

from nq57desk.publishing.columns import Column, ColumnType, Row, Table, Value
from nq57desk.publishing.tables import TABLES

CITY = "99"
YEAR = 2026
_RESULT = "Đã hoàn thành nội dung số {0} theo kế hoạch, gửi báo cáo về Ủy ban nhân dân thành phố ngày {0}"
_INDICATORS = 20
_CODED = ("office_code", "id", "task_id", "indicator_id")


@dataclass(frozen=True, slots=True)
class Country:
    """So many offices with so many tasks and months each; a ``Source`` of rows that holds none of them."""

    many: int
    tasks: int = 100
    months: int = 12
    version: int = 1

    @property
    def city(self) -> str:
        return CITY

    def offices(self) -> Sequence[str]:
        return (CITY, *(f"{number:05}" for number in range(1, self.many + 1)))

    def fingerprint(self, office: str) -> str:
        return hashlib.blake2b(f"{self.version} {office}".encode(), digest_size=20).hexdigest()

    def rows(self, office: str, table: Table) -> Iterator[Row]:
        """As many as a ward of this size has; of the city's own tables the calendar. Made from one office's rows by
        putting in the office's code, so that making them costs little beside copying them."""
        rows, places = _office(self, table, office == CITY)
        for row in rows:
            its = list(row)
            for at in places:
                its[at] = f"{office}{its[at]}"
            yield tuple(its)


@lru_cache(maxsize=64)
def _office(country: Country, table: Table, of_city: bool) -> tuple[tuple[Row, ...], tuple[int, ...]]:
    """An office's rows without its code, and the places where the code goes before what stands there."""
    places = tuple(at for at, name in enumerate(table.names) if name in _CODED)
    many = _many(country, table, of_city)
    made = (tuple(_value(column, number, table, country.months) for column in table.columns) for number in range(many))
    return tuple(made), places


def _many(country: Country, table: Table, of_city: bool) -> int:
    if of_city:
        return {"offices": 1, "periods": country.months}.get(table.name, 0)
    return {
        **{"offices": 1, "plans": 1, "tasks": country.tasks, "indicators": _INDICATORS},
        **{"task_updates": country.tasks * country.months, "indicator_values": _INDICATORS * country.months},
        "submissions": country.months,
    }.get(table.name, 0)


def _value(column: Column, number: int, table: Table, months: int) -> Value:
    own = number // months if table.name in ("task_updates", "indicator_values") else number
    match column.name:
        case "office_code":
            return ""
        case "city_code":
            return CITY
        case "id":
            return f"-{table.name[:6]}-{number:05}"
        case "task_id" | "indicator_id":
            return f"-{column.name[:-3]}-{own:05}"
        case "period":
            return f"{YEAR}-{number % months + 1:02}"
        case "result" | "name":
            return _RESULT.format(number)
        case "bundle_digest":
            return hashlib.sha256(table.name.encode()).hexdigest()
    return _plain(column, number)


def _plain(column: Column, number: int) -> Value:
    if column.nullable and (number + len(column.name)) % 3 == 0:
        return None
    match column.type:
        case ColumnType.INTEGER:
            return YEAR if column.name == "year" else number
        case ColumnType.DECIMAL:
            return f"{number}.25"
        case ColumnType.BOOLEAN:
            return "true" if number % 2 else "false"
        case ColumnType.DATE:
            return (date(YEAR, 1, 1) + timedelta(days=number % 365)).isoformat()
        case ColumnType.TIMESTAMP:
            return f"{YEAR}-11-{number % 28 + 1:02}T02:15:00Z"
        case ColumnType.TEXT:
            return column.choices[number % len(column.choices)] if column.choices else f"mục {number}"


_TYPES = {ColumnType.INTEGER: "bigint", ColumnType.DECIMAL: "numeric(38,10)", ColumnType.TIMESTAMP: "timestamptz"}


def bare_copy(source: Country, url: str) -> int:
    """The floor: the same rows into bare tables by psycopg's own COPY, one table after the other; how many."""
    count = 0
    with closing(psycopg.connect(url, autocommit=True)) as conn:
        for table in TABLES:
            columns = ", ".join(f"{one.name} {_TYPES.get(one.type, one.type.value)}" for one in table.columns)
            conn.execute(f"DROP TABLE IF EXISTS bare_{table.name}".encode())
            conn.execute(f"CREATE TABLE bare_{table.name} ({columns})".encode())
            with conn.cursor() as cursor, cursor.copy(f"COPY bare_{table.name} FROM STDIN".encode()) as copy:
                for office in source.offices():
                    for row in source.rows(office, table):
                        copy.write_row(row)
                        count += 1
    return count
