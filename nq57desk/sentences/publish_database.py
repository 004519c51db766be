"""Sentences about publishing the city's data to a database that many share."""

from __future__ import annotations

from nq57desk.wording import mark

SENTENCES: dict[str, str] = {
    "publish.no_driver": mark(
        "Máy này chưa cài phần xuất bản lên cơ sở dữ liệu. Chưa gửi gì, dữ liệu của thành phố còn nguyên. Cài thêm "
        "bằng lệnh: pip install “nq57desk[publish]”, rồi làm lại."
    ),
    "publish.address": mark(
        "Địa chỉ sau --to không đọc được. Chưa kết nối đến đâu. Viết theo dạng "
        "postgresql://tài-khoản@máy-chủ:5432/cơ-sở-dữ-liệu, không có mật khẩu."
    ),
    "publish.password_shown": mark(
        "Địa chỉ sau --to có mật khẩu nên đã dừng lại: mật khẩu trên dòng lệnh ai dùng máy này cũng xem được. Chưa "
        "kết nối đến đâu. Bỏ mật khẩu khỏi địa chỉ, để vào tệp .pgpass (hoặc tệp mà biến PGPASSFILE chỉ tới), vào "
        "biến PGPASSWORD, hoặc gõ khi được hỏi; rồi đổi mật khẩu vừa lộ."
    ),
    "publish.weak_tls": mark(
        "Địa chỉ yêu cầu sslmode={asked}, nghĩa là có thể gửi không mã hóa qua mạng. Chưa kết nối đến đâu. Bỏ phần "
        "đó đi (mặc định là require), hoặc dùng verify-full với sslrootcert là chứng thư của máy chủ."
    ),
    "publish.no_answer": mark(
        "Máy chủ {where} không trả lời ({said}). Chưa ghi gì thêm; các đơn vị đã ghi xong vẫn đủ. Xem máy chủ có "
        "đang chạy, mạng và tên máy chủ có đúng không, rồi chạy lại."
    ),
    "publish.cut": mark(
        "Kết nối đến {where} bị cắt giữa chừng. Đơn vị đang ghi được trả về như cũ, các đơn vị ghi trước đó vẫn "
        "đủ. Chạy lại cùng lệnh: chương trình làm tiếp phần còn thiếu."
    ),
    "publish.full": mark(
        "Máy chủ {where} báo hết chỗ hoặc hết tài nguyên (mã {state}). Đơn vị đang ghi được trả về như cũ, các đơn "
        "vị ghi trước đó vẫn đủ. Người quản trị thêm chỗ trống, rồi chạy lại cùng lệnh."
    ),
    "publish.busy": mark(
        "Máy chủ {where} đang quá bận hoặc có máy khác đang ghi cùng đơn vị (mã {state}). Đơn vị đang ghi được trả "
        "về như cũ. Đợi ít phút rồi chạy lại cùng lệnh."
    ),
    "publish.password_wanted": mark(
        "Máy chủ {where} cần mật khẩu mà chưa có. Chưa ghi gì. Để mật khẩu vào tệp .pgpass, tệp mà biến PGPASSFILE "
        "chỉ tới, hoặc biến PGPASSWORD; hoặc chạy trong cửa sổ dòng lệnh để được hỏi."
    ),
    "publish.password_wrong": mark(
        "Máy chủ {where} không nhận mật khẩu của tài khoản này. Chưa ghi gì. Kiểm tra tệp .pgpass hoặc biến "
        "PGPASSWORD, rồi làm lại."
    ),
    "publish.not_let_in": mark(
        "Máy chủ {where} không cho tài khoản này vào ({said}). Chưa ghi gì. Nhờ người quản trị máy chủ mở quyền "
        "cho tài khoản và máy này."
    ),
    "publish.no_database": mark(
        "Trên máy chủ {where} không có cơ sở dữ liệu tên như vậy. Chưa ghi gì. Kiểm tra tên sau dấu / trong địa "
        "chỉ, hoặc nhờ người quản trị tạo trước."
    ),
    "publish.not_allowed": mark(
        "Tài khoản này không đủ quyền trên {where} ({said}). Chưa ghi gì của đơn vị đang làm. Nhờ người quản trị "
        "chạy kịch bản phân quyền (city publish --roles-script) rồi cấp vai trò nq57_writer cho tài khoản."
    ),
    "publish.read_only": mark(
        "Máy chủ {where} chỉ cho đọc, có thể là máy dự phòng. Chưa ghi gì. Dùng địa chỉ của máy chính."
    ),
    "publish.certificate": mark(
        "Chứng thư của máy chủ {where} không kiểm tra được ({said}). Chưa gửi gì. Kiểm tra sslrootcert và tên máy "
        "chủ; đừng bỏ kiểm tra nếu chưa rõ vì sao."
    ),
    "publish.no_tls_there": mark(
        "Máy chủ {where} không mã hóa đường truyền (TLS). Chưa gửi gì. Nhờ người quản trị bật ssl trên máy chủ."
    ),
    "publish.server_old": mark(
        "Máy chủ {where} là phiên bản {found}, cũ hơn mức cần là {oldest}. Chưa ghi gì. Nâng cấp máy chủ hoặc dùng "
        "máy khác."
    ),
    "publish.encoding": mark(
        "Cơ sở dữ liệu {where} lưu chữ theo bảng mã {found}, không giữ được tiếng Việt. Chưa ghi gì. Tạo cơ sở dữ "
        "liệu khác với ENCODING 'UTF8'."
    ),
    "publish.schema_name": mark(
        "Tên lược đồ “{name}” không dùng được. Chưa ghi gì. Chỉ dùng chữ thường không dấu, chữ số, dấu gạch dưới, "
        "bắt đầu bằng chữ; ví dụ nq57."
    ),
    "publish.foreign_tables": mark(
        "Lược đồ {schema} ở {where} đã có bảng trùng tên do chương trình khác tạo: {tables}. Không ghi gì vào đó. "
        "Chọn lược đồ khác bằng --schema."
    ),
    "publish.schema_older": mark(
        "Lược đồ {schema} ở {where} là phiên bản {found}, chương trình này ghi phiên bản {own}. Không ghi gì vào "
        "đó. Xuất bản vào lược đồ mới bằng --schema, kiểm tra xong thì bỏ lược đồ cũ."
    ),
    "publish.schema_newer": mark(
        "Lược đồ {schema} ở {where} là phiên bản {found}, mới hơn phiên bản {own} của chương trình này. Không ghi "
        "gì vào đó. Cập nhật chương trình, hoặc dùng lược đồ khác bằng --schema."
    ),
    "publish.failed": mark(
        "Máy chủ {where} từ chối (mã {state}): {said}. Đơn vị đang ghi được trả về như cũ, các đơn vị ghi trước đó "
        "vẫn đủ. Gửi mã này cho người quản trị máy chủ."
    ),
}
