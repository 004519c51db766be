"""What a ward's next bundle builds on: those made here, and those of its other computer that were taken in here.

And what it settles: of a field that the city's receipt named, the other computer's values that a person here has seen.
"""

from __future__ import annotations

from nq57desk.bundle import bundles, contents
from nq57desk.bundle.manifest import MOST_SETTLED, Earlier
from nq57desk.domain.conflicts import Conflict, ConflictState, Settled, seen_mark
from nq57desk.domain.snapshot import ReceivedBundle
from nq57desk.errors import Refused
from nq57desk.workspace import Desk


def taken_over(desk: Desk, year: int) -> list[ReceivedBundle]:
    """The other computer's bundles that were taken in here."""
    return [one for one in desk.store.received_bundles(office=desk.office.code, year=year) if one.taken]


def chain(desk: Desk, year: int) -> tuple[Earlier, ...]:
    """By sequence number; one of which anything is undecided is left out, so that the city goes on showing both."""
    known = {one.digest: one.sequence for one in desk.store.made_bundles(year)}
    found = desk.store.conflicts(office=desk.office.code, year=year)
    undecided = {digest for one in found for digest in (one.a_digest, one.b_digest) if digest}
    for one in taken_over(desk, year):
        if undecided.isdisjoint({one.digest, *one.chain}):
            known[one.digest] = one.sequence
            known.update(_earlier(desk, one))
    listed = sorted(known.items(), key=lambda it: (it[1], it[0]))
    return tuple(Earlier(sequence, digest) for digest, sequence in listed)


def from_receipt(conflict: Conflict) -> bool:
    """Whether a conflict of the own office was named by the city's receipt, so that neither side is a bundle here."""
    return not conflict.a_digest and not conflict.b_digest


def settled(desk: Desk, year: int) -> tuple[Settled, ...]:
    """What was settled here from receipts, the newest first, as the next bundle says it."""
    found = [
        one
        for one in desk.store.conflicts(office=desk.office.code, year=year, open_only=False)
        if one.state is ConflictState.SETTLED and from_receipt(one)
    ]
    found.sort(key=lambda one: (one.settled_at, one.id), reverse=True)
    return tuple(
        Settled(one.kind, one.record_id, one.field, tuple(sorted(map(seen_mark, {one.a, one.b}))))
        for one in found[:MOST_SETTLED]
    )


def _earlier(desk: Desk, one: ReceivedBundle) -> dict[str, int]:
    """The numbers of the bundles before it, which its kept file knows."""
    try:
        head = contents.read_manifest(bundles.opened((desk.folder / one.file).read_bytes()).data)
    except (OSError, Refused):
        return {digest: at for at, digest in enumerate(one.before.split(), start=1)}
    return {earlier.digest: earlier.sequence for earlier in head.before}
