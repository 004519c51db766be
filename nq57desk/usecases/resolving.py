"""Conflicts between an office's bundles: listed, and decided as far as the city shows one value meanwhile.

The ward settles a conflict for good by a bundle whose chain holds both sides. At a ward itself (its second computer) a
decision is an edit of its own and settles the conflict at once.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

from nq57desk.domain.changes import Applied, ChangeSet, Proposal, Proposed, Source
from nq57desk.domain.conflicts import DELETED, WHOLE, Conflict, ConflictState
from nq57desk.domain.locking import locking
from nq57desk.domain.periods import read_period
from nq57desk.domain.progress import ProgressUpdate
from nq57desk.domain.records import KIND, Record, from_content
from nq57desk.domain.snapshot import ReceivedBundle, Snapshot
from nq57desk.errors import Refused, refuse
from nq57desk.store.entries import JournalEntry
from nq57desk.store.remembered import Beside
from nq57desk.usecases import chains, conflict_values
from nq57desk.usecases.chains import Chains
from nq57desk.usecases.changing import deletion, proposed, writable
from nq57desk.usecases.reasons import reason_said
from nq57desk.usecases.recording import refuse_closed, stamped
from nq57desk.workspace import Desk


@dataclass(frozen=True, slots=True)
class ConflictShown:
    """A conflict with what a person needs to decide it: the office's and record's names and both bundles.

    ``a_from`` and ``b_from`` are None where that side is the data in place, or a bundle that is not known any more.
    """

    conflict: Conflict
    office_name: str
    record_name: str
    a_from: ReceivedBundle | None
    b_from: ReceivedBundle | None


def conflicts(desk: Desk, *, office: str | None = None, every: bool = False) -> tuple[ConflictShown, ...]:
    """The conflicts that no bundle of their ward has settled; ``every``: those too that are settled."""
    names = {one.code: one.name for one in (desk.office, *desk.store.offices())}
    known = {one.digest: one for one in desk.store.received_bundles()}
    return tuple(
        ConflictShown(
            one,
            names.get(one.office, ""),
            _name(desk, one),
            known.get(one.a_digest),
            known.get(one.b_digest),
        )
        for one in desk.store.conflicts(office=office, open_only=not every)
    )


def _name(desk: Desk, conflict: Conflict) -> str:
    """What a person calls the record: of an update or a value the task or indicator that it speaks of."""
    record = desk.store.get(KIND[conflict.kind].type, conflict.record_id, office=conflict.office)
    of = {"progress_update": ("task", "task_id"), "indicator_value": ("indicator", "indicator_id")}.get(conflict.kind)
    if record is not None and of is not None:
        record = desk.store.get(KIND[of[0]].type, getattr(record, of[1]), office=conflict.office)
    return str(getattr(record, "name", "") or getattr(record, "title", "") or "")


@dataclass(frozen=True, slots=True)
class Decision:
    """What a person decided: ``take`` is "a", "b" or "other", and then ``value`` its canonical JSON."""

    take: str
    reason: str = ""
    value: str = ""


def resolve(desk: Desk, *, conflict_id: str, take: str, reason: str = "", value: str = "") -> Applied:
    """Show ``a``, ``b`` or another value until the ward settles it; at a ward itself, settle it.

    Raises:
        Refused: as ``decide``.
    """
    return decide(desk, conflict_ids=(conflict_id,), decision=Decision(take, reason, value))


def decide(desk: Desk, *, conflict_ids: Sequence[str], decision: Decision) -> Applied:
    """The same decision for several conflicts of one office and plan year, in one step that can be undone.

    It may be decided anew as long as no period that it changes is locked or closed.

    Raises:
        Refused: "conflict.unknown", "conflict.settled", "conflict.take", "conflict.reason" (another value needs one),
            "conflict.value", "conflict.whole", "conflict.locked", "conflict.twice", "bundle.kept_gone",
            "workspace.closed_period", "workspace.read_only".
    """
    writable(desk)
    if decision.take not in ("a", "b", "other"):
        raise refuse("conflict.take", take=decision.take[:10])
    reason_said(decision.reason, "conflict.reason" if decision.take == "other" else "")
    chosen = tuple(_chosen(desk, one, decision) for one in conflict_ids)
    if len({(one.office, one.year) for one in chosen}) != 1:
        raise refuse("conflict.unknown", id=" ".join(conflict_ids)[:16])
    try:
        return settle_here(desk, chosen) if chosen[0].office == desk.office.code else _show(desk, chosen)
    except Refused as refused:
        if refused.problems[0].code == "store.twice_in_period":
            raise refuse("conflict.twice") from None
        raise


def _chosen(desk: Desk, conflict_id: str, decision: Decision) -> Conflict:
    conflict = desk.store.conflict(conflict_id)
    if conflict is None:
        raise refuse("conflict.unknown", id=conflict_id[:16])
    if conflict.state is ConflictState.SETTLED:
        raise refuse("conflict.settled", id=conflict_id)
    return decided_as(desk, conflict, decision)


def decided_as(desk: Desk, conflict: Conflict, decision: Decision) -> Conflict:
    """The conflict with a decision; another value that is one of the two is that one.

    Raises:
        Refused: "conflict.value", "conflict.whole".
    """
    other, shown = "", decision.take
    if decision.take == "other":
        conflict_values.check(conflict.kind, conflict.field, decision.value)
        same = {conflict.b: "b", conflict.a: "a"}.get(decision.value)
        other, shown = ("", same) if same else (decision.value, "a")
    return replace(
        conflict,
        state=ConflictState.DECIDED,
        shown=shown,
        other=other,
        decided_by=desk.who,
        decided_at=desk.now().isoformat(timespec="seconds"),
        reason=reason_said(decision.reason, ""),
    )


def _show(desk: Desk, chosen: Sequence[Conflict]) -> Applied:
    """Make the office's rows anew with the decision."""
    office, year, at = chosen[0].office, chosen[0].year, desk.now()
    by_id = {one.id: one for one in chosen}
    decided = chains.decided([*desk.store.conflicts(office=office, year=year), *chosen])
    known = chains.taken(desk, office, year)
    found = Chains(desk, office, year, known).state(decided)
    now, _new = chains.as_now(desk, office, year, found.found, by="", at=at)
    now = tuple(by_id.get(one.id, one) for one in now)
    newest = max(known, key=lambda one: one.sequence)
    source = Source("window", chosen[0].id, newest.digest)
    snapshot = Snapshot(office, year, newest.sequence, newest.digest, source, found.lines)
    change_set = desk.store.compare_snapshot(snapshot, merged=True, action="resolve")
    try:
        _check_locks(desk, change_set)
        return desk.store.apply(change_set, who=desk.who, at=at, beside=Beside(now))
    finally:
        desk.store.discard(change_set)


def _check_locks(desk: Desk, change_set: ChangeSet) -> None:
    """A locked period's figures stay: it is opened first, with a reason.

    Raises:
        Refused: "conflict.locked".
    """
    locks = desk.store.locks()
    touched = desk.store.periods_touched(change_set) if locks else ()
    locked = sorted({lock for period in touched if (lock := locking(period, locks))})
    if locked:
        raise refuse("conflict.locked", period=", ".join(locked))


def settle_here(desk: Desk, chosen: Sequence[Conflict], action: str = "resolve_own") -> Applied:
    """A ward decides of its own data: the values are an edit like any other, and the conflicts are over.

    Raises:
        Refused: "workspace.closed_period", and what the store refuses.
    """
    at = desk.now()
    stamp = at.isoformat(timespec="seconds")
    over = tuple(replace(one, state=ConflictState.SETTLED, settled_at=stamp) for one in chosen)
    source = Source("window", chosen[0].id, chosen[0].b_digest)
    change_set = desk.store.compare(Proposal(action, source, _edits(desk, chosen)))
    try:
        for period in desk.store.periods_touched(change_set):
            month = read_period(period)
            if month is not None:
                refuse_closed(desk, month)
        return desk.store.apply(change_set, who=desk.who, at=at, beside=Beside(over))
    finally:
        desk.store.discard(change_set)


def _edits(desk: Desk, chosen: Sequence[Conflict]) -> tuple[Proposed, ...]:
    """One proposal for each record, with all of its fields that were decided; an own record that stays is named too."""
    now: dict[tuple[str, str], Proposed] = {}
    for one in chosen:
        key = one.kind, one.record_id
        record = now[key].record if key in now else desk.store.get(KIND[one.kind].type, one.record_id)
        edit = _edit(desk, one, record)
        if edit is not None:
            now[key] = edit
    return tuple(now.values())


def _edit(desk: Desk, chosen: Conflict, record: Record | None) -> Proposed | None:
    kind = KIND[chosen.kind]
    if chosen.field == WHOLE:
        if chosen.value == DELETED:
            return None if record is None else deletion(record)
        return proposed(from_content(kind, chosen.record_id, json.loads(chosen.value)))
    if record is None:
        return None
    form = next(form for form in kind.fields if form.name == chosen.field)
    value = json.loads(chosen.value) if chosen.value else form.default
    changes: dict[str, Any] = {form.name: None if value is None else form.decode(value)}
    after: Record = replace(record, **changes)
    if isinstance(record, ProgressUpdate) and isinstance(after, ProgressUpdate) and after != record:
        after = stamped(desk, record, after)
    return proposed(after)


def undo_merge(desk: Desk, *, office: str) -> tuple[Applied, ...]:
    """Take back the newest merge of one office, and what was decided about its conflicts since; newest first.

    Raises:
        Refused: "conflict.no_merge", "store.changed_meanwhile", "workspace.read_only".
    """
    writable(desk)
    done: list[Applied] = []
    for entry in _its_entries(desk, office):
        applied = desk.store.undo(who=desk.who, at=desk.now(), entry=entry.seq)
        if applied is not None:
            done.append(applied)
        if entry.action == "merge":
            return tuple(done)
    raise refuse("conflict.no_merge", office=office)


def _its_entries(desk: Desk, office: str) -> list[JournalEntry]:
    """The merges and decisions of an office that stand, newest first, down to the newest merge."""
    found: list[JournalEntry] = []
    for entry in desk.store.journal(limit=-1):
        if entry.office == office and entry.action in ("merge", "resolve") and not entry.undone:
            found.append(entry)
            if entry.action == "merge":
                return found
    return []
