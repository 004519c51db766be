"""Sentences about changing an issued plan and bringing deleted rows back."""

from __future__ import annotations

from nq57desk.wording import mark

SENTENCES: dict[str, str] = {
    "plan.issued": mark(
        "Kế hoạch đã ban hành nên nội dung nhiệm vụ “{name}” chỉ thay đổi theo văn bản điều chỉnh. "
        "Giá trị cũ còn nguyên. Nhập văn bản điều chỉnh, hoặc chuyển kế hoạch về dự thảo nếu tệp bị đọc sai."
    ),
    "plan.issued_add": mark(
        "Kế hoạch đã ban hành nên chỉ bổ sung nhiệm vụ theo văn bản. Chưa thêm gì. "
        "Nhập số, ký hiệu văn bản bổ sung, hoặc chuyển kế hoạch về dự thảo nếu tệp bị đọc thiếu dòng."
    ),
    "plan.no_document": mark(
        "Chưa có văn bản điều chỉnh. Giá trị cũ còn nguyên. Nhập số, ký hiệu và ngày của văn bản, "
        "ví dụ 45/KH-UBND ngày 10/6/2026."
    ),
    "plan.not_signed": mark(
        "Kế hoạch chưa có đủ số và ngày ban hành. Kế hoạch vẫn là dự thảo. Nhập số, ngày ban hành rồi làm lại."
    ),
    "plan.no_parts": mark("Chưa có nhiệm vụ con nào để tách. Không có gì bị thay đổi. Nhập tên từng nhiệm vụ con."),
    "plan.other_list": mark(
        "Chỗ chuyển đến không thuộc phụ lục của nhiệm vụ này. Không có gì bị thay đổi. Chọn một mục của cùng phụ lục."
    ),
    "plan.not_deleted": mark("Nhiệm vụ này không có trong danh sách Đã xóa. Không có gì bị thay đổi."),
    "plan.list_gone": mark(
        "Phụ lục của nhiệm vụ này cũng đã xóa nên chưa khôi phục được. Không có gì bị thay đổi. "
        "Hoàn tác việc xóa phụ lục trước."
    ),
}
