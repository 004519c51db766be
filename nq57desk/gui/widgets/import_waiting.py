"""What an import page shows while there are no rows to show: a sentence, and only the buttons that help now."""

from __future__ import annotations

from PySide6.QtWidgets import QPushButton, QWidget

from nq57desk.gui import theme
from nq57desk.gui.widgets.plain import Empty, push
from nq57desk.wording import _


class ImportWaiting(Empty):
    """Reading, not readable (M04, M05, M07), or nothing new (M09)."""

    def __init__(self, parent: QWidget | None = None) -> None:
        self.back = push(_("Hủy bỏ"))
        self.again = push(_("Thử lại"), main=True)
        self.choose = push(_("Tự chọn bảng và cột"), main=True)
        self.look = push(_("Vẫn xem lại"))
        super().__init__("", self.back, self.again, self.choose, self.look, parent=parent)
        self.say("")

    def say(self, text: str, *helping: QPushButton) -> None:
        """Show the sentence with these buttons beside the one that goes back; the first of them gets the focus."""
        self.words.setText(text)
        self.words.setFixedWidth(theme.px(600))
        self.words.setMinimumHeight(max(0, self.words.heightForWidth(theme.px(600))))
        self.back.setText(_("Đóng") if self.look in helping else _("Hủy bỏ"))
        for button in (self.again, self.choose, self.look):
            button.setVisible(button in helping)
        focused = self.back if self.look in helping else next(iter(helping), None)
        if focused is not None and self.isVisible():
            focused.setFocus()
