"""The offices' own rows behind a figure of the city's tables, and those that nobody linked with the reference list."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from nq57desk.domain.assignments import INDICATOR, TASK
from nq57desk.domain.consolidation import ReferenceRow, likely, likeness
from nq57desk.domain.indicators import Indicator
from nq57desk.domain.organisation import Role
from nq57desk.domain.plan import Task
from nq57desk.domain.progress import State
from nq57desk.domain.snapshot import ReceivedBundle
from nq57desk.domain.timeliness import Timeliness
from nq57desk.errors import refuse
from nq57desk.store import city_reading
from nq57desk.store.city_reading import Row
from nq57desk.usecases.city_tables import CityTables, JudgedTask
from nq57desk.usecases.reference_list import answers, indicator_links, listed_indicators, listed_tasks
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
    bundle: ReceivedBundle | None = None
    """The bundle that brought the row as it stands."""


def in_force(desk: Desk, year: int) -> dict[str, ReceivedBundle]:
    """Office -> the bundle whose data the city has of it: the one that was applied last."""
    return {one.office: one for one in desk.store.received_bundles(year=year) if one.merged}


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
    bundles = in_force(desk, it.period.year)
    return tuple(
        OfficeRow(
            one.office,
            names.get(one.office, one.office),
            rows[one.office, one.id],
            one.state,
            one.timeliness,
            one.days,
            bundles.get(one.office),
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
    tasks = city_reading.task_lines(desk.store, year, office)
    answered = answers(desk, TASK, year)
    open_tasks = [one for one in tasks if not one.group and not answered.of(one.office, one.id, one.assigned_id)]
    goals = indicator_links(desk, year, office)
    open_goals = [one for one in goals if not one.assigned_id]
    found: list[Unlinked] = []
    for kind, lines, listed in (
        (TASK, open_tasks, listed_tasks(desk, year)),
        (INDICATOR, open_goals, listed_indicators(desk, year)),
    ):
        rows = city_reading.rows(desk.store, kind, [(one.office, one.id) for one in lines])
        alike = likely([ReferenceRow(f"{r.office}/{r.id}", r.name, r.source_document) for r in rows], _words(listed))
        found += [Unlinked(kind, row, alike.get(f"{row.office}/{row.id}", "")) for row in rows]
    return _once(
        found, {(one.office, one.assigned_id) for one in goals if one.assigned_id}, listed_indicators(desk, year)
    )


def _once(found: Sequence[Unlinked], taken: set[tuple[str, str]], goals: Sequence[Indicator]) -> tuple[Unlinked, ...]:
    """An indicator of the list is answered by one row of an office, so it is suggested for the one most like it."""
    words = {one.id: one for one in _words(goals)}
    best: dict[tuple[str, str], tuple[int, str]] = {}
    for one in found:
        if one.kind == INDICATOR and one.suggested:
            alike = likeness(ReferenceRow(one.row.id, one.row.name, one.row.source_document), words[one.suggested])[0]
            at = one.row.office, one.suggested
            best[at] = max(best.get(at, (0, "")), (alike, one.row.id), key=lambda its: its[0])

    def stands(one: Unlinked) -> bool:
        at = one.row.office, one.suggested
        return one.kind == TASK or not one.suggested or (at not in taken and best[at][1] == one.row.id)

    return tuple(one if stands(one) else replace(one, suggested="") for one in found)


def _words(own: Sequence[Task | Indicator]) -> list[ReferenceRow]:
    return [ReferenceRow(one.id, one.name, one.source_document) for one in own]
