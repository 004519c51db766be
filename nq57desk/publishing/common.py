"""Columns that several of the published tables share, each told once."""

from __future__ import annotations

from nq57desk.domain.deadlines import DeadlineKind, Recurrence
from nq57desk.domain.indicators import Direction, Measure
from nq57desk.domain.plan import Origin
from nq57desk.domain.targets import Comparator
from nq57desk.publishing.columns import Reference, day, decimal, integer, sure, text

BY_OFFICE, BY_CITY = "office", "city"
"""Who linked a row with the city's reference list."""
COMPARATORS = {
    Comparator.AT_LEAST: "at_least",
    Comparator.MORE: "more",
    Comparator.EQUAL: "equal",
    Comparator.AT_MOST: "at_most",
    Comparator.LESS: "less",
    Comparator.RANGE: "range",
    Comparator.QUALITATIVE: "qualitative",
}
"""In words: a sign such as "=" would be a formula in a spreadsheet."""

OFFICE = sure(text("office_code", "Mã đơn vị", "Mã đơn vị hành chính, giữ số 0 ở đầu; luôn là văn bản, không là số"))
CITY = sure(
    text("city_code", "Mã thành phố", "Mã của thành phố, tỉnh đã tổng hợp; phân biệt các thành phố trong một CSDL")
)
YEAR = sure(integer("year", "Năm kế hoạch"))
ID = sure(text("id", "Mã bản ghi", "Không đổi qua các kỳ; duy nhất trong một đơn vị"))
DIGEST = text(
    "bundle_digest", "Gói nguồn", "SHA-256 của gói số liệu mà bản ghi hiện có lấy từ đó; trống nếu không từ gói"
)
RECORD = (OFFICE, CITY, YEAR, ID, DIGEST)
BY_ID = ("office_code", "city_code", "id")
BY_PERIOD = ("office_code", "city_code", "period")
PARTED = ("year", "office")


def refers(column: str, table: str) -> Reference:
    """The column holds the id of a row of the same office in that table."""
    return Reference(("office_code", "city_code", column), table)


PERIOD = (
    sure(text("period", "Kỳ báo cáo", "2026-11, 2026-Q4, 2026-H2, 2026-9M hoặc 2026")),
    integer("period_year", "Năm của kỳ", "Trống nếu mã kỳ không đọc được; dòng đó không được tính"),
    integer("month_number", "Số thứ tự tháng", "Năm x 12 + tháng cuối của kỳ - 1; so thứ tự và khoảng cách các kỳ"),
    integer(
        "place",
        "Thứ tự thời gian",
        "month_number x 8 + bậc; cùng tháng cuối thì kỳ dài đứng trước, tháng đứng sau cùng",
    ),
)
DEADLINE = (
    text("deadline", "Thời hạn", "Nguyên văn trong kế hoạch"),
    sure(text("deadline_kind", "Loại thời hạn", "Chương trình hiểu từ nguyên văn", *DeadlineKind)),
    text("deadline_recurrence", "Nhịp lặp lại", "Trống nếu không lặp lại", *Recurrence),
    day("deadline_first_day", "Ngày bắt đầu", "Ngày đầu mà thời hạn nêu, nếu có"),
    day(
        "deadline_last_day", "Ngày hết hạn", "Ngày cuối còn đúng hạn; quá hạn từ hôm sau. Trống: không có hạn tính được"
    ),
    text(
        "owed_months",
        "Các tháng phải cập nhật",
        "12 ký tự cho 12 tháng của năm kế hoạch, 1 là tháng phải cập nhật nhiệm vụ lặp lại; trống nếu không lặp lại",
    ),
)
ORDER = (
    text("number", "Số thứ tự", "Như trên kế hoạch"),
    integer("position", "Vị trí", "Thứ tự dòng trong phụ lục"),
)
PLACED = (
    sure(text("plan_id", "Mã kế hoạch")),
    text("appendix_label", "Phụ lục"),
    text("appendix_title", "Tên phụ lục"),
    text("section_number", "Số mục"),
    text("section_title", "Tên mục"),
    text("parent_id", "Mã dòng cha", "Có thể trỏ tới dòng đã xóa"),
    *ORDER,
    text("second_number", "Số thứ tự thứ hai"),
    text("name", "Nội dung"),
    text("lead", "Cơ quan chủ trì"),
    text("coordinating", "Cơ quan phối hợp"),
    text("supervisor", "Lãnh đạo chỉ đạo"),
    text("responsible", "Người phụ trách"),
    text("product", "Sản phẩm"),
    text("note", "Ghi chú"),
    text("source_document", "Văn bản giao"),
    text("adjusted_by", "Văn bản điều chỉnh, bổ sung"),
    sure(text("origin", "Nguồn gốc", "own: của đơn vị; assigned: thành phố giao", *Origin)),
)
ANSWERS = (
    text("assigned_id", "Mã thành phố giao", "Như đơn vị ghi"),
    text("reference_id", "Dòng danh mục", "id trong reference_list mà dòng này trả lời; trống: chưa liên kết"),
    text("linked_by", "Ai liên kết", "office: đơn vị ghi mã; city: cán bộ thành phố liên kết", BY_OFFICE, BY_CITY),
    text("carried_from", "Tiếp nối từ", "id của dòng năm trước mà dòng này tiếp nối"),
)
TARGET = (
    text("target", "Mức giao", "Nguyên văn"),
    text("target_comparator", "Phép so", "Hiểu từ nguyên văn; qualitative: không có số để so", *COMPARATORS.values()),
    decimal("target_value", "Số phải đạt"),
    decimal("target_upper", "Cận trên", "Của mức giao là một khoảng"),
)
GOAL = (
    text("unit", "Đơn vị tính", "Của dòng, nếu trống thì của mức giao; % và ‰ là tỷ lệ"),
    text("direction", "Chiều tốt", "up: càng cao càng tốt; down: càng thấp càng tốt", *Direction),
    text("measure", "Cách đo", "value: số tại cuối kỳ; amount: lượng cộng dồn các tháng trong năm", *Measure),
)
