"""Where a row of a list goes when it is moved, and which numbers that changes.

Decides:

- A row moves with its sub-rows. One step up or down passes the neighbour of the same rank and parent; at the edge of
  its section a row goes over into the neighbouring section, a sub-row stays under its parent.
- Numbers are made anew only where the list counted properly before (see :mod:`nq57desk.domain.numbering`): a list
  whose own numbers follow some other rule keeps every number with its row.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from nq57desk.domain.numbering import NumberedRow, number_parts, renumber
from nq57desk.domain.plan import Numbering, Section, Task


@dataclass(frozen=True, slots=True)
class Renumbered:
    """One row that would have another number. The second numbers are "" in lists that have one column of them."""

    id: str
    name: str
    number: str
    new_number: str
    second_number: str = ""
    new_second_number: str = ""


def step(tasks: Sequence[Task], sections: Sequence[Section], task_id: str, by: int) -> list[Task] | None:
    """The rows of one list, in order, after one step up (-1) or down (+1); None where there is nowhere to go."""
    moved = next(task for task in tasks if task.id == task_id)
    peers = [task.id for task in tasks if (task.parent_id, task.section_id) == (moved.parent_id, moved.section_id)]
    at = peers.index(task_id) + by
    if 0 <= at < len(peers):
        return before(tasks, task_id, peers[at] if by < 0 else _after(tasks, peers[at]))
    if moved.parent_id:
        return None
    order = [section.id for section in sections]
    place = (order.index(moved.section_id) if moved.section_id in order else -1) + by
    if not 0 <= place < len(order):
        return None
    return into(tasks, sections, task_id, order[place], first=by > 0)


def _block(tasks: Sequence[Task], task_id: str) -> set[str]:
    """The row with everything under it."""
    block = {task_id}
    for task in tasks:
        if task.parent_id in block:
            block.add(task.id)
    return block


def _after(tasks: Sequence[Task], task_id: str) -> str:
    """The first row after the row's block; "" at the end."""
    block = _block(tasks, task_id)
    last = max(at for at, task in enumerate(tasks) if task.id in block)
    return tasks[last + 1].id if last + 1 < len(tasks) else ""


def before(tasks: Sequence[Task], task_id: str, place: str) -> list[Task]:
    """The rows with the row's block put before another row, or at the end where ``place`` is ""."""
    block = _block(tasks, task_id)
    moved = [task for task in tasks if task.id in block]
    rest = [task for task in tasks if task.id not in block]
    at = next((at for at, task in enumerate(rest) if task.id == place), len(rest))
    return [*rest[:at], *moved, *rest[at:]]


def into(
    tasks: Sequence[Task], sections: Sequence[Section], task_id: str, section_id: str, *, first: bool = False
) -> list[Task]:
    """The rows with the row's block at the end of another section (or its beginning), no longer under a parent."""
    block = _block(tasks, task_id)
    rest = [task for task in tasks if task.id not in block]
    moved = [
        replace(task, section_id=section_id, parent_id="" if task.id == task_id else task.parent_id)
        for task in tasks
        if task.id in block
    ]
    at = end_of_section(rest, sections, section_id, before_it=first)
    return [*rest[:at], *moved, *rest[at:]]


def end_of_section(
    tasks: Sequence[Task], sections: Sequence[Section], section_id: str, *, before_it: bool = False
) -> int:
    """Where in the list a section's rows end (or begin); rows without a section stand before all sections."""
    order = {section.id: at for at, section in enumerate(sections, start=1)}
    limit = order.get(section_id, 0) + (not before_it)
    return max((at for at, task in enumerate(tasks) if order.get(task.section_id, 0) < limit), default=-1) + 1


def renumbered(old: Sequence[Task], new: Sequence[Task], numbering: Numbering) -> tuple[Task, ...]:
    """The rows of the new order with the numbers that it gives them."""
    if not _counts_properly(old, numbering):
        return tuple(new)
    numbers = {row.id: row for row in renumber(_rows(new), numbering)}
    return tuple(
        replace(task, number=numbers[task.id].number, second_number=numbers[task.id].second_number)
        if task.id in numbers
        else task
        for task in new
    )


def _rows(tasks: Sequence[Task]) -> list[NumberedRow]:
    """What is counted: rows without any number of their own are headings and are passed over."""
    return [
        NumberedRow(task.id, task.section_id, task.parent_id, task.number, task.second_number)
        for task in tasks
        if task.number or task.second_number
    ]


def _counts_properly(tasks: Sequence[Task], numbering: Numbering) -> bool:
    rows = _rows(tasks)
    return all(
        number_parts(is_.number) == number_parts(should.number)
        and number_parts(is_.second_number) == number_parts(should.second_number)
        for is_, should in zip(rows, renumber(rows, numbering), strict=True)
    )


def differences(old: Sequence[Task], new: Sequence[Task]) -> tuple[Renumbered, ...]:
    """The rows whose numbers differ, in the new order."""
    was = {task.id: task for task in old}
    return tuple(
        Renumbered(task.id, task.name, was[task.id].number, task.number, was[task.id].second_number, task.second_number)
        for task in new
        if (task.number, task.second_number) != (was[task.id].number, was[task.id].second_number)
    )
