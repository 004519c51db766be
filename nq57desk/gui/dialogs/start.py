""" "Bắt đầu": the three ways to begin, shown when there is no office yet."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QCommandLinkButton, QDialog, QVBoxLayout, QWidget

from nq57desk.gui import symbols, theme
from nq57desk.gui.widgets.plain import label, push, row
from nq57desk.wording import _


class StartDialog(QDialog):
    """Says which way was chosen; doing it is the frame's business."""

    set_up = Signal()
    try_sample = Signal()
    open_folder = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setWindowTitle(_("Bắt đầu"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setMinimumWidth(560)
        picture = label()
        picture.setPixmap(symbols.pixmap("app", theme.ACCENT, 56))
        name = label("NQ57 Desk", "title")
        about = label(
            _(
                "Theo dõi kế hoạch thực hiện Nghị quyết 57-NQ/TW ở xã, phường, đặc khu. Không cần mạng, không cần tài khoản."
            ),
            "quiet",
            wrap=True,
        )
        texts = QVBoxLayout()
        texts.addWidget(name)
        texts.addWidget(about)
        head = row(picture, spacing=16)
        head.addLayout(texts, 1)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(22, 20, 22, 16)
        outer.setSpacing(8)
        outer.addLayout(head)
        outer.addSpacing(8)
        self.buttons = (
            self._way(_("Thiết lập cơ quan của tôi"), _("Một biểu ngắn: đơn vị, máy này dùng để làm gì."), "add"),
            self._way(
                _("Xem thử với đơn vị mẫu"), _("Số liệu giả của một phường không có thật, để riêng."), "overview"
            ),
            self._way(_("Mở thư mục có sẵn…"), _("Thư mục dữ liệu của đơn vị đã dùng phần mềm này."), "folder"),
        )
        for button, signal in zip(self.buttons, (self.set_up, self.try_sample, self.open_folder), strict=True):
            button.clicked.connect(signal)
            outer.addWidget(button)
        self.close_button = push(_("Đóng"))
        self.close_button.clicked.connect(self.reject)
        outer.addSpacing(6)
        outer.addLayout(row(None, self.close_button))
        self.buttons[0].setFocus()

    def _way(self, words: str, more: str, symbol: str) -> QCommandLinkButton:
        button = QCommandLinkButton(words, more)
        button.setIcon(symbols.icon(symbol, theme.ACCENT, 24))
        button.setIconSize(QSize(24, 24))
        button.setAccessibleName(words)
        button.setAutoDefault(True)
        button.setCursor(Qt.CursorShape.PointingHandCursor)
        return button
