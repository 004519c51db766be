"""Sending a finished PDF to a printer; where the machine has none, its file is offered instead.

Pages are drawn beside the window's thread at the printer's own fineness (at most 600 dots to the inch), one after
another and each in bands, so that a paper of a thousand pages needs no more memory than one of two. Each sheet is held
as its page is: upright and across may follow one another in one paper.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QMarginsF, QPoint, QSizeF, Qt
from PySide6.QtGui import QPageLayout, QPageSize, QPainter
from PySide6.QtPrintSupport import QAbstractPrintDialog, QPrintDialog, QPrinter, QPrinterInfo
from PySide6.QtWidgets import QDialog, QWidget

from nq57desk.gui.dialogs.question import Question
from nq57desk.gui.pdf_reading import bands
from nq57desk.gui.session import Session
from nq57desk.monitor import Monitor
from nq57desk.wording import _

FINEST = 600
_POINTS_PER_INCH = 72.0
_NEAR = 3.0
"""Points by which a page may differ from A4 and still be A4."""
_A4 = (595.0, 842.0)
Size = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Sent:
    """What the printer was given: its name, how many sheets' sides; ``taken`` False where it did not take them."""

    printer: str
    sides: int
    taken: bool = True


def has_printer() -> bool:
    """Whether the system knows any printer."""
    return bool(QPrinterInfo.availablePrinterNames())


def print_pdf(
    parent: QWidget,
    session: Session,
    data: bytes,
    title: str,
    save: Callable[[], object],
    *,
    sizes: Sequence[Size],
    printed: Callable[[], object] | None = None,
) -> QDialog:
    """Let the person choose printer, pages, copies and sides; with no printer ask whether to ``save`` the file.

    ``sizes`` are the pages' in points; ``printed`` is called once the printer took everything.
    """
    if has_printer():
        dialog: QDialog = _choose(parent, session, data, title, tuple(sizes), printed)
    else:
        dialog = _offer_file(parent, save)
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    QDialog.open(dialog)
    return dialog


def _offer_file(parent: QWidget, save: Callable[[], object]) -> QDialog:
    text = _(
        "Máy này chưa cài máy in nào. Trang in đã lập xong, số liệu không thay đổi. "
        "Lưu thành tệp PDF rồi in ở máy khác, hoặc cài máy in rồi in lại."
    )
    question = Question(parent, text, _("Lưu PDF"))
    question.accepted.connect(save)
    return question


def _choose(
    parent: QWidget,
    session: Session,
    data: bytes,
    title: str,
    sizes: tuple[Size, ...],
    printed: Callable[[], object] | None,
) -> QPrintDialog:
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setDocName(title)
    printer.setFullPage(True)
    if sizes:
        printer.setPageLayout(layout_of(sizes[0]))
    printer.setDuplex(two_sided(QPrinterInfo(printer)))
    dialog = QPrintDialog(printer, parent)
    dialog.setWindowTitle(_("In {title}").format(title=title))
    dialog.setOption(QAbstractPrintDialog.PrintDialogOption.PrintPageRange, True)
    dialog.setMinMax(1, max(len(sizes), 1))
    dialog.setFromTo(1, max(len(sizes), 1))

    def send(answer: int) -> None:
        if answer == QDialog.DialogCode.Accepted:
            job = session.aside(lambda monitor: paint(printer, data, sizes, monitor), done)
            session.working.emit(job, _("Đang in…"))

    def done(sent: Sent) -> None:
        _tell(session, sent)
        if sent.taken and printed is not None:
            printed()

    dialog.finished.connect(send)
    return dialog


def two_sided(printer: QPrinterInfo) -> QPrinter.DuplexMode:
    """Both sides where the printer can, turned by the long edge unless it only knows what it thinks best."""
    modes = printer.supportedDuplexModes()
    for mode in (QPrinter.DuplexMode.DuplexLongSide, QPrinter.DuplexMode.DuplexAuto):
        if mode in modes:
            return mode
    return QPrinter.DuplexMode.DuplexNone


def layout_of(size: Size) -> QPageLayout:
    """The sheet for a page of this size in points, held as the page is, without margins of its own."""
    across = size[0] > size[1]
    way = QPageLayout.Orientation.Landscape if across else QPageLayout.Orientation.Portrait
    upright = (min(size), max(size))
    if all(abs(side - a4) <= _NEAR for side, a4 in zip(upright, _A4, strict=True)):
        sheet = QPageSize(QPageSize.PageSizeId.A4)
    else:
        sheet = QPageSize(QSizeF(*upright), QPageSize.Unit.Point)
    return QPageLayout(sheet, way, QMarginsF(0, 0, 0, 0))


def chosen_pages(printer: QPrinter, count: int) -> list[int]:
    """The pages (from 0) that were asked for, in the order in which they leave, each copy after the other."""
    pages = list(range(count))
    if printer.printRange() is QPrinter.PrintRange.PageRange and printer.fromPage() > 0:
        pages = [page for page in pages if printer.fromPage() <= page + 1 <= (printer.toPage() or count)]
    if printer.pageOrder() is QPrinter.PageOrder.LastPageFirst:
        pages.reverse()
    copies = 1 if printer.supportsMultipleCopies() else max(printer.copyCount(), 1)
    if printer.collateCopies():
        return pages * copies
    return [page for page in pages for _copy in range(copies)]


def paint(printer: QPrinter, data: bytes, sizes: Sequence[Size], monitor: Monitor) -> Sent:
    """Draw the chosen pages on the printer's sheets.

    Raises:
        Cancelled: the monitor was cancelled; the printer's job is given up.
    """
    name = printer.printerName() or printer.outputFileName()
    pages = chosen_pages(printer, len(sizes))
    if not pages:
        return Sent(name, 0)
    printer.setFullPage(True)
    printer.setPageLayout(layout_of(sizes[pages[0]]))
    printer.setResolution(min(printer.resolution(), FINEST))
    painter = QPainter()
    if not painter.begin(printer):
        return Sent(name, 0, taken=False)
    painter.setRenderHint(QPainter.RenderHint.LosslessImageRendering)
    whole = False
    try:
        whole = all(_sides(painter, printer, data, sizes, pages, monitor))
    finally:
        if not whole:
            printer.abort()
        ended = painter.end()
    return Sent(name, len(pages), taken=whole and ended)


def _sides(
    painter: QPainter,
    printer: QPrinter,
    data: bytes,
    sizes: Sequence[Size],
    pages: Sequence[int],
    monitor: Monitor,
) -> Iterator[bool]:
    for done, page in enumerate(pages):
        monitor.report(done, len(pages), "print")
        if done:
            printer.setPageLayout(layout_of(sizes[page]))
            if not printer.newPage():
                yield False
                return
        dots = printer.resolution() / _POINTS_PER_INCH
        for top, band in bands(data, page, round(sizes[page][0] * dots)):
            painter.drawImage(QPoint(0, top), band)
        yield True
    monitor.report(len(pages), len(pages), "print")


def _tell(session: Session, sent: Sent) -> None:
    if sent.taken:
        text = _("Đã gửi {n} trang tới máy in {name}.").format(n=sent.sides, name=sent.printer)
    else:
        text = _("Máy in {name} không nhận. Xem lại máy in rồi in lại.").format(name=sent.printer)
    session.said.emit(text)
