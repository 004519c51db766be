"""Sentences about the cells of a month, pasting into them, and the names of these cells."""

from __future__ import annotations

from nq57desk.wording import mark

LABELS: dict[str, str] = {
    "state": mark("Trạng thái"),
    "percent": mark("%"),
    "result": mark("Kết quả trong kỳ"),
    "product_document": mark("Sản phẩm, văn bản"),
    "product_date": mark("Ngày văn bản"),
    "finished_on": mark("Ngày hoàn thành"),
    "difficulty": mark("Khó khăn, vướng mắc"),
    "proposal": mark("Kiến nghị"),
    "disbursed": mark("Giải ngân"),
    "nothing_arose": mark("Không phát sinh"),
    "stopped_by": mark("Văn bản dừng, thay thế"),
    "actual": mark("Kỳ này"),
    "numerator": mark("Tử số"),
    "denominator": mark("Mẫu số"),
    "source": mark("Nguồn số liệu"),
    "explanation": mark("Giải trình"),
}
"""The cells of a task's and of an indicator's month."""

SENTENCES: dict[str, str] = {
    "month.bad_number": mark("Không đọc được “{text}” thành số. Giá trị cũ còn nguyên. Gõ lại, ví dụ 12,5; Esc để bỏ."),
    "month.bad_day": mark(
        "Không đọc được “{text}” thành ngày. Giá trị cũ còn nguyên. Gõ lại, ví dụ 28/02/2026; Esc để bỏ."
    ),
    "month.bad_percent": mark(
        "“{text}” không phải tỷ lệ từ 0 đến 100. Giá trị cũ còn nguyên. Gõ lại số nguyên, ví dụ 60; Esc để bỏ."
    ),
    "month.bad_state": mark(
        "“{text}” không phải một trạng thái. Giá trị cũ còn nguyên. "
        "Gõ 1 Chưa thực hiện, 2 Đang thực hiện, 3 Hoàn thành, 4 Tạm dừng, 5 Dừng/thay thế; Esc để bỏ."
    ),
    "month.bad_mark": mark(
        "“{text}” không phải dấu cho ô Không phát sinh. Giá trị cũ còn nguyên. Gõ x để đánh dấu, để trống để bỏ dấu."
    ),
    "month.not_whole_dong": mark(
        "“{text}” không tròn đồng. Giá trị cũ còn nguyên. Gõ lại số đồng, ví dụ 1.250.000; Esc để bỏ."
    ),
    "month.day_to_come": mark(
        "Ngày hoàn thành “{text}” chưa đến. Giá trị cũ còn nguyên. Gõ ngày không sau hôm nay; Esc để bỏ."
    ),
    "month.zero_denominator": mark(
        "Mẫu số bằng 0 nên không tính được tỷ lệ. Giá trị cũ còn nguyên. "
        "Xem lại mẫu số, hoặc để trống và ghi Giải trình."
    ),
    "month.too_long": mark(
        "Ô này nhận nhiều nhất 10.000 ký tự, nội dung vừa gõ có {text}. Giá trị cũ còn nguyên, nội dung gõ còn trên ô. "
        "Rút gọn, hoặc đính kèm văn bản."
    ),
    "month.unknown_cell": mark("Không có ô “{field}” để sửa. Không có gì bị thay đổi."),
    "month.row_gone": mark(
        "Dòng này đã bị xóa ở nơi khác. Các dòng khác đã lưu. Xem mục Đã xóa để khôi phục, rồi điền lại “{text}”."
    ),
    "month.state_stays": mark(
        "Nhiệm vụ {number} “{name}” còn số liệu khác trong kỳ nên trạng thái không để trống được. "
        "Giá trị cũ còn nguyên. Chọn trạng thái khác, hoặc xóa cả dòng của kỳ."
    ),
    "month.late_needs_reason": mark(
        "Nhiệm vụ {number} “{name}” quá hạn nên chưa ghi Không phát sinh được. Dòng này giữ nguyên. "
        "Điền Khó khăn, vướng mắc trước, rồi ghi lại."
    ),
    "month.result_there": mark(
        "Nhiệm vụ {number} “{name}” đã có kết quả trong kỳ nên không ghi Không phát sinh. Kết quả đã ghi còn nguyên. "
        "Nếu đúng là không phát sinh, xóa kết quả trước."
    ),
    "month.ended_before": mark(
        "Nhiệm vụ {number} “{name}” đã kết thúc từ kỳ trước nên không phải cập nhật. Dòng này giữ nguyên."
    ),
    "month.heading_row": mark(
        "Dòng {number} “{name}” là dòng nhóm, không phải cập nhật. Dòng này giữ nguyên; các dòng con đã ghi."
    ),
    "month.nothing_before": mark(
        "Dòng {number} “{name}” chưa có số liệu kỳ trước ở ô {field}. Ô này giữ nguyên. Điền trực tiếp."
    ),
    "month.nothing_to_fill": mark(
        "Ô {field} ở dòng đầu còn trống nên không có gì để điền xuống. Không có gì thay đổi. Điền ô đầu trước."
    ),
    "month.nothing_arose_again": mark(
        "Nhiệm vụ {number} “{name}” không phát sinh {count} kỳ liền. Đã ghi. Nên xem lại có còn thực hiện không."
    ),
    "month.stop_needs_document": mark(
        "Nhiệm vụ {number} “{name}” dừng hoặc được thay thế nhưng chưa có văn bản. Đã ghi. "
        "Điền số, ký hiệu văn bản dừng, thay thế trước khi chốt kỳ."
    ),
    "month.day_without_done": mark(
        "Nhiệm vụ {number} “{name}” có ngày hoàn thành nhưng chưa ghi Hoàn thành. Đã ghi ngày. Xem lại Trạng thái."
    ),
    "month.half_a_share": mark(
        "Chỉ tiêu {number} “{name}” mới có tử số hoặc mẫu số nên chưa tính được. Đã ghi. Điền nốt số còn lại."
    ),
    "month.ask_nothing_arose": mark(
        "Ghi “Không phát sinh” cho {count} nhiệm vụ? Trạng thái giữ như kỳ trước, hoàn tác được; "
        "nhật ký ghi rõ là điền hàng loạt."
    ),
    "pasting.nothing": mark(
        "Bộ nhớ tạm không có chữ nào để dán. Không có gì thay đổi. Chép lại vùng ô trong Excel rồi dán."
    ),
    "pasting.too_large": mark(
        "Vùng dán có {rows} dòng, {columns} cột, quá lớn để dán vào lưới. Không có gì thay đổi. "
        "Chép ít ô hơn, hoặc dùng mục Nhập từ tệp."
    ),
    "pasting.outside": mark(
        "{rows} dòng, {columns} cột của vùng dán nằm ngoài lưới nên không dán. Phần còn lại dán được. "
        "Chọn ô bắt đầu khác để dán đủ."
    ),
    "pasting.merged": mark(
        "Vùng dán có {count} chỗ bị ô gộp che. Nội dung ô gộp chỉ vào ô đầu; các ô bị che giữ nguyên như đang có. "
        "Muốn điền cả các ô đó thì dùng Điền xuống (Ctrl+D)."
    ),
    "pasting.no_such_row": mark(
        "Không thấy dòng “{name}” trong lưới. Dòng này không dán; các dòng khác dán được. Bỏ lọc, hoặc xem lại tên."
    ),
    "pasting.doubtful_row": mark(
        "Dòng “{name}” giống {likeness}% với “{known}” nhưng chưa chắc là một. Dòng này chưa dán. "
        "Xem hai tên, nếu là một thì xác nhận."
    ),
    "pasting.read_only_column": mark("Cột “{column}” không điền được ở lưới này nên không dán. Các cột khác dán được."),
}
