"""One indicator that the plan shows twice (plan 003: Phụ lục I.A lists it, I.B plans it): suggested, then confirmed."""

from __future__ import annotations

from dataclasses import replace

from nq57desk.domain.changes import Applied
from nq57desk.domain.identity import SameIndicator, same_indicators
from nq57desk.domain.indicators import Indicator
from nq57desk.errors import refuse
from nq57desk.usecases.changing import apply_records, proposed
from nq57desk.usecases.task_list import in_paper_order
from nq57desk.workspace import Desk


def suggested(desk: Desk) -> tuple[SameIndicator, ...]:
    """Pairs of rows of one plan that seem to name one indicator and that nobody has confirmed yet."""
    rows = in_paper_order(desk, desk.store.all(Indicator), desk.office.code)
    return tuple(pair for pair in same_indicators(rows) if pair.first.plan_id == pair.shown.plan_id)


def confirm(desk: Desk, *, shown_id: str, first_id: str) -> Applied:
    """From now on ``shown_id`` is the same indicator as ``first_id``: measured once, under the first row.

    Raises:
        Refused: no such indicator, or the two are one row, stand in different plans, or form a ring.
    """
    shown, first = _indicator(desk, shown_id), _indicator(desk, first_id)
    if shown.id == first.id or shown.plan_id != first.plan_id or first.same_as:
        raise refuse("workspace.not_same", shown=shown.name, first=first.name)
    return apply_records(desk, "same", [proposed(replace(shown, same_as=first.id))])


def part(desk: Desk, *, indicator_id: str) -> Applied:
    """The row is an indicator of its own again.

    Raises:
        Refused: no such indicator.
    """
    return apply_records(desk, "same", [proposed(replace(_indicator(desk, indicator_id), same_as=""))])


def _indicator(desk: Desk, indicator_id: str) -> Indicator:
    found = desk.store.get(Indicator, indicator_id)
    if found is None:
        raise refuse("workspace.unknown_indicator", id=indicator_id)
    return found
