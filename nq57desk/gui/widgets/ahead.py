"""Cells just above and below what is seen, laid out while nothing else is to do, so that a page down finds them ready.

After each painting the rows of the next and the previous screen are gone through, a few cells at a time: no slice keeps
the event loop longer than ``_SLICE_S``. A model that holds only some of its rows is told which ones come next.
While somebody types a search no page down is near, but the next key is: then it rests a while first.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from time import perf_counter

from PySide6.QtCore import QObject, QTimer
from PySide6.QtWidgets import QTableView

_SLICE_S = 0.0027
_TYPED_MS = 150
"""Rest after a screen that a key typed into a search brought: about the time between two keys."""


class Ahead(QObject):
    """Watches one view (with a companion that shows other columns of the same rows)."""

    def __init__(self, view: QTableView, parts: Sequence[QTableView]) -> None:
        super().__init__(view)
        self._view, self._parts = view, tuple(parts)
        self._next: Iterator[None] = iter(())
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(0)
        self._timer.timeout.connect(self._slice)
        self._seen: tuple[int, int] | None = None
        self.typing = False
        """Whether what is seen follows what is being typed; over once somebody scrolls."""
        view.verticalScrollBar().valueChanged.connect(self._scrolled)

    def painted(self) -> None:
        """What is seen was painted: go through what lies beside it, once this is over."""
        self._seen = None
        self._timer.start(_TYPED_MS if self.typing else 0)

    def _scrolled(self, _to: int) -> None:
        self.typing = False

    def _slice(self) -> None:
        if not self._view.isVisible() or self._view.model() is None:
            return
        if self._seen is None:
            self._seen = self._rows()
            self._next = self._work(*self._seen)
        end = perf_counter() + _SLICE_S
        for _done in self._next:
            if perf_counter() >= end:
                self._timer.start(0)
                return

    def _rows(self) -> tuple[int, int]:
        view = self._view
        first, last = view.rowAt(0), view.rowAt(view.viewport().height() - 1)
        return max(first, 0), last if last >= 0 else view.model().rowCount() - 1

    def _work(self, first: int, last: int) -> Iterator[None]:
        model, screen = self._view.model(), last - first + 1
        below = range(last + 1, min(last + screen + 1, model.rowCount()))
        above = range(first - 1, max(first - screen, 0) - 1, -1)
        want = getattr(model, "want", None)
        if want is not None:
            want(max(first - screen, 0), min(last + 2 * screen, model.rowCount()))
            yield
        for row in (*below, *above):
            if row >= model.rowCount():
                return
            yield from self._row(row)

    def _row(self, row: int) -> Iterator[None]:
        for view in self._parts:
            header = view.horizontalHeader()
            prepare = getattr(view.itemDelegate(), "prepare", None)
            if prepare is None:
                continue
            width, shift = view.viewport().width(), header.offset()
            for column in range(view.model().columnCount()):
                left, its = header.sectionPosition(column) - shift, header.sectionSize(column)
                if not header.isSectionHidden(column) and its and left < width and left + its > 0:
                    index = view.model().index(row, column)
                    prepare(index, view.visualRect(index).size())
                    yield
