"""The month as the grid shows it: every task with what is recorded, what came before, and what is only suggested.

Decides that a month is open once someone opened it or anything was recorded of it (DESK M02), and that a task done or
stopped in an earlier month, of which this one says nothing, belongs to the ended ones.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from nq57desk import settings
from nq57desk.domain.changes import Applied
from nq57desk.domain.closing import ClosingReport, closing_report
from nq57desk.domain.indicators import Indicator, IndicatorValue
from nq57desk.domain.month_cells import Span, Suggestion, suggestion
from nq57desk.domain.periods import ReportingPeriod, preceding
from nq57desk.domain.plan import Plan, Task
from nq57desk.domain.progress import ProgressUpdate, State
from nq57desk.domain.timeliness import up_to
from nq57desk.domain.update_rate import group_rows
from nq57desk.usecases.asking import month_asked
from nq57desk.usecases.changing import apply_records, new_id, proposed
from nq57desk.usecases.month_board import MonthBoard, MonthRow, read_month
from nq57desk.usecases.recording import kept_period, refuse_closed
from nq57desk.workspace import Desk

_ENDED = (State.DONE, State.STOPPED)


@dataclass(frozen=True, slots=True)
class SheetRow:
    """A task's row. ``before`` is its last earlier update; ``group``: it only heads others and is not filled in;
    ``missing`` names the fields that the 90 % rule still asks for."""

    row: MonthRow
    before: ProgressUpdate | None
    suggestion: Suggestion
    ended: bool
    group: bool
    missing: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class MonthSheet:
    """The month's board with its rows. ``opened``: the month was opened, or something is recorded of it."""

    board: MonthBoard
    rows: tuple[SheetRow, ...]
    opened: bool
    edition: int = 1
    closed_by: str = ""


def month_sheet(desk: Desk, *, period: str | None = None) -> MonthSheet:
    """The own office's month (the present one where none is named).

    Raises:
        Refused: the period is none, or longer than a month.
    """
    read = read_month(desk, period=period)
    board, its = read.board, read.updates
    span = Span(board.first_day, board.last_day, board.today)
    groups = group_rows(read.tasks)
    missing = {warned.task.id: warned.missing for warned in board.rate.warning_list}
    earlier = preceding(board.period)
    rows: list[SheetRow] = []
    for row in board.rows:
        before = up_to(its.get(row.task.id, ()), earlier)
        ended = row.update is None and bool(before) and before[-1].state in _ENDED
        group = row.task.id in groups
        offered = Suggestion(row.task.id) if ended or group else suggestion(row.task.id, row.update, before, span)
        rows.append(SheetRow(row, before[-1] if before else None, offered, ended, group, missing.get(row.task.id, ())))
    kept = kept_period(desk, board.period.code)
    opened = kept is not None or any(row.update is not None for row in board.rows)
    return MonthSheet(
        board, tuple(rows), opened, kept.edition if kept else 1, kept.closed_by if kept and kept.closed_on else ""
    )


def begin_period(desk: Desk, *, period: str) -> Applied:
    """Open a month ("Mở kỳ"): from now on it is the one that is filled in.

    Raises:
        Refused: not a month, it is closed, or the office is open read-only.
    """
    month = month_asked(desk, period)
    refuse_closed(desk, month)
    kept = kept_period(desk, month.code) or ReportingPeriod(new_id(), month.year, month.code)
    return apply_records(desk, "begin", [proposed(replace(kept, opened_on=kept.opened_on or desk.today))])


def before_closing(desk: Desk, *, period: str) -> ClosingReport:
    """What closing the month would find, without closing it.

    Raises:
        Refused: not a month.
    """
    month, store = month_asked(desk, period), desk.store
    return closing_report(
        tasks=store.all(Task),
        updates=store.all(ProgressUpdate),
        indicators=store.all(Indicator),
        values=store.all(IndicatorValue),
        period=month,
        calendar=settings.calendar(store),
        as_of=desk.today,
        plan_years={plan.id: plan.year for plan in store.all(Plan)},
        threshold=settings.threshold(store),
    )
