"""The pages of a PDF one below another, drawn as they come into view; with marks for blanks and found words.

Only the pages in view are turned into pictures, one at a time off the window's thread; the last few are kept.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Sequence
from typing import Protocol

from PySide6.QtCore import QEvent, QPointF, QRectF, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QPixmap,
    QResizeEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QAbstractScrollArea, QFrame, QWidget

from nq57desk.gui import theme
from nq57desk.gui.pdf_reading import Box, Hit, Picture, draw
from nq57desk.gui.session import Session
from nq57desk.monitor import Monitor

_GROUND, _SHADOW = QColor("#DDE1E6"), QColor("#B8BEC6")
_OPEN, _OPEN_EDGE = QColor(255, 224, 138, 150), QColor("#B27600")
_FOUND, _FOUND_NOW = QColor(46, 139, 87, 60), QColor(178, 118, 0, 120)
_MARGIN, _GAP = 14, 12
_LEAST, _MOST = 0.2, 4.0
_STEP = 60
_POINT = 96 / 72
"""Pixels of a point at 100 %."""


class Place(Protocol):
    """Where a blank stands: the page from 1, the box in points from the sheet's lower left corner."""

    @property
    def field(self) -> str: ...
    @property
    def page(self) -> int: ...
    @property
    def x(self) -> float: ...
    @property
    def y(self) -> float: ...
    @property
    def width(self) -> float: ...
    @property
    def height(self) -> float: ...


class PageScroller(QAbstractScrollArea):
    """A column of pages. ``zoom`` 0 fits the width, -1 the whole page; any other is a factor (1.0 is 100 %)."""

    turned = Signal(int)
    """With the page (from 0) that fills the view."""
    pressed = Signal(int)
    """With the page that was clicked."""
    asked = Signal(str)
    """With the field of the blank that was clicked."""
    zoomed = Signal(float)
    """With the factor in use."""

    def __init__(self, session: Session, *, kept: int = 8, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session, self._kept = session, kept
        self.data, self.sizes = b"", tuple[tuple[float, float], ...]()
        self.page, self.zoom, self.scale = 0, 0.0, _POINT
        self.chosen = -1
        """The page that is framed, -1 for none."""
        self._pictures: OrderedDict[tuple[int, int], QPixmap] = OrderedDict()
        self._before: dict[tuple[int, int], QPixmap] = {}
        """Pictures of the same paper before it was drawn anew: they stand until the new ones are there."""
        self._drawing = False
        self._generation = 0
        self._tops: list[float] = []
        self._hits: tuple[Hit, ...] = ()
        self._hit = -1
        self._places: tuple[Place, ...] = ()
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.viewport().setMouseTracking(True)
        self.verticalScrollBar().valueChanged.connect(self._moved)

    # ---- what is shown ---------------------------------------------------------------------------

    def show_pages(
        self,
        data: bytes,
        sizes: Sequence[tuple[float, float]],
        places: Sequence[Place] = (),
        *,
        same: bool = False,
    ) -> None:
        """Show this document from its first page; ``same``: it is the one shown, drawn anew, and nothing moves."""
        at = self.verticalScrollBar().value(), self.horizontalScrollBar().value()
        self._before = dict(self._pictures) | self._before if same else {}
        self.data, self.sizes, self._places = data, tuple(sizes), tuple(places)
        self._generation += 1
        self._pictures.clear()
        self._hits, self._hit, self._drawing = (), -1, False
        if not same:
            self.page = 0
        self._arrange()
        if same:
            self.verticalScrollBar().setValue(at[0])
            self.horizontalScrollBar().setValue(at[1])
            self._moved()
        else:
            self.go_to(0)

    def show_hits(self, hits: Sequence[Hit], now: int = -1) -> None:
        """Mark found words; ``now`` is the one to look at, brought into view."""
        self._hits, self._hit = tuple(hits), now
        if 0 <= now < len(self._hits):
            hit = self._hits[now]
            if hit.boxes:
                box = self._on_screen(hit.page, hit.boxes[0])
                height = self.viewport().height()
                if box.top() < 0 or box.bottom() > height:
                    bar = self.verticalScrollBar()
                    bar.setValue(round(bar.value() + box.top() - height / 3))
        self.viewport().update()

    def picture(self, page: int) -> QPixmap:
        """The picture of a page in its present size; a null one while it is not drawn."""
        return self._pictures.get((page, self._width_of(page)), QPixmap())

    def set_zoom(self, zoom: float) -> None:
        """Fit the width (0), the whole page (-1), or take this factor."""
        if zoom > 0:
            zoom = min(max(zoom, _LEAST), _MOST)
        page, self.zoom = self.page, zoom
        self._arrange()
        self.go_to(page)

    def go_to(self, page: int) -> None:
        """Bring the page's head into view."""
        if 0 <= page < len(self._tops):
            self.verticalScrollBar().setValue(round(self._tops[page] - _MARGIN / 2))
            self._set_page(page)
        self.viewport().update()

    # ---- places ----------------------------------------------------------------------------------

    def _arrange(self) -> None:
        """The size of everything in the present zoom."""
        view = self.viewport().size()
        widest = max((width for width, _height in self.sizes), default=595.0)
        room = max(60, view.width() - 2 * _MARGIN)
        if self.zoom == 0:
            self.scale = room / widest
        elif self.zoom < 0:
            width, height = self.sizes[min(self.page, len(self.sizes) - 1)] if self.sizes else (595.0, 842.0)
            self.scale = min(room / width, max(60, view.height() - 2 * _MARGIN) / height)
        else:
            self.scale = self.zoom * _POINT
        self._tops, top = [], float(_MARGIN)
        for page, (_width, height) in enumerate(self.sizes):
            self._tops.append(top)
            top += height * self._scale_of(page) + _GAP
        self._bars(round(top), round(widest * self.scale + 2 * _MARGIN))
        self.zoomed.emit(self.scale / _POINT)
        self.viewport().update()

    def _bars(self, height: int, width: int) -> None:
        view = self.viewport().size()
        for bar, whole, seen in (
            (self.verticalScrollBar(), height, view.height()),
            (self.horizontalScrollBar(), width, view.width()),
        ):
            bar.setPageStep(seen)
            bar.setSingleStep(_STEP)
            bar.setRange(0, max(0, whole - seen))

    def _rect(self, page: int) -> QRectF:
        """A page on the screen."""
        width, height = (side * self._scale_of(page) for side in self.sizes[page])
        left = max((self.viewport().width() - width) / 2, _MARGIN) - self.horizontalScrollBar().value()
        return QRectF(round(left), round(self._tops[page] - self.verticalScrollBar().value()), width, height)

    def _on_screen(self, page: int, box: Box) -> QRectF:
        """A box of a page on the screen."""
        rect, height, scale = self._rect(page), self.sizes[page][1], self._scale_of(page)
        left, bottom, right, top = box
        return QRectF(
            rect.left() + left * scale,
            rect.top() + (height - top) * scale,
            (right - left) * scale,
            (top - bottom) * scale,
        )

    def _scale_of(self, page: int) -> float:
        """Pixels of a point: where the width is fitted each page is as wide as the view, upright or across."""
        if self.zoom != 0:
            return self.scale
        return max(60, self.viewport().width() - 2 * _MARGIN) / self.sizes[page][0]

    def _place_at(self, point: QPointF) -> Place | None:
        for place in self._places:
            if place.page <= len(self.sizes) and self._mark(place).contains(point):
                return place
        return None

    def _mark(self, place: Place) -> QRectF:
        box = (place.x, place.y, place.x + place.width, place.y + place.height)
        return self._on_screen(place.page - 1, box).adjusted(-2, -2, 2, 2)

    def _page_at(self, point: QPointF) -> int:
        return next((page for page in self._in_view() if self._rect(page).contains(point)), -1)

    def _in_view(self) -> list[int]:
        """The pages of which any part is seen."""
        bottom = self.viewport().height()
        return [
            page
            for page in range(len(self.sizes))
            if self._rect(page).bottom() >= 0 and self._rect(page).top() <= bottom
        ]

    def _moved(self) -> None:
        middle = self.viewport().height() / 3
        seen = [page for page in self._in_view() if self._rect(page).top() <= middle]
        if seen:
            self._set_page(seen[-1])
        self.viewport().update()

    def _set_page(self, page: int) -> None:
        if page != self.page:
            self.page = page
            self.turned.emit(page)

    # ---- drawing ---------------------------------------------------------------------------------

    def _width_of(self, page: int) -> int:
        if page >= len(self.sizes):
            return 0
        return round(self.sizes[page][0] * self._scale_of(page) * self.devicePixelRatioF())

    def paintEvent(self, _event: QPaintEvent) -> None:
        """The pages in view, white where their picture is still to come."""
        painter = QPainter(self.viewport())
        painter.fillRect(self.viewport().rect(), _GROUND)
        missing = []
        for page in self._in_view():
            rect, picture = self._rect(page), self.picture(page)
            painter.fillRect(rect.translated(2, 2), _SHADOW)
            painter.fillRect(rect, Qt.GlobalColor.white)
            if picture.isNull():
                missing.append(page)
                picture = self._before.get((page, self._width_of(page)), picture)
            if not picture.isNull():
                painter.drawPixmap(rect.topLeft(), picture)
            painter.setPen(QPen(QColor(theme.ACCENT if page == self.chosen else theme.FIELD_BORDER),
                                3 if page == self.chosen else 1))  # fmt: skip
            painter.drawRect(rect)
            self._draw_marks(painter, page)
        painter.end()
        self._ask(missing)

    def _draw_marks(self, painter: QPainter, page: int) -> None:
        for place in self._places:
            if place.page == page + 1:
                painter.fillRect(self._mark(place), _OPEN)
                painter.setPen(_OPEN_EDGE)
                painter.drawRect(self._mark(place))
        for at, hit in enumerate(self._hits):
            if hit.page == page:
                for box in hit.boxes:
                    painter.fillRect(self._on_screen(page, box), _FOUND_NOW if at == self._hit else _FOUND)

    def _ask(self, missing: Sequence[int]) -> None:
        """Have the first missing page drawn; when it came, painting asks for the next."""
        if self._drawing or not missing or not self.data:
            return
        self._drawing = True
        page, data, asked, ratio = missing[0], self.data, self._generation, self.devicePixelRatioF()
        width = self._width_of(page)

        def work(_monitor: Monitor) -> Picture:
            return draw(data, page, width)

        def came(picture: Picture) -> None:
            if asked != self._generation:
                return
            self._drawing = False
            pixmap = QPixmap.fromImage(picture.image)
            pixmap.setDevicePixelRatio(ratio)
            self._pictures[page, width] = pixmap
            self._before.pop((page, width), None)
            while len(self._pictures) > self._kept:
                self._pictures.popitem(last=False)
            self.viewport().update()

        self._session.aside(work, came)

    # ---- keys, wheel, mouse ----------------------------------------------------------------------

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fit anew, staying on the page."""
        super().resizeEvent(event)
        page = self.page
        self._arrange()
        if self.zoom <= 0:
            self.go_to(page)

    def changeEvent(self, event: QEvent) -> None:
        """Another screen may be finer."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.DevicePixelRatioChange:
            self._arrange()

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Ctrl with the wheel zooms."""
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.set_zoom(self.scale / _POINT * (1.1 if event.angleDelta().y() > 0 else 1 / 1.1))
            event.accept()
        else:
            super().wheelEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """PgUp and PgDn turn pages, arrows scroll, Home and End go to the first and last."""
        bar = self.verticalScrollBar()
        steps = {Qt.Key.Key_PageDown: 1, Qt.Key.Key_PageUp: -1}
        scroll = {Qt.Key.Key_Down: _STEP, Qt.Key.Key_Up: -_STEP}
        ends = {Qt.Key.Key_Home: 0, Qt.Key.Key_End: len(self.sizes) - 1}
        key = Qt.Key(event.key())
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            super().keyPressEvent(event)
        elif key in steps:
            self.go_to(min(max(self.page + steps[key], 0), len(self.sizes) - 1))
        elif key in ends:
            self.go_to(ends[key])
        elif key in scroll:
            bar.setValue(bar.value() + scroll[key])
        else:
            super().keyPressEvent(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """A hand over a blank that can be filled in."""
        shape = Qt.CursorShape.PointingHandCursor if self._place_at(event.position()) else Qt.CursorShape.ArrowCursor
        self.viewport().setCursor(shape)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """A blank asks to be filled; any other place of a page is that page."""
        place, page = self._place_at(event.position()), self._page_at(event.position())
        if place is not None:
            self.asked.emit(place.field)
        elif page >= 0:
            self.pressed.emit(page)
