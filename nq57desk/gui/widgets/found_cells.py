"""Cells in which parts of the text stand out: words that a search found, or words that an import would change."""

from __future__ import annotations

from PySide6.QtCore import QObject

from nq57desk.domain.finding import hits
from nq57desk.gui.models.rows import Shown
from nq57desk.gui.widgets.cells import Cells
from nq57desk.gui.widgets.marked_parts import Ranges

_READ = 4000
"""How much of a text is searched for hits."""


class FoundCells(Cells):
    """Paints as :class:`Cells` does; marks the words of ``search``, and the ranges that a cell names itself."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._search = ""

    @property
    def search(self) -> str:
        """The words that stand out."""
        return self._search

    @search.setter
    def search(self, text: str) -> None:
        if text != self._search:
            self._search = text
            self.kept.forget()

    def standing_out(self, cell: Shown) -> tuple[Ranges, Ranges]:
        """What was found in the text, and in the second line; nothing in a heading or a mark's words."""
        if cell.heading or cell.mark is not None:
            return (), ()
        if not self._search:
            return cell.ranges, ()
        return hits(cell.text[:_READ], self._search), hits(cell.second[:_READ], self._search) if cell.second else ()
