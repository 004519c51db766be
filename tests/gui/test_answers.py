"""An answer that comes after its dialog was closed."""

from __future__ import annotations

from functools import partial

import pytest
import shiboken6
from PySide6.QtWidgets import QLabel

from nq57desk.gui.answers import to_the_living

pytestmark = pytest.mark.usefixtures("qapp")


def test_an_answer_reaches_the_view_that_asked() -> None:
    label = QLabel()
    for call in (label.setText, lambda text: label.setText(text), partial(QLabel.setText, label)):
        to_the_living(call)("có")
        assert label.text() == "có"
        label.clear()


def test_an_answer_for_a_closed_view_is_dropped() -> None:
    label, heard = QLabel(), list[str]()

    def both(text: str) -> None:
        heard.append(text)
        label.setText(text)

    calls = [to_the_living(label.setText), to_the_living(both), to_the_living(lambda text: both(text))]
    shiboken6.delete(label)
    for call in calls:
        call("muộn")
    assert heard == []
