"""F1: the manual beside the window, a page for each page of the desk, and all of it as a PDF."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt, QUrl
from PySide6.QtGui import QKeyEvent, QPixmap, QResizeEvent
from PySide6.QtWidgets import (
    QDialog,
    QFileDialog,
    QLabel,
    QListWidget,
    QListWidgetItem,
    QScrollArea,
    QTextBrowser,
    QVBoxLayout,
    QWidget,
)

from nq57desk.documents import manual_pages
from nq57desk.documents.manual_pages import ORDER
from nq57desk.gui import theme
from nq57desk.gui.dialogs.manual_text import PICTURE, write_page
from nq57desk.gui.widgets.plain import push, row
from nq57desk.gui.widgets.told import Aside, resize_to
from nq57desk.wording import _

if TYPE_CHECKING:
    from nq57desk.gui.session import Session
    from nq57desk.usecases.manual import SavedManual


class ManualDialog(QDialog):
    """Stays beside the window; Esc closes it."""

    def __init__(self, parent: QWidget | None, session: Session | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self.setWindowTitle(_("Hướng dẫn"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.contents = QListWidget()
        self.contents.setAccessibleName(_("Các mục hướng dẫn"))
        self.text = QTextBrowser()
        self.text.setOpenLinks(False)
        self.text.setAccessibleName(_("Nội dung hướng dẫn"))
        self.text.setTabChangesFocus(True)
        self.text.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)  # pictures are made for this width
        self.text.document().setDocumentMargin(theme.px(14))
        self.text.anchorClicked.connect(self._enlarge)
        self.names = [name for name in ORDER if manual_pages.page(name)]
        for name in self.names:
            title = manual_pages.page(name).splitlines()[0].lstrip("# ")
            item = QListWidgetItem(title)
            item.setSizeHint(QSize(10, theme.px(32)))
            self.contents.addItem(item)
        self.contents.setObjectName("sections")
        self.contents.setFixedWidth(theme.px(230))
        self.contents.currentRowChanged.connect(self._show)
        self.saving = push(_("Lưu cẩm nang thành PDF…"), symbol="save")
        self.saving.setVisible(session is not None)
        self.saving.clicked.connect(self._ask_where)
        self.note = Aside()
        close = push(_("Đóng"), main=True)
        close.clicked.connect(self.close)
        middle = row(self.contents, spacing=10)
        middle.addWidget(self.text, 1)
        foot = row(self.saving)
        foot.addWidget(self.note, 1)
        foot.addWidget(close)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(14, 12, 14, 12)
        outer.addLayout(middle, 1)
        outer.addLayout(foot)
        resize_to(self, 1060, 660)

    def open_page(self, name: str) -> None:
        """Show the page about a page of the window; the first one where there is none."""
        self.contents.setCurrentRow(self.names.index(name) if name in self.names else 0)
        self.text.setFocus()

    def _show(self, at: int) -> None:
        if 0 <= at < len(self.names):
            write_page(manual_pages.page(self.names[at]), self.text)

    def _enlarge(self, link: QUrl) -> None:
        """A picture at its own size."""
        name = link.toString().removeprefix(PICTURE)
        PictureDialog(self, QPixmap(str(manual_pages.picture(name)))).show()

    def _ask_where(self) -> None:
        kind = _("Tệp PDF (*.pdf)")
        name, _chosen = QFileDialog.getSaveFileName(self, _("Lưu cẩm nang"), "cam-nang-nq57desk.pdf", kind)
        if name:
            self.save(Path(name))

    def save(self, path: Path) -> None:
        """Write the whole manual beside the window's work and say where it is."""
        from nq57desk.usecases.manual import save_manual

        if self._session is not None:
            self.saving.setEnabled(False)
            self.note.setText(_("Đang lập cẩm nang…"))
            job = self._session.aside(lambda monitor: save_manual(path, monitor), self._saved)
            job.ended.connect(self._may_save)

    def _may_save(self) -> None:
        self.saving.setEnabled(True)
        if self.note.text() == _("Đang lập cẩm nang…"):
            self.note.setText("")

    def _saved(self, done: SavedManual) -> None:
        self.note.setText(_("Đã lưu cẩm nang, {n} trang: {file}").format(n=done.pages, file=done.file))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Pictures are as wide as the text; the place that was read stays."""
        super().resizeEvent(event)
        bar = self.text.verticalScrollBar()
        share = bar.value() / max(1, bar.maximum())
        self._show(self.contents.currentRow())
        bar.setValue(round(share * bar.maximum()))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """F1 again closes, as Esc does."""
        if event.key() == Qt.Key.Key_F1:
            self.close()
        else:
            super().keyPressEvent(event)


class PictureDialog(QDialog):
    """A picture as large as it is; Esc closes it."""

    def __init__(self, parent: QWidget, pixmap: QPixmap) -> None:
        super().__init__(parent)
        self.setWindowTitle(_("Hướng dẫn"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        shown = QLabel()
        shown.setPixmap(pixmap)
        area = QScrollArea()
        area.setWidget(shown)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(area)
        room = self.screen().availableSize() - QSize(40, 60)
        self.resize((pixmap.size() + QSize(4, 4)).boundedTo(room))
