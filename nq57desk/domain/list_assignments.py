"""The assignment table (bảng phân công nhiệm vụ): what each body leads, body by body in the Vietnamese order.

A task led by several bodies stands under each of them; a sub-task without a lead of its own under its parent's. For one
body alone, the tasks that it takes part in follow those that it leads.
"""

from __future__ import annotations

from collections.abc import Sequence

from nq57desk.domain.bodies import body_key
from nq57desk.domain.forms import Bodies
from nq57desk.domain.list_lines import item, number_cell, section_line
from nq57desk.domain.listings import Listing, ListingColumn, ListingLine
from nq57desk.domain.reported import ReportedTask
from nq57desk.domain.vietnamese import roman, sort_key

COLUMNS = (
    ListingColumn("place", "TT", centred=True),
    ListingColumn("number", "TT trong kế hoạch", centred=True),
    ListingColumn("name", "Nhiệm vụ"),
    ListingColumn("coordinating", "Cơ quan phối hợp"),
    ListingColumn("supervisor", "Lãnh đạo phụ trách"),
    ListingColumn("product", "Sản phẩm"),
    ListingColumn("deadline", "Thời hạn", centred=True),
)
NOBODY = "Chưa ghi cơ quan chủ trì"
_EMPTY = "Chưa có nhiệm vụ nào để phân công."


def by_lead(rows: Sequence[ReportedTask], bodies: Bodies) -> tuple[tuple[str, tuple[ReportedTask, ...]], ...]:
    """Each body with the tasks that it leads; those without a lead come last."""
    spelled: dict[str, str] = {}
    found: dict[str, list[ReportedTask]] = {}
    for row in rows:
        for name in bodies.named(row.lead) or (NOBODY,):
            known = spelled.setdefault(body_key(name), name)
            found.setdefault(known, []).append(row)
    order = sorted(found, key=lambda name: (name == NOBODY, sort_key(name)))
    return tuple((name, tuple(found[name])) for name in order)


def assignments(rows: Sequence[ReportedTask], bodies: Bodies) -> Listing:
    """All bodies, each under a heading of its own."""
    lines: list[ListingLine] = []
    for place, (name, its) in enumerate(by_lead(rows, bodies), start=1):
        lines.append(section_line(roman(place), name))
        lines += (_line(number, row) for number, row in enumerate(its, start=1))
    return Listing(COLUMNS, tuple(lines), _EMPTY)


def assignments_of(body: str, rows: Sequence[ReportedTask], bodies: Bodies) -> Listing:
    """One body's: what it leads, then what it takes part in."""
    key = body_key(bodies.name_of(body))
    led = [row for row in rows if key in map(body_key, bodies.named(row.lead))]
    other = [row for row in rows if row not in led and key in map(body_key, bodies.named(row.task.coordinating))]
    lines: list[ListingLine] = []
    for number, title, its in (("I", "Nhiệm vụ chủ trì", led), ("II", "Nhiệm vụ phối hợp", other)):
        if its:
            lines.append(section_line(number, title))
            lines += (_line(place, row) for place, row in enumerate(its, start=1))
    return Listing(COLUMNS, tuple(lines), _EMPTY)


def _line(place: int, row: ReportedTask) -> ListingLine:
    task = row.task
    return item(
        number_cell(place),
        task.number,
        task.name,
        task.coordinating,
        task.supervisor,
        task.product,
        task.deadline,
        sub=bool(task.parent_id),
    )
