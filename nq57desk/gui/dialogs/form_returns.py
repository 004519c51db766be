"""Returned forms before they count: which files were read, what waits for a person, each cell old → new."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QDialog,
    QFormLayout,
    QFrame,
    QHeaderView,
    QScrollArea,
    QTableWidget,
    QTableWidgetItem,
    QVBoxLayout,
    QWidget,
)

from nq57desk.gui import theme, words
from nq57desk.gui.models.form_changes import ChangeLine
from nq57desk.gui.pages.page import said
from nq57desk.gui.widgets.lists import dress_list
from nq57desk.gui.widgets.plain import Choice, label, push, row
from nq57desk.gui.widgets.told import resize_to
from nq57desk.sentences import where
from nq57desk.usecases.form_returns import Doubtful, FileResult
from nq57desk.usecases.forms import FormsPreview
from nq57desk.wording import _, mark

_REASONS = {
    "lost_row": mark("Mất mã dòng, chưa rõ là dòng nào"),
    "other_row": mark("Mã và tên không khớp nhau"),
    "no_state": mark("Có kết quả nhưng chưa ghi trạng thái"),
    "unknown_state": mark("Trạng thái không có trong danh sách"),
    "conflict": mark("Hai phiếu ghi khác nhau"),
    "recorded": mark("Đã có số liệu của phiếu khác"),
}
_OUTCOMES = {"read": mark("đã đọc"), "refused": mark("không nhận"), "same_file": mark("trùng tệp khác")}


class FormReturnsDialog(QDialog):
    """Shows one preview of many forms."""

    confirmed = Signal(object)
    """With the answers to the doubts, by key."""
    apply_it = Signal(object)
    given_up = Signal(object)

    def __init__(self, parent: QWidget, preview: FormsPreview, changes: Sequence[ChangeLine], period: str = "") -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(_("Phiếu đã điền"))
        self.preview, self.period = preview, period
        self.answers: dict[str, str] = {}
        self.choices: dict[str, Choice] = {}
        self.words = label("", wrap=True)
        self.problems = label("", "error", wrap=True, selectable=True)
        self.doubts = QScrollArea()
        self.doubts.setWidgetResizable(True)
        self.doubts.setFrameShape(QFrame.Shape.NoFrame)
        self.doubts.setMaximumHeight(theme.px(150))
        self.table = QTableWidget(0, 4)
        self._dress()
        self.confirm = push(_("Xác nhận các dòng chờ"))
        self.confirm.clicked.connect(self._confirm)
        self.cancel_button = push(_("Hủy bỏ"))
        self.cancel_button.clicked.connect(self.reject)
        self.apply_button = push(_("Ghi"), main=True)
        self.apply_button.clicked.connect(self.apply)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(18, 14, 18, 14)
        outer.setSpacing(8)
        for part in (self.words, self.problems, self.doubts):
            outer.addWidget(part)
        outer.addWidget(self.table, 1)
        outer.addLayout(row(self.confirm, None, self.cancel_button, self.apply_button))
        for keys in ("Ctrl+Return", "Ctrl+Enter"):
            QShortcut(QKeySequence(keys), self, self.apply)
        resize_to(self, 940, 500)
        self.rejected.connect(lambda: self.given_up.emit(self.preview))
        self.show_preview(preview, changes)
        self.table.setFocus()

    def _dress(self) -> None:
        headings = (_("Dòng"), _("Ô"), _("Đang có"), _("Phiếu ghi"))
        dress_list(self.table, _("Các ô sẽ thay đổi"), headings)
        self.table.horizontalHeader().setSectionResizeMode(1, QHeaderView.ResizeMode.ResizeToContents)

    def show_preview(self, preview: FormsPreview, changes: Sequence[ChangeLine]) -> None:
        """Show what the forms would change."""
        self.preview = preview
        files = "\n".join(_file_words(one, self.period) for one in preview.files)
        counted = words.counts_words(preview.counts)
        self.words.setText(f"{files}\n" + _("{counts}. Chưa ghi gì.").format(counts=counted))
        found = tuple(dict.fromkeys((*preview.problems, *(p for one in preview.files for p in one.problems))))
        self.problems.setText(said(found))
        self.problems.setVisible(bool(found))
        self._ask(preview.doubtful)
        self.table.setRowCount(0)
        self.table.setRowCount(len(changes))
        for at, line in enumerate(changes):
            for column, text in enumerate(line):
                self.table.setItem(at, column, QTableWidgetItem(text.replace("\n", " ⏎ ")[:300]))
        self.apply_button.setText(_("Ghi {n} ô").format(n=len(changes)))
        self.apply_button.setEnabled(bool(changes) or any(one.outcome == "read" for one in preview.files))

    def _ask(self, doubtful: Sequence[Doubtful]) -> None:
        holder = QWidget()
        form = QFormLayout(holder)
        self.choices = {}
        for one in doubtful:
            choice = Choice()
            choice.addItem(_("Chưa rõ, để lại dòng này"), None)
            for each in one.choices:
                choice.addItem(each.label[:120], each.value)
            choice.setCurrentIndex(max(0, choice.findData(one.suggested) if one.suggested else 0))
            self.choices[one.key] = choice
            place = where(one.place)
            reason = _(_REASONS.get(one.reason, one.reason))
            title = label(f"{reason}{f' ({place})' if place else ''}: {one.text[:160]}", wrap=True)
            choice.setAccessibleName(title.text())
            form.addRow(title, choice)
        self.doubts.setWidget(holder)
        self.doubts.setVisible(bool(doubtful))
        self.confirm.setVisible(bool(doubtful))

    def _confirm(self) -> None:
        """What was chosen counts from now on; look again with it."""
        self.answers |= {
            key: str(choice.currentData()) for key, choice in self.choices.items() if choice.currentData() is not None
        }
        self.confirmed.emit(dict(self.answers))

    def apply(self) -> None:
        """Record everything that is shown as certain."""
        if self.apply_button.isEnabled():
            self.apply_button.setEnabled(False)
            self.apply_it.emit(self.preview)

    def done_with(self) -> None:
        """It is recorded."""
        self.accept()


def _file_words(one: FileResult, period: str) -> str:
    outcome = _(_OUTCOMES.get(one.outcome, one.outcome))
    who = f" – {one.body}" if one.body else ""
    if one.period and period and one.period != period:
        who += _(", kỳ {period}").format(period=words.period_words(one.period))
    answered = _(", trả lời {n}/{of} dòng").format(n=len(one.answered), of=one.asked) if one.outcome == "read" else ""
    return f"{one.file}{who}: {outcome}{answered}"
