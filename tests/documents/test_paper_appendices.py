"""Appendices and what a decision issues: labels, pointer lines, sheets, heads of their own."""

from __future__ import annotations

from dataclasses import replace

import pytest

from nq57desk.documents.decision import compose_decision
from nq57desk.documents.layout import (
    Orientation,
)
from nq57desk.documents.paper import compose_paper
from nq57desk.documents.plan_paper import compose_plan
from nq57desk.domain.papers import Attached, FormKind, Paper, PaperHead, Words
from nq57desk.domain.plan import Paragraph as PlanText
from tests.documents.layouts_read import closing_of, fields_of, frame_of, words_of
from tests.documents.official_papers import (
    DECISION,
    ISSUING,
    LISTS,
    PARAGRAPHS,
    PLAN_HEAD,
    REPORT_HEAD,
    TARGETS,
    TASK_LIST,
)
from tests.documents.whole_paper import all_words

# ---- appendices -------------------------------------------------------------------------------------


@pytest.mark.parametrize(("count", "labels"), [(1, ["Phụ lục"]), (2, ["Phụ lục I", "Phụ lục II"])])
def test_appendices_made_here_are_numbered_from_two_on(count: int, labels: list[str]) -> None:
    attached = tuple(Attached(f"Danh mục {n}", (Words("Nội dung."),)) for n in range(count))
    layout = compose_paper(Paper(REPORT_HEAD, (Words("Nội dung."),), attached))
    assert [words_of(layout, "appendix_label", n)[0] for n in range(1, count + 1)] == labels
    assert all(pages.restart for pages in layout.pages)


def test_an_imported_label_and_pointer_stand_as_they_stood() -> None:
    lines = ("PHỤ LỤC SỐ 02", "(Kèm theo Kế hoạch số /KH-UBND)")
    other = replace(TARGETS.appendix, label="PHỤ LỤC SỐ 02", heading_lines=lines, title="Chỉ tiêu")
    layout = compose_plan(PLAN_HEAD, PARAGRAPHS, (TASK_LIST, replace(TARGETS, appendix=other)))
    assert words_of(layout, "appendix_label", 1) == ["Phụ lục I"]
    assert words_of(layout, "appendix_label", 2) == ["PHỤ LỤC SỐ 02"]
    assert words_of(layout, "appendix_pointer", 2) == [lines[1]]


def test_a_sheet_is_held_across_where_its_table_needs_it() -> None:
    layout = compose_plan(PLAN_HEAD, PARAGRAPHS, LISTS)
    assert [pages.orientation for pages in layout.pages] == [
        Orientation.PORTRAIT,
        Orientation.LANDSCAPE,
        Orientation.PORTRAIT,
    ]


def test_a_plans_text_stands_in_its_own_order() -> None:
    assert all_words(compose_plan(PLAN_HEAD, PARAGRAPHS[::-1], LISTS[::-1])) == all_words(
        compose_plan(PLAN_HEAD, PARAGRAPHS, LISTS)
    )


def test_a_decision_and_the_plan_that_came_with_it_in_one_text_are_parted() -> None:
    told = (
        (0, "TRƯỞNG BAN CHỈ ĐẠO PHƯỜNG SAO MAI"),
        (0, "Căn cứ Nghị quyết số 57-NQ/TW;"),
        (0, "Theo đề nghị của Phòng Văn hóa - Xã hội"),
        (0, "QUYẾT ĐỊNH:"),
        (1, "Điều 1. Ban hành kèm theo Quyết định này Kế hoạch hoạt động năm 2026."),
        (0, "KẾ HOẠCH HOẠT ĐỘNG NĂM 2026"),
        (0, "của Ban Chỉ đạo phường Sao Mai"),
        (0, "(Kèm theo Quyết định số 01/QĐ-BCĐ của Trưởng Ban Chỉ đạo)"),
        (1, "I. MỤC TIÊU"),
        (0, "Nội dung."),
    )
    paragraphs = tuple(PlanText(f"x{n}", "p", n, level, words) for n, (level, words) in enumerate(told, start=1))
    layout = compose_plan(replace(PLAN_HEAD, word="Quyết định"), paragraphs, ())
    assert len(layout.pages) == 2
    assert words_of(layout, "basis") == [told[1][1], told[2][1]]
    assert words_of(layout, "decides") == [told[0][1], told[3][1]]
    assert words_of(layout, "body") == ["Điều 1. Ban hành kèm theo Quyết định này Kế hoạch hoạt động năm 2026./."]
    assert [words_of(layout, style, 1) for style in ("kind", "subject", "text_pointer", "body")] == [
        [told[5][1]],
        [told[6][1]],
        [told[7][1]],
        ["Nội dung./."],
    ]
    assert closing_of(layout).signature is not None
    anew = replace(ISSUING, issues=Paper(PaperHead("Quyết định"), tuple(Words(w, level) for level, w in told)))
    assert words_of(compose_decision(anew), "kind", 1) == ["KẾ HOẠCH HOẠT ĐỘNG NĂM 2026"]
    assert words_of(compose_decision(anew), "body", 1) == ["Nội dung./."]
    assert words_of(compose_decision(anew), "heading_1", 1) == ["I. MỤC TIÊU"]


def test_a_plan_without_text_asks_for_it() -> None:
    assert fields_of(compose_plan(PLAN_HEAD, (), ())) == {"plan.text"}


@pytest.mark.parametrize("electronic", [False, True])
def test_the_pointer_line_is_open_in_an_electronic_paper(electronic: bool) -> None:
    layout = compose_plan(replace(PLAN_HEAD, electronic=electronic), PARAGRAPHS, LISTS)
    (pointer,) = words_of(layout, "appendix_pointer", 1)
    assert ("số 05/KH-UBND ngày 05" in pointer) is not electronic
    assert fields_of(layout) == set()


# ---- decisions --------------------------------------------------------------------------------------


def test_bases_and_articles_of_a_decision() -> None:
    layout = compose_decision(DECISION)
    assert [words[-1] for words in words_of(layout, "basis")] == [";", ";", "."]
    assert words_of(layout, "basis")[-1] == "Theo đề nghị của Trưởng phòng Văn hóa - Xã hội."
    assert words_of(layout, "decides") == ["QUYẾT ĐỊNH:"]
    assert words_of(layout, "authority") == ["ỦY BAN NHÂN DÂN PHƯỜNG SAO MAI"]
    assert words_of(layout, "article") == ["Điều 2. Nhiệm vụ của Tổ giúp việc"]
    assert words_of(layout, "body")[-1].startswith("Điều 3. Chánh Văn phòng")
    assert words_of(layout, "body")[-1].endswith("Quyết định này./.")


def test_what_a_decision_issues_has_its_own_head_and_count() -> None:
    layout = compose_decision(ISSUING, LISTS)
    assert [pages.restart for pages in layout.pages] == [True] * 4
    frame = frame_of(layout, 1)
    assert {p.style.name for band in frame.bands for p in (*band.left, *band.right)} == {"issuer", "nation", "motto"}
    assert words_of(layout, "kind", 1) == ["KẾ HOẠCH"]
    assert words_of(layout, "text_pointer", 1) == [
        "(Kèm theo Quyết định số 05/QĐ-BCĐ ngày 05 tháng 01 năm 2026 của Trưởng Ban Chỉ đạo phường Sao Mai)"
    ]
    assert [words_of(layout, "appendix_label", n) for n in (2, 3)] == [["Phụ lục I"], ["Phụ lục II"]]


def test_the_partys_decision_names_who_decides_below_the_bases() -> None:
    head = replace(DECISION.head, form=FormKind.PARTY)
    layout = compose_decision(replace(DECISION, head=head, authority="Ban Thường vụ Đảng ủy"))
    assert words_of(layout, "decides") == ["BAN THƯỜNG VỤ ĐẢNG ỦY QUYẾT ĐỊNH:"]
    assert words_of(layout, "authority") == []
    assert all(words.startswith("- ") for words in words_of(layout, "basis"))


def test_a_decision_without_words_asks_for_them() -> None:
    empty = replace(DECISION, authority="", bases=(), proposed_by="", articles=("", "Thi hành."))
    assert fields_of(compose_decision(empty)) == {"head.authority", "articles.1"}
