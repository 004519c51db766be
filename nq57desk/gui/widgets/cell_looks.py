"""What a cell looks like, worked out once and drawn many times.

Breaking a text into lines, cutting it with "…" and finding its glyphs takes far longer than drawing them. So a cell is
first written down as a :class:`Look` (grounds, symbols, lines of text already laid out, from the cell's corner) and a
painter only replays that. :class:`Writer` writes looks for one font on one kind of screen; what it laid out for a text
and a room it keeps, as many as ``_TEXTS``. :class:`Kept` keeps the looks of the rows seen last and lets go of those
whose data changed; another size of a cell, another font or another screen means another look.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

from PySide6.QtCore import QAbstractItemModel, QModelIndex, QObject, QPointF, QRect, QRectF, Qt
from PySide6.QtGui import (
    QBrush,
    QColor,
    QFont,
    QFontMetrics,
    QFontMetricsF,
    QPaintDevice,
    QPainter,
    QPen,
    QPixmap,
    QStaticText,
    QTextLayout,
    QTextOption,
    QTransform,
)
from PySide6.QtWidgets import QWidget

from nq57desk.gui import symbols
from nq57desk.gui.marks import Mark
from nq57desk.gui.widgets.marked_parts import MARKER, Ranges, inside, near_first
from nq57desk.wording import _

_SYMBOL = 14
_TEXTS = 600
"""How many texts a writer keeps laid out."""
_LOOKS = 300
"""How many contents a writer keeps written down."""
_ROWS = 96
"""How many rows' looks are kept: the screen seen and one before and behind it."""
_LETTERS, _FOUND_LETTERS = 600, 1000
"""No cell shows more of a text, or of one whose parts stand out."""
_ELIDE = Qt.TextElideMode.ElideRight
LEFT = Qt.AlignmentFlag.AlignLeft
_BOX = QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere
Line = tuple[float, float, QStaticText, int]
"""Where a line of text begins (from its room's corner), its glyphs, and the place of its first letter in the text."""
Part = Callable[[QPainter, int, int], None]
"""Draws a part of a cell whose corner is at (left, top)."""


@dataclass(slots=True)
class Look:
    """One cell's content, from its own corner. ``ground`` and ``frame`` are the delegate's to use."""

    width: int
    height: int
    parts: list[Part] = field(default_factory=list)
    over: bool = False
    """Whether anything reaches over the cell's edge, so that it has to be clipped."""
    ground: QColor | None = None
    frame: QPen | None = None
    heading: bool = False

    def draw(self, painter: QPainter, left: int, top: int) -> None:
        """Draw it with its corner at (left, top)."""
        if self.over:
            painter.save()
            painter.setClipRect(QRect(left, top, self.width, self.height))
        for part in self.parts:
            part(painter, left, top)
        if self.over:
            painter.restore()


def _pill(box: QRectF, mark: Mark) -> Part:
    brush, pen = QBrush(colour(mark.tint.fill)), QPen(Qt.PenStyle.NoPen)
    if mark.tint.border:
        style = Qt.PenStyle.DashLine if mark.tint.dashed else Qt.PenStyle.SolidLine
        pen = QPen(colour(mark.tint.border), mark.tint.width, style)

    def draw(painter: QPainter, left: int, top: int) -> None:
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setBrush(brush)
        painter.setPen(pen)
        painter.drawRoundedRect(box.translated(left, top), 3, 3)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)

    return draw


def _picture(place: QPointF, picture: QPixmap) -> Part:
    x, y = place.x(), place.y()
    return lambda painter, left, top: painter.drawPixmap(QPointF(left + x, top + y), picture)


def _text(font: QFont, ink: QColor, x: float, y: float, text: QStaticText) -> Part:
    def draw(painter: QPainter, left: int, top: int) -> None:
        painter.setFont(font)
        painter.setPen(ink)
        painter.drawStaticText(QPointF(left + x, top + y), text)

    return draw


def _markers(boxes: list[QRectF], ink: QColor, under: int) -> Part:
    marker = colour(MARKER)

    def draw(painter: QPainter, left: int, top: int) -> None:
        painter.setPen(ink)
        for box in boxes:
            here = box.translated(left, top)
            painter.fillRect(here, marker)
            line = QPointF(0, under)
            painter.drawLine(here.topLeft() + line, here.topRight() + line)

    return draw


_COLOURS: dict[str, QColor] = {}


def colour(name: str) -> QColor:
    """A colour of the theme, read once."""
    found = _COLOURS.get(name)
    if found is None:
        found = _COLOURS[name] = QColor(name)
    return found


class Writer:
    """Lays texts out in one font for a device of one pixel ratio."""

    def __init__(self, font: QFont, device: QPaintDevice) -> None:
        self.font, self.strong, self.slanted = QFont(font), QFont(font), QFont(font)
        self.ratio = device.devicePixelRatio() if isinstance(device, QWidget) else 1.0
        self.strong.setWeight(QFont.Weight.DemiBold)
        self.slanted.setItalic(True)
        self.fonts = {"": self.font, "strong": self.strong, "slanted": self.slanted}
        self.metrics = {each: QFontMetrics(its, device) for each, its in self.fonts.items()}
        self.usual = self.metrics[""]
        self._high = {each: QFontMetricsF(its, device).height() for each, its in self.fonts.items()}
        self._scaled = QTransform.fromScale(device.devicePixelRatio(), device.devicePixelRatio())
        self._known: dict[tuple[object, ...], tuple[Line, ...]] = {}
        self._looks: dict[tuple[object, ...], Look] = {}

    def look(self, content: tuple[object, ...], made: Callable[[], Look]) -> Look:
        """What was written down for this content, or is now: rows that come again in other places look the same."""
        found = self._looks.pop(content, None)
        if found is None:
            found = made()
            while len(self._looks) >= _LOOKS:
                del self._looks[next(iter(self._looks))]
        self._looks[content] = found
        return found

    def _keep(self, key: tuple[object, ...], lines: Callable[[], tuple[Line, ...]]) -> tuple[Line, ...]:
        found = self._known.pop(key, None)
        if found is None:
            found = lines()
            while len(self._known) >= _TEXTS:
                del self._known[next(iter(self._known))]
        self._known[key] = found
        return found

    def _static(self, text: str, manner: str) -> QStaticText:
        made = QStaticText(text.replace("\t", " "))
        made.setTextFormat(Qt.TextFormat.PlainText)
        made.setPerformanceHint(QStaticText.PerformanceHint.AggressiveCaching)
        made.prepare(self._scaled, self.fonts[manner])
        return made

    def cut(self, text: str, width: int, manner: str = "") -> str:
        """The text as far as it fits on one line, with "…" behind it."""
        return self.metrics[manner].elidedText(text, _ELIDE, width)

    def put(self, look: Look, place: QRectF, text: str, ink: str, manner: str = "", right: bool = False) -> None:
        """One line in the middle of its room, as it stands."""
        key = (text, place.width(), place.height(), manner, right)
        lines = self._keep(key, lambda: (self._centred(text, place.width(), place.height(), manner, right),))
        self._add(look, place, lines, ink, manner)

    def _centred(self, text: str, width: float, height: float, manner: str, right: bool) -> Line:
        made = self._static(text, manner)
        size = made.size()
        # As painted text does: in the middle by the font's own height, not by that of a line, which is rounded up.
        top = (height - self._high[manner]) / 2
        return (width - size.width() if right else 0.0, top, made, 0)

    def one_line(self, look: Look, place: QRect, text: str, ink: str, manner: str = "") -> None:
        """One line, cut where it does not fit."""
        width, height = place.width(), place.height()

        def lines() -> tuple[Line, ...]:
            shown = self.cut(text.replace("\n", " "), width, manner)
            return (self._centred(shown, width, height, manner, False),)

        self._add(look, QRectF(place), self._keep(("cut", text, width, height, manner), lines), ink, manner)

    def wrapped(self, look: Look, place: QRectF, text: str, right: bool, ink: str, manner: str = "") -> None:
        """As many lines as fit, the last one cut; plain text whatever it looks like."""
        if text:
            key = ("wrapped", text[:_LETTERS], place.width(), place.height(), manner, right)
            lines = self._keep(key, lambda: tuple(self._broken(place, text[:_LETTERS], right, manner)))
            self._add(look, place, lines, ink, manner)

    def _broken(self, place: QRectF, text: str, right: bool, manner: str) -> list[Line]:
        metrics, words = self.metrics[manner], text.replace("\n", " ")
        option = QTextOption(Qt.AlignmentFlag.AlignRight if right else LEFT)
        option.setWrapMode(_BOX)
        layout = QTextLayout(words, self.fonts[manner])
        layout.setTextOption(option)
        spacing = metrics.lineSpacing() - 1
        room = max(1, int((place.height() + 3) // spacing))
        width = place.width()
        parts: list[tuple[int, int]] = []
        layout.beginLayout()
        while len(parts) < room and (line := layout.createLine()).isValid():
            line.setLineWidth(width)
            parts.append((line.textStart(), line.textLength()))
        layout.endLayout()
        top = (place.height() - spacing * len(parts)) / 2
        found = []
        for at, (start, length) in enumerate(parts):
            last = at == room - 1
            shown = words[start:] if last else words[start : start + length]
            if last and start + length < len(words):
                shown = metrics.elidedText(shown, _ELIDE, int(width))
            x, y, made, _first = self._centred(shown, width, metrics.height(), manner, right)
            found.append((x, y + top + at * spacing, made, start))
        return found

    def standing_out(self, look: Look, place: QRectF, text: str, found: Ranges, ink: str) -> None:
        """As :meth:`wrapped`, with a ground and a line under some parts, begun near the first if that lies far."""
        metrics = self.usual
        room = max(1, int((place.height() + 3) // (metrics.lineSpacing() - 1)))
        fits = int(place.width() * room / max(1, metrics.averageCharWidth()))
        shown, marked = near_first(text.replace("\n", " "), found, fits)
        boxes = []
        key = ("wrapped", shown[:_FOUND_LETTERS], place.width(), place.height(), "", False)
        lines = self._keep(key, lambda: tuple(self._broken(place, shown[:_FOUND_LETTERS], False, "")))
        for x, y, made, start in lines:
            line = made.text()
            for first, end in inside(marked, start, start + len(line)):
                left, right = (metrics.horizontalAdvance(line[: at - start]) for at in (first, end))
                boxes.append(QRectF(place.left() + x + left, place.top() + y, right - left, metrics.height()))
        look.parts.append(_markers(boxes, colour(ink), metrics.ascent() + 2))
        self._add(look, place, lines, ink, "")

    def _add(self, look: Look, place: QRectF, lines: tuple[Line, ...], ink: str, manner: str) -> None:
        font, pen = self.fonts[manner], colour(ink)
        for x, y, made, _start in lines:
            left, top, size = place.left() + x, place.top() + y, made.size()
            look.parts.append(_text(font, pen, left, top, made))
            below, beside = top + size.height() > look.height, left + size.width() > look.width
            look.over = look.over or below or beside or top < 0 or left < 0

    def tag(self, look: Look, place: QRect, mark: Mark) -> None:
        """A mark at the left of a place: its ground and outline if it has any, its symbol, its words."""
        tinted = mark.tint.fill not in ("", "#FFFFFF") or bool(mark.tint.border)
        pad = 6 if tinted else 0
        symbol = _SYMBOL + 5 if mark.symbol else 0
        shown = self.cut(_(mark.words), max(place.width() - symbol - 2 * pad, 10)) if mark.words else ""
        width = symbol + self.usual.horizontalAdvance(shown) + 2 * pad
        height = min(place.height(), self.usual.height() + 2)
        box = QRectF(place.left(), place.center().y() - height / 2 + 0.5, width, height)
        if tinted:
            look.parts.append(_pill(box.adjusted(0.5, 0.5, -0.5, -0.5), mark))
        left = box.left() + pad
        if mark.symbol:
            self.picture(look, QPointF(left, box.center().y() - _SYMBOL / 2), mark.symbol, mark.tint.text, _SYMBOL)
        if shown:
            room = QRectF(left + symbol, box.top(), box.right() - left - symbol, box.height())
            self.put(look, room, shown, mark.tint.text)
        look.over = look.over or box.right() > look.width or box.top() < 0 or box.bottom() > look.height

    def picture(self, look: Look, place: QPointF, name: str, ink: str, size: int) -> None:
        """A symbol with its corner at a place."""
        look.parts.append(_picture(place, symbols.pixmap(name, ink, size, self.ratio)))
        look.over = look.over or place.y() < 0 or place.y() + size > look.height or place.x() + size > look.width


class Kept(QObject):
    """The looks of one view's cells; they go when their data, the font or the screen changes."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._model: QAbstractItemModel | None = None
        self._rows: dict[int, dict[int, Look]] = {}
        self.writer: Writer | None = None

    def find(self, row: int, column: int, width: int, height: int) -> Look | None:
        """The look of a cell of this size, if it is known."""
        looks = self._rows.get(row)
        look = looks.get(column) if looks is not None else None
        return look if look is not None and look.width == width and look.height == height else None

    def keep(self, row: int, column: int, look: Look) -> None:
        """Know it from now on; of many rows the first known go."""
        looks = self._rows.get(row)
        if looks is None:
            while len(self._rows) >= _ROWS:
                del self._rows[next(iter(self._rows))]
            looks = self._rows[row] = {}
        looks[column] = look

    def ready(self, model: QAbstractItemModel, font: QFont, device: QPaintDevice) -> Writer:
        """The writer for this font and device; what is known of another model, font or screen is let go."""
        if model is not self._model:
            self._watch(model)
        writer = self.writer
        ratio = device.devicePixelRatio() if isinstance(device, QWidget) else 1.0
        if writer is None or writer.ratio != ratio or writer.font != font:
            self.forget()
            writer = self.writer = Writer(font, device)
        return writer

    def writer_of(self, model: QAbstractItemModel) -> Writer | None:
        """The writer in use, None before the first painting of this model."""
        return self.writer if model is self._model else None

    def forget(self) -> None:
        """Let all looks go."""
        self._rows.clear()

    def _watch(self, model: QAbstractItemModel) -> None:
        self._model = model
        self.forget()
        model.dataChanged.connect(self._changed)
        for moved in (model.modelReset, model.layoutChanged, model.rowsInserted, model.rowsRemoved, model.rowsMoved,
                      model.columnsInserted, model.columnsRemoved, model.columnsMoved):  # fmt: skip
            moved.connect(self.forget)

    def _changed(self, first: QModelIndex, last: QModelIndex) -> None:
        top, bottom = first.row(), last.row()
        gone = range(top, bottom + 1) if bottom - top < _ROWS else [at for at in self._rows if top <= at <= bottom]
        for row in gone:
            self._rows.pop(row, None)
