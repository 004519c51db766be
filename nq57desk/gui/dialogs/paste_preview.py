"""A block before it goes into a grid: each cell old → new, what is left out and why.

Enter applies, Space leaves the chosen lines out.
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
from nq57desk.sentences import sentence
from nq57desk.sentences.month import LABELS
from nq57desk.usecases.pasting import DoubtfulRow, PasteCell, PastePreview
from nq57desk.wording import _

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


class PasteDialog(QDialog):
    """Shows one preview; doubtful rows are asked for in lines of their own above the cells."""

    def __init__(
        self, parent: QWidget, preview: PastePreview, names: Callable[[str], str], look: Look, apply: Apply
    ) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(_("Dán vào lưới"))
        self.preview = preview
        self._names, self._look, self._apply = names, look, apply
        self._confirmed: dict[str, str] = {}
        self.words = label("", wrap=True)
        self.problems = label("", "error", wrap=True, selectable=True)
        self.cells = _Cells(self.apply)
        self._dress()
        self.confirm = push(_("Xác nhận các dòng gần giống"))
        self.confirm.clicked.connect(self.confirm_doubtful)
        self.cancel_button = push(_("Hủy bỏ"))
        self.cancel_button.clicked.connect(self.reject)
        self.apply_button = push(_("Dán"), main=True)
        self.apply_button.clicked.connect(self.apply)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(18, 14, 18, 14)
        outer.setSpacing(8)
        for part in (self.words, self.problems):
            outer.addWidget(part)
        outer.addWidget(self.cells, 1)
        outer.addLayout(row(self.confirm, None, self.cancel_button, self.apply_button))
        for keys in ("Ctrl+Return", "Ctrl+Enter"):
            QShortcut(QKeySequence(keys), self, self.apply)
        self.resize(min(theme.px(900), 1000), min(theme.px(480), 520))
        self.show_preview(preview)
        self.cells.setFocus()

    def _dress(self) -> None:
        headings = (_("Dòng"), _("Ô"), _("Đang có"), _("Sẽ thành"))
        dress_list(self.cells, _("Các ô sẽ thay đổi"), headings)
        self.cells.horizontalHeader().setSectionResizeMode(1, QHeaderView.ResizeMode.ResizeToContents)

    def show_preview(self, preview: PastePreview) -> None:
        """Show this preview in place of the one before."""
        self.preview = preview
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
        self.problems.setText(said(preview.problems))
        self.problems.setVisible(bool(preview.problems))
        self.confirm.setVisible(bool(preview.doubtful))
        self.confirm.setText(_("Xác nhận {n} dòng gần giống").format(n=len(preview.doubtful)))
        self.apply_button.setText(_("Dán {n} ô").format(n=preview.differing))
        self.apply_button.setEnabled(preview.differing > 0)
        self.cells.setRowCount(0)
        self.cells.setRowCount(len(shown))
        for at, cell in enumerate(shown):
            self._fill(at, cell)
        if shown:
            self.cells.setCurrentCell(0, 0)

    def _fill(self, at: int, cell: PasteCell) -> None:
        name = self._names(cell.task_id)
        after = sentence(cell.problem) if cell.problem is not None else cell.after or _("(để trống)")
        texts = (name, _(LABELS.get(cell.field, cell.field)), cell.before, after)
        for column, text in enumerate(texts):
            item = QTableWidgetItem(text.replace("\n", " ⏎ ")[:300])
            item.setFlags(Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable)
            if not column:
                item.setData(Qt.ItemDataRole.UserRole, (cell.task_id, cell.field))
                if cell.problem is None:
                    item.setFlags(item.flags() | Qt.ItemFlag.ItemIsUserCheckable)
                    item.setCheckState(Qt.CheckState.Checked)
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

    def confirm_doubtful(self) -> None:
        """The rows that only look alike are the grid's: look again with them."""
        rows: Sequence[DoubtfulRow] = self.preview.doubtful
        self._confirmed |= {one.key: one.task_id for one in rows}
        self._look(dict(self._confirmed), self._looked)

    def _looked(self, preview: Any) -> None:
        if isinstance(preview, PastePreview):
            self.show_preview(preview)

    def apply(self) -> None:
        """Put the ticked cells into the grid."""
        if self.preview.differing:
            self._apply(self.preview, self.left_out())
            self.accept()


def show_paste(
    parent: QWidget, preview: PastePreview, names: Callable[[str], str], look: Look, apply: Apply
) -> PasteDialog:
    """Open the preview; nothing is written before it is accepted."""
    dialog = PasteDialog(parent, preview, names, look, apply)
    dialog.open()
    return dialog
