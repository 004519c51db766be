"""What stops a period from being closed, what should be seen, and what goes on the warning list."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from nq57desk.domain.closing import ClosingReport, closing_report, looks_legacy
from nq57desk.domain.indicators import Indicator, IndicatorValue
from nq57desk.domain.plan import Task
from nq57desk.domain.problems import Severity
from nq57desk.domain.progress import ProgressUpdate, State
from nq57desk.sentences import sentence

TASK = Task("t1", "k1", "a1", number="3", name="Ban hành danh mục", lead="Văn phòng", deadline="31/12/2026")
LATE = replace(TASK, deadline="30/6/2026")


def said(period: str = "2026-11", state: State = State.IN_PROGRESS, **fields: Any) -> ProgressUpdate:
    blank = ProgressUpdate(f"u-{period}", "k1", "t1", period, state, result=f"Kết quả {period}")
    return replace(blank, **{"recorded_on": date(2026, int(period[-2:]), 10), **fields})


def report(
    tasks: Sequence[Task] = (TASK,),
    updates: Sequence[ProgressUpdate] = (),
    indicators: Sequence[Indicator] = (),
    values: Sequence[IndicatorValue] = (),
) -> ClosingReport:
    return closing_report(
        tasks,
        updates,
        indicators,
        values,
        period="2026-11",
        as_of=date(2026, 11, 14),
        plan_years={"k1": 2026},
        tracked_since="2026-09",
    )


def must(found: ClosingReport) -> list[tuple[str, str]]:
    return [(one.problem.code, one.field) for one in found.must_fix]


def see(found: ClosingReport) -> list[tuple[str, str]]:
    return [(one.problem.code, one.field) for one in found.should_see]


DONE: dict[str, Any] = {"finished_on": date(2026, 11, 5), "product_document": "88/QĐ-UBND"}


def test_a_well_kept_period_has_nothing_to_say() -> None:
    found = report(updates=[said("2026-10"), said(state=State.DONE, **DONE)])
    assert (must(found), see(found), found.warning_list) == ([], [], ())
    assert (found.can_close, found.updated, found.of) == (True, 1, 1)


@pytest.mark.parametrize(
    ("update", "code", "field"),
    [
        (said(state=State.DONE, product_document="88/QĐ"), "closing.done_without_day", "finished_on"),
        (
            said(state=State.DONE, product_document="88/QĐ", finished_on=date(2026, 11, 15)),
            "closing.done_in_future",
            "finished_on",
        ),
        (
            said(state=State.DONE, product_document="88/QĐ", product_date=date(2026, 11, 15)),
            "closing.done_in_future",
            "product_date",
        ),
        (said(state=State.STOPPED), "closing.stopped_without_document", "stopped_by"),
        (said(percent=101), "closing.percent_outside", "percent"),
        (said(percent=-1), "closing.percent_outside", "percent"),
    ],
)
def test_what_must_be_put_right(update: ProgressUpdate, code: str, field: str) -> None:
    found = report(updates=[update])
    assert must(found) == [(code, field)]
    assert not found.can_close
    assert found.must_fix[0].record_id == "t1"
    assert found.problems[0].severity is Severity.ERROR


@pytest.mark.parametrize(
    ("updates", "code", "field"),
    [
        ([said(state=State.DONE, finished_on=date(2026, 11, 14))], "closing.done_without_product", "product_document"),
        (
            [said(f"2026-{month:02}", nothing_arose=True, result="") for month in (9, 10, 11)],
            "closing.nothing_arose_again",
            "nothing_arose",
        ),
        ([said("2026-10", State.DONE), said()], "closing.state_went_back", "state"),
        ([said("2026-09", percent=60), said("2026-10"), said(percent=50)], "closing.percent_went_back", "percent"),
        ([said("2026-10", result="Đã họp  02 lần"), said(result="Đã họp 02 lần")], "closing.same_words", "result"),
        ([said(result="Uû ban nh©n d©n ph­êng")], "closing.legacy_letters", "result"),
    ],
)
def test_what_should_be_seen(updates: list[ProgressUpdate], code: str, field: str) -> None:
    found = report(updates=updates)
    assert see(found) == [(code, field)]
    assert found.can_close


def test_late_without_a_reason_is_seen() -> None:
    assert see(report([LATE], [said()])) == [("closing.late_without_reason", "difficulty")]
    assert see(report([LATE])) == [("closing.late_without_reason", "difficulty")]
    assert see(report([LATE], [said(difficulty="Chờ vốn")])) == []
    assert see(report([LATE], [said(state=State.STOPPED, stopped_by="12/QĐ-UBND")])) == []


def test_nothing_arose_twice_or_with_a_gap_is_no_finding() -> None:
    twice = [said("2026-10", nothing_arose=True), said(nothing_arose=True)]
    gap = [said(f"2026-{month:02}", nothing_arose=True) for month in (8, 10, 11)]
    assert see(report(updates=twice)) == []
    assert see(report(updates=gap)) == []


def test_only_the_closed_period_is_looked_at() -> None:
    wrong_before = said("2026-10", percent=400)
    wrong_after = said("2026-12", State.STOPPED)
    assert must(report(updates=[wrong_before, said(percent=500), wrong_after])) == [
        ("closing.percent_outside", "percent")
    ]
    assert must(report(updates=[wrong_before, wrong_after])) == []


INDICATOR = Indicator("i1", "k1", "a1", number="1", name="Tỷ lệ hồ sơ trực tuyến", target="95%")


def value(period: str, actual: str | None = None, of: tuple[str, str] | None = None) -> IndicatorValue:
    numerator, denominator = (Decimal(of[0]), Decimal(of[1])) if of else (None, None)
    number = None if actual is None else Decimal(actual)
    return IndicatorValue(f"v-{period}", "k1", "i1", period, number, numerator, denominator)


@pytest.mark.parametrize(
    ("indicator", "values", "codes"),
    [
        (INDICATOR, [value("2026-11", "90")], []),
        (INDICATOR, [], []),
        (INDICATOR, [value("2026-11", "NaN")], ["closing.value_is_no_number"]),
        (INDICATOR, [value("2026-11", of=("3", "0"))], ["closing.value_is_no_number"]),
        (INDICATOR, [value("2026-11")], ["closing.value_is_no_number"]),
        (INDICATOR, [replace(value("2026-11"), explanation="Chưa khảo sát")], []),
        (INDICATOR, [replace(value("2026-11", of=("3", "0")), explanation="?")], ["closing.value_is_no_number"]),
        (replace(INDICATOR, target="Hoàn thành"), [value("2026-11", "9")], ["closing.value_without_unit"]),
        (replace(INDICATOR, target="Hoàn thành"), [value("2026-11", of=("9", "10"))], []),
        (replace(INDICATOR, target="Hoàn thành", unit="lớp"), [value("2026-11", "9")], []),
        (INDICATOR, [value("2026-12", "NaN")], []),
    ],
)
def test_values_that_block(indicator: Indicator, values: list[IndicatorValue], codes: list[str]) -> None:
    found = report(indicators=[indicator], values=values)
    assert [code for code, _ in must(found)] == codes


@pytest.mark.parametrize(
    ("before", "now", "jumps"),
    [("40", "60", False), ("40", "60.1", True), ("40", "19", True), ("0", "90", False), ("40", "40", False)],
)
def test_a_value_that_jumps_by_more_than_half_is_seen(before: str, now: str, jumps: bool) -> None:
    found = report(indicators=[INDICATOR], values=[value("2026-08", before), value("2026-11", now)])
    assert see(found) == ([("closing.value_jumps", "actual")] if jumps else [])


@pytest.mark.parametrize(
    ("text", "legacy"),
    [
        ("Uû ban nh©n d©n", True),
        ("Tæ chøc tËp huÊn", True),
        ("Ủy ban nhân dân phường Sao Mai, “số hóa”: 12,5% – 30 m²", False),
        ("Hoà mạng, thuỷ lợi, Đà Nẵng, ý kiến", False),
        ("", False),
    ],
)
def test_legacy_letters(text: str, legacy: bool) -> None:
    assert looks_legacy(text) is legacy


def test_every_finding_has_its_sentence() -> None:
    found = report([LATE], [said(state=State.STOPPED, percent=101), said("2026-10", State.DONE)])
    assert [sentence(one) for one in found.problems]
    assert "101%" in " ".join(sentence(one) for one in found.problems)
