"""Which rows of a list are sections, rows, sub-rows, rests of rows, totals and notes.

Decides, from the plans 000-004: a section has a Roman number or a capital letter, or none and reaches over the
columns, and says nothing but its title; a row with an Arabic number and nothing but a name ("10 … đào tạo:") is a
row, the parent of what follows without a number; "1.1" is under "1"; a number merged down makes the rows below it
sub-rows without a number. What is left out is counted, never dropped silently.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from nq57desk.domain.plan import Numbering
from nq57desk.domain.problems import Place, Problem, Severity, problem
from nq57desk.domain.vietnamese import fold
from nq57desk.importing.recognise_columns import Columns
from nq57desk.importing.recognise_continuations import Continuations, join_cells
from nq57desk.importing.recognise_grid import GridRow
from nq57desk.importing.recognise_header import is_counting_row
from nq57desk.importing.result import ReadRow, ReadSection

_SECTION_NUMBER = re.compile(r"(?:(?i:phần|mục|nhóm|chương)\s+)?(?:[IVXLC]{1,6}|[A-ZĐ])\s*[.)\-:]?")
_SECTION_LINE = re.compile(
    r"(?P<number>(?:(?i:phần|mục|nhóm|chương)\s+)?(?:[IVXLC]{1,6}|[A-ZĐ]))(?:\s*[.)\-:–]+\s*|\s+)(?P<title>\S.*)",
    re.DOTALL,
)
_TOTAL = re.compile(
    r"(?:tổng cộng|tổng số|tổng|cộng)(?:\s+(?:số\s+)?(?:nhiệm vụ|chỉ tiêu|chung|mục|\d.{0,20}))?\s*[:.]?", re.IGNORECASE
)
"""With its marks: "công việc" is no total."""
_NOTE = re.compile(r"(?:\(?\*+\)?|[-*])?\s*(?:ghi chu(?:\s*:|$)|(?:luu y|chu thich|nguon)\s*:)|\(?\*+\)? \S")
_ARABIC = re.compile(r"\d+(?:\.\d+)*")
_SUB_NUMBER = re.compile(r"[a-zđ][.)]?|[-–+•]")
_BULLET = re.compile(r"[-–+•]")


@dataclass(frozen=True, slots=True)
class ListRows:
    """A list's sections and rows with what was noticed."""

    sections: tuple[ReadSection, ...]
    rows: tuple[ReadRow, ...]
    numbering: Numbering
    problems: tuple[Problem, ...]


@dataclass(slots=True)
class _Draft:
    """A row that may still grow."""

    texts: list[str]
    own_number: str
    covered: Mapping[int, str]
    section: int | None
    parent: int | None
    place: Place


@dataclass(slots=True)
class _Builder:
    """What has been understood so far, from top to bottom."""

    columns: Columns
    headings: Sequence[str]
    continuations: Continuations
    sections: list[ReadSection] = field(default_factory=list)
    drafts: list[_Draft] = field(default_factory=list)
    dropped: dict[str, list[Place]] = field(default_factory=dict)
    by_number: dict[str, int] = field(default_factory=dict)
    last_numbered: int | None = None
    last_was_section: bool = False
    row_since_break: bool = True

    def number_columns(self) -> tuple[int, ...]:
        return tuple(at for at, name in enumerate(self.columns.fields) if name in ("number", "second_number"))


def build_rows(columns: Columns, headings: Sequence[str], rows: Sequence[GridRow]) -> ListRows:
    """Sections and rows of a list; ``rows`` are its rows by the list's own columns, in the paper's order."""
    numbers = frozenset(at for at, name in enumerate(columns.fields) if name in ("number", "second_number"))
    builder = _Builder(columns, headings, Continuations([row.texts for row in rows], numbers))
    for at, row in enumerate(rows):
        _take(builder, row, rows[at + 1] if at + 1 < len(rows) else None)
    read = tuple(_read_row(builder, draft) for draft in builder.drafts)
    numbering = _numbering(builder, read)
    return ListRows(tuple(builder.sections), read, numbering, _problems(builder, read, numbering))


def _take(builder: _Builder, row: GridRow, following: GridRow | None) -> None:
    filled = row.filled()
    if row.opens_table:
        builder.row_since_break = False
    if not filled:
        return
    row = _with_dotted_numbers(builder, row)
    number = _number(builder, row)
    if len(filled) < 3 and (reason := _left_out(builder, row, filled)):
        builder.dropped.setdefault(reason, []).append(row.place)
        return
    if not builder.drafts and is_counting_row(row):
        return
    section = _section(builder, row, filled, number, following)
    if section is not None:
        _add_section(builder, section)
    elif not number and _joins_above(builder, row, filled):
        pass
    else:
        _add_row(builder, row, number)
    builder.row_since_break = True


_DECIMAL = re.compile(r"\d+,\d+")


def _with_dotted_numbers(builder: _Builder, row: GridRow) -> GridRow:
    """The row with "1.1" where a spreadsheet holds the number 1,1. 1.10 is the same number there, but follows 1.9."""
    at = builder.columns.at("number")
    if at is None or not _DECIMAL.fullmatch(row.texts[at]):
        return row
    number = row.texts[at].replace(",", ".")
    parent, last = number.split(".")
    if number in builder.by_number and f"{parent}.{int(last) * 10 - 1}" in builder.by_number:
        number += "0"
    return replace(row, texts=(*row.texts[:at], number, *row.texts[at + 1 :]))


def _number(builder: _Builder, row: GridRow) -> str:
    at = builder.columns.at("number")
    return row.texts[at] if at is not None else ""


def _left_out(builder: _Builder, row: GridRow, filled: Sequence[int]) -> str:
    """Why a row with one or two texts is no row of the list: "total", "note", or "" when it is one."""
    words = fold(row.texts[filled[0]][:60])
    if _TOTAL.fullmatch(row.texts[filled[0]]):
        return "total"
    if len(filled) == 1 and _NOTE.match(words) and (filled[0] in builder.number_columns() or filled[0] in row.spans):
        return "note"
    if len(filled) == 1 and words.startswith(("ghi chu:", "* ghi chu", "luu y:")):
        return "note"
    return ""


def _section(
    builder: _Builder, row: GridRow, filled: Sequence[int], number: str, following: GridRow | None
) -> ReadSection | None:
    """The section that the row opens, if it opens one."""
    rest = [at for at in filled if at not in builder.number_columns()]
    if len(rest) > 1:
        return None
    text = row.texts[rest[0]] if rest else ""
    if rest and not (rest[0] == builder.columns.at("name") or rest[0] in row.spans or number):
        return None
    if number and rest:
        return (
            ReadSection(number, text, row.place) if _opens_section(builder, row, number, rest[0], following) else None
        )
    return _lone_section(builder, row, number or text, following)


def _opens_section(builder: _Builder, row: GridRow, number: str, at: int, following: GridRow | None) -> bool:
    if _SECTION_NUMBER.fullmatch(number):
        return True
    reaches = row.spans.get(at, 1) >= max(len(builder.columns.fields) - len(builder.number_columns()), 2)
    own = number.rstrip(". )")
    has_children = following is not None and _number(builder, following).startswith(own + ".")
    return reaches and row.bold and not has_children and not row.texts[at].endswith(":")


def _lone_section(builder: _Builder, row: GridRow, text: str, following: GridRow | None) -> ReadSection | None:
    """A row of a single text: "I", "I. Hạ tầng số", or a title without number that reaches over the columns."""
    at = row.filled()[0]
    if _SECTION_NUMBER.fullmatch(text) and at in builder.number_columns():
        return ReadSection(text, "", row.place)
    reaches = row.spans.get(at, 1) > 1
    found = _SECTION_LINE.fullmatch(text)
    if found is not None and (reaches or at in builder.number_columns() or row.bold):
        return ReadSection(found["number"], found["title"], row.place)
    wide = row.spans.get(at, 1) >= 0.6 * len(builder.columns.fields)
    if not (wide or (row.bold and not row.from_above and not _is_group_open(builder))):
        return None
    if _ARABIC.match(text) or ((row.continues or text[:1].islower()) and _can_go_on(builder)):
        return None
    return ReadSection("", text, row.place) if following is not None or wide else None


def _is_group_open(builder: _Builder) -> bool:
    return builder.last_numbered is not None and _is_group(builder, builder.drafts[builder.last_numbered])


def _can_go_on(builder: _Builder) -> bool:
    return bool(builder.drafts or builder.sections) and not builder.row_since_break


def _add_section(builder: _Builder, section: ReadSection) -> None:
    builder.sections.append(section)
    builder.by_number.clear()
    builder.last_numbered = None
    builder.last_was_section = True


def _joins_above(builder: _Builder, row: GridRow, filled: Sequence[int]) -> bool:
    """Join the row to what stands above if it is the rest of it."""
    number_column = builder.columns.at("number")
    if number_column is not None and number_column in row.from_above:
        return False
    at_break = not builder.row_since_break
    if builder.last_was_section:
        text = row.texts[filled[0]]
        if len(filled) != 1 or not at_break or not (text[:1].islower() or row.continues):
            return False
        last = builder.sections[-1]
        builder.sections[-1] = replace(last, title=join_cells(last.title, text))
        return True
    if not builder.drafts:
        return False
    last_draft = builder.drafts[-1]
    if not builder.continuations.is_rest(last_draft.texts, row.texts, at_break=at_break, hint=row.continues):
        return False
    for at in filled:
        last_draft.texts[at] = join_cells(last_draft.texts[at], row.texts[at])
    return True


def _add_row(builder: _Builder, row: GridRow, number: str) -> None:
    at = len(builder.drafts)
    section = len(builder.sections) - 1 if builder.sections else None
    parent = _parent(builder, row, number)
    builder.drafts.append(_Draft(list(row.texts), number, row.from_above, section, parent, row.place))
    builder.last_was_section = False
    if _ARABIC.match(number):
        builder.by_number[_bare(number)] = at
        builder.last_numbered = at


def _bare(number: str) -> str:
    return number.strip(" .)(")


def _parent(builder: _Builder, row: GridRow, number: str) -> int | None:
    bare = _bare(number)
    if "." in bare:
        return builder.by_number.get(bare.rsplit(".", 1)[0])
    if bare and not _SUB_NUMBER.fullmatch(number):
        return None
    last = builder.last_numbered
    if last is None:
        return None
    number_column, name_column = builder.columns.at("number"), builder.columns.at("name")
    merged = number_column is not None and number_column in row.from_above
    bullet = name_column is not None and _BULLET.match(row.texts[name_column]) is not None
    if merged or bare or bullet or _is_group(builder, builder.drafts[last]):
        return last
    return None


def _is_group(builder: _Builder, draft: _Draft) -> bool:
    """Whether a row only names what the rows below it say: no lead, no deadline, nothing but a name."""
    filled = [at for at, text in enumerate(draft.texts) if text and at not in builder.number_columns()]
    name = builder.columns.at("name")
    return filled == [name] or (not filled and name in draft.covered)


def _read_row(builder: _Builder, draft: _Draft) -> ReadRow:
    texts = draft.texts
    for at, text in draft.covered.items():
        if not texts[at] and at not in builder.number_columns():
            texts[at] = text
    named: dict[str, str] = {}
    targets: list[tuple[str, str]] = []
    for at, name in enumerate(builder.columns.fields):
        if name == "targets":
            targets.append((builder.headings[at], texts[at]))
        elif name and name not in named:
            named[name] = texts[at]
    return ReadRow(
        section=draft.section,
        parent=draft.parent,
        number=named.get("number", ""),
        second_number=named.get("second_number", ""),
        name=named.get("name", ""),
        lead=named.get("lead", ""),
        coordinating=named.get("coordinating", ""),
        supervisor=named.get("supervisor", ""),
        responsible=named.get("responsible", ""),
        product=named.get("product", ""),
        deadline=named.get("deadline", ""),
        target=named.get("target", ""),
        targets=tuple(targets),
        unit=named.get("unit", ""),
        note=named.get("note", ""),
        cells=tuple(zip(builder.headings, texts, strict=True)),
        place=draft.place,
    )


def _numbering(builder: _Builder, rows: Sequence[ReadRow]) -> Numbering:
    if "second_number" in builder.columns.fields:
        return Numbering.DOUBLE
    if not any(row.number for row in rows):
        return Numbering.NONE
    if any(row.parent is not None and "." in _bare(row.number) for row in rows):
        return Numbering.HIERARCHICAL
    firsts: dict[int | None, str] = {}
    for row in rows:
        if row.number and row.parent is None:
            firsts.setdefault(row.section, _bare(row.number))
    restarts = sum(1 for first in firsts.values() if first in ("1", "01"))
    return Numbering.PER_SECTION if restarts > 1 else Numbering.CONTINUOUS


_MOST_TOLD = 20


def _problems(builder: _Builder, rows: Sequence[ReadRow], numbering: Numbering) -> tuple[Problem, ...]:
    found = [
        problem(f"recognise.{reason}_left_out", Severity.NOTE, places[0], count=len(places))
        for reason, places in builder.dropped.items()
    ]
    nameless = [row for row in rows if not row.name]
    found += [
        problem("recognise.row_without_name", Severity.WARNING, row.place, number=row.number or "?")
        for row in nameless[:_MOST_TOLD]
    ]
    if len(nameless) > _MOST_TOLD:
        beyond = nameless[_MOST_TOLD:]
        found.append(problem("recognise.more_without_name", Severity.WARNING, beyond[0].place, count=len(beyond)))
    unnumbered = [row for row in rows if not row.number and row.parent is None]
    if unnumbered and numbering is not Numbering.NONE:
        first = unnumbered[0].place
        found.append(problem("recognise.row_without_number", Severity.NOTE, first, count=len(unnumbered)))
    return tuple(found + _number_problems(rows, numbering))


def _number_problems(rows: Sequence[ReadRow], numbering: Numbering) -> list[Problem]:
    """Numbers that stand twice, and numbers left out, among the rows that are under no other row."""
    twice: list[ReadRow] = []
    gaps: list[tuple[ReadRow, str]] = []
    seen: set[tuple[int | None, str]] = set()
    before: dict[int | None, int] = {}
    for row in rows:
        bare = _bare(row.number)
        if not bare or row.parent is not None:
            continue
        group = row.section if numbering is Numbering.PER_SECTION else None
        if (group, bare) in seen:
            twice.append(row)
        seen.add((group, bare))
        if bare.isdecimal():
            last = before.get(group)
            if last is not None and int(bare) > last + 1:
                gaps.append((row, f"{last + 1}" if int(bare) == last + 2 else f"{last + 1}–{int(bare) - 1}"))
            before[group] = int(bare)
    found = [
        problem("recognise.number_twice", Severity.WARNING, row.place, number=row.number) for row in twice[:_MOST_TOLD]
    ]
    found += [
        problem("recognise.number_gap", Severity.NOTE, row.place, missing=missing) for row, missing in gaps[:_MOST_TOLD]
    ]
    return found
