"""Long reads beside the office's line: they see one moment, hold up no change, and end when nobody wants them."""

from __future__ import annotations

import threading
from pathlib import Path

import pytest
from PySide6.QtCore import QObject
from pytestqt.qtbot import QtBot

from nq57desk.domain.problems import Problem
from nq57desk.gui.main_window import MainWindow
from nq57desk.monitor import Monitor
from nq57desk.store import connection
from nq57desk.usecases import history, settings_edits
from nq57desk.workspace import Desk, open_desk
from tests.gui.conftest import Settle

NAME = "Ủy ban nhân dân phường Sao Mai mới"


def rename(desk: Desk, _monitor: Monitor) -> object:
    return settings_edits.change(desk, key="office.name", value=NAME)


class Long:
    """A look that goes on until it is let go or cancelled; what it read before and after."""

    def __init__(self) -> None:
        self.begun, self.go = threading.Event(), threading.Event()
        self.names: list[str] = []

    def __call__(self, desk: Desk, monitor: Monitor) -> str:
        self.names.append(desk.office.name)
        self.begun.set()
        while not self.go.wait(0.01):
            monitor.report(0)
        with desk.store.reading() as conn:
            (name,) = conn.execute("SELECT name FROM office WHERE own = 1").fetchone()
        self.names.append(name)
        return str(name)


@pytest.mark.parametrize("journal", ["local", "network"])
def test_a_change_waits_for_no_look_and_the_look_sees_one_moment(
    bare_window: MainWindow,
    settle: Settle,
    office: Path,
    qtbot: QtBot,
    monkeypatch: pytest.MonkeyPatch,
    journal: str,
) -> None:
    monkeypatch.setattr(connection, "on_network", lambda _path: journal == "network")
    bare_window.office_actions.open_office(office)
    settle(bare_window)
    session, long, came = bare_window.session, Long(), list[str]()
    before = session.office.office.name if session.office is not None else ""
    session.look(long, came.append)
    qtbot.waitUntil(long.begun.is_set)
    changed: list[object] = []
    session.change(rename, changed.append)
    qtbot.waitUntil(lambda: bool(changed))
    assert came == []
    long.go.set()
    qtbot.waitUntil(lambda: bool(came))
    assert long.names == [before, before]
    assert not (office / "nq57.db-wal").exists() or journal == "local"
    session.look(lambda desk, _m: desk.office.name, came.append)
    settle(bare_window)
    assert came[-1] == NAME


def test_a_look_sees_the_change_asked_for_just_before_it(window: MainWindow, settle: Settle) -> None:
    came: list[str] = []
    window.session.change(rename)
    window.session.look(lambda desk, _monitor: desk.office.name, came.append)
    settle(window)
    assert came == [NAME]


def test_a_look_changes_nothing(window: MainWindow, settle: Settle, office: Path) -> None:
    told: list[str] = []

    def write(desk: Desk, _monitor: Monitor) -> None:
        desk.store.set_setting("office.note", "x", who="ai đó", at=desk.now())

    def refused(problems: tuple[Problem, ...]) -> None:
        told.extend(problem.code for problem in problems)

    window.session.look(write, lambda _nothing: told.append("written"), refused=refused)
    window.session.look(rename, lambda _nothing: told.append("renamed"), refused=refused)
    settle(window)
    assert told == ["store.read_only", "workspace.read_only"]
    with open_desk(office, read_only=True) as desk:
        assert desk.store.setting("office.note") == ""


def test_a_newer_look_of_a_view_stops_the_older(window: MainWindow, settle: Settle, qtbot: QtBot) -> None:
    view, other, long, came = QObject(window), QObject(window), Long(), list[str]()
    job = window.session.look(long, lambda _name: came.append("older"), view=view)
    qtbot.waitUntil(long.begun.is_set)
    with qtbot.waitSignal(job.cancelled):
        window.session.look(lambda _desk, _m: "newer", came.append, view=view)
        window.session.look(lambda _desk, _m: "other", came.append, view=other)
    settle(window)
    assert came == ["newer", "other"]


def test_the_answer_of_a_view_that_is_gone_is_dropped(window: MainWindow, settle: Settle, qtbot: QtBot) -> None:
    view, long, came = QObject(), Long(), list[str]()
    window.session.look(long, came.append, view=view)
    qtbot.waitUntil(long.begun.is_set)
    view.deleteLater()
    qtbot.waitSignal(view.destroyed)
    qtbot.wait(20)
    long.go.set()
    settle(window)
    assert came == []


def test_dung_stops_a_look(window: MainWindow, settle: Settle, qtbot: QtBot) -> None:
    long, came = Long(), list[str]()
    job = window.session.look(long, came.append, words="Đang dựng trang in…")
    qtbot.waitUntil(long.begun.is_set)
    qtbot.waitUntil(window.status.stop.isVisible)
    with qtbot.waitSignal(job.cancelled):
        window.status.stop.click()
    settle(window)
    assert came == []
    assert not window.status.stop.isVisible()


def test_closing_the_window_ends_a_look(window: MainWindow, qtbot: QtBot, office: Path) -> None:
    long = Long()
    window.session.look(long, lambda _name: None)
    qtbot.waitUntil(long.begun.is_set)
    window.close()
    assert len(long.names) == 1
    assert not (office / "nq57.db-wal").exists()
    with open_desk(office) as desk:
        assert history.check(desk) == ()


def test_a_backup_takes_the_place_of_a_database_that_is_looked_at(
    window: MainWindow, settle: Settle, qtbot: QtBot
) -> None:
    made: list[Path] = []
    window.session.ask(lambda desk, _monitor: history.backup(desk), made.append)
    window.session.change(rename)
    settle(window)
    long, came = Long(), list[str]()
    window.session.look(long, came.append)
    qtbot.waitUntil(long.begun.is_set)
    window.session.restore(made[0])
    settle(window)
    assert came == []
    window.session.look(lambda desk, _monitor: desk.office.name, came.append)
    settle(window)
    assert came
    assert came != [NAME]


def test_another_office_drops_the_looks_of_the_first(
    window: MainWindow, settle: Settle, qtbot: QtBot, tmp_path: Path, office: Path
) -> None:
    import shutil

    second = Path(shutil.copytree(office, tmp_path / "second", ignore=shutil.ignore_patterns("dang-mo.*")))
    long, came, folders = Long(), list[str](), list[Path]()
    window.session.look(long, came.append)
    qtbot.waitUntil(long.begun.is_set)
    window.office_actions.open_office(second)
    settle(window)
    window.session.look(lambda desk, _monitor: desk.folder, folders.append)
    settle(window)
    assert came == []
    assert folders == [second]


def test_a_look_at_a_folder_that_is_away_says_so(window: MainWindow, settle: Settle, office: Path) -> None:
    told: list[str] = []
    away = office.rename(office.with_name("away"))
    window.session.look(
        lambda desk, _monitor: desk.office.name,
        lambda _name: None,
        refused=lambda problems: told.extend(problem.code for problem in problems),
    )
    settle(window)
    away.rename(office)
    assert told == ["window.place_gone"]
