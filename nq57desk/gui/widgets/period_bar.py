"""‹ Tháng 11/2026 ▾ ›: the reported month that a page shows."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QToolButton, QWidget

from nq57desk.domain.periods import Period, following, preceding
from nq57desk.gui import symbols, words
from nq57desk.gui.widgets.plain import Choice
from nq57desk.wording import _

_BACK = 17


class PeriodBar(QWidget):
    """A month with its neighbours a click or Ctrl+PgUp and Ctrl+PgDn away."""

    changed = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._wanted = ""
        self.choice = Choice()
        self.choice.setAccessibleName(_("Kỳ báo cáo"))
        self.choice.currentIndexChanged.connect(self._moved)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(2)
        layout.addWidget(self._arrow("left", _("Kỳ trước"), -1))
        layout.addWidget(self.choice)
        layout.addWidget(self._arrow("right", _("Kỳ sau"), 1))

    def _arrow(self, symbol: str, name: str, step: int) -> QToolButton:
        button = QToolButton()
        button.setIcon(symbols.icon(symbol))
        button.setAccessibleName(name)
        button.setToolTip(name)
        button.clicked.connect(lambda: self.step(step))
        return button

    @property
    def period(self) -> str:
        """The code of the month shown, "" before it is known."""
        return str(self.choice.currentData() or "")

    def offer(self, now: Period) -> None:
        """Offer the months around the present one; the first call chooses the present one."""
        if self.choice.count():
            return
        months = [following(now), now]
        for _step in range(_BACK):
            months.append(preceding(months[-1]))
        blocked = self.choice.blockSignals(True)
        for month in reversed(months):
            self.choice.addItem(words.capital(words.period_words(month.code)), month.code)
        self.choice.setCurrentIndex(self.choice.findData(now.code))
        self.choice.blockSignals(blocked)
        self.show_period(self._wanted)

    def show_period(self, code: str) -> None:
        """Show the month with this code if it is offered; before any is, once it is."""
        if not self.choice.count():
            self._wanted = code
        at = self.choice.findData(code)
        if at >= 0:
            self.choice.setCurrentIndex(at)

    def step(self, by: int) -> None:
        """One month back (-1) or on (1)."""
        at = self.choice.currentIndex() + by
        if 0 <= at < self.choice.count():
            self.choice.setCurrentIndex(at)

    def _moved(self, _at: int) -> None:
        if self.period:
            self.changed.emit(self.period)
