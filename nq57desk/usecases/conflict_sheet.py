"""Conflicts as a person decides about them: the row, the field, and of each value who wrote it, when, in which bundle.

Decides that a conflict is grouped with the others of the same column between the same two bundles, so that one decision
can stand for all of them; that who wrote a value is what the record itself says in its bundle (an update, a measured
value), else the computer that made the bundle.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from nq57desk.domain.conflicts import Conflict
from nq57desk.domain.indicators import Indicator, IndicatorValue
from nq57desk.domain.locking import locking
from nq57desk.domain.plan import Task
from nq57desk.domain.progress import ProgressUpdate
from nq57desk.domain.records import KIND, Record, from_content
from nq57desk.domain.short_code import short_code
from nq57desk.domain.snapshot import ReceivedBundle
from nq57desk.errors import Refused
from nq57desk.usecases import chains, conflict_values
from nq57desk.usecases.chains import Chains
from nq57desk.usecases.receipt_findings import Finding
from nq57desk.usecases.settling import as_conflict
from nq57desk.workspace import Desk


@dataclass(frozen=True, slots=True)
class Wrote:
    """Where a value comes from. ``by`` and ``at`` (ISO) are the record's own or the bundle's; ``code`` "" of what is
    in place here and of what no bundle is known of."""

    by: str = ""
    at: str = ""
    code: str = ""
    sequence: int = 0
    computer: str = ""


@dataclass(frozen=True, slots=True)
class ConflictRow:
    """One conflict. ``number`` and ``name`` are the task's or indicator's; ``period`` "" of what is no month's.

    ``in_force`` is what the city shows meanwhile, of what a receipt names; ``finding`` is that.
    """

    conflict: Conflict
    office_name: str
    about: str
    number: str
    name: str
    period: str
    base: Wrote
    a: Wrote
    b: Wrote
    locked: str = ""
    can_type: bool = True
    in_force: str = ""
    finding: Finding | None = None

    @property
    def column(self) -> tuple[str, ...]:
        """Conflicts with the same one are of one column between the same two bundles."""
        one = self.conflict
        return one.office, str(one.year), one.kind, one.field, one.a_digest, one.b_digest


def rows(desk: Desk, *, office: str | None = None, period: str = "") -> tuple[ConflictRow, ...]:
    """What no bundle of its ward has settled, by office and row; with ``period`` only of it and of what is no month's.

    At a ward: what differs from its other computer, and what the city's newest receipts name.
    """
    names = {one.code: one.name for one in (desk.office, *desk.store.offices())}
    told = _Told(desk)
    found = [_row(desk, one, names.get(one.office, one.office), told) for one in desk.store.conflicts(office=office)]
    return tuple(one for one in found if not period or one.period in ("", period))


def from_receipts(desk: Desk, found: Sequence[Finding]) -> tuple[ConflictRow, ...]:
    """What a receipt names, as conflicts: ``a`` is what stands here."""
    made = []
    for one in found:
        if not one.code:
            row = _row(desk, as_conflict(desk, one), desk.office.name, None)
            record = desk.store.get(KIND[one.kind].type, one.record_id) if one.kind in KIND else None
            in_force = one.in_force if one.third or one.state == "decided" else ""
            made.append(replace(row, a=_signed(record, Wrote()), in_force=in_force, finding=one))
    return tuple(made)


def _row(desk: Desk, one: Conflict, office_name: str, told: _Told | None) -> ConflictRow:
    record = _record(desk, one, told)
    subject = _subject(desk, record, one.office)
    period = str(getattr(record, "period", ""))
    base, a, b = told.of(one) if told is not None else (Wrote(), Wrote(), Wrote())
    return ConflictRow(
        one,
        office_name,
        "indicator" if isinstance(subject, Indicator) else "task" if isinstance(subject, Task) else one.kind,
        str(getattr(subject, "number", "")),
        str(getattr(subject, "name", "") or getattr(subject, "title", "") or getattr(subject, "text", "")),
        period,
        base,
        a,
        b,
        locking(period, desk.store.locks()) if period else "",
        conflict_values.can_type(one.kind, one.field),
    )


def _record(desk: Desk, one: Conflict, told: _Told | None) -> Record | None:
    """The record in place; of a deleted one what the side that keeps it has."""
    if one.kind not in KIND:
        return None
    found: Record | None = desk.store.get(KIND[one.kind].type, one.record_id, office=one.office)
    if found is None and told is not None:
        found = told.record(one, one.b_digest) or told.record(one, one.a_digest)
    return found


def _subject(desk: Desk, record: Record | None, office: str) -> Record | None:
    """The task or indicator that a record speaks of; else the record."""
    of: Record | None = None
    if isinstance(record, ProgressUpdate):
        of = desk.store.get(Task, record.task_id, office=office)
    elif isinstance(record, IndicatorValue):
        of = desk.store.get(Indicator, record.indicator_id, office=office)
    return of or record


def _signed(record: Record | None, plain: Wrote) -> Wrote:
    if isinstance(record, ProgressUpdate | IndicatorValue) and (record.by or record.at):
        return Wrote(record.by, record.at or plain.at, plain.code, plain.sequence, plain.computer)
    return plain


class _Told:
    """Bundles read once for all conflicts."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self._known: Mapping[str, ReceivedBundle] = {one.digest: one for one in desk.store.received_bundles()}
        self._chains: dict[tuple[str, int], Chains] = {}

    def of(self, one: Conflict) -> tuple[Wrote, Wrote, Wrote]:
        """Of the common value, of ``a`` and of ``b``."""
        sides = self._from(one, one.a_digest), self._from(one, one.b_digest)
        if not one.base:
            return Wrote(), *sides
        if one.a_digest:
            return self._from(one, self._common(one)), *sides
        return self._own_base(one), *sides

    def _own_base(self, one: Conflict) -> Wrote:
        """The newest bundle made here that the other computer's builds on."""
        theirs = self._known.get(one.b_digest)
        made = [mine for mine in self._desk.store.made_bundles(one.year) if theirs and mine.digest in theirs.chain]
        last = max(made, key=lambda mine: mine.sequence, default=None)
        return Wrote() if last is None else Wrote("", last.made_at, short_code(last.digest), last.sequence)

    def _from(self, one: Conflict, digest: str | None) -> Wrote:
        if digest == "":
            here = self._desk.store.get(KIND[one.kind].type, one.record_id) if one.kind in KIND else None
            return _signed(here, Wrote())
        bundle = self._known.get(digest) if digest else None
        if bundle is None:
            return Wrote(code=short_code(digest) if digest else "")
        plain = Wrote("", bundle.made_at, short_code(bundle.digest), bundle.sequence, bundle.installation)
        return _signed(self.record(one, bundle.digest), plain)

    def record(self, one: Conflict, digest: str) -> Record | None:
        """The record as a bundle has it; None where it has none, or is not kept."""
        bundle = self._known.get(digest)
        if bundle is None or one.kind not in KIND:
            return None
        try:
            line = self._chain(one).rows_of(bundle).get((one.kind, one.record_id))
        except Refused:
            return None
        if line is None or line.deleted:
            return None
        made: Record = from_content(KIND[one.kind], one.record_id, json.loads(line.content))
        return made

    def _common(self, one: Conflict) -> str | None:
        sides = self._known.get(one.a_digest), self._known.get(one.b_digest)
        if sides[0] is None or sides[1] is None:
            return None
        found = self._chain(one).common(sides[0], sides[1])
        return found[0].digest if found else None

    def _chain(self, one: Conflict) -> Chains:
        at = one.office, one.year
        if at not in self._chains:
            self._chains[at] = Chains(self._desk, *at, chains.taken(self._desk, *at))
        return self._chains[at]
