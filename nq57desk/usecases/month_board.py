"""One month on one board: what each open task did in it, how far the update rate is, who is late."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from nq57desk import settings
from nq57desk.domain.periods import Period, ReportingPeriod, due_day, window
from nq57desk.domain.plan import Plan, Task
from nq57desk.domain.progress import ProgressUpdate
from nq57desk.domain.timeliness import Timeliness, by_task, in_month
from nq57desk.domain.update_rate import Lack, UpdateRate, counted, in_force, rate_of
from nq57desk.usecases import task_order
from nq57desk.usecases.asking import month_asked
from nq57desk.usecases.task_list import TaskRow, derived
from nq57desk.workspace import Desk


@dataclass(frozen=True, slots=True)
class MonthRow:
    """A task with this month's update. ``counted``: the 90 % rule asks for it; ``lack`` what it still lacks then."""

    task: TaskRow
    update: ProgressUpdate | None
    counted: bool
    lack: Lack | None


@dataclass(frozen=True, slots=True)
class MonthBoard:
    """The month's window, the day on which updates are due, the rate, and every task."""

    period: Period
    first_day: date
    last_day: date
    due: date
    today: date
    closed_on: date | None
    rate: UpdateRate
    rows: tuple[MonthRow, ...]

    @property
    def late(self) -> tuple[MonthRow, ...]:
        """The unfinished tasks after their last day, longest first."""
        found = [row for row in self.rows if row.task.timeliness is Timeliness.LATE]
        return tuple(sorted(found, key=lambda row: row.task.days or 0))

    @property
    def due_soon(self) -> tuple[MonthRow, ...]:
        """The unfinished tasks whose last day is near."""
        return tuple(row for row in self.rows if row.task.timeliness is Timeliness.DUE_SOON)

    @property
    def missing(self) -> tuple[MonthRow, ...]:
        """The tasks that the rule asks for and that lack something."""
        return tuple(row for row in self.rows if row.counted and row.lack is not None)


@dataclass(frozen=True, slots=True)
class MonthRead:
    """The board with what it was read from: every own task, and each task's updates, oldest first."""

    board: MonthBoard
    tasks: tuple[Task, ...]
    updates: Mapping[str, Sequence[ProgressUpdate]]


def month_board(desk: Desk, *, period: str | None = None) -> MonthBoard:
    """The own office's board of a month (the present one where none is named).

    Raises:
        Refused: the period is none, or longer than a month.
    """
    return read_month(desk, period=period).board


def read_month(desk: Desk, *, period: str | None = None) -> MonthRead:
    """The board and its sources, each read once.

    Raises:
        Refused: the period is none, or longer than a month.
    """
    month, store = month_asked(desk, period), desk.store
    calendar = settings.calendar(store)
    years = {plan.id: plan.year for plan in store.all(Plan)}
    everything, its = store.all(Task), by_task(store.all(ProgressUpdate))
    own = in_force(everything, years, month)
    open_tasks = counted(own, its, month)
    asked_for = {task.id for task in open_tasks}
    rate = rate_of(open_tasks, its, period=month, calendar=calendar, threshold=settings.threshold(store))
    lacks = {warned.task.id: warned.lack for warned in rate.warning_list}
    ordered = task_order.in_order(desk, own)
    rows = tuple(
        MonthRow(row, in_month(its.get(row.id, ()), month), row.id in asked_for, lacks.get(row.id))
        for row in derived(desk, desk.office.code, month, ordered, its)
    )
    first, last = window(month, calendar)
    kept = next((one for one in store.all(ReportingPeriod) if one.code == month.code), None)
    due, closed = due_day(month, calendar), kept.closed_on if kept else None
    return MonthRead(MonthBoard(month, first, last, due, desk.today, closed, rate, rows), tuple(everything), its)
