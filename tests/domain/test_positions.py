"""Order with room: inserting moves nothing else."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nq57desk.domain.positions import place_in_order


@pytest.mark.parametrize(
    ("current", "placed"),
    [
        ([], ()),
        ([None, None], (1024, 2048)),
        ([1024, 2048], (1024, 2048)),
        ([1024, None, 2048], (1024, 1536, 2048)),
        ([None, 1024], (511, 1024)),
        ([1024, None], (1024, 2048)),
        ([0, 1, 2], (0, 1, 2)),
        ([0, None, 1], (1024, 2048, 3072)),
        ([3072, 1024, 2048], (511, 1024, 2048)),
        ([5, 5, None], (2, 5, 1029)),
    ],
)
def test_place_in_order(current: list[int | None], placed: tuple[int, ...]) -> None:
    assert place_in_order(current) == placed


@given(st.lists(st.one_of(st.none(), st.integers(0, 5000)), max_size=60))
def test_positions_always_rise(current: list[int | None]) -> None:
    placed = place_in_order(current)
    assert len(placed) == len(current)
    assert all(one < other for one, other in pairwise(placed))


@given(st.lists(st.integers(0, 10_000), unique=True, max_size=60).map(sorted))
def test_what_stands_in_order_stays(current: list[int]) -> None:
    assert place_in_order(list(current)) == tuple(current)
