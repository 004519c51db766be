"""The indicators with what was measured and what that says; a month's value is recorded."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from decimal import Decimal

from nq57desk.domain.changes import Applied
from nq57desk.domain.indicator_results import Word, assess, target_for
from nq57desk.domain.indicators import Indicator, IndicatorValue, Measure
from nq57desk.domain.periods import Period
from nq57desk.domain.plan import Cells, Plan, Section
from nq57desk.errors import refuse
from nq57desk.usecases.asking import month_asked, period_asked
from nq57desk.usecases.changing import apply_records, new_id, proposed
from nq57desk.usecases.recording import refuse_closed
from nq57desk.usecases.task_list import in_paper_order, offices_asked, plan_asked
from nq57desk.workspace import Desk


@dataclass(frozen=True, slots=True)
class IndicatorRow:
    """One indicator as lists show it; ``actual`` as of the period, None where nothing was measured.

    ``target`` is the plan's wording; of several by year or milestone the one that counts in the period.
    """

    id: str
    office: str
    plan_id: str
    appendix_id: str
    section_id: str
    section: str
    number: str
    parent_id: str
    name: str
    lead: str
    unit: str
    target: str
    actual: Decimal | None
    numerator: Decimal | None
    denominator: Decimal | None
    assessment: Word
    revision: int
    cells: Cells
    measure: Measure = Measure.VALUE


def indicators(
    desk: Desk, *, plan_id: str | None = None, period: str | None = None, office_code: str | None = None
) -> tuple[IndicatorRow, ...]:
    """The indicators in the paper's order, assessed as of a period. A city without ``office_code`` lists all offices'.

    Raises:
        Refused: the period is none, or no office has the plan.
    """
    asked = period_asked(desk, period)
    plan_asked(desk, plan_id, office_code)
    return tuple(row for office in offices_asked(desk, office_code) for row in _of_office(desk, office, asked, plan_id))


def _of_office(desk: Desk, office: str, period: Period, plan_id: str | None) -> Iterator[IndicatorRow]:
    store = desk.store
    years = {plan.id: plan.year for plan in store.all(Plan, office=office)}
    sections = {section.id: section.number for section in store.all(Section, office=office, plan_id=plan_id)}
    revisions = store.revisions(Indicator, office=office)
    measured: dict[str, list[IndicatorValue]] = {}
    for value in store.all(IndicatorValue, office=office, plan_id=plan_id):
        measured.setdefault(value.indicator_id, []).append(value)
    for one in in_paper_order(desk, store.all(Indicator, office=office, plan_id=plan_id), office):
        found = assess(
            one,
            measured.get(one.same_as or one.id, ()),
            period=period,
            as_of=desk.today,
            plan_year=years[one.plan_id],
        )
        yield IndicatorRow(
            id=one.id,
            office=office,
            plan_id=one.plan_id,
            appendix_id=one.appendix_id,
            section_id=one.section_id,
            section=sections.get(one.section_id, ""),
            number=one.number,
            parent_id=one.parent_id,
            name=one.name,
            lead=one.lead,
            unit=one.unit,
            target=one.target or target_for(one, period, years[one.plan_id])[0],
            actual=found.actual,
            numerator=found.numerator,
            denominator=found.denominator,
            assessment=found.word,
            revision=revisions.get(one.id, 0),
            cells=one.cells,
            measure=one.measure,
        )


def set_value(
    desk: Desk,
    *,
    indicator_id: str,
    period: str,
    actual: Decimal | None = None,
    numerator: Decimal | None = None,
    denominator: Decimal | None = None,
    source: str = "",
    explanation: str = "",
) -> Applied:
    """Record what was measured in a month: a value, or numerator and denominator.

    Raises:
        Refused: no such indicator, not a month, a closed period, no value, half a fraction, or a zero denominator.
    """
    month = month_asked(desk, period)
    about = desk.store.get(Indicator, indicator_id)
    if about is None:
        raise refuse("workspace.unknown_indicator", id=indicator_id)
    if (numerator is None) != (denominator is None) or (actual is None and numerator is None):
        raise refuse("workspace.no_value")
    if denominator is not None and denominator == 0:
        raise refuse("workspace.zero_denominator")
    refuse_closed(desk, month)
    # An indicator that the plan shows twice is measured once, under the first of its rows.
    counted = about.same_as or about.id
    there = desk.store.find(IndicatorValue, indicator_id=counted, period=month.code)
    before = there[0] if there else IndicatorValue(new_id(), about.plan_id, counted, month.code)
    after = replace(before, actual=actual, numerator=numerator, denominator=denominator)
    after = replace(after, source=source or before.source, explanation=explanation or before.explanation)
    if after != before:
        after = replace(after, by=desk.who, at=desk.now().isoformat(timespec="seconds"))
    return apply_records(desk, "measure", [proposed(after)])
