"""The manual in the window: pictures as wide as the text and once more at their own size, tables, all of it saved."""

from __future__ import annotations

from pathlib import Path
from typing import cast

from PySide6.QtCore import QUrl
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from nq57desk.gui.dialogs.manual import ManualDialog, PictureDialog
from nq57desk.gui.dialogs.manual_text import PICTURE, write_page
from nq57desk.gui.main_window import MainWindow
from tests.gui.conftest import Settle


def test_pictures_and_tables_are_shown_and_the_page_never_needs_scrolling_sideways(qtbot: QtBot) -> None:
    dialog = ManualDialog(None)
    qtbot.addWidget(dialog)
    dialog.show()
    dialog.open_page("round")
    assert dialog.text.toHtml().count(f'src="{PICTURE}') == 2
    assert "Đã trình ký" in dialog.text.toPlainText()
    for width in (1300, 700):
        dialog.resize(width, 600)
        qtbot.waitUntil(lambda: dialog.text.horizontalScrollBar().maximum() == 0)
    assert dialog.saving.isHidden()


def test_a_picture_that_is_away_leaves_its_words(qtbot: QtBot) -> None:
    dialog = ManualDialog(None)
    qtbot.addWidget(dialog)
    write_page("# Tên\n\n![Không có tranh này](pictures/nowhere.png)", dialog.text)
    assert "Không có tranh này" in dialog.text.toPlainText()


def test_a_click_shows_a_picture_at_its_own_size(qtbot: QtBot) -> None:
    dialog = ManualDialog(None)
    qtbot.addWidget(dialog)
    dialog.text.anchorClicked.emit(QUrl(f"{PICTURE}month"))
    (shown,) = cast("list[PictureDialog]", dialog.findChildren(PictureDialog))
    labels = cast("list[QLabel]", shown.findChildren(QLabel))
    (label,) = [each for each in labels if not each.pixmap().isNull()]
    assert label.pixmap().width() == 1200


def test_the_manual_is_saved_beside_the_work(window: MainWindow, settle: Settle, tmp_path: Path) -> None:
    window.comfort.help()
    manual = window.comfort.manual
    assert manual is not None
    manual.save(tmp_path / "cam-nang.pdf")
    settle(window)
    assert (tmp_path / "cam-nang.pdf").read_bytes().startswith(b"%PDF")
    assert str(tmp_path / "cam-nang.pdf") in manual.note.text()
    assert manual.saving.isEnabled()
    manual.close()
