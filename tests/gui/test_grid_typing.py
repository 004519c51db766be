"""Typing into a grid's cells as Unikey does it (Backspace, then the finished letter) and as composing methods do."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit
from pytestqt.qtbot import QtBot

from nq57desk.domain.progress import ProgressUpdate
from nq57desk.gui.main_window import MainWindow
from nq57desk.gui.pages.month import MonthPage
from nq57desk.workspace import open_desk
from tests.builders.offices import PERIOD
from tests.gui.conftest import Settle
from tests.gui.grid_hands import cell, key, page_of, recorded, text, where
from tests.gui.hands import CONTROL, press, typed

UNIKEY: tuple[tuple[Qt.Key | str, ...], ...] = (
    (Qt.Key.Key_D, Qt.Key.Key_Backspace, "đ"),
    (Qt.Key.Key_D, Qt.Key.Key_D, Qt.Key.Key_Backspace, "đ"),
    (Qt.Key.Key_D, Qt.Key.Key_D, Qt.Key.Key_Backspace, Qt.Key.Key_Backspace, "đ"),
    (Qt.Key.Key_A, Qt.Key.Key_N, Qt.Key.Key_Backspace, Qt.Key.Key_Backspace, "ân"),
)
"""What a Windows program gets: letters, and in place of some of them Backspaces and the finished ones."""


@pytest.fixture
def page(window: MainWindow, settle: Settle) -> MonthPage:
    """The month, opened."""
    return page_of(window, settle)


def hit(page: MonthPage, what: Qt.Key | str) -> None:
    if isinstance(what, str):
        text(page, what)
    else:
        key(page, what)


def plainly(qtbot: QtBot, keys: tuple[Qt.Key | str, ...]) -> str:
    """What the same keys give in a plain text field."""
    field = QLineEdit()
    qtbot.addWidget(field)
    field.show()
    for what in keys:
        if isinstance(what, str):
            typed(field, what)
        else:
            QTest.keyClick(field, what)
    return field.text()


@pytest.mark.parametrize("keys", UNIKEY)
@pytest.mark.parametrize("field", ["result", "difficulty"])
def test_unikey_from_the_key_that_opens_the_cell(
    page: MonthPage,
    office: Path,
    window: MainWindow,
    settle: Settle,
    qtbot: QtBot,
    keys: tuple[Qt.Key | str, ...],
    field: str,
) -> None:
    first = cell(page)[0]
    page.grid.go_to(first, field)
    for what in keys:
        hit(page, what)
    key(page, Qt.Key.Key_Return)
    settle(window)
    assert getattr(recorded(office, first), field) == plainly(qtbot, keys)


def test_backspace_on_a_closed_cell_does_nothing(
    window: MainWindow, page: MonthPage, office: Path, settle: Settle
) -> None:
    first = cell(page)[0]
    text(page, "Giữ nguyên")
    key(page, Qt.Key.Key_Tab)
    key(page, Qt.Key.Key_Backtab, Qt.KeyboardModifier.ShiftModifier)
    assert cell(page) == (first, "result")
    key(page, Qt.Key.Key_Backspace)
    assert page.grid.cells.open_editor() is None
    settle(window)
    assert recorded(office, first).result == "Giữ nguyên"


def test_the_keypads_point_is_a_comma_in_a_number(page: MonthPage) -> None:
    first = cell(page)[0]
    page.grid.go_to(first, "disbursed")
    text(page, "12")
    QTest.keyClick(where(page), Qt.Key.Key_Period, Qt.KeyboardModifier.KeypadModifier)
    text(page, "5")
    editor = page.grid.cells.open_editor()
    assert editor is not None
    assert editor.text() == "12,5"
    key(page, Qt.Key.Key_Escape)


def compose(page: MonthPage, half: str) -> None:
    """A word under way, as ibus and Windows Telex show it."""
    QApplication.sendEvent(where(page), QInputMethodEvent(half, []))
    QApplication.processEvents()


def by_tab(page: MonthPage, _window: MainWindow) -> None:
    page.grid.step("next")


def by_mouse(page: MonthPage, _window: MainWindow) -> None:
    index = page.model.index(page.grid.currentIndex().row() + 1, page.grid.currentIndex().column())
    QTest.mouseClick(page.grid.viewport(), Qt.MouseButton.LeftButton, pos=page.grid.visualRect(index).center())


def by_chip(page: MonthPage, _window: MainWindow) -> None:
    QTest.mouseClick(page.chips.buttons["late"], Qt.MouseButton.LeftButton)


def by_page(_page: MonthPage, window: MainWindow) -> None:
    window.open_page("indicators")


def by_period(page: MonthPage, _window: MainWindow) -> None:
    page.period.step(-1)


def by_search(_page: MonthPage, window: MainWindow) -> None:
    window.search.setFocus()


WAYS = (by_tab, by_mouse, by_chip, by_page, by_period, by_search)


@pytest.mark.parametrize("way", WAYS, ids=lambda way: str(way.__name__))
@pytest.mark.parametrize("opened", [False, True], ids=["opens the cell", "in the open cell"])
def test_a_word_half_composed_is_kept_however_the_cell_is_left(
    window: MainWindow,
    page: MonthPage,
    office: Path,
    settle: Settle,
    opened: bool,
    way: Callable[[MonthPage, MainWindow], None],
) -> None:
    first = cell(page)[0]
    if opened:
        text(page, "Một ")
    compose(page, "việ")
    way(page, window)
    settle(window)
    assert recorded(office, first).result == ("Một việ" if opened else "việ")


@pytest.mark.parametrize("keys", ["Ctrl+Z", "Ctrl+K", "Ctrl+D", "Ctrl+L", "Ctrl+Return"])
def test_nothing_fires_while_composing(
    window: MainWindow, page: MonthPage, office: Path, settle: Settle, keys: str
) -> None:
    text(page, "Một ")
    compose(page, "việ")
    which = {"Z": Qt.Key.Key_Z, "K": Qt.Key.Key_K, "D": Qt.Key.Key_D, "L": Qt.Key.Key_L, "Return": Qt.Key.Key_Return}
    QTest.keyClick(where(page), which[keys.removeprefix("Ctrl+")], CONTROL)
    settle(window)
    assert page.grid.cells.open_editor() is not None
    with open_desk(office, read_only=True) as desk:
        assert desk.store.all(ProgressUpdate) == []
    key(page, Qt.Key.Key_Escape)


def test_escape_gives_up_also_what_is_composed(
    window: MainWindow, page: MonthPage, settle: Settle, office: Path, qtbot: QtBot
) -> None:
    text(page, "Một ")
    press(qtbot, window, Qt.Key.Key_Escape)
    settle(window)
    with open_desk(office, read_only=True) as desk:
        assert desk.store.all(ProgressUpdate) == []
    assert page.code == PERIOD
