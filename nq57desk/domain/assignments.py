"""What a city assigns to an office (giao nhiệm vụ): its tasks and indicators, notes of direction, and what it withdrew.

An assignment is whole: it says everything that the city has assigned to the office for a plan year, not what is new, so
the one with the highest ``number`` alone says how things stand and a lost earlier file does no harm. Numbers count per
office and plan year from 1 and rise only where something differs. Counters decide, never clocks; times are for display.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

TASK, INDICATOR, NOTE = "task", "indicator", "note"
ROW_KINDS = (TASK, INDICATOR)
"""What can be assigned, and what a note can be about (besides "", the whole plan)."""
WITHDRAWN_KINDS = (TASK, INDICATOR, NOTE)


@dataclass(frozen=True, slots=True)
class AssignedTask:
    """A task of the city's own plan, in its words. ``id`` is the city's, the ward's ``assigned_id`` once taken over."""

    id: str
    number: str = ""
    name: str = ""
    deadline: str = ""
    product: str = ""
    lead: str = ""
    source_document: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class AssignedIndicator:
    """An indicator of the city's own plan, in its words; ``id`` as for a task."""

    id: str
    number: str = ""
    name: str = ""
    unit: str = ""
    target: str = ""
    deadline: str = ""
    source_document: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class DirectionNote:
    """A note of direction (ý kiến chỉ đạo). ``about_kind`` and ``about_id`` are both "" where it is about the whole
    plan, else they name an assigned row. ``document``: the paper that it stands in, word for word."""

    id: str
    about_kind: str
    about_id: str
    text: str
    document: str
    given_on: date
    given_by: str


@dataclass(frozen=True, slots=True)
class Link:
    """What the city's officer linked for the office: its own row ``record_id`` answers the city's ``reference_id``."""

    kind: str
    record_id: str
    reference_id: str


@dataclass(frozen=True, slots=True)
class Withdrawn:
    """A row or note that was assigned once and no longer is, and why (a ward that never had it passes over it)."""

    kind: str
    id: str
    reason: str


@dataclass(frozen=True, slots=True)
class Assignment:
    """Everything assigned to one office for one plan year. ``made_at`` is ISO, ``city_key`` a fingerprint."""

    city: str
    city_name: str
    city_key: str
    office: str
    office_name: str
    year: int
    number: int
    made_at: str
    program: str
    sample: bool = False
    tasks: tuple[AssignedTask, ...] = ()
    indicators: tuple[AssignedIndicator, ...] = ()
    notes: tuple[DirectionNote, ...] = ()
    links: tuple[Link, ...] = ()
    withdrawn: tuple[Withdrawn, ...] = ()

    @property
    def rows(self) -> tuple[tuple[str, AssignedTask | AssignedIndicator], ...]:
        """(kind, row) of every assigned row, tasks first, in the order of the city's paper."""
        return (*((TASK, one) for one in self.tasks), *((INDICATOR, one) for one in self.indicators))


@dataclass(frozen=True, slots=True)
class KeptAssignment:
    """An assignment as it is kept, at the city that issued it or at the office that took it.

    ``digest`` is the SHA-256 of the file, ``kept_at`` when it was issued or taken, ``text`` its assignment.json,
    ``file`` the kept file relative to the office's folder.
    """

    digest: str
    city: str
    office: str
    year: int
    number: int
    kept_at: str
    kept_by: str
    file: str
    text: str
    stamp: str = ""
    """At the city: a hash of what it says without number and time, so that the same is not issued twice."""
