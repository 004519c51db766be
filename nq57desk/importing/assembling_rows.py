"""The rows of a read table as tasks or indicators, on the ids of the rows that the plan already has.

Decides what a file may change: the fields that its table has a column for, and any other field that it fills; what
the clerk added (source document, budget, links, unit and direction) stays.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from nq57desk.domain.indicator_results import direction_of
from nq57desk.domain.indicators import Indicator
from nq57desk.domain.matching import Matching, MatchRow, match_rows
from nq57desk.domain.plan import Appendix, AppendixKind, Cells, Section, Task
from nq57desk.domain.positions import place_in_order
from nq57desk.domain.targets import understand_target
from nq57desk.importing.result import ReadRow, ReadTable

Row = Task | Indicator

_SHARED = (
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
)
"""Fields that a read row, a task and an indicator have alike."""


@dataclass(frozen=True, slots=True)
class AssembledRows:
    """The proposed rows in the table's order, and how they were matched."""

    rows: tuple[Row, ...]
    matching: Matching
    bases: tuple[Row | None, ...]
    """For each row the one that it changes, or None for a new one."""


def row_key(table: int, row: int) -> str:
    """How a read row is named when a person confirms which row it is; both count from 0 ("0:17")."""
    return f"{table}:{row}"


def assemble_rows(
    table: ReadTable,
    at: int,
    appendix: Appendix,
    sections: Sequence[Section],
    known: Sequence[Row],
    known_sections: Sequence[Section],
    *,
    new_id: Callable[[], str],
    confirmed: Mapping[str, str],
    loose_spaces: bool = False,
) -> AssembledRows:
    """The ``at``-th table's rows. ``sections`` are its own, proposed ones; ``known`` the appendix's present rows.

    ``loose_spaces`` for a file whose spaces are not certain (a PDF, where a line ends inside "57-NQ/TW"): a text that
    differs from the known one by spaces alone leaves it as it is.
    """
    keys = [row_key(at, place) for place in range(len(table.rows))]
    matching = match_rows(_known_rows(known, known_sections), _read_rows(table, keys), confirmed)
    by_id = {row.id: row for row in known}
    bases = tuple(by_id[matching.pairs[key]] if key in matching.pairs else None for key in keys)
    ids = [base.id if base else new_id() for base in bases]
    positions = place_in_order([base.position if base else None for base in bases])
    rows = []
    for told, base, row_id, position in zip(table.rows, bases, ids, positions, strict=True):
        read = _with_known_spaces(told, base) if loose_spaces and base else told
        blank = base or _blank(table.kind, row_id, appendix)
        placed = replace(
            blank,
            appendix_id=appendix.id,
            section_id="" if read.section is None else sections[read.section].id,
            parent_id="" if read.parent is None else ids[read.parent],
            position=position,
            cells=_cells(read, blank.cells, appendix),
            **_said(read, blank, base is None, table.fields),
        )
        rows.append(_with_target(read, placed, base) if isinstance(placed, Indicator) else placed)
    return AssembledRows(tuple(rows), matching, bases)


def _with_known_spaces(read: ReadRow, base: Row) -> ReadRow:
    known = dict(base.cells)
    cells = tuple((heading, _known_spaces(text, known.get(heading, ""))) for heading, text in read.cells)
    said: dict[str, Any] = {name: _known_spaces(getattr(read, name), getattr(base, name)) for name in _SHARED}
    return replace(read, cells=cells, **said)


def _known_spaces(text: str, known: str) -> str:
    return known if "".join(text.split()) == "".join(known.split()) else text


def _blank(kind: AppendixKind, row_id: str, appendix: Appendix) -> Row:
    if kind is AppendixKind.TASKS:
        return Task(row_id, appendix.plan_id, appendix.id)
    return Indicator(row_id, appendix.plan_id, appendix.id)


def _known_rows(known: Sequence[Row], sections: Sequence[Section]) -> list[MatchRow]:
    named = {section.id: section.number or section.title for section in sections}
    ordered = sorted(known, key=lambda row: row.position)
    return [MatchRow(row.id, row.name, row.number, named.get(row.section_id, "")) for row in ordered]


def _read_rows(table: ReadTable, keys: Sequence[str]) -> list[MatchRow]:
    named = [section.number or section.title for section in table.sections]
    return [
        MatchRow(key, row.name, row.number, "" if row.section is None else named[row.section])
        for key, row in zip(keys, table.rows, strict=True)
    ]


def _said(read: ReadRow, base: Row, new: bool, columns: Sequence[str]) -> dict[str, Any]:
    """What the file says of the shared fields; an empty cell counts only where the table has the column."""
    said: dict[str, Any] = {}
    for name in _SHARED:
        value: str = getattr(read, name)
        said[name] = value if value or new or name in columns else getattr(base, name)
    return said


def _cells(read: ReadRow, known: Cells, appendix: Appendix) -> Cells:
    """The row's cells; those of the appendix's columns that this table lacks stay."""
    headings = {heading for heading, _ in read.cells}
    return read.cells + tuple(
        (heading, text) for heading, text in known if heading not in headings and heading in appendix.columns
    )


def _with_target(read: ReadRow, placed: Indicator, base: Indicator | Task | None) -> Indicator:
    """Target, unit and direction. What the clerk set against the old wording stays; what followed it follows."""
    known = base if isinstance(base, Indicator) else None
    target = read.target or (known.target if known else "")
    targets = read.targets or (known.targets if known else ())
    meaning = understand_target(_wording(target, targets))
    unit, direction = read.unit or meaning.unit or "", direction_of(meaning)
    if known:
        before = understand_target(_wording(known.target, known.targets))
        if not read.unit and known.unit not in ("", before.unit or ""):
            unit = known.unit
        if known.direction is not direction_of(before):
            direction = known.direction
    return replace(placed, target=target, targets=targets, unit=unit, direction=direction)


def _wording(target: str, targets: Cells) -> str:
    return target or next((wording for _, wording in targets if wording.strip()), "")
