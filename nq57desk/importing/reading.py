"""What a reader gives, whatever the file's kind: paragraphs and tables in the file's own order.

Readers (docx, xlsx, xls, pdf, text, html) only tell what stands where; which table and column means
what is decided by :mod:`nq57desk.importing.recognise`. Text is NFC, legacy encodings already decoded,
runs of spaces folded to one, paragraphs inside a cell joined by ``\\n``, words untouched.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from nq57desk.domain.problems import NOWHERE, Place, Problem


@dataclass(frozen=True, slots=True)
class RawCell:
    """A cell at its upper left corner; the places that a merged cell covers hold None in their rows."""

    text: str = ""
    row_span: int = 1
    column_span: int = 1
    bold: bool = False
    italic: bool = False
    legacy: bool = False
    """Whether the text was decoded from TCVN3 or VNI."""
    is_number: bool = False
    """Whether the file holds a number or a date here (already written as Vietnamese text: "12,5", "25/8/2026")."""


@dataclass(frozen=True, slots=True)
class RawRow:
    """One row of the grid. ``repeated_header`` as the file marks it; ``hidden`` as the spreadsheet does."""

    cells: tuple[RawCell | None, ...]
    place: Place = NOWHERE
    repeated_header: bool = False
    hidden: bool = False
    continues: bool | None = None
    """For a row at a page's top, as far as its lines tell: whether it goes on from the row before the page's end."""


@dataclass(frozen=True, slots=True)
class RawTable:
    """A grid of ``columns`` columns. A spreadsheet's sheet is one table, titles and notes included.

    ``column_edges`` are the x positions (points) of a PDF table's columns, left to right, empty elsewhere:
    they let lists that go on over pages be put together. ``hidden_columns`` count from 0.
    """

    rows: tuple[RawRow, ...]
    columns: int
    place: Place = NOWHERE
    column_edges: tuple[float, ...] = ()
    hidden_columns: tuple[int, ...] = ()
    sheet: bool = False
    """Whether this is a whole sheet of a spreadsheet."""


@dataclass(frozen=True, slots=True)
class RawParagraph:
    """A paragraph outside any table. ``number`` is Word's automatic number, which is not in the text."""

    text: str
    place: Place = NOWHERE
    number: str = ""
    bold: bool = False
    italic: bool = False
    centred: bool = False
    legacy: bool = False


RawBlock = RawParagraph | RawTable


@dataclass(frozen=True, slots=True)
class RawFile:
    """A whole file as read. ``format`` is "docx", "xlsx", "xls", "pdf", "text" or "html"."""

    name: str
    format: str
    blocks: tuple[RawBlock, ...] = ()
    problems: tuple[Problem, ...] = field(default=())
    digest: str = ""
    """SHA-256 of the file's bytes, hexadecimal."""
