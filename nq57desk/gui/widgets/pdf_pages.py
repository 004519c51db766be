"""Real pages of a PDF, drawn by pypdfium2 off the window's thread, one page at a time."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QColor, QImage, QKeyEvent, QPainter, QPaintEvent, QPixmap, QResizeEvent
from PySide6.QtWidgets import QFrame, QScrollArea, QToolButton, QVBoxLayout, QWidget

from nq57desk.gui import symbols, theme
from nq57desk.gui.session import Session
from nq57desk.gui.widgets.plain import label, row
from nq57desk.monitor import Monitor
from nq57desk.wording import _

_MARGIN = 14
_LEAST = 420


@dataclass(frozen=True, slots=True)
class Picture:
    """One page as it was asked for."""

    page: int
    image: QImage


def draw(data: bytes, page: int, width: int) -> Picture:
    """The page (from 0) as an image of this width in pixels."""
    import pypdfium2

    document = pypdfium2.PdfDocument(data)
    try:
        sheet = document[page]
        bitmap = sheet.render(scale=width / sheet.get_width(), prefer_bgrx=True)
        raw = bytes(bitmap.buffer)
        image = QImage(raw, bitmap.width, bitmap.height, bitmap.stride, QImage.Format.Format_RGB32).copy()
        return Picture(page, image)
    finally:
        document.close()


class _Sheet(QWidget):
    """The page itself on a grey ground."""

    def __init__(self) -> None:
        super().__init__()
        self.picture = QPixmap()

    def show_picture(self, picture: QPixmap) -> None:
        self.picture = picture
        size = picture.deviceIndependentSize().toSize()
        self.setMinimumSize(size.width() + 2 * _MARGIN, size.height() + 2 * _MARGIN)
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), QColor("#DDE1E6"))
        if not self.picture.isNull():
            size = self.picture.deviceIndependentSize().toSize()
            left = (self.width() - size.width()) // 2
            painter.fillRect(left + 2, _MARGIN + 2, size.width(), size.height(), QColor("#B8BEC6"))
            painter.drawPixmap(left, _MARGIN, self.picture)
            painter.setPen(QColor(theme.FIELD_BORDER))
            painter.drawRect(left, _MARGIN, size.width() - 1, size.height() - 1)
        painter.end()


class PdfPages(QFrame):
    """Shows a PDF: ‹ page n of m ›, PgUp and PgDn."""

    turned = Signal(int)
    """With the page shown now, from 0."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._data = b""
        self.pages = 0
        self.page = 0
        self._generation = 0
        self.sheet = _Sheet()
        self.area = QScrollArea()
        self.area.setWidgetResizable(True)
        self.area.setWidget(self.sheet)
        self.area.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.area.setAccessibleName(_("Trang in"))
        self.area.setFocusProxy(self)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.back = self._arrow("left", _("Trang trước"))
        self.forward = self._arrow("right", _("Trang sau"))
        self.back.clicked.connect(lambda: self.turn(-1))
        self.forward.clicked.connect(lambda: self.turn(1))
        self.words = label(tone="quiet")
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(4)
        outer.addLayout(row(None, self.back, self.words, self.forward, None))
        outer.addWidget(self.area, 1)
        self._tell()

    def _arrow(self, symbol: str, name: str) -> QToolButton:
        button = QToolButton()
        button.setIcon(symbols.icon(symbol))
        button.setAccessibleName(name)
        button.setToolTip(name)
        return button

    def show_pdf(self, data: bytes, pages: int) -> None:
        """Show this document from its first page; no bytes empty the view."""
        self._data, self.pages, self.page = data, pages, 0
        self.sheet.show_picture(QPixmap())
        self._draw()

    def turn(self, step: int) -> None:
        """Go pages forward or back."""
        page = min(max(self.page + step, 0), max(self.pages - 1, 0))
        if page != self.page:
            self.page = page
            self._draw()

    def _draw(self) -> None:
        self._tell()
        self._generation += 1
        if not self._data:
            return
        asked, data, page = self._generation, self._data, self.page
        ratio = self.devicePixelRatioF()
        width = max(_LEAST, self.area.viewport().width() - 2 * _MARGIN)

        def work(_monitor: Monitor) -> Picture:
            return draw(data, page, round(width * ratio))

        def came(picture: Picture) -> None:
            if asked == self._generation:
                pixmap = QPixmap.fromImage(picture.image)
                pixmap.setDevicePixelRatio(ratio)
                self.sheet.show_picture(pixmap)
                self.area.verticalScrollBar().setValue(0)
                self.turned.emit(picture.page)

        self._session.aside(work, came)

    def _tell(self) -> None:
        self.words.setText(_("Trang {n}/{of}").format(n=self.page + 1, of=self.pages) if self.pages else "")
        self.back.setEnabled(self.page > 0)
        self.forward.setEnabled(self.page + 1 < self.pages)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Draw the page anew in the new width."""
        super().resizeEvent(event)
        if event.oldSize().width() != event.size().width():
            self._draw()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """PgUp and PgDn turn pages, arrows scroll."""
        bar = self.area.verticalScrollBar()
        steps = {Qt.Key.Key_PageDown: 1, Qt.Key.Key_PageUp: -1}
        scroll = {Qt.Key.Key_Down: 60, Qt.Key.Key_Up: -60}
        key = Qt.Key(event.key())
        if key in steps:
            self.turn(steps[key])
        elif key in scroll:
            bar.setValue(bar.value() + scroll[key])
        else:
            super().keyPressEvent(event)
