"""The drawn symbols: SVG files of resources/icons in any colour and size, rendered once each."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import lru_cache

from PySide6.QtCore import QByteArray, QObject, QRectF, Qt, QTimer
from PySide6.QtGui import QIcon, QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer

from nq57desk import paths
from nq57desk.gui import theme

_ONCE_SEEN_MS = 150


@lru_cache(maxsize=128)
def _drawing(name: str, colour: str) -> QByteArray:
    text = (paths.resources() / "icons" / f"{name}.svg").read_text(encoding="utf-8")
    return QByteArray(text.replace("currentColor", colour).encode())


@lru_cache(maxsize=256)
def pixmap(name: str, colour: str = theme.SECONDARY, size: int = 16, ratio: float = 1.0) -> QPixmap:
    """The symbol as a picture of ``size`` device-independent pixels."""
    picture = QPixmap(round(size * ratio), round(size * ratio))
    picture.fill(Qt.GlobalColor.transparent)
    painter = QPainter(picture)
    QSvgRenderer(_drawing(name, colour)).render(painter, QRectF(0, 0, size * ratio, size * ratio))
    painter.end()
    picture.setDevicePixelRatio(ratio)
    return picture


@lru_cache(maxsize=128)
def icon(name: str, colour: str = theme.SECONDARY, size: int = 16) -> QIcon:
    """The symbol as an icon, sharp at 100 % and 200 %."""
    result = QIcon(pixmap(name, colour, size))
    result.addPixmap(pixmap(name, colour, size, 2.0))
    for ratio in (1.0, 2.0):
        result.addPixmap(pixmap(name, theme.ACCENT, size, ratio), QIcon.Mode.Selected)
    return result


def later(owner: QObject, wanted: Sequence[tuple[Callable[[QIcon], object], str, int]]) -> None:
    """Give away icons (to whom, the symbol, its size) that nobody sees before the owner's window stands.

    Drawing those of all menus takes as long as the rest of an empty window.
    """

    def give() -> None:
        for take, name, size in wanted:
            take(icon(name, theme.ACCENT if size > 16 else theme.SECONDARY, size))

    timer = QTimer(owner)
    timer.setSingleShot(True)
    timer.timeout.connect(give)
    timer.timeout.connect(timer.deleteLater)
    timer.start(_ONCE_SEEN_MS)
