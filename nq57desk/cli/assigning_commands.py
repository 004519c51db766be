"""``city assign|assigned|links|link|unlink``: what the city gives to offices; whose row answers which of its own."""

from __future__ import annotations

import argparse

from nq57desk.cli.opening import check_office, opened
from nq57desk.cli.printing import Json, Output
from nq57desk.domain.assignments import Assignment
from nq57desk.usecases import assigning, linking
from nq57desk.usecases.asking import year_planned
from nq57desk.usecases.assigning import AssignedOffice
from nq57desk.usecases.assignment_orders import NoteAsked, Order
from nq57desk.usecases.linking import LinkedRow, OpenRow, Pair
from nq57desk.usecases.reference_list import Choice


def _counts(said: Assignment) -> dict[str, Json]:
    return {
        "tasks": len(said.tasks),
        "indicators": len(said.indicators),
        "notes": len(said.notes),
        "withdrawn": len(said.withdrawn),
        "links": len(said.links),
    }


def assign(asked: argparse.Namespace, output: Output) -> int:
    notes = (NoteAsked(asked.note, asked.about, asked.document),) if asked.note is not None else ()
    if not notes and (asked.about or asked.document):
        asked.parser.error("--about và --document đi cùng --note")
    order = Order(
        tasks=tuple(asked.task),
        indicators=tuple(asked.indicator),
        whole_plan=asked.whole_plan,
        notes=notes,
        offices=tuple(asked.office_code),
        withdraw=tuple(asked.withdraw),
        reason=asked.reason,
        year=asked.year,
    )
    with opened(asked) as desk:
        done = assigning.issue(desk, order=order, folder=asked.output)
    output.value(
        {
            "files": [
                {
                    "file": one.file,
                    "office": one.assignment.office,
                    "office_name": one.assignment.office_name,
                    "year": one.assignment.year,
                    "number": one.assignment.number,
                    "fresh": one.fresh,
                    **_counts(one.assignment),
                }
                for one in done.files
            ],
            "offices": len(done.files),
            "year": done.year,
        }
    )
    for one in done.files:
        said, mark = one.assignment, "mới" if one.fresh else "đã có"
        rows = f"{len(said.tasks)} nhiệm vụ, {len(said.indicators)} chỉ tiêu, {len(said.notes)} ý kiến"
        output.line(f"{said.office} số {said.number} ({mark}): {rows}  {one.file}")
    output.line(
        f"{len(done.files)} tệp giao nhiệm vụ năm {done.year} trong {done.folder}. Gửi mỗi tệp cho đúng đơn vị."
    )
    return 0


def _office_json(one: AssignedOffice) -> dict[str, Json]:
    return {
        "office": one.office.code,
        "office_name": one.office.name,
        "number": one.number,
        "issued_at": one.issued_at,
        "rows": one.rows,
        "taken": one.taken,
        "linked": one.linked,
        "withdrawn": one.withdrawn,
        "notes": one.notes,
        "differs": one.differs,
    }


def assigned(asked: argparse.Namespace, output: Output) -> int:
    with opened(asked) as desk:
        found = assigning.overview(desk, year=asked.year)
        if asked.year is not None:
            year_planned(desk, asked.year)
    output.value({"offices": [_office_json(one) for one in found]})
    for one in found:
        again = "  (cần giao lại)" if one.differs else ""
        output.line(f"{one.office.code} số {one.number}: {one.taken}/{one.rows} đã nhận về, {one.office.name}{again}")
    return 0


def _choice_json(one: Choice) -> dict[str, Json]:
    return {"id": one.id, "number": one.number, "name": one.name}


def _open_json(one: OpenRow) -> dict[str, Json]:
    return {
        "kind": one.kind,
        "office": one.row.office,
        "office_name": one.office_name,
        "id": one.row.id,
        "number": one.row.number,
        "name": one.row.name,
        "source_document": one.row.source_document,
        "suggested": _choice_json(one.suggested) if one.suggested is not None else None,
        "likeness": one.alike,
        "same_document": one.same_paper,
    }


def _linked_json(one: LinkedRow) -> dict[str, Json]:
    return {
        "kind": one.kind,
        "office": one.row.office,
        "office_name": one.office_name,
        "id": one.row.id,
        "number": one.row.number,
        "name": one.row.name,
        "reference": _choice_json(one.reference),
        "linked_at": one.linked_at,
        "linked_by": one.linked_by,
    }


def links(asked: argparse.Namespace, output: Output) -> int:
    with opened(asked) as desk:
        check_office(desk, asked.office_code)
        found = linking.links(desk, year=asked.year, office=asked.office_code)
        if asked.year is not None:
            year_planned(desk, asked.year)
    output.value(
        {
            "year": found.year,
            "unlinked": [_open_json(one) for one in found.open],
            "linked": [_linked_json(one) for one in found.linked],
            "counts": {kind: found.count(kind) for kind in ("task", "indicator")},
        }
    )
    for one in found.open:
        output.line(f"{one.row.office} {one.row.id} {one.row.number} {one.row.name}")
        if one.suggested is not None:
            output.line(f"  gợi ý {one.alike}%: {one.suggested.id} {one.suggested.name}")
    output.line(
        f"Chưa liên kết: {found.count('task')} nhiệm vụ, {found.count('indicator')} chỉ tiêu; "
        f"thành phố đã liên kết {len(found.linked)} dòng."
    )
    return 0


def link(asked: argparse.Namespace, output: Output) -> int:
    with opened(asked) as desk:
        linking.link(desk, pairs=[Pair(asked.ward, asked.row, asked.reference)])
    output.value({"office": asked.ward, "id": asked.row, "reference": asked.reference})
    output.line(f"Đã liên kết {asked.ward}/{asked.row} với {asked.reference}.")
    return 0


def unlink(asked: argparse.Namespace, output: Output) -> int:
    with opened(asked) as desk:
        linking.unlink(desk, rows=[(asked.ward, asked.row)])
    output.value({"office": asked.ward, "id": asked.row, "reference": None})
    output.line(f"Đã bỏ liên kết {asked.ward}/{asked.row}.")
    return 0
