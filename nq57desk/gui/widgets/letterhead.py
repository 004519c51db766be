"""The head of an official paper drawn as a real page while its names are typed (Nghị định 30/2020/NĐ-CP)."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontDatabase, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from nq57desk import paths
from nq57desk.documents.form import decree30
from nq57desk.documents.official import issuer_lines
from nq57desk.domain.vietnamese import TonePlace, place_tones
from nq57desk.gui import theme

_RECIPIENTS = 6
_A4 = 297 / 210
_PAGE_WIDTH = 400.0
"""The width of the page that is drawn, at 100 %, in pixels: an A4 page's upper part."""


@cache
def _family() -> str:
    """The paper's own font."""
    folder = paths.resources() / "fonts"
    found = [
        QFontDatabase.addApplicationFont(str(folder / f"Tinos-{each}.ttf")) for each in ("Regular", "Bold", "Italic")
    ]
    families = QFontDatabase.applicationFontFamilies(found[0]) if found[0] >= 0 else []
    return families[0] if families else "Times New Roman"


class Letterhead(QWidget):
    """Shows issuing body, superior and place as they will stand on paper."""

    def __init__(self, parent: QWidget | None = None, *, width: float = _PAGE_WIDTH) -> None:
        super().__init__(parent)
        self._width = width
        self.issuer, self.governing, self.place, self.day = "", "", "", ""
        self.signing: tuple[str, ...] = ()
        self.recipients: tuple[str, ...] = ()
        self._tones = TonePlace.AS_TYPED
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Expanding)

    def say(
        self,
        *,
        issuer: str,
        governing: str = "",
        place: str = "",
        day: str = "",
        signing: Sequence[str] = (),
        recipients: Sequence[str] = (),
        tones: TonePlace = TonePlace.AS_TYPED,
    ) -> None:
        """Draw these names. ``signing``: authority, title, name of who signs; with ``tones`` as papers spell them."""
        self._tones = tones
        self.issuer, self.governing, self.place, self.day = issuer, governing, place, day
        self.signing, self.recipients = tuple(signing), tuple(recipients)
        self.setAccessibleName(f"{governing} {issuer}".strip())
        self.update()

    def sizeHint(self) -> QSize:
        """The upper half of a page."""
        return QSize(theme.px(int(self._width) + 24), theme.px(360))

    def paintEvent(self, _event: QPaintEvent) -> None:
        """A white page with a shadow, the two columns, the place and date, a few grey lines of text to come."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        page = QRectF(self.rect()).adjusted(6, 6, -8, 0)
        page.setHeight(min(page.height() - 4, page.width() * _A4))
        painter.fillRect(page.translated(2, 3), QColor("#C9CFD6"))
        painter.fillRect(page, QColor("#FFFFFF"))
        painter.setPen(QPen(QColor(theme.LINE), 1))
        painter.drawRect(page)
        unit = page.width() / 210.0
        left = QRectF(page.left() + 14 * unit, page.top() + 18 * unit, 74 * unit, 40 * unit)
        right = QRectF(left.right() + 4 * unit, left.top(), page.right() - left.right() - 12 * unit, 40 * unit)
        self._left(painter, left, unit)
        self._right(painter, right, unit)
        foot = page.bottom() - self._closing(painter, page, unit)
        self._lines(painter, QRectF(page.topLeft(), QPointF(page.right(), foot)), left.top() + 62 * unit, unit)
        painter.end()

    def _font(self, unit: float, points: float, *, bold: bool = False, italic: bool = False) -> QFont:
        font = QFont(_family())
        font.setPixelSize(max(6, round(points * 0.353 * unit * 1.02)))
        font.setBold(bold)
        font.setItalic(italic)
        return font

    def _left(self, painter: QPainter, room: QRectF, unit: float) -> None:
        top = room.top()
        if self.governing:
            top = self._line(painter, room, top, self.governing.upper(), self._font(unit, 12))
        lines = issuer_lines(self.issuer, decree30()) if self.issuer else "…"
        for line in lines.split("\n"):
            top = self._line(painter, room, top, line, self._font(unit, 12, bold=True))
        self._rule(painter, room, top + 2 * unit, 0.34)
        self._line(painter, room, top + 4.5 * unit, "Số:       /KH-UBND", self._font(unit, 13))

    def _right(self, painter: QPainter, room: QRectF, unit: float) -> None:
        words = decree30().words
        top = self._line(painter, room, room.top(), words.nation, self._font(unit, 12, bold=True))
        top = self._line(painter, room, top, words.motto, self._font(unit, 13, bold=True))
        self._rule(painter, room, top + 2 * unit, 0.62)
        place = f"{self.place}, {self.day}" if self.place else self.day
        self._line(painter, room, top + 4.5 * unit, place, self._font(unit, 13, italic=True))

    def _closing(self, painter: QPainter, page: QRectF, unit: float) -> float:
        """Recipients at the left, the signature at the right; the height that they take."""
        if not self.signing and not self.recipients:
            return 0.0
        height = 62 * unit
        top = page.bottom() - height
        left = QRectF(page.left() + 28 * unit, top, 78 * unit, height)
        right = QRectF(left.right() + 4 * unit, top, page.right() - left.right() - 18 * unit, height)
        at = self._line(
            painter, left, top, decree30().words.recipients, self._font(unit, 12, bold=True, italic=True), "left"
        )
        for each in self.recipients[:_RECIPIENTS]:
            at = self._line(painter, left, at, f"- {each.lstrip('- ')}", self._font(unit, 11), "left")
        authority, title, name = (*self.signing, "", "", "")[:3]
        at = top
        for words in (authority, title):
            if words:
                at = self._line(painter, right, at, words.upper(), self._font(unit, 13, bold=True))
        self._line(painter, right, page.bottom() - 14 * unit, name, self._font(unit, 14, bold=True))
        return height + 4 * unit

    def _line(self, painter: QPainter, room: QRectF, top: float, text: str, font: QFont, side: str = "center") -> float:
        text = place_tones(text, self._tones)
        painter.setFont(font)
        painter.setPen(QColor("#000000"))
        across = Qt.AlignmentFlag.AlignLeft if side == "left" else Qt.AlignmentFlag.AlignHCenter
        flags = int(across | Qt.AlignmentFlag.AlignTop | Qt.TextFlag.TextWordWrap)
        used = painter.boundingRect(QRectF(room.left(), top, room.width(), 400), flags, text)
        painter.drawText(QRectF(room.left(), top, room.width(), used.height() + 2), flags, text)
        return top + used.height()

    def _rule(self, painter: QPainter, room: QRectF, top: float, share: float) -> None:
        half = room.width() * share / 2
        painter.setPen(QPen(QColor("#000000"), 1))
        middle = room.center().x()
        painter.drawLine(int(middle - half), int(top), int(middle + half), int(top))

    def _lines(self, painter: QPainter, page: QRectF, top: float, unit: float) -> None:
        painter.setFont(self._font(unit, 14, bold=True))
        painter.setPen(QColor("#000000"))
        title = QRectF(page.left(), top, page.width(), 8 * unit)
        painter.drawText(title, int(Qt.AlignmentFlag.AlignCenter), "KẾ HOẠCH")
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor("#E6E9ED"))
        at, row = top + 14 * unit, 0
        while at < page.bottom() - 8 * unit:
            width = (page.width() - 46 * unit) * (0.62 if row % 5 == 4 else 1.0)
            painter.drawRect(QRectF(page.left() + 28 * unit, at, width, 1.8 * unit))
            at += 6 * unit
            row += 1
