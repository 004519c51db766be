"""The grid of indicators, and what both grids share: faults of the disk, folding, filters, the frozen columns."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QAbstractItemModelTester
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from nq57desk.domain.indicators import Indicator
from nq57desk.domain.plan import Appendix, AppendixKind
from nq57desk.errors import refuse
from nq57desk.gui.main_window import MainWindow
from nq57desk.gui.pages.indicators import IndicatorsPage
from nq57desk.gui.pages.month import MonthPage
from nq57desk.usecases import indicators, month_edits
from nq57desk.usecases.changing import apply_records, new_id, proposed
from nq57desk.workspace import open_desk
from tests.builders.offices import DAY
from tests.gui.conftest import Settle
from tests.gui.grid_hands import cell, indicators_of, key, page_of, recorded, text, values
from tests.gui.hands import CONTROL, press, shown


@pytest.fixture
def page(window: MainWindow, settle: Settle) -> IndicatorsPage:
    return indicators_of(window, settle)


def test_a_number_and_a_fraction(window: MainWindow, page: IndicatorsPage, office: Path, settle: Settle) -> None:
    first = cell(page)[0]
    assert cell(page)[1] == "actual"
    text(page, "98,2")
    key(page, Qt.Key.Key_Return, CONTROL)
    second = cell(page)[0]
    assert second != first
    text(page, "55/56")
    key(page, Qt.Key.Key_Return)
    settle(window)
    found = values(office)
    assert str(found[first].actual) == "98.2"
    assert found[second].numerator == 55
    assert found[second].denominator == 56
    at = page.model.place(second)
    assert at is not None
    assert page.model.data(page.model.index(at, 5)) == "98,21 (55/56)"
    assert window.actions_by_name["undo"].text() == "Hoàn tác: ghi số liệu chỉ tiêu"


def test_what_is_no_number_stays_and_is_told(window: MainWindow, page: IndicatorsPage, settle: Settle) -> None:
    first = cell(page)[0]
    text(page, "12,5,3")
    key(page, Qt.Key.Key_Return)
    settle(window)
    assert "Không đọc được “12,5,3” thành số. Giá trị cũ còn nguyên." in page.notice.text
    assert page.model.text_of(first, "actual") == "12,5,3"


def test_one_value_pasted_goes_in_at_once(
    window: MainWindow, page: IndicatorsPage, office: Path, settle: Settle, qtbot: QtBot
) -> None:
    first = cell(page)[0]
    QApplication.clipboard().setText("1.234\r\n")
    press(qtbot, window, Qt.Key.Key_V, CONTROL)
    settle(window)
    assert values(office)[first].actual == 1234
    key(page, Qt.Key.Key_Delete)
    settle(window)
    assert first not in values(office)


def test_the_model_of_indicators_keeps_its_word(page: IndicatorsPage) -> None:
    tester = QAbstractItemModelTester(page.model, QAbstractItemModelTester.FailureReportingMode.Warning)
    page.seek("ho so")
    assert 0 < page.model.rowCount() < len(page.sheet.rows if page.sheet else ())
    page.seek("xyzxyz")
    assert page.nothing.isVisible()
    page.show_all()
    assert page.model.rowCount() == len(page.sheet.rows if page.sheet else ())
    assert tester.model() is page.model


def test_a_full_disk_keeps_what_was_typed(
    window: MainWindow, office: Path, settle: Settle, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = page_of(window, settle)
    first = cell(page)[0]

    def full(*_given: object, **_named: object) -> None:
        raise refuse("store.disk_full")

    with monkeypatch.context() as disk:
        disk.setattr(month_edits, "set_cells", full)
        text(page, "Đã làm xong")
        key(page, Qt.Key.Key_Return)
        settle(window)
    assert "Chưa lưu được 1 ô vừa điền" in page.notice.text
    assert str(office) in page.notice.text
    assert "Giải phóng ít nhất 50 MB" in page.notice.text
    assert page.model.text_of(first, "result") == "Đã làm xong"
    assert page.notice.verb.text() == "Lưu lại"
    page.notice.verb.click()
    settle(window)
    assert recorded(office, first).result == "Đã làm xong"
    assert not page.model.faults


def test_headings_fold_and_filters_keep_the_row_in_hand(window: MainWindow, settle: Settle) -> None:
    page = page_of(window, settle)
    whole = page.model.rowCount()
    heading = next(at for at, line in enumerate(page.model.lines) if line.row is None)
    page.grid.make_current(page.model.index(heading, 0))
    key(page, Qt.Key.Key_Return)
    assert page.model.rowCount() < whole
    key(page, Qt.Key.Key_Return)
    assert page.model.rowCount() == whole
    page.chips.choose("missing")
    first = cell(page)[0]
    shown = page.model.rowCount()
    text(page, "Đã làm")
    key(page, Qt.Key.Key_Return)
    settle(window)
    assert page.model.rowCount() == shown
    assert page.model.place(first) is not None
    page.chips.choose("missing")
    assert page.model.place(first) is None
    page.seek("xyzxyz")
    assert "Không có nhiệm vụ nào khớp “xyzxyz”" in page.nothing.words.text()
    page.no_filter.click()
    assert page.model.rowCount() == whole


def test_arrows_cross_the_seam_and_the_frozen_part_stays(window: MainWindow, settle: Settle) -> None:
    page = page_of(window, settle)
    at = page.grid.currentIndex().row()
    page.grid.make_current(page.model.index(at, page.model.columnCount() - 1))
    assert page.grid.horizontalScrollBar().value() > 0
    assert page.grid.frozen.isVisible()
    for column in range(page.model.columnCount() - 2, -1, -1):
        key(page, Qt.Key.Key_Left)
        assert page.grid.currentIndex().column() == column
        if column >= page.grid.frozen_columns:
            left = page.grid.visualRect(page.grid.currentIndex()).left()
            assert left >= page.grid.frozen.width() - 4
    assert isinstance(page, MonthPage)


def test_the_panel_fills_in_difficulties(window: MainWindow, office: Path, settle: Settle) -> None:
    page = page_of(window, settle)
    first = cell(page)[0]
    difficulty = page.detail.texts["difficulty"]
    difficulty.setFocus()
    text_in = "Thiếu kinh phí"
    difficulty.insertPlainText(text_in)
    page.grid.setFocus()
    settle(window)
    assert recorded(office, first).difficulty == text_in
    window.run_action("detail")
    assert not page.detail.isVisible()


@pytest.mark.qt_log_ignore("does not support", extend=True)
def test_the_list_of_states_opens_by_keys(window: MainWindow, office: Path, settle: Settle) -> None:
    page = page_of(window, settle)
    first = cell(page)[0]
    page.grid.go_to(first, "state")
    key(page, Qt.Key.Key_Down, Qt.KeyboardModifier.AltModifier)
    menu = QApplication.activePopupWidget()
    assert menu is not None
    assert page.states_menu is menu
    menu.close()
    page.states_menu.actions()[1].trigger()
    settle(window)
    assert recorded(office, first).state == "in_progress"


def test_a_letter_where_nothing_can_be_typed_begins_a_search(window: MainWindow, settle: Settle) -> None:
    page = page_of(window, settle)
    at = page.grid.currentIndex().row()
    page.grid.make_current(page.model.index(at, 2))
    text(page, "k")
    assert window.search.hasFocus()
    assert window.search.text() == "k"


def test_an_indicator_shown_twice_is_offered_and_confirmed(
    bare_window: MainWindow, office: Path, settle: Settle
) -> None:
    with open_desk(office, as_of=DAY) as desk:
        first = desk.store.get(Indicator, indicators.indicators(desk)[0].id)
        assert first is not None
        appendix = Appendix(new_id(), first.plan_id, 9_000_000, "PHỤ LỤC III", kind=AppendixKind.INDICATOR_PLAN)
        again = replace(first, id=new_id(), appendix_id=appendix.id, section_id="")
        apply_records(desk, "add", [proposed(appendix), proposed(again)])
    bare_window.office_actions.open_office(office)
    settle(bare_window)
    bare_window.open_page("indicators")
    settle(bare_window)
    page = shown(bare_window, IndicatorsPage)
    assert first.name in page.notice.text
    page.notice.verb.click()
    settle(bare_window)
    assert not page.notice.isVisible()
    with open_desk(office) as desk:
        kept = desk.store.get(Indicator, again.id)
    assert kept is not None
    assert kept.same_as == first.id
