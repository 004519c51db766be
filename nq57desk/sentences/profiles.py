"""Sentences about what an import remembers, a plan issued anew, and annotated copies."""

from __future__ import annotations

from nq57desk.wording import mark

SENTENCES: dict[str, str] = {
    "profiles.imported_already": mark(
        "Tệp này đã nhập ngày {day}, không có gì mới. 0 dòng thay đổi. Đóng, hoặc vẫn xem lại từng dòng."
    ),
    "profiles.imported_differs": mark(
        "Tệp này đã nhập ngày {day}; từ đó {count} dòng đã được sửa trong phần mềm. Chưa nhập gì. "
        "Nhập lại sẽ đưa các dòng được chọn về như trong tệp."
    ),
    "profiles.reissue": mark(
        "Tệp này có vẻ là bản ban hành lại của kế hoạch số {number}: {share}% dòng trùng tên. Chưa nhập gì. "
        "Chọn Đối chiếu với kế hoạch cũ để giữ tiến độ đã ghi, hoặc nhập thành kế hoạch riêng."
    ),
    "profiles.same_number": mark(
        "Tệp mang đúng số {number} của kế hoạch cũ nên không phải bản ban hành lại. Chưa nhập gì. "
        "Nhập vào chính kế hoạch đó."
    ),
    "profiles.plan_there": mark(
        "Kế hoạch số {number} đã có trong phần mềm. Chưa nhập gì. Nhập vào chính kế hoạch đó để xem phần thay đổi."
    ),
    "profiles.rows_not_carried": mark(
        "{count} nhiệm vụ, chỉ tiêu của kế hoạch số {number} không có trong bản mới. "
        "Các dòng đó và tiến độ còn nguyên ở kế hoạch cũ. "
        "Dòng nào thôi thực hiện thì ghi Dừng/thay thế, lấy bản mới làm căn cứ."
    ),
    "profiles.no_such_row": mark(
        "Không có dòng hoặc ô “{key}” trong tệp để sửa. Tệp gốc không bị sửa, chưa nhập gì. Đọc lại tệp rồi sửa."
    ),
    "annotated.same_file": mark(
        "Bản ghi chú trùng tên với tệp gốc “{name}”. Tệp gốc không bị sửa. Chọn tên hoặc thư mục khác."
    ),
    "annotated.nothing": mark("Không có vấn đề nào để ghi chú vào tệp “{name}”. Chưa ghi tệp nào."),
    "annotated.unreadable": mark(
        "Không mở lại được “{name}” để ghi chú. Tệp gốc không bị sửa. Đóng tệp trong Word, Excel rồi thử lại."
    ),
}

HEADING = mark("Ghi chú lỗi của tệp “{name}”, lập ngày {day}")
AUTHOR = "NQ57 Desk"
