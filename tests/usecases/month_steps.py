"""Random steps of a clerk's month, for whoever keeps what was read up to date and must end where a new reading ends."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from hypothesis import strategies as st

from nq57desk.domain.changes import Applied
from nq57desk.domain.month_cells import FIELDS
from nq57desk.domain.plan import Task
from nq57desk.errors import Refused
from nq57desk.usecases import edits, history, month_edits, plan_edits
from nq57desk.usecases.month_edits import CellEdit
from nq57desk.workspace import Desk

PERIOD, OTHERS = "2026-11", ("2026-09", "2026-10", "2026-12")
CELLS = (
    ("state", "1"), ("state", "2"), ("state", "3"), ("state", "4"), ("state", "5"), ("state", ""), ("percent", "35"),
    ("result", "Đã họp"), ("result", ""), ("difficulty", "Thiếu người"), ("finished_on", "5/11/2026"),
)  # fmt: skip
TASK_FIELDS = (("note", "Ghi chú"), ("lead", ""), ("lead", "Công an phường"), ("deadline", "Quý IV/2026"))
Step = tuple[str, int, int]
KINDS = (*["cell"] * 3, "other month", "nothing", "as before", "clear", "undo", "redo", "task", "delete", "move")

steps = st.lists(st.tuples(st.sampled_from(KINDS), st.integers(0, 200), st.integers(0, 40)), min_size=1, max_size=14)


def take(desk: Desk, step: Step) -> Applied | None:
    """Do one step; None where the office would not have it, or nothing changed."""
    kind, which, what = step
    rows: Sequence[Task] = desk.store.all(Task)
    if not rows:
        return None
    task, field, text = rows[which % len(rows)].id, *CELLS[what % len(CELLS)]
    name, value = TASK_FIELDS[what % len(TASK_FIELDS)]
    several = [row.id for row in rows[which % len(rows) :][:4]]
    other = OTHERS[what % len(OTHERS)]
    ways: dict[str, Callable[[], object]] = {
        "cell": lambda: month_edits.set_cells(desk, period=PERIOD, cells=[CellEdit(task, field, text)]),
        "other month": lambda: month_edits.set_cells(desk, period=other, cells=[CellEdit(task, field, text)]),
        "nothing": lambda: month_edits.nothing_arose(desk, period=PERIOD, task_ids=several),
        "as before": lambda: month_edits.as_last_period(desk, period=PERIOD, task_ids=several),
        "clear": lambda: month_edits.clear(desk, period=PERIOD, cells=[(task, each) for each in FIELDS]),
        "undo": lambda: history.undo(desk),
        "redo": lambda: history.redo(desk),
        "task": lambda: plan_edits.adjust_task(desk, task_id=task, changes={name: value}, document="15/KH-UBND"),
        "delete": lambda: edits.delete_task(desk, task_id=task),
        "move": lambda: plan_edits.move_task(desk, task_id=task, by=1, confirmed=True),
    }
    try:
        result = ways[kind]()
    except Refused:
        return None
    applied = getattr(result, "applied", result)
    return applied if isinstance(applied, Applied) and applied.entry is not None else None
