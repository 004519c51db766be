"""Choosing cells with the mouse beyond the edge of what is seen: the view scrolls on and the choice follows."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, QPoint, QPointF, QRect, Qt, QTimer
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QApplication, QTableView

_EDGE = 12
_EVERY_MS = 40
_MOST = 120


class DragScroll(QObject):
    """Watches a view's viewport; ``room`` is the part of it in which nothing scrolls."""

    def __init__(self, view: QTableView, room: Callable[[], QRect]) -> None:
        super().__init__(view)
        self._view, self._room = view, room
        self._place = QPoint()
        self._timer = QTimer(self)
        self._timer.setInterval(_EVERY_MS)
        self._timer.timeout.connect(self._scroll)
        view.viewport().installEventFilter(self)

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        """Begin where the mouse is dragged over the edge, end where it comes back or is let go."""
        if event.type() == QEvent.Type.MouseMove and isinstance(event, QMouseEvent):
            self._place = event.position().toPoint()
            outside = self._beyond() != QPoint()
            if event.buttons() & Qt.MouseButton.LeftButton and outside:
                if not self._timer.isActive():
                    self._timer.start()
            else:
                self._timer.stop()
        elif event.type() in (QEvent.Type.MouseButtonRelease, QEvent.Type.Hide, QEvent.Type.FocusOut):
            self._timer.stop()
        return False

    def _beyond(self) -> QPoint:
        """How far the mouse is outside the room, by side."""
        room = self._room().adjusted(_EDGE, _EDGE, -_EDGE, -_EDGE)
        across = min(self._place.x() - room.left(), 0) + max(self._place.x() - room.right(), 0)
        down = min(self._place.y() - room.top(), 0) + max(self._place.y() - room.bottom(), 0)
        return QPoint(across, down)

    def _scroll(self) -> None:
        beyond = self._beyond()
        for bar, by in (
            (self._view.horizontalScrollBar(), beyond.x()),
            (self._view.verticalScrollBar(), beyond.y()),
        ):
            bar.setValue(bar.value() + max(-_MOST, min(_MOST, by)))
        room = self._room()
        inside = QPoint(
            max(room.left() + 1, min(room.right() - 1, self._place.x())),
            max(room.top() + 1, min(room.bottom() - 1, self._place.y())),
        )
        at = QPointF(inside)
        place, timer = QPoint(self._place), self._timer
        moved = QMouseEvent(
            QEvent.Type.MouseMove, at, QPointF(self._view.viewport().mapToGlobal(inside)), Qt.MouseButton.NoButton,
            Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier,
        )  # fmt: skip
        QApplication.sendEvent(self._view.viewport(), moved)
        self._place = place
        timer.start()
