"""A ward with two computers: each takes the other's bundle in, decides what differs, and the city learns of it."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from nq57desk.bundle import signing
from nq57desk.domain.conflicts import ConflictState
from nq57desk.domain.plan import Task
from nq57desk.domain.progress import ProgressUpdate, State
from nq57desk.domain.snapshot import Outcome
from nq57desk.errors import Refused
from nq57desk.usecases import city, resolving, second_computer
from nq57desk.usecases.bundles import make_bundle
from nq57desk.workspace import Desk, open_desk
from tests.bundle import made, offices

DAY = date(2026, 11, 20)
TASK = Task("t1", "p1", "a1", number="1", name="Số hóa", lead="Phòng A")
MANY = tuple(Task(f"x{n:02}", "p1", "a1", name=f"Việc {n}") for n in range(12))


@pytest.fixture
def two(tmp_path: Path) -> Iterator[tuple[Desk, Desk, Desk]]:
    """One ward on two computers, and its city, which has the ward's first bundle."""
    with ExitStack() as stack:
        the_city = stack.enter_context(offices.opened(tmp_path / "city", offices.CITY))
        with offices.opened(tmp_path / "one", offices.SAO_MAI) as first:
            offices.change(first, *made.RECORDS[:3], TASK, *MANY)
            card = offices.card_of(first, tmp_path / "ward.nq57card")
            offices.send(first, tmp_path / "first.nq57")
        shutil.copytree(tmp_path / "one", tmp_path / "two")
        city.enrol(the_city, cards=[card])
        city.merge(the_city, paths=[tmp_path / "first.nq57"])
        one = stack.enter_context(open_desk(tmp_path / "one", as_of=DAY, who="An"))
        other = stack.enter_context(open_desk(tmp_path / "two", as_of=DAY, who="Bình"))
        yield one, other, the_city


def test_the_ward_settles_what_the_city_sees_as_a_conflict(two: tuple[Desk, Desk, Desk], tmp_path: Path) -> None:
    one, other, the_city = two
    offices.change(one, replace(TASK, name="Của máy một"))
    offices.change(other, replace(TASK, name="Của máy hai", lead="Phòng B"))
    a, b = offices.send(one, tmp_path / "a.nq57"), offices.send(other, tmp_path / "b.nq57")
    assert [m.outcome for m in city.merge(the_city, paths=[a.file]).bundles] == [Outcome.APPLIED]
    assert [m.outcome for m in city.merge(the_city, paths=[b.file]).bundles] == [Outcome.CONFLICT]
    seen = second_computer.take_over(one, path=b.file, dry_run=True)
    assert (seen.applied, seen.counts.edited, len(seen.conflicts)) == (False, 1, 1)
    assert one.store.get(Task, "t1") == replace(TASK, name="Của máy một")
    taken = second_computer.take_over(one, path=b.file)
    assert one.store.get(Task, "t1") == replace(TASK, name="Của máy một", lead="Phòng B")
    (found,) = taken.conflicts
    assert (found.field, found.a, found.b, found.a_digest) == ("name", '"Của máy một"', '"Của máy hai"', "")
    undecided = offices.send(one, tmp_path / "c.nq57")
    city.merge(the_city, paths=[undecided.file])
    assert [c.field for c in the_city.store.conflicts()] == ["name"]
    resolving.resolve(one, conflict_id=found.id, take="b", reason="Máy hai đúng")
    assert one.store.get(Task, "t1") == replace(TASK, name="Của máy hai", lead="Phòng B")
    assert [c.state for c in one.store.conflicts(open_only=False)] == [ConflictState.SETTLED]
    last = offices.send(one, tmp_path / "d.nq57")
    assert [m.outcome for m in city.merge(the_city, paths=[last.file]).bundles] == [Outcome.APPLIED]
    assert the_city.store.conflicts() == []
    assert the_city.store.get(Task, "t1", office="90001") == replace(TASK, name="Của máy hai", lead="Phòng B")
    assert (the_city.store.check(), one.store.check()) == ((), ())


def test_taking_over_can_be_undone(two: tuple[Desk, Desk, Desk], tmp_path: Path) -> None:
    one, other, _city = two
    offices.change(one, replace(TASK, name="Một"))
    offices.change(other, replace(TASK, name="Hai", lead="Phòng B"), gone=[MANY[0]])
    b = offices.send(other, tmp_path / "b.nq57")
    before = offices.tables(one)
    second_computer.take_over(one, path=b.file)
    assert one.store.get(Task, MANY[0].id) is None
    one.store.undo(who="An", at=one.now())
    assert offices.tables(one) == before
    assert one.store.conflicts(open_only=False) == []
    assert second_computer.take_over(one, path=b.file).applied
    assert one.store.check() == ()


def test_what_one_computer_made_anew_becomes_one_record(two: tuple[Desk, Desk, Desk], tmp_path: Path) -> None:
    one, other, the_city = two
    update = ProgressUpdate("u1", "p1", "t1", "2026-11", State.IN_PROGRESS, percent=10)
    offices.change(one, update)
    second_computer.take_over(other, path=offices.send(one, tmp_path / "base.nq57").file)
    offices.change(one, gone=[update])
    offices.change(one, replace(update, id="u2", percent=30))
    offices.change(other, replace(update, percent=50))
    theirs = offices.send(other, tmp_path / "b.nq57")
    (found,) = second_computer.take_over(one, path=theirs.file).conflicts
    assert (found.record_id, found.field, found.a, found.b) == ("u1", "percent", "30", "50")
    assert one.store.all(ProgressUpdate) == [replace(update, percent=30)]
    resolving.resolve(one, conflict_id=found.id, take="b")
    (own,) = one.store.all(ProgressUpdate)
    assert (own.id, own.percent, own.by) == ("u1", 50, "An")
    city.merge(the_city, paths=[offices.send(one, tmp_path / "c.nq57").file])
    assert the_city.store.all(ProgressUpdate, office="90001") == [own]
    assert (one.store.check(), the_city.store.check()) == ((), ())


def test_an_empty_new_computer_takes_over(two: tuple[Desk, Desk, Desk], tmp_path: Path) -> None:
    one, _other, the_city = two
    (tmp_path / "three").mkdir()
    first = offices.send(one, tmp_path / "again.nq57")
    keys = tmp_path / "three" / "keys"
    shutil.copytree(tmp_path / "one" / "keys", keys)
    with offices.opened_in(tmp_path / "three", offices.SAO_MAI, signing.load_keys(keys)) as new:
        taken = second_computer.take_over(new, path=first.file)
        assert (taken.counts.new, taken.conflicts) == (len(MANY) + 4, ())
        offices.change(new, replace(TASK, name="Từ máy mới"))
        sent = make_bundle(new, year=2026, period="2026-11", window=offices.WINDOW, path=tmp_path / "new.nq57")
        assert sent.manifest.sequence == 3
        city.merge(the_city, paths=[first.file])
        (merged,) = city.merge(the_city, paths=[sent.file]).bundles
        assert (merged.outcome, merged.counts.edited, merged.problems) == (Outcome.APPLIED, 1, ())


def test_bundles_that_a_ward_does_not_take_over(two: tuple[Desk, Desk, Desk], tmp_path: Path) -> None:
    one, other, the_city = two
    own, theirs = offices.send(one, tmp_path / "own.nq57"), offices.send(other, tmp_path / "theirs.nq57")
    second_computer.take_over(one, path=theirs.file)
    for desk, file, code in (
        (one, own.file, "second.own"),
        (one, theirs.file, "second.taken"),
        (the_city, own.file, "workspace.no_ward"),
    ):
        with pytest.raises(Refused) as refused:
            second_computer.take_over(desk, path=file)
        assert refused.value.problems[0].code == code
