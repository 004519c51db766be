"""The city's fields of a row that was added for the city stay the city's, whichever way somebody comes at them."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from nq57desk.domain.indicators import Indicator
from nq57desk.domain.plan import Origin, Plan, Task
from nq57desk.errors import Refused
from nq57desk.sentences import sentence
from nq57desk.usecases import edits, importing, plan_edits, year_turn
from nq57desk.usecases.changing import apply_records, proposed
from nq57desk.workspace import Desk
from tests.builders.changed_plan import changed_plan


@pytest.fixture
def added(desk: Desk) -> Task:
    """Row 9 of plan 18 as one that the city assigned."""
    plan = next(one for one in desk.store.all(Plan) if one.number == "18")
    row = next(one for one in desk.store.all(Task, plan_id=plan.id) if one.number == "9")
    row = replace(row, origin=Origin.ASSIGNED, assigned_id="c1", source_document="215/QĐ-UBND")
    apply_records(desk, "edit", [proposed(row)])
    return row


def now(desk: Desk, row: Task) -> Task:
    found = desk.store.get(Task, row.id)
    assert found is not None
    return found


@pytest.mark.parametrize("field", ["name", "deadline", "product", "source_document"])
@pytest.mark.parametrize("document", ["", "45/KH-UBND ngày 10/6/2026"])
def test_no_edit_changes_the_citys_words(desk: Desk, added: Task, field: str, document: str) -> None:
    with pytest.raises(Refused) as refused:
        edits.edit_task(desk, task_id=added.id, changes={field: "Khác hẳn", "lead": "Ai đó"}, document=document)
    (found,) = refused.value.problems
    assert found.code == "assignment.city_field"
    assert "là của thành phố" in sentence(found)
    assert now(desk, added) == added


def test_everything_else_is_the_wards(desk: Desk, added: Task) -> None:
    changes = {"lead": "Công an phường", "supervisor": "PCT Sao", "note": "Gấp", "name": added.name}
    edits.edit_task(desk, task_id=added.id, changes=changes, document="45/KH-UBND")
    plan_edits.move_task(desk, task_id=added.id, by=1, confirmed=True)
    after = now(desk, added)
    assert (after.lead, after.supervisor, after.note) == ("Công an phường", "PCT Sao", "Gấp")
    assert (after.name, after.deadline, after.assigned_id) == (added.name, added.deadline, "c1")


def changed(added: Task, folder: Path, number: str = "") -> Path:
    """Plan 18's own file with another deadline and another lead in row 9."""
    at = next(n for n, (_heading, text) in enumerate(added.cells) if text == added.deadline)
    lead = next(n for n, (_heading, text) in enumerate(added.cells) if text == added.lead)
    return changed_plan(folder, texts={("9", at): "Quý IV/2027", ("9", lead): "Công an phường"}, number=number)


def test_a_file_of_the_plan_keeps_them_and_says_so(desk: Desk, added: Task, tmp_path: Path) -> None:
    preview = importing.preview_file(desk, path=changed(added, tmp_path))
    told = [found for found in preview.problems if found.code == "assignment.city_field"]
    assert len(told) == 1
    assert told[0].place.row is not None
    importing.apply_preview(desk, preview=preview)
    after = now(desk, added)
    assert (after.deadline, after.lead, after.origin) == (added.deadline, "Công an phường", Origin.ASSIGNED)
    assert dict(after.cells) == {**dict(added.cells), **{h: t for h, t in after.cells if t == "Công an phường"}}


def test_a_file_never_lacks_what_was_added_for_the_city(desk: Desk, added: Task, tmp_path: Path) -> None:
    preview = importing.preview_file(desk, path=changed_plan(tmp_path, without=("9", "10")))
    assert [row.number for row in preview.absent] == ["10"]
    assert added.id not in {row.id for row in preview.absent}


def test_a_plan_issued_anew_keeps_them_too(desk: Desk, added: Task, tmp_path: Path) -> None:
    path = changed(added, tmp_path, number="99")
    preview = importing.preview_file(desk, path=path, plan_id=added.plan_id, as_new_plan=True)
    assert "assignment.city_field" in {found.code for found in preview.problems}
    importing.apply_preview(desk, preview=preview)
    (after,) = [row for row in desk.store.all(Task) if row.carried_from == added.id]
    assert (after.deadline, after.lead, after.assigned_id) == (added.deadline, "Công an phường", "c1")


def test_a_pasted_table_keeps_them_too(desk: Desk, added: Task) -> None:
    headings = "".join(f"<td>{heading}</td>" for heading, _text in added.cells)
    texts = "".join(f"<td>{'Quý IV/2027' if text == added.deadline else text}</td>" for _heading, text in added.cells)
    html = f"<table><tr>{headings}</tr><tr>{texts}</tr></table>"
    preview = importing.preview_clipboard(desk, html=html, text="", plan_id=added.plan_id)
    assert "assignment.city_field" in {found.code for found in preview.problems}
    importing.apply_preview(desk, preview=preview)
    assert now(desk, added).deadline == added.deadline


def test_the_years_turn_takes_them_along_and_sets_no_target_for_the_city(desk: Desk) -> None:
    goal = next(one for one in desk.store.all(Indicator) if one.target)
    goal = replace(goal, origin=Origin.ASSIGNED, assigned_id="g1")
    apply_records(desk, "edit", [proposed(goal)])
    with pytest.raises(Refused) as refused:
        year_turn.turn(desk, plan_id=goal.plan_id, new_year=2027, tasks=(), targets={goal.id: "> 99"})
    assert refused.value.problems[0].code == "assignment.city_field"
    turned = year_turn.turn(desk, plan_id=goal.plan_id, new_year=2027, tasks=(), targets={goal.id: goal.target})
    (after,) = desk.store.all(Indicator, plan_id=turned.plan_id)
    assert (after.name, after.target, after.origin) == (goal.name, goal.target, Origin.ASSIGNED)
