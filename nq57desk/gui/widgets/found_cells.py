"""Cells in which parts of the text stand out: words that a search found, or words that an import would change.

The text keeps its spelling; what stands out is marked by a ground and an underline, never by colour alone.
"""

from __future__ import annotations

from typing import cast

from PySide6.QtCore import QObject, QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QTextCharFormat, QTextLayout, QTextOption
from PySide6.QtWidgets import QStyleOptionViewItem

from nq57desk.domain.finding import hits
from nq57desk.gui import theme
from nq57desk.gui.marks import Mark
from nq57desk.gui.models.rows import Index, Role
from nq57desk.gui.widgets.cells import Cells, Drawn, _ground, tag

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
        self.search = ""

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """The cell with its parts marked; one without such parts as everywhere."""
        text = str(index.data() or "")
        found = self._ranges(text, index)
        if not found:
            super().paint(painter, option, index)
            return
        drawn = cast(Drawn, option)
        painter.save()
        painter.setClipRect(drawn.rect)
        _ground(painter, drawn, False)
        inner = drawn.rect.adjusted(_PAD, 2, -_PAD, -2)
        second = index.data(Role.SECOND_MARK)
        if isinstance(second, Mark):
            tag(painter, inner.adjusted(0, inner.height() // 2, 0, 0), second)
            inner.setHeight(inner.height() // 2)
        painter.setPen(QColor(theme.TEXT))
        draw(painter, drawn.font, QRectF(inner), text, found)
        painter.restore()

    def _ranges(self, text: str, index: Index) -> Ranges:
        if index.data(Role.HEADING) or isinstance(index.data(Role.MARK), Mark):
            return ()
        own = index.data(Role.RANGES)
        if own:
            return cast(Ranges, own)
        return hits(text[:_READ], self.search) if self.search else ()


def draw(painter: QPainter, font: QFont, place: QRectF, text: str, found: Ranges) -> None:
    """Draw text on as many lines as fit with its parts marked, beginning near the first if that lies far behind."""
    metrics = QFontMetrics(font)
    spacing = metrics.lineSpacing() - 1
    room = max(1, int((place.height() + 3) // spacing))
    shown, marked = near_first(text.replace("\n", " "), found, _letters_that_fit(metrics, place.width() * room))
    lines = _lines(font, shown, place.width(), room, metrics)
    top = place.top() + (place.height() - spacing * len(lines)) / 2
    for at, (start, line) in enumerate(lines):
        layout = QTextLayout(line, font)
        layout.setFormats(
            [_format(first - start, length) for first, length in marked if start <= first < start + len(line)]
        )
        layout.beginLayout()
        layout.createLine().setLineWidth(1e5)
        layout.endLayout()
        layout.draw(painter, QPointF(place.left(), top + at * spacing))


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


def _format(start: int, length: int) -> QTextLayout.FormatRange:
    made = QTextLayout.FormatRange()
    style = QTextCharFormat()
    style.setBackground(QColor(MARKER))
    style.setFontUnderline(True)
    # The binding's description of this structure leaves its members out.
    for name, value in (("start", start), ("length", length), ("format", style)):
        setattr(made, name, value)
    return made
