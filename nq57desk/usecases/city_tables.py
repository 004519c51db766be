"""The city's consolidated tables: tasks by state and by time over the offices, indicators as sums over sums.

Keyed by the reference list, which is the city's own plan: an office's row belongs to the reference row that it answers
(:mod:`nq57desk.usecases.reference_list`). Rows that nobody linked are counted as such ("chưa liên kết: n") and
suggested by source document and likeness; a suggestion is counted nowhere. Decides that an office counts in a period
only when its data of that period were accepted: one that has sent nothing is named under the table, and its older
figures are left out.
Where units changed during the year, each month's amounts are those of the units of that month: what a unit that has
ended brought until then goes into the year's sum, what it or its successor says of the other's months does not.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from nq57desk import settings
from nq57desk.domain.assignments import TASK
from nq57desk.domain.consolidation import IndicatorTotal, TaskCounts, added
from nq57desk.domain.deadlines import Deadline, understand
from nq57desk.domain.indicator_results import Assessment, Word, assess, consolidate, reached, target_for, value_of
from nq57desk.domain.indicators import Indicator, IndicatorValue, Measure
from nq57desk.domain.organisation import Role
from nq57desk.domain.periods import Period, closing_month, due_day, preceding
from nq57desk.domain.plan import Task
from nq57desk.domain.progress import ProgressUpdate, State
from nq57desk.domain.reported import counted_indicators
from nq57desk.domain.targets import understand_target
from nq57desk.domain.timeliness import Judge, Standing, Timeliness
from nq57desk.domain.units import Register
from nq57desk.errors import refuse
from nq57desk.store import city_reading
from nq57desk.store.city_reading import Measured, Run, TaskLine, Told
from nq57desk.usecases import units_listed
from nq57desk.usecases.city_matrix import Expected, asked_or_collected, expected_unit, judged_month, rows_of
from nq57desk.usecases.reference_list import answers, indicator_links, listed_indicators, listed_tasks
from nq57desk.workspace import Desk


@dataclass(frozen=True, slots=True)
class JudgedTask:
    """One office's task: where it stands. ``assigned_id`` is the reference row that it answers, by the office's own
    word or the city officer's link; ``days`` as in :class:`nq57desk.domain.timeliness.Standing`."""

    office: str
    id: str
    assigned_id: str
    state: State
    timeliness: Timeliness
    days: int | None


@dataclass(frozen=True, slots=True)
class ReferenceTask:
    """A task of the reference list over the offices. ``linked`` counts offices with a row of it among those that count;
    ``without`` are the codes of the others."""

    task: Task
    counts: TaskCounts
    linked: int
    without: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ReferenceIndicator:
    """An indicator of the reference list over the offices, with what the sum says of its target."""

    indicator: Indicator
    total: IndicatorTotal
    assessment: Assessment
    target: str
    given: Mapping[str, IndicatorValue] = field(default_factory=dict)
    """The value that counts, by office."""
    met: Mapping[str, bool | None] = field(default_factory=dict)
    """Whether an office's own value reaches the target; of what only all together are to reach, nothing."""


@dataclass(frozen=True, slots=True)
class CityTables:
    """Everything consolidated for a period. ``offices`` are those that count, ``without_data`` those that do not;
    ``lines`` are the judged tasks that every figure of ``by_office`` and ``tasks`` is made of."""

    period: Period
    month: Period
    judged_on: date
    expected: tuple[Expected, ...]
    by_office: Mapping[str, TaskCounts]
    total: TaskCounts
    tasks: tuple[ReferenceTask, ...]
    indicators: tuple[ReferenceIndicator, ...]
    lines: tuple[JudgedTask, ...]
    without_data: tuple[Expected, ...]
    unlinked_tasks: int
    unlinked_indicators: int
    former: tuple[Expected, ...] = ()
    """The units that ended earlier in the year."""
    open_tasks: int = 0
    """Unlinked tasks of every office, whether its data count in the period or not."""
    open_indicators: int = 0

    def name_of(self, office: str) -> str:
        """An office's short name; its code where it is not expected."""
        return next((one.title for one in (*self.expected, *self.former) if one.code == office), office)


def tables(desk: Desk, *, period: str | None = None) -> CityTables:
    """The consolidated tables of a period.

    Raises:
        Refused: "workspace.no_city", or the text names no period.
    """
    if desk.office.role is not Role.CITY:
        raise refuse("workspace.no_city")
    return tables_of(desk, asked_or_collected(desk, period))


def tables_before(desk: Desk, period: Period) -> CityTables:
    """Those of the period before, to compare with."""
    return tables_of(desk, preceding(period))


def tables_of(desk: Desk, asked: Period) -> CityTables:
    """The consolidated tables of a period."""
    month = judged_month(desk, asked)
    rows = rows_of(desk, (month,))
    counting = tuple(row.unit for row in rows if row.cells[0].has_data)
    codes = frozenset(one.code for one in counting)
    judged, by_office, open_tasks = _judged(desk, asked, codes)
    known = units_listed.known(desk)
    former = units_listed.former(desk, known, month)
    goals = indicator_links(desk, asked.year)
    every = [one for one in goals if one.office in codes or one.office in former]
    links = [one for one in every if one.office in codes]
    return CityTables(
        period=asked,
        month=month,
        judged_on=desk.today,
        expected=tuple(row.unit for row in rows),
        by_office={one.code: by_office.get(one.code, TaskCounts()) for one in counting},
        total=added(by_office.values()),
        tasks=_reference_tasks(desk, asked, judged, counting),
        indicators=_reference_indicators(desk, asked, counting, every, known),
        lines=judged,
        without_data=tuple(row.unit for row in rows if not row.cells[0].has_data),
        unlinked_tasks=sum(not one.assigned_id for one in judged),
        unlinked_indicators=sum(not one.assigned_id for one in links),
        former=tuple(expected_unit(code, name, False) for code, name in former.items()),
        open_tasks=open_tasks,
        open_indicators=sum(not one.assigned_id for one in goals),
    )


def _judged(
    desk: Desk, asked: Period, offices: frozenset[str], only: str | None = None
) -> tuple[tuple[JudgedTask, ...], dict[str, TaskCounts], int]:
    """Each task of these offices, the counts by office, and how many tasks of any office answer nothing."""
    store = desk.store
    calendar = settings.calendar(store)
    due = due_day(closing_month(asked), calendar).isoformat()
    told = city_reading.told(store, asked, due, only)
    known = answers(desk, TASK, asked.year)
    judging = _Judging(Judge(asked, desk.today, calendar, settings.due_soon_days(store)), store_runs(desk, asked))
    found: list[JudgedTask] = []
    pairs: dict[str, Counter[tuple[State, Timeliness]]] = {}
    rate: dict[str, list[int]] = {}
    open_tasks = 0
    for line in city_reading.task_lines(store, asked.year, only):
        if line.group:
            continue
        reference_id = known.of(line.office, line.id, line.assigned_id)
        open_tasks += not reference_id
        if line.office not in offices:
            continue
        said = told.get((line.office, line.id))
        state, word, days = judging.word(line, said)
        found.append(JudgedTask(line.office, line.id, reference_id, state, word, days))
        pairs.setdefault(line.office, Counter())[state, word] += 1
        if _is_asked(said):
            its = rate.setdefault(line.office, [0, 0])
            its[0] += said is not None and said.fit is True
            its[1] += 1
    counts = {code: TaskCounts(dict(its), *rate.get(code, (0, 0))) for code, its in pairs.items()}
    return tuple(found), counts, open_tasks


def judged_office(desk: Desk, asked: Period, office: str) -> tuple[JudgedTask, ...]:
    """One office's tasks and where they stand, whether its data of the period were accepted or not."""
    return _judged(desk, asked, frozenset((office,)), office)[0]


def _is_asked(said: Told | None) -> bool:
    """Whether the 90 % rule counts the task (:mod:`nq57desk.domain.update_rate`)."""
    if said is None:
        return True
    return said.state is not State.STOPPED and said.before not in (State.DONE, State.STOPPED)


def store_runs(desk: Desk, asked: Period) -> Mapping[tuple[str, str], list[Run]]:
    """Every update that says done, by office and task."""
    return city_reading.done_runs(desk.store, asked)


_Answer = tuple[State, Timeliness, int | None]


class _Judging:
    """Judges by the rules of :mod:`nq57desk.domain.timeliness`; what stands alike is judged once."""

    def __init__(self, judge: Judge, runs: Mapping[tuple[str, str], list[Run]]) -> None:
        self._judge, self._runs = judge, runs
        self._meant: dict[tuple[str, int], Deadline] = {}
        self._known: dict[tuple[object, ...], _Answer] = {}

    def word(self, line: TaskLine, said: Told | None) -> _Answer:
        at = (line.deadline, line.plan_year)
        meant = self._meant.get(at)
        if meant is None:
            meant = self._meant[at] = understand(*at)
        key = (*at, *self._signature(line, meant, said))
        found = self._known.get(key)
        if found is None:
            now = self._stands(line, meant, said)
            found = self._known[key] = (now.state, now.timeliness, now.days)
        return found

    def _signature(self, line: TaskLine, meant: Deadline, said: Told | None) -> tuple[object, ...]:
        if said is None:
            return ()
        if meant.recurrence is not None:
            return said.state, said.months
        return said.state, self._run(line, said) if said.state is State.DONE else None

    def _run(self, line: TaskLine, said: Told) -> tuple[Run, ...]:
        """The updates of the run that says done, oldest first."""
        its = (run for run in self._runs.get((line.office, line.id), ()) if run.place > said.open_place)
        return tuple(sorted(its))

    def _stands(self, line: TaskLine, meant: Deadline, said: Told | None) -> Standing:
        if said is None:
            return self._judge.standing(meant, ())
        if said.state is State.DONE:
            return self._judge.standing(meant, [_done(run) for run in self._run(line, said)])
        periods = _updated_periods(said.months, self._judge.period.year) if meant.recurrence is not None else ()
        known = [_update(code, said.state) for code in periods or (self._judge.period.code,)]
        return self._judge.standing(meant, known if periods or meant.recurrence is None else [])


def _update(period: str, state: State) -> ProgressUpdate:
    return ProgressUpdate("", "", "", period, state)


def _done(run: Run) -> ProgressUpdate:
    days = (date.fromisoformat(day) if day else None for day in (run.finished_on, run.product_date, run.recorded_on))
    finished, product, recorded = days
    return ProgressUpdate(
        "", "", "", run.period, State.DONE, finished_on=finished, product_date=product, recorded_on=recorded
    )


_WRITTEN = ("{y}", "{y}-9M", "{y}-H{h}", "{y}-Q{q}", "{y}-{m:02}")


def _updated_periods(months: int, year: int) -> tuple[str, ...]:
    """The codes of the periods of the year that were updated, as the reading packed them, in the order of time."""
    found = []
    for bit in range(60):
        if months >> bit & 1:
            month = bit // 5 + 1
            found.append(_WRITTEN[bit % 5].format(y=year, m=month, q=month // 3, h=month // 6))
    return tuple(found)


def _reference_tasks(
    desk: Desk, asked: Period, judged: Sequence[JudgedTask], offices: Sequence[Expected]
) -> tuple[ReferenceTask, ...]:
    pairs: dict[str, Counter[tuple[State, Timeliness]]] = {}
    having: dict[str, set[str]] = {}
    for one in judged:
        if one.assigned_id:
            pairs.setdefault(one.assigned_id, Counter())[one.state, one.timeliness] += 1
            having.setdefault(one.assigned_id, set()).add(one.office)
    found = []
    for task in listed_tasks(desk, asked.year):
        its = having.get(task.id, set())
        without = tuple(one.code for one in offices if one.code not in its)
        found.append(ReferenceTask(task, TaskCounts(dict(pairs.get(task.id, {}))), len(its), without))
    return tuple(found)


def _reference_indicators(
    desk: Desk, asked: Period, offices: Sequence[Expected], links: Sequence[city_reading.Linked], known: Register
) -> tuple[ReferenceIndicator, ...]:
    own = listed_indicators(desk, asked.year)
    count_them = counted_indicators(own)
    linked: dict[str, set[str]] = {}
    for link in links:
        linked.setdefault(link.assigned_id, set()).add(link.office)
    values = _values(desk, asked, own, links, known)
    codes = tuple(one.code for one in offices)
    return tuple(
        _reference_indicator(desk, asked, one, codes, linked.get(one.id, set()), values.get(one.id, {}))
        for one in own
        if one.id in count_them
    )


def _reference_indicator(
    desk: Desk,
    asked: Period,
    one: Indicator,
    offices: Sequence[str],
    linked: set[str],
    values: Mapping[str, IndicatorValue],
) -> ReferenceIndicator:
    wording, _day = target_for(one, asked, asked.year)
    target = understand_target(wording)
    unit = one.unit or target.unit or ""
    former = sorted(values.keys() - set(offices)) if one.measure is Measure.AMOUNT else []
    asked_of = [code for code in offices if code in linked]
    given = [(code, values.get(code)) for code in asked_of]
    earlier = {code: values[code] for code in former}
    together = consolidate([*(value for _, value in given), *earlier.values()], unit=unit)
    shares = together.denominator is not None or unit.strip() in ("%", "‰")
    own_word: dict[str, bool | None] = {}
    counted: list[str] = []
    left_out: list[str] = []
    missing: list[str] = []
    for code, value in given:
        actual = value_of(value, unit) if value is not None else None
        met = reached(actual, target, one.direction) if actual is not None else None
        if shares:  # what all offices together are to reach in numbers is no measure of one of them
            own_word[code] = met
        place = missing if value is None else left_out if shares and value.numerator is None else counted
        place.append(code)
    unlinked = tuple(code for code in offices if code not in linked)
    words = Counter(Word.NO_DATA if met is None else Word.MET if met else Word.NOT_YET for met in own_word.values())
    total = IndicatorTotal(
        together, tuple(counted), tuple(left_out), tuple(missing), unlinked, dict(words), tuple(former)
    )
    whole = IndicatorValue("", "", one.id, asked.code, together.value, together.numerator, together.denominator)
    has = [whole] if together.value is not None else []
    assessed = assess(one, has, period=asked, as_of=desk.today, plan_year=asked.year)
    its = {**{code: value for code, value in given if value is not None}, **earlier}
    return ReferenceIndicator(one, total, assessed, wording, its, own_word)


def _values(
    desk: Desk, asked: Period, own: Sequence[Indicator], links: Sequence[city_reading.Linked], known: Register
) -> dict[str, dict[str, IndicatorValue]]:
    """Reference id -> office -> its value of the period: the latest, or the year's months added up."""
    found: dict[str, dict[str, IndicatorValue]] = {}
    amounts = {one.id for one in own if one.measure is Measure.AMOUNT}
    plain = {one.id for one in own} - amounts
    of = [one for one in links if one.assigned_id in plain]
    for row in city_reading.measured(desk.store, asked, of, latest=True) if of else ():
        found.setdefault(row.assigned_id, {})[row.office] = _value(row)
    parts: dict[tuple[str, str], list[IndicatorValue]] = {}
    of = [one for one in links if one.assigned_id in amounts]
    for row in city_reading.measured(desk.store, asked, of, latest=False) if of else ():
        if units_listed.counts_in(desk, known, row.office, row.period):
            parts.setdefault((row.assigned_id, row.office), []).append(_value(row))
    for (assigned, office), its in parts.items():
        found.setdefault(assigned, {})[office] = _added_up(its)
    return found


def _added_up(its: Sequence[IndicatorValue]) -> IndicatorValue:
    """One office's months together."""
    together = consolidate(its, unit="")
    actual = None if together.denominator is not None else together.value
    first = its[0]
    return IndicatorValue("", "", first.indicator_id, first.period, actual, together.numerator, together.denominator)


def _value(row: Measured) -> IndicatorValue:
    return IndicatorValue(
        "", "", row.indicator_id, row.period, _number(row.actual), _number(row.numerator), _number(row.denominator)
    )


def _number(text: str | None) -> Decimal | None:
    return None if text is None else Decimal(text)
