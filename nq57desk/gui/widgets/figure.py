"""A figure with its symbol and words, as a card that opens the list behind it."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFont, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from nq57desk.gui import symbols, theme


class Figure(QWidget):
    """A symbol, a figure and its words; Enter or a click opens the list behind it."""

    opened = Signal()

    def __init__(self, symbol: str, colour: str, words_: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._symbol, self._colour, self._words = symbol, colour, words_
        self.value = "–"
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.say(None)

    def say(self, value: int | None) -> None:
        """Show this figure; None where it is not known."""
        self.value = "–" if value is None else str(value)
        self.setAccessibleName(f"{self.value} {self._words}")
        self.update()

    def sizeHint(self) -> QSize:
        """Room for the figure and two lines."""
        return QSize(theme.px(200), max(theme.px(52), self.fontMetrics().lineSpacing() * 2 + 14))

    def minimumSizeHint(self) -> QSize:
        """Narrower where the window is."""
        return QSize(theme.px(120), self.sizeHint().height())

    def changeEvent(self, event: QEvent) -> None:
        """Another text size takes another room."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self.updateGeometry()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Symbol and figure, the words beside them."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setBrush(QColor(theme.PAGE))
        painter.setPen(QPen(QColor(theme.ACCENT if self.hasFocus() else theme.LINE), 2 if self.hasFocus() else 1))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), 4, 4)
        side = theme.px(20)
        picture = symbols.pixmap(self._symbol, self._colour, side, self.devicePixelRatioF())
        painter.drawPixmap(theme.px(14), (self.height() - side) // 2, picture)
        big = QFont(self.font())
        big.setPointSizeF(self.font().pointSizeF() * 1.9)
        big.setWeight(QFont.Weight.DemiBold)
        painter.setFont(big)
        painter.setPen(QColor(theme.TEXT))
        width = painter.fontMetrics().horizontalAdvance(self.value)
        left = theme.px(14) + side + theme.px(10)
        painter.drawText(QRectF(left, 0, width + 4, self.height()), Qt.AlignmentFlag.AlignVCenter, self.value)
        painter.setFont(self.font())
        painter.setPen(QColor(theme.SECONDARY))
        begin = left + width + theme.px(12)
        room = QRectF(begin, 0, self.width() - begin - 6, self.height())
        painter.drawText(room, int(Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextWordWrap), self._words)
        painter.end()

    def mouseReleaseEvent(self, _event: QMouseEvent) -> None:
        """A click opens."""
        self.opened.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter and Space open."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
            self.opened.emit()
        else:
            super().keyPressEvent(event)
