"""An office's bundles of one plan year as chains, and the one state that all of them together make.

Each bundle names those that its computer had made before it. The newest ones, which no other builds on, are the heads.
One head: the state is what it says. Several: a fork, merged against the newest bundle that two of them have in common.
The state follows from the set of bundles and from what people decided, never from the order of arrival.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime

from nq57desk.bundle import bundles, contents
from nq57desk.bundle.envelope import Envelope
from nq57desk.bundle.manifest import Manifest
from nq57desk.domain import forks
from nq57desk.domain.conflicts import Conflict, ConflictState, Settled
from nq57desk.domain.forks import Found, Merged, Question, Rows, Side
from nq57desk.domain.snapshot import ReceivedBundle, SnapshotLine
from nq57desk.errors import Refused, refuse
from nq57desk.workspace import Desk


def before_of(head: Manifest) -> str:
    """The digests that a bundle builds on, as they are remembered."""
    return " ".join(one.digest for one in sorted(head.before, key=lambda one: (one.sequence, one.digest)))


def opened_kept(desk: Desk, bundle: ReceivedBundle) -> Envelope:
    """The kept file of a bundle that was verified when it came.

    Raises:
        Refused: "bundle.kept_gone": it is not there any more, or is not what came.
    """
    try:
        data = (desk.folder / bundle.file).read_bytes()
    except OSError:
        raise refuse("bundle.kept_gone", digest=bundle.digest[:16]) from None
    if bundles.digest_of(data) != bundle.digest:
        raise refuse("bundle.kept_gone", digest=bundle.digest[:16])
    return bundles.opened(data)


def taken(desk: Desk, office: str, year: int) -> list[ReceivedBundle]:
    """The bundles that make the office's state: those applied, with or without conflicts, and the older ones."""
    found = [one for one in desk.store.received_bundles(office=office, year=year) if one.taken]
    return [one if one.before or one.sequence == 1 else _with_chain(desk, one, found) for one in found]


def _with_chain(desk: Desk, bundle: ReceivedBundle, others: Sequence[ReceivedBundle]) -> ReceivedBundle:
    """A bundle that an older program took: its kept file knows its chain; without the file, all with lower numbers."""
    try:
        return replace(bundle, before=before_of(contents.read_manifest(opened_kept(desk, bundle).data)))
    except Refused:
        lower = (other.digest for other in others if other.sequence < bundle.sequence)
        return replace(bundle, before=" ".join(lower))


def heads(among: Sequence[ReceivedBundle]) -> list[ReceivedBundle]:
    """Those that no other builds on, the first by their counters first.

    A head stands where the earliest bundle stands that is its own alone, so it keeps its place when more follow; the
    ward's clock only tells apart what the counters do not.
    """
    named = frozenset[str]().union(*(one.chain for one in among))
    found = [one for one in among if one.digest not in named]
    return sorted(found, key=lambda head: min(_place(one) for one in _alone(head, found, among)))


def _alone(
    head: ReceivedBundle, found: Sequence[ReceivedBundle], among: Sequence[ReceivedBundle]
) -> list[ReceivedBundle]:
    others = frozenset[str]().union(*(one.chain for one in found if one is not head))
    return [one for one in among if one.digest in head.chain - others or one is head]


def _place(bundle: ReceivedBundle) -> tuple[int, str, int, str]:
    return (bundle.sequence, bundle.made_at, bundle.revision, bundle.digest)


@dataclass
class Chains:
    """The bundles of one office and year; ``rows`` holds what was read of them already, by digest."""

    desk: Desk
    office: str
    year: int
    bundles: Sequence[ReceivedBundle]
    rows: dict[str, Rows] = field(default_factory=dict)
    settled: dict[str, tuple[Settled, ...]] = field(default_factory=dict)
    """What was read already of what they settle, likewise."""

    def state(self, decided: Mapping[str, str]) -> Merged:
        """All records, and what is in conflict.

        Raises:
            Refused: "bundle.kept_gone".
        """
        tops = heads(self.bundles)
        sides = [Side(top.digest, self._rows(top), self.settled[top.digest]) for top in tops]
        question = Question(self.office, self.year, sides, lambda i, j: self._base(tops[i], tops[j]), decided)
        if len(tops) > 1:
            return forks.merge(question)
        before = self.before(tops[0])
        if before is None:
            return Merged(forks.in_order(list(sides[0].rows.values())), [])
        alone = replace(question, base=lambda _i, _j: {})
        return forks.same_revision(alone, Side(before.digest, self._rows(before)), sides[0])

    def before(self, head: ReceivedBundle) -> ReceivedBundle | None:
        """The one bundle that a head follows; None where it is the first, or ends a fork."""
        tops = heads([one for one in self.bundles if one.digest in head.chain])
        return tops[0] if len(tops) == 1 else None

    def _rows(self, bundle: ReceivedBundle) -> Rows:
        if bundle.digest not in self.rows:
            found = bundles.read(opened_kept(self.desk, bundle), None)
            self.rows[bundle.digest] = forks.rows_of(contents.lines(found))
            self.settled[bundle.digest] = found.manifest.settled
        return self.rows[bundle.digest]

    def rows_of(self, bundle: ReceivedBundle) -> Rows:
        """All records of one bundle.

        Raises:
            Refused: "bundle.kept_gone".
        """
        return self._rows(bundle)

    def common(self, one: ReceivedBundle, other: ReceivedBundle) -> list[ReceivedBundle]:
        """The bundles that both build on, the newest first."""
        both = [b for b in self.bundles if b.digest in one.chain and b.digest in other.chain]
        return sorted(both, key=_place, reverse=True)

    def _base(self, one: ReceivedBundle, other: ReceivedBundle) -> Rows:
        """The newest bundle in both chains that is kept; nothing where there is none."""
        for bundle in self.common(one, other):
            try:
                return self._rows(bundle)
            except Refused:
                continue
        return {}


def decided(conflicts: Iterable[Conflict]) -> dict[str, str]:
    """What people decided to show, by conflict."""
    return {one.id: one.value for one in conflicts if one.state is ConflictState.DECIDED}


def as_now(
    desk: Desk, office: str, year: int, found: Sequence[Found], *, by: str, at: datetime
) -> tuple[tuple[Conflict, ...], int]:
    """The conflicts of an office and year as they now are, those settled by ``by`` included; and how many are new."""
    known = {one.id: one for one in desk.store.conflicts(office=office, year=year, open_only=False)}
    stamp = at.isoformat(timespec="seconds")
    now: list[Conflict] = []
    new = 0
    for one in found:
        was = known.get(one.id)
        values = (one.kind, one.record_id, one.field, one.base, one.a, one.b, one.a_digest, one.b_digest)
        if was is None or was.state is ConflictState.SETTLED:
            now.append(Conflict(one.id, office, year, *values, stamp))
            new += 1
        else:
            now.append(_moved(was, one))
    ids = {one.id for one in found}
    over = (was for was in known.values() if was.id not in ids and was.state is not ConflictState.SETTLED)
    now += (replace(was, state=ConflictState.SETTLED, settled_by=by, settled_at=stamp) for was in over)
    return tuple(now), new


def _moved(was: Conflict, found: Found) -> Conflict:
    """The same disagreement between other bundles; what a person chose to show stays chosen."""
    shown = "b" if was.state is ConflictState.DECIDED and was.value == found.b else "a"
    other = "" if was.other in (found.a, found.b) else was.other
    moved = replace(was, a_digest=found.a_digest, b_digest=found.b_digest, shown=shown, other=other)
    return replace(moved, base=found.base, a=found.a, b=found.b)


def check_parents(lines: Sequence[SnapshotLine]) -> None:
    """A bundle is whole in itself, also where not all of it is taken.

    Raises:
        Refused: "store.dangling".
    """
    rows = forks.rows_of(lines)
    for line in lines:
        for kind, parent in forks.parents_of(line):
            if (kind, parent) not in rows:
                raise refuse("store.dangling", kind=line.kind, id=line.id, field=kind, parent=parent)


def lines_of(rows: Iterable[SnapshotLine], kinds: Sequence[str]) -> int:
    """How many live records of these kinds there are."""
    return sum(not line.deleted and line.kind in kinds for line in rows)
