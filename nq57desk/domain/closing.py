"""What is looked at before a period is closed: what must be put right, what should be seen, and the warning list.

Decides the three lists of the closing dialog (DESK 2.3). Only the first one blocks: done without a day or with one to
come, stopped or replaced without the document, a share outside 0-100, an indicator's value that is no number or has
no unit. Below the threshold of the 90 % rule a period can still be closed (plan 001): the rest goes into the report.
Every finding names the record and the field that it is about.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from nq57desk.domain.deadlines import understand
from nq57desk.domain.indicator_results import has_value, target_for, value_of
from nq57desk.domain.indicators import Indicator, IndicatorValue
from nq57desk.domain.periods import ADMINISTRATIVE, Calendar, Period, as_period, closing_month, month_number
from nq57desk.domain.plan import Task
from nq57desk.domain.problems import NOWHERE, Problem, Severity, problem
from nq57desk.domain.progress import ProgressUpdate, State
from nq57desk.domain.targets import understand_target
from nq57desk.domain.timeliness import Timeliness, by_task, in_month, standing, up_to
from nq57desk.domain.update_rate import THRESHOLD, UpdateRate, WarnedTask, in_force, update_rate

_JUMP = Decimal("0.5")
_NOTHING_IN_A_ROW = 3


@dataclass(frozen=True, slots=True)
class Finding:
    """A problem and the cell it is about: ``kind`` and ``record_id`` of the task or indicator, ``field`` of the row."""

    problem: Problem
    kind: str
    record_id: str
    field: str


@dataclass(frozen=True, slots=True)
class ClosingReport:
    """The three lists. A period can be closed when nothing must be put right."""

    period: str
    must_fix: tuple[Finding, ...]
    should_see: tuple[Finding, ...]
    rate: UpdateRate

    @property
    def can_close(self) -> bool:
        """Whether nothing blocks; the update rate never does."""
        return not self.must_fix

    @property
    def warning_list(self) -> tuple[WarnedTask, ...]:
        """The open tasks not updated in time with enough data."""
        return self.rate.warning_list

    @property
    def updated(self) -> int:
        """How many counted tasks were updated."""
        return self.rate.updated

    @property
    def of(self) -> int:
        """How many tasks were counted."""
        return self.rate.of

    @property
    def problems(self) -> tuple[Problem, ...]:
        """All findings as problems, the blocking ones first."""
        return tuple(finding.problem for finding in (*self.must_fix, *self.should_see))


def closing_report(
    tasks: Sequence[Task],
    updates: Iterable[ProgressUpdate],
    indicators: Sequence[Indicator],
    values: Iterable[IndicatorValue],
    *,
    period: Period | str,
    as_of: date,
    plan_years: Mapping[str, int],
    calendar: Calendar = ADMINISTRATIVE,
    threshold: int = THRESHOLD,
    tracked_since: Period | str | None = None,
) -> ClosingReport:
    """Look at everything that an office says in the period. ``plan_years`` maps plan ids to years.

    Tasks of plans of later years, and those that a later plan carries on, are left out of account.
    """
    all_updates = list(updates)
    its = by_task(all_updates)
    month = closing_month(period)
    tasks = in_force(tasks, plan_years, month)
    must: list[Finding] = []
    see: list[Finding] = []
    for task in tasks:
        known = up_to(its.get(task.id, ()), month)
        update = in_month(known, month)
        if update:
            before = known[: known.index(update)]
            must += _blocking(task, update, as_of)
            see += _worth_seeing(task, update, before)
        late = standing(
            understand(task.deadline, plan_years[task.plan_id]), known, period=month, as_of=as_of, calendar=calendar
        )
        if late.timeliness is Timeliness.LATE and not (update and update.difficulty.strip()):
            see.append(_of_task("closing.late_without_reason", task, "difficulty", days=-(late.days or 0)))
    by_indicator = _by_indicator(values)
    for indicator in indicators:
        year = plan_years[indicator.plan_id]
        found = _of_values(indicator, by_indicator.get(indicator.id, []), month, year)
        must += [finding for finding in found if finding.problem.severity is Severity.ERROR]
        see += [finding for finding in found if finding.problem.severity is not Severity.ERROR]
    rate = update_rate(
        tasks, all_updates, period=period, calendar=calendar, threshold=threshold, tracked_since=tracked_since
    )
    return ClosingReport(as_period(period).code, tuple(must), tuple(see), rate)


def _of_task(code: str, task: Task, field: str, *, severity: Severity = Severity.WARNING, **words: object) -> Finding:
    found = problem(code, severity, NOWHERE, number=task.number, name=task.name, **words)
    return Finding(found, "task", task.id, field)


def _blocking(task: Task, update: ProgressUpdate, as_of: date) -> list[Finding]:
    found = []

    def add(code: str, field: str, **words: object) -> None:
        found.append(_of_task(code, task, field, severity=Severity.ERROR, **words))

    day = update.finished_on or update.product_date
    if update.state is State.DONE and day is None:
        add("closing.done_without_day", "finished_on")
    if update.state is State.DONE and day and day > as_of:
        add("closing.done_in_future", "finished_on" if update.finished_on else "product_date", day=_said(day))
    if update.state is State.STOPPED and not update.stopped_by.strip():
        add("closing.stopped_without_document", "stopped_by")
    if update.percent is not None and not 0 <= update.percent <= 100:
        add("closing.percent_outside", "percent", percent=update.percent)
    return found


_FURTHER = {State.NOT_STARTED: 0, State.IN_PROGRESS: 1, State.PAUSED: 1, State.DONE: 2, State.STOPPED: 2}
"""How far a state is; going to a lower number is going back."""


def _worth_seeing(task: Task, update: ProgressUpdate, before: Sequence[ProgressUpdate]) -> list[Finding]:
    last = before[-1] if before else None
    checks = (
        ("closing.done_without_product", "product_document", _done_without_product(update)),
        ("closing.nothing_arose_again", "nothing_arose", _nothing_in_a_row(update, before)),
        ("closing.state_went_back", "state", last is not None and _FURTHER[update.state] < _FURTHER[last.state]),
        ("closing.percent_went_back", "percent", _percent_fell(update, before)),
        ("closing.same_words", "result", last is not None and _same_words(update, last)),
        ("closing.legacy_letters", "result", any(looks_legacy(text) for text in _texts(update))),
    )
    return [_of_task(code, task, field) for code, field, wrong in checks if wrong]


def _done_without_product(update: ProgressUpdate) -> bool:
    return update.state is State.DONE and not update.product_document.strip()


def _nothing_in_a_row(update: ProgressUpdate, before: Sequence[ProgressUpdate]) -> bool:
    row = [*before, update][-_NOTHING_IN_A_ROW:]
    months = [month_number(one.period) for one in row]
    in_a_row = months == list(range(months[-1] - _NOTHING_IN_A_ROW + 1, months[-1] + 1))
    return in_a_row and all(one.nothing_arose for one in row)


def _percent_fell(update: ProgressUpdate, before: Sequence[ProgressUpdate]) -> bool:
    last = next((one.percent for one in reversed(before) if one.percent is not None), None)
    return update.percent is not None and last is not None and update.percent < last


def _same_words(update: ProgressUpdate, last: ProgressUpdate) -> bool:
    words = update.result.split()
    return bool(words) and words == last.result.split() and not update.nothing_arose


def _texts(update: ProgressUpdate) -> tuple[str, ...]:
    return update.result, update.difficulty, update.proposal, update.product_document, update.stopped_by


_LEGACY = re.compile(r"[A-Za-z][¡¢£¤¥¦§¨©ª«¬®¯°±²³´µ¶·¸¹º»¼½¾¿ÅÆËÏÑÖ×ØÜÞßäåæçëîïðñöû÷øüþÿ]")
"""Signs that TCVN3 text shows where letters with marks should be: "Uû ban nh©n d©n"."""


def looks_legacy(text: str) -> bool:
    """Whether a text seems to be in TCVN3 letters: signs inside words that no Vietnamese word has, at least twice."""
    return len(_LEGACY.findall(text)) >= 2


def _by_indicator(values: Iterable[IndicatorValue]) -> dict[str, list[IndicatorValue]]:
    found: dict[str, list[IndicatorValue]] = {}
    for value in values:
        found.setdefault(value.indicator_id, []).append(value)
    return {key: sorted(its, key=lambda value: month_number(value.period)) for key, its in found.items()}


def _of_values(indicator: Indicator, values: Sequence[IndicatorValue], month: Period, plan_year: int) -> list[Finding]:
    now = next((value for value in reversed(values) if month_number(value.period) == month_number(month)), None)
    if now is None or _is_explained(now):
        return []
    unit = indicator.unit or understand_target(target_for(indicator, month, plan_year)[0]).unit or ""
    found = []

    def add(code: str, field: str, severity: Severity = Severity.WARNING, **words: object) -> None:
        told = problem(code, severity, NOWHERE, number=indicator.number, name=indicator.name, **words)
        found.append(Finding(told, "indicator", indicator.id, field))

    if not _is_number(now, unit):
        add("closing.value_is_no_number", "actual", Severity.ERROR)
    if not unit.strip() and now.numerator is None:
        add("closing.value_without_unit", "unit", Severity.ERROR)
    before = [value for value in values if month_number(value.period) < month_number(month) and has_value(value)]
    if before and _jumps(now, before[-1], unit):
        add("closing.value_jumps", "actual", before=value_of(before[-1], unit), now=value_of(now, unit))
    return found


def _is_explained(value: IndicatorValue) -> bool:
    """No figure at all, and the reason why: "chưa có số liệu" as a person reports it (DESK 2.6)."""
    none = value.actual is None and value.numerator is None and value.denominator is None
    return none and bool(value.explanation.strip())


def _is_number(value: IndicatorValue, unit: str) -> bool:
    given = [number for number in (value.actual, value.numerator, value.denominator) if number is not None]
    return has_value(value) and all(number.is_finite() for number in given) and value_of(value, unit) is not None


def _jumps(now: IndicatorValue, before: IndicatorValue, unit: str) -> bool:
    new, old = value_of(now, unit), value_of(before, unit)
    if new is None or not old or not new.is_finite() or not old.is_finite():
        return False
    return abs(new - old) > _JUMP * abs(old)


def _said(day: date) -> str:
    return f"{day.day:02}/{day.month:02}/{day.year}"
