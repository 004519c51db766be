"""Ctrl+S on every page: what is being typed is taken, and the status bar says when everything was saved."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from nq57desk.domain.progress import ProgressUpdate
from nq57desk.gui.main_window import MainWindow
from nq57desk.gui.pages.catalogue import pages_for
from nq57desk.gui.pages.month import MonthPage
from nq57desk.gui.pages.settings import SettingsPage
from nq57desk.gui.pages.settings_parts import FormSection
from nq57desk.usecases import settings_edits
from nq57desk.workspace import open_desk
from tests.gui.conftest import Settle
from tests.gui.hands import CONTROL, press, shown, typed

SAVED = re.compile(r"Đã lưu \d\d:\d\d:\d\d")


@pytest.mark.parametrize("name", [spec.name for spec in pages_for(is_city=False)])
def test_every_page_answers(window: MainWindow, settle: Settle, qtbot: QtBot, name: str) -> None:
    window.open_page(name)
    settle(window)
    assert not SAVED.search(window.status.words.text())
    press(qtbot, window, Qt.Key.Key_S, CONTROL)
    settle(window)
    assert SAVED.search(window.status.words.text())


def test_an_open_cell_is_taken(window: MainWindow, settle: Settle, qtbot: QtBot, office: Path) -> None:
    window.open_page("month")
    settle(window)
    page = shown(window, MonthPage)
    key = next(line.key for line in page.model.lines if line.row is not None)
    page.grid.go_to(key, "result")
    page.grid.open_cell()
    editor = page.grid.cells.open_editor()
    assert editor is not None
    typed(editor, "Đã ban hành")
    press(qtbot, window, Qt.Key.Key_S, CONTROL)
    settle(window)
    with open_desk(office, read_only=True) as desk:
        assert [update.result for update in desk.store.all(ProgressUpdate)] == ["Đã ban hành"]
    assert SAVED.search(window.status.words.text())
    assert page.grid.cells.open_editor() is None


def test_a_setting_being_typed_is_taken(window: MainWindow, settle: Settle, qtbot: QtBot, office: Path) -> None:
    window.open_page("settings", "office")
    settle(window)
    section = shown(window, SettingsPage).sections["office"]
    assert isinstance(section, FormSection)
    field = section.form.inputs["papers.place"]
    field.setFocus()
    typed(field, "Sao Mai")
    press(qtbot, window, Qt.Key.Key_S, CONTROL)
    settle(window)
    with open_desk(office, read_only=True) as desk:
        assert settings_edits.read(desk).place == "Sao Mai"


def test_who_only_looks_has_nothing_to_save(window: MainWindow, settle: Settle) -> None:
    window.session.look_only(True)
    settle(window)
    assert not window.actions_by_name["keep"].isEnabled()
