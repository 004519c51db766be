"""A row of filters of which one is on: "Tất cả 60 │ Chưa cập nhật 9 │ Quá hạn 4"."""

from __future__ import annotations

from PySide6.QtCore import QSize, Signal
from PySide6.QtGui import QFont, QFontMetrics
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QPushButton, QWidget

from nq57desk.gui import theme


class _Chip(QPushButton):
    """As wide as its words are when it is chosen, for they are bold then."""

    def sizeHint(self) -> QSize:
        """The usual one, and what bold letters take more."""
        bold = QFont(self.font())
        bold.setWeight(QFont.Weight.DemiBold)
        more = QFontMetrics(bold).horizontalAdvance(self.text()) - self.fontMetrics().horizontalAdvance(self.text())
        return super().sizeHint() + QSize(max(0, more), 0)

    def minimumSizeHint(self) -> QSize:
        """No narrower."""
        return self.sizeHint()


class Chips(QWidget):
    """Filters by name; Alt+1… chooses them."""

    chosen = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.buttons: dict[str, QPushButton] = {}
        self._words: dict[str, str] = {}
        self._group = QButtonGroup(self)
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(6)
        self._row.addStretch(1)

    def add(self, name: str, words: str) -> None:
        """Add a filter at the right end."""
        button = _Chip(words)
        button.setCheckable(True)
        button.setAutoDefault(False)
        button.setShortcut(f"Alt+{len(self.buttons) + 1}")
        button.setStyleSheet(
            f"QPushButton:checked {{ background: {theme.SELECTION}; border-color: {theme.ACCENT}; font-weight: 600; }}"
        )
        button.clicked.connect(lambda: self.chosen.emit(name))
        self.buttons[name], self._words[name] = button, words
        self._group.addButton(button)
        self._row.insertWidget(len(self.buttons) - 1, button)
        if len(self.buttons) == 1:
            button.setChecked(True)

    @property
    def current(self) -> str:
        """The filter that is on."""
        return next((name for name, button in self.buttons.items() if button.isChecked()), "")

    def choose(self, name: str) -> None:
        """Switch a filter on as if it had been clicked."""
        self.buttons[name].setChecked(True)
        self.chosen.emit(name)

    def count(self, name: str, n: int) -> None:
        """Write a figure behind a filter's words; the keys stay as they are."""
        button = self.buttons[name]
        keys = button.shortcut()
        button.setText(f"{self._words[name]}  {n}")
        button.setShortcut(keys)
