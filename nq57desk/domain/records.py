"""The one registry of what an office keeps: each kind of record, its fields, and their exact JSON form.

Store, bundle and journal all speak this form, so a record has one content and one hash everywhere.
The content hash is BLAKE2b-128 over the canonical JSON of the fields without the id: keys sorted,
no spaces, UTF-8, NFC text as stored.

A field that came later than its kind (``later``) is left out of the content while it has its default, so that a
record which never used it has the same content and hash in every version: a row of an old database and a line of an
old bundle compare as the same. There is still one form of each content: a later field written out with its default is
refused from outside.
"""

from __future__ import annotations

import dataclasses
import hashlib
import json
import types
import typing
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import Any

from nq57desk.domain.attachments import Attachment
from nq57desk.domain.indicators import Indicator, IndicatorValue
from nq57desk.domain.organisation import OrgUnit
from nq57desk.domain.periods import ReportingPeriod
from nq57desk.domain.plan import Appendix, Paragraph, Plan, Section, Task
from nq57desk.domain.progress import ProgressUpdate

Record = (
    OrgUnit
    | ReportingPeriod
    | Plan
    | Paragraph
    | Appendix
    | Section
    | Task
    | Indicator
    | ProgressUpdate
    | IndicatorValue
    | Attachment
)
Json = str | int | bool | None | list[Any]


class StoredAs(StrEnum):
    """How a field lies in a table: text, whole number, or a list as JSON text."""

    TEXT = "TEXT"
    INTEGER = "INTEGER"
    JSON = "JSON"


@dataclass(frozen=True, slots=True)
class FieldForm:
    """One field: its name, its place in a table, whether it may be empty (None), and both conversions."""

    name: str
    stored_as: StoredAs
    optional: bool
    choices: tuple[str, ...]
    encode: Callable[[Any], Json]
    decode: Callable[[Any], Any]
    default: Json
    """The field's default in its JSON form; None for a required field."""
    later: bool = False
    """Whether it came later than its kind, and so is left out of the content while it has its default."""

    @property
    def as_is(self) -> bool:
        """Whether the JSON form is the value itself."""
        return self.decode is _same


@dataclass(frozen=True, slots=True)
class RecordKind:
    """One kind of record. ``parents`` maps a field to the kind whose id it holds ("" means none)."""

    name: str
    type: type[Any]
    parents: Mapping[str, str]
    fields: tuple[FieldForm, ...]
    by_plan: bool
    """Whether the record hangs under one plan (has ``plan_id``, or is the plan itself)."""
    since: int = 1
    """The bundle format that first has a data file for the kind."""


def _same(value: Any) -> Any:
    return value


def _pairs(value: Any) -> Any:
    return tuple((str(k), str(v)) for k, v in value)


_SCALARS: dict[type, tuple[StoredAs, Callable[[Any], Json], Callable[[Any], Any]]] = {
    str: (StoredAs.TEXT, _same, _same),
    int: (StoredAs.INTEGER, _same, _same),
    bool: (StoredAs.INTEGER, int, bool),
    date: (StoredAs.TEXT, date.isoformat, date.fromisoformat),
    Decimal: (StoredAs.TEXT, lambda d: format(d, "f"), Decimal),
}


def _form(field: dataclasses.Field[Any], hint: Any, later: bool) -> FieldForm:
    optional = False
    if typing.get_origin(hint) in (typing.Union, types.UnionType):
        (hint,) = [part for part in typing.get_args(hint) if part is not types.NoneType]
        optional = True
    choices: tuple[str, ...] = ()
    encode: Callable[[Any], Json]
    decode: Callable[[Any], Any]
    if typing.get_origin(hint) is tuple:
        inner = typing.get_args(hint)[0]
        decode = _pairs if typing.get_origin(inner) is tuple else tuple
        stored, encode = StoredAs.JSON, _list
    elif issubclass(hint, StrEnum):
        stored, encode, decode = StoredAs.TEXT, str, hint
        choices = tuple(member.value for member in hint)
    else:
        stored, encode, decode = _SCALARS[hint]
    default: Json = None
    if field.default is not dataclasses.MISSING and field.default is not None:
        default = encode(field.default)
    return FieldForm(field.name, stored, optional, choices, encode, decode, default, later)


def _list(value: Any) -> Json:
    return [list(item) if isinstance(item, tuple) else item for item in value]


_LATER: Mapping[str, tuple[str, ...]] = {"indicator": ("origin",), "progress_update": ("central_on",)}
_SINCE: Mapping[str, int] = {"attachment": 2}


def _kind(name: str, type_: type[Any], **parents: str) -> RecordKind:
    hints, later = typing.get_type_hints(type_), _LATER.get(name, ())
    fields = tuple(_form(f, hints[f.name], f.name in later) for f in dataclasses.fields(type_) if f.name != "id")
    by_plan = name == "plan" or "plan_id" in parents
    return RecordKind(name, type_, parents, fields, by_plan, _SINCE.get(name, 1))


_UNDER_PLAN = {"plan_id": "plan"}
_IN_APPENDIX = {**_UNDER_PLAN, "appendix_id": "appendix", "section_id": "section"}

KINDS: tuple[RecordKind, ...] = (
    _kind("org_unit", OrgUnit),
    _kind("reporting_period", ReportingPeriod),
    _kind("plan", Plan),
    _kind("paragraph", Paragraph, **_UNDER_PLAN),
    _kind("appendix", Appendix, **_UNDER_PLAN),
    _kind("section", Section, **_UNDER_PLAN, appendix_id="appendix"),
    _kind("task", Task, **_IN_APPENDIX, parent_id="task"),
    _kind("indicator", Indicator, **_IN_APPENDIX, parent_id="indicator"),
    _kind("progress_update", ProgressUpdate, **_UNDER_PLAN, task_id="task"),
    _kind("indicator_value", IndicatorValue, **_UNDER_PLAN, indicator_id="indicator"),
    _kind("attachment", Attachment, **_UNDER_PLAN, task_id="task"),
)
"""Every kind, parents before children."""

KIND: Mapping[str, RecordKind] = {kind.name: kind for kind in KINDS}
ROW_KINDS = ("task", "indicator", "progress_update", "indicator_value")
"""What users call rows; the other kinds are the frame around them."""


_BY_TYPE: Mapping[type[Any], RecordKind] = {kind.type: kind for kind in KINDS}


def kind_of(type_: type[Any]) -> RecordKind:
    """The registry's entry for a record class."""
    return _BY_TYPE[type_]


def content(record: Record) -> dict[str, Json]:
    """A record's fields without its id, in their JSON form; later ones only where they say something."""
    result: dict[str, Json] = {}
    for form in kind_of(type(record)).fields:
        value = getattr(record, form.name)
        encoded = None if value is None else form.encode(value)
        if not (form.later and encoded == form.default):
            result[form.name] = encoded
    return result


def from_content(kind: RecordKind, record_id: str, fields: Mapping[str, Any]) -> Any:
    """The record with this id; a field that is absent takes its default.

    Raises:
        KeyError, ValueError: a required field is absent or a value is not of its form.
    """
    values: dict[str, Any] = {}
    for form in kind.fields:
        if form.name in fields:
            value = fields[form.name]
            values[form.name] = None if value is None else form.decode(value)
    return kind.type(id=record_id, **values)


def canonical(fields: Mapping[str, Any]) -> bytes:
    """The one byte form of a JSON object."""
    return json.dumps(fields, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()


def content_hash(canonical_content: bytes) -> str:
    """32 hexadecimal digits."""
    return hashlib.blake2b(canonical_content, digest_size=16).hexdigest()
