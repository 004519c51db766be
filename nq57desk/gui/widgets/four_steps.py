"""The four steps of a bundle: chốt kỳ, xuất gói, đã chuyển, biên nhận. It cannot be read as finished before the last."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QGridLayout, QWidget

from nq57desk.gui import symbols, theme
from nq57desk.gui.widgets.plain import label
from nq57desk.wording import _


@dataclass(frozen=True, slots=True)
class ShownStep:
    """One step: its name, whether it is "done", "now", "ahead" or in "trouble", and what is known of it."""

    name: str
    state: str
    told: str = ""


_SIGNS = {
    "done": ("done", theme.GOOD.text),
    "now": ("in_progress", theme.ACCENT),
    "ahead": ("not_started", theme.SECONDARY),
    "trouble": ("warning", theme.WARNING.text),
}


class FourSteps(QFrame):
    """The steps side by side, joined by lines."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("tone", "card")
        self.grid = QGridLayout(self)
        self.grid.setContentsMargins(14, 8, 14, 8)
        self.grid.setHorizontalSpacing(8)
        self.grid.setVerticalSpacing(1)
        self.steps: tuple[ShownStep, ...] = ()

    def show_steps(self, steps: Sequence[ShownStep]) -> None:
        """Show these from now on."""
        self.steps = tuple(steps)
        while (item := self.grid.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.deleteLater()
        for place, step in enumerate(steps):
            self._add(place, step, last=place == len(steps) - 1)
        said = "; ".join(f"{n}. {step.name}: {step.told or self._state(step)}" for n, step in enumerate(steps, start=1))
        self.setAccessibleName(said)

    def _state(self, step: ShownStep) -> str:
        return _("xong") if step.state == "done" else _("chưa xong")

    def _add(self, place: int, step: ShownStep, *, last: bool) -> None:
        column = place * 3
        symbol, colour = _SIGNS[step.state]
        sign = label()
        sign.setPixmap(symbols.pixmap(symbol, colour, theme.px(18), self.devicePixelRatioF()))
        name = label(f"{place + 1}. {step.name}", "heading" if step.state in ("now", "trouble") else "")
        told = label(step.told, "quiet", wrap=True)
        self.grid.addWidget(sign, 0, column, Qt.AlignmentFlag.AlignVCenter)
        self.grid.addWidget(name, 0, column + 1)
        self.grid.addWidget(told, 1, column + 1, Qt.AlignmentFlag.AlignTop)
        if not last:
            line = QFrame()
            line.setFixedHeight(2)
            line.setMinimumWidth(theme.px(14))
            line.setStyleSheet(f"background: {theme.GOOD.text if step.state == 'done' else theme.LINE};")
            self.grid.addWidget(line, 0, column + 2, Qt.AlignmentFlag.AlignVCenter)
            self.grid.setColumnStretch(column + 2, 1)
        self.grid.setColumnStretch(column + 1, 3)
