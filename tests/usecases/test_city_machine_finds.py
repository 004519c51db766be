"""What the exchange's state machine found, each as a plain story."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import replace
from pathlib import Path

import pytest

from nq57desk.domain.conflicts import DELETED, WHOLE
from nq57desk.domain.plan import Task
from nq57desk.domain.progress import ProgressUpdate, State
from nq57desk.domain.sending import SentState, sent_state
from nq57desk.domain.snapshot import Outcome
from nq57desk.usecases import city, receipts, resolving, second_computer
from nq57desk.usecases.city_receipts import TAKEN_BACK, issue
from nq57desk.workspace import Desk, open_desk
from tests.bundle import made, offices
from tests.bundle.answered import Both, known

TASK = Task("t1", "p1", "a1", number="1", name="Số hóa", lead="Phòng A")
MANY = tuple(Task(f"x{n:02}", "p1", "a1", name=f"Việc {n}") for n in range(24))
UPDATE = ProgressUpdate("u9", "p1", "t1", "2026-11", State.IN_PROGRESS, percent=40, result="Xong một nửa")


@pytest.fixture
def both(tmp_path: Path) -> Iterator[Both]:
    with known(tmp_path) as opened:
        yield opened


@pytest.fixture
def two(tmp_path: Path) -> Iterator[tuple[Desk, Desk, Desk]]:
    """One ward on two computers that have nothing in common but the plan, and its city."""
    with ExitStack() as stack:
        the_city = stack.enter_context(offices.opened(tmp_path / "city", offices.CITY))
        with offices.opened(tmp_path / "one", offices.SAO_MAI) as first:
            offices.change(first, *made.RECORDS[:3], TASK, *MANY)
            card = offices.card_of(first, tmp_path / "ward.nq57card")
        shutil.copytree(tmp_path / "one", tmp_path / "two")
        city.enrol(the_city, cards=[card])
        one = stack.enter_context(open_desk(tmp_path / "one", as_of=offices.DAY, who="An"))
        other = stack.enter_context(open_desk(tmp_path / "two", as_of=offices.DAY, who="Bình"))
        yield one, other, the_city


def _deleted_there(two: tuple[Desk, Desk, Desk], folder: Path) -> str:
    """This computer reports on a task and sends; the other one deleted it, and its bundle is taken in here."""
    one, other, _city = two
    offices.change(one, UPDATE)
    offices.send(one, folder / "a.nq57")
    offices.change(other, gone=[TASK])
    b = offices.send(other, folder / "b.nq57")
    (conflict,) = second_computer.take_over(one, path=b.file).conflicts
    assert (conflict.field, conflict.a, conflict.shown) == (WHOLE, DELETED, "b")
    return conflict.id


def test_what_the_other_computer_deleted_stays_here_until_somebody_decides(
    two: tuple[Desk, Desk, Desk], tmp_path: Path
) -> None:
    one, _other, the_city = two
    _deleted_there(two, tmp_path)
    assert (one.store.get(Task, "t1"), one.store.all(ProgressUpdate)) == (TASK, [UPDATE])
    c = offices.send(one, tmp_path / "c.nq57")
    city.merge(the_city, paths=[tmp_path / f"{name}.nq57" for name in "abc"])
    assert c.digest in {one.b_digest for one in the_city.store.conflicts()}
    assert one.store.check() == ()


def test_a_deletion_there_that_was_agreed_to_ends_the_citys_conflict(
    two: tuple[Desk, Desk, Desk], tmp_path: Path
) -> None:
    one, _other, the_city = two
    conflict = _deleted_there(two, tmp_path)
    resolving.resolve(one, conflict_id=conflict, take="a")
    assert (one.store.get(Task, "t1"), one.store.all(ProgressUpdate)) == (None, [])
    offices.send(one, tmp_path / "c.nq57")
    city.merge(the_city, paths=[tmp_path / f"{name}.nq57" for name in "abc"])
    for waiting in city.held(the_city):
        city.accept_held(the_city, digest=waiting.digest, reason="Đã gọi điện")
    assert the_city.store.conflicts() == []
    assert the_city.store.get(Task, "t1", office=made.CODE) is None


def test_a_bundle_that_changed_no_row_is_taken_back_before_the_one_it_follows(both: Both) -> None:
    first, same = both.send(), both.send("2026-10")
    both.merge(first)
    assert both.merge(same) == [Outcome.APPLIED.value]
    resolving.undo_merge(both.city, office=made.CODE)
    assert both.city.store.count(Task, office=made.CODE) == 2
    resolving.undo_merge(both.city, office=made.CODE)
    assert both.city.store.count(Task, office=made.CODE) == 0
    assert both.merge(same) == [Outcome.APPLIED.value]
    assert both.city.store.count(Task, office=made.CODE) == 2
    assert both.city.store.check() == ()


def test_a_merge_that_was_taken_back_is_told_to_the_ward(both: Both, tmp_path: Path) -> None:
    sent = both.send()
    both.merge(sent)
    receipts.import_receipt(both.ward, path=both.receipt().file)
    resolving.undo_merge(both.city, office=made.CODE)
    (told,) = issue(both.city, folder=tmp_path / "again").receipts
    assert [(one.outcome, one.code) for one in told.receipt.bundles] == [(Outcome.HELD, TAKEN_BACK)]
    (bundle,) = receipts.import_receipt(both.ward, path=told.file).bundles
    assert (bundle.receipt_at, sent_state(bundle, newest=True)) == ("", SentState.HELD)
    assert both.merge(sent) == [Outcome.APPLIED.value]
    receipts.import_receipt(both.ward, path=both.receipt().file)
    assert both.ward.store.made_bundles()[0].receipt_at


def test_a_new_name_beside_a_deletion(two: tuple[Desk, Desk, Desk], tmp_path: Path) -> None:
    one, other, the_city = two
    offices.change(one, replace(TASK, name="Mới"))
    offices.change(other, gone=[TASK])
    files = [offices.send(desk, tmp_path / f"{desk.who}.nq57").file for desk in (one, other)]
    city.merge(the_city, paths=files)
    for waiting in city.held(the_city):
        city.accept_held(the_city, digest=waiting.digest, reason="Đã gọi điện")
    assert [(one.field, one.a) for one in the_city.store.conflicts()] == [(WHOLE, DELETED)]


def test_the_words_of_a_row_deleted_on_both_computers_do_not_hang_on_the_order(
    two: tuple[Desk, Desk, Desk], tmp_path: Path
) -> None:
    files = []
    for desk, lead in zip(two[:2], ("Phòng B", "Phòng C"), strict=True):
        files.append(offices.send(desk, tmp_path / f"{desk.who} 1.nq57").file)
        offices.change(desk, replace(TASK, lead=lead))
        offices.change(desk, gone=[TASK])
        files.append(offices.send(desk, tmp_path / f"{desk.who} 2.nq57").file)
    seen = set()
    for at, order in enumerate(((0, 1, 2, 3), (1, 3, 0, 2), (3, 1, 2, 0), (1, 3, 2, 0), (3, 1, 0, 2))):
        with offices.opened(tmp_path / f"city {at}", offices.CITY) as desk:
            city.enrol(desk, cards=[tmp_path / "ward.nq57card"])
            for one in order:
                city.merge(desk, paths=[files[one]])
            for waiting in city.held(desk):
                city.accept_held(desk, digest=waiting.digest, reason="Đã gọi điện")
            seen |= {row for row in offices.tables(desk)["task"] if row[1] == TASK.id}
    (one_row,) = seen
    assert one_row[4] == 1
