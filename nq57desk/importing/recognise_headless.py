"""A pasted table without its header: rows copied from the middle of a list.

Decides only what the contents show: a column that counts, the longest texts, bodies, times. The columns are then
called "Cột 1", "Cột 2"…, and a person is told to look.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence

from nq57desk.importing.reading import RawBlock, RawTable
from nq57desk.importing.recognise_columns import understand_columns
from nq57desk.importing.recognise_grid import grid_rows
from nq57desk.importing.recognise_header import Header
from nq57desk.importing.recognise_lists import Draft

_COUNT = re.compile(r"\(?(?:\d{1,4}(?:\.\d{1,3})*|[IVXLC]{1,6})[.)]?")


def lists_without_header(blocks: Iterable[RawBlock]) -> tuple[Draft, ...]:
    """The tables that are lists by their contents alone: they name something, and a body or a time for it."""
    drafts = (_draft(block) for block in blocks if isinstance(block, RawTable) and block.columns > 2)
    return tuple(draft for draft in drafts if draft is not None)


def _draft(table: RawTable) -> Draft | None:
    rows = [row for row in grid_rows(table) if row.filled()]
    headings = tuple(f"Cột {at + 1}" for at in range(table.columns))
    texts = [row.texts for row in rows]
    fields = understand_columns(headings, texts, mapping=counted_column(headings, texts)).fields
    if "name" not in fields or not {"lead", "deadline"} & set(fields):
        return None
    draft = Draft(
        Header(0, 0, headings),
        headings,
        (),
        table.place,
        table.place.sheet,
        table.column_edges,
        table.columns,
        tuple(range(table.columns)),
    )
    draft.rows.extend(rows)
    return draft


def counted_column(headings: Sequence[str], rows: Sequence[Sequence[str]]) -> Mapping[str, str]:
    """The first column as the numbers, if most of its texts count; shape as a clerk's mapping."""
    first = [row[0] for row in rows if row[0]]
    counting = sum(1 for text in first if _COUNT.fullmatch(text))
    return {headings[0]: "number"} if first and counting >= 0.8 * len(first) else {}


def is_made_up(headings: Sequence[str]) -> bool:
    """Whether the headings are ours, not the table's."""
    return bool(headings) and all(heading == f"Cột {at}" for at, heading in enumerate(headings, 1))
