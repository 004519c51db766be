"""A list that a person pointed at: which table or sheet, which row is its heading, where it ends.

Decides that then only this table is read, with the tables right below it that go on from it; and which row is offered
as the heading before a person said so. What a column is comes from the person too (``mapping`` of recognise).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice

from nq57desk.domain.problems import Place
from nq57desk.domain.vietnamese import fold
from nq57desk.importing.reading import RawBlock, RawFile, RawParagraph, RawTable
from nq57desk.importing.recognise_columns import understand_columns
from nq57desk.importing.recognise_grid import GridRow, grid_rows
from nq57desk.importing.recognise_header import Header, find_header, header_at
from nq57desk.importing.recognise_headings import is_understood
from nq57desk.importing.recognise_pieces import ListPart, Piece, list_parts, loose_rows

_LOOKED_AT = 80
"""Among this many first rows a heading is looked for."""
_SHOWN = 120
_LONGEST_HEADING = 120


@dataclass(frozen=True, slots=True)
class ChosenTable:
    """``table`` counts the file's tables from 0, ``heading`` and ``last`` its rows; None: no heading, to the end."""

    table: int
    heading: int | None = None
    last: int | None = None


@dataclass(frozen=True, slots=True)
class FileTable:
    """One table or sheet as it stands in the file. ``rows`` are its first rows (at most 120), ``count`` all of them.

    ``heading`` is the row that most looks like its heading, None where none does.
    """

    place: Place
    columns: int
    count: int
    rows: tuple[tuple[str, ...], ...]
    heading: int | None
    sheet: bool = False


@dataclass(frozen=True, slots=True)
class ChosenColumns:
    """The columns under a heading: what they are called and what they seem to be; (column in the table, …)."""

    places: tuple[int, ...]
    headings: tuple[str, ...]
    fields: tuple[str, ...]


def file_tables(raw: RawFile) -> tuple[FileTable, ...]:
    """Every table of the file, in the order in which ChosenTable counts them."""
    return tuple(_file_table(table) for table in _tables(raw.blocks))


def _tables(blocks: Sequence[RawBlock]) -> list[RawTable]:
    return [block for block in blocks if isinstance(block, RawTable)]


def _file_table(table: RawTable) -> FileTable:
    rows = list(islice(grid_rows(table), _SHOWN))
    shown = tuple(tuple(" ".join(text.split()) for text in row.texts) for row in rows)
    return FileTable(table.place, table.columns, len(table.rows), shown, _likely_heading(rows), table.sheet)


def _likely_heading(rows: Sequence[GridRow]) -> int | None:
    """The row with the most understood headings, else the first that is filled like a heading."""
    best, most = None, 0
    for at, row in enumerate(rows[:_LOOKED_AT]):
        if _could_be(row):
            understood = sum(1 for column in row.filled() if is_understood(" ".join(row.texts[column].split())))
            if understood > most:
                best, most = at, understood
    if best is not None:
        return best
    wide = max((len(row.filled()) for row in rows[:_LOOKED_AT] if _could_be(row)), default=0)
    return next((at for at, row in enumerate(rows[:_LOOKED_AT]) if wide and len(row.filled()) == wide), None)


def _could_be(row: GridRow) -> bool:
    filled = row.filled()
    return len(filled) > 1 and all(len(row.texts[at]) <= _LONGEST_HEADING for at in filled)


def columns_of(raw: RawFile, chosen: ChosenTable) -> ChosenColumns:
    """The columns of a chosen table.

    Raises:
        IndexError: the file has no such table, or the table no such row.
    """
    table = _tables(raw.blocks)[chosen.table]
    rows = list(grid_rows(table))
    header = _header(rows, table, chosen)
    body = _body(rows, header, chosen)
    named = [
        (at, heading or f"(cột {at + 1})")
        for at, heading in enumerate(header.headings)
        if heading or any(row.texts[at] for row in body)
    ]
    places = tuple(at for at, _ in named)
    headings = tuple(heading for _, heading in named)
    fields = understand_columns(headings, [[row.texts[at] for at in places] for row in body]).fields
    return ChosenColumns(places, headings, fields)


def heading_sets(raw: RawFile) -> Iterator[tuple[ChosenTable, tuple[str, ...]]]:
    """Every row of the file's tables that may be a heading, with the headings that it would give."""
    for at, table in enumerate(_tables(raw.blocks)):
        rows = list(islice(grid_rows(table), _SHOWN))
        for place, row in enumerate(rows[:_LOOKED_AT]):
            if _could_be(row):
                yield ChosenTable(at, place), _named(header_at(rows, place))


def headings_of(raw: RawFile, chosen: ChosenTable) -> tuple[str, ...]:
    """The headings of a chosen table as heading_sets gives them; () where it has none."""
    if chosen.heading is None:
        return ()
    return _named(header_at(list(grid_rows(_tables(raw.blocks)[chosen.table])), chosen.heading))


def _named(header: Header) -> tuple[str, ...]:
    return tuple(heading for heading in header.headings if heading)


def chosen_pieces(raw: RawFile, chosen: ChosenTable) -> Iterator[Piece]:
    """The file's pieces with the chosen table as its only list.

    Raises:
        IndexError: the file has no such table, or the table no such row.
    """
    tables = _tables(raw.blocks)
    first = tables[chosen.table]
    rows = list(grid_rows(first))
    header = _header(rows, first, chosen)
    goes_on = True
    at = -1
    for block in raw.blocks:
        if isinstance(block, RawParagraph):
            yield block
            continue
        at += 1
        if at == chosen.table:
            yield from _own(first, rows, header, chosen)
            goes_on = chosen.last is None and not first.sheet
        elif at > chosen.table and goes_on and (part := _next_part(block, header)) is not None:
            yield part
        else:
            goes_on = goes_on and at < chosen.table
            yield block


def _header(rows: Sequence[GridRow], table: RawTable, chosen: ChosenTable) -> Header:
    if chosen.heading is None:
        return Header(0, 0, tuple(f"Cột {at + 1}" for at in range(table.columns)))
    if not 0 <= chosen.heading < len(rows):
        raise IndexError(chosen.heading)
    return header_at(rows, chosen.heading)


def _body(rows: Sequence[GridRow], header: Header, chosen: ChosenTable) -> list[GridRow]:
    return list(rows[header.end :] if chosen.last is None else rows[header.end : chosen.last + 1])


def _own(table: RawTable, rows: Sequence[GridRow], header: Header, chosen: ChosenTable) -> Iterator[Piece]:
    yield from loose_rows(rows[: header.first], table)
    again = {rows[at].texts for at in range(header.first, header.end)}
    body = [row for row in _body(rows, header, chosen) if row.texts not in again]
    yield from list_parts(table, header, body)
    if chosen.last is not None:
        yield from loose_rows(rows[chosen.last + 1 :], table)


def _next_part(table: RawTable, header: Header) -> ListPart | None:
    """A later table as a part of the chosen list: under the same heading, or under none; None where it is another."""
    rows = list(grid_rows(table))
    if not rows or table.sheet:
        return None
    own = header_at(rows, 0)
    if [fold(text) for text in own.headings] == [fold(text) for text in header.headings]:
        return ListPart(header, tuple(rows[own.end :]), table, frozenset(table.hidden_columns))
    another = any(find_header(rows, at) is not None for at in range(min(3, len(rows))))
    return None if another or table.columns != len(header.headings) else ListPart(None, tuple(rows), table)
