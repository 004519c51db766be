"""How everything that the city assigned stands here: by the newest assignment taken of each plan year.

Nothing about it is stored beside the rows themselves: a row is linked or added where one of ours bears the city's id,
else it waits for a person. So taking a change back makes its rows wait again; the file that came stays kept, as a
letter does that came in.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from nq57desk.domain.assigned_rows import (
    CITY_FIELDS,
    CityRow,
    Differs,
    OwnRow,
    Standing,
    changed_by_city,
    differs,
    is_added,
    kind_of_row,
)
from nq57desk.domain.assignments import (
    INDICATOR,
    TASK,
    AssignedIndicator,
    AssignedTask,
    Assignment,
    DirectionNote,
    KeptAssignment,
)
from nq57desk.domain.indicators import Indicator
from nq57desk.domain.plan import Plan, Task
from nq57desk.store import assignments as kept_assignments
from nq57desk.workspace import Desk


@dataclass(frozen=True, slots=True)
class AssignedLine:
    """One assigned row. ``own`` is the row here that answers it; of a withdrawn one ``because`` says why.

    ``differs``: of a linked row where it says something else than the city; of an added one what the city has changed
    since and is not taken over yet.
    """

    kind: str
    year: int
    said: CityRow
    standing: Standing
    own: OwnRow | None = None
    differs: tuple[Differs, ...] = ()
    because: str = ""
    notes: tuple[DirectionNote, ...] = ()


@dataclass(frozen=True, slots=True)
class Assigned:
    """What the city assigned for one plan year. ``notes`` are those about the whole plan, newest first."""

    assignment: Assignment
    kept_at: str
    lines: tuple[AssignedLine, ...]
    notes: tuple[DirectionNote, ...]

    @property
    def waiting(self) -> int:
        """How many rows wait for a person."""
        return sum(line.standing is Standing.WAITING for line in self.lines)

    @property
    def changed(self) -> int:
        """How many added rows the city has changed since they were taken."""
        return sum(line.standing is Standing.ADDED and bool(line.differs) for line in self.lines)


@lru_cache(maxsize=8)
def decoded(text: str) -> Assignment:
    """A kept assignment's text, read once."""
    from nq57desk.bundle import assignments as files

    return files.decode(text.encode())


def newest(desk: Desk) -> dict[int, KeptAssignment]:
    """Year -> the trusted city's assignment that says how things stand.

    An office to which nothing was assigned does not load the signing libraries (20 MB) for it.
    """
    if not kept_assignments.digests(desk.store):
        return {}
    from nq57desk.usecases.trusting import trusted_city

    city = trusted_city(desk)
    if city is None:
        return {}
    return kept_assignments.in_force(desk.store, office=desk.office.code, city=city.code)


def assigned(desk: Desk) -> tuple[Assigned, ...]:
    """Everything assigned, the newest year first."""
    found = newest(desk)
    return tuple(_assigned(desk, found[year]) for year in sorted(found, reverse=True))


def _assigned(desk: Desk, one: KeptAssignment) -> Assigned:
    said = decoded(one.text)
    own = answering(desk, said.year)
    lines = [_line(said, kind, row, own.get((kind, row.id))) for kind, row in said.rows]
    gone = {(each.kind, each.id): each.reason for each in said.withdrawn}
    lines += [_withdrawn(said, key, row, gone[key]) for key, row in own.items() if key in gone]
    whole = [note for note in said.notes if not note.about_kind]
    return Assigned(said, one.kept_at, tuple(lines), tuple(sorted(whole, key=lambda note: note.given_on, reverse=True)))


def _line(said: Assignment, kind: str, row: CityRow, own: OwnRow | None) -> AssignedLine:
    notes = notes_about(said, kind, row.id)
    if own is None:
        return AssignedLine(kind, said.year, row, Standing.WAITING, notes=notes)
    if is_added(own):
        return AssignedLine(kind, said.year, row, Standing.ADDED, own, changed_by_city(own, row), notes=notes)
    return AssignedLine(kind, said.year, row, Standing.LINKED, own, differs(own, row, said.year), notes=notes)


def _withdrawn(said: Assignment, key: tuple[str, str], own: OwnRow, because: str) -> AssignedLine:
    """The row stays; what the city had said of it is what stands in it."""
    kind, city_id = key
    words = {name: str(getattr(own, name)) for name in ("name", *CITY_FIELDS[kind])}
    shown = AssignedTask(city_id, **words) if kind == TASK else AssignedIndicator(city_id, **words)
    notes = notes_about(said, kind, city_id)
    return AssignedLine(kind, said.year, shown, Standing.WITHDRAWN, own, because=because, notes=notes)


def notes_about(said: Assignment, kind: str, city_id: str) -> tuple[DirectionNote, ...]:
    """The notes about one row, newest first."""
    found = [note for note in said.notes if (note.about_kind, note.about_id) == (kind, city_id)]
    return tuple(sorted(found, key=lambda note: note.given_on, reverse=True))


def plans_of(desk: Desk, year: int) -> list[Plan]:
    """The year's plans, those that another one took the place of last."""
    found = [plan for plan in desk.store.all(Plan) if plan.year == year]
    replaced = {plan.carried_from for plan in found}
    return sorted(found, key=lambda plan: plan.id in replaced)


def rows_of(desk: Desk, year: int) -> list[OwnRow]:
    """The own tasks and indicators of a year, in the order of ``plans_of``; a second showing of one is no row, nor is
    one that went on in a plan issued anew."""
    place = {plan.id: at for at, plan in enumerate(plans_of(desk, year))}
    rows: list[OwnRow] = [*desk.store.all(Task), *(one for one in desk.store.all(Indicator) if not one.same_as)]
    its = [row for row in rows if row.plan_id in place]
    continued = {row.carried_from for row in its}
    return sorted((row for row in its if row.id not in continued), key=lambda row: place[row.plan_id])


def answering(desk: Desk, year: int) -> dict[tuple[str, str], OwnRow]:
    """(kind, the city's id) -> the own row of that year that answers it; of several that of the plan in force."""
    found: dict[tuple[str, str], OwnRow] = {}
    for row in rows_of(desk, year):
        if row.assigned_id:
            found.setdefault((kind_of_row(row), row.assigned_id), row)
    return found


def waiting(desk: Desk) -> int:
    """How many assigned rows wait for a person, of the plan years that are not over."""
    return sum(one.waiting for one in assigned(desk) if one.assignment.year >= desk.today.year)


def of_task(desk: Desk, *, task_id: str) -> AssignedLine | None:
    """What the city says of a task here; None where it says nothing."""
    return _of_row(desk, desk.store.get(Task, task_id))


def of_indicators(desk: Desk) -> dict[str, AssignedLine]:
    """Own indicator's id -> what the city says of it, of those that it assigned."""
    lines = (line for one in assigned(desk) for line in one.lines)
    return {line.own.id: line for line in lines if line.own is not None and line.kind == INDICATOR}


def _of_row(desk: Desk, row: OwnRow | None) -> AssignedLine | None:
    plan = desk.store.get(Plan, row.plan_id) if row is not None and row.assigned_id else None
    if row is None or plan is None:
        return None
    known = newest(desk).get(plan.year)
    if known is None:
        return None
    said, kind = decoded(known.text), kind_of_row(row)
    reasons = {(each.kind, each.id): each.reason for each in said.withdrawn}
    if (kind, row.assigned_id) in reasons:
        return _withdrawn(said, (kind, row.assigned_id), row, reasons[kind, row.assigned_id])
    found = next((each for its, each in said.rows if (its, each.id) == (kind, row.assigned_id)), None)
    return None if found is None else _line(said, kind, found, row)
