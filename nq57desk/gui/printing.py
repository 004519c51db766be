"""Sending a finished PDF to a printer; where the machine has none, its file is offered instead.

The pages are drawn off the window's thread at the printer's fineness, so that paper and PDF are the same picture.
"""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QMarginsF, QRectF, Qt
from PySide6.QtGui import QImage, QPageLayout, QPageSize, QPainter
from PySide6.QtPrintSupport import QPrintDialog, QPrinter, QPrinterInfo
from PySide6.QtWidgets import QDialog, QWidget

from nq57desk.gui.dialogs.question import Question
from nq57desk.gui.pdf_reading import draw
from nq57desk.gui.session import Session
from nq57desk.wording import _

_DOTS_PER_INCH = 300
_POINTS_PER_INCH = 72.0


def has_printer() -> bool:
    """Whether the system knows any printer."""
    return bool(QPrinterInfo.availablePrinterNames())


def print_pdf(parent: QWidget, session: Session, data: bytes, title: str, save: Callable[[], object]) -> QDialog:
    """Let the person choose a printer and print all pages; with no printer ask whether to ``save`` the file."""
    dialog = _choose(parent, session, data, title) if has_printer() else _offer_file(parent, save)
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


def _choose(parent: QWidget, session: Session, data: bytes, title: str) -> QDialog:
    sizes = page_sizes(data)
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setResolution(_DOTS_PER_INCH)
    printer.setDocName(title)
    across = bool(sizes) and sizes[0][0] > sizes[0][1]
    way = QPageLayout.Orientation.Landscape if across else QPageLayout.Orientation.Portrait
    printer.setPageLayout(QPageLayout(QPageSize(QPageSize.PageSizeId.A4), way, QMarginsF(0, 0, 0, 0)))
    printer.setFullPage(True)
    dialog = QPrintDialog(printer, parent)
    dialog.setWindowTitle(_("In {title}").format(title=title))

    def send(answer: int) -> None:
        if answer == QDialog.DialogCode.Accepted:
            session.aside(lambda _monitor: pictures(data), lambda images: _sent(session, printer, images))

    dialog.finished.connect(send)
    return dialog


def _sent(session: Session, printer: QPrinter, images: tuple[QImage, ...]) -> None:
    name = printer.printerName() or printer.outputFileName()
    if paint(printer, images):
        session.said.emit(_("Đã gửi tới máy in {name}.").format(name=name))
    else:
        session.said.emit(_("Máy in {name} không nhận. Xem lại máy in rồi in lại.").format(name=name))


def page_sizes(data: bytes) -> tuple[tuple[float, float], ...]:
    """Width and height of each page, in points."""
    import pypdfium2

    document = pypdfium2.PdfDocument(data)
    try:
        return tuple(document.get_page_size(at) for at in range(len(document)))
    finally:
        document.close()


def pictures(data: bytes) -> tuple[QImage, ...]:
    """The pages as they are printed."""
    sizes = page_sizes(data)
    wide = [round(width / _POINTS_PER_INCH * _DOTS_PER_INCH) for width, _height in sizes]
    return tuple(draw(data, at, width).image for at, width in enumerate(wide))


def paint(printer: QPrinter, images: tuple[QImage, ...]) -> bool:
    """Draw each picture on a sheet of its own; False where the printer does not take them."""
    painter = QPainter()
    if not painter.begin(printer):
        return False
    for at, image in enumerate(images):
        if at and not printer.newPage():
            painter.end()
            return False
        sheet = printer.paperRect(QPrinter.Unit.DevicePixel)
        size = image.size().scaled(sheet.size().toSize(), Qt.AspectRatioMode.KeepAspectRatio)
        painter.drawImage(QRectF(0, 0, size.width(), size.height()), image)
    return painter.end()
