"""The journal leaves as a signed file from Cài đặt; Về chương trình lists every licence."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtTest import QAbstractItemModelTester

from nq57desk import __version__
from nq57desk.gui.dialogs.about import AboutDialog, licences
from nq57desk.gui.main_window import MainWindow
from nq57desk.gui.pages.settings import SettingsPage
from nq57desk.gui.pages.settings_care import JournalSection
from tests.gui.conftest import Settle
from tests.gui.hands import parts, shown


def test_the_journal_leaves_and_is_verified(window: MainWindow, settle: Settle, tmp_path: Path) -> None:
    window.open_page("settings", "journal")
    settle(window)
    section = shown(window, SettingsPage).sections["journal"]
    assert isinstance(section, JournalSection)
    file = tmp_path / "nhật ký.jsonl"
    section.trace.export(file)
    settle(window)
    assert file.name in section.trace.note.text()
    section.trace.verify(file)
    settle(window)
    assert "nguyên vẹn" in section.trace.note.text()
    file.write_bytes(file.read_bytes() + b"{}\n")
    section.trace.verify(file)
    settle(window)
    assert "không phải nhật ký" in section.trace.note.text()


def test_about_says_version_folder_and_licences(window: MainWindow, settle: Settle, office: Path) -> None:
    window.run_action("about")
    settle(window)
    (about,) = parts(window, AboutDialog)
    QAbstractItemModelTester(about.model)
    assert __version__ in about.said.text()
    assert str(office) in about.said.text()
    assert len(about.model.rows) == len(licences()) > 25
    about.wanted.setText("pyside lgpl")
    assert [one.name for one in about.model.rows] == ["pyside6-essentials"]
    assert "GNU LESSER GENERAL PUBLIC LICENSE" in about.words.toPlainText()
    about.wanted.setText("khong co")
    assert (about.model.rows, about.words.toPlainText()) in (([], ""), ((), ""))
    about.close()
