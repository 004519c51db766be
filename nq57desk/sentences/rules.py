"""Sentences about periods, closing, matching, carrying over and what an import makes of a file."""

from __future__ import annotations

from nq57desk.wording import mark

SENTENCES: dict[str, str] = {
    "periods.unknown": mark(
        "“{text}” không phải là kỳ báo cáo. Chưa có gì thay đổi. "
        "Gõ theo mẫu: 2026-11 (tháng), 2026-Q4 (quý), 2026-H2 (6 tháng), 2026-9M (9 tháng), 2026 (năm)."
    ),
    "matching.doubtful": mark(
        "Dòng “{name}” giống {likeness}% với nhiệm vụ đã có “{known}” nhưng chưa chắc là một. "
        "Dòng đã có được giữ nguyên, dòng trong tệp được coi là mới. Xem hai tên, nếu là một thì xác nhận ghép."
    ),
    "importing.rows_absent": mark(
        "{count} dòng đã có trong “{label}” không còn trong tệp. Các dòng đó được giữ nguyên, không bị xóa. "
        "Dòng nào không dùng nữa thì ghi Dừng/thay thế hoặc xóa riêng."
    ),
    "importing.other_year": mark(
        "Tệp nói về năm {found} nhưng được nhập vào kế hoạch năm {year}. Năm của kế hoạch giữ nguyên. "
        "Nếu đây là kế hoạch khác thì hủy bỏ và nhập thành kế hoạch mới."
    ),
    "importing.same_indicator": mark(
        "Chỉ tiêu “{name}” có thể chính là chỉ tiêu số {number} “{first}” ở danh mục khác. "
        "Hai dòng vẫn được giữ riêng. Nếu là một thì xác nhận để chỉ phải điền số liệu một lần."
    ),
    "carrying.deadline_past": mark(
        "Nhiệm vụ {number} “{name}” chuyển sang năm sau với thời hạn “{deadline}” đã qua. "
        "Nội dung và thời hạn được giữ nguyên văn. Xem và điều chỉnh thời hạn trong kế hoạch mới."
    ),
    "carrying.deadline_moves": mark(
        "Thời hạn “{deadline}” của nhiệm vụ {number} “{name}” không ghi năm nên trong kế hoạch mới được hiểu "
        "là năm mới. Nguyên văn được giữ. Nếu không đúng thì ghi rõ năm."
    ),
    "closing.done_without_day": mark(
        "Nhiệm vụ {number} “{name}” đã hoàn thành nhưng chưa có ngày. Số liệu đã điền đều đã lưu. Điền Ngày hoàn thành."
    ),
    "closing.done_in_future": mark(
        "Nhiệm vụ {number} “{name}” ghi hoàn thành ngày {day}, là ngày chưa đến. Số liệu đã điền đều đã lưu. "
        "Sửa ngày hoặc chuyển về Đang thực hiện."
    ),
    "closing.stopped_without_document": mark(
        "Nhiệm vụ {number} “{name}” dừng hoặc được thay thế nhưng chưa có văn bản. Số liệu đã điền đều đã lưu. "
        "Điền số, ký hiệu văn bản cho dừng hoặc thay thế."
    ),
    "closing.percent_outside": mark(
        "Tỷ lệ {percent}% của nhiệm vụ {number} “{name}” nằm ngoài 0–100. Số liệu đã điền đều đã lưu. Sửa lại tỷ lệ."
    ),
    "closing.value_is_no_number": mark(
        "Số liệu kỳ này của chỉ tiêu {number} “{name}” không phải là một con số dùng được. "
        "Số liệu các kỳ trước giữ nguyên. Điền lại giá trị, hoặc tử số và mẫu số khác 0."
    ),
    "closing.value_without_unit": mark(
        "Chỉ tiêu {number} “{name}” có số liệu nhưng chưa có đơn vị tính. Số liệu đã điền đều đã lưu. Điền đơn vị tính."
    ),
    "closing.late_without_reason": mark(
        "Nhiệm vụ {number} “{name}” quá hạn {days} ngày mà chưa nêu lý do. Vẫn chốt kỳ được. "
        "Nên điền Khó khăn, vướng mắc."
    ),
    "closing.done_without_product": mark(
        "Nhiệm vụ {number} “{name}” hoàn thành nhưng chưa có sản phẩm, văn bản. Vẫn chốt kỳ được. "
        "Nên điền số, ký hiệu văn bản hoặc tên sản phẩm."
    ),
    "closing.nothing_arose_again": mark(
        "Nhiệm vụ {number} “{name}” ba kỳ liền không phát sinh. Vẫn chốt kỳ được. Nên xem lại có còn thực hiện không."
    ),
    "closing.state_went_back": mark(
        "Trạng thái của nhiệm vụ {number} “{name}” lùi so với kỳ trước. Vẫn chốt kỳ được. Nên xem lại."
    ),
    "closing.percent_went_back": mark(
        "Tỷ lệ của nhiệm vụ {number} “{name}” thấp hơn kỳ trước. Vẫn chốt kỳ được. Nên xem lại."
    ),
    "closing.same_words": mark(
        "Kết quả của nhiệm vụ {number} “{name}” giống hệt kỳ trước. Vẫn chốt kỳ được. "
        "Nên ghi kết quả của kỳ này, hoặc chọn Không phát sinh."
    ),
    "closing.legacy_letters": mark(
        "Nội dung của nhiệm vụ {number} “{name}” có chữ theo bảng mã cũ (TCVN3). Vẫn chốt kỳ được. "
        "Nên gõ lại bằng Unicode."
    ),
    "closing.value_jumps": mark(
        "Chỉ tiêu {number} “{name}” thay đổi hơn 50% so với lần trước ({before} → {now}). Vẫn chốt kỳ được. "
        "Nên kiểm tra lại số liệu."
    ),
}
