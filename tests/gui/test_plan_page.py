"""The plan page by keys: moved, split, adjusted, deleted and restored, filtered, searched, its history told."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtTest import QAbstractItemModelTester, QTest
from PySide6.QtWidgets import QApplication, QDialog
from pytestqt.qtbot import QtBot

from nq57desk.domain.plan import Plan, PlanStatus, Task
from nq57desk.gui.dialogs.delete_task import DeleteQuestion
from nq57desk.gui.dialogs.question import Question
from nq57desk.gui.dialogs.sheet import Sheet
from nq57desk.gui.dialogs.split_form import parts_of
from nq57desk.gui.main_window import MainWindow
from nq57desk.gui.models.plan_tree import is_deleted
from nq57desk.gui.models.rows import Role
from nq57desk.gui.pages.tasks import TasksPage
from nq57desk.gui.widgets.found_cells import FoundCells
from nq57desk.gui.widgets.marked_parts import near_first
from nq57desk.usecases.plan_edits import Part
from nq57desk.workspace import open_desk
from tests.gui.conftest import Settle
from tests.gui.hands import CONTROL, names, press, shown, typed

ALT = Qt.KeyboardModifier.AltModifier
STRICT = QAbstractItemModelTester.FailureReportingMode.Fatal
DOCUMENT = "45/KH-UBND ngày 10/6/2026"


@pytest.fixture
def page(window: MainWindow) -> TasksPage:
    found = shown(window, TasksPage)
    found.table.setFocus()
    return found


def answering(do: Callable[[QDialog], None]) -> None:
    """Answer the next question as soon as it is there."""

    def answer() -> None:
        question = QApplication.activeModalWidget()
        if isinstance(question, QDialog):
            do(question)
        else:
            QTimer.singleShot(30, answer)

    QTimer.singleShot(30, answer)


def task(office: Path, task_id: str) -> Task | None:
    with open_desk(office) as desk:
        return desk.store.get(Task, task_id)


def chosen(page: TasksPage) -> str:
    return page.model.task_id(page.table.currentIndex())


def to_row(page: TasksPage, row: int) -> str:
    page.table.setCurrentIndex(page.model.index(row, 0))
    return chosen(page)


def test_the_models_keep_qts_rules(page: TasksPage) -> None:
    for model in (page.model, page.indicators, page.deleted, page.tree_model):
        QAbstractItemModelTester(model, STRICT)
    page.refresh()
    assert page.model.rowCount() > 0


def test_a_move_in_an_issued_plan_asks_first(
    page: TasksPage, window: MainWindow, office: Path, settle: Settle, qtbot: QtBot
) -> None:
    first, second = page.model.order.ids[1], page.model.order.ids[2]
    to_row(page, 2)
    asked: list[str] = []

    def refuse(question: QDialog) -> None:
        asked.append(type(question).__name__)
        question.reject()

    answering(refuse)
    press(qtbot, window, Qt.Key.Key_Up, ALT)
    qtbot.waitUntil(lambda: bool(asked))
    settle(window)
    assert page.model.order.ids[1:3] == (first, second)

    def accept(question: QDialog) -> None:
        assert isinstance(question, Question)
        question.verb_button.click()

    answering(accept)
    press(qtbot, window, Qt.Key.Key_Up, ALT)
    qtbot.waitUntil(lambda: page.model.order.ids[1:3] == (second, first), timeout=5000)
    settle(window)
    assert chosen(page) == second
    moved = task(office, second)
    assert moved is not None
    assert moved.number == "1"
    press(qtbot, window, Qt.Key.Key_Z, CONTROL)
    settle(window)
    assert page.model.order.ids[1:3] == (first, second)


def test_a_draft_is_moved_at_once(
    page: TasksPage, window: MainWindow, office: Path, settle: Settle, qtbot: QtBot
) -> None:
    answering(lambda question: question.accept())
    window.run_action("plan_status")
    settle(window)
    with open_desk(office) as desk:
        assert PlanStatus.DRAFT in {plan.status for plan in desk.store.all(Plan)}
    page.table.setFocus()
    moved = to_row(page, 1)
    press(qtbot, window, Qt.Key.Key_Down, ALT)
    settle(window)
    assert page.model.order.ids[2] == moved
    assert chosen(page) == moved


def test_alt_down_moves_only_where_the_table_is(
    page: TasksPage, window: MainWindow, settle: Settle, qtbot: QtBot
) -> None:
    before = page.model.order.ids
    page.tree.setFocus()
    press(qtbot, window, Qt.Key.Key_Down, ALT)
    settle(window)
    assert page.model.order.ids == before
    for name in ("move_up", "move_down", "delete"):
        assert window.actions_by_name[name].shortcutContext() == Qt.ShortcutContext.WidgetShortcut


def test_a_task_is_split(page: TasksPage, window: MainWindow, office: Path, settle: Settle, qtbot: QtBot) -> None:
    whole = to_row(page, 1)
    settle(window)
    window.run_action("split")
    sheet = shown(window, Sheet)
    sheet.submit()
    assert "ít nhất một" in sheet.form.error("parts")
    typed(sheet.form.inputs["parts"], "Lập danh sách | Công an phường")
    QTest.keyClick(sheet.form.inputs["parts"], Qt.Key.Key_Return)
    typed(sheet.form.inputs["parts"], "Gửi báo cáo")
    sheet.submit()
    settle(window)
    assert "theo văn bản" in sheet.notice.text
    typed(sheet.form.inputs["document"], DOCUMENT)
    press(qtbot, sheet, Qt.Key.Key_Return, CONTROL)
    settle(window)
    with open_desk(office) as desk:
        parts = [each for each in desk.store.all(Task) if each.parent_id == whole]
    assert [each.name for each in parts] == ["Lập danh sách", "Gửi báo cáo"]
    assert parts[0].lead == "Công an phường"
    row = page.model.place(parts[0].id)
    assert row is not None


def test_lines_become_parts() -> None:
    assert parts_of("A | B | C | D | E\n\n  \nX") == (Part("A", "B", "C", "D | E"), Part("X"))


def test_an_issued_plan_changes_with_its_document_and_keeps_the_tag(
    page: TasksPage, window: MainWindow, office: Path, settle: Settle
) -> None:
    changed = to_row(page, 1)
    settle(window)
    window.run_action("adjust")
    sheet = shown(window, Sheet)
    sheet.form.fill({"deadline": "Quý IV/2026"})
    sheet.submit()
    assert "văn bản" in sheet.form.error("document")
    typed(sheet.form.inputs["document"], DOCUMENT)
    sheet.submit()
    settle(window)
    after = task(office, changed)
    assert after is not None
    assert (after.deadline, after.adjusted_by) == ("Quý IV/2026", f"Điều chỉnh: {DOCUMENT}")
    name = page.model.index(page.table.currentIndex().row(), 1)
    assert page.model.data(name, Role.SECOND_MARK).words == f"Điều chỉnh · {DOCUMENT}"
    assert "Thời hạn" in page.detail.history.text()
    assert "→ “Quý IV/2026”" in page.detail.history.text()


def test_the_adjusting_form_also_adds(page: TasksPage, window: MainWindow, office: Path, settle: Settle) -> None:
    window.run_action("adjust")
    sheet = shown(window, Sheet)
    sheet.form.fill({"what": "add"})
    assert sheet.form.values()["name"] == ""
    sheet.form.fill({"name": "Nhiệm vụ bổ sung", "document": DOCUMENT})
    sheet.submit()
    settle(window)
    with open_desk(office) as desk:
        added = next(each for each in desk.store.all(Task) if each.name == "Nhiệm vụ bổ sung")
    assert added.adjusted_by == f"Bổ sung: {DOCUMENT}"
    assert page.model.place(added.id) is not None


def test_a_deleted_task_is_listed_and_comes_back(
    page: TasksPage, window: MainWindow, office: Path, settle: Settle, qtbot: QtBot
) -> None:
    before = names(office)
    gone = to_row(page, 1)
    settle(window)

    def delete(question: QDialog) -> None:
        assert isinstance(question, DeleteQuestion)
        assert question.focusWidget() is question.cancel_button
        question.verb_button.click()

    answering(delete)
    press(qtbot, window, Qt.Key.Key_Delete, CONTROL)
    qtbot.waitUntil(lambda: page.deleted.rowCount() == 1, timeout=5000)
    settle(window)
    assert task(office, gone) is None
    last = page.tree_model.index(page.tree_model.rowCount() - 1, 0)
    assert is_deleted(last)
    assert last.data() == "Đã xóa (1)"
    page.tree.setCurrentIndex(last)
    settle(window)
    page.deleted_table.setFocus()
    assert window.actions_by_name["restore"].isEnabled()
    press(qtbot, window, Qt.Key.Key_Return)
    settle(window)
    assert sorted(names(office)) == sorted(before)
    assert page.shows_tasks


def test_deleting_offers_to_stop_instead(window: MainWindow, office: Path, settle: Settle) -> None:
    before = names(office)

    def stop(question: QDialog) -> None:
        assert isinstance(question, DeleteQuestion)
        question.stop_button.click()

    answering(stop)
    window.run_action("delete")
    settle(window)
    sheet = shown(window, Sheet)
    assert sheet.form.values()["state"] == "stopped"
    sheet.reject()
    assert names(office) == before


def test_filters_narrow_and_are_kept_under_a_name(
    page: TasksPage, window: MainWindow, settle: Settle, qtbot: QtBot
) -> None:
    everything = page.model.order.tasks
    window.run_action("filters")
    settle(window)
    bar = page.filters.bar
    assert bar.isVisible()
    body = bar.lists["body"]
    assert body.count() > 2
    body.setCurrentIndex(1)
    body.activated.emit(1)
    settle(window)
    found = page.model.order.tasks
    assert 0 < found < everything
    assert body.currentText() in page.aside.text()
    bar.save_button.click()
    sheet = shown(window, Sheet)
    sheet.submit()
    assert "Đặt tên" in sheet.form.error("name")
    typed(sheet.form.inputs["name"], "Của một đơn vị")
    press(qtbot, sheet, Qt.Key.Key_Return, CONTROL)
    settle(window)
    bar.clear_button.click()
    settle(window)
    assert page.model.order.tasks >= everything
    saved = bar.saved_list
    assert saved.findData("Của một đơn vị") == 1
    saved.setCurrentIndex(1)
    saved.activated.emit(1)
    settle(window)
    assert page.model.order.tasks == found
    saved.setCurrentIndex(1)
    saved.activated.emit(1)
    settle(window)
    bar.forget_button.click()
    settle(window)
    assert saved.count() == 1
    window.run_action("filters")
    settle(window)
    assert not bar.isVisible()
    assert page.model.order.tasks == everything


def test_a_filter_that_finds_nothing_says_so(page: TasksPage, window: MainWindow, settle: Settle) -> None:
    window.run_action("filters")
    settle(window)
    page.filters.bar.fill({"state": "paused"})
    page.filters.changed.emit()
    settle(window)
    assert page.model.order.tasks == 0
    assert "Tạm dừng" in page.notice.text
    page.notice.verb.click()
    settle(window)
    assert page.model.order.tasks > 0


def test_found_words_are_marked_in_their_own_spelling(
    page: TasksPage, window: MainWindow, settle: Settle, qtbot: QtBot
) -> None:
    typed(window.search, "ke hoach")
    qtbot.wait(200)
    settle(window)
    assert page.cells.search == "ke hoach"
    assert isinstance(page.table.itemDelegate(), FoundCells)
    assert not window.grab().isNull()
    page.clear_search()
    qtbot.wait(200)
    settle(window)
    assert page.cells.search == ""


def test_a_hit_far_behind_is_brought_near() -> None:
    text = "chữ " * 100 + "đích"
    shown_text, ranges = near_first(text, ((400, 4),), 80)
    start, length = ranges[0]
    assert shown_text.startswith("…")
    assert shown_text[start : start + length] == "đích"
    assert near_first(text, ((4, 3),), 80) == (text, ((4, 3),))


def test_the_five_are_shown_per_task(page: TasksPage, qtbot: QtBot) -> None:
    qtbot.waitUntil(lambda: page.current() is not None)
    row = page.current()
    assert row is not None
    assert row.clear is not None
    number = page.model.index(page.table.currentIndex().row(), 0)
    assert page.model.data(number, Role.SECOND_MARK).words.endswith("/5")
    assert "rõ" in page.detail.clear.text()
    assert "rõ" in page.model.data(number, Qt.ItemDataRole.AccessibleTextRole)


def test_looking_only_changes_nothing(page: TasksPage, window: MainWindow) -> None:
    office = window.session.office
    assert office is not None
    window.session.office = replace(office, read_only=True)
    for name in ("edit", "delete", "adjust", "split", "move_up", "move_down", "add_task", "plan_status", "restore"):
        assert not page.can(name), name
    assert page.can("print_view")
    window.session.office = office


def test_every_part_has_a_name(page: TasksPage, window: MainWindow, settle: Settle) -> None:
    window.run_action("filters")
    settle(window)
    for part in (page.tree, page.table, page.detail, page.detail.tabs, page.indicator_table, page.deleted_table):
        assert part.accessibleName()
    for chosen_list in page.filters.bar.lists.values():
        assert chosen_list.accessibleName().startswith("Lọc theo")
