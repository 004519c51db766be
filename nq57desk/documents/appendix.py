"""An appendix of a plan as a layout: its own columns in their order, its own words, in the decree's form.

What was imported stands as it stood: label, title, pointer line, headings, cells. What is made here
follows the decree (title in capitals, pointer line composed).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from nq57desk.documents import official
from nq57desk.documents.body import ended
from nq57desk.documents.column_widths import Contents, fit_columns
from nq57desk.documents.form import Form, form_of
from nq57desk.documents.head_parts import pages_of, text_room
from nq57desk.documents.layout import (
    Align,
    Block,
    Cell,
    Column,
    Layout,
    Orientation,
    Paragraph,
    Row,
    RowKind,
    Run,
    Runs,
    Table,
    cell,
    text,
)
from nq57desk.documents.listing import fits_upright, section_row, table_style
from nq57desk.documents.real_values import real_value
from nq57desk.documents.table_header import LEVEL, Paths, group_ranges, header_rows, heading_paths
from nq57desk.domain.indicators import Indicator
from nq57desk.domain.papers import FormKind
from nq57desk.domain.plan import Appendix, Plan, Section, Task

Line = Section | Task | Indicator


def compose_appendix(
    plan: Plan,
    appendix: Appendix,
    sections: Sequence[Section],
    rows: Sequence[Task | Indicator],
    *,
    frame: bool,
    office_name: str,
    fingerprint: str = "",
    draft: bool = False,
    electronic: bool = False,
    kind: FormKind = FormKind.STATE,
    named_after_person: bool = False,
) -> Layout:
    """The appendix on landscape A4 with its own page count.

    ``frame``: it is printed alone, so it carries the letterhead. ``office_name`` stands where the plan names no
    issuing body. ``fingerprint`` is the code at each page's foot, ``draft`` marks each page, ``electronic``
    leaves number and date of the pointer line open (Nghị định 30, Phụ lục I, mục III). ``named_after_person``: the
    unit's word takes a capital letter.
    """
    form = form_of(kind)
    head = (*_letterhead(plan, office_name, form, electronic),) if frame else ()
    issuer = official.running_name(plan.issuing_body, office_name, form, named_after_person=named_after_person)
    pointer = official.pointer_line(plan, issuer, form, electronic=electronic)
    landscape = Orientation.LANDSCAPE
    blocks = appendix_blocks(appendix, sections, rows, form, pointer, landscape)
    return Layout(
        title=" - ".join(filter(None, (_label(appendix, form), appendix.title))),
        pages=(pages_of((*head, *blocks), form, landscape),),
        author=plan.issuing_body or office_name,
        font=form.font,
        draft=text(form.words.draft, form.styles.draft) if draft else None,
        foot=text(form.words.fingerprint.format(code=fingerprint), form.styles.fingerprint) if fingerprint else None,
        marks_from_edge=form.number.from_top,
    )


def appendix_blocks(
    appendix: Appendix,
    sections: Sequence[Section],
    rows: Sequence[Task | Indicator],
    form: Form,
    pointer: Runs,
    orientation: Orientation,
    label: str = "",
) -> tuple[Block, ...]:
    """Label, title, pointer line, table and the mark of the end; what was imported stands as it stood.

    ``label`` stands where the appendix has none of its own, ``pointer`` where it brought none along.
    """
    titles = _titles(appendix, form, pointer, label)
    table = compose_table(appendix, in_order(sections, rows), form, orientation)
    return (*titles, *ended([*table], form))


def _letterhead(plan: Plan, office_name: str, form: Form, electronic: bool) -> Iterator[Block]:
    """An electronic paper gets its date from the agency's own signing tool."""
    place_date = "" if electronic else official.place_and_date(plan, form)
    body = plan.issuing_body or office_name
    yield official.letterhead(form, body, governing=plan.governing_body, place_date=place_date)


def _label(appendix: Appendix, form: Form) -> str:
    return appendix.label or form.words.appendix


def _titles(appendix: Appendix, form: Form, pointer: Runs, label: str) -> Iterator[Paragraph]:
    """Label, title and pointer line; what came with an imported appendix stands as it stood."""
    yield text(appendix.label or label or form.words.appendix, form.styles.appendix_label)
    if appendix.title:
        title = appendix.title if appendix.heading_lines else appendix.title.upper()
        yield text(title, form.styles.appendix_title)
    below = official.rule(form.rules.pointer, form)
    imported = official.imported_pointer(appendix.heading_lines)
    yield Paragraph((Run(imported),) if imported else pointer, form.styles.appendix_pointer, below)


# ---- the table -----------------------------------------------------------------------------------


def compose_table(
    appendix: Appendix, lines: Sequence[Line], form: Form, orientation: Orientation = Orientation.LANDSCAPE
) -> tuple[Table, ...]:
    """The appendix's rows under its own headings, as wide as the text; no table where it has no columns."""
    if not appendix.columns:
        return ()
    paths = heading_paths(appendix.columns)
    texts = {line.id: _texts(appendix, line) for line in lines if not isinstance(line, Section)}
    contents = _contents(paths, lines, texts)
    fitted = fit_columns(contents, text_room(form, orientation), form.styles.table_text.size, form.table)
    columns = tuple(map(Column, fitted.widths, _aligns(appendix, form)))
    cells = {words: replace(cell(words), value=real_value(words)) for row in texts.values() for words in row}
    rows = tuple(
        section_row((line.number, line.title), len(columns))
        if isinstance(line, Section)
        else _row(line, texts[line.id], cells)
        for line in lines
    )
    return (Table(columns, header_rows(paths), rows, table_style(form, fitted.size)),)


def table_orientation(appendix: Appendix, lines: Sequence[Line], form: Form) -> Orientation:
    """Landscape where the table needs it."""
    paths = heading_paths(appendix.columns)
    texts = {line.id: _texts(appendix, line) for line in lines if not isinstance(line, Section)}
    upright = bool(paths) and fits_upright(_contents(paths, lines, texts), form)
    return Orientation.PORTRAIT if upright else Orientation.LANDSCAPE


def _contents(paths: Paths, lines: Sequence[Line], texts: Mapping[str, tuple[str, ...]]) -> Contents:
    numbers = tuple(line.number for line in lines if isinstance(line, Section))
    return Contents(tuple(path[-1] for path in paths), group_ranges(paths), tuple(texts.values()), numbers)


def _aligns(appendix: Appendix, form: Form) -> Iterator[Align]:
    for field in _fields(appendix):
        yield Align.CENTER if field in form.table.centred else Align.LEFT


def _fields(appendix: Appendix) -> tuple[str, ...]:
    """The field of each column; where none is said, the first column is taken to be the number."""
    if len(appendix.column_fields) == len(appendix.columns):
        return appendix.column_fields
    return ("number", *("",) * (len(appendix.columns) - 1))


def _texts(appendix: Appendix, row: Task | Indicator) -> tuple[str, ...]:
    """The row's cells along the columns: by place where the headings are the same, else by heading, else by field."""
    if tuple(heading for heading, _ in row.cells) == appendix.columns:
        return tuple(value for _, value in row.cells)
    cells = dict(row.cells)
    return tuple(
        cells[heading] if heading in cells else _field_text(row, field, heading)
        for heading, field in zip(appendix.columns, _fields(appendix), strict=True)
    )


def _field_text(row: Task | Indicator, field: str, heading: str) -> str:
    if field == "targets" and isinstance(row, Indicator):
        targets = dict(row.targets)
        return targets.get(heading, targets.get(heading.split(LEVEL)[-1], ""))
    value = getattr(row, field, "") if field else ""
    return value if isinstance(value, str) else ""


def in_order(sections: Sequence[Section], rows: Sequence[Task | Indicator]) -> tuple[Line, ...]:
    """Rows of no section first, then each section with its rows; sub-rows directly after what they belong to."""
    return tuple(_ordered(sections, rows))


def _ordered(sections: Sequence[Section], rows: Sequence[Task | Indicator]) -> Iterator[Line]:
    known = {section.id for section in sections}
    present = {row.id for row in rows}
    children: dict[str, list[Task | Indicator]] = {}
    heads: dict[str, list[Task | Indicator]] = {}
    for row in sorted(rows, key=lambda row: row.position):
        if row.parent_id in present and row.parent_id != row.id:
            children.setdefault(row.parent_id, []).append(row)
        else:
            heads.setdefault(row.section_id if row.section_id in known else "", []).append(row)
    yield from _families(heads.get("", ()), children)
    for section in sorted(sections, key=lambda section: section.position):
        yield section
        yield from _families(heads.get(section.id, ()), children)


def _families(
    heads: Iterable[Task | Indicator], children: dict[str, list[Task | Indicator]]
) -> Iterator[Task | Indicator]:
    for row in heads:
        yield row
        yield from _families(children.get(row.id, ()), children)


def _row(row: Task | Indicator, texts: tuple[str, ...], cells: Mapping[str, Cell]) -> Row:
    """The same text is the same cell: names of bodies and deadlines come again and again."""
    kind = RowKind.SUB_ITEM if row.parent_id else RowKind.ITEM
    return Row(tuple(map(cells.__getitem__, texts)), kind)
