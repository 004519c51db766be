"""The outline of a progress report: its parts in order, which are drafted from the data and which are the clerk's own.

Decides how parts are numbered: Roman for those of the first level, with the title in capitals, Arabic below it and
anew in each (Nghị định 30/2020/NĐ-CP, Phụ lục I, papers without articles).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from nq57desk.domain.periods import PeriodKind
from nq57desk.domain.vietnamese import roman


class TextState(StrEnum):
    """Where a part's words come from."""

    EMPTY = "empty"
    """The clerk's, and not written yet."""
    CARRIED = "carried"
    """The clerk's of an earlier period, not yet confirmed for this one."""
    OWN = "own"
    """Written or confirmed for this period."""
    DRAFTED = "drafted"
    """From the data."""


@dataclass(frozen=True, slots=True)
class OutlinePart:
    """``draft`` names what is drafted in it, "" for the clerk's own text; ``heading``: it has no text."""

    key: str
    title: str
    level: int
    draft: str = ""
    heading: bool = False


@dataclass(frozen=True, slots=True)
class Outline:
    """Parts by kind of period, and the report's set wordings with their {names}."""

    parts: Mapping[PeriodKind, tuple[OutlinePart, ...]]
    subject: str
    opening: str
    closing: str
    task_progress: str
    indicators: str
    warning_list: str


@dataclass(frozen=True, slots=True)
class ReportPart:
    """A part of one period's report with its number. ``text`` is the clerk's, "" where it is drafted or still empty;
    ``from_period`` the period that a carried text comes from."""

    key: str
    number: str
    title: str
    level: int
    draft: str
    heading: bool
    text: str = ""
    state: TextState = TextState.EMPTY
    from_period: str = ""

    @property
    def heading_line(self) -> str:
        """ "I. KẾT QUẢ THỰC HIỆN", "1. Nguyên nhân"."""
        return f"{self.number}. {self.title.upper() if self.level == 1 else self.title}"

    @property
    def field(self) -> str:
        """What a preview asks for where the text is missing."""
        return f"report.{self.key}"


def numbered(parts: tuple[OutlinePart, ...]) -> tuple[str, ...]:
    """The number of each part: I, 1, 2, II, 1, …"""
    found: list[str] = []
    first = second = 0
    for part in parts:
        if part.level == 1:
            first, second = first + 1, 0
            found.append(roman(first))
        else:
            second += 1
            found.append(str(second))
    return tuple(found)
