"""Units renamed, merged and split in the window; a ward's dated name; the city's address and calendar."""

from __future__ import annotations

import shutil
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtTest import QAbstractItemModelTester
from PySide6.QtWidgets import QLineEdit
from pytestqt.qtbot import QtBot

from nq57desk.bundle import cards, signing
from nq57desk.bundle.cards import ReportWindow
from nq57desk.domain.organisation import Office, Role
from nq57desk.domain.units import UnitChangeKind
from nq57desk.gui import app as desk_app
from nq57desk.gui.dialogs.city_calendar import CalendarQuestion
from nq57desk.gui.dialogs.city_office import CityOfficeDialog
from nq57desk.gui.dialogs.sheet import Sheet
from nq57desk.gui.dialogs.unit_change import UnitChangeDialog
from nq57desk.gui.main_window import MainWindow
from nq57desk.gui.pages.city import CityPage
from nq57desk.gui.pages.exchange import ExchangePage
from nq57desk.gui.pages.settings import SettingsPage
from nq57desk.gui.pages.settings_office import OfficeSection
from nq57desk.gui.pages.settings_parts import PeriodSection
from nq57desk.usecases import settings_edits
from nq57desk.usecases.sample_city import CitySize, make_city
from nq57desk.workspace import open_desk
from tests.builders.offices import DAY
from tests.gui.conftest import Settle
from tests.gui.hands import parts, shown

AT_CITY = date(2026, 9, 20)
PAPER = "Nghị quyết số 12/NQ-HĐND ngày 20/6/2026"


@pytest.fixture(scope="module")
def made_city(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("made") / "city"
    make_city(folder=folder, as_of=AT_CITY, size=CitySize(offices=6, tasks=3, months=(5, 6, 7, 8))).close()
    return folder


@pytest.fixture
def at_city(qtbot: QtBot, made_city: Path, tmp_path: Path, settle: Settle) -> MainWindow:
    window = desk_app.make_window(tmp_path / "none", AT_CITY)
    qtbot.addWidget(window, before_close_func=lambda _window: window.session.close())
    window.resize(1366, 768)
    window.show()
    window.office_actions.open_office(Path(shutil.copytree(made_city, tmp_path / "city")))
    settle(window)
    return window


def wizard(window: MainWindow, settle: Settle) -> UnitChangeDialog:
    window.run_action("change_units")
    settle(window)
    return shown(window, UnitChangeDialog)


def test_a_merger_is_told_before_it_is_recorded_and_shown_everywhere_after(at_city: MainWindow, settle: Settle) -> None:
    dialog = wizard(at_city, settle)
    assert QAbstractItemModelTester(dialog.model).model() is dialog.model
    assert dialog.kind() is UnitChangeKind.MERGED
    dialog.units.choose("90001", "90002")
    dialog.form.fill({"code": "90050", "name": "phường Sao Trăng", "day": "31/6/2026", "document": PAPER})
    dialog.look()
    assert "Không đọc được ngày" in dialog.notice.text
    assert dialog.steps.currentIndex() == 0
    dialog.form.fill({"day": "1/7/2026", "carry": "1"})
    dialog.look()
    settle(at_city)
    told = "\n".join(dialog.said)
    assert "hợp nhất thành Phường Sao Trăng (90050)" in told
    assert "không chuyển, không đổi tên" in told
    dialog.apply()
    settle(at_city)
    page = shown(at_city, CityPage)
    page.period.show_period("2026-08")
    settle(at_city)
    assert {row.unit.code for row in page.model.offices} == {"90003", "90004", "90005", "90006", "90050"}
    page._choose("90050")
    page.open_office(0)
    settle(at_city)
    office = shown(at_city, CityOfficeDialog)
    assert office.kin.text().startswith(
        "Tiếp nối từ: Phường Sao Mai (90001), Phường Trăng Mai (90002) từ ngày 01/7/2026"
    )
    assert office.tabs.tabText(office.tabs.count() - 1).startswith("Tiếp nối (")
    office.unit_button.click()
    settle(at_city)
    again = shown(at_city, UnitChangeDialog)
    assert (again.kind(), again.units.chosen()) == (UnitChangeKind.RENAMED, ("90050",))
    again.reject()


def test_what_is_wrong_stays_in_the_form_and_a_change_is_taken_back(at_city: MainWindow, settle: Settle) -> None:
    dialog = wizard(at_city, settle)
    dialog.form.fill({"kind": "closed"})
    dialog.units.choose("90001")
    dialog.units.choose("90003")
    dialog.form.fill({"day": "2026-07-01"})
    dialog.look()
    settle(at_city)
    assert "Chưa có văn bản" in dialog.notice.text
    dialog.form.fill({"document": PAPER})
    dialog.look()
    settle(at_city)
    dialog.apply()
    settle(at_city)
    dialog = wizard(at_city, settle)
    assert dialog.tabs.tabText(1) == "Đã ghi (1)"
    assert dialog.withdraw_button.isEnabled()
    dialog.ask_withdraw()
    sheet = shown(at_city, Sheet)
    sheet.form.fill({"reason": "Ghi nhầm đơn vị"})
    sheet.submit()
    settle(at_city)
    assert dialog.tabs.tabText(1) == "Đã ghi (0)"
    assert not dialog.withdraw_button.isEnabled()
    dialog.reject()


def test_only_one_unit_is_ticked_where_only_one_may_be(at_city: MainWindow, settle: Settle) -> None:
    dialog = wizard(at_city, settle)
    dialog.units.choose("90001", "90002")
    assert dialog.units.chosen() == ("90001", "90002")
    dialog.form.fill({"kind": "split"})
    dialog.units.choose("90001", "90002")
    assert dialog.units.chosen() == ("90002",)
    dialog.units.finder.setText("nang")
    dialog.units.finder.searched.emit("nang")
    hidden = [dialog.units.list.item(at).isHidden() for at in range(dialog.units.list.count())]
    assert hidden.count(False) == 1
    dialog.form.fill({"units": "90002; phường Trăng Mai\n90060\txã Trăng Mới", "day": "1/7/2026", "document": PAPER})
    dialog.look()
    settle(at_city)
    assert "Phường Trăng Mai (90002), Xã Trăng Mới (90060)" in dialog.said[0]
    dialog.reject()


def settings_page(window: MainWindow, settle: Settle) -> SettingsPage:
    window.open_page("settings")
    settle(window)
    return shown(window, SettingsPage)


def test_the_citys_address_is_a_setting(at_city: MainWindow, settle: Settle, tmp_path: Path) -> None:
    section = settings_page(at_city, settle).sections["office"]
    assert isinstance(section, OfficeSection)
    field = section.form.inputs[settings_edits.EMAIL]
    assert isinstance(field, QLineEdit)
    assert field.isVisible()
    assert not section.rename_button.isVisible()
    field.setText("vanthu@nganh sao")
    field.editingFinished.emit()
    settle(at_city)
    assert section.form.error(settings_edits.EMAIL)
    field.setText("vanthu@ngansao.gov.vn")
    field.editingFinished.emit()
    settle(at_city)
    shown_page = at_city.page("city")
    assert isinstance(shown_page, CityPage)
    shown_page.save_card_to(tmp_path / "city.nq57card")
    settle(at_city)
    assert cards.read_card((tmp_path / "city.nq57card").read_bytes()).email == "vanthu@ngansao.gov.vn"


def test_a_ward_is_renamed_from_a_day_on(window: MainWindow, settle: Settle, office: Path) -> None:
    section = settings_page(window, settle).sections["office"]
    assert isinstance(section, OfficeSection)
    assert settings_edits.EMAIL not in section.form.inputs
    section.ask_rename()
    sheet = shown(window, Sheet)
    sheet.form.fill({"name": "Ủy ban nhân dân phường Sao Việt", "day": "1.10.2026", "document": PAPER})
    sheet.submit()
    settle(window)
    assert "Tên đến ngày 30/09/2026" in section.names.text()
    assert section.back_button.isVisible()
    with open_desk(office, as_of=DAY) as desk:
        assert [one.name for one in settings_edits.read(desk).names][-1] == "Ủy ban nhân dân phường Sao Việt"
    section.ask_back()
    sheet = shown(window, Sheet)
    sheet.form.fill({"reason": "Ghi nhầm"})
    sheet.submit()
    settle(window)
    assert not section.back_button.isVisible()


@pytest.mark.parametrize("taken", [True, False])
def test_the_citys_calendar_is_asked_for_and_never_taken_silently(
    window: MainWindow, settle: Settle, office: Path, tmp_path: Path, taken: bool
) -> None:
    keys = _city_keys(tmp_path / "keys")
    city = Office("31", "Ủy ban nhân dân thành phố Biển Xanh", Role.CITY)
    days = (ReportWindow("2026-11", date(2026, 11, 15), date(2026, 11, 20)),)
    path = tmp_path / "city.nq57card"
    path.write_bytes(cards.make_card(city, keys, (), days))
    window.open_page("exchange")
    settle(window)
    page = shown(window, ExchangePage)
    page.session.change(lambda desk, _m: _trust(desk, path), page.city._trusted, refused=page.refuse)
    settle(window)
    question = shown(window, CalendarQuestion)
    assert [one.period for one in question.found.differing] == ["2026-11"]
    assert _due(office) == ()
    (question.verb_button if taken else question.cancel_button).click()
    settle(window)
    assert _due(office) == ((("2026-11", date(2026, 11, 20)),) if taken else ())
    page.city.show_days(only_new=True)
    settle(window)
    assert not parts(window, CalendarQuestion), "asked once"
    section = settings_page(window, settle).sections["period"]
    assert isinstance(section, PeriodSection)
    assert not section.city_days.isHidden()
    assert ("20/11" in section.meaning.text()) == taken


def _trust(desk: object, path: Path) -> object:
    from nq57desk.usecases import trusting
    from nq57desk.workspace import Desk

    assert isinstance(desk, Desk)
    return trusting.trust(desk, path=path)


def _due(office: Path) -> tuple[tuple[str, date], ...]:
    with open_desk(office, as_of=DAY, read_only=True) as desk:
        return settings_edits.read(desk).calendar.city_due_days


def _city_keys(folder: Path) -> signing.Keys:
    signing.create_keys(folder)
    return signing.load_keys(folder)
