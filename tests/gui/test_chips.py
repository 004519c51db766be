"""Filters side by side: the chosen one has room for its bold words."""

from __future__ import annotations

from PySide6.QtGui import QFont, QFontMetrics
from pytestqt.qtbot import QtBot

from nq57desk.gui.widgets.chips import Chips


def test_the_chosen_filter_is_as_wide_as_its_bold_words(qtbot: QtBot) -> None:
    chips = Chips()
    qtbot.addWidget(chips)
    chips.add("all", "Tất cả")
    chips.add("late", "Quá hạn")
    chips.count("all", 29)
    chips.show()
    button = chips.buttons["all"]
    usual = QFontMetrics(button.font())
    bold = QFont(button.font())
    bold.setWeight(QFont.Weight.DemiBold)
    around = chips.buttons["late"].sizeHint().height() // 4
    assert button.width() >= QFontMetrics(bold).horizontalAdvance(button.text()) + around
    assert usual.horizontalAdvance(button.text()) < QFontMetrics(bold).horizontalAdvance(button.text())
