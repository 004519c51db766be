"""Who has answered in a month and who has not, with the text that reminds them."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtWidgets import (
    QAbstractItemView,
    QDialog,
    QHeaderView,
    QPlainTextEdit,
    QTableWidget,
    QTableWidgetItem,
    QVBoxLayout,
    QWidget,
)

from nq57desk.gui import theme, words
from nq57desk.gui.marks import Mark
from nq57desk.gui.models.rows import Role
from nq57desk.gui.widgets.keys import is_enter
from nq57desk.gui.widgets.lists import dress_list
from nq57desk.gui.widgets.plain import label, push, row
from nq57desk.gui.widgets.told import resize_to
from nq57desk.usecases.form_awaited import BodyStatus
from nq57desk.wording import _


class FormStatusDialog(QDialog):
    """One line a body, those who still owe an answer first."""

    remind = Signal(str)

    def __init__(self, parent: QWidget, found: Sequence[BodyStatus], period: str) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(_("Ai chưa trả lời"))
        self.found = sorted(found, key=lambda one: not one.open)
        owing = sum(bool(one.open) for one in found)
        heading = _("Kỳ {period}: {n}/{of} cơ quan còn dòng chưa có số liệu.").format(
            period=period, n=owing, of=len(found)
        )
        self.table = QTableWidget(len(self.found), 5)
        self._fill()
        self.text = QPlainTextEdit()
        self.text.setReadOnly(True)
        self.text.setTabChangesFocus(True)
        self.text.setAccessibleName(_("Lời nhắc"))
        self.text.setMaximumHeight(theme.px(170))
        self.text.hide()
        self.told = label("", "quiet")
        self.close_button = push(_("Đóng"))
        self.close_button.clicked.connect(self.accept)
        self.remind_button = push(_("Chép lời nhắc"), main=True)
        self.remind_button.clicked.connect(self._remind)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(18, 14, 18, 14)
        outer.setSpacing(8)
        outer.addWidget(label(heading, "heading", wrap=True))
        outer.addWidget(self.table, 1)
        outer.addWidget(self.text)
        outer.addLayout(row(self.told, None, self.close_button, self.remind_button))
        resize_to(self, 820, 460)
        self.table.installEventFilter(self)
        self.table.currentCellChanged.connect(lambda *_cells: self._moved())
        if self.found:
            self.table.setCurrentCell(0, 0)
        self._moved()
        self.table.setFocus()

    def _fill(self) -> None:
        table = self.table
        headings = (_("Cơ quan"), _("Phiếu lập ngày"), _("Trả lời"), _("Ngày trả lời"), _("Hạn"))
        dress_list(table, _("Các cơ quan"), headings)
        table.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        header = table.horizontalHeader()
        header.setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        header.setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        for at, one in enumerate(self.found):
            texts = (
                one.body,
                words.day(one.sent_on) or _("chưa lập"),
                f"{one.answered}/{one.asked}",
                words.day(one.returned_on) or "–",
                words.day(one.due),
            )
            for column, text in enumerate(texts):
                item = QTableWidgetItem(text)
                if not column:
                    ink = theme.Tint(theme.WARNING.text if one.open else theme.GOOD.text, "")
                    item.setData(Role.MARK, Mark("not_updated" if one.open else "updated", text, ink))
                table.setItem(at, column, item)

    def _current(self) -> BodyStatus | None:
        at = self.table.currentRow()
        return self.found[at] if 0 <= at < len(self.found) else None

    def _moved(self) -> None:
        one = self._current()
        self.remind_button.setEnabled(one is not None and bool(one.open))

    def _remind(self) -> None:
        one = self._current()
        if one is not None and one.open:
            self.remind.emit(one.body)

    def show_reminder(self, body: str, text: str) -> None:
        """The text is on the clipboard; show it too."""
        self.text.setPlainText(text)
        self.text.show()
        self.told.setText(_("Đã chép lời nhắc {body}; dán vào Zalo bằng Ctrl+V.").format(body=body))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Enter on a line copies its reminder."""
        if watched is self.table and is_enter(event):
            self._remind()
            return True
        return super().eventFilter(watched, event)
