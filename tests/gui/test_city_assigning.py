"""At the city's window: rows and offices ticked and given, offices' rows linked by keys, nothing without a person."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QAbstractItemModel, Qt
from PySide6.QtTest import QAbstractItemModelTester
from PySide6.QtWidgets import QDialog, QFileDialog
from pytestqt.qtbot import QtBot

from nq57desk.gui.dialogs.assigning import AssigningDialog
from nq57desk.gui.dialogs.linking import LinkingDialog
from nq57desk.gui.dialogs.question import Question
from nq57desk.gui.dialogs.sheet import Sheet
from nq57desk.gui.main_window import MainWindow
from nq57desk.gui.pages.city import CityPage
from nq57desk.gui.pages.consolidated import ConsolidatedPage
from nq57desk.usecases import assigning, linking
from nq57desk.usecases.city_views import UNLINKED
from nq57desk.workspace import open_desk
from tests.builders.small_city import DAY, SIZE
from tests.gui.conftest import Settle
from tests.gui.hands import CONTROL, parts, press, shown


def keeps_qts_rules(model: QAbstractItemModel) -> None:
    QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal)


@pytest.fixture
def giving(city_window: MainWindow, settle: Settle, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> AssigningDialog:
    """The dialog, with a folder that the person would choose."""
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_asked: str(tmp_path / "out"))
    shown(city_window, CityPage)
    city_window.run_action("assign")
    settle(city_window)
    return shown(city_window, AssigningDialog)


@pytest.fixture
def joining(city_window: MainWindow, settle: Settle) -> LinkingDialog:
    city_window.open_page("consolidated", "2026-10")
    settle(city_window)
    city_window.run_action("link_rows")
    settle(city_window)
    return shown(city_window, LinkingDialog)


def settled(dialog: QDialog, city_window: MainWindow, settle: Settle, qtbot: QtBot) -> None:
    """The look that follows a tick a little later has come back too."""
    if isinstance(dialog, AssigningDialog):
        qtbot.waitUntil(lambda: not dialog.waiting)
    settle(city_window)


def test_rows_and_offices_are_ticked_told_and_given(
    giving: AssigningDialog, city_window: MainWindow, settle: Settle, qtbot: QtBot, tmp_path: Path
) -> None:
    settled(giving, city_window, settle, qtbot)
    assert not giving.accept_button.isEnabled()
    press(qtbot, giving, Qt.Key.Key_Space)
    press(qtbot, giving, Qt.Key.Key_Down)
    press(qtbot, giving, Qt.Key.Key_Space)
    assert [one.row.id for one in giving.rows.chosen] == ["ct-t1", "ct-t2"]
    giving.office_table.selectRow(2)
    giving.office_table.setFocus()
    press(qtbot, giving, Qt.Key.Key_Space)
    giving.note.setPlainText("Làm ngay")
    giving.about.setCurrentIndex(1)
    settled(giving, city_window, settle, qtbot)
    assert giving.told.text() == "2 dòng cho 1 đơn vị. Ý kiến tới 1 đơn vị."
    press(qtbot, giving, Qt.Key.Key_Return, CONTROL)
    settle(city_window)
    assert [file.name for file in (tmp_path / "out").iterdir()] == ["90003_2026_giao_1.nq57assign"]
    assert len(parts(city_window, Question)) == 1
    with open_desk(tmp_path / "city", as_of=DAY, read_only=True) as desk:
        third = assigning.overview(desk)[2]
    assert (third.rows, third.notes, third.number) == (2, 1, 1)


def test_search_keeps_ticks_and_all_found_are_ticked_at_once(
    giving: AssigningDialog, city_window: MainWindow, settle: Settle, qtbot: QtBot
) -> None:
    keeps_qts_rules(giving.rows)
    keeps_qts_rules(giving.offices)
    press(qtbot, giving, Qt.Key.Key_Space)
    press(qtbot, giving, Qt.Key.Key_T)
    giving.rows.seek("to chuc tap huan")
    assert len(giving.rows.rows) == 1
    giving.every_row.click()
    giving.rows.seek("")
    assert [one.row.id for one in giving.rows.chosen] == ["ct-t1", "ct-t3"]
    giving.every_row.click()
    assert len(giving.rows.chosen) == len(giving.rows.every)
    giving.every_row.click()
    assert giving.rows.chosen == ()
    box = giving.rows.index(0, 0)
    assert giving.rows.setData(box, Qt.CheckState.Checked.value, Qt.ItemDataRole.CheckStateRole)
    assert box.data(Qt.ItemDataRole.CheckStateRole) == Qt.CheckState.Checked
    settled(giving, city_window, settle, qtbot)
    assert giving.told.text() == f"1 dòng cho {SIZE.offices} đơn vị."


def test_what_was_given_is_withdrawn_with_a_reason(
    giving: AssigningDialog, city_window: MainWindow, settle: Settle, qtbot: QtBot, tmp_path: Path
) -> None:
    giving.rows.tick(giving.rows.every[:2], on=True)
    giving.issue_to(tmp_path / "out", giving.order())
    settle(city_window)
    parts(city_window, Question)[0].reject()
    city_window.run_action("assign")
    settle(city_window)
    again = shown(city_window, AssigningDialog)
    assert [one.offices for one in again.rows.every[:3]] == [SIZE.offices, SIZE.offices, 0]
    again.rows.tick(again.rows.every[:1], on=True)
    settled(again, city_window, settle, qtbot)
    assert f"{SIZE.offices} đơn vị đã có đủ" in again.told.text()
    again.withdraw_button.click()
    sheet = shown(city_window, Sheet)
    sheet.submit()
    assert sheet.isVisible()
    sheet.form.inputs["reason"].setProperty("plainText", "Trùng")
    sheet.submit()
    settle(city_window)
    with open_desk(tmp_path / "city", as_of=DAY, read_only=True) as desk:
        assert {one.withdrawn for one in assigning.overview(desk)} == {1}
        assert {one.number for one in assigning.overview(desk)} == {2}


def test_suggestions_are_ticked_by_hand_linked_together_and_undone(
    joining: LinkingDialog, city_window: MainWindow, settle: Settle, qtbot: QtBot, tmp_path: Path
) -> None:
    keeps_qts_rules(joining.open_rows)
    open_before = len(joining.open_rows.every)
    assert open_before > 0
    assert joining.open_rows.chosen == ()
    assert not joining.accept_button.isEnabled()
    press(qtbot, joining, Qt.Key.Key_Return)
    assert joining.isVisible()
    press(qtbot, joining, Qt.Key.Key_Space)
    press(qtbot, joining, Qt.Key.Key_Down)
    press(qtbot, joining, Qt.Key.Key_Space)
    assert joining.accept_button.text() == "Ghép 2 dòng"
    press(qtbot, joining, Qt.Key.Key_Return)
    settle(city_window)
    assert len(joining.open_rows.every) == open_before - 2
    assert len(joining.linked_rows.every) == 2
    joining.sure_button.click()
    sure = [one for one in joining.open_rows.every if one.sure]
    assert 0 < len(sure) < open_before - 2
    assert list(joining.open_rows.chosen) == sure
    joining.reject()
    city_window.run_action("undo")
    settle(city_window)
    page = shown(city_window, ConsolidatedPage)
    assert page.tabs.tabText(UNLINKED) == f"Chưa liên kết ({open_before})"
    with open_desk(tmp_path / "city", as_of=DAY, read_only=True) as desk:
        assert linking.links(desk).linked == ()


def test_another_row_of_the_list_is_found_and_chosen(
    joining: LinkingDialog, city_window: MainWindow, settle: Settle, qtbot: QtBot
) -> None:
    joining.open_table.selectRow(0)
    joining.seeker.setText("du lieu mo")
    assert [one.id for one in joining.references.rows] == ["ct-t8"]
    joining.seeker.setFocus()
    press(qtbot, joining, Qt.Key.Key_Return)
    press(qtbot, joining, Qt.Key.Key_Return)
    (chosen,) = joining.open_rows.chosen
    assert chosen.reference is not None
    assert (chosen.reference.id, chosen.by_hand) == ("ct-t8", True)
    assert joining.open_table.hasFocus()
    joining.accept_button.click()
    settle(city_window)
    joining.tabs.setCurrentIndex(1)
    (linked,) = joining.linked_rows.every
    assert linked.reference.id == "ct-t8"
    joining.linked_rows.tick([linked], on=True)
    assert joining.accept_button.text() == "Bỏ liên kết 1 dòng"
    joining.accept_button.click()
    settle(city_window)
    assert joining.linked_rows.every == ()


def test_a_leader_neither_gives_nor_links(city_window: MainWindow, settle: Settle) -> None:
    city_window.comfort.toggle_leader()
    settle(city_window)
    assert city_window.session.leader
    assert not city_window.actions_by_name["assign"].isEnabled()
    city_window.open_page("consolidated")
    settle(city_window)
    assert not shown(city_window, ConsolidatedPage).can("link_rows")


def test_a_narrow_page_leaves_locking_to_the_menu(city_window: MainWindow, settle: Settle) -> None:
    page = shown(city_window, CityPage)
    assert page.assign_button.isVisible()
    assert page.lock_button.isVisible()
    city_window.resize(1024, 700)
    settle(city_window)
    assert not page.lock_button.isVisible()
    assert city_window.actions_by_name["lock_period"].isEnabled()
