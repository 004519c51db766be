"""What is said of the journal as a signed file, and of a journal that was written anew."""

from __future__ import annotations

from collections.abc import Mapping

from nq57desk.wording import mark

SENTENCES: Mapping[str, str] = {
    "store.merged_altered": mark(
        "Các dòng của đơn vị {office} không còn đúng như gói đã gộp ở việc số {entry}: có dòng bị sửa ngoài phần mềm. "
        "Gói gốc vẫn được giữ; hãy khôi phục bản sao lưu, hoặc hoàn tác lần gộp đó rồi gộp lại gói."
    ),
    "trace.cannot_write": mark(
        "Chưa ghi được tệp nhật ký {file}: {reason}. Dữ liệu và nhật ký của đơn vị không đổi. "
        "Hãy chọn nơi khác rồi xuất lại."
    ),
    "trace.unreadable": mark(
        "Không đọc được tệp nhật ký {file}: {reason}. Dữ liệu của đơn vị không đổi. Hãy kiểm tra tệp rồi làm lại."
    ),
    "trace.form": mark(
        "Tệp {file} không phải nhật ký do phần mềm này xuất (dòng {row}). Dữ liệu của đơn vị không đổi. "
        "Hãy xin lại tệp gốc."
    ),
    "trace.signature": mark(
        "Chữ ký của tệp {file} không khớp với khóa đã biết của đơn vị {office}: tệp đã bị sửa, thiếu tệp chữ ký đi kèm "
        "(.minisig), hoặc đơn vị chưa được ghi nhận ở đây. Đừng dùng nội dung của tệp; hãy xin lại cả hai tệp."
    ),
    "trace.broken": mark(
        "Chuỗi nhật ký trong tệp {file} bị đứt ở việc số {entry}: việc này hoặc việc trước nó đã bị sửa hay bỏ đi. "
        "Đừng dựa vào các việc từ đó trở đi."
    ),
    "trace.head": mark(
        "Tệp {file} ghi có {named} việc nhưng chỉ đọc được {found} việc nối liền: phần cuối đã bị cắt hoặc thêm vào. "
        "Hãy xin lại tệp gốc."
    ),
    "trace.differs": mark(
        "Nhật ký đang dùng khác với tệp {file} từ việc số {entry}: nhật ký đã bị ghi lại, hoặc dữ liệu được khôi phục "
        "từ bản sao lưu cũ hơn. Giữ cả hai và báo người phụ trách."
    ),
    "trace.rewritten": mark(
        "Gói {file} (lập ngày {at}) ghi rằng nhật ký lúc đó có {entry} việc, nhưng nhật ký hiện nay không còn đúng như "
        "vậy: nhật ký đã bị cắt hoặc ghi lại ngoài phần mềm. Giữ nguyên thư mục dữ liệu và báo người phụ trách."
    ),
    "trace.not_as_sent": mark(
        "Tệp {file} không khớp với gói lần {n} (lập ngày {at}) nhận từ đơn vị này: gói ghi lúc đó nhật ký có {entry} "
        "việc với dấu kiểm khác. Nhật ký của đơn vị đã bị ghi lại, hoặc dữ liệu được khôi phục từ bản sao lưu cũ hơn. "
        "Gói đã nhận vẫn còn nguyên. Giữ tệp này và hỏi lại đơn vị."
    ),
}
