"""Two wards with two computers each and a city: whatever happens, nothing that was sent is lost without a sign.

At the end every field of every newest bundle is what the city shows, or stands in a conflict, or its bundle is on the
list of those that wait; and a second city that gets the same bundles in another order shows the same.
"""

from __future__ import annotations

import json
import random
import tempfile
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule, run_state_machine_as_test

from nq57desk.bundle import bundles, contents, signing
from nq57desk.bundle.bundles import Written
from nq57desk.domain.conflicts import WHOLE
from nq57desk.domain.organisation import Office
from nq57desk.domain.plan import Task
from nq57desk.domain.progress import ProgressUpdate, State
from nq57desk.domain.snapshot import Outcome
from nq57desk.store.store import Store
from nq57desk.usecases import city, resolving
from nq57desk.workspace import DATABASE, Clock, Desk
from tests.bundle import made, offices
from tests.bundle.test_forks import FRAME, Computer

WARDS = ("90001", "90002")
_SEED = 57
_PLACES = st.sampled_from([(ward, pc) for ward in range(2) for pc in range(2)])
_TASKS = st.integers(0, 3)
_WORDS = st.sampled_from(["Một", "Hai", "Ba"])


@pytest.fixture(scope="session")
def ward_keys(tmp_path_factory: pytest.TempPathFactory) -> signing.Keys:
    return made.keys_in(tmp_path_factory.mktemp("wards") / "keys")


def task(number: int) -> Task:
    return Task(f"t{number}", "p1", "a1", position=number, name=f"Việc {number}")


def new_city(folder: Path, keys: signing.Keys) -> Desk:
    """An empty city that knows both wards, with the database open."""
    with offices.opened(folder, offices.CITY, keys):
        pass
    desk = Desk(folder, Store.open(folder / DATABASE), Clock(offices.DAY), "Trần Thị Bình", read_only=False)
    for code in WARDS:
        office = Office(code, f"phường {code}", sign_key=keys.public.sign_key)
        desk.store.keep_office(office, who="an", at=desk.now())
    return desk


def take(desk: Desk, file: bytes) -> Outcome:
    (one,) = city.merge(desk, paths=offices.put(desk.folder / "inbox", [file])).bundles
    assert one.outcome is not Outcome.REJECTED, one.problems
    for waiting in city.held(desk):
        accepted = city.accept_held(desk, digest=waiting.digest, reason="Đã gọi điện")
        assert accepted.outcome in (Outcome.APPLIED, Outcome.CONFLICT, Outcome.STALE), accepted.problems
    return one.outcome


def _tasks(written: Written) -> dict[str, dict[str, str]]:
    """What a bundle says of its live tasks, by id."""
    found = bundles.read(bundles.opened(written.file), None)
    return {
        line.id: json.loads(line.content) for line in contents.lines(found) if line.kind == "task" and not line.deleted
    }


def _common(sent: list[Written], one: Written, other: Written) -> dict[str, dict[str, str]]:
    """The tasks of the newest bundle that two of them build on."""
    both = {e.digest for e in one.manifest.before} & {e.digest for e in other.manifest.before}
    known = [written for written in sent if written.digest in both]
    return _tasks(max(known, key=lambda written: written.manifest.sequence)) if known else {}


class Exchange(RuleBasedStateMachine):
    """See the module."""

    keys: signing.Keys

    @initialize()
    def begin(self) -> None:
        self.folder = tempfile.TemporaryDirectory()
        self.desk = new_city(Path(self.folder.name) / "city", self.keys)
        first = [Computer({}).put(*FRAME, *map(task, range(4))) for _ in WARDS]
        self.sent: list[Written] = [self._send(one, code) for one, code in zip(first, WARDS, strict=True)]
        self.arrived: list[Written] = []
        self.computers = [[one, one.copy("pc-2")] for one in first]
        self.decided = False

    def teardown(self) -> None:
        if not hasattr(self, "desk"):
            return
        try:
            self._arrive_all()
            self._nothing_lost()
            self._any_order()
        finally:
            self.desk.store.close()
            self.folder.cleanup()

    def _send(self, one: Computer, code: str) -> Written:
        one.office = code
        return one.send(self.keys)

    def _at(self, place: tuple[int, int]) -> Computer:
        return self.computers[place[0]][place[1]]

    def _alive(self, place: tuple[int, int], kind: str, record_id: str) -> bool:
        row = self._at(place).rows.get((kind, record_id))
        return row is not None and not row.deleted

    @rule(place=_PLACES, number=_TASKS, name=_WORDS, lead=_WORDS)
    def edit(self, place: tuple[int, int], number: int, name: str, lead: str) -> None:
        if self._alive(place, "task", f"t{number}"):
            self._at(place).put(replace(task(number), name=name, lead=lead))

    @rule(place=_PLACES, number=_TASKS, percent=st.integers(0, 3))
    def report(self, place: tuple[int, int], number: int, percent: int) -> None:
        if self._alive(place, "task", f"t{number}"):
            update = ProgressUpdate(f"u{number}-{place[1]}", "p1", f"t{number}", "2026-11", State.IN_PROGRESS)
            other = f"u{number}-{1 - place[1]}"
            if self._alive(place, "progress_update", other):
                update = replace(update, id=other)
            self._at(place).put(replace(update, percent=percent))

    @rule(place=_PLACES, number=_TASKS)
    def drop(self, place: tuple[int, int], number: int) -> None:
        if self._alive(place, "task", f"t{number}"):
            updates = [
                ProgressUpdate(f"u{number}-{n}", "p1", f"t{number}", "2026-11", State.IN_PROGRESS) for n in range(2)
            ]
            gone = [one for one in updates if self._alive(place, "progress_update", one.id)]
            self._at(place).put(task(number), *gone, gone=True)

    @rule(place=_PLACES)
    def send(self, place: tuple[int, int]) -> None:
        self.sent.append(self._send(self._at(place), WARDS[place[0]]))

    @rule(place=_PLACES)
    def restore(self, place: tuple[int, int]) -> None:
        """The computer goes back to a copy of the other one's data, as after a restored backup."""
        other = self.computers[place[0]][1 - place[1]].copy(f"pc-{place[1] + 1}")
        self.computers[place[0]][place[1]] = other

    @rule(at=st.integers(0, 200))
    def arrive(self, at: int) -> None:
        """Any bundle comes, once more or for the first time; the others are lost until the end."""
        written = self.sent[at % len(self.sent)]
        take(self.desk, written.file)
        self.arrived.append(written)

    @rule(side=st.sampled_from("ab"), at=st.integers(0, 20))
    def decide(self, side: str, at: int) -> None:
        found = self.desk.store.conflicts()
        if found:
            self.decided = True
            resolving.resolve(self.desk, conflict_id=found[at % len(found)].id, take=side)

    @invariant()
    def the_database_is_whole(self) -> None:
        if hasattr(self, "desk"):
            assert self.desk.store.check() == ()

    def _arrive_all(self) -> None:
        for written in self.sent:
            take(self.desk, written.file)

    def _nothing_lost(self) -> None:
        """What a newest bundle says is shown, or in a conflict, or was there before another side changed it."""
        for code in WARDS:
            sent = [written for written in self.sent if written.manifest.office == code]
            named = {earlier.digest for written in sent for earlier in written.manifest.before}
            heads = [written for written in sent if written.digest not in named]
            disputed = {(one.record_id, one.field) for one in self.desk.store.conflicts(office=code)}
            shown = {one.id: one for one in self.desk.store.all(Task, office=code)}
            if len(heads) == 1:
                assert not disputed
            for head in heads:
                others = [_common(sent, head, other) for other in heads if other is not head]
                for record_id, fields in _tasks(head).items():
                    if (record_id, WHOLE) in disputed:
                        continue
                    for name in ("name", "lead"):
                        in_place = record_id in shown and getattr(shown[record_id], name) == fields[name]
                        before = any(base.get(record_id, {}).get(name) == fields[name] for base in others)
                        assert in_place or before or (record_id, name) in disputed

    def _any_order(self) -> None:
        if self.decided:
            return
        order = list(self.sent)
        random.Random(_SEED + len(order)).shuffle(order)
        other = new_city(Path(self.folder.name) / "other", self.keys)
        try:
            for written in order:
                take(other, written.file)
            assert offices.tables(other) == offices.tables(self.desk)
            assert self._told(other) == self._told(self.desk)
        finally:
            other.store.close()

    @staticmethod
    def _told(desk: Desk) -> list[tuple[str, ...]]:
        found = desk.store.conflicts()
        return [(c.id, c.office, c.base, c.a, c.b, c.a_digest, c.b_digest, c.shown) for c in found]


def machine(keys: signing.Keys, examples: int) -> None:
    """Run that many exchanges and say how many."""
    Exchange.keys = keys
    run_state_machine_as_test(
        Exchange,
        settings=settings(
            max_examples=examples,
            stateful_step_count=14,
            deadline=None,
            suppress_health_check=[HealthCheck.too_slow, HealthCheck.filter_too_much],
        ),
    )
    print(f"{examples} exchanges")


def test_wards_computers_and_the_city(ward_keys: signing.Keys) -> None:
    machine(ward_keys, 50)
    assert Exchange.keys is ward_keys


@pytest.mark.long
def test_wards_computers_and_the_city_many_times(ward_keys: signing.Keys) -> None:
    machine(ward_keys, 1_000)
    assert Exchange.keys is ward_keys
