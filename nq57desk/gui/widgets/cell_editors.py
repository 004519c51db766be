"""The editors of a grid's cells: a text of many lines, and a line for numbers and days.

Nothing completes or rewrites what is being typed, so that an input method that sends Backspace and then the finished
letter (Unikey) or composes (Windows Telex, ibus, fcitx) always finds its own letters. ``settle`` takes a half-composed
word over: it is called on every way of leaving a cell. While a word is being composed no shortcut fires.
"""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QGuiApplication, QInputMethodEvent, QKeyEvent, QTextCursor
from PySide6.QtWidgets import QFrame, QLineEdit, QPlainTextEdit, QWidget

from nq57desk.gui import theme
from nq57desk.wording import _

_FRAME = f"border: 2px solid {theme.ACCENT}; border-radius: 0; padding: 1px 3px; background: #FFFFFF;"


class TextEditor(QPlainTextEdit):
    """Edits a text; Alt+Enter breaks the line, Enter leaves the cell."""

    changed = Signal(str)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.touched = False
        self.confirmed = False
        self.filled = False
        self.composed = ""
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setStyleSheet(f"QPlainTextEdit {{ {_FRAME} }}")
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setTabChangesFocus(False)
        self.textChanged.connect(self._text_changed)

    def _text_changed(self) -> None:
        if self.filled:
            self.touched = True
            self.changed.emit(self.text())

    def fill(self, text: str) -> None:
        """The text to begin with, all of it chosen, so that the first letter typed replaces it."""
        self.setPlainText(text)
        self.selectAll()
        self.filled = True

    def to_end(self) -> None:
        """Go on writing behind what is there."""
        self.moveCursor(QTextCursor.MoveOperation.End)

    def text(self) -> str:
        """What stands in it."""
        return self.toPlainText()

    def insert(self, text: str) -> None:
        """Write at the cursor."""
        self.insertPlainText(text)

    def settle(self) -> None:
        """Take over what is still being composed."""
        _settle(self, self.composed)
        self.composed = ""

    def inputMethodEvent(self, event: QInputMethodEvent) -> None:
        """Know what is being composed."""
        self.composed = event.preeditString()
        self.touched = self.touched or bool(self.composed)
        super().inputMethodEvent(event)

    def event(self, event: QEvent) -> bool:
        """While a word is being composed every key is the input method's."""
        if event.type() == QEvent.Type.ShortcutOverride and self.composed:
            event.accept()
            return True
        return super().event(event)


class LineEditor(QLineEdit):
    """Edits a number or a day; the keypad's point types a comma in a number, Ctrl+; is today."""

    changed = Signal(str)

    def __init__(self, parent: QWidget, *, number: bool, today: date) -> None:
        super().__init__(parent)
        self.touched = False
        self.confirmed = False
        self.filled = False
        self.composed = ""
        self._number, self._today = number, today
        self.setStyleSheet(f"QLineEdit {{ {_FRAME} }}")
        if not number:
            self.setPlaceholderText(_("28/02/2026"))
        self.textChanged.connect(self._text_changed)

    def _text_changed(self, text: str) -> None:
        if self.filled:
            self.touched = True
            self.changed.emit(text)

    def fill(self, text: str) -> None:
        """The text to begin with, all of it chosen."""
        self.setText(text)
        self.selectAll()
        self.filled = True

    def to_end(self) -> None:
        """Go on writing behind what is there."""
        self.end(False)

    def settle(self) -> None:
        """Take over what is still being composed."""
        _settle(self, self.composed)
        self.composed = ""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """The keypad's point, and today."""
        keypad = bool(event.modifiers() & Qt.KeyboardModifier.KeypadModifier)
        if self._number and keypad and event.key() in (Qt.Key.Key_Period, Qt.Key.Key_Comma):
            self.insert(",")
        elif event.key() == Qt.Key.Key_Semicolon and event.modifiers() == Qt.KeyboardModifier.ControlModifier:
            self.setText(f"{self._today:%d/%m/%Y}")
        else:
            super().keyPressEvent(event)

    def inputMethodEvent(self, event: QInputMethodEvent) -> None:
        """Know what is being composed."""
        self.composed = event.preeditString()
        self.touched = self.touched or bool(self.composed)
        super().inputMethodEvent(event)

    def event(self, event: QEvent) -> bool:
        """While a word is being composed every key is the input method's; Ctrl+; is this line's own."""
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent):
            today = event.key() == Qt.Key.Key_Semicolon and event.modifiers() == Qt.KeyboardModifier.ControlModifier
            if self.composed or (today and not self._number):
                event.accept()
                return True
        return super().event(event)


Editor = TextEditor | LineEditor


def _settle(editor: TextEditor | LineEditor, composed: str) -> None:
    """First ask the input method to finish; what it leaves undone is written as it stands."""
    if not composed:
        return
    before = editor.text()
    if editor.hasFocus():
        QGuiApplication.inputMethod().commit()
    if editor.composed and editor.text() == before:
        finished = QInputMethodEvent()
        finished.setCommitString(composed)
        editor.inputMethodEvent(finished)
