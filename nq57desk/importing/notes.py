"""A remark on a place in a file, for the copy that goes back to its author."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from nq57desk.domain.problems import Place, Severity
from nq57desk.domain.vietnamese import fold


@dataclass(frozen=True, slots=True)
class Note:
    """What to say at a place, in words ready to read."""

    place: Place
    text: str
    severity: Severity


def column_of(heading: str, rows: Sequence[Sequence[tuple[int, str]]]) -> int | None:
    """The column of a heading, from the (column, text) of a table's first rows; None where none bears it.

    Of a heading in levels ("Thời gian / Quý I") the last level is looked for, the whole of it first.
    """
    for wanted in (fold(heading), fold(heading.split(" / ")[-1])):
        for row in rows:
            for column, text in row:
                if wanted and fold(text) == wanted:
                    return column
    return None
