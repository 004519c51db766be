"""The ward's second computer: its bundle looked through, merged, and what differs decided in the same window."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QAbstractItemModelTester
from PySide6.QtWidgets import QFileDialog
from pytestqt.qtbot import QtBot

from nq57desk.domain.plan import Task
from nq57desk.domain.progress import ProgressUpdate
from nq57desk.gui.dialogs.changes_list import ChangesDialog
from nq57desk.gui.dialogs.conflicts import ConflictsDialog
from nq57desk.gui.main_window import MainWindow
from nq57desk.gui.pages.exchange import ExchangePage
from nq57desk.usecases import city
from nq57desk.usecases.sample_fork import Forked
from nq57desk.workspace import open_desk
from tests.builders.forked_city import DAY
from tests.gui.conftest import Settle
from tests.gui.fork_windows import Open, fork, front, opened, original
from tests.gui.hands import CONTROL, parts, press, shown

__all__ = ("fork", "opened", "original")


@pytest.fixture
def window(opened: Open, fork: Forked, settle: Settle, monkeypatch: pytest.MonkeyPatch) -> MainWindow:
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_asked: (str(fork.other_bundle), ""))
    window = opened(fork.one)
    window.open_page("exchange")
    settle(window)
    window.run_action("take_over")
    settle(window)
    return window


def lead(fork: Forked) -> str:
    with open_desk(fork.one, as_of=DAY, read_only=True) as desk:
        found = desk.store.get(Task, "t3")
    assert found is not None
    return found.lead


def test_the_preview_changes_nothing(window: MainWindow, fork: Forked, settle: Settle, qtbot: QtBot) -> None:
    dialog = front(window, ChangesDialog)
    QAbstractItemModelTester(dialog.model, QAbstractItemModelTester.FailureReportingMode.Fatal, dialog)
    assert [(one.number, [each.field for each in one.fields]) for one in dialog.model.rows] == [("3", ["lead"])]
    press(qtbot, dialog, Qt.Key.Key_Escape)
    settle(window)
    assert lead(fork) == "Phòng VH-XH"


def test_merged_and_decided_the_city_has_one_state(
    window: MainWindow, fork: Forked, settle: Settle, qtbot: QtBot, tmp_path: Path
) -> None:
    page = shown(window, ExchangePage)
    dialog = front(window, ChangesDialog)
    dialog.do_button.setFocus()
    press(qtbot, dialog, Qt.Key.Key_Return)
    settle(window)
    assert lead(fork) == "Văn phòng HĐND và UBND"
    window.rail.count_on("exchange")
    conflicts = front(window, ConflictsDialog)
    assert conflicts.windowTitle() == "Hai máy ghi khác nhau"
    assert len(conflicts.model.rows) == 5
    press(qtbot, conflicts, Qt.Key.Key_Escape)
    settle(window)
    assert page.own_button.text() == "Giải quyết 5 ô hai máy ghi khác nhau…"
    page.own_button.click()
    settle(window)
    conflicts = front(window, ConflictsDialog)
    for _one in range(5):
        press(qtbot, conflicts, Qt.Key.Key_2)
        press(qtbot, conflicts, Qt.Key.Key_Return, CONTROL)
        settle(window)
    assert conflicts.model.rows == ()
    press(qtbot, conflicts, Qt.Key.Key_Escape)
    settle(window)
    assert not page.own_button.isVisible()
    page.make_to(tmp_path / "both.nq57")
    settle(window)
    for each in parts(window, ConflictsDialog):
        each.reject()
    with open_desk(fork.city, as_of=DAY, who="Trần Thị Mẫu") as desk:
        city.merge(desk, paths=[tmp_path / "both.nq57"])
        assert desk.store.conflicts() == []
        update = desk.store.get(ProgressUpdate, "t1-u", office="99901")
    assert update is not None
    assert (update.result, update.percent) == ("Đã triển khai 3/5 hạng mục.", 75)


def test_the_same_bundle_again_is_refused_in_place(window: MainWindow, fork: Forked, settle: Settle) -> None:
    front(window, ChangesDialog).reject()
    page = shown(window, ExchangePage)
    page.second.take_over(fork.other_bundle)
    settle(window)
    front(window, ConflictsDialog).reject()
    page.second.preview(fork.other_bundle)
    settle(window)
    assert "đã nhận ngày" in page.notice.text
