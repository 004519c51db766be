"""What is typed wrongly is told in place and stays typed (DESK 5, M11): cells of both grids, panels, forms."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPlainTextEdit
from pytestqt.qtbot import QtBot

from nq57desk.domain.indicators import IndicatorValue
from nq57desk.domain.progress import ProgressUpdate, State
from nq57desk.gui.dialogs.closing import ClosingDialog
from nq57desk.gui.dialogs.sheet import Sheet
from nq57desk.gui.main_window import MainWindow
from nq57desk.gui.models.grid_columns import GridRole
from nq57desk.gui.pages.indicators import IndicatorsPage
from nq57desk.gui.pages.month import MonthPage
from nq57desk.workspace import open_desk
from tests.builders.offices import DAY, PERIOD
from tests.gui.conftest import Settle
from tests.gui.grid_hands import cell, key, page_of, recorded, text
from tests.gui.hands import CONTROL, parts, press, shown, typed

LONG = "Dài " * 5000
"""Twenty thousand characters."""


@pytest.fixture
def page(window: MainWindow, settle: Settle) -> MonthPage:
    """The month, opened."""
    return page_of(window, settle)


def nothing_kept(office: Path) -> bool:
    with open_desk(office, read_only=True) as desk:
        return desk.store.all(ProgressUpdate) == [] and desk.store.all(IndicatorValue) == []


def fault_at(page: MonthPage | IndicatorsPage, field: str, key: str) -> str:
    """The reason that stands with a cell."""
    at, column = page.model.place(key), page.model.column_of(field)
    assert at is not None
    assert column is not None
    return str(page.model.data(page.model.index(at, column), GridRole.FAULT) or "")


@pytest.mark.parametrize(
    ("field", "words", "said"),
    [
        ("percent", "140", "“140” không phải tỷ lệ từ 0 đến 100. Giá trị cũ còn nguyên."),
        ("percent", "-5", "“-5” không phải tỷ lệ"),
        ("percent", "sáu mươi", "Không đọc được “sáu mươi” thành số"),
        ("finished_on", "31/02/2026", "Không đọc được “31/02/2026” thành ngày. Giá trị cũ còn nguyên."),
        ("finished_on", "hôm kia", "Không đọc được “hôm kia” thành ngày"),
        ("finished_on", "01/12/2026", "Ngày hoàn thành “01/12/2026” chưa đến"),
        ("disbursed", "12,5,3", "Không đọc được “12,5,3” thành số. Giá trị cũ còn nguyên. Gõ lại, ví dụ 12,5"),
        ("disbursed", "1,5", "“1,5” không tròn đồng"),
    ],
)
def test_a_cell_that_cannot_be_read_says_so_and_keeps_what_was_typed(
    window: MainWindow, page: MonthPage, office: Path, settle: Settle, field: str, words: str, said: str
) -> None:
    first = cell(page)[0]
    page.grid.go_to(first, field)
    text(page, words)
    key(page, Qt.Key.Key_Tab)
    settle(window)
    assert said in page.notice.text
    assert said in fault_at(page, field, first)
    assert page.model.text_of(first, field) == words
    assert nothing_kept(office)
    page.grid.go_to(first, field)
    key(page, Qt.Key.Key_F2)
    press_f2 = page.grid.cells.open_editor()
    if press_f2 is None:
        page.grid.open_cell()
    editor = page.grid.cells.open_editor()
    assert editor is not None
    assert editor.text() == words
    key(page, Qt.Key.Key_Escape)
    key(page, Qt.Key.Key_Escape)
    assert page.model.text_of(first, field) == ""
    assert fault_at(page, field, first) == ""


@pytest.mark.parametrize("field", ["result", "difficulty", "product_document"])
def test_twenty_thousand_characters_in_a_cell(
    window: MainWindow, page: MonthPage, office: Path, settle: Settle, field: str
) -> None:
    first = cell(page)[0]
    page.grid.go_to(first, field)
    page.grid.open_cell()
    QApplication.clipboard().setText(LONG)
    key(page, Qt.Key.Key_V, CONTROL)
    key(page, Qt.Key.Key_Return)
    settle(window)
    assert "nhiều nhất 10.000 ký tự" in page.notice.text
    assert "nội dung gõ còn trên ô" in fault_at(page, field, first)
    assert page.model.text_of(first, field).strip() == LONG.strip()
    assert nothing_kept(office)
    page.grab()
    page.grid.go_to(first, field)
    page.grid.open_cell()
    key(page, Qt.Key.Key_A, CONTROL)
    text(page, "Ngắn")
    key(page, Qt.Key.Key_Return)
    settle(window)
    assert getattr(recorded(office, first), field) == "Ngắn"
    assert not page.model.faults


def test_twenty_thousand_characters_in_the_panel(
    window: MainWindow, page: MonthPage, office: Path, settle: Settle
) -> None:
    first = cell(page)[0]
    field = page.detail.texts["difficulty"]
    field.setFocus()
    field.insertPlainText(LONG)
    page.grid.setFocus()
    settle(window)
    assert "nhiều nhất 10.000 ký tự" in page.notice.text
    assert page.model.text_of(first, "difficulty").strip() == LONG.strip()
    assert nothing_kept(office)


def test_done_without_a_document_is_marked_in_place_and_said_before_closing(
    window: MainWindow, page: MonthPage, office: Path, settle: Settle
) -> None:
    first = cell(page)[0]
    page.grid.go_to(first, "state")
    text(page, "3")
    assert cell(page) == (first, "product_document")
    settle(window)
    at, column = page.model.place(first), page.model.column_of("product_document")
    assert at is not None
    assert column is not None
    index = page.model.index(at, column)
    assert page.model.data(index, GridRole.LACKING)
    assert "cần điền" in str(page.model.data(index, Qt.ItemDataRole.AccessibleTextRole))
    assert recorded(office, first).state is State.DONE
    window.run_action("close_period")
    settle(window)
    dialog = shown(window, ClosingDialog)
    lines = [
        head.child(n).text(0)
        for head in [dialog.list.topLevelItem(at) for at in range(dialog.list.topLevelItemCount())]
        if head is not None
        for n in range(head.childCount())
    ]
    assert any("sản phẩm" in line for line in lines)
    QTest.keyClick(dialog, Qt.Key.Key_Escape)


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ("12,5,3", "Không đọc được “12,5,3” thành số. Giá trị cũ còn nguyên."),
        ("tốt", "Không đọc được “tốt” thành số"),
        ("5/0", "Mẫu số bằng 0"),
        ("9" * 30, "thành số"),
    ],
)
def test_a_figure_that_is_none_stays_in_its_cell(
    window: MainWindow, office: Path, settle: Settle, words: str, said: str
) -> None:
    window.open_page("indicators")
    settle(window)
    page = shown(window, IndicatorsPage)
    window.activateWindow()
    page.grid.setFocus()
    first = cell(page)[0]
    text(page, words)
    key(page, Qt.Key.Key_Return)
    settle(window)
    assert said in page.notice.text
    assert said in fault_at(page, "actual", first)
    assert page.model.text_of(first, "actual") == words
    assert nothing_kept(office)


def test_a_wrong_day_in_the_form_stands_under_its_field(
    window: MainWindow, page: MonthPage, office: Path, settle: Settle, qtbot: QtBot
) -> None:
    assert cell(page)[0]
    press(qtbot, window, Qt.Key.Key_R, CONTROL)
    settle(window)
    sheet = shown(window, Sheet)
    day = next(made for name, made in sheet.form.inputs.items() if name == "finished_on")
    typed(day, "31/02/2026")
    result = sheet.form.inputs["result"]
    assert isinstance(result, QPlainTextEdit)
    result.setPlainText(LONG)
    press(qtbot, sheet, Qt.Key.Key_Return, CONTROL)
    settle(window)
    assert "“31/02/2026” thành ngày" in sheet.form.error("finished_on")
    assert result.toPlainText() == LONG
    assert parts(window, Sheet) == [sheet]
    assert nothing_kept(office)
    sheet.reject()


def test_a_clock_set_back_a_year_loses_nothing_and_takes_no_day_that_is_still_to_come(
    bare_window: MainWindow, office: Path, settle: Settle
) -> None:
    bare_window.session.as_of = DAY
    bare_window.office_actions.open_office(office)
    settle(bare_window)
    page = page_of(bare_window, settle)
    first = cell(page)[0]
    text(page, "Đã ban hành")
    key(page, Qt.Key.Key_Return)
    settle(bare_window)
    bare_window.session.as_of = DAY.replace(year=2025)
    bare_window.office_actions.open_office(office)
    settle(bare_window)
    bare_window.open_page("month")
    settle(bare_window)
    assert recorded(office, first).result == "Đã ban hành"
    bare_window.session.as_of = DAY.replace(month=2)
    bare_window.office_actions.open_office(office)
    settle(bare_window)
    page = page_of(bare_window, settle)
    assert page.code == "2026-02"
    now = cell(page)[0]
    page.grid.go_to(now, "finished_on")
    text(page, "13/11/2026")
    key(page, Qt.Key.Key_Return)
    settle(bare_window)
    assert "“13/11/2026” chưa đến" in page.notice.text
    assert page.model.text_of(now, "finished_on") == "13/11/2026"
    page.grid.go_to(now, "result")
    text(page, "Ghi khi đồng hồ sai")
    key(page, Qt.Key.Key_Return)
    settle(bare_window)
    with open_desk(office, as_of=DAY) as desk:
        kept = {(one.period, one.result) for one in desk.store.all(ProgressUpdate)}
    assert kept == {(PERIOD, "Đã ban hành"), ("2026-02", "Ghi khi đồng hồ sai")}
