"""A leader's cell of an indicator: a bar against the target's mark with its figure, instead of a fraction."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from typing import cast

from PySide6.QtCore import QObject, QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from nq57desk.gui import theme, words
from nq57desk.gui.models.rows import Index
from nq57desk.gui.widgets.cells import Drawn

_FULL = 125.0
"""The bar's right end, in per cent of the target."""
_GROUND = "#E3E7EB"
_PAD = 6


class BulletCells(QStyledItemDelegate):
    """Paints ``share_of`` an index (per cent of the target, None without one)."""

    def __init__(self, share_of: Callable[[Index], Decimal | None], parent: QObject) -> None:
        super().__init__(parent)
        self._share_of = share_of

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Ground, bar, the target's mark, the figure at the right."""
        drawn = cast(Drawn, option)
        place = QRectF(drawn.rect)
        chosen = bool(drawn.state & QStyle.StateFlag.State_Selected)
        painter.save()
        painter.fillRect(place, QColor(theme.SELECTION if chosen else theme.PAGE))
        share = self._share_of(index)
        figure = painter.fontMetrics().horizontalAdvance("000,0%") + 4
        bar = QRectF(place.left() + _PAD, place.center().y() - theme.px(6), 0, theme.px(12))
        bar.setRight(place.right() - _PAD - figure - 6)
        if share is not None and bar.width() > 10:
            painter.fillRect(bar, QColor(_GROUND))
            part = min(max(float(share), 0.0), _FULL) / _FULL
            colour = theme.CHART_GREEN if share >= 100 else theme.CHART_AMBER
            painter.fillRect(QRectF(bar.left(), bar.top(), bar.width() * part, bar.height()), QColor(colour))
            at = bar.left() + bar.width() * 100 / _FULL
            painter.setPen(QPen(QColor(theme.TEXT), 2))
            painter.drawLine(QPointF(at, bar.top() - 3), QPointF(at, bar.bottom() + 3))
        painter.setPen(QColor(theme.TEXT))
        painter.setFont(drawn.font)
        text = "–" if share is None else f"{words.number(round(share, 1))}%"
        side = QRectF(place.right() - _PAD - figure, place.top(), figure, place.height())
        painter.drawText(side, int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight), text)
        painter.restore()
