"""Ticks of the import preview: what hangs together, rows that the file lacks, and the preview's keys."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtTest import QAbstractItemModelTester, QTest
from pytestqt.qtbot import QtBot

from nq57desk.domain.plan import Task
from nq57desk.gui.clipboard import Pasted
from nq57desk.gui.main_window import MainWindow
from nq57desk.gui.models.import_rows import GONE, Kind
from nq57desk.gui.pages.importing import ImportPage
from nq57desk.gui.pages.tasks import TasksPage
from nq57desk.usecases.sample import sample_files
from nq57desk.workspace import open_desk
from tests.builders.changed_plan import changed_plan
from tests.gui.conftest import Settle
from tests.gui.hands import CONTROL, names, press, shown

SHIFT = Qt.KeyboardModifier.ShiftModifier
STRICT = QAbstractItemModelTester.FailureReportingMode.Fatal
FAMILY = """TT\tNhiệm vụ\tCơ quan chủ trì\tThời hạn
1\tNhóm việc về dữ liệu\t\t
1.1\tSố hóa sổ bộ\tVăn phòng\tQuý III/2026
1.2\tLàm sạch dữ liệu\tCông an phường\tQuý IV/2026
2\tViệc đứng riêng\tVăn phòng\tThường xuyên"""


def opened(window: MainWindow, settle: Settle, what: Path | Pasted) -> ImportPage:
    window.import_from(what)
    settle(window)
    page = shown(window, ImportPage)
    QAbstractItemModelTester(page.model, STRICT)
    return page


def ticked(page: ImportPage) -> list[str]:
    return [line.number for line in page.model.rows if page.model.ticks.is_taken(line)]


def test_without_its_new_parent_no_new_sub_row_comes_in(
    window: MainWindow, office: Path, settle: Settle, qtbot: QtBot
) -> None:
    page = opened(window, settle, Pasted("", FAMILY))
    assert ticked(page) == ["1", "1.1", "1.2", "2"]
    page.view.select(0, 0)
    page.table.setFocus()
    press(qtbot, window, Qt.Key.Key_Space)
    assert ticked(page) == ["2"]
    assert "2 dòng con mới của nó cũng không nhập" in page.notice.text
    assert "3 để lại" in page.view.counts.text()
    page.view.select(1, 0)
    press(qtbot, window, Qt.Key.Key_Space)
    assert ticked(page) == ["1", "1.1", "2"]
    assert "1 dòng cha mới cũng được chọn" in page.notice.text
    press(qtbot, window, Qt.Key.Key_Return, CONTROL)
    settle(window)
    with open_desk(office) as desk:
        tasks = {task.name: task for task in desk.store.all(Task)}
    assert tasks["Số hóa sổ bộ"].parent_id == tasks["Nhóm việc về dữ liệu"].id
    assert "Làm sạch dữ liệu" not in tasks


def test_a_sub_row_waits_for_a_parent_that_was_left_out(window: MainWindow, settle: Settle) -> None:
    page = opened(window, settle, Pasted("", FAMILY))
    page.mending.drop(page.model.rows[0])
    page.show_rows(keep=True)
    assert ticked(page) == ["2"]
    child = page.model.index(1, 0)
    assert page.model.data(child, Qt.ItemDataRole.CheckStateRole) is None
    assert "chờ dòng 1 ở trên" in str(page.model.data(child, Qt.ItemDataRole.AccessibleTextRole))


def test_rows_that_the_file_lacks_are_kept_unless_ticked(
    window: MainWindow, office: Path, settle: Settle, tmp_path: Path, qtbot: QtBot
) -> None:
    before = set(names(office))
    changed = {("4", 1): "Một tên khác hẳn của nhiệm vụ bốn"}
    page = opened(window, settle, changed_plan(tmp_path, without=("3", "9"), texts=changed))
    gone = [line for line in page.model.all if line.table == GONE]
    assert any(
        "không còn trong tệp" in str(each.words) or each.code == "importing.rows_absent" for each in page.problems
    )
    heading = next(line for line in page.model.rows if line.kind is Kind.HEADING and line.table == GONE)
    at = page.model.rows.index(heading)
    assert f"{len(gone)} dòng không còn trong tệp: vẫn giữ" in str(page.model.data(page.model.index(at, 0)))
    assert not any(page.model.ticks.is_taken(line) for line in gone)
    page.view.all_button.click()
    page.view.all_button.click()
    assert page.model.going == frozenset()
    assert str(page.model.data(page.model.index(at + 1, 0))) == "Giữ lại"
    place = page.model.place_of(gone[0].key)
    assert place is not None
    page.view.select(place, 0)
    page.table.setFocus()
    press(qtbot, window, Qt.Key.Key_Space)
    press(qtbot, window, Qt.Key.Key_Return, CONTROL)
    settle(window)
    assert window.current == "tasks"
    record = gone[0].record
    assert record is not None
    assert before - set(names(office)) == {record.name}
    window.run_action("undo")
    settle(window)
    assert set(names(office)) == before


def test_applying_is_one_step(window: MainWindow, office: Path, settle: Settle, qtbot: QtBot) -> None:
    before = names(office)
    page = opened(window, settle, Pasted("", FAMILY))
    with open_desk(office) as desk:
        entries = len(desk.store.journal(limit=-1))
    page.table.setFocus()
    press(qtbot, window, Qt.Key.Key_Return, CONTROL)
    settle(window)
    assert "Đã nhập 4 dòng, bỏ qua 0 dòng" in shown(window, TasksPage).notice.text
    with open_desk(office) as desk:
        assert len(desk.store.journal(limit=-1)) == entries + 1
    window.run_action("undo")
    settle(window)
    assert names(office) == before


def test_ctrl_a_and_space_tick_all_rows(window: MainWindow, settle: Settle, qtbot: QtBot) -> None:
    page = opened(window, settle, Pasted("", FAMILY))
    page.table.setFocus()
    press(qtbot, window, Qt.Key.Key_A, CONTROL)
    press(qtbot, window, Qt.Key.Key_Space)
    assert ticked(page) == []
    assert not window.actions_by_name["apply"].isEnabled()
    press(qtbot, window, Qt.Key.Key_A, CONTROL)
    press(qtbot, window, Qt.Key.Key_Space)
    assert ticked(page) == ["1", "1.1", "1.2", "2"]


def test_a_heading_ticks_the_rows_under_it(window: MainWindow, settle: Settle, qtbot: QtBot, tmp_path: Path) -> None:
    changed = {(number, 6): "Quý IV/2026" for number in ("1", "2", "9")}
    page = opened(window, settle, changed_plan(tmp_path, texts=changed))
    headings = [at for at, line in enumerate(page.model.rows) if line.kind is Kind.HEADING]
    total = page.model.taken
    page.view.select(headings[0], 0)
    page.table.setFocus()
    press(qtbot, window, Qt.Key.Key_Space)
    under = (headings[1] if len(headings) > 1 else len(page.model.rows)) - headings[0] - 1
    assert page.model.taken == total - under


def test_f3_goes_round_the_problems_both_ways(window: MainWindow, settle: Settle, qtbot: QtBot) -> None:
    rows = FAMILY.replace("Quý III/2026", "Quý V/2026").replace("Thường xuyên", "31/02/2026")
    page = opened(window, settle, Pasted("", rows))
    assert len(page.problems) == 2
    page.table.setFocus()
    seen = []
    for key, modifier in ((Qt.Key.Key_F3, None), (Qt.Key.Key_F3, None), (Qt.Key.Key_F3, None), (Qt.Key.Key_F3, SHIFT)):
        press(qtbot, window, key, modifier or Qt.KeyboardModifier.NoModifier)
        seen.append(page.model.rows[page.table.currentIndex().row()].number)
        heading = page.model.headerData(page.table.currentIndex().column(), Qt.Orientation.Horizontal)
        assert heading == "Thời hạn"
    assert seen == ["1.1", "2", "1.1", "2"]


def test_a_file_with_nothing_new_says_so_and_can_still_be_looked_at(window: MainWindow, settle: Settle) -> None:
    """M09 [Đóng] [Vẫn xem lại]."""
    page = opened(window, settle, sample_files()[0])
    text = page.waiting.words.text()
    assert "đã nhập ngày" in text
    assert text.endswith("0 dòng thay đổi.")
    assert page.waiting.back.text() == "Đóng"
    assert page.waiting.back.hasFocus()
    page.waiting.look.click()
    settle(window)
    assert page.stack.currentIndex() == 0
    kinds = {line.kind for line in page.model.rows}
    assert kinds == {Kind.HEADING, Kind.SAME}
    assert not window.actions_by_name["apply"].isEnabled()
    page.leave()
    page.leave()
    settle(window)
    assert window.current == "tasks"


def test_a_key_typed_before_the_answer_waits_for_it(
    window: MainWindow, office: Path, settle: Settle, qtbot: QtBot
) -> None:
    """Ctrl+Enter right after a cell was mended imports the mended text."""
    page = opened(window, settle, Pasted("", FAMILY))
    page.table.setFocus()
    page.model.setData(page.model.index(3, 2), "Tên vừa gõ")
    QTest.keyClick(page.table, Qt.Key.Key_Return, CONTROL)
    settle(window)
    qtbot.waitUntil(lambda: window.current == "tasks")
    assert "Tên vừa gõ" in names(office)
