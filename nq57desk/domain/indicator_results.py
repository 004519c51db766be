"""What the values of an indicator say about its target, and what many offices' values say together.

The rules, each with its source (issue of the whole way; DESK 3; FORMAT 3.2 and 3.4; PEERS lesson 15):

- *Met* means reached in its direction: "đạt 95%" is met by 97; "không quá 5%" by 4. Before the target's day what is
  not met is *not yet* met, from the day after it is *not met*. Without a value there is *no data*: 0 is a value,
  missing is not, and is never shown as 0.
- *Actual.* A share follows from numerator and denominator where both are given (100·n/d for "%"). A value stands
  until a later one: the latest at or before the period counts. An amount adds up over the months of the plan year.
- *Target.* Of targets by year or milestone the first one not yet past at the period's end counts. Its day is the
  milestone's, else the indicator's own deadline, else 31 December of the plan year.
  A wording that sets several targets at once is judged by its first.
- *Several offices.* Sum over sum, never an average of percentages: a percentage without numerator and denominator
  cannot be added, so it is left out and counted as such.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum

from nq57desk.domain.deadlines import understand
from nq57desk.domain.indicators import Direction, Indicator, IndicatorValue, Measure
from nq57desk.domain.periods import Period, as_period, by_time, calendar_end, month_number
from nq57desk.domain.targets import Target, understand_target
from nq57desk.domain.vietnamese import fold


class Word(StrEnum):
    """The words of the command line's contract."""

    MET = "met"
    NOT_YET = "not_yet"
    NOT_MET = "not_met"
    NO_DATA = "no_data"


class WhyNoData(StrEnum):
    """Why there is nothing to assess."""

    NO_VALUE = "no_value"
    NO_DENOMINATOR = "no_denominator"
    """Nothing is divided by 0: there were no cases."""
    QUALITATIVE = "qualitative"
    """The target names no number to compare with."""


@dataclass(frozen=True, slots=True)
class Assessment:
    """An indicator in a period. ``actual`` stands in the unit of the target; ``target_day`` is its last day."""

    word: Word
    actual: Decimal | None = None
    numerator: Decimal | None = None
    denominator: Decimal | None = None
    wording: str = ""
    target: Target | None = None
    target_day: date | None = None
    value_period: str = ""
    """The period of the value that counts: earlier than the assessed one where nothing newer was measured."""
    why: WhyNoData | None = None


def direction_of(target: Target) -> Direction:
    """Which way is better, from the wording: down for at most, less than and none, and for "giảm xuống còn 5%".

    "Giảm 10%" alone measures the reduction itself, of which more is better.
    """
    if target.comparator in ("<=", "<") or (target.comparator == "=" and target.value == 0):
        return Direction.DOWN
    words = f" {fold(target.text)} "
    falls_to = any(word in words for word in (" con ", " xuong ", " ve "))
    return Direction.DOWN if " giam " in words and falls_to else Direction.UP


def reached(actual: Decimal, target: Target, direction: Direction) -> bool | None:
    """Whether the number reaches the target in its direction; None where the target has no number.

    A range is reached from its near side: "80-85%" is met by 90 where more is better.
    """
    if target.value is None:
        return None
    match str(target.comparator):
        case ">=":
            return actual >= target.value
        case ">":
            return actual > target.value
        case "<=":
            return actual <= target.value
        case "<":
            return actual < target.value
        case "range" if direction is Direction.DOWN:
            return actual <= (target.upper if target.upper is not None else target.value)
        case "=" if direction is Direction.DOWN:
            return actual <= target.value
        case "=" | "range":
            return actual >= target.value
    return None


def ratio(numerator: Decimal, denominator: Decimal, unit: str) -> Decimal | None:
    """The share in its unit: per cent (also where no unit is said), per thousand, or plain; None for n/0."""
    if not denominator:
        return None
    factor = {"": 100, "%": 100, "‰": 1000}.get(unit.strip(), 1)
    return factor * numerator / denominator


def target_for(indicator: Indicator, period: Period | str, plan_year: int) -> tuple[str, date]:
    """The wording that counts in the period and its last day.

    Of several by year or milestone the first whose day is not before the period's last month ends, else the last.
    """
    milestones = []
    for heading, wording in indicator.targets:
        day = _milestone(heading, plan_year)
        if day and wording.strip():
            milestones.append((day, wording))
    if milestones:
        end = calendar_end(period)
        day, wording = next((m for m in sorted(milestones) if m[0] >= end), max(milestones))
        return wording, day
    deadline = understand(indicator.deadline, plan_year)
    own_day = deadline.last_day if deadline.recurrence is None else None
    wording = indicator.target or next((text for _, text in indicator.targets if text.strip()), "")
    return wording, own_day or date(plan_year, 12, 31)


def _milestone(heading: str, plan_year: int) -> date | None:
    """The last day of a column's heading: "Quý II", "6 tháng đầu năm", "Năm 2026", "Mục tiêu 2030"."""
    years = re.findall(r"(?<!\d)20\d\d(?!\d)", heading)
    return understand(heading, plan_year).last_day or (date(int(years[-1]), 12, 31) if years else None)


def assess(
    indicator: Indicator,
    values: Iterable[IndicatorValue],
    *,
    period: Period | str,
    as_of: date,
    plan_year: int,
) -> Assessment:
    """What the indicator's own ``values`` say in the period, judged on ``as_of``.

    Values of later periods are left out of account.
    """
    wording, day = target_for(indicator, period, plan_year)
    target = understand_target(wording)
    unit = indicator.unit or target.unit or ""
    measured = _measured(indicator.measure, values, as_period(period), plan_year, unit)

    def answer(word: Word, why: WhyNoData | None = None) -> Assessment:
        return Assessment(
            word,
            measured.actual,
            measured.numerator,
            measured.denominator,
            wording,
            target,
            day,
            measured.period,
            why,
        )

    if measured.actual is None:
        empty = measured.denominator is not None and not measured.denominator
        return answer(Word.NO_DATA, WhyNoData.NO_DENOMINATOR if empty else WhyNoData.NO_VALUE)
    met = reached(measured.actual, target, indicator.direction)
    if met is None:
        return answer(Word.NO_DATA, WhyNoData.QUALITATIVE)
    if met:
        return answer(Word.MET)
    return answer(Word.NOT_MET if as_of > day else Word.NOT_YET)


@dataclass(frozen=True, slots=True)
class _Measured:
    actual: Decimal | None = None
    numerator: Decimal | None = None
    denominator: Decimal | None = None
    period: str = ""


def _measured(
    measure: Measure, values: Iterable[IndicatorValue], period: Period, plan_year: int, unit: str
) -> _Measured:
    last = month_number(period)
    known = sorted(
        (value for value in values if month_number(value.period) <= last and has_value(value)),
        key=lambda value: by_time(value.period),
    )
    if measure is Measure.AMOUNT:
        known = [value for value in known if as_period(value.period).year == plan_year]
    if not known:
        return _Measured()
    if measure is Measure.AMOUNT:
        return _added_up(known, unit)
    latest = known[-1]
    return _Measured(value_of(latest, unit), latest.numerator, latest.denominator, latest.period)


def _added_up(known: Sequence[IndicatorValue], unit: str) -> _Measured:
    """An office's own months together. Here single shares do add up: 20 % and 15 % disbursed are 35 %."""
    last = known[-1].period
    if any(value.numerator is not None for value in known):
        together = consolidate(known, unit=unit)
        return _Measured(together.value, together.numerator, together.denominator, last)
    return _Measured(sum((value.actual for value in known if value.actual is not None), Decimal(0)), period=last)


def has_value(value: IndicatorValue) -> bool:
    """Whether anything was measured; numerator and denominator count only together."""
    return value.actual is not None or (value.numerator is not None and value.denominator is not None)


def value_of(value: IndicatorValue, unit: str) -> Decimal | None:
    """The number of one month: the share where numerator and denominator are given, else the value itself."""
    if value.numerator is not None and value.denominator is not None:
        return ratio(value.numerator, value.denominator, unit)
    return value.actual


@dataclass(frozen=True, slots=True)
class Consolidated:
    """Many values together. ``counted`` of ``of`` went into ``value``; ``left_out`` had a share but nothing to add."""

    value: Decimal | None
    numerator: Decimal | None
    denominator: Decimal | None
    counted: int
    left_out: int
    of: int

    @property
    def missing(self) -> int:
        """How many had no value at all; they are not counted as 0."""
        return self.of - self.counted - self.left_out


_SHARES = ("%", "‰")


def consolidate(values: Sequence[IndicatorValue | None], *, unit: str) -> Consolidated:
    """Add up one indicator over offices or months: sum of numerators over sum of denominators, or a sum of amounts.

    None stands for an office without a value. As soon as one value has numerator and denominator, or the unit is a
    share, plain values cannot be added and are left out.
    """
    given = [value for value in values if value is not None and has_value(value)]
    pairs = [(v.numerator, v.denominator) for v in given if v.numerator is not None and v.denominator is not None]
    if pairs or unit.strip() in _SHARES:
        numerator = sum((n for n, _ in pairs), Decimal(0)) if pairs else None
        denominator = sum((d for _, d in pairs), Decimal(0)) if pairs else None
        share = ratio(numerator, denominator, unit) if numerator is not None and denominator is not None else None
        return Consolidated(share, numerator, denominator, len(pairs), len(given) - len(pairs), len(values))
    amounts = [value.actual for value in given if value.actual is not None]
    total = sum(amounts, Decimal(0)) if amounts else None
    return Consolidated(total, None, None, len(amounts), 0, len(values))
