"""Findings about papers."""

from nq57desk.wording import mark

SENTENCES = {
    "documents.letters_missing": mark(
        "Phông chữ kèm theo không có các ký tự: {letters}. Trên giấy, mỗi ký tự ấy được in thành dấu �; dữ liệu vẫn "
        "giữ nguyên như đã nhập. Thay các ký tự này trong văn bản rồi in lại nếu cần."
    ),
}
