"""The cells of an indicator's month as a clerk types and reads them.

Decides that a value is a number in the Vietnamese way ("1.234" is 1234) or a fraction ("55/56": numerator and
denominator, from which the value follows), that 0 is a value, that an empty cell clears the value (empty is "no data",
never 0), and that nothing is divided by 0. Source: DESK 2.6.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace
from decimal import Decimal
from typing import Any

from nq57desk.domain.form_answers import LONGEST, Flaw
from nq57desk.domain.indicators import IndicatorValue
from nq57desk.domain.vietnamese import parse_number, tidy, write_number

NUMBERS = ("actual", "numerator", "denominator")
TEXTS = ("source", "explanation")
FIELDS = (*NUMBERS, *TEXTS)

_FRACTION = re.compile(r"(?:.*\()?\s*([^/()]+?)\s*/\s*([^/()]+?)\s*\)?")
_MOST = Decimal(10) ** 18


def read_value(field: str, text: str) -> tuple[Mapping[str, Decimal | str | None], Flaw | None]:
    """The fields that a cell's text sets, or what is wrong with it. A fraction in "actual" sets all three numbers.

    Raises:
        KeyError: ``field`` is none of FIELDS.
    """
    if field not in FIELDS:
        raise KeyError(field)
    plain = tidy(text)
    if len(plain) > LONGEST:
        return {}, Flaw(field, "month.too_long", f"{len(plain)}")
    if field in TEXTS:
        return {field: plain}, None
    if field != "actual":
        return _number(field, plain)
    if not plain:
        return dict.fromkeys(NUMBERS), None
    if "/" in plain:
        return _fraction(field, plain)
    found, flaw = _number(field, plain.removesuffix("%").strip())
    return ({} if flaw else {**dict.fromkeys(NUMBERS), **found}), flaw and replace(flaw, text=plain)


def _number(field: str, plain: str) -> tuple[dict[str, Decimal | str | None], Flaw | None]:
    if not plain:
        return {field: None}, None
    number = parse_number(plain)
    if number is None or abs(number) > _MOST:
        return {}, Flaw(field, "month.bad_number", plain)
    if field == "denominator" and not number:
        return {}, Flaw(field, "month.zero_denominator", plain)
    return {field: number}, None


def _fraction(field: str, plain: str) -> tuple[dict[str, Decimal | str | None], Flaw | None]:
    found = _FRACTION.fullmatch(plain)
    above, below = (parse_number(found[1]), parse_number(found[2])) if found else (None, None)
    if above is None or below is None:
        return {}, Flaw(field, "month.bad_number", plain)
    if not below:
        return {}, Flaw(field, "month.zero_denominator", plain)
    return {"actual": None, "numerator": above, "denominator": below}, None


def changed_value(value: IndicatorValue, fields: Mapping[str, Decimal | str | None]) -> IndicatorValue:
    """The month's value with new cells; numerator or denominator given anew take the plain value's place."""
    new: dict[str, Any] = dict(fields)
    if "actual" not in new and (new.get("numerator") is not None or new.get("denominator") is not None):
        new["actual"] = None
    return replace(value, **new)


def is_empty_value(value: IndicatorValue) -> bool:
    """Whether nothing is said at all."""
    return all(getattr(value, field) in (None, "") for field in FIELDS)


def is_half(value: IndicatorValue) -> bool:
    """Whether a numerator stands without its denominator, or the other way round."""
    return (value.numerator is None) != (value.denominator is None)


def shown_value(value: IndicatorValue | None, field: str) -> str:
    """A cell's text; a fraction in "actual" is shown as one ("55/56"), so that it is read again as the same.

    Raises:
        AttributeError: there is no such field.
    """
    if value is None:
        return ""
    if field == "actual" and value.numerator is not None and value.denominator is not None:
        return f"{write_number(value.numerator)}/{write_number(value.denominator)}"
    found = getattr(value, field)
    if isinstance(found, Decimal):
        return write_number(found)
    return str(found or "")
