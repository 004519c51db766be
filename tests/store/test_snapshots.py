"""Another office's whole plan year: what it changes, and that neither order nor repetition matters."""

from __future__ import annotations

import itertools
import json
from collections.abc import Callable
from dataclasses import replace
from functools import partial
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from nq57desk.domain import records
from nq57desk.domain.changes import ChangeKind, Counts, Proposed
from nq57desk.domain.organisation import OrgUnit
from nq57desk.domain.plan import Plan, Task
from nq57desk.domain.records import Record
from nq57desk.domain.snapshot import MadeBundle, Outcome, ReceivedBundle, Snapshot, SnapshotLine
from nq57desk.errors import Refused
from nq57desk.store.store import Store
from tests.store.samples import (
    AT,
    CITY,
    PERIOD,
    PLAN,
    SECTION,
    SUBTASK,
    TASK,
    UNIT,
    UPDATE,
    VALUE,
    WARD,
    WHO,
    YEAR,
    city,
    dump,
    gone,
    line,
    merge,
    renamed,
    snapshot,
    ward,
    without,
    write,
)


def test_what_a_ward_sends_is_what_the_city_has(tmp_path: Path) -> None:
    with ward(tmp_path, *YEAR) as store, city(tmp_path) as there:
        write(store, renamed(TASK, "Khác"), gone(VALUE))
        lines = list(store.snapshot(2026))
        merge(there, snapshot(1, lines))
        assert dump(there.path) == dump(store.path)
        assert there.all(Task) == []
        assert there.all(Task, office=WARD.code) == store.all(Task)
        assert list(there.each(Task)) == [(WARD.code, SUBTASK), (WARD.code, renamed(TASK, "Khác"))]
        assert there.revision == 0
        assert there.check() == ()


def test_lines_come_parents_first_and_by_id(tmp_path: Path) -> None:
    with ward(tmp_path, *YEAR, Plan("old", 2025)) as store:
        lines = list(store.snapshot(2026))
    kinds = list(records.KIND)
    assert [(kinds.index(one.kind), one.id) for one in lines] == sorted(
        (kinds.index(one.kind), one.id) for one in lines
    )
    assert {one.id for one in lines} == {record.id for record in YEAR}
    assert all(one.content == records.canonical(json.loads(one.content)) for one in lines)


def test_the_same_again_changes_nothing(tmp_path: Path) -> None:
    with city(tmp_path) as there:
        merge(there, snapshot(1, YEAR))
        before = dump(there.path)
        applied = merge(there, snapshot(2, YEAR))
        assert applied.entry is None
        assert dump(there.path) == before
        with pytest.raises(Refused, match=r"store\.stale"):
            there.compare_snapshot(snapshot(2, YEAR))
        assert there.last_sequence(WARD.code, 2026) == 2


def test_each_kind_of_change_is_told(tmp_path: Path) -> None:
    with city(tmp_path) as there:
        merge(there, snapshot(1, [*without(YEAR, VALUE), line(VALUE, 1, deleted=True)]))
        change_set = there.compare_snapshot(
            snapshot(
                2,
                [
                    *without(YEAR, TASK, SUBTASK, UPDATE, VALUE, UNIT),
                    line(renamed(TASK, "Khác"), 2),
                    line(SUBTASK, 2, deleted=True),
                    line(replace(TASK, id="more"), 2),
                    line(replace(UPDATE, percent=50), 1),
                    line(VALUE, 2),
                    line(replace(UNIT, name="Phòng Kinh tế"), 2),
                ],
            )
        )
        assert change_set.by_kind["task"] == Counts(new=1, edited=1, deleted=1)
        assert change_set.by_kind["progress_update"] == Counts(conflict=1)
        assert change_set.by_kind["indicator_value"] == Counts(new=1)
        assert change_set.by_kind["org_unit"] == Counts(edited=1)
        found = {change.id: change for change in there.differing(change_set)}
        assert (found["task"].before, found["task"].after) == (TASK, renamed(TASK, "Khác"))
        assert found["subtask"].after is None
        assert found["update"].change is ChangeKind.CONFLICT


def test_rows_that_the_snapshot_lacks_go(tmp_path: Path) -> None:
    with city(tmp_path) as there:
        merge(there, snapshot(1, YEAR))
        applied = merge(there, snapshot(2, without(YEAR, TASK, SUBTASK, UPDATE)))
        assert applied.by_kind["task"] == Counts(deleted=2)
        assert there.all(Task, office=WARD.code) == []
        assert "task" not in {row[0] for row in dump(there.path)}
        assert there.check() == ()
        there.undo(who=WHO, at=AT)
        assert set(there.all(Task, office=WARD.code)) == {TASK, SUBTASK}
        assert there.check() == ()


def test_offices_and_years_never_touch_each_other(tmp_path: Path) -> None:
    next_plan = replace(PLAN, id="next", year=2027)
    with city(tmp_path) as there:
        write(there, *YEAR)
        own = [row for row in dump(there.path) if row[1] == CITY.code]
        merge(there, snapshot(1, YEAR, office="99001"))
        merge(there, snapshot(1, YEAR, office="99002"))
        merge(there, snapshot(1, [UNIT, next_plan], office="99001", year=2027))
        merge(there, snapshot(2, [UNIT], office="99002"))
        rows = dump(there.path)
        assert [row for row in rows if row[1] == CITY.code] == own
        assert {plan.id for plan in there.all(Plan, office="99001")} == {"plan", "next"}
        assert there.all(Plan, office="99002") == []
        assert there.count(Task, office="*") == 4
        assert there.check() == ()


def test_bodies_are_taken_when_their_revision_is_higher(tmp_path: Path) -> None:
    newer = replace(UNIT, name="Phòng Kinh tế, Hạ tầng")
    with city(tmp_path) as there:
        merge(there, snapshot(1, [line(newer, 5)], year=2027))
        merge(there, snapshot(1, [line(UNIT, 3), *without(YEAR, UNIT)]))
        assert there.all(OrgUnit, office=WARD.code) == [newer]


BAD_LINES = [
    (SnapshotLine("song", "x", 1, False, b"{}"), "store.unknown_kind"),
    (replace(line(UPDATE), content=b"[]"), "store.bad_record"),
    (replace(line(UPDATE), content=b"{"), "store.bad_record"),
    (replace(line(UPDATE), content=b"\xff{}"), "store.bad_record"),
    (replace(line(UPDATE), content=b"[" * 100_000), "store.bad_record"),
    (replace(line(UPDATE), content=line(UPDATE).content + b" "), "store.bad_record"),
    (replace(line(UPDATE), content=line(UPDATE).content.replace(b'"at":', b'"at": ')), "store.bad_record"),
    (replace(line(UPDATE), content=line(UPDATE).content.replace(b":40,", b':"40",')), "store.bad_record"),
    (replace(line(UPDATE), content=line(UPDATE).content.replace(b":40,", b":40.0,")), "store.bad_record"),
    (replace(line(UPDATE), content=line(UPDATE).content.replace(b":40,", b":true,")), "store.bad_record"),
    (replace(line(UPDATE), content=line(UPDATE).content.replace(b":40,", b":400,")), "store.bad_record"),
    (replace(line(UPDATE), content=line(UPDATE).content.replace(b"in_progress", b"sleeping")), "store.bad_record"),
    (replace(line(UPDATE), content=line(UPDATE).content.replace(b'"task_id":"task"', b'"x":1')), "store.bad_record"),
    (
        replace(
            line(UPDATE), content=line(UPDATE).content.replace(b'"finished_on":null', b'"finished_on":"2026-02-30"')
        ),
        "store.bad_record",
    ),
    (
        replace(line(UPDATE), content=line(UPDATE).content.replace(b'"finished_on":null', b'"finished_on":"20260203"')),
        "store.bad_record",
    ),
    (replace(line(VALUE), content=line(VALUE).content.replace(b"92.50", b"NaN")), "store.bad_record"),
    (replace(line(VALUE), content=line(VALUE).content.replace(b"92.50", b"1e5")), "store.bad_record"),
    (replace(line(TASK), content=line(TASK).content.replace(b'[["STT","1"]', b'[["STT"]')), "store.bad_record"),
    (replace(line(replace(UPDATE, period="2026-01")), id=""), "store.bad_record"),
    (replace(line(UPDATE), revision=-1), "store.bad_record"),
    (line(TASK, 2), "store.duplicate_id"),
    (line(replace(TASK, id="x", appendix_id="nowhere")), "store.dangling"),
    (line(replace(TASK, id="x", appendix_id="")), "store.dangling"),
    (line(replace(SUBTASK, id="x", parent_id="nowhere")), "store.dangling"),
    (line(replace(TASK, id="x", parent_id="x")), "store.ring"),
    (line(replace(UPDATE, id="x")), "store.twice_in_period"),
    (line(replace(VALUE, id="x")), "store.twice_in_period"),
    (line(replace(PERIOD, id="x")), "store.twice_in_period"),
    (line(replace(PERIOD, id="x", year=2025, code="2025-10")), "store.other_year"),
    (line(replace(PLAN, id="x", year=2025)), "store.other_year"),
]


@pytest.mark.parametrize("known", [False, True], ids=["first", "later"])
@pytest.mark.parametrize(("bad", "code"), BAD_LINES)
def test_one_bad_line_refuses_the_whole_snapshot(tmp_path: Path, bad: SnapshotLine, code: str, *, known: bool) -> None:
    with city(tmp_path) as there:
        if known:
            merge(there, snapshot(1, YEAR))
        before = dump(there.path)
        lines = [line(record) for record in YEAR]
        if code == "store.bad_record":
            lines = [one for one in lines if (one.kind, one.id) != (bad.kind, bad.id)]
        with pytest.raises(Refused) as caught:
            there.compare_snapshot(snapshot(2, [*lines, bad]))
        assert {problem.code for problem in caught.value.problems} == {code}
        assert dump(there.path) == before
        assert there.last_sequence(WARD.code, 2026) == int(known)


def test_a_first_snapshot_is_written_alike_whether_it_was_looked_at_before_or_not(tmp_path: Path) -> None:
    with city(tmp_path / "one") as unseen, city(tmp_path / "two") as seen:
        merge(unseen, snapshot(1, YEAR))
        compared = seen.compare_snapshot(snapshot(1, YEAR))
        assert seen.periods_touched(compared) == {UPDATE.period, VALUE.period}
        assert {change.id for change in seen.differing(compared)} == {record.id for record in YEAR}
        seen.apply(compared, who=WHO, at=AT)
        assert dump(seen.path) == dump(unseen.path)
        assert [entry.by_kind for entry in seen.journal()] == [entry.by_kind for entry in unseen.journal()]
        seen.undo(who=WHO, at=AT)
        unseen.undo(who=WHO, at=AT)
        assert seen.all(Task, office=WARD.code) == unseen.all(Task, office=WARD.code) == []


def test_rows_left_out_of_a_first_snapshot_take_what_hangs_under_them_along(tmp_path: Path) -> None:
    with city(tmp_path) as there:
        compared = there.compare_snapshot(snapshot(1, YEAR))
        there.apply(compared, who=WHO, at=AT, leave={TASK.id})
        assert there.all(Task, office=WARD.code) == []
        assert there.all(type(UPDATE), office=WARD.code) == []
        assert there.check() == ()


def test_an_unchanged_row_must_not_lose_its_parent(tmp_path: Path) -> None:
    with city(tmp_path) as there:
        merge(there, snapshot(1, YEAR))
        with pytest.raises(Refused, match=r"store\.dangling"):
            there.compare_snapshot(snapshot(2, without(YEAR, SECTION)))


def altered(record: Record, **fields: object) -> SnapshotLine:
    content = {**records.content(record), **fields}
    return replace(line(record), content=records.canonical({k: v for k, v in content.items() if v != "absent"}))


def test_unknown_fields_of_a_newer_program_are_kept_and_given_back(tmp_path: Path) -> None:
    newer = altered(TASK, priority={"level": 2}, weight="nặng")
    with city(tmp_path) as there:
        merge(there, snapshot(1, [*without(YEAR, TASK), newer]))
        assert there.get(Task, "task", office=WARD.code) == TASK
        assert merge(there, snapshot(2, [*without(YEAR, TASK), newer])).entry is None
        assert there.check() == ()
        kept = there._db.conn.execute("SELECT extra FROM task WHERE id = 'task'").fetchone()[0]
        assert json.loads(kept) == {"priority": {"level": 2}, "weight": "nặng"}
    with ward(tmp_path) as back:
        merge(back, snapshot(1, [*without(YEAR, TASK), newer]))
        write(back, renamed(TASK, "Khác"))
        assert (back.revision, back.revisions(Task)["task"]) == (2, 2)
        assert json.loads(next(one.content for one in back.snapshot(2026) if one.id == "task"))["weight"] == "nặng"
        assert back.check() == ()


def test_fields_that_an_older_program_lacks_take_their_defaults(tmp_path: Path) -> None:
    older = altered(TASK, carried_from="absent", assigned_id="absent", budget_planned="absent")
    with city(tmp_path) as there:
        merge(there, snapshot(1, [*without(YEAR, TASK), older]))
        assert there.get(Task, "task", office=WARD.code) == TASK
        assert merge(there, snapshot(2, YEAR)).entry is None
        assert there.check() == ()


def test_applying_remembers_the_bundle_and_undoing_forgets_it(tmp_path: Path) -> None:
    bundle = snapshot(1, YEAR)
    received = ReceivedBundle(
        bundle.digest,
        "b-1",
        WARD.code,
        2026,
        "2026-10",
        1,
        7,
        "i-1",
        "2026-11-01T08:00:00+07:00",
        AT.isoformat(),
        Outcome.APPLIED,
    )
    with city(tmp_path) as there:
        there.apply(there.compare_snapshot(bundle), who=WHO, at=AT, received=received)
        assert there.received_bundle(bundle.digest) == received
        assert there.received_bundles(office=WARD.code, year=2026) == [received]
        assert there.received_bundles(year=2025) == []
        after = dump(there.path)
        there.undo(who=WHO, at=AT)
        assert there.received_bundle(bundle.digest) is None
        assert there.last_sequence(WARD.code, 2026) == 0
        assert dump(there.path) == []
        there.redo(who=WHO, at=AT)
        assert there.received_bundle(bundle.digest) == received
        assert dump(there.path) == after
        there.undo(who=WHO, at=AT)
        merge(there, snapshot(1, YEAR))
        assert dump(there.path) == after
        assert there.check() == ()


def test_a_bundle_noted_otherwise_between_undo_and_redo_is_applied_again(tmp_path: Path) -> None:
    bundle = snapshot(1, YEAR)
    with city(tmp_path) as there:
        merge(there, bundle)
        known = there.received_bundle(bundle.digest)
        assert known is not None
        there.undo(who=WHO, at=AT)
        there.keep_received_bundle(replace(known, outcome=Outcome.HELD, code="bundle.many_deletions"), who=WHO, at=AT)
        assert there.last_sequence(WARD.code, 2026) == 0
        there.redo(who=WHO, at=AT)
        assert there.received_bundle(bundle.digest) == known
        assert there.last_sequence(WARD.code, 2026) == 1


def test_one_merge_can_be_taken_back_while_others_stay(tmp_path: Path) -> None:
    with city(tmp_path) as there:
        merge(there, snapshot(1, YEAR, office="99001"))
        merge(there, snapshot(1, YEAR, office="99002"))
        merge(there, snapshot(2, without(YEAR, VALUE), office="99001"))
        with pytest.raises(Refused, match=r"store\.changed_meanwhile"):
            there.undo(who=WHO, at=AT, entry=1)
        assert there.undo(who=WHO, at=AT, entry=2) is not None
        assert there.undo(who=WHO, at=AT, entry=2) is None
        assert there.count(Task, office="99002") == 0
        assert there.count(Task, office="99001") == 2
        assert there.check() == ()


def test_what_a_bundle_carried_away_comes_back_with_a_new_revision(tmp_path: Path) -> None:
    with ward(tmp_path, *YEAR) as store, city(tmp_path) as there:
        write(store, renamed(TASK, "Khác"), replace(TASK, id="more"), replace(UNIT, name="Phòng Kinh tế"))
        merge(there, snapshot(1, store.snapshot(2026)))
        made = MadeBundle("d1", "b1", 2026, "2026-10", 1, store.revision, AT.isoformat())
        store.keep_made_bundle(made, who=WHO, at=AT)
        assert store.made_bundles(2026) == [made]
        store.undo(who=WHO, at=AT)
        assert store.revisions(Task) == {"task": 3, "subtask": 1}
        assert set(store.all(Task)) == {TASK, SUBTASK}
        merge(there, snapshot(2, store.snapshot(2026)))
        assert set(there.all(Task, office=WARD.code)) == {TASK, SUBTASK}
        assert there.all(OrgUnit, office=WARD.code) == [UNIT]
        assert dump(there.path) == dump(store.path)
        assert store.check() == there.check() == ()


CHANGES = st.lists(
    st.one_of(
        st.tuples(st.just("task"), st.integers(1, 4), st.integers(0, 3)),
        st.tuples(st.just("update"), st.integers(1, 4), st.integers(0, 3)),
        st.tuples(st.just("unit"), st.integers(1, 2), st.integers(0, 3)),
        st.tuples(st.just("undo"), st.integers(1, 1), st.integers(0, 0)),
    ),
    min_size=1,
    max_size=5,
)


def change(kind: str, number: int, value: int) -> Record | Proposed:
    """Value 0 deletes."""
    if kind == "unit":
        unit = OrgUnit(f"o{number}", f"Phòng {value}")
        return unit if value else gone(unit)
    if kind == "task":
        task = Task(f"t{number}", "plan", "appendix", position=number, name=f"Nhiệm vụ {value}")
        return task if value else gone(task)
    update = replace(UPDATE, id=f"p{number}", period=f"2026-{1 + (number + value) % 3:02}", percent=value)
    return update if value else gone(update)


def take(store: Store, kind: str, number: int, value: int) -> None:
    """One step of a ward's work."""
    if kind == "undo":
        store.undo(who=WHO, at=AT)
    else:
        write(store, change(kind, number, value))


def refusal(work: Callable[[], object]) -> str:
    """The code under which the work was refused; "" where it was done."""
    try:
        work()
    except Refused as refused:
        return refused.problems[0].code
    return ""


def make_bundles(folder: Path, rounds: list[list[tuple[str, int, int]]]) -> list[Snapshot]:
    """What a ward would send after each round of changes."""
    bundles = []
    with ward(folder, *YEAR) as store:
        for sequence, steps in enumerate(rounds, start=1):
            for step in steps:
                refused = refusal(partial(take, store, *step))
                assert refused in {"", "store.twice_in_period", "store.dangling"}
            bundles.append(snapshot(sequence, list(store.snapshot(2026))))
            made = MadeBundle(f"d{sequence}", "b", 2026, "2026-10", sequence, store.revision, AT.isoformat())
            store.keep_made_bundle(made, who=WHO, at=AT)
        assert store.check() == ()
    return bundles


def merged(folder: Path, bundles: list[Snapshot]) -> list[tuple[object, ...]]:
    """The city's tables after the bundles in this order; stale ones are passed over."""
    folder.mkdir()
    with city(folder) as there:
        for bundle in bundles:
            assert refusal(partial(merge, there, bundle)) in {"", "store.stale"}
        assert there.check() == ()
        return dump(there.path)


@settings(max_examples=12, deadline=None)
@given(rounds=st.lists(CHANGES, min_size=3, max_size=3), data=st.data())
def test_any_order_and_repetition_ends_in_the_same_tables(
    tmp_path_factory: pytest.TempPathFactory, rounds: list[list[tuple[str, int, int]]], data: st.DataObject
) -> None:
    folder = tmp_path_factory.mktemp("orders")
    bundles = make_bundles(folder, rounds)
    last = merged(folder / "last", bundles[-1:])
    orders = [list(order) for order in itertools.permutations(bundles)]
    order = data.draw(st.sampled_from(orders))
    repeated = order + data.draw(st.lists(st.sampled_from(bundles), max_size=3))
    assert merged(folder / "order", bundles) == last
    assert merged(folder / "repeated", repeated) == last
