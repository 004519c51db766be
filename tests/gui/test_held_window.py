"""What waits at the city, by keys: looked into, accepted or returned with a reason, read again, answered."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QAbstractItemModelTester
from PySide6.QtWidgets import QFileDialog
from pytestqt.qtbot import QtBot

from nq57desk.domain.organisation import Role
from nq57desk.domain.plan import Appendix, Plan, Task
from nq57desk.domain.records import Record
from nq57desk.gui.dialogs.bundle_shown import BundleShownDialog
from nq57desk.gui.dialogs.question import Question
from nq57desk.gui.dialogs.sheet import Sheet
from nq57desk.gui.dialogs.waiting import WaitingDialog
from nq57desk.gui.main_window import MainWindow
from nq57desk.gui.models.city_matrix import MONTHS
from nq57desk.gui.pages.city import CityPage
from nq57desk.usecases import city, offices, sending, waiting
from nq57desk.usecases.changing import apply_records, proposed
from nq57desk.usecases.sample_fork import PERIOD, Forked
from nq57desk.workspace import open_desk
from tests.builders.forked_city import DAY
from tests.gui.conftest import Settle
from tests.gui.fork_windows import Open, fork, front, opened, original
from tests.gui.hands import CONTROL, parts, press, shown, typed

__all__ = ("fork", "opened", "original")


@pytest.fixture
def window(opened: Open, fork: Forked, settle: Settle) -> MainWindow:
    window = opened(fork.city)
    shown(window, CityPage).period.show_period(PERIOD)
    settle(window)
    window.run_action("waiting_bundles")
    settle(window)
    return window


def give_reason(window: MainWindow, qtbot: QtBot, settle: Settle, text: str) -> None:
    """Type the reason and record it, by keys."""
    sheet = front(window, Sheet)
    typed(sheet.form.inputs["reason"], text)
    press(qtbot, sheet, Qt.Key.Key_Return, CONTROL)
    settle(window)


def tasks(folder: Path, office: str) -> int:
    with open_desk(folder, as_of=DAY, read_only=True) as desk:
        return desk.store.count(Task, office=office)


def test_what_acceptance_would_change_is_shown_first(window: MainWindow, settle: Settle, qtbot: QtBot) -> None:
    dialog = front(window, WaitingDialog)
    for model in (dialog.model, dialog.changes):
        QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal, dialog)
    held = dialog.current()
    assert held is not None
    assert (held.office, held.code) == ("99903", "bundle.many_deletions")
    assert "sẽ xóa 4 trong 20 dòng" in dialog.reason.text()
    assert "Sẽ xóa 4 dòng: NV 7. Làm sạch dữ liệu dân cư" in dialog.effect.text()
    assert dialog.buttons["accept"].isEnabled()
    assert not dialog.buttons["again"].isEnabled()
    dialog.table.setFocus()
    press(qtbot, dialog, Qt.Key.Key_Return)
    settle(window)
    front(window, BundleShownDialog).reject()
    press(qtbot, dialog, Qt.Key.Key_Down)
    settle(window)
    assert dialog.buttons["again"].isEnabled()
    assert not dialog.buttons["accept"].isEnabled()
    assert dialog.changes.rows == ()
    assert "nq57" in dialog.reason.text()


def test_accepting_needs_a_reason_and_keeps_the_day_it_came(
    window: MainWindow, fork: Forked, settle: Settle, qtbot: QtBot
) -> None:
    dialog = front(window, WaitingDialog)
    came = dialog.model.rows[0].received_at
    dialog.buttons["accept"].click()
    sheet = front(window, Sheet)
    press(qtbot, sheet, Qt.Key.Key_Return, CONTROL)
    assert sheet.isVisible()
    assert tasks(fork.city, "99903") == 12
    give_reason(window, qtbot, settle, "Đơn vị xác nhận qua điện thoại")
    assert tasks(fork.city, "99903") == 8
    assert "Đã chấp nhận: " in dialog.notice.text
    assert all(not one.returnable for one in dialog.model.rows)
    with open_desk(fork.city, as_of=DAY, read_only=True) as desk:
        taken = [one for one in desk.store.received_bundles(office="99903") if one.reason]
    assert [(one.received_at, one.reason) for one in taken] == [(came, "Đơn vị xác nhận qua điện thoại")]


def test_returning_is_told_in_a_receipt(
    window: MainWindow, fork: Forked, settle: Settle, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    dialog = front(window, WaitingDialog)
    dialog.buttons["return"].click()
    give_reason(window, qtbot, settle, "Xóa nhầm, xuất lại")
    assert "Đã trả lại" in dialog.notice.text
    returned = next(one for one in dialog.model.rows if one.code == "bundle.returned")
    dialog.table.selectRow(dialog.model.rows.index(returned))
    settle(window)
    assert dialog.reason.text() == "Đã trả lại: Xóa nhầm, xuất lại"
    assert tasks(fork.city, "99903") == 12
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_asked: str(tmp_path / "r"))
    (tmp_path / "r").mkdir()
    dialog.buttons["receipt"].click()
    settle(window)
    assert [file.name for file in (tmp_path / "r").glob("*.nq57receipt")] == ["99903_2026-10_1.nq57receipt"]
    for each in parts(window, Question):
        each.reject()


def test_a_refused_file_is_read_again_under_its_own_name(window: MainWindow, settle: Settle, fork: Forked) -> None:
    dialog = front(window, WaitingDialog)
    at = next(at for at, one in enumerate(dialog.model.rows) if one.file == "ghi-chu.nq57")
    came = dialog.model.rows[at].received_at
    dialog.table.selectRow(at)
    settle(window)
    dialog.buttons["again"].click()
    settle(window)
    assert dialog.notice.text == "Đã đọc lại: Từ chối."
    with open_desk(fork.city, as_of=DAY, read_only=True) as desk:
        again = [one for one in waiting.waiting(desk) if one.file == "ghi-chu.nq57"]
    assert [one.received_at for one in again] == [came]


def test_a_bundle_refused_before_its_office_was_enrolled_is_not_late_for_that(fork: Forked, tmp_path: Path) -> None:
    name = "Ủy ban nhân dân xã Sóng Biếc"
    offices.create_office(folder=tmp_path / "third", code="99904", name=name, role=Role.WARD, sample=True)
    with open_desk(fork.city, as_of=DAY) as desk, open_desk(tmp_path / "third", as_of=DAY) as third:
        records: tuple[Record, ...] = Plan("p", 2026), Appendix("a", "p", 1), Task("t", "p", "a", name="Việc")
        apply_records(third, "edit", map(proposed, records))
        offices.save_card(third, path=tmp_path / "third.nq57card")
        sending.make(third, path=tmp_path / "third.nq57", period=PERIOD)
        city.merge(desk, paths=[tmp_path / "third.nq57"])
        (refused,) = [one for one in waiting.waiting(desk) if one.file == "third.nq57"]
        city.enrol(desk, cards=[tmp_path / "third.nq57card"])
        with desk.store.writing() as db:
            db.conn.execute(
                "UPDATE refused_file SET at = '2026-10-14T08:00:00+07:00' WHERE digest = ?", (refused.digest,)
            )
        merged = waiting.read_again(desk, digest=refused.digest)
        assert merged.outcome.value == "applied"
        (taken,) = desk.store.received_bundles(office="99904")
        assert taken.received_at.startswith("2026-10-14")
        assert all(one.digest != refused.digest for one in waiting.waiting(desk))


def test_the_matrix_leads_to_the_waiting_bundle(window: MainWindow, settle: Settle) -> None:
    front(window, WaitingDialog).reject()
    page = shown(window, CityPage)
    page.view.choose(page.model.place_of("99903"), MONTHS)
    assert page.below_buttons["waiting"].isVisible()
    page.below_buttons["waiting"].click()
    settle(window)
    chosen = front(window, WaitingDialog).current()
    assert chosen is not None
    assert chosen.office == "99903"
    front(window, WaitingDialog).reject()
