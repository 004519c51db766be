"""Whether proposed content is a record at all: keys, types, choices, ranges, and its one byte form.

Each line is parsed once. A line in the usual form passes on a fast path that is exactly as strict as the slow one:
the canonical form of given keys and values is the shortest JSON there is of them, so a line of that length is it. Many
lines of one kind are parsed as one list and judged column by column, which costs half of judging them one by one.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal, InvalidOperation
from functools import lru_cache
from operator import itemgetter
from typing import Any

import orjson

from nq57desk.domain.records import FieldForm, StoredAs, content_hash
from nq57desk.store.rows import KindTable, Row, as_json
from nq57desk.store.schema import limits

Check = Callable[[Any], object]
Types = tuple[type, ...]
_parse = json.JSONDecoder().raw_decode
_MANY = 100


def _plain_json(value: list[Any]) -> str:
    """The canonical JSON of texts in which nothing is escaped."""
    return orjson.dumps(value).decode()


Read = tuple[Row, str, str | None]
"""One line's stored values, its content hash, and its unknown fields as JSON text (or None)."""
Column = Sequence[Any]


@dataclass(frozen=True, slots=True)
class Columns:
    """Many lines: the stored values field by field, and what ``Read`` has besides."""

    values: Sequence[Column]
    hashes: Sequence[str]
    extras: Sequence[str | None]


@lru_cache(maxsize=4096)
def _day(text: str) -> None:
    if date.fromisoformat(text).isoformat() != text:
        raise ValueError(text)


@lru_cache(maxsize=4096)
def _decimal(text: str) -> None:
    try:
        value = Decimal(text)
    except InvalidOperation:
        raise ValueError(text) from None
    if not value.is_finite() or len(text) > _MANY or format(value, "f") != text:
        raise ValueError(text)


def _one_of(choices: tuple[str, ...]) -> Check:
    allowed = frozenset(choices)

    def check(value: str) -> None:
        if value not in allowed:
            raise ValueError(value)

    return check


def _within(low: int, high: int) -> Check:
    def check(value: int) -> None:
        if not low <= value <= high:
            raise ValueError(value)

    return check


def _texts(value: list[Any]) -> None:
    if not all(isinstance(item, str) for item in value):
        raise ValueError(value)


def _pairs(value: list[Any]) -> None:
    for item in value:
        if not (isinstance(item, list) and len(item) == 2 and isinstance(item[0], str) and isinstance(item[1], str)):
            raise ValueError(item)


def _check(table: KindTable, form: FieldForm) -> Check | None:
    if form.choices:
        return _one_of(form.choices)
    if form.stored_as is StoredAs.INTEGER:
        return _within(*limits(table, form))
    if form.stored_as is StoredAs.JSON:
        return _texts if form.decode is tuple else _pairs
    return {date.fromisoformat: _day, Decimal: _decimal}.get(form.decode)


@dataclass
class Reader:
    """Reads lines and contents of one kind. Types seen before are known by one look-up."""

    table: KindTable
    _known: dict[Types, Callable[[Row], int]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        forms = self.table.forms
        self._checks = tuple(
            (at, check) for at, form in enumerate(forms) if (check := _check(self.table, form)) is not None
        )
        self._types: tuple[type, ...] = tuple(
            {StoredAs.TEXT: str, StoredAs.INTEGER: int, StoredAs.JSON: list}[form.stored_as] for form in forms
        )
        self._names = self.table.names
        self._later = self.table.later
        self._later_at = tuple((at, self._later[name]) for at, name in enumerate(self._names) if name in self._later)
        self._early = tuple(name for name in self._names if name not in self._later)
        self._left_out = len(as_json(dict(self._later))) - 1 if self._later else 0

    def line(self, content: bytes) -> Read:
        """The row in one line's content.

        Raises:
            ValueError: not JSON, not canonical, a field missing, of a wrong type or out of its range.
        """
        text = content.decode()
        try:
            fields, end = _parse(text)
        except RecursionError:
            raise ValueError("nesting") from None
        if end != len(text) or type(fields) is not dict:
            raise ValueError(text[:_MANY])
        names = tuple(fields)
        if names == self._names:
            values, left_out = tuple(fields.values()), 0
            self._refuse_defaults(fields)
        elif names == self._early:
            values, left_out = self._whole(fields), self._left_out
        else:
            return self._unusual(fields, text)
        shortest = self.check(values)
        if self.table.json_places or "\\" in text:
            if as_json(fields) != text:
                raise ValueError("form")
        elif len(text) != shortest(values) - left_out:
            raise ValueError("form")
        return self.table.stored(values), content_hash(content), None

    def many(self, contents: Sequence[bytes]) -> Columns | None:
        """The columns of many lines; None where one of them is wrong or has another form than its neighbours, so that
        they must be read one by one.

        The parts of the list are the lines, for each begins and ends with a bracket and no text holds one that ends.
        """
        if not all(one.startswith(b"{") and one.endswith(b"}") for one in contents):
            return None
        joined = b",".join(contents)
        try:
            values = self._columns(orjson.loads(b"[%b]" % joined), joined, len(contents))
        except (ValueError, TypeError):
            return None
        return None if values is None else Columns(values, list(map(content_hash, contents)), (None,) * len(contents))

    def _columns(self, found: list[Any], joined: bytes, many: int) -> list[Column] | None:
        """As ``line`` for each of them."""
        forms = set(map(tuple, found))
        if len(found) != many or len(forms) != 1 or set(map(type, found)) != {dict}:
            return None
        names = forms.pop()
        if names not in (self._names, self._early):
            return None
        columns: list[Column] = list(zip(*map(dict.values, found), strict=True))
        for at, default in self._later_at:
            if names == self._early:
                columns.insert(at, (default,) * many)
            elif default in columns[at]:
                return None
        self._check_columns(columns)
        escaped = b"\\" in joined
        for at in self.table.json_places:
            columns[at] = list(map(as_json if escaped else _plain_json, columns[at]))
        shortest = self._shortest(columns, many) - (self._left_out * many if names == self._early else 0)
        same = as_json(found).encode() == b"[%b]" % joined if escaped else shortest + many - 1 == len(joined)
        return columns if same else None

    def _check_columns(self, columns: Sequence[Column]) -> None:
        """As ``check`` for many rows; a column of texts alone is left to ``_shortest``, which joins it.

        Raises:
            ValueError: a value is of a wrong type, or out of its range.
        """
        for form, column, wanted in zip(self.table.forms, columns, self._types, strict=True):
            if wanted is str and not form.optional:
                continue
            if not set(map(type, column)) <= ({wanted, type(None)} if form.optional else {wanted}):
                raise ValueError(form.name)
        for at, check in self._checks:
            for value in columns[at] if self._types[at] is list else set(columns[at]):
                if value is not None:
                    check(value)

    def _shortest(self, columns: Sequence[Column], many: int) -> int:
        """How many bytes all canonical forms have together where no letter is escaped.

        Raises:
            TypeError: a text is none.
            ValueError: a text holds a bracket, so that it could hide where one line ends and the next begins.
        """
        length = many * (1 + sum(len(name) + 4 for name in self._names))
        for form, column, wanted in zip(self.table.forms, columns, self._types, strict=True):
            there = [value for value in column if value is not None] if form.optional else column
            length += 4 * (many - len(there)) + (2 * len(there) if wanted is str else 0)
            text = "".join(map(str, there) if wanted is int else there)
            if "}" in text:
                raise ValueError(form.name)
            length += len(text.encode())
        return length

    def _refuse_defaults(self, fields: dict[str, Any]) -> None:
        """A later field written out with its default would be a second form of one content."""
        for name, default in self._later.items():
            if name in fields and fields[name] == default:
                raise ValueError(name)

    def _whole(self, fields: dict[str, Any]) -> Row:
        """The values of a line without any later field, the defaults in their places."""
        values = tuple(fields.values())
        for at, default in self._later_at:
            values = (*values[:at], default, *values[at:])
        return values

    def fields(self, content: Mapping[str, Any], canonical: str) -> Read:
        """The row of a record's own content with its canonical JSON.

        Raises:
            ValueError: a value is out of its range, or is no text that can be stored.
        """
        if self._later:
            content = {**self._later, **content}
        values = tuple([content[name] for name in self._names])
        self.check(values)
        return self.table.stored(values), content_hash(canonical.encode()), None

    def check(self, values: Row) -> Callable[[Row], int]:
        """Types, choices and ranges of the field values; returns what tells the length of their canonical form."""
        types = tuple(map(type, values))
        shortest = self._known.get(types)
        if shortest is None:
            shortest = self._known[types] = self._learn(types)
        for at, check in self._checks:
            if values[at] is not None:
                check(values[at])
        return shortest

    def _learn(self, types: Types) -> Callable[[Row], int]:
        for form, found, wanted in zip(self.table.forms, types, self._types, strict=True):
            if found is not wanted and not (form.optional and found is type(None)):
                raise ValueError(form.name)
        fixed = 1 + sum(len(name) + 4 for name in self._names)
        fixed += sum({str: 2, type(None): 4}.get(found, 0) for found in types)
        texts, numbers = _picker(types, str), _picker(types, int)
        return lambda values: fixed + len("".join(texts(values))) + sum(map(len, map(str, numbers(values))))

    def _unusual(self, fields: dict[str, Any], text: str) -> Read:
        """A line of an older program (fields absent: defaults) or a newer one (unknown fields: kept)."""
        if as_json(fields) != text:
            raise ValueError("form")
        known: dict[str, Any] = {}
        for form in self.table.forms:
            if form.name not in fields and form.default is None and not form.optional:
                raise ValueError(form.name)
            known[form.name] = fields.get(form.name, form.default)
        extra = {name: value for name, value in fields.items() if name not in known}
        self._refuse_defaults(fields)
        content = {name: value for name, value in known.items() if name in fields or name not in self._later}
        whole = as_json({**content, **extra})
        values = tuple(known[name] for name in self._names)
        self.check(values)
        return self.table.stored(values), content_hash(whole.encode()), as_json(extra) if extra else None


def _picker(types: Types, wanted: type) -> Callable[[Row], Any]:
    places = [at for at, found in enumerate(types) if found is wanted]
    if len(places) < 2:
        return lambda values: tuple(values[at] for at in places)
    return itemgetter(*places)
