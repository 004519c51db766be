"""One list read whole: its titles, its columns, its rows, and what a person should look at."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from nq57desk.domain.plan import AppendixKind
from nq57desk.domain.problems import Problem, Severity, problem
from nq57desk.importing.recognise_columns import Columns, understand_columns
from nq57desk.importing.recognise_headings import TASK, weights
from nq57desk.importing.recognise_lists import Draft
from nq57desk.importing.recognise_rows import build_rows
from nq57desk.importing.recognise_titles import titles
from nq57desk.importing.result import ReadTable


def read_list(
    draft: Draft, appendix: str, mapping: Mapping[str, str] | None
) -> tuple[ReadTable, str, tuple[Problem, ...]]:
    """The list, the appendix' label in force after it, and what was noticed."""
    heads = titles(draft.lines, appendix)
    columns = understand_columns(draft.headings, [row.texts for row in draft.rows], heads.title, mapping)
    built = build_rows(columns, draft.headings, draft.rows)
    table = ReadTable(
        heads.label,
        heads.title,
        heads.lines,
        columns.kind,
        built.numbering,
        draft.headings,
        columns.fields,
        built.sections,
        built.rows,
        draft.place,
    )
    return table, heads.appendix, (*_column_problems(draft, columns), *built.problems)


def _is_known(heading: str, kind: AppendixKind) -> bool:
    """Whether a column without a field is none of ours, or tells how an indicator is met (003 I.B)."""
    about = {field for field, _ in weights(heading)}
    return "" in about or (kind is AppendixKind.INDICATOR_PLAN and TASK in about)


def _column_problems(draft: Draft, columns: Columns) -> list[Problem]:
    found = [
        problem("recognise.column_kept", Severity.NOTE, replace(draft.place, column=heading), column=heading)
        for heading, name in zip(draft.headings, columns.fields, strict=True)
        if not name and not _is_known(heading, columns.kind)
    ]
    found += [
        problem("recognise.two_meanings", Severity.WARNING, replace(draft.place, column=heading), column=heading)
        for heading, _, _ in columns.two_meanings
    ]
    found += [
        problem("recognise.hidden_column", Severity.NOTE, replace(draft.place, column=heading), column=heading)
        for heading in draft.hidden
    ]
    if draft.after:
        found.append(problem("recognise.after_left_out", Severity.NOTE, draft.after[0], count=len(draft.after)))
    if not draft.rows:
        found.append(problem("recognise.no_rows", Severity.WARNING, draft.place))
    hidden = [row for row in draft.rows if row.hidden]
    if hidden:
        found.append(problem("recognise.hidden_rows", Severity.NOTE, hidden[0].place, count=len(hidden)))
    return found
