"""The tags that documents leave, and which fields only a document changes."""

from __future__ import annotations

from dataclasses import replace

import pytest

from nq57desk.domain.adjustments import Tag, TagKind, changed_words, protected_fields, tagged, tags
from nq57desk.domain.completeness import Why, completeness
from nq57desk.domain.five_clear import Clear
from nq57desk.domain.plan import Appendix, Plan, PlanStatus, Task


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("", ()),
        ("02-CTr/BCĐTW", (Tag(TagKind.ADJUSTED, "02-CTr/BCĐTW"),)),
        ("Bổ sung theo 12/KH-UBND", (Tag(TagKind.ADDED, "12/KH-UBND"),)),
        ("Điều chỉnh: A\nBổ sung: B", (Tag(TagKind.ADJUSTED, "A"), Tag(TagKind.ADDED, "B"))),
        ("Bổ sung", (Tag(TagKind.ADJUSTED, "Bổ sung"),)),
    ],
)
def test_tags_are_read_line_by_line(text: str, found: tuple[Tag, ...]) -> None:
    assert tags(text) == found


def test_the_newest_tag_stands_last_and_once() -> None:
    text = tagged(tagged(tagged("02-CTr", TagKind.ADDED, "A"), TagKind.ADJUSTED, "B"), TagKind.ADDED, " A ")
    assert text == "02-CTr\nĐiều chỉnh: B\nBổ sung: A"


def test_only_words_of_an_issued_paper_are_protected() -> None:
    appendix = Appendix("a", "p", 1, column_fields=("number", "name", "lead", ""))
    issued, draft = Plan("p", 2026), Plan("p", 2026, status=PlanStatus.DRAFT)
    assert protected_fields(issued, appendix) == {"number", "name", "lead"}
    assert protected_fields(draft, appendix) == frozenset()
    before = Task("t", "p", "a", name="Việc", lead="", note="cũ")
    values = {"name": "Khác", "lead": "Công an", "note": "mới"}
    assert changed_words(before, values, protected_fields(issued, appendix)) == ("name",)
    assert changed_words(before, {"name": "Việc"}, {"name"}) == ()


def test_what_is_not_clear_and_why() -> None:
    whole = Task(
        "all",
        "p",
        "a",
        name="Lập báo cáo",
        lead="Công an xã",
        deadline="Quý I/2026",
        supervisor="Phó Chủ tịch",
        product="Báo cáo",
    )
    tasks = [
        whole,
        Task("none", "p", "a", name="Họp"),
        replace(whole, id="odd", lead="Các phòng, ban", deadline="khi nào xong"),
        Task("head", "p", "a", name="Nhóm việc số hóa"),
        replace(whole, id="sub", parent_id="head", name="Quét hồ sơ"),
        Task("below", "p", "a", parent_id="all", name="Gửi báo cáo"),
    ]
    found = {one.task_id: one for one in completeness(tasks, 2026)}
    assert found["all"].complete
    assert found["below"].complete
    assert (found["head"].group, found["head"].lacking) == (True, ())
    assert dict(found["none"].lacking) == {
        Clear.WHO: Why.EMPTY,
        Clear.WHAT: Why.TOO_SHORT,
        Clear.WHEN: Why.EMPTY,
        Clear.ANSWERABLE: Why.EMPTY,
        Clear.RESULT: Why.EMPTY,
    }
    assert dict(found["odd"].lacking)[Clear.WHO] is Why.EVERYBODY
    assert dict(found["odd"].lacking)[Clear.WHEN] in (Why.NOT_UNDERSTOOD, Why.WAITS)
