"""Sentences about time phrases and targets: what was found in the plan's words, what is safe, what to do."""

from __future__ import annotations

from nq57desk.wording import mark

SENTENCES: dict[str, str] = {
    "deadline.empty": mark(
        "Ô thời hạn để trống. Nhiệm vụ vẫn được giữ nguyên; có thể bổ sung thời hạn khi kế hoạch nêu rõ."
    ),
    "deadline.not_understood": mark(
        "Chưa hiểu được thời hạn “{text}”. Câu chữ vẫn được giữ nguyên; hãy kiểm tra lại cột hoặc ghi thời hạn "
        "theo dạng ngày, tháng, quý, năm."
    ),
    "deadline.impossible": mark(
        "Thời điểm “{text}” không có trên lịch. Câu chữ vẫn được giữ nguyên và không bị sửa; hãy đối chiếu với bản gốc."
    ),
    "deadline.no_year": mark(
        "Thời hạn “{text}” không nêu năm và chưa biết năm của kế hoạch. "
        "Câu chữ vẫn được giữ nguyên; hãy chọn năm kế hoạch."
    ),
    "deadline.vague": mark(
        "Thời hạn “{text}” không cho biết ngày cuối cùng. Câu chữ vẫn được giữ nguyên; hãy thống nhất một ngày cụ thể."
    ),
    "deadline.backwards": mark(
        "Khoảng thời gian “{text}” kết thúc trước khi bắt đầu. Câu chữ vẫn được giữ nguyên; hãy đối chiếu với bản gốc."
    ),
    "deadline.status": mark(
        "Ô thời hạn ghi tình trạng “{text}”, không phải thời hạn. Câu chữ vẫn được giữ nguyên; hãy kiểm tra lại cột."
    ),
    "deadline.partly": mark(
        "Đã hiểu thời hạn nhưng còn những chữ chưa hiểu: “{words}”. Câu chữ vẫn được giữ nguyên; hãy xem lại cho chắc."
    ),
    "deadline.rhythm": mark(
        "Nhịp lặp lại “{text}” không trùng với tuần, tháng, quý, nửa năm hay năm. Câu chữ vẫn được giữ nguyên; "
        "hãy theo dõi thời hạn này thủ công hoặc tách thành nhiều thời hạn."
    ),
    "deadline.rhythm_unsaid": mark(
        "Thời hạn ghi “định kỳ” mà không nêu bao lâu một lần nên được coi là thường xuyên. "
        "Hãy bổ sung nhịp báo cáo nếu có."
    ),
    "target.empty": mark(
        "Ô chỉ tiêu để trống. Dòng này vẫn được giữ nguyên; có thể bổ sung chỉ tiêu khi kế hoạch nêu rõ."
    ),
    "target.too_long": mark(
        "Nội dung chỉ tiêu quá dài để hiểu thành con số. Câu chữ vẫn được giữ nguyên; hãy kiểm tra lại cột."
    ),
    "target.not_a_number": mark(
        "Không đọc được con số “{text}” trong chỉ tiêu. Câu chữ vẫn được giữ nguyên; hãy ghi số theo cách viết 1.234,5."
    ),
    "target.backwards": mark(
        "Khoảng giá trị của chỉ tiêu có mức dưới lớn hơn mức trên. "
        "Câu chữ vẫn được giữ nguyên; hãy đối chiếu với bản gốc."
    ),
    "target.change": mark(
        "Chỉ tiêu nêu mức tăng hoặc giảm so với trước. Khi nhập kết quả, hãy nhập mức tăng hoặc giảm đã đạt được."
    ),
    "target.about": mark(
        "Chỉ tiêu ghi con số ước chừng. Con số ấy được dùng làm mốc so sánh; hãy xem lại nếu cần chính xác."
    ),
    "target.fraction": mark(
        "Chỉ tiêu ghi dạng phân số; số đứng trước dấu gạch chéo được dùng để so sánh. "
        "Câu chữ vẫn được giữ nguyên; hãy nhập kết quả theo cùng cách tính."
    ),
    "target.several_numbers": mark(
        "Chỉ tiêu có nhiều con số trong một câu; chỉ con số đầu được dùng. Câu chữ vẫn được giữ nguyên; hãy xem lại."
    ),
}
