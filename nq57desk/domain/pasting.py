"""A block of cells between the grid and a spreadsheet: where each cell goes, and how cells leave.

Decides that one value goes into every selected cell; that a block goes from the current cell on however little is
selected, as Excel does it, and what falls outside the grid is counted, never cropped in silence; that a block which
brings the rows' names goes by TT and name instead, whatever order its rows have; and that cells which leave are quoted
as Excel quotes them. Source: DESK 2.3, *Paste*.
"""

from __future__ import annotations

import html
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from nq57desk.domain.matching import Doubtful, MatchRow, match_rows
from nq57desk.domain.names import loose_name
from nq57desk.domain.vietnamese import fold

Block = Sequence[Sequence[str | None]]
"""The cells of a block, row by row; rows may be of different length. None is a place that a merged cell covers: what
stands at its place in the grid stays.
"""
Texts = Sequence[Sequence[str]]
"""Cells that leave, row by row."""


@dataclass(frozen=True, slots=True)
class PlacedCell:
    """A text of the block and the cell that it goes to."""

    row_id: str
    field: str
    text: str


@dataclass(frozen=True, slots=True)
class Placed:
    """Where a block goes. ``outside_*`` count its rows and columns beyond the grid.

    By name only: ``unknown`` are names without a row, ``doubtful`` pairs wait for a person (proposed keys count the
    block's rows from 0).
    """

    cells: tuple[PlacedCell, ...]
    outside_rows: int = 0
    outside_columns: int = 0
    by_name: bool = False
    unknown: tuple[str, ...] = ()
    doubtful: tuple[Doubtful, ...] = ()


def without_empty_end(block: Block) -> Block:
    """The block without the empty rows at its end; one that is empty throughout keeps one row."""
    rows = list(block)
    while len(rows) > 1 and not any((text or "").strip() for text in rows[-1]):
        rows.pop()
    return rows


def place(
    block: Block,
    *,
    rows: Sequence[str],
    fields: Sequence[str],
    at: tuple[str, str],
    selected: Sequence[tuple[str, str]] = (),
) -> Placed:
    """Where the block goes in a grid with these row ids and columns, from the cell ``at`` (row id, field) on.

    Raises:
        ValueError: ``at`` is not in the grid.
    """
    if at[0] not in rows or at[1] not in fields:
        raise ValueError(at)
    top, left = rows.index(at[0]), fields.index(at[1])
    if len(block) == 1 and len(block[0]) == 1:
        targets = dict.fromkeys(selected) if len(selected) > 1 else {at: None}
        return Placed(tuple(PlacedCell(row, field, block[0][0] or "") for row, field in targets))
    cells = tuple(
        PlacedCell(row, field, text)
        for row, texts in zip(rows[top:], block, strict=False)
        for field, text in zip(fields[left:], texts, strict=False)
        if text is not None
    )
    width = max((len(texts) for texts in block), default=0)
    return Placed(cells, max(len(block) - (len(rows) - top), 0), max(width - (len(fields) - left), 0))


@dataclass(frozen=True, slots=True)
class NameColumns:
    """Where a block has its rows' names and numbers, and the texts of its heading row (() where it has none)."""

    name: int
    number: int | None
    headings: tuple[str, ...] = ()


def find_names(block: Block, rows: Sequence[MatchRow]) -> NameColumns | None:
    """The block's columns of names and numbers, if it brings the rows' names; None for a block that goes by place.

    A column holds the names if at least half of its filled cells are names of the grid's rows.
    """
    known = {loose_name(row.name) for row in rows} - {""}
    width = max((len(texts) for texts in block), default=0)
    shares = [(_share(block, column, known), -column) for column in range(width)]
    best, column = max(shares, default=(0.0, 0))
    if width < 2 or best < 0.5:
        return None
    name = -column
    headings = () if loose_name(_text(block[0], name)) in known else tuple(text or "" for text in block[0])
    numbers = {fold(row.number) for row in rows} - {""}
    found = [(_share(block, at, numbers), -at) for at in range(name)]
    share, at = max(found, default=(0.0, 0))
    return NameColumns(name, -at if share >= 0.5 else None, headings)


def _share(block: Block, column: int, known: set[str]) -> float:
    texts = [loose_name(_text(texts, column)) for texts in block]
    filled = [text for text in texts if text]
    return sum(1 for text in filled if text in known) / len(filled) if filled else 0.0


def _text(texts: Sequence[str | None], column: int) -> str:
    return (texts[column] or "") if column < len(texts) else ""


def _covered(texts: Sequence[str | None], column: int) -> bool:
    return column < len(texts) and texts[column] is None


def place_by_name(
    block: Block,
    columns: NameColumns,
    *,
    rows: Sequence[MatchRow],
    fields: Sequence[str],
    field: str,
    headings: Mapping[str, str],
    confirmed: Mapping[str, str] | None = None,
) -> Placed:
    """Where the block goes by its rows' names.

    ``headings`` maps folded headings to fields. Without a heading row the columns after the names go from ``field`` on.
    ``confirmed`` maps the block's rows ("3", from 0) to the row ids that a person chose.
    """
    targets = _targets(block, columns, fields, field, headings)
    body = range(1 if columns.headings else 0, len(block))
    proposed = [
        MatchRow(str(at), _text(block[at], columns.name), _number(block[at], columns))
        for at in body
        if _text(block[at], columns.name).strip()
    ]
    known = [MatchRow(row.key, row.name, row.number) for row in rows]
    matching = match_rows(known, proposed, confirmed)
    cells = tuple(
        PlacedCell(matching.pairs[row.key], target, _text(block[int(row.key)], column))
        for row in proposed
        if row.key in matching.pairs
        for column, target in targets.items()
        if not _covered(block[int(row.key)], column)
    )
    waiting = {pair.proposed.key for pair in matching.doubtful}
    unknown = tuple(row.name for row in proposed if row.key in matching.new and row.key not in waiting)
    width = max(len(texts) for texts in block)
    outside = 0 if columns.headings else max(width - columns.name - 1 - len(targets), 0)
    return Placed(cells, 0, outside, True, unknown, matching.doubtful)


def _number(texts: Sequence[str | None], columns: NameColumns) -> str:
    return "" if columns.number is None else _text(texts, columns.number)


def _targets(
    block: Block, columns: NameColumns, fields: Sequence[str], field: str, headings: Mapping[str, str]
) -> dict[int, str]:
    """The block's columns and the fields that they go to."""
    if columns.headings:
        named = {at: headings.get(fold(heading), "") for at, heading in enumerate(columns.headings)}
        return {at: name for at, name in named.items() if name and at not in (columns.name, columns.number)}
    width = max(len(texts) for texts in block)
    left = fields.index(field) if field in fields else 0
    return dict(zip(range(columns.name + 1, width), fields[left:], strict=False))


_NEEDS_QUOTES = re.compile(r'[\t\n\r"]')


def as_tsv(block: Texts) -> str:
    """The block as tab-separated text that Excel and LibreOffice take cell by cell, line breaks inside cells kept."""
    return "".join("\t".join(_quoted(text) for text in texts) + "\r\n" for texts in block)


_FORMULA = re.compile(r"[=+@]|-(?![0-9.,]+$)")


def as_safe_tsv(block: Texts) -> str:
    """As :func:`as_tsv`, for a block that is only read: what Excel would take for a formula has an apostrophe first."""
    return as_tsv([[f"'{text}" if _FORMULA.match(text) else text for text in texts] for texts in block])


def _quoted(text: str) -> str:
    return '"' + text.replace('"', '""') + '"' if _NEEDS_QUOTES.search(text) else text


_PLAIN_NUMBER = re.compile(r"0|[1-9][0-9]{0,14}")


def as_html(block: Texts, *, header: bool = False) -> str:
    """The block as an HTML table. Texts stay texts in Excel: one that begins with "=" or "-" becomes no formula."""
    lines = []
    for at, texts in enumerate(block):
        tag = "th" if header and at == 0 else "td"
        lines.append("<tr>" + "".join(_html_cell(text, tag) for text in texts) + "</tr>")
    return '<meta charset="utf-8"><table border="1">' + "".join(lines) + "</table>"


def _html_cell(text: str, tag: str) -> str:
    style = "" if _PLAIN_NUMBER.fullmatch(text) else """ style='mso-number-format:"\\@"'"""
    inside = html.escape(text).replace("\n", '<br style="mso-data-placement:same-cell">')
    return f"<{tag}{style}>{inside}</{tag}>"
