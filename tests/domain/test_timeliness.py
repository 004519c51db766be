"""Whether tasks are in time, around the days that decide."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nq57desk.domain.deadlines import understand
from nq57desk.domain.periods import CALENDAR_MONTHS, month_of
from nq57desk.domain.progress import ProgressUpdate, State
from nq57desk.domain.timeliness import Reason, Standing, Timeliness, standing, state_in


def day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None


def said(
    period: str,
    state: State = State.IN_PROGRESS,
    *,
    percent: int | None = None,
    finished_on: str | None = None,
    product_date: str | None = None,
    recorded_on: str | None = None,
) -> ProgressUpdate:
    return ProgressUpdate(
        f"u-{period}",
        "k1",
        "t1",
        period,
        state,
        percent=percent,
        finished_on=day(finished_on),
        product_date=day(product_date),
        recorded_on=day(recorded_on),
    )


def stand(deadline: str, *updates: ProgressUpdate, period: str = "", as_of: str = "2026-06-10") -> Standing:
    when = date.fromisoformat(as_of)
    return standing(understand(deadline, 2026), updates, period=period or month_of(when), as_of=when)


@pytest.mark.parametrize(
    ("deadline", "as_of", "word", "days"),
    [
        ("30/6/2026", "2026-06-14", "in_time", 16),
        ("30/6/2026", "2026-06-15", "due_soon", 15),
        ("30/6/2026", "2026-06-30", "due_soon", 0),
        ("30/6/2026", "2026-07-01", "late", -1),
        ("Trước ngày 07/9/2026", "2026-09-06", "due_soon", 0),
        ("Trước ngày 07/9/2026", "2026-09-07", "late", -1),
        ("Quý I/2026", "2026-03-31", "due_soon", 0),
        ("Quý I/2026", "2026-04-01", "late", -1),
        ("Năm 2026", "2026-12-31", "due_soon", 0),
        ("Năm 2026", "2027-01-01", "late", -1),
        ("Tháng 02/2028", "2028-02-29", "due_soon", 0),
        ("Tháng 02/2028", "2028-03-01", "late", -1),
    ],
)
def test_unfinished_tasks_are_late_from_the_day_after(deadline: str, as_of: str, word: str, days: int) -> None:
    found = stand(deadline, as_of=as_of)
    assert (found.timeliness, found.days, found.state) == (word, days, State.NOT_STARTED)


@pytest.mark.parametrize("state", [State.NOT_STARTED, State.IN_PROGRESS, State.PAUSED])
def test_what_is_begun_or_paused_is_still_owed(state: State) -> None:
    found = stand("31/3/2026", said("2026-03", state), as_of="2026-04-01")
    assert found.timeliness is Timeliness.LATE
    assert found.overdue


def test_a_stopped_task_is_never_late() -> None:
    found = stand("31/3/2026", said("2026-03", State.STOPPED), as_of="2026-12-01")
    assert (found.timeliness, found.reason) == (Timeliness.NO_DEADLINE, Reason.STOPPED)
    assert not found.overdue


@pytest.mark.parametrize(
    ("update", "finished", "word"),
    [
        (said("2026-04", State.DONE, finished_on="2026-03-31"), "2026-03-31", "done_in_time"),
        (said("2026-04", State.DONE, finished_on="2026-04-01"), "2026-04-01", "done_late"),
        (said("2026-04", State.DONE, product_date="2026-03-30"), "2026-03-30", "done_in_time"),
        (
            said("2026-04", State.DONE, finished_on="2026-04-02", product_date="2026-03-30"),
            "2026-04-02",
            "done_late",
        ),
        (said("2026-04", State.DONE, recorded_on="2026-03-31"), "2026-03-31", "done_in_time"),
        (said("2026-04", State.DONE, recorded_on="2026-04-01"), "2026-04-01", "done_late"),
        # recorded in November for March: it was done by the end of March's window
        (said("2026-03", State.DONE, recorded_on="2026-11-22"), "2026-03-14", "done_in_time"),
        (said("2026-03", State.DONE), "2026-03-14", "done_in_time"),
        (said("2026-04", State.DONE), "2026-04-14", "done_late"),
    ],
)
def test_the_day_a_task_was_finished(update: ProgressUpdate, finished: str, word: str) -> None:
    found = stand("31/3/2026", update, period="2026-12", as_of="2026-12-10")
    assert (found.finished_on, found.timeliness, found.percent) == (day(finished), word, 100)


def test_done_repeated_later_counts_from_the_first_time() -> None:
    updates = [said(f"2026-{month:02}", State.DONE) for month in (3, 4, 5)]
    assert stand("31/3/2026", *updates).finished_on == date(2026, 3, 14)


def test_reopened_work_is_open_again() -> None:
    updates = [
        said("2026-03", State.DONE, percent=100, finished_on="2026-03-10"),
        said("2026-04", State.IN_PROGRESS),
    ]
    found = stand("31/3/2026", *updates)
    assert (found.timeliness, found.finished_on, found.percent) == (Timeliness.LATE, None, None)


def test_the_latest_word_at_or_before_the_period_counts() -> None:
    updates = [said("2026-02", percent=30), said("2026-05", State.DONE, finished_on="2026-05-05")]
    assert state_in(updates, "2026-01") is State.NOT_STARTED
    assert state_in(updates, "2026-04") is State.IN_PROGRESS
    assert state_in(updates, "2026-Q2") is State.DONE
    found = stand("30/9/2026", *updates, period="2026-04")
    assert (found.state, found.percent, found.timeliness) == (State.IN_PROGRESS, 30, Timeliness.IN_TIME)


@pytest.mark.parametrize("deadline", ["", "Theo hướng dẫn của thành phố", "Khi có kế hoạch", "31/4/2026", "Quý V"])
@pytest.mark.parametrize("state", list(State))
def test_without_a_day_nothing_is_late(deadline: str, state: State) -> None:
    found = stand(deadline, said("2026-01", state), as_of="2026-12-14")
    assert found.timeliness is Timeliness.NO_DEADLINE


@pytest.mark.parametrize(
    ("deadline", "updated", "period", "word", "reason"),
    [
        ("Thường xuyên", [], "2026-05", "duty_missing", "not_updated"),
        ("Thường xuyên", ["2026-05"], "2026-05", "duty_done", "updated"),
        ("Thường xuyên", ["2026-04"], "2026-05", "duty_missing", "not_updated"),
        ("Thường xuyên", ["2026-05"], "2026-06", "duty_missing", "not_updated"),
        ("Hằng tháng", ["2026-05"], "2026-05", "duty_done", "updated"),
        ("Hằng tuần", ["2026-05"], "2026-05", "duty_done", "updated"),
        ("Hằng quý", [], "2026-05", "duty_done", "nothing_owed"),
        ("Hằng quý", [], "2026-06", "duty_missing", "not_updated"),
        ("Hằng quý", ["2026-05"], "2026-06", "duty_missing", "not_updated"),
        ("Hằng quý", ["2026-06"], "2026-06", "duty_done", "updated"),
        ("Hằng quý", ["2026-Q2"], "2026-06", "duty_done", "updated"),
        ("02 lần/năm", [], "2026-03", "duty_done", "nothing_owed"),
        ("02 lần/năm", [], "2026-06", "duty_missing", "not_updated"),
        ("Hằng năm", [], "2026-06", "duty_done", "nothing_owed"),
        ("Hằng năm", [], "2026-12", "duty_missing", "not_updated"),
        ("Hằng năm", ["2026-12"], "2026-12", "duty_done", "updated"),
        ("Thường xuyên", ["2026-04", "2026-05"], "2026-Q2", "duty_missing", "not_updated"),
        ("Thường xuyên", ["2026-04", "2026-05", "2026-06"], "2026-Q2", "duty_done", "updated"),
        ("Hằng quý", ["2026-03", "2026-06"], "2026-H1", "duty_done", "updated"),
        ("Hằng quý", ["2026-06"], "2026-H1", "duty_missing", "not_updated"),
        ("Quý I/2026 và thường xuyên", ["2026-05"], "2026-05", "duty_done", "updated"),
    ],
)
def test_recurring_duties(deadline: str, updated: list[str], period: str, word: str, reason: str) -> None:
    found = stand(deadline, *(said(one) for one in updated), period=period, as_of="2026-12-31")
    assert (found.timeliness, found.reason) == (word, reason)


def test_months_that_have_not_begun_owe_nothing_yet() -> None:
    found = stand("Thường xuyên", said("2026-04"), period="2026-Q2", as_of="2026-04-14")
    assert found.timeliness is Timeliness.DUTY_DONE
    assert stand("Thường xuyên", said("2026-04"), period="2026-Q2", as_of="2026-04-15").timeliness == "duty_missing"


def test_a_duty_with_its_own_days_owes_nothing_outside_them() -> None:
    phrase = "Hằng tháng từ 01/3 đến 30/11/2026"
    words = {month: stand(phrase, period=f"2026-{month:02}", as_of="2026-12-31").timeliness for month in range(1, 13)}
    assert [month for month, word in words.items() if word is Timeliness.DUTY_MISSING] == list(range(3, 12))


@pytest.mark.parametrize("state", [State.DONE, State.STOPPED])
def test_done_closes_a_duty_until_it_is_opened_again(state: State) -> None:
    closed = stand("Thường xuyên", said("2026-02", state), period="2026-05")
    assert closed.timeliness is Timeliness.DUTY_DONE
    opened = stand("Thường xuyên", said("2026-02", state), said("2026-03"), period="2026-05")
    assert opened.timeliness is Timeliness.DUTY_MISSING


def test_another_calendar_moves_the_day_that_a_period_ends() -> None:
    update = said("2026-03", State.DONE)
    found = standing(
        understand("30/3/2026", 2026), [update], period="2026-03", as_of=date(2026, 4, 1), calendar=CALENDAR_MONTHS
    )
    assert (found.finished_on, found.timeliness) == (date(2026, 3, 31), Timeliness.DONE_LATE)


dated = st.sampled_from(["30/6/2026", "Quý I/2026", "Tháng 10/2026", "Năm 2026"])
recurring = st.sampled_from(["Thường xuyên", "Hằng tháng", "Hằng quý", "Hằng năm", "02 lần/năm"])
updates = st.lists(
    st.builds(said, st.integers(1, 12).map(lambda month: f"2026-{month:02}"), st.sampled_from(list(State))), max_size=6
)


@given(recurring, updates, st.dates(date(2026, 1, 1), date(2027, 1, 14)))
def test_recurring_duties_are_never_late(deadline: str, its: list[ProgressUpdate], as_of: date) -> None:
    found = standing(understand(deadline, 2026), its, period=month_of(as_of), as_of=as_of)
    assert found.timeliness in (Timeliness.DUTY_DONE, Timeliness.DUTY_MISSING)


@given(dated, updates, st.dates(date(2026, 1, 1), date(2027, 1, 14)))
def test_a_later_day_never_makes_a_task_less_late(deadline: str, its: list[ProgressUpdate], as_of: date) -> None:
    rank = [Timeliness.IN_TIME, Timeliness.DUE_SOON, Timeliness.LATE]
    at = [
        standing(understand(deadline, 2026), its, period="2026-12", as_of=when) for when in (as_of, date(2027, 1, 14))
    ]
    early, late = (found.timeliness for found in at)
    assert early == late if early not in rank else rank.index(early) <= rank.index(late)
