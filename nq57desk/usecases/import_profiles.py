"""The clerk's column mapping, remembered by the set of headings: asked once, then used and announced.

Decides that headings are the same set whatever their order, marks and case; that one heading more, less or reworded is
another set, which is asked for again (altered headings once overwrote real data: PEERS, lesson 13).
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from nq57desk.domain.vietnamese import fold
from nq57desk.importing.recognise_headings import FIELDS
from nq57desk.importing.result import ReadResult
from nq57desk.usecases.changing import writable
from nq57desk.workspace import Desk

_PREFIX = "import.columns."


@dataclass(frozen=True, slots=True)
class Profile:
    """A remembered mapping, fitted to a file: ``mapping`` heading word for word → field ("" for none).

    ``day`` is the day on which the clerk chose it last.
    """

    day: date
    mapping: Mapping[str, str]


def remembered(desk: Desk, result: ReadResult) -> Profile | None:
    """What was chosen for tables with these headings; None where no table of the file is known.

    Where tables of one file have the same heading, the first one's choice counts for all of them.
    """
    found: dict[str, str] = {}
    days: list[date] = []
    for table in result.tables:
        kept = desk.store.setting(_key(table.columns))
        if kept:
            told = json.loads(kept)
            days.append(date.fromisoformat(told["day"]))
            fields: Mapping[str, str] = told["fields"]
            for heading in table.columns:
                field = fields.get(fold(heading))
                if field in FIELDS:
                    found.setdefault(heading, field)
    return Profile(max(days), found) if found else None


def remember(desk: Desk, result: ReadResult, mapping: Mapping[str, str]) -> None:
    """Keep a mapping for the tables of this file that have one of its headings.

    Raises:
        Refused: the office is open read-only.
    """
    writable(desk)
    for table in result.tables:
        chosen = {fold(heading): mapping[heading] for heading in table.columns if mapping.get(heading) in FIELDS}
        if chosen:
            text = json.dumps({"day": desk.today.isoformat(), "fields": chosen}, ensure_ascii=False, sort_keys=True)
            desk.store.set_setting(_key(table.columns), text, who=desk.who, at=desk.now())


def _key(headings: Iterable[str]) -> str:
    """The setting's key: a hash, because headings may be long."""
    folded = "\n".join(sorted({fold(heading) for heading in headings}))
    return _PREFIX + hashlib.blake2b(folded.encode(), digest_size=12).hexdigest()
