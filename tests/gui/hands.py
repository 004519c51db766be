"""A person's hands for tests: keys, letters as an input method sends them, and what is seen on the window."""

from __future__ import annotations

from pathlib import Path
from typing import TypeVar, cast

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from nq57desk.domain.plan import Task
from nq57desk.workspace import open_desk

P = TypeVar("P", bound=QWidget)
CONTROL, NO_KEY = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.NoModifier


def parts(window: QWidget, type_: type[P]) -> list[P]:
    """All parts of this type that are shown now."""
    found = cast("list[P]", window.findChildren(type_))
    return [part for part in found if part.isVisible()]


def shown(window: QWidget, type_: type[P]) -> P:
    """The page or dialog of this type that is shown now."""
    return parts(window, type_)[0]


def press(qtbot: QtBot, where: QWidget, key: Qt.Key, modifier: Qt.KeyboardModifier = NO_KEY) -> None:
    """A key as the person presses it, in the widget that has the focus."""
    where.activateWindow()
    qtbot.waitUntil(where.isActiveWindow)
    QTest.keyClick(where.focusWidget() or where, key, modifier)


def typed(where: QWidget, text: str) -> None:
    """Each letter as an input method sends it when it is finished."""
    for letter in text:
        for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
            QApplication.sendEvent(where, QKeyEvent(kind, 0, NO_KEY, letter))


def names(folder: Path) -> list[str]:
    with open_desk(folder) as desk:
        return [task.name for task in desk.store.all(Task)]
