"""Every paper of an office that imported one of the real plans, closed its month with half of it told."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pypdfium2
import pytest

from nq57desk.domain.indicators import Indicator
from nq57desk.domain.papers import PaperKind
from nq57desk.domain.plan import Appendix, Plan, Section, Task
from nq57desk.domain.progress import State
from nq57desk.domain.update_rate import group_rows
from nq57desk.usecases import papers, progress
from nq57desk.usecases.month_board import month_board
from nq57desk.workspace import Desk
from tests.builders.offices import PERIOD, import_file, ward

PLANS = Path(__file__).parents[2].parent / "shared" / "plans"


@pytest.fixture(params=["000", "001", "003", "004"])
def desk(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Desk]:
    with ward(tmp_path / "office") as opened:
        import_file(opened, PLANS / f"{request.param}.docx")
        own = opened.store.all(Task)
        groups = group_rows(own)
        for place, task in enumerate(task for task in own if task.id not in groups):
            if place % 2 == 0:
                said = f"Kết quả thứ {place + 1}"
                progress.set_progress(
                    opened, task_id=task.id, period=PERIOD, state=State.IN_PROGRESS, percent=50, result=said
                )
        yield opened


def plain(data: bytes) -> str:
    """All letters of a PDF without spaces: line ends part words where a hyphen stands."""
    with closing(pypdfium2.PdfDocument(data)) as pdf:
        return "".join("".join(pdf[at].get_textpage().get_text_range().split()) for at in range(len(pdf)))


def squeezed(words: str) -> str:
    return "".join(words.split())


@pytest.mark.parametrize("suffix", papers.FORMATS)
def test_every_kind_comes_out(desk: Desk, suffix: str) -> None:
    plan_id = desk.store.all(Plan)[0].id
    appendix_id = desk.store.all(Appendix)[0].id
    for kind in map(PaperKind, papers.KINDS):
        made = papers.make_paper(
            desk,
            kind=kind.value,
            period=PERIOD,
            plan_id=plan_id if kind in (PaperKind.PLAN, PaperKind.DECISION) else None,
            appendix_id=appendix_id if "appendix" in kind.value else None,
            suffix=suffix,
        )
        assert made.pages > 0
        assert made.data[:2] == (b"%P" if suffix == ".pdf" else b"PK")


def test_the_plan_and_its_lists_lose_no_row(desk: Desk) -> None:
    plan_id = desk.store.all(Plan)[0].id
    whole = plain(papers.make_paper(desk, kind="plan", plan_id=plan_id).data)
    rows: list[Task | Indicator] = [*desk.store.all(Task), *desk.store.all(Indicator)]
    for row in rows:
        assert squeezed(row.name)[:25] in whole
    for section in desk.store.all(Section):
        assert squeezed(section.title)[:25] in whole


def test_the_report_counts_as_the_board(desk: Desk) -> None:
    board = month_board(desk, period=PERIOD)
    said = plain(papers.make_paper(desk, kind="progress-report", period=PERIOD).data)
    if board.rate.of:
        assert squeezed(f"{board.rate.updated}/{board.rate.of} nhiệm vụ được cập nhật") in said
    groups = group_rows(desk.store.all(Task))
    for row in board.rows:
        if row.task.id not in groups:
            assert squeezed(row.task.name)[:25] in said
        if row.update is not None:
            assert squeezed(row.update.result) in said
    total = sum(row.task.id not in groups for row in board.rows)
    assert squeezed(f"Tổng số nhiệm vụ theo dõi là {total:02}") in said
