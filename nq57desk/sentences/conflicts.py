"""Sentences about conflicts between bundles and about locked periods."""

from __future__ import annotations

from nq57desk.wording import mark

SENTENCES: dict[str, str] = {
    "conflict.unknown": mark("Không có ô xung đột nào mang mã {id}. Dữ liệu còn nguyên. Xem lại danh sách xung đột."),
    "conflict.settled": mark(
        "Ô xung đột {id} đã được đơn vị giải quyết bằng gói sau. Không có gì thay đổi. Không cần làm gì thêm."
    ),
    "conflict.take": mark("Chỉ chọn được giá trị a hoặc b, không có “{take}”. Chưa đổi gì. Chọn lại a hoặc b."),
    "conflict.no_merge": mark(
        "Không có lần gộp nào của đơn vị {office} để hoàn tác. Dữ liệu còn nguyên. Xem nhật ký của thành phố."
    ),
    "second.other_office": mark(
        "Gói “{file}” của đơn vị mang mã {code}, không phải của đơn vị này. Dữ liệu còn nguyên. Chọn gói do máy khác "
        "của chính đơn vị xuất."
    ),
    "second.own": mark("Gói “{file}” do chính máy này xuất. Không có gì thay đổi. Chọn gói do máy kia xuất."),
    "second.taken": mark("Gói “{file}” đã nhận ngày {on}. Không có gì thay đổi. Không cần nhận lại."),
    "workspace.no_ward": mark(
        "Chỉ máy của xã, phường, đặc khu nhận gói từ máy khác của mình. Chưa đổi gì. Mở thư mục của đơn vị cấp xã."
    ),
    "lock.no_period": mark("“{period}” không phải một kỳ báo cáo. Chưa khóa gì. Gõ kỳ như 2026-11 hoặc 2026-Q4."),
    "lock.not_locked": mark("Kỳ {period} chưa khóa. Không có gì thay đổi. Xem lại danh sách kỳ đã khóa."),
    "lock.reason": mark("Mở khóa một kỳ cần ghi lý do. Kỳ vẫn khóa. Nhập lý do rồi mở lại."),
}
