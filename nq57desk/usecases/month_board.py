"""One month on one board: what each open task did in it, how far the update rate is, who is late.

A row holds the records as they were read and what the month says of them; the many words of a list's row
(:class:`TaskRow`) are put together only for the rows that someone looks at.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from itertools import repeat

from nq57desk import settings
from nq57desk.domain.columns import made
from nq57desk.domain.deadlines import Deadline, understand
from nq57desk.domain.periods import Period, ReportingPeriod, due_day, window
from nq57desk.domain.plan import Plan, Section, Task
from nq57desk.domain.progress import ProgressUpdate, State
from nq57desk.domain.timeliness import Judge, Timeliness, by_task
from nq57desk.domain.update_rate import Lack, MonthRule, MonthWord, UpdateRate, group_rows, in_force, missing_fields
from nq57desk.usecases import task_order
from nq57desk.usecases.asking import month_asked
from nq57desk.usecases.big_reading import whole_office
from nq57desk.usecases.task_list import TaskRow, task_row
from nq57desk.workspace import Desk


@dataclass(frozen=True, slots=True, eq=False)
class Reading:
    """What every row of a month is read with. ``groups`` are the rows that only head others, of all plans;
    ``headings`` those of the plans in force."""

    office: str
    years: Mapping[str, int]
    sections: Mapping[str, Section]
    rule: MonthRule
    groups: frozenset[str]
    headings: frozenset[str]

    def row(self, task: Task, updates: Sequence[ProgressUpdate]) -> MonthRow:
        """One task's row; its updates stand oldest first."""
        meaning = understand(task.deadline, self.years.get(task.plan_id))
        return MonthRow(task, meaning, self, *self.rule.word(meaning, updates, group=task.id in self.headings))

    def rows(self, tasks: Sequence[Task], updates: Mapping[str, Sequence[ProgressUpdate]]) -> tuple[MonthRow, ...]:
        """All of these tasks' rows, as :meth:`row` gives each."""
        years, headings, word = self.years, self.headings, self.rule.word
        meanings = [understand(task.deadline, years.get(task.plan_id)) for task in tasks]
        words = [
            word(meaning, updates.get(task.id, ()), group=task.id in headings)
            for task, meaning in zip(tasks, meanings, strict=True)
        ]
        count = len(words)
        columns = list(zip(*words, strict=True)) if words else [()] * len(MonthWord._fields)
        return tuple(made(MonthRow, [tasks, meanings, repeat(self), *columns, repeat(None)], count))


@dataclass(frozen=True, slots=True)
class MonthRow:
    """A task with this month's update. ``counted``: the 90 % rule asks for it; ``lack`` what it still lacks then.

    ``known`` are its updates up to the month, ``before`` those of earlier months, oldest first.
    """

    source: Task
    meaning: Deadline
    reading: Reading = field(repr=False, compare=False)
    timeliness: Timeliness
    known: Sequence[ProgressUpdate]
    before: Sequence[ProgressUpdate]
    update: ProgressUpdate | None
    counted: bool
    lack: Lack | None
    _made: TaskRow | None = field(default=None, init=False, repr=False, compare=False)

    @property
    def id(self) -> str:
        """The task's id."""
        return self.source.id

    @property
    def group(self) -> bool:
        """Whether it only heads others."""
        return self.source.id in self.reading.groups

    @property
    def section(self) -> Section | None:
        """The section that it stands in."""
        return self.reading.sections.get(self.source.section_id)

    @property
    def latest(self) -> ProgressUpdate | None:
        """The update that gives the state: this month's, else the last earlier one."""
        return self.known[-1] if self.known else None

    @property
    def state(self) -> State:
        """The state in the month."""
        latest = self.latest
        return State.NOT_STARTED if latest is None else latest.state

    @property
    def missing(self) -> tuple[str, ...]:
        """The fields that the rule still asks for."""
        return missing_fields(self.lack)

    @property
    def task(self) -> TaskRow:
        """The task as lists show it, put together when it is first asked for; its revision is not read (0)."""
        made = self._made
        if made is None:
            now = self.reading.rule.judge.standing(self.meaning, self.known)
            made = task_row(self.reading.office, self.source, self.section, self.meaning, now, 0)
            object.__setattr__(self, "_made", made)
        return made


@dataclass(frozen=True, slots=True)
class MonthBoard:
    """The month's window, the day on which updates are due, the rate (without its warning list), and every task."""

    period: Period
    first_day: date
    last_day: date
    due: date
    today: date
    closed_on: date | None
    rate: UpdateRate
    rows: tuple[MonthRow, ...]
    _late: tuple[MonthRow, ...] | None = field(default=None, init=False, repr=False, compare=False)

    @property
    def late(self) -> tuple[MonthRow, ...]:
        """The unfinished tasks after their last day, longest first; sorted when they are first asked for."""
        found = self._late
        if found is None:
            late = [row for row in self.rows if row.timeliness is Timeliness.LATE]
            found = tuple(sorted(late, key=lambda row: row.meaning.last_day or date.max))
            object.__setattr__(self, "_late", found)
        return found

    @property
    def due_soon(self) -> tuple[MonthRow, ...]:
        """The unfinished tasks whose last day is near."""
        return tuple(row for row in self.rows if row.timeliness is Timeliness.DUE_SOON)

    @property
    def missing(self) -> tuple[MonthRow, ...]:
        """The tasks that the rule asks for and that lack something."""
        return tuple(row for row in self.rows if row.lack is not None)


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
    years = {plan.id: plan.year for plan in store.all(Plan)}
    with whole_office():
        everything, its = store.all(Task), by_task(store.all(ProgressUpdate))
        own = in_force(everything, years, month)
        groups = group_rows(everything)
        headings = groups if len(own) == len(everything) else group_rows(own)
        reading = Reading(desk.office.code, years, sections_of(desk), rule_of(desk, month), groups, headings)
        ordered = task_order.in_order(desk, own)
        rows = reading.rows(ordered, its)
        return MonthRead(board_of(desk, month, rows), tuple(everything), its)


def sections_of(desk: Desk) -> Mapping[str, Section]:
    """The own sections by id."""
    return {section.id: section for section in desk.store.all(Section)}


def rule_of(desk: Desk, month: Period) -> MonthRule:
    """What the office's rows are judged by in a month."""
    store = desk.store
    return MonthRule(Judge(month, desk.today, settings.calendar(store), settings.due_soon_days(store)))


def board_of(desk: Desk, month: Period, rows: tuple[MonthRow, ...]) -> MonthBoard:
    """The board with these rows."""
    store, calendar = desk.store, settings.calendar(desk.store)
    first, last = window(month, calendar)
    kept = next((one for one in store.all(ReportingPeriod) if one.code == month.code), None)
    rate = rate_among(rows, month.code, settings.threshold(store))
    due, closed = due_day(month, calendar), kept.closed_on if kept else None
    return MonthBoard(month, first, last, due, desk.today, closed, rate, rows)


def rate_among(rows: Iterable[MonthRow], code: str, threshold: int) -> UpdateRate:
    """The update rate of a month's rows, without its warning list."""
    asked = [row.lack for row in rows if row.counted]
    return UpdateRate(code, asked.count(None), len(asked), threshold, ())
