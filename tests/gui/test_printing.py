"""[In một trang] prints; where there is no printer the file is offered."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtPrintSupport import QPrintDialog, QPrinter
from PySide6.QtWidgets import QDialog
from pytestqt.qtbot import QtBot

from nq57desk.gui import printing
from nq57desk.gui.dialogs.question import Question
from nq57desk.gui.main_window import MainWindow
from nq57desk.usecases import overview_paper
from nq57desk.workspace import open_desk
from tests.builders.offices import DAY
from tests.gui.conftest import Settle
from tests.gui.hands import CONTROL, parts, press, shown


def _open(window: MainWindow, settle: Settle, qtbot: QtBot) -> None:
    window.open_page("overview")
    settle(window)
    press(qtbot, window, Qt.Key.Key_P, CONTROL)
    settle(window)


def test_without_a_printer_the_file_is_offered(
    window: MainWindow, settle: Settle, qtbot: QtBot, office: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened: list[QUrl] = []
    monkeypatch.setattr(QDesktopServices, "openUrl", lambda url: opened.append(url))
    monkeypatch.setattr(printing, "has_printer", lambda: False)
    _open(window, settle, qtbot)
    question = shown(window, Question)
    press(qtbot, question, Qt.Key.Key_Escape)
    settle(window)
    assert not list((office / "papers").glob("*.pdf"))
    _open(window, settle, qtbot)
    shown(window, Question).verb_button.click()
    settle(window)
    (file,) = (office / "papers").glob("*.pdf")
    assert file.read_bytes().startswith(b"%PDF")
    assert [Path(url.toLocalFile()) for url in opened] == [file]


def test_with_a_printer_its_dialog_opens_and_the_page_is_sent(
    window: MainWindow, settle: Settle, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(printing, "has_printer", lambda: True)
    _open(window, settle, qtbot)
    dialog = parts(window, QPrintDialog)[0]
    printer = dialog.printer()
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(tmp_path / "ra.pdf"))
    dialog.finished.emit(QDialog.DialogCode.Accepted.value)
    settle(window)
    data = (tmp_path / "ra.pdf").read_bytes()
    ((width, height),) = printing.page_sizes(data)
    assert width > height
    assert len(data) > 20_000
    assert "ra.pdf" in window.status.words.text()
    dialog.reject()


@pytest.mark.qt_log_ignore("QPainter::begin|QPdf|QFile|Cannot open|propagateSizeHints")
def test_a_printer_that_does_not_take_it_is_said(office: Path, tmp_path: Path) -> None:
    with open_desk(office, as_of=DAY) as desk:
        images = printing.pictures(overview_paper.overview_pdf(desk))
    printer = QPrinter()
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(tmp_path / "no" / "such" / "ra.pdf"))
    assert [(image.width() > image.height()) for image in images] == [True]
    assert not printing.paint(printer, images)
