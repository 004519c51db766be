"""One answer for the plan page: the order of all rows together with the rows of the first screen.

A key in the search box so costs one round trip, and nothing for a row that is not seen. Decides what a row tells of a
hit that its columns do not show: first the task's own other words, then the newest month in which it was told; and
that a search also names indicators, and plans by number, symbol or title.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from nq57desk.domain.finding import Asked, asked, holds, plain_words
from nq57desk.domain.indicators import Indicator
from nq57desk.domain.plan import Appendix, Plan
from nq57desk.domain.progress import ProgressUpdate
from nq57desk.domain.timeliness import by_task
from nq57desk.store import glance
from nq57desk.usecases import clear_rows, narrowed, task_order
from nq57desk.usecases.selecting import TaskFilter
from nq57desk.usecases.task_grouping import Grouping, grouped
from nq57desk.usecases.task_list import FoundIn, TaskRow
from nq57desk.usecases.task_order import TaskOrder
from nq57desk.workspace import Desk

FIRST = 16
"""So many rows come with their order: more than a usual screen shows."""
MOST_OTHERS = 200
_SHOWN = ("name", "lead", "supervisor", "number", "deadline")
"""What the list of found tasks shows of each anyway."""
_OWN = ("product", "coordinating", "responsible", "note", "source_document", "adjusted_by")
_TOLD = ("result", "difficulty", "proposal", "product_document", "stopped_by")
_LONGEST = 2000


@dataclass(frozen=True, slots=True)
class FoundIndicator:
    """An indicator that a search found, as its line in the list of found tasks' neighbours shows it."""

    id: str
    number: str
    name: str
    lead: str
    target: str
    unit: str
    list_label: str
    """The appendix it stands in."""


@dataclass(frozen=True, slots=True)
class Screen:
    """The order of a list, its first rows, and what else the search found."""

    order: TaskOrder
    rows: tuple[TaskRow, ...] = ()
    indicators: tuple[FoundIndicator, ...] = ()
    plans: tuple[Plan, ...] = ()


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is listed: what the filter leaves; ``near`` is the task that is going to be looked at first."""

    narrowed: TaskFilter
    grouping: Grouping = Grouping.PAPER
    near: str = ""


def ready(desk: Desk) -> None:
    """Read what a search needs, so that its first key does not wait for that."""
    desk.store.finder()


def screen(desk: Desk, *, wanted: Wanted) -> Screen:
    """The list as it is first seen.

    Raises:
        Refused: the filter's period is none.
    """
    asked_for = wanted.narrowed
    if asked_for.only_searches:
        order = task_order.order(desk, search=asked_for.search)
    else:
        order = narrowed.order(desk, wanted=asked_for)
    if wanted.grouping is not Grouping.PAPER and not asked_for.search:
        order = grouped(desk, order, wanted.grouping, period=asked_for.period or None)
    rows = seen(desk, ids=_first(order, wanted.near), search=asked_for.search, order=order, period=asked_for.period)
    if not asked_for.search:
        return Screen(order, rows)
    return Screen(order, rows, _indicators(desk, asked_for.search), _plans(desk, asked_for.search))


def _first(order: TaskOrder, near: str) -> tuple[str, ...]:
    at = order.ids.index(near) if near and near in order.ids else 0
    begin = max(0, min(at - FIRST // 2, len(order.ids) - FIRST))
    return tuple(each for each in order.ids[begin : begin + FIRST] if each)


def seen(
    desk: Desk, *, ids: Sequence[str], search: str = "", order: TaskOrder | None = None, period: str = ""
) -> tuple[TaskRow, ...]:
    """The rows with these ids, each with where the search found what its columns do not show."""
    rows = clear_rows.rows(desk, ids=ids, period=period or None)
    words = asked(search)
    beyond = [row for row in rows if order is None or row.id in order.beyond] if words else []
    if not beyond:
        return rows
    found = _found_in(desk, beyond, words)
    return tuple(replace(row, found=found[row.id]) if row.id in found else row for row in rows)


def _found_in(desk: Desk, rows: Sequence[TaskRow], words: Sequence[Asked]) -> dict[str, FoundIn]:
    """Of rows whose own columns lack a word: where it stands."""
    lacking: dict[str, list[Asked]] = {}
    for row in rows:
        plain = plain_words(" ".join(getattr(row, name) for name in _SHOWN))
        lack = [word for word in words if not holds(plain, word)]
        if lack:
            lacking[row.id] = lack
    updates = by_task(glance.updates(desk.store, list(lacking)))
    found = {}
    for row in rows:
        if row.id in lacking:
            best = _best(row, updates.get(row.id, ()), lacking[row.id], words)
            if best is not None:
                found[row.id] = best
    return found


def _best(
    row: TaskRow, updates: Sequence[ProgressUpdate], lack: Sequence[Asked], words: Sequence[Asked]
) -> FoundIn | None:
    """The text that holds most of what is lacking, of those the one that holds most of all words; of equals the first.

    A task's own words come before what was told of it, and the newest month before the others.
    """
    best, most = None, (0, 0)
    for one in _texts(row, updates):
        plain = plain_words(one.text)
        lacked = sum(holds(plain, word) for word in lack)
        held = (lacked, sum(holds(plain, word) for word in words)) if lacked else (0, 0)
        if held > most:
            best, most = one, held
            if held == (len(lack), len(words)):
                break
    return best


def _texts(row: TaskRow, updates: Sequence[ProgressUpdate]) -> Iterator[FoundIn]:
    for name in _OWN:
        yield FoundIn(name, str(getattr(row, name))[:_LONGEST])
    for update in reversed(updates):
        for name in _TOLD:
            yield FoundIn(name, str(getattr(update, name))[:_LONGEST], update.period)


def _indicators(desk: Desk, search: str) -> tuple[FoundIndicator, ...]:
    ids = desk.store.found(search).indicators[:MOST_OTHERS]
    if not ids:
        return ()
    labels = {one.id: one.label for one in desk.store.all(Appendix)}
    return tuple(
        FoundIndicator(one.id, one.number, one.name, one.lead, one.target, one.unit, labels.get(one.appendix_id, ""))
        for one in desk.store.some(Indicator, ids)
    )


def _plans(desk: Desk, search: str) -> tuple[Plan, ...]:
    """The plans whose number, symbol or title holds every word, where the number is more than a bare figure."""
    words = asked(search)
    if not any(not word.plain.isdecimal() for word in words):
        return ()
    found = []
    for plan in desk.store.all(Plan):
        plain = plain_words(f"{plan.kind} {plan.number}/{plan.symbol} {plan.title}")
        if all(holds(plain, word) for word in words):
            found.append(plan)
    return tuple(found)
