"""The window itself: opened, searched, edited, undone and imported into by keys, on a real office."""

from __future__ import annotations

from pathlib import Path
from typing import TypeVar

import pytest
from PySide6.QtCore import QEvent, Qt, QTimer
from PySide6.QtGui import QAction, QKeyEvent
from PySide6.QtWidgets import QApplication, QDialog, QLineEdit, QPlainTextEdit, QWidget
from pytestqt.qtbot import QtBot

from nq57desk.domain.plan import Task
from nq57desk.gui.clipboard import Pasted
from nq57desk.gui.dialogs.question import Question
from nq57desk.gui.dialogs.sheet import Sheet
from nq57desk.gui.main_window import MainWindow
from nq57desk.gui.pages.catalogue import PAGES, pages_for
from nq57desk.gui.pages.importing import ImportPage
from nq57desk.gui.pages.month import MonthPage
from nq57desk.gui.pages.tasks import TasksPage
from nq57desk.usecases.sample import sample_files
from nq57desk.workspace import open_desk
from tests.gui.conftest import Settle

P = TypeVar("P", bound=QWidget)
CONTROL, NO_KEY = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.NoModifier


def shown(window: MainWindow, type_: type[P]) -> P:
    """The page or dialog of this type that is shown now."""
    return next(part for part in window.findChildren(type_) if part.isVisible())


def press(qtbot: QtBot, where: QWidget, key: Qt.Key, modifier: Qt.KeyboardModifier = NO_KEY) -> None:
    """A key as the person presses it, in the widget that has the focus."""
    where.activateWindow()
    qtbot.waitUntil(where.isActiveWindow)
    focus = where.focusWidget() or where
    qtbot.keyClick(focus, key, modifier)


def typed(where: QWidget, text: str) -> None:
    """Each letter as an input method sends it when it is finished."""
    for letter in text:
        for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
            QApplication.sendEvent(where, QKeyEvent(kind, 0, NO_KEY, letter))


def names(folder: Path) -> list[str]:
    with open_desk(folder) as desk:
        return [task.name for task in desk.store.all(Task)]


def test_the_office_opens_on_its_plan(window: MainWindow) -> None:
    page = shown(window, TasksPage)
    assert "Sao Hôm" in window.windowTitle()
    assert page.tree_model.rowCount() == 2
    assert page.model.rowCount() > 20
    assert page.current() is not None
    assert page.detail.name.text() == getattr(page.current(), "name", "")
    assert not window.band.isVisible()


@pytest.mark.parametrize("name", [spec.name for spec in pages_for(is_city=False)])
def test_each_page_opens_by_its_key(window: MainWindow, settle: Settle, qtbot: QtBot, name: str) -> None:
    spec = next(spec for spec in PAGES if spec.name == name)
    press(qtbot, window, Qt.Key(Qt.Key.Key_0.value + spec.key), CONTROL)
    settle(window)
    assert window.current == name
    assert window.rail.currentIndex().data(Qt.ItemDataRole.AccessibleTextRole) == spec.words
    assert window.page(name).notice.isVisible() is False


def test_search_finds_without_marks(window: MainWindow, settle: Settle, qtbot: QtBot) -> None:
    page = shown(window, TasksPage)
    everything = page.model.order.tasks
    window.run_action("find")
    qtbot.keyClicks(window.search, "ke hoach")
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
        qtbot.keyClick(window.search, key)
    typed(window.search, "đất đai")
    qtbot.wait(200)
    settle(window)
    assert window.search.text() == "đất đai"
    assert shown(window, TasksPage).model.order.tasks >= 1


def test_nothing_found_says_so_and_keeps_everything(window: MainWindow, settle: Settle, qtbot: QtBot) -> None:
    qtbot.keyClicks(window.search, "xyzxyz")
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
    press(qtbot, sheet, Qt.Key.Key_Return, CONTROL)
    settle(window)
    row = page.current()
    assert row is not None
    assert row.name == "Tên mới <b>không đậm</b>"
    assert page.detail.name.text() == row.name
    assert window.actions_by_name["undo"].text() == "Hoàn tác: sửa nhiệm vụ"
    assert "Đã lưu" in window.status.words.text()
    press(qtbot, window, Qt.Key.Key_Z, CONTROL)
    settle(window)
    assert before in names(office)
    assert getattr(page.current(), "name", "") == before
    press(qtbot, window, Qt.Key.Key_Y, CONTROL)
    settle(window)
    assert before not in names(office)


def test_an_edit_left_with_escape_changes_nothing(window: MainWindow, office: Path, qtbot: QtBot) -> None:
    before = names(office)
    window.run_action("edit")
    sheet = shown(window, Sheet)
    typed(sheet.form.inputs["name"], "xóa hết")
    qtbot.keyClick(sheet, Qt.Key.Key_Escape)
    assert names(office) == before


def test_an_empty_name_is_refused_in_place(window: MainWindow, settle: Settle, qtbot: QtBot) -> None:
    window.run_action("edit")
    sheet = shown(window, Sheet)
    sheet.form.fill({"name": ""})
    qtbot.mouseClick(sheet.accept_button, Qt.MouseButton.LeftButton)
    settle(window)
    assert sheet.isVisible()
    assert "Tên nhiệm vụ không được để trống" in sheet.notice.text
    assert sheet.accept_button.isEnabled()
    sheet.reject()


def test_a_task_is_added_and_deleted(window: MainWindow, office: Path, settle: Settle, qtbot: QtBot) -> None:
    before = names(office)
    press(qtbot, window, Qt.Key.Key_N, CONTROL)
    sheet = shown(window, Sheet)
    sheet.form.fill({"name": "Nhiệm vụ mới thêm", "deadline": "31/12/2026"})
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


def test_deleting_is_not_done_on_enter(window: MainWindow, office: Path, settle: Settle, qtbot: QtBot) -> None:
    before = names(office)

    def enter() -> None:
        question = QApplication.activeModalWidget()
        assert isinstance(question, QDialog)
        qtbot.keyClick(question, Qt.Key.Key_Return)

    QTimer.singleShot(50, enter)
    window.run_action("delete")
    settle(window)
    assert names(office) == before


def test_progress_is_recorded_and_shown(window: MainWindow, settle: Settle, qtbot: QtBot) -> None:
    press(qtbot, window, Qt.Key.Key_R, CONTROL)
    settle(window)
    sheet = shown(window, Sheet)
    sheet.form.fill({"state": "in_progress"})
    qtbot.keyClicks(sheet.form.inputs["percent"], "140")
    typed(sheet.form.inputs["result"], "Đã trình dự thảo")
    sheet.submit()
    settle(window)
    assert sheet.isVisible()
    assert "0–100" in sheet.notice.text
    percent = sheet.form.inputs["percent"]
    assert isinstance(percent, QLineEdit)
    percent.clear()
    qtbot.keyClicks(percent, "40")
    sheet.submit()
    settle(window)
    page = shown(window, TasksPage)
    row = page.current()
    assert row is not None
    assert (row.state.value, row.percent) == ("in_progress", 40)
    assert "Đã trình dự thảo" in page.detail.recorded.text()


def test_done_suggests_a_hundred_and_a_wrong_date_stays(window: MainWindow, settle: Settle, qtbot: QtBot) -> None:
    window.run_action("progress")
    settle(window)
    sheet = shown(window, Sheet)
    sheet.form.fill({"state": "done"})
    assert sheet.form.values()["percent"] == "100"
    qtbot.keyClicks(sheet.form.inputs["finished_on"], "31/02/2026")
    sheet.submit()
    assert "31/02/2026" in sheet.form.error("finished_on")
    assert sheet.form.values()["finished_on"] == "31/02/2026"
    sheet.reject()


def test_the_month_shows_what_is_missing(window: MainWindow, settle: Settle) -> None:
    window.open_page("month", "missing")
    settle(window)
    page = shown(window, MonthPage)
    board = page.board
    assert board is not None
    missing = len(page.model.rows)
    window.run_action("progress")
    settle(window)
    sheet = shown(window, Sheet)
    sheet.form.fill({"state": "in_progress", "nothing_arose": "1"})
    sheet.submit()
    settle(window)
    page.chips.choose("missing")
    assert len(page.model.rows) == missing - 1


def test_import_is_previewed_then_applied(window: MainWindow, office: Path, settle: Settle, qtbot: QtBot) -> None:
    first = shown(window, TasksPage).current()
    assert first is not None
    window.run_action("edit")
    shown(window, Sheet).form.fill({"deadline": "Quý IV/2026"})
    shown(window, Sheet).submit()
    settle(window)
    window.import_from(sample_files()[0])
    settle(window)
    preview = shown(window, ImportPage)
    assert [change.change.value for change in preview.model.rows] == ["edited"]
    assert "1 sửa" in preview.counts.text()
    preview.table.setFocus()
    press(qtbot, window, Qt.Key.Key_Space)
    assert preview.model.taken == 0
    assert not window.actions_by_name["apply"].isEnabled()
    press(qtbot, window, Qt.Key.Key_Space)
    press(qtbot, window, Qt.Key.Key_Return, CONTROL)
    settle(window)
    assert window.current == "tasks"
    with open_desk(office) as desk:
        again = desk.store.get(Task, first.id)
    assert again is not None
    assert again.deadline == first.deadline


def test_escape_leaves_the_preview_without_a_trace(window: MainWindow, office: Path, settle: Settle) -> None:
    before = names(office)
    window.import_from(sample_files()[1])
    settle(window)
    preview = shown(window, ImportPage)
    assert preview.preview is not None
    assert "không có gì mới" in preview.notice.text
    preview.leave()
    preview.leave()
    settle(window)
    assert window.current == "tasks"
    assert names(office) == before


def test_a_file_that_is_no_table_says_so(window: MainWindow, settle: Settle, tmp_path: Path) -> None:
    file = tmp_path / "thu.docx"
    file.write_bytes(b"not a word file")
    window.import_from(file)
    settle(window)
    preview = shown(window, ImportPage)
    assert preview.preview is None
    assert len(preview.waiting.words.text()) > 20
    assert preview.again.isVisible()


def test_a_pasted_table_is_previewed(window: MainWindow, settle: Settle) -> None:
    rows = "TT\tNhiệm vụ\tCơ quan chủ trì\tThời hạn\n1\tViệc dán vào\tCông an phường\tQuý IV/2026\n2\tViệc nữa\tVăn phòng\tThường xuyên"
    window.import_from(Pasted("", rows))
    settle(window)
    preview = shown(window, ImportPage)
    assert preview.preview is not None
    assert [change.change.value for change in preview.model.rows] == ["new", "new"]


def test_f6_goes_round_all_regions(window: MainWindow, qtbot: QtBot) -> None:
    window.rail.setFocus()
    seen = []
    for _step in range(5):
        press(qtbot, window, Qt.Key.Key_F6)
        focus = window.focusWidget()
        assert focus is not None
        seen.append(focus.accessibleName())
    page = shown(window, TasksPage)
    expected = [part.accessibleName() for part in (page.tree, page.table, page.detail, window.search, window.rail)]
    assert seen == expected


def test_f8_hides_and_shows_the_panel(window: MainWindow, qtbot: QtBot) -> None:
    page = shown(window, TasksPage)
    press(qtbot, window, Qt.Key.Key_F8)
    assert not page.detail.isVisible()
    press(qtbot, window, Qt.Key.Key_F8)
    assert page.detail.isVisible()


@pytest.mark.parametrize(("width", "height", "narrow"), [(1366, 697, False), (1024, 700, True)])
def test_it_fits(window: MainWindow, settle: Settle, width: int, height: int, narrow: bool) -> None:
    for spec in pages_for(is_city=False):
        window.open_page(spec.name)
        settle(window)
    window.resize(width, height)
    settle(window)
    assert (window.width(), window.height()) == (width, height)
    assert (window.rail.width() < 100) is narrow


def test_every_control_has_a_name(window: MainWindow, settle: Settle) -> None:
    for spec in pages_for(is_city=False):
        window.open_page(spec.name)
        settle(window)
    unnamed = [
        f"{type(part).__name__} {part.objectName()}"
        for part in window.findChildren(QWidget)
        if part.focusPolicy() & Qt.FocusPolicy.TabFocus
        and not part.accessibleName()
        and not getattr(part, "text", lambda: "")()
        and not part.objectName().startswith("qt_")
        and part.isVisibleTo(window)
    ]
    assert unnamed == []


def test_no_key_is_used_twice_or_taken_from_unikey(window: MainWindow) -> None:
    keys = [
        action.shortcut().toString()
        for action in window.findChildren(QAction)
        if action.shortcut().toString() and action.parent() is window
    ]
    assert len(keys) == len(set(keys))
    assert not [key for key in keys if key.startswith("Ctrl+Shift") or key in ("Alt+Z", "Ctrl+Space", "Pause")]
