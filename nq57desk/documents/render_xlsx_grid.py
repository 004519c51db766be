"""The columns of a sheet: those of its tables, and where the frame's halves meet on them. Millimetres."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import accumulate

from nq57desk.documents.layout import Closing, Frame, Orientation, Pages, Paragraph, Table, plain
from nq57desk.documents.measuring import line_widths

_SAME = 0.6
"""Edges nearer than this are one."""
_AIR = 3.0
_LEFT_MAY_WRAP = 0.02
"""A long name of a body or recipient wraps; the nation's name and a signer's title should not."""


def page_size(pages: Pages) -> tuple[float, float]:
    """Width and height between the margins."""
    sides = sorted((pages.width, pages.height), reverse=pages.orientation is Orientation.LANDSCAPE)
    margins = pages.margins
    return sides[0] - margins.left - margins.right, sides[1] - margins.top - margins.bottom


def table_edges(table: Table, width: float) -> list[float]:
    """Where a table's columns begin and end over the whole width."""
    whole = sum(column.width for column in table.columns)
    return list(accumulate((column.width * width / whole for column in table.columns), initial=0.0))


class Grid:
    """The edges of a sheet's columns, from 0 to the whole width."""

    def __init__(self, pages: Pages) -> None:
        self.width, self.height = page_size(pages)
        tables = [block for block in pages.blocks if isinstance(block, Table)]
        self.edges = _merged(edge for table in tables for edge in table_edges(table, self.width))
        if len(self.edges) < 2:
            self.edges = [0.0, self.width]
        if len(self.edges) == 2:
            shares = {block.left_share for block in pages.blocks if isinstance(block, Frame | Closing)}
            self.edges = _merged((0.0, *(share * self.width for share in shares), self.width))

        for block in pages.blocks:
            if isinstance(block, Frame) and not self._holds(block):
                self.edges = _merged((*self.edges, block.left_share * self.width))

    def _holds(self, frame: Frame) -> bool:
        """Whether some edge parts the frame so that neither half's lines are broken more than on paper."""
        left = [p for band in frame.bands for p in band.left]
        right = [p for band in frame.bands for p in band.right]
        edge = self.edges[min(self.split(frame.left_share, left, right), self.columns)]
        enough = min(_widest(left) + _AIR, frame.left_share * self.width)
        return edge >= enough and self.width - edge >= _widest(right) + _AIR

    @property
    def columns(self) -> int:
        """How many columns the sheet has."""
        return len(self.edges) - 1

    def at(self, edge: float) -> int:
        """The column that begins nearest to this place."""
        return min(range(len(self.edges)), key=lambda n: abs(self.edges[n] - edge))

    def room(self, column: int, columns: int) -> float:
        """The width over some columns from one."""
        return self.edges[column + columns] - self.edges[column]

    def split(self, share: float, left: Sequence[Paragraph], right: Sequence[Paragraph]) -> int:
        """The first column of the right half: near the share, where the right one holds its lines unbroken."""
        inner = range(1, self.columns)
        if not inner:
            return self.columns
        needs = _widest(left), _widest(right)

        def cost(n: int) -> float:
            left, right = self.edges[n], self.width - self.edges[n]
            short = _LEFT_MAY_WRAP * max(needs[0] - left, 0.0) + max(needs[1] + _AIR - right, 0.0)
            return abs(self.edges[n] - share * self.width) + 10 * short

        return min(inner, key=cost)


def _widest(column: Iterable[Paragraph]) -> float:
    """The longest typed line."""
    widths = (max(line_widths(p.runs, p.style, float("inf"))) for p in column if plain(p.runs))
    return max(widths, default=0.0)


def _merged(edges: Iterable[float]) -> list[float]:
    merged: list[float] = []
    for edge in sorted(edges):
        if not merged or edge - merged[-1] > _SAME:
            merged.append(edge)
    return merged
