"""What is said when an office comes from a backup or from another machine."""

from __future__ import annotations

from nq57desk.wording import mark

SENTENCES: dict[str, str] = {
    "moving.not_empty": mark(
        "Thư mục {folder} đã có tệp khác. Chưa ghi gì. Chọn một thư mục trống, hoặc để phần mềm tự đặt tên thư mục mới."
    ),
    "moving.cannot_read": mark(
        "Không đọc được {file} ({reason}). Tệp đó không bị sửa, chưa ghi gì. "
        "Cắm lại USB, đóng phần mềm ở máy kia, hoặc chọn bản sao lưu khác."
    ),
}
