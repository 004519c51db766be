"""Two computers of one ward: merged field by field, both values kept where they differ, the same in any order."""

from __future__ import annotations

import itertools
import json
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from nq57desk.bundle import signing
from nq57desk.bundle.bundles import Written
from nq57desk.bundle.manifest import Earlier, Manifest
from nq57desk.domain.conflicts import DELETED, WHOLE, Conflict, ConflictState
from nq57desk.domain.organisation import Office
from nq57desk.domain.plan import Task
from nq57desk.domain.progress import ProgressUpdate, State
from nq57desk.domain.records import KINDS, Record, kind_of
from nq57desk.domain.snapshot import Outcome, SnapshotLine
from nq57desk.errors import Refused
from nq57desk.usecases import city, resolving
from nq57desk.workspace import Desk
from tests.bundle import made, offices
from tests.bundle.inbox import merge
from tests.bundle.made import HEAD

FRAME = made.RECORDS[:3]
TASK = Task("t1", "p1", "a1", name="Số hóa", lead="Phòng A", note="cũ")
OTHER = Task("t2", "p1", "a1", name="Tập huấn")
MANY = tuple(Task(f"x{n:02}", "p1", "a1", name=f"Việc {n}") for n in range(20))
_ORDER = [kind.name for kind in KINDS]


@dataclass
class Computer:
    """One of a ward's computers: its records, its revision, and the bundles that it knows of."""

    rows: dict[tuple[str, str], SnapshotLine]
    before: tuple[Earlier, ...] = ()
    revision: int = 1
    name: str = "pc-1"
    minute: int = 0
    office: str = made.CODE

    def copy(self, name: str) -> Computer:
        return Computer(dict(self.rows), self.before, self.revision, name, self.minute, self.office)

    def put(self, *records: Record, gone: bool = False) -> Computer:
        self.revision += 1
        for record in records:
            kind = kind_of(type(record)).name
            self.rows[kind, record.id] = made.line(record, self.revision, deleted=gone)
        return self

    def head(self) -> Manifest:
        sequence = max((one.sequence for one in self.before), default=0) + 1
        at = f"2026-11-20T08:{self.minute % 60:02}:00+07:00"
        return replace(
            HEAD,
            office=self.office,
            sequence=sequence,
            bundle_id=f"{self.name}-{sequence}",
            before=self.before,
            revision=self.revision,
            installation=self.name,
            made_at=at,
        )

    def send(self, keys: signing.Keys) -> Written:
        lines = sorted(self.rows.values(), key=lambda one: (_ORDER.index(one.kind), one.id))
        self.minute += 1
        written = made.bundle(keys, self.head(), lines)
        self.before = (*self.before, Earlier(written.manifest.sequence, written.digest))
        return written

    def learn(self, *others: Written) -> Computer:
        """Build on another computer's bundles."""
        known = {one.digest for one in self.before}
        told = [Earlier(one.manifest.sequence, one.digest) for one in others]
        told += [earlier for one in others for earlier in one.manifest.before]
        new = {one.digest: one for one in told if one.digest not in known}
        self.before = tuple(sorted((*self.before, *new.values()), key=lambda one: (one.sequence, one.digest)))
        self.revision = max([self.revision, *(one.manifest.revision for one in others)])
        return self


def start(keys: signing.Keys, *more: Record) -> tuple[Written, Computer, Computer]:
    one = Computer({}).put(*FRAME, TASK, OTHER, *MANY, *more)
    first = one.send(keys)
    two = one.copy("pc-2")
    two.minute = 30
    return first, one, two


def shown(desk: Desk, record_id: str = "t1") -> Task | None:
    return desk.store.get(Task, record_id, office=made.CODE)


def conflicts(desk: Desk) -> list[Conflict]:
    return desk.store.conflicts(office=made.CODE)


def test_what_only_one_side_changed_is_taken(desk: Desk, keys: signing.Keys) -> None:
    first, one, two = start(keys)
    a = one.put(replace(TASK, name="Số hóa hồ sơ")).send(keys)
    b = two.put(replace(TASK, lead="Phòng B"), Task("t9", "p1", "a1", name="Mới")).send(keys)
    assert [one.outcome for one in merge(desk, first.file)] == [Outcome.APPLIED]
    assert merge(desk, a.file)[0].outcome is Outcome.APPLIED
    (forked,) = merge(desk, b.file)
    assert (forked.outcome, [p.code for p in forked.problems]) == (Outcome.APPLIED, ["bundle.forked"])
    assert shown(desk) == replace(TASK, name="Số hóa hồ sơ", lead="Phòng B")
    assert shown(desk, "t9") is not None
    assert conflicts(desk) == []
    assert desk.store.check() == ()


def test_the_same_change_on_both_sides_is_no_conflict(desk: Desk, keys: signing.Keys) -> None:
    first, one, two = start(keys)
    a = one.put(replace(TASK, name="Như nhau")).send(keys)
    b = two.put(OTHER).put(replace(TASK, name="Như nhau")).send(keys)
    merge(desk, first.file)
    merge(desk, a.file)
    merge(desk, b.file)
    assert conflicts(desk) == []


def fork(desk: Desk, keys: signing.Keys) -> tuple[Written, Written, Conflict, Computer, Computer]:
    first, one, two = start(keys)
    a = one.put(replace(TASK, name="Của máy một", note="mới")).send(keys)
    b = two.put(replace(TASK, name="Của máy hai", lead="Phòng B")).send(keys)
    merge(desk, first.file)
    merge(desk, a.file)
    (forked,) = merge(desk, b.file)
    assert (forked.outcome, forked.counts.conflict) == (Outcome.CONFLICT, 1)
    (found,) = conflicts(desk)
    return a, b, found, one, two


def test_a_field_that_both_changed_is_kept_with_both_values(desk: Desk, keys: signing.Keys) -> None:
    a, b, found, _one, _two = fork(desk, keys)
    assert (found.kind, found.record_id, found.field) == ("task", "t1", "name")
    assert tuple(map(json.loads, (found.base, found.a, found.b))) == ("Số hóa", "Của máy một", "Của máy hai")
    assert (found.a_digest, found.b_digest, found.state) == (a.digest, b.digest, ConflictState.OPEN)
    assert shown(desk) == replace(TASK, name="Của máy một", note="mới", lead="Phòng B")
    assert merge(desk, b.file)[0].outcome is Outcome.ALREADY_RECEIVED


def test_a_person_decides_what_the_city_shows(desk: Desk, keys: signing.Keys) -> None:
    _a, _b, found, _one, _two = fork(desk, keys)
    resolving.resolve(desk, conflict_id=found.id, take="b", reason="Đã gọi điện")
    task = shown(desk)
    assert task is not None
    assert task.name == "Của máy hai"
    (now,) = conflicts(desk)
    assert (now.state, now.shown, now.reason, now.decided_by) == (
        ConflictState.DECIDED,
        "b",
        "Đã gọi điện",
        "Trần Thị Bình",
    )
    resolving.resolve(desk, conflict_id=found.id, take="a")
    task = shown(desk)
    assert task is not None
    assert task.name == "Của máy một"
    assert desk.store.check() == ()


@pytest.mark.parametrize(("given", "take", "code"), [("khác", "a", "conflict.unknown"), ("", "c", "conflict.take")])
def test_decisions_that_are_none(desk: Desk, keys: signing.Keys, given: str, take: str, code: str) -> None:
    _a, _b, found, _one, _two = fork(desk, keys)
    with pytest.raises(Refused) as refused:
        resolving.resolve(desk, conflict_id=given or found.id, take=take)
    assert refused.value.problems[0].code == code


def test_the_wards_next_bundle_that_knows_both_settles_it(desk: Desk, keys: signing.Keys) -> None:
    a, _b, found, _one, two = fork(desk, keys)
    both = two.learn(a).put(replace(TASK, name="Đã thống nhất")).send(keys)
    assert merge(desk, both.file)[0].outcome is Outcome.APPLIED
    assert conflicts(desk) == []
    task = shown(desk)
    assert task is not None
    assert (task.name, task.note) == ("Đã thống nhất", "cũ")
    settled = desk.store.conflict(found.id)
    assert settled is not None
    assert (settled.state, settled.settled_by) == (ConflictState.SETTLED, both.digest)
    with pytest.raises(Refused) as refused:
        resolving.resolve(desk, conflict_id=found.id, take="a")
    assert refused.value.problems[0].code == "conflict.settled"


def test_a_decision_stays_while_one_side_goes_on(desk: Desk, keys: signing.Keys) -> None:
    _a, _b, found, one, _two = fork(desk, keys)
    resolving.resolve(desk, conflict_id=found.id, take="b")
    later = one.put(replace(OTHER, name="Khác")).send(keys)
    assert merge(desk, later.file)[0].outcome is Outcome.APPLIED
    task, (now,) = shown(desk), conflicts(desk)
    assert task is not None
    assert (task.name, now.id, now.state) == ("Của máy hai", found.id, ConflictState.DECIDED)


UPDATE = ProgressUpdate("u1", "p1", "t1", "2026-11", State.IN_PROGRESS, percent=10)


def test_a_deletion_against_an_edit_stays_deleted_until_decided(desk: Desk, keys: signing.Keys) -> None:
    first, one, two = start(keys, UPDATE)
    a = one.put(replace(TASK, name="Sửa")).send(keys)
    b = two.put(TASK, UPDATE, gone=True).send(keys)
    for each in (first, a, b):
        merge(desk, each.file)
    (found,) = conflicts(desk)
    assert (found.field, found.a, shown(desk)) == (WHOLE, DELETED, None)
    assert desk.store.count(ProgressUpdate, office=made.CODE) == 0
    resolving.resolve(desk, conflict_id=found.id, take="b")
    assert shown(desk) == replace(TASK, name="Sửa")
    assert desk.store.all(ProgressUpdate, office=made.CODE) == [UPDATE]
    assert desk.store.check() == ()


def test_what_was_added_under_a_deleted_record_is_no_orphan(desk: Desk, keys: signing.Keys) -> None:
    first, one, two = start(keys)
    a = one.put(UPDATE).send(keys)
    b = two.put(TASK, gone=True).send(keys)
    for each in (first, a, b):
        merge(desk, each.file)
    (found,) = conflicts(desk)
    assert (found.kind, found.field, shown(desk)) == ("task", WHOLE, None)
    assert desk.store.all(ProgressUpdate, office=made.CODE) == []
    resolving.resolve(desk, conflict_id=found.id, take="b")
    assert desk.store.all(ProgressUpdate, office=made.CODE) == [UPDATE]


def test_a_deletion_of_what_the_other_left_alone_is_taken(desk: Desk, keys: signing.Keys) -> None:
    first, one, two = start(keys)
    a = one.put(replace(OTHER, name="Khác")).send(keys)
    b = two.put(TASK, gone=True).send(keys)
    for each in (first, b, a):
        merge(desk, each.file)
    assert (conflicts(desk), shown(desk)) == ([], None)


def test_both_reported_the_same_task_and_month(desk: Desk, keys: signing.Keys) -> None:
    first, one, two = start(keys)
    a = one.put(UPDATE).send(keys)
    b = two.put(replace(UPDATE, id="u2", percent=20, result="Xong phần một")).send(keys)
    for each in (first, a, b):
        merge(desk, each.file)
    found = conflicts(desk)
    assert [(one.field, one.base, one.a, one.b) for one in found] == [
        ("percent", "", "10", "20"),
        ("result", "", '""', '"Xong phần một"'),
    ]
    assert desk.store.all(ProgressUpdate, office=made.CODE) == [UPDATE]


def test_both_reported_and_the_later_computer_came_first(desk: Desk, keys: signing.Keys) -> None:
    first, one, two = start(keys)
    a = one.put(UPDATE).send(keys)
    b = two.put(replace(UPDATE, id="u2", percent=20)).send(keys)
    for each in (first, b, a):
        assert merge(desk, each.file)[0].outcome is not Outcome.REJECTED
    assert [(one.a, one.b) for one in conflicts(desk)] == [("10", "20")]
    assert desk.store.all(ProgressUpdate, office=made.CODE) == [UPDATE]
    assert desk.store.check() == ()


def test_one_revision_with_two_contents_is_a_conflict(desk: Desk, keys: signing.Keys) -> None:
    first, one, _two = start(keys)
    one.rows["task", "t1"] = made.line(replace(TASK, name="Khác"), 2)
    second = one.send(keys)
    merge(desk, first.file)
    (answer,) = merge(desk, second.file)
    (found,) = conflicts(desk)
    assert (answer.outcome, found.field, found.a, found.b) == (Outcome.CONFLICT, "name", '"Số hóa"', '"Khác"')
    assert shown(desk) == TASK
    third = one.send(keys)
    assert merge(desk, third.file)[0].outcome is Outcome.APPLIED
    assert (conflicts(desk), shown(desk)) == ([], replace(TASK, name="Khác"))


def test_undoing_a_merge_takes_its_conflicts_back(desk: Desk, keys: signing.Keys) -> None:
    first, one, two = start(keys)
    a = one.put(replace(TASK, name="Một")).send(keys)
    b = two.put(replace(TASK, name="Hai")).send(keys)
    for each in (first, a):
        merge(desk, each.file)
    before = offices.tables(desk)
    merge(desk, b.file)
    (found,) = conflicts(desk)
    resolving.resolve(desk, conflict_id=found.id, take="b")
    resolving.undo_merge(desk, office=made.CODE)
    assert offices.tables(desk) == before
    assert desk.store.conflicts(open_only=False) == []
    assert desk.store.check() == ()
    assert merge(desk, b.file)[0].outcome is Outcome.CONFLICT
    assert [one.id for one in conflicts(desk)] == [found.id]
    resolving.undo_merge(desk, office=made.CODE)
    resolving.undo_merge(desk, office=made.CODE)
    assert shown(desk) == TASK
    resolving.undo_merge(desk, office=made.CODE)
    assert shown(desk) is None
    with pytest.raises(Refused):
        resolving.undo_merge(desk, office=made.CODE)
    assert [one.outcome for one in merge(desk, a.file)] == [Outcome.APPLIED]


def state(desk: Desk) -> tuple[object, ...]:
    found = conflicts(desk)
    return offices.tables(desk), [(c.id, c.base, c.a, c.b, c.a_digest, c.b_digest, c.shown) for c in found]


def after(folder: Path, keys: signing.Keys, files: Sequence[Written]) -> tuple[object, ...]:
    with offices.opened(folder, offices.CITY, keys) as desk:
        desk.store.keep_office(Office(made.CODE, "Sao Mai", sign_key=keys.public.sign_key), who="an", at=desk.now())
        for each in files:
            (answer,) = merge(desk, each.file)
            assert answer.outcome is not Outcome.REJECTED, answer.problems
        for one in city.held(desk):
            city.accept_held(desk, digest=one.digest, reason="thử")
        assert desk.store.check() == ()
        return state(desk)


def test_any_order_of_a_fork_ends_the_same(tmp_path: Path, keys: signing.Keys) -> None:
    first, one, two = start(keys, UPDATE)
    a = one.put(replace(TASK, name="Một"), replace(UPDATE, percent=50)).send(keys)
    b = two.put(replace(TASK, name="Hai")).put(OTHER, gone=True).send(keys)
    c = two.put(replace(UPDATE, percent=60), Task("t7", "p1", "a1")).send(keys)
    files = (first, a, b, c)
    ends = [after(tmp_path / str(n), keys, order) for n, order in enumerate(itertools.permutations(files))]
    assert all(end == ends[0] for end in ends)
    found = ends[0][1]
    assert isinstance(found, list)
    assert len(found) == 2


def test_one_revision_with_two_contents_in_any_order(tmp_path: Path, keys: signing.Keys) -> None:
    first, one, _two = start(keys)
    one.rows["task", "t1"] = made.line(replace(TASK, name="Khác"), 2)
    files = (first, one.send(keys), one.put(OTHER).send(keys))
    for chosen in (files[:2], files):
        orders = enumerate(itertools.permutations(chosen))
        ends = [after(tmp_path / f"{len(chosen)}-{n}", keys, order) for n, order in orders]
        assert all(end == ends[0] for end in ends)


EDITS = st.lists(
    st.tuples(
        st.sampled_from(["name", "lead", "drop", "report", "send", "learn"]), st.integers(0, 2), st.integers(0, 2)
    ),
    min_size=2,
    max_size=12,
)


def sent_by_three(keys: signing.Keys, edits: list[tuple[str, int, int]]) -> list[Written]:
    """The bundles of a ward whose three computers went their own ways after the first one."""
    first, one, two = start(keys)
    computers, sent = [one, two, one.copy("pc-3")], [first]
    for what, at, number in edits:
        computer, record = computers[at], f"t{number + 1}"
        row = computer.rows.get(("task", record))
        if what == "send":
            sent.append(computer.send(keys))
        elif what == "learn":
            computer.learn(sent[-1])
        elif row is None or row.deleted:
            continue
        elif what == "drop":
            reports = [row for row in computer.rows.values() if row.kind == "progress_update" and not row.deleted]
            ids = [row.id for row in reports if row.id[1:-1] == record]
            its = [ProgressUpdate(one, "p1", record, "2026-11", State.DONE) for one in ids]
            computer.put(Task(record, "p1", "a1"), *its, gone=True)
        elif what == "report":
            computer.put(ProgressUpdate(f"u{record}{at}", "p1", record, "2026-11", State.DONE, percent=at))
        else:
            words = {"name": "Số", "lead": "", what: f"Máy {at}"}
            computer.put(Task(record, "p1", "a1", name=words["name"], lead=words["lead"]))
    return [*sent, *(computer.send(keys) for computer in computers)]


@settings(max_examples=15, deadline=None)
@given(edits=EDITS, data=st.data())
def test_three_computers_end_the_same_in_any_order(
    keys: signing.Keys, edits: list[tuple[str, int, int]], data: st.DataObject
) -> None:
    sent = sent_by_three(keys, edits)
    orders = [sent, *(data.draw(st.permutations(sent)) for _ in range(2))]
    with tempfile.TemporaryDirectory() as folder:
        ends = [after(Path(folder) / str(n), keys, order) for n, order in enumerate(orders)]
    assert all(end == ends[0] for end in ends)
