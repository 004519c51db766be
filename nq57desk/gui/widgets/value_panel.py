"""The panel below the indicators: the whole name, the value as a bar against its target, twelve months as columns.

Months without data are left out of the drawing, never drawn as zero.
"""

from __future__ import annotations

from decimal import Decimal

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QFrame, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from nq57desk.gui import theme, words
from nq57desk.gui.models.indicator_columns import reached
from nq57desk.gui.widgets.plain import label
from nq57desk.usecases.value_sheet import ValueRow
from nq57desk.wording import _

_FULL = 125
"""The bar's right end, in per cent of the target."""


class ValuePanel(QFrame):
    """Shows one indicator."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("tone", "card")
        self.name = label(wrap=True, selectable=True)
        self.facts = label(tone="quiet", wrap=True, selectable=True)
        self.drawing = Bullet()
        texts = QVBoxLayout()
        texts.setSpacing(3)
        texts.addWidget(self.name)
        texts.addWidget(self.facts)
        texts.addStretch(1)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(12, 8, 12, 8)
        layout.setSpacing(16)
        layout.addLayout(texts, 1)
        layout.addWidget(self.drawing, 1)

    def show_row(self, row: ValueRow | None) -> None:
        """Show this indicator; None empties the panel."""
        self.drawing.show_row(row)
        if row is None:
            self.name.setText(_("Chọn một chỉ tiêu để xem đầy đủ."))
            self.facts.setText("")
            return
        self.name.setText(words.numbered(row.row.number, row.row.name))
        actual = words.number(None if row.row.actual is None else round(row.row.actual, 2)) or "–"
        facts = [
            _("Giao: {target}").format(target=row.row.target or "–"),
            _("lũy kế: {actual}").format(actual=actual) + (f" {row.row.unit}" if row.row.unit else ""),
            row.row.lead,
        ]
        self.facts.setText(" · ".join(part for part in facts if part))


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
        return QSize(theme.px(360), theme.px(72))

    def paintEvent(self, _event: QPaintEvent) -> None:
        """The bar above, the months below."""
        if self._row is None:
            return
        painter = QPainter(self)
        half = self.height() / 2
        self._bar(painter, QRectF(0, 4, self.width(), half - 10), reached(self._row))
        self._months(painter, QRectF(0, half, self.width(), half - 2), self._row.trend)
        painter.end()

    def _bar(self, painter: QPainter, place: QRectF, share: Decimal | None) -> None:
        words_width = painter.fontMetrics().horizontalAdvance("1.000,0% ") + 8
        bar = place.adjusted(0, 0, -words_width, 0)
        painter.fillRect(bar, QColor("#E3E7EB"))
        if share is not None:
            part = min(max(float(share), 0.0), _FULL) / _FULL
            colour = theme.CHART_GREEN if share >= 100 else theme.CHART_AMBER
            painter.fillRect(QRectF(bar.left(), bar.top() + 3, bar.width() * part, bar.height() - 6), QColor(colour))
        painter.setPen(QPen(QColor(theme.TEXT), 2))
        at = int(bar.left() + bar.width() * 100 / _FULL)
        painter.drawLine(at, int(bar.top()) - 3, at, int(bar.bottom()) + 3)
        text = "–" if share is None else f"{words.number(round(share, 1))}%"
        painter.drawText(
            QRectF(bar.right() + 8, place.top(), words_width, place.height()),
            Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft,
            text,
        )

    def _months(self, painter: QPainter, place: QRectF, trend: tuple[Decimal | None, ...]) -> None:
        known = [abs(value) for value in trend if value is not None]
        most = float(max(known)) if known and max(known) > 0 else 1.0
        wide = min(place.width() / max(len(trend), 1), theme.px(26))
        painter.setPen(QPen(QColor(theme.LINE), 1))
        painter.drawLine(
            int(place.left()), int(place.bottom()), int(place.left() + wide * len(trend)), int(place.bottom())
        )
        for at, value in enumerate(trend):
            if value is None:
                continue
            height = max(2.0, place.height() * abs(float(value)) / most)
            colour = QColor(theme.CHART_BLUE if at == len(trend) - 1 else theme.CHART_GREY)
            painter.fillRect(QRectF(place.left() + at * wide + 2, place.bottom() - height, wide - 4, height), colour)
        painter.setPen(QColor(theme.SECONDARY))
        text = QRectF(place.left() + wide * len(trend) + 8, place.top(), place.width(), place.height())
        painter.drawText(text, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, _("12 kỳ"))
