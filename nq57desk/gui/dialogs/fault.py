"""The one dialog for an unforeseen fault: a report was saved, the work goes on."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtWidgets import QWidget

from nq57desk.gui.dialogs.question import Question, tell
from nq57desk.wording import _


def show_fault(parent: QWidget, error: BaseException, report: Path | None) -> Question:
    """Show the dialog over its parent; does not wait."""
    text = _(
        "Có việc chưa làm được do một sự cố của phần mềm. Dữ liệu đã lưu còn nguyên, có thể làm việc tiếp. "
        "Nếu lặp lại, gửi tệp báo cáo dưới đây cho người hỗ trợ; trong tệp không có số liệu của cơ quan."
    )
    kind = type(error).__name__
    return tell(parent, text, f"{report}\n{kind}" if report is not None else kind, "warning")
