"""A row's cells under the table's own headings, where two bundles differ: merged heading by heading.

Decides that a cell which only repeats a field (the name's own column) follows what was decided of that field, that a
cell which only one side changed is taken, and that nothing is merged where the tables' headings differ.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

FIELD = "cells"
Fields = Mapping[str, Any]


def merged_cells(
    sides: Mapping[int, Fields], settled: Fields, base: Callable[[int, int], Fields]
) -> list[list[str]] | None:
    """The cells of all sides together; None where a person must choose between them.

    ``settled`` holds the fields that are merged already, ``base(i, j)`` the fields that two sides have in common.
    """
    tables = {at: _table(fields.get(FIELD)) for at, fields in sides.items()}
    first = next(iter(tables.values()))
    if first is None or any(table is None or list(table) != list(first) for table in tables.values()):
        return None
    made: list[list[str]] = []
    for heading in first:
        said = {at: table[heading] for at, table in tables.items() if table is not None}
        text = _one(heading, said, sides, settled, base)
        if text is None:
            return None
        made.append([heading, text])
    return made


def _table(cells: Any) -> dict[str, str] | None:
    """Cells by heading; None where a heading comes twice."""
    pairs = cells if isinstance(cells, list) else []
    found = {str(heading): str(text) for heading, text in pairs}
    return found if found and len(found) == len(pairs) else None


def _one(
    heading: str,
    said: Mapping[int, str],
    sides: Mapping[int, Fields],
    settled: Fields,
    base: Callable[[int, int], Fields],
) -> str | None:
    if len(set(said.values())) == 1:
        return next(iter(said.values()))
    repeated = next((name for name in settled if all(sides[at].get(name) == said[at] for at in said)), None)
    if repeated is not None:
        return str(settled[repeated])
    standing = {said[at] for at in said if not _outdone(heading, at, said, base)}
    return _only(sorted(standing))


def _outdone(heading: str, i: int, said: Mapping[int, str], base: Callable[[int, int], Fields]) -> bool:
    """Whether side ``i`` left the cell as it was in common, and another changed it."""
    for j in said:
        was = _table(base(i, j).get(FIELD)) if j != i else None
        if was is not None and was.get(heading) == said[i] != said[j]:
            return True
    return False


def _only(texts: Sequence[str]) -> str | None:
    return texts[0] if len(texts) == 1 else None
