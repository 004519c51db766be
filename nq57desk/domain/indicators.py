"""A measured goal (chỉ tiêu), its values by month, and what they say about the target."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from nq57desk.domain.plan import Cells, Origin


class Direction(StrEnum):
    """Which way is better; ``target`` wordings with a comparator decide where they have one."""

    UP = "up"
    DOWN = "down"


class Measure(StrEnum):
    """A value as it stands at the period's end, or an amount that adds up over the periods."""

    VALUE = "value"
    AMOUNT = "amount"


@dataclass(frozen=True, slots=True)
class Indicator:
    """One goal. ``target`` is the plan's wording; ``targets`` further ones by year or milestone (key, wording)."""

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
    target: str = ""
    targets: tuple[tuple[str, str], ...] = ()
    unit: str = ""
    direction: Direction = Direction.UP
    measure: Measure = Measure.VALUE
    same_as: str = ""
    """The id of the indicator that this row shows a second time (confirmed by a person)."""
    source_document: str = ""
    adjusted_by: str = ""
    assigned_id: str = ""
    carried_from: str = ""
    cells: Cells = ()
    origin: Origin = Origin.OWN
    """Whose indicator it is, as with a task."""


@dataclass(frozen=True, slots=True)
class IndicatorValue:
    """What was measured in one month: a value, or numerator and denominator from which it follows."""

    id: str
    plan_id: str
    indicator_id: str
    period: str
    actual: Decimal | None = None
    numerator: Decimal | None = None
    denominator: Decimal | None = None
    source: str = ""
    explanation: str = ""
    by: str = ""
    at: str = ""
