"""Each real plan imported and printed: the same columns, order, numbers, section rows and words, in every format."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from nq57desk.domain.plan import Appendix, Plan
from nq57desk.usecases import papers
from nq57desk.workspace import Desk
from tests.builders.offices import import_file, ward
from tests.real_plans import double_numbering
from tests.real_plans.printed import (
    Row,
    docx_tables,
    pdf_tables,
    shown_pages,
    squeezed,
    wanted_header,
    wanted_rows,
    xlsx_tables,
)

PLANS = Path(__file__).parents[2].parent / "shared" / "plans"
DOUBLE = "002"
LISTS = {"000": 1, "001": 1, DOUBLE: 1, "003": 3, "004": 1}


def wanted(plan: str) -> list[dict[str, Any]]:
    if plan == DOUBLE:
        (text,) = PLANS.glob(f"{plan}_*.txt")
        return [double_numbering.expected(text)]
    found: list[dict[str, Any]] = json.loads((PLANS / f"{plan}.expected.json").read_text("utf-8"))["appendices"]
    return found


@pytest.fixture(params=sorted(LISTS))
def imported(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[tuple[str, Desk]]:
    plan: str = request.param
    file = PLANS / f"{plan}.docx"
    if plan == DOUBLE:
        file = tmp_path / file.name
        file.write_bytes(double_numbering.word_file(wanted(plan)[0]))
    with ward(tmp_path / "office") as desk:
        import_file(desk, file)
        yield plan, desk


def appendices(desk: Desk) -> list[Appendix]:
    return sorted(desk.store.all(Appendix), key=lambda appendix: appendix.position)


def pdf_lists(data: bytes, headers: list[list[Row]]) -> list[list[Row]]:
    """The lists of a PDF, each with its header once; on every page the header stands above its rows."""
    lists: list[list[Row]] = []
    for _, table in pdf_tables(data):
        header = next(header for header in headers if table[: len(header)] == header)
        if lists and lists[-1][: len(header)] == header:
            lists[-1] += table[len(header) :]
        else:
            lists.append(table)
    return lists


def lists_of(data: bytes, suffix: str, headers: list[list[Row]]) -> list[list[Row]]:
    if suffix == ".pdf":
        return pdf_lists(data, headers)
    tables = docx_tables(data) if suffix == ".docx" else xlsx_tables(data)
    assert [repeated for repeated, _ in tables] == [len(header) for header in headers]
    return [rows for _, rows in tables]


@pytest.mark.parametrize("suffix", papers.FORMATS)
def test_each_list_alone_is_the_wards_own(imported: tuple[str, Desk], suffix: str) -> None:
    plan, desk = imported
    own = appendices(desk)
    assert len(own) == LISTS[plan]
    for appendix, one in zip(own, wanted(plan), strict=True):
        header = wanted_header(one["columns"])
        made = papers.make_paper(desk, kind="appendix", appendix_id=appendix.id, suffix=suffix)
        assert lists_of(made.data, suffix, [header]) == [[*header, *wanted_rows(one)]]


@pytest.mark.parametrize("suffix", papers.FORMATS)
def test_the_whole_plan_has_every_list(imported: tuple[str, Desk], suffix: str) -> None:
    plan, desk = imported
    (own,) = desk.store.all(Plan)
    headers = [wanted_header(one["columns"]) for one in wanted(plan)]
    made = papers.make_paper(desk, kind="plan", plan_id=own.id, suffix=suffix)
    rows = [[*header, *wanted_rows(one)] for header, one in zip(headers, wanted(plan), strict=True)]
    assert lists_of(made.data, suffix, headers) == rows


def test_labels_and_titles_are_the_wards_own(imported: tuple[str, Desk]) -> None:
    plan, desk = imported
    (own,) = desk.store.all(Plan)
    said = squeezed("".join(shown_pages(papers.make_paper(desk, kind="plan", plan_id=own.id).data)))
    for one in wanted(plan):
        assert squeezed(one.get("label", "PHỤ LỤC I")) in said
        assert squeezed(one.get("title", "DANH MỤC NHIỆM VỤ")) in said
