"""What a column and a table of the city's published data are: names for programs, words for people, exact types.

Decides how every value is written, the same in every form in which the data leave:

- *One form for each value.* Whoever gives rows gives them already in this form, so that nothing is read and written
  twice: whole numbers as ``int``, everything else as text: a decimal in plain digits, yes and no as ``true`` and
  ``false``, a day as ``2026-11-30``, a moment in UTC as ``2026-11-30T02:15:00Z``.
- *Empty is NULL.* No column holds an empty text: what nobody wrote is NULL, and 0 is a number that somebody wrote.
- *Decimals are exact.* They have at most :data:`DIGITS` digits, :data:`SCALE` of them after the point; what does not
  fit stands as text in the table's own column for it, never rounded.
- *Keys.* The office's code comes first in every key, so that the rows of an office lie together and offices spread
  over the machines of a cluster; the city's code comes second, so that several cities fit into one database.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Protocol

DIGITS, SCALE = 38, 10
Value = str | int | None
Row = tuple[Value, ...]
"""One row in the order of its table's columns."""


class ColumnType(StrEnum):
    """How a column's values are written, see the module."""

    TEXT = "text"
    INTEGER = "integer"
    """Whole, 64 bits with sign."""
    DECIMAL = "decimal"
    BOOLEAN = "boolean"
    DATE = "date"
    TIMESTAMP = "timestamp"


@dataclass(frozen=True, slots=True)
class Column:
    """One column. ``title`` and ``description`` are Vietnamese; ``choices`` are all words that a text can be."""

    name: str
    type: ColumnType
    title: str
    description: str = ""
    nullable: bool = True
    choices: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Reference:
    """Rows of a table belong to one of another table: ``columns`` here hold the key of ``table``."""

    columns: tuple[str, ...]
    table: str


@dataclass(frozen=True, slots=True)
class Table:
    """One table. ``key`` are the columns of its primary key, never NULL. ``partition``: by what its files are parted,
    "year" (its column year) and "office" (its column office_code), or by nothing."""

    name: str
    title: str
    description: str
    columns: tuple[Column, ...]
    key: tuple[str, ...]
    partition: tuple[str, ...] = ()
    references: tuple[Reference, ...] = ()

    @property
    def names(self) -> tuple[str, ...]:
        """The columns' names in order."""
        return tuple(column.name for column in self.columns)

    def at(self, name: str) -> int:
        """A column's place, from 0.

        Raises:
            ValueError: there is no such column.
        """
        return self.names.index(name)


def text(name: str, title: str, description: str = "", *choices: str) -> Column:
    """A text that may be missing."""
    return Column(name, ColumnType.TEXT, title, description, True, choices)


def integer(name: str, title: str, description: str = "") -> Column:
    """A whole number that may be missing."""
    return Column(name, ColumnType.INTEGER, title, description)


def decimal(name: str, title: str, description: str = "") -> Column:
    """An exact number that may be missing."""
    return Column(name, ColumnType.DECIMAL, title, description)


def boolean(name: str, title: str, description: str = "") -> Column:
    """Yes or no; it never lacks."""
    return Column(name, ColumnType.BOOLEAN, title, description, False)


def day(name: str, title: str, description: str = "") -> Column:
    """A day that may be missing."""
    return Column(name, ColumnType.DATE, title, description)


def moment(name: str, title: str, description: str = "") -> Column:
    """A moment that may be missing."""
    return Column(name, ColumnType.TIMESTAMP, title, description)


def sure(column: Column) -> Column:
    """The same column, never NULL."""
    return Column(column.name, column.type, column.title, column.description, False, column.choices)


class Source(Protocol):
    """Whatever gives a city's rows office by office; see :mod:`nq57desk.usecases.city_dataset`."""

    @property
    def city(self) -> str:
        """The city's own code."""

    def offices(self) -> Sequence[str]:
        """The city's own code first, then every office's."""

    def rows(self, office: str, table: Table) -> Iterator[Row]:
        """An office's rows of a table, none where it has none."""

    def fingerprint(self, office: str) -> str:
        """Differs whenever any row of the office in any table differs."""
