"""How the month's page reads: everything at first, afterwards only the tasks that were changed; lines are made aside.

Decides what a change asks for: rows that stay in their places are patched, anything else is read anew. What the grid
shows (lines, figures) is put together in the working line together with the month, so that the window only shows it.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from nq57desk.domain.changes import Applied
from nq57desk.gui.pages import month_lines
from nq57desk.gui.pages.month_lines import Listing, View
from nq57desk.usecases.month_patch import ROW_KINDS, Patched
from nq57desk.usecases.month_sheet import MonthSheet

if TYPE_CHECKING:
    from nq57desk.workspace import Desk


@dataclass(frozen=True, slots=True)
class Shown:
    """A month read whole, with its filters' figures and the lines that ``view`` asked for."""

    sheet: MonthSheet
    counts: dict[str, int]
    listing: Listing
    view: View


class MonthReading:
    """Gathers what was changed since the month was read."""

    def __init__(self, kinds: frozenset[str]) -> None:
        self._kinds = kinds
        self._whole = True
        self._news: dict[str, set[str]] = {}

    def all_anew(self) -> None:
        """The next reading is a whole one."""
        self._whole = True

    def note(self, applied: Applied) -> None:
        """Something was changed."""
        concerns = applied.touched.keys() & self._kinds
        if applied.entry is None or not concerns <= ROW_KINDS:
            self._whole = True
        for kind in concerns & ROW_KINDS:
            self._news.setdefault(kind, set()).update(applied.touched[kind])

    def work(self, sheet: MonthSheet | None, period: str | None, view: View) -> Callable[[Desk], Shown | Patched]:
        """The reading that brings ``sheet`` up to date, or reads the period; ``view`` belongs to the reading."""
        whole, news = self._whole, self._news
        self._whole, self._news = False, {}
        known = sheet if sheet is not None and period in (None, sheet.board.period.code) else None
        base = None if whole else known

        def read(desk: Desk) -> Shown | Patched:
            from nq57desk.usecases import month_patch, month_sheet
            from nq57desk.usecases.big_reading import whole_office

            found = month_patch.patched(desk, base, news) if base is not None else None
            if found is not None:
                return found
            fresh = month_sheet.month_sheet(desk, period=period)
            if known is None:
                view.kept.clear()
            with whole_office():
                return Shown(fresh, month_lines.counts(fresh.rows), month_lines.listing(fresh.rows, view), view)

        return read
