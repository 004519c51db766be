"""The paste preview in the window: doubtful rows one by one, what does not fit, merged cells, Word's own form."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from nq57desk.gui.dialogs.paste_preview import PasteDialog
from nq57desk.gui.main_window import MainWindow
from nq57desk.gui.pages.month import MonthPage
from tests.gui.conftest import Settle
from tests.gui.grid_hands import page_of, recorded
from tests.gui.hands import CONTROL, press, shown
from tests.usecases.test_pasted_block import EXCEL, EXCEL_TEXT, WORD, WORD_TEXT


@pytest.fixture
def page(window: MainWindow, settle: Settle) -> MonthPage:
    return page_of(window, settle)


def rows(page: MonthPage) -> list[str]:
    return [line.key for line in page.model.lines if line.row is not None]


def paste(window: MainWindow, settle: Settle, qtbot: QtBot, text: str, html: str = "") -> PasteDialog:
    data = QMimeData()
    data.setText(text)
    if html:
        data.setHtml(html)
    QApplication.clipboard().setMimeData(data)
    press(qtbot, window, Qt.Key.Key_V, CONTROL)
    settle(window)
    return shown(window, PasteDialog)


def test_doubtful_rows_are_decided_one_by_one(
    window: MainWindow, page: MonthPage, office: Path, settle: Settle, qtbot: QtBot
) -> None:
    sheets = [line.row for line in page.model.lines if line.row is not None]
    lines = [each.row.task for each in sheets if not each.group and len(each.row.task.name) > 40][:5]
    first, second = lines[3], lines[4]
    block = [f"{row.number}\t{row.name}\tKết quả" for row in lines[:3]]
    block += [f"{row.number}x\t{row.name[: len(row.name) * 7 // 10]}\tMập mờ" for row in (first, second)]
    page.grid.go_to(lines[0].id, "result")
    dialog = paste(window, settle, qtbot, "\r\n".join(" ".join(part.split("\n")) for part in block))
    assert dialog.doubtful.rowCount() == 2
    assert dialog.doubtful.isVisible()
    before = dialog.preview.differing
    texts = [dialog.doubtful.item(at, 3) for at in (0, 1)]
    assert [item.text() for item in texts if item] == ["Chưa quyết định"] * 2
    QTest.keyClick(dialog.cells, Qt.Key.Key_Space)
    left = dialog.left_out()
    dialog.doubtful.setFocus()
    QTest.keyClick(dialog.doubtful, Qt.Key.Key_1)
    settle(window)
    assert dialog.doubtful.currentRow() == 1
    QTest.keyClick(dialog.doubtful, Qt.Key.Key_2)
    settle(window)
    texts = [dialog.doubtful.item(at, 3) for at in (0, 1)]
    assert [item.text() for item in texts if item] == ["Đúng là dòng này", "Dòng khác, không dán"]
    assert dialog.preview.doubtful == ()
    assert dialog.preview.differing == before + 1
    assert dialog.left_out() == left
    QTest.keyClick(dialog.cells, Qt.Key.Key_Return)
    settle(window)
    assert recorded(office, first.id).result == "Mập mờ"
    assert page.model.text_of(second.id, "result") == ""
    assert page.model.text_of(left[0][0], "result") == ""


def test_what_does_not_fit_is_said(window: MainWindow, page: MonthPage, settle: Settle, qtbot: QtBot) -> None:
    last = rows(page)[-1]
    page.grid.go_to(last, "result")
    dialog = paste(window, settle, qtbot, "một\thai\r\nba\tbốn\r\nnăm\tsáu\r\n")
    assert "2 dòng, 0 cột của vùng dán nằm ngoài lưới" in dialog.problems.text()
    assert dialog.preview.differing == 2
    assert not dialog.doubtful.isVisible()


def test_a_text_of_20_000_letters_is_shown_short_and_kept_out(
    window: MainWindow, page: MonthPage, settle: Settle, qtbot: QtBot
) -> None:
    keys = rows(page)
    page.grid.go_to(keys[0], "result")
    dialog = paste(window, settle, qtbot, f"{'Đã làm xong. ' * 1600}\r\nngắn\r\n")
    item = dialog.cells.item(0, 0)
    assert item is not None
    assert not item.flags() & Qt.ItemFlag.ItemIsUserCheckable
    assert all(len(one.text()) <= 300 for at in range(4) if (one := dialog.cells.item(0, at)))
    QTest.keyClick(dialog.cells, Qt.Key.Key_Return)
    settle(window)
    assert page.model.text_of(keys[1], "result") == "ngắn"
    assert page.model.text_of(keys[0], "result") == ""


@pytest.mark.parametrize(
    ("text", "html", "expected"),
    [
        (WORD_TEXT, WORD, ["Đã họp\nĐã ký", "Đang làm"]),
        (EXCEL_TEXT, EXCEL, ["Đã họp", "có sẵn", "Đang làm"]),
    ],
    ids=["Word", "merged in Excel"],
)
def test_word_and_excel_as_they_really_copy(
    window: MainWindow,
    page: MonthPage,
    settle: Settle,
    qtbot: QtBot,
    text: str,
    html: str,
    expected: list[str],
) -> None:
    keys = rows(page)
    page.record_cells([(keys[1], "result", "có sẵn")])
    settle(window)
    page.grid.go_to(keys[0], "result")
    dialog = paste(window, settle, qtbot, text, html)
    QTest.keyClick(dialog.cells, Qt.Key.Key_Return)
    settle(window)
    assert [page.model.text_of(key, "result") for key in keys[: len(expected)]] == expected
