"""A double click on a file of ours: shown by the window that is open, by a new one, or by one that only looks."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from nq57desk import paths
from nq57desk.gui import app as desk_app
from nq57desk.gui.handed_files import Door, HandedFiles, hand_over
from nq57desk.gui.main_window import MainWindow
from nq57desk.gui.office_lock import OfficeLock
from tests.gui.conftest import Settle

_SECOND = (
    "import sys; from pathlib import Path; from nq57desk.gui.handed_files import hand_over;"
    "print(hand_over(Path(sys.argv[1]), [Path(sys.argv[2])], float(sys.argv[3])))"
)


@pytest.mark.parametrize(
    ("arguments", "own"),
    [
        ((), 0),
        (("a.nq57",), 1),
        (("Gói tháng 11.NQ57RECEIPT", "b.nq57card"), 2),
        (("c.nq57assign", "tasks"), 0),
        (("import", "d.docx"), 0),
        (("--office", "e.nq57"), 0),
    ],
)
def test_a_command_line_of_files_alone(arguments: tuple[str, ...], own: int) -> None:
    found = paths.own_files(arguments)
    assert [file.name for file in found] == list(arguments[:own])
    assert all(file.is_absolute() for file in found)


def test_nobody_has_it_open(tmp_path: Path) -> None:
    assert not hand_over(tmp_path, (tmp_path / "a.nq57",))
    assert list(tmp_path.iterdir()) == []


def test_the_open_window_shows_it(qtbot: QtBot, tmp_path: Path) -> None:
    shown: list[tuple[Path, ...]] = []
    lock, given = OfficeLock(tmp_path), tmp_path / "Biên nhận.nq57receipt"
    assert lock.take()
    watching = HandedFiles(shown.append)
    watching.follow(tmp_path, mine=True)
    second = subprocess.Popen([sys.executable, "-c", _SECOND, str(tmp_path), str(given), "20"], stdout=subprocess.PIPE)
    qtbot.waitUntil(lambda: bool(shown) and second.poll() is not None, timeout=20_000)
    lock.free()
    assert shown == [(given,)]
    assert second.communicate()[0].strip() == b"True"


def test_two_double_clicks_without_an_office_open_one_window(tmp_path: Path) -> None:
    """The real program twice at once: one start hands its file to the other and ends."""
    env = {**os.environ, "QT_QPA_PLATFORM": "offscreen", "XDG_DATA_HOME": str(tmp_path), "LOCALAPPDATA": str(tmp_path)}
    starts = []
    for name in ("a.nq57", "b.nq57"):
        (tmp_path / name).write_bytes(b"")
        command = [sys.executable, "-m", "nq57desk", str(tmp_path / name)]
        starts.append(subprocess.Popen(command, env=env, stderr=subprocess.DEVNULL))
    until = time.monotonic() + 40
    while all(one.poll() is None for one in starts) and time.monotonic() < until:
        time.sleep(0.1)
    time.sleep(0.5)
    ended = [one.poll() for one in starts]
    for one in starts:
        one.kill()
        one.wait()
    assert sorted(ended, key=str) == [0, None]
    assert not list(tmp_path.rglob("*.json"))


def test_a_door_that_is_free_or_held_or_cannot_be_made(tmp_path: Path) -> None:
    first, second = Door(tmp_path / "new" / "folder"), Door(tmp_path / "new" / "folder")
    assert first.take()
    assert not second.take()
    first.free()
    assert second.take()
    second.free()
    (tmp_path / "file").write_bytes(b"")
    assert not Door(tmp_path / "file" / "inside").take()
    assert not hand_over(tmp_path / "file" / "inside", (tmp_path / "a.nq57",), 0.1)


def test_nobody_takes_it_in_time(tmp_path: Path) -> None:
    lock = OfficeLock(tmp_path)
    assert lock.take()
    given = [sys.executable, "-c", _SECOND, str(tmp_path), "a.nq57", "0.1"]
    done = subprocess.run(given, capture_output=True, check=True)
    lock.free()
    assert done.stdout.strip() == b"False"
    assert list((tmp_path / "dang-mo.tep").iterdir()) == []


def test_a_note_that_is_none(qtbot: QtBot, tmp_path: Path) -> None:
    shown: list[tuple[Path, ...]] = []
    watching = HandedFiles(shown.append)
    watching.follow(tmp_path, mine=True)
    room = tmp_path / "dang-mo.tep"
    for number, text in enumerate(('{"a": 1}', '["x.docx"]', "[1, 2]", "\x00", '["a.nq57", "b.exe"]')):
        (room / f"{number}.json").write_text(text, encoding="utf-8")
    qtbot.waitUntil(lambda: not list(room.iterdir()))
    assert shown == []


def test_a_file_given_at_the_start_waits_for_the_office(window: MainWindow, settle: Settle, tmp_path: Path) -> None:
    card = tmp_path / "thanh-pho.nq57receipt"
    card.write_bytes(b"")
    desk_app.follow_handed_files(window, (card,))
    assert window.session.office is not None
    window.office_actions.open_office(window.session.office.folder)
    settle(window)
    assert window.current == "exchange"
