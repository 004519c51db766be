"""The monthly grid's dialogs: paste preview, closing and opening again, forms; opened, filled, accepted, rejected."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPlainTextEdit
from pytestqt.qtbot import QtBot

from nq57desk.domain.progress import ProgressUpdate, State
from nq57desk.gui.dialogs.closing import ClosingDialog
from nq57desk.gui.dialogs.form_returns import FormReturnsDialog
from nq57desk.gui.dialogs.form_status import FormStatusDialog
from nq57desk.gui.dialogs.paste_preview import PasteDialog
from nq57desk.gui.dialogs.question import Question
from nq57desk.gui.dialogs.sheet import Sheet
from nq57desk.gui.main_window import MainWindow
from nq57desk.gui.models.grid_columns import GridRole
from nq57desk.gui.pages.month import MonthPage
from nq57desk.usecases import month_edits
from nq57desk.workspace import open_desk
from tests.builders.offices import DAY, PERIOD
from tests.gui.conftest import Settle
from tests.gui.grid_hands import cell, page_of, recorded
from tests.gui.hands import CONTROL, parts, press, shown, typed


@pytest.fixture
def page(window: MainWindow, settle: Settle) -> MonthPage:
    """The month, opened."""
    return page_of(window, settle)


def rows(page: MonthPage) -> list[str]:
    return [line.key for line in page.model.lines if line.row is not None]


def test_a_block_is_shown_before_it_is_pasted(
    window: MainWindow, page: MonthPage, office: Path, settle: Settle, qtbot: QtBot
) -> None:
    keys = rows(page)
    QApplication.clipboard().setText('Kết quả một\t88/QĐ-UBND\r\n"Hai dòng\ntrong ô"\t\r\nba\tQĐ 3\r\n')
    page.grid.go_to(keys[0], "result")
    press(qtbot, window, Qt.Key.Key_V, CONTROL)
    settle(window)
    dialog = shown(window, PasteDialog)
    assert dialog.cells.rowCount() >= 5
    with open_desk(office, read_only=True) as desk:
        assert desk.store.all(ProgressUpdate) == []
    QTest.keyClick(dialog.cells, Qt.Key.Key_Return)
    settle(window)
    assert recorded(office, keys[0]).result == "Kết quả một"
    assert recorded(office, keys[0]).product_document == "88/QĐ-UBND"
    assert recorded(office, keys[1]).result == "Hai dòng\ntrong ô"
    assert window.actions_by_name["undo"].text() == "Hoàn tác: dán vào lưới"


def test_a_line_can_be_left_out_and_a_paste_given_up(
    window: MainWindow, page: MonthPage, office: Path, settle: Settle, qtbot: QtBot
) -> None:
    keys = rows(page)
    QApplication.clipboard().setText("một\r\nhai\r\n")
    page.grid.go_to(keys[0], "result")
    press(qtbot, window, Qt.Key.Key_V, CONTROL)
    settle(window)
    QTest.keyClick(shown(window, PasteDialog), Qt.Key.Key_Escape)
    settle(window)
    assert page.model.text_of(keys[0], "result") == ""
    press(qtbot, window, Qt.Key.Key_V, CONTROL)
    settle(window)
    dialog = shown(window, PasteDialog)
    QTest.keyClick(dialog.cells, Qt.Key.Key_Space)
    assert dialog.left_out() == [(keys[0], "result")]
    QTest.keyClick(dialog.cells, Qt.Key.Key_Return)
    settle(window)
    assert page.model.text_of(keys[0], "result") == ""
    assert recorded(office, keys[1]).result == "hai"


def test_a_copied_block_comes_back_the_same(
    window: MainWindow, page: MonthPage, office: Path, settle: Settle, qtbot: QtBot
) -> None:
    keys = rows(page)
    page.record_cells([(keys[0], "result", 'Có "ngoặc"\nvà xuống dòng'), (keys[1], "result", "hai")])
    settle(window)
    page.grid.go_to(keys[0], "result")
    QTest.keyClick(page.grid, Qt.Key.Key_Down, Qt.KeyboardModifier.ShiftModifier)
    QTest.keyClick(page.grid, Qt.Key.Key_C, CONTROL)
    page.grid.go_to(keys[2], "result")
    press(qtbot, window, Qt.Key.Key_V, CONTROL)
    settle(window)
    QTest.keyClick(shown(window, PasteDialog).cells, Qt.Key.Key_Return)
    settle(window)
    assert recorded(office, keys[2]).result == 'Có "ngoặc"\nvà xuống dòng'


def test_closing_leads_to_the_cell_and_then_closes(
    window: MainWindow, page: MonthPage, settle: Settle, qtbot: QtBot
) -> None:
    keys = rows(page)
    page.record_cells([(keys[3], "state", "Dừng/thay thế"), (keys[3], "result", "Đã dừng")])
    settle(window)
    window.run_action("close_period")
    settle(window)
    dialog = shown(window, ClosingDialog)
    assert "còn 1 chỗ phải sửa" in dialog.words.text()
    assert not dialog.close_button.isEnabled()
    QTest.keyClick(dialog.list, Qt.Key.Key_Return)
    settle(window)
    assert parts(window, ClosingDialog) == []
    assert cell(page) == (keys[3], "stopped_by")
    page.record_cells([(keys[3], "stopped_by", "12/QĐ-UBND")])
    settle(window)
    window.run_action("close_period")
    settle(window)
    dialog = shown(window, ClosingDialog)
    assert "dưới mức 90%. Vẫn chốt được" in dialog.words.text()
    assert dialog.back.isDefault()
    dialog.check.click()
    settle(window)
    QTest.keyClick(dialog.close_button, Qt.Key.Key_Space)
    settle(window)
    QTest.keyClick(shown(window, Question), Qt.Key.Key_Escape)
    assert "đã chốt. Không có gì thay đổi" in page.notice.text
    assert not page.model.writable
    assert not window.actions_by_name["nothing_arose"].isEnabled()
    page.notice.verb.click()
    sheet = shown(window, Sheet)
    reason = sheet.form.inputs["reason"]
    assert isinstance(reason, QPlainTextEdit)
    sheet.submit()
    assert sheet.form.error("reason")
    typed(reason, "Bổ sung số liệu")
    press(qtbot, sheet, Qt.Key.Key_Return, CONTROL)
    settle(window)
    assert page.model.writable


def test_going_back_from_closing_changes_nothing(window: MainWindow, page: MonthPage, settle: Settle) -> None:
    window.run_action("close_period")
    settle(window)
    QTest.keyClick(shown(window, ClosingDialog), Qt.Key.Key_Escape)
    settle(window)
    assert page.model.writable


def test_forms_go_out_come_back_and_are_reminded_of(
    window: MainWindow, page: MonthPage, settle: Settle, tmp_path: Path
) -> None:
    folder = tmp_path / "phieu"
    page.forms.make_into(folder)
    settle(window)
    QTest.keyClick(shown(window, Question), Qt.Key.Key_Escape)
    files = sorted(folder.glob("*.xlsx"))
    assert files
    page.forms.show_status()
    settle(window)
    status = shown(window, FormStatusDialog)
    QTest.keyClick(status.table, Qt.Key.Key_Return)
    settle(window)
    assert status.text.toPlainText().startswith("Kính gửi: ")
    assert QApplication.clipboard().text() == status.text.toPlainText()
    QTest.keyClick(status, Qt.Key.Key_Escape)
    page.forms.take_in(files[:1])
    settle(window)
    returns = shown(window, FormReturnsDialog)
    assert files[0].name in returns.words.text()
    QTest.keyClick(returns, Qt.Key.Key_Escape)
    settle(window)
    page.forms.take_in(files[:1])
    settle(window)
    shown(window, FormReturnsDialog).apply()
    settle(window)
    assert parts(window, FormReturnsDialog) == []


def test_nothing_arose_for_many_is_asked_for_once(
    window: MainWindow, page: MonthPage, office: Path, settle: Settle, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[str] = []

    def answer(_parent: object, text: str, verb: str) -> bool:
        asked.append(f"{text} {verb}")
        return True

    monkeypatch.setattr("nq57desk.gui.dialogs.question.ask", answer)
    page.grid.selectAll()
    page.nothing_arose()
    settle(window)
    assert len(asked) == 1
    assert "hoàn tác được" in asked[0]
    with open_desk(office, read_only=True) as desk:
        assert any(one.nothing_arose for one in desk.store.all(ProgressUpdate))


def test_carried_over_values_count_only_once_confirmed(
    window: MainWindow, page: MonthPage, office: Path, settle: Settle, qtbot: QtBot
) -> None:
    key = rows(page)[0]

    cells = [month_edits.CellEdit(key, "state", "2"), month_edits.CellEdit(key, "percent", "60")]
    window.session.change(lambda desk, _m: month_edits.set_cells(desk, period="2026-10", cells=cells))
    settle(window)
    page.refresh()
    settle(window)
    at = page.model.place(key)
    assert at is not None
    percent = page.model.index(at, page.model.column_of("percent") or 0)
    assert page.model.data(percent) == ""
    assert page.model.data(percent, GridRole.SUGGESTED) == "60"
    assert "gợi ý 60, chưa ghi" in str(page.model.data(percent, Qt.ItemDataRole.AccessibleTextRole))
    with open_desk(office, read_only=True) as desk:
        assert [one for one in desk.store.all(ProgressUpdate) if one.period == PERIOD] == []
    page.grid.go_to(key, "percent")
    press(qtbot, window, Qt.Key.Key_L, CONTROL)
    settle(window)
    found = recorded(office, key)
    assert (found.percent, found.state) == (60, State.IN_PROGRESS)
    assert DAY.isoformat().startswith(PERIOD)
