"""The import preview: what a file or a pasted table would change, taken or left."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from nq57desk.domain.plan import Task
from nq57desk.gui.clipboard import Pasted
from nq57desk.gui.dialogs.sheet import Sheet
from nq57desk.gui.main_window import MainWindow
from nq57desk.gui.pages.importing import ImportPage
from nq57desk.gui.pages.tasks import TasksPage
from nq57desk.usecases.sample import sample_files
from nq57desk.workspace import open_desk
from tests.gui.conftest import Settle
from tests.gui.hands import CONTROL, names, press, shown


def test_import_is_previewed_then_applied(window: MainWindow, office: Path, settle: Settle, qtbot: QtBot) -> None:
    first = shown(window, TasksPage).current()
    assert first is not None
    window.run_action("edit")
    shown(window, Sheet).form.fill({"deadline": "Quý IV/2026", "document": "45/KH-UBND ngày 10/6/2026"})
    shown(window, Sheet).submit()
    settle(window)
    window.import_from(sample_files()[0])
    settle(window)
    preview = shown(window, ImportPage)
    assert [row.kind.value for row in preview.model.rows] == ["heading", "edited"]
    assert preview.table.currentIndex().row() == 1
    assert "1 sửa" in preview.view.counts.text()
    preview.table.setFocus()
    press(qtbot, window, Qt.Key.Key_Space)
    assert preview.model.taken == 0
    assert not window.actions_by_name["apply"].isEnabled()
    press(qtbot, window, Qt.Key.Key_Space)
    press(qtbot, window, Qt.Key.Key_Return, CONTROL)
    settle(window)
    assert window.current == "tasks"
    with open_desk(office) as desk:
        again = desk.store.get(Task, first.id)
    assert again is not None
    assert again.deadline == first.deadline


def test_escape_leaves_the_preview_without_a_trace(window: MainWindow, office: Path, settle: Settle) -> None:
    before = names(office)
    window.import_from(sample_files()[1])
    settle(window)
    preview = shown(window, ImportPage)
    assert preview.preview is not None
    assert "không có gì mới" in preview.waiting.words.text()
    preview.leave()
    settle(window)
    assert window.current == "tasks"
    assert names(office) == before


def test_a_file_that_is_no_table_says_so(window: MainWindow, settle: Settle, tmp_path: Path) -> None:
    file = tmp_path / "thu.docx"
    file.write_bytes(b"not a word file")
    window.import_from(file)
    settle(window)
    preview = shown(window, ImportPage)
    assert preview.preview is None
    assert len(preview.waiting.words.text()) > 20
    assert preview.again.isVisible()


def test_a_pasted_table_is_previewed(window: MainWindow, settle: Settle) -> None:
    rows = (
        ("TT", "Nhiệm vụ", "Cơ quan chủ trì", "Thời hạn"),
        ("1", "Việc dán vào", "Công an phường", "Quý IV/2026"),
        ("2", "Việc nữa", "Văn phòng", "Thường xuyên"),
    )
    window.import_from(Pasted("", "\n".join("\t".join(row) for row in rows)))
    settle(window)
    preview = shown(window, ImportPage)
    assert preview.preview is not None
    assert [row.kind.value for row in preview.model.rows] == ["new", "new"]


def test_a_tick_is_set_by_mouse_too(window: MainWindow, settle: Settle) -> None:
    window.import_from(
        Pasted("", "TT\tNhiệm vụ\tCơ quan chủ trì\tThời hạn\n1\tViệc dán vào\tCông an phường\tQuý IV/2026")
    )
    settle(window)
    preview = shown(window, ImportPage)
    assert preview.model.taken == 1
    cell = preview.table.visualRect(preview.model.index(0, 0))
    place = QPoint(cell.left() + 14, cell.center().y())
    QTest.mouseClick(preview.table.viewport(), Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, place)
    assert preview.model.taken == 0
