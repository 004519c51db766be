"""What an office does with rows that its city assigned: whose words count, which row answers, what differs.

Decides:

- *Whose fields.* Of a row that was added for the city (origin assigned) the name, the deadline, the product or target,
  the unit and the source document are the city's; everything else is the office's. An own row that was linked keeps
  the office's words whole, and the city's stand beside it.
- *One row, one id.* An added row's id follows from the city's code and the city's id alone, so two computers of one
  office that take the same assignment have the same row, and taking it again never makes a second one.
- *A deadline differs* where it means other days, not where it is only worded differently.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from nq57desk.domain.assignments import INDICATOR, TASK, AssignedIndicator, AssignedTask
from nq57desk.domain.deadlines import understand
from nq57desk.domain.indicators import Indicator
from nq57desk.domain.plan import Origin, Task
from nq57desk.domain.vietnamese import tidy

OwnRow = Task | Indicator
CityRow = AssignedTask | AssignedIndicator
SURE = 95
"""A likeness in percent from which the command line links without being told row by row."""
CITY_FIELDS: Mapping[str, tuple[str, ...]] = {
    TASK: ("name", "deadline", "product", "source_document"),
    INDICATOR: ("name", "unit", "target", "deadline", "source_document"),
}
"""What the city alone changes of a row that was added for it."""
_COMPARED: Mapping[str, tuple[str, ...]] = {TASK: ("deadline",), INDICATOR: ("target", "unit", "deadline")}
"""Where a linked row that says something else than the city is told so."""


class Decision(StrEnum):
    """What a person decides of an assigned row: it is an own one, it is added, it is asked again next time."""

    LINK = "link"
    ADD = "add"
    LATER = "later"


class Standing(StrEnum):
    """How an assigned row stands at the office."""

    LINKED = "linked"
    ADDED = "added"
    WAITING = "waiting"
    WITHDRAWN = "withdrawn"


class Why(StrEnum):
    """Why a row is suggested: the city linked it, the words are the same, the document and the words are alike."""

    CITY = "city"
    SAME = "same"
    ALIKE = "alike"


@dataclass(frozen=True, slots=True)
class Suggestion:
    """An own row that an assigned one may be. ``likeness`` of the names in percent, 100 only for the same words."""

    row_id: str
    likeness: int
    why: Why

    @property
    def sure(self) -> bool:
        """Whether it needs no second look: linked by the city's officer, or nearly word for word."""
        return self.why is not Why.ALIKE or self.likeness >= SURE


@dataclass(frozen=True, slots=True)
class Differs:
    """One field in which the office's row and the city's say different things."""

    field: str
    own: str
    city: str


def kind_of_row(row: OwnRow | CityRow) -> str:
    """ "task" or "indicator"."""
    return TASK if isinstance(row, Task | AssignedTask) else INDICATOR


def added_id(city: str, kind: str, city_id: str) -> str:
    """The id of the row that is added for the city's row: 32 hexadecimal digits."""
    return derived_id("assigned", city, kind, city_id)


def derived_id(*parts: str) -> str:
    """An id that follows from these words alone."""
    return hashlib.blake2b("\0".join(parts).encode(), digest_size=16).hexdigest()


def is_added(row: OwnRow) -> bool:
    """Whether the row's words are the city's."""
    return row.origin is Origin.ASSIGNED and bool(row.assigned_id)


def changed_by_city(row: OwnRow, said: CityRow) -> tuple[Differs, ...]:
    """What the city says otherwise of a row that was added for it."""
    return _differing(row, said, CITY_FIELDS[kind_of_row(row)])


def differs(row: OwnRow, said: CityRow, year: int) -> tuple[Differs, ...]:
    """Where a linked own row says something else than the city: the days that its deadline means, its target, unit."""
    found = _differing(row, said, _COMPARED[kind_of_row(row)])
    return tuple(one for one in found if one.field != "deadline" or not _same_days(one, year))


def _differing(row: OwnRow, said: CityRow, names: Sequence[str]) -> tuple[Differs, ...]:
    pairs = [(name, tidy(str(getattr(row, name))), tidy(str(getattr(said, name)))) for name in names]
    return tuple(Differs(name, own, city) for name, own, city in pairs if own != city)


def _same_days(one: Differs, year: int) -> bool:
    own, city = understand(one.own, year), understand(one.city, year)
    meant = own.first_day, own.last_day, own.recurrence
    return any(meant) and meant == (city.first_day, city.last_day, city.recurrence)
