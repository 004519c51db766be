"""The sample office on a day inside its open month, and what its papers say when they are read back."""

from __future__ import annotations

from contextlib import closing
from datetime import date

import pypdfium2

from nq57desk.domain.plan import Appendix, Plan
from nq57desk.usecases import papers
from nq57desk.workspace import Desk

MONTH = "2026-10"
"""The sample's newest month with updates; it is not closed."""
CLOSED = "2026-09"
DAY = date(2026, 10, 13)


def text_of(data: bytes) -> str:
    """All words of a PDF on one line."""
    return " ".join(" ".join(pages_of(data)).split())


def pages_of(data: bytes) -> list[str]:
    """The words of each page."""
    with closing(pypdfium2.PdfDocument(data)) as pdf:
        return [" ".join(pdf[at].get_textpage().get_text_range().split()) for at in range(len(pdf))]


def paper_text(
    desk: Desk,
    kind: str,
    *,
    plan_id: str | None = None,
    appendix_id: str | None = None,
    period: str | None = None,
    body: str | None = None,
    header: bool | None = None,
) -> str:
    """What a paper says."""
    made = papers.make_paper(
        desk, kind=kind, plan_id=plan_id, appendix_id=appendix_id, period=period, body=body, header=header
    )
    return text_of(made.data)


def first_plan(desk: Desk) -> Plan:
    """Plan 18 of the sample."""
    return min(desk.store.all(Plan), key=lambda plan: plan.number)


def first_appendix(desk: Desk) -> Appendix:
    """Its list of tasks."""
    return desk.store.all(Appendix, plan_id=first_plan(desk).id)[0]
