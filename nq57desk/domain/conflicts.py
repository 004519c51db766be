"""Where two bundles of one office disagree about a field, and which periods the city has locked.

A conflict is found when an office's bundles fork (two computers, a restored copy) and both sides changed one field
differently, when one side deleted what the other changed, or when one revision of a record came with two contents. Both
values are kept. ``a`` is in force: the value of the side whose bundles come first by their counters, so that what is
shown never depends on the order of arrival; of a deletion against an edit the deletion is ``a``, so that nothing that
was deleted comes back by itself. The city decides what it shows meanwhile: one of the two, or, with a reason, another
value that the ward told it. The ward settles it for good: by a bundle whose chain holds both sides, or by one that says
that it has seen the other side's value and goes on without it.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from hashlib import blake2b

WHOLE = ""
"""The field of a conflict about the record itself: deleted (``null``) against kept (its content)."""
DELETED = "null"


class ConflictState(StrEnum):
    """``open``: nobody decided; ``decided``: the city chose what it shows; ``settled``: over, by the ward's bundle."""

    OPEN = "open"
    DECIDED = "decided"
    SETTLED = "settled"


@dataclass(frozen=True, slots=True)
class Conflict:
    """One field with two values. ``base``, ``a`` and ``b`` are canonical JSON; ``base`` "" where nothing is shared.

    Of a ward's own second computer ``a_digest`` is "": that side is the data in place, not a bundle.
    """

    id: str
    office: str
    year: int
    kind: str
    record_id: str
    field: str
    base: str
    a: str
    b: str
    a_digest: str
    b_digest: str
    found_at: str
    state: ConflictState = ConflictState.OPEN
    decided_by: str = ""
    decided_at: str = ""
    reason: str = ""
    shown: str = "a"
    """"a" or "b"."""
    settled_by: str = ""
    """The digest of the bundle whose chain has both sides."""
    settled_at: str = ""
    other: str = ""
    """A value that is neither side's and is shown instead of both (canonical JSON); "" where there is none."""

    @property
    def value(self) -> str:
        """The value that is shown."""
        return self.other or (self.b if self.shown == "b" else self.a)

    @property
    def taken(self) -> str:
        """ "a", "b" or "other": which value is shown."""
        return "other" if self.other else self.shown


@dataclass(frozen=True, slots=True)
class Settled:
    """What a ward says of a field in its bundle: the values of both of its computers (their ``seen_mark``) that a
    person has seen, and that its own value now takes the place of."""

    kind: str
    record_id: str
    field: str
    seen: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Lock:
    """A period that the city has locked. ``period`` is its code, such as "2026-11" or "2026-Q4"."""

    period: str
    locked_at: str
    locked_by: str


def seen_mark(text: str) -> str:
    """A value's canonical JSON, or a whole record's content, as ``Settled`` names it: 16 hexadecimal digits."""
    return blake2b(text.encode(), digest_size=8).hexdigest()


def conflict_id(office: str, year: int, kind: str, record_id: str, field: str, values: frozenset[str]) -> str:
    """The same for the same disagreement, whichever bundles carry it and however they came: 12 hexadecimal digits."""
    parts = (office, str(year), kind, record_id, field, *sorted(values))
    return blake2b("\0".join(parts).encode(), digest_size=6).hexdigest()
