"""What the city assigned, in the window: the file, the preview by keys alone, the tab, the panels, taking it back."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QAbstractItemModelTester, QTest
from PySide6.QtWidgets import QWidget

from nq57desk.domain.assigned_rows import Decision, Standing, added_id
from nq57desk.domain.assignments import INDICATOR, TASK, DirectionNote, Withdrawn
from nq57desk.domain.plan import Task
from nq57desk.gui.dialogs.assignment_preview import AssignmentDialog
from nq57desk.gui.dialogs.sheet import Sheet
from nq57desk.gui.main_window import MainWindow
from nq57desk.gui.models import assigned_rows
from nq57desk.gui.models.plan_tree import ASSIGNED
from nq57desk.gui.pages.exchange import ExchangePage
from nq57desk.gui.pages.indicators import IndicatorsPage
from nq57desk.gui.pages.tasks import TasksPage
from nq57desk.usecases import trusting
from nq57desk.usecases.assignment_preview import Choice
from nq57desk.workspace import open_desk
from tests.builders import assignments as signed
from tests.builders.assignments import GOAL, NEW, SigningCity, like
from tests.builders.offices import DAY
from tests.gui.conftest import Settle
from tests.gui.hands import shown, typed

ABOUT_ONE = DirectionNote("n1", TASK, "c-same", "Báo cáo trước ngày 25.", "77/UBND-KGVX", date(2026, 11, 5), "PCT Sao")
ABOUT_ALL = DirectionNote("n2", "", "", "Các phường khẩn trương rà soát.", "", date(2026, 11, 6), "CT Ngàn")


@pytest.fixture(scope="module")
def city(tmp_path_factory: pytest.TempPathFactory) -> SigningCity:
    return signed.signing_city(tmp_path_factory.mktemp("city") / "office")


@pytest.fixture
def own(office: Path) -> Task:
    with open_desk(office, as_of=DAY) as desk:
        return next(task for task in desk.store.all(Task) if len(task.name) > 60 and task.deadline)


@pytest.fixture
def page(window: MainWindow, settle: Settle, city: SigningCity) -> ExchangePage:
    window.session.change(lambda desk, _monitor: trusting.trust(desk, path=city.card))
    settle(window)
    window.open_page("exchange", "assigned")
    settle(window)
    found = shown(window, ExchangePage)
    QAbstractItemModelTester(found.assigned.model, QAbstractItemModelTester.FailureReportingMode.Fatal, found)
    return found


@pytest.fixture
def file(city: SigningCity, own: Task, tmp_path: Path) -> Path:
    rows = (like(own, deadline="Quý I/2027"), NEW)
    return city.writes(tmp_path, 1, tasks=rows, indicators=(GOAL,), notes=(ABOUT_ONE, ABOUT_ALL))


Opened = Callable[[Path], AssignmentDialog]


@pytest.fixture
def opened(window: MainWindow, page: ExchangePage, settle: Settle) -> Opened:
    def bring(path: Path) -> AssignmentDialog:
        window.import_from(path)
        settle(window)
        dialog = page.assigned.dialog
        assert dialog is not None
        QAbstractItemModelTester(dialog.model, QAbstractItemModelTester.FailureReportingMode.Fatal, dialog)
        return dialog

    return bring


def keys(part: QWidget, *pressed: Qt.Key) -> None:
    for key in pressed:
        QTest.keyClick(part, key)


def decisions(dialog: AssignmentDialog) -> list[Decision | None]:
    return [one.choice.decision if one.choice is not None else None for one in dialog.model.rows]


def test_a_file_is_decided_by_keys_alone_and_taken_back(
    window: MainWindow, page: ExchangePage, settle: Settle, opened: Opened, file: Path, own: Task
) -> None:
    dialog = opened(file)
    assert decisions(dialog) == [None, None, None]
    assert dialog.model.index(0, 3).data() == f"? {own.number.rstrip('. ')}. {' '.join(own.name.split())}"
    keys(dialog.table, Qt.Key.Key_1, Qt.Key.Key_2, Qt.Key.Key_3)
    assert decisions(dialog) == [Decision.LINK, Decision.ADD, Decision.LATER]
    assert "1 ghép · 1 thêm mới · 1 để sau" in dialog.counts.text()
    QTest.keyClick(dialog, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    settle(window)
    assert page.assigned.dialog is None
    assert [line.standing for line in page.assigned.model.rows] == [Standing.LINKED, Standing.ADDED, Standing.WAITING]
    assert page.tabs.tabText(page.tabs.indexOf(page.assigned)) == "Nhiệm vụ được giao (1)"
    assert "Báo cáo trước ngày 25." in page.assigned.words.text()
    assert "Quý I/2027" in page.assigned.words.text()
    assert "khẩn trương" in page.assigned.general.text()
    window.run_action("undo")
    settle(window)
    assert {line.standing for line in page.assigned.model.rows} == {Standing.WAITING}
    assert page.assigned.waiting_button.text() == "Chọn cho 3 dòng đang chờ…"


def test_space_takes_what_is_suggested_and_takes_it_back(opened: Opened, file: Path) -> None:
    dialog = opened(file)
    dialog.table.selectAll()
    dialog.choices[TASK, "c-same"] = Choice(Decision.ADD)
    keys(dialog.table, Qt.Key.Key_Space)
    assert dialog.choices[TASK, "c-same"].decision is Decision.ADD
    dialog.choices.clear()
    keys(dialog.table, Qt.Key.Key_Space)
    assert decisions(dialog) == [Decision.LINK, Decision.ADD, Decision.ADD]
    keys(dialog.table, Qt.Key.Key_Space)
    assert decisions(dialog) == [Decision.LATER] * 3
    dialog.as_suggested()
    assert decisions(dialog) == [Decision.LINK, Decision.ADD, Decision.ADD]


def test_another_own_row_is_found_by_typing(
    page: ExchangePage, window: MainWindow, settle: Settle, opened: Opened, file: Path, own: Task, office: Path
) -> None:
    dialog = opened(file)
    with open_desk(office, as_of=DAY, read_only=True) as desk:
        other = next(task for task in desk.store.all(Task) if task.id != own.id and len(task.name) > 30)
    dialog.table.setCurrentIndex(dialog.model.index(1, 0))
    keys(dialog.table, Qt.Key.Key_1)
    typed(dialog.choice.search, other.name[:25])
    first = dialog.choice.found.item(0)
    assert other.name[:20] in first.text()
    keys(dialog.choice.search, Qt.Key.Key_Return)
    keys(dialog.choice.found, Qt.Key.Key_Return)
    assert dialog.choices[TASK, NEW.id].row_id == other.id
    dialog.submit()
    settle(window)
    assert [line.standing for line in page.assigned.model.rows][1] is Standing.LINKED


def test_a_correction_a_withdrawal_and_files_that_are_refused(
    window: MainWindow,
    page: ExchangePage,
    settle: Settle,
    opened: Opened,
    file: Path,
    city: SigningCity,
    tmp_path: Path,
) -> None:
    dialog = opened(file)
    dialog.as_suggested()
    dialog.submit()
    settle(window)
    gone = (Withdrawn(TASK, "c-same", "Trùng việc"),)
    second = city.writes(tmp_path, 2, tasks=(replace(NEW, deadline="30/11/2026"),), indicators=(GOAL,), withdrawn=gone)
    dialog = opened(second)
    assert "1 cập nhật" in dialog.counts.text()
    assert "1 dòng thành phố đã rút" in dialog.counts.text()
    dialog.submit()
    settle(window)
    standings = [line.standing for line in page.assigned.model.rows]
    assert standings == [Standing.ADDED, Standing.ADDED, Standing.WITHDRAWN]
    window.import_from(file)
    settle(window)
    assert page.assigned.dialog is None
    assert "cũ hơn tệp số 2" in page.notice.text
    torn = tmp_path / "rách.nq57assign"
    torn.write_bytes(second.read_bytes()[:500])
    window.import_from(torn)
    settle(window)
    assert "rách.nq57assign" in page.notice.text


def test_the_plan_page_lists_both_and_shows_the_city_beside(
    window: MainWindow, settle: Settle, opened: Opened, file: Path, own: Task, city: SigningCity
) -> None:
    dialog = opened(file)
    dialog.as_suggested()
    dialog.submit()
    settle(window)
    window.open_page("tasks", own.id)
    settle(window)
    tasks = shown(window, TasksPage)
    line = tasks.tree_model.index_of_special(ASSIGNED)
    assert line.data() == "Được giao từ thành phố (2)"
    assert tasks.detail.tabs.isTabVisible(2)
    assert "Quý I/2027" in tasks.detail.differs.text()
    assert "Báo cáo trước ngày 25." in tasks.detail.city.text()
    tasks.tree.setCurrentIndex(line)
    settle(window)
    assert len(tasks.model.order.ids) - len(tasks.model.order.headings) == 2
    window.open_page("indicators")
    settle(window)
    page = shown(window, IndicatorsPage)
    goal = added_id(city.code, INDICATOR, GOAL.id)
    page.show_with((goal, "actual"))
    settle(window)
    assert GOAL.target in page.panel.facts.text()
    assert page.panel.city.text() == "Thành phố: giao >= 60 % · hạn 31/12/2026 · 215/QĐ-UBND"


def test_what_is_the_citys_is_shown_and_not_typed_in(
    window: MainWindow, settle: Settle, opened: Opened, file: Path, city: SigningCity
) -> None:
    dialog = opened(file)
    dialog.as_suggested()
    dialog.submit()
    settle(window)
    added = added_id(city.code, TASK, NEW.id)
    window.open_page("tasks", added)
    settle(window)
    window.run_action("edit")
    sheet = shown(window, Sheet)
    enabled = {name for name, part in sheet.form.inputs.items() if part.isEnabled()}
    assert not enabled & {"name", "deadline", "product", "source_document"}
    assert enabled >= {"lead", "supervisor", "note"}
    assert "là của thành phố" in sheet.heading.text()
    sheet.form.fill({"name": "Tên khác"})
    sheet.submit()
    settle(window)
    assert "là của thành phố" in sheet.notice.text
    sheet.form.fill({"name": NEW.name, "lead": "Văn phòng", "document": "45/KH-UBND"})
    sheet.submit()
    settle(window)
    row = shown(window, TasksPage).current()
    assert row is not None
    assert (row.id, row.lead, row.name) == (added, "Văn phòng", NEW.name)


@pytest.mark.parametrize(
    ("deadline", "said"),
    [("Trước 30/6/2026", "hạn trước 30/6/2026"), ("Quý II/2026", "hạn quý II/2026"), ("30/6/2026", "hạn 30/6/2026")],
)
def test_a_deadline_stands_inside_the_line(deadline: str, said: str) -> None:
    assert assigned_rows.facts(replace(NEW, deadline=deadline, source_document="")) == said
