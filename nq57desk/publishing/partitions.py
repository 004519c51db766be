"""Into which folders a table's files are parted, and which columns stand in the folders' names alone."""

from __future__ import annotations

from collections.abc import Sequence
from urllib.parse import quote

from nq57desk.publishing.columns import Column, Row, Table


def part_name(number: int) -> str:
    """A part's file name."""
    return f"part-{number}.parquet"


def in_file(table: Table) -> tuple[Column, ...]:
    """The columns that stand in the files themselves."""
    return tuple(column for column in table.columns if column.name not in table.partition)


def folder_of(table: Table, year: int, office: str) -> str:
    """Where a part lies below its table's folder; "" of a table that is not parted."""
    names = {"year": str(year), "office": quote(office, safe="") if office.strip(".") else office.replace(".", "%2E")}
    return "/".join(f"{name}={names[name]}" for name in table.partition)


def parts(table: Table, rows: Sequence[Row]) -> list[tuple[int, list[Row]]]:
    """(year, rows) of each year that there are rows of, of a table that is parted by years."""
    at = table.at("year")
    found: dict[int, list[Row]] = {}
    for row in rows:
        year = row[at]
        found.setdefault(year if isinstance(year, int) else 0, []).append(row)
    return sorted(found.items())
