"""A list as it stands on a paper or a sheet: headings, section lines, rows; whatever it lists.

Rules build listings from the data (task progress, indicators, warnings, assignments), composers lay them out.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum


class LineKind(StrEnum):
    """What a line of a list is."""

    SECTION = "section"
    ITEM = "item"
    SUB_ITEM = "sub_item"
    TOTAL = "total"


@dataclass(frozen=True, slots=True)
class ListingColumn:
    """``key`` names what stands in the column; ``heading`` may have two levels joined by " / ".

    ``width`` is relative to the other columns; 0: fitted to the contents.
    """

    key: str
    heading: str
    centred: bool = False
    width: float = 0.0


@dataclass(frozen=True, slots=True)
class ListingCell:
    """Words, and the number or day that they print (a share for a percentage) for a format that keeps real ones."""

    text: str
    value: Decimal | date | int | None = None


@dataclass(frozen=True, slots=True)
class ListingLine:
    """One line. A section line has two cells, its number and its title; any other one cell for each column."""

    kind: LineKind
    cells: tuple[ListingCell, ...]


@dataclass(frozen=True, slots=True)
class Listing:
    """Columns and lines; ``empty`` is the sentence that stands in place of the table when there are no lines."""

    columns: tuple[ListingColumn, ...]
    lines: tuple[ListingLine, ...]
    empty: str = ""


def cells(*texts: str) -> tuple[ListingCell, ...]:
    """Cells of words alone."""
    return tuple(ListingCell(words) for words in texts)
