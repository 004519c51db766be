"""The monthly grid under a clerk's hands: typed, moved, filled, copied, undone, by key events only."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QAbstractItemModelTester, QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from nq57desk.domain.progress import ProgressUpdate, State
from nq57desk.gui.main_window import MainWindow
from nq57desk.gui.pages.month import MonthPage
from nq57desk.workspace import open_desk
from tests.builders.offices import PERIOD
from tests.gui.conftest import Settle
from tests.gui.grid_hands import cell, key, page_of, recorded, text
from tests.gui.hands import CONTROL, press


@pytest.fixture
def page(window: MainWindow, settle: Settle) -> MonthPage:
    """The month, opened."""
    return page_of(window, settle)


def test_a_month_is_opened_before_it_is_filled_in(window: MainWindow, settle: Settle) -> None:
    window.open_page("month")
    settle(window)
    page = window.page("month")
    assert isinstance(page, MonthPage)
    assert "Kỳ tháng 11/2026 chưa mở" in page.unopened.words.text()
    page.begin_button.setFocus()
    QTest.keyClick(page.begin_button, Qt.Key.Key_Space)
    settle(window)
    assert page.grid.isVisible()
    assert page.grid.hasFocus()
    assert cell(page)[1] == "result"
    assert window.actions_by_name["undo"].text() == "Hoàn tác: mở kỳ"


def test_typing_opens_the_cell_and_enter_saves_it(
    window: MainWindow, page: MonthPage, office: Path, settle: Settle
) -> None:
    first = cell(page)[0]
    text(page, "Đã ban hành kế hoạch")
    assert page.grid.cells.open_editor() is not None
    key(page, Qt.Key.Key_Return)
    assert page.grid.cells.open_editor() is None
    at = page.model.place(first)
    assert at is not None
    column = page.model.column_of("result")
    assert column is not None
    assert page.model.data(page.model.index(at, column)) == "Đã ban hành kế hoạch"
    assert cell(page)[0] != first
    settle(window)
    assert not page.model.waiting
    assert recorded(office, first).result == "Đã ban hành kế hoạch"
    assert page.model.data(page.model.index(at, column)) == "Đã ban hành kế hoạch"
    assert window.actions_by_name["undo"].text() == "Hoàn tác: ghi tiến độ"


def test_escape_leaves_the_cell_as_it_was(window: MainWindow, page: MonthPage, office: Path, settle: Settle) -> None:
    first = cell(page)
    text(page, "thử")
    key(page, Qt.Key.Key_Escape)
    settle(window)
    assert cell(page) == first
    with open_desk(office) as desk:
        assert desk.store.all(ProgressUpdate) == []


def test_f2_goes_on_writing_and_alt_enter_breaks_the_line(
    window: MainWindow, page: MonthPage, office: Path, settle: Settle, qtbot: QtBot
) -> None:
    first = cell(page)[0]
    text(page, "Một")
    key(page, Qt.Key.Key_Return)
    key(page, Qt.Key.Key_Return, Qt.KeyboardModifier.ShiftModifier)
    press(qtbot, window, Qt.Key.Key_F2)
    key(page, Qt.Key.Key_Return, Qt.KeyboardModifier.AltModifier)
    text(page, "Hai")
    key(page, Qt.Key.Key_Tab)
    settle(window)
    assert recorded(office, first).result == "Một\nHai"
    assert cell(page) == (first, "product_document")


def test_a_digit_chooses_the_state_and_goes_on_to_the_product(
    window: MainWindow, page: MonthPage, office: Path, settle: Settle
) -> None:
    first = cell(page)[0]
    page.grid.go_to(first, "state")
    text(page, "3")
    assert cell(page) == (first, "product_document")
    text(page, "88/QĐ-UBND")
    key(page, Qt.Key.Key_Return, CONTROL)
    settle(window)
    found = recorded(office, first)
    assert found.state is State.DONE
    assert found.percent == 100
    assert found.finished_on is not None
    assert found.product_document == "88/QĐ-UBND"


def test_undo_and_redo_are_named(
    window: MainWindow, page: MonthPage, office: Path, settle: Settle, qtbot: QtBot
) -> None:
    first = cell(page)[0]
    text(page, "Lần một")
    key(page, Qt.Key.Key_Return)
    settle(window)
    press(qtbot, window, Qt.Key.Key_Z, CONTROL)
    settle(window)
    with open_desk(office) as desk:
        assert desk.store.all(ProgressUpdate) == []
    assert page.model.text_of(first, "result") == ""
    assert window.actions_by_name["redo"].text() == "Làm lại: ghi tiến độ"
    press(qtbot, window, Qt.Key.Key_Y, CONTROL)
    settle(window)
    assert recorded(office, first).result == "Lần một"


def test_what_cannot_be_read_stays_in_its_cell_with_the_reason(
    window: MainWindow, page: MonthPage, office: Path, settle: Settle
) -> None:
    first = cell(page)[0]
    page.grid.go_to(first, "percent")
    text(page, "140")
    key(page, Qt.Key.Key_Return)
    settle(window)
    assert "140" in page.notice.text
    assert page.model.text_of(first, "percent") == "140"
    page.grid.go_to(first, "percent")
    key(page, Qt.Key.Key_Escape)
    assert page.model.text_of(first, "percent") == ""
    page.grid.go_to(first, "finished_on")
    text(page, "31/02")
    key(page, Qt.Key.Key_Tab)
    settle(window)
    assert "Không đọc được “31/02” thành ngày" in page.notice.text
    page.grid.go_to(first, "result")
    page.model.setData(page.grid.currentIndex(), "x" * 20_000)
    settle(window)
    assert len(page.model.text_of(first, "result")) == 20_000
    with open_desk(office) as desk:
        assert [one for one in desk.store.all(ProgressUpdate) if one.task_id == first] == []


def test_nothing_arose_for_chosen_rows(
    window: MainWindow, page: MonthPage, office: Path, settle: Settle, qtbot: QtBot
) -> None:
    rows = [line.key for line in page.model.lines if line.row is not None]
    page.grid.go_to(rows[0], "result")
    for _step in range(2):
        key(page, Qt.Key.Key_Down, Qt.KeyboardModifier.ShiftModifier)
    chosen = page.grid.chosen_keys()
    press(qtbot, window, Qt.Key.Key_K, CONTROL)
    settle(window)
    with open_desk(office) as desk:
        done = {one.task_id for one in desk.store.all(ProgressUpdate) if one.nothing_arose}
    assert done
    assert done <= set(chosen)


def test_fill_down_copy_and_clear(
    window: MainWindow, page: MonthPage, office: Path, settle: Settle, qtbot: QtBot
) -> None:
    first = cell(page)[0]
    text(page, "Đang lấy ý kiến")
    key(page, Qt.Key.Key_Return)
    settle(window)
    page.grid.go_to(first, "result")
    key(page, Qt.Key.Key_Down, Qt.KeyboardModifier.ShiftModifier)
    second = page.grid.chosen_keys()[-1]
    press(qtbot, window, Qt.Key.Key_D, CONTROL)
    settle(window)
    assert recorded(office, second).result == "Đang lấy ý kiến"
    assert window.actions_by_name["undo"].text() == "Hoàn tác: điền xuống"
    key(page, Qt.Key.Key_C, CONTROL)
    assert QApplication.clipboard().text() == "Đang lấy ý kiến\r\nĐang lấy ý kiến\r\n"
    key(page, Qt.Key.Key_Delete)
    settle(window)
    with open_desk(office) as desk:
        assert all(not one.result for one in desk.store.all(ProgressUpdate))


def test_the_panel_follows_once_keys_rest(page: MonthPage, qtbot: QtBot) -> None:
    first, second = [line for line in page.model.lines if line.row is not None][:2]
    page.grid.go_to(first.key, "result")
    qtbot.waitUntil(lambda: page._panel_key == first.key)
    page.grid.go_to(second.key, "result")
    assert page._panel_key == first.key
    qtbot.waitUntil(lambda: page._panel_key == second.key)
    assert second.row is not None
    assert second.row.row.task.name in page.detail.name.text()


def test_the_model_keeps_its_word(page: MonthPage) -> None:
    tester = QAbstractItemModelTester(page.model, QAbstractItemModelTester.FailureReportingMode.Warning)
    page.chips.choose("late")
    page.chips.choose("all")
    page.model.wait_for([(cell(page)[0], "result", "x")], 1)
    page.model.arrived(1)
    assert tester.model() is page.model
    assert page.code == PERIOD


def test_what_is_being_typed_is_drafted_and_taken_up_again(
    window: MainWindow, page: MonthPage, office: Path, settle: Settle
) -> None:
    first = cell(page)[0]
    text(page, "Đang gõ dở")
    held = window.session.drafts.held
    assert held is not None
    assert held.text == "Đang gõ dở"
    key(page, Qt.Key.Key_Escape)
    assert window.session.drafts.held is None
    settle(window)
    page.period.step(-1)
    settle(window)
    window.open_page("month", held)
    settle(window)
    assert page.code == PERIOD
    assert recorded(office, first).result == "Đang gõ dở"


def test_a_leader_sees_what_is_late_by_body_and_changes_nothing(
    window: MainWindow, office: Path, settle: Settle
) -> None:
    window.session.look_only(True)
    settle(window)
    window.open_page("month")
    settle(window)
    page = window.page("month")
    assert isinstance(page, MonthPage)
    assert page.grid.isVisible()
    assert not page.model.writable
    assert page.view.by_lead
    page.grid.go_to(next(line.key for line in page.model.lines if line.row is not None), "percent")
    text(page, "5")
    settle(window)
    assert page.grid.cells.open_editor() is None
    with open_desk(office, read_only=True) as desk:
        assert desk.store.all(ProgressUpdate) == []
