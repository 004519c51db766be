"""Numbers and days as official papers write them."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nq57desk.domain import paper_words as words
from nq57desk.domain.report_drafting import point
from nq57desk.domain.timeliness import Timeliness


@pytest.mark.parametrize(
    ("part", "whole", "said"),
    [
        (5, 6, "83,3%"),
        (52, 60, "86,6%"),
        (8996, 10000, "89,9%"),
        (9, 10, "90%"),
        (0, 7, "0%"),
        (7, 7, "100%"),
        (1, 0, ""),
    ],
)
def test_a_share_is_cut_never_rounded_up(part: int, whole: int, said: str) -> None:
    assert words.share(part, whole) == said


@given(st.integers(0, 10**6), st.integers(1, 10**6))
def test_a_share_is_never_more_than_it_is(part: int, whole: int) -> None:
    told = Fraction(words.share(part, whole).rstrip("%").replace(",", "."))
    exact = Fraction(100 * part, whole)
    assert told <= exact < told + Fraction(1, 10)


@pytest.mark.parametrize(
    ("code", "said"),
    [
        ("2026-01", "tháng 01 năm 2026"),
        ("2026-02", "tháng 02 năm 2026"),
        ("2026-03", "tháng 3 năm 2026"),
        ("2026-12", "tháng 12 năm 2026"),
        ("2026-Q1", "quý I năm 2026"),
        ("2026-Q4", "quý IV năm 2026"),
        ("2026-H1", "6 tháng đầu năm 2026"),
        ("2026-H2", "6 tháng cuối năm 2026"),
        ("2026-9M", "9 tháng đầu năm 2026"),
        ("2026", "năm 2026"),
    ],
)
def test_periods_in_words(code: str, said: str) -> None:
    assert words.period_words(code) == said


def test_counts_and_days() -> None:
    assert [words.count(number) for number in (0, 5, 10, 1250)] == ["00", "05", "10", "1.250"]
    days = [date(2026, 1, 5), date(2024, 12, 22), date(2026, 9, 7), date(2026, 10, 10)]
    assert [words.short_day(day) for day in days] == ["05/01/2026", "22/12/2024", "07/9/2026", "10/10/2026"]


@pytest.mark.parametrize(
    ("number", "places", "said"),
    [("83.39", 1, "83,3"), ("1234.5", 1, "1.234,5"), ("98.2142", 2, "98,21"), ("-1.29", 1, "-1,2"), ("0", 1, "0")],
)
def test_measured_numbers_are_cut(number: str, places: int, said: str) -> None:
    assert words.cut(Decimal(number), places) == said


def test_sentences_and_signs() -> None:
    assert words.sentence("Đã xong;") == "Đã xong."
    assert words.sentence("Đã xong\ntoàn bộ!") == "Đã xong toàn bộ!"
    assert words.sentence("  ") == ""
    assert words.unbroken("≥ 95 %") == "≥\u00a095 %"


def test_time_left_and_over() -> None:
    assert words.timeliness_words(Timeliness.LATE, -41) == "Quá hạn 41 ngày"
    assert words.timeliness_words(Timeliness.DONE_LATE, -1) == "Hoàn thành quá hạn 1 ngày"
    assert words.timeliness_words(Timeliness.DUE_SOON, 3) == "Sắp đến hạn, còn 3 ngày"
    assert words.timeliness_words(Timeliness.DUE_SOON, 0) == "Sắp đến hạn, hết hôm nay"


def test_points_run_through_the_vietnamese_alphabet() -> None:
    told = [point(number) for number in range(1, 26)]
    assert told[:7] == ["a)", "b)", "c)", "d)", "đ)", "e)", "g)"]
    assert (told[22], told[23]) == ("y)", "aa)")
    assert len(set(told)) == len(told)
