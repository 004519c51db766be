"""Everything that would alter an office's data, before it does: proposals and the ChangeSet that compares them.

Importers, bundles, the clipboard and a single cell's edit all give *proposed records*.
``Store.compare`` stages them, compares in SQL and answers with a :class:`ChangeSet`: counts at once,
the differing changes on demand (``Store.differing``), the same ones only counted.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum

from nq57desk.domain.problems import NOWHERE, Place, Problem
from nq57desk.domain.records import Record


class ChangeKind(StrEnum):
    """What would happen to one record."""

    NEW = "new"
    EDITED = "edited"
    SAME = "same"
    CONFLICT = "conflict"
    DELETED = "deleted"


@dataclass(frozen=True, slots=True)
class Source:
    """Where proposed records come from: ``kind`` is "window", "command", "file", "clipboard", "bundle" or "undo"."""

    kind: str
    name: str = ""
    digest: str = ""


@dataclass(frozen=True, slots=True)
class Proposed:
    """One proposed record. ``record`` None with ``kind`` and ``id`` given proposes its deletion."""

    kind: str
    id: str
    record: Record | None
    place: Place = NOWHERE


@dataclass(frozen=True, slots=True)
class Proposal:
    """Proposed records of one office with where they come from. What is not named stays as it is."""

    action: str
    """A word for the journal: "import", "edit", "progress", "merge", "undo", "redo", "carry", …"""
    source: Source
    records: Iterable[Proposed]
    problems: tuple[Problem, ...] = ()


@dataclass(frozen=True, slots=True)
class Counts:
    """How many records fall under each kind of change."""

    new: int = 0
    edited: int = 0
    same: int = 0
    conflict: int = 0
    deleted: int = 0

    def __add__(self, other: Counts) -> Counts:
        return Counts(
            self.new + other.new,
            self.edited + other.edited,
            self.same + other.same,
            self.conflict + other.conflict,
            self.deleted + other.deleted,
        )

    @property
    def differing(self) -> int:
        """How many would change something."""
        return self.new + self.edited + self.conflict + self.deleted


@dataclass(frozen=True, slots=True)
class ChangeSet:
    """A compared proposal, staged in the store under ``stage`` until it is applied or discarded."""

    stage: int
    action: str
    source: Source
    by_kind: Mapping[str, Counts]
    """Counts for each record kind that the proposal names."""
    problems: tuple[Problem, ...] = ()
    writes: bool = False
    """Whether applying it changes any row; also one that is the same to people: a deleted row's words, a revision."""

    def counts(self, *kinds: str) -> Counts:
        """The counts of the named record kinds together, or of all of them."""
        total = Counts()
        for kind, counts in self.by_kind.items():
            if not kinds or kind in kinds:
                total += counts
        return total


@dataclass(frozen=True, slots=True)
class Change:
    """One differing record: old against new, and where the new one stands in its source."""

    change: ChangeKind
    kind: str
    id: str
    before: Record | None
    after: Record | None
    place: Place = NOWHERE


@dataclass(frozen=True, slots=True)
class Applied:
    """What an applied ChangeSet did. ``touched`` maps record kinds to ids, so that views refresh only that.

    ``entry`` is the journal entry's number, or None where nothing changed.
    """

    entry: int | None
    by_kind: Mapping[str, Counts]
    touched: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    problems: tuple[Problem, ...] = ()
    """What whoever asked for it should read, though it was done."""


def together(changes: Sequence[Applied]) -> Applied:
    """Several changes one after the other as one; where one of them does not name what it touched, none is named."""
    if not changes or any(change.entry is None for change in changes):
        return Applied(None, {})
    if len(changes) == 1:
        return changes[0]
    by_kind: dict[str, Counts] = {}
    touched: dict[str, dict[str, None]] = {}
    for change in changes:
        for kind, counts in change.by_kind.items():
            by_kind[kind] = by_kind.get(kind, Counts()) + counts
        for kind, ids in change.touched.items():
            touched.setdefault(kind, {}).update(dict.fromkeys(ids))
    return Applied(changes[-1].entry, by_kind, {kind: tuple(ids) for kind, ids in touched.items()})
