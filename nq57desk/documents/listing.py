"""Any list as a table: headings of one or two levels, section lines over the whole width, real numbers kept."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from nq57desk.documents.column_widths import Contents, Fitted, fit_columns, held_widths, least_widths
from nq57desk.documents.form import Form
from nq57desk.documents.layout import Align, Block, Cell, Column, Row, RowKind, Run, Table, TableStyle, cell, text
from nq57desk.documents.real_values import real_value
from nq57desk.documents.table_header import group_ranges, header_rows, heading_paths
from nq57desk.domain.listings import LineKind, Listing, ListingCell, ListingLine

_KINDS = {
    LineKind.SECTION: RowKind.SECTION,
    LineKind.ITEM: RowKind.ITEM,
    LineKind.SUB_ITEM: RowKind.SUB_ITEM,
    LineKind.TOTAL: RowKind.TOTAL,
}


def listing_table(listing: Listing, form: Form, width_mm: float) -> tuple[Block, ...]:
    """The list over ``width_mm``; its sentence where it has no lines; nothing where it has neither.

    A column's own width is relative to the others; a width of 0 is fitted to what stands in the column.

    Raises:
        ValueError: a line has not one cell for each column (a section line: more than two cells).
    """
    if not listing.lines and listing.empty:
        return (text(listing.empty, form.styles.body),)
    if not listing.columns:
        return ()
    fitted = _fitted(listing, form, width_mm)
    aligns = (Align.CENTER if column.centred else Align.LEFT for column in listing.columns)
    columns = tuple(map(Column, fitted.widths, aligns))
    header = header_rows(heading_paths(tuple(column.heading for column in listing.columns)))
    rows = tuple(_row(line, len(columns)) for line in listing.lines)
    return (Table(columns, header, rows, table_style(form, fitted.size)),)


def table_style(form: Form, size: float) -> TableStyle:
    """The form's table in a type size."""
    styles, table = form.styles, form.table
    return TableStyle(
        text=replace(styles.table_text, size=size),
        header=replace(styles.table_header, size=size),
        padding_x=table.padding_x,
        padding_y=table.padding_y_pt,
        line=table.line_pt,
        before=table.space_before_pt,
    )


def fits_upright(contents: Contents, form: Form) -> bool:
    """Whether a table can stand on an upright sheet: few columns, each of its words unbroken at the usual size."""
    if len(contents.headings) > form.table.portrait_columns:
        return False
    room = form.width - form.portrait.left - form.portrait.right
    size = form.styles.table_text.size
    return fit_columns(contents, room, size, form.table).size == size


def _fitted(listing: Listing, form: Form, whole: float) -> Fitted:
    contents = listing_contents(listing)
    fitted = evened(fit_columns(contents, whole, form.styles.table_text.size, form.table), contents, form)
    if not any(column.width for column in listing.columns):
        return fitted
    wanted = [column.width or width for column, width in zip(listing.columns, fitted.widths, strict=True)]
    least = least_widths(contents, fitted.size, form.table)
    return Fitted(held_widths(wanted, least, whole), fitted.size)


def evened(fitted: Fitted, contents: Contents, form: Form) -> Fitted:
    """Columns under one heading are equally wide where each of their words has room so."""
    widths = list(fitted.widths)
    least = least_widths(contents, fitted.size, form.table)
    for _, columns in contents.groups:
        share = round(sum(widths[n] for n in columns) / len(columns), 2)
        if all(least[n] <= share for n in columns):
            for n in columns:
                widths[n] = share
    return Fitted(tuple(widths), fitted.size)


def listing_contents(listing: Listing) -> Contents:
    """What the list's columns hold, for fitting them."""
    paths = heading_paths(tuple(column.heading for column in listing.columns))
    rows = [tuple(c.text for c in line.cells) for line in listing.lines if _is_row(line, len(listing.columns))]
    numbers = tuple(line.cells[0].text for line in listing.lines if _has_number(line))
    return Contents(tuple(path[-1] for path in paths), group_ranges(paths), rows, numbers)


def _is_row(line: ListingLine, columns: int) -> bool:
    return line.kind is not LineKind.SECTION and len(line.cells) == columns


def _has_number(line: ListingLine) -> bool:
    return line.kind is LineKind.SECTION and len(line.cells) > 1


def _row(line: ListingLine, columns: int) -> Row:
    if line.kind is LineKind.SECTION:
        return section_row([c.text for c in line.cells], columns)
    if len(line.cells) != columns:
        raise ValueError(f"a line has {len(line.cells)} cells for {columns} columns")
    bold = True if line.kind is LineKind.TOTAL else None
    return Row(tuple(_cells(line.cells, bold)), _KINDS[line.kind])


def _cells(cells: Sequence[ListingCell], bold: bool | None) -> Iterator[Cell]:
    for told in cells:
        value = told.value if told.value is not None else real_value(told.text)
        yield Cell((Run(told.text, bold),), value=value)


def section_row(words: Sequence[str], columns: int) -> Row:
    """The number under the first heading, the title over all others; one cell where there is no number.

    Raises:
        ValueError: more than a number and a title.
    """
    *numbers, title = words or [""]
    if len(numbers) > 1:
        raise ValueError(f"a section line has {len(words)} cells")
    number = numbers[0] if numbers else ""
    if number and columns > 1:
        first: tuple[Cell, ...] = (cell(number, align=Align.CENTER, bold=True),)
        rest = cell(title, column_span=columns - 1, align=Align.LEFT, bold=True)
    else:
        first = ()
        rest = cell(" ".join(filter(None, (number, title))), column_span=columns, align=Align.LEFT, bold=True)
    return Row((*first, rest), RowKind.SECTION, keep_with_next=True)
