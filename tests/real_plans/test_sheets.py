"""The sheets of every paper of a real plan: A4, the decree's margins, page numbers in the top margin by each count."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from nq57desk.documents.render_pdf import render_pdf
from nq57desk.usecases.paper_asked import asked_paper
from nq57desk.usecases.papers import layout_of
from nq57desk.workspace import Desk
from tests.builders.office_papers import every_paper
from tests.builders.offices import PERIOD, import_file, ward
from tests.documents.decree_reading import STATE
from tests.documents.decree_rules import check_margins, check_nation, check_page_numbers
from tests.documents.papers import read_back

PLANS = Path(__file__).parents[2].parent / "shared" / "plans"


@pytest.fixture(params=["000", "001", "003", "004"])
def desk(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Desk]:
    with ward(tmp_path / "office") as opened:
        import_file(opened, PLANS / f"{request.param}.docx")
        yield opened


def test_margins_and_numbers(desk: Desk) -> None:
    for one in every_paper(desk, PERIOD):
        asked = asked_paper(desk, kind=one.kind, plan_id=one.plan_id, appendix_id=one.appendix_id, period=one.period)
        layout, _ = layout_of(desk, asked)
        pages = read_back(render_pdf(layout))
        for page in pages:
            check_margins(page)
        check_page_numbers(pages, len(layout.pages), STATE)
        check_nation(pages[0], STATE)
