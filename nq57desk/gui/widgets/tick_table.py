"""A table with boxes: Space ticks the chosen rows, Enter does what the dialog is for, letters go to its search."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from nq57desk.gui import theme
from nq57desk.gui.models.ticked_rows import TickedRows
from nq57desk.gui.widgets.plain import SearchField, Table, row


class TickTable(Table):
    """Over a :class:`TickedRows`."""

    def __init__(self, name: str, model: TickedRows[Any], parent: QWidget | None = None) -> None:
        super().__init__(name, parent)
        self.ticks = model
        self.setModel(model)
        self.verticalHeader().setDefaultSectionSize(theme.ROW_HEIGHT)

    def chosen_rows(self) -> Sequence[Any]:
        """The rows that are selected, from the top."""
        places = sorted({index.row() for index in self.selectionModel().selectedRows()})
        return [self.ticks.rows[at] for at in places]

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Space ticks; the rest as in any table."""
        if event.key() == Qt.Key.Key_Space and event.modifiers() == Qt.KeyboardModifier.NoModifier:
            self.ticks.turn(self.chosen_rows())
        else:
            super().keyPressEvent(event)


class Ticking(QWidget):
    """A search field over a table with boxes, with what else stands beside the field."""

    def __init__(self, hint: str, table: TickTable, *beside: QWidget, least: int = 240) -> None:
        super().__init__()
        self.table = table
        self.seeker = SearchField(hint)
        self.seeker.setMinimumWidth(theme.px(150))
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(6)
        outer.addLayout(row(self.seeker, *beside))
        outer.addWidget(table, 1)
        self.seeker.searched.connect(table.ticks.seek)
        self.seeker.left.connect(self._to_table)
        table.lettered.connect(self._lettered)
        table.use_widths(table.ticks.columns, least)

    def _to_table(self) -> None:
        if self.table.ticks.rows and not self.table.currentIndex().isValid():
            self.table.selectRow(0)
        self.table.setFocus()

    def _lettered(self, text: str) -> None:
        self.seeker.setFocus()
        self.seeker.setText(text)
