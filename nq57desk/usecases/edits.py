"""Changes to single rows of a plan: edit, add, delete, and the year's turn.

What may change in an issued plan is decided in :mod:`nq57desk.domain.adjustments`. Deleting a row is free in every
plan: it is asked about first, it is how a misread row goes, and it can be restored; a task that the office stops is
recorded as stopped, with its document, not deleted.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from typing import Any

from nq57desk.domain.adjustments import TagKind, changed_words, protected_fields, tagged
from nq57desk.domain.changes import Applied
from nq57desk.domain.moving import end_of_section
from nq57desk.domain.plan import Appendix, Cells, Plan, PlanStatus, Section, Task
from nq57desk.domain.positions import place_in_order
from nq57desk.domain.vietnamese import parse_number, tidy
from nq57desk.errors import refuse
from nq57desk.usecases.changing import apply_records, deletion, new_id, proposed
from nq57desk.usecases.city_fields import refuse_changed
from nq57desk.workspace import Desk

TEXT_FIELDS = (
    "number",
    "second_number",
    "name",
    "lead",
    "coordinating",
    "supervisor",
    "responsible",
    "product",
    "deadline",
    "note",
    "source_document",
    "adjusted_by",
)
"""The fields of a task that a person types as text."""


def _whole_number(text: str) -> int | None:
    if not text:
        return None
    number = parse_number(text)
    if number is None or number != int(number):
        raise refuse("workspace.bad_number", text=text)
    return int(number)


_FIELDS: Mapping[str, Callable[[str], object]] = {
    **dict.fromkeys(TEXT_FIELDS, tidy),
    "budget_planned": _whole_number,
}


def task(desk: Desk, task_id: str) -> Task:
    """The task with this id.

    Raises:
        Refused: there is none.
    """
    found = desk.store.get(Task, task_id)
    if found is None:
        raise refuse("workspace.unknown_task", id=task_id)
    return found


def edited(before: Task, changes: Mapping[str, str], appendix: Appendix | None) -> Task:
    """The task with new texts, in its fields and in the plan's own column that each field is read from.

    Raises:
        Refused: a field that is not a task's, an empty name, a budget that is no whole number.
    """
    values: dict[str, Any] = {}
    for field, text in changes.items():
        if field not in _FIELDS:
            raise refuse("workspace.bad_field", field=field)
        values[field] = _FIELDS[field](tidy(text))
    if values.get("name", before.name) == "":
        raise refuse("workspace.empty_name")
    return replace(before, **values, cells=_cells(before, values, appendix))


def _cells(before: Task, values: Mapping[str, Any], appendix: Appendix | None) -> Cells:
    """The plan's own cells with the edited fields' texts, by place: two columns may have the same heading."""
    if appendix is None or [heading for heading, _ in before.cells] != list(appendix.columns):
        return before.cells
    given = zip(before.cells, appendix.column_fields, strict=True)
    return tuple((heading, str(values.get(field, text)) if field else text) for (heading, text), field in given)


def edit_task(desk: Desk, *, task_id: str, changes: Mapping[str, str], document: str = "") -> Applied:
    """Change texts of one task: applied at once, journalled, can be undone.

    ``document`` is the one that adjusts an issued plan; it leaves the tag "Điều chỉnh". A draft needs none.

    Raises:
        Refused: "plan.issued" (the issued paper's own words would change without a document),
            "assignment.city_field" (what the city assigned, only the city changes), no such task or field, an empty
            name, or the office is open read-only.
    """
    before = task(desk, task_id)
    appendix = desk.store.get(Appendix, before.appendix_id)
    after = edited(before, changes, appendix)
    refuse_changed(before, after)
    values = {field: getattr(after, field) for field in changes}
    held = changed_words(before, values, protected_fields(plan_of(desk, before.plan_id), appendix))
    if tidy(document):
        if after != before:
            text = tagged(after.adjusted_by, TagKind.ADJUSTED, document)
            after = edited(after, {"adjusted_by": text}, appendix)
    elif held:
        raise refuse("plan.issued", name=_short(before.name))
    return apply_records(desk, "adjust" if tidy(document) else "edit", [proposed(after)])


def _short(name: str) -> str:
    return name if len(name) <= 60 else f"{name[:59].rstrip()}…"


def plan_of(desk: Desk, plan_id: str) -> Plan:
    """The plan with this id.

    Raises:
        Refused: there is none.
    """
    plan = desk.store.get(Plan, plan_id)
    if plan is None:
        raise refuse("workspace.unknown_plan", id=plan_id)
    return plan


def add_task(
    desk: Desk,
    *,
    appendix_id: str,
    section_id: str = "",
    name: str,
    changes: Mapping[str, str] | None = None,
    document: str = "",
) -> Applied:
    """Add a task at the end of its section (or of the appendix).

    ``document`` is the one that adds it to an issued plan; it leaves the tag "Bổ sung". A draft needs none.

    Raises:
        Refused: "plan.issued_add" (no document), no such appendix, an empty name, or the office is open read-only.
    """
    appendix = desk.store.get(Appendix, appendix_id)
    if appendix is None:
        raise refuse("workspace.unknown_appendix", id=appendix_id)
    needs_document(desk, appendix.plan_id, document)
    rows = list_of(desk, appendix)
    end = end_of_section(rows, desk.store.all(Section, plan_id=appendix.plan_id), section_id)
    places = place_in_order([row.position for row in rows[:end]] + [None] + [row.position for row in rows[end:]])
    empty = Task(
        new_id(),
        appendix.plan_id,
        appendix_id,
        section_id,
        position=places[end],
        cells=tuple((heading, "") for heading in appendix.columns),
    )
    texts = {"name": name, **(changes or {})}
    if tidy(document):
        texts["adjusted_by"] = tagged(texts.get("adjusted_by", ""), TagKind.ADDED, document)
    moved = placed(rows, (*places[:end], *places[end + 1 :]))
    return apply_records(desk, "add", [proposed(edited(empty, texts, appendix)), *map(proposed, moved)])


def list_of(desk: Desk, appendix: Appendix) -> list[Task]:
    """The tasks of one list in the paper's order."""
    return sorted(desk.store.find(Task, appendix_id=appendix.id), key=lambda row: (row.position, row.id))


def placed(rows: Sequence[Task], places: Sequence[int]) -> list[Task]:
    """Those of the rows whose place in the list changes, at their new places."""
    return [replace(row, position=at) for row, at in zip(rows, places, strict=True) if row.position != at]


def needs_document(desk: Desk, plan_id: str, document: str) -> None:
    """Stop a row being added to an issued plan that no document adds.

    Raises:
        Refused: "plan.issued_add", no such plan.
    """
    if plan_of(desk, plan_id).status is PlanStatus.ISSUED and not tidy(document):
        raise refuse("plan.issued_add")


def delete_task(desk: Desk, *, task_id: str) -> Applied:
    """Delete a task with its sub-tasks; a tombstone stays, and the deletion can be undone.

    Raises:
        Refused: no such task, or the office is open read-only.
    """
    return apply_records(desk, "delete", [deletion(task(desk, task_id))])
