"""The city's page with two dozen offices: matrix, chips, search, groups, tiles, keys, what is opened and copied."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtTest import QAbstractItemModelTester
from PySide6.QtWidgets import QApplication, QDialog, QLabel, QPushButton
from pytestqt.qtbot import QtBot

from nq57desk import wording
from nq57desk.domain.submission import CellState
from nq57desk.gui.dialogs.city_office import CityOfficeDialog
from nq57desk.gui.dialogs.city_reminders import RemindersDialog
from nq57desk.gui.dialogs.city_rows import BehindDialog, CityGoalsDialog, CityRowsDialog, CitySaidDialog
from nq57desk.gui.dialogs.locking import LockingDialog
from nq57desk.gui.dialogs.waiting import WaitingDialog
from nq57desk.gui.main_window import MainWindow
from nq57desk.gui.models.city_matrix import MONTHS, NAME, TIMELY, CityMatrixModel
from nq57desk.gui.models.rows import Role
from nq57desk.gui.pages import consolidated
from nq57desk.gui.pages.city import CityPage
from nq57desk.gui.pages.city_frame import TABLE, TILES
from nq57desk.gui.pages.consolidated import ConsolidatedPage
from nq57desk.usecases import city_matrix, city_views
from nq57desk.workspace import open_desk
from tests.builders.small_city import DAY, SIZE
from tests.gui.conftest import Settle
from tests.gui.hands import CONTROL, parts, press, shown


@pytest.fixture
def window(city_window: MainWindow) -> MainWindow:
    return city_window


@pytest.fixture
def page(window: MainWindow) -> CityPage:
    return shown(window, CityPage)


def dialog(window: MainWindow) -> QDialog:
    return parts(window, QDialog)[0]


def test_the_model_keeps_qts_rules_whatever_is_shown(made_city: Path) -> None:
    with open_desk(made_city, as_of=DAY, read_only=True) as desk:
        found = city_matrix.matrix(desk)
    model = CityMatrixModel()
    tester = QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal)
    model.show(found)
    assert tester.model() is model
    assert model.rowCount() == SIZE.offices + 3
    for changes in ({"grouped": False}, {"chip": "missing"}, {"sought": "sao"}, {"sorted_by": TIMELY}, {"chip": "all"}):
        model.arrange(**changes)
        assert model.rowCount(model.index(0, 0)) == 0
        for row in range(model.rowCount()):
            assert model.index(row, NAME).data()
    model.arrange(sought="", sorted_by=None, grouped=True)
    heading = model.index(0, NAME)
    assert heading.data(Role.HEADING)
    assert model.office(QModelIndex()) is None
    spoken = model.index(1, MONTHS).data(Qt.ItemDataRole.AccessibleTextRole)
    assert model.offices[0].unit.title in spoken


def test_the_head_and_the_chips_count_the_chosen_month(page: CityPage) -> None:
    found = page.matrix
    assert found is not None
    counts = found.counts()
    assert page.aside.text().startswith(f"{counts['accepted']}/{SIZE.offices} đã nhận")
    assert page.chips.buttons["all"].text().endswith(str(SIZE.offices))
    assert page.chips.buttons["missing"].text().endswith(f"  {counts['missing']}")
    page.chips.choose("missing")
    assert {row.cells[found.at].state for row in page.model.offices} == {CellState.MISSING}
    assert page.leave()
    assert len(page.model.offices) == SIZE.offices


def test_a_letter_opens_the_find_field(page: CityPage, window: MainWindow, qtbot: QtBot) -> None:
    page.view.setFocus()
    press(qtbot, window, Qt.Key.Key_T)
    assert page.seeker.text() == "t"
    page.seeker.setText("trang mai")
    assert [row.unit.title for row in page.model.offices] == ["Phường Trăng Mai"]
    press(qtbot, window, Qt.Key.Key_Return)
    assert page.view.hasFocus()


def test_headings_sort_the_most_late_first_and_ctrl_g_groups(page: CityPage, window: MainWindow, qtbot: QtBot) -> None:
    page.view.sorted_by.emit(TIMELY)
    late = [row.late_months for row in page.model.offices]
    assert late == sorted(late, reverse=True)
    found = page.matrix
    assert found is not None
    page.view.sorted_by.emit(MONTHS + found.at)
    assert page.model.offices[0].cells[found.at].state is CellState.MISSING
    page.view.sorted_by.emit(MONTHS + found.at)
    assert page.model.shown.sorted_by is None
    page.view.setFocus()
    press(qtbot, window, Qt.Key.Key_G, CONTROL)
    assert page.model.rowCount() == SIZE.offices
    press(qtbot, window, Qt.Key.Key_G, CONTROL)
    assert page.model.rowCount() == SIZE.offices + 3


def test_the_name_stays_while_the_months_scroll(page: CityPage, window: MainWindow, settle: Settle) -> None:
    window.resize(1024, 768)
    settle(window)
    left = page.view.left
    assert left.isVisible()
    assert left.columnWidth(NAME) == page.view.columnWidth(NAME)
    assert left.isColumnHidden(MONTHS)
    page.view.choose(2, MONTHS)
    x = page.view.columnViewportPosition(MONTHS)
    assert x >= left.width() - 4
    page.view.verticalScrollBar().setValue(60)
    assert left.verticalScrollBar().value() == 60


def test_arrows_pass_over_headings(page: CityPage, window: MainWindow, qtbot: QtBot) -> None:
    last = page.model.place_of("90010")
    page.view.choose(last, MONTHS)
    page.view.setFocus()
    press(qtbot, window, Qt.Key.Key_Down)
    office = page.model.office(page.view.currentIndex())
    assert office is not None
    assert office.unit.kind == "xã"


def test_the_line_below_tells_the_chosen_cell_and_its_reminder_is_copied(
    page: CityPage, window: MainWindow, settle: Settle
) -> None:
    found = page.matrix
    assert found is not None
    row = next(row for row in found.rows if row.cells[found.at].state is CellState.MISSING)
    page.view.choose(page.model.place_of(row.unit.code), MONTHS + found.at)
    assert page.line.text().startswith(f"{row.unit.title} · tháng 11/2026: Chưa nộp")
    assert not page.below_buttons["receipt"].isEnabled()
    page.below_buttons["copy"].click()
    settle(window)
    assert row.unit.title in QApplication.clipboard().text()


def test_enter_opens_the_office_and_its_history(
    page: CityPage, window: MainWindow, settle: Settle, qtbot: QtBot
) -> None:
    page.view.choose(page.model.place_of("90002"), MONTHS)
    page.view.setFocus()
    press(qtbot, window, Qt.Key.Key_Return)
    settle(window)
    opened = dialog(window)
    assert isinstance(opened, CityOfficeDialog)
    assert len(opened.tasks.rows) == SIZE.tasks
    QAbstractItemModelTester(opened.bundles, QAbstractItemModelTester.FailureReportingMode.Fatal)
    opened.reject()
    page.below_buttons["history"].click()
    settle(window)
    opened = dialog(window)
    assert isinstance(opened, CityOfficeDialog)
    assert all(line.counts is not None for line in opened.history.rows)
    opened.reject()


def test_tiles_show_every_office_and_take_the_keys(
    page: CityPage, window: MainWindow, settle: Settle, qtbot: QtBot
) -> None:
    page.view.setFocus()
    press(qtbot, window, Qt.Key.Key_T, CONTROL)
    settle(window)
    assert page.stack.currentIndex() == TILES
    assert len(page.tiles.boxes) == SIZE.offices
    page.tiles.setFocus()
    press(qtbot, window, Qt.Key.Key_Home)
    press(qtbot, window, Qt.Key.Key_Right)
    assert page.current_code() == page.model.offices[1].unit.code
    press(qtbot, window, Qt.Key.Key_Down)
    current = page.tiles.current()
    assert current is not None
    assert current.unit.kind == "xã"
    assert current.unit.title in page.tiles.accessibleDescription()
    press(qtbot, window, Qt.Key.Key_Return)
    settle(window)
    dialog(window).reject()
    press(qtbot, window, Qt.Key.Key_T, CONTROL)
    assert page.stack.currentIndex() == TABLE
    assert page.current_code() == current.unit.code


def test_a_leader_sees_tiles_ranking_and_print_and_no_name_of_a_person(
    window: MainWindow, settle: Settle, qtbot: QtBot
) -> None:
    press(qtbot, window, Qt.Key.Key_F11)
    settle(window)
    page = shown(window, CityPage)
    assert page.stack.currentIndex() == TILES
    assert parts(window, QDialog) == []
    assert [button.text() for button in parts(page, QPushButton) if not button.isEnabled()] == []
    for name in ("receive", "remind", "issue_receipts", "lock_period"):
        assert not page.can(name)
    assert page.can("print_view")
    window.open_page("consolidated")
    settle(window)
    assert shown(window, ConsolidatedPage).tabs.currentIndex() == city_views.RANKING
    window.open_page("papers")
    settle(window)
    assert not window.actions_by_name["issue_paper"].isEnabled()
    press(qtbot, window, Qt.Key.Key_F11)
    settle(window)
    assert window.current == "city"
    assert shown(window, CityPage).can("remind")


def test_reminders_are_ticked_and_copied_at_one_press(window: MainWindow, settle: Settle) -> None:
    window.run_action("remind")
    settle(window)
    opened = dialog(window)
    assert isinstance(opened, RemindersDialog)
    assert opened.ticked == tuple(one for one in opened.found if one.days)
    opened.copy_button.click()
    text = QApplication.clipboard().text()
    assert all(one.text in text for one in opened.ticked)
    first = opened.ticked[0]
    opened.table.setCurrentCell(opened.found.index(first), 0)
    opened.one_button.click()
    assert QApplication.clipboard().text() == first.text
    assert opened.found[opened.table.currentRow()] == opened.ticked[1]
    noted = opened.table.item(opened.found.index(first), 3)
    assert noted is not None
    noted.setText("Chị  Hoa 0912 345 678")
    settle(window)
    opened.list_button.click()
    line = QApplication.clipboard().text().splitlines()[1].split("\t")
    assert line == [first.code, first.name, "Chưa nộp", str(first.days), "Chị Hoa 0912 345 678"]
    opened.reject()
    window.run_action("remind")
    settle(window)
    again = dialog(window)
    assert isinstance(again, RemindersDialog)
    assert again.found[opened.found.index(opened.ticked[0])].contact == "Chị Hoa 0912 345 678"
    again.reject()


def test_papers_and_workbook_are_saved_from_the_page(
    page: CityPage, window: MainWindow, settle: Settle, tmp_path: Path
) -> None:
    page.doing.save_paper_to("city-report", tmp_path / "r.pdf")
    settle(window)
    dialog(window).reject()
    page.doing.save_book_to(tmp_path / "b.xlsx")
    settle(window)
    dialog(window).reject()
    assert (tmp_path / "r.pdf").read_bytes().startswith(b"%PDF")
    assert (tmp_path / "b.xlsx").stat().st_size > 10_000


def test_a_file_that_names_no_office_is_told_with_a_guess(
    page: CityPage, window: MainWindow, settle: Settle, tmp_path: Path
) -> None:
    code = page.model.offices[0].unit.code
    for name in (f"{code}_2026-11_9.nq57", "x.nq57"):
        (tmp_path / name).write_bytes(b"no bundle")
    page.take_in([tmp_path / f"{code}_2026-11_9.nq57", tmp_path / "x.nq57"])
    settle(window)
    whose = [page.results.index(row, 1).data() for row in range(2)]
    assert whose[0].startswith(f"(có thể: {code} ")
    assert whose[1] == "(chưa rõ đơn vị)"
    assert "Gọi điện hỏi đơn vị đó" in page.results.index(0, 3).data()
    window.run_action("waiting_bundles")
    settle(window)
    waiting = dialog(window)
    assert isinstance(waiting, WaitingDialog)
    listed = [waiting.model.index(row, 1).data() for row in range(waiting.model.rowCount())]
    assert whose[0] in listed
    waiting.reject()


def test_a_month_is_locked_and_opened_again(page: CityPage, window: MainWindow, settle: Settle) -> None:
    assert page.can("lock_period")
    assert not page.can("unlock_period")
    window.run_action("lock_period")
    settle(window)
    before = dialog(window)
    assert isinstance(before, LockingDialog)
    table = before.table.model()
    names = [table.index(at, 0).data() for at in range(table.rowCount())]
    assert names == [f"{one.code}  {one.name}" for one in before.missing]
    assert len(names) > 0
    assert before.cancel_button.isDefault()
    before.list_button.click()
    assert QApplication.clipboard().text().count("\n") == len(names)
    before.remind_button.click()
    settle(window)
    reminding = dialog(window)
    assert isinstance(reminding, RemindersDialog)
    assert [one.name for one in reminding.found] == [one.name for one in before.missing]
    reminding.reject()
    assert page.can("lock_period")
    window.run_action("lock_period")
    settle(window)
    again = dialog(window)
    assert isinstance(again, LockingDialog)
    again.lock_button.click()
    settle(window)
    assert page.can("unlock_period")
    assert not page.can("lock_period")
    assert "kỳ đã khóa" in page.aside.text()


def test_the_consolidated_tables_open_the_rows_behind_a_line(window: MainWindow, settle: Settle) -> None:
    window.open_page("consolidated")
    settle(window)
    page = shown(window, ConsolidatedPage)
    assert "chưa liên kết:" in page.aside.text()
    assert "Chưa có số liệu của kỳ" in page.notes.text()
    for at in range(len(consolidated.TABS)):
        page.tabs.setCurrentIndex(at)
        settle(window)
        model = page.models[at]
        assert model is not None
        QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal)
    behind: tuple[tuple[int, int, type[BehindDialog[Any]]], ...] = (
        (city_views.BY_OFFICE, 1, CityRowsDialog),
        (city_views.BY_TASK, 0, CityRowsDialog),
        (city_views.RANKING, 0, CityRowsDialog),
        (city_views.BY_INDICATOR, 0, CityGoalsDialog),
        (city_views.SAID, 0, CitySaidDialog),
    )
    for at, row, kind in behind:
        page.tabs.setCurrentIndex(at)
        model = page.models[at]
        assert model is not None
        page.tables[at].setCurrentIndex(model.index(row, 1))
        page.open_rows()
        settle(window)
        opened = dialog(window)
        assert isinstance(opened, kind)
        assert opened.model.rows
        QAbstractItemModelTester(opened.model, QAbstractItemModelTester.FailureReportingMode.Fatal)
        assert "lần " in opened.whole.text() + parts(opened, QLabel)[0].text()
        opened.reject()


def test_the_headings_and_the_matrix_speak_the_windows_language(window: MainWindow, settle: Settle) -> None:
    window.open_page("consolidated")
    settle(window)
    page = shown(window, ConsolidatedPage)
    wording.use_language("en")
    told = set()
    for at in range(len(consolidated.TABS)):
        page.tabs.setCurrentIndex(at)
        settle(window)
        page._show(at)
        model = page.models[at]
        assert model is not None
        told |= {column.heading for column in model.columns}
    known = {*consolidated.SAME_HEADINGS, *consolidated.HEADINGS.values()}
    assert {"Unit", "Deadline", "Proposals"} <= told <= {wording._(text) for text in known}


def test_the_ranking_tells_its_rule(window: MainWindow, settle: Settle) -> None:
    window.open_page("consolidated")
    settle(window)
    page = shown(window, ConsolidatedPage)
    page.tabs.setCurrentIndex(city_views.RANKING)
    page.compare.setCurrentIndex(2)
    assert "số nhiệm vụ có thời hạn" in page.rule.text()
    model = page.models[city_views.RANKING]
    assert model is not None
    shares = [row.line.cells[3].value for row in model.rows if row.line.cells[3].value is not None]
    assert shares == sorted(shares, key=lambda share: float(str(share)))
