"""Three values of one field side by side, each with who, when and which bundle; the one in use is marked."""

from __future__ import annotations

from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPlainTextEdit, QVBoxLayout, QWidget

from nq57desk.domain.vietnamese import visible
from nq57desk.gui import theme
from nq57desk.gui.models import conflict_words
from nq57desk.gui.models.conflict_sources import Headings
from nq57desk.gui.widgets.plain import label
from nq57desk.usecases.conflict_sheet import ConflictRow
from nq57desk.wording import _


class ValueCard(QFrame):
    """One value; its text can be read with the keyboard and scrolled, never changed."""

    def __init__(self, heading: str) -> None:
        super().__init__()
        self.setProperty("tone", "card")
        self.heading: QLabel = label(heading, "heading", wrap=True)
        self.value = QPlainTextEdit()
        self.value.setReadOnly(True)
        self.value.setTabChangesFocus(True)
        self.value.setMinimumHeight(theme.px(84))
        self.origin: QLabel = label("", "quiet", wrap=True)
        self.used: QLabel = label("", "heading")
        inner = QVBoxLayout(self)
        inner.setContentsMargins(10, 8, 10, 8)
        inner.setSpacing(4)
        inner.addWidget(self.heading)
        inner.addWidget(self.value, 1)
        inner.addWidget(self.origin)
        inner.addWidget(self.used)

    def show_value(self, text: str, origin: str, *, used: bool) -> None:
        """What it holds now."""
        self.value.setPlainText(visible(text))
        self.value.setAccessibleName(f"{self.heading.text()}: {visible(text)}")
        self.origin.setText(visible(origin))
        self.used.setText(_("✓ đang dùng") if used else "")
        self.used.setAccessibleName(_("đang dùng") if used else "")


class ThreeValues(QWidget):
    """Base, one side, the other side."""

    def __init__(self, headings: Headings) -> None:
        super().__init__()
        self.cards = tuple(ValueCard(text) for text in (headings.base, headings.a, headings.b))
        beside = QHBoxLayout(self)
        beside.setContentsMargins(0, 0, 0, 0)
        beside.setSpacing(8)
        for each in self.cards:
            beside.addWidget(each, 1)

    def show_row(self, row: ConflictRow, *, here: bool) -> None:
        """The values of one conflict; ``here``: what has no bundle is in place on this machine."""
        one = row.conflict
        taken = one.taken
        told = (
            (one.base, row.base, False),
            (one.a, row.a, taken == "a"),
            (one.b, row.b, taken == "b"),
        )
        for at, (each, (text, wrote, used)) in enumerate(zip(self.cards, told, strict=True)):
            words = conflict_words.value_words(one.kind, one.field, text)
            origin = conflict_words.origin_words(wrote, here=here and at == 1)
            each.show_value(words, origin, used=used)
