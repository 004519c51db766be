"""One cell of the city's matrix: every state, and what outlives it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from nq57desk.domain.periods import ADMINISTRATIVE, Period, PeriodKind
from nq57desk.domain.snapshot import CONFLICTS, Outcome, ReceivedBundle
from nq57desk.domain.submission import Cell, CellState, Known, cell, in_time

OCTOBER = Period(2026, PeriodKind.MONTH, 10)
DUE = date(2026, 10, 16)
CLOSED = Known(closed=True)


def bundle(day: int, sequence: int = 1, outcome: Outcome = Outcome.APPLIED, period: str = "2026-10") -> ReceivedBundle:
    at = f"2026-10-{day:02}T09:00:00+07:00" if day <= 31 else f"2026-11-{day - 31:02}T09:00:00+07:00"
    digest = f"{sequence:02}{day:02}" + "0" * 60
    return ReceivedBundle(digest, "b", "90001", 2026, period, sequence, sequence, "pc-1", at, at, outcome)


def judged(*bundles: ReceivedBundle, known: Known = CLOSED, today: date = date(2026, 10, 20)) -> Cell:
    return cell(OCTOBER, bundles, known, today=today, calendar=ADMINISTRATIVE)


@pytest.mark.parametrize(
    ("bundles", "known", "state", "days"),
    [
        ((), Known(), CellState.MISSING, 4),
        ((bundle(16),), CLOSED, CellState.RECEIVED, 0),
        ((bundle(19),), CLOSED, CellState.LATE, 3),
        ((bundle(16),), Known(), CellState.INCOMPLETE, 0),
        ((bundle(15, outcome=Outcome.HELD),), Known(), CellState.HELD, 4),
        ((bundle(15, outcome=Outcome.CONFLICT),), Known(), CellState.HELD, 4),
        ((bundle(15, outcome=Outcome.REJECTED),), Known(), CellState.REJECTED, 4),
        ((bundle(15),), Known(closed=True, locked=True), CellState.LOCKED, 0),
        ((), Known(locked=True), CellState.MISSING, 4),
        ((bundle(15, outcome=Outcome.STALE),), Known(), CellState.MISSING, 4),
    ],
)
def test_each_cell_has_one_state(
    bundles: tuple[ReceivedBundle, ...], known: Known, state: CellState, days: int
) -> None:
    found = judged(*bundles, known=known)
    assert (found.state, found.days, found.due) == (state, days, DUE)


def test_before_the_due_day_nothing_is_missing() -> None:
    assert judged(known=Known(), today=DUE).state is CellState.NOT_DUE
    assert judged(known=Known(), today=date(2026, 10, 17)).state is CellState.MISSING


def test_the_first_accepted_bundle_decides_whether_it_was_late_and_the_newest_is_shown() -> None:
    found = judged(bundle(15), bundle(19, sequence=2))
    assert (found.state, found.late) == (CellState.RECEIVED, False)
    assert found.bundle is not None
    assert found.bundle.sequence == 2


@pytest.mark.parametrize("outcome", [Outcome.HELD, Outcome.CONFLICT, Outcome.REJECTED])
def test_a_newer_bundle_that_was_not_taken_only_adds_its_corner(outcome: Outcome) -> None:
    found = judged(bundle(15), bundle(18, sequence=2, outcome=outcome))
    assert (found.state, found.corner) == (CellState.RECEIVED, str(outcome))
    older = judged(bundle(14, outcome=outcome), bundle(15, sequence=2))
    assert older.corner == ""


def test_a_bundle_that_was_merged_but_for_some_fields_was_received() -> None:
    forked = replace(bundle(15, outcome=Outcome.CONFLICT), code=CONFLICTS)
    found = judged(forked, known=Known(closed=True, conflicts=2))
    assert (found.state, found.late, found.corner) == (CellState.RECEIVED, False, "conflict")
    assert judged(bundle(14), forked).corner == ""


def test_lateness_outlives_locking_and_a_reason_takes_it_away() -> None:
    locked = judged(bundle(19), known=Known(closed=True, locked=True))
    assert (locked.state, locked.late) == (CellState.LOCKED, True)
    excused = judged(bundle(19), known=Known(closed=True, excused="Đường truyền hỏng"))
    assert (excused.state, excused.late, excused.in_time) == (CellState.RECEIVED, False, True)


def test_a_closed_month_is_received_with_the_first_bundle_of_a_later_one() -> None:
    later = bundle(33, period="2026-11")
    found = judged(later, today=date(2026, 11, 20))
    assert (found.state, found.through, found.days) == (CellState.LATE, "2026-11", 17)
    assert judged(later, known=Known(), today=date(2026, 11, 20)).state is CellState.MISSING


def test_timely_counts_what_is_due_or_came_and_an_incomplete_one_is_not_timely() -> None:
    cells = [
        judged(bundle(15)),
        judged(bundle(19)),
        judged(bundle(15), known=Known()),
        judged(known=Known()),
        replace(judged(known=Known(), today=DUE), due=date(2026, 12, 16)),
    ]
    assert in_time(cells, date(2026, 10, 20)) == (1, 4)
