"""Đôn đốc: the offices to remind, ticked; their texts for Zalo, the letter with the list, each at one press."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from PySide6.QtCore import Qt, Signal
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

from nq57desk.gui import city_words, theme, words
from nq57desk.gui.models.rows import Role
from nq57desk.gui.widgets.lists import dress_list
from nq57desk.gui.widgets.plain import label, push, row
from nq57desk.gui.widgets.told import resize_to
from nq57desk.usecases.city_reminders import Reminder, contact_list
from nq57desk.wording import _

_CONTACT = 3


class RemindersDialog(QDialog):
    """One line an office; those that are over their day are ticked at first."""

    copied = Signal(str, int)
    """The ticked offices' texts, and how many they are."""
    noted = Signal(str, str)
    """Whom to call at an office was typed: its code, the words."""
    letter = Signal(str)
    """The letter is asked for, in the format of this ending."""

    def __init__(self, parent: QWidget, found: Sequence[Reminder], period: str) -> None:
        super().__init__(parent)
        self.found = tuple(found)
        self.setWindowTitle(_("Đôn đốc"))
        heading = _("Kỳ {period}: {n} đơn vị chưa gửi hoặc gửi chưa đủ.").format(
            period=words.period_words(period), n=len(found)
        )
        self.table = QTableWidget(len(self.found), 4)
        self.text = QPlainTextEdit()
        self.text.setReadOnly(True)
        self.text.setTabChangesFocus(True)
        self.text.setAccessibleName(_("Lời nhắc"))
        self.text.setMaximumHeight(theme.px(96))
        self.told = label("", "quiet")
        self.copy_button = push(_("Chép mọi lời nhắc"))
        self.one_button = push(_("Chép lời nhắc, sang đơn vị sau"), main=True)
        self.list_button = push(_("Chép danh sách"))
        self.pdf_button = push(_("Lưu công văn PDF…"))
        self.word_button = push(_("Lưu công văn Word…"))
        self.close_button = push(_("Đóng"))
        self._fill()
        self.copy_button.clicked.connect(self._copy)
        self.one_button.clicked.connect(self._copy_one)
        self.list_button.clicked.connect(self._copy_list)
        self.table.itemChanged.connect(self._noted)
        self.pdf_button.clicked.connect(lambda: self.letter.emit(".pdf"))
        self.word_button.clicked.connect(lambda: self.letter.emit(".docx"))
        self.close_button.clicked.connect(self.accept)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(18, 14, 18, 14)
        outer.setSpacing(8)
        outer.addWidget(label(heading, "heading", wrap=True))
        outer.addWidget(self.table, 1)
        outer.addWidget(self.text)
        outer.addWidget(self.told)
        letters = (self.close_button, None, self.word_button, self.pdf_button)
        outer.addLayout(row(*letters, self.list_button, self.copy_button, self.one_button))
        resize_to(self, 1000, 580)
        self.table.currentCellChanged.connect(lambda *_cells: self._moved())
        if self.found:
            ticked = (at for at in range(len(self.found)) if self._is_ticked(at))
            self.table.setCurrentCell(next(ticked, 0), 0)
        self.table.setFocus()
        self._moved()

    def _fill(self) -> None:
        headings = (_("Đơn vị"), _("Tình trạng"), _("Quá hạn (ngày)"), _("Liên hệ (F2 để ghi)"))
        dress_list(self.table, _("Các đơn vị cần đôn đốc"), headings)
        header = self.table.horizontalHeader()
        header.setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        header.setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        header.setSectionResizeMode(1, QHeaderView.ResizeMode.Fixed)
        header.setSectionResizeMode(_CONTACT, QHeaderView.ResizeMode.Fixed)
        header.resizeSection(1, theme.px(150))
        header.resizeSection(_CONTACT, theme.px(250))
        triggers = QAbstractItemView.EditTrigger
        self.table.setEditTriggers(triggers.EditKeyPressed | triggers.DoubleClicked)
        for at, one in enumerate(self.found):
            name = QTableWidgetItem(f"{one.code}  {one.name}")
            name.setFlags(name.flags() | Qt.ItemFlag.ItemIsUserCheckable)
            name.setCheckState(Qt.CheckState.Checked if one.days else Qt.CheckState.Unchecked)
            state = QTableWidgetItem(_(city_words.CELLS[one.state].words))
            state.setData(Role.MARK, city_words.CELLS[one.state])
            days = QTableWidgetItem(str(one.days) if one.days else "")
            for column, item in enumerate((name, state, days, QTableWidgetItem(one.contact))):
                if column != _CONTACT:
                    item.setFlags(item.flags() & ~Qt.ItemFlag.ItemIsEditable)
                self.table.setItem(at, column, item)

    @property
    def ticked(self) -> tuple[Reminder, ...]:
        """The offices that are ticked; where none is, the one that the cursor is on."""
        chosen = tuple(one for at, one in enumerate(self.found) if self._is_ticked(at))
        at = self.table.currentRow()
        return chosen or (self.found[at : at + 1] if at >= 0 else ())

    def _moved(self) -> None:
        at = self.table.currentRow()
        self.text.setPlainText(self.found[at].text if 0 <= at < len(self.found) else "")
        for button in (self.copy_button, self.one_button, self.list_button):
            button.setEnabled(bool(self.found))

    def _copy(self) -> None:
        chosen = self.ticked
        self.copied.emit("\n\n".join(one.text for one in chosen), len(chosen))
        self.told.setText(_("Đã chép lời nhắc {n} đơn vị; dán vào Zalo bằng Ctrl+V.").format(n=len(chosen)))

    def _copy_one(self) -> None:
        """The text of the office under the cursor; the cursor goes on to the next one that is ticked."""
        at = self.table.currentRow()
        if not 0 <= at < len(self.found):
            return
        self.copied.emit(self.found[at].text, 1)
        said = _("Đã chép lời nhắc {name}; dán vào Zalo của đơn vị đó bằng Ctrl+V.").format(name=self.found[at].name)
        later = next((place for place in range(at + 1, len(self.found)) if self._is_ticked(place)), None)
        if later is None:
            said += " " + _("Đã tới đơn vị cuối.")
        else:
            self.table.setCurrentCell(later, 0)
        self.told.setText(said)

    def _is_ticked(self, at: int) -> bool:
        item = self.table.item(at, 0)
        return item is not None and item.checkState() == Qt.CheckState.Checked

    def _copy_list(self) -> None:
        chosen = self.ticked
        self.copied.emit(contact_list(chosen), len(chosen))
        self.told.setText(_("Đã chép danh sách {n} đơn vị; dán vào Excel hoặc Word bằng Ctrl+V.").format(n=len(chosen)))

    def _noted(self, item: QTableWidgetItem) -> None:
        """Whom to call was typed: remembered at once."""
        at, text = item.row(), " ".join(item.text().split())
        if item.column() == _CONTACT and text != self.found[at].contact:
            self.found = (*self.found[:at], replace(self.found[at], contact=text), *self.found[at + 1 :])
            self.noted.emit(self.found[at].code, text)
