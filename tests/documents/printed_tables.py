"""Tables as they stand on the pages of a PDF, and what must hold of them whatever they list.

Read by pdfplumber from the drawn rules and the places of letters; nothing of the layout is asked.
"""

from __future__ import annotations

import io
import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import pdfplumber

Row = tuple[str, ...]
Edges = tuple[float, float, float, float]
"""Left, top, right, bottom in points."""
_NEAR = 0.6
_SETTINGS = {"snap_tolerance": 1, "join_tolerance": 1}


@dataclass(frozen=True, slots=True)
class TablePage:
    """One page: its size, the rows of its table (squeezed), the table's edges, its cells, and each letter's place."""

    width: float
    height: float
    rows: tuple[Row, ...]
    table: Edges | None
    cells: tuple[Edges, ...]
    letters: tuple[tuple[str, Edges], ...]

    def inside(self) -> list[tuple[str, Edges]]:
        """The letters between the table's outer edges."""
        if self.table is None:
            return []
        _, top, _, bottom = self.table
        return [(text, at) for text, at in self.letters if top < (at[1] + at[3]) / 2 < bottom]

    def outside(self, above: float, below: float) -> str:
        """The letters beside the table, without those in the margins (``above`` and ``below``, points)."""
        inside = {at for _, at in self.inside()}
        return "".join(
            text
            for text, at in self.letters
            if at not in inside and at[1] > above - 4 and at[3] < self.height - below + 4
        )


def squeezed(words: object) -> str:
    """Letters without white space."""
    return re.sub(r"\s", "", str(words or ""))


def table_pages(data: bytes) -> tuple[TablePage, ...]:
    """Every page of a PDF with one table at most.

    Raises:
        AssertionError: a page has several.
    """
    with pdfplumber.open(io.BytesIO(data)) as document:
        return tuple(_page(page) for page in document.pages)


def _page(page: Any) -> TablePage:
    found = page.find_tables(_SETTINGS)
    assert len(found) <= 1
    letters = tuple(
        (char["text"], (char["x0"], char["top"], char["x1"], char["bottom"]))
        for char in page.chars
        if not char["text"].isspace()
    )
    if not found:
        return TablePage(page.width, page.height, (), None, (), letters)
    (table,) = found
    rows = tuple(tuple(map(squeezed, row)) for row in table.extract())
    return TablePage(page.width, page.height, rows, table.bbox, tuple(table.cells), letters)


def assert_in_cells(page: TablePage) -> None:
    """Each letter of the table stands whole in one cell, apart from the ink that letters may lean over."""
    for text, (left, top, right, bottom) in page.inside():
        holding = [c for c in page.cells if c[0] <= (left + right) / 2 <= c[2] and c[1] <= (top + bottom) / 2 <= c[3]]
        assert holding, (text, left, top)
        cell = holding[0]
        assert cell[0] <= left + _NEAR, (text, left, cell)
        assert right - _NEAR <= cell[2], (text, right, cell)
        assert cell[1] <= top + _NEAR, (text, top, cell)
        assert bottom - _NEAR <= cell[3], (text, bottom, cell)


def assert_whole(pages: Sequence[TablePage], header: Sequence[Row], rows: Sequence[Row]) -> None:
    """The header stands on every page of the table, each row once, whole and in its place, none without another."""
    tabled = [page for page in pages if page.table is not None]
    printed: list[Row] = []
    for page in tabled:
        assert list(page.rows[: len(header)]) == list(header)
        assert len(page.rows) > len(header) or not rows, "a header alone on its page"
        printed.extend(page.rows[len(header) :])
    assert printed == list(rows)
    places = [n for n, page in enumerate(pages) if page.table is not None]
    assert places == list(range(places[0], places[-1] + 1)) if places else True
