"""Printing: the pages asked for, held as they are, one after another; where there is no printer the file is offered."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QDesktopServices, QImage
from PySide6.QtPrintSupport import QPrintDialog, QPrinter, QPrinterInfo
from PySide6.QtWidgets import QDialog
from pytestqt.qtbot import QtBot

from nq57desk.errors import Cancelled
from nq57desk.gui import printing
from nq57desk.gui.dialogs.question import Question
from nq57desk.gui.main_window import MainWindow
from nq57desk.gui.pdf_reading import bands, draw, page_sizes
from nq57desk.monitor import Monitor
from nq57desk.usecases import papers
from nq57desk.workspace import open_desk
from tests.builders.offices import DAY, PERIOD
from tests.gui.conftest import Settle
from tests.gui.hands import CONTROL, parts, press, shown


@pytest.fixture(scope="module")
def report(made_office: Path) -> bytes:
    """A report: upright pages, then lists across."""
    with open_desk(made_office, as_of=DAY, read_only=True) as desk:
        return papers.make_paper(desk, kind="progress-report", period=PERIOD).data


@pytest.fixture
def printer(tmp_path: Path) -> QPrinter:
    """A printer that writes a file."""
    made = QPrinter()
    made.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    made.setOutputFileName(str(tmp_path / "ra.pdf"))
    made.setResolution(72)
    return made


def words_of(data: bytes) -> list[tuple[int, int]]:
    return [(round(width), round(height)) for width, height in page_sizes(data)]


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
    ((width, height),) = page_sizes(data)
    assert width > height
    assert len(data) > 20_000
    assert "ra.pdf" in window.status.words.text()
    assert printer.resolution() == printing.FINEST
    dialog.reject()


def test_each_sheet_is_held_as_its_page_is(report: bytes, printer: QPrinter, tmp_path: Path) -> None:
    sizes = page_sizes(report)
    ways = {width > height for width, height in sizes}
    sent = printing.paint(printer, report, sizes, Monitor())
    assert ways == {True, False}
    assert sent == printing.Sent(str(tmp_path / "ra.pdf"), len(sizes))
    assert words_of((tmp_path / "ra.pdf").read_bytes()) == [(round(width), round(height)) for width, height in sizes]


def test_a_range_of_pages_is_printed_alone(report: bytes, printer: QPrinter, tmp_path: Path) -> None:
    sizes = page_sizes(report)
    printer.setPrintRange(QPrinter.PrintRange.PageRange)
    printer.setFromTo(2, 3)
    assert printing.chosen_pages(printer, len(sizes)) == [1, 2]
    assert printing.paint(printer, report, sizes, Monitor()).sides == 2
    assert len(page_sizes((tmp_path / "ra.pdf").read_bytes())) == 2


@pytest.mark.parametrize(
    ("collated", "order", "pages"),
    [
        (True, QPrinter.PageOrder.FirstPageFirst, [0, 1, 2, 0, 1, 2]),
        (False, QPrinter.PageOrder.FirstPageFirst, [0, 0, 1, 1, 2, 2]),
        (True, QPrinter.PageOrder.LastPageFirst, [2, 1, 0, 2, 1, 0]),
    ],
)
def test_copies_that_the_printer_cannot_make_are_sent(
    printer: QPrinter, *, collated: bool, order: QPrinter.PageOrder, pages: list[int]
) -> None:
    assert not printer.supportsMultipleCopies()
    printer.setCopyCount(2)
    printer.setCollateCopies(collated)
    printer.setPageOrder(order)
    assert printing.chosen_pages(printer, 3) == pages


def test_what_is_printed_is_the_page(report: bytes, printer: QPrinter, tmp_path: Path) -> None:
    printer.setResolution(300)
    printing.paint(printer, report, page_sizes(report)[:1], Monitor())
    seen = _grey(draw((tmp_path / "ra.pdf").read_bytes(), 0, 600).image)
    asked = _grey(draw(report, 0, 600).image)
    assert max(abs(one - other) for one, other in zip(seen, asked, strict=True)) < 40
    assert min(asked) < 235


def _grey(image: QImage) -> list[float]:
    """The mean lightness of each square of 30 pixels."""
    squares = [(x, y) for x in range(0, 600, 30) for y in range(0, 840, 30)]
    inside = [(dx, dy) for dx in range(0, 30, 2) for dy in range(0, 30, 2)]
    return [sum(image.pixelColor(x + dx, y + dy).lightness() for dx, dy in inside) / len(inside) for x, y in squares]


def test_strips_make_the_whole_page(report: bytes) -> None:
    width = 2480
    strips = list(bands(report, 0, width))
    heights = [image.height() for _top, image in strips]
    assert len(strips) > 1
    assert [top for top, _image in strips] == [sum(heights[:at]) for at in range(len(heights))]
    assert all(image.width() == width and image.sizeInBytes() <= 16_000_000 for _top, image in strips)
    assert abs(sum(heights) - width * 842 / 595) < 4


def test_a_cancelled_job_ends(report: bytes, printer: QPrinter) -> None:
    monitor = Monitor()
    monitor.cancel()
    with pytest.raises(Cancelled):
        printing.paint(printer, report, page_sizes(report), monitor)


def test_both_sides_are_used_only_where_the_printer_can() -> None:
    assert printing.two_sided(QPrinterInfo()) is QPrinter.DuplexMode.DuplexNone


@pytest.mark.qt_log_ignore("QPainter::begin|QPdf|QFile|Cannot open|propagateSizeHints")
def test_a_printer_that_does_not_take_it_is_said(report: bytes, tmp_path: Path) -> None:
    printer = QPrinter()
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(tmp_path / "no" / "such" / "ra.pdf"))
    sent = printing.paint(printer, report, page_sizes(report), Monitor())
    assert not sent.taken
    assert sent.sides == 0
