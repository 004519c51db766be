"""Sentences of the window itself."""

from __future__ import annotations

from nq57desk.wording import mark

SENTENCES: dict[str, str] = {
    "window.no_sample": mark("Đơn vị đang mở không phải đơn vị mẫu. Không xóa gì."),
    "window.no_office": mark("Chưa mở đơn vị nào. Không có gì thay đổi. Chọn Tệp, Bắt đầu… để thiết lập hoặc mở."),
}
