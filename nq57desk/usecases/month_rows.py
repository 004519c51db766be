"""The rows of a month read at once, and the one step by which many of their cells change together.

Decides what a row starts from where nothing is recorded yet (the state it had: recording a result does not say that
the state went back), that a flawed cell never takes others with it, and that a late task without its difficulty
cannot be passed over as "nothing arose" (DESK 2.3).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from nq57desk import settings
from nq57desk.domain.changes import Applied, Proposed
from nq57desk.domain.deadlines import understand
from nq57desk.domain.form_answers import says_nothing_arose
from nq57desk.domain.month_cells import CellValue, Span, changed, is_blank, is_empty, months_of_nothing
from nq57desk.domain.periods import Calendar, Period, preceding, window
from nq57desk.domain.plan import Plan, Task
from nq57desk.domain.problems import Place, Problem, Severity, problem
from nq57desk.domain.progress import ProgressUpdate, State
from nq57desk.domain.recording import signed, with_finished_day
from nq57desk.domain.timeliness import Timeliness, by_task, finished_day, standing, up_to
from nq57desk.sentences.month import LABELS
from nq57desk.store import glance
from nq57desk.store.recorded import updates_of
from nq57desk.usecases.asking import month_asked
from nq57desk.usecases.changing import apply_records, deletion, proposed, writable
from nq57desk.usecases.recording import blank_update, refuse_closed, signature
from nq57desk.wording import _
from nq57desk.workspace import Desk

_SHOWN = 120
"""Characters of a typed text that a sentence repeats."""
_AGAIN = 3
"""In how many months running "nothing arose" is worth a look."""


@dataclass(frozen=True, slots=True)
class RefusedCell:
    """A cell that was left as it is: what was typed, whole, and why. ``row_id`` is the task's or the indicator's."""

    row_id: str
    field: str
    text: str
    problem: Problem


@dataclass(frozen=True, slots=True)
class Warned:
    """A cell that was recorded and should be looked at."""

    row_id: str
    field: str
    problem: Problem


@dataclass(frozen=True, slots=True)
class Edited:
    """What one step did: ``cells`` are the (row id, field) that now stand as asked, in the order asked."""

    applied: Applied
    cells: tuple[tuple[str, str], ...] = ()
    refused: tuple[RefusedCell, ...] = ()
    warnings: tuple[Warned, ...] = ()


def about(row: object, **words: object) -> dict[str, object]:
    """A row's number and name, as sentences name it, with further words."""
    return {"number": getattr(row, "number", ""), "name": getattr(row, "name", "")[:_SHOWN], **words}


def label(name: str) -> str:
    """A cell's name as a person says it."""
    return _(LABELS[name]) if name in LABELS else name


def cell_problem(
    code: str, name: str, words: Mapping[str, object] | None = None, severity: Severity = Severity.ERROR
) -> Problem:
    """A finding about one cell: its column stands in the place, what was typed among the words, cut short."""
    told = {key: value[:_SHOWN] if isinstance(value, str) else value for key, value in (words or {}).items()}
    return problem(code, severity, Place(column=label(name)), **{"field": label(name), **told})


@dataclass(frozen=True, slots=True)
class MonthRows:
    """Some tasks with what is recorded of them, up to one month."""

    month: Period
    span: Span
    calendar: Calendar
    tasks: Mapping[str, Task]
    years: Mapping[str, int]
    updates: Mapping[str, Sequence[ProgressUpdate]]

    @classmethod
    def read(cls, desk: Desk, period: str, task_ids: Iterable[str]) -> MonthRows:
        """The tasks with these ids; those that are gone are left out.

        Raises:
            Refused: not a month.
        """
        month, calendar = month_asked(desk, period), settings.calendar(desk.store)
        first, last = window(month, calendar)
        ids = list(dict.fromkeys(task_ids))
        return cls(
            month,
            Span(first, last, desk.today),
            calendar,
            {task.id: task for task in glance.tasks(desk.store, ids)},
            {plan.id: plan.year for plan in desk.store.all(Plan)},
            by_task(updates_of(desk.store, ids)),
        )

    def recorded(self, task_id: str) -> ProgressUpdate | None:
        """What is recorded of the month."""
        return next((u for u in self.updates.get(task_id, ()) if u.period == self.month.code), None)

    def before(self, task_id: str) -> tuple[ProgressUpdate, ...]:
        """What was recorded of earlier months, oldest first."""
        return up_to(self.updates.get(task_id, ()), preceding(self.month))

    def start(self, task_id: str) -> ProgressUpdate:
        """What a change begins with."""
        before = self.before(task_id)
        state = before[-1].state if before else State.NOT_STARTED
        return self.recorded(task_id) or blank_update(self.tasks[task_id], self.month, state)

    def ended(self, task_id: str) -> bool:
        """Whether the task was done or stopped in an earlier month, and nothing is said of this one."""
        before = self.before(task_id)
        over = bool(before) and before[-1].state in (State.DONE, State.STOPPED)
        return over and self.recorded(task_id) is None

    def late(self, update: ProgressUpdate) -> bool:
        """Whether the task is unfinished after its last day, if this is what the month says."""
        task = self.tasks[update.task_id]
        deadline = understand(task.deadline, self.years.get(task.plan_id))
        known = (*self.before(task.id), update)
        now = standing(deadline, known, period=self.month, as_of=self.span.today, calendar=self.calendar)
        return now.timeliness is Timeliness.LATE


@dataclass(slots=True)
class Step:
    """Gathers the changes of many cells and applies them as one."""

    desk: Desk
    rows: MonthRows
    cells: list[tuple[str, str]] = field(default_factory=list)
    refused: list[RefusedCell] = field(default_factory=list)
    warnings: list[Warned] = field(default_factory=list)
    records: list[Proposed] = field(default_factory=list)

    def refuse(self, task_id: str, name: str, text: str, found: Problem) -> None:
        """Leave a cell as it is."""
        self.refused.append(RefusedCell(task_id, name, text, found))

    def refuse_row(self, code: str, task_id: str, name: str, severity: Severity = Severity.WARNING) -> None:
        """Leave a row as it is."""
        self.refuse(task_id, name, "", cell_problem(code, name, about(self.rows.tasks[task_id]), severity))

    def change(self, task_id: str, values: Mapping[str, CellValue], texts: Mapping[str, str] | None = None) -> None:
        """New values for cells of one task; ``texts`` is what was typed, for what must be refused."""
        typed = texts or {}
        recorded, start = self.rows.recorded(task_id), self.rows.start(task_id)
        new = dict(values)
        if recorded is None and all(is_blank(value) for value in new.values()):
            self.cells += [(task_id, name) for name in new]
            return
        clears = "state" in new and new["state"] is None
        if clears:
            del new["state"]
        after = changed(start, self._without_nothing(task_id, start, new, typed))
        if not new and not clears:
            return
        if clears:
            if recorded is not None and is_empty(after):
                self.records.append(deletion(recorded))
                self.cells += [(task_id, name) for name in values]
                return
            found = cell_problem("month.state_stays", "state", about(self.rows.tasks[task_id]))
            self.refuse(task_id, "state", typed.get("state", ""), found)
        self._record(start, after)
        self.cells += [(task_id, name) for name in new]

    def _without_nothing(
        self, task_id: str, start: ProgressUpdate, new: dict[str, CellValue], typed: Mapping[str, str]
    ) -> dict[str, CellValue]:
        """The values without "nothing arose" where the task is late and no difficulty tells why."""
        after = changed(start, new)
        if not after.nothing_arose or start.nothing_arose or after.difficulty.strip() or not self.rows.late(after):
            return new
        for name in ("nothing_arose", "result"):
            value = new.get(name)
            if value is True or (isinstance(value, str) and says_nothing_arose(value)):
                found = cell_problem("month.late_needs_reason", name, about(self.rows.tasks[task_id]))
                self.refuse(task_id, name, typed.get(name, ""), found)
                del new[name]
        return new

    def _record(self, start: ProgressUpdate, after: ProgressUpdate) -> None:
        rows = self.rows
        known = rows.before(after.task_id)
        since = finished_day(known, rows.calendar) if after.state is State.DONE else None
        dated = with_finished_day(after, today=rows.span.today, last_day=rows.span.last, since=since)
        self.records.append(proposed(signed(start, dated, signature(self.desk))))
        self._warn(dated)

    def _warn(self, update: ProgressUpdate) -> None:
        task = self.rows.tasks[update.task_id]
        before = self.rows.before(task.id)
        again = months_of_nothing(before, self.rows.month) if update.nothing_arose else 0
        checks = (
            ("month.stop_needs_document", "stopped_by", update.state is State.STOPPED and not update.stopped_by),
            ("month.day_without_done", "finished_on", update.state is not State.DONE and bool(update.finished_on)),
            ("month.nothing_arose_again", "nothing_arose", again >= _AGAIN),
        )
        for code, name, wrong in checks:
            if wrong:
                found = cell_problem(code, name, about(task, count=again), Severity.WARNING)
                self.warnings.append(Warned(task.id, name, found))

    def apply(self, action: str) -> Edited:
        """Apply what was gathered as one journal entry.

        Raises:
            Refused: the period is closed, the office is open read-only, or what the store refuses.
        """
        writable(self.desk)
        refuse_closed(self.desk, self.rows.month)
        applied = apply_records(self.desk, action, self.records)
        gone = {(one.row_id, one.field) for one in self.refused}
        cells = tuple(cell for cell in dict.fromkeys(self.cells) if cell not in gone)
        return Edited(applied, cells, tuple(self.refused), tuple(self.warnings))
