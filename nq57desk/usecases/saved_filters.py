"""Named filters of the task list, kept in the office's settings.

Decides that a name keeps its case and marks but is found without them (saving "Chậm" over "cham" replaces it), that
the list stands in Vietnamese order, and that a filter naming what is gone (a section, a plan) finds nothing rather than
everything.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, fields
from typing import Any

from nq57desk.domain.progress import State
from nq57desk.domain.timeliness import Timeliness
from nq57desk.domain.vietnamese import fold, sort_key, tidy
from nq57desk.errors import refuse
from nq57desk.usecases import task_order
from nq57desk.usecases.changing import writable
from nq57desk.usecases.selecting import TaskFilter, selected
from nq57desk.usecases.task_list import TaskRow
from nq57desk.workspace import Desk

_KEY = "filters.tasks"
_LONGEST = 80
MOST = 50


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
    ids = [line.id for line in selected(desk, wanted=wanted)]
    if wanted.search:
        there = set(ids)
        ids = [each for each in desk.store.found(wanted.search).tasks if each in there]
    rows = {row.id: row for row in task_order.rows(desk, ids=ids, period=wanted.period or None)}
    return tuple(rows[each] for each in ids if each in rows)


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
    named = ("search", "body", "plan_id", "appendix_id", "section_id", "origin")
    texts = {name: str(values.get(name, "")) for name in named}
    return TaskFilter(
        **texts,
        states=tuple(State(one) for one in values.get("states", ()) if one in set(State)),
        timeliness=tuple(Timeliness(one) for one in values.get("timeliness", ()) if one in set(Timeliness)),
        period=str(values.get("period", "")),
    )
