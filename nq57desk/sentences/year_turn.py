"""Sentences about the year's turn."""

from __future__ import annotations

from nq57desk.wording import mark

SENTENCES: dict[str, str] = {
    "year_turn.bad_day": mark(
        "Không đọc được “{text}” thành ngày ban hành. Chưa tạo kế hoạch nào. "
        "Gõ lại, ví dụ 05/01/2027, hoặc để trống khi chưa ban hành."
    ),
    "year_turn.nothing": mark(
        "Chưa chọn nhiệm vụ hay chỉ tiêu nào chuyển sang năm {year}. Chưa tạo kế hoạch nào. "
        "Đánh dấu ít nhất một dòng, hoặc bấm Hủy bỏ."
    ),
}
