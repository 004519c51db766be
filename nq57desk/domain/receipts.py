"""The city's answer to an office for one reported period (biên nhận): what came, what became of it, what is open.

A receipt is whole: it speaks of every bundle of the office that reports the period, so the one with the highest
``number`` alone says how things stand. Counters decide, never clocks; times are for display.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from nq57desk.domain.changes import Counts
from nq57desk.domain.snapshot import Outcome

TAKEN_IN = (Outcome.APPLIED, Outcome.ALREADY_RECEIVED, Outcome.STALE, Outcome.CONFLICT)
"""What tells an office that its bundle has arrived and counts as received; a held or rejected one does not."""


NONE = Counts()


@dataclass(frozen=True, slots=True)
class BundleAnswer:
    """What became of one bundle. ``code`` says why it was not applied; ``in_force``: the city shows its data now.

    ``received_at`` is the city's clock (ISO). ``changes`` are what its merge changed; ``rows`` how many live records
    of each kind it brought.
    """

    digest: str
    sequence: int
    outcome: Outcome
    code: str = ""
    received_at: str = ""
    fingerprint: str = ""
    in_force: bool = False
    changes: Counts = NONE
    rows: Mapping[str, int] = field(default_factory=dict)
    words: tuple[tuple[str, str], ...] = ()
    """What fills the sentence of ``code``."""


@dataclass(frozen=True, slots=True)
class RefusedRow:
    """A record that was not taken in, and why. ``words`` fill the sentence of ``code``."""

    kind: str
    id: str
    code: str
    words: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class OpenConflict:
    """One field with two values. All values are canonical JSON texts.

    ``in_force`` is what the city shows now, ``base`` the value of the common ancestor, ``other`` the one that lost or
    waits. ``state`` is "open" until somebody decided; ``reason`` is what the decider wrote.
    """

    kind: str
    id: str
    field: str
    in_force: str
    other: str
    base: str = ""
    state: str = "open"
    reason: str = ""
    third: str = ""
    """Where the city shows a value that is neither side's, the second of theirs; else ""."""
    of: str = ""
    month: str = ""
    """Of an update or value: the task or indicator, and the period. Each computer made a record of its own for them,
    and the office may have only the one whose id the city does not use."""


@dataclass(frozen=True, slots=True)
class PeriodLock:
    """Whether the city has locked the period, and since when (ISO, the city's clock)."""

    locked: bool = False
    at: str = ""


@dataclass(frozen=True, slots=True)
class Receipt:
    """One receipt. Both fingerprints are the codes for comparison of what the city has of the office now."""

    city: str
    city_name: str
    city_key: str
    office: str
    office_name: str
    office_key: str
    year: int
    period: str
    number: int
    made_at: str
    program: str
    bundles: tuple[BundleAnswer, ...]
    counts: Mapping[str, int] = field(default_factory=dict)
    """Live records of the office that the city has: tasks and indicators of the year, updates and values of the
    period."""
    refused: tuple[RefusedRow, ...] = ()
    conflicts: tuple[OpenConflict, ...] = ()
    lock: PeriodLock = PeriodLock()
    fingerprint: str = ""
    plan_fingerprint: str = ""
    sample: bool = False

    @property
    def newest(self) -> BundleAnswer | None:
        """The bundle that it is about first: the one that the office made last; a rejected one, whose number nobody
        vouches for, only where there is no other."""
        return max(self.bundles, key=_weight, default=None)


def _weight(one: BundleAnswer) -> tuple[bool, int, str]:
    return one.outcome is not Outcome.REJECTED, one.sequence, one.received_at


@dataclass(frozen=True, slots=True)
class KeptReceipt:
    """A receipt as it is kept, at the city that wrote it or at the office that took it.

    ``digest`` is the SHA-256 of the file, ``kept_at`` when it was written or taken, ``text`` its receipt.json, ``file``
    the kept file relative to the office's folder.
    """

    digest: str
    office: str
    city: str
    year: int
    period: str
    number: int
    kept_at: str
    kept_by: str
    file: str
    text: str
    stamp: str = ""
    """At the city: a hash of what it says without number and time, so that the same answer is not written twice."""
