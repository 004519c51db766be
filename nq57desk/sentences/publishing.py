"""What is said where a city's data are written out as files for other programs."""

from __future__ import annotations

from nq57desk.wording import mark

SENTENCES: dict[str, str] = {
    "export.cannot_write": mark(
        "Chưa xuất được số liệu vào “{folder}”: {reason}. Bản xuất cũ ở đó, nếu có, còn nguyên; số liệu của thành phố "
        "không đổi. Chọn nơi khác hoặc giải phóng chỗ trống rồi xuất lại."
    ),
    "export.not_ours": mark(
        "Thư mục “{folder}” đang có “{name}”, không phải của một bản xuất trước, nên chưa ghi gì vào đó. "
        "Chọn một thư mục trống hoặc thư mục mới."
    ),
    "export.no_parquet": mark(
        "Máy này chưa có thư viện pyarrow nên chưa ghi được Parquet; chưa ghi gì. Cài bằng: pip install "
        "“nq57desk[publish]”, hoặc xuất với --format csv,jsonl."
    ),
    "export.no_format": mark(
        "Không có dạng tệp “{name}”. Chưa ghi gì. Chọn trong csv, jsonl, parquet, cách nhau bằng dấu phẩy."
    ),
    "export.no_year": mark(
        "Thành phố không có số liệu năm {year} (đang có: {years}). Chưa ghi gì. Chọn năm khác, hoặc bỏ --year để xuất "
        "mọi năm."
    ),
    "export.parquet_left_out": mark(
        "Máy này chưa có thư viện pyarrow nên bản xuất chỉ gồm CSV và JSON Lines. Muốn có Parquet, cài bằng: "
        "pip install “nq57desk[publish]” rồi xuất lại."
    ),
    "export.beyond": mark(
        "{count} số liệu có quá nhiều chữ số nên không vừa khuôn 28 chữ số nguyên và 10 chữ số lẻ. Số đúng nằm ở cột "
        "beyond của bảng indicator_values, cột số để trống. Kiểm lại các số đó với đơn vị."
    ),
}
