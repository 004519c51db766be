"""It is the 13th and sixty tasks wait: the month is filled in by key events only, at most four keys a row."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from nq57desk.domain.plan import Appendix, Task
from nq57desk.domain.progress import State
from nq57desk.gui.main_window import MainWindow
from nq57desk.gui.pages.month import MonthPage
from nq57desk.usecases import edits, month_sheet, progress
from nq57desk.workspace import open_desk
from tests.builders.offices import DAY, PERIOD
from tests.gui.conftest import Settle
from tests.gui.hands import CONTROL, NO_KEY

ROWS = 60
SHIFT = Qt.KeyboardModifier.ShiftModifier


@pytest.fixture
def sixty(office: Path) -> Path:
    """Sixty open tasks, each with a month of October behind it; none is late."""
    with open_desk(office, as_of=DAY) as desk:
        appendix = desk.store.all(Appendix)[0]
        tasks = desk.store.all(Task)
        for task in tasks:
            edits.edit_task(desk, task_id=task.id, changes={"deadline": "Thường xuyên"}, document="KH 9")
        for at in range(ROWS - len(tasks)):
            own = {"lead": "Công an", "deadline": "Thường xuyên"}
            edits.add_task(desk, appendix_id=appendix.id, name=f"Nhiệm vụ thêm {at}", changes=own, document="KH 9")
        for task in desk.store.all(Task):
            progress.set_progress(
                desk, task_id=task.id, period="2026-10", state=State.IN_PROGRESS, percent=40, result="Đang làm"
            )
    return office


class Clerk:
    """Presses keys in whatever has the focus and counts those that are no typed text."""

    def __init__(self, window: MainWindow) -> None:
        self.window = window
        self.keys = 0

    def press(self, which: Qt.Key, modifier: Qt.KeyboardModifier = NO_KEY) -> None:
        self.keys += 1
        self._send(which, modifier)

    def _send(self, which: Qt.Key, modifier: Qt.KeyboardModifier) -> None:
        target = QApplication.focusWidget() or self.window
        QTest.keyClick(target, which, modifier)
        QApplication.processEvents()

    def write(self, words: str) -> None:
        for letter in words:
            target = QApplication.focusWidget() or self.window
            for kind in (QKeyEvent.Type.KeyPress, QKeyEvent.Type.KeyRelease):
                QApplication.sendEvent(target, QKeyEvent(kind, 0, NO_KEY, letter))
            QApplication.processEvents()


def test_sixty_tasks_by_keys_only(bare_window: MainWindow, sixty: Path, settle: Settle, qtbot: QtBot) -> None:
    window = bare_window
    window.office_actions.open_office(sixty)
    settle(window)
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    clerk = Clerk(window)
    clerk.press(Qt.Key.Key_3, CONTROL)
    settle(window)
    page = window.page("month")
    assert isinstance(page, MonthPage)
    while not page.begin_button.hasFocus():
        clerk.press(Qt.Key.Key_F6)
        assert clerk.keys < 8
    clerk.press(Qt.Key.Key_Space)
    settle(window)
    assert page.grid.hasFocus()
    clerk.keys = 0
    written: dict[str, tuple[str, str]] = {}
    while page.model.row(page.grid.currentIndex()) is not None and len(written) < ROWS:
        key = page.model.cell(page.grid.currentIndex())[0]
        assert key not in written
        before, at = clerk.keys, len(written)
        if at % 3 == 0:
            written[key] = ("nothing", "")
            clerk.press(Qt.Key.Key_K, CONTROL)
        elif at % 10 == 1:
            written[key] = ("done", f"Đã xong việc {at}")
            clerk.write(f"Đã xong việc {at}")
            clerk.press(Qt.Key.Key_Tab, SHIFT)
            clerk.press(Qt.Key.Key_Tab, SHIFT)
            clerk.write("3")
            clerk.write(f"{at}/QĐ-UBND")
        else:
            written[key] = ("going", f"Đã làm được phần {at}")
            clerk.write(f"Đã làm được phần {at}")
        clerk.press(Qt.Key.Key_Return, CONTROL)
        assert clerk.keys - before <= 4
        if at % 20 == 19:
            settle(window)
    settle(window)
    assert clerk.keys <= 4 * ROWS
    with open_desk(sixty, as_of=DAY, read_only=True) as desk:
        sheet = month_sheet.month_sheet(desk, period=PERIOD)
    updates = {one.row.task.id: one.row.update for one in sheet.rows}
    assert sheet.board.rate.updated == sheet.board.rate.of == len(written)
    for key, (kind, result) in written.items():
        update = updates[key]
        assert update is not None
        if kind == "nothing":
            assert update.nothing_arose
            assert update.state is State.IN_PROGRESS
        else:
            assert update.result == result
        if kind == "done":
            assert (update.state, update.percent, update.finished_on) == (State.DONE, 100, DAY)
            assert update.product_document.endswith("/QĐ-UBND")
    assert page.rate.accessibleName().startswith(f"Tỷ lệ cập nhật: {len(written)}/{len(written)}")
