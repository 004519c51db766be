"""Proposals for the own records: what they would change, what is refused, and what applying leaves behind."""

from __future__ import annotations

import unicodedata
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from nq57desk.domain.changes import ChangeKind, Counts, Proposal, Proposed
from nq57desk.domain.plan import Plan, Section, Task
from nq57desk.domain.problems import Place
from nq57desk.domain.progress import ProgressUpdate, State
from nq57desk.domain.records import Record
from nq57desk.errors import Refused
from nq57desk.store.store import Store
from tests.store.samples import (
    APPENDIX,
    AT,
    INDICATOR,
    PERIOD,
    PLAN,
    SECTION,
    SUBTASK,
    TASK,
    UNIT,
    UPDATE,
    VALUE,
    WHO,
    WINDOW,
    YEAR,
    dump,
    gone,
    proposal,
    proposed,
    renamed,
    ward,
    write,
)


def test_counts_before_anything_is_written(tmp_path: Path) -> None:
    with ward(tmp_path, *YEAR) as store:
        before = dump(store.path)
        change_set = store.compare(
            proposal(TASK, renamed(SUBTASK, "Quét và lập mục lục"), replace(TASK, id="more"), gone(VALUE))
        )
        assert change_set.by_kind == {
            "task": Counts(new=1, edited=1, same=1),
            "indicator_value": Counts(deleted=1),
        }
        assert [(change.change, change.id) for change in store.differing(change_set)] == [
            (ChangeKind.EDITED, "subtask"),
            (ChangeKind.NEW, "more"),
            (ChangeKind.DELETED, "value"),
        ]
        assert dump(store.path) == before


def test_differing_shows_old_against_new_and_the_place(tmp_path: Path) -> None:
    place = Place(file="ke-hoach.docx", table=2, row=7)
    with ward(tmp_path, *YEAR) as store:
        new = renamed(TASK, "Số hóa toàn bộ hồ sơ")
        change_set = store.compare(Proposal("import", WINDOW, [Proposed("task", "task", new, place)]))
        (change,) = store.differing(change_set)
        assert (change.before, change.after, change.place) == (TASK, new, place)


def test_applying_tells_what_was_touched_and_gives_the_new_revision(tmp_path: Path) -> None:
    with ward(tmp_path, *YEAR) as store:
        applied = write(store, renamed(TASK, "Khác"), UNIT)
        assert applied.touched == {"task": ("task",)}
        assert applied.entry == 2
        assert store.revision == 2
        assert store.revisions(Task) == {"task": 2, "subtask": 1}


def test_nothing_differing_writes_nothing(tmp_path: Path) -> None:
    with ward(tmp_path, *YEAR) as store:
        before = dump(store.path)
        applied = write(store, *YEAR)
        assert applied.entry is None
        assert sum(counts.same for counts in applied.by_kind.values()) == len(YEAR)
        assert dump(store.path) == before
        assert store.revision == 1
        assert len(store.journal()) == 1


def test_an_applied_change_set_cannot_be_applied_again(tmp_path: Path) -> None:
    with ward(tmp_path) as store:
        change_set = store.compare(proposal(*YEAR))
        store.apply(change_set, who=WHO, at=AT)
        with pytest.raises(Refused, match=r"store\.not_staged"):
            store.apply(change_set, who=WHO, at=AT)


@pytest.mark.parametrize(
    ("deleted", "left"),
    [
        (PLAN, {"unit", "period"}),
        (APPENDIX, {"unit", "period", "plan", "paragraph"}),
        (SECTION, {"unit", "period", "plan", "paragraph", "appendix"}),
        (TASK, {"unit", "period", "plan", "paragraph", "appendix", "section", "indicator", "value"}),
        (INDICATOR, {"unit", "period", "plan", "paragraph", "appendix", "section", "task", "subtask", "update"}),
    ],
)
def test_deleting_takes_what_hangs_under_it(tmp_path: Path, deleted: Record, left: set[str]) -> None:
    with ward(tmp_path, *YEAR) as store:
        write(store, gone(deleted))
        kinds = {type(record) for record in YEAR}
        assert {record.id for kind in kinds for record in store.all(kind)} == left
        assert store.check() == ()


def test_a_row_moved_out_of_a_deleted_section_stays(tmp_path: Path) -> None:
    with ward(tmp_path, *YEAR) as store:
        moved = replace(TASK, section_id="")
        write(store, gone(SECTION), moved)
        assert store.all(Task) == [moved]
        assert store.all(ProgressUpdate) == [UPDATE]


@pytest.mark.parametrize(
    ("items", "code", "named"),
    [
        ((TASK, TASK), "store.duplicate_id", "task"),
        ((replace(TASK, id="x", section_id="nowhere"),), "store.dangling", "x"),
        ((replace(TASK, id="x", plan_id=""),), "store.dangling", "x"),
        ((gone(APPENDIX), replace(TASK, id="x", section_id="")), "store.dangling", "x"),
        ((replace(UPDATE, percent=101),), "store.bad_record", "update"),
        ((replace(UPDATE, percent=-1),), "store.bad_record", "update"),
        ((replace(PLAN, year=26),), "store.bad_record", "plan"),
        ((replace(TASK, budget_planned=2**70),), "store.bad_record", "task"),
        ((replace(TASK, name="\ud800"),), "store.bad_record", "task"),
        ((Proposed("task", "other", TASK),), "store.bad_record", "other"),
        ((replace(UPDATE, id="twin"),), "store.twice_in_period", "twin"),
        ((replace(VALUE, id="twin"),), "store.twice_in_period", "twin"),
        ((replace(PERIOD, id="twin"),), "store.twice_in_period", "period"),
        ((Proposed("song", "x", None),), "store.unknown_kind", ""),
    ],
)
def test_what_is_refused_is_named_and_changes_nothing(
    tmp_path: Path, items: tuple[Record | Proposed, ...], code: str, named: str
) -> None:
    with ward(tmp_path, *YEAR) as store:
        before = dump(store.path)
        with pytest.raises(Refused) as caught:
            store.compare(proposal(*items))
        assert caught.value.problems[0].code == code
        assert named in dict(caught.value.problems[0].words).get("id", "") + dict(caught.value.problems[0].words).get(
            "other", ""
        )
        assert dump(store.path) == before
        assert write(store, renamed(TASK, "Sau đó")).by_kind == {"task": Counts(edited=1)}


def test_all_faults_are_told_at_once(tmp_path: Path) -> None:
    with ward(tmp_path, *YEAR) as store, pytest.raises(Refused) as caught:
        store.compare(
            proposal(*(replace(UPDATE, id=f"u{n}", period=f"2026-{n:02}", percent=200) for n in range(1, 10)))
        )
    assert len(caught.value.problems) == 9


def test_two_updates_may_exchange_their_periods(tmp_path: Path) -> None:
    later = replace(UPDATE, id="later", period="2026-11")
    with ward(tmp_path, *YEAR, later) as store:
        write(store, replace(UPDATE, period="2026-11"), replace(later, period="2026-10"))
        assert {update.id: update.period for update in store.all(ProgressUpdate)} == {
            "update": "2026-11",
            "later": "2026-10",
        }


def test_a_deleted_update_makes_room_for_another_of_its_period(tmp_path: Path) -> None:
    with ward(tmp_path, *YEAR) as store:
        write(store, gone(UPDATE), replace(UPDATE, id="second", state=State.DONE))
        assert [update.id for update in store.all(ProgressUpdate)] == ["second"]
        assert store.check() == ()


def test_a_deleted_record_can_come_back(tmp_path: Path) -> None:
    with ward(tmp_path, *YEAR) as store:
        write(store, gone(VALUE))
        change_set = store.compare(proposal(VALUE))
        assert change_set.counts().new == 1
        store.apply(change_set, who=WHO, at=AT)
        assert store.get(type(VALUE), "value") == VALUE


def test_text_is_stored_composed(tmp_path: Path) -> None:
    name = "Số hóa hồ sơ đất đai ở phường"
    with ward(tmp_path, *YEAR) as store:
        loose = replace(
            TASK, name=unicodedata.normalize("NFD", name), cells=((unicodedata.normalize("NFD", "Tên"), "1"),)
        )
        write(store, loose)
        found = store.get(Task, "task")
        assert found == replace(TASK, name=name, cells=(("Tên", "1"),))
        assert store.compare(proposal(loose)).counts().same == 1


class TestLeavingOut:
    def test_one_record(self, tmp_path: Path) -> None:
        with ward(tmp_path, *YEAR) as store:
            change_set = store.compare(proposal(renamed(TASK, "A"), renamed(SUBTASK, "B")))
            applied = store.apply(change_set, who=WHO, at=AT, leave={"task"})
            assert applied.by_kind == {"task": Counts(edited=1)}
            assert [task.name for task in store.all(Task)] == [TASK.name, "B"]

    def test_a_new_parent_leaves_its_children_out(self, tmp_path: Path) -> None:
        with ward(tmp_path) as store:
            store.apply(store.compare(proposal(*YEAR)), who=WHO, at=AT, leave={"section"})
            assert store.all(Section) == []
            assert store.all(Task) == []
            assert store.all(Plan) == [PLAN]
            assert store.check() == ()

    def test_a_deletion_left_out_keeps_what_hangs_under_it(self, tmp_path: Path) -> None:
        with ward(tmp_path, *YEAR) as store:
            before = dump(store.path)
            applied = store.apply(store.compare(proposal(gone(PLAN))), who=WHO, at=AT, leave={"plan"})
            assert applied.entry is None
            assert dump(store.path) == before


def test_changed_meanwhile_counts_parents_and_unchanged_rows_too(tmp_path: Path) -> None:
    with ward(tmp_path, *YEAR) as store:
        stages = [
            store.compare(proposal(replace(UPDATE, id="n", period="2026-11"))),
            store.compare(proposal(TASK)),
            store.compare(proposal(gone(SECTION))),
        ]
        fine = store.compare(proposal(replace(UNIT, name="Phòng Kinh tế")))
        write(store, gone(TASK))
        for change_set in stages:
            with pytest.raises(Refused, match=r"store\.changed_meanwhile"):
                store.apply(change_set, who=WHO, at=AT)
        assert store.apply(fine, who=WHO, at=AT).by_kind == {"org_unit": Counts(edited=1)}


NAMES = st.text(st.characters(codec="utf-8"), max_size=20).map(lambda text: unicodedata.normalize("NFC", text))
TASKS = st.builds(
    lambda number, name, note, cells: replace(
        TASK, id=f"t{number}", parent_id="", name=name, note=note, cells=tuple(cells), position=number
    ),
    st.integers(0, 8),
    NAMES,
    NAMES,
    st.lists(st.tuples(NAMES, NAMES), max_size=3),
)
STEPS = st.lists(
    st.lists(
        st.one_of(TASKS, st.integers(0, 8)),
        min_size=1,
        max_size=5,
        unique_by=lambda t: t if isinstance(t, int) else int(t.id[1:]),
    ),
    min_size=1,
    max_size=6,
)


def items_of(step: list[Task | int]) -> list[Record | Proposed]:
    return [Proposed("task", f"t{item}", None) if isinstance(item, int) else item for item in step]


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(steps=STEPS)
def test_undo_restores_every_byte_and_redo_makes_it_again(
    tmp_path_factory: pytest.TempPathFactory, steps: list[list[Task | int]]
) -> None:
    folder = tmp_path_factory.mktemp("undo")
    with ward(folder, PLAN, APPENDIX, SECTION) as store:
        states = [dump(store.path)]
        for step in steps:
            if write(store, *items_of(step)).entry is not None:
                states.append(dump(store.path))
            again = store.compare(proposal(*items_of(step)))
            assert again.counts().differing == 0
            store.discard(again)
        forward = list(states)
        for expected in reversed(states[:-1]):
            store.undo(who=WHO, at=AT)
            assert dump(store.path) == expected
        for expected in forward[1:]:
            assert store.redo(who=WHO, at=AT) is not None
            assert dump(store.path) == expected
        assert store.redo(who=WHO, at=AT) is None
        assert store.check() == ()


def test_a_hundred_and_twenty_steps_back(tmp_path: Path) -> None:
    with ward(tmp_path, *YEAR) as store:
        first = dump(store.path)
        for number in range(120):
            write(store, renamed(TASK, f"Tên {number}"))
        last = dump(store.path)
        for _ in range(120):
            assert store.undo(who=WHO, at=AT) is not None
        assert dump(store.path) == first
        for _ in range(120):
            assert store.redo(who=WHO, at=AT) is not None
        assert dump(store.path) == last
        assert store.check() == ()


def reopened(store: Store) -> Store:
    store.close()
    return Store.open(store.path)


def test_undo_reaches_over_a_restart_and_a_new_change_ends_redo(tmp_path: Path) -> None:
    store = reopened(ward(tmp_path, *YEAR))
    write(store, renamed(TASK, "A"))
    store = reopened(store)
    assert store.undo(who=WHO, at=AT) is not None
    assert store.redoable() is not None
    write(store, renamed(SUBTASK, "B"))
    assert store.redoable() is None
    assert store.redo(who=WHO, at=AT) is None
    store.close()


def test_proposed_helper_names_the_kind() -> None:
    assert proposed(TASK).kind == "task"


def test_a_preview_read_half_way_stops_nothing(tmp_path: Path) -> None:
    with ward(tmp_path, *YEAR) as store:
        tasks = [replace(TASK, id=f"t{number}") for number in range(50)]
        first, second = store.compare(proposal(*tasks)), store.compare(proposal(*tasks))
        seen = store.differing(first)
        shown = next(seen)
        store.apply(first, who=WHO, at=AT)
        store.discard(second)
        assert shown.change is ChangeKind.NEW
        assert store.count(Task) == 52
        again = store.differing(store.compare(proposal(*(renamed(task, "Khác") for task in tasks))))
        assert next(again).change is ChangeKind.EDITED
        assert store.check() == ()


def test_another_thread_may_use_it_in_turn(tmp_path: Path) -> None:
    with ward(tmp_path, *YEAR) as store, ThreadPoolExecutor(1) as pool:
        change_set = pool.submit(store.compare, proposal(renamed(TASK, "Khác"))).result()
        assert store.apply(change_set, who=WHO, at=AT).touched == {"task": ("task",)}


def test_rows_by_id_come_in_the_order_asked(tmp_path: Path) -> None:
    with ward(tmp_path, *YEAR) as store:
        assert store.some(Task, ["subtask", "gone", "task"]) == [SUBTASK, TASK]
        assert store.all(Task, plan_id="plan") == [TASK, SUBTASK]
        assert store.all(Task, plan_id="other") == []
        assert store.count(Task, plan_id="plan") == 2
        assert store.all(Plan, plan_id="plan") == [PLAN]
