"""The third way to begin: a backup or another machine's folder is looked at, then opened in a folder of its own."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog
from pytestqt.qtbot import QtBot

from nq57desk.gui.dialogs.moving_in import MovingInDialog
from nq57desk.gui.dialogs.start import StartDialog
from nq57desk.gui.main_window import MainWindow
from nq57desk.usecases import history
from nq57desk.workspace import is_office, open_desk
from tests.builders.offices import DAY
from tests.gui.conftest import Settle
from tests.gui.hands import parts, press, shown


def test_a_backup_by_keys_from_the_start_window(
    bare_window: MainWindow, settle: Settle, qtbot: QtBot, office: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with open_desk(office, as_of=DAY) as desk:
        file, name = history.backup(desk), desk.office.name
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_asked: (str(file), ""))
    bare_window.office_actions.start()
    start = shown(bare_window, StartDialog)
    start.buttons[2].setFocus()
    press(qtbot, start, Qt.Key.Key_Return)
    dialog = shown(bare_window, MovingInDialog)
    assert not dialog.accept_button.isEnabled()
    press(qtbot, dialog, Qt.Key.Key_Space)
    settle(bare_window)
    assert name in dialog.told.text()
    assert "Đã kiểm tra, dữ liệu nguyên vẹn" in dialog.more.text()
    assert "khóa mới" in dialog.key.text()
    assert str(tmp_path / "new" / "office") in dialog.place.text()
    press(qtbot, dialog, Qt.Key.Key_Return)
    settle(bare_window)
    assert bare_window.session.office is not None
    assert bare_window.session.office.folder == tmp_path / "new" / "office"
    assert not parts(bare_window, StartDialog)
    assert bare_window.session.preferences.recent()[0] == (name, tmp_path / "new" / "office")


def test_a_folder_tells_that_its_key_comes_along(
    window: MainWindow, settle: Settle, office: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_asked: str(office))
    window.run_action("move_in")
    dialog = shown(window, MovingInDialog)
    dialog.folder_button.click()
    settle(window)
    assert "Khóa ký gói đi cùng" in dialog.key.text()
    dialog.submit()
    settle(window)
    assert window.session.office is not None
    assert window.session.office.folder == tmp_path / "new" / "office"
    assert not window.session.office.read_only
    assert is_office(office)


def test_what_is_no_backup_is_said_in_place(window: MainWindow, settle: Settle, tmp_path: Path, office: Path) -> None:
    bad = tmp_path / "thư.nq57backup"
    bad.write_text("không phải bản sao lưu" * 20, encoding="utf-8")
    window.run_action("move_in")
    dialog = shown(window, MovingInDialog)
    dialog.look_at(bad)
    settle(window)
    assert dialog.notice.isVisible()
    assert not dialog.accept_button.isEnabled()
    dialog.submit()
    dialog.reject()
    settle(window)
    assert window.session.office is not None
    assert window.session.office.folder == office
