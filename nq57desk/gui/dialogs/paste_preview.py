"""A block before it goes into a grid: each cell old → new, what is left out and why.

Enter applies, Space leaves the chosen lines out. Rows that only look like one of the grid's are decided one by one
(1: it is that row, 2: it is another); what is not decided is not pasted.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QDialog,
    QHeaderView,
    QTableWidget,
    QTableWidgetItem,
    QVBoxLayout,
    QWidget,
)

from nq57desk.gui import theme
from nq57desk.gui.pages.page import said
from nq57desk.gui.widgets.lists import dress_list
from nq57desk.gui.widgets.plain import label, push, row
from nq57desk.gui.widgets.told import resize_to
from nq57desk.sentences import sentence
from nq57desk.sentences.month import LABELS
from nq57desk.usecases.pasting import PasteCell, PastePreview
from nq57desk.wording import _

_SHOWN = 300
Look = Callable[..., None]
Apply = Callable[[PastePreview, Sequence[tuple[str, str]]], None]


class _Cells(QTableWidget):
    """Enter applies, Space ticks the chosen lines."""

    def __init__(self, apply: Callable[[], None]) -> None:
        super().__init__()
        self._apply = apply

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """The two keys of this list."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._apply()
        elif event.key() == Qt.Key.Key_Space:
            rows = sorted({index.row() for index in self.selectedIndexes()})
            ticked = [
                item for at in rows if (item := self.item(at, 0)) and item.flags() & Qt.ItemFlag.ItemIsUserCheckable
            ]
            on = any(item.checkState() != Qt.CheckState.Checked for item in ticked)
            for item in ticked:
                item.setCheckState(Qt.CheckState.Checked if on else Qt.CheckState.Unchecked)
        else:
            super().keyPressEvent(event)


class _Doubtful(QTableWidget):
    """1 and 2 decide the current row."""

    def __init__(self, answer: Callable[[int, bool], None]) -> None:
        super().__init__()
        self._answer = answer

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """The two keys of this list."""
        if event.key() in (Qt.Key.Key_1, Qt.Key.Key_2) and self.currentRow() >= 0:
            self._answer(self.currentRow(), event.key() == Qt.Key.Key_1)
        else:
            super().keyPressEvent(event)


class PasteDialog(QDialog):
    """Shows one preview; doubtful rows are asked for in a list of their own above the cells."""

    def __init__(
        self, parent: QWidget, preview: PastePreview, names: Callable[[str], str], look: Look, apply: Apply
    ) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(_("Dán vào lưới"))
        self.preview = preview
        self._names, self._look, self._apply = names, look, apply
        self._confirmed: dict[str, str] = {}
        self._asked = tuple(sorted(preview.doubtful, key=lambda one: int(one.key)))
        self.words = label("", wrap=True)
        self.problems = label("", "error", wrap=True, selectable=True)
        self.cells = _Cells(self.apply)
        self._dress()
        self.doubtful = _Doubtful(self.answer)
        self.same_button = push(_("Đúng là dòng này (1)"))
        self.other_button = push(_("Là dòng khác, không dán (2)"))
        self.same_button.clicked.connect(lambda: self.answer(self.doubtful.currentRow(), True))
        self.other_button.clicked.connect(lambda: self.answer(self.doubtful.currentRow(), False))
        self.cancel_button = push(_("Hủy bỏ"))
        self.cancel_button.clicked.connect(self.reject)
        self.apply_button = push(_("Dán"), main=True)
        self.apply_button.clicked.connect(self.apply)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(18, 14, 18, 14)
        outer.setSpacing(8)
        for part in (self.words, self.problems, self.doubtful):
            outer.addWidget(part)
        outer.addLayout(row(self.same_button, self.other_button, None))
        outer.addWidget(self.cells, 1)
        outer.addLayout(row(None, self.cancel_button, self.apply_button))
        for button in (self.same_button, self.other_button):
            button.setAutoDefault(False)
        for keys in ("Ctrl+Return", "Ctrl+Enter"):
            QShortcut(QKeySequence(keys), self, self.apply)
        resize_to(self, 900, 480)
        self._list_doubtful()
        self.show_preview(preview)
        (self.doubtful if self._asked else self.cells).setFocus()

    def _dress(self) -> None:
        headings = (_("Dòng"), _("Ô"), _("Đang có"), _("Sẽ thành"))
        dress_list(self.cells, _("Các ô sẽ thay đổi"), headings)
        self.cells.horizontalHeader().setSectionResizeMode(1, QHeaderView.ResizeMode.ResizeToContents)

    def _list_doubtful(self) -> None:
        headings = (_("Dòng trong vùng dán"), _("Dòng gần giống trong lưới"), _("Giống"), _("Quyết định"))
        dress_list(self.doubtful, _("Các dòng chưa chắc là một"), headings)
        for at in (2, 3):
            self.doubtful.horizontalHeader().setSectionResizeMode(at, QHeaderView.ResizeMode.ResizeToContents)
        self.doubtful.setRowCount(len(self._asked))
        for at, one in enumerate(self._asked):
            for column, text in enumerate((one.name, self._names(one.task_id), f"{one.likeness}%")):
                self.doubtful.setItem(at, column, _still(text))
        lines = min(len(self._asked), 3)
        self.doubtful.setFixedHeight(
            self.doubtful.horizontalHeader().sizeHint().height() + lines * theme.ROW_HEIGHT + 6
        )
        if self._asked:
            self.doubtful.setCurrentCell(0, 0)
        for part in (self.doubtful, self.same_button, self.other_button):
            part.setVisible(bool(self._asked))
        self._tell_answers()

    def _tell_answers(self) -> None:
        said_of = {True: _("Đúng là dòng này"), False: _("Dòng khác, không dán")}
        for at, one in enumerate(self._asked):
            known = self._confirmed.get(one.key)
            self.doubtful.setItem(at, 3, _still(_("Chưa quyết định") if known is None else said_of[bool(known)]))

    def show_preview(self, preview: PastePreview) -> None:
        """Show this preview in place of the one before."""
        self.preview = preview
        left = set(self.left_out())
        shown = [cell for cell in preview.cells if cell.differs or cell.problem is not None]
        same = len(preview.cells) - len(shown)
        how = _("Ghép theo TT và tên.") if preview.by_name else _("Dán từ ô đang chọn.")
        self.words.setText(
            how
            + " "
            + _("{n} ô sẽ đổi, {same} ô giống. Chưa ghi gì; Space để bỏ chọn dòng, Enter để dán.").format(
                n=preview.differing, same=same
            )
        )
        # The doubtful rows stand in their own list.
        others = tuple(each for each in preview.problems if each.code != "pasting.doubtful_row")
        self.problems.setText(said(others))
        self.problems.setVisible(bool(others))
        self.apply_button.setText(_("Dán {n} ô").format(n=preview.differing))
        self.apply_button.setEnabled(preview.differing > 0)
        self.cells.setRowCount(0)
        self.cells.setRowCount(len(shown))
        for at, cell in enumerate(shown):
            self._fill(at, cell, ticked=(cell.task_id, cell.field) not in left)
        if shown:
            self.cells.setCurrentCell(0, 0)

    def _fill(self, at: int, cell: PasteCell, *, ticked: bool) -> None:
        name = self._names(cell.task_id)
        after = sentence(cell.problem) if cell.problem is not None else cell.after or _("(để trống)")
        texts = (name, _(LABELS.get(cell.field, cell.field)), cell.before, after)
        for column, text in enumerate(texts):
            item = _still(text)
            if not column:
                item.setData(Qt.ItemDataRole.UserRole, (cell.task_id, cell.field))
                if cell.problem is None:
                    item.setFlags(item.flags() | Qt.ItemFlag.ItemIsUserCheckable)
                    item.setCheckState(Qt.CheckState.Checked if ticked else Qt.CheckState.Unchecked)
            self.cells.setItem(at, column, item)

    def left_out(self) -> list[tuple[str, str]]:
        """The cells that were unticked."""
        items = [self.cells.item(at, 0) for at in range(self.cells.rowCount())]
        return [
            tuple(item.data(Qt.ItemDataRole.UserRole))
            for item in items
            if item is not None
            and item.flags() & Qt.ItemFlag.ItemIsUserCheckable
            and item.checkState() != Qt.CheckState.Checked
        ]

    def answer(self, at: int, same: bool) -> None:
        """One doubtful row is the grid's, or is not: look again with that, and go to the next undecided one."""
        if not 0 <= at < len(self._asked):
            return
        one = self._asked[at]
        self._confirmed[one.key] = one.task_id if same else ""
        self._tell_answers()
        order = [*range(at + 1, len(self._asked)), *range(at)]
        waiting = next((n for n in order if self._asked[n].key not in self._confirmed), None)
        if waiting is not None:
            self.doubtful.setCurrentCell(waiting, 0)
        else:
            self.cells.setFocus()
        self._look(dict(self._confirmed), self._looked)

    def _looked(self, preview: Any) -> None:
        if isinstance(preview, PastePreview):
            self.show_preview(preview)

    def apply(self) -> None:
        """Put the ticked cells into the grid."""
        if self.preview.differing:
            self._apply(self.preview, self.left_out())
            self.accept()


def _still(text: str) -> QTableWidgetItem:
    """A cell that is only read; of a long text its beginning, all of it one key away in the grid."""
    item = QTableWidgetItem(text.replace("\n", " ⏎ ")[:_SHOWN])
    item.setFlags(Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable)
    return item


def show_paste(
    parent: QWidget, preview: PastePreview, names: Callable[[str], str], look: Look, apply: Apply
) -> PasteDialog:
    """Open the preview; nothing is written before it is accepted."""
    dialog = PasteDialog(parent, preview, names, look, apply)
    dialog.open()
    return dialog
