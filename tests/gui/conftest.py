"""The window for tests: offscreen, on a real office in a scratch folder, opened on a fixed day."""

from __future__ import annotations

import gc
import shutil
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtGui import QGuiApplication
from pytestqt.qtbot import QtBot

from nq57desk.gui import app as desk_app
from nq57desk.gui.main_window import MainWindow
from nq57desk.gui.resting import until_rest
from tests.builders.offices import DAY, ward_with_plans
from tests.builders.small_city import DAY as CITY_DAY
from tests.builders.small_city import small_city

Settle = Callable[[MainWindow], None]
SOON_MS = 45
"""Longer than the pauses after which a page reads what lies under the cursor."""


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """The offscreen platform says of every dialog with a least size that it cannot pass it on: no fault of ours."""
    for item in items:
        if "tests/gui" in str(item.path.as_posix()):
            item.add_marker(pytest.mark.qt_log_ignore("propagateSizeHints"))


@pytest.fixture(autouse=True)
def _dressed(qtbot: QtBot) -> None:
    assert qtbot is not None
    desk_app.application()


@pytest.fixture(scope="module", autouse=True)
def _cleared() -> Iterator[None]:
    """Windows of a file's tests hang in cycles: what is left of them would be dressed again with each later change.

    What they copied goes too: the offscreen clipboard lets go of it only after the application is gone.
    """
    yield
    QGuiApplication.clipboard().clear()
    gc.collect()


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
def settle() -> Settle:
    """Wait until nothing asked for is unanswered, what the answers asked for neither, and short timers have run."""

    def wait(window: MainWindow) -> None:
        until_rest(window, soon_ms=SOON_MS)

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


@pytest.fixture(scope="session")
def made_city(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A city with two dozen offices; tests work on copies."""
    return small_city(tmp_path_factory.mktemp("made") / "city")


@pytest.fixture
def city_window(qtbot: QtBot, made_city: Path, tmp_path: Path, settle: Settle) -> Iterator[MainWindow]:
    """The window with the city open on a copy of its own ("city"); an unforeseen fault in it fails the test."""
    window = desk_app.make_window(tmp_path / "none", CITY_DAY)
    faults: list[BaseException] = []
    window.session.fault.connect(lambda error, _path: faults.append(error))
    qtbot.addWidget(window, before_close_func=lambda _window: window.session.close())
    window.resize(1366, 768)
    window.show()
    window.office_actions.open_office(Path(shutil.copytree(made_city, tmp_path / "city")))
    settle(window)
    yield window
    assert faults == []


@pytest.fixture
def day() -> date:
    """Today in these tests."""
    return DAY
