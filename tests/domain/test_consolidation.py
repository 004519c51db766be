"""Many offices together: counts, both overdue denominators, places, likeness."""

from __future__ import annotations

from nq57desk.domain.consolidation import Comparison, ReferenceRow, TaskCounts, added, fraction, likely, ranked
from nq57desk.domain.progress import State
from nq57desk.domain.timeliness import Timeliness

COUNTS = TaskCounts(
    {
        (State.DONE, Timeliness.DONE_IN_TIME): 4,
        (State.DONE, Timeliness.DONE_LATE): 1,
        (State.DONE, Timeliness.DUTY_DONE): 2,
        (State.IN_PROGRESS, Timeliness.LATE): 3,
        (State.IN_PROGRESS, Timeliness.DUE_SOON): 1,
        (State.IN_PROGRESS, Timeliness.DUTY_MISSING): 4,
        (State.STOPPED, Timeliness.NO_DEADLINE): 1,
    },
    updated=9,
    asked=12,
)


def test_overdue_is_said_of_all_tasks_and_of_those_with_a_deadline() -> None:
    assert fraction(COUNTS, Comparison.OVERDUE) == (4, 16)
    assert fraction(COUNTS, Comparison.OVERDUE_DATED) == (4, 9)
    assert fraction(COUNTS, Comparison.DONE) == (7, 15)
    assert fraction(COUNTS, Comparison.UPDATED) == (9, 12)
    assert COUNTS.done_undated == 2


def test_offices_are_added_and_not_averaged() -> None:
    small = TaskCounts({(State.DONE, Timeliness.DONE_IN_TIME): 1}, 1, 1)
    together = added([COUNTS, small])
    assert fraction(together, Comparison.DONE) == (8, 16)
    assert (together.updated, together.asked) == (10, 13)


def test_equal_shares_share_their_place_and_nothing_has_none() -> None:
    def office(done: int, of: int) -> TaskCounts:
        pairs = {(State.DONE, Timeliness.DONE_IN_TIME): done, (State.NOT_STARTED, Timeliness.IN_TIME): of - done}
        return TaskCounts(pairs)

    offices = {"a": office(1, 4), "b": office(2, 4), "c": office(1, 2), "d": TaskCounts()}
    assert [(one.office, one.place) for one in ranked(offices, Comparison.DONE)] == [
        ("b", 1),
        ("c", 1),
        ("a", 3),
        ("d", None),
    ]


def test_few_overdue_stand_first() -> None:
    late = TaskCounts({(State.IN_PROGRESS, Timeliness.LATE): 1})
    timely = TaskCounts({(State.IN_PROGRESS, Timeliness.IN_TIME): 1})
    assert [one.office for one in ranked({"a": late, "b": timely}, Comparison.OVERDUE)] == ["b", "a"]


def test_rows_are_suggested_by_paper_and_words() -> None:
    listed = [
        ReferenceRow("t1", "Số hóa hồ sơ thủ tục hành chính", "02-CTr/BCĐ"),
        ReferenceRow("t2", "Tập huấn kỹ năng số cho người dân"),
    ]
    rows = [
        ReferenceRow("a", "Số hóa hồ sơ thủ tục hành chính"),
        ReferenceRow("b", "Số hóa các hồ sơ, thủ tục hành chính tồn đọng", "02-CTr/BCĐ"),
        ReferenceRow("c", "Số hóa các hồ sơ, thủ tục hành chính tồn đọng"),
        ReferenceRow("d", "Xây dựng nhà văn hóa thôn"),
        ReferenceRow("e", "tap huan ky nang so cho nguoi dan"),
    ]
    assert likely(rows, listed) == {"a": "t1", "b": "t1", "e": "t2"}
