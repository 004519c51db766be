"""Unikey and composing input methods in every field of the window: nothing is lost, nothing fires half-way."""

from __future__ import annotations

from pathlib import Path
from typing import cast

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QLineEdit, QPlainTextEdit, QWidget

from nq57desk.domain.plan import Task
from nq57desk.gui import screenshots
from nq57desk.gui.clipboard import Pasted
from nq57desk.gui.dialogs.reason import ask_reason
from nq57desk.gui.dialogs.sheet import Sheet
from nq57desk.gui.main_window import MainWindow
from nq57desk.gui.pages.importing import ImportPage
from nq57desk.gui.pages.month import MonthPage
from nq57desk.gui.pages.tasks import TasksPage
from nq57desk.gui.widgets.import_grid import CellText
from nq57desk.workspace import open_desk
from tests.builders.offices import DAY
from tests.gui.conftest import Settle
from tests.gui.grid_hands import cell, page_of, recorded, text
from tests.gui.hands import CONTROL, parts, shown, typed

Field = QLineEdit | QPlainTextEdit


def fields_of(what: QWidget) -> list[Field]:
    """The fields that can be typed into now."""
    found: list[Field] = [*parts(what, QLineEdit), *parts(what, QPlainTextEdit)]
    return [each for each in found if each.isEnabled() and not each.isReadOnly()]


def text_of(field: Field) -> str:
    return field.text() if isinstance(field, QLineEdit) else field.toPlainText()


def write(field: Field, words: str) -> None:
    if isinstance(field, QLineEdit):
        field.setText(words)
    else:
        field.setPlainText(words)


def unikey(field: Field) -> str:
    """ "dd" as Unikey on Windows gives it: the letter, the letter, a Backspace, another one, the finished letter."""
    write(field, "")
    QTest.keyClick(field, Qt.Key.Key_D)
    QTest.keyClick(field, Qt.Key.Key_D)
    QTest.keyClick(field, Qt.Key.Key_Backspace)
    QTest.keyClick(field, Qt.Key.Key_Backspace)
    typed(field, "đ")
    return text_of(field)


def compose(field: QWidget, half: str, finished: str = "") -> None:
    """A word under way, or finished, as ibus and Windows Telex show it."""
    event = QInputMethodEvent(half, [])
    if finished:
        event.setCommitString(finished)
    QApplication.sendEvent(field, event)


def test_unikey_and_composing_in_every_field_of_every_page_and_dialog(
    bare_window: MainWindow, office: Path, tmp_path: Path
) -> None:
    seen: set[str] = set()
    for name, part in screenshots.scenes(bare_window, office, tmp_path, DAY):
        screenshots.settle(bare_window)
        if name == "month-dang-go" or name.startswith("cai-dat"):
            screenshots.shut(bare_window)
            continue  # the open cell has tests of its own; a setting is a setting at once
        dialog = isinstance(part, QDialog)
        for field in fields_of(part):
            if not dialog and field is bare_window.search:
                continue
            before = text_of(field)
            assert unikey(field) == "đ", (name, field.accessibleName())
            field.setFocus()
            compose(field, "việ")
            assert text_of(field) == "đ", (name, field.accessibleName())
            QTest.keyClick(field, Qt.Key.Key_Return, CONTROL)
            assert part.isVisible(), name
            compose(field, "", "việc")
            assert text_of(field) == "đviệc", (name, field.accessibleName())
            write(field, before)
            seen.add(f"{name}/{field.objectName() or field.accessibleName()}")
        screenshots.shut(bare_window)
    assert len(seen) >= 25, sorted(seen)


def test_a_word_half_composed_in_a_form_counts_when_it_is_submitted(window: MainWindow) -> None:
    taken: list[str] = []
    sheet = ask_reason(window, "Mở lại kỳ", "Mở lại", "Mở lại kỳ", lambda _sheet, reason: taken.append(reason))
    field = sheet.form.inputs["reason"]
    field.setFocus()
    typed(field, "Bổ sung ")
    compose(field, "số")
    QTest.mouseClick(sheet.accept_button, Qt.MouseButton.LeftButton)
    assert taken == ["Bổ sung số"]
    sheet.reject()


def test_composing_in_the_search_box_searches_only_finished_words(window: MainWindow, settle: Settle) -> None:
    page = shown(window, TasksPage)
    whole = page.model.rowCount()
    window.activateWindow()
    window.search.setFocus()
    said: list[str] = []
    window.search.searched.connect(said.append)
    compose(window.search, "nhie")
    settle(window)
    assert said == []
    assert page.model.rowCount() == whole
    for key in (Qt.Key.Key_Z, Qt.Key.Key_3, Qt.Key.Key_F):
        QTest.keyClick(window.search, key, CONTROL)
    QTest.keyClick(window.search, Qt.Key.Key_Escape)
    QTest.keyClick(window.search, Qt.Key.Key_F8)
    settle(window)
    assert window.current == "tasks"
    assert window.search.hasFocus()
    compose(window.search, "", "zzzz")
    settle(window)
    assert said == ["zzzz"]
    assert page.model.rowCount() == 0
    window.search.clear()
    settle(window)
    assert unikey(window.search) == "đ"
    settle(window)
    assert said[-1] == "đ"


def test_a_word_half_composed_in_the_search_box_is_kept_when_it_is_left(window: MainWindow, settle: Settle) -> None:
    page = shown(window, TasksPage)
    window.activateWindow()
    window.search.setFocus()
    compose(window.search, "zzzz")
    page.table.setFocus()
    settle(window)
    assert window.search.text() == "zzzz"


def test_a_letter_in_a_list_opens_the_find_field_and_unikey_goes_on_there(window: MainWindow, settle: Settle) -> None:
    page = shown(window, TasksPage)
    window.activateWindow()
    page.table.setFocus()
    QTest.keyClick(page.table, Qt.Key.Key_D)
    assert window.search.hasFocus()
    for key in (Qt.Key.Key_D, Qt.Key.Key_Backspace, Qt.Key.Key_Backspace):
        QTest.keyClick(window.search, key)
    typed(window.search, "đ")
    settle(window)
    assert window.search.text() == "đ"


def test_a_word_half_composed_in_a_cell_is_saved_when_the_window_closes(
    window: MainWindow, office: Path, settle: Settle
) -> None:
    page = page_of(window, settle)
    first = cell(page)[0]
    text(page, "Đã làm ")
    editor = page.grid.cells.open_editor()
    assert editor is not None
    compose(editor, "xo")
    window.close()
    assert recorded(office, first).result == "Đã làm xo"


@pytest.mark.parametrize("name", ["difficulty", "proposal"])
@pytest.mark.parametrize("way", ["grid", "page", "search", "close"])
def test_a_word_half_composed_in_the_panel_is_kept_however_it_is_left(
    window: MainWindow, office: Path, settle: Settle, name: str, way: str
) -> None:
    page = page_of(window, settle)
    first = cell(page)[0]
    field = page.detail.texts[name]
    field.setFocus()
    typed(field, "Thiếu ")
    compose(field, "ng")
    QTest.keyClick(field, Qt.Key.Key_K, CONTROL)
    if way == "grid":
        page.grid.setFocus()
    elif way == "page":
        window.open_page("indicators")
    elif way == "search":
        window.search.setFocus()
    else:
        window.close()
    if way != "close":
        settle(window)
    assert getattr(recorded(office, first), name) == "Thiếu ng"
    assert not recorded(office, first).nothing_arose


@pytest.fixture
def preview(window: MainWindow, settle: Settle) -> ImportPage:
    """One new row."""
    window.import_from(Pasted("", "TT\tNhiệm vụ\tCơ quan chủ trì\tThời hạn\n1\tDữ liệu\tCông an phường\tThường xuyên"))
    settle(window)
    window.activateWindow()
    return shown(window, ImportPage)


@pytest.mark.parametrize("opened", [False, True], ids=["opens the cell", "in the open cell"])
@pytest.mark.parametrize("way", ["next cell", "search", "Tab", "commit"])
def test_composing_in_a_cell_of_an_import_preview(
    preview: ImportPage, window: MainWindow, settle: Settle, office: Path, opened: bool, way: str
) -> None:
    table = preview.table
    table.setFocus()
    table.setCurrentIndex(preview.model.index(0, 2))
    if opened:
        QTest.keyClick(table, Qt.Key.Key_F2)
        typed(shown(table, CellText), "Dữ ")
    compose(shown(table, CellText) if opened else table, "liệ")
    QTest.keyClick(QApplication.focusWidget() or table, Qt.Key.Key_Return, CONTROL)
    settle(window)
    assert window.current == "importing"
    field = shown(table, CellText)
    if way == "next cell":
        table.setCurrentIndex(preview.model.index(0, 3))
    elif way == "search":
        window.search.setFocus()
    elif way == "Tab":
        compose(QApplication.focusWidget() or table, "", "liệ")
        QTest.keyClick(field, Qt.Key.Key_Tab)
    else:
        compose(QApplication.focusWidget() or table, "", "liệ")
        QTest.keyClick(field, Qt.Key.Key_Return)
    settle(window)
    assert preview.model.data(preview.model.index(0, 2)) == ("Dữ liệ" if opened else "liệ")
    with open_desk(office, read_only=True) as desk:
        assert all(task.name != "Dữ liệ" for task in desk.store.all(Task))


def test_composing_in_a_cell_of_the_indicators(window: MainWindow, settle: Settle) -> None:
    window.open_page("indicators")
    settle(window)
    page = window.page("indicators")
    grid = getattr(page, "grid", None)
    assert grid is not None
    assert not isinstance(page, MonthPage)
    window.activateWindow()
    grid.setFocus()
    row = grid.currentIndex().row()
    at = grid.grid.column_of("explanation")
    grid.make_current(grid.grid.index(row, at))
    compose(grid, "chậ")
    window.search.setFocus()
    settle(window)
    assert grid.grid.index(row, at).data() == "chậ"


def test_the_form_of_a_task_takes_unikey_and_keeps_it(window: MainWindow, settle: Settle) -> None:
    page = shown(window, TasksPage)
    page.doing.add()
    settle(window)
    sheet = shown(window, Sheet)
    field = cast(Field, sheet.form.inputs["name"])
    field.setFocus()
    assert unikey(field) == "đ"
    sheet.reject()
