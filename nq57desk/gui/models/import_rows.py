"""The rows of an import preview as data: each row of the file, what importing it does, and what is wrong with it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
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
        """What tells the line from every other, however often the file is compared again."""
        if self.read is None or self.read.place.row is None:
            return f"{self.table}:{self.at}"
        place = self.read.place
        return f"{self.table}|{place.sheet}|{place.table}|{place.page}|{place.row}"

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
    problems: Sequence[Problem],
    dropped: Mapping[int, Sequence[tuple[int, ReadRow]]] | None = None,
) -> tuple[ImportRow, ...]:
    """Every line of the read tables in order, lines left out by the clerk among them, then rows that would go.

    ``dropped`` maps a table to its lines that were left out: (the place at which it stood, the line).
    """
    by_place: dict[Place, Change] = {}
    gone: list[ImportRow] = []
    for change in changes:
        if change.change is ChangeKind.DELETED:
            gone.append(ImportRow(GONE, len(gone), Kind.DELETED, change=change))
        elif isinstance(change.after, Task | Indicator):
            by_place[change.place] = change
    wrong = _by_row(problems)
    found: list[ImportRow] = []
    for at, table in enumerate(tables):
        found += _with_dropped(_of_table(at, table, by_place, wrong), at, (dropped or {}).get(at, ()))
    return (*found, *gone)


def _of_table(
    at: int, table: ReadTable, by_place: Mapping[Place, Change], wrong: Mapping[tuple[object, ...], list[Problem]]
) -> list[ImportRow]:
    rows = []
    for place, read in enumerate(table.rows):
        change = by_place.get(read.place)
        kind = Kind.SAME if change is None else _KIND[change.change]
        section = _section(table, read)
        rows.append(ImportRow(at, place, kind, read, change, tuple(wrong.get(where(read.place), ())), section))
    return rows


def _with_dropped(rows: list[ImportRow], table: int, dropped: Sequence[tuple[int, ReadRow]]) -> list[ImportRow]:
    for place, read in sorted(dropped, key=lambda one: one[0]):
        rows.insert(min(place, len(rows)), ImportRow(table, -1 - place, Kind.DROPPED, read))
    return rows


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
