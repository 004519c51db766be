""" "Bắt đầu": the three ways to begin, shown when there is no office yet."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QColor, QFont, QPainter, QPaintEvent
from PySide6.QtWidgets import QDialog, QPushButton, QVBoxLayout, QWidget

from nq57desk.gui import symbols, theme
from nq57desk.gui.widgets.plain import label, push, row
from nq57desk.wording import _

_RECENT = 3


class WayButton(QPushButton):
    """A large button: a symbol, the way's name, a line about it."""

    def __init__(self, words: str, more: str, symbol: str) -> None:
        super().__init__()
        self._words, self._more, self._symbol = words, more, symbol
        self.setAccessibleName(words)
        self.setAccessibleDescription(more)
        self.setAutoDefault(True)
        self.setMinimumHeight(self.fontMetrics().height() * 2 + 26)

    def paintEvent(self, event: QPaintEvent) -> None:
        """The button's own frame, then symbol and both lines."""
        super().paintEvent(event)
        painter = QPainter(self)
        middle = self.height() // 2
        painter.drawPixmap(16, middle - 11, symbols.pixmap(self._symbol, theme.ACCENT, 22, self.devicePixelRatioF()))
        line = self.fontMetrics().height()
        font = QFont(self.font())
        font.setWeight(QFont.Weight.DemiBold)
        painter.setFont(font)
        painter.setPen(QColor(theme.TEXT))
        painter.drawText(54, middle - line - 1, self.width() - 64, line + 2, Qt.AlignmentFlag.AlignLeft, self._words)
        painter.setFont(self.font())
        painter.setPen(QColor(theme.SECONDARY))
        more = painter.fontMetrics().elidedText(self._more, Qt.TextElideMode.ElideMiddle, self.width() - 64)
        painter.drawText(54, middle + 1, self.width() - 64, line + 2, Qt.AlignmentFlag.AlignLeft, more)
        painter.end()


class StartDialog(QDialog):
    """Says which way was chosen; doing it is the frame's business."""

    set_up = Signal()
    try_sample = Signal()
    move_in = Signal()
    reopen = Signal(object)
    """With the folder of an office opened before."""

    def __init__(self, parent: QWidget, recent: tuple[tuple[str, Path], ...] = (), waiting: str = "") -> None:
        super().__init__(parent)
        self.setWindowTitle(_("Bắt đầu"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setMinimumWidth(theme.px(560))
        picture = label()
        picture.setPixmap(symbols.pixmap("app", theme.ACCENT, theme.px(56)))
        name = label("NQ57 Desk", "title")
        about = label(
            _(
                "Theo dõi kế hoạch thực hiện Nghị quyết 57-NQ/TW ở xã, phường, đặc khu. "
                "Không cần mạng, không cần tài khoản."
            ),
            "quiet",
            wrap=True,
        )
        texts = QVBoxLayout()
        texts.setSpacing(4)
        texts.addStretch(1)
        texts.addWidget(name)
        texts.addWidget(about)
        texts.addStretch(1)
        head = row(picture, spacing=16)
        head.addLayout(texts, 1)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(22, 20, 22, 16)
        outer.setSpacing(8)
        outer.addLayout(head)
        outer.addSpacing(8)
        self.waiting = label(wrap=True, selectable=True)
        self.say_waiting(waiting)
        outer.addWidget(self.waiting)
        self.buttons = (
            self._way(_("Thiết lập cơ quan của tôi"), _("Một biểu ngắn: đơn vị, máy này dùng để làm gì."), "add"),
            self._way(_("Xem thử với đơn vị mẫu"), _("Số liệu giả của một phường không có thật."), "overview"),
            self._way(
                _("Mở bản sao lưu, chuyển từ máy khác…"),
                _("Kiểm tra trước, rồi khôi phục vào thư mục mới; không ghi đè dữ liệu nào."),
                "folder",
            ),
        )
        for button, signal in zip(self.buttons, (self.set_up, self.try_sample, self.move_in), strict=True):
            button.clicked.connect(signal)
            outer.addWidget(button)
        self.recent_buttons: list[WayButton] = []
        for name_, folder in recent[:_RECENT]:
            again = self._way(_("Mở lại {name}").format(name=name_), str(folder), "section")
            again.clicked.connect(lambda _checked=False, folder=folder: self.reopen.emit(folder))
            self.recent_buttons.append(again)
            outer.addWidget(again)
        self.close_button = push(_("Đóng"))
        self.close_button.clicked.connect(self.reject)
        outer.addSpacing(6)
        outer.addLayout(row(None, self.close_button))
        self.buttons[0].setFocus()

    def say_waiting(self, text: str) -> None:
        """Which files wait for an office; no line where none do."""
        self.waiting.setText(text)
        self.waiting.setVisible(bool(text))

    def _way(self, words: str, more: str, symbol: str) -> WayButton:
        return WayButton(words, more, symbol)
