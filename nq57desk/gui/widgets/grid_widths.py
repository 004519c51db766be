"""The widths of a grid's columns: their own, those chosen by hand, and what is left for the names.

A column's edge in the heading is dragged with the mouse; a double click on it, or the menu, fits the column to what is
seen of it. What was chosen is told as text ("2:180,7:0", pixels at 100 %, 0 for a column that is hidden), so that it
can be remembered; both views follow.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, QPoint, Qt, QTimer, Signal
from PySide6.QtWidgets import QApplication, QHeaderView, QMenu, QTableView

from nq57desk.gui import theme
from nq57desk.gui.models.grid import GridModel
from nq57desk.wording import _

if TYPE_CHECKING:
    from nq57desk.gui.widgets.grid import Grid

LEAST = 24
_LEAST_NAME = 180
_MOST = 480
_BESIDE = 410
"""What the frozen columns leave for the first ones that are filled in: state, per cent and result side by side."""
_LATER_MS = 300


class GridWidths(QObject):
    """See the module."""

    chosen = Signal(str)

    def __init__(self, grid: Grid) -> None:
        super().__init__(grid)
        self._grid = grid
        self._own: dict[int, int] = {}
        self._hidden: set[int] = set()
        self._spreading = False
        self._later = QTimer(self)
        self._later.setSingleShot(True)
        self._later.setInterval(_LATER_MS)
        self._later.timeout.connect(lambda: self.chosen.emit(self.text()))
        for view in (grid, grid.frozen):
            self._watch(view)

    def _watch(self, view: QTableView) -> None:
        header = view.horizontalHeader()
        header.setSectionResizeMode(QHeaderView.ResizeMode.Interactive)
        header.setResizeContentsPrecision(0)
        header.sectionResized.connect(self._resized)
        header.sectionHandleDoubleClicked.connect(self.fit)
        header.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        header.customContextMenuRequested.connect(
            lambda place: self.menu(header.logicalIndexAt(place)).popup(header.mapToGlobal(QPoint(place)))
        )

    # what was chosen

    def text(self) -> str:
        """What was chosen by hand, for :meth:`use`."""
        chosen = self._own | dict.fromkeys(self._hidden, 0)
        return ",".join(f"{at}:{width}" for at, width in sorted(chosen.items()))

    def use(self, text: str) -> None:
        """Take over what was chosen before; what cannot be read counts for nothing."""
        pairs = [part.partition(":") for part in text.split(",")]
        found = {int(at): int(width) for at, _sign, width in pairs if _number(at) and _number(width)}
        self._own = {at: max(LEAST, width) for at, width in found.items() if width}
        self._hidden = {at for at, width in found.items() if not width}
        self.apply()

    def usual(self) -> None:
        """The widths and columns of the beginning."""
        self._own, self._hidden = {}, set()
        self.apply()
        self._later.start()

    def is_hidden(self, at: int) -> bool:
        """Whether a column was hidden by choice."""
        return at in self._hidden

    def hide(self, at: int, hidden: bool) -> None:
        """Leave a column away, or show it again."""
        if hidden != (at in self._hidden):
            self._hidden ^= {at}
            self.apply()
            self._later.start()

    def fit(self, at: int) -> None:
        """As wide as what is seen of the column needs, and its heading's longest word."""
        grid = self._grid
        if grid.model() is None or not 0 <= at < grid.model().columnCount():
            return
        view: QTableView = grid.frozen if at < grid.frozen_columns else grid
        heading = str(grid.model().headerData(at, Qt.Orientation.Horizontal) or "")
        words = [view.horizontalHeader().fontMetrics().horizontalAdvance(word) for word in heading.split()]
        width = max(view.sizeHintForColumn(at), max(words, default=0) + theme.px(20))
        self._own[at] = _at_100(min(width, theme.px(_MOST)))
        self.apply()
        self._later.start()

    def apply(self) -> None:
        """Hide what is to be hidden and give the others their widths."""
        grid = self._grid
        if grid.model() is None:
            return
        for at in range(grid.frozen_columns, grid.model().columnCount()):
            grid.setColumnHidden(at, at in self._hidden)
        self.spread()

    def _resized(self, at: int, _before: int, width: int) -> None:
        dragged = bool(QApplication.mouseButtons() & Qt.MouseButton.LeftButton)
        if self._spreading or not dragged or not width:
            return
        self._own[at] = _at_100(width)
        self._spreading = True
        for view in (self._grid, self._grid.frozen):
            if not view.isColumnHidden(at):
                view.setColumnWidth(at, width)
        self._spreading = False
        self.place_frozen()
        self._later.start()

    # spreading

    def spread(self) -> None:
        """Give every column its width; the names give way where there is no room, and take what is left."""
        grid = self._grid
        model: GridModel[Any] | None = grid.shown
        if model is None:
            return
        room, name = grid.viewport().width(), grid.name_column
        widths = [theme.px(self._own.get(at, column.width)) for at, column in enumerate(model.columns)]
        over = sum(widths[: grid.frozen_columns]) - min(int(room * 0.6), room - theme.px(_BESIDE))
        if over > 0:
            widths[name] = max(theme.px(_LEAST_NAME), widths[name] - over)
        spare = room - sum(width for at, width in enumerate(widths) if not grid.isColumnHidden(at))
        if spare > 0 and name not in self._own:
            widths[name] += spare
        self._spreading = True
        for at, width in enumerate(widths):
            for view in (grid, grid.frozen):
                if not view.isColumnHidden(at):
                    view.setColumnWidth(at, width)
        self._spreading = False
        self.place_frozen()

    def place_frozen(self) -> None:
        """Lay the left view over its columns."""
        grid = self._grid
        width = sum(grid.columnWidth(at) for at in range(grid.frozen_columns) if not grid.isColumnHidden(at))
        edge = grid.frameWidth()
        grid.frozen.setGeometry(edge, edge, width, grid.viewport().height() + grid.horizontalHeader().height())

    # the heading's menu

    def menu(self, at: int) -> QMenu:
        """What can be done with the columns; "%" is the one that can be hidden."""
        made = QMenu(self._grid)
        made.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        made.addAction(_("Vừa cột với nội dung")).triggered.connect(lambda: self.fit(at))
        percent = self._grid.grid.column_of("percent")
        if percent is not None:
            shown = made.addAction(_("Hiện cột %"))
            shown.setCheckable(True)
            shown.setChecked(not self.is_hidden(percent))
            shown.triggered.connect(lambda on: self.hide(percent, not on))
        made.addAction(_("Độ rộng cột ban đầu")).triggered.connect(self.usual)
        return made


def _at_100(width: int) -> int:
    return max(LEAST, width * 100 // theme.percent())


def _number(text: str) -> bool:
    return text.isascii() and text.isdecimal() and len(text) < 5
