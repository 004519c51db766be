"""No English is left in Qt's own dialogs: each is opened, and every word that it asks for has its Vietnamese."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import cache
from typing import cast

import pytest
from PySide6.QtPrintSupport import QPrintDialog, QPrinter, QPrintPreviewDialog
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QColorDialog,
    QDateEdit,
    QDialog,
    QDialogButtonBox,
    QFileDialog,
    QLineEdit,
    QMessageBox,
    QPlainTextEdit,
    QProgressDialog,
    QTextBrowser,
    QTextEdit,
    QWidget,
)
from pytestqt.qtbot import QtBot

from nq57desk.gui.qt_words import WORDS, QtWords

_NO_WORDS = ("QShortcut", "QPageSize", "QFontDatabase", "QLibrary")
"""Keys as the keyboard names them, paper sizes, scripts, faults of libraries: nothing to translate."""
_NOT_SHOWN = {"Form", "...", "Alt+Left", "Alt+Right", "Alt+Up"}


class Listening(QtWords):
    """Remembers what was asked for and is not known."""

    def __init__(self, parent: QApplication) -> None:
        super().__init__(parent)
        self.missing: set[str] = set()

    def translate(self, context: str, source: str, disambiguation: str | None = None, n: int = -1) -> str:
        if source not in WORDS and source not in _NOT_SHOWN and context not in _NO_WORDS:
            self.missing.add(f"{context}: {source}")
        return super().translate(context, source, disambiguation, n)


@pytest.fixture
def listening(qtbot: QtBot) -> Iterator[Listening]:
    assert qtbot is not None
    app = cast(QApplication, QApplication.instance())
    words = Listening(app)
    app.installTranslator(words)
    yield words
    app.removeTranslator(words)
    words.deleteLater()


def _buttons() -> QWidget:
    box = QDialogButtonBox()
    for button in QDialogButtonBox.StandardButton:
        if button.value and button.value.bit_count() == 1:
            box.addButton(button)
    return box


def _message() -> QWidget:
    box = QMessageBox()
    box.setStandardButtons(QMessageBox.StandardButton.Retry | QMessageBox.StandardButton.Abort)
    box.setDetailedText("chi tiết")
    return box


def _file(mode: QFileDialog.FileMode, accept: QFileDialog.AcceptMode) -> QFileDialog:
    dialog = QFileDialog()
    dialog.setOption(QFileDialog.Option.DontUseNativeDialog)
    dialog.setFileMode(mode)
    dialog.setAcceptMode(accept)
    return dialog


@cache
def _printer() -> QPrinter:
    """One for all: a dialog does not keep its printer alive."""
    return QPrinter()


DIALOGS: dict[str, Callable[[], QWidget]] = {
    "buttons": _buttons,
    "message": _message,
    "open": lambda: _file(QFileDialog.FileMode.ExistingFile, QFileDialog.AcceptMode.AcceptOpen),
    "folder": lambda: _file(QFileDialog.FileMode.Directory, QFileDialog.AcceptMode.AcceptOpen),
    "save": lambda: _file(QFileDialog.FileMode.AnyFile, QFileDialog.AcceptMode.AcceptSave),
    "colour": QColorDialog,
    "progress": QProgressDialog,
    "print": lambda: QPrintDialog(_printer()),
    "preview": lambda: QPrintPreviewDialog(_printer()),
}


@pytest.mark.parametrize("name", sorted(DIALOGS))
def test_a_standard_dialog_has_no_english_left(qtbot: QtBot, listening: Listening, name: str) -> None:
    dialog = DIALOGS[name]()
    qtbot.addWidget(dialog)
    dialog.show()
    QApplication.processEvents()
    assert sorted(listening.missing) == []
    shown = {
        each.text().replace("&", "") for each in cast("list[QAbstractButton]", dialog.findChildren(QAbstractButton))
    }
    assert not shown & {"OK", "Cancel", "Open", "Save", "Print", "Close", "Yes", "No", "Help", "Retry"}
    if isinstance(dialog, QDialog):
        dialog.reject()


@pytest.mark.parametrize(
    "make", [lambda: QLineEdit("chữ"), lambda: QPlainTextEdit("chữ"), lambda: QTextEdit("chữ"), QTextBrowser]
)
def test_the_menu_of_a_text_field_is_vietnamese(
    qtbot: QtBot, listening: Listening, make: Callable[[], QLineEdit | QPlainTextEdit | QTextEdit]
) -> None:
    field = make()
    qtbot.addWidget(field)
    menu = field.createStandardContextMenu()
    assert menu is not None
    assert "Chọn tất cả" in [action.text().split("\t")[0].replace("&", "") for action in menu.actions()]
    assert sorted(listening.missing) == []
    menu.deleteLater()


def test_a_date_field_says_nothing_in_english(qtbot: QtBot, listening: Listening) -> None:
    field = QDateEdit()
    qtbot.addWidget(field)
    field.show()
    assert field.text()
    assert sorted(listening.missing) == []
