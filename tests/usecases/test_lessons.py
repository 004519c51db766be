"""What went wrong in the programs that came before ours, and the tests that hold it here; what had none stands below.

Each lesson has at least one test that would fail if it were forgotten. The table is held against the tests that exist.
"""

from __future__ import annotations

import ast
import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass, replace
from pathlib import Path

import pytest

from nq57desk.bundle import signing
from nq57desk.domain.organisation import Office
from nq57desk.domain.plan import Task
from nq57desk.domain.snapshot import Outcome
from nq57desk.workspace import DATABASE, Desk
from tests.bundle import made, offices
from tests.bundle.inbox import BINH_MINH, ONE, TWO, chain, merge

TESTS = Path(__file__).parent.parent


@dataclass(frozen=True, slots=True)
class Lesson:
    """A lesson by its number, and where it is held: "folder/module: test"."""

    number: int
    says: str
    held_by: Sequence[str]


LESSONS = (
    Lesson(1, "the same thing twice changes nothing, and says so", (
        "bundle/test_merging: test_the_same_again_changes_nothing",
        "bundle/test_any_order: test_any_order_and_any_repetition_end_in_the_same_tables",
        "bundle/test_sealing: test_the_same_bundle_sealed_twice_or_open_is_one",
        "usecases/test_lessons: test_a_then_b_then_a_again",
    )),
    Lesson(2, "the order of arrival does not matter", (
        "bundle/test_any_order: test_any_order_and_any_repetition_end_in_the_same_tables",
        "bundle/test_forks: test_any_order_of_a_fork_ends_the_same",
        "bundle/test_merging: test_a_gap_is_no_reason_to_wait",
        "usecases/test_city_machine: test_wards_computers_and_the_city",
    )),
    Lesson(3, "the sender's revision is kept; counters decide, never clocks", (
        "bundle/test_merging: test_the_senders_revisions_are_kept",
        "usecases/test_lessons: test_a_wrong_clock_decides_nothing",
    )),
    Lesson(4, "one id and revision with two contents stops and shows both", (
        "bundle/test_forks: test_one_revision_with_two_contents_is_a_conflict",
        "usecases/test_city_second_computer: test_the_ward_settles_what_the_city_sees_as_a_conflict",
    )),
    Lesson(5, "the loser's value is kept in tables until a person closes it", (
        "bundle/test_forks: test_a_field_that_both_changed_is_kept_with_both_values",
        "bundle/test_forks: test_the_same_change_on_both_sides_is_no_conflict",
        "bundle/test_forks: test_a_decision_stays_while_one_side_goes_on",
        "bundle/test_forks: test_the_wards_next_bundle_that_knows_both_settles_it",
    )),
    Lesson(6, "one bundle is one transaction with a last count; a bad one does not stop the others", (
        "usecases/test_lessons: test_a_row_lost_on_the_way_takes_the_whole_bundle_back",
        "bundle/test_mixed_folder: test_a_preview_then_each_as_it_said",
        "store/test_snapshots: test_one_bad_line_refuses_the_whole_snapshot",
    )),
    Lesson(7, "absence deletes only where the file is whole; what was deleted never comes back by itself", (
        "store/test_snapshots: test_rows_that_the_snapshot_lacks_go",
        "bundle/test_waiting: test_many_deletions_wait_for_a_person",
        "bundle/test_forks: test_a_deletion_against_an_edit_stays_deleted_until_decided",
    )),
    Lesson(8, "identity is a code with days of validity, names are shown", (
        "domain/test_units: test_no_code_is_ever_valid_twice_nor_comes_back",
        "usecases/test_units: test_papers_of_a_past_period_keep_the_name_of_then",
        "usecases/test_units: test_a_card_renames_nothing_in_the_list",
    )),
    Lesson(9, "an open container, limits before unpacking, hashes from the bytes received, why it was refused", (
        "bundle/test_corpus: test_each_gets_its_own_answer",
        "bundle/test_contents: test_a_changed_byte_is_seen",
        "bundle/test_merging: test_a_changed_byte_is_never_applied",
        "bundle/test_stock_programs: test_minisign_verifies_a_bundle",
    )),
    Lesson(10, "mixed versions are the normal state", (
        "test_versions: test_a_frozen_bundle_merges",
        "store/test_snapshots: test_unknown_fields_of_a_newer_program_are_kept_and_given_back",
        "bundle/test_waiting: test_a_newer_format_is_held_and_taken_once_it_can_be_read",
    )),
    Lesson(11, "exported is not received: only a receipt says so", (
        "bundle/test_receipts: test_a_bundle_is_received_only_by_its_receipt",
        "bundle/test_handing_over: test_the_overview_says_so_until_the_receipt_comes",
        "bundle/test_receipt_codes: test_the_code_confirms_the_bundle_and_its_outcome",
        "usecases/test_city_machine_finds: test_a_merge_that_was_taken_back_is_told_to_the_ward",
    )),
    Lesson(15, "the expected list first; nothing sent is not zero; locked stays locked", (
        "usecases/test_city_views: test_the_citys_own_list_is_expected_though_nobody_enrolled",
        "usecases/test_city_views: test_an_office_without_data_is_named_and_not_counted",
        "bundle/test_requests: test_a_bundle_for_a_locked_period_is_a_request",
    )),
)  # fmt: skip


def test_every_lesson_is_held() -> None:
    assert [lesson.number for lesson in LESSONS] == [*range(1, 12), 15]
    assert all(lesson.held_by for lesson in LESSONS)


@pytest.mark.parametrize("lesson", LESSONS, ids=lambda lesson: str(lesson.number))
def test_the_tests_that_hold_it_exist(lesson: Lesson) -> None:
    for place in lesson.held_by:
        module, test = place.split(": ")
        tree = ast.parse((TESTS / f"{module}.py").read_text(encoding="utf-8"))
        assert test in {node.name for node in ast.walk(tree) if isinstance(node, ast.FunctionDef)}, place


@pytest.fixture(scope="module")
def ward_keys(tmp_path_factory: pytest.TempPathFactory) -> signing.Keys:
    return made.keys_in(tmp_path_factory.mktemp("lessons") / "keys")


@pytest.fixture
def desk(tmp_path: Path, ward_keys: signing.Keys) -> Iterator[Desk]:
    """A city that knows two wards."""
    with offices.opened(tmp_path / "city", offices.CITY, ward_keys) as opened:
        for head in (made.HEAD, BINH_MINH):
            office = Office(head.office, head.office_name, sign_key=ward_keys.public.sign_key)
            opened.store.keep_office(office, who="an", at=opened.now())
        yield opened


def test_a_then_b_then_a_again(desk: Desk, ward_keys: signing.Keys) -> None:
    a, b = chain(ward_keys, (ONE,), (replace(ONE, name="Sửa"), TWO))
    merge(desk, a.file)
    merge(desk, b.file)
    before = offices.tables(desk)
    assert [one.outcome for one in merge(desk, a.file)] == [Outcome.ALREADY_RECEIVED]
    assert offices.tables(desk) == before


def test_a_wrong_clock_decides_nothing(desk: Desk, ward_keys: signing.Keys) -> None:
    (first,) = chain(ward_keys, (ONE,))
    lines = [*made.LINES[:3], made.line(replace(ONE, name="Mới"), 4)]
    ahead = made.bundle(ward_keys, replace(first.manifest, made_at="2031-01-01T00:00:00+07:00"), made.LINES[:3])
    behind = replace(made.after(made.HEAD, ahead), made_at="2001-01-01T00:00:00+07:00")
    second = made.bundle(ward_keys, behind, lines)
    assert [one.outcome for one in merge(desk, ahead.file)] == [Outcome.APPLIED]
    assert [one.outcome for one in merge(desk, second.file)] == [Outcome.APPLIED]
    assert [task.name for task in desk.store.all(Task, office=made.CODE)] == ["Mới"]


def test_a_row_lost_on_the_way_takes_the_whole_bundle_back(desk: Desk, ward_keys: signing.Keys) -> None:
    good = made.bundle(ward_keys, BINH_MINH)
    with closing(sqlite3.connect(desk.folder / DATABASE)) as db:
        db.execute("""CREATE TRIGGER lost AFTER INSERT ON task WHEN new.id = 't2' AND new.office = '90001'
            BEGIN DELETE FROM task WHERE office = new.office AND id = new.id; END""")
    done = {one.office: one for one in merge(desk, made.bundle(ward_keys).file, good.file)}
    assert [found.code for found in done[made.CODE].problems] == ["bundle.self_check"]
    assert done[BINH_MINH.office].outcome is Outcome.APPLIED
    assert desk.store.count(Task, office=made.CODE) == 0
    with closing(sqlite3.connect(desk.folder / DATABASE)) as db:
        db.execute("DROP TRIGGER lost")
    assert [one.outcome for one in merge(desk, made.bundle(ward_keys).file)] == [Outcome.APPLIED]
    assert desk.store.check() == ()
