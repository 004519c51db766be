"""What becomes of one bundle at the city: the order of questions, each with its own answer.

Known already, form, signer, format, role and sample, place in the office's sequence, comparison, deletions;
then one transaction. Counters decide, never clocks. Each bundle is a whole plan year, so a gap in the
sequence is no reason to wait. A fork (two computers of one office, a restored copy) is a conflict here: the
bundle is kept and waits for a person; merging it field by field against the common ancestor will stand
in ``_place_in_sequence``'s stead for that case, and a sealed bundle is opened before ``bundles.opened``.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from nq57desk import paths
from nq57desk.bundle import bundles, contents
from nq57desk.bundle.contents import Contents
from nq57desk.bundle.envelope import Envelope
from nq57desk.bundle.manifest import Manifest
from nq57desk.domain.changes import ChangeSet, Counts, Source
from nq57desk.domain.organisation import Office, Role
from nq57desk.domain.problems import Problem, Severity, problem
from nq57desk.domain.records import ROW_KINDS
from nq57desk.domain.snapshot import Outcome, ReceivedBundle, Snapshot
from nq57desk.errors import Refused, refuse
from nq57desk.usecases import fingerprints
from nq57desk.usecases.attachments import keep_files
from nq57desk.usecases.bundles import placed, read_file, signer_of
from nq57desk.workspace import Desk

_HELD = ("bundle.newer_format", "bundle.many_deletions")
_CONFLICT = ("bundle.fork", "bundle.same_revision")
_FINAL = (Outcome.APPLIED, Outcome.STALE)
"""What the same file will always come to again; anything else is asked anew each time."""
_FEW_DELETIONS = 10
_DELETED_PART = 5


@dataclass(frozen=True, slots=True)
class MergedBundle:
    """One file and what became of it. ``office`` is its code, "" where that could not be known."""

    file: Path
    office: str
    office_name: str
    outcome: Outcome
    counts: Counts
    problems: tuple[Problem, ...] = ()


@dataclass(frozen=True, slots=True)
class Terms:
    """How a merge is done.

    ``before_change`` is called ahead of each transaction; ``accepted`` passes over what waits for a person.
    """

    offices: Sequence[Office]
    dry_run: bool
    before_change: Callable[[], None]
    accepted: bool = False


@dataclass(frozen=True, slots=True)
class _Arrived:
    """A bundle on its way through the questions, as far as it is known."""

    file: Path
    data: bytes
    digest: str


def merge_file(desk: Desk, file: Path, terms: Terms) -> MergedBundle:
    """Take one file in; whatever is wrong with it becomes its outcome."""
    try:
        data = read_file(file)
    except Refused as refused:
        return MergedBundle(file, "", "", Outcome.REJECTED, Counts(), placed(refused.problems, file))
    arrived = _Arrived(file, data, bundles.digest_of(data))
    known = desk.store.received_bundle(arrived.digest)
    if known is not None and known.outcome in _FINAL:
        return _already(file, known, terms)
    try:
        signed = bundles.opened(data)
        office = signer_of(signed.claims.get("office", ""), terms.offices)
    except Refused as refused:
        return MergedBundle(file, "", "", Outcome.REJECTED, Counts(), placed(refused.problems, file))
    return _from_office(desk, arrived, signed, office, terms)


def _already(file: Path, known: ReceivedBundle, terms: Terms) -> MergedBundle:
    names = {office.code: office.name for office in terms.offices}
    note = problem("bundle.already_received", Severity.NOTE, on=known.received_at[:10])
    name = names.get(known.office, "")
    return MergedBundle(file, known.office, name, Outcome.ALREADY_RECEIVED, Counts(), placed((note,), file))


def _from_office(desk: Desk, arrived: _Arrived, signed: Envelope, office: Office, terms: Terms) -> MergedBundle:
    try:
        found = bundles.read(signed, office.sign_key)
        _check_sender(desk, found.manifest, office)
    except Refused as refused:
        return _not_applied(desk, arrived, office, _claimed(arrived, signed), refused, terms)
    received = _received(arrived, found.manifest)
    try:
        _place_in_sequence(desk, received, found.manifest, terms)
        return _compare_and_apply(desk, arrived, received, found, office, terms)
    except Refused as refused:
        return _not_applied(desk, arrived, office, received, refused, terms)


def _check_sender(desk: Desk, head: Manifest, office: Office) -> None:
    if head.role is not Role.WARD:
        raise refuse("bundle.not_from_ward")
    if (head.sample or office.sample) and not desk.office.sample:
        raise refuse("bundle.sample")


def _received(arrived: _Arrived, head: Manifest) -> ReceivedBundle:
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
    )


def _claimed(arrived: _Arrived, signed: Envelope) -> ReceivedBundle:
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


def _place_in_sequence(desk: Desk, received: ReceivedBundle, head: Manifest, terms: Terms) -> None:
    """Only what follows the bundle applied last may be applied.

    Raises:
        Refused: "bundle.stale", "bundle.fork".
    """
    last = last_applied(desk, received.office, received.year)
    if last is None or (terms.accepted and head.sequence > last.sequence):
        return
    if head.sequence < last.sequence:
        raise refuse("bundle.stale", sequence=head.sequence, last=last.sequence)
    if head.sequence == last.sequence or last.digest not in {earlier.digest for earlier in head.before}:
        raise refuse("bundle.fork", sequence=head.sequence, last=last.sequence)


def last_applied(desk: Desk, office: str, year: int) -> ReceivedBundle | None:
    """The bundle whose contents the city shows for this office and plan year."""
    applied = [b for b in desk.store.received_bundles(office=office, year=year) if b.outcome is Outcome.APPLIED]
    return max(applied, key=lambda b: (b.sequence, b.received_at), default=None)


def _compare_and_apply(
    desk: Desk, arrived: _Arrived, received: ReceivedBundle, found: Contents, office: Office, terms: Terms
) -> MergedBundle:
    head = found.manifest
    source = Source("bundle", arrived.file.name, arrived.digest)
    lines = contents.lines(found)
    snapshot = Snapshot(head.office, head.year, head.sequence, arrived.digest, source, lines)
    change_set = desk.store.compare_snapshot(snapshot)
    counts = change_set.counts()
    try:
        codes = fingerprints.check(head, lines)
        received = replace(received, fingerprint=codes.period, plan_fingerprint=codes.plan)
        if not terms.accepted:
            _check_changes(change_set, head)
        if not terms.dry_run:
            keep_files(desk, found.files)
            _apply(desk, arrived, received, change_set, terms)
    finally:
        desk.store.discard(change_set)
    return MergedBundle(arrived.file, office.code, office.name, Outcome.APPLIED, counts)


def _check_changes(change_set: ChangeSet, head: Manifest) -> None:
    """What a person must look at first: one revision with two contents, and more than a fifth of the rows taken away.

    Raises:
        Refused: "bundle.same_revision", "bundle.many_deletions".
    """
    conflicts = change_set.counts().conflict
    if conflicts:
        raise refuse("bundle.same_revision", rows=conflicts)
    counts = change_set.counts(*ROW_KINDS)
    before = head.count(*ROW_KINDS) - counts.new + counts.deleted
    if counts.deleted >= _FEW_DELETIONS and counts.deleted * _DELETED_PART > before:
        raise refuse("bundle.many_deletions", deleted=counts.deleted, before=before)


def _apply(desk: Desk, arrived: _Arrived, received: ReceivedBundle, change_set: ChangeSet, terms: Terms) -> None:
    """One transaction, once the file itself is safe."""
    terms.before_change()
    _keep(desk, arrived, received)
    at = desk.now()
    stamped = _stamped(received, at.isoformat(timespec="seconds"), Outcome.APPLIED, "")
    desk.store.apply(change_set, who=desk.who, at=at, received=stamped)


def _keep(desk: Desk, arrived: _Arrived, received: ReceivedBundle) -> None:
    """Keep the file's bytes under their digest.

    Raises:
        Refused: "bundle.cannot_keep".
    """
    kept = desk.folder / received.file
    try:
        if not kept.is_file():
            kept.parent.mkdir(parents=True, exist_ok=True)
            paths.write_atomically(kept, arrived.data)
    except OSError as error:
        raise refuse("bundle.cannot_keep", reason=error.strerror or error) from error


def _stamped(received: ReceivedBundle, at: str, outcome: Outcome, code: str) -> ReceivedBundle:
    return replace(received, received_at=at, outcome=outcome, code=code)


def _not_applied(
    desk: Desk, arrived: _Arrived, office: Office, received: ReceivedBundle, refused: Refused, terms: Terms
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


def _remember(desk: Desk, arrived: _Arrived, received: ReceivedBundle, outcome: Outcome, code: str) -> None:
    """Keep a bundle that was not applied; the day it came first stays, and the same answer is not noted twice."""
    known = desk.store.received_bundle(arrived.digest)
    if known is not None and (known.outcome, known.code) == (outcome, code):
        return
    _keep(desk, arrived, received)
    at = desk.now()
    stamped = _stamped(received, at.isoformat(timespec="seconds"), outcome, code)
    desk.store.keep_received_bundle(stamped, who=desk.who, at=at)


def _outcome(refused: Refused) -> Outcome:
    code = refused.problems[0].code
    if code == "bundle.stale":
        return Outcome.STALE
    if code in _HELD:
        return Outcome.HELD
    return Outcome.CONFLICT if code in _CONFLICT else Outcome.REJECTED
