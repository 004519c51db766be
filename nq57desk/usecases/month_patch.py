"""A month that was read, brought up to date by reading only the tasks that were changed since.

Decides when that is enough: the change touched updates, or tasks that stay where they are; anything else (rows that
come, go or move, sections, plans, periods, another day or calendar) alters more than rows, and the month is read anew.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, replace
from operator import attrgetter

from nq57desk import settings
from nq57desk.domain.plan import Task
from nq57desk.domain.timeliness import by_task
from nq57desk.domain.update_rate import UpdateRate
from nq57desk.store import glance
from nq57desk.store.recorded import tasks_with, updates_of
from nq57desk.usecases.month_board import MonthRow
from nq57desk.usecases.month_sheet import MonthSheet, SheetRow, is_opened
from nq57desk.workspace import Desk

Touched = Mapping[str, Collection[str]]
"""Kinds of records -> the ids that were changed."""
ROW_KINDS = frozenset({"progress_update", "task"})
"""What a row is made of."""
MOST = 2000
"""With more tasks than this, reading everything is as quick."""
_place = attrgetter("plan_id", "appendix_id", "section_id", "parent_id", "position", "carried_from")


@dataclass(frozen=True, slots=True)
class Patched:
    """The month as it stands now, and each row that is another one (before, after)."""

    sheet: MonthSheet
    rows: tuple[tuple[SheetRow, SheetRow], ...]


def patched(desk: Desk, sheet: MonthSheet, touched: Touched) -> Patched | None:
    """The month after these changes; None where it must be read anew.

    The sheet must have been read before the changes, or with some of them. Rows that stay are the same objects.
    """
    if not touched.keys() <= ROW_KINDS or not _same_rules(desk, sheet):
        return None
    ids = _tasks_touched(desk, sheet, touched)
    places = {} if ids is None else {each: sheet.places.get(each) for each in ids}
    if ids is None or len(ids) > MOST or None in places.values():
        return None
    tasks = {task.id: task for task in glance.tasks(desk.store, ids)}
    its = by_task(updates_of(desk.store, ids))
    found: list[tuple[int, SheetRow, SheetRow]] = []
    for each, place in places.items():
        task = tasks.get(each)
        if task is None or place is None or not _stays(sheet.rows[place].row.source, task):
            return None
        before = sheet.rows[place]
        after = before.row.reading.row(task, its.get(each, ()))
        if after != before.row:
            found.append((place, before, SheetRow(after, before.span)))
    return Patched(_with(sheet, found), tuple((before, after) for _place, before, after in found))


def _same_rules(desk: Desk, sheet: MonthSheet) -> bool:
    """Whether rows would be judged today as they were when the month was read."""
    if not sheet.rows:
        return False
    judge, store = sheet.rows[0].row.reading.rule.judge, desk.store
    now = (desk.today, settings.calendar(store), settings.due_soon_days(store), settings.threshold(store))
    return (judge.as_of, judge.calendar, judge.due_soon_days, sheet.board.rate.threshold) == now


def _tasks_touched(desk: Desk, sheet: MonthSheet, touched: Touched) -> list[str] | None:
    """The tasks whose rows may be others now; None where a changed update cannot be placed."""
    updates = set(touched.get("progress_update", ()))
    known = tasks_with(desk.store, updates)
    gone = updates - known.keys()
    if gone:
        # An update that was taken back altogether is known only to the rows that showed it.
        for each in sheet.rows:
            for update in each.row.known if gone else ():
                if update.id in gone:
                    known[update.id] = update.task_id
                    gone.discard(update.id)
    return None if gone else list(dict.fromkeys((*touched.get("task", ()), *known.values())))


def _stays(before: Task, after: Task) -> bool:
    """Whether the task has kept its place, and whether it can head others is as it was."""
    bare = [not (task.lead.strip() or task.deadline.strip()) for task in (before, after)]
    return bool(_place(before) == _place(after)) and bare[0] == bare[1]


def _with(sheet: MonthSheet, found: Iterable[tuple[int, SheetRow, SheetRow]]) -> MonthSheet:
    changed = list(found)
    if not changed:
        return sheet
    rows, board_rows = list(sheet.rows), list(sheet.board.rows)
    for place, _before, after in changed:
        rows[place], board_rows[place] = after, after.row
    rate = _rate(sheet.board.rate, ((before.row, after.row) for _place, before, after in changed))
    board = replace(sheet.board, rate=rate, rows=tuple(board_rows))
    return replace(sheet, board=board, rows=tuple(rows), opened=is_opened(board, kept=sheet.kept))


def _rate(rate: UpdateRate, changed: Iterable[tuple[MonthRow, MonthRow]]) -> UpdateRate:
    updated, of = rate.updated, rate.of
    for before, after in changed:
        of += after.counted - before.counted
        updated += (after.counted and after.lack is None) - (before.counted and before.lack is None)
    return replace(rate, updated=updated, of=of)
