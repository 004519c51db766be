"""Opening an office in the window: it opens, or the window says why not; it never waits in silence."""

from __future__ import annotations

import os
import shutil
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from installer.freeze_version import VERSIONS
from nq57desk.gui import app as desk_app
from nq57desk.gui.main_window import MainWindow
from nq57desk.gui.office_lock import LOCK, OfficeLock
from nq57desk.store import connection, migrations
from nq57desk.workspace import DATABASE
from tests.gui.conftest import Settle


def schema_of(database: Path) -> int:
    """The steps that a database has walked."""
    with closing(sqlite3.connect(database)) as db:
        return int(db.execute("PRAGMA user_version").fetchone()[0])


_TELLING = 'import sqlite3,sys,os\nc=sqlite3.connect(sys.argv[1])\nc.execute("PRAGMA journal_mode=WAL")\n'
_LEFT = _TELLING + "c.execute(\"UPDATE office SET name='Xã Bình Minh' WHERE own = 1\")\nc.commit()\nos._exit(9)\n"
"""A program that ends so suddenly that its write-ahead log stays behind."""
FROZEN = sorted(
    path.name for path in VERSIONS.iterdir() if path.is_dir() and schema_of(path / DATABASE) < migrations.VERSION
)
"""The versions whose databases still have steps to walk."""


@pytest.fixture(params=FROZEN)
def older(request: pytest.FixtureRequest, tmp_path: Path) -> Path:
    """An office as an earlier version left it."""
    folder = tmp_path / "older"
    folder.mkdir()
    shutil.copy(VERSIONS / str(request.param) / DATABASE, folder / DATABASE)
    return folder


def opened(window: MainWindow) -> bool:
    """Whether an office is open for changes."""
    office = window.session.office
    return office is not None and not office.read_only and window.current != ""


def test_an_office_of_an_earlier_version_opens(bare_window: MainWindow, settle: Settle, older: Path) -> None:
    desk_app.begin(bare_window, older)
    settle(bare_window)
    assert opened(bare_window)
    assert list((older / "backups").iterdir())


def test_one_that_another_window_has_is_told_of(bare_window: MainWindow, settle: Settle, older: Path) -> None:
    other = OfficeLock(older)
    assert other.take()
    desk_app.begin(bare_window, older)
    settle(bare_window)
    assert not opened(bare_window)
    assert bare_window.notice.isVisible()
    assert "đang mở ở cửa sổ khác" in bare_window.notice.text
    other.free()
    bare_window.office_actions.open_office(older)
    settle(bare_window)
    assert opened(bare_window)


def test_the_lock_of_a_killed_program_is_void(bare_window: MainWindow, settle: Settle, office: Path) -> None:
    holder = subprocess.Popen(
        [sys.executable, "-m", "tests.gui.holding_child", str(office)],
        env={**os.environ, "QT_QPA_PLATFORM": "offscreen"},
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
    )
    assert holder.stdout is not None
    assert holder.stdout.readline() == "open\n"
    holder.kill()
    holder.communicate()
    assert (office / LOCK).exists()
    desk_app.begin(bare_window, office)
    settle(bare_window)
    assert opened(bare_window)
    assert not bare_window.notice.isVisible()


def test_what_lay_in_the_log_of_a_killed_program_is_there(
    bare_window: MainWindow, settle: Settle, office: Path
) -> None:
    subprocess.run([sys.executable, "-c", _LEFT, str(office / DATABASE)], check=False)
    assert (office / f"{DATABASE}-wal").stat().st_size
    desk_app.begin(bare_window, office)
    settle(bare_window)
    assert opened(bare_window)
    assert bare_window.session.office is not None
    assert bare_window.session.office.office.name == "Xã Bình Minh"


def test_a_database_that_another_program_is_writing_is_told_of(
    bare_window: MainWindow, settle: Settle, older: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(connection, "BUSY_SECONDS", 1.5)
    writer = sqlite3.connect(older / DATABASE, isolation_level=None)
    writer.execute("BEGIN IMMEDIATE")
    desk_app.begin(bare_window, older)
    qtbot.waitUntil(bare_window.status.working.isVisible)
    assert "Đang mở dữ liệu" in bare_window.status.working.text()
    settle(bare_window)
    writer.execute("ROLLBACK")
    writer.close()
    assert not opened(bare_window)
    assert "đang được một cửa sổ hay máy khác ghi" in bare_window.notice.text
    assert not bare_window.status.working.isVisible()
    bare_window.office_actions.open_office(older)
    settle(bare_window)
    assert opened(bare_window)


def test_a_fault_while_opening_is_told_of_and_the_window_goes_on(
    qtbot: QtBot, settle: Settle, office: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    window = desk_app.make_window(tmp_path / "new" / "office", None)
    qtbot.addWidget(window)
    window.show()
    faults: list[BaseException] = []
    window.session.fault.connect(lambda error, _path: faults.append(error))

    def ends(_folder: Path) -> bool:
        raise SystemExit("x")

    with monkeypatch.context() as patched:
        patched.setattr("nq57desk.workspace.is_office", ends)
        window.office_actions.open_office(office)
        settle(window)
    assert [type(fault) for fault in faults] == [SystemExit]
    dialog = QApplication.activeModalWidget()
    assert dialog is not None
    dialog.close()
    window.office_actions.open_office(office)
    settle(window)
    assert opened(window)
    window.session.close()
