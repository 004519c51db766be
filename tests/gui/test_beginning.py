"""The first minute, and what happens when something goes wrong that nobody foresaw."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialogButtonBox, QLabel, QLineEdit, QMenu
from pytestqt.qtbot import QtBot

from nq57desk.domain.organisation import Role
from nq57desk.gui import app as desk_app
from nq57desk.gui.dialogs.fault import show_fault
from nq57desk.gui.dialogs.moving_in import MovingInDialog
from nq57desk.gui.dialogs.question import Question
from nq57desk.gui.dialogs.setup import LOOK, SetupDialog, unit_words
from nq57desk.gui.dialogs.start import StartDialog
from nq57desk.gui.main_window import MainWindow
from nq57desk.gui.pages.tasks import TasksPage
from nq57desk.usecases import settings_edits
from nq57desk.workspace import is_office, open_desk
from tests.gui.conftest import Settle
from tests.gui.hands import parts, press, shown, typed


def test_without_an_office_the_three_ways_are_offered(bare_window: MainWindow, settle: Settle, tmp_path: Path) -> None:
    desk_app.begin(bare_window, tmp_path / "new" / "office")
    settle(bare_window)
    start = shown(bare_window, StartDialog)
    assert [button.accessibleName() for button in start.buttons] == [
        "Thiết lập cơ quan của tôi",
        "Xem thử với đơn vị mẫu",
        "Mở bản sao lưu, chuyển từ máy khác…",
    ]
    start.reject()
    assert not bare_window.actions_by_name["import"].isEnabled()


def test_with_an_office_it_opens_at_once(bare_window: MainWindow, settle: Settle, office: Path) -> None:
    desk_app.begin(bare_window, office)
    settle(bare_window)
    assert shown(bare_window, TasksPage).model.rowCount() > 0


def test_setting_up_by_keys(bare_window: MainWindow, settle: Settle, qtbot: QtBot, tmp_path: Path) -> None:
    desk_app.begin(bare_window, tmp_path / "new" / "office")
    settle(bare_window)
    start = shown(bare_window, StartDialog)
    press(qtbot, start, Qt.Key.Key_Return)
    settle(bare_window)
    dialog = shown(bare_window, SetupDialog)
    typed(dialog.search, "phuong hai duong")
    press(qtbot, dialog, Qt.Key.Key_Down)
    press(qtbot, dialog, Qt.Key.Key_Return)
    assert dialog.field("code").text() == "10525"
    assert dialog.field("name").text() == "Ủy ban nhân dân phường Hải Dương"
    press(qtbot, dialog, Qt.Key.Key_Return)
    settle(bare_window)
    assert bare_window.session.office is not None
    assert bare_window.session.office.office.code == "10525"
    page = shown(bare_window, TasksPage)
    assert page.empty.isVisible()
    assert "Chưa có kế hoạch nào" in page.empty.words.text()


def test_a_leader_s_machine_goes_on_to_another_one_s_data_and_the_page_is_drawn_while_typing(
    bare_window: MainWindow, settle: Settle, office: Path
) -> None:
    bare_window.office_actions.set_up()
    settle(bare_window)
    dialog = shown(bare_window, SetupDialog)
    assert [dialog.role.itemText(at) for at in range(dialog.role.count())] == ["Nhập liệu", "Chỉ xem", "Thành phố"]
    typed(dialog.search, "cam giang")
    assert {unit_words(unit) for unit in dialog.model.rows} == {"Xã Cẩm Giang – 10888", "Xã Cẩm Giàng – 10903"}
    assert dialog.form.values()["code"] == ""
    dialog.table.setCurrentIndex(dialog.model.index(1, 0))
    dialog.table.opened.emit()
    chosen = dialog.model.rows[1]
    assert dialog.letterhead.issuer == f"Ủy ban nhân dân xã {chosen.name}"
    dialog.form.fill({"role": LOOK, "who": " Trần  Văn An ", "post": "Chủ tịch"})
    assert "không sửa được gì" in dialog.about.text()
    assert dialog.accept_button.text() == "Mở bản sao lưu…"
    assert not dialog.search.isEnabled()
    dialog.submit()
    settle(bare_window)
    before = bare_window.session.office
    assert before is None
    assert bare_window.session.preferences.get("who") == "Trần Văn An, Chủ tịch"
    moving = shown(bare_window, MovingInDialog)
    moving.look_at(office)
    settle(bare_window)
    moving.submit()
    settle(bare_window)
    opened = bare_window.session.office
    assert opened is not None
    assert opened.read_only
    assert bare_window.session.leader


def test_the_user_s_name_stands_in_the_journal(bare_window: MainWindow, settle: Settle) -> None:
    bare_window.office_actions.set_up()
    settle(bare_window)
    dialog = shown(bare_window, SetupDialog)
    dialog.form.fill({"code": "10525", "name": "Ủy ban nhân dân phường Hải Dương", "who": "Lê Thị Bình"})
    dialog.submit()
    settle(bare_window)
    change = settings_edits.change
    bare_window.session.change(lambda desk, _m: change(desk, key="update_rate.threshold", value="80"))
    bare_window.session.write_as("Lê Thị Bình, công chức")
    bare_window.session.change(lambda desk, _m: change(desk, key="update_rate.threshold", value="85"))
    settle(bare_window)
    assert bare_window.session.office is not None
    with open_desk(bare_window.session.office.folder, read_only=True) as desk:
        assert [entry.who for entry in desk.store.journal(limit=2)] == ["Lê Thị Bình, công chức", "Lê Thị Bình"]


def test_an_exception_outside_the_lines_is_reported_too(
    qtbot: QtBot, office: Path, settle: Settle, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    window = desk_app.make_window(tmp_path / "x" / "office", None)
    qtbot.addWidget(window)
    monkeypatch.setattr(sys, "excepthook", sys.__excepthook__)
    desk_app.report_what_escapes(window)
    window.show()
    window.office_actions.open_office(office)
    settle(window)
    try:
        raise KeyError("Nguyễn Văn Nam 0912345678")
    except KeyError as error:
        sys.excepthook(KeyError, error, error.__traceback__)
    (report,) = (tmp_path / "x" / "su-co").glob("*.txt")
    assert "Nguyễn" not in report.read_text(encoding="utf-8")
    parts(window, Question)[0].reject()
    window.run_action("detail")
    assert not shown(window, TasksPage).detail.isVisible()
    window.close()


def test_setting_up_needs_a_unit(bare_window: MainWindow, settle: Settle) -> None:
    bare_window.office_actions.set_up()
    settle(bare_window)
    dialog = shown(bare_window, SetupDialog)
    dialog.submit()
    assert "Chọn đơn vị" in dialog.form.error("code")
    dialog.form.fill({"code": "không phải mã", "name": "X"})
    dialog.submit()
    settle(bare_window)
    assert dialog.isVisible()
    assert "mã đơn vị hành chính" in dialog.notice.text
    dialog.reject()


def test_a_city_is_set_up_without_choosing_a_unit(bare_window: MainWindow, settle: Settle, tmp_path: Path) -> None:
    bare_window.office_actions.set_up()
    settle(bare_window)
    dialog = shown(bare_window, SetupDialog)
    dialog.form.fill({"role": Role.CITY.value})
    assert dialog.field("name").text() == "Ủy ban nhân dân thành phố Hải Phòng"
    dialog.submit()
    settle(bare_window)
    assert is_office(tmp_path / "new" / "office")
    assert bare_window.current == "city"
    assert not bare_window.page_actions["tasks"].isVisible()


def test_the_sample_opens_under_its_band(bare_window: MainWindow, settle: Settle, tmp_path: Path) -> None:
    bare_window.office_actions.try_sample()
    settle(bare_window)
    assert bare_window.band.isVisible()
    assert "ĐƠN VỊ MẪU" in bare_window.band.accessibleName()
    with open_desk(tmp_path / "new" / "don-vi-mau") as desk:
        assert desk.office.sample


def test_a_folder_without_an_office_is_refused(bare_window: MainWindow, settle: Settle, tmp_path: Path) -> None:
    bare_window.office_actions.open_office(tmp_path)
    settle(bare_window)
    assert "Chưa có đơn vị nào" in bare_window.notice.text
    assert bare_window.session.office is None


def test_a_fault_is_reported_and_the_work_goes_on(qtbot: QtBot, office: Path, settle: Settle, tmp_path: Path) -> None:
    window = desk_app.make_window(tmp_path / "office-x", None)
    qtbot.addWidget(window)
    window.show()
    window.office_actions.open_office(office)
    settle(window)

    def breaks(_desk: object, _monitor: object) -> None:
        raise ZeroDivisionError("Nguyễn Văn Nam")

    window.session.ask(breaks, lambda _nothing: None)
    window.session.ask(breaks, lambda _nothing: None)
    settle(window)
    dialogs = parts(window, Question)
    assert len(dialogs) == 1
    reports = list((tmp_path / "su-co").glob("*.txt"))
    assert len(reports) == 2
    assert "Nguyễn" not in reports[0].read_text(encoding="utf-8")
    dialogs[0].reject()
    window.run_action("detail")
    assert not shown(window, TasksPage).detail.isVisible()
    window.close()


def test_the_fault_dialog_says_that_the_data_is_safe(bare_window: MainWindow) -> None:
    dialog = show_fault(bare_window, RuntimeError("x"), None)
    words = " ".join(label.text() for label in parts(dialog, QLabel))
    assert "Dữ liệu đã lưu còn nguyên" in words
    assert dialog.cancel_button.text() == "Đóng"
    dialog.reject()


def test_standard_buttons_and_menus_are_vietnamese(qtbot: QtBot) -> None:
    box = QDialogButtonBox(QDialogButtonBox.StandardButton.Save | QDialogButtonBox.StandardButton.Cancel)
    qtbot.addWidget(box)
    assert {button.text().replace("&", "") for button in box.buttons()} == {"Lưu", "Hủy bỏ"}
    field = QLineEdit("chữ")
    qtbot.addWidget(field)
    menu = field.createStandardContextMenu()
    assert isinstance(menu, QMenu)
    words = [action.text().split("\t")[0].replace("&", "") for action in menu.actions() if action.text()]
    assert words == ["Hoàn tác", "Làm lại", "Cắt", "Chép", "Dán", "Xóa", "Chọn tất cả"]
    menu.deleteLater()
