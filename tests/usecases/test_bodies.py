"""Who leads what, two spellings made one body, and the way back."""

from __future__ import annotations

import pytest

from nq57desk.domain.body_likeness import Likeness
from nq57desk.domain.organisation import OrgUnit
from nq57desk.domain.plan import Task
from nq57desk.errors import Refused
from nq57desk.usecases import bodies, edits, history, plan_edits
from nq57desk.workspace import Desk

CULTURE = "Phòng Văn hóa - Xã hội"


def row(desk: Desk, name: str) -> bodies.BodyRow:
    return next(one for one in bodies.bodies(desk, period="2026-11") if one.name == name)


def lead(desk: Desk, number: str, words: str) -> Task:
    found = next(t for t in desk.store.all(Task) if t.number == number)
    plan_edits.adjust_task(desk, task_id=found.id, changes={"lead": words}, document="45/KH-UBND")
    return found


def test_who_leads_what_with_what_is_late_and_missing(desk: Desk) -> None:
    found = row(desk, "Phòng Kinh tế, Hạ tầng và Đô thị")
    names = {t.id: t.name for t in desk.store.all(Task)}
    assert any(names[one].startswith("Ban hành danh mục") for one in found.late)
    assert set(found.late) <= set(found.leads)
    assert set(found.missing) <= set(found.leads)
    assert len(found.missing) > 0
    assert found.coordinates > 0
    assert row(desk, "Hội Người cao tuổi").late == ()


def test_a_task_led_by_several_counts_for_each(desk: Desk) -> None:
    task = lead(desk, "9", "Công an phường; Trạm Y tế phường")
    assert task.id in row(desk, "Công an phường").leads
    assert task.id in row(desk, "Trạm Y tế phường").leads
    assert task.id not in row(desk, "Phòng Kinh tế, Hạ tầng và Đô thị").leads


def test_a_spelling_is_suggested_merged_and_the_plans_words_stay(desk: Desk) -> None:
    task = lead(desk, "9", "Phòng VHXH")
    before = row(desk, CULTURE)
    assert row(desk, "Phòng VHXH").id == ""
    pair = next(one for one in bodies.likely_same(desk) if one.other == "Phòng VHXH")
    assert (pair.one, pair.why) == (CULTURE, Likeness.ABBREVIATION)
    bodies.merge_bodies(desk, keep=before.id, others=["Phòng VHXH"])
    after = row(desk, CULTURE)
    assert after.aliases == ("Phòng VHXH",)
    assert set(after.leads) == {*before.leads, task.id}
    assert edits.task(desk, task.id).lead == "Phòng VHXH"
    assert [one for one in bodies.likely_same(desk) if one.other == "Phòng VHXH"] == []
    history.undo(desk)
    assert row(desk, CULTURE).aliases == ()


def test_two_known_bodies_become_one_with_all_their_names(desk: Desk) -> None:
    keep, other = row(desk, "Hội Phụ nữ"), row(desk, "Hội Người cao tuổi")
    bodies.rename_body(desk, body=other.id, name="Hội Cao tuổi", short_name="HCT")
    units = desk.store.count(OrgUnit)
    bodies.merge_bodies(desk, keep=keep.id, others=[other.id, keep.id])
    merged = row(desk, "Hội Phụ nữ")
    assert desk.store.count(OrgUnit) == units - 1
    assert (merged.short_name, set(merged.aliases)) == ("HCT", {"Hội Cao tuổi", "Hội Người cao tuổi"})
    assert set(other.leads) < set(merged.leads)
    bodies.tell_apart(desk, body=keep.id, alias="Hội Người cao tuổi")
    assert set(row(desk, "Hội Người cao tuổi").leads) == set(other.leads)


def test_a_new_name_leaves_the_old_one_as_an_alias(desk: Desk) -> None:
    before = row(desk, CULTURE)
    bodies.rename_body(desk, body=before.id, name="Phòng Văn hóa và Xã hội", short_name="VHXH")
    after = row(desk, "Phòng Văn hóa và Xã hội")
    assert (after.short_name, after.aliases, after.leads) == ("VHXH", (CULTURE,), before.leads)


@pytest.mark.parametrize(
    ("wrong", "code"),
    [
        (lambda desk, one: bodies.rename_body(desk, body=one, name="  "), "body.empty_name"),
        (lambda desk, one: bodies.rename_body(desk, body=one, name="CÔNG AN phường"), "body.taken"),
        (lambda desk, _one: bodies.rename_body(desk, body="Sở Mây", name="X"), "body.unknown"),
        (lambda desk, one: bodies.merge_bodies(desk, keep=one, others=[one]), "body.nothing_to_merge"),
        (lambda desk, one: bodies.tell_apart(desk, body=one, alias="Không có"), "body.no_alias"),
    ],
)
def test_what_cannot_be_is_refused(desk: Desk, wrong: object, code: str) -> None:
    assert callable(wrong)
    with pytest.raises(Refused) as refused:
        wrong(desk, row(desk, CULTURE).id)
    assert refused.value.problems[0].code == code
