"""What two offices hold, told without ids, keys and times, so that two ways to the same data can be compared."""

from __future__ import annotations

from typing import Any

from nq57desk.domain.records import KINDS, content
from nq57desk.workspace import Desk

TIMES = {"by", "at"}
"""Who typed it and when: the two ways differ in that alone."""


def told(desk: Desk, *, office: str | None = None) -> dict[str, list[Any]]:
    """Each kind's records with ids replaced by places: the n-th plan, the n-th task of it, and so on."""
    names: dict[str, str] = {"": ""}
    found: dict[str, list[Any]] = {}
    for kind in KINDS:
        rows = []
        for record in desk.store.all(kind.type, office=office):
            fields = {name: value for name, value in content(record).items() if name not in TIMES}
            own = {name for name, parent in kind.parents.items() if parent == kind.name}
            for name in kind.parents.keys() - own:
                fields[name] = names[str(fields[name])]
            rows.append((repr(sorted((k, repr(v)) for k, v in fields.items() if k not in own)), record.id, fields, own))
        rows.sort(key=lambda row: row[0])
        names |= {row[1]: f"{kind.name} {at}" for at, row in enumerate(rows)}
        found[kind.name] = [
            {k: names[str(v)] if k in own else v for k, v in fields.items()} for _, _, fields, own in rows
        ]
    return found


def actions(desk: Desk) -> list[str]:
    """What the journal says was done, oldest first."""
    return [entry.action for entry in reversed(desk.store.journal(limit=1000))]
