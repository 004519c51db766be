"""Rows that a city assigned: which own row they may be, whose words count, what differs."""

from __future__ import annotations

from dataclasses import replace

import pytest

from nq57desk.domain.assigned_likeness import likeness, suggestions
from nq57desk.domain.assigned_rows import Suggestion, Why, added_id, changed_by_city, differs, is_added
from nq57desk.domain.assignments import AssignedIndicator, AssignedTask
from nq57desk.domain.indicators import Indicator
from nq57desk.domain.plan import Origin, Task

OPEN_DATA = "Ban hành danh mục dữ liệu mở của phường"
NETWORK = "Bảo đảm đường truyền và kết nối mạng tại trụ sở"


def own(task_id: str, name: str, *, deadline: str = "", source_document: str = "", assigned_id: str = "") -> Task:
    return Task(
        task_id, "p", "a", name=name, deadline=deadline, source_document=source_document, assigned_id=assigned_id
    )


def said(city_id: str, name: str, **more: str) -> AssignedTask:
    return AssignedTask(city_id, name=name, **more)


@pytest.mark.parametrize(
    ("one", "other", "least", "most"),
    [
        (OPEN_DATA, OPEN_DATA.upper() + ".", 100, 100),
        (OPEN_DATA, "Ban hanh danh muc du lieu mo cua phuong", 99, 99),
        (OPEN_DATA, OPEN_DATA.replace("phường", "xã, phường"), 85, 99),
        (OPEN_DATA, NETWORK, 0, 60),
    ],
)
def test_likeness_is_100_only_for_the_same_words(one: str, other: str, least: int, most: int) -> None:
    assert least <= likeness(one, other) <= most


def test_each_own_row_is_suggested_once_for_what_it_is_most_like() -> None:
    rows = [own("1", OPEN_DATA), own("2", NETWORK)]
    assigned = [said("b", OPEN_DATA + " năm 2026"), said("a", OPEN_DATA), said("c", "Việc hoàn toàn khác, chưa ai làm")]
    assert suggestions(assigned, rows) == {"a": Suggestion("1", 100, Why.SAME)}


def test_the_officers_link_goes_before_likeness_and_a_gone_row_is_passed_over() -> None:
    rows = [own("1", OPEN_DATA), own("2", NETWORK)]
    found = suggestions([said("a", OPEN_DATA), said("b", NETWORK)], rows, {"a": "2", "b": "gone"})
    assert (found["a"].row_id, found["a"].why, found["a"].sure) == ("2", Why.CITY, True)
    assert "b" not in found


def test_the_same_document_lets_weaker_words_be_suggested_but_not_surely() -> None:
    name = "Công bố danh mục dữ liệu mở của xã, phường"
    assert suggestions([said("a", name)], [own("1", OPEN_DATA)]) == {}
    rows = [own("1", OPEN_DATA, source_document="215/QĐ-UBND")]
    found = suggestions([said("a", name, source_document="215/QĐ-UBND")], rows)
    assert found["a"].row_id == "1"
    assert not found["a"].sure


def test_the_added_row_has_one_id_wherever_it_is_taken() -> None:
    assert added_id("99", "task", "c1") == added_id("99", "task", "c1")
    assert len({added_id("99", "task", "c1"), added_id("99", "indicator", "c1"), added_id("98", "task", "c1")}) == 3
    assert not is_added(own("1", OPEN_DATA, assigned_id="c1"))
    assert is_added(replace(own("1", OPEN_DATA, assigned_id="c1"), origin=Origin.ASSIGNED))


@pytest.mark.parametrize(
    ("ours", "city", "fields"),
    [
        ("Quý I/2026", "quý I năm 2026", []),
        ("Trước ngày 31/12/2026", "trước 31/12/2026", []),
        ("Quý I/2026", "Quý II/2026", ["deadline"]),
        ("Thường xuyên", "30/6/2026", ["deadline"]),
        ("Theo hướng dẫn của thành phố", "Khi có văn bản", ["deadline"]),
        ("", "", []),
    ],
)
def test_a_deadline_differs_by_its_days_not_its_words(ours: str, city: str, fields: list[str]) -> None:
    found = differs(own("1", OPEN_DATA, deadline=ours), said("a", "Tên khác", deadline=city), 2026)
    assert [one.field for one in found] == fields


def test_a_linked_indicator_is_told_of_another_target_an_added_one_of_every_change() -> None:
    ours = Indicator("1", "p", "a", name="Tỷ lệ", target="≥ 80%", unit="%")
    city = AssignedIndicator("a", name="Tỷ lệ khác", target="≥ 90%", unit="%", source_document="9/UBND")
    assert [one.field for one in differs(ours, city, 2026)] == ["target"]
    assert [one.field for one in changed_by_city(ours, city)] == ["name", "target", "source_document"]
