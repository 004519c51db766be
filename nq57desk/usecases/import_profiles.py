"""The clerk's column mapping, remembered by the set of headings: asked once, then used and announced.

Decides that headings are the same set whatever their order, marks and case; that one heading more, less or reworded is
another set, which is asked for again (altered headings once overwrote real data: PEERS, lesson 13). A table that a
person pointed at is remembered by its headings too, and found again in the next file.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from nq57desk.domain.vietnamese import fold
from nq57desk.importing.reading import RawFile
from nq57desk.importing.recognise_chosen import ChosenTable, heading_sets, headings_of
from nq57desk.importing.recognise_headings import FIELDS
from nq57desk.importing.result import ReadResult
from nq57desk.usecases.changing import writable
from nq57desk.workspace import Desk

_PREFIX = "import.columns."
_CHOICE = "import.choice."
_ANY_CHOICE = "import.choice"


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


@dataclass(frozen=True, slots=True)
class KnownChoice:
    """A table that has the headings of one which a person once pointed at, and its columns."""

    chosen: ChosenTable
    profile: Profile


def remembered_choice(desk: Desk, raw: RawFile) -> KnownChoice | None:
    """The first table of the file under headings for which a person once chose table and columns; None if none."""
    if not desk.store.setting(_ANY_CHOICE):
        return None
    for chosen, headings in heading_sets(raw):
        kept = desk.store.setting(_key(headings, _CHOICE))
        if kept:
            told = json.loads(kept)
            fields: Mapping[str, str] = told["fields"]
            mapping = {heading: fields[fold(heading)] for heading in headings if fields.get(fold(heading)) in FIELDS}
            return KnownChoice(chosen, Profile(date.fromisoformat(told["day"]), mapping))
    return None


def remember_choice(desk: Desk, raw: RawFile, chosen: ChosenTable, mapping: Mapping[str, str]) -> None:
    """Keep that a table with these headings is a list, whatever its words; nothing for one without headings.

    Raises:
        Refused: the office is open read-only.
    """
    writable(desk)
    headings = headings_of(raw, chosen)
    fields = {fold(heading): mapping[heading] for heading in headings if mapping.get(heading) in FIELDS}
    if "name" in fields.values():
        text = json.dumps({"day": desk.today.isoformat(), "fields": fields}, ensure_ascii=False, sort_keys=True)
        desk.store.set_setting(_key(headings, _CHOICE), text, who=desk.who, at=desk.now())
        desk.store.set_setting(_ANY_CHOICE, "1", who=desk.who, at=desk.now())


def _key(headings: Iterable[str], prefix: str = _PREFIX) -> str:
    """The setting's key: a hash, because headings may be long."""
    folded = "\n".join(sorted({fold(heading) for heading in headings}))
    return prefix + hashlib.blake2b(folded.encode(), digest_size=12).hexdigest()
