"""Named filters of the task list, kept in the office's settings.

Decides that a name keeps its case and marks but is found without them (saving "Chậm" over "cham" replaces it), that
the list stands in Vietnamese order, and that a filter naming what is gone (a section, a plan) finds nothing rather than
everything.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, fields, replace
from typing import Any

from nq57desk.domain.progress import State
from nq57desk.domain.timeliness import Timeliness
from nq57desk.domain.vietnamese import fold, sort_key, tidy
from nq57desk.errors import refuse
from nq57desk.usecases.changing import writable
from nq57desk.usecases.task_list import TaskRow, tasks
from nq57desk.workspace import Desk

_KEY = "filters.tasks"
_LONGEST = 80
MOST = 50


@dataclass(frozen=True, slots=True)
class TaskFilter:
    """What a list of tasks is narrowed to; "" and () narrow nothing. ``period`` "" is the present month."""

    search: str = ""
    body: str = ""
    plan_id: str = ""
    appendix_id: str = ""
    section_id: str = ""
    states: tuple[State, ...] = ()
    timeliness: tuple[Timeliness, ...] = ()
    period: str = ""

    @property
    def empty(self) -> bool:
        """Whether it narrows nothing."""
        return replace(self, period="") == TaskFilter()


@dataclass(frozen=True, slots=True)
class SavedFilter:
    """A filter under its name."""

    name: str
    wanted: TaskFilter


def filtered(desk: Desk, *, wanted: TaskFilter) -> tuple[TaskRow, ...]:
    """The own office's tasks that the filter leaves, in the paper's order, or best match first where it searches.

    Raises:
        Refused: its period is none.
    """
    return tasks(
        desk,
        plan_id=wanted.plan_id or None,
        appendix_id=wanted.appendix_id or None,
        section_id=wanted.section_id or None,
        search=wanted.search,
        period=wanted.period or None,
        office_code=desk.office.code,
        body=wanted.body,
        states=wanted.states,
        timeliness=wanted.timeliness,
    )


def saved(desk: Desk) -> tuple[SavedFilter, ...]:
    """The saved filters in Vietnamese order of their names."""
    text = desk.store.setting(_KEY)
    kept = json.loads(text) if text else {}
    found = (SavedFilter(name, _read(values)) for name, values in kept.items())
    return tuple(sorted(found, key=lambda one: sort_key(one.name)))


def save(desk: Desk, *, name: str, wanted: TaskFilter) -> SavedFilter:
    """Keep a filter under a name; one that is there already is replaced.

    Raises:
        Refused: "filter.no_name", "filter.too_many", or the office is open read-only.
    """
    writable(desk)
    called = " ".join(tidy(name).split())[:_LONGEST].strip()
    if not called:
        raise refuse("filter.no_name")
    others = [one for one in saved(desk) if fold(one.name) != fold(called)]
    if len(others) >= MOST:
        raise refuse("filter.too_many", most=MOST)
    new = SavedFilter(called, wanted)
    _keep(desk, (*others, new))
    return new


def forget(desk: Desk, *, name: str) -> None:
    """Drop a saved filter; one that is not there is no fault.

    Raises:
        Refused: the office is open read-only.
    """
    writable(desk)
    _keep(desk, tuple(one for one in saved(desk) if fold(one.name) != fold(name)))


def _keep(desk: Desk, filters: tuple[SavedFilter, ...]) -> None:
    value = {one.name: _jsonable(one.wanted) for one in filters}
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    desk.store.set_setting(_KEY, text, who=desk.who, at=desk.now())


def _jsonable(wanted: TaskFilter) -> dict[str, Any]:
    """Only what narrows."""
    values = {field.name: getattr(wanted, field.name) for field in fields(wanted)}
    return {name: list(value) if isinstance(value, tuple) else value for name, value in values.items() if value}


def _read(values: Mapping[str, Any]) -> TaskFilter:
    texts = {name: str(values.get(name, "")) for name in ("search", "body", "plan_id", "appendix_id", "section_id")}
    return TaskFilter(
        **texts,
        states=tuple(State(one) for one in values.get("states", ()) if one in set(State)),
        timeliness=tuple(Timeliness(one) for one in values.get("timeliness", ()) if one in set(Timeliness)),
        period=str(values.get("period", "")),
    )
