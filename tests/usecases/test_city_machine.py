"""Two wards with two computers each and a city: whatever happens, nothing saved and sent is lost without a sign.

Real databases, bundles, backups and receipts. At the end every edit of every bundle that the city took is what it
shows, or was followed by another that knew of it, or stands in a conflict; what was not taken is on the list of what
waits or was given back; a second city that gets the same bundles in another order, and the same decisions, has the same
rows; the receipts say what both sides have. ``EXCHANGES=20000 ./check --long`` says how many, ``EXCHANGES_SEED`` where
chance begins.
"""

from __future__ import annotations

import math
import os
import random
import tempfile
from pathlib import Path

import pytest
from hypothesis import HealthCheck, seed, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)

from nq57desk.domain.conflicts import ConflictState
from nq57desk.usecases import city, locks, resolving
from nq57desk.usecases.city_receipts import IssuedReceipt
from nq57desk.workspace import Desk
from tests.usecases import city_machine_receipts as receipts
from tests.usecases.city_machine_assignments import LATER, Assignments
from tests.usecases.city_machine_edits import edited
from tests.usecases.city_machine_world import MONTHS, WARDS, World, template, tried

Place = tuple[int, int]
Edit = tuple[str, int, str, str]
PLACES = st.sampled_from([(0, 0), (0, 1), (0, 0), (0, 1), (1, 0), (1, 1)])
ANY = st.integers(0, 60)
EDITS = st.tuples(
    st.sampled_from(("name", "lead", "report", "report", "measure", "add", "drop", "clear", "bring back")),
    st.integers(0, 4),
    st.sampled_from(MONTHS),
    st.sampled_from(("", "", "Một", "Hai")),
)
"""What is done, to which row, for which month, with which word ("" for a new one)."""
_SHORT, _LONG, _PART, _SEED = 50, 1_000, 100, 57
_STEPS = 16


class Exchange(RuleBasedStateMachine):
    """See the module."""

    start: Path
    ran = 0

    @initialize()
    def begin(self) -> None:
        self.folder = tempfile.TemporaryDirectory()
        self.world = World(Path(self.folder.name), self.start)
        self.issued: list[IssuedReceipt] = []
        self.assignments = Assignments(self.world)
        type(self).ran += 1

    def teardown(self) -> None:
        if not hasattr(self, "world"):
            return
        try:
            self._the_end()
        finally:
            self.world.close()
            self.folder.cleanup()

    # At the wards

    @rule(place=PLACES, edits=st.lists(EDITS, min_size=1, max_size=4), month=st.sampled_from(["", *MONTHS, *MONTHS]))
    def work(self, place: Place, edits: list[Edit], month: str) -> None:
        """A few edits are saved; perhaps a bundle is made then."""
        for edit in edits:
            edited(self.world, place, *edit)
        if month:
            self.world.send(place, month)

    @rule(ward=st.integers(0, 1), edits=st.tuples(EDITS, EDITS), month=st.sampled_from(MONTHS))
    def work_apart(self, ward: int, edits: tuple[Edit, Edit], month: str) -> None:
        """Both computers of a ward work at the same time and each makes a bundle."""
        for pc, edit in enumerate(edits):
            self.work((ward, pc), [edit], month)

    @rule(place=PLACES, at=ANY, what=st.sampled_from(("save", "restore")))
    def care(self, place: Place, at: int, what: str) -> None:
        """A backup is made, or one takes the place of a computer's data: its own or the other computer's."""
        saved = [one for one in self.world.saved if one.place[0] == place[0]]
        if what == "save":
            self.world.save(place)
        elif saved:
            self.world.restore(place, saved[at % len(saved)])

    @rule(place=PLACES, at=ANY, what=st.sampled_from(("take over", "take over", "a", "b")))
    def meet(self, place: Place, at: int, what: str) -> None:
        """A computer takes the other one's bundle in, or settles what both say differently."""
        sent = [one for one in self.world.sent if one.ward == WARDS[place[0]]]
        if what != "take over":
            self.world.decide_here(place, at, what)
        elif sent:
            assert self.world.take_over(place, sent[at % len(sent)]) in ("", "second.own", "second.taken")

    @rule(place=PLACES, at=ANY, what=st.sampled_from(("give", "withdraw", "correct", "add", "link", LATER)))
    def assign(self, place: Place, at: int, what: str) -> None:
        """The city gives, withdraws or corrects one of its tasks; a ward takes any file of those issued so far."""
        if what in ("give", "withdraw"):
            self.assignments.issue(at, WARDS[place[0]], withdraw=what == "withdraw")
        elif what == "correct":
            self.assignments.correct(at)
        else:
            self.assignments.take(place, at, what)

    # The city

    @precondition(lambda self: self.world.sent)
    @rule(which=st.lists(ANY, min_size=1, max_size=4))
    def arrive(self, which: list[int]) -> None:
        """Any bundles come, for the first time or again; the others are under way or lost."""
        for at in which:
            self.world.arrive(self.world.city, self.world.sent[at % len(self.world.sent)])

    @rule(at=ANY, what=st.sampled_from(("accept", "return", "a", "b")))
    def decide(self, at: int, what: str) -> None:
        """A person at the city decides about a bundle that waits, or about a conflict."""
        desk = self.world.city
        if what in ("a", "b"):
            if found := desk.store.conflicts():
                chosen = found[at % len(found)].id
                code, _done = tried(lambda: resolving.resolve(desk, conflict_id=chosen, take=what))
                assert code in ("", "conflict.locked")
        elif waiting := city.held(desk):
            settle = city.accept_held if what == "accept" else city.return_held
            settle(desk, digest=waiting[at % len(waiting)].digest, reason="Đã gọi điện")

    @rule(ward=st.sampled_from(WARDS), month=st.sampled_from(MONTHS), what=st.sampled_from(("undo", "undo", "lock")))
    def govern(self, ward: str, month: str, what: str) -> None:
        """An office's last merge is taken back, or a period locked or opened again."""
        desk = self.world.city
        if what == "undo":
            code, _done = tried(lambda: resolving.undo_merge(desk, office=ward))
            assert code in ("", "conflict.no_merge")
        elif month in desk.store.locks():
            locks.unlock(desk, period=month, reason="Bổ sung")
        else:
            locks.lock(desk, period=month)

    @rule(pc=st.integers(0, 1), at=ANY, what=st.sampled_from(("issue", "take")))
    def answer(self, pc: int, at: int, what: str) -> None:
        """The city writes receipts; a computer takes any of those written so far."""
        if what == "issue":
            self.issued += receipts.issue(self.world)
        elif self.issued:
            receipt = self.issued[at % len(self.issued)]
            receipts.take(self.world.computers[WARDS.index(receipt.receipt.office), pc], receipt)

    @invariant()
    def the_city_is_whole(self) -> None:
        if hasattr(self, "world"):
            assert self.world.city.store.check() == ()

    # At the end

    def _the_end(self) -> None:
        world = self.world
        assert world.lost() == []
        receipts.agree(world)
        self.assignments.take_newest()
        for sent in world.sent:
            world.arrive(world.city, sent)
        assert world.lost() == []
        world.accept_all(world.city)
        assert world.lost() == []
        self._each_is_somewhere()
        receipts.agree(world)
        self._any_order()
        for one in (world.city, *(computer.desk for computer in world.computers.values())):
            assert one.store.check() == ()

    def _each_is_somewhere(self) -> None:
        """Every bundle was taken, or given back with a reason."""
        known = {one.digest: one for one in self.world.city.store.received_bundles()}
        for sent in self.world.sent:
            assert known[sent.digest].taken or known[sent.digest].reason

    def _any_order(self) -> None:
        world = self.world
        taken = {one.digest for one in world.city.store.received_bundles() if one.taken}
        order = [sent for sent in world.sent if sent.digest in taken]
        random.Random(_SEED + len(order)).shuffle(order)
        for sent in order:
            world.arrive(world.other, sent)
        world.accept_all(world.other)
        self._decide_alike(world.city, world.other)
        assert _told(world.other) == _told(world.city)
        assert world.ward_rows(world.other) == world.ward_rows(world.city)

    @staticmethod
    def _decide_alike(one: Desk, other: Desk) -> None:
        decided = {c.id: c.value for c in one.store.conflicts() if c.state is ConflictState.DECIDED}
        while found := [c for c in other.store.conflicts() if c.id in decided and c.state is ConflictState.OPEN]:
            side = "b" if found[0].b == decided[found[0].id] else "a"
            resolving.resolve(other, conflict_id=found[0].id, take=side)


def _told(desk: Desk) -> list[tuple[str, ...]]:
    found = desk.store.conflicts()
    return [(c.id, c.office, c.base, c.a, c.b, c.a_digest, c.b_digest, c.shown) for c in found]


@pytest.fixture(scope="session")
def start(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return template(tmp_path_factory.mktemp("start"))


def exchanges(start: Path, many: int, first: int = _SEED) -> int:
    """Run that many exchanges from this seed; how many were run."""
    Exchange.start, Exchange.ran = start, 0
    run_state_machine_as_test(
        seed(first)(Exchange),
        settings=settings(
            max_examples=many,
            stateful_step_count=_STEPS,
            deadline=None,
            database=None,
            suppress_health_check=list(HealthCheck),
        ),
    )
    print(f"{Exchange.ran} exchanges from seed {first}")
    return Exchange.ran


def test_wards_computers_and_the_city(start: Path) -> None:
    assert exchanges(start, _SHORT) >= _SHORT


@pytest.mark.long
@pytest.mark.parametrize("part", range(math.ceil(int(os.environ.get("EXCHANGES", _LONG)) / _PART)))
def test_wards_computers_and_the_city_many_times(start: Path, part: int) -> None:
    """In parts, each from a seed of its own."""
    assert exchanges(start, _PART, int(os.environ.get("EXCHANGES_SEED", _SEED)) + 1 + part) >= _PART
