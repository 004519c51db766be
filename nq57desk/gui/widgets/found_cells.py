"""Cells in which parts of the text stand out: words that a search found, or words that an import would change.

The text keeps its spelling; what stands out is marked by a ground and an underline, never by colour alone.
"""

from __future__ import annotations

from typing import cast

from PySide6.QtCore import QObject, QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QTextLayout, QTextOption

from nq57desk.domain.finding import hits
from nq57desk.gui import theme
from nq57desk.gui.marks import Mark
from nq57desk.gui.models.rows import Index, Role
from nq57desk.gui.widgets.cell_looks import Look, Writer
from nq57desk.gui.widgets.cells import Cells, Drawn, ground

Ranges = tuple[tuple[int, int], ...]
MARKER = "#FFE08A"
_PAD = 6
_READ = 4000
"""How much of a text is searched for hits."""
_LEAD = 30
"""How much of a long text stays before its first hit."""


class FoundCells(Cells):
    """Paints as :class:`Cells` does; marks the words of ``search``, and the ranges that a cell names itself."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._search = ""

    @property
    def search(self) -> str:
        """The words that stand out."""
        return self._search

    @search.setter
    def search(self, text: str) -> None:
        if text != self._search:
            self._search = text
            self.kept.forget()

    def lasting(self, index: Index) -> bool:
        """A cell with its own marked parts is drawn anew each time."""
        return super().lasting(index) and not any(self._parts(index)[1:])

    def paint_now(self, painter: QPainter, option: Drawn, index: Index, writer: Writer) -> None:
        """The cell with its parts marked; one without such parts as everywhere."""
        text, found, below = self._parts(index)
        if not found and not below:
            super().paint_now(painter, option, index, writer)
            return
        painter.save()
        rect = option.rect
        painter.setClipRect(rect)
        ground(painter, option)
        inner = rect.adjusted(_PAD, 2, -_PAD, -2)
        second = index.data(Role.SECOND_MARK)
        if isinstance(second, Mark):
            look, half = Look(rect.width(), rect.height()), inner.height() // 2
            writer.tag(look, inner.adjusted(0, half, 0, 0).translated(-rect.topLeft()), second)
            look.draw(painter, rect.left(), rect.top())
            inner.setHeight(half)
        told = str(index.data(Role.SECOND) or "") if not isinstance(second, Mark) else ""
        if told:
            lower = inner.adjusted(0, inner.height() // 2, 0, 0)
            inner.setHeight(inner.height() // 2)
            painter.setPen(QColor(theme.SECONDARY))
            draw(painter, option.font, QRectF(lower), told, below)
        painter.setPen(QColor(theme.TEXT))
        draw(painter, option.font, QRectF(inner), text, found)
        painter.restore()

    def _parts(self, index: Index) -> tuple[str, Ranges, Ranges]:
        """A cell's text, what stands out in it, and what does in the second line; asks the model for little."""
        text = str(index.data() or "")
        if self._search:
            found = hits(text[:_READ], self._search)
            second = index.data(Role.SECOND)
            below = hits(str(second)[:_READ], self._search) if second else ()
        else:
            found, below = cast(Ranges, index.data(Role.RANGES) or ()), ()
        if (found or below) and (index.data(Role.HEADING) or isinstance(index.data(Role.MARK), Mark)):
            return text, (), ()
        return text, found, below


def draw(painter: QPainter, font: QFont, place: QRectF, text: str, found: Ranges) -> None:
    """Draw text on as many lines as fit with its parts marked, beginning near the first if that lies far behind."""
    metrics = QFontMetrics(font)
    spacing = metrics.lineSpacing() - 1
    room = max(1, int((place.height() + 3) // spacing))
    shown, marked = near_first(text.replace("\n", " "), found, _letters_that_fit(metrics, place.width() * room))
    lines = _lines(font, shown, place.width(), room, metrics)
    top = place.top() + (place.height() - spacing * len(lines)) / 2
    base = painter.pen()
    painter.setFont(font)
    for at, (start, line) in enumerate(lines):
        left, line_top = place.left(), top + at * spacing
        for first, length in marked:
            inside = max(first - start, 0), min(first + length - start, len(line))
            if inside[0] < inside[1]:
                begin, end = (metrics.horizontalAdvance(line[:place_in]) for place_in in inside)
                painter.fillRect(QRectF(left + begin, line_top, end - begin, metrics.height()), QColor(MARKER))
                under = line_top + metrics.ascent() + 2
                painter.drawLine(QPointF(left + begin, under), QPointF(left + end, under))
        painter.setPen(base)
        painter.drawText(QPointF(left, line_top + metrics.ascent()), line)


def near_first(text: str, found: Ranges, fits: int) -> tuple[str, Ranges]:
    """The text from a little before its first part if that would not be seen, and the parts' places in it."""
    first = found[0][0] if found else 0
    if first < fits - 10:
        return text, found
    cut = max(0, first - _LEAD)
    return "…" + text[cut:], tuple((start - cut + 1, length) for start, length in found if start >= cut)


def _letters_that_fit(metrics: QFontMetrics, width: float) -> int:
    return int(width / max(1, metrics.averageCharWidth()))


def _lines(font: QFont, text: str, width: float, room: int, metrics: QFontMetrics) -> list[tuple[int, str]]:
    option = QTextOption()
    option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
    layout = QTextLayout(text[:1000], font)
    layout.setTextOption(option)
    layout.beginLayout()
    found: list[tuple[int, str]] = []
    while len(found) < room and (line := layout.createLine()).isValid():
        line.setLineWidth(width)
        start, end = line.textStart(), line.textStart() + line.textLength()
        rest = text[start:end] if len(found) < room - 1 else text[start:]
        found.append((start, rest))
    layout.endLayout()
    if found:
        start, rest = found[-1]
        found[-1] = (start, metrics.elidedText(rest, Qt.TextElideMode.ElideRight, int(width)))
    return found
