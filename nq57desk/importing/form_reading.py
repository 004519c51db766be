"""A returned collection form, read from whatever its file became: the row codes, the mark, and the answers as text.

Decides which column is which by the form's own headings (columns may have been moved, deleted or put in between), and
that a row's code is what looks like one in any cell beside the answers, in hidden columns too. A cell merged down over
several rows speaks for each of them and is told. What the texts mean is for :mod:`nq57desk.domain.form_answers`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from nq57desk.domain.forms import (
    BODY_LABEL,
    CODE,
    COLUMNS,
    PERIOD_LABEL,
    ROW_CODE,
    FormMark,
    RowKind,
    read_mark,
)
from nq57desk.domain.problems import NOWHERE, Place, Problem
from nq57desk.domain.vietnamese import fold
from nq57desk.importing.reading import RawCell, RawFile, RawParagraph, RawRow, RawTable
from nq57desk.importing.sheet_table import column_letters


@dataclass(frozen=True, slots=True)
class FormRow:
    """One row of a returned form. ``answers`` by field, as typed; ``code`` "" where it is lost.

    ``merged`` names the fields whose text stands in a cell merged over several rows; ``key`` tells the rows of one
    file apart and stays the same while the file does.
    """

    kind: RowKind
    code: str
    number: str
    name: str
    answers: tuple[tuple[str, str], ...]
    key: str
    place: Place = NOWHERE
    places: tuple[tuple[str, Place], ...] = ()
    merged: tuple[str, ...] = ()

    def place_of(self, field: str) -> Place:
        """The place of a field's cell."""
        return dict(self.places).get(field, self.place)


@dataclass(frozen=True, slots=True)
class ReturnedForm:
    """A form as read. ``stated_period`` ("2026-11") and ``stated_body`` are what its visible lines say, "" if nothing.

    ``is_form`` False: no table has a form's headings.
    """

    file: str
    digest: str
    mark: FormMark | None
    stated_period: str
    stated_body: str
    rows: tuple[FormRow, ...]
    is_form: bool
    problems: tuple[Problem, ...] = ()


def read_form(raw: RawFile) -> ReturnedForm:
    """The form that a file holds."""
    lines = tuple(_lines(raw))
    marks = (read_mark(line) for line in lines)
    tables = [block for block in raw.blocks if isinstance(block, RawTable)]
    rows: list[FormRow] = []
    heading: _Heading | None = None
    is_form = False
    for at, table in enumerate(tables, start=1):
        heading = _carried_on(heading, table)
        for place, row in enumerate(table.rows):
            columns = _columns(row.cells)
            if columns is not None:
                is_form = True
                heading = _Heading(columns[0], place, columns[1])
            elif heading is not None:
                rows += _row(table, heading, place, at)
    return ReturnedForm(
        raw.name,
        raw.digest,
        next((mark for mark in marks if mark), None),
        _stated_period(lines),
        _after_label(lines, BODY_LABEL),
        tuple(rows),
        is_form,
        raw.problems,
    )


def _lines(raw: RawFile) -> Iterator[str]:
    """The lines outside the list: paragraphs, and a sheet's cells with one of the form's labels."""
    for block in raw.blocks:
        if isinstance(block, RawParagraph):
            yield block.text
            continue
        for row in block.rows:
            for cell in row.cells:
                if cell is not None and ":" in cell.text and len(cell.text) < 2000:
                    yield from cell.text.split("\n")


_MONTH = re.compile(r"thang\s+(\d{1,2})\s*/\s*(\d{4})")


def _stated_period(lines: Sequence[str]) -> str:
    found = _MONTH.search(fold(_after_label(lines, PERIOD_LABEL)))
    return f"{found[2]}-{int(found[1]):02}" if found else ""


def _after_label(lines: Sequence[str], label: str) -> str:
    start = fold(label) + ":"
    for line in lines:
        if fold(line).startswith(start):
            return line.split(":", 1)[1].strip()
    return ""


@dataclass(frozen=True, slots=True)
class _Heading:
    """The form's columns in a table, from the row where its headings stand; places count from 0."""

    kind: RowKind
    row: int
    places: Mapping[str, int]


_ENOUGH = 4
"""So many of a form's headings in one row make it the heading row."""
_SPACE = re.compile(r"\s+")


def _columns(cells: Iterable[RawCell | None]) -> tuple[RowKind, Mapping[str, int]] | None:
    """The kind of form and the place of each of its columns, if the row holds its headings."""
    headings: dict[str, int] = {}
    for at, cell in enumerate(cells):
        if cell is not None and cell.text:
            headings.setdefault(_SPACE.sub(" ", fold(cell.text.split("(")[0])).strip(" .:*"), at)
    best: tuple[RowKind, Mapping[str, int]] | None = None
    for kind, columns in COLUMNS.items():
        places = {field: headings[wanted] for field, wanted in _wanted(kind) if wanted in headings}
        answers = sum(column.answer and column.field in places for column in columns)
        better = best is None or len(places) > len(best[1])
        if len(places) >= _ENOUGH and answers >= 2 and "name" in places and better:
            best = kind, places
    return best


@lru_cache(maxsize=8)
def _wanted(kind: RowKind) -> tuple[tuple[str, str], ...]:
    """Each column's field and its heading as it is compared; a file may have 100,000 rows to compare it with."""
    return tuple((column.field, fold(column.heading)) for column in (CODE, *COLUMNS[kind]))


def _carried_on(heading: _Heading | None, table: RawTable) -> _Heading | None:
    """The columns of the table before, where this one was split from it: it has codes but no headings of its own."""
    coded = heading is not None and any(_code(row, set()) for row in table.rows)
    if heading is None or not coded or max(heading.places.values()) >= table.columns:
        return None
    return replace(heading, row=-1)


def _row(table: RawTable, heading: _Heading, at: int, number: int) -> Iterator[FormRow]:
    """A row with a code, a name or an answer; nothing for a heading in between and for blank rows."""
    row = table.rows[at]
    answers: list[tuple[str, str]] = []
    merged: list[str] = []
    for column in COLUMNS[heading.kind]:
        if column.answer and column.field in heading.places:
            text, over = _text(table, heading, at, heading.places[column.field])
            answers.append((column.field, text))
            if over and text:
                merged.append(column.field)
    code = _code(row, {heading.places[field] for field, _ in answers})
    own = {field: _own(row, heading.places.get(field)) for field in ("number", "name")}
    if not code and not own["name"] and not any(text for _, text in answers):
        return
    yield FormRow(
        heading.kind,
        code,
        own["number"],
        own["name"],
        tuple(answers),
        f"{number}-{row.place.row or at + 1}",
        row.place,
        tuple(
            (column.field, _cell_place(table, row, heading.places[column.field], column.heading))
            for column in COLUMNS[heading.kind]
            if column.field in heading.places
        ),
        tuple(merged),
    )


def _own(row: RawRow, column: int | None) -> str:
    cell = row.cells[column] if column is not None and column < len(row.cells) else None
    return "" if cell is None else cell.text


def _text(table: RawTable, heading: _Heading, at: int, column: int) -> tuple[str, bool]:
    """The text of an answer's cell, and whether the cell is merged over several rows."""
    for above in range(at, heading.row, -1):
        cells = table.rows[above].cells
        cell = cells[column] if column < len(cells) else None
        if cell is not None:
            reaches = above + cell.row_span > at
            return (cell.text, cell.row_span > 1) if reaches else ("", False)
    return "", False


def _code(row: RawRow, answers: set[int]) -> str:
    for at, cell in enumerate(row.cells):
        if cell is not None and at not in answers:
            text = _SPACE.sub("", cell.text).upper()
            if ROW_CODE.fullmatch(text):
                return text
    return ""


def _cell_place(table: RawTable, row: RawRow, column: int, heading: str) -> Place:
    """A cell of a sheet by its reference, of a paper's table by its row and column."""
    if table.sheet and row.place.row:
        return replace(row.place, cell=f"{column_letters(column + 1)}{row.place.row}", row=None)
    return replace(row.place, column=heading)
