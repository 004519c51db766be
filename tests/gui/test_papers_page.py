"""Văn bản as a clerk uses it: the list, blanks that are filled, fields remembered, what leaves and what was issued."""

from __future__ import annotations

from collections.abc import Callable
from email import message_from_bytes
from email.policy import default
from pathlib import Path
from typing import cast

import pytest
from PySide6.QtCore import QEvent, QPointF, Qt, QUrl
from PySide6.QtGui import QDesktopServices, QMouseEvent
from PySide6.QtPrintSupport import QPrintDialog, QPrinter
from PySide6.QtTest import QAbstractItemModelTester, QTest
from PySide6.QtWidgets import QApplication, QDialog, QLabel, QLineEdit
from pytestqt.qtbot import QtBot

from nq57desk.domain.issued import IssuedPaper
from nq57desk.domain.papers import PaperKind
from nq57desk.domain.plan import Task
from nq57desk.domain.progress import State
from nq57desk.gui import printing
from nq57desk.gui.dialogs.sheet import Sheet
from nq57desk.gui.main_window import MainWindow
from nq57desk.gui.pages.papers import PapersPage
from nq57desk.gui.pages.papers_tree import chosen_at
from nq57desk.gui.pdf_reading import page_sizes
from nq57desk.usecases import paper_heads, paper_issued, paper_texts, progress, task_list
from nq57desk.usecases.paper_shelf import Choice, Out
from nq57desk.workspace import Desk, open_desk
from tests.builders.offices import DAY, PERIOD
from tests.gui.conftest import Settle
from tests.gui.hands import CONTROL, parts, press, shown, typed
from tests.usecases.paper_office import text_of

REPORT = PaperKind.PROGRESS_REPORT


@pytest.fixture
def office(office: Path) -> Path:
    """One task was reported on, so that there is something to tell."""
    with open_desk(office, as_of=DAY) as desk:
        task = desk.store.all(Task)[0]
        progress.set_progress(
            desk, task_id=task.id, period=PERIOD, state=State.IN_PROGRESS, percent=40, result="Đang làm"
        )
    return office


@pytest.fixture
def page(window: MainWindow, settle: Settle) -> PapersPage:
    """The page with the month's report."""
    window.open_page("papers")
    settle(window)
    return shown(window, PapersPage)


def in_office(office: Path, ask: Callable[[Desk], object]) -> object:
    with open_desk(office, as_of=DAY, read_only=True) as desk:
        return ask(desk)


def read(page: PapersPage) -> str:
    assert page.paper is not None
    return text_of(page.paper.data)


def choose(page: PapersPage, what: object, window: MainWindow, settle: Settle) -> None:
    page.show_with(what)
    settle(window)


def line(page: PapersPage, name: str) -> QLineEdit:
    return cast(QLineEdit, page.side.form.inputs[name])


def enter(page: PapersPage, name: str, text: str, window: MainWindow, settle: Settle) -> None:
    field = line(page, name)
    field.setFocus()
    field.selectAll()
    typed(field, text)
    QTest.keyClick(field, Qt.Key.Key_Return)
    settle(window)


def test_the_report_of_the_month_comes_first(page: PapersPage) -> None:
    assert page.wanted == Choice(REPORT, PERIOD)
    assert "BÁO CÁO" in read(page)
    assert page.side.code.text() == (page.paper.fingerprint if page.paper else "")
    names = [str(page.tree_model.index(at, 0).data()) for at in range(page.tree_model.rowCount())]
    assert names[0] == "Kỳ tháng 11/2026"
    assert names[1].startswith("KH 18/KH-UBND")
    QAbstractItemModelTester(page.tree_model)


def test_every_paper_of_the_list_is_made(page: PapersPage, window: MainWindow, settle: Settle) -> None:
    for choice in page.tree_model.choices():
        choose(page, choice, window, settle)
        if choice.kind is PaperKind.ADJUSTED_APPENDIX and page.paper is None:
            assert page.side.findings.text()
            continue
        assert page.paper is not None, choice
        assert page.paper.what == choice
        assert page.paper.pages == len(page_sizes(page.paper.data))


def test_a_quarter_is_chosen_and_the_same_paper_stays(page: PapersPage, window: MainWindow, settle: Settle) -> None:
    page.period.show_period("2026-Q3")
    settle(window)
    assert page.wanted == Choice(REPORT, "2026-Q3")
    assert "quý III" in read(page).replace("QUÝ", "quý")
    press_period = page.period.step
    press_period(1)
    settle(window)
    assert page.period.period == "2026-Q4"
    press_period(1)
    assert page.period.period == "2026-Q4"


def test_a_field_is_remembered_drawn_and_taken_back(
    page: PapersPage, window: MainWindow, settle: Settle, office: Path
) -> None:
    page.pages.view.verticalScrollBar().setValue(300)
    before = page.pages.view.verticalScrollBar().value()
    enter(page, "place", "Bình Minh", window, settle)
    assert "Bình Minh, ngày" in read(page)
    assert page.pages.view.verticalScrollBar().value() == before
    kept = in_office(office, lambda desk: paper_heads.head_memory(desk, kind=REPORT).place)
    assert kept == "Bình Minh"
    window.run_action("undo")
    settle(window)
    assert "Bình Minh, ngày" not in read(page)
    assert line(page, "place").text() != "Bình Minh"


def test_a_number_that_is_none_is_said_under_its_field(page: PapersPage, window: MainWindow, settle: Settle) -> None:
    enter(page, "number", "15/BC", window, settle)
    assert "15/BC" in page.side.form.error("number")
    enter(page, "number", "15", window, settle)
    assert page.side.form.error("number") == ""
    assert "15/BC-UBND" in read(page)
    enter(page, "issued_on", "31/02/2026", window, settle)
    assert "31/02/2026" in page.side.form.error("issued_on")
    enter(page, "issued_on", "12/11/2026", window, settle)
    assert "ngày 12 tháng 11 năm 2026" in read(page)
    assert "head.number" not in page.side.fields_missing()


def test_the_partys_form_and_back(page: PapersPage, window: MainWindow, settle: Settle) -> None:
    chooser = page.side.form.inputs["form"]
    QTest.keyClick(chooser, Qt.Key.Key_Down)
    settle(window)
    assert "ĐẢNG CỘNG SẢN VIỆT NAM" in read(page)
    page.side.back.click()
    settle(window)
    assert "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM" in read(page)


def test_a_blank_that_is_clicked_leads_to_its_field(page: PapersPage, qtbot: QtBot) -> None:
    assert page.paper is not None
    place = next(one for one in page.paper.places if one.field == "head.number")
    view = page.pages.view
    middle = view._mark(place).center()
    with qtbot.waitSignal(page.pages.asked):
        for kind in (QEvent.Type.MouseButtonPress, QEvent.Type.MouseButtonRelease):
            event = QMouseEvent(
                kind, QPointF(middle), QPointF(middle), Qt.MouseButton.LeftButton, Qt.MouseButton.LeftButton,
                Qt.KeyboardModifier.NoModifier,
            )  # fmt: skip
            QApplication.sendEvent(view.viewport(), event)
    assert line(page, "number").hasFocus()


def test_enter_in_the_list_of_blanks_leads_to_their_field(page: PapersPage, qtbot: QtBot) -> None:
    assert page.side.fields_missing()[:2] == ["head.number", "head.issued_on"]
    page.side.missing.setFocus()
    page.side.missing.setCurrentRow(1)
    QTest.keyClick(page.side.missing, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: line(page, "issued_on").hasFocus())


def test_a_file_that_was_saved_is_ticked(
    page: PapersPage, window: MainWindow, settle: Settle, tmp_path: Path, office: Path
) -> None:
    assert page.shelf is not None
    assert page.shelf.outs[Choice(REPORT, PERIOD)] is Out.NOT_YET
    page.leaving.save_to(tmp_path / "bao-cao.docx")
    settle(window)
    shown(window, QDialog).reject()
    settle(window)
    assert (tmp_path / "bao-cao.docx").read_bytes().startswith(b"PK")
    assert page.shelf.outs[Choice(REPORT, PERIOD)] is Out.DONE
    told = page.tree_model.index_of(Choice(REPORT, PERIOD)).data(Qt.ItemDataRole.AccessibleTextRole)
    assert "đã in hoặc đã lưu" in told
    with open_desk(office, as_of=DAY) as desk:
        other = desk.store.all(Task)[1]
        progress.set_progress(desk, task_id=other.id, period=PERIOD, state=State.DONE, percent=100)
    page.refresh()
    settle(window)
    assert page.shelf.outs[Choice(REPORT, PERIOD)] is Out.BEFORE


def test_the_pages_are_printed_from_the_page(
    page: PapersPage,
    window: MainWindow,
    settle: Settle,
    qtbot: QtBot,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(printing, "has_printer", lambda: True)
    page.tree.setFocus()
    press(qtbot, window, Qt.Key.Key_P, CONTROL)
    dialog = shown(window, QPrintDialog)
    assert page.paper is not None
    assert (dialog.minPage(), dialog.maxPage()) == (1, page.paper.pages)
    printer = dialog.printer()
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(tmp_path / "in.pdf"))
    printer.setResolution(72)
    printer.setPrintRange(QPrinter.PrintRange.PageRange)
    printer.setFromTo(1, 2)
    dialog.finished.emit(QDialog.DialogCode.Accepted.value)
    settle(window)
    assert len(page_sizes((tmp_path / "in.pdf").read_bytes())) == 2
    assert page.shelf is not None
    assert page.shelf.outs[Choice(REPORT, PERIOD)] is Out.DONE
    dialog.reject()


def test_a_letter_is_drafted_with_the_paper_in_it(
    page: PapersPage, window: MainWindow, settle: Settle, office: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened: list[QUrl] = []
    monkeypatch.setattr(QDesktopServices, "openUrl", lambda url: opened.append(url))
    window.run_action("mail_paper")
    settle(window)
    (file,) = (office / "papers").glob("*.eml")
    assert [Path(url.toLocalFile()) for url in opened] == [file]
    letter = message_from_bytes(file.read_bytes(), policy=default)
    (attached,) = letter.iter_attachments()
    assert page.paper is not None
    assert (letter["X-Unsent"], letter["To"], letter["From"]) == ("1", "", None)
    assert "báo cáo" in letter["Subject"].casefold()
    assert attached.get_content_type() == "application/pdf"
    assert attached.get_content() == page.paper.data
    assert "chưa được gửi" in window.status.words.text()


def test_a_decision_is_issued_and_opened_as_it_was(
    page: PapersPage, window: MainWindow, settle: Settle, qtbot: QtBot, office: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    choose(page, "decision", window, settle)
    window.run_action("issue_paper")
    sheet = shown(window, Sheet)
    press(qtbot, sheet, Qt.Key.Key_Return, CONTROL)
    assert sheet.form.error("number")
    assert sheet.form.error("on")
    sheet.form.fill({"number": "57", "on": "12/11/2026", "signer": "Trần Minh Khôi"})
    press(qtbot, sheet, Qt.Key.Key_Return, CONTROL)
    settle(window)
    (kept,) = cast("tuple[IssuedPaper, ...]", in_office(office, lambda desk: paper_issued.issued(desk)))
    assert (kept.number, kept.signer) == ("57", "Trần Minh Khôi")
    said = " ".join(label.text() for dialog in parts(window, QDialog) for label in parts(dialog, QLabel))
    assert "57/QĐ-UBND" in said
    for dialog in parts(window, QDialog):
        dialog.reject()
    settle(window)
    assert page.wanted == kept
    assert page.paper is not None
    assert page.paper.data == in_office(office, lambda desk: paper_issued.issued_bytes(desk, paper_id=kept.id))
    opened: list[QUrl] = []
    monkeypatch.setattr(QDesktopServices, "openUrl", lambda url: opened.append(url))
    page.tree.setFocus()
    QTest.keyClick(page.tree, Qt.Key.Key_Return)
    settle(window)
    assert Path(opened[0].toLocalFile()).read_bytes() == page.paper.data
    assert not window.actions_by_name["save_excel"].isEnabled()
    assert not window.actions_by_name["issue_paper"].isEnabled()


def test_issuing_is_given_up_by_esc(
    page: PapersPage, window: MainWindow, settle: Settle, qtbot: QtBot, office: Path
) -> None:
    choose(page, "decision", window, settle)
    window.run_action("issue_paper")
    sheet = shown(window, Sheet)
    sheet.form.fill({"number": "57", "on": "12/11/2026"})
    press(qtbot, sheet, Qt.Key.Key_Escape)
    settle(window)
    assert in_office(office, lambda desk: paper_issued.issued(desk)) == ()


def test_an_open_month_is_not_issued(page: PapersPage, window: MainWindow) -> None:
    assert page.shelf is not None
    assert not page.shelf.closed
    assert not window.actions_by_name["issue_paper"].isEnabled()


def test_a_report_is_issued_once_its_month_is_closed(
    page: PapersPage, window: MainWindow, settle: Settle, qtbot: QtBot
) -> None:
    assert "DỰ THẢO" in read(page)
    window.session.change(lambda desk, _m: progress.close_period(desk, period=PERIOD))
    settle(window)
    assert "DỰ THẢO" not in read(page)
    assert page.shelf is not None
    assert page.shelf.closed
    window.run_action("issue_paper")
    sheet = shown(window, Sheet)
    sheet.form.fill({"number": "112", "on": "13/11/2026", "signer": "Trần Minh Khôi"})
    press(qtbot, sheet, Qt.Key.Key_Return, CONTROL)
    settle(window)
    for dialog in parts(window, QDialog):
        dialog.reject()
    kept = page.paper.data if page.paper is not None else b""
    window.session.change(lambda desk, _m: progress.open_period(desk, period=PERIOD, reason="Bổ sung số liệu"))
    settle(window)
    assert page.paper is not None
    assert page.paper.data == kept
    choose(page, "progress-report", window, settle)
    assert "DỰ THẢO" in read(page)
    assert "112/BC-UBND" in page.side.findings.text()
    assert page.shelf.outs[Choice(REPORT, PERIOD)] is Out.BEFORE


def test_the_words_of_a_decision_are_kept(page: PapersPage, window: MainWindow, settle: Settle, qtbot: QtBot) -> None:
    choose(page, "decision", window, settle)
    page.filling.fill("articles.2")
    settle(window)
    sheet = shown(window, Sheet)
    field = sheet.form.inputs["article2"]
    assert field.hasFocus()
    typed(field, "Thi hành ngay. ")
    press(qtbot, sheet, Qt.Key.Key_Return, CONTROL)
    settle(window)
    assert "Thi hành ngay." in read(page)
    window.run_action("undo")
    settle(window)
    assert "Thi hành ngay." not in read(page)


def test_a_leader_only_looks(page: PapersPage, window: MainWindow, settle: Settle) -> None:
    window.session.leader = True
    page.compose()
    settle(window)
    assert not page.side.form.inputs["place"].isEnabled()
    for name in ("issue_paper", "report_words", "paper_columns"):
        assert not window.actions_by_name[name].isEnabled()
    assert window.actions_by_name["print_view"].isEnabled()
    page.filling.fill("head.number")
    assert not line(page, "number").hasFocus()


def test_words_are_searched_in_the_pages(page: PapersPage, window: MainWindow, settle: Settle) -> None:
    window.search.setText("noi nhan")
    settle(window)
    assert page.pages.found.text().startswith("1/")


def test_with_nothing_to_print_the_way_is_shown(bare_window: MainWindow, tmp_path: Path, settle: Settle) -> None:
    from tests.builders.offices import ward

    ward(tmp_path / "leer").close()
    bare_window.office_actions.open_office(tmp_path / "leer")
    settle(bare_window)
    bare_window.open_page("papers")
    settle(bare_window)
    page = shown(bare_window, PapersPage)
    assert page.stack.currentWidget() is page.empty
    assert "Chưa có gì để in" in page.empty.words.text()
    assert chosen_at(page.tree.currentIndex()) is None


def test_arrows_through_the_list_make_only_the_last(page: PapersPage, window: MainWindow, settle: Settle) -> None:
    page.tree.setFocus()
    for _step in range(3):
        QTest.keyClick(page.tree, Qt.Key.Key_Down)
    QTest.qWait(200)
    settle(window)
    assert page.paper is not None
    assert page.paper.what == Choice(PaperKind.WARNING_LIST, PERIOD)


def test_a_part_of_the_report_is_carried_on_the_page(
    page: PapersPage, window: MainWindow, settle: Settle, office: Path
) -> None:
    with open_desk(office, as_of=DAY) as desk:
        paper_texts.keep_text(desk, period=PERIOD, part="causes", text="Do thiếu người.")
        assert task_list.plans(desk)
    page.refresh()
    settle(window)
    assert "Do thiếu người." in read(page)
    assert "report.causes" not in page.side.fields_missing()
