"""The 90 % rule: who is counted, what counts as updated, and figures that are never rounded up."""

from __future__ import annotations

from datetime import date
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nq57desk.domain.deadlines import understand
from nq57desk.domain.periods import CALENDAR_MONTHS, as_period
from nq57desk.domain.plan import Task
from nq57desk.domain.progress import ProgressUpdate, State
from nq57desk.domain.timeliness import Judge, by_task, up_to
from nq57desk.domain.update_rate import Lack, MonthRule, UpdateRate, group_rows, in_force, rates, update_rate


def task(number: int, *, parent: str = "", lead: str = "Phòng VH-XH", deadline: str = "Thường xuyên") -> Task:
    return Task(f"t{number}", "k1", "a1", name=f"Nhiệm vụ {number}", lead=lead, deadline=deadline, parent_id=parent)


def said(
    number: int,
    period: str = "2026-11",
    state: State = State.IN_PROGRESS,
    *,
    result: str = "Đã làm",
    nothing: bool = False,
    recorded: str | None = "2026-11-10",
) -> ProgressUpdate:
    return ProgressUpdate(
        f"u{number}-{period}",
        "k1",
        f"t{number}",
        period,
        state,
        result="" if nothing else result,
        nothing_arose=nothing,
        recorded_on=date.fromisoformat(recorded) if recorded else None,
    )


def rate(tasks: list[Task], *updates: ProgressUpdate, period: str = "2026-11", since: str = "2026-11") -> UpdateRate:
    return update_rate(tasks, updates, period=period, tracked_since=since)


@pytest.mark.parametrize(
    ("update", "lack", "missing"),
    [
        (None, "not_updated", ()),
        (said(1, "2026-10"), "not_updated", ()),
        (said(1, recorded="2026-11-14"), None, ()),
        (said(1, recorded="2026-11-15"), "updated_late", ()),
        (said(1, recorded=None), None, ()),
        (said(1, result="  "), "incomplete", ("result",)),
        (said(1, nothing=True), None, ()),
        (said(1, state=State.DONE), None, ()),
        (said(1, state=State.NOT_STARTED, result=""), "incomplete", ("result",)),
        (said(1, result="", recorded="2026-11-15"), "updated_late", ()),
    ],
)
def test_what_counts_as_updated(update: ProgressUpdate | None, lack: str | None, missing: tuple[str, ...]) -> None:
    found = rate([task(1)], *([update] if update else []))
    assert [(one.lack, one.missing) for one in found.warning_list] == ([(lack, missing)] if lack else [])
    assert (found.updated, found.of) == (0 if lack else 1, 1)


@pytest.mark.parametrize(
    ("history", "counts"),
    [
        ([], True),
        ([said(1, "2026-10", State.DONE)], False),
        ([said(1, "2026-10", State.STOPPED)], False),
        ([said(1, "2026-10", State.PAUSED)], True),
        ([said(1, "2026-11", State.DONE)], True),
        ([said(1, "2026-11", State.STOPPED)], False),
        ([said(1, "2026-09", State.DONE), said(1, "2026-10")], True),
        ([said(1, "2026-12", State.STOPPED)], True),
    ],
)
def test_who_is_counted(history: list[ProgressUpdate], counts: bool) -> None:
    assert rate([task(1)], *history).of == int(counts)


def test_a_row_that_only_heads_its_parts_is_not_counted() -> None:
    heading, lone = task(1, lead="", deadline=""), task(4, lead="", deadline="")
    rows = [heading, task(2, parent="t1"), task(3, parent="t1", lead="", deadline=""), lone]
    assert group_rows(rows) == {"t1"}
    assert rate(rows).of == 3
    with_deadline = [task(1, lead=""), task(2, parent="t1")]
    assert rate(with_deadline).of == 2


@pytest.mark.parametrize(
    ("updated", "of", "percent", "needed"),
    [
        (52, 60, "86,6%", 2),
        (48, 60, "80,0%", 6),
        (54, 60, "90,0%", 0),
        (8996, 10000, "89,9%", 4),
        (2, 3, "66,6%", 1),
        (0, 1, "0,0%", 1),
        (1, 1, "100,0%", 0),
        (0, 0, "", 0),
    ],
)
def test_figures_are_cut_never_rounded_up(updated: int, of: int, percent: str, needed: int) -> None:
    found = UpdateRate("2026-11", updated, of, 90, ())
    assert (found.percent, found.needed, found.reached) == (percent, needed, needed == 0)


@given(st.integers(1, 20_000).flatmap(lambda of: st.tuples(st.integers(0, of), st.just(of))), st.integers(1, 100))
def test_needed_is_exactly_enough(figures: tuple[int, int], threshold: int) -> None:
    updated, of = figures
    found = UpdateRate("2026-11", updated, of, threshold, ())
    assert Fraction(updated + found.needed, of) >= Fraction(threshold, 100)
    assert found.needed == 0 or Fraction(updated + found.needed - 1, of) < Fraction(threshold, 100)
    assert found.tenths is not None
    assert Fraction(found.tenths, 1000) <= Fraction(updated, of) < Fraction(found.tenths + 1, 1000)


MONTHS = ("2026-07", "2026-08", "2026-09", "2026-10", "2026-11")
HISTORIES = st.dictionaries(
    st.tuples(st.integers(1, 4), st.sampled_from((*MONTHS, "2026-Q3", "2026-12"))),
    st.tuples(
        st.sampled_from(State), st.sampled_from(("", " ", "Đã làm")), st.booleans(),
        st.none() | st.dates(date(2026, 7, 1), date(2026, 12, 31)),
    ),
    max_size=14,
)  # fmt: skip


@given(HISTORIES, st.booleans())
def test_several_months_at_once_are_as_each_alone(
    history: dict[tuple[int, str], tuple[State, str, bool, date | None]], heading: bool
) -> None:
    rows = [task(number) for number in range(1, 5)]
    if heading:
        rows[0] = task(1, lead="", deadline="")
        rows[1] = task(2, parent="t1")
    updates = [
        ProgressUpdate(f"u{at}", "k1", f"t{number}", period, state, result=result, nothing_arose=nothing,
                       recorded_on=recorded)
        for at, ((number, period), (state, result, nothing, recorded)) in enumerate(history.items())
    ]  # fmt: skip
    months = [as_period(month) for month in MONTHS]
    its = by_task(updates)
    judged = [MonthRule(Judge(month, date(2026, 11, 20))) for month in months]
    for month, together, rule in zip(months, rates(rows, its, months), judged, strict=True):
        alone = update_rate(rows, updates, period=month)
        assert (together.period, together.updated, together.of) == (month.code, alone.updated, alone.of)
        groups, meaning = group_rows(rows), understand("31/10/2026", 2026)
        words = [rule.word(meaning, its.get(row.id, ()), group=row.id in groups) for row in rows]
        asked = [word.lack for word in words if word.counted]
        assert (asked.count(None), len(asked)) == (alone.updated, alone.of)
        for word, row in zip(words, rows, strict=True):
            assert word.known == up_to(its.get(row.id, ()), month)


def test_months_in_a_row_are_counted_back_to_where_tracking_began() -> None:
    rows = [task(1), task(2), task(3)]
    updates = [said(1, "2026-08", recorded="2026-08-10"), said(2, "2026-10", recorded="2026-10-20")]
    found = rate(rows, *updates, since="2026-03")
    assert {one.task.id: one.periods for one in found.warning_list} == {"t1": 3, "t2": 9, "t3": 9}
    begun = update_rate(rows, updates, period="2026-11")
    assert {one.task.id: one.periods for one in begun.warning_list} == {"t1": 3, "t2": 4, "t3": 4}


def test_the_warning_list_names_lead_and_leader() -> None:
    row = Task("t1", "k1", "a1", name="Việc", lead="Phòng Kinh tế", supervisor="PCT Dũng")
    (line,) = rate([row]).warning_list
    assert (line.lead, line.supervisor, line.lack, line.periods) == ("Phòng Kinh tế", "PCT Dũng", Lack.NOT_UPDATED, 1)


def test_a_quarter_is_judged_by_its_closing_month() -> None:
    updates = [said(1, "2026-12", recorded="2026-12-14"), said(2, "2026-11")]
    found = rate([task(1), task(2)], *updates, period="2026-Q4")
    assert (found.period, found.updated, [one.task.id for one in found.warning_list]) == ("2026-Q4", 1, ["t2"])


def test_the_due_day_follows_the_calendar() -> None:
    late = said(1, recorded="2026-12-14")
    found = update_rate([task(1)], [late], period="2026-11", calendar=CALENDAR_MONTHS)
    assert found.updated == 1


def test_a_carried_task_is_reported_once() -> None:
    old = [Task("o1", "k26", "a", name="Dở"), Task("o2", "k26", "a", name="Xong")]
    new = [Task("n1", "k27", "b", name="Dở", carried_from="o1")]
    years = {"k26": 2026, "k27": 2027}
    assert [task.id for task in in_force([*old, *new], years, "2026-12")] == ["o1", "o2"]
    assert [task.id for task in in_force([*old, *new], years, "2027-01")] == ["o2", "n1"]
    assert [task.id for task in in_force(old, years, "2027-01")] == ["o1", "o2"]
