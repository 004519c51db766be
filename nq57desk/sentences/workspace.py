"""Sentences about the office's folder and about what is asked for on the command line."""

from __future__ import annotations

from nq57desk.wording import mark

SENTENCES: dict[str, str] = {
    "workspace.no_office": mark(
        "Chưa có đơn vị nào trong thư mục “{folder}”. Không có gì bị thay đổi. "
        "Chọn đúng thư mục dữ liệu, hoặc thiết lập đơn vị mới."
    ),
    "workspace.exists": mark(
        "Thư mục “{folder}” đã có dữ liệu của một đơn vị. Dữ liệu đó còn nguyên. Chọn một thư mục khác còn trống."
    ),
    "workspace.bad_code": mark(
        "“{code}” không phải mã đơn vị hành chính. Chưa tạo gì. Nhập đúng mã gồm các chữ số, ví dụ 10525."
    ),
    "workspace.read_only": mark(
        "Đơn vị đang mở ở chế độ chỉ xem. Không có gì bị thay đổi. Mở lại ở chế độ nhập liệu để sửa."
    ),
    "workspace.no_city": mark("Việc này chỉ làm được ở máy của thành phố. Không có gì bị thay đổi."),
    "workspace.unknown_task": mark("Không có nhiệm vụ mang mã “{id}”. Không có gì bị thay đổi. Xem lại danh sách."),
    "workspace.unknown_indicator": mark(
        "Không có chỉ tiêu mang mã “{id}”. Không có gì bị thay đổi. Xem lại danh sách."
    ),
    "workspace.unknown_plan": mark("Không có kế hoạch mang mã “{id}”. Không có gì bị thay đổi. Xem lại danh sách."),
    "workspace.unknown_appendix": mark("Không có phụ lục mang mã “{id}”. Không có gì bị thay đổi. Xem lại danh sách."),
    "workspace.which_appendix": mark(
        "Có {count} phụ lục, chưa rõ in phụ lục nào. Chưa ghi tệp nào. Chọn một phụ lục trong danh sách."
    ),
    "workspace.nothing_to_print": mark("Chưa có gì để in. Chưa ghi tệp nào. Nhập phụ lục từ tệp trước."),
    "workspace.bad_period": mark(
        "“{text}” không phải kỳ báo cáo. Không có gì bị thay đổi. "
        "Viết như 2026-11, 2026-Q4, 2026-H2, 2026-9M hoặc 2026."
    ),
    "workspace.no_plan_year": mark(
        "Chưa có kế hoạch nào của năm {year}, của thành phố hay của đơn vị đã gửi. Không có gì bị thay đổi. "
        "Xem lại năm vừa gõ; các năm đang có: {years}."
    ),
    "workspace.not_a_month": mark(
        "“{text}” không phải một tháng. Không có gì bị thay đổi. Tiến độ được ghi theo tháng, ví dụ 2026-11."
    ),
    "workspace.closed_period": mark(
        "Kỳ {period} đã chốt. Không có gì thay đổi. Muốn sửa: mở lại kỳ và ghi lý do; gói xuất sau đó thay gói trước."
    ),
    "workspace.period_not_closed": mark("Kỳ {period} chưa chốt nên không cần mở lại. Không có gì thay đổi."),
    "workspace.unknown_office": mark(
        "Không có đơn vị mã {code} trong danh sách. Không có gì thay đổi. Kiểm tra lại mã đơn vị."
    ),
    "workspace.long_reason": mark(
        "Lý do dài {length} ký tự, nhiều nhất {most}. Không có gì thay đổi. Rút ngắn, hoặc dẫn số văn bản."
    ),
    "workspace.long_name": mark(
        "Tên cơ quan, đơn vị dài quá {most} ký tự. Không có gì thay đổi. Gõ tên như trên con dấu."
    ),
    "workspace.no_name": mark("Chưa có tên cơ quan. Chưa tạo gì. Gõ tên đầy đủ của cơ quan."),
    "workspace.no_reason": mark("Mở lại kỳ {period} cần ghi lý do. Không có gì thay đổi. Ghi lý do rồi mở lại."),
    "workspace.bad_amount": mark(
        "Số tiền {value} đồng nằm ngoài khoảng ghi được. Giá trị cũ còn nguyên. Nhập số đồng từ 0 trở lên."
    ),
    "workspace.bad_percent": mark(
        "Tỷ lệ hoàn thành {value} nằm ngoài 0–100. Giá trị cũ còn nguyên. Nhập số từ 0 đến 100."
    ),
    "workspace.stop_without_document": mark(
        "Dừng hoặc thay thế một nhiệm vụ cần có văn bản. Chưa ghi gì. Nhập số, ký hiệu văn bản dừng hoặc thay thế."
    ),
    "workspace.done_in_future": mark(
        "Ngày hoàn thành {day} còn ở phía trước. Chưa ghi gì. Nhập ngày không sau hôm nay."
    ),
    "workspace.no_value": mark("Chưa có số liệu để ghi. Giá trị cũ còn nguyên. Nhập số liệu, hoặc cả tử số và mẫu số."),
    "workspace.zero_denominator": mark(
        "Mẫu số bằng 0 nên không tính được tỷ lệ. Giá trị cũ còn nguyên. Xem lại mẫu số."
    ),
    "workspace.bad_number": mark("Không đọc được “{text}” thành số. Giá trị cũ còn nguyên. Gõ lại, ví dụ 12,5."),
    "workspace.bad_format": mark(
        "Chưa in được ra tệp loại “{suffix}”. Chưa ghi tệp nào. Đặt tên tệp có đuôi {formats}."
    ),
    "workspace.paper_later": mark(
        "Phiên bản này chưa có loại giấy “{kind}”. Chưa ghi tệp nào. Các loại đang có: {kinds}."
    ),
    "workspace.command_later": mark(
        "Phiên bản này chưa có lệnh “{command}”. Không có gì bị thay đổi. Xem nq57desk --help để biết các lệnh đang có."
    ),
    "workspace.cannot_write": mark(
        "Không ghi được vào “{file}”: {reason}. Tệp cũ, nếu có, còn nguyên. Chọn nơi khác hoặc giải phóng chỗ trống."
    ),
    "workspace.bad_field": mark("Không có ô “{field}” để sửa. Không có gì bị thay đổi."),
    "workspace.empty_name": mark("Tên nhiệm vụ không được để trống. Giá trị cũ còn nguyên. Nhập tên nhiệm vụ."),
    "workspace.absent_plan_year": mark(
        "Chưa có kế hoạch nào của năm {year}. Chưa ghi tệp nào. Nhập kế hoạch của năm đó trước."
    ),
    "workspace.year_not_after": mark(
        "Năm {year} không sau năm {plan_year} của kế hoạch. Không có gì bị thay đổi. Chọn năm kế tiếp."
    ),
    "workspace.not_same": mark(
        "“{shown}” không thể là chỉ tiêu “{first}” ghi lần hai. Không có gì bị thay đổi. "
        "Chọn hai dòng khác nhau của cùng một kế hoạch, dòng được ghi trước làm gốc."
    ),
    "workspace.trust_role": mark(
        "Phiếu này của một đơn vị không phải thành phố. Chưa nhận gì. Xin phiếu đăng ký của thành phố."
    ),
    "workspace.trust_fingerprint": mark(
        "Vân tay khóa không khớp: trên phiếu là {found}, được đọc là {expected}. Chưa nhận gì. "
        "Gọi điện cho thành phố để đối chiếu lại."
    ),
}
