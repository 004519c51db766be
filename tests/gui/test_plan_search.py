"""The plan page: what a search finds beside tasks and where it stands, copying rows, grouping, the city's tasks."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import QItemSelectionModel, Qt
from PySide6.QtTest import QAbstractItemModelTester
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from nq57desk.domain.plan import Origin, Task
from nq57desk.domain.progress import State
from nq57desk.domain.vietnamese import sort_key
from nq57desk.gui.main_window import MainWindow
from nq57desk.gui.models.plan_tree import ASSIGNED, special_at
from nq57desk.gui.models.rows import Role
from nq57desk.gui.models.task_columns import found_words
from nq57desk.gui.pages.indicators import IndicatorsPage
from nq57desk.gui.pages.tasks import TasksPage
from nq57desk.usecases import progress
from nq57desk.usecases.changing import apply_records, proposed
from nq57desk.usecases.task_grouping import Grouping
from nq57desk.usecases.task_list import FoundIn
from nq57desk.workspace import open_desk
from tests.gui.conftest import Settle
from tests.gui.hands import CONTROL, press, shown, typed

STRICT = QAbstractItemModelTester.FailureReportingMode.Fatal


@pytest.fixture
def page(window: MainWindow) -> TasksPage:
    found = shown(window, TasksPage)
    found.table.setFocus()
    return found


def search(window: MainWindow, settle: Settle, text: str) -> None:
    window.run_action("find")
    typed(window.search, text)
    settle(window)


def first_id(page: TasksPage) -> str:
    return next(each for each in page.model.order.ids if each)


def test_the_models_keep_qts_rules_while_typing(page: TasksPage, window: MainWindow, settle: Settle) -> None:
    for model in (page.model, page.others.model):
        QAbstractItemModelTester(model, STRICT)
    search(window, settle, "chu ky so")
    window.search.clear()
    settle(window)
    assert page.model.order.tasks > 0


def test_an_indicator_is_found_and_enter_goes_to_its_row(
    page: TasksPage, window: MainWindow, settle: Settle, qtbot: QtBot
) -> None:
    search(window, settle, "tai khoan dinh danh dien tu")
    assert page.others.isVisible()
    assert "Chỉ tiêu khớp" in page.others.title.text()
    row = page.others.model.rows[0]
    assert page.others.model.data(page.others.model.index(0, 0)) == "Chỉ tiêu"
    assert page.others.table in page.regions()
    page.others.table.setFocus()
    press(qtbot, window, Qt.Key.Key_Return)
    settle(window)
    grid = shown(window, IndicatorsPage)
    assert grid.model.cell(grid.grid.currentIndex())[0] == row.id


def test_only_an_indicator_found_is_no_reason_to_say_that_nothing_was(
    page: TasksPage, window: MainWindow, settle: Settle, qtbot: QtBot
) -> None:
    name = "Tỷ lệ giải ngân kinh phí chuyển đổi số"
    search(window, settle, f"{name} ty")
    if page.model.order.tasks == 0:
        assert page.notice.isHidden()
        assert page.list_shown() is page.others.table
        press(qtbot, window, Qt.Key.Key_Down)
        assert page.others.table.hasFocus()
    assert name in {row.name for row in page.others.model.rows if hasattr(row, "name")}
    search(window, settle, "xyzxyz")
    assert page.others.isHidden()
    assert "xyzxyz" in page.notice.text


def test_a_plan_is_found_by_its_number_and_opened(
    page: TasksPage, window: MainWindow, settle: Settle, qtbot: QtBot
) -> None:
    plan = page._plans[0].plan
    search(window, settle, f"{plan.number}/{plan.symbol}")
    assert page.others.model.rows == (plan,)
    page.others.table.setFocus()
    press(qtbot, window, Qt.Key.Key_Return)
    settle(window)
    assert window.search.text() == ""
    assert page.plan() == plan


def test_a_hit_in_a_result_is_told_in_the_row_and_marked(page: TasksPage, window: MainWindow, settle: Settle) -> None:
    task_id = first_id(page)
    window.session.change(
        lambda desk, _m: progress.set_progress(
            desk, task_id=task_id, period="2026-10", state=State.IN_PROGRESS, result="Đã trình dự thảo lần hai"
        )
    )
    settle(window)
    search(window, settle, "du thao lan hai")
    assert page.model.order.ids == (task_id,)
    row = page.model.task(page.model.index(0, 0))
    assert row is not None
    assert found_words(row) == "Kết quả kỳ 10/2026: Đã trình dự thảo lần hai"
    name = next(at for at, column in enumerate(page.model.columns) if column.heading == "Nhiệm vụ")
    index = page.model.index(0, name)
    assert page.model.data(index, Role.SECOND) == found_words(row)
    assert page.cells.standing_out(page.model.shows(index))[1]
    assert not window.grab().isNull()
    window.search.clear()
    settle(window)
    kept = page.model.task(page.model.index(page.model.place(task_id) or 0, 0))
    assert kept is not None
    assert kept.found is None


def test_where_a_hit_stands_in_words() -> None:
    row = type("Row", (), {"found": FoundIn("product", "Báo cáo\nquý")})()
    assert found_words(row) == "Sản phẩm: Báo cáo quý"


def test_chosen_rows_are_copied_as_a_table(
    page: TasksPage, window: MainWindow, office: Path, settle: Settle, qtbot: QtBot
) -> None:
    rows = [at for at, each in enumerate(page.model.order.ids) if each][:3]
    with open_desk(office) as desk:
        first = desk.store.get(Task, page.model.order.ids[rows[0]])
    assert first is not None
    window.session.change(
        lambda desk, _m: apply_records(desk, "edit", [proposed(replace(first, name="=SUM(A1)", note="-5"))])
    )
    settle(window)
    model = page.table.selectionModel()
    page.table.clearSelection()
    flags = QItemSelectionModel.SelectionFlag.Select | QItemSelectionModel.SelectionFlag.Rows
    for at in rows:
        model.select(page.model.index(at, 0), flags)
    press(qtbot, window, Qt.Key.Key_C, CONTROL)
    settle(window)
    data = QApplication.clipboard().mimeData()
    lines = data.text().split("\r\n")
    assert lines[0].split("\t") == [column.heading for column in page.model.columns]
    assert len([line for line in lines if line]) >= 4
    assert "'=SUM(A1)" in data.text()
    assert data.html().count("<tr>") == 4
    assert "=SUM(A1)" in data.html()
    assert "3 nhiệm vụ" in window.status.words.text()


def test_groups_are_chosen_by_keys_and_remembered(
    page: TasksPage, window: MainWindow, settle: Settle, qtbot: QtBot
) -> None:
    ids = sorted(each for each in page.model.order.ids if each)
    press(qtbot, window, Qt.Key.Key_G, CONTROL)
    settle(window)
    assert page.groups.chosen is Grouping.LEAD
    assert "nhóm: chủ trì" in page.aside.text()
    titles = [page.model.data(page.model.index(at, 0)) for at in page.model.order.headings]
    assert all("nhiệm vụ" in title for title in titles)
    names = [title.rpartition(" – ")[0] for title in titles]
    named = [name for name in names if name != "Chưa ghi cơ quan chủ trì"]
    assert named == sorted(named, key=sort_key)
    assert sorted(each for each in page.model.order.ids if each) == ids
    assert window.session.preferences.get("tasks.group") == "lead"
    for _press in range(2):
        press(qtbot, window, Qt.Key.Key_G, CONTROL)
        settle(window)
    words = [page.model.data(page.model.index(at, 0)) for at in page.model.order.headings]
    assert any(title.startswith(("Quá hạn", "Sắp đến hạn", "Trong hạn")) for title in words)
    window.rebuild("tasks")
    settle(window)
    again = shown(window, TasksPage)
    assert again.groups.chosen is Grouping.TIME
    again.groups.group_by(Grouping.PAPER)
    assert window.session.preferences.get("tasks.group") == ""


def test_the_citys_tasks_have_a_line_only_where_there_are_any(
    page: TasksPage, window: MainWindow, office: Path, settle: Settle
) -> None:
    assert not page.tree_model.index_of_special(ASSIGNED).isValid()
    task_id = first_id(page)
    with open_desk(office) as desk:
        task = desk.store.get(Task, task_id)
    assert task is not None
    window.session.change(
        lambda desk, _m: apply_records(
            desk, "edit", [proposed(replace(task, origin=Origin.ASSIGNED)), proposed(Task(
                "nothing", task.plan_id, task.appendix_id, name="Việc thêm", position=999))]
        )
    )  # fmt: skip
    settle(window)
    line = page.tree_model.index_of_special(ASSIGNED)
    assert line.data() == "Được giao từ thành phố (1)"
    page.tree.setCurrentIndex(line)
    settle(window)
    assert special_at(page.tree.currentIndex()) == ASSIGNED
    assert [each for each in page.model.order.ids if each] == [task_id]
    page.refresh()
    settle(window)
    assert special_at(page.tree.currentIndex()) == ASSIGNED
