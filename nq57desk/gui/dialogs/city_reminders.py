"""Đôn đốc: the offices to remind, ticked; their texts for Zalo, the letter with the list, each at one press."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QDialog, QHeaderView, QPlainTextEdit, QTableWidget, QTableWidgetItem, QVBoxLayout, QWidget

from nq57desk.gui import city_words, theme, words
from nq57desk.gui.models.rows import Role
from nq57desk.gui.widgets.lists import dress_list
from nq57desk.gui.widgets.plain import label, push, row
from nq57desk.gui.widgets.told import resize_to
from nq57desk.usecases.city_reminders import Reminder
from nq57desk.wording import _


class RemindersDialog(QDialog):
    """One line an office; those that are over their day are ticked at first."""

    copied = Signal(str, int)
    """The ticked offices' texts, and how many they are."""
    letter = Signal(str)
    """The letter is asked for, in the format of this ending."""

    def __init__(self, parent: QWidget, found: Sequence[Reminder], period: str) -> None:
        super().__init__(parent)
        self.found = tuple(found)
        self.setWindowTitle(_("Đôn đốc"))
        heading = _("Kỳ {period}: {n} đơn vị chưa gửi hoặc gửi chưa đủ.").format(
            period=words.period_words(period), n=len(found)
        )
        self.table = QTableWidget(len(self.found), 3)
        self.text = QPlainTextEdit()
        self.text.setReadOnly(True)
        self.text.setTabChangesFocus(True)
        self.text.setAccessibleName(_("Lời nhắc"))
        self.text.setMaximumHeight(theme.px(96))
        self.told = label("", "quiet")
        self.copy_button = push(_("Chép lời nhắc"), main=True)
        self.pdf_button = push(_("Lưu công văn PDF…"))
        self.word_button = push(_("Lưu công văn Word…"))
        self.close_button = push(_("Đóng"))
        self._fill()
        self.copy_button.clicked.connect(self._copy)
        self.pdf_button.clicked.connect(lambda: self.letter.emit(".pdf"))
        self.word_button.clicked.connect(lambda: self.letter.emit(".docx"))
        self.close_button.clicked.connect(self.accept)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(18, 14, 18, 14)
        outer.setSpacing(8)
        outer.addWidget(label(heading, "heading", wrap=True))
        outer.addWidget(self.table, 1)
        outer.addWidget(self.text)
        outer.addLayout(row(self.told, None, self.close_button, self.word_button, self.pdf_button, self.copy_button))
        resize_to(self, 900, 540)
        self.table.currentCellChanged.connect(lambda *_cells: self._moved())
        if self.found:
            self.table.setCurrentCell(0, 0)
        self.table.setFocus()
        self._moved()

    def _fill(self) -> None:
        headings = (_("Đơn vị"), _("Tình trạng"), _("Quá hạn (ngày)"))
        dress_list(self.table, _("Các đơn vị cần đôn đốc"), headings)
        header = self.table.horizontalHeader()
        header.setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        header.setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        header.setSectionResizeMode(1, QHeaderView.ResizeMode.Fixed)
        header.resizeSection(1, theme.px(150))
        for at, one in enumerate(self.found):
            name = QTableWidgetItem(f"{one.code}  {one.name}")
            name.setFlags(name.flags() | Qt.ItemFlag.ItemIsUserCheckable)
            name.setCheckState(Qt.CheckState.Checked if one.days else Qt.CheckState.Unchecked)
            state = QTableWidgetItem(_(city_words.CELLS[one.state].words))
            state.setData(Role.MARK, city_words.CELLS[one.state])
            for column, item in enumerate((name, state, QTableWidgetItem(str(one.days) if one.days else ""))):
                self.table.setItem(at, column, item)

    @property
    def ticked(self) -> tuple[Reminder, ...]:
        """The offices that are ticked; where none is, the one that the cursor is on."""
        items = (self.table.item(at, 0) for at in range(len(self.found)))
        on = [item is not None and item.checkState() == Qt.CheckState.Checked for item in items]
        chosen = tuple(one for one, tick in zip(self.found, on, strict=True) if tick)
        at = self.table.currentRow()
        return chosen or (self.found[at : at + 1] if at >= 0 else ())

    def _moved(self) -> None:
        at = self.table.currentRow()
        self.text.setPlainText(self.found[at].text if 0 <= at < len(self.found) else "")
        self.copy_button.setEnabled(bool(self.found))

    def _copy(self) -> None:
        chosen = self.ticked
        self.copied.emit("\n\n".join(one.text for one in chosen), len(chosen))
        self.told.setText(_("Đã chép lời nhắc {n} đơn vị; dán vào Zalo bằng Ctrl+V.").format(n=len(chosen)))
