"""A RawFile as JSON and back: what the child process that reads a file sends to the program.

Never pickle: the child has touched a hostile file, so its answer is checked field by field as it is taken apart.
A cell that says nothing but its text is a plain string, a covered place is null, an empty cell is 0.
"""

from __future__ import annotations

import json
from typing import Any

from nq57desk.domain.problems import Place, Problem, Severity
from nq57desk.importing.reading import RawBlock, RawCell, RawFile, RawParagraph, RawRow, RawTable

_EMPTY = RawCell()


def pack(file: RawFile) -> str:
    """The file as one line of JSON."""
    return json.dumps(
        {
            "name": file.name,
            "format": file.format,
            "digest": file.digest,
            "blocks": [_pack_block(block) for block in file.blocks],
            "problems": pack_problems(file.problems),
        },
        ensure_ascii=True,
        separators=(",", ":"),
    )


def unpack(text: str) -> RawFile:
    """The file again.

    Raises:
        ValueError: the text is not what :func:`pack` writes.
    """
    try:
        found = json.loads(text)
        return RawFile(
            _text(found["name"]),
            _text(found["format"]),
            tuple(_block(block) for block in found["blocks"]),
            unpack_problems(found["problems"]),
            _text(found["digest"]),
        )
    except (KeyError, TypeError, IndexError, AttributeError, RecursionError) as fault:
        raise ValueError("not a file as packed") from fault


def pack_problems(problems: tuple[Problem, ...]) -> list[Any]:
    """Problems as lists that JSON can hold."""
    return [[p.code, p.severity.value, _pack_place(p.place), [list(pair) for pair in p.words]] for p in problems]


def unpack_problems(found: Any) -> tuple[Problem, ...]:
    """Problems from what :func:`pack_problems` made.

    Raises:
        ValueError, TypeError: it is something else.
    """
    return tuple(
        Problem(
            _text(code), Severity(severity), _place(place), tuple((_text(name), _text(word)) for name, word in words)
        )
        for code, severity, place, words in found
    )


def _pack_place(place: Place) -> list[Any]:
    return [place.file, place.sheet, place.cell, place.page, place.table, place.row, place.column]


def _place(found: Any) -> Place:
    file, sheet, cell, page, table, row, column = found
    return Place(_text(file), _text(sheet), _text(cell), _count(page), _count(table), _count(row), _text(column))


def _pack_block(block: RawBlock) -> list[Any]:
    if isinstance(block, RawParagraph):
        flags = [block.bold, block.italic, block.centred, block.legacy]
        return ["p", block.text, _pack_place(block.place), block.number, flags]
    rows = [_pack_row(row, block.place) for row in block.rows]
    place = _pack_place(block.place)
    return ["t", rows, block.columns, place, list(block.column_edges), list(block.hidden_columns), block.sheet]


def _block(found: Any) -> RawBlock:
    if found[0] == "p":
        _, text, place, number, flags = found
        bold, italic, centred, legacy = flags
        return RawParagraph(
            _text(text), _place(place), _text(number), bool(bold), bool(italic), bool(centred), bool(legacy)
        )
    _, rows, columns, place, edges, hidden, sheet = found
    at = _place(place)
    known: dict[str, RawCell] = {}
    return RawTable(
        tuple([_row(row, at, known) for row in rows]),
        _number(columns),
        at,
        tuple(float(edge) for edge in edges),
        tuple(_number(column) for column in hidden),
        bool(sheet),
    )


def _pack_row(row: RawRow, table: Place) -> list[Any]:
    """Most rows differ from their table's place in the row number alone, which then stands for the whole place."""
    usual = row.place.row is not None and row.place == _with_row(table, row.place.row)
    place = row.place.row if usual else _pack_place(row.place)
    return [[_pack_cell(cell) for cell in row.cells], place, row.repeated_header, row.hidden, row.continues]


def _row(found: Any, table: Place, known: dict[str, RawCell]) -> RawRow:
    cells, place, header, hidden, continues = found
    at = _with_row(table, _number(place)) if isinstance(place, int) else _place(place)
    goes_on = None if continues is None else bool(continues)
    return RawRow(tuple([_cell(cell, known) for cell in cells]), at, bool(header), bool(hidden), goes_on)


def _with_row(table: Place, row: int) -> Place:
    return Place(table.file, table.sheet, table.cell, table.page, table.table, row, table.column)


def _pack_cell(cell: RawCell | None) -> Any:
    if cell is None:
        return None
    flags = cell.bold | cell.italic << 1 | cell.legacy << 2 | cell.is_number << 3
    if cell.row_span == 1 and cell.column_span == 1:
        if not flags:
            return cell.text or 0
        return [cell.text, flags]
    return [cell.text, flags, cell.row_span, cell.column_span]


def _cell(found: Any, known: dict[str, RawCell]) -> RawCell | None:
    """``known`` holds the plain cells met so far: most lists repeat the same few bodies and deadlines."""
    if isinstance(found, str):
        cell = known.get(found)
        if cell is None:
            cell = known[found] = RawCell(found)
        return cell
    if found is None:
        return None
    if found == 0:
        return _EMPTY
    text, flags, *spans = found
    rows, columns = spans or (1, 1)
    return RawCell(
        _text(text), _number(rows), _number(columns), bool(flags & 1), bool(flags & 2), bool(flags & 4), bool(flags & 8)
    )


def _text(found: Any) -> str:
    if not isinstance(found, str):
        raise TypeError("text expected")
    return found


def _number(found: Any) -> int:
    if not isinstance(found, int) or isinstance(found, bool):
        raise TypeError("whole number expected")
    return found


def _count(found: Any) -> int | None:
    return None if found is None else _number(found)
