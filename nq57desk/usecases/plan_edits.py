"""Changes to a plan as a whole and to how its rows hang together: adjust, move, split, restore, issue.

What an issued plan allows is decided in :mod:`nq57desk.domain.adjustments`, where rows go and which numbers that
changes in :mod:`nq57desk.domain.moving`.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from nq57desk.domain.adjustments import TagKind, tagged
from nq57desk.domain.changes import Applied
from nq57desk.domain.completeness import Completeness, completeness
from nq57desk.domain.moving import Renumbered, before, differences, into, renumbered, step
from nq57desk.domain.numbering import next_number
from nq57desk.domain.plan import Appendix, Plan, PlanStatus, Section, Task
from nq57desk.domain.positions import place_in_order
from nq57desk.domain.vietnamese import tidy
from nq57desk.errors import refuse
from nq57desk.usecases.changing import apply_records, new_id, proposed, writable
from nq57desk.usecases.edits import edit_task, edited, list_of, needs_document, placed, plan_of, task
from nq57desk.workspace import Desk


@dataclass(frozen=True, slots=True)
class Moved:
    """A move. ``applied`` is None where nothing was done yet (``asks``) or there was nowhere to go.

    ``renumbered`` are the rows that get, or would get, another number.
    """

    applied: Applied | None
    renumbered: tuple[Renumbered, ...] = ()
    asks: bool = False
    """The plan is issued: show what would be renumbered, and call again with ``confirmed``."""


@dataclass(frozen=True, slots=True)
class Part:
    """A sub-task to be; what is "" is taken from the task that is split."""

    name: str
    lead: str = ""
    deadline: str = ""
    product: str = ""


def adjust_task(desk: Desk, *, task_id: str, changes: Mapping[str, str], document: str) -> Applied:
    """Change a task of an issued plan by the document that adjusts it; the tag "Điều chỉnh" stays on the task.

    Raises:
        Refused: "plan.no_document", and as ``edits.edit_task``.
    """
    if not tidy(document):
        raise refuse("plan.no_document")
    return edit_task(desk, task_id=task_id, changes=changes, document=document)


def move_task(desk: Desk, *, task_id: str, by: int, confirmed: bool = False) -> Moved:
    """Move a task with its sub-tasks one step up (``by`` -1) or down (+1), over the section's edge into the next one.

    Raises:
        Refused: no such task, or the office is open read-only.
    """
    moved, rows, sections = _its_list(desk, task_id)
    order = step(rows, sections, task_id, -1 if by < 0 else 1)
    return Moved(None) if order is None else _moved(desk, moved, rows, order, confirmed)


def move_task_to(desk: Desk, *, task_id: str, section_id: str, before_id: str = "", confirmed: bool = False) -> Moved:
    """Move a task with its sub-tasks into a section of its list, before one of its rows or at its end.

    Raises:
        Refused: "plan.other_list" (the section or the row is of another list), no such task, or the office is open
            read-only.
    """
    moved, rows, sections = _its_list(desk, task_id)
    target = next((row for row in rows if row.id == before_id), None)
    known = section_id == "" or any(section.id == section_id for section in sections)
    if not known or (before_id and (target is None or target.section_id != section_id)):
        raise refuse("plan.other_list")
    order = into(rows, sections, task_id, section_id)
    if target is not None:
        order = before(order, task_id, _top(rows, target).id)
    return _moved(desk, moved, rows, order, confirmed)


def _top(rows: Sequence[Task], row: Task) -> Task:
    """The row itself, or the row of the first rank that it hangs under."""
    by_id = {each.id: each for each in rows}
    seen = {row.id}
    while row.parent_id in by_id and row.parent_id not in seen:
        row = by_id[row.parent_id]
        seen.add(row.id)
    return row


def _its_list(desk: Desk, task_id: str) -> tuple[Task, list[Task], list[Section]]:
    """The task, its list in order, and that list's sections in order."""
    writable(desk)
    found = task(desk, task_id)
    sections = [one for one in desk.store.all(Section, plan_id=found.plan_id) if one.appendix_id == found.appendix_id]
    return found, list_of(desk, _appendix(desk, found)), sections


def _appendix(desk: Desk, about: Task) -> Appendix:
    appendix = desk.store.get(Appendix, about.appendix_id)
    if appendix is None:
        raise refuse("workspace.unknown_appendix", id=about.appendix_id)
    return appendix


def _moved(desk: Desk, moved: Task, old: Sequence[Task], order: Sequence[Task], confirmed: bool) -> Moved:
    appendix = _appendix(desk, moved)
    numbered = renumbered(old, order, appendix.numbering)
    changed = differences(old, numbered)
    if plan_of(desk, moved.plan_id).status is PlanStatus.ISSUED and not confirmed:
        return Moved(None, changed, asks=True)
    was = {row.id: row for row in old}
    places = place_in_order([row.position for row in order])
    after = [
        replace(_with_numbers(was[row.id], row, appendix), position=at)
        for row, at in zip(numbered, places, strict=True)
    ]
    records = [proposed(row) for row in after if row != was[row.id]]
    return Moved(apply_records(desk, "move", records), changed)


def _with_numbers(was: Task, now: Task, appendix: Appendix) -> Task:
    """The row at its new place; its numbers also in the plan's own cells."""
    place = replace(was, section_id=now.section_id, parent_id=now.parent_id)
    if (was.number, was.second_number) == (now.number, now.second_number):
        return place
    return edited(place, {"number": now.number, "second_number": now.second_number}, appendix)


def split_task(desk: Desk, *, task_id: str, parts: Sequence[Part], document: str = "") -> Applied:
    """Give a task sub-tasks, after those that it has; its own words stay as they are.

    An issued plan needs the ``document``, which leaves the tag "Bổ sung" on the new rows.

    Raises:
        Refused: "plan.issued_add", "plan.no_parts", an empty name, no such task, or the office is open read-only.
    """
    whole, rows, _ = _its_list(desk, task_id)
    if not parts:
        raise refuse("plan.no_parts")
    needs_document(desk, whole.plan_id, document)
    appendix = _appendix(desk, whole)
    children = [row for row in rows if row.parent_id == task_id]
    numbers = _sub_numbers(whole, children, len(parts))
    new = [_part(whole, part, number, appendix, document) for part, number in zip(parts, numbers, strict=True)]
    end = _end_of_block(rows, task_id)
    places = place_in_order([*(r.position for r in rows[:end]), *[None] * len(new), *(r.position for r in rows[end:])])
    put = [replace(row, position=at) for row, at in zip(new, places[end : end + len(new)], strict=True)]
    moved = placed(rows, (*places[:end], *places[end + len(new) :]))
    return apply_records(desk, "split", [proposed(row) for row in (*put, *moved)])


def _end_of_block(rows: Sequence[Task], task_id: str) -> int:
    block = {task_id}
    last = 0
    for at, row in enumerate(rows):
        if row.id in block or row.parent_id in block:
            block.add(row.id)
            last = at
    return last + 1


def _sub_numbers(whole: Task, children: Sequence[Task], many: int) -> list[str]:
    """5 → 5.1, 5.2, …; after sub-tasks that are there their numbers go on; without a number none."""
    number = children[-1].number if children else f"{whole.number.rstrip('.) ')}.0" if whole.number else ""
    numbers = []
    for _ in range(many):
        number = next_number(number)
        numbers.append(number)
    return numbers


def _part(whole: Task, part: Part, number: str, appendix: Appendix, document: str) -> Task:
    empty = Task(
        new_id(),
        whole.plan_id,
        whole.appendix_id,
        whole.section_id,
        whole.id,
        cells=tuple((heading, "") for heading in appendix.columns),
    )
    texts = {
        "number": number,
        "name": part.name,
        "lead": part.lead or whole.lead,
        "coordinating": whole.coordinating,
        "supervisor": whole.supervisor,
        "responsible": whole.responsible,
        "deadline": part.deadline or whole.deadline,
        "product": part.product or whole.product,
    }
    if tidy(document):
        texts["adjusted_by"] = tagged("", TagKind.ADDED, document)
    return edited(empty, texts, appendix)


def set_status(desk: Desk, *, plan_id: str, status: PlanStatus) -> Applied:
    """Issue a draft, or take an issued plan back to draft to mend what was misread; journalled, can be undone.

    Raises:
        Refused: "plan.not_signed" (a plan without number or date is not issued), no such plan, or the office is open
            read-only.
    """
    plan = plan_of(desk, plan_id)
    if status is PlanStatus.ISSUED and not (plan.number and plan.issued_on):
        raise refuse("plan.not_signed")
    return apply_records(
        desk, "issue" if status is PlanStatus.ISSUED else "draft", [proposed(replace(plan, status=status))]
    )


def complete_tasks(desk: Desk, *, plan_id: str) -> tuple[Completeness, ...]:
    """What each task of the plan lacks of the five things that must be clear, in the order of their places.

    Raises:
        Refused: no such plan.
    """
    plan: Plan = plan_of(desk, plan_id)
    return completeness(desk.store.all(Task, plan_id=plan_id), plan.year)
