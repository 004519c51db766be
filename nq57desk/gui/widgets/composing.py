"""Fields in which an input method (Windows Telex, ibus, fcitx) can compose a word in peace.

While a word is being composed no shortcut fires and nothing is told, searched or saved: the letters are not the
person's yet. Leaving the field by any way takes the half-composed word over as it stands.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QFocusEvent, QGuiApplication, QInputMethodEvent, QKeyEvent
from PySide6.QtWidgets import QLineEdit, QPlainTextEdit, QWidget

if TYPE_CHECKING:
    _Field = QWidget
else:
    _Field = object
_CHORD = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier


class _Composing(_Field):
    """What both kinds of field do; mixed in before the Qt class."""

    composed = ""

    def inputMethodEvent(self, event: QInputMethodEvent) -> None:
        """Know what is being composed."""
        self.composed = event.preeditString()
        super().inputMethodEvent(event)

    def settle(self) -> None:
        """Take over what is being composed."""
        if self.composed:
            _finish(self, self.composed)
            self.composed = ""

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Left by any way: what was being composed stays."""
        self.settle()
        super().focusOutEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter finishes the word that is being composed, and no chord does anything meanwhile."""
        if not self.composed:
            super().keyPressEvent(event)
        elif event.modifiers() & _CHORD:
            event.accept()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.settle()
        else:
            super().keyPressEvent(event)

    def event(self, event: QEvent) -> bool:
        """While a word is being composed every key is the input method's."""
        if event.type() == QEvent.Type.ShortcutOverride and self.composed:
            event.accept()
            return True
        return super().event(event)


class ComposingLine(_Composing, QLineEdit):
    """A line of text."""


class ComposingText(_Composing, QPlainTextEdit):
    """A text of several lines."""


def _finish(field: _Composing, composed: str) -> None:
    """First ask the input method to finish; what it leaves undone is written as it stands."""
    if field.hasFocus():
        QGuiApplication.inputMethod().commit()
    if field.composed:
        finished = QInputMethodEvent()
        finished.setCommitString(composed)
        field.inputMethodEvent(finished)


def settle_composed(within: QWidget) -> None:
    """Take over what is being composed in any field of a form, before its values are used."""
    for line in cast("list[ComposingLine]", within.findChildren(ComposingLine)):
        line.settle()
    for text in cast("list[ComposingText]", within.findChildren(ComposingText)):
        text.settle()
