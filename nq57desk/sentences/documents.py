"""Findings about papers."""

from nq57desk.wording import mark

SENTENCES = {
    "documents.letters_missing": mark(
        "Phông chữ kèm theo không có các ký tự: {letters}. Trên giấy, mỗi ký tự ấy được in thành dấu �; dữ liệu vẫn "
        "giữ nguyên như đã nhập. Thay các ký tự này trong văn bản rồi in lại nếu cần."
    ),
    "documents.cells_cut": mark(
        "Tệp Excel không giữ được hết chữ ở {count} ô, vì một ô của Excel chỉ chứa {most} ký tự. Dữ liệu, bản PDF và "
        "bản Word vẫn đầy đủ; dùng một trong hai bản ấy, hoặc rút gọn rồi xuất lại."
    ),
}
