"""A table whose rows are ticked in their first column, and found by words; ticks stay on rows that a search hides."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import Any, TypeVar

from PySide6.QtCore import QObject, Qt, Signal

from nq57desk.domain.vietnamese import fold
from nq57desk.gui.models.rows import Column, Index, RowsModel

T = TypeVar("T")


class TickedRows(RowsModel[T]):
    """``key`` tells rows apart, ``words`` is what is searched of one."""

    ticked = Signal()
    """Other rows are ticked than before."""

    def __init__(
        self,
        columns: Sequence[Column[T]],
        key: Callable[[T], object],
        words: Callable[[T], str],
        parent: QObject | None = None,
    ) -> None:
        super().__init__(columns, parent)
        self._key, self._words = key, words
        self._all: tuple[T, ...] = ()
        self._folded: tuple[str, ...] = ()
        self._sought = ""
        self._on: set[object] = set()

    def fill(self, rows: Sequence[T]) -> None:
        """Show these rows from now on; ticks of rows that are gone go with them."""
        self._all = tuple(rows)
        self._folded = ()
        self._on &= {self._key(one) for one in self._all}
        self._find()
        self.ticked.emit()

    def seek(self, text: str) -> None:
        """Show only the rows that have each of these words."""
        self._sought = text
        self._find()

    def _find(self) -> None:
        parts = fold(self._sought).split()
        if not parts:
            self.show(self._all)
            return
        if not self._folded:
            self._folded = tuple(fold(self._words(one)) for one in self._all)
        found = zip(self._all, self._folded, strict=True)
        self.show([one for one, its in found if all(part in its for part in parts)])

    @property
    def every(self) -> tuple[T, ...]:
        """All rows, also those that are not shown now."""
        return self._all

    @property
    def chosen(self) -> tuple[T, ...]:
        """The ticked rows, also those that are not shown now."""
        return tuple(one for one in self._all if self._key(one) in self._on)

    def tick(self, rows: Iterable[T], on: bool) -> None:
        """Tick these rows, or take their ticks away."""
        keys = {self._key(one) for one in rows}
        self._on = self._on | keys if on else self._on - keys
        if self.rows:
            self.dataChanged.emit(self.index(0, 0), self.index(len(self.rows) - 1, 0))
        self.ticked.emit()

    def turn(self, rows: Sequence[T]) -> None:
        """Tick these rows; where all of them are ticked, take their ticks away."""
        if rows:
            self.tick(rows, not all(self._key(one) in self._on for one in rows))

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """As any table, with a box in the first column."""
        if role == Qt.ItemDataRole.CheckStateRole and index.column() == 0:
            row = self.row(index)
            on = row is not None and self._key(row) in self._on
            return Qt.CheckState.Checked if on else Qt.CheckState.Unchecked
        return super().data(index, role)

    def setData(self, index: Index, value: Any, role: int = Qt.ItemDataRole.EditRole) -> bool:
        """A box was clicked."""
        row = self.row(index)
        if role != Qt.ItemDataRole.CheckStateRole or index.column() != 0 or row is None:
            return False
        self.tick((row,), Qt.CheckState(value) == Qt.CheckState.Checked)
        return True

    def flags(self, index: Index) -> Qt.ItemFlag:
        """The first column can be ticked."""
        flags = super().flags(index)
        return flags | Qt.ItemFlag.ItemIsUserCheckable if index.isValid() and index.column() == 0 else flags
