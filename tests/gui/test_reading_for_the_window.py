"""What the window reads: the order of all rows by ids, whole rows for the few in view, and the month's board."""

from __future__ import annotations

from pathlib import Path

import pytest

from nq57desk.domain.plan import Section, Task
from nq57desk.domain.progress import State
from nq57desk.domain.update_rate import Lack
from nq57desk.errors import Refused
from nq57desk.store import glance
from nq57desk.store.glance import TaskLine
from nq57desk.usecases import edits, month_board, progress, task_list, task_order
from nq57desk.workspace import open_desk
from tests.builders.offices import DAY, PERIOD


def test_a_heading_stands_before_each_section() -> None:
    lines = [TaskLine("a", "x", "s1"), TaskLine("b", "x", "s1"), TaskLine("c", "x", ""), TaskLine("d", "x", "s2")]
    sections = {"s1": Section("s1", "p", "x", 1, "I", "Một"), "s2": Section("s2", "p", "x", 2, "II", "Hai")}
    order = task_order.with_headings(lines, sections)
    assert order.ids == ("", "a", "b", "c", "", "d")
    assert {at: heading.title for at, heading in order.headings.items()} == {0: "Một", 4: "Hai"}
    assert order.tasks == 4


def test_the_order_and_the_rows_are_those_of_the_whole_list(office: Path) -> None:
    with open_desk(office, as_of=DAY) as desk:
        for view in task_list.plans(desk):
            for appendix in view.appendices:
                order = task_order.order(desk, appendix_id=appendix.appendix.id)
                whole = task_list.tasks(desk, appendix_id=appendix.appendix.id)
                ids = [each for each in order.ids if each]
                assert ids == [row.id for row in whole]
                assert sorted(task_order.rows(desk, ids=ids), key=lambda row: ids.index(row.id)) == list(whole)


def test_a_search_gives_the_best_first_without_headings(office: Path) -> None:
    with open_desk(office, as_of=DAY) as desk:
        found = task_order.order(desk, search="ke hoach")
        assert 0 < found.tasks < len(task_list.tasks(desk))
        assert found.headings == {}
        assert found.ids == tuple(row.id for row in task_list.tasks(desk, search="ke hoach"))


def test_deleted_tasks_are_gone(office: Path) -> None:
    with open_desk(office, as_of=DAY) as desk:
        first = glance.task_lines(desk.store)[0].id
        edits.delete_task(desk, task_id=first)
        assert first not in {line.id for line in glance.task_lines(desk.store)}
        assert task_order.rows(desk, ids=[first, "no such task"]) == ()


def test_the_board_counts_what_the_rule_asks_for(office: Path) -> None:
    with open_desk(office, as_of=DAY) as desk:
        before = month_board.month_board(desk, period=PERIOD)
        assert before.rate.of == len([row for row in before.rows if row.counted])
        assert len(before.missing) == before.rate.of
        first, second = before.missing[:2]
        progress.set_progress(
            desk, task_id=first.task.id, period=PERIOD, state=State.IN_PROGRESS, result="Đã trình dự thảo"
        )
        progress.set_progress(desk, task_id=second.task.id, period=PERIOD, state=State.IN_PROGRESS)
        after = month_board.month_board(desk, period=PERIOD)
    rows = {row.task.id: row for row in after.rows}
    assert rows[first.task.id].lack is None
    assert rows[second.task.id].lack is Lack.INCOMPLETE
    assert after.rate.updated == before.rate.updated + 1
    assert [row.task.id for row in after.rows] == [row.task.id for row in before.rows]


def test_late_ones_come_longest_first(office: Path) -> None:
    with open_desk(office, as_of=DAY) as desk:
        board = month_board.month_board(desk)
        days = [row.task.days or 0 for row in board.late]
        assert days == sorted(days)
        assert all(day < 0 for day in days)
        assert board.period.code == PERIOD
        assert board.closed_on is None


@pytest.mark.parametrize("period", ["2026-Q4", "hôm nay"])
def test_a_board_is_of_one_month(office: Path, period: str) -> None:
    with open_desk(office, as_of=DAY) as desk, pytest.raises(Refused):
        month_board.month_board(desk, period=period)


def test_few_rows_of_many_are_found_by_their_keys(office: Path) -> None:
    with open_desk(office, as_of=DAY) as desk:
        lines = glance.task_lines(desk.store)
        asked = [lines[3].id, lines[1].id]
        assert {task.id for task in glance.tasks(desk.store, asked)} == set(asked)
        assert set(glance.revisions(desk.store, asked)) == set(asked)
        assert {task.id for task in desk.store.all(Task)} == {line.id for line in lines}
