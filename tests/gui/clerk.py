"""A clerk at the keyboard: presses keys in whatever has the focus, and counts those that are no typed text."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu, QWidget

from nq57desk.gui.main_window import MainWindow
from tests.gui.hands import NO_KEY

ALT = Qt.KeyboardModifier.AltModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier
KEYPAD = Qt.KeyboardModifier.KeypadModifier
MENU_KEYS = {"file": Qt.Key.Key_T, "edit": Qt.Key.Key_S, "period": Qt.Key.Key_K, "view": Qt.Key.Key_X}
_ON_THE_PAD = {".": Qt.Key.Key_Period, **{str(n): Qt.Key(int(Qt.Key.Key_0) + n) for n in range(10)}}


class Clerk:
    """``keys`` counts keys that move or command, ``letters`` the typed ones."""

    def __init__(self, window: MainWindow) -> None:
        self.window = window
        self.keys = 0
        self.letters = 0

    def where(self) -> QWidget:
        """What gets a key now: an open menu, else what has the focus."""
        if QApplication.activeWindow() is None:
            self.window.activateWindow()  # what a window manager does once a dialog is gone
            QApplication.processEvents()
        return QApplication.activePopupWidget() or QApplication.focusWidget() or self.window

    def press(self, which: Qt.Key, modifier: Qt.KeyboardModifier = NO_KEY) -> None:
        """One key that types nothing."""
        self.keys += 1
        QTest.keyClick(self.where(), which, modifier)
        QApplication.processEvents()

    def write(self, words: str) -> None:
        """Each letter as an input method sends it when it is finished."""
        for letter in words:
            self.letters += 1
            target = self.where()
            for kind in (QKeyEvent.Type.KeyPress, QKeyEvent.Type.KeyRelease):
                QApplication.sendEvent(target, QKeyEvent(kind, 0, NO_KEY, letter))
            QApplication.processEvents()

    def write_on_the_pad(self, figure: str) -> None:
        """Digits and the point of the numeric keypad."""
        for letter in figure:
            self.letters += 1
            QTest.keyClick(self.where(), _ON_THE_PAD[letter], KEYPAD)
            QApplication.processEvents()

    def focus(self, wanted: QWidget, key: Qt.Key, most: int = 12) -> None:
        """Press a key until this part has the focus."""
        for _press in range(most):
            if wanted.hasFocus():
                return
            self.press(key)
        assert wanted.hasFocus(), wanted.accessibleName()

    def choose(self, menu: str, name: str) -> None:
        """Open a menu by its letter and go down to an action."""
        self.press(MENU_KEYS[menu], ALT)
        opened = QApplication.activePopupWidget()
        assert isinstance(opened, QMenu), menu
        wanted = self.window.actions_by_name[name]
        assert wanted.isEnabled(), name
        for _step in range(len(opened.actions())):
            if opened.activeAction() is wanted:
                break
            self.press(Qt.Key.Key_Down)
        assert opened.activeAction() is wanted, name
        self.press(Qt.Key.Key_Return)
