"""What an import would do, as values: the preview, the pairs that wait for a person, what was read.

A preview keeps the file as it was read, so that each further wish of the clerk is compared without reading it again.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from datetime import date

from nq57desk.domain.changes import ChangeSet, Counts
from nq57desk.domain.indicators import Indicator
from nq57desk.domain.plan import AppendixKind, Task
from nq57desk.domain.problems import Place, Problem
from nq57desk.importing.assemble import Assembled, Existing
from nq57desk.importing.assembling_rows import row_key
from nq57desk.importing.reading import RawFile
from nq57desk.importing.recognise_chosen import ChosenTable
from nq57desk.importing.result import ReadResult, ReadRow
from nq57desk.usecases.import_profiles import Profile
from nq57desk.usecases.reissue import CarriedOver


@dataclass(frozen=True, slots=True)
class Reading:
    """A file as read: ``raw`` in Unicode; ``original`` with the characters of old fonts, once that was asked for."""

    raw: RawFile
    original: RawFile | None = None


@dataclass(frozen=True, slots=True)
class DoubtfulPair:
    """A row of the file that may be a known one, for a person to decide: ``confirmed={key: known_id}`` says that it
    is, ``{key: ""}`` that it is not. Until then it counts as new. ``likeness`` 75-100.
    """

    key: str
    number: str
    name: str
    place: Place
    known_id: str
    known_number: str
    known_name: str
    likeness: int


@dataclass(frozen=True, slots=True)
class Reissue:
    """A plan that the file seems to issue anew; ``share`` of the file's rows bear its names, in percent."""

    plan_id: str
    number: str
    title: str
    share: int


@dataclass(frozen=True, slots=True)
class Preview:
    """What an import would do. ``counts`` are of tasks and indicators only."""

    change_set: ChangeSet
    plan_id: str
    appendix_ids: tuple[str, ...]
    problems: tuple[Problem, ...]
    result: ReadResult
    counts: Counts
    profile: Profile | None = None
    """The remembered mapping of columns that was used; None where none was, or the clerk gave one."""
    mapping: Mapping[str, str] = field(default_factory=dict)
    """The clerk's own mapping, which applying remembers."""
    row_keys: Mapping[str, str] = field(default_factory=dict)
    """Record id of a proposed row → its key ("0:17"), by which it is amended and confirmed."""
    doubtful: tuple[DoubtfulPair, ...] = ()
    imported_on: date | None = None
    """The day on which this very file was imported before, if it was."""
    reissue: Reissue | None = None
    """Where the file becomes a new plan: the plan that it seems to take the place of."""
    carried: CarriedOver | None = None
    """With ``as_new_plan``: what the new plan keeps of the old one."""
    reading: Reading | None = field(default=None, repr=False)
    """The file as read: hand it on to preview the same file again."""
    chosen: ChosenTable | None = None
    """The table that a person pointed at, now or when a file with these headings came before."""
    legacy: frozenset[str] = frozenset()
    """The keys of rows typed in fonts of before Unicode and turned into it."""
    originals: frozenset[str] = frozenset()
    """Those of them that keep the characters of the file."""
    absent: tuple[Task | Indicator, ...] = ()
    """Rows of the plan that the file lacks, in the plan's order: kept, unless a person says ``delete``."""

    @property
    def nothing_new(self) -> bool:
        """Whether applying would change nothing at all."""
        return self.change_set.counts().differing == 0


def row_keys(assembled: Assembled, result: ReadResult) -> dict[str, str]:
    """Proposed rows stand in the order of their tables, tasks and indicators apart."""
    ids: dict[bool, list[str]] = {True: [], False: []}
    for one in assembled.proposal.records:
        if isinstance(one.record, (Task, Indicator)):
            ids[isinstance(one.record, Task)].append(one.id)
    keys: dict[bool, list[str]] = {True: [], False: []}
    for at, table in enumerate(result.tables):
        keys[table.kind is AppendixKind.TASKS] += [row_key(at, place) for place in range(len(table.rows))]
    return {record_id: key for kind in (True, False) for record_id, key in zip(ids[kind], keys[kind], strict=True)}


def read_rows(result: ReadResult) -> dict[str, ReadRow]:
    """Every row of the file by its key."""
    return {row_key(at, place): row for at, table in enumerate(result.tables) for place, row in enumerate(table.rows)}


def doubtful_pairs(problems: Collection[Problem], result: ReadResult, existing: Existing) -> tuple[DoubtfulPair, ...]:
    """The pairs behind the problems that tell of them."""
    rows, known = read_rows(result), {row.id: row for row in existing.rows()}
    pairs = []
    for found in problems:
        if found.code == "matching.doubtful":
            words = dict(found.words)
            new, old = rows[words["row"]], known[words["id"]]
            pairs.append(
                DoubtfulPair(
                    words["row"], new.number, new.name, new.place, old.id, old.number, old.name, int(words["likeness"])
                )
            )
    return tuple(pairs)
