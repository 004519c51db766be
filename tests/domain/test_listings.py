"""The lists that papers carry, row by row."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from nq57desk.domain.deadlines import understand
from nq57desk.domain.forms import known_bodies
from nq57desk.domain.indicator_results import assess
from nq57desk.domain.indicators import Indicator, IndicatorValue
from nq57desk.domain.list_assignments import NOBODY, assignments, assignments_of
from nq57desk.domain.list_indicators import indicator_list
from nq57desk.domain.list_next import coming, duties, next_tasks
from nq57desk.domain.list_task_progress import task_progress
from nq57desk.domain.list_warnings import warning_list
from nq57desk.domain.listings import LineKind, Listing
from nq57desk.domain.organisation import OrgUnit
from nq57desk.domain.periods import as_period
from nq57desk.domain.plan import Appendix, Section, Task
from nq57desk.domain.progress import ProgressUpdate, State
from nq57desk.domain.reported import Reported, ReportedIndicator, ReportedTask, counted_indicators
from nq57desk.domain.timeliness import standing
from nq57desk.domain.update_rate import Lack, UpdateRate, WarnedTask

TODAY = date(2026, 10, 13)
PERIOD = as_period("2026-10")
APPENDIX = Appendix("a", "p", 1, title="Nhiệm vụ")
SECTION = Section("s", "p", "a", 1, "I", "Hạ tầng số")


def row(number: str, *, deadline: str = "Quý III/2026", state: State | None = None, **fields: str) -> ReportedTask:
    task = Task(number, "p", "a", number=number, name=f"Việc {number}", deadline=deadline)
    task = replace(task, lead=fields.get("lead", "Công an phường"), coordinating=fields.get("coordinating", ""))
    said: tuple[ProgressUpdate, ...] = ()
    if state is not None:
        told = ProgressUpdate("u" + number, "p", number, "2026-10", state, result=fields.get("result", ""))
        said = (replace(told, nothing_arose=not told.result),)
    now = standing(understand(deadline, 2026), said, period=PERIOD, as_of=TODAY)
    return ReportedTask(task, APPENDIX, SECTION, now, said, task.lead, group=False)


def reported(*rows: ReportedTask, warned: tuple[WarnedTask, ...] = ()) -> Reported:
    return Reported(
        office_name="Ủy ban nhân dân phường Sao Mai",
        period=PERIOD,
        first_day=date(2026, 9, 15),
        last_day=date(2026, 10, 14),
        today=TODAY,
        closed=False,
        edition=1,
        plans=(),
        tasks=rows,
        indicators=(),
        rate=UpdateRate("2026-10", 0, len(warned), 90, warned),
        judged_month=PERIOD,
    )


def texts(listing: Listing) -> list[list[str]]:
    return [[cell.text for cell in line.cells] for line in listing.lines]


def test_task_progress_has_the_plans_rows_and_what_they_came_to() -> None:
    done = row("1", state=State.IN_PROGRESS, result="Đã làm.")
    group = replace(row("2"), group=True)
    silent = row("3", state=State.IN_PROGRESS)
    said = texts(task_progress(reported(done, group, silent)))
    assert said[0] == ["I", "Hạ tầng số"]
    assert said[1][4:8] == ["Đang thực hiện", "", "Quá hạn 13 ngày", "Đã làm."]
    assert said[2] == ["2", "Việc 2", *[""] * 7]
    assert said[3][7] == "Không phát sinh."


def test_an_empty_list_has_its_sentence() -> None:
    assert task_progress(reported()).lines == ()
    assert task_progress(reported()).empty


def test_warnings_say_what_lacks() -> None:
    first, second = row("1"), row("2")
    warned = (
        WarnedTask(second.task, Lack.INCOMPLETE, ("result",), 2),
        WarnedTask(first.task, Lack.NOT_UPDATED),
    )
    said = texts(warning_list(reported(first, second, warned=warned)))
    assert [line[0:2] for line in said] == [["1", "1"], ["2", "2"]]
    assert said[0][6] == "Chưa cập nhật trong kỳ"
    assert said[1][6:] == ["Cập nhật chưa đủ số liệu (thiếu kết quả trong kỳ)", "2"]


def test_next_tasks_come_by_day_and_leave_out_what_is_done_or_goes_on() -> None:
    late, soon = row("1", deadline="30/9/2026"), row("2", deadline="10/11/2026")
    later, routine = row("3", deadline="30/12/2026"), row("4", deadline="Hằng tháng")
    done, waits = row("5", deadline="01/11/2026", state=State.DONE), row("6", deadline="Theo hướng dẫn của cấp trên")
    it = reported(later, soon, late, routine, done, waits)
    assert [one.task.number for one in coming(it, date(2026, 11, 14))] == ["1", "2"]
    assert [one.task.number for one in duties(it)] == ["4"]
    assert texts(next_tasks(it, date(2026, 11, 14)))[0][3] == "30/9/2026 (quá hạn 13 ngày)"


def test_assignments_stand_by_body_in_the_vietnamese_order() -> None:
    bodies = known_bodies([OrgUnit("o", "Văn phòng", short_name="VP")])
    rows = (
        row("1", lead="VP"),
        row("2", lead=""),
        row("3", lead="Đoàn Thanh niên; văn phòng"),
        row("4", lead="Công an phường", coordinating="Văn phòng"),
    )
    listing = assignments(rows, bodies)
    heads = [line.cells[1].text for line in listing.lines if line.kind is LineKind.SECTION]
    assert heads == ["Công an phường", "Đoàn Thanh niên", "Văn phòng", NOBODY]
    one = texts(assignments_of("vp", rows, bodies))
    assert [line[1] for line in one] == ["Nhiệm vụ chủ trì", "1", "3", "Nhiệm vụ phối hợp", "4"]


def goal(wording: str, actual: str | None, *, unit: str = "%") -> list[str]:
    one = Indicator("i", "p", "a", number="1", name="Chỉ tiêu", target=wording, unit=unit)
    value = None if actual is None else IndicatorValue("v", "p", "i", "2026-10", Decimal(actual), source="Sổ")
    found = assess(one, [value] if value else [], period=PERIOD, as_of=TODAY, plan_year=2026)
    it = replace(reported(), indicators=(ReportedIndicator(one, APPENDIX, None, found, value, counted=True),))
    return texts(indicator_list(it))[0]


@pytest.mark.parametrize(
    ("wording", "actual", "unit", "said"),
    [
        ("≥ 80%", "83.2", "%", ["83,2%", "", "104%", "Đạt", "Sổ"]),
        ("100%", "0", "%", ["0%", "", "0%", "Chưa đạt", "Sổ"]),
        ("100%", None, "%", ["", "", "", "Chưa có số liệu", ""]),
        ("không quá 5%", "4", "%", ["4%", "", "", "Đạt", "Sổ"]),
        ("trên 1.200 người", "1176.5", "người", ["1.176,5", "", "98%", "Chưa đạt", "Sổ"]),
    ],
)
def test_indicators_against_their_target(wording: str, actual: str | None, unit: str, said: list[str]) -> None:
    assert goal(wording, actual, unit=unit)[4:] == said


def test_an_indicator_counts_once_and_a_heading_not_at_all() -> None:
    head = Indicator("h", "p", "a")
    below = Indicator("b", "p", "a", parent_id="h", target="5")
    again = Indicator("c", "p", "a", same_as="b", target="5")
    own = Indicator("d", "p", "a", target="5")
    under_own = Indicator("e", "p", "a", parent_id="d", target="2")
    assert counted_indicators([head, below, again, own, under_own]) == {"b", "d", "e"}
