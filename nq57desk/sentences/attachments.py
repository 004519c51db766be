"""Sentences about evidence files."""

from __future__ import annotations

from nq57desk.wording import mark

SENTENCES: dict[str, str] = {
    "attachment.unreadable": mark(
        "Không đọc được tệp “{name}”. Chưa đính kèm gì. Đóng tệp trong chương trình khác rồi chọn lại."
    ),
    "attachment.too_large": mark(
        "Tệp “{name}” lớn hơn {limit} MB. Chưa đính kèm gì. Giảm dung lượng tệp (ảnh nhỏ hơn) rồi đính kèm lại."
    ),
    "attachment.empty": mark("Tệp “{name}” không có nội dung. Chưa đính kèm gì. Chọn lại tệp."),
    "attachment.program": mark(
        "Tệp “{name}” là chương trình hoặc có lệnh chạy được. Chưa đính kèm gì. Đính kèm bản PDF, ảnh, Word hoặc Excel."
    ),
    "attachment.unknown_kind": mark(
        "Tệp “{name}” không phải PDF, ảnh, Word hay Excel. Chưa đính kèm gì. Lưu lại thành PDF rồi đính kèm."
    ),
    "attachment.cannot_keep": mark(
        "Không ghi được tệp “{name}”: {reason}. Dữ liệu đang có còn nguyên. Giải phóng chỗ trống rồi làm lại."
    ),
    "attachment.not_judged": mark(
        "Đã đính kèm “{name}”, nhưng phần mềm không biết trên đó có dấu MẬT, TỐI MẬT, TUYỆT MẬT hay không: {reason}. "
        "Dữ liệu khác không đổi. Hãy tự xem lại tệp; nếu là tài liệu mật thì gỡ tệp và báo người phụ trách bảo mật xóa "
        "cả bản giữ trong thư mục files và backups/files."
    ),
    "attachment.unknown": mark("Không có tệp minh chứng này. Không có gì bị thay đổi. Xem lại danh sách."),
    "attachment.missing": mark(
        "Tệp “{name}” không có trong máy này. Thông tin về tệp còn nguyên. Xin lại tệp, "
        "hoặc chép thư mục files từ máy cũ hay bản sao lưu."
    ),
    "attachment.altered": mark(
        "Tệp “{name}” trong máy khác với lúc đính kèm nên không mở. Dữ liệu khác còn nguyên. Đính kèm lại tệp gốc."
    ),
    "attachment.too_much": mark(
        "{files} tệp minh chứng có tổng {size} MB, vượt mức {limit} MB của một gói. Chưa xuất gói. "
        "Xuất gói không kèm tệp, hoặc bỏ bớt tệp lớn."
    ),
}
