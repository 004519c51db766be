"""Which days a period covers, around the 14th and the 15th, year ends and leap days."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nq57desk.domain.periods import (
    ADMINISTRATIVE,
    CALENDAR_MONTHS,
    Calendar,
    Period,
    PeriodKind,
    as_period,
    calendar_end,
    city_due_day,
    closed_by,
    closing_month,
    due_day,
    following,
    month_number,
    month_of,
    months,
    period_of,
    preceding,
    read_period,
    title,
    window,
)


def day(text: str) -> date:
    return date.fromisoformat(text)


CODES = ["2026-11", "2026-01", "2026-Q1", "2026-Q4", "2026-H1", "2026-H2", "2026-9M", "2026"]


@pytest.mark.parametrize("code", CODES)
def test_a_code_read_and_written_is_the_same(code: str) -> None:
    period = read_period(code)
    assert period is not None
    assert period.code == code


@pytest.mark.parametrize("spoken", ["2026-q4", " 2026-9m ", "2026-h1"])
def test_small_letters_and_spaces_do_no_harm(spoken: str) -> None:
    period = read_period(spoken)
    assert period is not None
    assert period.code == spoken.strip().upper()


@pytest.mark.parametrize(
    "code",
    [
        "",
        "2026-13",
        "2026-00",
        "2026-1",
        "2026-Q5",
        "2026-Q0",
        "2026-H3",
        "2026-6M",
        "26-11",
        "11/2026",
        "2026-11-14",
        "0026",
        "9999",
        "٢٠٢٦",
        "2026-",
        "2026Q4",
        "quý IV",
    ],
)
def test_what_names_no_period_is_none(code: str) -> None:
    assert read_period(code) is None
    with pytest.raises(ValueError):
        as_period(code)


@pytest.mark.parametrize(
    ("code", "administrative", "by_month"),
    [
        ("2026-11", ("2026-10-15", "2026-11-14"), ("2026-11-01", "2026-11-30")),
        ("2026-01", ("2025-12-15", "2026-01-14"), ("2026-01-01", "2026-01-31")),
        ("2028-02", ("2028-01-15", "2028-02-14"), ("2028-02-01", "2028-02-29")),
        ("2026-02", ("2026-01-15", "2026-02-14"), ("2026-02-01", "2026-02-28")),
        ("2026-Q1", ("2025-12-15", "2026-03-14"), ("2026-01-01", "2026-03-31")),
        ("2026-Q4", ("2026-09-15", "2026-12-14"), ("2026-10-01", "2026-12-31")),
        ("2026-H1", ("2025-12-15", "2026-06-14"), ("2026-01-01", "2026-06-30")),
        ("2026-H2", ("2026-06-15", "2026-12-14"), ("2026-07-01", "2026-12-31")),
        ("2026-9M", ("2025-12-15", "2026-09-14"), ("2026-01-01", "2026-09-30")),
        ("2026", ("2025-12-15", "2026-12-14"), ("2026-01-01", "2026-12-31")),
    ],
)
def test_window(code: str, administrative: tuple[str, str], by_month: tuple[str, str]) -> None:
    assert window(code) == (day(administrative[0]), day(administrative[1]))
    assert window(code, CALENDAR_MONTHS) == (day(by_month[0]), day(by_month[1]))


@pytest.mark.parametrize(
    ("code", "calendar", "due"),
    [
        ("2026-11", ADMINISTRATIVE, "2026-11-14"),
        ("2026-12", ADMINISTRATIVE, "2026-12-14"),
        ("2026-Q3", ADMINISTRATIVE, "2026-09-14"),
        ("2026-11", CALENDAR_MONTHS, "2026-12-14"),
        ("2026-12", CALENDAR_MONTHS, "2027-01-14"),
        ("2026", CALENDAR_MONTHS, "2027-01-14"),
        ("2026-11", Calendar(due_before=20), "2026-11-19"),
        ("2026-11", Calendar(due_before=10), "2026-12-09"),
        ("2026", Calendar(due_days=(("2026", date(2026, 11, 29)),)), "2026-11-29"),
        ("2026-12", Calendar(due_days=(("2026", date(2026, 11, 29)),)), "2026-12-14"),
    ],
)
def test_due_day_is_the_end_of_the_day_before(code: str, calendar: Calendar, due: str) -> None:
    assert due_day(code, calendar) == day(due)


@pytest.mark.parametrize(
    ("code", "due"),
    [
        ("2026-10", "2026-10-16"),  # closed on Wednesday the 14th
        ("2026-11", "2026-11-17"),  # closed on Saturday the 14th
        ("2026-08", "2026-08-18"),  # closed on Friday the 14th
    ],
)
def test_city_is_due_two_working_days_later(code: str, due: str) -> None:
    assert city_due_day(code) == day(due)


def test_a_day_that_the_city_fixed_counts_for_its_period_alone() -> None:
    calendar = Calendar(city_due_days=(("2026-11", date(2026, 11, 20)),))
    assert city_due_day("2026-11", calendar) == date(2026, 11, 20)
    assert city_due_day("2026-10", calendar) == city_due_day("2026-10")
    assert due_day("2026-11", calendar) == due_day("2026-11"), "the bodies' own day stays"


@pytest.mark.parametrize("first_day", [0, 29, 31])
def test_a_window_begins_on_a_day_of_every_month(first_day: int) -> None:
    with pytest.raises(ValueError):
        Calendar(first_day=first_day)


@pytest.mark.parametrize(
    ("when", "month", "by_month"),
    [
        ("2026-11-14", "2026-11", "2026-11"),
        ("2026-11-15", "2026-12", "2026-11"),
        ("2026-12-14", "2026-12", "2026-12"),
        ("2026-12-15", "2027-01", "2026-12"),
        ("2028-02-29", "2028-03", "2028-02"),
    ],
)
def test_the_month_of_a_day(when: str, month: str, by_month: str) -> None:
    assert month_of(day(when)).code == month
    assert month_of(day(when), CALENDAR_MONTHS).code == by_month


def test_no_nine_months_hold_an_october() -> None:
    assert period_of(date(2026, 9, 14), PeriodKind.NINE_MONTHS) == Period(2026, PeriodKind.NINE_MONTHS)
    assert period_of(date(2026, 9, 15), PeriodKind.NINE_MONTHS) is None
    assert period_of(date(2026, 12, 15), PeriodKind.YEAR) == Period(2027, PeriodKind.YEAR)


@pytest.mark.parametrize(
    ("month", "codes"),
    [
        ("2026-03", ["2026-Q1"]),
        ("2026-04", []),
        ("2026-06", ["2026-Q2", "2026-H1"]),
        ("2026-09", ["2026-Q3", "2026-9M"]),
        ("2026-12", ["2026-Q4", "2026-H2", "2026"]),
    ],
)
def test_what_a_month_closes(month: str, codes: list[str]) -> None:
    assert [period.code for period in closed_by(month)] == codes


@pytest.mark.parametrize(
    ("code", "after"),
    [("2026-12", "2027-01"), ("2026-Q4", "2027-Q1"), ("2026-H1", "2026-H2"), ("2026-9M", "2027-9M"), ("2026", "2027")],
)
def test_neighbours_over_the_year_end(code: str, after: str) -> None:
    assert following(code).code == after
    assert preceding(after).code == code


@pytest.mark.parametrize(
    ("code", "said"),
    [
        ("2026-11", "tháng 11/2026"),
        ("2026-02", "tháng 02/2026"),
        ("2026-03", "tháng 3/2026"),
        ("2026-Q4", "quý IV/2026"),
        ("2026-H1", "6 tháng đầu năm 2026"),
        ("2026-H2", "6 tháng cuối năm 2026"),
        ("2026-9M", "9 tháng năm 2026"),
        ("2026", "năm 2026"),
    ],
)
def test_title(code: str, said: str) -> None:
    assert title(code) == said


def test_months_of_a_period() -> None:
    assert [month.code for month in months("2026-Q4")] == ["2026-10", "2026-11", "2026-12"]
    assert len(months("2026-9M")) == 9
    assert closing_month("2026-9M").code == "2026-09"
    assert calendar_end("2028-Q1") == date(2028, 3, 31)
    assert calendar_end("2028-02") == date(2028, 2, 29)


calendars = st.builds(Calendar, first_day=st.integers(1, 28), due_before=st.integers(1, 28))
days = st.dates(date(2001, 1, 1), date(2199, 12, 31))


@given(days, calendars)
def test_every_day_lies_in_exactly_its_month(when: date, calendar: Calendar) -> None:
    month = month_of(when, calendar)
    first, last = window(month, calendar)
    assert first <= when <= last
    assert window(following(month), calendar)[0] == last + timedelta(days=1)
    assert month_number(following(month)) == month_number(month) + 1


@given(days, calendars, st.sampled_from(list(PeriodKind)))
def test_a_period_is_the_sum_of_its_months(when: date, calendar: Calendar, kind: PeriodKind) -> None:
    period = period_of(when, kind, calendar)
    if period is None:
        assert kind is PeriodKind.NINE_MONTHS
        return
    assert month_of(when, calendar) in months(period)
    assert window(period, calendar)[0] == window(months(period)[0], calendar)[0]
    assert window(period, calendar)[1] == window(months(period)[-1], calendar)[1]
    assert read_period(period.code) == period


@given(days, calendars)
def test_a_report_is_due_after_its_window(when: date, calendar: Calendar) -> None:
    month = month_of(when, calendar)
    last = window(month, calendar)[1]
    assert timedelta(0) <= due_day(month, calendar) - last <= timedelta(days=31)
    assert city_due_day(month, calendar) > last
