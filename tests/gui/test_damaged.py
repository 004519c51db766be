"""A damaged database at the start: what can be saved is listed, and saved when told so; the day's own care."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtTest import QAbstractItemModelTester
from pytestqt.qtbot import QtBot

from nq57desk.domain.plan import Task
from nq57desk.domain.progress import State
from nq57desk.errors import refuse
from nq57desk.gui.day_care import DayCare
from nq57desk.gui.dialogs.damaged import DamagedDialog
from nq57desk.gui.main_window import MainWindow
from nq57desk.store.backup import list_backups
from nq57desk.usecases import history, progress, salvaging
from nq57desk.workspace import DATABASE, open_desk
from tests.builders.offices import DAY
from tests.gui.conftest import Settle


def test_what_can_be_saved_is_listed_and_saved(
    bare_window: MainWindow, settle: Settle, office: Path, qtbot: QtBot
) -> None:
    with open_desk(office, as_of=DAY) as desk:
        history.backup(desk)
        task = desk.store.all(Task)[0]
        progress.set_progress(desk, task_id=task.id, period="2026-11", state=State.IN_PROGRESS, result="Ghi sau")
    path = office / DATABASE
    whole = bytearray(path.read_bytes())
    whole[100:8192] = bytes(8092)
    path.write_bytes(whole)
    bare_window.office_actions.open_office(office)
    settle(bare_window)
    (dialog,) = (one for one in bare_window.children() if isinstance(one, DamagedDialog))
    QAbstractItemModelTester(dialog.model, QAbstractItemModelTester.FailureReportingMode.Fatal)
    settle(bare_window)
    assert [one.name for one in dialog.model.rows] == ["Ghi sau"]
    assert "1 chỗ ghi sau" in dialog.told.text()
    said: list[object] = []
    bare_window.session.refused.connect(said.append)
    dialog.save.click()
    settle(bare_window)
    assert said == []
    assert bare_window.session.office is not None
    assert bare_window.session.office.folder == office
    with open_desk(office, as_of=DAY) as desk:
        assert history.check(desk) == ()
        assert progress.updates(desk, task_id=task.id)[-1].result == "Ghi sau"
    assert qtbot is not None


def test_the_window_begins_the_day_beside_the_clerk(window: MainWindow, settle: Settle, office: Path) -> None:
    before = len(list_backups(office / "backups"))
    care = DayCare(window.session, window)
    care.begin()
    settle(window)
    made = [one.why for one in list_backups(office / "backups")]
    assert "start-of-day" in made or len(made) == before
    assert window.session.office is not None
    assert window.session.office.backup_at
    assert window.status.words.text() == "Đã kiểm tra toàn bộ dữ liệu hằng tuần: nguyên vẹn"
    window.session.stepped.emit()
    assert "Sao lưu gần nhất" in window.status.words.text()
    care.begin()
    settle(window)
    assert len(list_backups(office / "backups")) == len(made)


def test_damage_found_while_it_is_open_is_offered_the_same(window: MainWindow, settle: Settle, office: Path) -> None:
    with open_desk(office, as_of=DAY) as desk:
        history.backup(desk)
        name = desk.store.all(Task)[0].name
    path = office / DATABASE
    page = path.read_bytes().index(name.encode()) // 8192 * 8192
    with path.open("r+b") as stream:
        stream.seek(page)
        stream.write(b"\xa5" * 8)
    care = DayCare(window.session, window)
    care.damaged.connect(window.office_actions.offer_saving)
    for _twice in range(2):
        care.begin()
        settle(window)
    (dialog,) = (one for one in window.children() if isinstance(one, DamagedDialog))
    assert dialog.save.isEnabled()
    assert window.session.office is not None
    dialog.save.click()
    settle(window)
    assert not any(isinstance(one, DamagedDialog) for one in window.children())
    assert window.session.office is not None
    assert window.session.office.folder == office
    assert "Đã khôi phục" in window.status.words.text()
    with open_desk(office, as_of=DAY, read_only=True) as desk:
        assert desk.store.check() == ()


def test_an_office_that_cannot_be_saved_stays_open(
    window: MainWindow, settle: Settle, office: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with open_desk(office, as_of=DAY) as desk:
        history.backup(desk)
    window.office_actions.offer_saving(office)
    settle(window)

    def full(*_place: object, **_more: object) -> None:
        raise refuse("store.backup_failed", folder=office, reason="ổ đĩa đã đầy")

    monkeypatch.setattr(salvaging, "save", full)
    (dialog,) = (one for one in window.children() if isinstance(one, DamagedDialog))
    dialog.save.click()
    settle(window)
    assert "ổ đĩa đã đầy" in dialog.told.text()
    dialog.leave.click()
    found: list[int] = []
    window.session.ask(lambda desk, _monitor: desk.store.count(Task), found.append)
    settle(window)
    assert found[0] > 0
