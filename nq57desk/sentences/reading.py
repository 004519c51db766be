"""Sentences of reading files: what happened, what is safe, what to do."""

from __future__ import annotations

from nq57desk.wording import mark

SENTENCES: dict[str, str] = {
    "reading.missing": mark(
        "Không thấy tệp “{name}”. Chưa nhập gì. Kiểm tra tệp có bị chuyển chỗ, đổi tên hoặc rút USB hay không."
    ),
    "reading.not_a_file": mark("“{name}” là thư mục, không phải tệp. Chưa nhập gì. Hãy chọn một tệp trong đó."),
    "reading.locked": mark(
        "Không mở được tệp “{name}”: tệp đang mở trong Word hoặc Excel, hoặc máy không cho đọc. Chưa nhập gì. "
        "Đóng tệp ở chương trình kia rồi bấm [Thử lại]."
    ),
    "reading.empty": mark("Tệp “{name}” rỗng (0 byte). Chưa nhập gì. Xin lại tệp của nơi gửi hoặc chép lại từ USB."),
    "reading.nothing_in_it": mark("Tệp “{name}” không có chữ nào để đọc. Chưa nhập gì. Kiểm tra lại đã chọn đúng tệp."),
    "reading.damaged": mark(
        "Không mở được tệp “{name}”: tệp bị hỏng hoặc chép chưa trọn. Chưa nhập gì. "
        "Mở tệp bằng Word hoặc Excel, lưu lại thành tệp mới rồi nhập tệp mới."
    ),
    "reading.unsafe_xml": mark(
        "Tệp “{name}” chứa khai báo mà tệp Word, Excel thật không có, nên không được mở. Chưa nhập gì. "
        "Hỏi lại nơi gửi; nếu tin tệp này, mở bằng Word hoặc Excel rồi lưu thành tệp mới."
    ),
    "reading.password": mark(
        "Tệp “{name}” có mật khẩu. Chưa nhập gì. Mở tệp bằng Word hoặc Excel, bỏ mật khẩu "
        "(Tệp > Thông tin > Bảo vệ), lưu lại rồi nhập."
    ),
    "reading.too_large": mark(
        "Tệp “{name}” quá lớn so với một kế hoạch hay phụ lục. Chưa nhập gì. "
        "Chép riêng bảng cần nhập sang một tệp mới rồi nhập tệp đó."
    ),
    "reading.too_many_pages": mark(
        "Tệp “{name}” có {pages} trang, nhiều hơn {limit} trang. Chưa nhập gì. Tách riêng các trang phụ lục rồi nhập."
    ),
    "reading.too_slow": mark(
        "Đọc tệp “{name}” quá lâu nên đã dừng. Chưa nhập gì. "
        "Mở tệp bằng Word hoặc Excel, lưu lại thành tệp mới rồi thử lại."
    ),
    "reading.too_much_memory": mark(
        "Đọc tệp “{name}” tốn quá nhiều bộ nhớ nên đã dừng. Chưa nhập gì. "
        "Chép riêng bảng cần nhập sang một tệp mới rồi nhập tệp đó."
    ),
    "reading.crashed": mark(
        "Không đọc được tệp “{name}”: việc đọc bị dừng giữa chừng, có thể vì tệp hỏng. Chưa nhập gì, dữ liệu đã có "
        "không đổi. Mở tệp bằng Word hoặc Excel, lưu lại thành tệp mới rồi thử lại."
    ),
    "reading.old_word": mark(
        "“{name}” là tệp Word kiểu cũ (.doc hoặc .rtf). Chưa nhập gì. Mở tệp bằng Word, chọn Lưu thành (Save As), "
        "kiểu “Word Document (*.docx)”, rồi nhập tệp .docx."
    ),
    "reading.unknown_kind": mark(
        "“{name}” không phải loại tệp đọc được. Chưa nhập gì. Các loại đọc được: .docx, .xlsx, .xls, .pdf có chữ, "
        ".csv, .txt, .html."
    ),
    "reading.scanned_pdf": mark(
        "Tệp PDF “{name}” là ảnh quét, không có chữ để đọc. Chưa nhập gì. Xin bản Word của nơi gửi, hoặc điền tay."
    ),
    "reading.page_without_text": mark(
        "Trang {page} là ảnh, không có chữ để đọc. Các trang khác đã đọc. So lại với bản giấy, điền tay phần thiếu."
    ),
    "reading.secret": mark(
        "Tệp có dấu chỉ độ mật. Chưa nhập gì, phần mềm không giữ bản sao. "
        "Không dùng phần mềm này cho bí mật nhà nước; đóng tệp và xử lý theo quy định."
    ),
    "reading.other_kind": mark("Tệp “{name}” thật ra là tệp {kind}, đã đọc theo đúng loại đó. Tệp gốc không đổi."),
    "reading.plain_values": mark(
        "Tệp “{name}” ghi không đúng chuẩn nên chỉ đọc được chữ và số, không đọc được dòng ẩn và dạng phần trăm. "
        "Tệp gốc không đổi. Xem lại các ô phần trăm, hoặc mở bằng Excel, lưu lại rồi nhập."
    ),
    "reading.legacy_converted": mark(
        "{count} ô dùng phông cũ ({fonts}), đã chuyển sang Unicode để xem trước. Tệp gốc không đổi. "
        "Xem các dòng có dấu ⚠; nếu sai bấm [Giữ chữ gốc]."
    ),
    "reading.legacy_kept": mark(
        "{count} dòng giữ chữ gốc của phông cũ như trong tệp. Tệp gốc không đổi. "
        "Muốn đổi lại thì bấm [Chuyển sang Unicode]."
    ),
    "reading.legacy_row": mark(
        "Dòng này gõ bằng phông cũ, đã chuyển sang Unicode. Tệp gốc không đổi. "
        "Đọc lại chữ; nếu sai thì giữ chữ gốc hoặc sửa ngay tại đây."
    ),
    "reading.legacy_row_kept": mark(
        "Dòng này giữ nguyên chữ gốc của phông cũ. Tệp gốc không đổi. Sửa ngay tại đây hoặc chuyển sang Unicode."
    ),
    "reading.guessed_encoding": mark(
        "Tệp không ghi bảng mã, đã đọc theo {encoding}. Tệp gốc không đổi. Nếu chữ hiện sai, lưu lại tệp theo UTF-8."
    ),
    "reading.html_cleaned": mark(
        "{count} ô còn sót mã HTML (như <br>, &nbsp;), đã bỏ mã và giữ chữ. Tệp gốc không đổi. Xem lại các ô đó."
    ),
    "reading.hidden_text": mark(
        "Có {count} đoạn chữ ẩn trong tệp, không đọc vào. Tệp gốc không đổi. Nếu cần, bỏ ẩn trong Word rồi nhập lại."
    ),
    "reading.tracked_changes": mark(
        "Tệp còn {count} đoạn có sửa đổi chưa chốt (Track Changes): đã đọc theo bản sau khi sửa. Tệp gốc không đổi. "
        "Nếu không đúng, chốt sửa đổi trong Word rồi nhập lại."
    ),
    "reading.hidden_sheet": mark(
        "Trang tính “{sheet}” đang ẩn, không đọc. Tệp gốc không đổi. Nếu cần, bỏ ẩn trong Excel rồi nhập lại."
    ),
    "reading.formula_without_value": mark(
        "Ô này là công thức nhưng tệp không lưu kết quả, nên để trống. Tệp gốc không đổi. "
        "Mở tệp bằng Excel, lưu lại rồi nhập, hoặc điền tay."
    ),
    "reading.cell_error": mark(
        "Ô này báo lỗi {text} trong Excel, đã giữ nguyên chữ đó. Tệp gốc không đổi. Sửa công thức hoặc điền tay."
    ),
    "reading.impossible_date": mark(
        "Ô này ghi là ngày nhưng số {text} không thành ngày nào, đã giữ nguyên số. Tệp gốc không đổi. Điền lại ngày."
    ),
    "reading.beyond_columns": mark(
        "Từ ô này sang phải có chữ ở quá xa các cột của bảng, không đọc vào. Tệp gốc không đổi. "
        "Nếu cần, chuyển chữ đó về gần bảng."
    ),
    "reading.more_like_it": mark("Còn {count} chỗ khác giống như vậy. Tệp gốc không đổi. Sửa trong tệp rồi nhập lại."),
}
