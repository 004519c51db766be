"""Text typed in fonts of before Unicode, given back the characters that the file holds, for some rows or for all.

Decides nothing about meaning: lists are recognised from the text turned into Unicode, then the rows named get the
original characters. The file is read twice for it (``limits.AS_WRITTEN``), so both readings have the same cells.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from nq57desk.domain.problems import NOWHERE, Place
from nq57desk.importing.assembling_rows import row_key
from nq57desk.importing.reading import RawFile, RawRow, RawTable
from nq57desk.importing.result import ReadResult, ReadRow, ReadSection

ALL = "*"
"""In place of a row's key: every row of the file."""

_TEXTS = (
    *("number", "second_number", "name", "lead", "coordinating", "supervisor", "responsible"),
    *("product", "deadline", "target", "unit", "note"),
)


def legacy_rows(raw: RawFile, result: ReadResult) -> frozenset[str]:
    """The keys of the read rows that have a cell turned into Unicode."""
    turned = {_line(row.place) for table in _tables(raw) for row in table.rows if _is_legacy(row)}
    if not turned:
        return frozenset()
    return frozenset(key for key, row in _read_rows(result) if _line(row.place) in turned)


def with_originals(result: ReadResult, raw: RawFile, original: RawFile, keys: Collection[str]) -> ReadResult:
    """The result with the file's own characters in these rows (or in all of them, with the sections' titles)."""
    lists = _pairs(raw, original)
    every = ALL in keys
    tables = []
    for at, table in enumerate(result.tables):
        chosen = [every or row_key(at, place) in keys for place in range(len(table.rows))]
        ends = [row.place for row in table.rows[1:]] + [NOWHERE]
        rows = tuple(
            _row(row, lists, end) if wanted else row for row, end, wanted in zip(table.rows, ends, chosen, strict=True)
        )
        sections = tuple(_section(one, lists) for one in table.sections) if every else table.sections
        tables.append(replace(table, rows=rows, sections=sections))
    return replace(result, tables=tuple(tables))


@dataclass(slots=True)
class _Pairs:
    """Of one table of the file: text in Unicode → the characters as written, of all its lines and line by line."""

    whole: dict[str, str] = field(default_factory=dict)
    lines: dict[int, dict[str, str]] = field(default_factory=dict)

    def between(self, first: int, end: int | None) -> dict[str, str]:
        """Of the lines from ``first`` up to, not including, ``end``."""
        found: dict[str, str] = {}
        for line in sorted(self.lines) if end is None else range(first, end):
            if line >= first:
                found |= self.lines.get(line, {})
        return found


_Lists = Mapping[tuple[str, int | None], _Pairs]


def _pairs(raw: RawFile, original: RawFile) -> _Lists:
    found: dict[tuple[str, int | None], _Pairs] = {}
    for table, twin in zip(_tables(raw), _tables(original), strict=False):
        pairs = found.setdefault((table.place.sheet, table.place.table), _Pairs())
        for row, other in zip(table.rows, twin.rows, strict=False):
            for cell, its in zip(row.cells, other.cells, strict=False):
                if cell is not None and its is not None and cell.legacy and cell.text != its.text:
                    pairs.whole[cell.text] = its.text
                    pairs.lines.setdefault(row.place.row or 0, {})[cell.text] = its.text
    return found


def _row(row: ReadRow, lists: _Lists, end: Place) -> ReadRow:
    """The row's own line, and the lines up to the next row, whose texts may have been joined to it."""
    pairs = lists.get((row.place.sheet, row.place.table))
    if pairs is None or not pairs.whole:
        return row
    same_table = (end.sheet, end.table) == (row.place.sheet, row.place.table)
    near = pairs.between(row.place.row or 0, end.row if same_table else None)
    texts: dict[str, Any] = {name: _back(getattr(row, name), pairs.whole, near) for name in _TEXTS}
    return replace(
        row,
        **texts,
        targets=tuple((heading, _back(text, pairs.whole, near)) for heading, text in row.targets),
        cells=tuple((heading, _back(text, pairs.whole, near)) for heading, text in row.cells),
    )


def _section(section: ReadSection, lists: _Lists) -> ReadSection:
    pairs = lists.get((section.place.sheet, section.place.table))
    if pairs is None:
        return section
    near = pairs.lines.get(section.place.row or 0, {})
    return replace(section, title=_back(section.title, pairs.whole, near))


def _back(text: str, whole: Mapping[str, str], near: Mapping[str, str]) -> str:
    """The text as written: as a whole, or piece by piece where texts were joined."""
    if not text or text in whole:
        return whole.get(text, "")
    for turned in sorted(near, key=len, reverse=True):
        if len(turned) > 1 and turned in text:
            text = text.replace(turned, near[turned])
    return text


def _tables(raw: RawFile) -> list[RawTable]:
    return [block for block in raw.blocks if isinstance(block, RawTable)]


def _is_legacy(row: RawRow) -> bool:
    return any(cell is not None and cell.legacy for cell in row.cells)


def _line(place: Place) -> tuple[object, ...]:
    return place.sheet, place.table, place.row


def _read_rows(result: ReadResult) -> Iterable[tuple[str, ReadRow]]:
    for at, table in enumerate(result.tables):
        for place, row in enumerate(table.rows):
            yield row_key(at, place), row
