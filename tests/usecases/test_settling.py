"""A ward settles what the city's receipt names, whichever value it takes; the city's conflict ends with its bundle."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import dataclass, replace
from pathlib import Path

import pytest

from nq57desk.domain.conflicts import DELETED, WHOLE, ConflictState
from nq57desk.domain.periods import ReportingPeriod
from nq57desk.domain.plan import Task
from nq57desk.domain.progress import ProgressUpdate, State
from nq57desk.domain.records import Record
from nq57desk.domain.snapshot import Outcome
from nq57desk.errors import Refused
from nq57desk.usecases import city, city_receipts, receipt_findings, resolving, settling, trusting
from nq57desk.usecases.bundles import BundleMade
from nq57desk.usecases.receipt_findings import Finding
from nq57desk.usecases.receipts import import_receipt
from nq57desk.usecases.resolving import Decision
from nq57desk.workspace import Desk, open_desk
from tests.bundle import made, offices

TASK = Task("t1", "p1", "a1", number="1", name="Số hóa", lead="Phòng A")
UPDATE = ProgressUpdate("u1", "p1", "t1", "2026-11", State.IN_PROGRESS, percent=10, by="An", at="2026-11-16T08:00")
MANY = tuple(Task(f"x{n:02}", "p1", "a1", name=f"Việc {n}") for n in range(24))


@dataclass
class Ward:
    """One ward on two computers, and its city, which has the ward's first bundle."""

    folder: Path
    one: Desk
    other: Desk
    city: Desk
    sent: int = 0

    def send(self, desk: Desk) -> Outcome:
        self.sent += 1
        made_: BundleMade = offices.send(desk, self.folder / f"{self.sent}.nq57")
        (answer,) = city.merge(self.city, paths=[made_.file]).bundles
        return answer.outcome

    def differ(self, here: Record, there: Record) -> Finding:
        """Both computers change something and send it; what the receipt then asks of the first."""
        offices.change(self.one, here)
        offices.change(self.other, there)
        assert [self.send(self.one), self.send(self.other)] == [Outcome.APPLIED, Outcome.CONFLICT]
        return self.told()[0]

    def told(self) -> tuple[Finding, ...]:
        (issued,) = city_receipts.issue(self.city, folder=self.folder / "r").receipts
        import_receipt(self.one, path=issued.file)
        return receipt_findings.findings(self.one)

    def at_city(self) -> Task | None:
        return self.city.store.get(Task, "t1", office="90001")


@pytest.fixture
def ward(tmp_path: Path) -> Iterator[Ward]:
    with ExitStack() as stack:
        the_city = stack.enter_context(offices.opened(tmp_path / "city", offices.CITY))
        with offices.opened(tmp_path / "one", offices.SAO_MAI) as first:
            offices.change(first, *made.RECORDS[:3], TASK, UPDATE, *MANY)
            card = offices.card_of(first, tmp_path / "ward.nq57card")
            trusting.trust(first, path=offices.card_of(the_city, tmp_path / "city.nq57card"))
            offices.send(first, tmp_path / "first.nq57")
        shutil.copytree(tmp_path / "one", tmp_path / "two")
        city.enrol(the_city, cards=[card])
        city.merge(the_city, paths=[tmp_path / "first.nq57"])
        one = stack.enter_context(open_desk(tmp_path / "one", as_of=offices.DAY, who="An"))
        other = stack.enter_context(open_desk(tmp_path / "two", as_of=offices.DAY, who="Bình"))
        yield Ward(tmp_path, one, other, the_city)


@pytest.mark.parametrize(
    ("decision", "name"),
    [
        (Decision("a"), "Của máy một"),
        (Decision("b"), "Của máy hai"),
        (Decision("other", "Hai máy đều nhầm", '"Đã thống nhất"'), "Đã thống nhất"),
        (Decision("other", "Giữ như lần đầu", '"Số hóa"'), "Số hóa"),
    ],
)
def test_the_wards_word_ends_the_citys_conflict(ward: Ward, decision: Decision, name: str) -> None:
    found = ward.differ(replace(TASK, name="Của máy một"), replace(TASK, name="Của máy hai", lead="Phòng B"))
    assert (found.own, found.base, set(found.sides)) == (
        '"Của máy một"',
        '"Số hóa"',
        {'"Của máy một"', '"Của máy hai"'},
    )
    settling.settle(ward.one, found=[found], decision=decision)
    assert receipt_findings.findings(ward.one) == ()
    task = ward.one.store.get(Task, "t1")
    assert task is not None
    assert task.name == name
    entry = ward.one.store.journal(limit=1)[0]
    assert (entry.action, entry.who) == ("settle", "An")
    (open_,) = ward.city.store.conflicts()
    assert ward.send(ward.one) is Outcome.APPLIED
    assert ward.city.store.conflicts() == []
    over = ward.city.store.conflict(open_.id)
    assert over is not None
    assert over.state is ConflictState.SETTLED
    assert ward.at_city() == replace(TASK, name=name, lead="Phòng B")
    assert ward.told() == ()
    offices.change(ward.other, MANY[0], gone=[])
    offices.change(ward.other, replace(MANY[0], name="Việc khác"))
    assert ward.send(ward.other) is Outcome.APPLIED
    assert ward.city.store.conflicts() == []
    assert ward.at_city() == replace(TASK, name=name, lead="Phòng B")
    assert (ward.city.store.check(), ward.one.store.check()) == ((), ())


def test_each_computer_settles_what_both_reported_for_one_month(ward: Ward) -> None:
    """Both made a record of their own for the task and month: the city uses one id, so one of the two lacks it."""
    first, second = (replace(UPDATE, id=f"u-{n}", task_id="x00", percent=n) for n in (20, 30))
    offices.change(ward.one, first)
    offices.change(ward.other, second)
    assert [ward.send(ward.one), ward.send(ward.other)] == [Outcome.APPLIED, Outcome.CONFLICT]
    (open_,) = ward.city.store.conflicts()
    lacks = ward.other if open_.record_id == first.id else ward.one
    (issued,) = city_receipts.issue(ward.city, folder=ward.folder / "r").receipts
    import_receipt(lacks, path=issued.file)
    (found,) = receipt_findings.findings(lacks)
    assert (found.id, found.record_id, found.task_id) == (open_.record_id, lacks_id(lacks, ward, first, second), "x00")
    settling.settle(lacks, found=[found], decision=Decision("other", "Cộng cả hai", "50"))
    assert receipt_findings.findings(lacks) == ()
    assert ward.send(lacks) is Outcome.APPLIED
    assert ward.city.store.conflicts() == []
    months = [one for one in ward.city.store.all(ProgressUpdate, office="90001") if one.task_id == "x00"]
    assert [one.percent for one in months] == [50]
    assert ward.city.store.check() == ()


def lacks_id(desk: Desk, ward: Ward, first: ProgressUpdate, second: ProgressUpdate) -> str:
    return first.id if desk is ward.one else second.id


def test_what_was_settled_stays_so_when_the_ward_edits_on(ward: Ward) -> None:
    found = ward.differ(replace(TASK, name="Một"), replace(TASK, name="Hai"))
    settling.settle(ward.one, found=[found], decision=Decision("b"))
    ward.send(ward.one)
    offices.change(ward.one, replace(TASK, name="Ba"))
    assert ward.send(ward.one) is Outcome.APPLIED
    assert ward.city.store.conflicts() == []
    assert ward.at_city() == replace(TASK, name="Ba")


def test_a_later_edit_on_the_other_computer_is_seen_again(ward: Ward) -> None:
    found = ward.differ(replace(TASK, name="Một"), replace(TASK, name="Hai"))
    settling.settle(ward.one, found=[found], decision=Decision("a"))
    ward.send(ward.one)
    offices.change(ward.other, replace(TASK, name="Bốn"))
    assert ward.send(ward.other) is Outcome.CONFLICT
    (again,) = ward.city.store.conflicts()
    assert {again.a, again.b} == {'"Một"', '"Bốn"'}


@pytest.mark.parametrize(("take", "there"), [("a", False), ("b", True)])
def test_a_deletion_against_an_edit_is_settled_too(ward: Ward, take: str, there: bool) -> None:
    offices.change(ward.one, gone=[TASK, UPDATE])
    offices.change(ward.other, replace(TASK, name="Sửa"))
    ward.send(ward.one)
    assert ward.send(ward.other) is Outcome.CONFLICT
    (found,) = ward.told()
    assert (found.field, found.own) == (WHOLE, DELETED)
    settling.settle(ward.one, found=[found], decision=Decision(take))
    assert (ward.one.store.get(Task, "t1") is not None) is there
    ward.send(ward.one)
    assert ward.city.store.conflicts() == []
    assert (ward.at_city() is not None) is there


def test_settling_is_one_step_that_can_be_undone(ward: Ward) -> None:
    found = ward.differ(replace(TASK, name="Một"), replace(TASK, name="Hai"))
    for take in ("a", "b"):
        settling.settle(ward.one, found=[found], decision=Decision(take, "vì sao"))
        ward.one.store.undo(who="An", at=ward.one.now())
        assert ward.one.store.get(Task, "t1") == replace(TASK, name="Một")
        assert receipt_findings.findings(ward.one) == (found,)
        assert ward.one.store.conflicts(open_only=False) == []
    assert ward.one.store.check() == ()


def test_a_closed_period_is_opened_first_and_who_wrote_is_no_conflict(ward: Ward) -> None:
    here = replace(UPDATE, percent=40, by="An", at="2026-11-19T08:00", recorded_on=offices.DAY)
    found = ward.differ(here, replace(UPDATE, percent=60, by="Bình", at="2026-11-19T09:00"))
    assert [one.field for one in ward.city.store.conflicts()] == ["percent"]
    closed = ReportingPeriod("k", 2026, "2026-11", closed_on=offices.DAY)
    offices.change(ward.one, closed)
    with pytest.raises(Refused) as refused:
        settling.settle(ward.one, found=[found], decision=Decision("b"))
    assert refused.value.problems[0].code == "workspace.closed_period"
    settling.settle(ward.one, found=[found], decision=Decision("a"))
    offices.change(ward.one, replace(closed, closed_on=None))
    ward.send(ward.one)
    assert ward.city.store.conflicts() == []


def test_the_ward_hears_what_the_city_shows_meanwhile(ward: Ward) -> None:
    ward.differ(replace(TASK, name="Một"), replace(TASK, name="Hai"))
    (conflict,) = ward.city.store.conflicts()
    decision = Decision("other", "Đơn vị báo qua điện thoại", '"Ba"')
    resolving.decide(ward.city, conflict_ids=[conflict.id], decision=decision)
    task = ward.at_city()
    assert task is not None
    assert task.name == "Ba"
    (found,) = ward.told()
    assert (found.in_force, set(found.sides), found.reason) == ('"Ba"', {'"Một"', '"Hai"'}, decision.reason)
    settling.settle(ward.one, found=[found], decision=decision)
    ward.send(ward.one)
    assert ward.city.store.conflicts() == []
    assert ward.at_city() == replace(TASK, name="Ba")


@pytest.mark.parametrize(
    ("decision", "code"),
    [
        (Decision("c"), "conflict.take"),
        (Decision("other", "", '"Ba"'), "conflict.reason"),
        (Decision("other", "vì", "7"), "conflict.value"),
    ],
)
def test_decisions_that_are_none(ward: Ward, decision: Decision, code: str) -> None:
    found = ward.differ(replace(TASK, name="Một"), replace(TASK, name="Hai"))
    with pytest.raises(Refused) as refused:
        settling.settle(ward.one, found=[found], decision=decision)
    assert refused.value.problems[0].code == code
    assert ward.one.store.get(Task, "t1") == replace(TASK, name="Một")
