"""The four steps of a bundle: chốt kỳ, xuất gói, đã chuyển, biên nhận; not to be read as finished before the last."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QGridLayout, QLabel, QWidget

from nq57desk.gui import symbols, theme
from nq57desk.gui.widgets.plain import label
from nq57desk.wording import _

COUNT = 4


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
        self.steps: tuple[ShownStep, ...] = ()
        self._signs: list[QLabel] = []
        self._names: list[QLabel] = []
        self._told: list[QLabel] = []
        self._lines: list[QFrame] = []
        grid = QGridLayout(self)
        grid.setContentsMargins(14, 8, 14, 8)
        grid.setHorizontalSpacing(8)
        grid.setVerticalSpacing(1)
        for place in range(COUNT):
            self._add(grid, place)

    def _add(self, grid: QGridLayout, place: int) -> None:
        column = place * 3
        sign, name, told = label(), label(), label("", "quiet", wrap=True)
        grid.addWidget(sign, 0, column, Qt.AlignmentFlag.AlignVCenter)
        grid.addWidget(name, 0, column + 1)
        grid.addWidget(told, 1, column + 1, Qt.AlignmentFlag.AlignTop)
        grid.setColumnStretch(column + 1, 3)
        self._signs.append(sign)
        self._names.append(name)
        self._told.append(told)
        if place < COUNT - 1:
            line = QFrame()
            line.setFixedHeight(2)
            line.setMinimumWidth(theme.px(14))
            grid.addWidget(line, 0, column + 2, Qt.AlignmentFlag.AlignVCenter)
            grid.setColumnStretch(column + 2, 1)
            self._lines.append(line)

    def show_steps(self, steps: Sequence[ShownStep]) -> None:
        """Show these from now on."""
        self.steps = tuple(steps)
        for place, step in enumerate(self.steps):
            symbol, colour = _SIGNS[step.state]
            self._signs[place].setPixmap(symbols.pixmap(symbol, colour, theme.px(18), self.devicePixelRatioF()))
            self._names[place].setText(f"{place + 1}. {step.name}")
            font = self._names[place].font()
            font.setBold(step.state in ("now", "trouble"))
            self._names[place].setFont(font)
            self._told[place].setText(step.told)
            if place < COUNT - 1:
                ink = theme.GOOD.text if step.state == "done" else theme.LINE
                self._lines[place].setStyleSheet(f"background: {ink};")
        said = "; ".join(f"{n}. {step.name}: {step.told or _state(step)}" for n, step in enumerate(self.steps, start=1))
        self.setAccessibleName(said)


def _state(step: ShownStep) -> str:
    return _("xong") if step.state == "done" else _("chưa xong")
