"""Sentences about assignments as files; what a ward says of them while taking them over stands beside its use case."""

from __future__ import annotations

from nq57desk.wording import mark

SENTENCES: dict[str, str] = {
    "assignment.unreadable": mark(
        "Không mở được tệp “{name}”: {reason}. Nhiệm vụ của cơ quan giữ nguyên. Xem lại đường dẫn rồi thử lại."
    ),
    "assignment.too_large": mark(
        "Tệp “{file}” lớn hơn {limit} MiB nên không phải tệp giao nhiệm vụ. Nhiệm vụ của cơ quan giữ nguyên. "
        "Xin thành phố gửi lại tệp."
    ),
    "assignment.wrong_type": mark(
        "Tệp “{file}” không phải tệp giao nhiệm vụ. Nhiệm vụ của cơ quan giữ nguyên. Chọn tệp có đuôi .nq57assign."
    ),
    "assignment.other_file": mark(
        "Tệp “{file}” là một loại tệp khác của NQ57 Desk, không phải tệp giao nhiệm vụ. Nhiệm vụ của cơ quan giữ "
        "nguyên. Chọn tệp có đuôi .nq57assign."
    ),
    "assignment.truncated": mark(
        "Tệp giao nhiệm vụ “{file}” bị thiếu phần cuối, có thể do chép chưa xong. Nhiệm vụ của cơ quan giữ nguyên. "
        "Chép lại tệp rồi nạp lại."
    ),
    "assignment.damaged": mark(
        "Tệp giao nhiệm vụ “{file}” bị hỏng, có thể khi chép. Nhiệm vụ của cơ quan giữ nguyên. "
        "Chép lại từ nguồn; nếu vẫn vậy thì xin thành phố gửi lại."
    ),
    "assignment.changed": mark(
        "Tệp giao nhiệm vụ “{file}” đã bị sửa sau khi ký. Nhiệm vụ của cơ quan giữ nguyên. "
        "Giữ lại tệp để kiểm tra và xin thành phố gửi tệp gốc."
    ),
    "assignment.wrong_signer": mark(
        "Tệp giao nhiệm vụ “{file}” không được ký bằng khóa đã ghi nhận của thành phố (khóa trong tệp {found}, khóa đã "
        "ghi nhận {expected}). Nhiệm vụ của cơ quan giữ nguyên. Gọi điện cho thành phố; nếu thành phố đổi khóa thì nạp "
        "phiếu mới của thành phố."
    ),
    "assignment.claims": mark(
        "Lời ghi kèm chữ ký và nội dung của tệp giao nhiệm vụ “{file}” không nói về cùng một đơn vị, năm và số. "
        "Nhiệm vụ của cơ quan giữ nguyên. Báo thành phố xuất lại tệp."
    ),
    "assignment.contents": mark(
        "Tệp giao nhiệm vụ “{file}” không đúng mẫu (mục {what}). Nhiệm vụ của cơ quan giữ nguyên. "
        "Báo thành phố xuất lại tệp."
    ),
    "assignment.newer_format": mark(
        "Tệp giao nhiệm vụ “{file}” do phiên bản mới hơn ({program}) tạo ra. Nhiệm vụ của cơ quan giữ nguyên. "
        "Cập nhật phần mềm rồi nạp lại."
    ),
    "assignment.too_much": mark(
        "Nội dung giao cho một đơn vị vượt quá giới hạn {limit} MiB hoặc 20.000 dòng của tệp. Chưa ghi tệp nào, chưa "
        "ghi nhận việc giao. Giao ít nhiệm vụ hơn, hoặc rút ngắn nội dung quá dài."
    ),
    # what the city orders
    "assigning.no_plan": mark(
        "Thành phố chưa có kế hoạch năm {year} nên chưa có gì để giao. Không có gì thay đổi. "
        "Nhập kế hoạch của thành phố trước."
    ),
    "assigning.no_offices": mark(
        "Chưa có đơn vị nào đăng ký nên chưa giao được. Không có gì thay đổi. Nạp phiếu đăng ký của các đơn vị trước."
    ),
    "assigning.unknown_office": mark(
        "Không có đơn vị mã {office} trong danh sách đã đăng ký. Không có gì thay đổi. Kiểm tra lại mã đơn vị, "
        "hoặc nạp phiếu đăng ký của đơn vị."
    ),
    "assigning.unknown_row": mark(
        "Không có {kind} mang mã “{id}” trong kế hoạch của thành phố. Không có gì thay đổi. Xem lại mã."
    ),
    "assigning.no_name": mark(
        "Dòng {kind} “{id}” của thành phố chưa có nội dung nên không giao được. Không có gì thay đổi. "
        "Ghi nội dung rồi giao lại."
    ),
    "assigning.two_years": mark(
        "Các dòng được chọn thuộc nhiều năm ({years}). Không có gì thay đổi. Giao riêng từng năm kế hoạch."
    ),
    "assigning.nothing": mark(
        "Không có gì để giao cho các đơn vị được chọn. Không có gì thay đổi. Chọn nhiệm vụ, chỉ tiêu hoặc ghi ý kiến "
        "chỉ đạo."
    ),
    "assigning.not_given": mark(
        "Chưa giao “{id}” cho đơn vị nào được chọn, hoặc đã rút trước đó. Không có gì thay đổi. Xem lại danh sách đã "
        "giao."
    ),
    "assigning.cannot_put": mark(
        "Đã ghi nhận việc giao nhưng chưa ghi được tệp “{file}”: {reason}. Không mất gì. Giao lại như vừa rồi vào một "
        "thư mục khác: các tệp cũ được ghi lại, mang đúng số cũ."
    ),
    "assigning.no_reason": mark(
        "Rút lại cần ghi lý do, không quá {limit} ký tự. Không có gì thay đổi. Ghi lý do rồi làm lại."
    ),
    "assigning.both": mark(
        "“{id}” vừa được giao vừa được rút trong một lần. Không có gì thay đổi. Chọn một trong hai."
    ),
    "assigning.note_empty": mark(
        "Ý kiến chỉ đạo chưa có nội dung. Không có gì thay đổi. Ghi nội dung hoặc bỏ ý kiến này ra."
    ),
    "assigning.note_long": mark(
        "Ý kiến chỉ đạo dài quá {limit} ký tự, hoặc căn cứ quá dài. Không có gì thay đổi. "
        "Rút ngắn, hoặc dẫn số văn bản."
    ),
    "assigning.note_about": mark(
        "Không đơn vị nào được chọn được giao dòng “{id}” mà ý kiến nói tới. Không có gì thay đổi. "
        "Giao dòng đó trước, hoặc ghi ý kiến cho cả kế hoạch."
    ),
    "assigning.cannot_keep": mark(
        "Không lưu được tệp giao nhiệm vụ vào thư mục dữ liệu: {reason}. Chưa giao gì. "
        "Giải phóng chỗ trống trên máy rồi giao lại."
    ),
    # linking the offices' rows with the city's
    "linking.no_row": mark(
        "Không thấy dòng “{id}” trong số liệu mới nhất của đơn vị mã {office}. Không có gì thay đổi. "
        "Xem lại danh sách chưa liên kết."
    ),
    "linking.no_reference": mark(
        "Không có {kind} mang mã “{id}” trong danh mục năm {year} của thành phố. Không có gì thay đổi. "
        "Chọn một dòng khác của danh mục."
    ),
    "linking.ward_linked": mark(
        "Dòng “{name}” đã do chính đơn vị mã {office} liên kết với danh mục. Không có gì thay đổi. "
        "Cần đổi thì trao đổi với đơn vị."
    ),
    "linking.taken": mark(
        "Đơn vị mã {office} đã có một chỉ tiêu khác liên kết với “{name}”; hai dòng sẽ bị cộng hai lần. "
        "Không có gì thay đổi. Bỏ liên kết dòng kia trước, hoặc chọn dòng khác của danh mục."
    ),
    "linking.not_linked": mark(
        "Dòng “{id}” của đơn vị mã {office} chưa được thành phố liên kết. Không có gì thay đổi."
    ),
}
