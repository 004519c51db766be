"""Records made from columns are those that their class would make."""

from __future__ import annotations

from dataclasses import FrozenInstanceError, fields
from itertools import repeat

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nq57desk.domain.columns import made
from nq57desk.domain.periods import Period, PeriodKind
from nq57desk.domain.progress import ProgressUpdate, State

TEXT = st.text(max_size=5)
UPDATES = st.lists(
    st.builds(
        ProgressUpdate,
        id=TEXT,
        plan_id=TEXT,
        task_id=TEXT,
        period=TEXT,
        state=st.sampled_from(State),
        percent=st.none() | st.integers(0, 100),
        result=TEXT,
        recorded_on=st.none() | st.dates(),
    ),
    max_size=8,
)


def columns(updates: list[ProgressUpdate]) -> list[list[object]]:
    return [[getattr(update, field.name) for update in updates] for field in fields(ProgressUpdate)]


@given(UPDATES)
def test_the_same_records_as_row_by_row(updates: list[ProgressUpdate]) -> None:
    found = made(ProgressUpdate, columns(updates), len(updates))
    assert found == updates
    assert list(map(hash, found)) == list(map(hash, updates))
    assert list(map(repr, found)) == list(map(repr, updates))


def test_they_stay_as_they_are() -> None:
    update = ProgressUpdate("u", "p", "t", "2026-11", State.DONE)
    (found,) = made(ProgressUpdate, columns([update]), 1)
    for field in fields(found):
        with pytest.raises(FrozenInstanceError):
            setattr(found, field.name, "khác")
    assert found == update


def test_a_class_that_checks_its_values_is_asked() -> None:
    rows = made(Period, [repeat(2026), repeat(PeriodKind.MONTH), [1, 12]], 2)
    assert rows == [Period(2026, PeriodKind.MONTH, 1), Period(2026, PeriodKind.MONTH, 12)]
    with pytest.raises(ValueError):
        made(Period, [[2026], [PeriodKind.MONTH], [13]], 1)


def test_a_value_or_a_column_too_few_makes_no_record() -> None:
    whole = columns([ProgressUpdate("u", "p", "t", "2026-11", State.DONE)])
    with pytest.raises(ValueError):
        made(ProgressUpdate, [*whole[:-1], []], 1)
    with pytest.raises(ValueError):
        made(ProgressUpdate, whole[:-1], 1)
