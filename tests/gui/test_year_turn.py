"""Chuyển sang năm mới in the window: opened, chosen by keys, accepted, refused, given up."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit
from pytestqt.qtbot import QtBot

from nq57desk.domain.indicators import Indicator
from nq57desk.domain.plan import Plan, PlanStatus, Task
from nq57desk.gui.dialogs.year_turn import YearTurn
from nq57desk.gui.main_window import MainWindow
from nq57desk.workspace import open_desk
from tests.gui.conftest import Settle
from tests.gui.hands import CONTROL, parts, press, shown, typed


@pytest.fixture
def dialog(window: MainWindow, settle: Settle) -> YearTurn:
    window.run_action("new_year")
    settle(window)
    return shown(window, YearTurn)


def made(office: Path) -> list[Plan]:
    with open_desk(office) as desk:
        return [plan for plan in desk.store.all(Plan) if plan.year == 2027]


def test_the_offer_is_shown_and_nothing_written(dialog: YearTurn, office: Path) -> None:
    assert dialog.turn is not None
    assert dialog.turn.year == 2027
    assert len(dialog.tasks.ids()) == dialog.tasks.rowCount() > 30
    assert dialog.words.text().startswith("Năm 2027: ")
    assert f"{dialog.indicators.rowCount()} chưa có mục tiêu mới" in dialog.words.text()
    name = dialog.tasks.item(0, 2)
    assert name is not None
    assert name.text()
    assert made(office) == []


def test_rows_are_ticked_and_targets_typed_by_keys(
    dialog: YearTurn, window: MainWindow, office: Path, settle: Settle, qtbot: QtBot
) -> None:
    count = dialog.tasks.rowCount()
    dialog.tasks.setFocus()
    dialog.tasks.setCurrentCell(0, 0)
    QTest.keyClick(dialog.tasks, Qt.Key.Key_Space)
    assert len(dialog.tasks.ids()) == count - 1
    dialog.lists.setCurrentIndex(1)
    dialog.indicators.setFocus()
    dialog.indicators.setCurrentCell(0, 5)
    QTest.keyClick(dialog.indicators, Qt.Key.Key_F2)
    editor = shown(dialog.indicators, QLineEdit)
    typed(editor, "≥ 95%")
    QTest.keyClick(editor, Qt.Key.Key_Return)
    first = dialog.indicators.item(0, 5)
    assert first is not None
    qtbot.waitUntil(lambda: first.text() == "≥ 95%")
    dialog.same_button.click()
    assert first.text() == "≥ 95%"
    assert "(0 chưa có mục tiêu mới)" in dialog.words.text()
    dialog.number.setText("05")
    dialog.day.setText("05/01/2027")
    press(qtbot, dialog, Qt.Key.Key_Return, CONTROL)
    settle(window)
    assert parts(window, YearTurn) == []
    (plan,) = made(office)
    assert (plan.number, plan.status) == ("05", PlanStatus.ISSUED)
    with open_desk(office) as desk:
        assert len([task for task in desk.store.all(Task, plan_id=plan.id) if task.lead]) <= count - 1
        assert "≥ 95%" in {one.target for one in desk.store.all(Indicator, plan_id=plan.id)}
    assert "chuyển sang kế hoạch mới" in window.actions_by_name["undo"].text()
    window.run_action("undo")
    settle(window)
    assert made(office) == []


def test_a_day_that_is_none_is_told_and_everything_stays(
    dialog: YearTurn, window: MainWindow, office: Path, settle: Settle
) -> None:
    dialog.day.setText("31/02/2027")
    dialog.accept_button.click()
    settle(window)
    assert "31/02/2027" in dialog.notice.text
    assert dialog.day.text() == "31/02/2027"
    assert dialog.accept_button.isEnabled()
    assert made(office) == []


def test_nothing_ticked_makes_nothing(dialog: YearTurn) -> None:
    for at in (0, 1):
        dialog.lists.setCurrentIndex(at)
        dialog.all_button.click()
    assert dialog.tasks.ids() == []
    assert not dialog.accept_button.isEnabled()


def test_another_year_keeps_what_was_chosen(dialog: YearTurn, window: MainWindow, settle: Settle) -> None:
    dialog.tasks.tick([1, 2])
    kept = dialog.tasks.ids()
    dialog.years.setCurrentIndex(1)
    dialog.years.activated.emit(1)
    settle(window)
    assert dialog.turn is not None
    assert dialog.turn.year == 2028
    assert dialog.tasks.ids() == kept


def test_escape_gives_up(dialog: YearTurn, window: MainWindow, office: Path, settle: Settle) -> None:
    QTest.keyClick(dialog, Qt.Key.Key_Escape)
    settle(window)
    assert parts(window, YearTurn) == []
    assert made(office) == []
