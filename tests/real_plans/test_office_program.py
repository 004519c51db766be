"""Real plans beside LibreOffice: it prints the ward's own file as we print the plan, and our files as we print them."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import pytest

from nq57desk.domain.plan import Plan
from nq57desk.usecases import papers
from nq57desk.workspace import Desk
from tests.builders.office_papers import plan_papers
from tests.builders.office_program import pages_in, to_pdf
from tests.builders.offices import import_file, ward
from tests.real_plans.printed import Row, pdf_tables, wanted_header

PLANS = Path(__file__).parents[2].parent / "shared" / "plans"
NAMES = ("000", "001", "003", "004")

pytestmark = pytest.mark.long


@pytest.fixture(params=NAMES)
def imported(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[tuple[str, Desk]]:
    with ward(tmp_path / "office") as desk:
        import_file(desk, PLANS / f"{request.param}.docx")
        yield request.param, desk


def expected_headers(plan: str) -> list[list[Row]]:
    told: dict[str, Any] = json.loads((PLANS / f"{plan}.expected.json").read_text("utf-8"))
    return [wanted_header(one["columns"]) for one in told["appendices"]]


def columns_of(data: bytes, headers: Sequence[list[Row]]) -> list[list[str]]:
    """For each list, the letters of each column from top to bottom: a row that a page's end parts is one again."""
    lists: list[list[str]] = [["" for _ in header[0]] for header in headers]
    current: int | None = None
    for _, table in pdf_tables(data):
        opened = [n for n, header in enumerate(headers) if header[0] in table]
        if opened:
            (current,) = opened
        elif current is not None and len(table[0]) != len(headers[current][0]):
            current = None
        if current is not None:
            rows = [row for row in table if row not in headers[current]]
            lists[current] = [words + "".join(row[n] for row in rows) for n, words in enumerate(lists[current])]
    return lists


def test_our_columns_are_those_of_the_wards_own_file(imported: tuple[str, Desk], tmp_path: Path) -> None:
    plan, desk = imported
    (own,) = desk.store.all(Plan)
    headers = expected_headers(plan)
    theirs = to_pdf(tmp_path / "theirs", {"plan.docx": (PLANS / f"{plan}.docx").read_bytes()})["plan.docx"]
    ours = papers.make_paper(desk, kind="plan", plan_id=own.id).data
    found = columns_of(ours, headers)
    assert all(all(one[:2]) for one in found)
    assert found == columns_of(theirs, headers)


def test_word_and_excel_have_as_many_pages(imported: tuple[str, Desk], tmp_path: Path) -> None:
    _, desk = imported
    made = {f"{one.name}{suffix}": one.make(desk, suffix) for one in plan_papers(desk) for suffix in (".docx", ".xlsx")}
    printed = to_pdf(tmp_path / "ours", {name: paper.data for name, paper in made.items()})
    assert printed.keys() == made.keys()
    told = {name: (pages_in(printed[name]), paper.pages) for name, paper in made.items()}
    assert {name: pages for name, pages in told.items() if abs(pages[0] - pages[1]) > 1} == {}
