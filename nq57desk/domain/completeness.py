"""What a task lacks of the five things that must be clear, each with the reason, parents' words included.

"Rõ người, rõ việc, rõ thời gian, rõ trách nhiệm, rõ kết quả"; which field answers which is the commune application's
field map (FORMAT 3.2): người is the lead body, việc the task's own words, trách nhiệm the person or leader in charge,
thời gian the deadline, kết quả the product. Decided here:

- A lead that names everybody ("Các phòng, ban, đơn vị") is nobody.
- A deadline that waits for a paper, or that cannot be understood, is not clear; a recurring duty is.
- A sub-row has its parents' words where it has none of its own; a row that only heads sub-rows is judged by its work
  alone, for the others stand in its sub-rows.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from nq57desk.domain.bodies import bodies_named
from nq57desk.domain.deadlines import understand
from nq57desk.domain.five_clear import Clear
from nq57desk.domain.moments import DeadlineKind
from nq57desk.domain.plan import Task
from nq57desk.domain.update_rate import group_rows


class Why(StrEnum):
    """Why one of them does not hold."""

    EMPTY = "empty"
    EVERYBODY = "everybody"
    """The lead names all bodies together."""
    TOO_SHORT = "too_short"
    """The task's words are a single word."""
    NOT_UNDERSTOOD = "not_understood"
    WAITS = "waits"
    """The deadline waits for a paper or an event."""


@dataclass(frozen=True, slots=True)
class Completeness:
    """What of the five a task lacks, each with its reason; nothing where all hold. A heading row is a ``group``."""

    task_id: str
    lacking: tuple[tuple[Clear, Why], ...] = ()
    group: bool = False

    @property
    def complete(self) -> bool:
        """Whether all five hold."""
        return not self.lacking

    def holds(self, thing: Clear) -> bool:
        """Whether one of the five holds."""
        return thing not in dict(self.lacking)


def completeness(tasks: Sequence[Task], year: int | None) -> tuple[Completeness, ...]:
    """Each task's answer, in the given order; ``tasks`` are those of one plan, ``year`` the plan's."""
    by_id = {task.id: task for task in tasks}
    groups = group_rows(tasks)
    return tuple(
        Completeness(task.id, tuple(_lacking(task, by_id, year, task.id in groups)), task.id in groups)
        for task in tasks
    )


def _lacking(task: Task, by_id: Mapping[str, Task], year: int | None, group: bool) -> Iterator[tuple[Clear, Why]]:
    if not group and (why := _of_lead(_own_or_above(task, "lead", by_id))):
        yield Clear.WHO, why
    if not task.name.strip():
        yield Clear.WHAT, Why.EMPTY
    elif len(task.name.split()) < 2:
        yield Clear.WHAT, Why.TOO_SHORT
    if group:
        return
    if why := _of_deadline(_own_or_above(task, "deadline", by_id), year):
        yield Clear.WHEN, why
    if not (_own_or_above(task, "supervisor", by_id) or _own_or_above(task, "responsible", by_id)):
        yield Clear.ANSWERABLE, Why.EMPTY
    if not _own_or_above(task, "product", by_id):
        yield Clear.RESULT, Why.EMPTY


def _own_or_above(task: Task, field: str, by_id: Mapping[str, Task]) -> str:
    seen: set[str] = set()
    at: Task | None = task
    while at is not None and at.id not in seen:
        text = str(getattr(at, field)).strip()
        if text:
            return text
        seen.add(at.id)
        at = by_id.get(at.parent_id)
    return ""


def _of_lead(lead: str) -> Why | None:
    named = bodies_named(lead)
    if not named:
        return Why.EMPTY
    return Why.EVERYBODY if all(name.lower().startswith(("các ", "tất cả ")) for name in named) else None


def _of_deadline(text: str, year: int | None) -> Why | None:
    if not text:
        return Why.EMPTY
    kind = understand(text, year).kind
    if kind is DeadlineKind.UNKNOWN:
        return Why.NOT_UNDERSTOOD
    return Why.WAITS if kind is DeadlineKind.CONDITIONAL else None
