"""An office's whole plan year as it travels, and what is remembered of each bundle made or received."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from nq57desk.domain.changes import Source


@dataclass(frozen=True, slots=True)
class SnapshotLine:
    """One record on its way. ``content`` is the canonical JSON of its fields; a tombstone keeps its last content."""

    kind: str
    id: str
    revision: int
    deleted: bool
    content: bytes


@dataclass(frozen=True, slots=True)
class Snapshot:
    """All records of one office and plan year, tombstones included; ``lines`` can be walked once."""

    office: str
    year: int
    sequence: int
    digest: str
    source: Source
    lines: Iterable[SnapshotLine]


class Outcome(StrEnum):
    """What became of a bundle at the city. ``held`` waits for a person; a gap never holds."""

    APPLIED = "applied"
    ALREADY_RECEIVED = "already_received"
    STALE = "stale"
    HELD = "held"
    CONFLICT = "conflict"
    REJECTED = "rejected"


@dataclass(frozen=True, slots=True)
class MadeBundle:
    """A bundle that this office made. ``digest`` is the SHA-256 of the file, ``made_at`` ISO with offset."""

    digest: str
    bundle_id: str
    year: int
    period: str
    sequence: int
    revision: int
    made_at: str
    file: str = ""
    receipt_at: str = ""
    fingerprint: str = ""
    """The code for comparison of the period that it reports, as on the period's papers; "" of an older program's."""
    plan_fingerprint: str = ""
    handed_at: str = ""
    """When the clerk said that it was handed over (đã chuyển); "" until then. Handed over is not received."""
    handed_by: str = ""
    copied_to: str = ""
    """Where it was copied to last, read back and found the same."""
    sealed_for: str = ""
    """The code of the city to whose key it was sealed; "" where it lies open."""
    outcome: str = ""
    """What the city's receipt says became of it (a word of ``Outcome``); "" until a receipt came."""
    confirmed: str = ""
    """What the outcome rests on: "file" (a signed receipt) or "code" (letters typed in, weaker)."""


@dataclass(frozen=True, slots=True)
class ReceivedBundle:
    """A bundle that reached the city. ``received_at`` is the city's clock, ``made_at`` the ward's (display only)."""

    digest: str
    bundle_id: str
    office: str
    year: int
    period: str
    sequence: int
    revision: int
    installation: str
    made_at: str
    received_at: str
    outcome: Outcome
    code: str = ""
    """The problem's code where it was not applied."""
    file: str = ""
    """The kept file, relative to the office's folder."""
    fingerprint: str = ""
    """The code for comparison of the reported period, computed from what it holds; "" where it was not read."""
    plan_fingerprint: str = ""
    before: str = ""
    """The digests of the bundles that its office had made before it, a space between them, oldest first."""
    reason: str = ""
    """Why a person accepted or returned it."""

    @property
    def chain(self) -> frozenset[str]:
        """The digests that it builds on."""
        return frozenset(self.before.split())

    @property
    def merged(self) -> bool:
        """Whether it was applied, with or without fields in conflict."""
        return self.outcome is Outcome.APPLIED or self.code == CONFLICTS

    @property
    def taken(self) -> bool:
        """Whether what the office's rows are is made of it and its like: applied, applied with conflicts, or older."""
        return self.outcome in (Outcome.APPLIED, Outcome.STALE) or self.code == CONFLICTS


CONFLICTS = "bundle.conflicts"
"""The code of a bundle that was applied but for the fields in conflict."""
