"""The list of indicators (biểu kết quả thực hiện chỉ tiêu): target against what was measured, with its assessment.

0 is a value; what was not measured stands as "Chưa có số liệu", never as 0. The share of the target is printed only
where both are one number and more is better; it is cut to one decimal.
"""

from __future__ import annotations

from decimal import Decimal

from nq57desk.domain import paper_words as words
from nq57desk.domain.indicator_results import Word
from nq57desk.domain.indicators import Direction
from nq57desk.domain.list_lines import item, under_headings
from nq57desk.domain.listings import Listing, ListingCell, ListingColumn, ListingLine
from nq57desk.domain.reported import Reported, ReportedIndicator

COLUMNS = (
    ListingColumn("number", "TT", centred=True),
    ListingColumn("name", "Chỉ tiêu"),
    ListingColumn("unit", "Đơn vị tính", centred=True),
    ListingColumn("target", "Mục tiêu", centred=True),
    ListingColumn("actual", "Kết quả / Thực hiện", centred=True),
    ListingColumn("fraction", "Kết quả / Tử số, mẫu số", centred=True),
    ListingColumn("share", "Tỷ lệ so với mục tiêu", centred=True),
    ListingColumn("assessment", "Đánh giá", centred=True),
    ListingColumn("source", "Nguồn số liệu, giải trình"),
)
_SHARES = ("%", "‰")


def indicator_list(it: Reported) -> Listing:
    """Every indicator of the period's plans."""
    return Listing(COLUMNS, under_headings(it.indicators, _line), "Chưa có chỉ tiêu nào trong kỳ.")


def _line(row: ReportedIndicator) -> ListingLine:
    one, found = row.indicator, row.found
    if not row.counted and not one.same_as:
        return item(one.number, one.name, "", "", "", "", "", "", "", sub=bool(one.parent_id))
    unit = one.unit or (found.target.unit if found.target else "") or ""
    return item(
        one.number,
        one.name,
        unit,
        found.wording,
        actual_cell(row, unit),
        _fraction(row),
        share_cell(row),
        words.ASSESSMENTS[found.word],
        _remarks(row),
        sub=bool(one.parent_id),
    )


def actual_cell(row: ReportedIndicator, unit: str) -> ListingCell:
    """What counts in the period, cut to two decimals; a percentage is kept as a share."""
    actual = row.found.actual
    if actual is None:
        return ListingCell("")
    cut = words.cut(actual, 2)
    if unit.strip() == "%":
        return ListingCell(f"{cut}%", actual / 100)
    return ListingCell(cut if unit.strip() not in _SHARES else f"{cut}{unit.strip()}", actual)


def _fraction(row: ReportedIndicator) -> str:
    upper, lower = row.found.numerator, row.found.denominator
    return "" if upper is None or lower is None else f"{words.cut(upper, 2)}/{words.cut(lower, 2)}"


def share_cell(row: ReportedIndicator) -> ListingCell:
    """The share of the target that was reached, where it can be told."""
    target, actual = row.found.target, row.found.actual
    if target is None or actual is None or not target.value or target.value <= 0 or row.found.word is Word.NO_DATA:
        return ListingCell("")
    if str(target.comparator) in ("<=", "<", "range") or row.indicator.direction is Direction.DOWN:
        return ListingCell("")
    reached = Decimal(actual) / Decimal(target.value)
    return ListingCell(f"{words.cut(reached * 100)}%", reached)


def _remarks(row: ReportedIndicator) -> str:
    value = row.value
    return (
        "" if value is None else "\n".join(part for part in (value.source.strip(), value.explanation.strip()) if part)
    )
