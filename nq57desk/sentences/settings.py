"""Sentences about settings."""

from __future__ import annotations

from nq57desk.wording import mark

SENTENCES: dict[str, str] = {
    "settings.unknown": mark("Không có cài đặt “{key}”. Không có gì thay đổi."),
    "settings.empty_name": mark("Tên cơ quan không được để trống. Tên cũ còn nguyên. Gõ tên đầy đủ của cơ quan."),
    "settings.too_long": mark("Nội dung dài quá {most} chữ. Giá trị cũ còn nguyên. Viết ngắn lại."),
    "settings.not_between": mark(
        "“{text}” không dùng được ở đây. Giá trị cũ còn nguyên. Gõ một số từ {least} đến {most}."
    ),
}
