"""What an office says of a task in a period."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class State(StrEnum):
    """Where a task stands (trạng thái)."""

    NOT_STARTED = "not_started"
    IN_PROGRESS = "in_progress"
    DONE = "done"
    PAUSED = "paused"
    STOPPED = "stopped"


@dataclass(frozen=True, slots=True)
class ProgressUpdate:
    """One task in one reported month; there is at most one for each task and period.

    ``percent`` 0-100; ``disbursed`` đồng in this period; ``stopped_by`` the document that stops or
    replaces the task; ``at`` when it was recorded, ISO with offset, for display only.
    """

    id: str
    plan_id: str
    task_id: str
    period: str
    state: State
    percent: int | None = None
    result: str = ""
    product_document: str = ""
    product_date: date | None = None
    finished_on: date | None = None
    difficulty: str = ""
    proposal: str = ""
    disbursed: int | None = None
    nothing_arose: bool = False
    stopped_by: str = ""
    by: str = ""
    at: str = ""
    recorded_on: date | None = None
    """The day the update was recorded: the 90% rule compares it with the due day."""
    central_on: date | None = None
    """The day on which its words were typed into the central system (đã cập nhật hệ thống Trung ương)."""
