"""The city's workbook: a sheet for each of its views, with filters and Excel's own charts."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from nq57desk import paths
from nq57desk.documents.city_book_xlsx import BookSheet, render_book
from nq57desk.documents.city_charts_xlsx import BookChart
from nq57desk.domain import paper_words as words
from nq57desk.domain.consolidation import RULES, Comparison
from nq57desk.domain.list_lines import item, number_cell
from nq57desk.domain.listings import LineKind, Listing, ListingCell, ListingColumn, ListingLine
from nq57desk.domain.periods import read_period
from nq57desk.domain.submission import Cell, CellState
from nq57desk.errors import refuse
from nq57desk.monitor import Monitor
from nq57desk.sentences.disk import why
from nq57desk.usecases import city_listings as lists
from nq57desk.usecases.city_code import city_code
from nq57desk.usecases.city_gathering import Changed, changed, gathered
from nq57desk.usecases.city_matrix import Matrix, matrix, missing
from nq57desk.usecases.city_rows import unlinked
from nq57desk.usecases.city_tables import CityTables, tables
from nq57desk.usecases.reference_list import reference
from nq57desk.workspace import Desk

ENDING = ".xlsx"
_FIRST = 30
"""How many of the ranking are drawn: names of more would not stand side by side."""
_DRAWN = ("done_in_time", "done_late", "open_in_time", "open_late")
_BARS = {
    CellState.RECEIVED: "2E8B57",
    CellState.LOCKED: "34414F",
    CellState.LATE: "B4561A",
    CellState.INCOMPLETE: "B27600",
    CellState.HELD: "7E57C2",
    CellState.REJECTED: "A31621",
    CellState.MISSING: "C62839",
    CellState.NOT_DUE: "7A8491",
}
"""The states in the order of the summary, each with the colour of its bar."""
_TINTS = tuple(
    (lists.CELL_WORDS[state], ink, fill)
    for state, ink, fill in (
        (CellState.RECEIVED, "17663B", "E2F4E8"),
        (CellState.LOCKED, "FFFFFF", "34414F"),
        (CellState.LATE, "8A3A00", "FFE6D3"),
        (CellState.INCOMPLETE, "7A4B00", "FFF0C7"),
        (CellState.HELD, "5A3590", "EFE8FA"),
        (CellState.REJECTED, "FFFFFF", "A31621"),
        (CellState.MISSING, "A31621", "FBE3E5"),
        (CellState.NOT_DUE, "4B5563", "ECEFF2"),
    )
)
"""Letters and fill of a state, as in the window."""


@dataclass(frozen=True, slots=True)
class SavedBook:
    """The workbook that was written, with its sheets by name."""

    file: Path
    sheets: tuple[str, ...]
    fingerprint: str


def save_book(desk: Desk, *, path: Path, period: str | None = None, monitor: Monitor | None = None) -> SavedBook:
    """Write the workbook of a period, whole or not at all.

    Raises:
        Refused: "workspace.no_city", "workspace.bad_format", "workspace.cannot_write", or the text names no period.
        Cancelled: the monitor was told to stop.
    """
    if path.suffix.lower() != ENDING:
        raise refuse("workspace.bad_format", suffix=path.suffix, formats=ENDING)
    found = matrix(desk, period=period)
    monitor = monitor or Monitor()
    monitor.report(0, 2)
    it = tables(desk, period=period or found.chosen.code)
    monitor.report(1, 2)
    code = city_code(desk, it.period)
    sheets = _sheets(desk, found, it)
    made = render_book(sheets, title=f"Tổng hợp {words.period_words(it.period)}", code=code)
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        paths.write_atomically(path, made)
    except OSError as error:
        raise refuse("workspace.cannot_write", file=path, reason=why(error)) from error
    return SavedBook(path, tuple(sheet.tab for sheet in sheets), code)


def _sheets(desk: Desk, found: Matrix, it: CityTables) -> tuple[BookSheet, ...]:
    when, notes = words.period_words(it.period), tuple(lists.notes(it))
    period = it.period.code
    rules = tuple(f"Cách tính: {RULES[by]}." for by in (Comparison.DONE, Comparison.OVERDUE, Comparison.OVERDUE_DATED))
    return (
        BookSheet(
            "Tổng quan",
            f"Tình hình gửi số liệu {when}",
            _summary(found),
            charts=(BookChart("Số đơn vị theo tình trạng", "state", ("count",), fills=tuple(_BARS.values())),),
        ),
        BookSheet(
            "Gửi số liệu",
            f"Tình hình gửi số liệu các tháng năm {found.year}",
            matrix_listing(found),
            ("Số sau “Nộp muộn” là số ngày quá hạn; chữ m sau “Đã khóa” là kỳ đã khóa nhưng trước đó gửi muộn.",),
            tints=_TINTS,
        ),
        BookSheet("Chưa gửi", f"Đơn vị chưa gửi số liệu {when}", lists.absent(found, missing(found)), tints=_TINTS),
        BookSheet(
            "Theo đơn vị",
            f"Tổng hợp theo đơn vị {when}",
            _flat(lists.by_office(it)),
            (*notes, *rules),
            (
                BookChart("Nhiệm vụ của từng đơn vị", "office", _DRAWN),
                BookChart("Tỷ lệ quá hạn trên tổng số", "office", ("overdue_all",), per_cent=True),
            ),
        ),
        BookSheet(
            "Theo nhiệm vụ",
            f"Tổng hợp theo nhiệm vụ {when}",
            lists.by_task(it),
            notes,
            (BookChart("Tỷ lệ hoàn thành theo nhiệm vụ", "number", ("done_share",), per_cent=True),),
        ),
        BookSheet(
            "Theo chỉ tiêu",
            f"Tổng hợp theo chỉ tiêu {when}",
            lists.by_indicator(it),
            (*notes, "Kết quả = tổng tử số : tổng mẫu số của các đơn vị có số liệu.", *lists.indicator_notes(it)),
            (BookChart("Số đơn vị đạt chỉ tiêu", "number", ("met",)),),
        ),
        BookSheet(
            "Xếp hạng",
            f"Xếp hạng theo tỷ lệ hoàn thành {when}",
            lists.ranking(it, Comparison.DONE),
            rules[:1],
            (BookChart(f"Tỷ lệ hoàn thành: {_FIRST} đơn vị đầu", "office", ("share",), per_cent=True, most=_FIRST),),
        ),
        BookSheet("Khó khăn, kiến nghị", f"Khó khăn, vướng mắc, kiến nghị {when}", _said(desk, period)),
        BookSheet("Thay đổi gần nhất", "Gói gộp gần nhất của từng đơn vị", _latest(desk, found.year)),
        BookSheet("Chưa liên kết", "Dòng của đơn vị chưa liên kết với danh mục", unlinked_listing(desk, it)),
    )


def _latest(desk: Desk, year: int) -> Listing:
    return change_listing(changed(desk, year=year))


def _said(desk: Desk, period: str) -> Listing:
    return lists.said(gathered(desk, period=period))


def _flat(listing: Listing) -> Listing:
    """Without heading lines, which would stand among the rows that a filter sorts."""
    return Listing(
        listing.columns, tuple(line for line in listing.lines if line.kind is not LineKind.SECTION), listing.empty
    )


def _summary(found: Matrix) -> Listing:
    counts = found.counts()
    columns = (ListingColumn("state", "Tình trạng"), ListingColumn("count", "Số đơn vị", centred=True))
    lines = [item(lists.CELL_WORDS[state], number_cell(counts.get(str(state), 0))) for state in _BARS]
    total = ListingLine(LineKind.TOTAL, (ListingCell("Tổng số đơn vị"), number_cell(len(found.rows))))
    return Listing(columns, (*lines, total))


def matrix_listing(found: Matrix) -> Listing:
    """The matrix itself: a column for each month."""
    columns = (
        ListingColumn("code", "Mã", centred=True),
        ListingColumn("office", "Đơn vị"),
        ListingColumn("timely", "Đúng hạn", centred=True),
        *(ListingColumn(month.code, f"Tháng {month.ordinal}", centred=True) for month in found.months),
    )
    lines = tuple(
        item(row.unit.code, row.unit.title, f"{row.timely}/{row.asked}", *map(cell_words, row.cells))
        for row in found.rows
    )
    return Listing(columns, lines, "Chưa có đơn vị nào đăng ký.")


def cell_words(one: Cell) -> str:
    """ "Nộp muộn 2", "Đã khóa m": a cell in words."""
    said = lists.CELL_WORDS[one.state]
    if one.state is CellState.LATE:
        return f"{said} {one.days}"
    return f"{said} m" if one.late and one.state is CellState.LOCKED else said


def change_listing(rows: Sequence[Changed]) -> Listing:
    """What each office's newest applied bundle changed."""
    columns = (
        ListingColumn("office", "Đơn vị"),
        ListingColumn("period", "Kỳ", centred=True),
        ListingColumn("sequence", "Gói lần", centred=True),
        ListingColumn("received", "Nhận lúc", centred=True),
        ListingColumn("new", "Mới", centred=True),
        ListingColumn("edited", "Sửa", centred=True),
        ListingColumn("deleted", "Xóa", centred=True),
    )
    lines = []
    for one in rows:
        counts = one.counts
        figures = ("", "", "") if counts is None else (counts.new, counts.edited, counts.deleted)
        cells = (number_cell(n) if isinstance(n, int) else n for n in figures)
        at, when = datetime.fromisoformat(one.bundle.received_at).replace(tzinfo=None), read_period(one.bundle.period)
        received = ListingCell(f"{at:%d/%m/%Y %H:%M}", at.replace(second=0, microsecond=0))
        period = words.period_words(when) if when is not None else one.bundle.period
        lines.append(item(one.name_of_office, period, number_cell(one.bundle.sequence), received, *cells))
    return Listing(columns, tuple(lines), "Chưa gộp gói nào.")


def unlinked_listing(desk: Desk, it: CityTables) -> Listing:
    """The rows that nobody linked, with what each is like."""
    columns = (
        ListingColumn("office", "Đơn vị"),
        ListingColumn("kind", "Loại"),
        ListingColumn("number", "TT", centred=True),
        ListingColumn("name", "Nội dung"),
        ListingColumn("source", "Căn cứ"),
        ListingColumn("suggested", "Gợi ý trong danh mục của thành phố (chưa tính vào bảng)"),
    )
    kinds = {"task": "Nhiệm vụ", "indicator": "Chỉ tiêu"}
    names = {row.task.id: row.task.name for row in it.tasks} | {
        row.indicator.id: row.indicator.name for row in it.indicators
    }
    rows = unlinked(desk, year=it.period.year) if reference(desk, it.period.year) else ()
    lines = tuple(
        item(
            it.name_of(one.row.office),
            kinds[one.kind],
            one.row.number,
            words.one_line(one.row.name),
            one.row.source_document,
            names.get(one.suggested, ""),
        )
        for one in rows
    )
    return Listing(columns, lines, "Không có dòng nào chưa liên kết.")
