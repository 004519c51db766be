"""What a clerk decided in a preview: columns read otherwise, texts mended, lines left out, pairs answered."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass, field

from nq57desk.domain.plan import Appendix, Section
from nq57desk.domain.problems import Place, Problem
from nq57desk.gui.models.import_rows import ImportRow, where
from nq57desk.gui.models.import_table import ImportTable
from nq57desk.gui.pages.import_asking import Found
from nq57desk.importing.recognise_chosen import ChosenTable
from nq57desk.importing.result import ReadTable
from nq57desk.usecases.import_preview import Preview


@dataclass(slots=True)
class Mending:
    """Everything decided for one file; thrown away with it."""

    mapping: dict[str, str] | None = None
    """The clerk's own columns; None as long as the remembered ones, or the headings' words, are used."""
    amended: dict[str, dict[str, str]] = field(default_factory=dict)
    confirmed: dict[str, str] = field(default_factory=dict)
    dropped: set[str] = field(default_factory=set)
    settled: set[tuple[tuple[object, ...], str]] = field(default_factory=set)
    """Findings that need no more looking at: (line, code)."""
    as_new_plan: bool = False
    chosen: ChosenTable | None = None
    """The table that the clerk pointed at."""
    originals: set[str] = field(default_factory=set)
    """Rows (or as_written.ALL) that keep the characters of an old font."""
    deleted: set[str] = field(default_factory=set)
    """Records that the file lacks and that are to go."""

    def map(self, heading: str, to: str, tables: Iterable[ReadTable]) -> None:
        """Read a column as another field; the others stay as they are read now."""
        if self.mapping is None:
            self.mapping = {
                name: read for table in tables for name, read in zip(table.columns, table.fields, strict=False)
            }
        self.mapping[heading] = to

    def type(self, line: ImportRow, name: str, text: str) -> None:
        """A text typed over a cell that is read as this field."""
        self.amended.setdefault(line.key, {})[name] = text

    def drop(self, line: ImportRow) -> None:
        """Leave a line out, or take it in again."""
        self.dropped ^= {line.key}

    def settle(self, problem: Problem) -> None:
        """The finding was looked at and stays as it is."""
        self.settled.add((where(problem.place), problem.code))

    def answer(self, problem: Problem, *, same: bool) -> None:
        """A doubtful pair is one row, or it is two."""
        words = dict(problem.words)
        self.confirmed[words["row"]] = words["id"] if same else ""

    def unsettled(self, preview: Preview) -> tuple[Problem, ...]:
        """The findings that are still to be looked at: none of a line that was left out."""
        out = {
            where(read.place)
            for at, table in enumerate(preview.result.tables)
            for place, read in enumerate(table.rows)
            if self.dropped and f"{at}:{place}" in self.dropped
        }
        return tuple(
            each
            for each in preview.problems
            if (where(each.place), each.code) not in self.settled and where(each.place) not in out
        )


def same_line(one: Place, other: Place) -> bool:
    """Whether two places lie in one line of the file."""
    return one.row is not None and where(one) == where(other)


def left_records(found: Found, model: ImportTable) -> frozenset[str]:
    """The records not to apply: rows not ticked, and the frame of a table of which no row is taken."""
    left = set(model.left_ids)
    empty = _untaken(found.preview.appendix_ids, model)
    for change in found.changes:
        record = change.after
        if isinstance(record, Appendix) and record.id in empty:
            left.add(record.id)
        if isinstance(record, Section) and record.appendix_id in empty:
            left.add(record.id)
    return frozenset(left)


def _untaken(appendix_ids: Iterable[str], model: ImportTable) -> Collection[str]:
    return {appendix for at, appendix in enumerate(appendix_ids) if not model.takes_any(at) and model.left_of(at)}
