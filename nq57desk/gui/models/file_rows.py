"""The first rows of a table as they stand in a file: which is its heading, which are read, which are not."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QAbstractTableModel, QObject, Qt

from nq57desk.gui import theme
from nq57desk.gui.marks import Mark
from nq57desk.gui.models.rows import ROOT, Index, Role, plain_tip
from nq57desk.importing.recognise_chosen import ChosenColumns, ChosenTable, FileTable
from nq57desk.wording import _, mark

_NONE = ChosenColumns((), (), ())
_HEADING = Mark("", mark("Tiêu đề"), theme.NEUTRAL)
_LEFT = Mark("", mark("Không đọc"), theme.UNKNOWN)


class FileRows(QAbstractTableModel):
    """Column 0 says what a row is taken for; the others are the table's columns that have something in them."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._table: FileTable | None = None
        self._chosen = ChosenTable(0)
        self._columns = _NONE

    def show(self, table: FileTable, chosen: ChosenTable, columns: ChosenColumns) -> None:
        """Show a table with what is chosen of it."""
        self.beginResetModel()
        self._table, self._chosen, self._columns = table, chosen, columns
        self.endResetModel()

    def rowCount(self, parent: Index = ROOT) -> int:
        """The rows that are shown of the file."""
        return 0 if parent.isValid() or self._table is None else len(self._table.rows)

    def columnCount(self, parent: Index = ROOT) -> int:
        """What each row is, and its columns."""
        return 0 if parent.isValid() or self._table is None else len(self._columns.places) + 1

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> str | None:
        """The headings chosen."""
        if orientation != Qt.Orientation.Horizontal or role != Qt.ItemDataRole.DisplayRole:
            return None
        if section == 0:
            return _("Dòng")
        return self._columns.headings[section - 1] if section <= len(self._columns.headings) else ""

    def _mark(self, row: int) -> Mark | None:
        heading, last = self._chosen.heading, self._chosen.last
        if row == heading:
            return _HEADING
        before = heading is not None and row < heading
        return _LEFT if before or (last is not None and row > last) else None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """What a cell answers to a role."""
        if self._table is None or not index.isValid():
            return None
        row, column = index.row(), index.column()
        if column == 0:
            found = self._mark(row)
            if role == Role.MARK:
                return found
            if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
                return _("Dòng {n}").format(n=row + 1) + (f", {_(found.words)}" if found is not None else "")
            return None
        text = self._table.rows[row][self._columns.places[column - 1]]
        if role == Qt.ItemDataRole.DisplayRole:
            return text
        if role == Qt.ItemDataRole.ToolTipRole:
            return plain_tip(text)
        return None
