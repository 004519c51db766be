"""[Tự chọn bảng và cột] in the window: opened, filled by keys, accepted, rejected, remembered; old letters kept."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QAbstractItemModelTester, QTest
from pytestqt.qtbot import QtBot

from nq57desk.domain.plan import Task
from nq57desk.domain.problems import Place
from nq57desk.gui.clipboard import Pasted
from nq57desk.gui.dialogs.choose_table import ChooseTable
from nq57desk.gui.main_window import MainWindow
from nq57desk.gui.models.file_rows import FileRows
from nq57desk.gui.pages.importing import ImportPage
from nq57desk.gui.widgets.import_view import OTHER
from nq57desk.gui.widgets.plain import Choice
from nq57desk.importing.recognise_chosen import ChosenColumns, ChosenTable, FileTable
from nq57desk.workspace import open_desk
from tests.gui.conftest import Settle
from tests.gui.hands import CONTROL, names, parts, press, shown
from tests.usecases.test_import_choices import odd_sheet, old_file

STRICT = QAbstractItemModelTester.FailureReportingMode.Fatal


@pytest.fixture
def asked(window: MainWindow, settle: Settle, tmp_path: Path) -> ImportPage:
    """A file whose headings nobody knows was dropped: M05 is shown."""
    window.import_from(odd_sheet(tmp_path))
    settle(window)
    return shown(window, ImportPage)


def opened(page: ImportPage, window: MainWindow, settle: Settle) -> ChooseTable:
    page.waiting.choose.click()
    settle(window)
    return shown(window, ChooseTable)


def choose(made: Choice, value: str) -> None:
    made.setFocus()
    made.setCurrentIndex(made.findData(value))
    made.activated.emit(made.currentIndex())


def test_m05_offers_its_button(asked: ImportPage) -> None:
    assert asked.waiting.words.text().startswith("Không tìm thấy bảng nhiệm vụ hay chỉ tiêu trong la.xlsx (tệp có 1")
    assert asked.waiting.choose.isVisible()
    assert asked.waiting.choose.hasFocus()
    assert not asked.waiting.again.isVisible()
    lines = asked.waiting.words
    assert lines.height() >= lines.heightForWidth(lines.width())


def test_a_file_without_any_table_offers_none(window: MainWindow, settle: Settle) -> None:
    window.import_from(Pasted("<p>Kính gửi các phòng</p>", "Kính gửi các phòng"))
    settle(window)
    page = shown(window, ImportPage)
    assert "không có bảng nào" in page.waiting.words.text()
    assert not page.waiting.choose.isVisible()


def test_table_heading_and_columns_are_chosen_by_keys(
    asked: ImportPage, window: MainWindow, office: Path, settle: Settle, tmp_path: Path
) -> None:
    dialog = opened(asked, window, settle)
    QAbstractItemModelTester(dialog.model, STRICT)
    assert dialog.chosen == ChosenTable(0, 2)
    dialog.rows.setFocus()
    QTest.keyClick(dialog.rows, Qt.Key.Key_Up)
    QTest.keyClick(dialog.rows, Qt.Key.Key_Space)
    settle(window)
    assert dialog.chosen.heading == 1
    QTest.keyClick(dialog.rows, Qt.Key.Key_Down)
    QTest.keyClick(dialog.rows, Qt.Key.Key_Return)
    settle(window)
    assert dialog.chosen.heading == 2
    lists = dialog.rows.header.lists
    for made in lists:
        choose(made, "")
    assert not dialog.accept_button.isEnabled()
    assert "Nhiệm vụ, chỉ tiêu" in dialog.lacks.text()
    for made, field in zip(lists, ("number", "name", "lead", "deadline"), strict=True):
        choose(made, field)
    choose(lists[0], "name")
    assert [str(made.currentData()) for made in lists] == ["name", "", "lead", "deadline"]
    choose(lists[1], "name")
    choose(lists[0], "number")
    QTest.keyClick(dialog.rows, Qt.Key.Key_Return, CONTROL)
    settle(window)
    assert parts(window, ChooseTable) == []
    assert asked.model.taken == 2
    assert "tự chọn" in asked.view.profile.text()
    asked.apply()
    settle(window)
    with open_desk(office) as desk:
        task = next(each for each in desk.store.all(Task) if each.name == "Rà soát hồ sơ")
    assert (task.number, task.lead, task.deadline) == ("1", "Công an phường", "30/6/2026")
    window.import_from(odd_sheet(tmp_path, "thang-sau.xlsx", "Việc của tháng sau"))
    settle(window)
    assert "Đã dùng cách ghép cột" in asked.view.profile.text()
    assert "Việc của tháng sau" in {each.read.name for each in asked.model.all if each.read}
    asked.view.forget_button.click()
    settle(window)
    assert asked.waiting.choose.isVisible()


def test_the_end_of_the_table_and_no_heading(asked: ImportPage, window: MainWindow, settle: Settle) -> None:
    dialog = opened(asked, window, settle)
    dialog.rows.setCurrentIndex(dialog.model.index(3, 0))
    dialog.last_button.click()
    settle(window)
    assert dialog.chosen == ChosenTable(0, 2, last=3)
    assert "1 dòng bên dưới" in dialog.words.text()
    dialog.last_button.click()
    settle(window)
    assert dialog.chosen == ChosenTable(0, 2)
    dialog.none_button.click()
    settle(window)
    assert dialog.chosen == ChosenTable(0)
    assert dialog.columns.headings[0] == "Cột 1"


def test_giving_up_leaves_everything(asked: ImportPage, window: MainWindow, office: Path, settle: Settle) -> None:
    before = names(office)
    dialog = opened(asked, window, settle)
    QTest.keyClick(dialog.rows, Qt.Key.Key_Escape)
    settle(window)
    assert asked.waiting.choose.isVisible()
    assert asked.preview is None
    assert names(office) == before


def test_another_table_than_the_one_found_can_be_taken(window: MainWindow, settle: Settle, qtbot: QtBot) -> None:
    """The list of tables ends with a way to point at one."""
    text = "TT\tNhiệm vụ\tCơ quan chủ trì\tThời hạn\n1\tViệc một\tVăn phòng\tQuý IV/2026\n2\tViệc hai\tVăn phòng\tQuý I"
    window.import_from(Pasted("", text))
    settle(window)
    page = shown(window, ImportPage)
    page.view.tables.setCurrentIndex(page.view.tables.findData(OTHER))
    page.view.tables.activated.emit(page.view.tables.currentIndex())
    settle(window)
    assert page.view.tables.currentIndex() == 0
    dialog = shown(window, ChooseTable)
    dialog.rows.setCurrentIndex(dialog.model.index(1, 0))
    dialog.last_button.click()
    settle(window)
    press(qtbot, dialog, Qt.Key.Key_Return, CONTROL)
    settle(window)
    assert page.model.taken == 1


def test_the_models_of_two_tables(qtbot: QtBot) -> None:
    model = FileRows()
    QAbstractItemModelTester(model, STRICT)
    for rows in ((("TT", "Việc"), ("1", "Họp"), ("2", "Tổng kết")), (("a", ""),)):
        table = FileTable(Place(), 2, len(rows), rows, 0)
        model.show(table, ChosenTable(0, 0, 1), ChosenColumns((0, 1), ("TT", "Việc"), ("number", "name")))
        assert model.rowCount() == len(rows)
    assert qtbot is not None
    assert model.headerData(2, Qt.Orientation.Horizontal) == "Việc"
    assert str(model.data(model.index(0, 0))) == "Dòng 1, Tiêu đề"


def test_old_letters_are_kept_in_all_rows_or_in_one(window: MainWindow, settle: Settle, tmp_path: Path) -> None:
    """M06: the rows have a mark, and the sentence has its button."""
    window.import_from(old_file(tmp_path))
    settle(window)
    page = shown(window, ImportPage)
    assert [line.problems[-1].code for line in page.model.rows] == ["reading.legacy_row"] * 2
    assert [each.code for each in page.problems] == ["reading.legacy_converted"]
    keep = page.pane.buttons["keep_letters"]
    assert keep.isVisible()
    keep.click()
    settle(window)
    assert [page.model.text(line, 2) for line in page.model.rows] == ["Tæ chøc héi nghÞ", "KÕ ho¹ch chuyÓn ®æi sè"]
    page.pane.buttons["to_unicode"].click()
    settle(window)
    page.view.select(1, 0)
    assert page.view.letters_button.text() == "Giữ chữ gốc của dòng"
    page.view.letters_button.click()
    settle(window)
    assert [page.model.text(line, 2) for line in page.model.rows] == ["Tổ chức hội nghị", "KÕ ho¹ch chuyÓn ®æi sè"]
    assert page.view.letters_button.text() == "Chuyển dòng sang Unicode"
    page.view.letters_button.click()
    settle(window)
    assert page.model.text(page.model.rows[1], 2) == "Kế hoạch chuyển đổi số"
