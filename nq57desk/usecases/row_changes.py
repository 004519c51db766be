"""What a merge would change, or has changed, row by row as a person reads it: whose row, which field, old and new.

Decides that ids, positions and who wrote something are no changes for a person, and that a row of a task or indicator
is named by it, whatever hangs under it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from nq57desk.domain.changes import Change, ChangeKind
from nq57desk.domain.indicators import Indicator
from nq57desk.domain.plan import Task
from nq57desk.domain.records import KIND, ROW_KINDS, Record, canonical, content
from nq57desk.domain.snapshot import ReceivedBundle
from nq57desk.errors import refuse
from nq57desk.store.entries import JournalEntry
from nq57desk.workspace import Desk

MOST = 3000
"""Rows that are listed; of more only the number is told."""
_UNSAID = frozenset(("by", "at", "recorded_on", "added_by", "added_at", "position", "cells", "carried_from", "same_as"))
_DIGITS = re.compile(r"\d{1,9}")
_OF = {"progress_update": ("task", "task_id"), "indicator_value": ("indicator", "indicator_id")}
_OF_TASK = {"attachment": ("task", "task_id")}


@dataclass(frozen=True, slots=True)
class FieldChange:
    """One field: canonical JSON before and after, "" where there was no record."""

    field: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class RowChange:
    """One record. ``number`` and ``name`` are those of the task or indicator that it is of; ``period`` its month."""

    change: ChangeKind
    kind: str
    id: str
    number: str
    name: str
    period: str = ""
    fields: tuple[FieldChange, ...] = ()


@dataclass(frozen=True, slots=True)
class Changes:
    """The rows, as far as ``MOST``, and how many there are."""

    rows: tuple[RowChange, ...] = ()
    total: int = 0

    @property
    def deleted(self) -> tuple[RowChange, ...]:
        """The rows that go."""
        return tuple(one for one in self.rows if one.change is ChangeKind.DELETED)


NOTHING = Changes()


@dataclass(frozen=True, slots=True)
class OfficeChanges:
    """What an office's newest merge changed, against what stands now. ``bundle`` None where it is not known."""

    office: str
    entry: JournalEntry
    bundle: ReceivedBundle | None
    changes: Changes = NOTHING


def described(desk: Desk, office: str, changes: Iterable[Change]) -> Changes:
    """Changes in the words of the rows they are of; what changes nothing that a person reads is left out."""
    listed = list(changes)
    names: dict[tuple[str, str], Record] = {}
    for one in listed:
        record = one.after or one.before
        if isinstance(record, Task | Indicator):
            names[one.kind, one.id] = record
    found = [said for one in listed if (said := _said(desk, office, one, names)) is not None]
    order = {change: at for at, change in enumerate((ChangeKind.DELETED, ChangeKind.EDITED, ChangeKind.NEW))}
    found.sort(key=lambda one: (order.get(one.change, 1), [int(part) for part in _DIGITS.findall(one.number)]))
    return Changes(tuple(found[:MOST]), len(found))


def _said(desk: Desk, office: str, one: Change, names: Mapping[tuple[str, str], Record]) -> RowChange | None:
    record = one.after or one.before
    if record is None:
        return None
    fields = tuple(_fields(one)) if one.before is not None and one.after is not None else ()
    if one.before is not None and one.after is not None and not fields:
        return None
    of = {**_OF, **_OF_TASK}.get(one.kind)
    subject: Record | None = record
    if of is not None:
        at = of[0], str(getattr(record, of[1]))
        subject = names.get(at) or desk.store.get(KIND[at[0]].type, at[1], office=office)
    number, period = (
        str(getattr(subject, "number", "")),
        str(getattr(record, "period", "") or getattr(record, "code", "")),
    )
    name = next((text for tag in ("name", "title", "text", "label") if (text := getattr(subject, tag, ""))), "")
    return RowChange(one.change, one.kind, one.id, number, str(name), period, fields)


def _fields(one: Change) -> Iterator[FieldChange]:
    if one.before is None or one.after is None:
        return
    before, after = content(one.before), content(one.after)
    for form in KIND[one.kind].fields:
        if form.name not in _UNSAID and form.name not in KIND[one.kind].parents:
            was, now = before.get(form.name, form.default), after.get(form.name, form.default)
            if was != now:
                yield FieldChange(form.name, _text(was), _text(now))


def _text(value: object) -> str:
    return canonical({"v": value}).decode()[5:-1]


def last_merge(desk: Desk, *, office: str) -> OfficeChanges:
    """What the newest merge of an office changed, old against what stands now.

    Raises:
        Refused: "conflict.no_merge".
    """
    entry = next(
        (
            one
            for one in desk.store.journal(limit=-1)
            if one.office == office and one.action == "merge" and not one.undone and one.by_kind
        ),
        None,
    )
    if entry is None:
        raise refuse("conflict.no_merge", office=office)
    changes = described(desk, office, desk.store.entry_changes(entry))
    return OfficeChanges(office, entry, desk.store.received_bundle(entry.source.digest), changes)


def counted(changes: Changes) -> dict[ChangeKind, int]:
    """Rows of tasks and indicators by what happens to them, as far as they are listed."""
    found: dict[ChangeKind, int] = {}
    for one in changes.rows:
        if one.kind in ROW_KINDS:
            found[one.change] = found.get(one.change, 0) + 1
    return found
