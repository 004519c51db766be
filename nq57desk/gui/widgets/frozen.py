"""What a grid's two views have in common, and the left one, which lies over the right one's first columns."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView

from nq57desk.gui import theme

if TYPE_CHECKING:
    from nq57desk.gui.widgets.grid import Grid


def dress(view: QTableView) -> None:
    """Cells chosen one by one, rows of one height, scrolling by pixels, headings on two lines."""
    view.viewport().setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
    view.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
    view.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
    view.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectItems)
    view.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
    view.setAutoScroll(False)
    view.setCornerButtonEnabled(False)
    view.setWordWrap(False)
    view.verticalHeader().hide()
    view.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
    view.verticalHeader().setMinimumSectionSize(16)
    header = view.horizontalHeader()
    header.setHighlightSections(False)
    wrapping = Qt.AlignmentFlag(Qt.TextFlag.TextWordWrap.value)
    header.setDefaultAlignment(wrapping | Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
    header.setMinimumSectionSize(24)


def clear(view: QTableView, event: QPaintEvent) -> None:
    """Paint the page's ground, so that scrolling moves what is there and only what is new is painted."""
    painter = QPainter(view.viewport())
    painter.fillRect(event.rect(), QColor(theme.PAGE))
    painter.end()


class Frozen(QTableView):
    """The left view."""

    def __init__(self, grid: Grid) -> None:
        super().__init__(grid)
        self._grid = grid

    def paintEvent(self, event: QPaintEvent) -> None:
        """The cells, the ring where it is among them."""
        clear(self, event)
        self._grid.place_ring()
        super().paintEvent(event)
