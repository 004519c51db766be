"""Every paper of the sample office in LibreOffice: it opens without repair and has as many pages as the PDF."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from nq57desk.usecases import papers
from nq57desk.usecases.sample import make_sample
from nq57desk.workspace import Desk, open_desk
from tests.builders.office_papers import every_paper
from tests.builders.office_program import pages_in, to_pdf

MONTH, DAY = "2026-10", date(2026, 11, 13)

pytestmark = pytest.mark.long


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    folder = tmp_path / "office"
    make_sample(folder=folder, as_of=DAY)
    with open_desk(folder, as_of=DAY, who="Nguyễn Thị Mẫu") as opened:
        yield opened


@pytest.mark.parametrize("suffix", [".docx", ".xlsx"])
def test_as_many_pages_as_the_pdf(desk: Desk, tmp_path: Path, suffix: str) -> None:
    asked = list(every_paper(desk, MONTH))
    assert {one.kind.value for one in asked} == set(papers.KINDS)
    made = {f"{one.name}{suffix}": one.make(desk, suffix) for one in asked}
    printed = to_pdf(tmp_path, {name: paper.data for name, paper in made.items()})
    assert printed.keys() == made.keys()
    told = {name: (pages_in(printed[name]), paper.pages) for name, paper in made.items()}
    assert {name: pages for name, pages in told.items() if abs(pages[0] - pages[1]) > 1} == {}
