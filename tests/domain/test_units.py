"""Units over time: who is valid when and under which name, what is refused, what came of which."""

from __future__ import annotations

import itertools
from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nq57desk.domain.problems import Severity
from nq57desk.domain.units import NamedUnit, Register, UnitChange, UnitChangeKind, came_after, check, register

A, B, C, D = (
    NamedUnit("90001", "phường Sao Mai"),
    NamedUnit("90002", "xã Bình Minh"),
    NamedUnit("90003", "xã Tân Lập"),
    NamedUnit("90004", "đặc khu Hải Đảo"),
)
BASE = (A, B, C, D)
DAY = date(2026, 7, 1)
EVE = date(2026, 6, 30)
PAPER = "Nghị quyết số 12/NQ-HĐND"
RENAMED, MERGED, SPLIT, CLOSED, CORRECTED = UnitChangeKind


def change(
    kind: UnitChangeKind,
    before: tuple[NamedUnit, ...],
    after: tuple[NamedUnit, ...] = (),
    *,
    day: date = DAY,
    number: int = 1,
    known: Register | None = None,
) -> UnitChange:
    there = known if known is not None else register(BASE, ())
    fresh = frozenset(one.code for one in after if one.code not in there.spans)
    return UnitChange(f"c{number}", kind, day, PAPER, before, after, fresh, number)


NEW = NamedUnit("90009", "phường Bình Sao")
SAO_VIET = NamedUnit("90001", "phường Sao Việt")


@pytest.mark.parametrize(
    ("made", "before", "after"),
    [
        pytest.param(change(RENAMED, (A,), (SAO_VIET,)), {A.name}, {SAO_VIET.name}, id="renamed"),
        pytest.param(change(RENAMED, (A,), (NEW,)), {A.name}, {NEW.name}, id="another code"),
        pytest.param(change(MERGED, (A, B), (NEW,)), {A.name, B.name}, {NEW.name}, id="merged into a new one"),
        pytest.param(change(MERGED, (A, B), (A,)), {A.name, B.name}, {A.name}, id="merged into one of them"),
        pytest.param(change(MERGED, (B, C), (SAO_VIET,)), {A.name, B.name, C.name}, {SAO_VIET.name}, id="taken up"),
        pytest.param(change(SPLIT, (A,), (A, NEW)), {A.name}, {A.name, NEW.name}, id="split, one keeps the code"),
        pytest.param(change(CLOSED, (A,)), {A.name}, set(), id="closed"),
    ],
)
def test_one_day_parts_before_from_after(made: UnitChange, before: set[str], after: set[str]) -> None:
    known = register(BASE, (made,))
    assert check(register(BASE, ()), made) == ()
    concerned = made.codes
    assert {one.name for one in known.valid(EVE) if one.code in concerned} == before
    assert {one.name for one in known.valid(DAY) if one.code in concerned} == after
    others = {one.code for one in BASE} - concerned
    assert {one.code for one in known.valid(DAY)} >= others
    assert register(BASE, (replace(made, withdrawn_at="2026-08-01"),)) == register(BASE, ())


def test_who_continues_whom() -> None:
    merged = change(MERGED, (A, B), (NEW,))
    known = register(BASE, (merged,))
    assert [(one.code, one.day, one.document) for one in known.predecessors("90009")] == [
        ("90001", DAY, PAPER),
        ("90002", DAY, PAPER),
    ]
    assert [one.code for one in known.successors("90001")] == ["90009"]
    assert known.predecessors("90001") == known.successors("90003") == ()
    assert known.name_then("90009", EVE) == NEW.name, "the nearest known one"
    assert known.on("90009", EVE) is None


def test_a_name_written_wrongly_is_mended_for_all_its_time() -> None:
    mended = change(CORRECTED, (B,), (NamedUnit("90002", "xã Bình Mính"),))
    known = register(BASE, (mended,))
    assert known.name_then("90002", date(2020, 1, 1)) == "xã Bình Mính"
    assert [len(its) for its in known.spans.values()] == [1, 1, 1, 1]
    assert known.predecessors("90002") == ()


def test_a_new_unit_of_a_change_taken_back_was_never_there() -> None:
    gone = replace(change(MERGED, (A, B), (NEW,)), withdrawn_at="2026-08-01")
    known = register((*BASE, NEW), (gone,))
    assert "90009" not in known.spans, "its card was taken meanwhile"
    again = replace(gone, id="c2", number=2, day=date(2026, 8, 1), withdrawn_at="")
    assert register((*BASE, NEW), (gone, again)).on("90009", date(2026, 7, 31)) is None
    assert register((*BASE, NEW), (gone, again)).on("90009", date(2026, 8, 1)) is not None


LATER = register(BASE, (change(RENAMED, (A,), (SAO_VIET,)), change(CLOSED, (D,), number=2)))


@pytest.mark.parametrize(
    ("made", "code"),
    [
        (change(RENAMED, (A, B), (NEW,)), "units.rename_one"),
        (change(RENAMED, (A,), (A,)), "units.same_name"),
        (change(RENAMED, (A,), (NamedUnit("90002", "xã X"),)), "units.code_taken"),
        (change(MERGED, (A,), (A,)), "units.merge_two"),
        (change(MERGED, (A, A), (NEW,)), "units.twice"),
        (change(SPLIT, (A,), (NEW,)), "units.split_two"),
        (change(SPLIT, (A,), (NEW, NamedUnit("", "xã X"))), "units.bad_code"),
        (change(SPLIT, (A,), (NEW, NamedUnit("90010", " "))), "units.no_name"),
        (change(CLOSED, (A, B)), "units.close_one"),
        (change(CLOSED, (NamedUnit("12345", ""),)), "units.unknown"),
        (change(CLOSED, (D,), day=date(2026, 9, 1)), "units.ended"),
        (change(SPLIT, (B,), (B, D)), "units.code_used"),
        (change(CLOSED, (A,), day=date(2026, 7, 1)), "units.later_change"),
        (replace(change(CLOSED, (B,)), document=" "), "units.no_document"),
    ],
)
def test_what_is_refused(made: UnitChange, code: str) -> None:
    found = check(LATER, made)
    assert code in [one.code for one in found]
    assert all(one.severity is Severity.ERROR for one in found)


def test_a_name_that_another_unit_bears_is_only_told() -> None:
    found = check(register(BASE, ()), change(RENAMED, (A,), (NamedUnit("90001", "Xã  Bình Minh"),)))
    assert [(one.code, one.severity) for one in found] == [("units.same_as", Severity.WARNING)]
    assert check(register(BASE, ()), change(RENAMED, (A,), (NamedUnit("90001", "xã Bình Mình"),))) == ()


def test_the_last_change_of_a_unit_is_taken_back_first() -> None:
    first, second = change(MERGED, (A, B), (NEW,)), change(CLOSED, (C,), number=2)
    third = change(CLOSED, (NEW,), number=3, day=date(2026, 9, 1))
    assert came_after(first, (first, second, third)) == third
    assert came_after(second, (first, second, third)) is None
    assert came_after(first, (first, second, replace(third, withdrawn_at="x"))) is None


@st.composite
def histories(draw: st.DrawFn) -> list[UnitChange]:
    """Changes as they are asked for one after the other; those refused are left out."""
    found: list[UnitChange] = []
    day = date(2026, 1, 1)
    for number in range(1, draw(st.integers(1, 6)) + 1):
        day = date.fromordinal(day.toordinal() + draw(st.integers(0, 60)))
        known = register(BASE, found)
        codes = st.sampled_from(sorted({*known.spans, "90010", "90011"}))
        named = st.builds(NamedUnit, codes, st.just(f"xã {number}") | st.just(f"phường {number}"))
        kind = draw(st.sampled_from(list(UnitChangeKind)))
        before = tuple(NamedUnit(code, "x") for code in draw(st.lists(codes, min_size=1, max_size=3)))
        its = tuple(NamedUnit(one.code, last.name) for one in before if (last := known.last(one.code)) is not None)
        made = change(kind, its, tuple(draw(st.lists(named, max_size=3))), day=day, number=number, known=known)
        if not any(one.severity is Severity.ERROR for one in check(known, made)):
            found.append(made)
    return found


@given(histories())
def test_no_code_is_ever_valid_twice_nor_comes_back(recorded: list[UnitChange]) -> None:
    known = register(BASE, recorded)
    for its in known.spans.values():
        for one, other in itertools.pairwise(its):
            assert one.until is not None, "no overlap"
            assert other.since == date.fromordinal(one.until.toordinal() + 1), "no gap"
        assert all(one.since is None or one.until is None or one.since <= one.until for one in its)
    ended = {code for code, its in known.spans.items() if its[-1].until is not None}
    assert {one.code for made in recorded for one in made.ends} == ended
