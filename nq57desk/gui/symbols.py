"""The drawn symbols: SVG files of resources/icons in any colour and size, rendered once each."""

from __future__ import annotations

from functools import lru_cache

from PySide6.QtCore import QByteArray, QRectF, Qt
from PySide6.QtGui import QIcon, QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer

from nq57desk import paths
from nq57desk.gui import theme


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
