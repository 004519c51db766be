"""What becomes of one bundle at the city: the order of questions, each with its own answer.

Known already, form, signer, format, role and sample, place among the office's bundles, comparison, deletions, locked
periods; then one transaction, and a last count in it. Counters decide, never clocks. Each bundle is a whole plan year,
so a gap in the sequence is no reason to wait. From the comparison on, :mod:`nq57desk.usecases.taking` has it.
"""

from __future__ import annotations

from contextlib import suppress
from dataclasses import replace
from pathlib import Path

from nq57desk.bundle import bundles, contents
from nq57desk.bundle.envelope import Envelope
from nq57desk.bundle.manifest import Manifest
from nq57desk.domain.changes import Counts
from nq57desk.domain.organisation import Office, Role
from nq57desk.domain.problems import Severity, problem
from nq57desk.domain.snapshot import CONFLICTS, Outcome, ReceivedBundle
from nq57desk.errors import Refused, refuse
from nq57desk.usecases import chains, nameless, quarantine
from nq57desk.usecases.bundles import placed, read_file, signer_of, unsealed
from nq57desk.usecases.taking import Arrived, MergedBundle, Taking, Terms, keep
from nq57desk.workspace import Desk

__all__ = ("RETURNED", "MergedBundle", "Terms", "last_applied", "merge_file")

_HELD = (
    *("bundle.newer_format", "bundle.many_deletions", "bundle.locked_period", "bundle.kept_gone"),
    *("bundle.unit_closed", "bundle.unit_not_yet"),
)
_FINAL = (Outcome.APPLIED, Outcome.STALE)
"""What the same file will always come to again; anything else is asked anew each time."""
RETURNED = "bundle.returned"
_GROWING = ("bundle.truncated", "bundle.damaged", "bundle.wrong_type")


def merge_file(desk: Desk, file: Path, terms: Terms) -> MergedBundle:
    """Take one file in; whatever is wrong with it becomes its outcome, and a rejected file is kept apart."""
    try:
        if quarantine.is_partial(file):
            raise refuse("bundle.being_written")
        arrived = read_file(file)
    except Refused as refused:
        return MergedBundle(file, "", "", Outcome.REJECTED, Counts(), placed(refused.problems, file))
    merged = _merge_bytes(desk, file, arrived, terms)
    if merged.outcome is Outcome.REJECTED and not terms.dry_run:
        quarantine.keep(desk, file, arrived, office=merged.office, code=merged.problems[0].code)
    return merged


def _merge_bytes(desk: Desk, file: Path, read: bytes, terms: Terms) -> MergedBundle:
    try:
        data = _unsealed(desk, file, read)
    except Refused as refused:
        return _nameless(file, refused, terms)
    arrived = Arrived(file, data, bundles.digest_of(data))
    known = desk.store.received_bundle(arrived.digest) or terms.previewed.get(arrived.digest)
    if known is not None and (known.outcome in _FINAL or known.code == CONFLICTS):
        return _already(file, known, terms)
    if known is not None and known.code == RETURNED and not terms.accepted:
        return _returned(file, known, terms)
    try:
        signed = _opened(file, data, read)
    except Refused as refused:
        return _nameless(file, refused, terms)
    try:
        office = _signer(desk, signed, terms)
    except Refused as refused:
        return MergedBundle(file, "", "", Outcome.REJECTED, Counts(), placed(refused.problems, file))
    return _from_office(desk, arrived, signed, office, terms)


def _nameless(file: Path, refused: Refused, terms: Terms) -> MergedBundle:
    """A file too damaged to say whose it is; one that is still being written will say it."""
    problems = refused.problems
    if all(one.code != "bundle.being_written" for one in problems):
        problems = (*problems, nameless.no_receipt(file.name, terms.offices))
    return MergedBundle(file, "", "", Outcome.REJECTED, Counts(), placed(problems, file))


def _signer(desk: Desk, signed: Envelope, terms: Terms) -> Office:
    """Whose bundle it says it is; of the sample office it is told so, not that its card is missing."""
    try:
        return signer_of(signed.claims.get("office", ""), terms.offices)
    except Refused as unknown:
        told = unknown
        with suppress(Refused):
            if not desk.office.sample and contents.read_manifest(signed.data).sample:
                told = refuse("bundle.sample")
        raise told from None


def _unsealed(desk: Desk, file: Path, read: bytes) -> bytes:
    try:
        return unsealed(read, desk.keys_folder)
    except Refused as refused:
        if refused.problems[0].code == "bundle.seal_damaged":
            quarantine.check_whole(file, read)
        raise


def _opened(file: Path, data: bytes, read: bytes) -> Envelope:
    try:
        return bundles.opened(data)
    except Refused as refused:
        if refused.problems[0].code in _GROWING:
            quarantine.check_whole(file, read)
        raise


def _already(file: Path, known: ReceivedBundle, terms: Terms) -> MergedBundle:
    names = {office.code: office.name for office in terms.offices}
    note = problem("bundle.already_received", Severity.NOTE, on=known.received_at)
    name = names.get(known.office, "")
    return MergedBundle(file, known.office, name, Outcome.ALREADY_RECEIVED, Counts(), placed((note,), file))


def _returned(file: Path, known: ReceivedBundle, terms: Terms) -> MergedBundle:
    names = {office.code: office.name for office in terms.offices}
    told = problem(RETURNED, Severity.ERROR, on=known.received_at[:10], reason=known.reason)
    name = names.get(known.office, "")
    return MergedBundle(file, known.office, name, Outcome.REJECTED, Counts(), placed((told,), file))


def _from_office(desk: Desk, arrived: Arrived, signed: Envelope, office: Office, terms: Terms) -> MergedBundle:
    try:
        found = bundles.read(signed, office.sign_key)
        _check_sender(desk, found.manifest, office)
    except Refused as refused:
        return _not_applied(desk, arrived, office, _claimed(arrived, signed), refused, terms)
    received = replace(_received(arrived, found.manifest), reason=terms.reason)
    try:
        return Taking(desk, arrived, received, found, office, terms).outcome()
    except Refused as refused:
        return _not_applied(desk, arrived, office, received, refused, terms)


def _check_sender(desk: Desk, head: Manifest, office: Office) -> None:
    if head.role is not Role.WARD:
        raise refuse("bundle.not_from_ward")
    if (head.sample or office.sample) and not desk.office.sample:
        raise refuse("bundle.sample")


def _received(arrived: Arrived, head: Manifest) -> ReceivedBundle:
    return ReceivedBundle(
        digest=arrived.digest,
        bundle_id=head.bundle_id,
        office=head.office,
        year=head.year,
        period=head.period,
        sequence=head.sequence,
        revision=head.revision,
        installation=head.installation,
        made_at=head.made_at,
        received_at="",
        outcome=Outcome.APPLIED,
        file=f"bundles/received/{arrived.digest}{bundles.ENDING}",
        fingerprint=head.fingerprint,
        plan_fingerprint=head.plan_fingerprint,
        before=chains.before_of(head),
    )


def _claimed(arrived: Arrived, signed: Envelope) -> ReceivedBundle:
    """What can be remembered of a bundle whose manifest this program cannot read."""
    period, sequence = signed.claims.get("period", ""), signed.claims.get("sequence", "")
    return ReceivedBundle(
        digest=arrived.digest,
        bundle_id="",
        office=signed.claims.get("office", ""),
        year=int(period[:4]) if period[:4].isdecimal() else 0,
        period=period,
        sequence=int(sequence) if sequence.isdecimal() and len(sequence) < 16 else 0,
        revision=0,
        installation="",
        made_at="",
        received_at="",
        outcome=Outcome.HELD,
        file=f"bundles/received/{arrived.digest}{bundles.ENDING}",
    )


def last_applied(desk: Desk, office: str, year: int) -> ReceivedBundle | None:
    """The newest of the bundles whose contents the city shows for this office and plan year."""
    found = desk.store.received_bundles(office=office, year=year)
    applied = [one for one in found if one.taken and one.outcome is not Outcome.STALE]
    return max(applied, key=lambda b: (b.sequence, b.received_at), default=None)


def _stamped(received: ReceivedBundle, at: str, outcome: Outcome, code: str) -> ReceivedBundle:
    return replace(received, received_at=at, outcome=outcome, code=code)


def _not_applied(
    desk: Desk, arrived: Arrived, office: Office, received: ReceivedBundle, refused: Refused, terms: Terms
) -> MergedBundle:
    """A bundle that stays outside; all but the rejected ones are kept and remembered."""
    outcome = _outcome(refused)
    problems = refused.problems
    try:
        if outcome is not Outcome.REJECTED and not terms.dry_run:
            _remember(desk, arrived, received, outcome, refused.problems[0].code)
    except Refused as not_kept:
        outcome, problems = Outcome.REJECTED, (*not_kept.problems, *problems)
    problems = placed(problems, arrived.file)
    return MergedBundle(arrived.file, office.code, office.name, outcome, Counts(), problems)


def _remember(desk: Desk, arrived: Arrived, received: ReceivedBundle, outcome: Outcome, code: str) -> None:
    """Keep a bundle that was not applied; the day it came first stays, and the same answer is not noted twice."""
    known = desk.store.received_bundle(arrived.digest)
    if known is not None and (known.outcome, known.code) == (outcome, code):
        return
    keep(desk, arrived, received)
    at = desk.now()
    stamped = _stamped(received, at.isoformat(timespec="seconds"), outcome, code)
    desk.store.keep_received_bundle(stamped, who=desk.who, at=at)


def _outcome(refused: Refused) -> Outcome:
    code = refused.problems[0].code
    if code == "bundle.stale":
        return Outcome.STALE
    if code in _HELD:
        return Outcome.HELD
    return Outcome.REJECTED
