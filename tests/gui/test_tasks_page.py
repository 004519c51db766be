"""Plans and tasks, and the month: searched, edited, undone and recorded by keys, on a real office."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QLabel, QLineEdit, QPlainTextEdit
from pytestqt.qtbot import QtBot

from nq57desk.domain.plan import Task
from nq57desk.gui.dialogs.question import Question
from nq57desk.gui.dialogs.sheet import Sheet
from nq57desk.gui.main_window import MainWindow
from nq57desk.gui.pages.catalogue import pages_for
from nq57desk.gui.pages.tasks import TasksPage
from nq57desk.workspace import open_desk
from tests.gui.conftest import Settle
from tests.gui.grid_hands import page_of
from tests.gui.hands import CONTROL, names, parts, press, shown, typed

DOCUMENT = "45/KH-UBND ngày 10/6/2026"
"""The sample's plans are issued: their own words change by a document only."""


def test_search_finds_without_marks(window: MainWindow, settle: Settle, qtbot: QtBot) -> None:
    page = shown(window, TasksPage)
    everything = page.model.order.tasks
    window.run_action("find")
    typed(window.search, "ke hoach")
    qtbot.wait(200)
    settle(window)
    found = [page.model.data(page.model.index(at, 1)) for at in range(page.model.rowCount())]
    assert 0 < page.model.order.tasks < everything
    qtbot.waitUntil(lambda: page.model.task(page.model.index(0, 0)) is not None)
    first = page.model.task(page.model.index(0, 0))
    assert first is not None
    assert "kế hoạch" in f"{first.name} {first.product} {first.note}".casefold()
    assert len(found) == page.model.order.tasks
    press(qtbot, window, Qt.Key.Key_Escape)
    qtbot.wait(200)
    settle(window)
    assert page.model.order.tasks == everything


def test_search_as_unikey_types(window: MainWindow, settle: Settle, qtbot: QtBot) -> None:
    window.run_action("find")
    for key in (Qt.Key.Key_D, Qt.Key.Key_D, Qt.Key.Key_Backspace, Qt.Key.Key_Backspace):
        QTest.keyClick(window.search, key)
    typed(window.search, "đất đai")
    qtbot.wait(200)
    settle(window)
    assert window.search.text() == "đất đai"
    assert shown(window, TasksPage).model.order.tasks >= 1


def test_a_space_searches_nothing_anew(window: MainWindow, settle: Settle) -> None:
    page = shown(window, TasksPage)
    typed(window.search, "ke")
    settle(window)
    resets: list[int] = []
    page.model.modelReset.connect(lambda: resets.append(1))
    typed(window.search, " ")
    settle(window)
    assert page.search == "ke "
    assert resets == []
    typed(window.search, "h")
    settle(window)
    assert resets == [1]
    assert page.cells.search == "ke h"


def test_an_answer_for_a_page_made_anew_meanwhile_is_dropped(window: MainWindow, settle: Settle) -> None:
    before = shown(window, TasksPage)
    typed(window.search, "ke")
    window.rebuild("tasks")
    settle(window)
    page = shown(window, TasksPage)
    assert page is not before
    assert page.model.order.tasks > 0


def test_nothing_found_says_so_and_keeps_everything(window: MainWindow, settle: Settle, qtbot: QtBot) -> None:
    typed(window.search, "xyzxyz")
    qtbot.wait(200)
    settle(window)
    page = shown(window, TasksPage)
    assert page.model.rowCount() == 0
    assert "xyzxyz" in page.notice.text


def test_edit_undo_redo_by_keys(window: MainWindow, office: Path, settle: Settle, qtbot: QtBot) -> None:
    page = shown(window, TasksPage)
    before = getattr(page.current(), "name", "")
    page.table.setFocus()
    press(qtbot, window, Qt.Key.Key_F2)
    sheet = shown(window, Sheet)
    name = sheet.form.inputs["name"]
    assert isinstance(name, QPlainTextEdit)
    press(qtbot, sheet, Qt.Key.Key_A, CONTROL)
    typed(name, "Tên mới <b>không đậm</b>")
    sheet.form.fill({"document": DOCUMENT})
    press(qtbot, sheet, Qt.Key.Key_Return, CONTROL)
    settle(window)
    row = page.current()
    assert row is not None
    assert row.name == "Tên mới <b>không đậm</b>"
    assert page.detail.name.text() == row.name
    assert window.actions_by_name["undo"].text() == "Hoàn tác: điều chỉnh nhiệm vụ"
    assert "Đã lưu" in window.status.words.text()
    press(qtbot, window, Qt.Key.Key_Z, CONTROL)
    settle(window)
    assert before in names(office)
    assert getattr(page.current(), "name", "") == before
    press(qtbot, window, Qt.Key.Key_Y, CONTROL)
    settle(window)
    assert before not in names(office)


def test_an_edit_left_with_escape_changes_nothing(window: MainWindow, office: Path) -> None:
    before = names(office)
    window.run_action("edit")
    sheet = shown(window, Sheet)
    typed(sheet.form.inputs["name"], "xóa hết")
    QTest.keyClick(sheet, Qt.Key.Key_Escape)
    assert names(office) == before


def test_an_empty_name_is_refused_in_place(window: MainWindow, settle: Settle) -> None:
    window.run_action("edit")
    sheet = shown(window, Sheet)
    sheet.form.fill({"name": ""})
    QTest.mouseClick(sheet.accept_button, Qt.MouseButton.LeftButton)
    settle(window)
    assert sheet.isVisible()
    assert "Tên nhiệm vụ không được để trống" in sheet.notice.text
    assert sheet.accept_button.isEnabled()
    sheet.reject()


def test_a_task_is_added_and_deleted(window: MainWindow, office: Path, settle: Settle, qtbot: QtBot) -> None:
    before = names(office)
    press(qtbot, window, Qt.Key.Key_N, CONTROL)
    sheet = shown(window, Sheet)
    sheet.form.fill({"name": "Nhiệm vụ mới thêm", "deadline": "31/12/2026", "document": DOCUMENT})
    sheet.submit()
    settle(window)
    assert sorted(names(office)) == sorted([*before, "Nhiệm vụ mới thêm"])
    page = shown(window, TasksPage)
    with open_desk(office) as desk:
        added = next(task for task in desk.store.all(Task) if task.name == "Nhiệm vụ mới thêm")
    page.show_with(added.id)
    settle(window)

    def answer() -> None:
        question = QApplication.activeModalWidget()
        assert isinstance(question, Question)
        question.verb_button.click()

    QTimer.singleShot(50, answer)
    window.run_action("delete")
    settle(window)
    assert sorted(names(office)) == sorted(before)


def test_deleting_is_not_done_on_enter(window: MainWindow, office: Path, settle: Settle) -> None:
    before = names(office)

    def enter() -> None:
        question = QApplication.activeModalWidget()
        assert isinstance(question, QDialog)
        QTest.keyClick(question, Qt.Key.Key_Return)

    QTimer.singleShot(50, enter)
    window.run_action("delete")
    settle(window)
    assert names(office) == before


def test_progress_is_recorded_and_shown(window: MainWindow, settle: Settle, qtbot: QtBot) -> None:
    press(qtbot, window, Qt.Key.Key_R, CONTROL)
    settle(window)
    sheet = shown(window, Sheet)
    sheet.form.fill({"state": "in_progress"})
    typed(sheet.form.inputs["percent"], "140")
    typed(sheet.form.inputs["result"], "Đã trình dự thảo")
    sheet.submit()
    settle(window)
    assert sheet.isVisible()
    assert "0–100" in sheet.notice.text
    percent = sheet.form.inputs["percent"]
    assert isinstance(percent, QLineEdit)
    percent.clear()
    typed(percent, "40")
    sheet.submit()
    settle(window)
    page = shown(window, TasksPage)
    row = page.current()
    assert row is not None
    assert (row.state.value, row.percent) == ("in_progress", 40)
    assert "Đã trình dự thảo" in page.detail.recorded.text()


def test_done_suggests_a_hundred_and_a_wrong_date_stays(window: MainWindow, settle: Settle) -> None:
    window.run_action("progress")
    settle(window)
    sheet = shown(window, Sheet)
    sheet.form.fill({"state": "done"})
    assert sheet.form.values()["percent"] == "100"
    typed(sheet.form.inputs["finished_on"], "31/02/2026")
    sheet.submit()
    assert "31/02/2026" in sheet.form.error("finished_on")
    assert sheet.form.values()["finished_on"] == "31/02/2026"
    sheet.reject()


def test_the_month_shows_what_is_missing(window: MainWindow, settle: Settle) -> None:
    page = page_of(window, settle)
    window.open_page("month", "missing")
    assert page.sheet is not None
    missing = sum(line.row is not None for line in page.model.lines)
    window.run_action("progress")
    settle(window)
    sheet = shown(window, Sheet)
    sheet.form.fill({"state": "in_progress", "nothing_arose": "1"})
    sheet.submit()
    settle(window)
    page.chips.choose("missing")
    assert sum(line.row is not None for line in page.model.lines) == missing - 1


HOSTILE = "<img src=x onerror=1>&nbsp;<b>đậm</b> " + "d" * 300 + " 'x'; DROP TABLE task;--"


def test_hostile_text_stays_text(window: MainWindow, settle: Settle) -> None:
    window.run_action("edit")
    sheet = shown(window, Sheet)
    sheet.form.fill({"name": HOSTILE, "lead": HOSTILE, "document": DOCUMENT})
    sheet.submit()
    settle(window)
    page = shown(window, TasksPage)
    assert page.detail.name.text() == HOSTILE
    assert page.detail.name.textFormat() == Qt.TextFormat.PlainText
    assert "<b>" not in str(page.model.data(page.table.currentIndex(), Qt.ItemDataRole.ToolTipRole))
    for spec in pages_for(is_city=False):
        window.open_page(spec.name)
        settle(window)
    assert window.width() == 1366
    formats = {label.textFormat() for label in parts(window, QLabel)}
    assert formats == {Qt.TextFormat.PlainText}


def test_a_name_of_twenty_thousand_letters_is_kept_and_painted(
    window: MainWindow, office: Path, settle: Settle
) -> None:
    long = "nhiệm vụ rất dài " * 1200
    window.run_action("edit")
    sheet = shown(window, Sheet)
    sheet.form.fill({"name": long, "document": DOCUMENT})
    sheet.submit()
    settle(window)
    assert long.strip() in names(office)
    assert not window.grab().isNull()


def test_an_appendix_of_indicators_lists_them(window: MainWindow, settle: Settle) -> None:
    page = shown(window, TasksPage)
    for at in range(page.tree_model.rowCount(page.tree_model.index(0, 0))):
        index = page.tree_model.index(at, 0, page.tree_model.index(0, 0))
        if "chỉ tiêu" in str(index.data()):
            page.tree.setCurrentIndex(index)
    settle(window)
    assert page.lists.currentWidget() is page.indicator_table
    assert page.indicators.rowCount() > 0
    assert "trang Chỉ tiêu" in page.aside.text()
    assert not window.actions_by_name["add_task"].isEnabled()
    assert window.actions_by_name["print_view"].isEnabled()
