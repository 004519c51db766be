"""The offices' own indicators behind a figure of the city's table: what each gave, and what became of it in the sum."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import ROUND_DOWN, Decimal
from enum import StrEnum

from nq57desk.domain.indicator_results import value_of
from nq57desk.domain.indicators import IndicatorValue
from nq57desk.domain.snapshot import ReceivedBundle
from nq57desk.store import city_reading
from nq57desk.store.city_reading import Goal
from nq57desk.usecases.city_rows import in_force
from nq57desk.usecases.city_tables import CityTables
from nq57desk.usecases.reference_list import indicator_links
from nq57desk.workspace import Desk


class Share(StrEnum):
    """What became of an office's value."""

    COUNTED = "counted"
    LEFT_OUT = "left_out"
    """A percentage without its parts, which cannot be added."""
    MISSING = "missing"


@dataclass(frozen=True, slots=True)
class OfficeGoal:
    """An office's own indicator. ``met``: whether its own value reaches the target, None where nobody can say."""

    office: str
    name_of_office: str
    goal: Goal
    value: IndicatorValue | None
    share: Share
    met: bool | None
    bundle: ReceivedBundle | None

    @property
    def result(self) -> Decimal | None:
        """Its own result in its own unit, cut to one decimal; None without a value."""
        found = None if self.value is None else value_of(self.value, self.goal.unit)
        return None if found is None else found.quantize(Decimal("0.1"), ROUND_DOWN)


def goals_behind(desk: Desk, it: CityTables, *, reference_id: str) -> tuple[OfficeGoal, ...]:
    """The rows linked with an indicator of the reference list, of the offices that count, in the list's order."""
    row = next(one for one in it.indicators if one.indicator.id == reference_id)
    links = indicator_links(desk, it.period.year)
    ids = [(one.office, one.id) for one in links if one.assigned_id == reference_id and one.office in it.by_office]
    goals = {goal.office: goal for goal in city_reading.goals(desk.store, ids)}
    bundles = in_force(desk, it.period.year)
    counted, left_out = set(row.total.counted), set(row.total.left_out)
    found = []
    for unit in it.expected:
        goal = goals.get(unit.code)
        if goal is not None:
            share = Share.COUNTED if unit.code in counted else Share.LEFT_OUT
            share = share if unit.code in counted | left_out else Share.MISSING
            given, met = row.given.get(unit.code), row.met.get(unit.code)
            found.append(OfficeGoal(unit.code, unit.title, goal, given, share, met, bundles.get(unit.code)))
    return tuple(found)
