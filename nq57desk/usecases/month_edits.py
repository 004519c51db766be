"""What the monthly grid does to many rows at once: each is one named step in the journal, and one undo.

Decides that a flawed cell stops only itself, that what is carried over counts once a person confirms it, and that bulk
answers skip heading rows and tasks that ended earlier and say so. Keys and words: DESK 2.3.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from nq57desk.domain.month_cells import (
    FIELDS,
    NOTHING,
    CellValue,
    Suggestion,
    is_blank,
    read_cell,
    shown,
    suggestion,
    value_before,
)
from nq57desk.domain.plan import Task
from nq57desk.domain.problems import Problem, Severity, problem
from nq57desk.domain.progress import ProgressUpdate
from nq57desk.domain.update_rate import Lack, lack
from nq57desk.usecases.month_rows import Edited, MonthRows, Step, about, cell_problem
from nq57desk.workspace import Desk

ASK_ABOVE = 10
"""More rows than this are asked for once before "nothing arose" is written to them (DESK M10)."""
CONFIRMED = ("state", "percent")
"""The cells that are carried over as suggestions."""


@dataclass(frozen=True, slots=True)
class CellEdit:
    """A text typed into a cell of the monthly grid: ``field`` is one of month_cells.FIELDS, "" clears the cell."""

    task_id: str
    field: str
    text: str


@dataclass(frozen=True, slots=True)
class RowFinished:
    """A confirmed row, and what it still lacks for the 90 % rule (None: nothing); ``missing`` names the fields."""

    edited: Edited
    lack: Lack | None
    missing: tuple[str, ...]


def set_cells(desk: Desk, *, period: str, cells: Sequence[CellEdit], action: str = "") -> Edited:
    """Record typed cells as one step; each that cannot be read stays as it was and is told with what was typed.

    ``action`` names the step in the journal; without it "progress" for one cell, "cells" for more.

    Raises:
        Refused: not a month, a closed period, or the office is open read-only.
    """
    rows = MonthRows.read(desk, period, (cell.task_id for cell in cells))
    step = Step(desk, rows)
    by_row: dict[str, dict[str, CellEdit]] = {}
    for cell in cells:
        by_row.setdefault(cell.task_id, {})[cell.field] = cell
    for task_id, edits in by_row.items():
        values = {cell.field: value for cell in edits.values() for value in _read(step, cell)}
        if values:
            step.change(task_id, values, {name: cell.text for name, cell in edits.items()})
    return step.apply(action or ("progress" if len(cells) == 1 else "cells"))


def _read(step: Step, cell: CellEdit) -> tuple[CellValue, ...]:
    """The value in a tuple of one; none where the cell is refused."""
    found: Problem
    if cell.task_id not in step.rows.tasks:
        found = cell_problem("month.row_gone", cell.field, {"text": cell.text})
    elif cell.field not in FIELDS:
        found = cell_problem("month.unknown_cell", cell.field)
    else:
        value, flaw = read_cell(cell.field, cell.text, step.rows.span)
        if flaw is None:
            return (value,)
        found = flawed(flaw.code, cell.field, flaw.text, step.rows.tasks[cell.task_id])
    step.refuse(cell.task_id, cell.field, cell.text, found)
    return ()


def flawed(code: str, name: str, text: str, row: object) -> Problem:
    """What is wrong with a typed cell, with the row that it stands in."""
    return cell_problem(code, name, about(row, text=text))


def clear(desk: Desk, *, period: str, cells: Sequence[tuple[str, str]]) -> Edited:
    """Clear cells, each (task id, field). A state is cleared only with all of the row's other cells: the row then
    is as if nothing had been recorded of it.

    Raises:
        Refused: as ``set_cells``.
    """
    return set_cells(desk, period=period, cells=[CellEdit(*cell, "") for cell in cells], action="clear_cells")


def suggestions(desk: Desk, *, period: str, task_ids: Sequence[str]) -> Mapping[str, Suggestion]:
    """By task id what was carried over and counts for nothing until it is confirmed; all None where nothing is.

    Raises:
        Refused: not a month.
    """
    rows = MonthRows.read(desk, period, task_ids)
    return {
        task_id: suggestion(task_id, rows.recorded(task_id), rows.before(task_id), rows.span) for task_id in rows.tasks
    }


def as_last_period(
    desk: Desk, *, period: str, task_ids: Sequence[str], fields: Sequence[str] = CONFIRMED, action: str = ""
) -> Edited:
    """Record the last month's values of these cells for this one ("như kỳ trước"), replacing what is there.

    The last month is the latest with an update. Where that has nothing in a cell the cell stays, and that is told.

    Raises:
        Refused: as ``set_cells``.
    """
    rows = MonthRows.read(desk, period, task_ids)
    step = Step(desk, rows)
    headings = _heading_rows(desk, rows.tasks.values())
    for task_id, task in rows.tasks.items():
        if task_id in headings or rows.ended(task_id):
            step.refuse_row(_why_skipped(task_id, headings), task_id, "", Severity.NOTE)
            continue
        known = {name: value_before(rows.before(task_id), name) for name in fields if name in FIELDS}
        values = {name: value for name, value in known.items() if not is_blank(value)}
        for name in known.keys() - values.keys():
            found = cell_problem("month.nothing_before", name, about(task), Severity.NOTE)
            step.refuse(task_id, name, "", found)
        if values:
            step.change(task_id, values)
    return step.apply(action or "as_last_period")


def nothing_arose(desk: Desk, *, period: str, task_ids: Sequence[str]) -> Edited:
    """Record "Không phát sinh trong kỳ" for these tasks with the state that they had.

    Left as they are, each with its reason: late tasks without a difficulty, tasks with a result in this month, tasks
    that ended earlier, heading rows. Three months running are warned of.

    Raises:
        Refused: as ``set_cells``.
    """
    rows = MonthRows.read(desk, period, task_ids)
    step = Step(desk, rows)
    headings = _heading_rows(desk, rows.tasks.values())
    for task_id in rows.tasks:
        update = rows.recorded(task_id)
        if task_id in headings or rows.ended(task_id):
            step.refuse_row(_why_skipped(task_id, headings), task_id, "nothing_arose", Severity.NOTE)
        elif update is not None and update.result and not update.nothing_arose:
            step.refuse_row("month.result_there", task_id, "result")
        else:
            step.change(task_id, {"nothing_arose": True, "result": NOTHING})
    return step.apply("nothing_arose")


def question_before_nothing_arose(count: int) -> Problem | None:
    """What to ask before so many rows are passed over (M10); None where they are few enough to just undo."""
    return problem("month.ask_nothing_arose", Severity.NOTE, count=count) if count > ASK_ABOVE else None


def fill_down(desk: Desk, *, period: str, field: str, source_task_id: str, task_ids: Sequence[str]) -> Edited:
    """Record the first row's cell in the other rows too ("điền xuống"); heading rows are skipped.

    Raises:
        Refused: as ``set_cells``.
    """
    rows = MonthRows.read(desk, period, [source_task_id, *task_ids])
    step = Step(desk, rows)
    source = rows.recorded(source_task_id)
    value: CellValue = getattr(source, field) if source is not None and field in FIELDS else None
    if is_blank(value):
        step.refuse(source_task_id, field, "", cell_problem("month.nothing_to_fill", field))
        return step.apply("fill_down")
    headings = _heading_rows(desk, rows.tasks.values())
    for task_id in rows.tasks:
        if task_id in headings:
            step.refuse_row("month.heading_row", task_id, field, Severity.NOTE)
        elif task_id != source_task_id:
            step.change(task_id, {field: value}, {field: shown(source, field)})
    return step.apply("fill_down")


def finish_row(desk: Desk, *, period: str, task_id: str) -> RowFinished:
    """Confirm what is suggested for a row ("xong dòng") and tell what it lacks.

    Raises:
        Refused: as ``set_cells``.
    """
    rows = MonthRows.read(desk, period, [task_id])
    step = Step(desk, rows)
    if task_id not in rows.tasks:
        step.refuse(task_id, "state", "", cell_problem("month.row_gone", "state"))
        return RowFinished(step.apply("finish_row"), Lack.NOT_UPDATED, ())
    offered = suggestion(task_id, rows.recorded(task_id), rows.before(task_id), rows.span)
    values: dict[str, CellValue] = {name: getattr(offered, name) for name in ("state", "percent", "finished_on")}
    values = {name: value for name, value in values.items() if value is not None}
    if values:
        step.change(task_id, values)
    edited = step.apply("finish_row")
    after = MonthRows.read(desk, period, [task_id])
    found = lack(after.updates.get(task_id, ()), after.month, after.calendar)
    return RowFinished(edited, *(found or (None, ())))


def recorded_cells(desk: Desk, *, period: str, task_ids: Sequence[str]) -> Mapping[str, ProgressUpdate]:
    """What is recorded of the month, by task id; rows without an update are left out.

    Raises:
        Refused: not a month.
    """
    rows = MonthRows.read(desk, period, task_ids)
    found = {task_id: rows.recorded(task_id) for task_id in rows.tasks}
    return {task_id: update for task_id, update in found.items() if update is not None}


def _heading_rows(desk: Desk, tasks: Iterable[Task]) -> frozenset[str]:
    """Those of the tasks that only head others (as :func:`nq57desk.domain.update_rate.group_rows` tells them)."""
    bare = [task for task in tasks if not task.lead.strip() and not task.deadline.strip()]
    return frozenset(task.id for task in bare if desk.store.find(Task, parent_id=task.id))


def _why_skipped(task_id: str, headings: frozenset[str]) -> str:
    return "month.heading_row" if task_id in headings else "month.ended_before"
