"""How the rows of a plan stand in a list: under the headings of their appendix and section, as on the plan's paper."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from decimal import Decimal
from typing import TypeVar

from nq57desk.domain.listings import LineKind, ListingCell, ListingLine
from nq57desk.domain.plan import Appendix, Section
from nq57desk.domain.reported import ReportedIndicator, ReportedTask
from nq57desk.domain.vietnamese import roman

R = TypeVar("R", ReportedTask, ReportedIndicator)


def section_line(number: str, title: str) -> ListingLine:
    """A heading over the columns: its number and its title."""
    return ListingLine(LineKind.SECTION, (ListingCell(number), ListingCell(title)))


def item(*cells: ListingCell | str, sub: bool = False) -> ListingLine:
    """A row; plain words are cells of words."""
    made = tuple(cell if isinstance(cell, ListingCell) else ListingCell(cell) for cell in cells)
    return ListingLine(LineKind.SUB_ITEM if sub else LineKind.ITEM, made)


def number_cell(number: int) -> ListingCell:
    """A whole number, also as a number."""
    return ListingCell(f"{number:,}".replace(",", "."), number)


def percent_cell(percent: int | None) -> ListingCell:
    """ "60%", kept as the share 0.6; empty where none was given."""
    return ListingCell("") if percent is None else ListingCell(f"{percent}%", Decimal(percent) / 100)


def under_headings(rows: Sequence[R], line: Callable[[R], ListingLine]) -> tuple[ListingLine, ...]:
    """The rows in their order, a heading line before each run of rows of one section.

    Rows of several appendices stand under a heading line for each appendix, A, B, C.
    """
    several = len({row.appendix.id for row in rows}) > 1
    found: list[ListingLine] = []
    appendix: Appendix | None = None
    section: Section | None = None
    lists = 0
    for row in rows:
        if appendix is None or row.appendix.id != appendix.id:
            appendix, section = row.appendix, None
            if several:
                lists += 1
                found.append(section_line(_letter(lists), appendix.title or appendix.label))
        if row.section is not None and (section is None or row.section.id != section.id):
            found.append(section_line(row.section.number, row.section.title))
        section = row.section
        found.append(line(row))
    return tuple(found)


def _letter(number: int) -> str:
    return chr(ord("A") + number - 1) if number <= 26 else roman(number)


def numbered(rows: Iterable[Callable[[int], ListingLine]]) -> tuple[ListingLine, ...]:
    """Rows that count on from 1."""
    return tuple(make(place) for place, make in enumerate(rows, start=1))
