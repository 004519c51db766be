"""The import preview mended by keys: cells typed over as Unikey does it, columns read otherwise, lines left out."""

from __future__ import annotations

from pathlib import Path

import pytest
from docx import Document
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from nq57desk.domain.plan import Plan, Task
from nq57desk.gui.clipboard import Pasted
from nq57desk.gui.main_window import MainWindow
from nq57desk.gui.models.import_rows import Kind
from nq57desk.gui.pages.import_copy import write_copy
from nq57desk.gui.pages.importing import ImportPage
from nq57desk.gui.pages.tasks import TasksPage
from nq57desk.gui.widgets.import_grid import CellText
from nq57desk.sentences import sentence
from nq57desk.usecases.sample import sample_files
from nq57desk.workspace import open_desk
from tests.builders.changed_plan import changed_plan
from tests.gui.conftest import Settle
from tests.gui.hands import CONTROL, names, press, shown, typed

HEADINGS = ("TT", "Nhiệm vụ", "Cơ quan chủ trì", "Thời hạn")


def pasted(*rows: tuple[str, ...]) -> Pasted:
    return Pasted("", "\n".join("\t".join(row) for row in (HEADINGS, *rows)))


@pytest.fixture
def preview(window: MainWindow, settle: Settle) -> ImportPage:
    """Two new rows, one with a deadline that does not exist."""
    window.import_from(
        pasted(("1", "Dữ liệu đất đai", "Công an phường", "Quý V/2026"), ("2", "Việc nữa", "Văn phòng", "Thường xuyên"))
    )
    settle(window)
    return shown(window, ImportPage)


def at(preview: ImportPage, row: int, column: int) -> None:
    preview.table.setFocus()
    preview.table.setCurrentIndex(preview.model.index(row, column))


def editor(preview: ImportPage) -> CellText:
    return shown(preview.table, CellText)


def test_a_cell_is_typed_over_as_unikey_types(
    preview: ImportPage, window: MainWindow, office: Path, settle: Settle
) -> None:
    at(preview, 1, 2)
    QTest.keyClick(preview.table, Qt.Key.Key_D)
    field = editor(preview)
    for key in (Qt.Key.Key_D, Qt.Key.Key_Backspace, Qt.Key.Key_Backspace):
        QTest.keyClick(field, key)
    typed(field, "đất đai")
    QTest.keyClick(field, Qt.Key.Key_Return)
    settle(window)
    assert preview.model.data(preview.model.index(1, 2)) == "đất đai"
    assert preview.table.currentIndex().column() == 2
    preview.apply()
    settle(window)
    assert "đất đai" in names(office)


def test_escape_brings_the_cell_back_and_leaves_the_preview(preview: ImportPage, window: MainWindow) -> None:
    at(preview, 1, 2)
    QTest.keyClick(preview.table, Qt.Key.Key_F2)
    typed(editor(preview), "khác")
    QTest.keyClick(editor(preview), Qt.Key.Key_Escape)
    assert preview.model.data(preview.model.index(1, 2)) == "Việc nữa"
    assert window.current == "importing"
    QTest.keyClick(preview.table, Qt.Key.Key_Backspace)
    assert preview.model.data(preview.model.index(1, 2)) == "Việc nữa"


def test_a_problem_is_gone_to_mended_and_gone(
    preview: ImportPage, window: MainWindow, settle: Settle, qtbot: QtBot
) -> None:
    assert len(preview.problems) == 1
    press(qtbot, window, Qt.Key.Key_F3)
    assert preview.table.currentIndex().row() == 0
    assert preview.model.headerData(preview.table.currentIndex().column(), Qt.Orientation.Horizontal) == "Thời hạn"
    assert preview.pane.buttons["mend"].isVisible()
    preview.pane.buttons["mend"].click()
    field = editor(preview)
    assert QApplication.focusWidget() is field
    field.selectAll()
    typed(field, "Quý IV/2026")
    QTest.keyClick(field, Qt.Key.Key_Return)
    settle(window)
    assert not preview.pane.model.rows
    assert preview.model.taken == 2


def test_a_deadline_may_stay_unclear(preview: ImportPage, qtbot: QtBot, window: MainWindow) -> None:
    press(qtbot, window, Qt.Key.Key_F3)
    preview.pane.buttons["unclear"].click()
    assert not preview.pane.model.rows
    assert preview.model.taken == 2


def test_a_line_is_left_out_and_taken_in_again(
    preview: ImportPage, window: MainWindow, office: Path, settle: Settle, qtbot: QtBot
) -> None:
    press(qtbot, window, Qt.Key.Key_F3)
    preview.pane.buttons["drop"].click()
    assert [row.kind for row in preview.model.rows] == [Kind.DROPPED, Kind.NEW]
    assert "1 bỏ qua" in preview.view.counts.text()
    at(preview, 0, 0)
    press(qtbot, window, Qt.Key.Key_Space)
    assert [row.kind for row in preview.model.rows] == [Kind.NEW, Kind.NEW]
    preview.pane.step(1)
    preview.pane.buttons["drop"].click()
    press(qtbot, window, Qt.Key.Key_Return, CONTROL)
    settle(window)
    kept = names(office)
    assert "Việc nữa" in kept
    assert "Dữ liệu đất đai" not in kept
    page = shown(window, TasksPage)
    assert "bỏ qua 1 dòng" in page.notice.text
    assert "Xem 1 dòng" in page.notice.verb.text()


def test_a_column_is_read_as_another_field_and_remembered(
    preview: ImportPage, window: MainWindow, office: Path, settle: Settle
) -> None:
    lists = preview.table.header.lists
    assert [str(one.currentData()) for one in lists] == ["number", "name", "lead", "deadline"]
    lists[2].setFocus()
    lists[2].setCurrentIndex(lists[2].findData("supervisor"))
    lists[2].activated.emit(lists[2].currentIndex())
    settle(window)
    assert str(preview.table.header.lists[2].currentData()) == "supervisor"
    preview.apply()
    settle(window)
    with open_desk(office) as desk:
        task = next(each for each in desk.store.all(Task) if each.name == "Việc nữa")
    assert (task.supervisor, task.lead) == ("Văn phòng", "")
    window.import_from(pasted(("1", "Việc thứ ba", "Chủ tịch", "Quý IV/2026")))
    settle(window)
    assert "Đã dùng cách ghép cột" in preview.view.profile.text()
    assert str(preview.table.header.lists[2].currentData()) == "supervisor"
    preview.view.forget_button.click()
    settle(window)
    assert str(preview.table.header.lists[2].currentData()) == "lead"


def test_an_annotated_copy_stands_beside_the_file(window: MainWindow, settle: Settle, tmp_path: Path) -> None:
    file = changed_plan(tmp_path, texts={("9", 6): "Quý V/2026"})
    before = file.read_bytes()
    window.import_from(file)
    settle(window)
    preview = shown(window, ImportPage)
    assert [each.code for each in preview.problems if "Quý V/2026" in str(each.words)]
    target = tmp_path / "ghi chú.docx"
    write_copy(preview, file, target, preview.problems)
    settle(window)
    assert "Đã lưu ghi chú.docx" in preview.notice.text
    comments = [comment.text for comment in Document(str(target)).comments]
    assert comments == [sentence(each) for each in preview.problems]
    assert any("Quý V/2026" in text for text in comments)
    assert file.read_bytes() == before


def test_a_copy_of_a_file_without_problems_says_that_there_is_nothing(
    window: MainWindow, settle: Settle, tmp_path: Path
) -> None:
    window.import_from(pasted(("1", "Việc mới", "Văn phòng", "Thường xuyên")))
    settle(window)
    preview = shown(window, ImportPage)
    assert preview.problems == ()
    write_copy(preview, sample_files()[0], tmp_path / "ghi chú.docx", preview.problems)
    settle(window)
    assert "Không có vấn đề nào" in preview.notice.text
    assert not (tmp_path / "ghi chú.docx").exists()


@pytest.mark.parametrize(("key", "added"), [(Qt.Key.Key_1, 0), (Qt.Key.Key_2, 1)])
def test_a_doubtful_pair_is_settled_by_a_key(
    window: MainWindow, office: Path, settle: Settle, key: Qt.Key, added: int
) -> None:
    with open_desk(office) as desk:
        plan = max(desk.store.all(Plan), key=lambda each: each.number)
        tasks = desk.store.all(Task, plan_id=plan.id)
        before = len(desk.store.all(Task))
    known = tasks[2]
    half = len(known.name) * 7 // 10
    rows = [(each.number, each.name, each.lead, each.deadline) for each in tasks]
    rows[2] = ("2a", known.name[:half], known.lead, known.deadline)
    window.import_from(pasted(*(tuple(" ".join(text.split()) for text in each) for each in rows)))
    settle(window)
    preview = shown(window, ImportPage)
    preview.view.plans.setCurrentIndex(preview.view.plans.findData(plan.id))
    preview.view.plans.activated.emit(preview.view.plans.currentIndex())
    settle(window)
    assert preview.preview is not None
    assert [pair.known_id for pair in preview.preview.doubtful] == [known.id]
    place = next(n for n, each in enumerate(preview.problems) if each.code == "matching.doubtful")
    preview.pane.table.setFocus()
    preview.pane.table.setCurrentIndex(preview.pane.model.index(place, 0))
    assert preview.pane.buttons["same"].isVisible()
    QTest.keyClick(preview.pane.table, key)
    settle(window)
    assert all(each.code != "matching.doubtful" for each in preview.problems)
    preview.apply()
    settle(window)
    with open_desk(office) as desk:
        assert len(desk.store.all(Task)) == before + added


def test_a_plan_issued_anew_is_matched_against_the_old_one(
    window: MainWindow, office: Path, settle: Settle, tmp_path: Path
) -> None:
    with open_desk(office) as desk:
        plans = len(desk.store.all(Plan))
    window.import_from(changed_plan(tmp_path, number="29", name="ban-hanh-lai.docx"))
    settle(window)
    preview = shown(window, ImportPage)
    assert "ban hành lại" in preview.notice.text
    preview.notice.verb.click()
    settle(window)
    assert preview.preview is not None
    assert preview.preview.carried is not None
    assert "giữ tiến độ" in preview.notice.text
    preview.apply()
    settle(window)
    with open_desk(office) as desk:
        fresh = {plan.number: plan.id for plan in desk.store.all(Plan)}
        kept = [task for task in desk.store.all(Task, plan_id=fresh["29"]) if task.carried_from]
    assert len(fresh) == plans + 1
    assert len(kept) >= 30
