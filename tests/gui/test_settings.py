"""Cài đặt: a field set is a setting set, a wrong one is refused in place, the last one can be taken back."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QAbstractItemModelTester
from PySide6.QtWidgets import QDialog, QLineEdit
from pytestqt.qtbot import QtBot

from nq57desk.domain.progress import State
from nq57desk.errors import Refused
from nq57desk.gui import theme
from nq57desk.gui.dialogs.question import Question
from nq57desk.gui.dialogs.sheet import Sheet
from nq57desk.gui.main_window import MainWindow
from nq57desk.gui.pages.month import MonthPage
from nq57desk.gui.pages.month_work import fill_states
from nq57desk.gui.pages.settings import SettingsPage
from nq57desk.gui.pages.settings_bodies import BodiesSection
from nq57desk.gui.pages.settings_care import BackupSection, JournalSection, KeySection, SignersSection
from nq57desk.gui.pages.settings_parts import DisplaySection, FormSection, PeriodSection, StatesSection
from nq57desk.usecases import history, settings_edits
from nq57desk.usecases.settings_edits import OfficeSettings, Signer, write_signers
from nq57desk.workspace import open_desk
from tests.gui.conftest import Settle
from tests.gui.hands import CONTROL, parts, press, shown, typed


def _page(window: MainWindow, settle: Settle, section: str) -> SettingsPage:
    window.open_page("settings", section)
    settle(window)
    return shown(window, SettingsPage)


def _settings(folder: Path) -> OfficeSettings:
    with open_desk(folder, read_only=True) as desk:
        return settings_edits.read(desk)


def _form(page: SettingsPage, name: str) -> FormSection:
    found = page.sections[name]
    assert isinstance(found, FormSection)
    return found


def test_a_number_applies_at_once_and_ctrl_z_takes_it_back(
    window: MainWindow, settle: Settle, qtbot: QtBot, office: Path
) -> None:
    page = _page(window, settle, "period")
    field = _form(page, "period").form.inputs["update_rate.threshold"]
    field.setFocus()
    press(qtbot, window, Qt.Key.Key_A, CONTROL)
    typed(field, "85")
    press(qtbot, window, Qt.Key.Key_Tab)
    settle(window)
    assert _settings(office).threshold == 85
    assert "90 → 85" in page.done.text()
    page.list.setFocus()
    press(qtbot, window, Qt.Key.Key_Z, CONTROL)
    settle(window)
    assert _settings(office).threshold == 90
    assert not page.back.isVisible()


def test_ctrl_z_takes_a_setting_back_from_another_page(
    window: MainWindow, settle: Settle, qtbot: QtBot, office: Path
) -> None:
    page = _page(window, settle, "period")
    _form(page, "period").form.fill({"calendar.first_day": "1"})
    settle(window)
    window.open_page("tasks")
    settle(window)
    assert "đổi cài đặt: ngày đầu kỳ" in window.status.words.text()
    press(qtbot, window, Qt.Key.Key_Z, CONTROL)
    settle(window)
    assert _settings(office).calendar.first_day == 15
    window.open_page("settings")
    settle(window)
    assert _form(page, "period").form.values()["calendar.first_day"] == "15"
    press(qtbot, window, Qt.Key.Key_Y, CONTROL)
    settle(window)
    assert _settings(office).calendar.first_day == 1


def test_a_new_name_taken_back_is_taken_off_the_window_too(window: MainWindow, settle: Settle, qtbot: QtBot) -> None:
    title = window.windowTitle()
    change = settings_edits.change
    window.session.change(lambda desk, _m: change(desk, key="office.name", value="Ủy ban nhân dân xã Mới"))
    settle(window)
    assert window.windowTitle().endswith("xã Mới")
    press(qtbot, window, Qt.Key.Key_Z, CONTROL)
    settle(window)
    assert window.windowTitle() == title


def test_the_page_beside_the_form_shows_what_is_printed(window: MainWindow, settle: Settle) -> None:
    window.resize(1500, 760)
    page = _page(window, settle, "office")
    assert page.paper.isVisible()
    form = _form(page, "office").form
    form.fill({"office.named_after_person": "1", "papers.tone_marks": "second"})
    field = form.inputs["papers.place"]
    assert isinstance(field, QLineEdit)
    field.setText("Sao Hôm")
    field.editingFinished.emit()
    settle(window)
    change, signer = settings_edits.change, write_signers((Signer("Trần Văn Hoà", "CHỦ TỊCH"),))
    window.session.change(lambda desk, _m: change(desk, key="papers.signers", value=signer))
    settle(window)
    assert page.paper.place == "Phường Sao Hôm"
    assert page.paper.signing == ("", "CHỦ TỊCH", "Trần Văn Hoà")
    assert not page.paper.grab().isNull()
    page.show_with("period")
    assert not page.paper.isVisible()


def test_a_state_left_out_is_not_offered_any_more(window: MainWindow, settle: Settle, qtbot: QtBot) -> None:
    page = _page(window, settle, "states")
    section = page.sections["states"]
    assert isinstance(section, StatesSection)
    section.boxes["paused"].click()
    settle(window)
    window.open_page("month")
    settle(window)
    month = window.page("month")
    assert isinstance(month, MonthPage)
    at = month.model.column_of("state")
    assert at is not None
    month.grid.go_to(next(line.key for line in month.model.lines if line.row is not None), "state")
    fill_states(month.states_menu, month.choose_state, month.session.states)
    words = [action.text() for action in month.states_menu.actions()]
    assert len(words) == 4
    assert not any("Tạm dừng" in each for each in words)
    press(qtbot, month.grid, Qt.Key.Key_4)
    settle(window)
    assert "đã bỏ khỏi danh sách chọn" in month.notice.text
    assert month.model.text_of(month.model.cell(month.grid.currentIndex())[0], "state") == ""


def test_what_cannot_be_is_refused_under_the_field(
    window: MainWindow, settle: Settle, qtbot: QtBot, office: Path
) -> None:
    page = _page(window, settle, "period")
    section = _form(page, "period")
    field = section.form.inputs["calendar.due_before"]
    field.setFocus()
    press(qtbot, window, Qt.Key.Key_A, CONTROL)
    typed(field, "31")
    press(qtbot, window, Qt.Key.Key_Return)
    settle(window)
    assert "từ 1 đến 28" in section.form.error("calendar.due_before")
    assert section.form.values()["calendar.due_before"] == "31"
    assert _settings(office).calendar.due_before == 15


def test_the_calendar_says_what_it_means(window: MainWindow, settle: Settle, office: Path) -> None:
    page = _page(window, settle, "period")
    section = page.sections["period"]
    assert isinstance(section, PeriodSection)
    assert "15/10–14/11" in section.meaning.text()
    section.form.fill({"calendar.first_day": "1"})
    settle(window)
    assert "01/11–30/11" in section.meaning.text()
    assert _settings(office).calendar.first_day == 1


def test_the_office_s_name_changes_the_window_s(window: MainWindow, settle: Settle, qtbot: QtBot) -> None:
    page = _page(window, settle, "office")
    field = _form(page, "office").form.inputs["office.name"]
    field.setFocus()
    press(qtbot, window, Qt.Key.Key_End)
    typed(field, " mới")
    press(qtbot, window, Qt.Key.Key_Return)
    settle(window)
    assert window.session.office is not None
    assert window.session.office.office.name.endswith(" mới")
    assert not _form(page, "office").form.inputs["code"].isEnabled()


def test_signers_are_added_ordered_and_taken_off(
    window: MainWindow, settle: Settle, qtbot: QtBot, office: Path
) -> None:
    page = _page(window, settle, "signers")
    section = page.sections["signers"]
    assert isinstance(section, SignersSection)
    for name in ("Trần Văn An", "Lê Thị Bình"):
        section.add.click()
        sheet = parts(window, Sheet)[0]
        sheet.submit()
        assert sheet.form.error("name")
        sheet.form.fill({"name": name, "title": "CHỦ TỊCH"})
        press(qtbot, sheet, Qt.Key.Key_Return, CONTROL)
        settle(window)
    section.table.setCurrentIndex(section.model.index(1, 0))
    section.up.click()
    settle(window)
    assert _settings(office).signers == (Signer("Lê Thị Bình", "CHỦ TỊCH"), Signer("Trần Văn An", "CHỦ TỊCH"))
    section.remove.click()
    settle(window)
    assert [one.name for one in _settings(office).signers] == ["Trần Văn An"]
    section.add.click()
    parts(window, Sheet)[0].reject()
    QAbstractItemModelTester(section.model, QAbstractItemModelTester.FailureReportingMode.Fatal)


def test_states_can_be_left_out_but_not_done(window: MainWindow, settle: Settle, office: Path) -> None:
    page = _page(window, settle, "states")
    section = page.sections["states"]
    assert isinstance(section, StatesSection)
    section.boxes["paused"].click()
    settle(window)
    assert State.PAUSED not in _settings(office).states
    assert State.DONE in _settings(office).states
    assert not section.boxes["done"].isEnabled()


def test_bodies_are_merged_after_a_look(window: MainWindow, settle: Settle, qtbot: QtBot) -> None:
    page = _page(window, settle, "bodies")
    section = page.sections["bodies"]
    assert isinstance(section, BodiesSection)
    before = section.model.rowCount()
    section.table.selectRow(0)
    press(qtbot, section.table, Qt.Key.Key_Down, Qt.KeyboardModifier.ShiftModifier)
    chosen = [row.name for row in section.chosen()]
    section.merge.click()
    sheet = parts(window, Sheet)[0]
    assert all(name in sheet.heading.text() for name in chosen)
    press(qtbot, sheet, Qt.Key.Key_Return, CONTROL)
    settle(window)
    assert section.model.rowCount() == before - 1
    window.office_actions.undo()
    settle(window)
    assert section.model.rowCount() == before


def test_settings_are_found_without_accents(window: MainWindow, settle: Settle) -> None:
    page = _page(window, settle, "office")
    page.finder.setText("khong co gi nhu vay")
    assert page.list.count() == 0
    page.finder.setText("cap nhat phai dat")
    assert [page.list.item(0).text(), page.list.count()] == ["Kỳ báo cáo", 1]
    page.finder.clear()
    assert page.list.count() == len(page.sections)


def test_a_backup_is_made_and_put_back(
    window: MainWindow, settle: Settle, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = _page(window, settle, "backups")
    section = page.sections["backups"]
    assert isinstance(section, BackupSection)
    section.now.click()
    settle(window)
    count = section.model.rowCount()
    assert count >= 1
    asked: list[str] = []

    def yes(question: Question) -> int:
        asked.extend(label for label in [question.verb_button.text()])
        return int(QDialog.DialogCode.Accepted.value)

    monkeypatch.setattr(Question, "exec", yes)
    section.table.setCurrentIndex(section.model.index(0, 0))
    section.restore.click()
    settle(window)
    assert asked == ["Khôi phục"]
    assert window.session.office is not None
    assert shown(window, type(window.page("tasks"))) is not None
    again = _page(window, settle, "backups").sections["backups"]
    assert isinstance(again, BackupSection)
    assert again.model.rowCount() == count + 1
    assert qtbot is not None


def test_key_and_journal_are_shown(window: MainWindow, settle: Settle) -> None:
    page = _page(window, settle, "key")
    key = page.sections["key"]
    assert isinstance(key, KeySection)
    assert "-" in key.print_.text()
    window.session.change(lambda desk, _m: settings_edits.change(desk, key="update_rate.threshold", value="80"))
    settle(window)
    page = _page(window, settle, "journal")
    journal = page.sections["journal"]
    assert isinstance(journal, JournalSection)
    assert journal.model.index(0, 3).data() == "mức cập nhật:  → 80".replace(":  →", ": – →")


def test_this_machine_s_settings_apply_at_once(window: MainWindow, settle: Settle) -> None:
    page = _page(window, settle, "display")
    section = page.sections["display"]
    assert isinstance(section, DisplaySection)
    section.form.fill({"window.text": "125"})
    assert theme.percent() == 125
    assert window.rail.iconSize().width() == theme.px(18)
    section.form.fill({"window.rows": "wide"})
    assert round(54 * 1.25) == theme.ROW_HEIGHT
    section.form.fill({"window.text": "100", "window.rows": "usual"})
    section.form.fill({"window.language": "en"})
    settle(window)
    page = shown(window, SettingsPage)
    second = page.sections["display"]
    assert isinstance(second, DisplaySection)
    second.form.fill({"window.language": "vi"})
    settle(window)
    assert shown(window, SettingsPage).title.text() == "Cài đặt"


def test_a_setting_that_is_none_is_refused(office: Path) -> None:
    with open_desk(office) as desk:
        for key, value in (("no.such", "1"), ("office.name", "  "), ("update_rate.threshold", "101")):
            with pytest.raises(Refused):
                settings_edits.change(desk, key=key, value=value)
        settings_edits.change(desk, key="papers.recipients", value=" Như Điều 3 \n\n Lưu: VT ")
        assert settings_edits.read(desk).recipients == ("Như Điều 3", "Lưu: VT")
        history.undo(desk)
        assert settings_edits.read(desk).recipients == ()
        assert desk.now() > datetime(2020, 1, 1).astimezone()
