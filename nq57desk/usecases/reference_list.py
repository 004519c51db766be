"""The city's reference list, and which row of it each of the offices' rows answers.

The list are the city's own plans of a year. Decides: the city's id in the office's own row comes first; else the link
that the city's officer made; an id or a link that names no row of the year's list answers nothing. An indicator that an
office took over itself is not answered by a second row of it that the officer had linked before.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from nq57desk.domain.assignments import INDICATOR, TASK
from nq57desk.domain.indicators import Indicator
from nq57desk.domain.plan import Plan, Task
from nq57desk.store import assignments, city_reading
from nq57desk.store.city_reading import Linked
from nq57desk.workspace import Desk


@dataclass(frozen=True, slots=True)
class Answers:
    """Of one kind: ``ids`` of the reference list, and what the officer linked, by (office, row)."""

    ids: frozenset[str]
    linked: Mapping[tuple[str, str], str] = field(default_factory=dict)

    def of(self, office: str, record_id: str, assigned_id: str) -> str:
        """The id of the reference row that an office's row answers, "" where it answers none."""
        return assigned_id if assigned_id in self.ids else self.linked.get((office, record_id), "")


def reference(desk: Desk, year: int) -> frozenset[str]:
    """The ids of the city's own plans of the year: the reference list."""
    return frozenset(plan.id for plan in desk.store.all(Plan) if plan.year == year)


def listed_tasks(desk: Desk, year: int) -> list[Task]:
    """The tasks of the reference list, in its order."""
    plans = reference(desk, year)
    return [one for one in desk.store.all(Task) if one.plan_id in plans]


def listed_indicators(desk: Desk, year: int) -> list[Indicator]:
    """The indicators of the reference list, in its order."""
    plans = reference(desk, year)
    return [one for one in desk.store.all(Indicator) if one.plan_id in plans]


@dataclass(frozen=True, slots=True)
class Choice:
    """A row of the reference list in words."""

    kind: str
    id: str
    number: str
    name: str
    deadline: str
    source_document: str


def choices(desk: Desk, year: int) -> tuple[Choice, ...]:
    """The reference list, tasks first, in its order."""
    listed: tuple[tuple[str, Sequence[Task | Indicator]], ...] = (
        (TASK, listed_tasks(desk, year)),
        (INDICATOR, listed_indicators(desk, year)),
    )
    return tuple(
        Choice(kind, one.id, one.number, one.name, one.deadline, one.source_document)
        for kind, rows in listed
        for one in rows
    )


def answers(desk: Desk, kind: str, year: int) -> Answers:
    """Which rows answer what, tasks or indicators."""
    listed: Iterable[Task | Indicator] = listed_tasks(desk, year) if kind == TASK else listed_indicators(desk, year)
    ids = frozenset(one.id for one in listed)
    links = {
        (one.office, one.record_id): one.reference_id
        for one in assignments.links(desk.store)
        if one.kind == kind and one.reference_id in ids
    }
    return Answers(ids, links)


def indicator_links(desk: Desk, year: int, office: str | None = None) -> list[Linked]:
    """Every office's indicators of a year with the reference row that each answers ("" none)."""
    known = answers(desk, INDICATOR, year)
    lines = [one for one in city_reading.indicator_links(desk.store, year) if office in (None, one.office)]
    return answered(lines, known)


def answered(lines: Sequence[Linked], known: Answers) -> list[Linked]:
    """Indicators with the reference row that each answers in the place of the city's id that it bears."""
    own = {(one.office, one.assigned_id) for one in lines if one.assigned_id in known.ids}
    found = []
    for one in lines:
        its = known.of(one.office, one.id, one.assigned_id)
        twice = its != one.assigned_id and (one.office, its) in own
        found.append(one._replace(assigned_id="" if twice else its))
    return found
