"""A plan's own headings as header rows: "Thời gian / Bắt đầu" stands in two levels, joined over its columns."""

from __future__ import annotations

from collections.abc import Sequence

from nq57desk.documents.layout import Cell, Row, RowKind, Run

LEVEL = " / "
Paths = tuple[tuple[str, ...], ...]


def heading_paths(columns: Sequence[str]) -> Paths:
    """Each heading's levels. A first level that stands over one column alone is no level: it is part of the words."""
    split = [tuple(heading.split(LEVEL)) for heading in columns]
    found: list[tuple[str, ...]] = []
    for n, path in enumerate(split):
        beside = [split[m] for m in (n - 1, n + 1) if 0 <= m < len(split)]
        shared = len(path) > 1 and any(len(other) > 1 and other[0] == path[0] for other in beside)
        found.append(path if shared else (columns[n],))
    return tuple(found)


def group_ranges(paths: Paths) -> tuple[tuple[str, range], ...]:
    """The headings that stand over several columns, with the columns."""
    groups = []
    for level in range(max(map(len, paths), default=0)):
        start = 0
        while start < len(paths):
            end = _group_end(paths, start, level)
            if end - start > 1 and len(paths[start]) > level + 1:
                groups.append((paths[start][level], range(start, end)))
            start = end
    return tuple(groups)


def header_rows(paths: Paths) -> tuple[Row, ...]:
    """One row for each level; a heading without lower levels reaches down to the last row."""
    depth = max(map(len, paths), default=0)
    rows = []
    for level in range(depth):
        cells, start = [], 0
        while start < len(paths):
            end = _group_end(paths, start, level)
            if len(paths[start]) > level:
                lowest = len(paths[start]) == level + 1
                span = depth - level if lowest else 1
                cells.append(Cell((Run(paths[start][level]),), end - start, span))
            start = end
        rows.append(Row(tuple(cells), RowKind.HEADER))
    return tuple(rows)


def _group_end(paths: Paths, start: int, level: int) -> int:
    """The column after those that share this heading; a lowest heading stands over its own column only."""
    if len(paths[start]) <= level + 1:
        return start + 1
    end = start + 1
    while end < len(paths) and len(paths[end]) > level + 1 and paths[end][: level + 1] == paths[start][: level + 1]:
        end += 1
    return end
