"""An assignment as a signed file (.nq57assign): all that the city has given one office for a plan year."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import asdict

from nq57desk.bundle import limits, signing
from nq57desk.bundle.envelope import Envelope
from nq57desk.bundle.json_form import SAFE_CODE, Fields
from nq57desk.bundle.signed_form import SignedForm
from nq57desk.domain.assignments import (
    ROW_KINDS,
    WITHDRAWN_KINDS,
    AssignedIndicator,
    AssignedTask,
    Assignment,
    DirectionNote,
    Link,
    Withdrawn,
)
from nq57desk.errors import refuse

ENDING = ".nq57assign"
FORM = SignedForm("assignment", 1, limits.ASSIGNMENT_BYTES)
_LONGEST_WORDS, _LONGEST_TEXT = 2_000, 100_000
_ID = re.compile(r"[^\x00-\x20\x7f]{1,200}")
_TASK_TEXTS = ("number", "name", "deadline", "product", "lead", "source_document", "note")
_INDICATOR_TEXTS = ("number", "name", "unit", "target", "deadline", "source_document", "note")


def file_name(assignment: Assignment) -> str:
    """What the file is called: "26740_2026_giao_3.nq57assign"."""
    return f"{assignment.office}_{assignment.year}_giao_{assignment.number}{ENDING}"


def write(assignment: Assignment, keys: signing.Keys) -> bytes:
    """The signed file's bytes.

    Raises:
        Refused: "assignment.too_much": it says more than a file may hold.
    """
    data = encode(assignment)
    if len(data) > limits.ASSIGNMENT_BYTES - limits.SIGNATURE_BYTES or _too_many(assignment):
        raise refuse("assignment.too_much", limit=limits.ASSIGNMENT_BYTES // limits.MIB)
    claims = {"city": assignment.city, "office": assignment.office, "year": assignment.year}
    return FORM.close(data, keys, **claims, number=assignment.number)


def _too_many(assignment: Assignment) -> bool:
    lists = (assignment.tasks, assignment.indicators, assignment.notes, assignment.links, assignment.withdrawn)
    return any(len(one) > limits.ASSIGNMENT_ROWS for one in lists)


def encode(assignment: Assignment) -> bytes:
    """The bytes of assignment.json."""
    fields = {
        "program": assignment.program,
        "sample": assignment.sample,
        "city": {"code": assignment.city, "name": assignment.city_name, "key_fingerprint": assignment.city_key},
        "office": {"code": assignment.office, "name": assignment.office_name},
        "year": assignment.year,
        "number": assignment.number,
        "made_at": assignment.made_at,
        "tasks": [asdict(one) for one in assignment.tasks],
        "indicators": [asdict(one) for one in assignment.indicators],
        "notes": [{**asdict(one), "given_on": one.given_on.isoformat()} for one in assignment.notes],
        "links": [asdict(one) for one in assignment.links],
        "withdrawn": [asdict(one) for one in assignment.withdrawn],
    }
    return FORM.encode(fields)


def opened(file: bytes) -> Envelope:
    """The outer form alone; says which city claims to have signed, and for whom.

    Raises:
        Refused: as ``SignedForm.opened``.
    """
    return FORM.opened(file)


def read(signed: Envelope, sign_key: str) -> Assignment:
    """The assignment, once the city's signature is verified.

    Raises:
        Refused: as ``SignedForm.read`` and ``decode``.
    """
    return FORM.read(signed, sign_key, decode, _claims)


def _claims(found: Assignment) -> Mapping[str, str]:
    return {"city": found.city, "office": found.office, "year": str(found.year), "number": str(found.number)}


def decode(data: bytes) -> Assignment:
    """The assignment in the bytes of assignment.json.

    Raises:
        Refused: "assignment.newer_format", "assignment.contents", "bundle.deep_json".
    """
    top = FORM.top(data)
    city, office = top.object("city"), top.object("office")
    found = Assignment(
        city=city.text("code", SAFE_CODE),
        city_name=city.text("name"),
        city_key=city.text("key_fingerprint", longest=40),
        office=office.text("code", SAFE_CODE),
        office_name=office.text("name"),
        year=top.number("year", least=1900, most=9999),
        number=top.number("number", least=1),
        made_at=top.text("made_at", longest=40),
        program=top.text("program"),
        sample=top.take("sample", bool),
        tasks=tuple(AssignedTask(**_texts(one, _TASK_TEXTS)) for one in _rows(top, "tasks")),
        indicators=tuple(AssignedIndicator(**_texts(one, _INDICATOR_TEXTS)) for one in _rows(top, "indicators")),
        notes=tuple(map(_note, _rows(top, "notes"))),
        links=tuple(map(_link, _rows(top, "links"))),
        withdrawn=tuple(map(_withdrawn, _rows(top, "withdrawn"))),
    )
    _check_once(found, top)
    return found


def _rows(top: Fields, name: str) -> list[Fields]:
    return top.objects(name, most=limits.ASSIGNMENT_ROWS)


def _texts(entry: Fields, names: Iterable[str]) -> dict[str, str]:
    """A row's id and texts; a row without a name says nothing."""
    found = {name: entry.text(name, longest=_LONGEST_TEXT) for name in names}
    if not found["name"].strip():
        raise entry.wrong("name")
    return {"id": entry.text("id", _ID), **found}


def _note(entry: Fields) -> DirectionNote:
    about_kind, about_id = entry.text("about_kind", longest=40), entry.text("about_id", longest=200)
    if about_kind not in ("", *ROW_KINDS) or (about_kind == "") != (about_id == ""):
        raise entry.wrong("about_kind")
    return DirectionNote(
        id=entry.text("id", _ID),
        about_kind=about_kind,
        about_id=about_id,
        text=entry.text("text", longest=_LONGEST_TEXT),
        document=entry.text("document", longest=_LONGEST_WORDS),
        given_on=entry.day("given_on"),
        given_by=entry.text("given_by"),
    )


def _link(entry: Fields) -> Link:
    return Link(_kind(entry, ROW_KINDS), entry.text("record_id", _ID), entry.text("reference_id", _ID))


def _withdrawn(entry: Fields) -> Withdrawn:
    return Withdrawn(_kind(entry, WITHDRAWN_KINDS), entry.text("id", _ID), entry.text("reason", longest=_LONGEST_WORDS))


def _kind(entry: Fields, known: Iterable[str]) -> str:
    kind = entry.text("kind", longest=40)
    if kind not in known:
        raise entry.wrong("kind")
    return kind


def _check_once(found: Assignment, top: Fields) -> None:
    """Nothing stands twice, and nothing is assigned and withdrawn at once."""
    standing = [(kind, row.id) for kind, row in found.rows] + [("note", one.id) for one in found.notes]
    standing += [(one.kind, one.id) for one in found.withdrawn]
    if len(set(standing)) < len(standing):
        raise top.wrong("id")
    if len({(one.kind, one.record_id) for one in found.links}) < len(found.links):
        raise top.wrong("links")
