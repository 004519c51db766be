"""The one way by which a use case changes data: propose, compare, apply; journalled, undoable."""

from __future__ import annotations

import uuid
from collections.abc import Iterable

from nq57desk.domain.changes import Applied, Proposal, Proposed, Source
from nq57desk.domain.records import Record, kind_of
from nq57desk.errors import refuse
from nq57desk.workspace import Desk

WINDOW = Source("window")


def new_id() -> str:
    """A fresh record id: 32 hexadecimal digits, random, never used again."""
    return uuid.uuid4().hex


def proposed(record: Record) -> Proposed:
    """The record as a proposal."""
    return Proposed(kind_of(type(record)).name, record.id, record)


def deletion(record: Record) -> Proposed:
    """The record's deletion as a proposal."""
    return Proposed(kind_of(type(record)).name, record.id, None)


def writable(desk: Desk) -> None:
    """Stop a change on a desk that only looks.

    Raises:
        Refused: the office is open read-only.
    """
    if desk.read_only:
        raise refuse("workspace.read_only")


def apply_records(desk: Desk, action: str, records: Iterable[Proposed], source: Source = WINDOW) -> Applied:
    """Compare and apply at once: for edits that need no preview because they can be undone.

    Raises:
        Refused: the office is open read-only, or the store refuses a record.
    """
    writable(desk)
    change_set = desk.store.compare(Proposal(action, source, tuple(records)))
    return desk.store.apply(change_set, who=desk.who, at=desk.now())
