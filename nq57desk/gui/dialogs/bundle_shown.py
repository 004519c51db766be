"""What a bundle says of itself, read without touching any data."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QFormLayout, QTableWidget, QTableWidgetItem, QVBoxLayout, QWidget

from nq57desk.gui import theme, words
from nq57desk.gui.widgets.lists import dress_list
from nq57desk.gui.widgets.plain import label, push, row
from nq57desk.gui.widgets.told import resize_to
from nq57desk.sentences import kind_words
from nq57desk.usecases.bundles import BundleShown, Checked
from nq57desk.usecases.handing_over import in_units
from nq57desk.wording import _


class BundleShownDialog(QDialog):
    """The manifest in words; ``checked`` says whether form, hashes and signature are right, as far as can be known."""

    def __init__(self, parent: QWidget, shown: BundleShown, checked: Checked, known: str) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(_("Gói dữ liệu"))
        outer = QVBoxLayout(self)
        outer.setContentsMargins(18, 14, 18, 14)
        outer.setSpacing(10)
        outer.addWidget(label(shown.manifest.office_name, "heading", wrap=True, selectable=True))
        outer.addLayout(self._head(shown))
        self.verdict = label(known, wrap=True, selectable=True)
        outer.addWidget(self.verdict)
        outer.addWidget(self._parts(shown), 1)
        close = push(_("Đóng"), main=True)
        close.clicked.connect(self.reject)
        outer.addLayout(row(label(_("Chỉ xem: không có gì bị thay đổi."), "quiet"), None, close))
        resize_to(self, 640, 560)
        self.checked = checked

    def _head(self, shown: BundleShown) -> QFormLayout:
        head = shown.manifest
        form = QFormLayout()
        form.setHorizontalSpacing(14)
        form.setVerticalSpacing(3)
        for name, value in (
            (_("Tệp"), f"{shown.file.name} ({in_units(shown.size)})"),
            (_("Mã đơn vị"), head.office),
            (_("Kỳ, lần"), f"{words.period_words(head.period)}, {_('lần {n}').format(n=head.sequence)}"),
            (_("Xuất lúc"), words.moment(head.made_at)),
            (_("Mã gói"), shown.code),
            (_("Mã đối chiếu của kỳ"), head.fingerprint or "–"),
            (_("Phiên bản phần mềm"), head.program),
        ):
            form.addRow(label(name, "quiet"), label(value, selectable=True, wrap=True))
        return form

    def _parts(self, shown: BundleShown) -> QTableWidget:
        parts = shown.manifest.parts
        table = QTableWidget(len(parts), 3)
        dress_list(table, _("Nội dung gói"), (_("Loại"), _("Số bản ghi"), _("Đã xóa")))
        for at, part in enumerate(parts):
            for column, text in enumerate((kind_words(part.kind), str(part.live), str(part.deleted))):
                item = QTableWidgetItem(words.capital(text))
                item.setFlags(Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable)
                table.setItem(at, column, item)
        table.verticalHeader().setDefaultSectionSize(theme.COMPACT_ROW_HEIGHT)
        return table
