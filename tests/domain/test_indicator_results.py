"""What values say about targets: in both directions, over months, milestones and offices."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nq57desk.domain.indicator_results import (
    Assessment,
    WhyNoData,
    assess,
    consolidate,
    direction_of,
    target_for,
)
from nq57desk.domain.indicators import Direction, Indicator, IndicatorValue, Measure
from nq57desk.domain.targets import understand_target


def value(
    period: str, actual: str | None = None, *, of: tuple[str, str] | None = None, indicator: str = "i1"
) -> IndicatorValue:
    numerator, denominator = of or (None, None)
    return IndicatorValue(
        f"v-{period}",
        "k1",
        indicator,
        period,
        actual=Decimal(actual) if actual is not None else None,
        numerator=Decimal(numerator) if numerator is not None else None,
        denominator=Decimal(denominator) if denominator is not None else None,
    )


def indicator(
    target: str = "95%",
    *,
    unit: str = "",
    direction: Direction | None = None,
    measure: Measure = Measure.VALUE,
    deadline: str = "",
    targets: tuple[tuple[str, str], ...] = (),
) -> Indicator:
    return Indicator(
        "i1",
        "k1",
        "a1",
        name="Tỷ lệ hồ sơ trực tuyến",
        target=target,
        targets=targets,
        unit=unit,
        direction=direction or direction_of(understand_target(target)),
        measure=measure,
        deadline=deadline,
    )


def judge(its: Indicator, *values: IndicatorValue, period: str = "2026-11", as_of: str = "2026-11-20") -> Assessment:
    return assess(its, values, period=period, as_of=date.fromisoformat(as_of), plan_year=2026)


@pytest.mark.parametrize(
    ("target", "actual", "word"),
    [
        ("Đạt 95%", "97", "met"),
        ("Đạt 95%", "95", "met"),
        ("Đạt 95%", "94.99", "not_yet"),
        ("95%", "95", "met"),
        ("≥80%", "80", "met"),
        ("≥80%", "79.9", "not_yet"),
        ("Trên 80%", "80", "not_yet"),
        ("Trên 80%", "80.1", "met"),
        ("Không quá 5%", "4", "met"),
        ("Không quá 5%", "5", "met"),
        ("Không quá 5%", "5.1", "not_yet"),
        ("Dưới 5%", "5", "not_yet"),
        ("Dưới 5%", "0", "met"),
        ("100%", "0", "not_yet"),
        ("Tối thiểu 70%", "70", "met"),
        ("Không còn hộ nghèo", "0", "met"),
        ("Không còn hộ nghèo", "3", "not_yet"),
    ],
)
def test_met_means_reached_in_its_direction(target: str, actual: str, word: str) -> None:
    found = judge(indicator(target), value("2026-11", actual))
    assert (found.word, found.actual) == (word, Decimal(actual))


@pytest.mark.parametrize(
    ("as_of", "word"), [("2026-12-31", "not_yet"), ("2027-01-01", "not_met"), ("2026-01-01", "not_yet")]
)
def test_not_met_only_after_the_targets_day(as_of: str, word: str) -> None:
    assert judge(indicator(), value("2026-11", "90"), as_of=as_of).word == word


@pytest.mark.parametrize(
    ("deadline", "day"),
    [
        ("", "2026-12-31"),
        ("Báo cáo hàng tháng", "2026-12-31"),
        ("30/6/2026", "2026-06-30"),
        ("Quý III", "2026-09-30"),
        ("Theo hướng dẫn của thành phố", "2026-12-31"),
    ],
)
def test_the_targets_day_is_its_own_deadline_or_the_years_end(deadline: str, day: str) -> None:
    assert target_for(indicator(deadline=deadline), "2026-11", 2026) == ("95%", date.fromisoformat(day))


def test_missing_is_no_data_and_zero_is_a_value() -> None:
    nothing = judge(indicator())
    assert (nothing.word, nothing.actual, nothing.why) == ("no_data", None, WhyNoData.NO_VALUE)
    blank = judge(indicator(), value("2026-11"))
    assert (blank.word, blank.actual) == ("no_data", None)
    zero = judge(indicator(), value("2026-11", "0"))
    assert (zero.word, zero.actual) == ("not_yet", Decimal(0))


def test_only_half_of_a_share_is_no_value() -> None:
    half = IndicatorValue("v", "k1", "i1", "2026-11", numerator=Decimal(5))
    assert judge(indicator(), half).word == "no_data"
    assert judge(indicator(), value("2026-10", "96"), half).actual == Decimal(96)


@pytest.mark.parametrize(
    ("target", "of", "actual"),
    [
        ("95%", ("190", "200"), "95"),
        ("95%", ("0", "200"), "0"),
        ("2 máy/người", ("30", "20"), "1.5"),
    ],
)
def test_a_share_follows_from_numerator_and_denominator(target: str, of: tuple[str, str], actual: str) -> None:
    its = indicator(target, unit="máy/người" if "/người" in target else "")
    found = judge(its, value("2026-11", of=of))
    assert (found.actual, found.numerator, found.denominator) == (Decimal(actual), Decimal(of[0]), Decimal(of[1]))


def test_nothing_is_divided_by_zero() -> None:
    found = judge(indicator(), value("2026-11", of=("0", "0")))
    assert (found.word, found.actual, found.why) == ("no_data", None, WhyNoData.NO_DENOMINATOR)


def test_a_value_stands_until_a_later_one() -> None:
    values = [value("2026-03", "40"), value("2026-06", "60"), value("2026-12", "99")]
    assert judge(indicator(), *values).actual == Decimal(60)
    assert judge(indicator(), *values).value_period == "2026-06"
    assert judge(indicator(), *values, period="2026-05").actual == Decimal(40)
    assert judge(indicator(), *values, period="2026-02").word == "no_data"
    assert judge(indicator(), *values, period="2026-Q4").word == "met"


def test_an_amount_adds_up_over_the_plan_year() -> None:
    its = indicator("10 lớp", measure=Measure.AMOUNT)
    values = [value("2025-12", "50"), value("2026-01", "2"), value("2026-05", "3"), value("2026-11", "5")]
    assert judge(its, *values).actual == Decimal(10)
    assert judge(its, *values).word == "met"
    assert judge(its, *values, period="2026-10").actual == Decimal(5)
    assert judge(its, value("2025-12", "50")).word == "no_data"


def test_an_amounts_shares_add_up_as_sum_over_sum() -> None:
    its = indicator("95%", measure=Measure.AMOUNT)
    found = judge(its, value("2026-01", of=("1", "2")), value("2026-02", of=("98", "98")))
    assert (found.actual, found.numerator, found.denominator) == (Decimal(99), Decimal(99), Decimal(100))


MILESTONES = (("Quý II", "50%"), ("Năm 2026", "80%"), ("Mục tiêu 2030", "100%"))


@pytest.mark.parametrize(
    ("period", "wording", "day"),
    [
        ("2026-03", "50%", "2026-06-30"),
        ("2026-06", "50%", "2026-06-30"),
        ("2026-07", "80%", "2026-12-31"),
        ("2026-Q4", "80%", "2026-12-31"),
        ("2027-01", "100%", "2030-12-31"),
        ("2031-01", "100%", "2030-12-31"),
    ],
)
def test_the_milestone_of_the_period_counts(period: str, wording: str, day: str) -> None:
    its = indicator("", targets=MILESTONES)
    assert target_for(its, period, 2026) == (wording, date.fromisoformat(day))


def test_a_past_milestone_is_not_met() -> None:
    its = indicator("", targets=MILESTONES)
    found = judge(its, value("2026-06", "45"), period="2026-06", as_of="2026-07-01")
    assert (found.word, found.wording) == ("not_met", "50%")


def test_a_target_without_a_number_is_not_judged() -> None:
    found = judge(indicator("Cơ bản hoàn thành"), value("2026-11", "1"))
    assert (found.word, found.why) == ("no_data", WhyNoData.QUALITATIVE)


@pytest.mark.parametrize(
    ("direction", "actual", "word"),
    [
        (Direction.UP, "97", "met"),
        (Direction.UP, "82", "met"),
        (Direction.UP, "79", "not_yet"),
        (Direction.DOWN, "3", "met"),
        (Direction.DOWN, "86", "not_yet"),
    ],
)
def test_a_range_is_reached_from_its_near_side(direction: Direction, actual: str, word: str) -> None:
    its = indicator("80-85%", direction=direction)
    assert judge(its, value("2026-11", actual)).word == word


def test_down_is_reached_from_above() -> None:
    its = indicator("Giảm xuống còn 5%")
    assert its.direction is Direction.DOWN
    assert judge(its, value("2026-11", "5")).word == "met"
    assert judge(its, value("2026-11", "6")).word == "not_yet"


def test_offices_are_summed_over_sums_and_percentages_never_averaged() -> None:
    found = consolidate(
        [value("2026-11", of=("1", "2")), value("2026-11", of=("98", "98")), value("2026-11", "50"), None],
        unit="%",
    )
    assert (found.value, found.numerator, found.denominator) == (Decimal(99), Decimal(99), Decimal(100))
    assert (found.counted, found.left_out, found.missing, found.of) == (2, 1, 1, 4)


def test_amounts_of_offices_add_up_and_missing_is_not_zero() -> None:
    found = consolidate([value("2026-11", "0"), value("2026-11", "7"), value("2026-11"), None], unit="lớp")
    assert (found.value, found.counted, found.missing) == (Decimal(7), 2, 2)
    assert consolidate([None, None], unit="lớp").value is None
    assert consolidate([value("2026-11", "50")], unit="%").value is None


shares = st.lists(st.tuples(st.integers(0, 100), st.integers(1, 100)), min_size=1, max_size=20)


@given(shares)
def test_the_whole_lies_between_its_parts(pairs: list[tuple[int, int]]) -> None:
    values = [value("2026-11", of=(str(min(n, d)), str(d))) for n, d in pairs]
    found = consolidate(values, unit="%")
    parts = [100 * Decimal(min(n, d)) / d for n, d in pairs]
    assert found.value is not None
    assert min(parts) - Decimal("1e-9") <= found.value <= max(parts) + Decimal("1e-9")
