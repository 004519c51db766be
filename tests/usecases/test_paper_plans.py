"""The papers of a plan: its own words and lists, the decision that issues it, what a document changed."""

from __future__ import annotations

from dataclasses import replace

import pytest

from nq57desk.domain.list_adjusted import marked
from nq57desk.domain.plan import Paragraph, Task
from nq57desk.domain.progress import State
from nq57desk.errors import Refused
from nq57desk.usecases import paper_decisions, paper_plans, papers, plan_edits, progress
from nq57desk.usecases.changing import apply_records, deletion, proposed
from nq57desk.workspace import Desk
from tests.usecases.paper_office import MONTH, first_appendix, first_plan, pages_of, paper_text

DOCUMENT = "45/KH-UBND ngày 10/6/2026"


def tasks(desk: Desk) -> list[Task]:
    return [task for task in desk.store.all(Task) if task.appendix_id == first_appendix(desk).id]


def test_a_plan_has_its_own_head_text_and_lists(sample: Desk) -> None:
    plan = first_plan(sample)
    pages = pages_of(papers.make_paper(sample, kind="plan", plan_id=plan.id).data)
    assert "Số: 18/KH-UBND" in pages[0]
    assert "Sao Mai, ngày 20 tháng 01 năm 2026" in pages[0]
    whole = " ".join(pages)
    for paragraph in sample.store.all(Paragraph, plan_id=plan.id):
        assert " ".join(paragraph.text.split()).rstrip("./") in whole
    for task in tasks(sample):
        assert " ".join(task.name.split()[:4]) in whole
    assert "Trần Minh Khôi" in whole
    assert whole.count("PHỤ LỤC I ") == 1


def test_a_plan_without_text_still_comes_with_its_lists(sample: Desk) -> None:
    plan = first_plan(sample)
    apply_records(sample, "edit", [deletion(one) for one in sample.store.all(Paragraph, plan_id=plan.id)])
    made = papers.make_paper(sample, kind="plan", plan_id=plan.id)
    assert [problem.code for problem in made.problems] == ["papers.plan_without_text"]
    assert made.pages > 1


def test_a_decision_is_drafted_from_the_plan_and_keeps_the_clerks_words(sample: Desk) -> None:
    plan = first_plan(sample)
    task = tasks(sample)[0]
    apply_records(sample, "edit", [proposed(replace(task, source_document="Kế hoạch số 238/KH-UBND ngày 13/9/2025"))])
    said = paper_decisions.decision_words(sample, plan_id=plan.id)
    assert said.bases[-1] == "Căn cứ Kế hoạch số 238/KH-UBND ngày 13/9/2025"
    assert said.articles[0].startswith("Ban hành kèm theo Quyết định này Kế hoạch thực hiện Nghị quyết số 57-NQ/TW")
    whole = paper_text(sample, "decision", plan_id=plan.id)
    for words in ("QUYẾT ĐỊNH", "Về việc ban hành Kế hoạch thực hiện", "Điều 1.", "Điều 3.", "phường Sao Mai"):
        assert words in whole
    assert "(Kèm theo Quyết định số" in whole
    own = replace(said, articles=("Ban hành Kế hoạch này.",), proposed_by="Trưởng phòng Văn hóa - Xã hội")
    paper_decisions.keep_decision(sample, plan_id=plan.id, said=own)
    changed = paper_text(sample, "decision", plan_id=plan.id)
    assert "Theo đề nghị của Trưởng phòng Văn hóa - Xã hội." in changed
    assert "Điều 2." not in changed
    paper_decisions.keep_decision(sample, plan_id=plan.id, said=None)
    assert paper_decisions.decision_words(sample, plan_id=plan.id) == said
    with pytest.raises(Refused):
        paper_decisions.decision_words(sample, plan_id="x")


def test_what_a_document_changed_stands_old_and_new(sample: Desk) -> None:
    changed, added, stopped = tasks(sample)[8:11]
    before = changed.deadline
    plan_edits.adjust_task(sample, task_id=changed.id, changes={"deadline": "Quý III/2026"}, document=DOCUMENT)
    apply_records(sample, "edit", [proposed(replace(added, adjusted_by=f"Bổ sung: {DOCUMENT}"))])
    progress.set_progress(
        sample, task_id=stopped.id, period=MONTH, state=State.STOPPED, stopped_by="Thông báo số 5/TB-UBND"
    )
    rows = paper_plans.adjusted_rows(sample, first_appendix(sample))
    assert [row.row.id for row in rows] == [changed.id, added.id, stopped.id]
    assert rows[0].before is not None
    assert rows[0].before.deadline == before
    said = paper_text(sample, "adjusted-appendix", appendix_id=first_appendix(sample).id)
    for words in (f"Điều chỉnh: {DOCUMENT}", f"Bổ sung: {DOCUMENT}", "Bổ sung mới", "Thông báo số 5/TB-UBND"):
        assert words in said
    assert "Thời hạn: “Quý I/2026” → “Quý III/2026”" in said


def test_nothing_changed_is_said(sample: Desk) -> None:
    said = paper_text(sample, "adjusted-appendix", appendix_id=first_appendix(sample).id)
    assert "Phụ lục chưa có nội dung nào được điều chỉnh, bổ sung." in said


@pytest.mark.parametrize(
    ("before", "after", "said"),
    [
        ("Quý I", "Quý II", "“Quý I” → “Quý II”"),
        ("Tập huấn cho cán bộ phường", "Tập huấn cho công chức phường", "“cán bộ” → “công chức”"),
        ("Công an phường", "Công an phường và Đoàn", "thêm “và Đoàn”"),
        ("Báo cáo hằng tháng (nếu có)", "Báo cáo hằng tháng", "bỏ “(nếu có)”"),
        ("", "Báo cáo", "“” → “Báo cáo”"),
        ("a b c d", "a b  c d", "trình bày lại"),
    ],
)
def test_changed_words_are_marked(before: str, after: str, said: str) -> None:
    assert marked(before, after) == said
