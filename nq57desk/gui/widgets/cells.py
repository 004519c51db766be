"""How a cell is painted: two lines of text, a symbol before the first, a tinted tag as the second."""

from __future__ import annotations

from typing import Protocol, cast

from PySide6.QtCore import QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QBrush, QColor, QFont, QFontMetrics, QPainter, QPen, QTextLayout, QTextOption
from PySide6.QtWidgets import (
    QAbstractItemView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionButton,
    QStyleOptionViewItem,
    QWidget,
)

from nq57desk.gui import symbols, theme
from nq57desk.gui.marks import Mark
from nq57desk.gui.models.rows import Index, Role
from nq57desk.wording import _

_PAD = 6


class Drawn(Protocol):
    """What a style option holds; Qt's own type descriptions leave it out."""

    rect: QRect
    font: QFont
    state: QStyle.StateFlag
    widget: QWidget


_SYMBOL = 14


class Cells(QStyledItemDelegate):
    """Paints every table of the desk."""

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Ground, focus, then the cell's own lines."""
        _cell(painter, cast(Drawn, option), index)

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """Room for the text on one line and the row's own height."""
        text = str(index.data() or "")
        return QSize(QFontMetrics(cast(Drawn, option).font).horizontalAdvance(text) + 2 * _PAD + 2, theme.ROW_HEIGHT)


def _cell(painter: QPainter, option: Drawn, index: Index) -> None:
    painter.save()
    heading = bool(index.data(Role.HEADING))
    _ground(painter, option, heading)
    inner = option.rect.adjusted(_PAD, 2, -_PAD, -2)
    painter.setClipRect(option.rect)
    mark, second = index.data(Role.MARK), index.data(Role.SECOND_MARK)
    tick = index.data(Qt.ItemDataRole.CheckStateRole)
    if tick is not None:
        inner.setLeft(inner.left() + _tick(painter, option, inner, Qt.CheckState(tick)))
    if heading:
        _heading(painter, option, inner, str(index.data() or ""))
    elif isinstance(mark, Mark) or isinstance(second, Mark):
        _marked(painter, option, inner, index, mark, second)
    else:
        _plain(painter, option, inner, index)
    painter.restore()


def _ground(painter: QPainter, option: Drawn, heading: bool) -> None:
    selected = bool(option.state & QStyle.StateFlag.State_Selected)
    if heading:
        painter.fillRect(option.rect, QColor("#EDF1F5"))
    elif selected:
        painter.fillRect(option.rect, QColor(theme.SELECTION))
    if option.state & QStyle.StateFlag.State_HasFocus and not heading:
        painter.setPen(QPen(QColor(theme.ACCENT), 2))
        painter.drawRect(option.rect.adjusted(1, 1, -1, -1))


def _tick(painter: QPainter, option: Drawn, inner: QRect, state: Qt.CheckState) -> int:
    """Draw a tick box at the left; the room it takes."""
    box = QStyleOptionButton()
    drawn = cast(Drawn, box)
    drawn.rect = QRect(inner.left(), inner.center().y() - 8, 16, 16)
    on = state == Qt.CheckState.Checked
    drawn.state = QStyle.StateFlag.State_Enabled | (QStyle.StateFlag.State_On if on else QStyle.StateFlag.State_Off)
    style = option.widget.style()
    style.drawPrimitive(QStyle.PrimitiveElement.PE_IndicatorCheckBox, box, painter, option.widget)
    return 24


def _heading(painter: QPainter, option: Drawn, inner: QRect, text: str) -> None:
    font = QFont(option.font)
    font.setWeight(QFont.Weight.DemiBold)
    painter.setFont(font)
    painter.setPen(QColor(theme.TEXT))
    width = inner.width()
    if isinstance(option.widget, QAbstractItemView):
        width = min(width, option.widget.viewport().width() - inner.left() - _PAD)
    line = QFontMetrics(font).elidedText(text.replace("\n", " "), Qt.TextElideMode.ElideRight, width)
    painter.drawText(inner, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, line)


def _plain(painter: QPainter, option: Drawn, inner: QRect, index: Index) -> None:
    painter.setFont(option.font)
    painter.setPen(QColor(theme.TEXT))
    text = str(index.data() or "")
    second = str(index.data(Role.SECOND) or "")
    align = index.data(Qt.ItemDataRole.TextAlignmentRole) or Qt.AlignmentFlag.AlignLeft
    if second:
        _one_line(painter, inner.adjusted(0, 0, 0, -inner.height() // 2), text)
        painter.setPen(QColor(theme.SECONDARY))
        _one_line(painter, inner.adjusted(0, inner.height() // 2, 0, 0), second)
    else:
        wrapped(painter, QRectF(inner), text, Qt.AlignmentFlag(align))


def _one_line(painter: QPainter, place: QRect, text: str) -> None:
    line = painter.fontMetrics().elidedText(text.replace("\n", " "), Qt.TextElideMode.ElideRight, place.width())
    painter.drawText(place, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, line)


def wrapped(painter: QPainter, place: QRectF, text: str, align: Qt.AlignmentFlag) -> None:
    """Draw text on as many lines as fit, the last one cut with "…"; plain text whatever it looks like."""
    metrics = painter.fontMetrics()
    option = QTextOption(Qt.AlignmentFlag.AlignRight if align & Qt.AlignmentFlag.AlignRight else Qt.AlignmentFlag(1))
    option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
    words = text.replace("\n", " ")[:600]
    layout = QTextLayout(words, painter.font())
    layout.setTextOption(option)
    spacing = metrics.lineSpacing() - 1
    room = max(1, int((place.height() + 3) // spacing))
    layout.beginLayout()
    lines: list[tuple[int, int]] = []
    while len(lines) < room and (line := layout.createLine()).isValid():
        line.setLineWidth(place.width())
        lines.append((line.textStart(), line.textLength()))
    layout.endLayout()
    top = place.top() + (place.height() - spacing * len(lines)) / 2
    for at, (start, length) in enumerate(lines):
        last = at == room - 1
        shown = words[start:] if last else words[start : start + length]
        box = QRectF(place.left(), top + at * spacing, place.width(), metrics.height())
        if last:
            shown = metrics.elidedText(shown, Qt.TextElideMode.ElideRight, int(place.width()))
        painter.drawText(box, Qt.AlignmentFlag.AlignVCenter | option.alignment(), shown)


def _marked(painter: QPainter, option: Drawn, inner: QRect, index: Index, mark: object, second: object) -> None:
    painter.setFont(option.font)
    two = isinstance(second, Mark)
    upper = inner.adjusted(0, 0, 0, -inner.height() // 2) if two else inner
    lower = inner.adjusted(0, inner.height() // 2, 0, 0)
    ratio = painter.device().devicePixelRatio() if isinstance(painter.device(), QWidget) else 1.0
    if isinstance(mark, Mark):
        tag(painter, upper, mark, ratio)
    else:
        painter.setPen(QColor(theme.TEXT))
        _one_line(painter, upper, str(index.data() or ""))
    if isinstance(second, Mark):
        tag(painter, lower, second, ratio)


def tag(painter: QPainter, place: QRect, mark: Mark, ratio: float = 1.0) -> None:
    """Draw a mark at the left of a place: its ground and outline if it has any, its symbol, its words."""
    words = _(mark.words)
    metrics = painter.fontMetrics()
    tinted = mark.tint.fill not in ("", "#FFFFFF") or bool(mark.tint.border)
    pad = 6 if tinted else 0
    symbol = _SYMBOL + 5 if mark.symbol else 0
    room = place.width() - symbol - 2 * pad
    shown = metrics.elidedText(words, Qt.TextElideMode.ElideRight, max(room, 10))
    width = symbol + metrics.horizontalAdvance(shown) + 2 * pad
    height = min(place.height(), metrics.height() + 2)
    box = QRectF(place.left(), place.center().y() - height / 2 + 0.5, width, height)
    if tinted:
        _pill(painter, box, mark)
    left = box.left() + pad
    if mark.symbol:
        picture = symbols.pixmap(mark.symbol, mark.tint.text, _SYMBOL, ratio)
        painter.drawPixmap(QPointF(left, box.center().y() - _SYMBOL / 2), picture)
    painter.setPen(QColor(mark.tint.text))
    text = QRectF(left + symbol, box.top(), box.right() - left - symbol, box.height())
    painter.drawText(text, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, shown)


def _pill(painter: QPainter, box: QRectF, mark: Mark) -> None:
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setBrush(QBrush(QColor(mark.tint.fill)))
    if mark.tint.border:
        style = Qt.PenStyle.DashLine if mark.tint.dashed else Qt.PenStyle.SolidLine
        painter.setPen(QPen(QColor(mark.tint.border), mark.tint.width, style))
    else:
        painter.setPen(Qt.PenStyle.NoPen)
    painter.drawRoundedRect(box.adjusted(0.5, 0.5, -0.5, -0.5), 3, 3)
    painter.restore()
