"""Work off the window's thread: every ending arrives in the window's thread, in order."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

import pytest
from PySide6.QtCore import QThread
from pytestqt.qtbot import QtBot

from nq57desk.errors import refuse
from nq57desk.gui.jobs import Line
from nq57desk.monitor import Monitor


@pytest.fixture
def line() -> Iterator[Line]:
    made = Line("test")
    yield made
    made.finish()


def test_results_come_in_order_in_the_windows_thread(qtbot: QtBot, line: Line) -> None:
    came: list[tuple[int, bool]] = []
    here = QThread.currentThread()

    def work(number: int, _monitor: Monitor) -> int:
        assert QThread.currentThread() is not here
        return number

    for number in range(5):
        job = line.add(partial(work, number))
        job.done.connect(lambda result: came.append((result, QThread.currentThread() is here)))
    qtbot.waitUntil(lambda: not line.busy)
    assert came == [(number, True) for number in range(5)]


def test_a_refusal_brings_its_problems(qtbot: QtBot, line: Line) -> None:
    def work(_monitor: Monitor) -> None:
        raise refuse("window.no_office")

    job = line.add(work)
    with qtbot.waitSignals([job.refused, job.ended]) as _both, qtbot.assertNotEmitted(job.done):
        codes: list[str] = []
        job.refused.connect(lambda problems: codes.extend(problem.code for problem in problems))
    assert codes == ["window.no_office"]


def test_a_fault_is_told_and_the_line_goes_on(qtbot: QtBot, line: Line) -> None:
    def work(_monitor: Monitor) -> None:
        raise ValueError("x")

    faults: list[BaseException] = []
    results: list[int] = []
    line.add(work).failed.connect(faults.append)
    line.add(lambda _monitor: 7).done.connect(results.append)
    qtbot.waitUntil(lambda: not line.busy)
    assert [type(fault) for fault in faults] == [ValueError]
    assert results == [7]


def test_cancelled_work_stops_at_its_next_report(qtbot: QtBot, line: Line) -> None:
    def work(monitor: Monitor) -> None:
        for step in range(10_000):
            monitor.report(step, 10_000)
            QThread.msleep(1)

    job = line.add(work)
    with qtbot.waitSignal(job.progressed):
        pass
    with qtbot.waitSignal(job.cancelled):
        job.cancel()
    qtbot.waitUntil(lambda: not line.busy)
    assert not line.busy


def test_finishing_does_the_last_thing_in_the_thread(qtbot: QtBot, line: Line) -> None:
    line.add(lambda _monitor: 1)
    qtbot.waitUntil(lambda: not line.busy)
    last: list[bool] = []
    here = QThread.currentThread()
    line.finish(lambda: last.append(QThread.currentThread() is not here))
    assert last == [True]
    assert line.isFinished()
