"""Lists as tables, and lists alone on their sheet."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest

from nq57desk.documents.form import form_of
from nq57desk.documents.layout import (
    Closing,
    Frame,
    Paragraph,
    Table,
    plain,
)
from nq57desk.documents.list_paper import compose_list
from nq57desk.documents.listing import listing_table
from nq57desk.documents.paper import compose_paper
from nq57desk.documents.render_pdf import render_pdf
from nq57desk.domain.listings import LineKind, Listing, ListingCell, ListingColumn, ListingLine, cells
from nq57desk.domain.papers import FormKind, Paper, PaperHead
from tests.documents import official_papers
from tests.documents.layouts_read import closing_of, framed, words_of
from tests.documents.official_papers import (
    BARE_LIST,
    LIST,
)

STATE = form_of(FormKind.STATE)


# ---- lists ------------------------------------------------------------------------------------------


def _table(listing: Listing, width: float = 165.0) -> Table:
    (table,) = listing_table(listing, STATE, width)
    assert isinstance(table, Table)
    return table


def test_columns_fill_the_width_and_those_under_one_heading_are_even() -> None:
    table = _table(official_papers.figures())
    assert sum(column.width for column in table.columns) == pytest.approx(165, abs=0.1)
    assert table.columns[2].width == table.columns[3].width
    assert len(table.header) == 2


@pytest.mark.parametrize(
    ("given", "widths"), [((1.0, 2.0, 1.0), (41.25, 82.5, 41.25)), ((10.0, 100.0, 55.0), (10.0, 100.0, 55.0))]
)
def test_a_columns_own_width_is_relative(given: tuple[float, ...], widths: tuple[float, ...]) -> None:
    columns = tuple(ListingColumn(str(n), "TT", width=width) for n, width in enumerate(given))
    listing = Listing(columns, (ListingLine(LineKind.ITEM, cells("1", "2", "3")),))
    assert tuple(column.width for column in _table(listing).columns) == pytest.approx(widths, abs=0.02)


def test_real_values_are_kept_and_totals_are_bold() -> None:
    columns = (ListingColumn("a", "Chỉ tiêu"), ListingColumn("b", "Kết quả"))
    lines = (
        ListingLine(LineKind.ITEM, (ListingCell("Hồ sơ"), ListingCell("1.234,5", Decimal("1234.5")))),
        ListingLine(LineKind.TOTAL, cells("Tổng", "12")),
    )
    item, total = _table(Listing(columns, lines)).rows
    assert (item.cells[1].value, total.cells[1].value) == (Decimal("1234.5"), 12)
    assert [cell.runs[0].bold for cell in (*item.cells, *total.cells)] == [None, None, True, True]


@pytest.mark.parametrize(
    "line",
    [
        ListingLine(LineKind.ITEM, cells("1")),
        ListingLine(LineKind.SECTION, cells("I", "Hạ tầng", "thừa")),
    ],
)
def test_a_line_that_does_not_fit_its_columns_is_refused(line: ListingLine) -> None:
    columns = (ListingColumn("a", "TT"), ListingColumn("b", "Nội dung"))
    with pytest.raises(ValueError):
        listing_table(Listing(columns, (line,)), STATE, 165.0)


def test_an_empty_list_says_so() -> None:
    (sentence,) = listing_table(official_papers.figures(0), STATE, 165.0)
    assert isinstance(sentence, Paragraph)
    assert plain(sentence.runs) == "Không có nhiệm vụ nào trong kỳ."
    layout = compose_list(replace(LIST, listing=official_papers.figures(0), notes=()))
    assert words_of(layout, "body") == ["Không có nhiệm vụ nào trong kỳ./."]


def test_a_list_alone_is_framed_and_signed_as_asked() -> None:
    whole, bare = compose_list(LIST), compose_list(BARE_LIST)
    assert words_of(whole, "list_title") == ["DANH SÁCH CẢNH BÁO"]
    assert framed(whole, "place_date") == ["Sao Mai, ngày 05 tháng 01 năm 2026"]
    assert closing_of(whole).recipients is None
    assert not [b for b in bare.pages[0].blocks if isinstance(b, Frame | Closing)]


def test_a_numbered_list_has_its_number() -> None:
    layout = compose_list(replace(LIST, head=replace(LIST.head, subject="Danh sách", number="7", symbol="DS-UBND")))
    assert framed(layout, "number") == ["Số: 07/DS-UBND"]
    assert framed(layout, "letter_subject") == []


@pytest.mark.parametrize("head", [PaperHead("Báo cáo"), PaperHead("", form=FormKind.PARTY)])
def test_a_paper_of_which_nothing_is_known_is_printed_with_blanks(head: PaperHead) -> None:
    assert render_pdf(compose_paper(Paper(head, ()))).pages == 1
