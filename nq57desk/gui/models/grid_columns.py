"""What a column of a grid is beside a column of any table: the cell that it edits, how, and what is only suggested."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from enum import IntEnum, StrEnum
from typing import Any, NamedTuple, TypeVar

from PySide6.QtCore import Qt

from nq57desk.gui.marks import Mark
from nq57desk.gui.models.rows import Column, no_mark, no_text

T = TypeVar("T")


class CellKind(StrEnum):
    """How a cell is filled in."""

    READ = "read"
    TEXT = "text"
    NUMBER = "number"
    DAY = "day"
    STATE = "state"


class GridRole(IntEnum):
    """What a grid's delegate asks for beside the other tables' roles."""

    KIND = Qt.ItemDataRole.UserRole + 20
    """The :class:`CellKind` of a cell."""
    SUGGESTED = Qt.ItemDataRole.UserRole + 21
    """A suggestion's words (str) where the cell is empty; it counts for nothing."""
    LACKING = Qt.ItemDataRole.UserRole + 22
    """True where the cell must still be filled in."""
    FAULT = Qt.ItemDataRole.UserRole + 23
    """Why what was typed is not recorded (str), "" where all is well."""
    WAITING = Qt.ItemDataRole.UserRole + 24
    """True while what was typed is on its way to the disk."""
    CELL = Qt.ItemDataRole.UserRole + 26
    """(row's key, field)."""
    CURRENT_MATTERS = Qt.ItemDataRole.UserRole + 25
    """True where the cell can be filled in now."""


class GridShown(NamedTuple):
    """All that a cell of a grid shows, asked for at once."""

    text: str = ""
    mark: Mark | None = None
    second_mark: Mark | None = None
    right: bool = False
    heading: bool = False
    fillable: bool = False
    suggested: str = ""
    lacking: bool = False
    fault: bool = False
    waiting: bool = False


def never(_row: Any) -> bool:
    """Nothing lacks."""
    return False


@dataclass(frozen=True, slots=True)
class GridColumn(Column[T]):
    """One column of a grid. ``field`` "" is read only; ``edit`` is the text that F2 puts into the editor."""

    field: str = ""
    kind: CellKind = CellKind.READ
    edit: Callable[[T], str] = no_text
    suggested: Callable[[T], str] = no_text
    lacking: Callable[[T], bool] = never
    mark_of: Callable[[str], Mark | None] = no_mark
    """The mark of a text that was just typed or chosen."""
    note: str = ""
    """What the heading tells when pointed at."""
