"""Sentences about the bodies that plans name."""

from __future__ import annotations

from nq57desk.wording import mark

SENTENCES: dict[str, str] = {
    "body.unknown": mark("Không có cơ quan, đơn vị “{name}”. Không có gì bị thay đổi. Xem lại danh sách."),
    "body.nothing_to_merge": mark(
        "Chưa chọn cơ quan, đơn vị nào khác để gộp. Không có gì bị thay đổi. Chọn thêm ít nhất một tên."
    ),
    "body.empty_name": mark("Tên cơ quan, đơn vị không được để trống. Tên cũ còn nguyên. Nhập tên."),
    "body.taken": mark(
        "“{name}” đang là tên gọi của “{body}”. Không có gì bị thay đổi. Chọn tên khác, hoặc gộp hai cơ quan, đơn vị."
    ),
    "body.no_alias": mark("“{name}” không phải tên gọi khác của cơ quan, đơn vị này. Không có gì bị thay đổi."),
}
