"""Sentences of the window itself."""

from __future__ import annotations

from nq57desk.wording import mark

SENTENCES: dict[str, str] = {
    "window.no_sample": mark("Đơn vị đang mở không phải đơn vị mẫu. Không xóa gì."),
    "window.place_gone": mark(
        "Không thấy thư mục {folder}: USB đã rút ra hoặc mất kết nối. Những gì đã lưu còn nguyên ở đó. "
        "Cắm lại USB, nối lại mạng rồi làm lại."
    ),
    "window.held_older": mark(
        "Dữ liệu này do phiên bản cũ ghi, phải nâng cấp một lần, nhưng đang mở ở cửa sổ khác (tài khoản {who}, "
        "từ {since}). Số liệu còn nguyên. Đóng cửa sổ kia rồi mở lại."
    ),
    "window.state_left_out": mark(
        "Trạng thái này đã bỏ khỏi danh sách chọn. Không có gì thay đổi. Muốn dùng lại: Cài đặt, Trạng thái."
    ),
    "window.no_office": mark("Chưa mở đơn vị nào. Không có gì thay đổi. Chọn Tệp, Bắt đầu… để thiết lập hoặc mở."),
}
