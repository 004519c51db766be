"""Collection forms as they come back: rows without their code, two answers of one body, another month, Word's runs."""

from __future__ import annotations

from copy import deepcopy
from pathlib import Path

import pytest
from docx import Document
from docx.oxml import OxmlElement
from openpyxl.worksheet.worksheet import Worksheet
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from nq57desk.domain.plan import Task
from nq57desk.domain.progress import ProgressUpdate, State
from nq57desk.gui.dialogs.form_returns import FormReturnsDialog
from nq57desk.gui.dialogs.form_status import FormStatusDialog
from nq57desk.gui.main_window import MainWindow
from nq57desk.gui.pages.month import MonthPage
from nq57desk.usecases import forms, progress
from nq57desk.workspace import open_desk
from tests.builders.forms import fill_docx, fill_xlsx, row_named
from tests.builders.offices import DAY, PERIOD
from tests.gui.conftest import Settle
from tests.gui.grid_hands import page_of, recorded
from tests.gui.hands import CONTROL, parts, press, shown

Sent = tuple[Path, Path, list[Task]]


@pytest.fixture
def page(window: MainWindow, settle: Settle) -> MonthPage:
    """The month, opened."""
    return page_of(window, settle)


@pytest.fixture
def sent(office: Path, tmp_path: Path) -> Sent:
    """A body's form as a spreadsheet and in Word, and the tasks that it asks for."""
    with open_desk(office, as_of=DAY) as desk:
        most = max(forms.make_forms(desk, period=PERIOD, folder=tmp_path / "phieu").forms, key=lambda form: form.tasks)
        tasks = [task for task in desk.store.all(Task) if task.lead == most.body]
    xlsx, docx = most.files
    assert len(tasks) >= 2
    return xlsx, docx, tasks


def start(task: Task) -> str:
    return task.name[:60]


def updates(office: Path) -> dict[str, ProgressUpdate]:
    with open_desk(office, read_only=True) as desk:
        return {one.task_id: one for one in desk.store.all(ProgressUpdate) if one.period == PERIOD}


def dialog_for(page: MonthPage, window: MainWindow, settle: Settle, *files: Path) -> FormReturnsDialog:
    page.forms.take_in(list(files))
    settle(window)
    dialog = shown(window, FormReturnsDialog)
    dialog.activateWindow()
    QApplication.processEvents()
    return dialog


def tab_to(dialog: FormReturnsDialog, part: object) -> None:
    for _press in range(20):
        if QApplication.focusWidget() is part:
            return
        QTest.keyClick(QApplication.focusWidget() or dialog, Qt.Key.Key_Tab)
    assert QApplication.focusWidget() is part


def test_a_row_that_lost_its_code_is_confirmed_by_keys(
    page: MonthPage, window: MainWindow, office: Path, settle: Settle, sent: Sent, qtbot: QtBot
) -> None:
    xlsx, _docx, tasks = sent

    def lose(sheet: Worksheet) -> None:
        sheet.cell(row_named(sheet, start(tasks[0])), 1).value = None

    answer = {"Trạng thái": "Đang thực hiện", "Kết quả trong kỳ": "Chờ vốn"}
    fill_xlsx(xlsx, {start(tasks[0]): answer, start(tasks[1]): answer}, change=lose)
    dialog = dialog_for(page, window, settle, xlsx)
    assert len(dialog.choices) == 1
    choice = next(iter(dialog.choices.values()))
    assert "Mất mã dòng" in choice.accessibleName()
    assert choice.currentData() == tasks[0].id
    tab_to(dialog, choice)
    QTest.keyClick(choice, Qt.Key.Key_Home)
    assert choice.currentData() is None
    QTest.keyClick(choice, Qt.Key.Key_Down)
    while choice.currentData() != tasks[0].id:
        QTest.keyClick(choice, Qt.Key.Key_Down)
    tab_to(dialog, dialog.confirm)
    QTest.keyClick(dialog.confirm, Qt.Key.Key_Space)
    settle(window)
    assert parts(window, FormReturnsDialog) == [dialog]
    assert dialog.choices == {}
    assert not dialog.confirm.isVisible()
    assert updates(office) == {}
    press(qtbot, dialog, Qt.Key.Key_Return, CONTROL)
    settle(window)
    assert parts(window, FormReturnsDialog) == []
    assert {key: one.result for key, one in updates(office).items()} == {
        tasks[0].id: "Chờ vốn",
        tasks[1].id: "Chờ vốn",
    }
    assert tasks[0].lead in recorded(office, tasks[0].id).by


def test_a_row_left_in_doubt_stays_as_it_was(
    page: MonthPage, window: MainWindow, office: Path, settle: Settle, sent: Sent, qtbot: QtBot
) -> None:
    xlsx, _docx, tasks = sent

    def lose(sheet: Worksheet) -> None:
        sheet.cell(row_named(sheet, start(tasks[0])), 1).value = None

    answer = {"Trạng thái": "Đang thực hiện", "Kết quả trong kỳ": "Chờ vốn"}
    fill_xlsx(xlsx, {start(tasks[0]): answer, start(tasks[1]): answer}, change=lose)
    dialog = dialog_for(page, window, settle, xlsx)
    press(qtbot, dialog, Qt.Key.Key_Return, CONTROL)
    settle(window)
    assert set(updates(office)) == {tasks[1].id}


def test_two_forms_of_one_body_that_differ_wait_for_a_choice(
    page: MonthPage, window: MainWindow, office: Path, settle: Settle, sent: Sent, qtbot: QtBot
) -> None:
    xlsx, docx, tasks = sent
    fill_xlsx(xlsx, {start(tasks[0]): {"Trạng thái": "Đang thực hiện", "Kết quả trong kỳ": "Bản Excel"}})
    fill_docx(docx, {start(tasks[0]): {"Trạng thái": "Đang thực hiện", "Kết quả trong kỳ": "Bản Word"}})
    dialog = dialog_for(page, window, settle, xlsx, docx)
    choice = next(iter(dialog.choices.values()))
    assert "Hai phiếu ghi khác nhau" in choice.accessibleName()
    tab_to(dialog, choice)
    while "Bản Word" not in choice.currentText():
        before = choice.currentIndex()
        QTest.keyClick(choice, Qt.Key.Key_Down)
        assert choice.currentIndex() > before
    tab_to(dialog, dialog.confirm)
    QTest.keyClick(dialog.confirm, Qt.Key.Key_Space)
    settle(window)
    press(qtbot, dialog, Qt.Key.Key_Return, CONTROL)
    settle(window)
    assert recorded(office, tasks[0].id).result == "Bản Word"
    window.run_action("undo")
    settle(window)
    assert updates(office) == {}


def test_a_form_of_a_closed_month_is_not_taken_and_of_another_one_is_said(
    page: MonthPage,
    window: MainWindow,
    office: Path,
    settle: Settle,
    sent: Sent,
    tmp_path: Path,
) -> None:
    xlsx, _docx, tasks = sent
    with open_desk(office, as_of=DAY) as desk:
        body = tasks[0].lead
        closed = forms.make_forms(desk, period="2026-09", folder=tmp_path / "9", body=body).files[0]
        earlier = forms.make_forms(desk, period="2026-10", folder=tmp_path / "10", body=body).files[0]
        progress.close_period(desk, period="2026-09")
    fill_xlsx(earlier, {start(tasks[0]): {"Trạng thái": "Đang thực hiện", "Kết quả trong kỳ": "Tháng mười"}})
    fill_xlsx(xlsx, {start(tasks[0]): {"Trạng thái": "Đang thực hiện", "Kết quả trong kỳ": "Tháng mười một"}})
    dialog = dialog_for(page, window, settle, closed, earlier, xlsx)
    assert f"{closed.name}: không nhận" in dialog.words.text()
    assert "kỳ tháng 10/2026: đã đọc" in dialog.words.text()
    assert "đã chốt" in dialog.problems.text()
    dialog.apply()
    settle(window)
    assert recorded(office, tasks[0].id).result == "Tháng mười một"
    with open_desk(office, read_only=True) as desk:
        october = desk.store.find(ProgressUpdate, task_id=tasks[0].id, period="2026-10")
    assert [one.result for one in october] == ["Tháng mười"]


def split_runs(path: Path) -> None:
    """What word processors leave behind: a word in several runs, marks of spelling and of pages, a language."""
    document = Document(str(path))
    for table in document.tables:
        for cell in (cell for row in table.rows for cell in row.cells):
            for paragraph in cell.paragraphs:
                for run in list(paragraph.runs):
                    letters = run.text
                    if len(letters) < 4:
                        continue
                    middle = len(letters) // 2
                    rest = deepcopy(run._r)
                    run.text = letters[:middle]
                    run._r.append(OxmlElement("w:lastRenderedPageBreak"))
                    run._r.addnext(rest)
                    rest.addprevious(OxmlElement("w:proofErr"))
                    for part in rest.findall(rest.tag.replace("}r", "}t")):
                        part.text = letters[middle:]
                        part.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
                    rest.addnext(OxmlElement("w:bookmarkEnd"))
    document.save(str(path))


def test_a_word_form_whose_words_are_cut_into_runs(
    page: MonthPage, window: MainWindow, office: Path, settle: Settle, sent: Sent
) -> None:
    _xlsx, docx, tasks = sent
    words = "Đã trình Ủy ban nhân dân phường dự thảo kế hoạch"
    fill_docx(docx, {start(tasks[0]): {"Trạng thái": "Đang thực hiện", "Kết quả trong kỳ": words}})
    split_runs(docx)
    dialog = dialog_for(page, window, settle, docx)
    assert dialog.choices == {}
    dialog.apply()
    settle(window)
    found = recorded(office, tasks[0].id)
    assert (found.state, found.result) == (State.IN_PROGRESS, words)


def test_who_has_not_returned_theirs_and_the_text_for_zalo(
    page: MonthPage, window: MainWindow, settle: Settle, sent: Sent, qtbot: QtBot
) -> None:
    xlsx, _docx, tasks = sent
    answers = {start(task): {"Trạng thái": "Đang thực hiện", "Kết quả trong kỳ": "Đang làm"} for task in tasks[:1]}
    fill_xlsx(xlsx, answers)
    dialog_for(page, window, settle, xlsx).apply()
    settle(window)
    page.forms.show_status()
    settle(window)
    status = shown(window, FormStatusDialog)
    theirs = next(at for at, one in enumerate(status.found) if one.body == tasks[0].lead)
    line = [status.table.item(theirs, column) for column in range(5)]
    texts = [item.text() for item in line if item is not None]
    assert texts[1] == "13/11/2026"
    assert texts[2].startswith("1/")
    assert texts[3] == "13/11/2026"
    press(qtbot, status, Qt.Key.Key_Home, CONTROL)
    for _step in range(theirs):
        QTest.keyClick(status.table, Qt.Key.Key_Down)
    QTest.keyClick(status.table, Qt.Key.Key_Return)
    settle(window)
    said = QApplication.clipboard().text()
    assert said.startswith(f"Kính gửi: {tasks[0].lead}")
    assert tasks[0].name.splitlines()[0] not in said
    assert tasks[1].name.splitlines()[0][:40] in said
    assert "14/11/2026" in said
    assert "!" not in said
    assert "dán vào Zalo" in status.told.text()
    QTest.keyClick(status, Qt.Key.Key_Escape)
