"""Issued papers are kept for good: their bytes, their number, the state of the data."""

from __future__ import annotations

import sqlite3
from dataclasses import replace
from datetime import date

import pytest

from nq57desk.domain.papers import PaperKind
from nq57desk.domain.plan import Plan, PlanStatus, Task
from nq57desk.errors import Refused
from nq57desk.usecases import paper_issued, papers, plan_edits, progress
from nq57desk.usecases.changing import apply_records, proposed
from nq57desk.usecases.paper_asked import asked_paper
from nq57desk.workspace import Desk
from tests.usecases.paper_office import CLOSED, MONTH, first_plan, pages_of, paper_text, text_of


def marked(desk: Desk, **changes: str) -> paper_issued.MarkedIssued:
    return paper_issued.mark_issued(
        desk,
        kind=changes.get("kind", "progress-report"),
        number=changes.get("number", "15"),
        on=date.fromisoformat(changes.get("on", "2026-10-12")),
        signer=changes.get("signer", "Lê Thu Hà"),
        plan_id=changes.get("plan_id"),
        period=changes.get("period", CLOSED),
        body=changes.get("body"),
    )


def code(desk: Desk, **changes: str) -> str:
    with pytest.raises(Refused) as refused:
        marked(desk, **changes)
    assert paper_issued.issued(desk) == ()
    return refused.value.problems[0].code


def test_the_copy_kept_has_its_number_day_and_signer(sample: Desk) -> None:
    done = marked(sample)
    assert done.problems == ()
    paper = done.paper
    data = paper_issued.issued_bytes(sample, paper_id=paper.id)
    said = text_of(data)
    assert "Số: 15/BC-UBND" in said
    assert "ngày 12 tháng 10 năm 2026" in said
    assert "Lê Thu Hà" in said
    assert paper.fingerprint in said
    assert (paper.pages, paper.symbol) == (len(pages_of(data)), "BC-UBND")
    assert (paper.year, paper.revision) == (2026, sample.store.revision)
    assert paper_issued.issued_bytes(sample, paper_id=paper.id, suffix=".docx")[:2] == b"PK"
    assert paper_issued.issued(sample) == (paper,)


def test_it_stays_as_it_was_whatever_happens_to_the_data(sample: Desk) -> None:
    paper = marked(sample).paper
    before = paper_issued.issued_bytes(sample, paper_id=paper.id)
    assert "Số: 15/BC-UBND" in paper_text(sample, "progress-report", period=CLOSED)
    progress.open_period(sample, period=CLOSED, reason="Bổ sung")
    made = papers.make_paper(sample, kind="progress-report", period=CLOSED)
    assert made.fingerprint != paper.fingerprint
    assert "Số: 15/BC-UBND" not in text_of(made.data)
    assert "papers.changed_since_issued" in [problem.code for problem in made.problems]
    assert paper_issued.issued_bytes(sample, paper_id=paper.id) == before
    copy = paper_issued.open_issued(sample, paper_id=paper.id)
    assert copy.read_bytes() == before
    assert copy.name == "15-BC-UBND-20261012.pdf"


def test_the_row_can_neither_change_nor_go(sample: Desk) -> None:
    marked(sample)
    for sql in ("UPDATE issued_paper SET number = '16'", "DELETE FROM issued_paper"):
        with sample.store.reading() as conn, pytest.raises(sqlite3.IntegrityError):
            conn.execute(sql)
    assert [paper.number for paper in paper_issued.issued(sample)] == ["15"]
    assert sample.store.check() == ()
    assert sample.store.journal(limit=1)[0].action == "issue_paper"


def test_a_number_used_twice_in_a_year_is_told(sample: Desk) -> None:
    marked(sample)
    again = marked(sample, number="015", period="2026-08")
    assert [problem.code for problem in again.problems] == ["papers.number_taken"]
    assert len(paper_issued.issued(sample, kind="progress-report", year=2026)) == 2
    assert paper_issued.issued(sample, kind="plan") == ()
    other = marked(sample, kind="reminder", number="15", period=MONTH, body="Công an phường")
    assert other.problems == ()


def test_what_is_not_ready_is_refused_and_nothing_kept(sample: Desk) -> None:
    assert code(sample, period=MONTH) == "papers.draft"
    assert code(sample, signer=" ") == "papers.no_signer"
    assert code(sample, number="") == "papers.bad_number"
    assert code(sample, number="1/2") == "papers.bad_number"
    assert code(sample, on="2026-10-20") == "papers.issued_in_future"
    assert code(sample, kind="reminder", period=MONTH) == "papers.which_body"
    assert not paper_issued.issued_folder(sample).exists()


def test_a_lost_or_altered_file_is_told(sample: Desk) -> None:
    paper = marked(sample).paper
    file = paper_issued.issued_folder(sample) / f"{paper.pdf}.pdf"
    file.write_bytes(b"%PDF-1.4 other")
    with pytest.raises(Refused) as altered:
        paper_issued.issued_bytes(sample, paper_id=paper.id)
    file.unlink()
    with pytest.raises(Refused) as lost:
        paper_issued.issued_bytes(sample, paper_id=paper.id)
    with pytest.raises(Refused) as unknown:
        paper_issued.issued_bytes(sample, paper_id="x")
    codes = [refused.value.problems[0].code for refused in (altered, lost, unknown)]
    assert codes == ["papers.issued_altered", "papers.issued_lost", "papers.no_issued"]


def test_a_draft_plan_takes_its_number_and_counts_as_issued(sample: Desk) -> None:
    plan = first_plan(sample)
    draft = replace(plan, number="", issued_on=None, date_text="", status=PlanStatus.DRAFT)
    apply_records(sample, "edit", [proposed(draft)])
    code_before = asked_paper(sample, kind=PaperKind.PLAN, plan_id=plan.id).code
    paper = marked(sample, kind="plan", number="9", on="2026-10-05", plan_id=plan.id, signer="Trần Minh Khôi").paper
    now = sample.store.get(Plan, plan.id)
    assert now is not None
    assert (now.number, now.issued_on, now.status) == ("9", date(2026, 10, 5), PlanStatus.ISSUED)
    assert asked_paper(sample, kind=PaperKind.PLAN, plan_id=plan.id).code == code_before == paper.fingerprint
    assert "Số: 09/KH-UBND" in paper_text(sample, "plan", plan_id=plan.id)


def test_a_later_adjustment_leaves_the_issued_plan_as_it_was(sample: Desk) -> None:
    plan = first_plan(sample)
    paper = marked(sample, kind="plan", plan_id=plan.id, number="18", on="2026-01-20").paper
    row = next(t for t in sample.store.all(Task, plan_id=plan.id) if t.deadline)
    plan_edits.adjust_task(sample, task_id=row.id, changes={"deadline": "Quý IV/2026"}, document="45/KH-UBND")
    assert asked_paper(sample, kind=PaperKind.PLAN, plan_id=plan.id).changed_since == paper


def test_a_list_that_is_issued_belongs_to_another_papers_number(sample: Desk) -> None:
    paper = marked(sample, kind="warning-list").paper
    assert paper.symbol == ""
    said = text_of(paper_issued.issued_bytes(sample, paper_id=paper.id))
    assert "Số:" not in said
    assert "Sao Mai, ngày 12 tháng 10 năm 2026" in said
