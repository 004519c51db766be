"""The frame: pages by their keys, regions, sizes, names, and no key that an input method would swallow."""

from __future__ import annotations

from pathlib import Path
from typing import cast

import pytest
from PySide6.QtCore import Qt, QThread
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from nq57desk.domain.plan import Task
from nq57desk.gui.main_window import MainWindow
from nq57desk.gui.pages.catalogue import PAGES, pages_for
from nq57desk.gui.pages.indicators import IndicatorsPage
from nq57desk.gui.pages.month import MonthPage
from nq57desk.gui.pages.tasks import TasksPage
from nq57desk.monitor import Monitor
from nq57desk.usecases import edits
from nq57desk.workspace import Desk
from tests.gui.conftest import Settle
from tests.gui.hands import CONTROL, parts, press, shown


def test_the_office_opens_on_its_plan(window: MainWindow) -> None:
    page = shown(window, TasksPage)
    assert "Sao Hôm" in window.windowTitle()
    assert page.tree_model.rowCount() == 2
    assert page.model.rowCount() > 20
    assert page.current() is not None
    assert page.detail.name.text() == getattr(page.current(), "name", "")
    assert not window.band.isVisible()


@pytest.mark.parametrize("name", [spec.name for spec in pages_for(is_city=False)])
def test_each_page_opens_by_its_key(window: MainWindow, settle: Settle, qtbot: QtBot, name: str) -> None:
    spec = next(spec for spec in PAGES if spec.name == name)
    press(qtbot, window, Qt.Key(Qt.Key.Key_0.value + spec.key), CONTROL)
    settle(window)
    assert window.current == name
    assert window.rail.currentIndex().data(Qt.ItemDataRole.AccessibleTextRole) == spec.words
    assert window.page(name).notice.isVisible() is False


def test_f6_goes_round_all_regions(window: MainWindow, qtbot: QtBot) -> None:
    window.rail.setFocus()
    seen = []
    for _step in range(5):
        press(qtbot, window, Qt.Key.Key_F6)
        focus = window.focusWidget()
        assert focus is not None
        seen.append(focus.accessibleName())
    page = shown(window, TasksPage)
    expected = [part.accessibleName() for part in (page.tree, page.table, page.detail, window.search, window.rail)]
    assert seen == expected


def test_f8_hides_and_shows_the_panel(window: MainWindow, qtbot: QtBot) -> None:
    page = shown(window, TasksPage)
    press(qtbot, window, Qt.Key.Key_F8)
    assert not page.detail.isVisible()
    press(qtbot, window, Qt.Key.Key_F8)
    assert page.detail.isVisible()


@pytest.mark.parametrize(("width", "height", "narrow"), [(1366, 697, False), (1024, 700, True), (911, 465, True)])
def test_it_fits(window: MainWindow, settle: Settle, width: int, height: int, narrow: bool) -> None:
    window.resize(width, height)
    for spec in pages_for(is_city=False):
        window.open_page(spec.name)
        settle(window)
        assert window.page(spec.name).minimumSizeHint().width() <= window.stack.width()
    assert (window.width(), window.height()) == (width, height)
    assert (window.rail.width() < 100) is narrow


def test_every_control_has_a_name(window: MainWindow, settle: Settle) -> None:
    for spec in pages_for(is_city=False):
        window.open_page(spec.name)
        settle(window)
    unnamed = [
        f"{type(part).__name__} {part.objectName()}"
        for part in parts(window, QWidget)
        if part.focusPolicy() & Qt.FocusPolicy.TabFocus
        and not part.accessibleName()
        and not getattr(part, "text", lambda: "")()
        and not part.objectName().startswith("qt_")
    ]
    assert unnamed == []


def test_no_key_is_used_twice_or_taken_from_unikey(window: MainWindow) -> None:
    actions = cast("list[QAction]", window.findChildren(QAction))
    keys = [
        action.shortcut().toString() for action in actions if action.shortcut().toString() and action.parent() is window
    ]
    assert len(keys) == len(set(keys))
    assert not [key for key in keys if key.startswith("Ctrl+Shift") or key in ("Alt+Z", "Ctrl+Space", "Pause")]


def test_a_page_not_shown_catches_up_when_it_is(window: MainWindow, settle: Settle) -> None:
    window.open_page("month")
    settle(window)
    month = shown(window, MonthPage)
    assert month.sheet is not None
    first = month.sheet.rows[0].row.task
    window.open_page("indicators")
    settle(window)
    before = shown(window, IndicatorsPage).sheet
    change = {"name": "Tên khác"}
    window.session.change(lambda desk, _m: edits.edit_task(desk, task_id=first.id, changes=change, document="KH 9"))
    settle(window)
    assert month.sheet.rows[0].row.task.name == first.name
    assert shown(window, IndicatorsPage).sheet is before
    window.open_page("month")
    settle(window)
    assert "Tên khác" in [one.row.task.name for one in month.sheet.rows]


def test_a_letter_in_the_table_begins_a_search(window: MainWindow, settle: Settle, qtbot: QtBot) -> None:
    page = shown(window, TasksPage)
    page.table.setFocus()
    press(qtbot, window, Qt.Key.Key_K)
    assert window.search.hasFocus()
    assert window.search.text() == "k"
    press(qtbot, window, Qt.Key.Key_E)
    qtbot.wait(200)
    settle(window)
    assert window.search.text() == "ke"
    assert page.search == "ke"


def test_long_work_shows_and_can_be_stopped(window: MainWindow, qtbot: QtBot, office: Path) -> None:
    def work(desk: Desk, monitor: Monitor) -> int:
        for step in range(10_000):
            monitor.report(step, 10_000)
            QThread.msleep(2)
        return desk.store.count(Task)

    assert office.is_dir()
    came: list[int] = []
    job = window.session.ask(work, came.append, words="Đang đọc tệp…")
    qtbot.waitUntil(window.status.stop.isVisible)
    assert window.status.working.text() == "Đang đọc tệp…"
    assert window.status.bar.maximum() == 10_000
    with qtbot.waitSignal(job.cancelled):
        press(qtbot, window, Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: not window.status.stop.isVisible())
    assert came == []
