"""Every kind of paper, for every kind of period, in every format; and an office that has nothing yet."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from nq57desk.errors import Refused
from nq57desk.sentences import sentence
from nq57desk.usecases import papers, progress
from nq57desk.wording import use_language
from nq57desk.workspace import Desk
from tests.builders.offices import ward
from tests.usecases.paper_office import CLOSED, MONTH, first_appendix, first_plan, pages_of, paper_text

PERIODS = (MONTH, "2026-Q3", "2026-H1", "2026-9M", "2026")
NAMED = {"2026-Q3": "quý III năm 2026", "2026-H1": "6 tháng đầu năm 2026", "2026-9M": "9 tháng đầu năm 2026"}


@pytest.fixture
def blank(tmp_path: Path) -> Iterator[Desk]:
    with ward(tmp_path / "blank") as desk:
        yield desk


def code_of(desk: Desk, kind: str, **asked: str) -> str:
    with pytest.raises(Refused) as refused:
        papers.make_paper(
            desk, kind=kind, plan_id=asked.get("plan_id"), period=asked.get("period"), body=asked.get("body")
        )
    assert sentence(refused.value.problems[0])
    return refused.value.problems[0].code


@pytest.mark.parametrize("kind", sorted(papers.KINDS))
def test_each_kind_comes_out_in_every_format(sample: Desk, tmp_path: Path, kind: str) -> None:
    plan_id = first_plan(sample).id if kind in ("plan", "decision") else None
    appendix_id = first_appendix(sample).id if "appendix" in kind else None
    saved = [
        papers.save_paper(
            sample,
            kind=kind,
            path=tmp_path / f"{kind}{suffix}",
            plan_id=plan_id,
            appendix_id=appendix_id,
            period=MONTH,
        )
        for suffix in papers.FORMATS
    ]
    assert len({(paper.pages, paper.fingerprint) for paper in saved}) == 1
    assert all(paper.file.stat().st_size > 1000 for paper in saved)
    pages = pages_of(saved[0].file.read_bytes())
    assert len(pages) == saved[0].pages
    assert all(saved[0].fingerprint in page for page in pages)


@pytest.mark.parametrize("period", PERIODS)
def test_the_report_of_each_kind_of_period(sample: Desk, period: str) -> None:
    said = paper_text(sample, "progress-report", period=period)
    when = NAMED.get(period, "tháng 10 năm 2026" if period == MONTH else "năm 2026")
    assert f"Kết quả thực hiện Nghị quyết số 57-NQ/TW {when}" in said
    assert "II. KẾT QUẢ THỰC HIỆN" in said
    for label in ("Phụ lục I ", "Phụ lục II ", "Phụ lục III "):
        assert label in said
    assert ("Tình hình giải ngân kinh phí" in said) == (period != MONTH)


@pytest.mark.parametrize("kind", ["progress-report", "task-progress", "indicators", "warning-list"])
def test_every_page_is_a_draft_until_the_period_is_closed(sample: Desk, kind: str) -> None:
    def drafts(period: str) -> list[bool]:
        return ["DỰ THẢO" in page for page in pages_of(papers.make_paper(sample, kind=kind, period=period).data)]

    assert all(drafts(MONTH))
    assert not any(drafts(CLOSED))
    assert not any(drafts("2026-Q3"))
    progress.open_period(sample, period=CLOSED, reason="Bổ sung số liệu")
    assert all(drafts(CLOSED))
    assert all(drafts("2026-Q3"))


def test_papers_without_a_period_are_no_drafts(sample: Desk) -> None:
    assert "DỰ THẢO" not in paper_text(sample, "plan", plan_id=first_plan(sample).id)
    assert "DỰ THẢO" not in paper_text(sample, "assignments")


def test_papers_say_the_same_whatever_the_interface_speaks(sample: Desk) -> None:
    kinds = ("progress-report", "warning-list", "reminder", "assignments")
    vietnamese = [paper_text(sample, kind, period=MONTH) for kind in kinds]
    use_language("en")
    try:
        assert [paper_text(sample, kind, period=MONTH) for kind in kinds] == vietnamese
    finally:
        use_language("vi")


def test_an_office_without_anything_still_gets_its_lists(blank: Desk) -> None:
    sentences = {
        "task-progress": "Chưa có nhiệm vụ nào trong kỳ.",
        "indicators": "Chưa có chỉ tiêu nào trong kỳ.",
        "warning-list": "Không có nhiệm vụ nào trong danh sách cảnh báo của kỳ.",
        "assignments": "Chưa có nhiệm vụ nào để phân công.",
        "progress-report": "Trong kỳ chưa có nhiệm vụ nào được giao.",
    }
    for kind, words in sentences.items():
        assert words in paper_text(blank, kind, period="2026-11")


def test_what_there_is_nothing_of_is_refused_with_a_sentence(blank: Desk, sample: Desk) -> None:
    for kind in ("plan", "decision", "appendix", "adjusted-appendix"):
        assert code_of(blank, kind) == "workspace.nothing_to_print"
    assert code_of(blank, "reminder", period="2026-11") == "papers.nobody_late"
    assert code_of(sample, "plan") == "papers.which_plan"
    assert code_of(sample, "appendix") == "workspace.which_appendix"
    assert code_of(sample, "reminder", period=MONTH, body="Phòng Không có") == "papers.body_not_late"
    assert code_of(sample, "assignments", body="Phòng Không có") == "papers.body_without_tasks"
    assert code_of(sample, "progress-report", period="2026-13") == "workspace.bad_period"
    assert code_of(sample, "progress-report", plan_id="x") == "workspace.unknown_plan"
    assert code_of(sample, "city-report") == "papers.of_city"
    assert code_of(sample, "song") == "workspace.paper_later"


def test_a_list_without_its_header_has_neither_frame_nor_signature(sample: Desk) -> None:
    alone = paper_text(sample, "warning-list", period=MONTH)
    assert "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM" in alone
    assert "CHỦ TỊCH" in alone
    bare = paper_text(sample, "warning-list", period=MONTH, header=False)
    assert "CỘNG HÒA" not in bare
    assert "CHỦ TỊCH" not in bare.replace("Chủ tịch", "")
