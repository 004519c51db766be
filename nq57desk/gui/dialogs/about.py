"""Về chương trình: version, where the data lie, and the licences of everything in the package, to be searched."""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import lru_cache

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QLineEdit, QPlainTextEdit, QVBoxLayout, QWidget

from nq57desk import __version__, paths
from nq57desk.domain.vietnamese import fold
from nq57desk.gui import theme
from nq57desk.gui.models.rows import Column, RowsModel
from nq57desk.gui.widgets.plain import Table, label, push, row
from nq57desk.gui.widgets.told import resize_to
from nq57desk.store.migrations import VERSION
from nq57desk.wording import _


@dataclass(frozen=True, slots=True)
class Licence:
    """One part of the package; ``text`` are the licence's own words."""

    name: str
    version: str
    licence: str
    home: str
    text: str


@lru_cache(maxsize=1)
def licences() -> tuple[Licence, ...]:
    """What installer.licences collected; nothing where the file is away."""
    file = paths.resources() / "licences.json"
    if not file.is_file():
        return ()
    return tuple(Licence(**one) for one in json.loads(file.read_text(encoding="utf-8")))


class AboutDialog(QDialog):
    """Stays beside the window; Esc closes it."""

    def __init__(self, parent: QWidget | None, folder: str) -> None:
        super().__init__(parent)
        self.setWindowTitle(_("Về chương trình"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.said = label(_said(folder), wrap=True, selectable=True)
        self.wanted = QLineEdit()
        self.wanted.setPlaceholderText(_("Tìm trong danh sách giấy phép"))
        self.wanted.setAccessibleName(_("Tìm trong danh sách giấy phép"))
        self.wanted.setClearButtonEnabled(True)
        columns: tuple[Column[Licence], ...] = (
            Column(_("Thành phần"), lambda one: one.name, 160),
            Column(_("Phiên bản"), lambda one: one.version, 90),
            Column(_("Giấy phép"), lambda one: one.licence, 0),
        )
        self.model: RowsModel[Licence] = RowsModel(columns, self)
        self.table = Table(_("Giấy phép của các thành phần"))
        self.table.setModel(self.model)
        self.table.use_widths(columns, 120)
        self.words = QPlainTextEdit()
        self.words.setReadOnly(True)
        self.words.setTabChangesFocus(True)
        self.words.setAccessibleName(_("Nội dung giấy phép"))
        self._lay_out()
        self.wanted.textChanged.connect(self._narrow)
        self.table.selectionModel().currentRowChanged.connect(self._show)
        self._narrow("")

    def _lay_out(self) -> None:
        close = push(_("Đóng"), main=True)
        close.clicked.connect(self.close)
        middle = row(spacing=10)
        middle.addWidget(self.table, 1)
        middle.addWidget(self.words, 1)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(16, 14, 16, 12)
        outer.setSpacing(10)
        outer.addWidget(label("NQ57 Desk", "title"))
        outer.addWidget(self.said)
        outer.addWidget(self.wanted)
        outer.addLayout(middle, 1)
        outer.addLayout(row(None, close))
        self.table.setMinimumHeight(theme.px(200))
        self.table.verticalHeader().setDefaultSectionSize(theme.px(32))
        resize_to(self, 980, 600)

    def _narrow(self, text: str) -> None:
        """Show the parts whose name or licence holds every word."""
        words = fold(text).split()
        found = [one for one in licences() if all(word in fold(f"{one.name} {one.licence}") for word in words)]
        self.model.show(found)
        if found:
            self.table.setCurrentIndex(self.model.index(0, 0))
        self._show()

    def _show(self) -> None:
        one = self.model.row(self.table.currentIndex())
        self.words.setPlainText("" if one is None else "\n\n".join(filter(None, (one.home, one.text))))


def _said(folder: str) -> str:
    lines = [
        _("Theo dõi kế hoạch thực hiện Nghị quyết 57-NQ/TW cho xã, phường, đặc khu."),
        _("Phiên bản {version}; mức dữ liệu {schema}.").format(version=__version__, schema=VERSION),
        _("Phần mềm tự do, giấy phép MIT. Không cần mạng; dữ liệu chỉ nằm trên máy này."),
    ]
    return "\n".join([*lines, _("Thư mục dữ liệu: {folder}").format(folder=folder)] if folder else lines)
