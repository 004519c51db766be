"""What recognition gives: tables of tasks and indicators with their rows, and the paper around them.

The fields are those of the command ``read --json``; the names are part of its contract.
"""

from __future__ import annotations

from dataclasses import dataclass

from nq57desk.domain.plan import AppendixKind, Numbering
from nq57desk.domain.problems import NOWHERE, Place, Problem


@dataclass(frozen=True, slots=True)
class ReadSection:
    """A heading row: its number ("" if it has none) and title."""

    number: str
    title: str
    place: Place = NOWHERE


@dataclass(frozen=True, slots=True)
class ReadRow:
    """One row of a list. ``section`` indexes the table's sections, ``parent`` its rows; None where there is none.

    ``cells`` holds every column as it stands, in the table's order; the named fields are copies of the
    cells that were recognised ("" where the table lacks the field).
    """

    section: int | None
    parent: int | None
    number: str
    second_number: str
    name: str
    lead: str = ""
    coordinating: str = ""
    supervisor: str = ""
    responsible: str = ""
    product: str = ""
    deadline: str = ""
    target: str = ""
    targets: tuple[tuple[str, str], ...] = ()
    """Target wordings of columns that each stand for a year or milestone: (heading, wording)."""
    unit: str = ""
    note: str = ""
    cells: tuple[tuple[str, str], ...] = ()
    place: Place = NOWHERE


@dataclass(frozen=True, slots=True)
class ReadTable:
    """One list, however many tables or pages it spans in the file. ``fields`` runs along ``columns``."""

    label: str
    title: str
    heading_lines: tuple[str, ...]
    kind: AppendixKind
    numbering: Numbering
    columns: tuple[str, ...]
    fields: tuple[str, ...]
    sections: tuple[ReadSection, ...]
    rows: tuple[ReadRow, ...]
    place: Place = NOWHERE


@dataclass(frozen=True, slots=True)
class ReadDocument:
    """What the paper around the tables says, word for word; None where it does not say it."""

    org: str | None = None
    governing_body: str | None = None
    number: str | None = None
    symbol: str | None = None
    place: str | None = None
    date_text: str | None = None
    kind: str | None = None
    title: str | None = None
    signer_form: str | None = None
    signer_title: str | None = None
    signer_name: str | None = None
    recipients: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ReadParagraph:
    """A paragraph of the plan's body with its level (0 plain text, 1 a part's heading, 2 below it…)."""

    level: int
    text: str


@dataclass(frozen=True, slots=True)
class ReadResult:
    """Everything recognised in one file."""

    tables: tuple[ReadTable, ...]
    document: ReadDocument
    body: tuple[ReadParagraph, ...] = ()
    problems: tuple[Problem, ...] = ()
    name: str = ""
    digest: str = ""
