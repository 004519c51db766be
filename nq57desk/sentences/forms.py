"""Sentences about collection forms (phiếu lấy số liệu) out and back."""

from __future__ import annotations

from nq57desk.wording import mark

SENTENCES: dict[str, str] = {
    "forms.nothing_to_ask": mark(
        "{period}: chưa có nhiệm vụ, chỉ tiêu nào có cơ quan chủ trì để lập phiếu. Chưa ghi tệp nào. "
        "Nhập kế hoạch hoặc điền cột Chủ trì trước."
    ),
    "forms.unknown_body": mark(
        "Không có cơ quan “{body}” chủ trì việc nào trong kỳ. Chưa làm gì. Các cơ quan có phiếu: {known}."
    ),
    "forms.unled": mark(
        "{count} nhiệm vụ, chỉ tiêu chưa ghi cơ quan chủ trì nên không vào phiếu nào. Các phiếu khác vẫn đủ. "
        "Điền cột Chủ trì rồi lập phiếu lại."
    ),
    "forms.nothing_awaited": mark("{body} đã trả lời đủ trong kỳ này, không còn gì để nhắc."),
    "forms.not_a_form": mark(
        "Tệp “{name}” không phải phiếu lấy số liệu: không thấy các cột của phiếu. Không nhận gì từ tệp này. "
        "Kế hoạch, phụ lục thì dùng mục Nhập từ tệp."
    ),
    "forms.other_office": mark(
        "Phiếu “{name}” là của đơn vị mã {code}, không phải của {own}. Không nhận gì từ phiếu này. "
        "Hỏi lại nơi gửi, hoặc mở đúng đơn vị."
    ),
    "forms.no_period": mark(
        "Phiếu “{name}” không còn ghi kỳ báo cáo nào. Không nhận gì từ phiếu này. "
        "Ghi lại dòng “Kỳ báo cáo: tháng 11/2026” ở đầu phiếu rồi nhập lại."
    ),
    "forms.period_unclear": mark(
        "Phiếu “{name}” ghi {stated} nhưng mã phiếu là của {period}: có lẽ điền lại trên phiếu kỳ trước. "
        "Không nhận gì từ phiếu này. Đề nghị cơ quan điền vào phiếu của đúng kỳ."
    ),
    "forms.other_period": mark(
        "Phiếu “{name}” là của {period}, không phải {wanted}. Không nhận gì từ phiếu này. "
        "Chuyển sang kỳ của phiếu rồi nhập, hoặc xin phiếu đúng kỳ."
    ),
    "forms.period_closed": mark(
        "Phiếu “{name}” là của {period}, kỳ đã chốt. Số liệu đã chốt còn nguyên. "
        "Muốn nhận: mở lại kỳ và ghi lý do, rồi nhập lại phiếu."
    ),
    "forms.future_period": mark(
        "Phiếu “{name}” là của {period}, kỳ chưa bắt đầu. Không nhận gì từ phiếu này. "
        "Kiểm tra ngày của máy và kỳ ghi trên phiếu."
    ),
    "forms.earlier_period": mark(
        "Phiếu này là của {period}, một kỳ đã qua nhưng chưa chốt. Số liệu sẽ ghi vào kỳ đó; xem kỹ trước khi nhận."
    ),
    "forms.mark_lost": mark(
        "Phiếu của {body} mất dòng mã phiếu nên kỳ và cơ quan được lấy theo chữ trên phiếu. "
        "Xem lại hai mục này trước khi nhận."
    ),
    "forms.other_body": mark(
        "Phiếu lập cho {body} nhưng chữ trên phiếu ghi “{stated}”. Số liệu tính cho {body}; xem kỹ trước khi nhận."
    ),
    "forms.same_file": mark("Tệp “{name}” giống hệt một tệp khác vừa chọn nên chỉ đọc một lần."),
    "forms.mended_since": mark(
        "Phiếu này đã nhận trước đây, sau đó {by} đã sửa dòng “{name}”. Phần sửa được giữ nguyên. "
        "Muốn lấy lại theo phiếu thì sửa trực tiếp ở trang Tiến độ kỳ."
    ),
    "forms.row_unknown": mark(
        "Dòng “{text}” không khớp nhiệm vụ, chỉ tiêu nào của cơ quan này. Dòng này không được nhận, các dòng khác "
        "không ảnh hưởng. Việc mới thì thêm ở trang Kế hoạch và nhiệm vụ."
    ),
    "forms.wording_changed": mark(
        "Tên trên phiếu (“{text}”) khác tên trong kế hoạch (“{name}”). Tên trong kế hoạch giữ nguyên, chỉ nhận số liệu."
    ),
    "forms.not_theirs": mark(
        "“{name}” hiện không còn trong danh sách việc của {body} ở kỳ này. Số liệu vẫn ở bản xem trước; "
        "bỏ dòng này nếu không nhận."
    ),
    "forms.merged_cell": mark(
        "Ô này gộp nhiều dòng, nên cùng một câu trả lời được tính cho “{name}”. Xem lại trước khi nhận."
    ),
    "forms.too_long": mark(
        "Ô này dài quá 10.000 ký tự (“{text}”), nên dòng “{name}” chưa nhận. Rút gọn trong phiếu rồi nhập lại, "
        "hoặc để phần dài thành tệp kèm theo."
    ),
    "forms.bad_percent": mark(
        "“{text}” không phải tỷ lệ hoàn thành, nên dòng “{name}” chưa nhận. Ghi số nguyên từ 0 đến 100, ví dụ 60 "
        "hoặc 60%, rồi nhập lại."
    ),
    "forms.bad_day": mark(
        "Không đọc được “{text}” thành ngày, nên dòng “{name}” chưa nhận. Ghi ngày, tháng, năm như 05/11/2026 "
        "rồi nhập lại."
    ),
    "forms.bad_number": mark(
        "Không đọc được “{text}” thành số, nên dòng “{name}” chưa nhận. Ghi số như 96,5 hoặc 1.234 rồi nhập lại."
    ),
    "forms.half_a_share": mark(
        "Dòng “{name}” mới có một nửa tỷ lệ (“{text}”) hoặc mẫu số bằng 0, nên chưa nhận. "
        "Ghi đủ Tử số và Mẫu số, hoặc ghi thẳng Kết quả kỳ này."
    ),
    "forms.stop_without_document": mark(
        "“{name}” ghi Dừng/thay thế nhưng chưa có văn bản. Trạng thái vẫn nhận được; "
        "cần bổ sung văn bản trước khi chốt kỳ."
    ),
    "forms.day_in_future": mark(
        "Ngày hoàn thành {day} còn ở phía trước nên không nhận ngày này; các ô khác của dòng vẫn nhận. Hỏi lại cơ quan."
    ),
    "forms.day_without_done": mark(
        "Có ngày hoàn thành {day} nhưng trạng thái chưa là Hoàn thành, nên không nhận ngày này; các ô khác vẫn nhận."
    ),
    "forms.bad_choice": mark(
        "Lựa chọn “{text}” không có trong bản xem trước này. Chưa ghi gì. Xem lại danh sách cần xác nhận."
    ),
}
