"""What returned forms would change, cell by cell, as four texts: row, cell, old, new."""

from __future__ import annotations

from typing import TYPE_CHECKING

from nq57desk.domain.indicators import Indicator, IndicatorValue
from nq57desk.domain.month_cells import FIELDS as TASK_FIELDS
from nq57desk.domain.month_cells import shown
from nq57desk.domain.plan import Task
from nq57desk.domain.progress import ProgressUpdate
from nq57desk.domain.value_cells import FIELDS as VALUE_FIELDS
from nq57desk.domain.value_cells import shown_value
from nq57desk.gui.words import numbered
from nq57desk.sentences.month import LABELS
from nq57desk.wording import _

if TYPE_CHECKING:
    from nq57desk.domain.changes import Change
    from nq57desk.usecases.forms import FormsPreview
    from nq57desk.workspace import Desk

ChangeLine = tuple[str, str, str, str]


def change_lines(desk: Desk, preview: FormsPreview) -> list[ChangeLine]:
    """The lines of a preview; to be called in the office's line."""
    from nq57desk.usecases import forms

    return [line for change in forms.differing(desk, preview=preview) for line in _lines(desk, change)]


def _lines(desk: Desk, change: Change) -> list[ChangeLine]:
    before, after = change.before, change.after
    if isinstance(after, ProgressUpdate):
        old = before if isinstance(before, ProgressUpdate) else None
        name = _named(desk.store.get(Task, after.task_id))
        return [
            (name, _(LABELS[field]), shown(old, field), shown(after, field))
            for field in TASK_FIELDS
            if shown(old, field) != shown(after, field)
        ]
    if isinstance(after, IndicatorValue):
        known = before if isinstance(before, IndicatorValue) else None
        name = _named(desk.store.get(Indicator, after.indicator_id))
        return [
            (name, _(LABELS[field]), shown_value(known, field), shown_value(after, field))
            for field in VALUE_FIELDS
            if shown_value(known, field) != shown_value(after, field)
        ]
    return []


def _named(row: Task | Indicator | None) -> str:
    return "" if row is None else numbered(row.number, row.name)
