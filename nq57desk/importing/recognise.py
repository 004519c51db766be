"""Recognises the lists in a file and the paper around them: which table, which columns, which rows.

The steps stand in their own modules: recognise_pieces and recognise_header (where lists begin and end),
recognise_lists (parts put together), recognise_one_list with recognise_titles, recognise_columns and recognise_rows,
recognise_document (the paper around them). Nothing here depends on what kind of file was read.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from nq57desk.domain.problems import Place, Problem, Severity, problem
from nq57desk.importing.reading import RawFile, RawParagraph, RawTable
from nq57desk.importing.recognise_chosen import ChosenTable, chosen_pieces
from nq57desk.importing.recognise_document import read_body, read_document
from nq57desk.importing.recognise_headless import counted_column, is_made_up, lists_without_header
from nq57desk.importing.recognise_lists import Draft, Sorted, sort_pieces
from nq57desk.importing.recognise_one_list import read_list
from nq57desk.importing.recognise_pieces import pieces
from nq57desk.importing.result import ReadResult, ReadTable
from nq57desk.monitor import Monitor

_PASTED = ("text", "html")
"""What may come from the clipboard, where a header is easily left behind."""

_WORKBOOKS = ("xlsx", "xls")


def recognise(
    raw: RawFile,
    *,
    only_table: int | None = None,
    mapping: Mapping[str, str] | None = None,
    chosen: ChosenTable | None = None,
    monitor: Monitor | None = None,
) -> ReadResult:
    """The file's lists with their rows, its document's data and body, and what a person should look at.

    ``only_table`` counts the recognised lists from 1. ``mapping`` is the clerk's own choice for columns: heading word
    for word → one of recognise_headings.FIELDS, "" for none. ``chosen`` is the one table that a person pointed at.

    Raises:
        Cancelled: the monitor was told to stop.
        IndexError: the file has no such table or row as ``chosen`` says.
    """
    sorted_pieces = sort_pieces(pieces(raw.blocks) if chosen is None else chosen_pieces(raw, chosen))
    lists = sorted_pieces.lists
    if not lists and chosen is None and raw.format in _PASTED:
        lists = lists_without_header(raw.blocks)
    tables: list[ReadTable] = []
    problems: list[Problem] = []
    appendix = ""
    for at, draft in enumerate(lists):
        if monitor is not None:
            monitor.report(at, len(lists), raw.name)
        table, appendix, found = read_list(draft, appendix, _with_counted(draft, mapping))
        if only_table is None or only_table == at + 1:
            tables.append(table)
            problems += found
    if chosen is None:
        problems += _about_tables(raw, sorted_pieces, lists, tables, only_table)
    else:
        problems += _about_others(raw, lists)
    around = _around(sorted_pieces.others, lists)
    document = read_document(around, [line for draft in lists for line in draft.lines])
    body = read_body(around) if raw.format not in _WORKBOOKS else ()
    return ReadResult(tuple(tables), document, body, (*raw.problems, *problems), raw.name, raw.digest)


def _around(others: Sequence[RawParagraph | RawTable], lists: Sequence[Draft]) -> list[RawParagraph | RawTable]:
    """What stands outside the lists, without sheets that hold none (guides, tables of codes)."""
    sheets = {draft.sheet for draft in lists}
    return [block for block in others if not lists or block.place.sheet in sheets or not block.place.sheet]


def _sheets_left_out(raw: RawFile, found: Sorted, lists: Sequence[Draft]) -> list[Problem]:
    read = {draft.sheet for draft in lists} | set(found.guides)
    names = dict.fromkeys(block.place.sheet for block in raw.blocks)
    return [
        problem("recognise.sheet_left_out", Severity.NOTE, Place(sheet=name), sheet=name)
        for name in names
        if name and lists and name not in read
    ]


def _with_counted(draft: Draft, mapping: Mapping[str, str] | None) -> Mapping[str, str] | None:
    """The clerk's choice, and the column of numbers of a table that has no headings to tell it."""
    if not is_made_up(draft.headings):
        return mapping
    return {**counted_column(draft.headings, [row.texts for row in draft.rows]), **(mapping or {})}


def _about_others(raw: RawFile, lists: Sequence[Draft]) -> list[Problem]:
    """With a table chosen by hand: how many others the file has, which are then not read."""
    read = {row.place.table for draft in lists for row in draft.rows} | {draft.place.table for draft in lists}
    sheets = {draft.sheet for draft in lists}
    others = [
        block.place
        for block in raw.blocks
        if isinstance(block, RawTable) and (block.place.sheet not in sheets or block.place.table not in read)
    ]
    return [problem("recognise.others_left_out", Severity.NOTE, others[0], count=len(others))] if others else []


def _about_tables(
    raw: RawFile, found: Sorted, lists: Sequence[Draft], tables: Sequence[ReadTable], only_table: int | None
) -> list[Problem]:
    place = Place(file=raw.name)
    problems = [
        problem("recognise.guide_skipped", Severity.NOTE, Place(sheet=sheet), sheet=sheet) for sheet in found.guides
    ]
    if found.lists and found.left_out:
        count = len(found.left_out)
        problems.append(problem("recognise.tables_left_out", Severity.NOTE, found.left_out[0], count=count))
    problems += _sheets_left_out(raw, found, lists)
    if not lists:
        name = raw.name or "nội dung vừa dán"
        tables_there = sum(isinstance(block, RawTable) for block in raw.blocks)
        problems.append(problem("recognise.no_table", Severity.ERROR, place, name=name, tables=tables_there))
    elif not found.lists:
        problems.append(problem("recognise.no_header", Severity.WARNING, lists[0].place))
    elif not tables:
        problems.append(problem("recognise.no_such_table", Severity.ERROR, place, number=only_table, tables=len(lists)))
    return problems
