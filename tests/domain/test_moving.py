"""Rows of a list moved: blocks stay together, sections stay runs, numbers follow the list's own rule."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nq57desk.domain.moving import before, differences, into, renumbered, step
from nq57desk.domain.plan import Numbering, Section, Task

SECTIONS = [Section(f"s{at}", "p", "a", at, roman) for at, roman in enumerate(("I", "II", "III"))]


def task(number: str, section: str = "", parent: str = "", second: str = "") -> Task:
    return Task(f"t{number}{section}", "p", "a", section, parent, number=number, second_number=second, name=number)


def ids(tasks: Sequence[Task]) -> list[str]:
    return [one.id for one in tasks]


def test_numbers_begin_anew_in_each_section_where_the_list_does_so() -> None:
    old = [task("1", "s0"), task("2", "s0"), task("1", "s1"), task("2", "s1")]
    order = step(old, SECTIONS, "t2s0", 1)
    assert order is not None
    new = renumbered(old, order, Numbering.PER_SECTION)
    assert [(one.id, one.section_id, one.number) for one in new] == [
        ("t1s0", "s0", "1"),
        ("t2s0", "s1", "1"),
        ("t1s1", "s1", "2"),
        ("t2s1", "s1", "3"),
    ]
    assert [(one.number, one.new_number) for one in differences(old, new)] == [("2", "1"), ("1", "2"), ("2", "3")]


def test_both_columns_of_a_double_numbering_follow() -> None:
    old = [task("1", "s0", second="1"), task("2", "s0", second="2"), task("3", "s1", second="1")]
    order = step(old, SECTIONS, "t2s0", -1)
    assert order is not None
    new = renumbered(old, order, Numbering.DOUBLE)
    assert [(one.id, one.number, one.second_number) for one in new] == [
        ("t2s0", "1", "1"),
        ("t1s0", "2", "2"),
        ("t3s1", "3", "1"),
    ]


@pytest.mark.parametrize("numbers", [("5", "6", "7"), ("1", "1", "2"), ("a", "b", "c"), ("", "", "")])
def test_a_list_that_counts_by_another_rule_keeps_every_number_with_its_row(numbers: tuple[str, ...]) -> None:
    old = [Task(f"t{at}", "p", "a", number=number) for at, number in enumerate(numbers)]
    order = step(old, (), "t0", 1)
    assert order is not None
    assert ids(order) == ["t1", "t0", "t2"]
    assert differences(old, renumbered(old, order, Numbering.CONTINUOUS)) == ()


def test_a_heading_row_without_a_number_is_passed_over_in_counting() -> None:
    old = [task("1"), Task("head", "p", "a", name="Nhóm việc:"), task("2"), task("3")]
    order = step(old, (), "t3", -1)
    assert order is not None
    assert [(one.id, one.number) for one in renumbered(old, order, Numbering.CONTINUOUS)] == [
        ("t1", "1"),
        ("head", ""),
        ("t3", "2"),
        ("t2", "3"),
    ]


def test_an_empty_section_takes_a_row_at_its_own_place() -> None:
    old = [task("1", "s0"), task("2", "s2")]
    assert [(one.id, one.section_id) for one in into(old, SECTIONS, "t2s2", "s1")] == [("t1s0", "s0"), ("t2s2", "s1")]
    order = step(old, SECTIONS, "t1s0", 1)
    assert order is not None
    assert [(one.id, one.section_id) for one in order] == [("t1s0", "s1"), ("t2s2", "s2")]


@st.composite
def lists(draw: st.DrawFn) -> list[Task]:
    """Sections in order, each with rows, some with sub-rows."""
    found: list[Task] = []
    for section in SECTIONS:
        for at in range(draw(st.integers(0, 3))):
            top = Task(f"{section.id}-{at}", "p", "a", section.id, number=str(at))
            subs = draw(st.integers(0, 2))
            found += [top, *(Task(f"{top.id}.{sub}", "p", "a", section.id, top.id) for sub in range(subs))]
    return found


def sound(tasks: Sequence[Task]) -> bool:
    """Sections stand in their order, and each sub-row right below its own row."""
    order = [section.id for section in SECTIONS]
    runs = [order.index(one.section_id) for one in tasks]
    above = ""
    for one in tasks:
        if one.parent_id and one.parent_id != above:
            return False
        above = above if one.parent_id else one.id
    return runs == sorted(runs)


@given(tasks=lists(), data=st.data())
def test_however_rows_are_moved_nothing_is_lost_and_the_list_stays_sound(
    tasks: list[Task], data: st.DataObject
) -> None:
    for _ in range(4):
        if not tasks:
            return
        moved = data.draw(st.sampled_from(tasks))
        by = data.draw(st.sampled_from((-1, 1)))
        order = step(tasks, SECTIONS, moved.id, by)
        if order is None:
            continue
        assert sorted(ids(order)) == sorted(ids(tasks))
        assert sound(order)
        back = step(order, SECTIONS, moved.id, -by)
        assert back is not None
        assert [(one.id, one.section_id) for one in back] == [(one.id, one.section_id) for one in tasks]
        tasks = order


def test_before_another_row_and_at_the_end() -> None:
    tasks = [task("1"), task("2"), task("3")]
    assert ids(before(tasks, "t3", "t1")) == ["t3", "t1", "t2"]
    assert ids(before(tasks, "t1", "")) == ["t2", "t3", "t1"]
