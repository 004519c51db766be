"""Sentences for what was noticed while lists were recognised."""

from __future__ import annotations

from nq57desk.wording import mark

SENTENCES: dict[str, str] = {
    "recognise.no_table": mark(
        "Không tìm thấy bảng nhiệm vụ hay chỉ tiêu trong {name} (tệp có {tables} bảng). Chưa nhập gì. "
        "Bấm [Tự chọn bảng và cột], hoặc chép bảng trong Word rồi dán (Ctrl+V)."
    ),
    "recognise.no_table_at_all": mark(
        "Trong {name} không có bảng nào. Chưa nhập gì. "
        "Chép bảng trong Word, Excel rồi dán (Ctrl+V), hoặc thêm từng nhiệm vụ bằng tay."
    ),
    "recognise.others_left_out": mark(
        "Chỉ đọc bảng đã chọn; {count} bảng khác của tệp không đọc. Tệp gốc không đổi. "
        "Muốn nhập bảng khác thì chọn lại ở mục Bảng."
    ),
    "recognise.no_such_choice": mark(
        "Tệp {name} không còn bảng hoặc dòng tiêu đề đã chọn. Chưa nhập gì. Bấm [Tự chọn bảng và cột] để chọn lại."
    ),
    "recognise.no_header": mark(
        "Bảng không có dòng tiêu đề; nghĩa của các cột được đoán theo nội dung. Chưa ghi gì vào dữ liệu. "
        "Xem lại từng cột ở bước xem trước, hoặc sao chép lại cả dòng tiêu đề."
    ),
    "recognise.no_such_table": mark(
        "Tệp chỉ có {tables} danh mục, không có danh mục số {number}. Chưa có gì được ghi vào dữ liệu. "
        "Chọn một số từ 1 đến {tables}."
    ),
    "recognise.guide_skipped": mark(
        "Trang tính {sheet} là phần hướng dẫn nên không được đọc như một danh mục. Các trang tính khác vẫn được đọc đủ."
    ),
    "recognise.sheet_left_out": mark(
        "Trang tính {sheet} không có danh mục nào nên không được đọc. Tệp gốc không thay đổi."
    ),
    "recognise.no_rows": mark(
        "Danh mục chỉ có dòng tiêu đề, chưa có dòng nào bên dưới. Dữ liệu đang có không thay đổi."
    ),
    "recognise.column_kept": mark(
        "Chưa rõ cột {column} nói về điều gì. Nội dung cột vẫn được giữ nguyên theo tiêu đề. "
        "Có thể chọn nghĩa cho cột ở bước xem trước."
    ),
    "recognise.two_meanings": mark(
        "Tiêu đề cột {column} có thể hiểu theo hai nghĩa. Nội dung được giữ nguyên. "
        "Nên xem lại nghĩa đã chọn trước khi ghi."
    ),
    "recognise.hidden_column": mark(
        "Cột {column} đang bị ẩn trong trang tính nên không được đọc. Nếu cần cột này, bỏ ẩn trong tệp rồi đọc lại."
    ),
    "recognise.hidden_rows": mark(
        "Có {count} dòng đang bị ẩn trong trang tính; các dòng này vẫn được đọc. "
        "Nếu không cần, bỏ chọn ở bước xem trước."
    ),
    "recognise.total_left_out": mark("Đã bỏ qua {count} dòng cộng trong bảng; các dòng nhiệm vụ, chỉ tiêu vẫn đủ."),
    "recognise.note_left_out": mark(
        "Đã bỏ qua {count} dòng ghi chú trong bảng; các dòng nhiệm vụ, chỉ tiêu vẫn đủ. "
        "Nội dung ghi chú còn trong tệp gốc."
    ),
    "recognise.after_left_out": mark(
        "Có {count} dòng đứng sau bảng (nơi nhận, chữ ký, ghi chú, bảng khác) không thuộc danh mục "
        "nên không thành nhiệm vụ."
    ),
    "recognise.tables_left_out": mark(
        "Có {count} bảng không phải danh mục nhiệm vụ hay chỉ tiêu nên không được đọc. Tệp gốc không thay đổi. "
        "Nếu bảng đó là danh mục, kiểm tra lại dòng tiêu đề của bảng."
    ),
    "recognise.row_without_name": mark(
        "Dòng số {number} không có nội dung. Các ô khác của dòng vẫn được giữ; cần bổ sung nội dung trước khi ghi."
    ),
    "recognise.more_without_name": mark("Còn {count} dòng khác cũng không có nội dung; cần bổ sung trước khi ghi."),
    "recognise.number_twice": mark(
        "Số thứ tự {number} xuất hiện hai lần. Cả hai dòng đều được giữ; nên đối chiếu với bản giấy."
    ),
    "recognise.number_gap": mark(
        "Số thứ tự nhảy cóc, thiếu {missing} trước dòng này. Dữ liệu vẫn được giữ theo bản gốc. "
        "Nên xem có sót dòng nào không."
    ),
    "recognise.row_without_number": mark(
        "Có {count} dòng không có số thứ tự trong danh mục có đánh số. Các dòng này được giữ riêng. "
        "Nên xem lại ở bước xem trước."
    ),
}
