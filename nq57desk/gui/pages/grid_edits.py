"""The use cases behind a grid's keys, as the page that the grids share asks for them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from nq57desk.usecases.month_rows import Edited
    from nq57desk.workspace import Desk

Cells = Sequence[tuple[str, str, str]]
"""(row's key, field, text)."""
EditWork = Callable[["Desk"], "Edited"]


@dataclass(frozen=True, slots=True)
class GridEdits:
    """The use cases behind a grid; each gets the month's code."""

    set_cells: Callable[[str, Cells, str], EditWork]
    clear: Callable[[str, Sequence[tuple[str, str]]], EditWork]
    as_before: Callable[[str, Sequence[str], Sequence[str]], EditWork]
    paste_into: str
    """Which grid :mod:`nq57desk.usecases.pasting` pastes into."""
    carried: tuple[str, ...]
    """The fields that "như kỳ trước" takes over where no editable cell is chosen."""
