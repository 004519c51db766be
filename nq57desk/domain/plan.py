"""The issued programme: Plan > Appendix > Section > Task, as the office's own paper has it.

Words are kept as they stand on the paper. What they mean (a deadline's days, a target's number) is
derived by :mod:`nq57desk.domain.deadlines` and :mod:`nq57desk.domain.targets`, never stored in their place.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

Cells = tuple[tuple[str, str], ...]
"""The cells of a row under the table's own headings, in the table's order."""


class PlanStatus(StrEnum):
    """A draft changes freely; an issued plan changes only with the document that adjusts it."""

    DRAFT = "draft"
    ISSUED = "issued"


class AppendixKind(StrEnum):
    """What a table lists (003 has all three)."""

    TASKS = "tasks"
    INDICATORS = "indicators"
    INDICATOR_PLAN = "indicator_plan"


class Numbering(StrEnum):
    """How the first column counts: on through the sections, anew in each, 1/1.1/1.2, two columns, none."""

    CONTINUOUS = "continuous"
    PER_SECTION = "per_section"
    HIERARCHICAL = "hierarchical"
    DOUBLE = "double"
    NONE = "none"


class Origin(StrEnum):
    """Whose task it is: the office's own, or assigned by the city."""

    OWN = "own"
    ASSIGNED = "assigned"


@dataclass(frozen=True, slots=True)
class Plan:
    """One issued programme of one year; a ward has three or four side by side."""

    id: str
    year: int
    kind: str = "Kế hoạch"
    number: str = ""
    symbol: str = ""
    title: str = ""
    place: str = ""
    date_text: str = ""
    issued_on: date | None = None
    issuing_body: str = ""
    governing_body: str = ""
    signer_form: str = ""
    signer_title: str = ""
    signer_name: str = ""
    recipients: tuple[str, ...] = ()
    status: PlanStatus = PlanStatus.ISSUED
    carried_from: str = ""
    """The id of last year's plan that this one continues."""


@dataclass(frozen=True, slots=True)
class Paragraph:
    """One paragraph of a plan's body. ``level`` 0 is plain text, 1 a part's heading, 2 below it, and so on."""

    id: str
    plan_id: str
    position: int
    level: int
    text: str


@dataclass(frozen=True, slots=True)
class Appendix:
    """One list of a plan. ``columns`` are its own headings in order, levels joined by " / ".

    ``column_fields`` names for each column the field that takes it ("" where none does).
    """

    id: str
    plan_id: str
    position: int
    label: str = ""
    title: str = ""
    heading_lines: tuple[str, ...] = ()
    kind: AppendixKind = AppendixKind.TASKS
    numbering: Numbering = Numbering.CONTINUOUS
    columns: tuple[str, ...] = ()
    column_fields: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Section:
    """A heading row inside an appendix."""

    id: str
    plan_id: str
    appendix_id: str
    position: int
    number: str = ""
    title: str = ""


@dataclass(frozen=True, slots=True)
class Task:
    """One row of work. Every cell of the plan's own columns is kept in ``cells``, also where no field takes it."""

    id: str
    plan_id: str
    appendix_id: str
    section_id: str = ""
    parent_id: str = ""
    position: int = 0
    number: str = ""
    second_number: str = ""
    name: str = ""
    lead: str = ""
    coordinating: str = ""
    supervisor: str = ""
    responsible: str = ""
    product: str = ""
    deadline: str = ""
    note: str = ""
    source_document: str = ""
    adjusted_by: str = ""
    """The document that adjusted or added this task (điều chỉnh, bổ sung), word for word."""
    origin: Origin = Origin.OWN
    assigned_id: str = ""
    """The city's id of the task this row answers, once linked."""
    budget_planned: int | None = None
    """Đồng."""
    carried_from: str = ""
    """The id of last year's task that this one continues."""
    cells: Cells = ()
