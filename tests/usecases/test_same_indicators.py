"""An indicator that the plan shows twice is measured once, after a person said so."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest

from nq57desk.domain.indicator_results import Word
from nq57desk.domain.indicators import Indicator
from nq57desk.domain.plan import Appendix, AppendixKind
from nq57desk.errors import Refused
from nq57desk.usecases import history, indicators, same_indicators
from nq57desk.usecases.changing import apply_records, new_id, proposed
from nq57desk.workspace import Desk


@pytest.fixture
def twice(desk: Desk) -> tuple[str, str]:
    """The first indicator, shown again in a further appendix of its plan."""
    first = indicators.indicators(desk)[0]
    record = desk.store.get(Indicator, first.id)
    assert record is not None
    appendix = Appendix(new_id(), record.plan_id, 9_000_000, "PHỤ LỤC III", kind=AppendixKind.INDICATOR_PLAN)
    again = replace(record, id=new_id(), appendix_id=appendix.id, section_id="", name=record.name + ".")
    apply_records(desk, "add", [proposed(appendix), proposed(again)])
    return first.id, again.id


def test_it_is_suggested_confirmed_measured_once_and_undone(desk: Desk, twice: tuple[str, str]) -> None:
    first, again = twice
    assert [(pair.first.id, pair.shown.id) for pair in same_indicators.suggested(desk)] == [(first, again)]
    same_indicators.confirm(desk, shown_id=again, first_id=first)
    assert same_indicators.suggested(desk) == ()
    indicators.set_value(desk, indicator_id=again, period="2026-11", actual=Decimal(100))
    shown = {row.id: (row.actual, row.assessment) for row in indicators.indicators(desk, period="2026-11")}
    assert shown[first] == shown[again] == (Decimal(100), Word.MET)
    history.undo(desk)
    history.undo(desk)
    assert len(same_indicators.suggested(desk)) == 1


def test_it_can_be_parted_again(desk: Desk, twice: tuple[str, str]) -> None:
    first, again = twice
    same_indicators.confirm(desk, shown_id=again, first_id=first)
    same_indicators.part(desk, indicator_id=again)
    assert [pair.shown.id for pair in same_indicators.suggested(desk)] == [again]


def test_what_cannot_be_the_same_is_refused(desk: Desk, twice: tuple[str, str]) -> None:
    first, again = twice
    for shown, base in ((first, first), ("none", first), (again, "none")):
        with pytest.raises(Refused):
            same_indicators.confirm(desk, shown_id=shown, first_id=base)
    same_indicators.confirm(desk, shown_id=again, first_id=first)
    with pytest.raises(Refused) as ring:
        same_indicators.confirm(desk, shown_id=first, first_id=again)
    assert ring.value.problems[0].code == "workspace.not_same"
