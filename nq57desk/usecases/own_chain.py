"""What a ward's next bundle builds on: those made here, and those of its other computer that were taken in here."""

from __future__ import annotations

from nq57desk.bundle import bundles, contents
from nq57desk.bundle.manifest import Earlier
from nq57desk.domain.snapshot import ReceivedBundle
from nq57desk.errors import Refused
from nq57desk.workspace import Desk


def taken_over(desk: Desk, year: int) -> list[ReceivedBundle]:
    """The other computer's bundles that were taken in here."""
    return [one for one in desk.store.received_bundles(office=desk.office.code, year=year) if one.taken]


def chain(desk: Desk, year: int) -> tuple[Earlier, ...]:
    """By sequence number; one of which anything is undecided is left out, so that the city goes on showing both."""
    known = {one.digest: one.sequence for one in desk.store.made_bundles(year)}
    undecided = {one.b_digest for one in desk.store.conflicts(office=desk.office.code, year=year)}
    for one in taken_over(desk, year):
        if undecided.isdisjoint({one.digest, *one.chain}):
            known[one.digest] = one.sequence
            known.update(_earlier(desk, one))
    listed = sorted(known.items(), key=lambda it: (it[1], it[0]))
    return tuple(Earlier(sequence, digest) for digest, sequence in listed)


def _earlier(desk: Desk, one: ReceivedBundle) -> dict[str, int]:
    """The numbers of the bundles before it, which its kept file knows."""
    try:
        head = contents.read_manifest(bundles.opened((desk.folder / one.file).read_bytes()).data)
    except (OSError, Refused):
        return {digest: at for at, digest in enumerate(one.before.split(), start=1)}
    return {earlier.digest: earlier.sequence for earlier in head.before}
