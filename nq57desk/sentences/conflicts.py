"""Sentences about conflicts between bundles and about locked periods."""

from __future__ import annotations

from nq57desk.wording import mark

SENTENCES: dict[str, str] = {
    "conflict.unknown": mark("Không có ô xung đột nào mang mã {id}. Dữ liệu còn nguyên. Xem lại danh sách xung đột."),
    "conflict.settled": mark(
        "Ô xung đột {id} đã được đơn vị giải quyết bằng gói sau. Không có gì thay đổi. Không cần làm gì thêm."
    ),
    "conflict.take": mark("Chỉ chọn được giá trị a hoặc b, không có “{take}”. Chưa đổi gì. Chọn lại a hoặc b."),
    "conflict.row_gone": mark(
        "Dòng này không còn trên máy này nên không sửa được ở đây. Dữ liệu còn nguyên. "
        "Nhận gói của máy kia trước, hoặc giải quyết trên máy còn giữ dòng này."
    ),
    "conflict.reason": mark("Ghi giá trị khác cần có lý do. Chưa đổi gì. Nhập lý do rồi ghi lại."),
    "conflict.value": mark(
        "Không đọc được “{text}” thành giá trị của ô này. Giá trị cũ còn nguyên. Gõ lại, ví dụ 12,5 hoặc 28/02/2026."
    ),
    "conflict.too_long": mark(
        "Ô này nhận nhiều nhất {most} ký tự, nội dung vừa gõ có {length}. Giá trị cũ còn nguyên. Rút gọn rồi ghi lại."
    ),
    "conflict.whole": mark(
        "Ô này chỉ chọn được một trong hai giá trị, không gõ giá trị khác được. Chưa đổi gì. Chọn 1 hoặc 2."
    ),
    "conflict.locked": mark(
        "Kỳ {period} đã khóa nên số liệu của kỳ không đổi nữa. Giá trị đang dùng giữ nguyên. "
        "Mở khóa kỳ có ghi lý do rồi quyết định lại."
    ),
    "conflict.twice": mark(
        "Giữ dòng này thì một nhiệm vụ có hai bản ghi trong cùng một kỳ, vì máy kia đã xóa dòng rồi ghi lại dòng mới. "
        "Chưa đổi gì, cả hai bản vẫn được giữ. Giải quyết các ô khác của nhiệm vụ trước, hoặc đề nghị đơn vị gộp hai "
        "máy rồi xuất gói mới."
    ),
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
