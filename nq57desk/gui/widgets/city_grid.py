"""The matrix on the screen: the office's name and "Đúng hạn" stay at the left while the months scroll."""

from __future__ import annotations

from typing import cast

from PySide6.QtCore import QEvent, QItemSelectionModel, QModelIndex, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QFrame, QHeaderView, QStyleOptionViewItem, QTableView, QWidget

from nq57desk.gui import symbols, theme
from nq57desk.gui.city_words import CORNERS
from nq57desk.gui.models.city_matrix import MONTHS, NAME, TIMELY, CityMatrixModel, CityRole
from nq57desk.gui.models.rows import Index
from nq57desk.gui.widgets.cells import Cells, Drawn
from nq57desk.gui.widgets.plain import Table

_NAME_WIDTH, _TIMELY_WIDTH, _MONTH_WIDTH = 226, 78, 134
_CORNER = 12


class MatrixCells(Cells):
    """Paints a cell, and in its corner the sign of a newer bundle that waits or was refused."""

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """The cell, then its corner."""
        super().paint(painter, option, index)
        corner = CORNERS.get(str(index.data(CityRole.CORNER) or ""))
        if corner is not None:
            rect = cast(Drawn, option).rect
            size = theme.px(_CORNER)
            picture = symbols.pixmap(corner[0], corner[1].text, size, painter.device().devicePixelRatioF())
            painter.drawPixmap(rect.right() - size - 2, rect.top() + 2, picture)


class _Left(QTableView):
    """The frozen columns: another view of the same model, laid over the first ones."""

    def __init__(self, above: MatrixView) -> None:
        super().__init__(above)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setItemDelegate(MatrixCells(self))
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setWordWrap(False)
        self.setCornerButtonEnabled(False)
        self.verticalHeader().hide()
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.horizontalHeader().setHighlightSections(False)
        self.setStyleSheet(f"QTableView {{ border: none; border-right: 2px solid {theme.FIELD_BORDER}; }}")


class MatrixView(Table):
    """One cell is chosen; a click on a heading sorts, a letter begins a search."""

    sorted_by = Signal(int)
    moved = Signal()
    """Another cell was chosen."""

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(name, parent)
        self.setItemDelegate(MatrixCells(self))
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectItems)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.left = _Left(self)
        for header in (self.horizontalHeader(), self.left.horizontalHeader()):
            header.setSectionsClickable(True)
            header.sectionClicked.connect(self.sorted_by)
            header.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
            header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        self.verticalScrollBar().valueChanged.connect(self.left.verticalScrollBar().setValue)
        self.left.verticalScrollBar().valueChanged.connect(self.verticalScrollBar().setValue)
        self.left.doubleClicked.connect(lambda _index: self.opened.emit())

    def use(self, model: CityMatrixModel) -> None:
        """Show this model in both views."""
        self.setModel(model)
        self.left.setModel(model)
        self.left.setSelectionModel(self.selectionModel())
        self.selectionModel().currentChanged.connect(lambda now, _before: self._went(now))
        model.modelReset.connect(self._spread_months)
        self._spread_months()

    def _spread_months(self) -> None:
        """Give columns and rows their sizes; months take the room that is left, at least their own."""
        model = self.model()
        if not isinstance(model, CityMatrixModel):
            return
        self.horizontalHeader().setFixedHeight(self.horizontalHeader().fontMetrics().lineSpacing() + theme.px(14))
        name, timely = theme.px(_NAME_WIDTH), theme.px(_TIMELY_WIDTH)
        months = max(1, model.columnCount() - MONTHS)
        room = (self.viewport().width() - name - timely) // months
        for view in (self, self.left):
            view.verticalHeader().setDefaultSectionSize(theme.COMPACT_ROW_HEIGHT)
            view.setColumnWidth(NAME, name)
            view.setColumnWidth(TIMELY, timely)
        for column in range(MONTHS, model.columnCount()):
            self.setColumnWidth(column, min(max(room, theme.px(_MONTH_WIDTH)), theme.px(170)))
            self.left.setColumnHidden(column, True)
        for at, line in enumerate(model.lines):
            for view in (self, self.left):
                span = model.columnCount() if isinstance(line, str) else 1
                if view.columnSpan(at, 0) != span:
                    view.setSpan(at, 0, 1, span)
        self._place_left()

    def _place_left(self) -> None:
        frame = self.frameWidth()
        height = self.viewport().height() + self.horizontalHeader().height()
        self.left.horizontalHeader().setFixedHeight(self.horizontalHeader().height())
        width = self.columnWidth(NAME) + self.columnWidth(TIMELY)
        self.left.setGeometry(frame, frame, min(width, self.viewport().width()), height)

    def choose(self, row: int, column: int) -> None:
        """Go to a cell and see it."""
        index = self.model().index(row, column)
        self.selectionModel().setCurrentIndex(index, QItemSelectionModel.SelectionFlag.ClearAndSelect)
        self.see(index)

    def see(self, index: QModelIndex) -> None:
        """Scroll so that a cell is not under the frozen columns."""
        self.scrollTo(index)
        if index.column() >= MONTHS:
            hidden = self.columnWidth(NAME) + self.columnWidth(TIMELY) - self.columnViewportPosition(index.column())
            if hidden > 0:
                self.horizontalScrollBar().setValue(self.horizontalScrollBar().value() - hidden)

    def _went(self, current: Index) -> None:
        """The chosen cell is never under the frozen columns."""
        if current.isValid():
            self.see(self.model().index(current.row(), current.column()))
        self.moved.emit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The frozen part goes with the view."""
        super().resizeEvent(event)
        self._spread_months()

    def changeEvent(self, event: QEvent) -> None:
        """So it does with the text size."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange and hasattr(self, "left"):
            self._spread_months()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Arrows pass over headings; Home and End go through the months; the rest as in any table."""
        super().keyPressEvent(event)
        model, index = self.model(), self.currentIndex()
        if event.key() in (Qt.Key.Key_Up, Qt.Key.Key_Down) and isinstance(model, CityMatrixModel):
            step = 1 if event.key() == Qt.Key.Key_Down else -1
            while index.isValid() and model.office(index) is None:
                index = model.index(index.row() + step, index.column())
            if index.isValid() and index != self.currentIndex():
                self.choose(index.row(), index.column())
