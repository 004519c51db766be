"""Searching the month, and coming back to it: many rows are searched aside, and what changed meanwhile is patched."""

from __future__ import annotations

from dataclasses import replace
from functools import partial

import pytest
from pytestqt.qtbot import QtBot

from nq57desk.domain.vietnamese import fold
from nq57desk.errors import Cancelled
from nq57desk.gui.main_window import MainWindow
from nq57desk.gui.pages import month, month_lines
from nq57desk.gui.pages.month import MonthPage
from nq57desk.gui.pages.month_lines import View
from nq57desk.gui.pages.month_reading import Shown
from nq57desk.monitor import Monitor
from nq57desk.usecases import month_edits
from nq57desk.usecases.month_patch import Patched
from nq57desk.workspace import Desk
from tests.builders.offices import PERIOD
from tests.gui.conftest import Settle
from tests.gui.grid_hands import page_of


def percent(task_id: str, desk: Desk, _monitor: Monitor) -> object:
    """Someone else fills in a cell."""
    return month_edits.set_cells(desk, period=PERIOD, cells=[month_edits.CellEdit(task_id, "percent", "35")])


@pytest.fixture
def page(window: MainWindow, settle: Settle) -> MonthPage:
    """The month, opened."""
    return page_of(window, settle)


def found(page: MonthPage) -> list[str]:
    """The ids of the rows listed."""
    return [line.key for line in page.model.lines if line.row is not None]


def test_many_rows_are_searched_aside_and_the_last_letter_wins(
    window: MainWindow, page: MonthPage, settle: Settle, monkeypatch: pytest.MonkeyPatch
) -> None:
    page.seek("kế hoạch")
    few = found(page)
    page.seek("")
    everything = found(page)
    monkeypatch.setattr(month, "_MANY", 0)
    window.search.setFocus()
    settle(window)
    for typed in ("kế", "kế h", "kế hoạch"):
        page.seek(typed)
    assert found(page) == everything
    settle(window)
    assert found(page) == few
    assert 0 < len(few) < len(everything)
    page.seek("")
    settle(window)
    assert found(page) == everything
    page.seek("kế hoạch")
    assert page.sheet is not None
    page.sheet = replace(page.sheet)
    settle(window)
    assert found(page) == few
    page.seek("kế hoạch không có")
    page.seek("")
    settle(window)
    assert found(page) == everything


def test_the_words_are_folded_before_the_first_letter(
    window: MainWindow, page: MonthPage, settle: Settle, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(month, "_MANY", 0)
    assert page.view.plain == {}
    page.expect_search()
    settle(window)
    assert page.sheet is not None
    assert set(page.view.plain) == {row.row.id for row in page.sheet.rows}
    assert all(folded == fold(text) for text, folded in page.view.plain.values())


def test_folding_stops_when_nobody_waits(page: MonthPage) -> None:
    monitor = Monitor()
    monitor.cancel()
    view = replace(View(), search="ke")
    assert page.sheet is not None
    with pytest.raises(Cancelled):
        month_lines.searching(page.sheet.rows, view)(monitor)
    assert view.plain == {}


def test_changes_made_elsewhere_are_patched_together(
    window: MainWindow, page: MonthPage, settle: Settle, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert page.sheet is not None
    before = {sheet.row.id: sheet for sheet in page.sheet.rows}
    keys = [sheet.row.id for sheet in page.sheet.rows if not sheet.group][:2]
    window.open_page("tasks")
    settle(window)
    for key in keys:
        window.session.change(partial(percent, key))
    settle(window)
    taken: list[object] = []
    came = MonthPage._came

    def note(self: MonthPage, read: Shown | Patched) -> None:
        taken.append(read)
        came(self, read)

    monkeypatch.setattr(MonthPage, "_came", note)
    window.open_page("month")
    settle(window)
    qtbot.waitUntil(lambda: bool(taken))
    settle(window)
    assert [type(read) for read in taken] == [Patched]
    after = {sheet.row.id: sheet for sheet in page.sheet.rows}
    updates = [after[key].row.update for key in keys]
    assert [update.percent for update in updates if update is not None] == [35, 35]
    assert all(after[key] is sheet for key, sheet in before.items() if key not in keys)
