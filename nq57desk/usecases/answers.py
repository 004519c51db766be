"""What a city's receipt says of each bundle, its rows, its conflicts and the period's lock."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path

from nq57desk.bundle import bundles, contents
from nq57desk.domain.conflicts import Conflict
from nq57desk.domain.forks import ONCE
from nq57desk.domain.periods import read_period
from nq57desk.domain.problems import Problem
from nq57desk.domain.receipts import BundleAnswer, OpenConflict, PeriodLock, RefusedRow
from nq57desk.domain.records import KIND, ROW_KINDS, Record
from nq57desk.domain.snapshot import Outcome, ReceivedBundle
from nq57desk.errors import Refused
from nq57desk.store import receipts as kept_receipts
from nq57desk.usecases import chains
from nq57desk.usecases.bundles import unsealed
from nq57desk.usecases.merging import Terms, merge_file
from nq57desk.workspace import Desk

_NOT_TAKEN = (Outcome.HELD, Outcome.CONFLICT, Outcome.REJECTED)
_NOT_SAID = ("file", "name")
"""Words that name the file as it is kept at the city: they mean nothing to the office."""


def rejected_bundles(desk: Desk) -> tuple[ReceivedBundle, ...]:
    """Refused files that say which known office and period they are of; who signed them is not believed."""
    found = []
    for refused in desk.store.refused_files():
        try:
            data = unsealed((desk.folder / refused.file).read_bytes(), desk.keys_folder)
            claims = bundles.opened(data).claims
        except (OSError, Refused):
            continue
        period, sequence = read_period(claims.get("period", "")), claims.get("sequence", "")
        if refused.office and claims.get("office") == refused.office and period is not None:
            found.append(
                ReceivedBundle(
                    digest=bundles.digest_of(data),
                    bundle_id="",
                    office=refused.office,
                    year=period.year,
                    period=period.code,
                    sequence=int(sequence) if sequence.isdecimal() and len(sequence) < 10 else 0,
                    revision=0,
                    installation="",
                    made_at="",
                    received_at=refused.at,
                    outcome=Outcome.REJECTED,
                    code=refused.code,
                    file=refused.file,
                )
            )
    return tuple(found)


def answer_of(desk: Desk, bundle: ReceivedBundle) -> BundleAnswer:
    """What became of one bundle."""
    shown = chains.heads(chains.taken(desk, bundle.office, bundle.year))
    said = next(iter(_problems(desk, bundle)), None)
    return BundleAnswer(
        digest=bundle.digest,
        sequence=bundle.sequence,
        outcome=bundle.outcome,
        code=bundle.code,
        received_at=bundle.received_at,
        fingerprint=bundle.fingerprint,
        in_force=any(one.digest == bundle.digest for one in shown),
        changes=kept_receipts.merged_changes(desk.store, bundle.digest),
        rows=_rows(desk, bundle),
        words=_words(said) if said is not None else (),
    )


def refused_rows(desk: Desk, received: Iterable[ReceivedBundle]) -> tuple[RefusedRow, ...]:
    """The records for which bundles were not taken in; an office's newest bundle alone speaks of them."""
    newest = max(received, key=lambda one: (one.sequence, one.received_at), default=None)
    if newest is None:
        return ()
    found = []
    for one in _problems(desk, newest):
        words = dict(one.words)
        if words.get("kind") and words.get("id"):
            found.append(RefusedRow(words["kind"], words["id"], one.code, _words(one)))
    return tuple(found)


def _problems(desk: Desk, bundle: ReceivedBundle) -> tuple[Problem, ...]:
    """Why a kept bundle was not taken in, asked anew of the kept file; nothing where that now has another answer."""
    kept = desk.folder / bundle.file
    if bundle.outcome not in _NOT_TAKEN or not bundle.file or not kept.is_file():
        return ()
    terms = Terms(tuple(desk.store.offices()), dry_run=True, before_change=_unchanged)
    problems = merge_file(desk, kept, terms).problems
    return problems if problems and problems[0].code == bundle.code else ()


def _unchanged() -> None:
    """Nothing is changed by looking, so nothing is backed up before."""


def _words(found: Problem) -> tuple[tuple[str, str], ...]:
    return tuple(sorted((name, value) for name, value in found.words if name not in _NOT_SAID))


def _rows(desk: Desk, bundle: ReceivedBundle) -> dict[str, int]:
    """How many live rows of each kind the kept file brings; nothing where it cannot be read."""
    try:
        head = contents.read_manifest(bundles.opened(unsealed(_kept(desk, bundle), desk.keys_folder)).data)
    except (OSError, Refused):
        return {}
    return {part.kind: part.live for part in head.parts if part.kind in ROW_KINDS}


def _kept(desk: Desk, bundle: ReceivedBundle) -> bytes:
    path: Path = desk.folder / bundle.file
    return path.read_bytes()


def conflicts_of(desk: Desk, office: str, year: int, period: str, *, latest: bool) -> tuple[OpenConflict, ...]:
    """The conflicts that wait for the office's word: those of the period's own updates and values, and with
    ``latest`` (the newest period that the office reported in this year) those of no period, such as a task's name."""
    found = []
    for one in desk.store.conflicts(office=office, year=year):
        record = _record_of(desk, one)
        month = str(getattr(record, "period", ""))
        if month == period or (not month and latest):
            other = one.a if one.taken == "b" else one.b
            said = OpenConflict(one.kind, one.record_id, one.field, one.value, other, one.base)
            third = one.a if one.other else ""
            of = str(getattr(record, ONCE[one.kind][0], "")) if one.kind in ONCE and month else ""
            said = replace(said, state=one.state.value, reason=one.reason, third=third)
            found.append(replace(said, of=of, month=month if of else ""))
    return tuple(found)


def _record_of(desk: Desk, conflict: Conflict) -> Record | None:
    """The record in conflict as the city has it; None where it is gone."""
    known = KIND.get(conflict.kind)
    return desk.store.get(known.type, conflict.record_id, office=conflict.office) if known is not None else None


def lock_of(desk: Desk, period: str) -> PeriodLock:
    """Whether the city has locked the period."""
    lock = desk.store.locks().get(period)
    return PeriodLock() if lock is None else PeriodLock(True, lock.locked_at)
