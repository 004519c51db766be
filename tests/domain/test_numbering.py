"""Numbers of rows: equal, next, and counted anew."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nq57desk.domain.numbering import (
    NumberedRow,
    from_roman,
    next_number,
    number_order,
    renumber,
    roman,
    same_number,
)
from nq57desk.domain.plan import Numbering


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("1.", "1", True),
        ("1", "01", True),
        (" 1) ", "1.", True),
        ("1.1", "1.1.", True),
        ("1.1", "11", False),
        ("1.10", "1.1", False),
        ("I", "I.", True),
        ("I", "1", False),
        ("Mục II", "II.", True),
        ("a)", "a.", True),
        ("đ)", "d)", False),
        ("A", "a", True),
        ("", "", False),
        ("-", "-", False),
    ],
)
def test_same_number(one: str, other: str, same: bool) -> None:
    assert same_number(one, other) is same


@pytest.mark.parametrize(
    ("number", "after"),
    [
        ("1", "2"),
        ("9.", "10."),
        ("09", "10"),
        ("1.9", "1.10"),
        ("2.3.", "2.4."),
        ("III", "IV"),
        ("I.", "II."),
        ("a)", "b)"),
        ("d)", "đ)"),
        ("e)", "g)"),
        ("D", "Đ"),
        ("y)", ""),
        ("", ""),
        ("-", ""),
    ],
)
def test_next_number(number: str, after: str) -> None:
    assert next_number(number) == after


def test_people_count_two_before_ten() -> None:
    numbers = ["10", "2", "1.1", "1", "1.10", "1.2", "X", "IX", "đ", "e", "d"]
    assert sorted(numbers, key=number_order) == ["1", "1.1", "1.2", "1.10", "2", "10", "IX", "X", "d", "đ", "e"]


@given(st.integers(1, 399))
def test_roman_there_and_back(number: int) -> None:
    assert from_roman(roman(number)) == number


@pytest.mark.parametrize("text", ["", "IIII", "VV", "IC", "i", "Đ", "XIVX"])
def test_what_is_no_roman_numeral(text: str) -> None:
    assert from_roman(text) is None


def rows(*given_rows: tuple[str, str, str, str, str]) -> list[NumberedRow]:
    return [NumberedRow(*row) for row in given_rows]


FLAT = rows(("a", "I", "", "7.", "1"), ("b", "I", "", "", ""), ("c", "II", "", "3.", ""), ("d", "II", "", "9", ""))


@pytest.mark.parametrize(
    ("numbering", "numbers", "second"),
    [
        (Numbering.CONTINUOUS, ["1.", "2.", "3.", "4."], ["1", "", "", ""]),
        (Numbering.PER_SECTION, ["1.", "2.", "1.", "2."], ["1", "", "", ""]),
        (Numbering.HIERARCHICAL, ["1.", "2.", "3.", "4."], ["1", "", "", ""]),
        (Numbering.DOUBLE, ["1.", "2.", "3.", "4."], ["1", "2", "1", "2"]),
        (Numbering.NONE, ["7.", "", "3.", "9"], ["1", "", "", ""]),
    ],
)
def test_renumber(numbering: Numbering, numbers: list[str], second: list[str]) -> None:
    done = renumber(FLAT, numbering)
    assert [row.number for row in done] == numbers
    assert [row.second_number for row in done] == second


@pytest.mark.parametrize(
    ("written", "numbering", "numbers"),
    [
        (["1.1", "1.2"], Numbering.CONTINUOUS, ["1.1", "1.2"]),
        (["", ""], Numbering.CONTINUOUS, ["", ""]),
        (["-", "-"], Numbering.PER_SECTION, ["-", "-"]),
        (["", ""], Numbering.HIERARCHICAL, ["1.1", "1.2"]),
        (["b)", "c)"], Numbering.CONTINUOUS, ["a)", "b)"]),
    ],
)
def test_sub_rows_count_under_their_parent(written: list[str], numbering: Numbering, numbers: list[str]) -> None:
    parts = [NumberedRow(f"p{at}", "I", "top", number) for at, number in enumerate(written)]
    done = renumber([NumberedRow("top", "I", "", "1"), *parts, NumberedRow("next", "I", "", "5")], numbering)
    assert [row.number for row in done] == ["1", *numbers, "2"]


@given(st.integers(0, 60), st.sampled_from(list(Numbering)))
def test_numbering_twice_changes_nothing_more(count: int, numbering: Numbering) -> None:
    once = renumber([NumberedRow(str(at), str(at // 7)) for at in range(count)], numbering)
    assert renumber(once, numbering) == once
