"""Khóa kỳ: before a month is locked, what is still open of it, and by name the offices that have not sent enough."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QDialog, QHeaderView, QTableWidget, QTableWidgetItem, QVBoxLayout, QWidget

from nq57desk.gui import city_words, theme, words
from nq57desk.gui.models.rows import Role
from nq57desk.gui.widgets.lists import dress_list
from nq57desk.gui.widgets.plain import label, push, row
from nq57desk.gui.widgets.told import resize_to
from nq57desk.usecases.city_reminders import Reminder, contact_list
from nq57desk.usecases.locks import LockPreview
from nq57desk.wording import _


class LockingDialog(QDialog):
    """The offices missing, as in the reminders' window, above the question; Esc and Enter do not lock."""

    copied = Signal(str)
    """The list of those missing, to paste."""
    remind = Signal()
    """The reminders' window is asked for instead."""

    def __init__(self, parent: QWidget, preview: LockPreview, missing: Sequence[Reminder]) -> None:
        super().__init__(parent)
        self.missing = tuple(missing)
        self.setWindowTitle(_("Khóa kỳ"))
        text = _(
            "Khóa kỳ {period}? Còn {missing} đơn vị chưa gửi hoặc gửi chưa đủ, {held} gói đang chờ, "
            "{conflicts} ô xung đột. Gói đến sau sẽ thành yêu cầu điều chỉnh, không tự thay số liệu."
        ).format(
            period=words.period_words(preview.period),
            missing=len(self.missing),
            held=len(preview.held),
            conflicts=len(preview.conflicts),
        )
        self.table = QTableWidget(len(self.missing), 4)
        self.told = label("", "quiet")
        self.list_button = push(_("Chép danh sách"))
        self.remind_button = push(_("Đôn đốc…"))
        self.lock_button = push(_("Khóa kỳ"))
        self.cancel_button = push(_("Hủy bỏ"), main=True)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(18, 14, 18, 14)
        outer.setSpacing(8)
        outer.addWidget(label(text, "heading", wrap=True))
        outer.addWidget(self.table, 1)
        outer.addWidget(self.told)
        outer.addLayout(row(self.list_button, self.remind_button, None, self.lock_button, self.cancel_button))
        self._fill()
        for button in (self.list_button, self.remind_button):
            button.setVisible(bool(self.missing))
        self.list_button.clicked.connect(self._copy)
        self.remind_button.clicked.connect(self._remind)
        self.lock_button.clicked.connect(self.accept)
        self.cancel_button.clicked.connect(self.reject)
        resize_to(self, 820, 480 if self.missing else 170)
        self.cancel_button.setFocus()

    def _fill(self) -> None:
        headings = (_("Đơn vị"), _("Tình trạng"), _("Quá hạn (ngày)"), _("Liên hệ"))
        dress_list(self.table, _("Các đơn vị cần đôn đốc"), headings)
        self.table.setVisible(bool(self.missing))
        header = self.table.horizontalHeader()
        header.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        header.setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        for column, width in enumerate((150, 130, 200), start=1):
            header.resizeSection(column, theme.px(width))
        for at, one in enumerate(self.missing):
            state = QTableWidgetItem(_(city_words.CELLS[one.state].words))
            state.setData(Role.MARK, city_words.CELLS[one.state])
            name, days = QTableWidgetItem(f"{one.code}  {one.name}"), QTableWidgetItem(str(one.days or ""))
            for column, item in enumerate((name, state, days, QTableWidgetItem(one.contact))):
                self.table.setItem(at, column, item)

    def _copy(self) -> None:
        self.copied.emit(contact_list(self.missing))
        many = len(self.missing)
        self.told.setText(_("Đã chép danh sách {n} đơn vị; dán vào Excel hoặc Word bằng Ctrl+V.").format(n=many))

    def _remind(self) -> None:
        self.reject()
        self.remind.emit()
