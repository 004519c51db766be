"""Sentences about saved filters."""

from __future__ import annotations

from nq57desk.wording import mark

SENTENCES: dict[str, str] = {
    "filter.no_name": mark("Bộ lọc chưa có tên. Chưa lưu gì. Nhập tên, ví dụ: Việc chậm của Phòng Kinh tế."),
    "filter.too_many": mark("Đã có {most} bộ lọc. Chưa lưu thêm. Xóa bớt bộ lọc không dùng nữa rồi lưu lại."),
}
