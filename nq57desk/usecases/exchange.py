"""Everything that the ward's post room shows, read at once."""

from __future__ import annotations

from dataclasses import dataclass

from nq57desk.domain.periods import Period, ReportingPeriod
from nq57desk.domain.receipts import Receipt
from nq57desk.domain.sending import SentState, Unanswered, sent_state
from nq57desk.domain.snapshot import MadeBundle
from nq57desk.usecases import asking, assigned, handing_over, keys, receipt_findings, trusting
from nq57desk.usecases.assigned import Assigned
from nq57desk.usecases.receipt_findings import Finding
from nq57desk.workspace import Desk


@dataclass(frozen=True, slots=True)
class SentBundle:
    """One made bundle and how it stands. ``newest`` where it is the latest of its period."""

    bundle: MadeBundle
    newest: bool
    state: SentState


@dataclass(frozen=True, slots=True)
class TakenOne:
    """A receipt that was taken, and when (ISO). ``newest`` where none of its period has a higher number."""

    receipt: Receipt
    kept_at: str
    newest: bool


@dataclass(frozen=True, slots=True)
class Exchange:
    """The post room. ``closed`` holds the codes of the closed periods; ``bundles`` and ``receipts`` newest first."""

    now: Period
    bundles: tuple[SentBundle, ...]
    receipts: tuple[TakenOne, ...]
    findings: tuple[Finding, ...]
    closed: frozenset[str]
    city: trusting.Trusted | None
    keys: keys.KeyState
    without_receipt: tuple[Unanswered, ...]
    undecided: int = 0
    """Fields in which the office's two computers differ and nobody has decided."""
    assigned: tuple[Assigned, ...] = ()
    """What the city assigned, the newest year first."""

    def newest(self, period: str) -> SentBundle | None:
        """The latest bundle of a period."""
        return next((one for one in self.bundles if one.newest and one.bundle.period == period), None)


def sent_bundles(made: list[MadeBundle]) -> tuple[SentBundle, ...]:
    """Newest first; of each period only the latest one counts."""
    seen: set[str] = set()
    found = []
    for bundle in sorted(made, key=lambda one: (one.year, one.sequence), reverse=True):
        newest = bundle.period not in seen
        found.append(SentBundle(bundle, newest, sent_state(bundle, newest=newest)))
        seen.add(bundle.period)
    return tuple(found)


def _receipts(desk: Desk) -> tuple[TakenOne, ...]:
    seen: set[str] = set()
    found = []
    for at, said in receipt_findings.taken(desk):
        found.append(TakenOne(said, at, said.period not in seen))
        seen.add(said.period)
    return tuple(found)


def exchange(desk: Desk) -> Exchange:
    """All of it as it stands now."""
    closed = frozenset(one.code for one in desk.store.all(ReportingPeriod) if one.closed_on is not None)
    return Exchange(
        now=asking.period_asked(desk, None),
        bundles=sent_bundles(desk.store.made_bundles()),
        receipts=_receipts(desk),
        findings=receipt_findings.findings(desk),
        closed=closed,
        city=trusting.trusted(desk),
        keys=keys.key_state(desk),
        without_receipt=handing_over.without_receipt(desk),
        undecided=len(desk.store.conflicts(office=desk.office.code)),
        assigned=assigned.assigned(desk),
    )
