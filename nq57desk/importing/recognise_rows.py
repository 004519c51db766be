"""A list's rows from top to bottom: sections, rows, sub-rows, and rests of rows joined to what stands above.

Decides, from the plans 000-004: a row with a number and nothing but a name ("10 … đào tạo:") is a row, the parent of
what follows without a number; "1.1" is under "1"; a number merged down makes the rows below it sub-rows without a
number; other cells merged down say the same of each row they reach. What is left out is counted, never dropped
silently.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from nq57desk.domain.plan import Numbering
from nq57desk.domain.problems import Place, Problem, Severity, problem
from nq57desk.importing.recognise_columns import Columns
from nq57desk.importing.recognise_continuations import Continuations, join_cells
from nq57desk.importing.recognise_grid import GridRow
from nq57desk.importing.recognise_header import is_counting_row
from nq57desk.importing.recognise_numbers import MOST_TOLD, bare, number_problems, numbering_of
from nq57desk.importing.recognise_sections import Shape, left_out, section_of, shape_of
from nq57desk.importing.result import ReadRow, ReadSection

_ARABIC = re.compile(r"\(?\d+(?:\.\d+)*")
_SUB_NUMBER = re.compile(r"[a-zđ][.)]?|[-–+•]")
_BULLET = re.compile(r"[-–+•]")
_DECIMAL = re.compile(r"\d+,\d+")
_SINGLE_FIELDS = (
    *("number", "second_number", "name", "lead", "coordinating", "supervisor", "responsible"),
    *("product", "deadline", "target", "unit", "note"),
)


@dataclass(frozen=True, slots=True)
class ListRows:
    """A list's sections and rows with what was noticed."""

    sections: tuple[ReadSection, ...]
    rows: tuple[ReadRow, ...]
    numbering: Numbering
    problems: tuple[Problem, ...]


@dataclass(slots=True)
class _Draft:
    """A row that may still grow. ``covered`` holds the texts of cells merged down into it."""

    texts: list[str]
    number: str
    covered: Mapping[int, str]
    section: int | None
    parent: int | None
    place: Place


@dataclass(slots=True)
class _Builder:
    """What has been understood so far, from top to bottom."""

    shape: Shape
    continuations: Continuations
    sections: list[ReadSection] = field(default_factory=list)
    drafts: list[_Draft] = field(default_factory=list)
    dropped: dict[str, list[Place]] = field(default_factory=dict)
    by_number: dict[str, int] = field(default_factory=dict)
    last_numbered: int | None = None
    last_was_section: bool = False
    at_break: bool = False
    """Whether nothing has come yet after a page's or table's end."""


def build_rows(columns: Columns, headings: Sequence[str], rows: Sequence[GridRow]) -> ListRows:
    """Sections and rows of a list; ``rows`` are its rows by the list's own columns, in the paper's order."""
    shape = shape_of(columns)
    says = frozenset(at for at, name in enumerate(columns.fields) if name in ("lead", "deadline"))
    texts = [row.texts for row in rows]
    builder = _Builder(shape, Continuations(texts, shape.name, frozenset(shape.numbers), says))
    for at, row in enumerate(rows):
        filled = row.filled()
        builder.at_break = builder.at_break or row.opens_table
        if filled and _take(builder, row, filled, rows[at + 1] if at + 1 < len(rows) else None):
            builder.at_break = False
    read = _read_rows(builder, columns, headings)
    numbering = numbering_of(read, double="second_number" in columns.fields)
    return ListRows(tuple(builder.sections), read, numbering, _problems(builder, read, numbering))


def _take(builder: _Builder, row: GridRow, filled: Sequence[int], following: GridRow | None) -> bool:
    """Take a row in; False when it is left out."""
    row = _with_dotted_number(builder, row)
    if len(filled) < 3 and (reason := left_out(builder.shape, row, filled)):
        builder.dropped.setdefault(reason, []).append(row.place)
        return False
    if not builder.drafts and is_counting_row(row):
        return False
    section = _section(builder, row, filled, following)
    if section is not None:
        _add_section(builder, section)
    elif not _joins_above(builder, row, filled):
        _add_row(builder, row)
    return True


def _section(builder: _Builder, row: GridRow, filled: Sequence[int], following: GridRow | None) -> ReadSection | None:
    if len(filled) > len(builder.shape.numbers) + 1:
        return None
    in_group, may_go_on = _in_group(builder), _may_go_on(builder)
    return section_of(builder.shape, row, filled, following, in_group=in_group, may_go_on=may_go_on)


def _with_dotted_number(builder: _Builder, row: GridRow) -> GridRow:
    """The row with "1.1" where a spreadsheet holds the number 1,1. 1.10 is the same number there, but follows 1.9."""
    at = builder.shape.number
    if at is None or not _DECIMAL.fullmatch(row.texts[at]):
        return row
    number = row.texts[at].replace(",", ".")
    parent, last = number.split(".")
    if number in builder.by_number and f"{parent}.{int(last) * 10 - 1}" in builder.by_number:
        number += "0"
    return replace(row, texts=(*row.texts[:at], number, *row.texts[at + 1 :]))


def _in_group(builder: _Builder) -> bool:
    return builder.last_numbered is not None and _is_group(builder.shape, builder.drafts[builder.last_numbered])


def _may_go_on(builder: _Builder) -> bool:
    return builder.at_break and bool(builder.drafts or builder.sections)


def _add_section(builder: _Builder, section: ReadSection) -> None:
    builder.sections.append(section)
    builder.by_number.clear()
    builder.last_numbered = None
    builder.last_was_section = True


def _joins_above(builder: _Builder, row: GridRow, filled: Sequence[int]) -> bool:
    """Join the row to what stands above if it is the rest of it."""
    if builder.shape.number is not None and builder.shape.number in row.from_above:
        return False
    if builder.last_was_section:
        return not builder.shape.number_of(row) and _joins_section(builder, row, filled)
    return bool(builder.drafts) and _joins_row(builder, row, filled)


def _joins_section(builder: _Builder, row: GridRow, filled: Sequence[int]) -> bool:
    text = row.texts[filled[0]]
    if len(filled) != 1 or not builder.at_break or not (text[:1].islower() or row.continues):
        return False
    last = builder.sections[-1]
    builder.sections[-1] = replace(last, title=join_cells(last.title, text))
    return True


def _joins_row(builder: _Builder, row: GridRow, filled: Sequence[int]) -> bool:
    last = builder.drafts[-1]
    number = builder.shape.number_of(row)
    if number and (last.number or not builder.at_break or last.parent is not None or builder.shape.number is None):
        return False
    if not builder.continuations.is_rest(last.texts, row.texts, at_break=builder.at_break, hint=row.continues):
        return False
    for at in filled:
        last.texts[at] = join_cells(last.texts[at], row.texts[at])
    if number:
        _note_number(builder, number, len(builder.drafts) - 1)
        last.number = number
    return True


def _add_row(builder: _Builder, row: GridRow) -> None:
    number = builder.shape.number_of(row)
    section = len(builder.sections) - 1 if builder.sections else None
    parent = _parent(builder, row, number)
    builder.drafts.append(_Draft(list(row.texts), number, row.from_above, section, parent, row.place))
    builder.last_was_section = False
    _note_number(builder, number, len(builder.drafts) - 1)


def _note_number(builder: _Builder, number: str, at: int) -> None:
    if _ARABIC.match(number):
        builder.by_number[bare(number)] = at
        builder.last_numbered = at


def _parent(builder: _Builder, row: GridRow, number: str) -> int | None:
    """The row that this one is under, as an index."""
    own = bare(number)
    if "." in own:
        return builder.by_number.get(own.rsplit(".", 1)[0])
    last = builder.last_numbered
    if last is None or (own and not _SUB_NUMBER.fullmatch(number)):
        return None
    shape = builder.shape
    merged = shape.number is not None and shape.number in row.from_above
    bullet = shape.name is not None and _BULLET.match(row.texts[shape.name]) is not None
    return last if merged or own or bullet or number or _is_group(shape, builder.drafts[last]) else None


def _is_group(shape: Shape, draft: _Draft) -> bool:
    """Whether a row only names what the rows below it say: nothing but a name."""
    return [at for at, text in enumerate(draft.texts) if text and at not in shape.numbers] == [shape.name]


def _read_rows(builder: _Builder, columns: Columns, headings: Sequence[str]) -> tuple[ReadRow, ...]:
    positions = {name: at for name in _SINGLE_FIELDS if (at := columns.at(name)) is not None}
    periods = [at for at, name in enumerate(columns.fields) if name == "targets"]
    numbers = builder.shape.numbers
    found: list[ReadRow] = []
    for draft in builder.drafts:
        texts = draft.texts
        for at, text in draft.covered.items():
            if not texts[at] and at not in numbers:
                texts[at] = text
        single = {name: texts[at] for name, at in positions.items()}
        found.append(
            ReadRow(
                section=draft.section,
                parent=draft.parent,
                number=single.pop("number", ""),
                second_number=single.pop("second_number", ""),
                name=single.pop("name", ""),
                targets=tuple((headings[at], texts[at]) for at in periods),
                cells=tuple(zip(headings, texts, strict=True)),
                place=draft.place,
                **single,
            )
        )
    return tuple(found)


def _problems(builder: _Builder, rows: Sequence[ReadRow], numbering: Numbering) -> tuple[Problem, ...]:
    found = [
        problem(f"recognise.{reason}_left_out", Severity.NOTE, places[0], count=len(places))
        for reason, places in builder.dropped.items()
    ]
    nameless = [row for row in rows if not row.name]
    found += [
        problem("recognise.row_without_name", Severity.WARNING, row.place, number=row.number or "?")
        for row in nameless[:MOST_TOLD]
    ]
    if len(nameless) > MOST_TOLD:
        beyond = nameless[MOST_TOLD:]
        found.append(problem("recognise.more_without_name", Severity.WARNING, beyond[0].place, count=len(beyond)))
    return (*found, *number_problems(rows, numbering))
