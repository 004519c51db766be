"""Evidence files and the central system from the plan page: dialogs opened, filled, closed; the clipboard."""

from __future__ import annotations

from datetime import date
from functools import partial
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDesktopServices, QDropEvent, QGuiApplication
from PySide6.QtTest import QAbstractItemModelTester, QTest
from pytestqt.qtbot import QtBot

from nq57desk import settings
from nq57desk.domain.progress import ProgressUpdate, State
from nq57desk.gui.dialogs.attachments import AttachmentsDialog, size_words
from nq57desk.gui.dialogs.central import CentralDialog
from nq57desk.gui.main_window import MainWindow
from nq57desk.gui.models.rows import Role
from nq57desk.gui.pages.tasks import TasksPage
from nq57desk.usecases import attachments, central, opened_copies
from nq57desk.usecases.progress import set_progress
from nq57desk.workspace import Desk, open_desk
from tests.gui.conftest import Settle
from tests.gui.hands import CONTROL, NO_KEY, press, shown, typed

STRICT = QAbstractItemModelTester.FailureReportingMode.Fatal
PERIOD = "2026-11"


@pytest.fixture
def page(window: MainWindow, settle: Settle) -> TasksPage:
    """The first task with something recorded this month."""
    found = shown(window, TasksPage)
    task_id = found.model.task_id(found.table.currentIndex())
    window.session.change(
        lambda desk, _m: set_progress(
            desk, task_id=task_id, period=PERIOD, state=State.IN_PROGRESS, result="Đã trình <b>dự thảo</b>"
        )
    )
    settle(window)
    return found


@pytest.fixture
def evidence(tmp_path: Path) -> Path:
    """A small file that begins as a PDF does."""
    file = tmp_path / "Quyết định 88.pdf"
    file.write_bytes(b"%PDF-1.4\n" + b"0" * 2000)
    return file


def test_evidence_is_added_listed_and_taken_off(
    page: TasksPage, window: MainWindow, office: Path, settle: Settle, evidence: Path, qtbot: QtBot
) -> None:
    window.run_action("attachments")
    settle(window)
    dialog = shown(window, AttachmentsDialog)
    QAbstractItemModelTester(dialog.model, STRICT)
    dialog.add([evidence])
    settle(window)
    assert [each.file.name for each in dialog.model.rows] == ["Quyết định 88.pdf"]
    assert dialog.model.data(dialog.model.index(0, 1)) == "2 KB"
    press(qtbot, dialog, Qt.Key.Key_Delete, Qt.KeyboardModifier.ControlModifier)
    settle(window)
    assert dialog.model.rows == ()
    assert not dialog.open_button.isEnabled()
    QTest.keyClick(dialog, Qt.Key.Key_Escape)
    assert not dialog.isVisible()
    window.run_action("undo")
    settle(window)
    with open_desk(office) as desk:
        kept = attachments.listed(desk, task_id=page.model.task_id(page.table.currentIndex()))
    assert [each.file.period for each in kept] == [PERIOD]


def test_files_are_dropped_and_a_wrong_one_is_refused_in_place(
    page: TasksPage, window: MainWindow, settle: Settle, evidence: Path, tmp_path: Path
) -> None:
    wrong = tmp_path / "virus.exe"
    wrong.write_bytes(b"MZ" + b"0" * 100)
    assert page.current() is not None
    window.run_action("attachments")
    settle(window)
    dialog = shown(window, AttachmentsDialog)
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(wrong)), QUrl.fromLocalFile(str(evidence))])
    buttons, keys = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    dialog.dropEvent(QDropEvent(QPointF(5, 5), Qt.DropAction.CopyAction, data, buttons, keys))
    settle(window)
    assert [each.file.name for each in dialog.model.rows] == ["Quyết định 88.pdf"]
    assert "virus.exe" in dialog.notice.text
    assert "không biết trên đó có dấu MẬT" in dialog.notice.text
    dialog.close_button.click()
    assert not dialog.isVisible()


@pytest.mark.parametrize(("size", "words"), [(1, "1 KB"), (850 * 1024, "850 KB"), (1_300_000, "1,2 MB")])
def test_sizes_are_said_in_vietnamese(size: int, words: str) -> None:
    assert size_words(size) == words


def test_a_row_is_copied_and_ticked_for_the_central_system(
    page: TasksPage, window: MainWindow, office: Path, settle: Settle, qtbot: QtBot
) -> None:
    assert page.current() is not None
    window.run_action("copy_central")
    settle(window)
    dialog = shown(window, CentralDialog)
    QAbstractItemModelTester(dialog.model, STRICT)
    assert len(dialog.model.rows) == 1
    dialog.table.setFocus()
    press(qtbot, dialog, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    settle(window)
    board = QGuiApplication.clipboard().mimeData()
    assert "Đã trình <b>dự thảo</b>" in board.text()
    assert "&lt;b&gt;dự thảo&lt;/b&gt;" in board.html()
    dialog.section_button.click()
    settle(window)
    assert "1. Kết quả thực hiện" in QGuiApplication.clipboard().mimeData().text()
    dialog.day.setText("31/02/2026")
    dialog.tick_button.click()
    assert "31/02/2026" in dialog.notice.text
    dialog.day.setText("13/11/2026")
    dialog.table.setFocus()
    press(qtbot, dialog, Qt.Key.Key_Space)
    settle(window)
    assert dialog.model.rowCount() == 0
    assert "đều đã cập nhật" in dialog.count.text()
    QTest.keyClick(dialog, Qt.Key.Key_Escape)
    with open_desk(office) as desk:
        assert central.unticked(desk, period=PERIOD) == ()
    window.run_action("undo")
    settle(window)
    with open_desk(office) as desk:
        assert len(central.unticked(desk, period=PERIOD)) == 1


def _with_a_file(window: MainWindow, settle: Settle, evidence: Path) -> AttachmentsDialog:
    window.run_action("attachments")
    settle(window)
    dialog = shown(window, AttachmentsDialog)
    dialog.add([evidence])
    settle(window)
    assert dialog.model.rowCount() == 1
    return dialog


def _opened(monkeypatch: pytest.MonkeyPatch) -> list[Path]:
    """What the system's program was asked to show."""
    seen: list[Path] = []

    def show(url: QUrl) -> bool:
        seen.append(Path(url.toLocalFile()))
        return True

    monkeypatch.setattr(QDesktopServices, "openUrl", show)
    return seen


def test_copies_that_other_programs_show_go_when_the_window_closes(
    page: TasksPage, window: MainWindow, office: Path, settle: Settle, evidence: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert page.current() is not None
    seen = _opened(monkeypatch)
    dialog = _with_a_file(window, settle, evidence)
    dialog.table.setFocus()
    QTest.keyClick(dialog.table, Qt.Key.Key_Return)
    settle(window)
    QTest.keyClick(dialog.table, Qt.Key.Key_Return)
    settle(window)
    assert len(set(seen)) == 2
    assert all(copy.read_bytes() == evidence.read_bytes() for copy in seen)
    assert all(copy.is_relative_to(office) for copy in seen)
    QTest.keyClick(dialog, Qt.Key.Key_Escape)
    window.close()
    assert not any(copy.exists() for copy in seen)
    assert not (office / opened_copies.FOLDER).exists()


def test_copies_left_by_a_sudden_end_go_when_the_office_is_opened(
    bare_window: MainWindow, office: Path, settle: Settle
) -> None:
    left = office / opened_copies.FOLDER / "nq57-x" / "Quyết định.pdf"
    left.parent.mkdir(parents=True)
    left.write_bytes(b"%PDF")
    left.chmod(0o400)
    bare_window.office_actions.open_office(office)
    settle(bare_window)
    assert not left.parent.parent.exists()


def test_a_file_too_large_or_gone_is_said_in_place(
    page: TasksPage, window: MainWindow, office: Path, settle: Settle, evidence: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert page.current() is not None
    seen = _opened(monkeypatch)
    monkeypatch.setattr(settings, "largest_file", lambda _store: 1 << 20)
    dialog = _with_a_file(window, settle, evidence)
    large = evidence.with_name("Lớn.pdf")
    large.write_bytes(b"%PDF-1.4\n" + b"0" * (1 << 20))
    dialog.add([large, evidence.with_name("không có.pdf")])
    settle(window)
    assert "“Lớn.pdf” lớn hơn 1 MB. Chưa đính kèm gì." in dialog.notice.text
    assert "không có.pdf" in dialog.notice.text
    assert dialog.model.rowCount() == 1
    for kept in (office / "files").iterdir():
        kept.unlink()
    dialog.read()
    settle(window)
    dialog.table.setFocus()
    QTest.keyClick(dialog.table, Qt.Key.Key_Return)
    settle(window)
    assert "không có trong máy này" in dialog.notice.text
    assert seen == []
    mark = dialog.model.data(dialog.model.index(0, 0), Role.SECOND_MARK)
    assert "không có trong máy này" in mark.words
    dialog.reject()


def test_evidence_of_another_month_is_its_own(
    page: TasksPage, window: MainWindow, settle: Settle, evidence: Path
) -> None:
    assert page.current() is not None
    dialog = _with_a_file(window, settle, evidence)
    dialog.activateWindow()
    dialog.period.setFocus()
    QTest.keyClick(dialog.period, Qt.Key.Key_Down)
    settle(window)
    assert dialog.model.rowCount() == 0
    QTest.keyClick(dialog.period, Qt.Key.Key_Up)
    settle(window)
    assert dialog.model.rowCount() == 1
    dialog.reject()


def _going(task_id: str, desk: Desk, _monitor: object) -> object:
    return set_progress(desk, task_id=task_id, period=PERIOD, state=State.IN_PROGRESS, result="Đang làm")


def test_several_rows_are_ticked_by_keys_on_a_typed_day(
    page: TasksPage, window: MainWindow, office: Path, settle: Settle, qtbot: QtBot
) -> None:
    others = [each for each in page.model.order.ids if each][1:4]
    for task_id in others:
        window.session.change(partial(_going, task_id))
    window.run_action("copy_central")
    settle(window)
    dialog = shown(window, CentralDialog)
    assert dialog.model.rowCount() == 4
    dialog.table.setFocus()
    press(qtbot, dialog, Qt.Key.Key_Home, CONTROL)
    QTest.keyClick(dialog.table, Qt.Key.Key_Down, Qt.KeyboardModifier.ShiftModifier)
    assert len(dialog.chosen()) == 2
    dialog.day.setFocus()
    for letter in (Qt.Key.Key_A, Qt.Key.Key_Delete):
        QTest.keyClick(dialog.day, letter, CONTROL if letter == Qt.Key.Key_A else NO_KEY)
    typed(dialog.day, "13-11-2026")
    QTest.keyClick(dialog.day, Qt.Key.Key_Return)
    settle(window)
    assert dialog.model.rowCount() == 2, (dialog.notice.text, dialog.day.text())
    assert "Đã ghi 2 nhiệm vụ" in dialog.notice.text
    dialog.table.setFocus()
    press(qtbot, dialog, Qt.Key.Key_A, CONTROL)
    press(qtbot, dialog, Qt.Key.Key_Space)
    settle(window)
    assert dialog.model.rowCount() == 0
    QTest.keyClick(dialog, Qt.Key.Key_Escape)
    with open_desk(office) as desk:
        days = {one.central_on for one in desk.store.all(ProgressUpdate)}
    assert days == {date(2026, 11, 13)}


def test_nothing_recorded_says_so(window: MainWindow, settle: Settle) -> None:
    window.run_action("copy_central")
    settle(window)
    dialog = shown(window, CentralDialog)
    dialog.copy()
    settle(window)
    assert len(dialog.notice.text) > 20
    dialog.close_button.click()
    assert not dialog.isVisible()
