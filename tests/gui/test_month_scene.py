"""It is the 13th: sixty tasks and twenty indicators wait. By keys only the month is opened, filled in, checked, closed,
the appendix saved and the bundle made; at most four keys a row beside what is typed."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog
from pytestqt.qtbot import QtBot

from nq57desk.domain.closing import Finding
from nq57desk.domain.indicators import Indicator, IndicatorValue
from nq57desk.domain.periods import ReportingPeriod
from nq57desk.domain.plan import Appendix, Task
from nq57desk.domain.progress import State
from nq57desk.gui.dialogs.closing import ClosingDialog
from nq57desk.gui.dialogs.question import Question
from nq57desk.gui.dialogs.sheet import Sheet
from nq57desk.gui.main_window import MainWindow
from nq57desk.gui.models.rows import Role
from nq57desk.gui.pages.indicators import IndicatorsPage
from nq57desk.gui.pages.month import MonthPage
from nq57desk.usecases import edits, month_sheet, progress, value_edits
from nq57desk.workspace import open_desk
from tests.builders.offices import DAY, PERIOD
from tests.gui.clerk import SHIFT, Clerk
from tests.gui.conftest import Settle
from tests.gui.hands import CONTROL, parts, shown

ROWS = 60
MEASURED = 20
LEFT_OUT = 41
"""The row that nobody reports: it goes into the warning list."""
STOPPED = 31
"""The row that is stopped without its document at first."""


@pytest.fixture
def sixty(office: Path) -> Path:
    """Sixty open tasks and twenty indicators, each with a month of October behind it; none is late."""
    with open_desk(office, as_of=DAY) as desk:
        appendix = desk.store.all(Appendix)[0]
        tasks = desk.store.all(Task)
        for task in tasks:
            edits.edit_task(desk, task_id=task.id, changes={"deadline": "Thường xuyên"}, document="KH 9")
        for at in range(ROWS - len(tasks)):
            own = {"lead": "Công an", "deadline": "Thường xuyên"}
            edits.add_task(desk, appendix_id=appendix.id, name=f"Nhiệm vụ thêm {at}", changes=own, document="KH 9")
        for task in desk.store.all(Task):
            progress.set_progress(
                desk, task_id=task.id, period="2026-10", state=State.IN_PROGRESS, percent=40, result="Đang làm"
            )
        measured = [value_edits.ValueEdit(one.id, "actual", "60") for one in desk.store.all(Indicator)]
        assert len(measured) == MEASURED
        value_edits.set_values(desk, period="2026-10", cells=measured)
    return office


def fill_in_tasks(clerk: Clerk, page: MonthPage, settle: Settle) -> dict[str, tuple[str, str]]:
    """Every row that waits, one after the other; what was meant by row."""
    meant: dict[str, tuple[str, str]] = {}
    while page.model.row(page.grid.currentIndex()) is not None and len(meant) < ROWS:
        key = page.model.cell(page.grid.currentIndex())[0]
        assert key not in meant
        before, at = clerk.keys, len(meant)
        if at == LEFT_OUT:
            meant[key] = ("left out", "")
            clerk.press(Qt.Key.Key_Down)
            continue
        if at % 3 == 0:
            meant[key] = ("nothing", "")
            clerk.press(Qt.Key.Key_K, CONTROL)
        elif at in (STOPPED,) or at % 10 == 1:
            state = "5" if at == STOPPED else "3"
            meant[key] = ("stopped" if at == STOPPED else "done", f"Đã xong việc {at}")
            clerk.write(f"Đã xong việc {at}")
            clerk.press(Qt.Key.Key_Tab, SHIFT)
            clerk.press(Qt.Key.Key_Tab, SHIFT)
            clerk.write(state)
            if at != STOPPED:
                clerk.write(f"{at}/QĐ-UBND")
        else:
            meant[key] = ("going", f"Đã làm được phần {at}")
            clerk.write(f"Đã làm được phần {at}")
        clerk.press(Qt.Key.Key_Return, CONTROL)
        assert clerk.keys - before <= 4
        if at % 20 == 19:
            settle(clerk.window)
    settle(clerk.window)
    return meant


def fill_in_values(clerk: Clerk, page: IndicatorsPage, settle: Settle) -> dict[str, tuple[str, str]]:
    """Every indicator: a figure, a fraction, a figure with its explanation, or why there is none."""
    meant: dict[str, tuple[str, str]] = {}
    while len(meant) < MEASURED:
        key, field = page.model.cell(page.grid.currentIndex())
        assert (field, key in meant) == ("actual", False), (len(meant), list(meant).index(key), page.notice.text)
        before, at = clerk.keys, len(meant)
        if at % 5 == 4:
            meant[key] = ("why", "Chưa có kết quả khảo sát")
            clerk.press(Qt.Key.Key_K, CONTROL)
            assert parts(clerk.window, Sheet)
            clerk.write(meant[key][1])
        elif at % 5 == 3:
            meant[key] = ("share", "55/56")
            clerk.write("55/56")
        elif at % 5 == 2:
            meant[key] = ("explained", "Số tạm tính")
            clerk.write_on_the_pad("61.5")
            clerk.press(Qt.Key.Key_Tab)
            clerk.press(Qt.Key.Key_Tab)
            clerk.write("Số tạm tính")
        else:
            meant[key] = ("figure", "64.25")
            clerk.write_on_the_pad("64.25")
        clerk.press(Qt.Key.Key_Return, CONTROL)
        assert clerk.keys - before <= 4
        settle(clerk.window)
    return meant


def check_values(office: Path, page: IndicatorsPage, meant: dict[str, tuple[str, str]]) -> None:
    with open_desk(office, as_of=DAY, read_only=True) as desk:
        kept = {one.indicator_id: one for one in desk.store.all(IndicatorValue) if one.period == PERIOD}
    assert len(kept) == MEASURED
    for key, (kind, words) in meant.items():
        value = kept[key]
        if kind == "why":
            assert (value.actual, value.numerator, value.explanation) == (None, None, words)
        elif kind == "share":
            assert (str(value.numerator), str(value.denominator)) == ("55", "56")
        elif kind == "explained":
            assert (str(value.actual), value.explanation) == ("61.5", words)
        else:
            assert str(value.actual) == words
    at = page.model.column_of("actual")
    assert at is not None
    marks = {page.model.data(page.model.index(row, at + 2), Role.MARK).symbol for row in range(MEASURED)}
    assert marks == {"met", "not_yet"}
    assert page.aside.text().startswith("16/20 có số liệu")


def check_tasks(office: Path, meant: dict[str, tuple[str, str]]) -> None:
    with open_desk(office, as_of=DAY, read_only=True) as desk:
        sheet = month_sheet.month_sheet(desk, period=PERIOD)
    updates = {one.row.task.id: one.row.update for one in sheet.rows}
    for key, (kind, result) in meant.items():
        update = updates[key]
        if kind == "left out":
            assert update is None
            continue
        assert update is not None
        if kind == "nothing":
            assert update.nothing_arose
            assert update.state is State.IN_PROGRESS
        else:
            assert update.result == result
        if kind == "done":
            assert (update.state, update.percent, update.finished_on) == (State.DONE, 100, DAY)
            assert update.product_document.endswith("/QĐ-UBND")
        if kind == "stopped":
            assert (update.state, update.stopped_by) == (State.STOPPED, "")


def look(clerk: Clerk, settle: Settle) -> ClosingDialog:
    """Chốt kỳ… by the menu."""
    clerk.press(Qt.Key.Key_3, CONTROL)
    settle(clerk.window)
    clerk.choose("period", "close_period")
    settle(clerk.window)
    return shown(clerk.window, ClosingDialog)


def findings(dialog: ClosingDialog) -> list[object]:
    """What the lines lead to, in order."""
    found: list[object] = []
    for at in range(dialog.list.topLevelItemCount()):
        head = dialog.list.topLevelItem(at)
        assert head is not None
        found += [head.child(n).data(0, Qt.ItemDataRole.UserRole) for n in range(head.childCount())]
    return found


def check_jumps(clerk: Clerk, dialog: ClosingDialog, settle: Settle) -> int:
    """Enter on every line leads to its cell; the dialog is opened anew each time."""
    window, wanted = clerk.window, findings(dialog)
    for at, where in enumerate(wanted):
        for _step in range(60):
            current = dialog.list.currentItem()
            if current is not None and current.parent() is not None and findings_at(dialog) == at:
                break
            clerk.press(Qt.Key.Key_Down)
        clerk.press(Qt.Key.Key_Return)
        settle(window)
        assert parts(window, ClosingDialog) == []
        key = where.record_id if isinstance(where, Finding) else str(where)
        page = window.page(window.current)
        assert isinstance(page, MonthPage | IndicatorsPage)
        assert page.model.cell(page.grid.currentIndex())[0] == key
        assert window.focusWidget() is page.grid
        dialog = look(clerk, settle)
    return len(wanted)


def findings_at(dialog: ClosingDialog) -> int:
    """Which of the lines is the current one."""
    current, at = dialog.list.currentItem(), 0
    for top in range(dialog.list.topLevelItemCount()):
        head = dialog.list.topLevelItem(top)
        assert head is not None
        for n in range(head.childCount()):
            if head.child(n) is current:
                return at
            at += 1
    return -1


def close_the_month(clerk: Clerk, settle: Settle) -> None:
    """What must be put right leads to its cell; then every other line is looked at, and the month closed."""
    window = clerk.window
    dialog = look(clerk, settle)
    assert "còn 1 chỗ phải sửa" in dialog.words.text()
    assert not dialog.close_button.isEnabled()
    clerk.press(Qt.Key.Key_Return)
    settle(window)
    page = window.page("month")
    assert isinstance(page, MonthPage)
    assert page.model.cell(page.grid.currentIndex())[1] == "stopped_by"
    clerk.write("12/QĐ-UBND")
    clerk.press(Qt.Key.Key_Return)
    settle(window)
    dialog = look(clerk, settle)
    assert "đạt mức 90%" in dialog.words.text()
    assert dialog.back.isDefault()
    assert check_jumps(clerk, dialog, settle) >= 1
    dialog = shown(window, ClosingDialog)
    clerk.focus(dialog.close_button, Qt.Key.Key_Tab)
    clerk.press(Qt.Key.Key_Space)
    settle(window)
    assert "Đã chốt kỳ" in shown(window, Question).accessibleName() or parts(window, Question)
    clerk.press(Qt.Key.Key_Escape)


def print_and_send(clerk: Clerk, settle: Settle, folder: Path, monkeypatch: pytest.MonkeyPatch) -> tuple[Path, Path]:
    """The paper saved as PDF and the bundle made, by keys alone; the question after the bundle is put away."""
    paper, bundle = folder / "phu-luc.pdf", folder / "goi.nq57"
    chosen = iter([(str(paper), ""), (str(bundle), "")])
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_given: next(chosen))
    clerk.press(Qt.Key.Key_5, CONTROL)
    settle(clerk.window)
    clerk.choose("file", "save_paper")
    settle(clerk.window)
    clerk.press(Qt.Key.Key_Escape)
    clerk.press(Qt.Key.Key_6, CONTROL)
    settle(clerk.window)
    clerk.choose("file", "make_bundle")
    settle(clerk.window)
    assert parts(clerk.window, Question)
    clerk.press(Qt.Key.Key_Escape)
    return paper, bundle


@pytest.mark.qt_log_ignore("does not support", extend=True)
def test_the_month_by_keys_only(
    bare_window: MainWindow,
    sixty: Path,
    settle: Settle,
    qtbot: QtBot,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    window = bare_window
    window.office_actions.open_office(sixty)
    settle(window)
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    clerk = Clerk(window)
    clerk.press(Qt.Key.Key_3, CONTROL)
    settle(window)
    page = window.page("month")
    assert isinstance(page, MonthPage)
    clerk.focus(page.begin_button, Qt.Key.Key_F6, most=8)
    clerk.press(Qt.Key.Key_Space)
    settle(window)
    assert page.grid.hasFocus()
    clerk.keys = 0
    tasks = fill_in_tasks(clerk, page, settle)
    assert page.rate.accessibleName().startswith("Tỷ lệ cập nhật: 58/59")
    check_tasks(sixty, tasks)

    clerk.press(Qt.Key.Key_4, CONTROL)
    settle(window)
    figures = window.page("indicators")
    assert isinstance(figures, IndicatorsPage)
    clerk.focus(figures.grid, Qt.Key.Key_F6, most=4)
    values = fill_in_values(clerk, figures, settle)
    assert clerk.keys <= 4 * (ROWS + MEASURED)
    assert clerk.letters > clerk.keys
    check_values(sixty, figures, values)

    close_the_month(clerk, settle)
    with open_desk(sixty, as_of=DAY, read_only=True) as desk:
        closed = next(one for one in desk.store.all(ReportingPeriod) if one.code == PERIOD)
        report = month_sheet.before_closing(desk, period=PERIOD)
    assert closed.closed_on == DAY
    assert [tasks[one.task.id][0] for one in report.warning_list] == ["left out"]

    paper, bundle = print_and_send(clerk, settle, tmp_path, monkeypatch)
    assert paper.read_bytes().startswith(b"%PDF")
    assert bundle.is_file()
    assert parts(window, Question) == []
