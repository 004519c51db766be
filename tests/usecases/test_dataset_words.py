"""Values in the form in which they are published: exact numbers, moments in UTC, what a deadline's words mean."""

from __future__ import annotations

import json
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nq57desk.domain.periods import PeriodKind, by_time, periods_of
from nq57desk.publishing.columns import DIGITS, SCALE
from nq57desk.usecases.dataset_words import (
    beyond,
    deadline_columns,
    moment,
    number,
    place,
    plain,
    some,
    target_columns,
)


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("0", "0"),
        ("-5.50", "-5.50"),
        ("12345678901234567890.5", "12345678901234567890.5"),
        ("1.00000000000000", "1"),
        ("-0.000000000000", "0"),
        ("1" * 28, "1" * 28),
        ("1" * 28 + ".0123456789", "1" * 28 + ".0123456789"),
        ("1" * 29, None),
        ("0.00000000001", None),
        ("100000000000000", "100000000000000"),
        (None, None),
    ],
)
def test_a_number_fits_or_is_left_to_its_own_column(text: str | None, told: str | None) -> None:
    assert number(text) == told
    left = beyond(("actual",), (text,))
    assert left == (json.dumps({"actual": text}) if text is not None and told is None else None)


@given(st.decimals(allow_nan=False, allow_infinity=False, min_value=-(10**30), max_value=10**30))
def test_what_is_told_is_exactly_the_number(value: Decimal) -> None:
    told = plain(value)
    if told is None:
        whole, _point, part = format(value, "f").lstrip("-").partition(".")
        assert len(whole.lstrip("0")) > DIGITS - SCALE or len(part.rstrip("0")) > SCALE
    else:
        assert Decimal(told) == value
        assert "E" not in told.upper()


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("2026-11-15T09:01:00+07:00", "2026-11-15T02:01:00Z"),
        ("2026-11-15T09:01:00.25+07:00", "2026-11-15T02:01:00Z"),
        ("2026-11-15T00:30:00", "2026-11-14T17:30:00Z"),
        ("2026-11-15T09:01:00Z", "2026-11-15T09:01:00Z"),
        ("0001-01-01T00:00:00+07:00", None),
        ("now", None),
        ("hôm qua", None),
        ("", None),
    ],
)
def test_moments_are_in_utc(text: str, told: str | None) -> None:
    assert moment(text) == told


@pytest.mark.parametrize(
    ("words", "told"),
    [
        ("30/9/2026", ("30/9/2026", "date", None, None, "2026-09-30", None)),
        ("Quý III/2026", ("Quý III/2026", "quarter", None, "2026-07-01", "2026-09-30", None)),
        ("Hằng tháng", ("Hằng tháng", "recurring", "monthly", None, None, "1" * 12)),
        ("Hằng quý", ("Hằng quý", "recurring", "quarterly", None, None, "001001001001")),
        ("Hằng năm", ("Hằng năm", "recurring", "yearly", None, None, "000000000001")),
        ("khi có yêu cầu", ("khi có yêu cầu", "conditional", None, None, None, None)),
        ("", (None, "unknown", None, None, None, None)),
    ],
)
def test_a_deadline_stands_with_what_it_means(words: str, told: tuple[str | None, ...]) -> None:
    assert deadline_columns(words, 2026) == told


@pytest.mark.parametrize(
    ("words", "told"),
    [
        ("≥ 80%", ("≥ 80%", "at_least", "80", None)),
        ("100%", ("100%", "equal", "100", None)),
        ("không quá 5,5%", ("không quá 5,5%", "at_most", "5.5", None)),
        ("80-90%", ("80-90%", "range", "80", "90")),
        ("nâng cao", ("nâng cao", "qualitative", None, None)),
        (" ", (None, None, None, None)),
    ],
)
def test_a_target_stands_with_what_it_means(words: str, told: tuple[str | None, ...]) -> None:
    assert target_columns(words) == told


def test_periods_stand_in_the_order_of_time() -> None:
    every = [one for year in (2025, 2026) for kind in PeriodKind for one in periods_of(year, kind)]
    assert sorted(every, key=place) == sorted(every, key=by_time)
    assert len({place(one) for one in every}) == len(every)


def test_an_empty_text_is_none() -> None:
    assert (some(""), some("\0"), some("a\0b"), some(" ")) == (None, None, "ab", " ")
