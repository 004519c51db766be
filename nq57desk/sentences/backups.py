"""Sentences about backups, their second place, and the files that go with them."""

from __future__ import annotations

from nq57desk.wording import mark

SENTENCES: dict[str, str] = {
    "store.backup_failed": mark(
        "Chưa sao lưu hoặc khôi phục được ở “{folder}”: {reason}. Dữ liệu đang dùng còn nguyên. "
        "Giải phóng chỗ trống hoặc xem lại quyền ghi của thư mục rồi làm lại."
    ),
    "store.backup_other": mark(
        "Bản sao lưu {file} là của đơn vị mã {found}, không phải đơn vị này ({own}), nên không khôi phục vào đây. "
        "Dữ liệu đang dùng còn nguyên. Muốn mở dữ liệu đó: vào Bắt đầu, [Mở bản sao lưu, chuyển từ máy khác…]."
    ),
    "backup.file_not_copied": mark(
        "Chưa chép được tệp minh chứng hoặc văn bản đã ban hành vào “{file}”: {reason}. Tệp gốc còn nguyên. "
        "Giải phóng chỗ trống hoặc kiểm tra ổ đĩa rồi làm lại."
    ),
    "backup.file_altered": mark(
        "Trong thư mục backups/files, bản sao {file}… không còn đúng như lúc chép. Tệp đang dùng không bị đụng đến. "
        "Xóa bản sao ấy rồi bấm [Sao lưu ngay] để chép lại."
    ),
    "backup.file_missing": mark(
        "Bản sao lưu mới nhất nhắc tới {count} tệp minh chứng hoặc văn bản mà backups/files không có và đơn vị cũng "
        "không còn. Số liệu còn nguyên. Tìm các tệp ấy ở nơi sao lưu thứ hai."
    ),
    "backup.none_good": mark(
        "Trong “{folder}” không có bản sao lưu nào còn đọc được. Tệp dữ liệu hỏng được giữ nguyên. "
        "Tìm bản sao lưu ở nơi thứ hai (USB, máy khác) rồi chép vào thư mục đó."
    ),
    "backup.cannot_read": mark(
        "Không đọc được thư mục “{folder}”: {reason}. Chưa có gì thay đổi. Kiểm tra ổ đĩa rồi làm lại."
    ),
    "backup.not_saved": mark(
        "Những gì cứu được không khớp với bản sao lưu nên chưa ghi gì; tệp dữ liệu hỏng và các bản sao lưu còn nguyên. "
        "Hãy khôi phục bản sao lưu gần nhất rồi nhập lại phần ghi sau đó."
    ),
    "backup.none_today": mark(
        "Chưa làm được bản sao lưu của hôm nay; lý do ở dòng sau. Việc vừa yêu cầu vẫn được làm tiếp và các bản sao "
        "lưu trước còn nguyên. Khắc phục xong thì chạy lệnh backup make."
    ),
    "backup.no_second": mark(
        "Chưa chọn nơi sao lưu thứ hai. Các bản sao lưu trên máy vẫn còn. Vào Cài đặt, Sao lưu, khôi phục để chọn."
    ),
    "backup.second_gone": mark(
        "Không thấy nơi sao lưu thứ hai “{folder}”. Các bản sao lưu trên máy vẫn còn. Cắm lại USB hoặc nối lại thư mục "
        "mạng rồi bấm [Chép sang nơi thứ hai]."
    ),
    "backup.second_inside": mark(
        "“{folder}” nằm ngay trong thư mục dữ liệu nên không giữ an toàn được. Chưa chép gì. Chọn USB hoặc ổ khác."
    ),
    "backup.second_failed": mark(
        "Chưa chép được sang nơi sao lưu thứ hai “{folder}”: {reason}. Các bản sao lưu trên máy và bản chép trước ở đó "
        "vẫn còn. Xem lại nơi đó rồi bấm [Chép sang nơi thứ hai]."
    ),
    "check.attachment_missing": mark(
        "Không thấy tệp minh chứng “{name}” trong thư mục của đơn vị. Số liệu còn nguyên. "
        "Khôi phục bản sao lưu mới nhất để lấy lại tệp."
    ),
    "check.attachment_altered": mark(
        "Tệp minh chứng “{name}” không còn đúng như lúc đính kèm. Số liệu còn nguyên. "
        "Khôi phục bản sao lưu mới nhất để lấy lại tệp."
    ),
    "check.issued_missing": mark(
        "Không thấy bản lưu của văn bản đã ban hành số {name}. Số liệu còn nguyên. "
        "Khôi phục bản sao lưu mới nhất để lấy lại tệp."
    ),
    "check.issued_altered": mark(
        "Bản lưu của văn bản đã ban hành số {name} không còn đúng như lúc ban hành. Số liệu còn nguyên. "
        "Khôi phục bản sao lưu mới nhất để lấy lại tệp."
    ),
}
