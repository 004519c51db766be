"""Rows of a read file as the clerk amended them in the preview: the import changes, never the file."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from nq57desk.domain.vietnamese import tidy
from nq57desk.importing.assembling_rows import row_key
from nq57desk.importing.result import ReadResult, ReadRow, ReadTable

AMENDABLE = (
    "number",
    "second_number",
    "name",
    "lead",
    "coordinating",
    "supervisor",
    "responsible",
    "product",
    "deadline",
    "note",
    "target",
    "unit",
)
"""The fields of a read row that may be amended."""

Amended = Mapping[str, Mapping[str, str]]
"""Row key ("0:17", see assembling_rows.row_key) → field → text."""


def amend(result: ReadResult, amended: Amended) -> ReadResult:
    """The result with these texts in these rows, in the field and in the plan's own column that it is read from.

    Raises:
        KeyError: no such row, or a field that is not AMENDABLE.
    """
    if not amended:
        return result
    keys = {row_key(at, place) for at, table in enumerate(result.tables) for place in range(len(table.rows))}
    unknown = [key for key in amended if key not in keys]
    unknown += [field for texts in amended.values() for field in texts if field not in AMENDABLE]
    if unknown:
        raise KeyError(unknown[0])
    tables = tuple(_table(table, at, amended) for at, table in enumerate(result.tables))
    return replace(result, tables=tables)


def _table(table: ReadTable, at: int, amended: Amended) -> ReadTable:
    rows = tuple(_row(row, table.fields, amended.get(row_key(at, place), {})) for place, row in enumerate(table.rows))
    return replace(table, rows=rows)


def _row(row: ReadRow, fields: tuple[str, ...], texts: Mapping[str, str]) -> ReadRow:
    if not texts:
        return row
    new: dict[str, Any] = {field: tidy(text) for field, text in texts.items()}
    cells = row.cells
    if len(cells) == len(fields):
        cells = tuple(
            (heading, str(new.get(field, text))) for (heading, text), field in zip(row.cells, fields, strict=True)
        )
    return replace(row, cells=cells, **new)
