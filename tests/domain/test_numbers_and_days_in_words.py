"""Every number and day that a paper can say: Nghị định 30/2020/NĐ-CP, Phụ lục I, ô số 3 and 4, and Phụ lục II."""

from __future__ import annotations

import re
from datetime import date, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nq57desk.documents.pointer import padded_number
from nq57desk.domain import paper_words as words
from nq57desk.domain.periods import Period, PeriodKind, read_period, title
from nq57desk.domain.vietnamese import official_day, parse_number, roman, write_number

YEAR = [date(2026, 1, 1) + timedelta(days=n) for n in range(365)] + [date(2028, 2, 29)]


def padded_day(day: int) -> str:
    """Days below 10 take a zero."""
    return (["01", "02", "03", "04", "05", "06", "07", "08", "09"] + [str(n) for n in range(10, 32)])[day - 1]


def padded_month(month: int) -> str:
    """Months 1 and 2 take a zero, the others none."""
    return ["01", "02", "3", "4", "5", "6", "7", "8", "9", "10", "11", "12"][month - 1]


@pytest.mark.parametrize("day", YEAR, ids=str)
def test_each_day_of_a_year(day: date) -> None:
    written = (padded_day(day.day), padded_month(day.month), str(day.year))
    assert official_day(day) == "ngày {} tháng {} năm {}".format(*written)
    assert words.short_day(day) == "/".join(written)


@pytest.mark.parametrize(
    ("period", "long", "short"),
    [
        *((f"2026-{n:02}", f"tháng {padded_month(n)} năm 2026", f"tháng {padded_month(n)}/2026") for n in range(1, 13)),
        ("2026-Q1", "quý I năm 2026", "quý I/2026"),
        ("2026-Q2", "quý II năm 2026", "quý II/2026"),
        ("2026-Q3", "quý III năm 2026", "quý III/2026"),
        ("2026-Q4", "quý IV năm 2026", "quý IV/2026"),
        ("2026-H1", "6 tháng đầu năm 2026", "6 tháng đầu năm 2026"),
        ("2026-H2", "6 tháng cuối năm 2026", "6 tháng cuối năm 2026"),
        ("2026-9M", "9 tháng đầu năm 2026", "9 tháng năm 2026"),
        ("2026", "năm 2026", "năm 2026"),
    ],
)
def test_each_kind_of_period(period: str, long: str, short: str) -> None:
    assert words.period_words(period) == long
    assert title(period) == short


def test_no_kind_of_period_is_left_out() -> None:
    codes = [f"2026-{n:02}" for n in range(1, 13)] + ["2026-Q1", "2026-Q4", "2026-H1", "2026-H2", "2026-9M", "2026"]
    found = [read_period(code) for code in codes]
    assert {period.kind for period in found if isinstance(period, Period)} == set(PeriodKind)


@pytest.mark.parametrize(
    ("number", "said"),
    [*((n, f"0{n}") for n in range(10)), (10, "10"), (99, "99"), (999, "999"), (1000, "1.000"), (1234567, "1.234.567")],
)
def test_counts(number: int, said: str) -> None:
    assert words.count(number) == said


@pytest.mark.parametrize(
    ("given", "said"),
    [("1", "01"), ("9", "09"), ("10", "10"), ("125", "125"), ("05", "05"), ("5a", "5a"), ("", "")],
)
def test_numbers_of_papers(given: str, said: str) -> None:
    assert padded_number(given) == said


@pytest.mark.parametrize(
    ("number", "said"),
    [
        ("0", "0"),
        ("0.5", "0,5"),
        ("12", "12"),
        ("12.50", "12,5"),
        ("999.999", "999,999"),
        ("1000", "1.000"),
        ("1234.5", "1.234,5"),
        ("1234567.89", "1.234.567,89"),
        ("-3.25", "-3,25"),
    ],
)
def test_measured_numbers(number: str, said: str) -> None:
    assert write_number(Decimal(number)) == said
    assert parse_number(said) == Decimal(number)


@given(st.decimals(min_value=-(10**9), max_value=10**9, places=3))
def test_a_decimal_point_is_a_comma_and_thousands_have_points(number: Decimal) -> None:
    assert re.fullmatch(r"-?\d{1,3}(\.\d{3})*(,\d*[1-9])?", write_number(number))
    assert re.fullmatch(r"-?\d{1,3}(\.\d{3})*(,[1-9])?", words.cut(number))


@given(st.integers(0, 5000), st.integers(1, 5000))
def test_a_share_has_a_comma_and_no_space(part: int, whole: int) -> None:
    assert re.fullmatch(r"\d+(,[1-9])?%", words.share(part, whole))


@pytest.mark.parametrize(
    ("number", "said"),
    [(1, "I"), (4, "IV"), (5, "V"), (9, "IX"), (10, "X"), (14, "XIV"), (19, "XIX"), (40, "XL"), (49, "XLIX")],
)
def test_appendices_and_parts_have_roman_numerals(number: int, said: str) -> None:
    assert roman(number) == said
