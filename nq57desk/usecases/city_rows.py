"""The offices' own rows behind a figure of the city's tables, and those that nobody linked with the reference list."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from nq57desk.domain.consolidation import ReferenceRow, likely
from nq57desk.domain.indicators import Indicator
from nq57desk.domain.organisation import Role
from nq57desk.domain.plan import Task
from nq57desk.domain.progress import State
from nq57desk.domain.timeliness import Timeliness
from nq57desk.errors import refuse
from nq57desk.store import city_reading
from nq57desk.store.city_reading import Row
from nq57desk.usecases.city_tables import CityTables, JudgedTask, reference
from nq57desk.workspace import Desk


@dataclass(frozen=True, slots=True)
class OfficeRow:
    """An office's own row behind a figure."""

    office: str
    name_of_office: str
    row: Row
    state: State
    timeliness: Timeliness
    days: int | None


def rows_behind(
    desk: Desk,
    it: CityTables,
    *,
    office: str = "",
    reference_id: str = "",
    states: Sequence[State] = (),
    words: Sequence[Timeliness] = (),
) -> tuple[OfficeRow, ...]:
    """The offices' own rows that a figure counts: of one office, one reference task, some states, some standings."""
    chosen = [
        one
        for one in it.lines
        if (not office or one.office == office)
        and (not reference_id or one.assigned_id == reference_id)
        and (not states or one.state in states)
        and (not words or one.timeliness in words)
    ]
    rows = {(row.office, row.id): row for row in _words_of(desk, chosen)}
    names = {one.code: one.title for one in it.expected}
    return tuple(
        OfficeRow(
            one.office,
            names.get(one.office, one.office),
            rows[one.office, one.id],
            one.state,
            one.timeliness,
            one.days,
        )
        for one in chosen
        if (one.office, one.id) in rows
    )


def _words_of(desk: Desk, chosen: Sequence[JudgedTask]) -> list[Row]:
    return city_reading.rows(desk.store, "task", [(one.office, one.id) for one in chosen])


@dataclass(frozen=True, slots=True)
class Unlinked:
    """A row that answers none of the reference list; ``suggested`` is the id of the one that it is like, "" of none."""

    kind: str
    row: Row
    suggested: str


def unlinked(desk: Desk, *, year: int, office: str | None = None) -> tuple[Unlinked, ...]:
    """The offices' tasks and indicators that nobody linked, with what each is like.

    Raises:
        Refused: "workspace.no_city".
    """
    if desk.office.role is not Role.CITY:
        raise refuse("workspace.no_city")
    plans = reference(desk, year)
    found: list[Unlinked] = []
    for kind, own in (("task", desk.store.all(Task)), ("indicator", desk.store.all(Indicator))):
        listed = _listed(own, plans)
        rows = city_reading.unlinked(desk.store, kind, year, office)
        alike = likely([ReferenceRow(f"{r.office}/{r.id}", r.name, r.source_document) for r in rows], listed)
        found += [Unlinked(kind, row, alike.get(f"{row.office}/{row.id}", "")) for row in rows]
    return tuple(found)


def _listed(own: Sequence[Task] | Sequence[Indicator], plans: frozenset[str]) -> list[ReferenceRow]:
    return [ReferenceRow(one.id, one.name, one.source_document) for one in own if one.plan_id in plans]
