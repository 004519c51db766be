"""A month kept up to date row by row is the month as it is read anew, whatever was done to it."""

from __future__ import annotations

import shutil
import tempfile
from pathlib import Path

from hypothesis import HealthCheck, given, settings

from nq57desk.domain.plan import Task
from nq57desk.usecases import edits, history, month_edits, month_patch
from nq57desk.usecases.month_edits import CellEdit
from nq57desk.usecases.month_sheet import MonthSheet, month_sheet
from nq57desk.workspace import Desk, open_desk
from tests.builders.offices import DAY
from tests.usecases.month_steps import PERIOD, Step, steps, take


def told(sheet: MonthSheet) -> object:
    """Everything that the window shows of a month."""
    rows = [(row.row.task, row.group, row.ended, row.missing, row.before, row.suggestion) for row in sheet.rows]
    return sheet, rows, sheet.board.late, sheet.board.missing, sheet.board.due_soon


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(taken=steps)
def test_a_patched_month_is_the_month_read_anew(ward_folder: Path, taken: list[Step]) -> None:
    with tempfile.TemporaryDirectory() as scratch:
        folder = Path(shutil.copytree(ward_folder, Path(scratch) / "office"))
        with open_desk(folder, as_of=DAY) as desk:
            sheet = month_sheet(desk, period=PERIOD)
            for step in taken:
                applied = take(desk, step)
                if applied is None:
                    continue
                fresh = month_sheet(desk, period=PERIOD)
                found = month_patch.patched(desk, sheet, applied.touched)
                if found is not None:
                    assert told(found.sheet) == told(fresh)
                    changed = [(a, b) for a, b in zip(sheet.rows, fresh.rows, strict=True) if a != b]
                    assert sorted(found.rows, key=lambda pair: sheet.places[pair[1].row.id]) == changed
                sheet = fresh


def _typed(desk: Desk, sheet: MonthSheet, task_id: str, text: str = "Đã họp") -> month_patch.Patched | None:
    edited = month_edits.set_cells(desk, period=PERIOD, cells=[CellEdit(task_id, "result", text)])
    return month_patch.patched(desk, sheet, edited.applied.touched)


def test_a_cell_reads_one_row_and_leaves_the_others_the_same_objects(desk: Desk) -> None:
    sheet = month_sheet(desk, period=PERIOD)
    wanted = next(row for row in sheet.rows if row.row.counted)
    found = _typed(desk, sheet, wanted.row.id)
    assert found is not None
    assert [after.row.id for _before, after in found.rows] == [wanted.row.id]
    assert sum(a is not b for a, b in zip(sheet.rows, found.sheet.rows, strict=True)) == 1
    assert found.sheet.board.rate.updated == sheet.board.rate.updated + 1
    assert found.sheet.opened
    undone = history.undo(desk)
    assert undone is not None
    back = month_patch.patched(desk, found.sheet, undone.touched)
    assert back is not None
    assert told(back.sheet) == told(month_sheet(desk, period=PERIOD))


def test_what_alters_more_than_rows_is_read_anew(desk: Desk) -> None:
    sheet = month_sheet(desk, period=PERIOD)
    task = next(row for row in desk.store.all(Task) if row.lead)
    assert month_patch.patched(desk, sheet, {"reporting_period": ["x"]}) is None
    assert month_patch.patched(desk, sheet, {"progress_update": ["no such update"]}) is None
    gone = edits.delete_task(desk, task_id=task.id)
    assert month_patch.patched(desk, sheet, gone.touched) is None


def test_another_calendar_is_another_month(desk: Desk) -> None:
    sheet = month_sheet(desk, period=PERIOD)
    wanted = next(row for row in sheet.rows if row.row.counted)
    desk.store.set_setting("timeliness.due_soon_days", "3", who=desk.who, at=desk.now())
    assert _typed(desk, sheet, wanted.row.id) is None
