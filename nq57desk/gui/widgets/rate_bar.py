"""How many of the month's tasks are updated, against the mark that must be reached."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from nq57desk.domain.update_rate import UpdateRate
from nq57desk.gui import theme
from nq57desk.wording import _

_BAR = 420


def rate_words(rate: UpdateRate) -> str:
    """ "48/60 = 80,0% · cần thêm 6 để đạt 90%"."""
    if not rate.of:
        return _("Kỳ này không có nhiệm vụ nào phải cập nhật.")
    text = f"{rate.updated}/{rate.of} = {rate.percent}"
    if rate.needed:
        return text + " · " + _("cần thêm {n} để đạt {threshold}%").format(n=rate.needed, threshold=rate.threshold)
    return text + " · " + _("đạt mức {threshold}%").format(threshold=rate.threshold)


class RateBar(QWidget):
    """A bar with the mark at the threshold and the fraction in words."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._rate: UpdateRate | None = None
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_rate(self, rate: UpdateRate) -> None:
        """Show this rate."""
        self._rate = rate
        self.setAccessibleName(_("Tỷ lệ cập nhật: {words}").format(words=rate_words(rate)))
        self.update()

    def sizeHint(self) -> QSize:
        """One line."""
        return QSize(_BAR + 300, self.fontMetrics().height() + 8)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """The bar, the mark, the words."""
        rate = self._rate
        if rate is None:
            return
        painter = QPainter(self)
        height = 14
        top = (self.height() - height) / 2
        painter.fillRect(QRectF(0, top, _BAR, height), QColor("#E3E7EB"))
        if rate.of:
            colour = theme.CHART_GREEN if rate.reached else theme.CHART_AMBER
            painter.fillRect(QRectF(0, top, _BAR * rate.updated / rate.of, height), QColor(colour))
        painter.setPen(QPen(QColor(theme.TEXT), 2))
        at = _BAR * rate.threshold / 100
        painter.drawLine(int(at), int(top) - 3, int(at), int(top) + height + 3)
        painter.setPen(QColor(theme.TEXT))
        words = QRectF(_BAR + 12, 0, self.width() - _BAR - 12, self.height())
        painter.drawText(words, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, rate_words(rate))
        painter.end()
