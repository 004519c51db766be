"""Lists inside dialogs: whole rows chosen, painted as every table of the desk, long lines wrapped."""

from __future__ import annotations

from collections.abc import Sequence
from typing import cast

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableWidget,
    QTreeWidget,
)

from nq57desk.gui import theme
from nq57desk.gui.models.rows import Index
from nq57desk.gui.widgets.cells import Cells, Drawn

_INDENT = 56
_PAD = 8
_BESIDE = 190
"""The most that a column beside the first takes."""


def dress_list(table: QTableWidget, name: str, headings: Sequence[str]) -> None:
    """Give a table of a dialog its headings and its looks; the columns share the width."""
    table.setColumnCount(len(headings))
    table.setHorizontalHeaderLabels(list(headings))
    table.setAccessibleName(name)
    table.setItemDelegate(Cells(table))
    table.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
    table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
    table.setTabKeyNavigation(False)
    table.verticalHeader().hide()
    table.verticalHeader().setDefaultSectionSize(theme.ROW_HEIGHT)
    header = table.horizontalHeader()
    header.setHighlightSections(False)
    header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
    header.setSectionResizeMode(QHeaderView.ResizeMode.Stretch)


class Wrapping(QStyledItemDelegate):
    """Lines of a tree as high as their text needs in its column."""

    def __init__(self, tree: QTreeWidget) -> None:
        super().__init__(tree)
        self._tree = tree

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """The text's height when it is wrapped."""
        beside = theme.px(_BESIDE)
        width = max(self._tree.columnWidth(0) - _INDENT - 2 * _PAD, 60) if index.column() == 0 else beside
        metrics = cast(Drawn, option).widget.fontMetrics()
        text = str(index.data() or "")
        box = metrics.boundingRect(QRect(0, 0, width, 10_000), Qt.TextFlag.TextWordWrap, text)
        return QSize(box.width() + 2 * _PAD, max(box.height(), metrics.height()) + _PAD)
