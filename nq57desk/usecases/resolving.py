"""Conflicts between an office's bundles: listed, and decided as far as the city shows one of two values meanwhile.

The ward settles a conflict for good by a bundle whose chain holds both sides. At a ward itself (its second computer) a
decision is an edit of its own and settles the conflict at once.
"""

from __future__ import annotations

import json
from dataclasses import dataclass, replace

from nq57desk.domain.changes import Applied, Proposal, Proposed, Source
from nq57desk.domain.conflicts import DELETED, WHOLE, Conflict, ConflictState
from nq57desk.domain.records import KIND, from_content
from nq57desk.domain.snapshot import ReceivedBundle, Snapshot
from nq57desk.errors import refuse
from nq57desk.store.entries import JournalEntry
from nq57desk.store.remembered import Beside
from nq57desk.usecases import chains
from nq57desk.usecases.chains import Chains
from nq57desk.usecases.changing import deletion, proposed, writable
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


def resolve(desk: Desk, *, conflict_id: str, take: str, reason: str = "") -> Applied:
    """Show ``a`` or ``b`` until the ward settles it; at a ward itself, settle it.

    Raises:
        Refused: "conflict.unknown", "conflict.settled", "conflict.take", "bundle.kept_gone", "workspace.read_only".
    """
    writable(desk)
    conflict = desk.store.conflict(conflict_id)
    if conflict is None:
        raise refuse("conflict.unknown", id=conflict_id[:16])
    if conflict.state is ConflictState.SETTLED:
        raise refuse("conflict.settled", id=conflict_id)
    if take not in ("a", "b"):
        raise refuse("conflict.take", take=take[:10])
    at = desk.now().isoformat(timespec="seconds")
    chosen = replace(
        conflict,
        state=ConflictState.DECIDED,
        shown=take,
        decided_by=desk.who,
        decided_at=at,
        reason=reason.strip(),
    )
    return _settle_here(desk, chosen) if conflict.office == desk.office.code else _show(desk, chosen)


def _show(desk: Desk, chosen: Conflict) -> Applied:
    """Make the office's rows anew with the decision."""
    office, year, at = chosen.office, chosen.year, desk.now()
    decided = chains.decided(desk.store.conflicts(office=office, year=year)) | {chosen.id: chosen.value}
    known = chains.taken(desk, office, year)
    found = Chains(desk, office, year, known).state(decided)
    now, _new = chains.as_now(desk, office, year, found.found, by="", at=at)
    now = tuple(chosen if one.id == chosen.id else one for one in now)
    newest = max(known, key=lambda one: one.sequence)
    source = Source("window", chosen.id, newest.digest)
    snapshot = Snapshot(office, year, newest.sequence, newest.digest, source, found.lines)
    change_set = desk.store.compare_snapshot(snapshot, merged=True, action="resolve")
    try:
        return desk.store.apply(change_set, who=desk.who, at=at, beside=Beside(now))
    finally:
        desk.store.discard(change_set)


def _settle_here(desk: Desk, chosen: Conflict) -> Applied:
    """A ward decides of its own data: the value is an edit like any other."""
    at = desk.now()
    over = replace(chosen, state=ConflictState.SETTLED, settled_at=at.isoformat(timespec="seconds"))
    proposal = Proposal("resolve_own", Source("window", chosen.id, chosen.b_digest), _edit(desk, chosen))
    change_set = desk.store.compare(proposal)
    try:
        return desk.store.apply(change_set, who=desk.who, at=at, beside=Beside((over,)))
    finally:
        desk.store.discard(change_set)


def _edit(desk: Desk, chosen: Conflict) -> tuple[Proposed, ...]:
    kind = KIND[chosen.kind]
    record = desk.store.get(kind.type, chosen.record_id)
    if chosen.field == WHOLE:
        if chosen.value == DELETED:
            return () if record is None else (deletion(record),)
        return (proposed(from_content(kind, chosen.record_id, json.loads(chosen.value))),)
    if record is None:
        return ()
    form = next(form for form in kind.fields if form.name == chosen.field)
    value = json.loads(chosen.value) if chosen.value else form.default
    return (proposed(replace(record, **{form.name: None if value is None else form.decode(value)})),)


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
