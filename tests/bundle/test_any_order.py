"""Whatever order bundles arrive in, however often, whatever is lost on the way: the city ends in the same tables."""

from __future__ import annotations

import tempfile
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from nq57desk.bundle import signing
from nq57desk.bundle.bundles import Written
from nq57desk.domain.changes import Counts
from nq57desk.domain.organisation import Office, OrgUnit
from nq57desk.domain.plan import Task
from nq57desk.domain.progress import ProgressUpdate, State
from nq57desk.domain.records import KINDS, Record, kind_of
from nq57desk.domain.snapshot import Outcome, SnapshotLine
from nq57desk.usecases import city
from nq57desk.workspace import Desk
from tests.bundle import made, offices

CODES = ("90001", "90002", "90003")
STATES = st.sampled_from(list(State))
EDITS = st.lists(
    st.one_of(
        st.tuples(st.just("task"), st.integers(0, 5), st.sampled_from(["Một", "Hai", "Ba"])),
        st.tuples(st.just("drop"), st.integers(0, 5), st.just("")),
        st.tuples(st.just("report"), st.integers(0, 5), STATES),
        st.tuples(st.just("body"), st.integers(0, 2), st.sampled_from(["Phòng A", "Phòng B"])),
    ),
    max_size=5,
)
Tables = dict[str, list[tuple[Any, ...]]]
CHAIN = st.lists(EDITS, min_size=1, max_size=4)
"""An office's edits before each of its bundles."""


@dataclass
class Ward:
    """What a ward would keep: records with their revisions, tombstones too."""

    revision: int = 1
    rows: dict[tuple[str, str], SnapshotLine] = field(default_factory=dict)
    sent: list[Written] = field(default_factory=list)

    def put(self, record: Record, *, deleted: bool = False) -> None:
        self.revision += 1
        self.rows[kind_of(type(record)).name, record.id] = made.line(record, self.revision, deleted=deleted)

    def alive(self, kind: str, record_id: str) -> bool:
        row = self.rows.get((kind, record_id))
        return row is not None and not row.deleted

    def edit(self, what: str, number: int, value: str) -> None:
        task = Task(f"t{number}", "p1", "a1", position=number, name=value)
        update = ProgressUpdate(f"u{number}", "p1", task.id, "2026-11", State.DONE)
        if what == "task":
            self.put(task)
        elif what == "body":
            self.put(OrgUnit(f"b{number}", value))
        elif what == "drop" and self.alive("task", task.id):
            self.put(task, deleted=True)
            if self.alive("progress_update", update.id):
                self.put(update, deleted=True)
        elif what == "report" and self.alive("task", task.id):
            self.put(replace(update, state=State(value)))

    def send(self, code: str, keys: signing.Keys) -> None:
        order = [kind.name for kind in KINDS]
        lines = sorted(self.rows.values(), key=lambda line: (order.index(line.kind), line.id))
        head = replace(made.after(made.HEAD, *self.sent), office=code, revision=self.revision)
        self.sent.append(made.bundle(keys, head, lines))


def sent_by(code: str, chain: list[list[tuple[str, int, str]]], keys: signing.Keys) -> list[Written]:
    ward = Ward()
    for record in made.RECORDS[1:3]:
        ward.put(record)
    for edits in chain:
        for edit in edits:
            ward.edit(*edit)
        ward.send(code, keys)
    return ward.sent


def merged(desk: Desk, files: list[bytes]) -> city.MergeReport:
    """Each file under the number of its turn, so that it is taken in this order."""
    folder = desk.folder / "inbox"
    folder.mkdir(exist_ok=True)
    paths = []
    for number, data in enumerate(files):
        paths.append(folder / f"{number:03}.nq57")
        paths[-1].write_bytes(data)
    return city.merge(desk, paths=paths)


def city_after(folder: Path, keys: signing.Keys, *batches: list[bytes]) -> tuple[Desk, list[city.MergeReport]]:
    """A new city that took these batches one after the other, closed again."""
    with offices.opened(folder, offices.CITY, keys) as desk:
        for code in CODES:
            office = Office(code, f"phường {code}", sign_key=keys.public.sign_key)
            desk.store.keep_office(office, who="an", at=desk.now())
        reports = []
        for batch in batches:
            reports.append(merged(desk, batch))
            for waiting in city.held(desk):
                city.accept_held(desk, digest=waiting.digest, reason="Đã hỏi đơn vị")
        assert desk.store.check() == ()
    return desk, reports


def two_cities(
    keys: signing.Keys, chains: list[list[list[tuple[str, int, str]]]], data: st.DataObject
) -> tuple[Tables, Tables, city.MergeReport]:
    """The tables of a city that got each office's newest bundle alone and of one that got them mixed, some twice; and
    what that one said when all of them came once more."""
    sent = [sent_by(code, chain, keys) for code, chain in zip(CODES, chains, strict=True)]
    newest = [chain[-1].file for chain in sent]
    in_order = [written.file for chain in sent for written in chain]
    arrivals = data.draw(st.permutations(in_order + data.draw(st.lists(st.sampled_from(in_order), max_size=4))))
    lost = data.draw(st.sets(st.sampled_from(in_order))) - set(newest)
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        only_newest, _ = city_after(folder / "newest", keys, newest)
        mixed, reports = city_after(folder / "mixed", keys, [one for one in arrivals if one not in lost], arrivals)
        return offices.tables(only_newest), offices.tables(mixed), reports[1]


@settings(max_examples=15, deadline=None)
@given(chains=st.tuples(CHAIN, CHAIN, CHAIN).map(list), data=st.data())
def test_any_order_and_any_repetition_end_in_the_same_tables(
    keys: signing.Keys, chains: list[list[list[tuple[str, int, str]]]], data: st.DataObject
) -> None:
    newest, mixed, again = two_cities(keys, chains, data)
    assert mixed == newest
    assert again.total == Counts()
    assert {one.outcome for one in again.bundles} <= {Outcome.ALREADY_RECEIVED, Outcome.STALE}


@pytest.mark.long
@settings(max_examples=500, deadline=None)
@given(chains=st.tuples(CHAIN, CHAIN, CHAIN).map(list), data=st.data())
def test_any_order_and_any_repetition_many_times(
    keys: signing.Keys, chains: list[list[list[tuple[str, int, str]]]], data: st.DataObject
) -> None:
    newest, mixed, again = two_cities(keys, chains, data)
    assert mixed == newest
    assert again.total == Counts()
    assert {one.outcome for one in again.bundles} <= {Outcome.ALREADY_RECEIVED, Outcome.STALE}
