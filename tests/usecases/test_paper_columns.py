"""Columns as the clerk wants them: order, heading, width, left out, progress added."""

from __future__ import annotations

import pytest

from nq57desk.domain.appendix_columns import PROGRESS
from nq57desk.domain.column_profiles import ColumnWish, read, shaped, written
from nq57desk.domain.listings import LineKind, Listing, ListingColumn, ListingLine, cells
from nq57desk.errors import Refused
from nq57desk.usecases import fingerprints, paper_columns, papers
from nq57desk.workspace import Desk
from tests.usecases.paper_office import MONTH, first_appendix, paper_text, text_of

LISTING = Listing(
    (ListingColumn("a", "A"), ListingColumn("b", "B"), ListingColumn("c", "C")),
    (
        ListingLine(LineKind.SECTION, cells("I", "Mục")),
        ListingLine(LineKind.ITEM, cells("1", "2", "3")),
    ),
)


@pytest.mark.parametrize(
    ("profile", "headings", "row"),
    [
        ((), "ABC", "123"),
        ((ColumnWish("c"), ColumnWish("a")), "CAB", "312"),
        ((ColumnWish("b", hidden=True),), "AC", "13"),
        ((ColumnWish("b", heading="X"), ColumnWish("song")), "XAC", "213"),
        ((ColumnWish("c"), ColumnWish("c")), "CAB", "312"),
        (tuple(ColumnWish(key, hidden=True) for key in "abc"), "ABC", "123"),
    ],
)
def test_a_list_follows_its_profile(profile: tuple[ColumnWish, ...], headings: str, row: str) -> None:
    made = shaped(LISTING, profile)
    assert "".join(column.heading for column in made.columns) == headings
    assert "".join(cell.text for cell in made.lines[1].cells) == row
    assert made.lines[0] == LISTING.lines[0]
    assert read(written(profile)) == profile


@pytest.mark.parametrize("kept", ["{", "5", '[["a"]]', "[[1,2,3,4,5]]", '[["a","",true,[]],7]'])
def test_what_cannot_be_read_is_no_profile(kept: str) -> None:
    assert read(kept) == ()


def test_a_list_is_printed_as_chosen(sample: Desk) -> None:
    keys = [column.key for column in paper_columns.columns("warning-list")]
    profile = [ColumnWish("lead", heading="Đơn vị"), *(ColumnWish(key, hidden=key == "supervisor") for key in keys)]
    paper_columns.keep_columns(sample, of="warning-list", profile=profile)
    said = paper_text(sample, "warning-list", period=MONTH)
    assert "Đơn vị" in said
    assert "Lãnh đạo phụ trách" not in said
    assert "Đơn vị" in paper_text(sample, "progress-report", period=MONTH)


def test_an_appendix_keeps_its_words_under_other_columns(sample: Desk) -> None:
    appendix = first_appendix(sample)
    plain = papers.appendix_paper(sample, appendix_id=appendix.id)
    first, *rest = appendix.columns
    profile = [ColumnWish(first), ColumnWish(rest[0], width=50), ColumnWish(rest[1], hidden=True)]
    paper_columns.keep_columns(sample, of=appendix.id, profile=profile)
    made = papers.appendix_paper(sample, appendix_id=appendix.id)
    assert made.fingerprint == plain.fingerprint
    assert rest[1] not in text_of(made.data)
    assert rest[0] in text_of(made.data)
    paper_columns.keep_columns(sample, of=appendix.id, profile=())
    assert papers.appendix_paper(sample, appendix_id=appendix.id).data == plain.data


def test_progress_columns_belong_to_a_period(sample: Desk) -> None:
    appendix = first_appendix(sample)
    profile = [ColumnWish("progress.state"), ColumnWish("progress.timeliness", heading="Hạn")]
    paper_columns.keep_columns(sample, of=appendix.id, profile=profile)
    made = papers.make_paper(sample, kind="appendix", appendix_id=appendix.id, period=MONTH)
    said = text_of(made.data)
    assert PROGRESS["progress.state"] in said
    assert "Đang thực hiện" in said
    assert made.fingerprint == fingerprints.period_code(sample, MONTH)


def test_a_profile_without_a_column_is_refused(sample: Desk) -> None:
    with pytest.raises(Refused) as refused:
        paper_columns.keep_columns(sample, of="indicators", profile=[ColumnWish("name", hidden=True)])
    assert refused.value.problems[0].code == "papers.no_column"
