"""A chart of :mod:`nq57desk.documents.charts` on the screen: the picture, its links by mouse and keys, its table."""

from __future__ import annotations

from operator import itemgetter

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QBrush,
    QColor,
    QFont,
    QFontMetricsF,
    QHelpEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QResizeEvent,
)
from PySide6.QtWidgets import QSizePolicy, QStackedWidget, QToolTip, QVBoxLayout, QWidget

from nq57desk.documents.charts import (
    Box,
    Dot,
    Drawing,
    Room,
    Shape,
    Stroke,
    Words,
)
from nq57desk.documents.charts_deadlines import Chart
from nq57desk.documents.charts_path import MonthPath
from nq57desk.gui import theme
from nq57desk.gui.models.rows import Column, RowsModel, plain_tip
from nq57desk.gui.widgets.plain import Table, label

_ALIGN = {
    "left": Qt.AlignmentFlag.AlignLeft,
    "center": Qt.AlignmentFlag.AlignHCenter,
    "right": Qt.AlignmentFlag.AlignRight,
}


def room_of(widget: QWidget, width: float, height: float) -> Room:
    """The room for a chart in a widget's own font."""
    plain, bold = QFont(widget.font()), QFont(widget.font())
    bold.setWeight(QFont.Weight.DemiBold)
    metrics = (QFontMetricsF(plain), QFontMetricsF(bold))
    return Room(width, height, metrics[0].lineSpacing(), lambda text, heavy: metrics[heavy].horizontalAdvance(text))


def paint(painter: QPainter, drawing: Drawing, font: QFont) -> None:
    """Draw the shapes from the painter's own origin."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    for shape in drawing.shapes:
        _paint(painter, shape, font)


def _paint(painter: QPainter, shape: Shape, font: QFont) -> None:
    match shape:
        case Box():
            _pens(painter, shape.fill, shape.stroke, shape.thickness)
            painter.drawRect(QRectF(shape.left, shape.top, shape.width, shape.height))
        case Dot():
            _pens(painter, shape.fill, shape.stroke, shape.thickness)
            painter.drawEllipse(QPointF(shape.x, shape.y), shape.radius, shape.radius)
        case Stroke():
            line = Qt.PenStyle.DashLine if shape.dashed else Qt.PenStyle.SolidLine
            painter.setPen(QPen(QColor(shape.colour), shape.thickness, line))
            painter.drawLine(QPointF(shape.x1, shape.y1), QPointF(shape.x2, shape.y2))
        case Words():
            its = QFont(font)
            its.setPointSizeF(font.pointSizeF() * shape.size)
            if shape.bold:
                its.setWeight(QFont.Weight.DemiBold)
            painter.setFont(its)
            painter.setPen(QColor(shape.colour))
            flags = _ALIGN[shape.align] | Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextDontClip
            painter.drawText(QRectF(shape.left, shape.top, shape.width, shape.height), int(flags), shape.text)


def _pens(painter: QPainter, fill: str, stroke: str, thickness: float) -> None:
    painter.setBrush(QBrush(QColor(fill)) if fill else QBrush(Qt.BrushStyle.NoBrush))
    painter.setPen(QPen(QColor(stroke), thickness) if stroke else QPen(Qt.PenStyle.NoPen))


class Picture(QWidget):
    """The drawing. Arrows go from part to part, Enter or a click opens the part."""

    opened = Signal(str)

    def __init__(self, lines: int, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._lines = lines
        self._chart: Chart | MonthPath | None = None
        self._drawing: Drawing | None = None
        self._at = -1
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)

    def show_chart(self, chart: Chart | MonthPath) -> None:
        """Draw this from now on."""
        self._chart, self._at = chart, -1
        self._again()

    @property
    def keys(self) -> tuple[str, ...]:
        """What the parts of the drawing stand for."""
        return tuple(link.key for link in self._drawing.links) if self._drawing is not None else ()

    def _again(self) -> None:
        if self._chart is not None:
            self._drawing = self._chart.draw(room_of(self, max(60, self.width() - 4), max(40, self.height() - 2)))
            self._speak()
        self.update()

    def _speak(self) -> None:
        title = self._chart.title if self._chart is not None else ""
        links = self._drawing.links if self._drawing is not None else ()
        self.setAccessibleName(title)
        self.setAccessibleDescription(links[self._at].spoken if 0 <= self._at < len(links) else "")

    def sizeHint(self) -> QSize:
        """The lines that it wants."""
        return QSize(theme.px(240), self.fontMetrics().lineSpacing() * self._lines + theme.px(6))

    def minimumSizeHint(self) -> QSize:
        """Less than that by a third."""
        return QSize(theme.px(160), self.fontMetrics().lineSpacing() * max(2, self._lines * 2 // 3))

    def paintEvent(self, _event: QPaintEvent) -> None:
        """The shapes, and a ring round the part that the keys are at."""
        if self._drawing is None:
            return
        painter = QPainter(self)
        painter.translate(2, 0)
        paint(painter, self._drawing, self.font())
        if self.hasFocus():
            links = self._drawing.links
            box = links[self._at].box if 0 <= self._at < len(links) else None
            ring = QRectF(box.left, box.top, box.width, box.height) if box else QRectF(self.rect()).translated(-2, 0)
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(QColor(theme.ACCENT), 2))
            painter.drawRect(ring.adjusted(1, 1, -1, -1))
        painter.end()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Another room is another drawing."""
        super().resizeEvent(event)
        self._again()

    def changeEvent(self, event: QEvent) -> None:
        """So is another text size."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self.updateGeometry()
            self._again()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Arrows, Home, End; Enter opens."""
        links = self._drawing.links if self._drawing is not None else ()
        step = {
            Qt.Key.Key_Right: 1, Qt.Key.Key_Down: 1, Qt.Key.Key_Left: -1, Qt.Key.Key_Up: -1,
        }.get(Qt.Key(event.key()))  # fmt: skip
        if links and step is not None:
            self._at = min(len(links) - 1, max(0, self._at + step))
        elif links and event.key() in (Qt.Key.Key_Home, Qt.Key.Key_End):
            self._at = 0 if event.key() == Qt.Key.Key_Home else len(links) - 1
        elif links and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
            self.opened.emit(links[max(0, self._at)].key)
        else:
            super().keyPressEvent(event)
            return
        self._speak()
        self.update()

    def _part(self, at: QPointF) -> int:
        links = self._drawing.links if self._drawing is not None else ()
        for n, link in enumerate(links):
            box = link.box
            if QRectF(box.left + 2, box.top, box.width, box.height).contains(at):
                return n
        return -1

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """A click opens what is under it."""
        at = self._part(event.position())
        if at >= 0 and self._drawing is not None:
            self._at = at
            self.opened.emit(self._drawing.links[at].key)

    def event(self, event: QEvent) -> bool:
        """A tooltip repeats in words what stands under the mouse."""
        if isinstance(event, QHelpEvent) and event.type() == QEvent.Type.ToolTip and self._drawing is not None:
            at = self._part(QPointF(event.pos()))
            if at >= 0:
                QToolTip.showText(event.globalPos(), plain_tip(self._drawing.links[at].spoken), self)
            return True
        return super().event(event)


class ChartView(QWidget):
    """A chart under its finding; ``flip`` shows the same as a table."""

    opened = Signal(str)

    def __init__(self, lines: int, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.title = label("", "heading", wrap=True)
        self.picture = Picture(lines)
        self.table = Table("")
        self._chart: Chart | None = None
        self.stack = QStackedWidget()
        self.stack.addWidget(self.picture)
        self.stack.addWidget(self.table)
        self.picture.opened.connect(self.opened)
        self.table.opened.connect(self._row_opened)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(4)
        outer.addWidget(self.title)
        outer.addWidget(self.stack, 1)

    @property
    def as_table(self) -> bool:
        """Whether the table is shown now."""
        return self.stack.currentWidget() is self.table

    @property
    def front(self) -> QWidget:
        """What takes the focus."""
        return self.table if self.as_table else self.picture

    def show_chart(self, chart: Chart) -> None:
        """Show this chart."""
        self._chart = chart
        self.title.setText(chart.title)
        self.picture.show_chart(chart)
        self.table.setAccessibleName(chart.title)
        self._fill()

    def flip(self) -> None:
        """Chart ↔ table."""
        focus = self.front.hasFocus()
        self.stack.setCurrentWidget(self.picture if self.as_table else self.table)
        self._fill()
        if focus:
            self.front.setFocus()

    def _fill(self) -> None:
        chart = self._chart
        if chart is None or not self.as_table:
            return
        widths = [0, *[84] * (len(chart.headings) - 1)]
        columns: list[Column[tuple[str, ...]]] = [
            Column(heading, itemgetter(at), width, right=at > 0)
            for at, (heading, width) in enumerate(zip(chart.headings, widths, strict=True))
        ]
        model: RowsModel[tuple[str, ...]] = RowsModel(columns, self)
        model.show(chart.rows)
        old = self.table.model()
        self.table.setModel(model)
        self.table.verticalHeader().setDefaultSectionSize(theme.COMPACT_ROW_HEIGHT)
        self.table.use_widths(columns, 116)
        if old is not None:
            old.deleteLater()

    def _row_opened(self) -> None:
        at = self.table.currentIndex().row()
        keys = self.picture.keys
        if 0 <= at < len(keys):
            self.opened.emit(keys[at])
