"""The keyboard map (DESK 4) on the pages where it had no test of its own: each key does what the map says."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import cast

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QAction
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu, QPushButton
from pytestqt.qtbot import QtBot

from nq57desk.domain.plan import Appendix, PlanStatus
from nq57desk.domain.progress import ProgressUpdate, State
from nq57desk.gui.dialogs.question import Question
from nq57desk.gui.main_window import MainWindow
from nq57desk.gui.pages.indicators import IndicatorsPage
from nq57desk.gui.pages.month import MonthPage
from nq57desk.gui.pages.tasks import TasksPage
from nq57desk.usecases import edits, plan_edits, progress, task_list
from nq57desk.workspace import Desk, open_desk
from tests.builders.offices import DAY, PERIOD
from tests.gui.clerk import ALT, KEYPAD, MENU_KEYS, SHIFT, Clerk
from tests.gui.conftest import Settle
from tests.gui.grid_hands import cell, key, page_of, recorded, text
from tests.gui.hands import CONTROL, parts, press, shown


@pytest.fixture
def page(window: MainWindow, settle: Settle) -> MonthPage:
    """The month, opened."""
    return page_of(window, settle)


def rows(page: MonthPage) -> list[str]:
    return [line.key for line in page.model.lines if line.row is not None]


def none_recorded(office: Path) -> bool:
    with open_desk(office, read_only=True) as desk:
        return not any(one.nothing_arose for one in desk.store.all(ProgressUpdate))


def ask_for_all(window: MainWindow, page: MonthPage, answer: Qt.Key, *, verb: bool) -> list[str]:
    """Ctrl+A, Ctrl+K, and an answer to the question by a key; what was asked."""
    asked: list[str] = []
    soon = QTimer(window)
    soon.setInterval(20)

    def reply() -> None:
        if not parts(window, Question):
            return
        soon.stop()
        question = shown(window, Question)
        asked.append(f"{question.windowTitle()}|{question.verb_button.text()}")
        assert question.cancel_button.isDefault()
        where = question.verb_button if verb else question.cancel_button
        if verb:
            question.cancel_button.setFocus()
            QTest.keyClick(question.cancel_button, Qt.Key.Key_Tab, SHIFT)
            where = question.verb_button
        QTest.keyClick(where, answer)

    window.activateWindow()
    QApplication.processEvents()
    page.grid.setFocus()
    QTest.keyClick(page.grid, Qt.Key.Key_A, CONTROL)
    soon.timeout.connect(reply)
    soon.start()
    QTest.keyClick(page.grid, Qt.Key.Key_K, CONTROL)
    return asked


def test_nothing_arose_for_many_asks_in_a_real_dialog(
    window: MainWindow, page: MonthPage, office: Path, settle: Settle
) -> None:
    many = len(rows(page))
    assert many > 10
    for which in (Qt.Key.Key_Escape, Qt.Key.Key_Return):
        asked = ask_for_all(window, page, which, verb=False)
        settle(window)
        assert len(asked) == 1
        assert none_recorded(office)
    asked = ask_for_all(window, page, Qt.Key.Key_Space, verb=True)
    settle(window)
    assert asked[0].endswith(f"|Ghi {many} nhiệm vụ") or "nhiệm vụ" in asked[0]
    assert not none_recorded(office)
    assert window.actions_by_name["undo"].text() == "Hoàn tác: không phát sinh"
    window.run_action("undo")
    settle(window)
    assert none_recorded(office)


def test_today_is_a_key(window: MainWindow, page: MonthPage, office: Path, settle: Settle, qtbot: QtBot) -> None:
    first = cell(page)[0]
    page.grid.go_to(first, "finished_on")
    press(qtbot, window, Qt.Key.Key_Semicolon, CONTROL)
    settle(window)
    assert recorded(office, first).finished_on == DAY
    second = rows(page)[1]
    page.grid.go_to(second, "finished_on")
    text(page, "1")
    key(page, Qt.Key.Key_Semicolon, CONTROL)
    key(page, Qt.Key.Key_Return)
    settle(window)
    assert recorded(office, second).finished_on == DAY


def test_shift_space_chooses_the_row_and_ctrl_a_all(page: MonthPage) -> None:
    first = cell(page)[0]
    key(page, Qt.Key.Key_Space, SHIFT)
    chosen = page.grid.selectionModel().selectedIndexes()
    assert {index.row() for index in chosen} == {page.model.place(first)}
    assert len(chosen) >= page.model.columnCount() - page.grid.frozen_columns
    key(page, Qt.Key.Key_A, CONTROL)
    assert page.grid.chosen_keys() == rows(page)


def test_what_ended_earlier_is_folded_and_unfolded_by_keys(
    bare_window: MainWindow, office: Path, settle: Settle
) -> None:
    with open_desk(office, as_of=DAY) as desk:
        appendix = desk.store.all(Appendix)[0]
        own = {"lead": "Công an", "deadline": "Thường xuyên"}
        edits.add_task(desk, appendix_id=appendix.id, name="Việc đã xong từ trước", changes=own, document="KH 9")
        found = list(desk.store.search("Việc đã xong từ trước", kind="task"))
        progress.set_progress(
            desk, task_id=found[0], period="2026-09", state=State.DONE, percent=100, finished_on=DAY.replace(month=9)
        )
    bare_window.office_actions.open_office(office)
    settle(bare_window)
    page = page_of(bare_window, settle)
    heading = next(at for at, line in enumerate(page.model.lines) if line.heading == "Đã kết thúc (1)")
    assert page.model.place(found[0]) is None
    key(page, Qt.Key.Key_End, CONTROL)
    assert page.grid.currentIndex().row() == heading
    key(page, Qt.Key.Key_Space)
    assert page.model.place(found[0]) == heading + 1
    key(page, Qt.Key.Key_Down)
    assert cell(page)[0] == found[0]
    key(page, Qt.Key.Key_Up)
    key(page, Qt.Key.Key_Return)
    assert page.model.place(found[0]) is None


def test_alt_with_a_digit_of_the_top_row_chooses_a_filter(page: MonthPage, window: MainWindow, qtbot: QtBot) -> None:
    names = list(page.chips.buttons)
    for at, which in enumerate((Qt.Key.Key_1, Qt.Key.Key_2, Qt.Key.Key_3, Qt.Key.Key_4)):
        press(qtbot, window, which, ALT)
        QTest.qWait(150)
        assert page.chips.current == names[at]
    page.chips.choose("all")
    page.grid.setFocus()
    press(qtbot, window, Qt.Key.Key_2, ALT | KEYPAD)
    QTest.qWait(150)
    assert page.chips.current == "all"


def test_home_and_end_in_the_grid(page: MonthPage) -> None:
    key(page, Qt.Key.Key_Home)
    assert page.grid.currentIndex().column() == 0
    row = page.grid.currentIndex().row()
    key(page, Qt.Key.Key_End)
    assert page.grid.currentIndex().column() == page.model.columnCount() - 1
    assert page.grid.currentIndex().row() == row
    key(page, Qt.Key.Key_Home, CONTROL)
    assert page.grid.currentIndex().row() == 0
    key(page, Qt.Key.Key_End, CONTROL)
    assert page.grid.currentIndex().row() == page.model.rowCount() - 1


def test_home_and_end_in_a_list(window: MainWindow, settle: Settle) -> None:
    page = shown(window, TasksPage)
    window.activateWindow()
    page.table.setFocus()
    QTest.keyClick(page.table, Qt.Key.Key_End, CONTROL)
    settle(window)
    assert page.table.currentIndex().row() == page.model.rowCount() - 1
    QTest.keyClick(page.table, Qt.Key.Key_Home, CONTROL)
    assert page.table.currentIndex().row() <= 1
    QTest.keyClick(page.table, Qt.Key.Key_A, CONTROL)
    assert len(page.table.selectionModel().selectedRows()) > 10


@pytest.mark.parametrize("name", ["month", "indicators"])
def test_ctrl_page_keys_change_the_month(
    window: MainWindow, page: MonthPage, settle: Settle, qtbot: QtBot, name: str
) -> None:
    window.open_page(name)
    settle(window)
    shown_now = window.page(name)
    assert isinstance(shown_now, MonthPage | IndicatorsPage)
    assert page.model.lines
    shown_now.grid.setFocus()
    press(qtbot, window, Qt.Key.Key_PageUp, CONTROL)
    settle(window)
    assert shown_now.code == "2026-10"
    press(qtbot, window, Qt.Key.Key_PageDown, CONTROL)
    settle(window)
    assert shown_now.code == PERIOD


@pytest.mark.parametrize("name", ["month", "indicators"])
def test_f6_goes_through_the_regions_of_a_grid_page_and_back(
    window: MainWindow, page: MonthPage, settle: Settle, qtbot: QtBot, name: str
) -> None:
    window.open_page(name)
    settle(window)
    shown_now = window.page(name)
    assert isinstance(shown_now, MonthPage | IndicatorsPage)
    assert page.model.lines
    regions = shown_now.regions()
    assert shown_now.grid in regions
    assert len(regions) >= 3
    regions[0].setFocus()
    for region in (*regions[1:], window.search):
        press(qtbot, window, Qt.Key.Key_F6)
        assert region.hasFocus()
    for region in reversed(regions):
        press(qtbot, window, Qt.Key.Key_F6, SHIFT)
        assert region.hasFocus()


def test_ctrl_tab_leaves_the_grid(page: MonthPage) -> None:
    key(page, Qt.Key.Key_Tab, CONTROL)
    assert not page.grid.hasFocus()
    page.grid.setFocus()
    text(page, "Đang gõ")
    key(page, Qt.Key.Key_Tab, CONTROL)
    assert page.grid.cells.open_editor() is None


def test_coming_back_to_a_page_returns_to_the_same_cell(
    window: MainWindow, page: MonthPage, settle: Settle, qtbot: QtBot
) -> None:
    there = rows(page)[4]
    page.grid.go_to(there, "difficulty")
    press(qtbot, window, Qt.Key.Key_4, CONTROL)
    settle(window)
    press(qtbot, window, Qt.Key.Key_3, CONTROL)
    settle(window)
    assert cell(page) == (there, "difficulty")


@pytest.mark.qt_log_ignore("does not support", extend=True)
@pytest.mark.parametrize("name", list(MENU_KEYS))
def test_each_menu_opens_by_its_letter(window: MainWindow, qtbot: QtBot, name: str) -> None:
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    clerk = Clerk(window)
    clerk.press(MENU_KEYS[name], ALT)
    opened = QApplication.activePopupWidget()
    assert isinstance(opened, QMenu)
    assert opened is window.menus[name]
    assert opened.activeAction() is not None
    clerk.press(Qt.Key.Key_Escape)
    clerk.press(Qt.Key.Key_Escape)
    assert QApplication.activePopupWidget() is None


def test_what_is_final_has_no_chord(window: MainWindow, page: MonthPage) -> None:
    assert page.code == PERIOD
    for name in ("close_period", "open_period", "make_bundle", "receive", "restore"):
        assert window.actions_by_name[name].shortcut().isEmpty(), name
    actions = cast("list[QAction]", window.findChildren(QAction))
    buttons = cast("list[QPushButton]", window.findChildren(QPushButton))
    found = [*(each.shortcut() for each in actions), *(each.shortcut() for each in buttons)]
    keys = [each.toString() for each in found if not each.isEmpty()]
    assert not [each for each in keys if each.startswith("Ctrl+Shift") or each in ("Alt+Z", "Ctrl+Space", "Pause")]
    assert not [each for each in keys if len(each) == 1]


def test_copy_and_paste_of_one_cell_by_keys(
    window: MainWindow, page: MonthPage, office: Path, settle: Settle, qtbot: QtBot
) -> None:
    first, second = rows(page)[:2]
    page.grid.go_to(first, "result")
    text(page, "Đã gửi báo cáo")
    key(page, Qt.Key.Key_Return)
    settle(window)
    page.grid.go_to(first, "result")
    key(page, Qt.Key.Key_C, CONTROL)
    page.grid.go_to(second, "result")
    press(qtbot, window, Qt.Key.Key_V, CONTROL)
    settle(window)
    assert recorded(office, second).result == "Đã gửi báo cáo"
    assert parts(window, Question) == []


def to_draft(plan_id: str, desk: Desk, _monitor: object) -> object:
    return plan_edits.set_status(desk, plan_id=plan_id, status=PlanStatus.DRAFT)


def test_a_task_moves_by_alt_and_arrow_in_the_list(
    window: MainWindow, office: Path, settle: Settle, qtbot: QtBot
) -> None:
    with open_desk(office, as_of=DAY) as desk:
        plan_ids = [view.plan.id for view in task_list.plans(desk)]
    for plan_id in plan_ids:
        window.session.change(partial(to_draft, plan_id))
    settle(window)
    page = shown(window, TasksPage)
    page.table.setFocus()
    page.table.selectRow(3)
    settle(window)
    moved = page.model.task_id(page.table.currentIndex())
    assert moved
    at = list(page.model.order.ids).index(moved)
    press(qtbot, window, Qt.Key.Key_Down, ALT)
    settle(window)
    assert list(page.model.order.ids).index(moved) > at
    press(qtbot, window, Qt.Key.Key_Up, ALT)
    settle(window)
    assert list(page.model.order.ids).index(moved) == at
