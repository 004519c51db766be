"""Rows as CSV that opens in Excel, and as JSON Lines.

Decides:

- *CSV* (RFC 4180): UTF-8 with its mark, commas, CRLF, a first line of column names; NULL is an empty cell.
- *No formula.* A spreadsheet takes a cell that begins with ``=``, ``+``, ``-``, ``@``, a tab or a line break for a
  formula (OWASP, CSV injection). Such a text gets an apostrophe in front, and so does one that begins with an
  apostrophe itself: whoever takes one apostrophe off the front of a text that has one has the text as it was. Numbers,
  days and the like cannot be formulas and stay as they are.
- *JSON Lines*: an object on each line with every column; NULL is ``null``, yes and no are JSON's own, whole numbers are
  numbers; a decimal is a text, so that no reader makes it inexact. Nothing is put in front of anything.
"""

from __future__ import annotations

import csv
import json
from collections.abc import Callable, Iterable
from typing import IO

from nq57desk.publishing.columns import ColumnType, Row, Table, Value

FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
"""What a formula can begin with; the last four are the wide forms that a spreadsheet reads alike."""
GUARD = "'"
_GUARDED = frozenset((*FORMULA, GUARD))
CSV_CODING, JSON_CODING = "utf-8-sig", "utf-8"
_encode = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode


def guarded(text: str) -> str:
    """A text as a cell of the CSV holds it."""
    return GUARD + text if text[:1] in _GUARDED else text


def unguarded(cell: str) -> str:
    """The text of such a cell."""
    return cell.removeprefix(GUARD)


Writing = Callable[[Iterable[Row]], None]


def csv_rows(table: Table, out: IO[str]) -> Writing:
    """Write the line of names; what takes the rows. ``out`` is open with ``newline=""``."""
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(table.names)
    texts = _places(table, ColumnType.TEXT)

    def write(rows: Iterable[Row]) -> None:
        writer.writerows(_safe(row, texts) for row in rows)

    return write


def _safe(row: Row, texts: tuple[int, ...]) -> Row:
    if not any(isinstance(value := row[at], str) and value[:1] in _GUARDED for at in texts):
        return row
    return tuple(guarded(value) if at in texts and isinstance(value, str) else value for at, value in enumerate(row))


def json_rows(table: Table, out: IO[str]) -> Writing:
    """What takes the rows."""
    names, booleans = table.names, _places(table, ColumnType.BOOLEAN)

    def write(rows: Iterable[Row]) -> None:
        out.writelines(_line(names, row, booleans) for row in rows)

    return write


def _line(names: tuple[str, ...], row: Row, booleans: tuple[int, ...]) -> str:
    values: list[Value | bool] = list(row)
    for at in booleans:
        values[at] = values[at] == "true"
    return _encode(dict(zip(names, values, strict=True))) + "\n"


def _places(table: Table, kind: ColumnType) -> tuple[int, ...]:
    return tuple(at for at, column in enumerate(table.columns) if column.type is kind)
