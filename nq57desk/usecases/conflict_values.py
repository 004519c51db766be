"""A value that is neither side's, as a person types it where two bundles differ: read, and held against its field.

Decides that only what a person types in a cell can be typed here (texts, numbers, days, a task's state); a whole record
and lists of headings or cells are chosen from the two sides only.
"""

from __future__ import annotations

import json
from datetime import date
from decimal import Decimal

from nq57desk.domain.conflicts import WHOLE
from nq57desk.domain.form_answers import LONGEST, day_said, percent_said, state_said
from nq57desk.domain.progress import State
from nq57desk.domain.records import KIND, FieldForm, Json, StoredAs
from nq57desk.domain.vietnamese import parse_number, tidy
from nq57desk.errors import refuse

_TYPES: dict[StoredAs, type] = {StoredAs.TEXT: str, StoredAs.INTEGER: int, StoredAs.JSON: list}
_DIGITS = {str(at): state for at, state in enumerate(State, start=1)}


def form_of(kind: str, field: str) -> FieldForm | None:
    """The field's form; None of a whole record, or of a newer program's field."""
    if kind not in KIND or field == WHOLE:
        return None
    return next((form for form in KIND[kind].fields if form.name == field), None)


def can_type(kind: str, field: str) -> bool:
    """Whether another value can be typed: not of ids, lists, or words that no person types."""
    form = form_of(kind, field)
    if form is None or field in KIND[kind].parents or form.stored_as is StoredAs.JSON:
        return False
    return not form.choices or form.choices == tuple(State)


def typed(kind: str, field: str, text: str, *, year: int) -> str:
    """The canonical JSON of what was typed; a day without its year is of the plan's ``year``.

    Raises:
        Refused: "conflict.whole", "conflict.value", "conflict.too_long".
    """
    form, plain = form_of(kind, field), tidy(text)
    if form is None or not can_type(kind, field):
        raise refuse("conflict.whole")
    if len(plain) > LONGEST:
        raise refuse("conflict.too_long", length=len(plain), most=LONGEST)
    value = _empty(form) if not plain else _read(form, plain, year)
    if value is None and (plain or not form.optional):
        raise refuse("conflict.value", text=plain[:60])
    return _canonical(value)


def _empty(form: FieldForm) -> Json:
    if form.optional or form.choices:
        return None
    return 0 if form.decode is bool else "" if form.stored_as is StoredAs.TEXT else None


def _read(form: FieldForm, plain: str, year: int) -> Json:
    """None: it cannot be read as what the field holds."""
    if form.choices:
        state = _DIGITS.get(plain) or state_said(plain)
        return None if state is None else state.value
    if form.name == "percent":
        return percent_said(plain)
    if form.decode is bool:
        return {"x": 1, "có": 1, "1": 1, "không": 0, "0": 0}.get(plain.casefold())
    if form.decode == date.fromisoformat:
        day = day_said(plain, year=year)
        return None if day is None else day.isoformat()
    if form.decode is Decimal or form.stored_as is StoredAs.INTEGER:
        number = parse_number(plain.removesuffix("%").strip())
        if number is None or form.decode is Decimal:
            return None if number is None else format(number, "f")
        return int(number) if number == int(number) else None
    return plain


def check(kind: str, field: str, text: str) -> None:
    """Hold a value's canonical JSON against its field.

    Raises:
        Refused: "conflict.whole", "conflict.value".
    """
    form = form_of(kind, field)
    if form is None or not can_type(kind, field):
        raise refuse("conflict.whole")
    try:
        value = json.loads(text)
        right = (value is None and form.optional) or (
            type(value) is _TYPES[form.stored_as] and form.encode(form.decode(value)) == value
        )
        right = right and _canonical(value) == text and (not form.choices or value in form.choices)
        right = right and not (field == "percent" and value is not None and not 0 <= value <= 100)
    except (ValueError, TypeError, ArithmeticError, AttributeError):
        right = False
    if not right:
        raise refuse("conflict.value", text=text[:60])


def _canonical(value: Json) -> str:
    return json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
