"""The city's workbook: hostile names stay text, codes codes, filters leave the total out, notes keep to the table."""

from __future__ import annotations

import io
from datetime import UTC, datetime
from decimal import Decimal

import openpyxl
import pytest

from nq57desk.documents.city_book_xlsx import BookSheet, render_book
from nq57desk.documents.city_charts_xlsx import BookChart
from nq57desk.domain.list_lines import item, number_cell
from nq57desk.domain.listings import LineKind, Listing, ListingCell, ListingColumn, ListingLine

HOSTILE = ('=HYPERLINK("x")', "+1+1", "-2", "@SUM(A1)", "=cmd|'/C calc'!A0", "\t=1", "<b>đậm</b>")
COLUMNS = (
    ListingColumn("code", "Mã", centred=True),
    ListingColumn("office", "Đơn vị"),
    ListingColumn("done_share", "Tỷ lệ hoàn thành", centred=True),
    ListingColumn("received", "Nhận lúc", centred=True),
)
AT = datetime(2026, 11, 16, 9, 4, tzinfo=UTC).replace(tzinfo=None)


def book(*names: str, notes: tuple[str, ...] = ()) -> openpyxl.Workbook:
    moment = ListingCell(f"{AT:%d/%m/%Y %H:%M}", AT)
    share = ListingCell("25%", Decimal("0.25"))
    lines = [item(f"0{at}123", name, share, moment) for at, name in enumerate(names)]
    total = ListingLine(LineKind.TOTAL, (ListingCell(""), ListingCell("Tổng cộng"), number_cell(1), ListingCell("")))
    chart = BookChart("Tỷ lệ", "office", ("done_share",), per_cent=True)
    tints = (("Chưa nộp", "A31621", "FBE3E5"),)
    sheet = BookSheet("Theo đơn vị", "Tổng hợp", Listing(COLUMNS, (*lines, total)), notes, (chart,), tints)
    return openpyxl.load_workbook(io.BytesIO(render_book([sheet], title="Tổng hợp", code="AAAA-BBBB")))


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_name_is_no_formula(name: str) -> None:
    cell = book(name).worksheets[0]["B5"]
    assert cell.data_type == "s"
    assert str(cell.value).strip() == name.strip()


def test_codes_moments_and_shares_are_what_they_are() -> None:
    sheet = book("Phường Sao Mai").worksheets[0]
    assert sheet["A5"].value == "00123"
    assert sheet["C5"].value == 0.25
    assert sheet["D5"].value == AT
    assert sheet["D5"].number_format == "dd/mm/yyyy hh:mm"


def test_the_filter_leaves_the_total_out_and_a_long_note_keeps_to_the_table() -> None:
    sheet = book("Phường Sao Mai", "Xã Gió Hôm", notes=("Chưa có số liệu: " + "Phường Sao Mai; " * 40,)).worksheets[0]
    assert sheet.auto_filter.ref == "A4:D6"
    assert [str(merged) for merged in sheet.merged_cells.ranges] == ["A9:D9"]
    assert sheet["A9"].alignment.wrap_text
    assert (sheet.row_dimensions[9].height or 0) > 60
