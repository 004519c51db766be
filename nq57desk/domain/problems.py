"""Findings about the user's data: values with a stable code and a place, never exceptions.

The sentence shown to a person is looked up above the domain (:mod:`nq57desk.sentences`), so a
problem carries only its code, where it was found, and the words to put into the sentence.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum


class Severity(StrEnum):
    """How much a finding stops: ``error`` blocks the row or file, the others only inform."""

    ERROR = "error"
    WARNING = "warning"
    NOTE = "note"


@dataclass(frozen=True, slots=True)
class Place:
    """Where in a file something stands; parts that do not apply are empty or None.

    ``page``, ``table`` and ``row`` count from 1 as a person would; ``cell`` is a spreadsheet
    reference such as "F17"; ``column`` is the heading word for word.
    """

    file: str = ""
    sheet: str = ""
    cell: str = ""
    page: int | None = None
    table: int | None = None
    row: int | None = None
    column: str = ""


NOWHERE = Place()


@dataclass(frozen=True, slots=True)
class Problem:
    """One finding. ``code`` is dotted lower-case words, first the room: "reading.scanned_pdf"."""

    code: str
    severity: Severity = Severity.WARNING
    place: Place = NOWHERE
    words: tuple[tuple[str, str], ...] = field(default=())
    """Names and values for the sentence, e.g. (("name", "a.docx"),)."""


def problem(code: str, /, severity: Severity = Severity.WARNING, place: Place = NOWHERE, **words: object) -> Problem:
    """Shorthand: ``problem("reading.damaged", Severity.ERROR, name=path.name)``."""
    return Problem(code, severity, place, tuple((name, str(value)) for name, value in words.items()))
