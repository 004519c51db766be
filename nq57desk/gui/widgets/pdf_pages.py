"""A paper before it is printed: its real pages, small ones beside them, zoom, search, page by page."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLineEdit, QToolButton, QVBoxLayout, QWidget

from nq57desk.gui import symbols, theme
from nq57desk.gui.pdf_reading import Hit, find
from nq57desk.gui.session import Session
from nq57desk.gui.widgets.page_scroller import PageScroller, Place
from nq57desk.gui.widgets.plain import Choice, label, row
from nq57desk.wording import _, mark

_SMALL = 104
_LARGER = 1.25
_ZOOMS = ((0.0, mark("Vừa chiều ngang")), (-1.0, mark("Vừa cả trang")), (0.75, "75 %"), (1.0, "100 %"),
          (1.5, "150 %"), (2.0, "200 %"))  # fmt: skip


class PdfPages(QFrame):
    """Shows a PDF: ‹ page n of m ›, zoom, search; a click on an open blank asks for what is missing."""

    turned = Signal(int)
    """With the page shown now, from 0."""
    asked = Signal(str)
    """With the field of the blank that was clicked."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._hits: tuple[Hit, ...] = ()
        self._hit = -1
        self._sought = ""
        self._asked = 0
        self._narrow = False
        self.view = PageScroller(session)
        self.view.setAccessibleName(_("Trang in"))
        self.small = PageScroller(session, kept=60)
        self.small.setAccessibleName(_("Các trang thu nhỏ"))
        self.small.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.small.setFixedWidth(theme.px(_SMALL))
        self.small.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.back = _tool("left", _("Trang trước"))
        self.forward = _tool("right", _("Trang sau"))
        self.words = label(tone="quiet")
        self.zoom = Choice()
        self.zoom.setMinimumContentsLength(12)
        self.field = QLineEdit()
        self.found = label(tone="quiet")
        self.next_hit = _tool("down", _("Chỗ tìm thấy kế tiếp"))
        self._build()
        self._connect()
        self._tell()

    def _build(self) -> None:
        self.zoom.setAccessibleName(_("Cỡ trang"))
        for factor, words in _ZOOMS:
            self.zoom.addItem(_(words), factor)
        self.field.setPlaceholderText(_("Tìm trong trang in"))
        self.field.setAccessibleName(_("Tìm trong trang in"))
        self.field.setClearButtonEnabled(True)
        self.field.setMaximumWidth(theme.px(190))
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(4)
        outer.addLayout(
            row(self.back, self.words, self.forward, self.zoom, None, self.found, self.field, self.next_hit)
        )
        across = QHBoxLayout()
        across.setSpacing(4)
        across.addWidget(self.small)
        across.addWidget(self.view, 1)
        outer.addLayout(across, 1)
        self.setFocusProxy(self.view)

    def _connect(self) -> None:
        self.back.clicked.connect(lambda: self.turn(-1))
        self.forward.clicked.connect(lambda: self.turn(1))
        self.zoom.activated.connect(lambda at: self.view.set_zoom(self.zoom.itemData(at)))
        self.view.turned.connect(self._turned)
        self.view.asked.connect(self.asked)
        self.small.pressed.connect(self.view.go_to)
        self.field.textChanged.connect(lambda _text: self._seek())
        self.field.returnPressed.connect(lambda: self._step(1))
        self.next_hit.clicked.connect(lambda: self._step(1))

    @property
    def pages(self) -> int:
        """How many pages are shown."""
        return len(self.view.sizes)

    @property
    def page(self) -> int:
        """The page in view, from 0."""
        return self.view.page

    def show_pdf(
        self,
        data: bytes,
        sizes: Sequence[tuple[float, float]],
        places: Sequence[Place] = (),
        *,
        same: bool = False,
    ) -> None:
        """Show this document with its pages' sizes (points) and its open blanks; no bytes empty the view.

        ``same``: the paper that is shown, made anew: the page in view does not move.
        """
        self.view.show_pages(data, sizes, places, same=same)
        self.small.show_pages(data, sizes, same=same)
        self._show_small()
        self._hits, self._hit, self._sought = (), -1, ""
        self._turned(self.view.page)
        self._seek()

    def compact(self, on: bool) -> None:
        """Little width: the small pages give way."""
        self._narrow = on
        self._show_small()

    def _show_small(self) -> None:
        self.small.setVisible(self.pages > 1 and not self._narrow)

    def turn(self, step: int) -> None:
        """Go pages forward or back."""
        self.view.go_to(min(max(self.page + step, 0), max(self.pages - 1, 0)))

    def larger(self, step: int) -> None:
        """Zoom in (1) or out (-1)."""
        self.view.set_zoom(self.view.scale * 72 / 96 * _LARGER**step)
        self.zoom.setCurrentIndex(-1)

    def look_for(self, words: str) -> None:
        """Search these words in the pages."""
        self.field.setText(words)

    def _turned(self, page: int) -> None:
        self.small.chosen = page
        self.small.go_to(max(page - 1, 0))
        self._tell()
        self.turned.emit(page)

    def _seek(self) -> None:
        """Find anew what stands in the field, off the window's thread."""
        words, data = self.field.text().strip(), self.view.data
        self._asked += 1
        asked = self._asked
        if not words or not data:
            self._found(())
            return

        def came(hits: tuple[Hit, ...]) -> None:
            if asked == self._asked:
                self._sought = words
                self._found(hits)

        self._session.aside(lambda monitor: find(data, words, monitor), came)

    def _found(self, hits: tuple[Hit, ...]) -> None:
        self._hits, self._hit = hits, 0 if hits else -1
        self._show_hit()

    def _step(self, step: int) -> None:
        if self._hits:
            self._hit = (self._hit + step) % len(self._hits)
            self._show_hit()

    def _show_hit(self) -> None:
        self.view.show_hits(self._hits, self._hit)
        sought = bool(self.field.text().strip())
        count = _("{n}/{of}").format(n=self._hit + 1, of=len(self._hits)) if self._hits else _("Không thấy")
        self.found.setText(count if sought else "")
        self.next_hit.setEnabled(bool(self._hits))

    def _tell(self) -> None:
        self.words.setText(_("Trang {n}/{of}").format(n=self.page + 1, of=self.pages) if self.pages else "")
        self.back.setEnabled(self.page > 0)
        self.forward.setEnabled(self.page + 1 < self.pages)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc leaves the search field for the pages."""
        if event.key() == Qt.Key.Key_Escape and self.field.hasFocus():
            self.field.clear()
            self.view.setFocus()
        else:
            super().keyPressEvent(event)


def _tool(symbol: str, name: str) -> QToolButton:
    button = QToolButton()
    button.setIcon(symbols.icon(symbol))
    button.setAccessibleName(name)
    button.setToolTip(name)
    return button
