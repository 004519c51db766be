"""The rows of an import preview as data: each row of the file, what importing it does, and what is wrong with it."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from nq57desk.domain.changes import Change, ChangeKind
from nq57desk.domain.indicators import Indicator
from nq57desk.domain.plan import Task
from nq57desk.domain.problems import Place, Problem, Severity
from nq57desk.importing.result import ReadRow, ReadTable

Row = Task | Indicator


GONE = -1
"""The table of rows that no table of the file has."""


class Kind(StrEnum):
    """What importing a row would do."""

    NEW = "new"
    EDITED = "edited"
    SAME = "same"
    CONFLICT = "conflict"
    DELETED = "deleted"
    DROPPED = "dropped"
    """The clerk left the line out of the import."""


_KIND = {
    ChangeKind.NEW: Kind.NEW,
    ChangeKind.EDITED: Kind.EDITED,
    ChangeKind.SAME: Kind.SAME,
    ChangeKind.CONFLICT: Kind.CONFLICT,
    ChangeKind.DELETED: Kind.DELETED,
}


@dataclass(frozen=True, slots=True)
class ImportRow:
    """One line. ``table`` and ``at`` count from 0; ``read`` None for a line that is no longer in the file."""

    table: int
    at: int
    kind: Kind
    read: ReadRow | None = None
    change: Change | None = None
    problems: tuple[Problem, ...] = ()
    section: str = ""

    @property
    def key(self) -> str:
        """How the importer names the line: "0:17"."""
        return f"{self.table}:{self.at}"

    @property
    def id(self) -> str:
        """The record's id, "" where importing the line changes none."""
        return self.change.id if self.change is not None else ""

    @property
    def must_mend(self) -> bool:
        """Whether something in the line has to be mended before it can be taken."""
        return any(problem.severity is Severity.ERROR for problem in self.problems)

    @property
    def number(self) -> str:
        """The line's number in the plan."""
        record = self.record
        return self.read.number if self.read is not None else record.number if record is not None else ""

    @property
    def record(self) -> Row | None:
        """The record as it would be, or as it was where it would go."""
        found = None if self.change is None else self.change.after or self.change.before
        return found if isinstance(found, Task | Indicator) else None


def rows_of(
    tables: Sequence[ReadTable],
    changes: Iterable[Change],
    keys: Mapping[str, str],
    problems: Sequence[Problem],
    dropped: Collection[str] = (),
) -> tuple[ImportRow, ...]:
    """Every line of the read tables in order, then rows that would go.

    ``keys`` maps the ids of proposed rows to their lines, ``dropped`` are the lines that the clerk left out.
    """
    by_key: dict[str, Change] = {}
    gone: list[ImportRow] = []
    for change in changes:
        if change.change is ChangeKind.DELETED and isinstance(change.before, Task | Indicator):
            gone.append(ImportRow(GONE, len(gone), Kind.DELETED, change=change))
        elif change.id in keys:
            by_key[keys[change.id]] = change
    wrong = _by_row(problems)
    found = [
        _line(f"{at}:{place}", at, place, table, read, by_key, wrong, dropped)
        for at, table in enumerate(tables)
        for place, read in enumerate(table.rows)
    ]
    return (*found, *gone)


def _line(
    key: str,
    at: int,
    place: int,
    table: ReadTable,
    read: ReadRow,
    by_key: Mapping[str, Change],
    wrong: Mapping[tuple[object, ...], list[Problem]],
    dropped: Collection[str],
) -> ImportRow:
    change = by_key.get(key)
    kind = Kind.SAME if change is None else _KIND[change.change]
    if key in dropped:
        kind = Kind.DROPPED
    said = () if key in dropped else tuple(wrong.get(where(read.place), ()))
    return ImportRow(at, place, kind, read, change, said, _section(table, read))


def _section(table: ReadTable, read: ReadRow) -> str:
    if read.section is None or read.section >= len(table.sections):
        return ""
    section = table.sections[read.section]
    return ". ".join(part for part in (section.number, section.title) if part).replace("\n", " ")


def where(place: Place) -> tuple[object, ...]:
    """The line that a place lies in, whatever its column."""
    return place.sheet, place.table, place.row, place.page if place.row is None else None


def _by_row(problems: Sequence[Problem]) -> dict[tuple[object, ...], list[Problem]]:
    found: dict[tuple[object, ...], list[Problem]] = {}
    for problem in problems:
        if problem.place.row is not None:
            found.setdefault(where(problem.place), []).append(problem)
    return found
