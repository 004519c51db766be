"""Rows as Parquet files in folders by year and office (``tasks/year=2026/office=11296/part-0.parquet``).

Decides how one data set of them is read by DuckDB, Spark, Trino and pandas alike: the folders are named as Hive names
them; the year stands in the folder's name alone, as partition columns do; the office's code stands in the file too, as
text, for readers take the folder's for a number and lose the noughts in front. Types are exact: decimals of 38 digits,
10 of them after the point, days as days, moments in UTC. Columns that are never NULL are marked so. Every part is
compressed with Snappy, which each of these reads without more.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq

from nq57desk.publishing.columns import DIGITS, SCALE, ColumnType, Row, Table
from nq57desk.publishing.partitions import in_file

_TYPES = {
    ColumnType.TEXT: pa.string(),
    ColumnType.INTEGER: pa.int64(),
    ColumnType.DECIMAL: pa.decimal128(DIGITS, SCALE),
    ColumnType.BOOLEAN: pa.bool_(),
    ColumnType.DATE: pa.date32(),
    ColumnType.TIMESTAMP: pa.timestamp("us", tz="UTC"),
}


@lru_cache(maxsize=64)
def _schema(table: Table) -> pa.Schema:
    told = {column.name: {"title": column.title, "description": column.description} for column in table.columns}
    return pa.schema(
        [
            pa.field(column.name, _TYPES[column.type], column.nullable, metadata=told[column.name])
            for column in in_file(table)
        ],
        metadata={"title": table.title, "description": table.description},
    )


def write(path: Path, table: Table, rows: Sequence[Row]) -> None:
    """Write one part; its folder is made.

    Raises:
        OSError: what the disk refuses.
    """
    schema = _schema(table)
    columns = list(zip(*rows, strict=True)) if rows else [() for _ in table.columns]
    arrays = [_array(columns[table.at(field.name)], field.type) for field in schema]
    path.parent.mkdir(parents=True, exist_ok=True)
    pq.write_table(pa.table(arrays, schema=schema), path, compression="snappy")


def _array(values: Sequence[object], kind: pa.DataType) -> pa.Array:
    if kind in (pa.string(), pa.int64()):
        return pa.array(values, kind)
    return pa.array(values, pa.string()).cast(kind)
