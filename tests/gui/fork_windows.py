"""The window on a copy of the forked city, and the parts that tests of what differs and what waits share."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TypeVar

import pytest
from PySide6.QtWidgets import QDialog
from pytestqt.qtbot import QtBot

from nq57desk.gui import app as desk_app
from nq57desk.gui.main_window import MainWindow
from nq57desk.usecases.sample_fork import Forked
from tests.builders.forked_city import DAY, copied, made_fork
from tests.gui.conftest import Settle
from tests.gui.hands import parts

D = TypeVar("D", bound=QDialog)
Open = Callable[[Path], MainWindow]


@pytest.fixture(scope="module")
def original(tmp_path_factory: pytest.TempPathFactory) -> Forked:
    return made_fork(tmp_path_factory.mktemp("fork"))


@pytest.fixture
def fork(original: Forked, tmp_path: Path) -> Forked:
    return copied(original, tmp_path)


@pytest.fixture
def opened(qtbot: QtBot, tmp_path: Path, settle: Settle) -> Iterator[Open]:
    """Opens an office in the window; an unforeseen fault in it fails the test."""
    window = desk_app.make_window(tmp_path / "none", DAY)
    faults: list[BaseException] = []
    window.session.fault.connect(lambda error, _path: faults.append(error))
    qtbot.addWidget(window)
    window.resize(1366, 768)
    window.show()

    def do(folder: Path) -> MainWindow:
        window.office_actions.open_office(folder)
        settle(window)
        return window

    yield do
    window.session.close()
    assert faults == []


def front(window: MainWindow, type_: type[D]) -> D:
    """The dialog of this type that is shown."""
    return parts(window, type_)[-1]
