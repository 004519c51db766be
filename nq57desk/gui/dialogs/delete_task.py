"""The question before a task is deleted (M24): what stays, and that stopping may be what is meant."""

from __future__ import annotations

from PySide6.QtWidgets import QDialog, QPushButton, QWidget

from nq57desk.gui.dialogs.question import Question
from nq57desk.gui.widgets.plain import push
from nq57desk.usecases.task_list import TaskRow
from nq57desk.wording import _

STOP = 2
"""What the dialog answers when [Đặt Dừng/thay thế] was chosen."""


class DeleteQuestion(Question):
    """The safe answer is the default; the third one records the task as stopped instead."""

    def __init__(self, parent: QWidget | None, row: TaskRow, periods: int) -> None:
        name = row.name if len(row.name) <= 160 else row.name[:160] + "…"
        text = _("Xóa nhiệm vụ {number} “{name}”? Số liệu {n} kỳ vẫn được giữ, khôi phục được ở mục Đã xóa.")
        super().__init__(
            parent,
            text.format(number=row.number, name=name, n=periods),
            _("Xóa nhiệm vụ"),
            _("Nếu nhiệm vụ chỉ dừng, chọn [Đặt Dừng/thay thế]."),
            "warning",
        )
        self.stop_button: QPushButton = push(_("Đặt Dừng/thay thế"))
        self.stop_button.clicked.connect(lambda: self.done(STOP))
        line = self.layout()
        last = None if line is None else line.itemAt(line.count() - 1)
        buttons = None if last is None else last.layout()
        if buttons is not None:
            buttons.addWidget(self.stop_button)
            buttons.removeWidget(self.cancel_button)
            buttons.addWidget(self.cancel_button)
        self.cancel_button.setFocus()


def ask_delete(parent: QWidget, row: TaskRow, periods: int) -> int:
    """Accepted: delete. STOP: record it as stopped. Anything else: nothing."""
    return DeleteQuestion(parent, row, periods).exec()


def is_delete(answer: int) -> bool:
    """Whether the answer was to delete."""
    return answer == QDialog.DialogCode.Accepted
