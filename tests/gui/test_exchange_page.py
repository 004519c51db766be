"""The ward's post room as a clerk uses it: four steps, sticks, receipts by file and by code, the city's card, keys."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import cast

import pytest
from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtTest import QAbstractItemModelTester, QTest
from PySide6.QtWidgets import QDialog, QLabel, QPlainTextEdit, QWidget
from pytestqt.qtbot import QtBot

from nq57desk import paths
from nq57desk.bundle import receipts as receipt_files
from nq57desk.bundle import signing, signing_letters
from nq57desk.domain.plan import Task
from nq57desk.domain.receipts import OpenConflict
from nq57desk.gui.dialogs.bundle_shown import BundleShownDialog
from nq57desk.gui.dialogs.drive_choice import DriveChoice
from nq57desk.gui.dialogs.question import Question
from nq57desk.gui.dialogs.sheet import Sheet
from nq57desk.gui.main_window import MainWindow
from nq57desk.gui.models.exchange_rows import finding_words, state_mark
from nq57desk.gui.pages.exchange import ExchangePage
from nq57desk.gui.pages.tasks import TasksPage
from nq57desk.usecases import city, city_receipts, offices
from nq57desk.usecases.drives import Drive
from nq57desk.workspace import Desk, open_desk
from tests.builders.offices import DAY
from tests.builders.offices import city as new_city
from tests.gui.conftest import Settle
from tests.gui.hands import parts, press, shown


@pytest.fixture
def at_city(tmp_path: Path) -> Iterator[Desk]:
    with new_city(tmp_path / "city") as desk:
        yield desk


@pytest.fixture
def page(window: MainWindow, settle: Settle, at_city: Desk, tmp_path: Path) -> ExchangePage:
    """The page of a ward that trusts the city and is enrolled there, its dialogs answered with the verb."""
    window.open_page("exchange")
    settle(window)
    page = shown(window, ExchangePage)
    for model in (page.model, page.received, page.findings):
        QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal, page)
    offices.save_card(at_city, path=tmp_path / "city.nq57card")
    page.save_card_to(tmp_path / "ward.nq57card")
    settle(window)
    city.enrol(at_city, cards=[tmp_path / "ward.nq57card"])
    closed(window)
    return page


@pytest.fixture
def yes(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """What was asked; each question is answered with its verb."""
    asked: list[str] = []

    def answer(question: Question) -> int:
        asked.append(said(question))
        return int(QDialog.DialogCode.Accepted)

    monkeypatch.setattr(Question, "exec", answer)
    return asked


def said(part: QWidget) -> str:
    labels = cast("list[QLabel]", part.findChildren(QLabel))
    return " ".join(label.text() for label in labels)


def closed(window: MainWindow) -> list[str]:
    """Close what is open, and give back what it said."""
    found = []
    for dialog in parts(window, QDialog):
        found.append(said(dialog))
        dialog.reject()
    return found


def fill(sheet: Sheet, text: str) -> None:
    """Put a text into the sheet's one field of several lines."""
    (field,) = parts(sheet, QPlainTextEdit)
    field.setPlainText(text)


def states(page: ExchangePage) -> list[str]:
    return [step.state for step in page.strip.steps]


def test_the_way_of_a_bundle(
    window: MainWindow, page: ExchangePage, settle: Settle, at_city: Desk, tmp_path: Path, yes: list[str]
) -> None:
    assert states(page) == ["now", "ahead", "ahead", "ahead"]
    assert not window.actions_by_name["copy_usb"].isEnabled()
    page.trust_file(tmp_path / "city.nq57card")
    settle(window)
    assert signing.fingerprint(at_city.office.sign_key) in yes[0]
    page.make_to(tmp_path / "a.nq57")
    settle(window)
    (words,) = closed(window)
    assert "Xuất gói chưa phải là đã nộp" in words
    assert states(page)[1:] == ["done", "ahead", "ahead"]
    assert window.rail.count_on("exchange") == 1
    assert window.actions_by_name["copy_usb"].isEnabled()
    page.handed.click()
    settle(window)
    assert states(page)[2:] == ["done", "ahead"]
    assert "chưa biên nhận" in state_mark(page.model.rows[0]).words
    city.merge(at_city, paths=[tmp_path / "a.nq57"])
    (issued,) = city_receipts.issue(at_city, folder=tmp_path / "r").receipts
    page.doing.take_receipt_file(issued.file)
    settle(window)
    assert states(page)[1:] == ["done", "done", "done"]
    assert window.rail.count_on("exchange") == 0
    assert "Đã nhận" in state_mark(page.model.rows[0]).words
    assert len(page.received.rows) == 1
    assert "đã gửi" not in said(page).lower()


def test_a_stick_is_chosen_and_the_copy_compared(
    window: MainWindow, page: ExchangePage, settle: Settle, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    page.make_to(tmp_path / "a.nq57")
    settle(window)
    (m18,) = parts(window, Question)
    m18.verb_button.click()
    settle(window)
    dialog = shown(window, DriveChoice)
    stick = tmp_path / "stick"
    stick.mkdir()
    dialog.show_drives(
        (Drive(tmp_path / "locked", "Thẻ", 10, 10, writable=False), Drive(stick, "KINGSTON (E:)", 10**9, 10**10))
    )
    assert dialog.list.currentRow() == 1
    dialog.copy.click()
    settle(window)
    assert [file.name for file in stick.iterdir()] == ["99902_2026-11_1.nq57"]
    assert "đọc lại, giống bản gốc" in closed(window)[0]
    assert str(stick) in page.model.rows[0].bundle.copied_to

    def flawed(path: Path, data: bytes) -> None:
        path.write_bytes(data[:-1])

    with monkeypatch.context() as patched:
        patched.setattr(paths, "write_atomically", flawed)
        page.doing.copy_to(page.model.rows[0].bundle.digest, stick)
        settle(window)
    (m19,) = parts(window, Question)
    assert "khác bản gốc" in said(m19)
    m19.verb_button.click()
    settle(window)
    assert (stick / "99902_2026-11_1.nq57").read_bytes() == (tmp_path / "a.nq57").read_bytes()
    closed(window)


def test_no_stick_is_said(window: MainWindow, page: ExchangePage, settle: Settle, tmp_path: Path) -> None:
    page.make_to(tmp_path / "a.nq57")
    settle(window)
    closed(window)
    window.run_action("copy_usb")
    settle(window)
    dialog = shown(window, DriveChoice)
    dialog.show_drives(())
    assert "Chưa thấy ổ USB" in dialog.told.text()
    assert not dialog.copy.isEnabled()
    dialog.reject()


def test_the_code_is_typed(
    window: MainWindow,
    page: ExchangePage,
    settle: Settle,
    at_city: Desk,
    tmp_path: Path,
    yes: list[str],
    qtbot: QtBot,
) -> None:
    page.trust_file(tmp_path / "city.nq57card")
    page.make_to(tmp_path / "a.nq57")
    settle(window)
    closed(window)
    city.merge(at_city, paths=[tmp_path / "a.nq57"])
    (issued,) = city_receipts.issue(at_city, folder=tmp_path / "r").receipts
    page.tabs.setCurrentIndex(1)
    page.type_button.click()
    sheet = shown(window, Sheet)
    QTest.keyClicks(sheet.form.inputs["code"], issued.code[:-1])
    press(qtbot, sheet, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    settle(window)
    assert "không phải mã biên nhận" in sheet.notice.text
    QTest.keyClicks(sheet.form.inputs["code"], issued.code[-1])
    press(qtbot, sheet, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    settle(window)
    assert page.model.rows[0].bundle.confirmed == "code"
    assert "Đã gộp" in page.notice.text
    assert len(yes) == 1


def test_what_the_city_asks_leads_to_the_row(
    window: MainWindow,
    page: ExchangePage,
    settle: Settle,
    at_city: Desk,
    tmp_path: Path,
    yes: list[str],
    office: Path,
) -> None:
    page.trust_file(tmp_path / "city.nq57card")
    page.make_to(tmp_path / "a.nq57")
    settle(window)
    closed(window)
    city.merge(at_city, paths=[tmp_path / "a.nq57"])
    (issued,) = city_receipts.issue(at_city, folder=tmp_path / "r").receipts
    with open_desk(office, as_of=DAY, read_only=True) as desk:
        task = desk.store.all(Task)[1]
    said_ = replace(issued.receipt, number=5, conflicts=(OpenConflict("task", task.id, "name", '"Một"', '"Hai"'),))
    file = tmp_path / "c.nq57receipt"
    own = replace(said_, conflicts=(OpenConflict("task", task.id, "lead", f'"{task.lead}"', '"Phòng B"'),))
    file.write_bytes(receipt_files.write(own, signing.load_keys(at_city.keys_folder)))
    page.doing.take_receipt_file(file)
    settle(window)
    assert page.tabs.tabText(1) == "Biên nhận (1)"
    page.notice.verb.click()
    assert page.tabs.currentIndex() == 1
    assert "“Phòng B”" in finding_words(page.findings.rows[0])
    page.asked.selectRow(0)
    page.asked.opened.emit()
    settle(window)
    assert shown(window, TasksPage).current() is not None
    assert len(yes) == 1


def test_a_hostile_receipt_is_said_in_place(
    window: MainWindow, page: ExchangePage, settle: Settle, tmp_path: Path
) -> None:
    file = tmp_path / "x.nq57receipt"
    file.write_bytes(b"PK\3\4" + bytes(40))
    page.doing.take_receipt_file(file)
    settle(window)
    assert "x.nq57receipt" in page.notice.text


def test_any_bundle_can_be_looked_into(window: MainWindow, page: ExchangePage, settle: Settle, tmp_path: Path) -> None:
    page.make_to(tmp_path / "a.nq57")
    settle(window)
    closed(window)
    page.doing.look_into(tmp_path / "a.nq57")
    settle(window)
    dialog = shown(window, BundleShownDialog)
    assert "Gói nguyên vẹn" in dialog.verdict.text()
    dialog.reject()
    data = bytearray((tmp_path / "a.nq57").read_bytes())
    data[-1] ^= 1
    (tmp_path / "b.nq57").write_bytes(bytes(data))
    page.doing.look_into(tmp_path / "b.nq57")
    settle(window)
    assert "b.nq57" in page.notice.text


def test_a_draft_is_opened_by_the_mail_program(
    window: MainWindow, page: ExchangePage, settle: Settle, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened: list[str] = []

    def open_url(url: QUrl) -> bool:
        opened.append(url.toLocalFile())
        return True

    monkeypatch.setattr(QDesktopServices, "openUrl", open_url)
    page.make_to(tmp_path / "a.nq57")
    settle(window)
    closed(window)
    page.mail_button.click()
    settle(window)
    assert opened[0].endswith(".eml")
    assert "Thư chưa được gửi" in page.notice.text
    page.folder_button.click()
    settle(window)
    assert [file.name for file in Path(opened[1]).glob("*.nq57")] == ["99902_2026-11_1.nq57"]


def test_keys_lost_and_typed_back(
    window: MainWindow, page: ExchangePage, settle: Settle, office: Path, tmp_path: Path
) -> None:
    rows = "\n".join(signing_letters.rows(signing.load_keys(office / "keys")))
    page.city.save_sheet_to(tmp_path / "sheet.pdf")
    settle(window)
    assert "cất trong két" in closed(window)[0]
    assert (tmp_path / "sheet.pdf").read_bytes().startswith(b"%PDF")
    (office / "keys" / signing.SIGN_SECRET).unlink()
    page.refresh()
    settle(window)
    assert not page.city.print_keys.isEnabled()
    page.city.restore.click()
    sheet = shown(window, Sheet)
    fill(sheet, rows[:-1])
    sheet.submit()
    settle(window)
    assert "Dòng 8" in sheet.notice.text
    fill(sheet, rows)
    sheet.submit()
    settle(window)
    assert page.city.print_keys.isEnabled()
    assert "Khóa của cơ quan dùng được" in page.notice.text


def test_keys_are_renewed_with_a_reason(window: MainWindow, page: ExchangePage, settle: Settle, office: Path) -> None:
    before = signing.load_keys(office / "keys").public
    page.city.renew.click()
    sheet = shown(window, Sheet)
    sheet.submit()
    settle(window)
    assert sheet.isVisible()
    fill(sheet, "USB có khóa bị mất")
    sheet.submit()
    settle(window)
    assert signing.load_keys(office / "keys").public != before
    assert "Đã đổi khóa" in page.notice.text
    assert "USB có khóa bị mất" in said(page.city)


def test_a_window_that_only_looks_changes_nothing(window: MainWindow, page: ExchangePage, settle: Settle) -> None:
    assert page.can("make_bundle")
    window.session.look_only(on=True)
    settle(window)
    window.open_page("exchange")
    settle(window)
    page = shown(window, ExchangePage)
    assert not any(part.isEnabled() for part in page.leaving[1:])
    for name in ("make_bundle", "take_receipt", "copy_usb", "trust"):
        assert not page.can(name)
    assert page.can("look_bundle")
    assert not page.city.renew.isEnabled()
    assert all(not button.isEnabled() for button in (page.city.restore, page.city.print_keys))
