"""Words that make do with their room: a line cut with the whole one behind it, a sentence wrapped and never cut."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget

from nq57desk.gui import theme
from nq57desk.gui.models.rows import plain_tip

_LINE = int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
_WRAPPED = _LINE | int(Qt.TextFlag.TextWordWrap)


def resize_to(dialog: QWidget, width: int, height: int) -> None:
    """Make a dialog as large as it wants to be at 100 %, larger with the text, and never larger than the screen."""
    room, parent = dialog.screen().availableSize(), dialog.parentWidget()
    if parent is not None:
        room = room.expandedTo(parent.window().size())
    dialog.resize(QSize(theme.px(width), theme.px(height)).boundedTo(QSize(room.width() - 40, room.height() - 60)))


class Aside(QLabel):
    """A quiet line of plain text that takes the room it gets: what does not fit ends in "…", its tip has the whole.

    With ``lines`` the room is that of so many lines, and the words are wrapped before they are cut.
    """

    def __init__(self, text: str = "", tone: str = "quiet", parent: QWidget | None = None, *, lines: int = 1) -> None:
        super().__init__(parent)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setProperty("tone", tone)
        self._lines = lines
        self.setText(text)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)

    def minimumSizeHint(self) -> QSize:
        """As high as its lines however many of them the words take now, so that nothing jumps under the cursor."""
        found = super().minimumSizeHint()
        return found if self._lines == 1 else QSize(0, self._lines * self.fontMetrics().lineSpacing())

    def sizeHint(self) -> QSize:
        """Likewise."""
        found = super().sizeHint()
        return found if self._lines == 1 else QSize(found.width(), self._lines * self.fontMetrics().lineSpacing())

    def _shown(self) -> str:
        """What there is room for; a wrapped line leaves some room empty at its end."""
        text, metrics, room = self.text(), self.fontMetrics(), self.contentsRect()
        if self._lines == 1:
            return metrics.elidedText(text, Qt.TextElideMode.ElideRight, room.width())
        wide = room.width() * self._lines
        while wide > 0 and metrics.boundingRect(room, _WRAPPED, text).height() > room.height():
            wide -= max(8, room.width() // 12)
            text = metrics.elidedText(self.text(), Qt.TextElideMode.ElideRight, wide)
        return text

    def paintEvent(self, event: QPaintEvent) -> None:
        """As any label where all of it fits."""
        room, words = self.contentsRect(), self._shown()
        cut = words != self.text()
        if bool(self.toolTip()) != cut:
            self.setToolTip(plain_tip(self.text()) if cut else "")
        if not cut and self._lines == 1:
            super().paintEvent(event)
            return
        painter = QPainter(self)
        painter.setPen(self.palette().color(self.foregroundRole()))
        painter.drawText(room, _WRAPPED if self._lines > 1 else _LINE, words)
        painter.end()


class Sentence(QLabel):
    """A wrapped sentence in the middle, as wide as a line is read and as high as its words are."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setWordWrap(True)
        self.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.setFixedWidth(theme.px(600))
        self.setText(text)

    def changeEvent(self, event: QEvent) -> None:
        """A line is longer in larger letters."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self.setFixedWidth(theme.px(600))
