"""What a city has assigned to an office as it stands: given, withdrawn, noted, linked; and the assignment that says so.

Decides what an assignment holds: the rows that were given and not withdrawn, in the order and the words of the city's
plan today; a row that the city deleted from its plan counts as withdrawn; a note about a row that is withdrawn goes
with it; of the officer's links those whose reference row is assigned.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from nq57desk import __version__
from nq57desk.bundle import assignments as files
from nq57desk.bundle import signing
from nq57desk.domain.assignments import (
    INDICATOR,
    NOTE,
    TASK,
    AssignedIndicator,
    AssignedTask,
    Assignment,
    Withdrawn,
)
from nq57desk.domain.indicators import Indicator
from nq57desk.domain.organisation import Office
from nq57desk.domain.plan import Task
from nq57desk.store import assignments as kept
from nq57desk.store.assignments import Given, GivenNote
from nq57desk.store.reference_links import ReferenceLink
from nq57desk.usecases.reference_list import listed_indicators, listed_tasks
from nq57desk.workspace import Desk

DELETED = "Thành phố đã bỏ khỏi kế hoạch"
"""Why a row is withdrawn that the city deleted; part of the file, so in the words of papers."""
Key = tuple[str, str]
"""Kind and id of a row."""


@dataclass(frozen=True, slots=True)
class Programme:
    """The city's own rows of a year by (kind, id), as an assignment tells them, in the plan's order."""

    year: int
    tasks: Mapping[Key, AssignedTask]
    indicators: Mapping[Key, AssignedIndicator]

    def __contains__(self, key: object) -> bool:
        return key in self.tasks or key in self.indicators


@dataclass(frozen=True, slots=True)
class Standing:
    """Of one office and year; withdrawn rows and notes too."""

    rows: Mapping[Key, Given]
    notes: tuple[GivenNote, ...] = ()
    links: tuple[ReferenceLink, ...] = ()

    def stands(self, key: Key) -> bool:
        """Whether the row is given and not withdrawn."""
        return key in self.rows and not self.rows[key].withdrawn_at


def programme(desk: Desk, year: int) -> Programme:
    """What the city has to assign in a year."""
    return Programme(
        year,
        {(TASK, one.id): _task(one) for one in listed_tasks(desk, year)},
        {(INDICATOR, one.id): _indicator(one) for one in listed_indicators(desk, year)},
    )


def _task(one: Task) -> AssignedTask:
    return AssignedTask(
        one.id, one.number, one.name, one.deadline, one.product, one.lead, one.source_document, one.note
    )


def _indicator(one: Indicator) -> AssignedIndicator:
    return AssignedIndicator(
        one.id, one.number, one.name, one.unit, one.target, one.deadline, one.source_document, one.note
    )


def standing(desk: Desk, year: int) -> dict[str, Standing]:
    """Office -> what stands there; offices that were given nothing and have no link are left out."""
    rows: dict[str, dict[Key, Given]] = {}
    notes: dict[str, list[GivenNote]] = {}
    links: dict[str, list[ReferenceLink]] = {}
    for row in kept.given(desk.store, year=year):
        rows.setdefault(row.office, {})[row.kind, row.record_id] = row
    for note in kept.notes(desk.store, year=year):
        notes.setdefault(note.office, []).append(note)
    for link in kept.links(desk.store):
        links.setdefault(link.office, []).append(link)
    return {
        code: Standing(rows.get(code, {}), tuple(notes.get(code, ())), tuple(links.get(code, ())))
        for code in sorted(rows.keys() | notes.keys() | links.keys())
    }


def changed(it: Standing, rows: Iterable[Given], notes: Iterable[GivenNote]) -> Standing:
    """As it stands once these are written."""
    new = {(one.kind, one.record_id): one for one in rows}
    told = {one.note.id: one for one in (*it.notes, *notes)}
    return replace(it, rows={**it.rows, **new}, notes=tuple(told.values()))


def assignment(desk: Desk, office: Office, it: Standing, of: Programme) -> Assignment:
    """What an assignment to the office says; its number and time are still blank."""
    stands = {key for key, row in it.rows.items() if not row.withdrawn_at and key in of}
    ids = {(kind, record_id) for kind, record_id in stands}
    notes = [
        one.note
        for one in it.notes
        if not one.withdrawn_at and (not one.note.about_kind or (one.note.about_kind, one.note.about_id) in ids)
    ]
    links = [one for one in it.links if (one.kind, one.reference_id) in ids]
    return Assignment(
        city=desk.office.code,
        city_name=desk.office.name,
        city_key=signing.fingerprint(desk.office.sign_key),
        office=office.code,
        office_name=office.name,
        year=of.year,
        number=1,
        made_at="",
        program=__version__,
        sample=desk.office.sample,
        tasks=tuple(row for key, row in of.tasks.items() if key in stands),
        indicators=tuple(goal for key, goal in of.indicators.items() if key in stands),
        notes=tuple(sorted(notes, key=lambda note: (note.given_on, note.id))),
        links=kept.as_links(links),
        withdrawn=tuple(_withdrawn(it, of)),
    )


def _withdrawn(it: Standing, of: Programme) -> Iterable[Withdrawn]:
    for (kind, record_id), row in sorted(it.rows.items()):
        if row.withdrawn_at:
            yield Withdrawn(kind, record_id, row.withdrawn_because)
        elif (kind, record_id) not in of:
            yield Withdrawn(kind, record_id, DELETED)
    for one in it.notes:
        if one.withdrawn_at:
            yield Withdrawn(NOTE, one.note.id, one.withdrawn_because)


def stamp(said: Assignment) -> str:
    """A hash of what it says, without number, time and program."""
    bare = replace(said, number=1, made_at="", program="")
    return hashlib.sha256(files.encode(bare)).hexdigest()[:32]
