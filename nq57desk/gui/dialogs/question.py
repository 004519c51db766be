"""Questions before what cannot easily be taken back: the answer is a verb, the safe one is the default."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QVBoxLayout, QWidget

from nq57desk.gui import symbols, theme
from nq57desk.gui.widgets.plain import label, push, row
from nq57desk.wording import _


class Question(QDialog):
    """A sentence, a verb, and "Hủy bỏ" (or ``safe``), which Esc and Enter choose; without a verb only "Đóng"."""

    def __init__(
        self,
        parent: QWidget | None,
        text: str,
        verb: str,
        detail: str = "",
        symbol: str = "note",
        *,
        safe: str = "",
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle("NQ57 Desk")
        sign = label()
        sign.setPixmap(symbols.pixmap(symbol, theme.ACCENT if symbol == "note" else theme.WARNING.border, 28))
        sign.setAlignment(Qt.AlignmentFlag.AlignTop)
        words = label(text, wrap=True, selectable=True)
        words.setFixedWidth(440)
        self.cancel_button = push(safe or (_("Hủy bỏ") if verb else _("Đóng")), main=True)
        self.cancel_button.clicked.connect(self.reject)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(18, 16, 18, 14)
        outer.setSpacing(12)
        outer.addLayout(row(sign, words, spacing=14))
        if detail:
            outer.addWidget(label(detail, "quiet", wrap=True, selectable=True))
        buttons = row(None)
        self.verb_button = push(verb)
        self.verb_button.clicked.connect(self.accept)
        if verb:
            buttons.addWidget(self.verb_button)
        buttons.addWidget(self.cancel_button)
        outer.addLayout(buttons)
        self.cancel_button.setFocus()


def ask(parent: QWidget, text: str, verb: str) -> bool:
    """Whether the person chose the verb."""
    return Question(parent, text, verb).exec() == QDialog.DialogCode.Accepted


def tell(parent: QWidget, text: str, detail: str = "", symbol: str = "note") -> Question:
    """Say something that needs no answer; does not wait."""
    said = Question(parent, text, "", detail, symbol)
    said.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    said.open()
    return said
