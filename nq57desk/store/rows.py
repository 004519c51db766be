"""How a record of each kind lies in its table: columns, statements and decoders, made once from the registry.

Fields stand in alphabetical order, the order of canonical JSON, so that a parsed line's values are a row already.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cached_property
from itertools import islice
from typing import Any

from nq57desk.domain import records
from nq57desk.domain.columns import made
from nq57desk.domain.records import FieldForm, Record, RecordKind, StoredAs

Row = tuple[Any, ...]
_CHUNK = 500
META = ("id", "revision", "hash", "deleted", "extra")
_EXTRA = META.index("extra")
_dumps = json.JSONEncoder(ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode


def quoted(names: Iterable[str], prefix: str = "") -> str:
    """Column names for a statement."""
    return ", ".join(f'{prefix}"{name}"' for name in names)


def _texts(text: str) -> Any:
    return tuple(json.loads(text)) if text != "[]" else ()


def _pairs(text: str) -> Any:
    return tuple(map(tuple, json.loads(text))) if text != "[]" else ()


def _decoder(form: FieldForm) -> Callable[[Any], Any] | None:
    """How a stored value becomes the field's; None where it already is. Choices are looked up, not built."""
    if form.stored_as is StoredAs.JSON:
        return _texts if form.decode is tuple else _pairs
    if form.choices:
        return {choice: form.decode(choice) for choice in form.choices}.__getitem__
    if form.decode in (bool, date.fromisoformat, Decimal):
        return form.decode
    return None


def _fits(form: FieldForm, fields: Mapping[str, Any]) -> bool:
    """Whether a field that was unknown once is what this program takes it for."""
    try:
        return form.name in fields and bool(form.encode(form.decode(fields[form.name])) == fields[form.name])
    except (TypeError, ValueError, ArithmeticError):
        return False


@dataclass(frozen=True)
class KindTable:
    """One kind's table. ``names`` are its fields in alphabetical order; parents' "" is NULL there."""

    kind: RecordKind

    @cached_property
    def name(self) -> str:
        return self.kind.name

    @cached_property
    def forms(self) -> tuple[FieldForm, ...]:
        return tuple(sorted(self.kind.fields, key=lambda form: form.name))

    @cached_property
    def names(self) -> tuple[str, ...]:
        return tuple(form.name for form in self.forms)

    @cached_property
    def later(self) -> Mapping[str, Any]:
        """The fields that came later than the kind, with their defaults in JSON form."""
        return {form.name: form.default for form in self.forms if form.later}

    @cached_property
    def columns(self) -> tuple[str, ...]:
        """All but the office's code."""
        return (*META, *self.names)

    @cached_property
    def stage(self) -> str:
        """The temporary table in which proposed rows wait."""
        return f"temp.stage_{self.name}"

    @cached_property
    def json_places(self) -> tuple[int, ...]:
        return tuple(at for at, form in enumerate(self.forms) if form.stored_as is StoredAs.JSON)

    @cached_property
    def select(self) -> str:
        """The record's columns as its class takes them: id, then fields in its own order."""
        return ", ".join(["{0}id", *(self._selected(form) for form in self.kind.fields)])

    def _selected(self, form: FieldForm) -> str:
        column = f'{{0}}"{form.name}"'
        return f"ifnull({column}, '')" if form.name in self.kind.parents else column

    @cached_property
    def _decoders(self) -> tuple[tuple[int, Callable[[Any], Any]], ...]:
        found = ((at, _decoder(form)) for at, form in enumerate(self.kind.fields, start=1))
        return tuple((at, decode) for at, decode in found if decode is not None)

    def records(self, rows: Iterable[Row]) -> Iterator[Any]:
        """Records from rows of ``select``, decoded column by column: that costs half of going row by row."""
        decoders = self._decoders
        waiting = iter(rows)
        while chunk := list(islice(waiting, _CHUNK)):
            columns: list[Iterable[Any]] = list(zip(*chunk, strict=True))
            for at, decode in decoders:
                columns[at] = [None if value is None else decode(value) for value in columns[at]]
            yield from made(self.kind.type, columns, len(chunk))

    @cached_property
    def _json_names(self) -> tuple[str, ...]:
        return tuple(form.name for form in self.forms if form.stored_as is StoredAs.JSON)

    def content(self, row: Row) -> dict[str, Any]:
        """The content in JSON form of a row of ``columns``, unknown fields of newer programs with it.

        Raises:
            ValueError: a list or the unknown fields are no JSON any more.
        """
        fields = self._known(row)
        for name, default in self.later.items():
            if fields[name] == default:
                del fields[name]
        if row[_EXTRA]:
            fields.update(json.loads(row[_EXTRA]))
        return fields

    def _known(self, row: Row) -> dict[str, Any]:
        fields: dict[str, Any] = dict(zip(self.names, row[len(META) :], strict=True))
        for name in self.kind.parents:
            fields[name] = fields[name] or ""
        for name in self._json_names:
            fields[name] = json.loads(fields[name])
        return fields

    def of_image(self, columns: tuple[str, ...], row: Row) -> Row:
        """A row of ``columns`` from one that was kept under the columns of its day.

        What it lacks comes out of the fields unknown on that day, else it has its default.
        """
        if columns == self.columns:
            return row
        kept = dict(zip(columns, row, strict=True))
        unknown = json.loads(kept["extra"]) if kept["extra"] else {}
        for form in self.forms:
            if form.name not in kept:
                value = unknown.pop(form.name) if _fits(form, unknown) else form.default
                kept[form.name] = as_json(value) if form.stored_as is StoredAs.JSON else value
        kept["extra"] = as_json(unknown) if unknown else None
        return tuple(kept[name] for name in self.columns)

    def record(self, row: Row) -> Record:
        """The record in a row of ``columns``."""
        found: Record = records.from_content(self.kind, row[0], self._known(row))
        return found

    def stored(self, values: Row) -> Row:
        """Field values in JSON form, alphabetical, as they are bound: lists become text ("" stays, see ``bind``)."""
        if not self.json_places:
            return values
        bound = list(values)
        for at in self.json_places:
            bound[at] = _dumps(bound[at])
        return tuple(bound)

    @cached_property
    def binds(self) -> tuple[str, ...]:
        """Question marks for ``stored`` values: an empty parent becomes NULL."""
        return tuple("nullif(?, '')" if name in self.kind.parents else "?" for name in self.names)

    @cached_property
    def bind(self) -> str:
        """``binds`` for a statement."""
        return ", ".join(self.binds)


TABLES: tuple[KindTable, ...] = tuple(KindTable(kind) for kind in records.KINDS)
TABLE: Mapping[str, KindTable] = {table.name: table for table in TABLES}


def as_json(value: Any) -> str:
    """The canonical JSON of a value, as text."""
    return _dumps(value)
