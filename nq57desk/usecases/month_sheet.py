"""The month as the grid shows it: every task with what is recorded, what came before, and what is only suggested.

Decides that a month is open once someone opened it or anything was recorded of it (DESK M02), and that a task done or
stopped in an earlier month, of which this one says nothing, belongs to the ended ones.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from nq57desk import settings
from nq57desk.domain.changes import Applied
from nq57desk.domain.closing import ClosingReport, closing_report
from nq57desk.domain.indicators import Indicator, IndicatorValue
from nq57desk.domain.month_cells import Span, Suggestion, suggestion
from nq57desk.domain.periods import ReportingPeriod
from nq57desk.domain.plan import Plan, Task
from nq57desk.domain.progress import ProgressUpdate, State
from nq57desk.usecases.asking import month_asked
from nq57desk.usecases.big_reading import whole_office
from nq57desk.usecases.changing import apply_records, new_id, proposed
from nq57desk.usecases.month_board import MonthBoard, MonthRow, month_board
from nq57desk.usecases.recording import kept_period, refuse_closed
from nq57desk.workspace import Desk

_ENDED = (State.DONE, State.STOPPED)


@dataclass(frozen=True, slots=True)
class SheetRow:
    """A task's row of the grid, with the days of its month."""

    row: MonthRow
    span: Span

    @property
    def before(self) -> ProgressUpdate | None:
        """The last earlier update."""
        return self.row.before[-1] if self.row.before else None

    @property
    def ended(self) -> bool:
        """Whether it was done or stopped in an earlier month, and this one says nothing of it."""
        row = self.row
        return row.update is None and bool(row.before) and row.before[-1].state in _ENDED

    @property
    def group(self) -> bool:
        """Whether it only heads others and is not filled in."""
        return self.row.group

    @property
    def missing(self) -> tuple[str, ...]:
        """The fields that the 90 % rule still asks for."""
        return self.row.missing

    @property
    def suggestion(self) -> Suggestion:
        """What may be confirmed; nothing of a row that is ended or heads others."""
        row = self.row
        if row.group or self.ended:
            return Suggestion(row.id)
        return suggestion(row.id, row.update, row.before, self.span)


@dataclass(frozen=True, slots=True)
class MonthSheet:
    """The month's board with its rows. ``opened``: the month was opened, or something is recorded of it."""

    board: MonthBoard
    rows: tuple[SheetRow, ...]
    opened: bool
    edition: int = 1
    closed_by: str = ""
    kept: bool = False
    """Whether the period has a record of its own."""
    places: Mapping[str, int] = field(default_factory=dict, repr=False)
    """Task id -> its place among the rows."""


def month_sheet(desk: Desk, *, period: str | None = None) -> MonthSheet:
    """The own office's month (the present one where none is named).

    Raises:
        Refused: the period is none, or longer than a month.
    """
    board = month_board(desk, period=period)
    span = Span(board.first_day, board.last_day, board.today)
    with whole_office():
        rows = tuple([SheetRow(row, span) for row in board.rows])
        places = {row.source.id: place for place, row in enumerate(board.rows)}
    kept = kept_period(desk, board.period.code)
    edition, closed_by = (kept.edition, kept.closed_by if kept.closed_on else "") if kept else (1, "")
    opened = is_opened(board, kept=kept is not None)
    return MonthSheet(board, rows, opened, edition, closed_by, kept is not None, places)


def is_opened(board: MonthBoard, *, kept: bool) -> bool:
    """Whether the month was opened, or something is recorded of it."""
    return kept or any(row.update is not None for row in board.rows)


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
