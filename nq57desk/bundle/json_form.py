"""JSON from outside: nesting bounded before it is parsed, and every value taken with the type it must have."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from datetime import date
from typing import Any, TypeVar

from nq57desk.bundle import limits
from nq57desk.errors import Refused, refuse

T = TypeVar("T")

SAFE_CODE = re.compile(r"[0-9A-Za-z][0-9A-Za-z._-]{0,31}")
"""An office's code: it names files and stands in signed comments."""
DIGEST = re.compile(r"[0-9a-f]{64}")
PERIOD = re.compile(r"\d{4}(?:-(?:0[1-9]|1[0-2]|Q[1-4]|H[12]|9M))?")
SHORT_CODE = re.compile(r"[0-9A-HJKMNP-TV-Z]{4}-[0-9A-HJKMNP-TV-Z]{4}")
"""A code for comparison (mã đối chiếu)."""
_STRING = re.compile(rb'"(?:[^"\\]++|\\.)*+"', re.DOTALL)


def too_deep(data: bytes) -> bool:
    """Whether brackets nest deeper than we allow; strings are passed over."""
    depth = 0
    for byte in _STRING.sub(b"", data):
        if byte in b"[{":
            depth += 1
            if depth > limits.DEPTH:
                return True
        elif byte in b"]}":
            depth -= 1
    return False


def parse(data: bytes, code: str) -> Mapping[str, Any]:
    """A JSON object from bytes.

    Raises:
        Refused: "bundle.deep_json", or ``code`` where it is no JSON object in UTF-8.
    """
    if too_deep(data):
        raise refuse("bundle.deep_json")
    try:
        value = json.loads(data.decode())
    except ValueError:
        raise refuse(code, what="JSON") from None
    if not isinstance(value, dict):
        raise refuse(code, what="JSON")
    return value


class Fields:
    """An object whose members are asked for one by one; each wrong one is refused under one code."""

    def __init__(self, values: object, code: str) -> None:
        self._code = code
        if not isinstance(values, dict):
            raise refuse(code, what="{}")
        self._values: Mapping[str, Any] = values

    def has(self, name: str) -> bool:
        """Whether there is such a member."""
        return name in self._values

    def wrong(self, name: str) -> Refused:
        """What to raise where this member is not as it must be."""
        return refuse(self._code, what=name)

    def take(self, name: str, type_: type[T]) -> T:
        """The member, exactly of this type (a bool is no int)."""
        value = self._values.get(name)
        if type(value) is not type_:
            raise self.wrong(name)
        return value

    def number(self, name: str, *, least: int = 0, most: int = 10**15) -> int:
        """A whole number within bounds."""
        value = self.take(name, int)
        if not least <= value <= most:
            raise self.wrong(name)
        return value

    def text(self, name: str, form: re.Pattern[str] | None = None, *, longest: int = 1000) -> str:
        """A text, of this form where one is given."""
        value = self.take(name, str)
        if len(value) > longest or not (form is None or form.fullmatch(value)):
            raise self.wrong(name)
        return value

    def day(self, name: str) -> date:
        """An ISO day."""
        try:
            return date.fromisoformat(self.text(name, longest=10))
        except ValueError:
            raise self.wrong(name) from None

    def object(self, name: str) -> Fields:
        """A nested object."""
        return Fields(self._values.get(name), self._code)

    def objects(self, name: str, *, most: int) -> list[Fields]:
        """A list of objects."""
        values = self.take(name, list)
        if len(values) > most:
            raise self.wrong(name)
        return [Fields(value, self._code) for value in values]
