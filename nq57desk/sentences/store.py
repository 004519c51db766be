"""What the store's findings say to a person."""

from __future__ import annotations

from collections.abc import Mapping

from nq57desk.wording import mark

SENTENCES: Mapping[str, str] = {
    "store.missing": mark(
        "Không thấy tệp dữ liệu {file}. Hãy chọn đúng thư mục của đơn vị hoặc phục hồi từ bản sao lưu."
    ),
    "store.exists": mark("Ở đây đã có tệp dữ liệu {file}; tệp đó giữ nguyên. Hãy mở tệp ấy hoặc chọn thư mục khác."),
    "store.not_ours": mark(
        "Tệp {file} không phải dữ liệu của phần mềm này nên không được mở; tệp được giữ nguyên. "
        "Hãy chọn đúng thư mục của đơn vị."
    ),
    "store.newer": mark(
        "Tệp {file} do phiên bản mới hơn của phần mềm ghi (mức {found}, bản này biết đến mức {known}). "
        "Tệp chưa hề bị động đến. Hãy cài phiên bản mới rồi mở lại."
    ),
    "store.older_read_only": mark(
        "Tệp {file} do phiên bản cũ ghi và đang được mở chỉ để đọc nên không nâng cấp được. Hãy mở bình thường một lần."
    ),
    "store.damaged": mark(
        "Tệp {file} bị hỏng nên không dùng được. Đừng xóa tệp; hãy phục hồi từ bản sao lưu gần nhất, "
        "tệp cũ sẽ được giữ lại bên cạnh."
    ),
    "store.busy": mark(
        "Dữ liệu đang được một cửa sổ hay máy khác ghi. Chưa có gì thay đổi; hãy đợi một lát rồi làm lại."
    ),
    "store.disk_full": mark(
        "Ổ đĩa đã đầy nên chưa ghi được gì; dữ liệu cũ còn nguyên. Giải phóng ít nhất 50 MB rồi làm lại."
    ),
    "store.read_only": mark(
        "Thư mục dữ liệu chỉ cho đọc nên chưa ghi được gì. Hãy kiểm tra quyền ghi của thư mục rồi làm lại."
    ),
    "store.unreachable": mark(
        "Không đọc hoặc ghi được tệp {file}: ổ đĩa hay thư mục mạng không trả lời. "
        "Những gì đã lưu trước đó còn nguyên; hãy kiểm tra kết nối rồi làm lại."
    ),
    "store.duplicate_id": mark("Một bản ghi ({kind} {id}) có mặt hai lần trong cùng một nguồn. Chưa có gì được ghi."),
    "store.bad_record": mark(
        "Bản ghi {kind} {id} có giá trị không hợp lệ ({what}). Chưa có gì được ghi; hãy sửa ở nguồn rồi làm lại."
    ),
    "store.unknown_kind": mark(
        "Nguồn có loại bản ghi “{kind}” mà phiên bản này không biết. Chưa có gì được ghi; hãy cài phiên bản mới hơn."
    ),
    "store.dangling": mark(
        "Bản ghi {kind} {id} thuộc về một mục không có hoặc đã xóa ({field} {parent}). Chưa có gì được ghi."
    ),
    "store.ring": mark(
        "Bản ghi {kind} {id} nằm dưới chính nó (qua {parent}) nên không có chỗ đứng trong kế hoạch. "
        "Chưa có gì được ghi; hãy sửa mục cha ở nguồn rồi làm lại."
    ),
    "store.twice_in_period": mark(
        "Trong một kỳ báo cáo chỉ có một bản ghi {kind}, nhưng có hai: {id} và {other}. Chưa có gì được ghi."
    ),
    "store.other_year": mark(
        "Bản ghi {kind} {id} thuộc năm {year}, trong khi gói dữ liệu là của năm {expected}. Chưa có gì được ghi."
    ),
    "store.stale": mark(
        "Gói số {found} của đơn vị {office} cũ hơn hoặc bằng gói số {last} đã gộp nên không gộp; dữ liệu giữ nguyên."
    ),
    "store.changed_meanwhile": mark(
        "Dữ liệu đã thay đổi từ lúc so sánh (nhật ký số {entry}) nên chưa ghi gì. Hãy so sánh lại rồi làm tiếp."
    ),
    "store.not_staged": mark("Bản xem trước này đã được dùng hoặc đã bỏ. Chưa có gì thay đổi; hãy xem trước lại."),
    "store.own_office": mark("Mã {code} là mã của chính đơn vị này nên không thêm làm đơn vị khác được."),
    "store.other_code": mark(
        "Mã đơn vị không đổi được: dữ liệu này thuộc mã {own}, không phải {code}. Hãy tạo đơn vị mới cho mã khác."
    ),
    "store.backup_bad": mark(
        "Bản sao lưu {file} đọc lại thấy không nguyên vẹn ({what}) nên không được dùng; dữ liệu hiện tại giữ nguyên."
    ),
    "store.integrity": mark(
        "Tệp dữ liệu có chỗ hỏng: {what}. Hãy sao lưu ngay tệp hiện tại, rồi phục hồi từ bản sao lưu gần nhất còn tốt."
    ),
    "store.foreign_key": mark("Có bản ghi {kind} trỏ tới {parent} không tồn tại. Hãy phục hồi từ bản sao lưu còn tốt."),
    "store.journal_broken": mark(
        "Nhật ký không còn liền mạch từ mục số {entry}: mục này bị sửa hoặc bị lấy đi bằng cách khác ngoài phần mềm. "
        "Dữ liệu vẫn đọc được; hãy đối chiếu với bản sao lưu trước đó."
    ),
    "store.row_altered": mark(
        "Bản ghi {kind} {id} của đơn vị {office} bị sửa bằng cách khác ngoài phần mềm. Hãy đối chiếu bản sao lưu."
    ),
    "store.row_missing": mark(
        "Bản ghi {kind} {id} của đơn vị {office} bị lấy đi bằng cách khác ngoài phần mềm. Hãy đối chiếu bản sao lưu."
    ),
    "store.row_unknown": mark(
        "Bản ghi {kind} {id} của đơn vị {office} được thêm bằng cách khác ngoài phần mềm. Hãy đối chiếu bản sao lưu."
    ),
    "store.counter_altered": mark(
        "Số đếm thay đổi của đơn vị là {found}, nhật ký nói {expected}. Hãy đối chiếu với bản sao lưu trước đó."
    ),
}
