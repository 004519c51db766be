"""``read``, ``import``, ``tasks`` and ``indicators``: a plan comes in and is looked at."""

from __future__ import annotations

import argparse

from nq57desk.cli.language_commands import deadline_json
from nq57desk.cli.opening import check_office, opened
from nq57desk.cli.printing import Json, Output, counts_json, jsonable, place_json
from nq57desk.domain.deadlines import understand
from nq57desk.importing.result import ReadResult, ReadRow, ReadTable
from nq57desk.usecases import importing, task_list
from nq57desk.usecases import indicators as indicator_list
from nq57desk.usecases.importing import Preview
from nq57desk.workspace import Clock


def _row_json(table: ReadTable, row: ReadRow, year: int) -> dict[str, Json]:
    return {
        "section": table.sections[row.section].number if row.section is not None else None,
        "number": row.number or None,
        "second_number": row.second_number or None,
        "name": row.name,
        "lead": row.lead,
        "coordinating": row.coordinating,
        "supervisor": row.supervisor,
        "responsible": row.responsible,
        "product": row.product,
        "deadline": deadline_json(understand(row.deadline, year)),
        "target": row.target,
        "note": row.note,
        "parent": (table.rows[row.parent].number or None) if row.parent is not None else None,
        "cells": dict(row.cells),
        "place": place_json(row.place),
    }


def _table_json(table: ReadTable, year: int) -> dict[str, Json]:
    return {
        "label": table.label,
        "title": table.title,
        "heading_lines": list(table.heading_lines),
        "kind": table.kind.value,
        "numbering": table.numbering.value,
        "columns": list(table.columns),
        "sections": [{"number": s.number, "title": s.title} for s in table.sections],
        "rows": [_row_json(table, row, year) for row in table.rows],
    }


def read_json(result: ReadResult, year: int) -> dict[str, Json]:
    """The answer of ``read --json``."""
    return {
        "tables": [_table_json(table, year) for table in result.tables],
        "document": jsonable(result.document),
        "problems": jsonable(result.problems),
    }


def read(asked: argparse.Namespace, output: Output) -> int:
    result = importing.read(asked.file, table=asked.table)
    year = Clock(asked.as_of).today().year
    output.value(read_json(result, importing.year_of(result, otherwise=year)))
    for table in result.tables:
        output.line(f"{table.label} {table.title}".strip())
        output.line(f"  {len(table.rows)} dòng, {len(table.sections)} mục, cột: {' | '.join(table.columns)}")
    output.problems(result.problems)
    return 0 if result.tables else 1


def _preview_json(preview: Preview) -> dict[str, Json]:
    return {
        "changes": counts_json(preview.counts),
        "plan": preview.plan_id,
        "appendices": list(preview.appendix_ids),
        "problems": jsonable(preview.problems),
    }


def import_file(asked: argparse.Namespace, output: Output) -> int:
    with opened(asked) as desk:
        preview = importing.preview_file(desk, path=asked.file, table=asked.table, plan_id=asked.plan)
        if asked.yes:
            importing.apply_preview(desk, preview=preview)
        else:
            importing.discard_preview(desk, preview=preview)
    output.value(_preview_json(preview))
    output.changes(preview.counts)
    output.problems(preview.problems)
    output.line("Đã nhập." if asked.yes else "Chưa nhập gì; thêm --yes để nhập.")
    return 0


def tasks(asked: argparse.Namespace, output: Output) -> int:
    with opened(asked) as desk:
        check_office(desk, asked.office_code)
        rows = task_list.tasks(
            desk,
            plan_id=asked.plan,
            search=asked.search,
            late=asked.late,
            period=asked.period,
            office_code=asked.office_code,
        )
    output.value(
        {
            "tasks": [
                {
                    "id": row.id,
                    "office": row.office,
                    "plan": row.plan_id,
                    "appendix": row.appendix_id,
                    "section": row.section or None,
                    "number": row.number or None,
                    "second_number": row.second_number or None,
                    "parent": row.parent_id or None,
                    "name": row.name,
                    "lead": row.lead,
                    "deadline": deadline_json(row.meaning),
                    "state": row.state.value,
                    "percent": row.percent,
                    "timeliness": row.timeliness.value,
                    "revision": row.revision,
                }
                for row in rows
            ]
        }
    )
    for row in rows:
        output.line(f"{row.id}  {row.number:>5} {row.name[:70]}  [{row.lead[:30]}]  {row.deadline}  {row.timeliness}")
    return 0


def indicators(asked: argparse.Namespace, output: Output) -> int:
    with opened(asked) as desk:
        check_office(desk, asked.office_code)
        rows = indicator_list.indicators(desk, plan_id=asked.plan, period=asked.period, office_code=asked.office_code)
    output.value(
        {
            "indicators": [
                {
                    "id": row.id,
                    "office": row.office,
                    "plan": row.plan_id,
                    "appendix": row.appendix_id,
                    "number": row.number or None,
                    "parent": row.parent_id or None,
                    "name": row.name,
                    "unit": row.unit,
                    "target": row.target,
                    "actual": jsonable(row.actual),
                    "numerator": jsonable(row.numerator),
                    "denominator": jsonable(row.denominator),
                    "assessment": row.assessment.value,
                    "revision": row.revision,
                }
                for row in rows
            ]
        }
    )
    for row in rows:
        output.line(f"{row.id}  {row.number:>5} {row.name[:70]}  {row.target}  {row.actual}  {row.assessment}")
    return 0
