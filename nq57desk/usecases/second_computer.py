"""A ward's other computer: its bundle is taken into the data here, field by field, or takes an empty office's place.

What is in place here is one side, the bundle the other; both are compared with the newest bundle that they have in
common. Where both changed a field differently, the value here stays in use and a person decides in the ward's window.
Once nothing of it is undecided, the ward's next bundle names it among those that it builds on, and the city's conflicts
close by themselves.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path

from nq57desk.bundle import bundles, contents, signing
from nq57desk.bundle.contents import Contents
from nq57desk.bundle.manifest import Manifest
from nq57desk.domain import forks
from nq57desk.domain.changes import Counts, Proposal, Proposed, Source
from nq57desk.domain.conflicts import WHOLE, Conflict
from nq57desk.domain.forks import Merged, Question, Rows, Side
from nq57desk.domain.organisation import Role
from nq57desk.domain.records import KIND, from_content
from nq57desk.domain.snapshot import MadeBundle, Outcome, ReceivedBundle, SnapshotLine
from nq57desk.errors import Refused, refuse
from nq57desk.store.remembered import Beside
from nq57desk.usecases import backups, chains, fingerprints
from nq57desk.usecases.attachments import keep_files
from nq57desk.usecases.bundles import placed, read_file, unsealed
from nq57desk.usecases.changing import writable
from nq57desk.usecases.own_chain import taken_over
from nq57desk.usecases.row_changes import NOTHING, Changes, described
from nq57desk.usecases.taking import Arrived, keep
from nq57desk.workspace import Desk


@dataclass(frozen=True, slots=True)
class TakenOver:
    """What a bundle of the other computer changes here, and what both say differently."""

    digest: str
    manifest: Manifest
    counts: Counts
    conflicts: tuple[Conflict, ...]
    applied: bool
    changes: Changes = NOTHING
    """What would change row by row; nothing once it is done."""


def take_over(desk: Desk, *, path: Path, dry_run: bool = False) -> TakenOver:
    """Take a bundle in that another computer of this ward made; with ``dry_run`` only say what it would do.

    Raises:
        Refused: "workspace.no_ward", "second.other_office", "second.own" (made here), "second.taken" (taken already),
            the file is no bundle or not signed by this ward's key, and what the store refuses.
    """
    writable(desk)
    if desk.office.role is not Role.WARD:
        raise refuse("workspace.no_ward")
    try:
        return _take_over(desk, path, unsealed(read_file(path), desk.keys_folder), dry_run=dry_run)
    except Refused as refused:
        if refused.problems[0].code == "bundle.other_recipient":
            refused = refuse("bundle.sealed")
        raise Refused(*placed(refused.problems, path)) from None


def _take_over(desk: Desk, path: Path, data: bytes, *, dry_run: bool) -> TakenOver:
    signed = bundles.opened(data)
    if signed.claims.get("office") != desk.office.code:
        raise refuse("second.other_office", code=signed.claims.get("office", ""))
    held = bundles.read(signed, signing.load_keys(desk.keys_folder).public.sign_key)
    contents.check(held)
    arrived = Arrived(path, data, bundles.digest_of(data))
    head = held.manifest
    if any(one.digest == arrived.digest for one in desk.store.made_bundles()):
        raise refuse("second.own")
    known = desk.store.received_bundle(arrived.digest)
    if known is not None and known.taken:
        raise refuse("second.taken", on=known.received_at)
    lines = contents.lines(held)
    fingerprints.check(head, lines)
    own = forks.rows_of(list(desk.store.snapshot(head.year)))
    sides = (Side("", own), Side(arrived.digest, forks.rows_of(lines)))
    base = _base(desk, arrived.digest, head)
    merged, own_in_use = _merged(Question(head.office, head.year, sides, lambda _i, _j: base))
    proposal = Proposal("take_over", Source("bundle", path.name, arrived.digest), _changed(merged.lines, own))
    change_set = desk.store.compare(proposal)
    counts, at = change_set.counts(), desk.now()
    changes = described(desk, head.office, desk.store.differing(change_set)) if dry_run else NOTHING
    kept, _new = chains.as_now(desk, head.office, head.year, merged.found, by=arrived.digest, at=at)
    found = {one.id for one in merged.found}
    now = tuple(replace(one, shown="b" if one.id in own_in_use else one.shown) for one in kept if one.id in found)
    try:
        if not dry_run:
            its = _received(arrived, head, at)
            keep(desk, arrived, its)
            keep_files(desk, held.files)
            backups.make(desk, why="take-over")
            beside = Beside(now, least=head.revision)
            desk.store.apply(change_set, who=desk.who, at=at, received=its, beside=beside)
    finally:
        desk.store.discard(change_set)
    return TakenOver(arrived.digest, head, counts, now, not dry_run, changes)


def _merged(asked: Question) -> tuple[Merged, frozenset[str]]:
    """Both sides as one, and the conflicts whose ``b`` is what is in use here.

    Where the other computer deleted what was changed here, what is here stays until a person decides, unlike at the
    city: nobody at this computer deleted anything.
    """
    kept: dict[str, str] = {}
    while True:
        merged = forks.merge(replace(asked, decided=kept))
        more = {one.id: one.b for one in merged.found if one.field == WHOLE and not one.b_digest}
        if more.keys() <= kept.keys():
            return merged, frozenset(more)
        kept |= more


def _received(arrived: Arrived, head: Manifest, at: datetime) -> ReceivedBundle:
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
        received_at=at.isoformat(timespec="seconds"),
        outcome=Outcome.APPLIED,
        file=f"bundles/received/{arrived.digest}{bundles.ENDING}",
        fingerprint=head.fingerprint,
        plan_fingerprint=head.plan_fingerprint,
        before=chains.before_of(head),
    )


def _changed(lines: Sequence[SnapshotLine], own: Rows) -> Iterator[Proposed]:
    """What differs from the records here; a deletion goes with all that hangs under it.

    A record here that became one with the other computer's (the same task and month) goes under the other's id.
    """
    kept = {(line.kind, line.id) for line in lines}
    yield from (Proposed(*key, None) for key, line in own.items() if key not in kept and not line.deleted)
    for line in lines:
        was = own.get((line.kind, line.id))
        if line.deleted:
            if was is not None and not was.deleted:
                yield Proposed(line.kind, line.id, None)
        elif was is None or was.deleted or was.content != line.content:
            fields = json.loads(line.content)
            yield Proposed(line.kind, line.id, from_content(KIND[line.kind], line.id, fields))


def _base(desk: Desk, digest: str, head: Manifest) -> Rows:
    """The newest bundle that both computers know and that is kept here; nothing where there is none."""
    theirs = {one.digest for one in head.before} | {digest}
    mine: list[MadeBundle | ReceivedBundle] = [*desk.store.made_bundles(head.year), *taken_over(desk, head.year)]
    for one in sorted((m for m in mine if m.digest in theirs), key=lambda m: m.sequence, reverse=True):
        rows = _rows(desk, one)
        if rows is not None:
            return rows
    return {}


def _rows(desk: Desk, one: MadeBundle | ReceivedBundle) -> Rows | None:
    try:
        data = (desk.folder / one.file).read_bytes()
        found: Contents = bundles.read(bundles.opened(data), None)
    except (OSError, Refused):
        return None
    if bundles.digest_of(data) != one.digest:
        return None
    return forks.rows_of(contents.lines(found))
