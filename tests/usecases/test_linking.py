"""Offices' rows linked with the city's: by a person, over later bundles, and the progress stands in the city's row."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest

from nq57desk.domain.changes import Proposed
from nq57desk.domain.consolidation import ReferenceRow, likeness
from nq57desk.domain.progress import State
from nq57desk.domain.timeliness import Timeliness
from nq57desk.errors import Refused
from nq57desk.sentences import sentence
from nq57desk.usecases import (
    assigning,
    assignment_taking,
    city,
    city_goals,
    city_rows,
    city_tables,
    history,
    linking,
)
from nq57desk.usecases.assignment_orders import Order
from nq57desk.usecases.assignment_preview import Choice, preview
from nq57desk.usecases.changing import apply_records, proposed
from nq57desk.usecases.city_code import city_code
from nq57desk.usecases.city_tables import CityTables
from nq57desk.usecases.linking import Pair
from tests.builders import offices
from tests.builders.programme import TASKS
from tests.builders.two_offices import OWN_GOALS, OWN_TASKS, TwoOffices, make_two, two_offices

WARD = "99902"


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return make_two(tmp_path_factory.mktemp("made"))


@pytest.fixture
def both(made: Path, tmp_path: Path) -> Iterator[TwoOffices]:
    with two_offices(Path(shutil.copytree(made, tmp_path / "two"))) as opened:
        yield opened


def tables(both: TwoOffices) -> CityTables:
    return city_tables.tables(both.city, period=offices.PERIOD)


def answered(both: TwoOffices) -> dict[str, int]:
    """Reference task -> how many offices have a row of it."""
    return {one.task.id: one.linked for one in tables(both).tasks}


def open_rows(both: TwoOffices) -> set[str]:
    """The rows that answer nothing; every place that counts them says the same."""
    it, found = tables(both), linking.links(both.city)
    assert (found.count("task"), found.count("indicator")) == (it.unlinked_tasks, it.unlinked_indicators)
    assert (it.open_tasks, it.open_indicators) == (it.unlinked_tasks, it.unlinked_indicators)
    assert {one.row.id for one in found.open} == {one.row.id for one in city_rows.unlinked(both.city, year=2026)}
    return {one.row.id for one in found.open}


def refused(both: TwoOffices, *pairs: Pair) -> list[str]:
    before = linking.links(both.city).linked
    with pytest.raises(Refused) as error:
        linking.link(both.city, pairs=pairs)
    assert linking.links(both.city).linked == before
    assert all(sentence(one) for one in error.value.problems)
    return [one.code for one in error.value.problems]


def link(both: TwoOffices, row: str, reference: str) -> None:
    assert linking.link(both.city, pairs=[Pair(WARD, row, reference)]) == 1


def test_suggested_by_document_and_likeness_and_never_linked_by_itself(both: TwoOffices) -> None:
    found = {one.row.id: one for one in linking.links(both.city).open}
    assert found.keys() == {one.id for one in (*OWN_TASKS, *OWN_GOALS)}
    second = found["w-t2"]
    assert second.suggested is not None
    assert (second.suggested.id, second.alike, second.same_paper) == ("c-t2", 100, True)
    assert found["w-t3"].suggested is None
    goals = {one: found[one].suggested for one in ("w-g1", "w-g2")}
    assert goals["w-g1"] is not None
    assert (goals["w-g1"].id, goals["w-g2"]) == ("c-g1", None)
    assert set(answered(both).values()) == {0}
    assert likeness(ReferenceRow("a", "Số hóa", "12"), ReferenceRow("b", "Số hoá", "13")) == (100, False)


def test_a_linked_tasks_progress_stands_in_the_citys_row_over_later_bundles(both: TwoOffices) -> None:
    before = city_code(both.city, tables(both).period)
    link(both, "w-t1", "c-t1")
    it = tables(both)
    assert city_code(both.city, it.period) != before
    row = next(one for one in it.tasks if one.task.id == "c-t1")
    assert row.counts.both(State.DONE, Timeliness.NO_DEADLINE, Timeliness.DONE_IN_TIME) == 1
    behind = city_rows.rows_behind(both.city, it, reference_id="c-t1")
    assert [(one.row.id, one.state) for one in behind] == [("w-t1", State.DONE)]
    both.change(replace(OWN_TASKS[0], name="Số hóa toàn bộ hồ sơ"))
    assert both.send() == "applied"
    assert answered(both) == {"c-t1": 1, "c-t2": 0, "c-t3": 0}
    assert open_rows(both) == {"w-t2", "w-t3", "w-g1", "w-g2"}
    assert history.check(both.city) == ()


def test_a_row_that_the_ward_deletes_drops_out_and_comes_back_with_its_link(both: TwoOffices) -> None:
    link(both, "w-t1", "c-t1")
    apply_records(both.ward, "delete", [Proposed("task", "w-t1", None)])
    assert both.send() == "held"
    city.accept_held(both.city, digest=city.held(both.city)[0].digest, reason="Đúng là đã xóa")
    assert answered(both)["c-t1"] == 0
    assert linking.links(both.city).linked == ()
    history.undo(both.ward)
    both.send()
    assert answered(both)["c-t1"] == 1
    assert [one.row.id for one in linking.links(both.city).linked] == ["w-t1"]


def test_an_indicators_value_goes_into_the_citys_sum(both: TwoOffices) -> None:
    link(both, "w-g1", "c-g1")
    it = tables(both)
    row = next(one for one in it.indicators if one.indicator.id == "c-g1")
    assert (row.total.together.numerator, row.total.together.denominator) == (Decimal(30), Decimal(40))
    assert row.total.counted == (WARD,)
    behind = city_goals.goals_behind(both.city, it, reference_id="c-g1")
    assert [one.goal.id for one in behind] == ["w-g1"]
    assert refused(both, Pair(WARD, "w-g2", "c-g1")) == ["linking.taken"]
    link(both, "w-g1", "c-g2")
    link(both, "w-g2", "c-g1")
    assert open_rows(both) == {"w-t1", "w-t2", "w-t3"}


def test_the_wards_own_word_comes_before_the_officers(both: TwoOffices) -> None:
    link(both, "w-t1", "c-t3")
    link(both, "w-g2", "c-g1")
    both.change(replace(OWN_TASKS[0], assigned_id="c-t1"), replace(OWN_GOALS[0], assigned_id="c-g1"))
    both.send()
    assert answered(both) == {"c-t1": 1, "c-t2": 0, "c-t3": 0}
    assert open_rows(both) == {"w-t2", "w-t3", "w-g2"}
    assert linking.links(both.city).linked == ()
    assert refused(both, Pair(WARD, "w-t1", "c-t2")) == ["linking.ward_linked"]


def test_an_id_of_no_row_of_the_list_answers_nothing_and_can_be_linked(both: TwoOffices) -> None:
    both.change(replace(OWN_TASKS[0], assigned_id="gone"))
    both.send()
    assert "w-t1" in open_rows(both)
    link(both, "w-t1", "c-t1")
    assert answered(both)["c-t1"] == 1
    apply_records(both.city, "delete", [Proposed("task", "c-t1", None)])
    assert "w-t1" in open_rows(both)


def test_links_are_one_step_that_is_undone_and_made_again(both: TwoOffices) -> None:
    pairs = [Pair(WARD, "w-t1", "c-t1"), Pair(WARD, "w-t2", "c-t2"), Pair(WARD, "w-g1", "c-g1")]
    assert linking.link(both.city, pairs=pairs) == 3
    history.undo(both.city)
    assert linking.links(both.city).linked == ()
    history.redo(both.city)
    assert len(linking.links(both.city).linked) == 3
    assert linking.unlink(both.city, rows=[(WARD, "w-t1"), (WARD, "w-t2")]) == 2
    history.undo(both.city)
    assert len(linking.links(both.city).linked) == 3
    assert linking.link(both.city, pairs=pairs) == 3
    first = linking.links(both.city).linked[0]
    assert (first.linked_by, first.office_name, first.reference.id) == ("Trần Thị Thử", "Phường Sao Hôm", "c-g1")
    assert history.check(both.city) == ()


@pytest.mark.parametrize(
    ("pair", "code"),
    [
        (Pair(WARD, "w-none", "c-t1"), "linking.no_row"),
        (Pair("12345", "w-t1", "c-t1"), "linking.no_row"),
        (Pair("99", "c-t1", "c-t2"), "linking.no_row"),
        (Pair(WARD, "w-t1", "c-none"), "linking.no_reference"),
        (Pair(WARD, "w-t1", "c-g1"), "linking.no_reference"),
        (Pair(WARD, "w-t1", "w-t2"), "linking.no_reference"),
    ],
)
def test_what_cannot_be_linked_is_named_and_nothing_is(both: TwoOffices, pair: Pair, code: str) -> None:
    assert refused(both, Pair(WARD, "w-t2", "c-t2"), pair) == [code]
    with pytest.raises(Refused) as error:
        linking.unlink(both.city, rows=[(WARD, "w-t2")])
    assert error.value.problems[0].code == "linking.not_linked"


def test_a_ward_links_nothing(both: TwoOffices) -> None:
    for ask in (
        lambda: linking.links(both.ward),
        lambda: linking.link(both.ward, pairs=[]),
        lambda: linking.unlink(both.ward, rows=[]),
    ):
        with pytest.raises(Refused, match="no_city"):
            ask()


def test_the_merge_that_is_undone_leaves_the_link_for_the_next(both: TwoOffices) -> None:
    link(both, "w-t1", "c-t1")
    both.change(replace(OWN_TASKS[1], name="Tập huấn"))
    both.send()
    history.undo(both.city)
    assert answered(both)["c-t1"] == 1
    assert city.merge(both.city, paths=[both.folder / "2.nq57"]).bundles[0].outcome.value == "applied"
    assert answered(both)["c-t1"] == 1


def take_all(both: TwoOffices, file: Path) -> None:
    """The ward's clerk confirms what is suggested."""
    seen = preview(both.ward, path=file)
    decisions: dict[tuple[str, str], Choice] = {row.key: row.offered for row in seen.waiting}
    assignment_taking.take(both.ward, preview=seen, decisions=decisions)


def test_there_and_back_by_an_assignment(both: TwoOffices, tmp_path: Path) -> None:
    """The city gives two tasks, the ward links one and adds the other, reports, and both stand in the city's rows."""
    link(both, "w-t1", "c-t1")
    issued = assigning.issue(both.city, order=Order(tasks=("c-t1", "c-t3")), folder=tmp_path / "out")
    (file,) = issued.files
    assert [(one.record_id, one.reference_id) for one in file.assignment.links] == [("w-t1", "c-t1")]
    before = assigning.overview(both.city)[0]
    assert (before.rows, before.taken, before.linked) == (2, 0, 1)
    take_all(both, file.file)
    assert both.send() == "applied"
    after = assigning.overview(both.city)[0]
    assert (after.number, after.rows, after.taken, after.linked, after.differs) == (1, 2, 2, 0, False)
    assert answered(both) == {"c-t1": 1, "c-t2": 0, "c-t3": 1}
    done = next(one for one in tables(both).tasks if one.task.id == "c-t1")
    assert done.counts.done == 1
    apply_records(both.city, "edit", [proposed(replace(TASKS[2], deadline="Quý I/2027"))])
    corrected = assigning.issue(both.city, order=Order(), folder=tmp_path / "out").files[0]
    assert corrected.assignment.number == 2
    take_all(both, corrected.file)
    both.send()
    rows = city_rows.rows_behind(both.city, tables(both), reference_id="c-t3")
    assert [one.row.deadline for one in rows] == ["Quý I/2027"]
