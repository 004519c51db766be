"""Sentences about the city's matrix and tables."""

from __future__ import annotations

from nq57desk.wording import mark

SENTENCES: dict[str, str] = {
    "city.long_contact": mark(
        "Ghi chú liên hệ dài quá {most} ký tự nên chưa lưu. Ghi chú cũ còn nguyên. Ghi ngắn lại: tên, số điện thoại."
    ),
    "city.not_late": mark(
        "{office} không nộp muộn trong kỳ này nên không cần ghi nhận đúng hạn. Không có gì thay đổi. Chọn ô nộp muộn."
    ),
    "city.unknown_office": mark(
        "Không có đơn vị mã {office} trong danh sách của thành phố. Không có gì thay đổi. Kiểm tra lại mã đơn vị."
    ),
}
