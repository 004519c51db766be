"""Sentences about what is typed into the central system."""

from __future__ import annotations

from nq57desk.wording import mark

SENTENCES: dict[str, str] = {
    "central.nothing": mark(
        "Kỳ {period} chưa có nội dung để cập nhật lên hệ thống Trung ương. Không có gì bị thay đổi. "
        "Ghi kết quả trong kỳ trước."
    ),
    "central.in_future": mark("Ngày cập nhật {day} còn ở phía trước. Chưa ghi gì. Nhập ngày không sau hôm nay."),
}
