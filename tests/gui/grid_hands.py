"""Hands on a grid: keys to whatever has the focus in it, letters as a keyboard sends them."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from nq57desk.domain.indicators import IndicatorValue
from nq57desk.domain.progress import ProgressUpdate
from nq57desk.gui.main_window import MainWindow
from nq57desk.gui.pages.grid_page import GridPage
from nq57desk.gui.pages.indicators import IndicatorsPage
from nq57desk.gui.pages.month import MonthPage
from nq57desk.usecases import month_sheet
from nq57desk.workspace import open_desk
from tests.builders.offices import PERIOD
from tests.gui.conftest import Settle
from tests.gui.hands import NO_KEY, typed


def page_of(window: MainWindow, settle: Settle) -> MonthPage:
    """The month's page, the month opened, the focus in the grid."""
    window.open_page("month")
    settle(window)
    page = window.page("month")
    assert isinstance(page, MonthPage)
    if page.can("begin_period"):
        page.begin_period()
        settle(window)
    window.activateWindow()
    page.grid.setFocus()
    return page


def indicators_of(window: MainWindow, settle: Settle) -> IndicatorsPage:
    """The indicators' page, the focus in the grid."""
    window.open_page("indicators")
    settle(window)
    page = window.page("indicators")
    assert isinstance(page, IndicatorsPage)
    window.activateWindow()
    page.grid.setFocus()
    return page


def where(page: GridPage) -> QWidget:
    """What has the focus: the open editor, else the grid."""
    return page.grid.cells.open_editor() or page.grid


def key(page: GridPage, which: Qt.Key, modifier: Qt.KeyboardModifier = NO_KEY) -> None:
    """A key where the focus is."""
    QTest.keyClick(where(page), which, modifier)
    QApplication.processEvents()


def text(page: GridPage, letters: str) -> None:
    """Letters one after the other, each where the focus is then."""
    for letter in letters:
        typed(where(page), letter)


def cell(page: GridPage) -> tuple[str, str]:
    """The current cell."""
    return page.model.cell(page.grid.currentIndex())


def recorded(office: Path, task_id: str) -> ProgressUpdate:
    """What the office has of a task in the month."""
    with open_desk(office, read_only=True) as desk:
        found = month_sheet.month_sheet(desk, period=PERIOD)
        update = next(one.row.update for one in found.rows if one.row.task.id == task_id)
    assert update is not None
    return update


def values(office: Path) -> dict[str, IndicatorValue]:
    """What the office has of each indicator."""
    with open_desk(office, read_only=True) as desk:
        return {one.indicator_id: one for one in desk.store.all(IndicatorValue)}
