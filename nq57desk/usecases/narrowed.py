"""The task list narrowed by a filter, in the form that a window shows, and what a filter can be chosen from."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from nq57desk.domain.forms import known_bodies
from nq57desk.domain.organisation import OrgUnit
from nq57desk.domain.plan import Section
from nq57desk.domain.vietnamese import sort_key
from nq57desk.store import glance
from nq57desk.usecases.saved_filters import saved
from nq57desk.usecases.selecting import TaskFilter, selected
from nq57desk.usecases.task_order import TaskOrder, found_order, with_headings
from nq57desk.workspace import Desk


@dataclass(frozen=True, slots=True)
class FilterChoices:
    """What can be chosen beside states and times: the bodies that lead, in Vietnamese order, and the saved names."""

    bodies: tuple[str, ...]
    saved: tuple[str, ...]


def order(desk: Desk, *, wanted: TaskFilter) -> TaskOrder:
    """The rows that the filter leaves, under their sections' headings; found ones best match first, without them.

    Raises:
        Refused: its period is none.
    """
    lines = selected(desk, wanted=wanted)
    if wanted.search:
        found = desk.store.found(wanted.search)
        return found_order(found.tasks, found.beyond, lines)
    return with_headings(lines, {section.id: section for section in desk.store.all(Section)})


def choices(desk: Desk) -> FilterChoices:
    """The leads of all plans under the names that the office knows them by, and the saved filters."""
    known = known_bodies(desk.store.all(OrgUnit))
    named: dict[str, None] = {}
    for lead in glance.leads(desk.store):
        named.update(dict.fromkeys(known.named(lead)))
    return FilterChoices(tuple(sorted(named, key=sort_key)), tuple(one.name for one in saved(desk)))


def section_counts(desk: Desk) -> Mapping[str, int]:
    """How many tasks stand in each section, by its id."""
    return glance.tasks_by_section(desk.store)


def assigned_count(desk: Desk) -> int:
    """How many of the own tasks the city assigned."""
    return len(glance.assigned(desk.store))
