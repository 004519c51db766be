"""The window for tests: offscreen, on a real office in a scratch folder, opened on a fixed day."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from nq57desk.gui import app as desk_app
from nq57desk.gui.main_window import MainWindow
from tests.builders.offices import DAY, ward_with_plans

Settle = Callable[[MainWindow], None]


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """The offscreen platform says of every dialog with a least size that it cannot pass it on: no fault of ours."""
    for item in items:
        if "tests/gui" in str(item.path.as_posix()):
            item.add_marker(pytest.mark.qt_log_ignore("propagateSizeHints"))


@pytest.fixture(autouse=True)
def _dressed(qtbot: QtBot) -> None:
    assert qtbot is not None
    desk_app.application()


@pytest.fixture(scope="session")
def made_office(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A ward with the sample's two plans; tests work on copies."""
    folder = tmp_path_factory.mktemp("made") / "office"
    ward_with_plans(folder).close()
    return folder


@pytest.fixture
def office(made_office: Path, tmp_path: Path) -> Path:
    """A copy of its own for each test."""
    return Path(shutil.copytree(made_office, tmp_path / "office"))


@pytest.fixture
def settle(qtbot: QtBot) -> Settle:
    """Wait until nothing asked for is unanswered, and what the answers asked for neither."""

    def wait(window: MainWindow) -> None:
        for _round in range(3):
            qtbot.waitUntil(lambda: not window.session.busy, timeout=60_000)
            qtbot.wait(15)
        qtbot.waitUntil(lambda: not window.session.busy, timeout=60_000)

    return wait


@pytest.fixture
def bare_window(qtbot: QtBot, tmp_path: Path) -> Iterator[MainWindow]:
    """The window with no office open; an unforeseen fault in it fails the test."""
    window = desk_app.make_window(tmp_path / "new" / "office", DAY)
    faults: list[BaseException] = []
    window.session.fault.connect(lambda error, _path: faults.append(error))
    qtbot.addWidget(window)
    window.show()
    yield window
    window.session.close()
    assert faults == []


@pytest.fixture
def window(bare_window: MainWindow, office: Path, settle: Settle) -> MainWindow:
    """The window with the ward open."""
    bare_window.office_actions.open_office(office)
    settle(bare_window)
    return bare_window


@pytest.fixture
def day() -> date:
    """Today in these tests."""
    return DAY
