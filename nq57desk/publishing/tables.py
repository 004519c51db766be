"""The published tables of a city: the one place where their columns, types, keys and words stand.

Files, databases, the data package and the manual are all made from here. Columns hold facts as the offices gave them,
and beside a phrase that only the program understands (a deadline, a target, a period) what it understood. Nothing
depends on today: whether a task is late follows from these columns and a chosen day.
"""

from __future__ import annotations

from nq57desk.domain.assignments import ROW_KINDS
from nq57desk.domain.conflicts import ConflictState
from nq57desk.domain.organisation import Role
from nq57desk.domain.periods import PeriodKind
from nq57desk.domain.plan import PlanStatus
from nq57desk.domain.progress import State
from nq57desk.domain.snapshot import Outcome
from nq57desk.domain.submission import CellState
from nq57desk.publishing.columns import Table, boolean, day, decimal, integer, moment, sure, text
from nq57desk.publishing.common import (
    ANSWERS,
    BY_ID,
    BY_PERIOD,
    CITY,
    DEADLINE,
    DIGEST,
    GOAL,
    OFFICE,
    ORDER,
    PARTED,
    PERIOD,
    PLACED,
    RECORD,
    TARGET,
    YEAR,
    refers,
)  # fmt: skip

VERSION = 1
"""Of the tables as a whole; a column more raises it."""
AWAITED = "awaited"
"""Nothing came: missing once the due day is over, not yet due before it."""
SUBMISSION_STATES = (
    *(CellState.RECEIVED, CellState.LATE, CellState.INCOMPLETE, CellState.LOCKED),
    *(CellState.HELD, CellState.REJECTED, AWAITED, CellState.NOT_ASKED),
)

OFFICES = Table(
    "offices",
    "Đơn vị",
    "Mỗi đơn vị một dòng: các xã, phường, đặc khu thành phố theo dõi, và chính thành phố (role = city).",
    (
        OFFICE,
        CITY,
        DIGEST,
        sure(text("role", "Vai trò", "", *Role)),
        sure(text("name", "Tên", "Tên mới nhất trong danh sách của thành phố, gọn: Phường Sao Mai")),
        text("kind", "Loại đơn vị", "phường, xã, đặc khu"),
        boolean("is_enrolled", "Đã đăng ký", "Thành phố đã nhận phiếu của đơn vị"),
        boolean("is_sample", "Đơn vị mẫu", "Số liệu bịa để tập dùng"),
        day("valid_from", "Có hiệu lực từ", "Trống: từ trước khi theo dõi"),
        day("valid_until", "Hết hiệu lực sau ngày", "Trống: còn hiệu lực"),
        text("successors", "Đơn vị kế tục", "Các mã, cách nhau bằng dấu cách"),
        moment("last_received_at", "Nhận gói gần nhất lúc", "Gói đã nhập, theo đồng hồ của thành phố"),
    ),
    ("office_code", "city_code"),
)

PERIODS = Table(
    "periods",
    "Kỳ báo cáo",
    "Lịch của thành phố: mỗi kỳ của các năm có số liệu một dòng. office_code là mã của chính thành phố.",
    (
        OFFICE,
        CITY,
        sure(integer("year", "Năm")),
        sure(PERIOD[0]),
        sure(text("kind", "Loại kỳ", "", *PeriodKind)),
        sure(text("title", "Cách gọi", "tháng 11/2026, quý IV/2026")),
        sure(integer("first_month", "Tháng đầu")),
        sure(integer("last_month", "Tháng cuối")),
        sure(PERIOD[2]),
        sure(PERIOD[3]),
        sure(day("first_day", "Từ ngày", "Ngày đầu mà báo cáo của kỳ tính")),
        sure(day("last_day", "Đến ngày")),
        sure(day("calendar_end", "Ngày cuối theo lịch", "Ngày cuối của tháng cuối, không theo lịch hành chính")),
        sure(day("due_day", "Hạn cập nhật", "Cập nhật sau ngày này không tính cho quy tắc 90%")),
        sure(day("city_due_day", "Hạn gửi thành phố")),
        boolean("is_locked", "Đã khóa sổ", "Kỳ này, hoặc kỳ dài hơn chứa tháng này, đã bị thành phố khóa"),
        sure(integer("due_soon_days", "Số ngày sắp đến hạn", "Còn từng này ngày trở xuống là sắp đến hạn")),
        sure(integer("update_threshold", "Ngưỡng cập nhật", "Phần trăm; thường là 90")),
    ),
    BY_PERIOD,
    ("year",),
)

PLANS = Table(
    "plans",
    "Kế hoạch",
    "Các kế hoạch của đơn vị và của thành phố.",
    (
        *RECORD,
        text("kind", "Loại văn bản"),
        text("number", "Số"),
        text("symbol", "Ký hiệu"),
        text("title", "Trích yếu"),
        day("issued_on", "Ngày ban hành"),
        text("date_text", "Địa danh và ngày", "Nguyên văn"),
        text("issuing_body", "Cơ quan ban hành"),
        text("governing_body", "Cơ quan chủ quản"),
        sure(text("status", "Tình trạng", "", *PlanStatus)),
        text("carried_from", "Tiếp nối từ", "id của kế hoạch năm trước"),
    ),
    BY_ID,
    PARTED,
)

REFERENCE_LIST = Table(
    "reference_list",
    "Danh mục thành phố",
    "Nhiệm vụ và chỉ tiêu trong kế hoạch của chính thành phố, mà dòng của các đơn vị trả lời. "
    "office_code là mã của thành phố.",
    (
        *RECORD,
        sure(text("row_kind", "Loại dòng", "", *ROW_KINDS)),
        sure(text("plan_id", "Mã kế hoạch")),
        *ORDER,
        text("name", "Nội dung"),
        text("lead", "Cơ quan chủ trì"),
        text("product", "Sản phẩm"),
        text("source_document", "Văn bản giao"),
        *DEADLINE,
        *GOAL,
        text("target", "Mức giao", "Nguyên văn; mức theo từng tháng xem reference_targets"),
        boolean("is_counted", "Được tổng hợp", "Chỉ tiêu nêu lại hoặc chỉ là đề mục thì không"),
    ),
    BY_ID,
    ("year",),
    (refers("plan_id", "plans"),),
)

REFERENCE_TARGETS = Table(
    "reference_targets",
    "Mức giao theo tháng",
    "Mức giao có hiệu lực của mỗi chỉ tiêu trong danh mục, cho từng tháng của năm: "
    "mốc đầu tiên chưa qua vào cuối tháng.",
    (
        OFFICE,
        CITY,
        YEAR,
        sure(text("reference_id", "Dòng danh mục")),
        sure(text("period", "Tháng", "2026-11; kỳ dài hơn dùng tháng cuối của nó")),
        sure(PERIOD[2]),
        *TARGET,
        text("unit", "Đơn vị tính", "Của chỉ tiêu, nếu trống thì của mức giao này"),
        sure(day("target_day", "Ngày phải đạt")),
    ),
    ("office_code", "city_code", "reference_id", "period"),
    ("year",),
    (refers("reference_id", "reference_list"),),
)

TASKS = Table(
    "tasks",
    "Nhiệm vụ",
    "Mỗi nhiệm vụ trong kế hoạch của đơn vị một dòng, không gồm dòng đã xóa và danh mục của thành phố.",
    (
        *RECORD,
        *PLACED,
        *DEADLINE,
        boolean("is_group", "Chỉ là đề mục", "Chỉ đứng đầu các nhiệm vụ con; không tính vào số nhiệm vụ"),
        *ANSWERS,
        integer("budget_planned", "Kinh phí dự kiến", "Đồng"),
    ),
    BY_ID,
    PARTED,
    (refers("plan_id", "plans"),),
)

INDICATORS = Table(
    "indicators",
    "Chỉ tiêu",
    "Mỗi chỉ tiêu trong kế hoạch của đơn vị một dòng.",
    (
        *RECORD,
        *PLACED,
        *DEADLINE[:-1],
        *TARGET,
        text("targets", "Các mức giao khác", "JSON [[mốc, nguyên văn], …] theo năm hoặc mốc"),
        *GOAL,
        text("same_as", "Nêu lại của", "id của chỉ tiêu mà dòng này nêu lần thứ hai; dòng đó không tính"),
        *ANSWERS,
    ),
    BY_ID,
    PARTED,
    (refers("plan_id", "plans"),),
)

TASK_UPDATES = Table(
    "task_updates",
    "Cập nhật nhiệm vụ",
    "Mỗi nhiệm vụ và mỗi kỳ có nhiều nhất một dòng.",
    (
        *RECORD,
        sure(text("task_id", "Mã nhiệm vụ")),
        *PERIOD,
        sure(text("state", "Trạng thái", "", *State)),
        integer("percent", "Phần trăm", "0 đến 100"),
        text("result", "Kết quả"),
        boolean("nothing_arose", "Không phát sinh"),
        text("difficulty", "Khó khăn, vướng mắc"),
        text("proposal", "Đề xuất, kiến nghị"),
        integer("disbursed", "Giải ngân trong kỳ", "Đồng"),
        text("product_document", "Văn bản sản phẩm"),
        day("product_date", "Ngày văn bản sản phẩm"),
        day("finished_on", "Ngày hoàn thành", "Như đơn vị ghi"),
        text("stopped_by", "Văn bản dừng, thay thế"),
        day("recorded_on", "Ngày ghi"),
        day("central_on", "Ngày cập nhật hệ thống Trung ương"),
        day("done_on", "Ngày hoàn thành được tính", "Chỉ của dòng done: ngày dùng để xét đúng hạn, quá hạn tại kỳ này"),
        boolean("is_timely", "Ghi đúng hạn", "Ghi không muộn hơn due_day của tháng cuối kỳ, hoặc không rõ ngày ghi"),
        boolean("is_complete", "Đủ số liệu", "Có kết quả, hoặc ghi không phát sinh"),
    ),
    BY_ID,
    PARTED,
    (refers("task_id", "tasks"),),
)

INDICATOR_VALUES = Table(
    "indicator_values",
    "Số liệu chỉ tiêu",
    "Mỗi chỉ tiêu và mỗi kỳ có nhiều nhất một dòng. Trống không phải là 0.",
    (
        *RECORD,
        sure(text("indicator_id", "Mã chỉ tiêu")),
        *PERIOD,
        decimal("actual", "Số thực hiện"),
        decimal("numerator", "Tử số"),
        decimal("denominator", "Mẫu số"),
        text(
            "beyond",
            "Số ngoài khuôn",
            "JSON {cột: số} của số có hơn 28 chữ số nguyên hay 10 chữ số lẻ; cột đó để trống",
        ),
        boolean("has_value", "Có số liệu", "Có số thực hiện, hoặc có cả tử số và mẫu số"),
        boolean("is_office_valid", "Đơn vị còn hiệu lực", "Vào ngày cuối kỳ; lượng cộng dồn chỉ tính các dòng này"),
        text("source", "Nguồn số liệu"),
        text("explanation", "Giải trình"),
    ),
    BY_ID,
    PARTED,
    (refers("indicator_id", "indicators"),),
)

SUBMISSIONS = Table(
    "submissions",
    "Tình hình gửi",
    "Mỗi đơn vị và mỗi tháng một dòng, cả khi chưa gửi: đơn vị nào thiếu, muộn, chờ xử lý.",
    (
        OFFICE,
        CITY,
        sure(integer("year", "Năm")),
        sure(text("period", "Tháng")),
        sure(PERIOD[2]),
        text("office_name", "Tên đơn vị", "Tên vào ngày cuối của tháng"),
        text("office_kind", "Loại đơn vị", "phường, xã, đặc khu"),
        boolean("is_expected", "Phải gửi", "Là đơn vị hành chính vào ngày cuối của tháng"),
        boolean("is_collected", "Tháng có thu", "Từ tháng đầu tiên trong năm mà thành phố nhận được gói nào"),
        sure(
            text(
                "state",
                "Tình trạng",
                "awaited: chưa có gì (thiếu nếu đã quá due_day, chưa đến hạn nếu chưa); not_asked: không phải gửi",
                *SUBMISSION_STATES,
            )
        ),
        boolean("has_data", "Có số liệu", "Đã nhận được và nhập; chỉ đơn vị này được tính trong các bảng tổng hợp"),
        boolean("is_in_time", "Đúng hạn", "Tính vào đúng hạn k/n"),
        boolean("is_late", "Muộn", "Gói đầu tiên đến sau hạn và chưa được ghi nhận là đúng hạn"),
        integer("days_late", "Số ngày muộn", "Trống nếu chưa nhận được"),
        sure(day("due_day", "Hạn gửi")),
        day("received_on", "Ngày đến", "Của gói đầu tiên được nhận; của gói chờ, gói bị trả thì ngày của chính nó"),
        text("bundle_digest", "Gói quyết định", "SHA-256"),
        text("bundle_outcome", "Gói đó ra sao", "", *Outcome),
        text("bundle_code", "Lý do", "Mã vấn đề khi gói chưa được nhập hoặc còn xung đột"),
        integer("sequence", "Số thứ tự gói"),
        integer("revision", "Bản sửa", "Bộ đếm thay đổi của đơn vị khi làm gói"),
        moment("received_at", "Nhận lúc", "Theo đồng hồ của thành phố"),
        moment("made_at", "Làm lúc", "Theo đồng hồ của đơn vị, chỉ để xem"),
        integer("bundles", "Số gói của tháng", "Kể cả gói chờ và gói bị trả"),
        text("corner", "Gói mới hơn", "Gói mới hơn đang chờ hoặc bị trả, hoặc conflict", *Outcome),
        text("through", "Có nhờ gói tháng", "Tháng của gói muộn hơn đã mang theo số liệu tháng này"),
        boolean("is_closed", "Đơn vị đã chốt"),
        boolean("is_locked", "Thành phố đã khóa"),
        text("excused", "Lý do coi là đúng hạn"),
        sure(integer("open_conflicts", "Xung đột chưa xong")),
    ),
    BY_PERIOD,
    PARTED,
)

CONFLICTS = Table(
    "conflicts",
    "Xung đột",
    "Mỗi ô mà hai máy của một đơn vị ghi khác nhau một dòng, kể cả đã giải quyết. Giá trị là JSON.",
    (
        *RECORD,
        sure(text("row_kind", "Loại bản ghi", "task, progress_update, indicator_value, …")),
        sure(text("row_id", "Mã bản ghi")),
        text("field", "Trường", "Trống: cả bản ghi, một bên đã xóa"),
        text("period", "Tháng", "Trống: liên quan mọi tháng"),
        sure(text("state", "Tình trạng", "", *ConflictState)),
        text("base", "Giá trị gốc"),
        sure(text("value_a", "Giá trị A")),
        sure(text("value_b", "Giá trị B")),
        text("value_other", "Giá trị khác", "Thành phố chọn thay cho cả hai"),
        sure(text("shown", "Đang dùng", "", "a", "b", "other")),
        text("digest_a", "Gói A"),
        text("digest_b", "Gói B"),
        moment("found_at", "Phát hiện lúc"),
        moment("decided_at", "Quyết định lúc"),
        text("reason", "Lý do"),
        text("settled_by", "Gói thống nhất"),
        moment("settled_at", "Thống nhất lúc"),
    ),
    BY_ID,
    PARTED,
)

TABLES: tuple[Table, ...] = (
    *(OFFICES, PERIODS, PLANS, REFERENCE_LIST, REFERENCE_TARGETS, TASKS, INDICATORS, TASK_UPDATES, INDICATOR_VALUES),
    *(SUBMISSIONS, CONFLICTS),
)
"""Every table; what another one refers to comes before it."""
TABLE: dict[str, Table] = {table.name: table for table in TABLES}
