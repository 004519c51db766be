"""Where the cells of a table's header rows stand: past the places that are covered from above."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from nq57desk.documents.layout import Cell, Row


class Place(NamedTuple):
    """A cell in one of its rows. ``column`` from 0; ``top``: the cell begins in this row."""

    column: int
    cell: Cell
    top: bool


def header_places(rows: Sequence[Row]) -> tuple[tuple[Place, ...], ...]:
    """For each row its cells from left to right, those reaching down from above among them."""
    places: list[dict[int, Place]] = [{} for _ in rows]
    for n, row in enumerate(rows):
        column = 0
        for cell in row.cells:
            while column in _taken(places[n]):
                column += 1
            for below in range(n, min(n + cell.row_span, len(rows))):
                places[below][column] = Place(column, cell, below == n)
            column += cell.column_span
    return tuple(tuple(row[column] for column in sorted(row)) for row in places)


def _taken(places: dict[int, Place]) -> set[int]:
    return {column for p in places.values() for column in range(p.column, p.column + p.cell.column_span)}
