"""Recording progress, closing and opening a period again."""

from __future__ import annotations

from datetime import date

import pytest

from nq57desk.domain.periods import ReportingPeriod
from nq57desk.domain.plan import Task
from nq57desk.domain.progress import State
from nq57desk.domain.timeliness import Timeliness
from nq57desk.errors import Refused
from nq57desk.usecases import progress, task_list
from nq57desk.workspace import Desk, open_desk

PERIOD = "2026-11"


def task_named(desk: Desk, start: str) -> Task:
    return next(t for t in desk.store.all(Task) if t.name.startswith(start))


def test_an_update_is_recorded_and_read_back(desk: Desk) -> None:
    task = task_named(desk, "Làm sạch dữ liệu đất đai")
    progress.set_progress(
        desk, task_id=task.id, period=PERIOD, state=State.IN_PROGRESS, percent=60, result="Đã làm  sạch 60%."
    )
    (update,) = progress.updates(desk, task_id=task.id)
    assert (update.state, update.percent, update.result) == (State.IN_PROGRESS, 60, "Đã làm sạch 60%.")
    assert (update.by, update.recorded_on) == ("Nguyễn Văn Thử", date(2026, 11, 13))
    row = next(r for r in task_list.tasks(desk, period=PERIOD) if r.id == task.id)
    assert (row.state, row.percent, row.timeliness) == (State.IN_PROGRESS, 60, Timeliness.IN_TIME)


def test_what_is_not_given_stays_as_recorded(desk: Desk) -> None:
    task = task_named(desk, "Làm sạch dữ liệu đất đai")
    progress.set_progress(desk, task_id=task.id, period=PERIOD, state=State.IN_PROGRESS, difficulty="Thiếu người")
    progress.set_progress(desk, task_id=task.id, period=PERIOD, state=State.IN_PROGRESS, percent=70)
    (update,) = progress.updates(desk, task_id=task.id)
    assert (update.difficulty, update.percent) == ("Thiếu người", 70)


def test_the_same_again_changes_nothing(desk: Desk) -> None:
    task = task_named(desk, "Làm sạch dữ liệu đất đai")
    progress.set_progress(desk, task_id=task.id, period=PERIOD, state=State.DONE, percent=100, result="Xong")
    again = progress.set_progress(desk, task_id=task.id, period=PERIOD, state=State.DONE, percent=100, result="Xong")
    assert again.entry is None


def test_done_has_its_day_by_the_product_or_the_day_of_recording(desk: Desk) -> None:
    task = task_named(desk, "Làm sạch dữ liệu đất đai")
    progress.set_progress(
        desk, task_id=task.id, period=PERIOD, state=State.DONE, product_date=date(2026, 11, 4), result="Xong"
    )
    assert progress.updates(desk, task_id=task.id)[0].finished_on == date(2026, 11, 4)
    other = task_named(desk, "Số hóa sổ hộ tịch")
    progress.set_progress(desk, task_id=other.id, period=PERIOD, state=State.DONE, result="Xong")
    assert progress.updates(desk, task_id=other.id)[0].finished_on == date(2026, 11, 13)
    rows = {r.id: r.timeliness for r in task_list.tasks(desk, period=PERIOD)}
    assert rows[task.id] is Timeliness.DONE_IN_TIME
    assert rows[other.id] is Timeliness.DONE_LATE


def test_a_later_correction_does_not_make_a_timely_update_late(desk: Desk) -> None:
    task = task_named(desk, "Làm sạch dữ liệu đất đai")
    progress.set_progress(desk, task_id=task.id, period=PERIOD, state=State.IN_PROGRESS, result="Đã làm một phần")
    folder = desk.folder
    desk.close()
    with open_desk(folder, as_of=date(2026, 11, 25)) as later:
        progress.set_progress(later, task_id=task.id, period=PERIOD, state=State.IN_PROGRESS, result="Sửa chính tả")
        (update,) = progress.updates(later, task_id=task.id)
    assert update.recorded_on == date(2026, 11, 13)
    assert update.result == "Sửa chính tả"


@pytest.mark.parametrize(
    ("period", "percent", "code"),
    [
        ("2026-13", 10, "workspace.bad_period"),
        ("2026-Q4", 10, "workspace.not_a_month"),
        (PERIOD, 140, "workspace.bad_percent"),
        (PERIOD, -1, "workspace.bad_percent"),
    ],
)
def test_what_cannot_be_is_refused(desk: Desk, period: str, percent: int, code: str) -> None:
    task = task_named(desk, "Làm sạch dữ liệu đất đai")
    with pytest.raises(Refused) as refused:
        progress.set_progress(desk, task_id=task.id, period=period, state=State.IN_PROGRESS, percent=percent)
    assert refused.value.problems[0].code == code
    assert progress.updates(desk, task_id=task.id) == ()


def test_a_period_closes_with_its_warning_list_and_then_refuses_changes(desk: Desk) -> None:
    task = task_named(desk, "Làm sạch dữ liệu đất đai")
    progress.set_progress(desk, task_id=task.id, period=PERIOD, state=State.IN_PROGRESS, result="Đang làm")
    closed = progress.close_period(desk, period=PERIOD)
    assert closed.updated == 1
    assert closed.of == len(closed.missing) + 1
    assert task.id not in closed.missing
    assert {line.reason for line in closed.warning_list} == {"not_updated"}
    with pytest.raises(Refused) as refused:
        progress.set_progress(desk, task_id=task.id, period=PERIOD, state=State.DONE)
    assert refused.value.problems[0].code == "workspace.closed_period"


def test_a_reopened_period_is_the_next_edition(desk: Desk) -> None:
    assert progress.close_period(desk, period=PERIOD).edition == 1
    progress.open_period(desk, period=PERIOD, reason="Bổ sung số liệu")
    assert progress.close_period(desk, period=PERIOD).edition == 2
    with pytest.raises(Refused):
        progress.close_period(desk, period=PERIOD)
    (kept,) = desk.store.all(ReportingPeriod)
    assert (kept.edition, kept.closed_on) == (2, date(2026, 11, 13))


def test_a_stop_without_its_document_keeps_the_period_open(desk: Desk) -> None:
    task = task_named(desk, "Làm sạch dữ liệu đất đai")
    progress.set_progress(desk, task_id=task.id, period=PERIOD, state=State.STOPPED)
    with pytest.raises(Refused) as refused:
        progress.close_period(desk, period=PERIOD)
    assert refused.value.problems[0].code.startswith("closing.")
    progress.set_progress(desk, task_id=task.id, period=PERIOD, state=State.STOPPED, stopped_by="12/TB-UBND")
    assert progress.close_period(desk, period=PERIOD).of == closed_of(desk)


def closed_of(desk: Desk) -> int:
    """All rows but the one group row and the stopped task."""
    return desk.store.count(Task) - 2


def test_opening_what_is_not_closed_is_refused(desk: Desk) -> None:
    with pytest.raises(Refused) as refused:
        progress.open_period(desk, period=PERIOD, reason="–")
    assert refused.value.problems[0].code == "workspace.period_not_closed"
