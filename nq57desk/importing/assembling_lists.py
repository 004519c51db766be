"""Which appendix and section of the plan a read table and its headings are.

Decides that a label and title tell an appendix (each falls back on the other, then on the rows' names), that lists of
another kind are another appendix, and that a section is told by its number and title.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace

from nq57desk.domain.matching import MatchRow, match_rows
from nq57desk.domain.names import loose_name
from nq57desk.domain.numbering import same_number
from nq57desk.domain.plan import Appendix, AppendixKind, Section
from nq57desk.domain.positions import place_in_order
from nq57desk.importing.result import ReadTable

_Same = Callable[[ReadTable, Appendix], bool]


def match_appendices(
    tables: Sequence[ReadTable], known: Sequence[Appendix], names: Mapping[str, Sequence[str]]
) -> list[Appendix | None]:
    """For each table the appendix that it is, or None. ``names`` holds the known row names by appendix id."""

    def shares_rows(table: ReadTable, appendix: Appendix) -> bool:
        ours = {loose_name(row.name) for row in table.rows} - {""}
        theirs = {loose_name(name) for name in names.get(appendix.id, ())}
        return bool(ours) and 2 * len(ours & theirs) >= len(ours)

    rules: tuple[_Same, ...] = (
        lambda table, appendix: _same_label(table, appendix) and _same_title(table, appendix),
        lambda table, appendix: _same_title(table, appendix) and bool(table.title.strip()),
        shares_rows,
        lambda table, appendix: _same_label(table, appendix) and bool(table.label.strip()),
    )
    found: list[Appendix | None] = [None] * len(tables)
    left = sorted(known, key=lambda appendix: appendix.position)
    for rule in rules:
        for at, table in enumerate(tables):
            if found[at] is None:
                found[at] = _first(left, table, rule)
                left = [appendix for appendix in left if appendix is not found[at]]
    return found


def _first(left: Sequence[Appendix], table: ReadTable, rule: _Same) -> Appendix | None:
    same_kind = [a for a in left if (a.kind is AppendixKind.TASKS) == (table.kind is AppendixKind.TASKS)]
    return next((appendix for appendix in same_kind if rule(table, appendix)), None)


def _same_label(table: ReadTable, appendix: Appendix) -> bool:
    return loose_name(table.label) == loose_name(appendix.label)


def _same_title(table: ReadTable, appendix: Appendix) -> bool:
    return loose_name(table.title) == loose_name(appendix.title)


def proposed_appendix(table: ReadTable, base: Appendix) -> Appendix:
    """The appendix as the table has it. A table with only some of the known columns leaves the columns as they are."""
    fewer = len(table.columns) < len(base.columns) and set(table.columns) <= set(base.columns)
    columns, fields = (base.columns, base.column_fields) if fewer else (table.columns, table.fields)
    return replace(
        base,
        label=table.label or base.label,
        title=table.title or base.title,
        heading_lines=table.heading_lines or base.heading_lines,
        kind=table.kind,
        numbering=table.numbering,
        columns=columns,
        column_fields=fields,
    )


def proposed_sections(
    table: ReadTable, appendix: Appendix, known: Sequence[Section], new_id: Callable[[], str]
) -> list[Section]:
    """The table's sections in order, each with the id of the section that it is, or a new one."""
    by_id = {section.id: section for section in known}
    ours = [MatchRow(str(at), s.title or s.number, s.number) for at, s in enumerate(table.sections)]
    theirs = [MatchRow(s.id, s.title or s.number, s.number) for s in known]
    matching = match_rows(theirs, ours)
    renamed = {
        pair.proposed.key: pair.existing.key
        for pair in matching.doubtful
        if same_number(pair.proposed.number, pair.existing.number)
    }
    ids = {**matching.pairs, **renamed}
    bases = [by_id[ids[row.key]] if row.key in ids else None for row in ours]
    positions = place_in_order([base.position if base else None for base in bases])
    return [
        Section(base.id if base else new_id(), appendix.plan_id, appendix.id, position, read.number, read.title)
        for read, base, position in zip(table.sections, bases, positions, strict=True)
    ]
