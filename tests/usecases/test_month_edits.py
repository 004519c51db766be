"""The monthly grid: many cells as one step, each of which can be taken back."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from decimal import Decimal

import pytest

from nq57desk.domain.indicators import Indicator, IndicatorValue
from nq57desk.domain.month_cells import NOTHING
from nq57desk.domain.plan import Task
from nq57desk.domain.progress import ProgressUpdate, State
from nq57desk.domain.update_rate import Lack
from nq57desk.errors import Refused
from nq57desk.sentences import catalogue, sentence
from nq57desk.sentences.month import SENTENCES
from nq57desk.usecases import history, month_edits, progress, value_edits
from nq57desk.usecases.month_edits import CellEdit
from nq57desk.usecases.month_rows import Edited
from nq57desk.usecases.value_edits import ValueEdit
from nq57desk.workspace import Desk

PERIOD = "2026-11"


def tasks(desk: Desk) -> list[Task]:
    """Rows with a lead of their own."""
    return [task for task in desk.store.all(Task) if task.lead]


def named(desk: Desk, start: str) -> Task:
    return next(task for task in desk.store.all(Task) if task.name.startswith(start))


def of(desk: Desk, task_id: str, period: str = PERIOD) -> ProgressUpdate:
    (found,) = desk.store.find(ProgressUpdate, task_id=task_id, period=period)
    return found


def codes(edited: Edited) -> list[str]:
    return [one.problem.code for one in edited.refused]


def test_many_cells_are_one_step_and_a_bad_one_stops_only_itself(desk: Desk) -> None:
    first, second = tasks(desk)[:2]
    before = desk.store.revision
    edited = month_edits.set_cells(
        desk,
        period=PERIOD,
        cells=[
            CellEdit(first.id, "state", "2"),
            CellEdit(first.id, "percent", "140"),
            CellEdit(first.id, "result", "Đã họp"),
            CellEdit(second.id, "state", "Hoàn thành"),
            CellEdit(second.id, "finished_on", "5-11"),
            CellEdit(second.id, "colour", "đỏ"),
            CellEdit("không có", "result", "mất"),
        ],
    )
    assert edited.applied.entry is not None
    assert desk.store.revision == before + 1
    assert [(one.field, one.text, one.problem.code) for one in edited.refused] == [
        ("percent", "140", "month.bad_percent"),
        ("colour", "đỏ", "month.unknown_cell"),
        ("result", "mất", "month.row_gone"),
    ]
    assert edited.cells == (
        (first.id, "state"),
        (first.id, "result"),
        (second.id, "state"),
        (second.id, "finished_on"),
    )
    assert (of(desk, first.id).state, of(desk, first.id).result) == (State.IN_PROGRESS, "Đã họp")
    assert of(desk, second.id).finished_on == date(2026, 11, 5)
    assert all("{" not in sentence(one.problem) for one in edited.refused)
    history.undo(desk)
    assert desk.store.all(ProgressUpdate) == []


def test_a_long_text_is_kept_whole_for_the_clerk(desk: Desk) -> None:
    task, typed = tasks(desk)[0], "ư" * 20_000
    edited = month_edits.set_cells(desk, period=PERIOD, cells=[CellEdit(task.id, "result", typed)])
    assert codes(edited) == ["month.too_long"]
    assert edited.refused[0].text == typed
    assert len(sentence(edited.refused[0].problem)) < 400
    assert edited.applied.entry is None


def test_a_result_alone_keeps_the_state_that_the_task_had(desk: Desk) -> None:
    task = tasks(desk)[0]
    progress.set_progress(desk, task_id=task.id, period="2026-10", state=State.PAUSED, percent=40)
    month_edits.set_cells(desk, period=PERIOD, cells=[CellEdit(task.id, "result", "Chờ mặt bằng")])
    assert of(desk, task.id).state is State.PAUSED
    assert of(desk, task.id).percent is None


def test_done_has_its_day_and_loses_it_when_it_is_not_done_after_all(desk: Desk) -> None:
    task = tasks(desk)[0]
    month_edits.set_cells(desk, period=PERIOD, cells=[CellEdit(task.id, "state", "3")])
    assert of(desk, task.id).finished_on == desk.today
    month_edits.set_cells(desk, period=PERIOD, cells=[CellEdit(task.id, "state", "2")])
    assert of(desk, task.id).finished_on is None


def test_the_same_again_changes_nothing(desk: Desk) -> None:
    task = tasks(desk)[0]
    cells = [CellEdit(task.id, "result", "Đã họp"), CellEdit(task.id, "percent", "0")]
    assert month_edits.set_cells(desk, period=PERIOD, cells=cells).applied.entry is not None
    assert month_edits.set_cells(desk, period=PERIOD, cells=cells).applied.entry is None
    assert of(desk, task.id).percent == 0


def test_clearing_takes_cells_and_at_last_the_row(desk: Desk) -> None:
    task = tasks(desk)[0]
    month_edits.set_cells(
        desk, period=PERIOD, cells=[CellEdit(task.id, "result", "Đã họp"), CellEdit(task.id, "percent", "5")]
    )
    refused = month_edits.clear(desk, period=PERIOD, cells=[(task.id, "state")])
    assert codes(refused) == ["month.state_stays"]
    month_edits.clear(desk, period=PERIOD, cells=[(task.id, "result")])
    assert of(desk, task.id).result == ""
    month_edits.clear(desk, period=PERIOD, cells=[(task.id, "state"), (task.id, "percent")])
    assert desk.store.all(ProgressUpdate) == []
    nothing = month_edits.clear(desk, period=PERIOD, cells=[(task.id, "state"), (task.id, "percent")])
    assert (nothing.applied.entry, nothing.refused) == (None, ())
    history.undo(desk)
    assert of(desk, task.id).percent == 5


def test_as_last_period_confirms_what_was_suggested(desk: Desk) -> None:
    known, other, unknown = tasks(desk)[:3]
    progress.set_progress(desk, task_id=known.id, period="2026-09", state=State.IN_PROGRESS, percent=30)
    progress.set_progress(desk, task_id=known.id, period="2026-10", state=State.IN_PROGRESS, result="Đã làm")
    progress.set_progress(desk, task_id=other.id, period="2026-10", state=State.NOT_STARTED)
    ids = [known.id, other.id, unknown.id]
    offered = month_edits.suggestions(desk, period=PERIOD, task_ids=ids)
    assert (offered[known.id].state, offered[known.id].percent) == (State.IN_PROGRESS, 30)
    assert desk.store.find(ProgressUpdate, period=PERIOD) == []
    edited = month_edits.as_last_period(desk, period=PERIOD, task_ids=ids)
    assert (of(desk, known.id).state, of(desk, known.id).percent) == (State.IN_PROGRESS, 30)
    assert of(desk, other.id).state is State.NOT_STARTED
    assert codes(edited).count("month.nothing_before") == 3
    assert month_edits.suggestions(desk, period=PERIOD, task_ids=ids)[known.id].state is None
    month_edits.as_last_period(desk, period=PERIOD, task_ids=[known.id], fields=("result",))
    assert of(desk, known.id).result == "Đã làm"


def test_nothing_arose_keeps_the_state_and_is_one_step(desk: Desk) -> None:
    rows = [task for task in tasks(desk) if task.deadline.startswith("Thường xuyên")][:3]
    progress.set_progress(desk, task_id=rows[0].id, period="2026-10", state=State.IN_PROGRESS, result="Đã làm")
    edited = month_edits.nothing_arose(desk, period=PERIOD, task_ids=[task.id for task in rows])
    assert edited.refused == ()
    assert [of(desk, task.id).result for task in rows] == [NOTHING] * 3
    assert (of(desk, rows[0].id).state, of(desk, rows[0].id).nothing_arose) == (State.IN_PROGRESS, True)
    history.undo(desk)
    assert desk.store.find(ProgressUpdate, period=PERIOD) == []


def test_nothing_arose_is_not_for_every_row(desk: Desk) -> None:
    late = named(desk, "Số hóa sổ hộ tịch")
    heading = next(t for t in desk.store.all(Task) if t.number == "25")
    ended, spoken = [t for t in tasks(desk) if t.deadline.startswith("Thường xuyên")][:2]
    progress.set_progress(desk, task_id=ended.id, period="2026-10", state=State.DONE, result="Xong")
    progress.set_progress(desk, task_id=spoken.id, period=PERIOD, state=State.IN_PROGRESS, result="Đã họp")
    ids = [late.id, heading.id, ended.id, spoken.id]
    edited = month_edits.nothing_arose(desk, period=PERIOD, task_ids=ids)
    assert set(codes(edited)) == {
        "month.late_needs_reason",
        "month.heading_row",
        "month.ended_before",
        "month.result_there",
    }
    assert edited.applied.entry is None
    typed = month_edits.set_cells(desk, period=PERIOD, cells=[CellEdit(late.id, "result", "Không phát sinh")])
    assert codes(typed) == ["month.late_needs_reason"]
    assert desk.store.find(ProgressUpdate, task_id=late.id) == []
    month_edits.set_cells(desk, period=PERIOD, cells=[CellEdit(late.id, "difficulty", "Thiếu máy quét")])
    assert month_edits.nothing_arose(desk, period=PERIOD, task_ids=[late.id]).refused == ()
    assert of(desk, late.id).nothing_arose


def test_nothing_for_three_months_is_warned_of(desk: Desk) -> None:
    task = next(task for task in tasks(desk) if task.deadline.startswith("Thường xuyên"))
    warned = [
        month_edits.nothing_arose(desk, period=period, task_ids=[task.id]).warnings
        for period in ("2026-09", "2026-10", "2026-11")
    ]
    assert [len(one) for one in warned] == [0, 0, 1]
    assert "3 kỳ liền" in sentence(warned[2][0].problem)


def test_many_rows_are_asked_for_once() -> None:
    assert month_edits.question_before_nothing_arose(10) is None
    asked = month_edits.question_before_nothing_arose(28)
    assert asked is not None
    assert "28 nhiệm vụ" in sentence(asked)


def test_fill_down_repeats_the_first_cell(desk: Desk) -> None:
    first, *others = tasks(desk)[:4]
    heading = next(t for t in desk.store.all(Task) if t.number == "25")
    ids = [task.id for task in others]
    empty = month_edits.fill_down(desk, period=PERIOD, field="state", source_task_id=first.id, task_ids=ids)
    assert codes(empty) == ["month.nothing_to_fill"]
    month_edits.set_cells(desk, period=PERIOD, cells=[CellEdit(first.id, "state", "2")])
    filled = month_edits.fill_down(
        desk, period=PERIOD, field="state", source_task_id=first.id, task_ids=[*ids, heading.id]
    )
    assert codes(filled) == ["month.heading_row"]
    assert {of(desk, task.id).state for task in others} == {State.IN_PROGRESS}
    history.undo(desk)
    assert len(desk.store.find(ProgressUpdate, period=PERIOD)) == 1


def test_a_finished_row_says_what_it_lacks(desk: Desk) -> None:
    task = tasks(desk)[0]
    progress.set_progress(desk, task_id=task.id, period="2026-10", state=State.IN_PROGRESS, percent=50, result="a")
    finished = month_edits.finish_row(desk, period=PERIOD, task_id=task.id)
    assert (of(desk, task.id).state, of(desk, task.id).percent) == (State.IN_PROGRESS, 50)
    assert (finished.lack, finished.missing) == (Lack.INCOMPLETE, ("result",))
    month_edits.set_cells(desk, period=PERIOD, cells=[CellEdit(task.id, "result", "Đã họp")])
    again = month_edits.finish_row(desk, period=PERIOD, task_id=task.id)
    assert (again.lack, again.edited.applied.entry) == (None, None)


def test_a_stop_without_document_and_a_day_without_done_are_warned_of(desk: Desk) -> None:
    one, other = tasks(desk)[:2]
    edited = month_edits.set_cells(
        desk, period=PERIOD, cells=[CellEdit(one.id, "state", "5"), CellEdit(other.id, "finished_on", "1/11")]
    )
    assert [w.problem.code for w in edited.warnings] == ["month.stop_needs_document", "month.day_without_done"]


def test_a_closed_month_refuses_and_keeps_everything(desk: Desk) -> None:
    task = tasks(desk)[0]
    progress.close_period(desk, period=PERIOD)
    works: tuple[Callable[[], Edited], ...] = (
        lambda: month_edits.set_cells(desk, period=PERIOD, cells=[CellEdit(task.id, "result", "a")]),
        lambda: month_edits.nothing_arose(desk, period=PERIOD, task_ids=[task.id]),
        lambda: value_edits.set_values(desk, period=PERIOD, cells=[]),
    )
    for work in works:
        with pytest.raises(Refused) as refused:
            work()
        assert refused.value.problems[0].code == "workspace.closed_period"
    assert desk.store.all(ProgressUpdate) == []


def test_values_of_indicators_are_one_step(desk: Desk) -> None:
    first, second, third = desk.store.all(Indicator)[:3]
    edited = value_edits.set_values(
        desk,
        period=PERIOD,
        cells=[
            ValueEdit(first.id, "actual", "55/56"),
            ValueEdit(first.id, "source", "Báo cáo tuần"),
            ValueEdit(second.id, "actual", "12,5,3"),
            ValueEdit(third.id, "actual", "0"),
            ValueEdit("không có", "actual", "1"),
        ],
    )
    assert codes(edited) == ["month.bad_number", "month.row_gone"]
    values = {value.indicator_id: value for value in desk.store.all(IndicatorValue)}
    assert (values[first.id].numerator, values[first.id].denominator) == (Decimal(55), Decimal(56))
    assert (values[first.id].source, values[third.id].actual) == ("Báo cáo tuần", Decimal(0))
    value_edits.clear_values(desk, period=PERIOD, cells=[(first.id, "actual"), (third.id, "actual")])
    values = {value.indicator_id: value for value in desk.store.all(IndicatorValue)}
    assert third.id not in values
    assert (values[first.id].numerator, values[first.id].source) == (None, "Báo cáo tuần")
    history.undo(desk)
    history.undo(desk)
    assert desk.store.all(IndicatorValue) == []


def test_values_as_last_period_and_down(desk: Desk) -> None:
    first, second, third = desk.store.all(Indicator)[:3]
    value_edits.set_values(desk, period="2026-09", cells=[ValueEdit(first.id, "actual", "55/56")])
    edited = value_edits.values_as_last_period(desk, period=PERIOD, indicator_ids=[first.id, second.id])
    assert codes(edited) == ["month.nothing_before"]
    (value,) = desk.store.find(IndicatorValue, indicator_id=first.id, period=PERIOD)
    assert value.numerator == Decimal(55)
    value_edits.fill_values_down(
        desk, period=PERIOD, field="actual", source_indicator_id=first.id, indicator_ids=[second.id, third.id]
    )
    assert len(desk.store.find(IndicatorValue, period=PERIOD)) == 3
    half = value_edits.set_values(desk, period=PERIOD, cells=[ValueEdit(second.id, "denominator", "")])
    assert [one.problem.code for one in half.warnings] == ["month.half_a_share"]


def test_every_sentence_of_the_month_stands_in_the_catalogue() -> None:
    assert SENTENCES.keys() <= catalogue().keys()
    assert not any(word in text for text in SENTENCES.values() for word in ("Lỗi!", " bạn ", "!"))
