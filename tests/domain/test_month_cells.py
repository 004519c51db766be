"""What a clerk types into the cells of a month, and what it means."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nq57desk.domain.indicators import IndicatorValue
from nq57desk.domain.month_cells import (
    FIELDS,
    NOTHING,
    CellValue,
    Span,
    Suggestion,
    changed,
    is_empty,
    months_of_nothing,
    read_cell,
    shown,
    suggestion,
    value_before,
)
from nq57desk.domain.progress import ProgressUpdate, State
from nq57desk.domain.recording import Signature, signed, with_finished_day
from nq57desk.domain.value_cells import changed_value, is_empty_value, is_half, read_value, shown_value

NOVEMBER = Span(date(2026, 10, 15), date(2026, 11, 14), date(2026, 11, 13))
JANUARY = Span(date(2026, 12, 15), date(2027, 1, 14), date(2027, 1, 10))


def update(period: str = "2026-11", state: State = State.IN_PROGRESS, **fields: Any) -> ProgressUpdate:
    return replace(ProgressUpdate(period, "p", "t", period, state), **fields)


@pytest.mark.parametrize(
    ("field", "typed", "value"),
    [
        ("percent", "60%", 60),
        ("percent", "60 %", 60),
        ("percent", "0", 0),
        ("percent", "", None),
        ("state", "3", State.DONE),
        ("state", "2. Đang thực hiện", State.IN_PROGRESS),
        ("state", "dang thuc hien", State.IN_PROGRESS),
        ("state", "Dừng / thay thế", State.STOPPED),
        ("state", "Xong", State.DONE),
        ("finished_on", "28/2/2026", date(2026, 2, 28)),
        ("finished_on", "28-2", date(2026, 2, 28)),
        ("finished_on", "05.11.26", date(2026, 11, 5)),
        ("finished_on", "hôm nay", date(2026, 11, 13)),
        ("product_date", "ngày 05 tháng 11 năm 2026", date(2026, 11, 5)),
        ("product_date", "2026-11-05", date(2026, 11, 5)),
        ("disbursed", "1.250.000", 1_250_000),
        ("disbursed", "1,25 tỷ", 1_250_000_000),
        ("disbursed", "850 triệu", 850_000_000),
        ("disbursed", "0", 0),
        ("nothing_arose", "x", True),
        ("nothing_arose", "", False),
        ("result", "  Đã  ban hành\r\nquyết định ", "Đã ban hành\nquyết định"),
        ("result", "", ""),
        ("stopped_by", "12/TB-UBND", "12/TB-UBND"),
    ],
)
def test_what_a_cell_says(field: str, typed: str, value: CellValue) -> None:
    assert read_cell(field, typed, NOVEMBER) == (value, None)


@pytest.mark.parametrize(
    ("field", "typed", "code"),
    [
        ("percent", "140", "month.bad_percent"),
        ("percent", "-5", "month.bad_percent"),
        ("percent", "60,5", "month.bad_percent"),
        ("percent", "12,5,3", "month.bad_number"),
        ("state", "6", "month.bad_state"),
        ("state", "tạm được", "month.bad_state"),
        ("finished_on", "31/02", "month.bad_day"),
        ("finished_on", "29/2/2026", "month.bad_day"),
        ("finished_on", "tuần trước", "month.bad_day"),
        ("finished_on", "1/1/0026", "month.bad_day"),
        ("finished_on", "20/11/2026", "month.day_to_come"),
        ("disbursed", "một tỷ", "month.bad_number"),
        ("disbursed", "0,5", "month.not_whole_dong"),
        ("disbursed", "3 lượng", "month.bad_number"),
        ("nothing_arose", "có lẽ", "month.bad_mark"),
        ("result", "a" * 20_000, "month.too_long"),
        ("state", "1" * 20_000, "month.too_long"),
    ],
)
def test_what_cannot_be_read_is_a_flaw_and_never_a_guess(field: str, typed: str, code: str) -> None:
    value, flaw = read_cell(field, typed, NOVEMBER)
    assert value is None
    assert flaw is not None
    assert flaw.code == code


def test_a_day_without_its_year_is_near_the_month() -> None:
    assert read_cell("product_date", "20/12", JANUARY)[0] == date(2026, 12, 20)
    assert read_cell("product_date", "5/1", JANUARY)[0] == date(2027, 1, 5)
    assert read_cell("product_date", "20/12", NOVEMBER)[0] == date(2026, 12, 20)
    assert read_cell("product_date", "20/12/2025", JANUARY)[0] == date(2025, 12, 20)


@given(st.sampled_from([f for f in FIELDS if f != "state"]), st.text(max_size=40))
def test_any_text_is_a_value_or_a_flaw_and_what_is_shown_is_read_again(field: str, typed: str) -> None:
    value, flaw = read_cell(field, typed, NOVEMBER)
    if flaw is None:
        fields: dict[str, Any] = {field: value}
        there = replace(update(), **fields)
        assert read_cell(field, shown(there, field), NOVEMBER) == (value, None)


def test_states_are_shown_and_read_again() -> None:
    for state in State:
        assert read_cell("state", shown(update(state=state), "state"), NOVEMBER) == (state, None)
    assert shown(None, "state") == ""


def test_a_result_takes_the_mark_away_and_nothing_sets_it() -> None:
    nothing = changed(update(), {"nothing_arose": True})
    assert (nothing.nothing_arose, nothing.result) == (True, NOTHING)
    assert changed(update(), {"result": "Không phát sinh"}).nothing_arose
    something = changed(nothing, {"result": "Đã họp"})
    assert (something.nothing_arose, something.result) == (False, "Đã họp")
    assert changed(nothing, {"nothing_arose": False}).result == ""
    assert changed(nothing, {"percent": 5}).nothing_arose


def test_what_is_no_longer_done_loses_its_day() -> None:
    done = update(state=State.DONE, finished_on=date(2026, 11, 5))
    assert changed(done, {"state": State.IN_PROGRESS}).finished_on is None
    assert changed(done, {"state": State.DONE}).finished_on == date(2026, 11, 5)
    assert changed(done, {"percent": 100}).finished_on == date(2026, 11, 5)


def test_zero_is_a_value() -> None:
    assert not is_empty(update(percent=0))
    assert is_empty(update())


def test_suggestions_count_for_nothing_where_something_is_recorded() -> None:
    october = update("2026-10", percent=60)
    september = update("2026-09", percent=40)
    assert suggestion("t", None, (september, october), NOVEMBER) == Suggestion("t", State.IN_PROGRESS, 60)
    assert suggestion("t", update(), (october,), NOVEMBER) == Suggestion("t")
    assert suggestion("t", None, (), NOVEMBER) == Suggestion("t")
    done = update(state=State.DONE)
    assert suggestion("t", done, (), NOVEMBER) == Suggestion("t", None, 100, date(2026, 11, 13))
    again = update("2026-10", State.PAUSED)
    assert value_before((september, again), "percent") == 40
    assert value_before((september, again), "state") is State.PAUSED


def test_months_of_nothing_must_follow_each_other() -> None:
    def nothing(period: str) -> ProgressUpdate:
        return update(period, nothing_arose=True)

    assert months_of_nothing((nothing("2026-09"), nothing("2026-10")), "2026-11") == 3
    assert months_of_nothing((nothing("2026-08"), nothing("2026-10")), "2026-11") == 2
    assert months_of_nothing((nothing("2026-09"), update("2026-10")), "2026-11") == 1


def test_the_day_of_finishing_and_of_recording() -> None:
    today, last = date(2026, 11, 20), date(2026, 11, 14)
    done = update(state=State.DONE)
    assert with_finished_day(done, today=today, last_day=last).finished_on == last
    assert with_finished_day(done, today=date(2026, 11, 3), last_day=last).finished_on == date(2026, 11, 3)
    assert with_finished_day(done, today=today, last_day=last, since=date(2026, 9, 1)).finished_on == date(2026, 9, 1)
    first = signed(update(), update(result="Xong"), Signature("A", "2026-11-13T08:00:00+07:00", date(2026, 11, 13)))
    later = signed(first, update(result="Xong."), Signature("B", "2026-11-25T08:00:00+07:00", date(2026, 11, 25)))
    assert (later.by, later.recorded_on) == ("B", date(2026, 11, 13))
    assert signed(first, first, Signature("C", "", today)) is first


@pytest.mark.parametrize(
    ("typed", "numbers"),
    [
        ("1.234", (Decimal(1234), None, None)),
        ("83,2%", (Decimal("83.2"), None, None)),
        ("0", (Decimal(0), None, None)),
        ("", (None, None, None)),
        ("55/56", (None, Decimal(55), Decimal(56))),
        (" 55 / 56 ", (None, Decimal(55), Decimal(56))),
        ("98,2 (55/56)", (None, Decimal(55), Decimal(56))),
        ("1.200/1.500", (None, Decimal(1200), Decimal(1500))),
    ],
)
def test_an_indicators_value(typed: str, numbers: tuple[Decimal | None, ...]) -> None:
    fields, flaw = read_value("actual", typed)
    assert flaw is None
    assert tuple(fields[name] for name in ("actual", "numerator", "denominator")) == numbers


@pytest.mark.parametrize(
    ("field", "typed", "code"),
    [
        ("actual", "12,5,3", "month.bad_number"),
        ("actual", "55/0", "month.zero_denominator"),
        ("actual", "5/6/7", "month.bad_number"),
        ("actual", "nhiều", "month.bad_number"),
        ("denominator", "0", "month.zero_denominator"),
        ("actual", "9" * 40, "month.bad_number"),
        ("source", "a" * 20_000, "month.too_long"),
    ],
)
def test_what_is_no_value(field: str, typed: str, code: str) -> None:
    fields, flaw = read_value(field, typed)
    assert not fields
    assert flaw is not None
    assert flaw.code == code


def test_values_follow_each_other_in_a_row() -> None:
    empty = IndicatorValue("v", "p", "i", "2026-11")
    assert is_empty_value(empty)
    plain = changed_value(empty, read_value("actual", "12,5")[0])
    assert shown_value(plain, "actual") == "12,5"
    half = changed_value(plain, read_value("numerator", "55")[0])
    assert (half.actual, is_half(half)) == (None, True)
    whole = changed_value(half, read_value("denominator", "56")[0])
    assert shown_value(whole, "actual") == "55/56"
    assert changed_value(whole, read_value("actual", "")[0]) == empty
    with pytest.raises(KeyError):
        read_value("colour", "đỏ")
