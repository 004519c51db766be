"""One indicator drawn: a bar against the target's mark, and under it twelve months as columns.

A month without data is a gap with a dot on the line, never a column of height zero.
"""

from __future__ import annotations

from decimal import Decimal

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from nq57desk.gui import theme, words
from nq57desk.gui.models.indicator_columns import reached
from nq57desk.usecases.value_sheet import ValueRow
from nq57desk.wording import _

_FULL = 125
"""The bar's right end, in per cent of the target."""
_GROUND = "#E3E7EB"
_MIDDLE_LEFT = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft


class Bullet(QWidget):
    """The bar with the target's mark, and the months under it."""

    def __init__(self) -> None:
        super().__init__()
        self._row: ValueRow | None = None
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_row(self, row: ValueRow | None) -> None:
        """Draw this indicator."""
        self._row = row
        share = None if row is None else reached(row)
        months = 0 if row is None else sum(value is not None for value in row.trend)
        self.setAccessibleName(
            _("Đạt {share}% mức giao; {n} kỳ có số liệu").format(
                share="–" if share is None else words.number(round(share, 1)), n=months
            )
        )
        self.update()

    def sizeHint(self) -> QSize:
        """A bar and a row of columns."""
        return QSize(theme.px(340), theme.px(84))

    def paintEvent(self, _event: QPaintEvent) -> None:
        """The bar above, the months below."""
        if self._row is None:
            return
        painter = QPainter(self)
        line = painter.fontMetrics().height()
        side = painter.fontMetrics().horizontalAdvance("1.000,0%") + 8
        upper = line + 4
        self._bar(painter, QRectF(0, 4, self.width(), upper), side, self._row)
        self._months(painter, QRectF(0, upper + 12, self.width() - side - 8, self.height() - upper - 14), self._row)
        painter.end()

    def _bar(self, painter: QPainter, place: QRectF, side: float, row: ValueRow) -> None:
        share = reached(row)
        bar = place.adjusted(0, 0, -side - 8, 0)
        painter.fillRect(bar, QColor(_GROUND))
        if share is not None:
            part = min(max(float(share), 0.0), _FULL) / _FULL
            colour = theme.CHART_GREEN if share >= 100 else theme.CHART_AMBER
            painter.fillRect(QRectF(bar.left(), bar.top() + 3, bar.width() * part, bar.height() - 6), QColor(colour))
            painter.setPen(QPen(QColor(theme.TEXT), 2))
            at = bar.left() + bar.width() * 100 / _FULL
            painter.drawLine(QPointF(at, bar.top() - 3), QPointF(at, bar.bottom() + 3))
        else:
            painter.setPen(QColor(theme.SECONDARY))
            painter.drawText(bar.adjusted(8, 0, 0, 0), _MIDDLE_LEFT, _why_no_bar(row))
        painter.setPen(QColor(theme.TEXT))
        text = "–" if share is None else f"{words.number(round(share, 1))}%"
        painter.drawText(QRectF(bar.right() + 8, place.top(), side, place.height()), _MIDDLE_LEFT, text)

    def _months(self, painter: QPainter, place: QRectF, row: ValueRow) -> None:
        trend = row.trend
        known = [abs(value) for value in trend if value is not None]
        most = float(max(known)) if known and max(known) > 0 else 1.0
        label = painter.fontMetrics().horizontalAdvance(_("12 kỳ")) + 10
        wide = min((place.width() - label) / max(len(trend), 1), theme.px(28))
        painter.setPen(QColor(theme.SECONDARY))
        painter.drawText(QRectF(place.left(), place.top(), label, place.height()), _MIDDLE_LEFT, _("12 kỳ"))
        left, base = place.left() + label, place.bottom()
        painter.setPen(QPen(QColor(theme.FIELD_BORDER), 1))
        painter.drawLine(QPointF(left, base), QPointF(left + wide * len(trend), base))
        for at, value in enumerate(trend):
            if value is None:
                middle = left + (at + 0.5) * wide
                painter.fillRect(QRectF(middle - 1, base - 4, 2, 2), QColor(theme.FIELD_BORDER))
                continue
            height = max(2.0, place.height() * abs(float(value)) / most)
            colour = QColor(theme.CHART_BLUE if at == len(trend) - 1 else theme.CHART_GREY)
            painter.fillRect(QRectF(left + at * wide + 2, base - height, wide - 4, height), colour)
        last: Decimal | None = trend[-1] if trend else None
        if last is not None:
            painter.setPen(QColor(theme.TEXT))
            beside = QRectF(left + wide * len(trend) + 8, place.top(), self.width(), place.height())
            painter.drawText(beside, _MIDDLE_LEFT, words.number(round(last, 2)))


def _why_no_bar(row: ValueRow) -> str:
    if row.row.actual is None:
        return _("Chưa có số liệu")
    return _("Càng thấp càng tốt, hoặc không giao bằng số")
