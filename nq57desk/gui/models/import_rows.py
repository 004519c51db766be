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
    HEADING = "heading"
    """No row: a section's heading above its rows."""


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
        """How the importer names the line: "0:17"; a line that the file lacks goes by its record."""
        return f"{self.table}:{self.at}" if self.table != GONE else f"gone:{self.id}"

    @property
    def id(self) -> str:
        """The record's id, "" where importing the line changes none."""
        return self.change.id if self.change is not None else ""

    @property
    def is_new(self) -> bool:
        """Whether the plan has no such row yet, even where the clerk left the line out."""
        return self.change is not None and self.change.change is ChangeKind.NEW

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
    absent: Sequence[Row] = (),
) -> tuple[ImportRow, ...]:
    """Every line of the read tables in order, then rows that the file lacks or that would go.

    ``keys`` maps the ids of proposed rows to their lines, ``dropped`` are the lines that the clerk left out.
    """
    by_key: dict[str, Change] = {}
    going: dict[str, Change] = {}
    for change in changes:
        if change.change is ChangeKind.DELETED and isinstance(change.before, Task | Indicator):
            going[change.id] = change
        elif change.id in keys:
            by_key[keys[change.id]] = change
    lacking = {row.id: _lacking(row) for row in absent}
    gone = [ImportRow(GONE, at, Kind.DELETED, change=change) for at, change in enumerate((lacking | going).values())]
    wrong = _by_row(problems)
    found = [
        _line(f"{at}:{place}", at, place, table, read, by_key, wrong, dropped)
        for at, table in enumerate(tables)
        for place, read in enumerate(table.rows)
    ]
    return (*found, *gone)


def with_headings(rows: Iterable[ImportRow]) -> list[ImportRow]:
    """The lines of one table, each section's heading above its first line; above those that the file lacks too."""
    found: list[ImportRow] = []
    section, table = "", GONE - 1
    for row in rows:
        if (row.section, row.table) != (section, table) and (row.section or row.table == GONE):
            found.append(ImportRow(row.table, -1 - len(found), Kind.HEADING, section=row.section))
        section, table = row.section, row.table
        found.append(row)
    return found


def _lacking(row: Row) -> Change:
    """A row that the file lacks, as the change that it would be if it went."""
    return Change(ChangeKind.DELETED, "task" if isinstance(row, Task) else "indicator", row.id, row, None)


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
