"""What the journal tells of itself: one entry for each applied ChangeSet, and what it did to one record."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from nq57desk.domain.changes import Counts, Source
from nq57desk.domain.records import Record

_UNTOLD = Source("")


@dataclass(frozen=True, slots=True)
class JournalEntry:
    """One entry. ``at`` is ISO; ``office`` whose records it changed; ``reverts`` the entry that it undid or redid."""

    seq: int
    at: str
    who: str
    action: str
    office: str
    source: Source
    revision: int
    by_kind: Mapping[str, Counts]
    undoable: bool
    reverts: int | None = None
    undone: bool = False
    """Whether what it did is undone as things stand: one that was done again is not."""
    detail: str = ""
    """What a setting, an office's card or a kept bundle was about: canonical JSON."""


@dataclass(frozen=True, slots=True)
class JournalChange:
    """What one entry did to one record; None stands for "was not there" or "deleted"."""

    entry: int
    at: str
    who: str
    action: str
    before: Record | None
    after: Record | None
    source: Source = _UNTOLD
    """Where the change came from: a window, a file, a bundle, an undoing."""
