"""The city's tables as listings, for papers, workbook and window: by office, task and indicator; who is absent.

What has no data stands as an empty cell or is named in a note; it is never printed as 0.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal

from nq57desk.domain import paper_words as words
from nq57desk.domain.consolidation import Comparison, TaskCounts, fraction, ranked
from nq57desk.domain.list_lines import item, number_cell, section_line
from nq57desk.domain.listings import LineKind, Listing, ListingCell, ListingColumn, ListingLine
from nq57desk.domain.progress import State
from nq57desk.domain.submission import Cell, CellState
from nq57desk.domain.timeliness import Timeliness
from nq57desk.domain.vietnamese import roman
from nq57desk.usecases.city_gathering import Gathered
from nq57desk.usecases.city_matrix import KINDS, Expected, Matrix, MatrixRow
from nq57desk.usecases.city_tables import CityTables, ReferenceIndicator, ReferenceTask

CELL_WORDS: Mapping[CellState, str] = {
    CellState.NOT_DUE: "Chưa đến hạn",
    CellState.MISSING: "Chưa nộp",
    CellState.INCOMPLETE: "Nộp thiếu",
    CellState.LATE: "Nộp muộn",
    CellState.HELD: "Đang chờ",
    CellState.REJECTED: "Từ chối",
    CellState.RECEIVED: "Đã nhận",
    CellState.LOCKED: "Đã khóa",
    CellState.NOT_ASKED: "Không thuộc kỳ",
}
_COUNTS = (
    ListingColumn("total", "Tổng số nhiệm vụ", centred=True),
    ListingColumn("done_in_time", "Đã hoàn thành / Đúng hạn", centred=True),
    ListingColumn("done_late", "Đã hoàn thành / Quá hạn", centred=True),
    ListingColumn("done_undated", "Đã hoàn thành / Không có hạn", centred=True),
    ListingColumn("open_in_time", "Chưa hoàn thành / Trong hạn", centred=True),
    ListingColumn("open_late", "Chưa hoàn thành / Quá hạn", centred=True),
    ListingColumn("open_undated", "Chưa hoàn thành / Không có hạn", centred=True),
    ListingColumn("stopped", "Dừng, thay thế", centred=True),
    ListingColumn("done_share", "Tỷ lệ hoàn thành", centred=True),
    ListingColumn("overdue_all", "Tỷ lệ quá hạn / Trên tổng số", centred=True),
    ListingColumn("overdue_dated", "Tỷ lệ quá hạn / Trên số có hạn", centred=True),
)
OFFICE_COLUMNS = (
    ListingColumn("place", "TT", centred=True),
    ListingColumn("office", "Đơn vị"),
    *_COUNTS,
    ListingColumn("updated", "Tỷ lệ cập nhật", centred=True),
)
TASK_COLUMNS = (
    ListingColumn("number", "TT", centred=True),
    ListingColumn("name", "Nhiệm vụ"),
    ListingColumn("deadline", "Thời hạn", centred=True),
    ListingColumn("linked", "Số đơn vị có số liệu", centred=True),
    *_COUNTS,
)
INDICATOR_COLUMNS = (
    ListingColumn("number", "TT", centred=True),
    ListingColumn("name", "Chỉ tiêu"),
    ListingColumn("unit", "Đơn vị tính", centred=True),
    ListingColumn("target", "Mục tiêu", centred=True),
    ListingColumn("numerator", "Kết quả / Tổng tử số", centred=True),
    ListingColumn("denominator", "Kết quả / Tổng mẫu số", centred=True),
    ListingColumn("actual", "Kết quả / Thực hiện", centred=True),
    ListingColumn("assessment", "Đánh giá", centred=True),
    ListingColumn("met", "Số đơn vị / Đạt", centred=True),
    ListingColumn("counted", "Số đơn vị / Có số liệu", centred=True),
    ListingColumn("missing", "Số đơn vị / Chưa có số liệu", centred=True),
)
ABSENT_COLUMNS = (
    ListingColumn("place", "TT", centred=True),
    ListingColumn("code", "Mã", centred=True),
    ListingColumn("office", "Đơn vị"),
    ListingColumn("state", "Tình trạng"),
    ListingColumn("due", "Hạn gửi", centred=True),
    ListingColumn("days", "Quá hạn (ngày)", centred=True),
    ListingColumn("timely", "Đúng hạn", centred=True),
    ListingColumn("note", "Ghi chú"),
)
RANK_COLUMNS = (
    ListingColumn("place", "Hạng", centred=True),
    ListingColumn("office", "Đơn vị"),
    ListingColumn("fraction", "Số liệu", centred=True),
    ListingColumn("share", "Tỷ lệ", centred=True),
)
SAID_COLUMNS = (
    ListingColumn("place", "TT", centred=True),
    ListingColumn("office", "Đơn vị"),
    ListingColumn("task", "Nhiệm vụ"),
    ListingColumn("difficulty", "Khó khăn, vướng mắc"),
    ListingColumn("proposal", "Kiến nghị"),
)


def share_cell(part: int, whole: int) -> ListingCell:
    """ "83,3%" kept as a share; empty of nothing."""
    return ListingCell(words.share(part, whole), Decimal(part) / whole) if whole else ListingCell("")


def count_cells(counts: TaskCounts) -> tuple[ListingCell, ...]:
    """The cells of a row's counts."""
    done, total = counts.done, counts.total
    in_time, late = counts.standing(Timeliness.DONE_IN_TIME), counts.standing(Timeliness.DONE_LATE)
    stopped = counts.state(State.STOPPED)
    open_in_time = counts.standing(Timeliness.IN_TIME, Timeliness.DUE_SOON)
    open_late = counts.standing(Timeliness.LATE)
    rest = total - done - stopped - open_in_time - open_late
    numbers = (total, in_time, late, done - in_time - late, open_in_time, open_late, rest, stopped)
    return (
        *(number_cell(number) for number in numbers),
        share_cell(*fraction(counts, Comparison.DONE)),
        share_cell(*fraction(counts, Comparison.OVERDUE)),
        share_cell(*fraction(counts, Comparison.OVERDUE_DATED)),
    )


def by_office(it: CityTables) -> Listing:
    """Each office that counts, under its kind; all of them together last."""
    lines: list[ListingLine] = []
    place = 0
    counting = [one for one in it.expected if one.code in it.by_office]
    for kind in _kinds(counting):
        its = [one for one in counting if one.kind == kind]
        lines.append(section_line(_numeral(kind, counting), f"{(kind or 'đơn vị khác').capitalize()} ({len(its)})"))
        for one in its:
            place += 1
            counts = it.by_office[one.code]
            updated = share_cell(counts.updated, counts.asked)
            lines.append(item(number_cell(place), one.title, *count_cells(counts), updated))
    if counting:
        updated = share_cell(it.total.updated, it.total.asked)
        cells = (ListingCell(""), ListingCell("Tổng cộng"), *count_cells(it.total), updated)
        lines.append(ListingLine(LineKind.TOTAL, cells))
    return Listing(OFFICE_COLUMNS, tuple(lines), "Chưa có đơn vị nào có số liệu trong kỳ.")


def _kinds(units: Sequence[Expected]) -> tuple[str, ...]:
    there = {one.kind for one in units}
    return tuple(kind for kind in (*KINDS, "") if kind in there)


def _numeral(kind: str, units: Sequence[Expected]) -> str:
    return roman(_kinds(units).index(kind) + 1)


def by_task(it: CityTables) -> Listing:
    """Each task of the reference list over the offices."""
    lines = tuple(_task_line(one, len(it.by_office)) for one in it.tasks)
    return Listing(
        TASK_COLUMNS, lines, "Thành phố chưa nhập danh mục nhiệm vụ của mình, nên chưa tổng hợp theo nhiệm vụ."
    )


def _task_line(one: ReferenceTask, of: int) -> ListingLine:
    task = one.task
    linked = ListingCell(f"{one.linked}/{of}")
    return item(task.number, words.one_line(task.name), task.deadline, linked, *count_cells(one.counts))


def by_indicator(it: CityTables) -> Listing:
    """Each indicator of the reference list: the sums, and what they say of the target."""
    lines = tuple(map(_indicator_line, it.indicators))
    return Listing(
        INDICATOR_COLUMNS, lines, "Thành phố chưa nhập danh mục chỉ tiêu của mình, nên chưa tổng hợp chỉ tiêu."
    )


def _indicator_line(row: ReferenceIndicator) -> ListingLine:
    one, total = row.indicator, row.total
    together = total.together
    met = sum(n for word, n in total.words.items() if word.value == "met")
    missing = len(total.missing) + len(total.left_out) + len(total.unlinked)
    return item(
        one.number,
        words.one_line(one.name),
        one.unit,
        words.unbroken(row.target),
        measured(together.numerator),
        measured(together.denominator),
        measured(together.value, "%" if one.unit.strip() == "%" else ""),
        words.ASSESSMENTS[row.assessment.word],
        number_cell(met) if total.words else ListingCell(""),
        number_cell(len(total.counted)),
        number_cell(missing),
    )


def measured(value: Decimal | None, unit: str = "") -> ListingCell:
    """A number as measured, cut to one decimal; empty where there is none."""
    if value is None:
        return ListingCell("")
    kept = value / 100 if unit == "%" else value
    return ListingCell(words.cut(value) + unit, kept)


def absent(found: Matrix, rows: Sequence[MatrixRow]) -> Listing:
    """Who has not sent the chosen month."""
    lines = tuple(_absent_line(place, row, row.cells[found.at]) for place, row in enumerate(rows, start=1))
    return Listing(ABSENT_COLUMNS, lines, "Tất cả các đơn vị đã gửi số liệu của kỳ.")


def _absent_line(place: int, row: MatrixRow, one: Cell) -> ListingLine:
    days = number_cell(one.days) if one.days else ListingCell("")
    due = ListingCell(words.short_day(one.due), one.due)
    note = "" if row.unit.enrolled else "Chưa có phiếu đăng ký"
    timely = f"{row.timely}/{row.asked}"
    said = CELL_WORDS[one.state]
    return item(number_cell(place), row.unit.code, row.unit.title, said, due, days, timely, note)


def ranking(it: CityTables, by: Comparison) -> Listing:
    """The offices by one share, best first."""
    lines = []
    for one in ranked(it.by_office, by):
        place = number_cell(one.place) if one.place is not None else ListingCell("–")
        fraction_words = f"{one.part}/{one.whole}" if one.whole else ""
        lines.append(item(place, it.name_of(one.office), fraction_words, share_cell(one.part, one.whole)))
    return Listing(RANK_COLUMNS, tuple(lines), "Chưa có đơn vị nào có số liệu trong kỳ.")


def said(rows: Sequence[Gathered]) -> Listing:
    """Difficulties and proposals, office by office."""
    lines = tuple(
        item(number_cell(place), one.name_of_office, words.one_line(one.task), one.difficulty, one.proposal)
        for place, one in enumerate(rows, start=1)
    )
    return Listing(SAID_COLUMNS, lines, "Không có khó khăn, vướng mắc hay kiến nghị nào trong kỳ.")


def notes(it: CityTables) -> Iterator[str]:
    """What stands below each consolidated table: whom it leaves out, and what nobody linked."""
    if it.without_data:
        named = "; ".join(one.title for one in it.without_data)
        yield f"Chưa có số liệu của kỳ, không tính vào bảng ({len(it.without_data)} đơn vị): {named}."
    else:
        yield "Tất cả các đơn vị đều có số liệu trong kỳ."
    yield f"Chưa liên kết: {it.unlinked_tasks} nhiệm vụ, {it.unlinked_indicators} chỉ tiêu của các đơn vị có số liệu."


def indicator_notes(it: CityTables) -> Iterator[str]:
    """Of each indicator the offices that it leaves out although they sent data."""
    for row in it.indicators:
        total = row.total
        told = [
            f"{words_of} ({len(codes)}): {'; '.join(it.name_of(code) for code in codes)}"
            for words_of, codes in (
                ("chưa có số liệu", total.missing),
                ("chỉ có tỷ lệ, không có tử số và mẫu số nên không cộng được", total.left_out),
            )
            if codes
        ]
        if total.former:
            named = "; ".join(it.name_of(code) for code in total.former)
            told.append(f"đã cộng số các tháng trước của đơn vị thôi hoạt động ({len(total.former)}): {named}")
        if told:
            yield f"Chỉ tiêu {row.indicator.number}: {'. '.join(told)}."
