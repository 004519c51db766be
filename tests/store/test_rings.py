"""Nothing hangs under itself: a ring is refused whoever would close it, and nothing is written."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from nq57desk.domain.plan import Task
from nq57desk.errors import Refused
from nq57desk.workspace import Desk
from tests.bundle import made, offices

ONE, TWO, THREE = (Task(f"t{n}", "p1", "a1", name=f"Việc {n}") for n in range(1, 4))


@pytest.fixture
def ward(tmp_path: Path) -> Iterator[Desk]:
    """The second task stands under the first, the third under the second."""
    with offices.opened(tmp_path / "ward", offices.SAO_MAI) as desk:
        below = (ONE, replace(TWO, parent_id="t1"), replace(THREE, parent_id="t2"))
        offices.change(desk, *made.RECORDS[:3], *below)
        yield desk


@pytest.mark.parametrize(
    ("changed", "named"),
    [
        ((replace(ONE, parent_id="t1"),), "t1"),
        ((replace(ONE, parent_id="t3"),), "t1"),
        ((replace(TWO, parent_id="t3"),), "t2"),
        ((Task("t8", "p1", "a1", parent_id="t9"), Task("t9", "p1", "a1", parent_id="t8")), "t8"),
    ],
)
def test_a_ring_is_refused(ward: Desk, changed: tuple[Task, ...], named: str) -> None:
    before = offices.tables(ward)
    with pytest.raises(Refused) as refused:
        offices.change(ward, *changed)
    assert [(one.code, dict(one.words)["id"]) for one in refused.value.problems] == [("store.ring", named)]
    assert offices.tables(ward) == before


def test_turning_the_order_round_is_no_ring(ward: Desk) -> None:
    offices.change(ward, replace(ONE, parent_id="t3"), replace(TWO, parent_id=""), replace(THREE, parent_id="t2"))
    assert {task.id: task.parent_id for task in ward.store.all(Task)} == {"t1": "t3", "t2": "", "t3": "t2"}
