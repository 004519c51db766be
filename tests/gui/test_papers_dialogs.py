"""The dialogs of Văn bản by keys: a report's words, the columns of a list; accepted, given up, refused."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit
from pytestqt.qtbot import QtBot

from nq57desk.domain.column_profiles import ColumnWish
from nq57desk.domain.papers import PaperKind
from nq57desk.domain.plan import Task
from nq57desk.domain.progress import State
from nq57desk.domain.report_outline import TextState
from nq57desk.gui.dialogs.paper_columns import PaperColumns
from nq57desk.gui.dialogs.report_words import ReportWords
from nq57desk.gui.main_window import MainWindow
from nq57desk.gui.pages.papers import PapersPage
from nq57desk.usecases import paper_columns, paper_texts, progress
from nq57desk.workspace import open_desk
from tests.builders.offices import DAY, PERIOD
from tests.gui.clerk import ALT
from tests.gui.conftest import Settle
from tests.gui.hands import CONTROL, parts, press, shown, typed
from tests.usecases.paper_office import text_of

BEFORE = "2026-10"


@pytest.fixture
def office(office: Path) -> Path:
    """A task was reported on, and last month's report has words of its own."""
    with open_desk(office, as_of=DAY) as desk:
        task = desk.store.all(Task)[0]
        progress.set_progress(
            desk, task_id=task.id, period=PERIOD, state=State.IN_PROGRESS, percent=40, result="Đang làm"
        )
        paper_texts.keep_text(desk, period=BEFORE, part="causes", text="Thiếu người.")
    return office


@pytest.fixture
def page(window: MainWindow, settle: Settle) -> PapersPage:
    """The page with the month's report."""
    window.open_page("papers")
    settle(window)
    return shown(window, PapersPage)


@pytest.fixture
def words(page: PapersPage, window: MainWindow, settle: Settle) -> ReportWords:
    """The report's words, opened on the causes, which were carried over."""
    page.filling.fill("report.causes")
    settle(window)
    return shown(window, ReportWords)


@pytest.fixture
def columns(page: PapersPage, window: MainWindow, settle: Settle) -> PaperColumns:
    """The columns of the tasks' list."""
    page.show_with("task-progress")
    settle(window)
    window.run_action("paper_columns")
    settle(window)
    return shown(window, PaperColumns)


def state_of(office: Path, part: str) -> tuple[TextState, str]:
    with open_desk(office, as_of=DAY, read_only=True) as desk:
        found = next(one for one in paper_texts.report_parts(desk, period=PERIOD) if one.key == part)
        return found.state, found.text


def read(page: PapersPage) -> str:
    assert page.paper is not None
    return text_of(page.paper.data)


def test_what_was_carried_over_is_marked_until_it_is_confirmed(
    words: ReportWords, window: MainWindow, settle: Settle, office: Path
) -> None:
    assert words.text.toPlainText() == "Thiếu người."
    assert words.text.font().italic()
    assert "tháng 10/2026" in words.about.text()
    words.confirm.setFocus()
    QTest.keyClick(words.confirm, Qt.Key.Key_Space)
    settle(window)
    assert state_of(office, "causes") == (TextState.OWN, "Thiếu người.")
    assert not words.text.font().italic()
    assert not words.confirm.isVisible()


def test_words_are_written_kept_and_dropped(
    words: ReportWords, window: MainWindow, settle: Settle, qtbot: QtBot, office: Path, page: PapersPage
) -> None:
    words.text.setFocus()
    words.text.selectAll()
    typed(words.text, "Đường truyền chậm.")
    assert not words.text.font().italic()
    press(qtbot, words, Qt.Key.Key_Return, CONTROL)
    settle(window)
    assert state_of(office, "causes") == (TextState.OWN, "Đường truyền chậm.")
    assert "Đường truyền chậm." in read(page)
    words.forget.click()
    settle(window)
    assert state_of(office, "causes") == (TextState.CARRIED, "Thiếu người.")
    assert words.text.toPlainText() == "Thiếu người."


def test_a_drafted_part_shows_what_stands_on_the_page(
    words: ReportWords, window: MainWindow, settle: Settle, office: Path, page: PapersPage
) -> None:
    drafted = next(part.key for part, _text in words._told if part.state is TextState.DRAFTED)
    item = words.list.findItems("1. Tình hình", Qt.MatchFlag.MatchContains)[0]
    words.list.setCurrentItem(item)
    shown_text = words.text.toPlainText()
    assert words.part is not None
    assert words.part.key == drafted
    assert "Tổng số nhiệm vụ" in shown_text
    assert words.text.font().italic()
    assert " ".join(shown_text.split("\n")[0].split()) in read(page)
    assert state_of(office, drafted)[0] is TextState.DRAFTED
    words.text.setFocus()
    words.text.selectAll()
    typed(words.text, "Tự viết.")
    QTest.keyClick(words, Qt.Key.Key_Escape)
    settle(window)
    assert state_of(office, drafted) == (TextState.OWN, "Tự viết.")
    assert "Tự viết." in read(page)


def test_looking_through_the_parts_keeps_nothing(
    words: ReportWords, window: MainWindow, settle: Settle, qtbot: QtBot, office: Path
) -> None:
    with open_desk(office, as_of=DAY, read_only=True) as desk:
        before = desk.store.revision
    words.list.setFocus()
    for _step in range(8):
        QTest.keyClick(words.list, Qt.Key.Key_Down)
    QTest.keyClick(words.list, Qt.Key.Key_Return)
    assert words.text.hasFocus()
    press(qtbot, words, Qt.Key.Key_Escape)
    settle(window)
    with open_desk(office, as_of=DAY, read_only=True) as desk:
        assert desk.store.revision == before


def test_a_text_that_is_too_long_is_refused(words: ReportWords, window: MainWindow, settle: Settle) -> None:
    words.text.setPlainText("dài " * 20_000)
    words.keep()
    settle(window)
    assert "dài quá" in words.notice.text


def test_columns_are_moved_named_and_hidden_with_the_page_beside_them(
    columns: PaperColumns, window: MainWindow, settle: Settle, qtbot: QtBot, office: Path, page: PapersPage
) -> None:
    qtbot.waitUntil(lambda: bool(columns.view.data), timeout=10_000)
    table = columns.table
    keys = [wish.key for wish in columns.profile()] or [column.key for column in paper_columns.columns("task-progress")]
    table.setFocus()
    table.setCurrentCell(1, 1)
    QTest.keyClick(table, Qt.Key.Key_Down, ALT)
    assert table.currentRow() == 2
    QTest.keyClick(table, Qt.Key.Key_Return)
    (editor,) = parts(table, QLineEdit)
    editor.selectAll()
    typed(editor, "Việc phải làm")
    QTest.keyClick(editor, Qt.Key.Key_Return)
    qtbot.wait(20)
    table.setCurrentCell(3, 1)
    QTest.keyClick(table, Qt.Key.Key_Space)
    qtbot.waitUntil(lambda: "Việc phải làm" in text_of(columns.view.data), timeout=10_000)
    assert "Việc phải làm" not in read(page)
    press(qtbot, columns, Qt.Key.Key_Return, CONTROL)
    settle(window)
    with open_desk(office, as_of=DAY, read_only=True) as desk:
        kept = paper_columns.column_profile(desk, of="task-progress")
    assert [wish.key for wish in kept[:3]] == [keys[0], keys[2], keys[1]]
    assert kept[2].heading == "Việc phải làm"
    assert [wish.key for wish in kept if wish.hidden] == [keys[3]]
    assert "Việc phải làm" in read(page)
    window.run_action("undo")
    settle(window)
    assert "Việc phải làm" not in read(page)


def test_columns_given_up_leave_the_list_as_it_was(
    columns: PaperColumns, window: MainWindow, settle: Settle, qtbot: QtBot, office: Path
) -> None:
    columns.move_row(1)
    press(qtbot, columns, Qt.Key.Key_Escape)
    settle(window)
    with open_desk(office, as_of=DAY, read_only=True) as desk:
        assert paper_columns.column_profile(desk, of="task-progress") == ()


def test_no_column_at_all_is_refused(columns: PaperColumns, window: MainWindow, settle: Settle) -> None:
    for at in range(columns.table.rowCount()):
        item = columns.table.item(at, 0)
        assert item is not None
        item.setCheckState(Qt.CheckState.Unchecked)
    columns.keep()
    settle(window)
    assert "ít nhất một cột" in columns.notice.text
    columns.usual.click()
    assert columns.profile() == ()


def test_a_progress_column_is_added_to_the_plans_own(
    page: PapersPage, window: MainWindow, settle: Settle, office: Path
) -> None:
    appendix = next(one for one in page.tree_model.choices() if one.kind is PaperKind.APPENDIX)
    page.show_with(appendix)
    settle(window)
    assert "Trạng thái" not in read(page)
    window.run_action("paper_columns")
    settle(window)
    dialog = shown(window, PaperColumns)
    names = [wish.key for wish in dialog._all()]
    row = names.index("progress.state")
    dialog.table.setFocus()
    dialog.table.setCurrentCell(row, 1)
    QTest.keyClick(dialog.table, Qt.Key.Key_Space)
    assert ColumnWish("progress.state") in dialog.profile()
    dialog.keep()
    settle(window)
    assert "Trạng thái" in read(page)
    with open_desk(office, as_of=DAY, read_only=True) as desk:
        assert paper_columns.column_profile(desk, of=str(appendix.appendix_id))
