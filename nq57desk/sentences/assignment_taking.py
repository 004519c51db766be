"""Sentences about taking over what the city assigned, and about what of it stays the city's."""

from __future__ import annotations

from nq57desk.wording import mark

SENTENCES: dict[str, str] = {
    # whose file it is
    "assignment.only_ward": mark(
        "Tệp giao nhiệm vụ chỉ nạp được ở máy của xã, phường, đặc khu. Không có gì bị thay đổi. "
        "Mở thư mục của đơn vị cấp xã."
    ),
    "assignment.no_city": mark(
        "Chưa nạp phiếu của thành phố nên chưa kiểm tra được tệp giao nhiệm vụ. Nhiệm vụ của cơ quan giữ nguyên. "
        "Nạp phiếu của thành phố (.nq57card) trước."
    ),
    "assignment.foreign_city": mark(
        "Tệp giao nhiệm vụ “{file}” do nơi khác (mã {code}) gửi, không phải {city}. Nhiệm vụ của cơ quan giữ nguyên. "
        "Chọn tệp của thành phố mình."
    ),
    "assignment.other_office": mark(
        "Tệp giao nhiệm vụ “{file}” là của {office} (mã {code}), không phải của cơ quan này. "
        "Nhiệm vụ của cơ quan giữ nguyên. Chọn tệp mang mã của cơ quan mình."
    ),
    "assignment.sample": mark(
        "Tệp giao nhiệm vụ “{file}” thuộc đơn vị mẫu và đơn vị thật lẫn nhau. Nhiệm vụ của cơ quan giữ nguyên. "
        "Bỏ tệp này ra."
    ),
    # how old it is
    "assignment.stale": mark(
        "Tệp giao nhiệm vụ “{file}” (số {number}) cũ hơn tệp số {last} của năm {year} đã nạp. Mỗi tệp ghi đủ mọi việc "
        "thành phố giao trong năm, nên không cần tệp cũ; nhiệm vụ của cơ quan giữ nguyên. Bỏ tệp này ra."
    ),
    "assignment.already": mark(
        "Tệp giao nhiệm vụ “{file}” đã nạp ngày {on}. Nạp lại không đổi gì; những dòng còn chờ vẫn chọn được ở đây."
    ),
    "assignment.same_number": mark(
        "Tệp giao nhiệm vụ “{file}” mang số {number} như tệp đã nạp nhưng nội dung khác, có thể thành phố đã khôi phục "
        "dữ liệu. Chưa đổi gì. Hỏi lại thành phố trước khi nạp."
    ),
    "assignment.none": mark(
        "Chưa nạp tệp giao nhiệm vụ nào của năm {year}. Không có gì bị thay đổi. Nạp tệp của thành phố trước."
    ),
    # taking it
    "assignment.no_plan": mark(
        "Cơ quan chưa có kế hoạch năm {year}. Chưa đổi gì. Nên nhập kế hoạch của cơ quan trước để ghép; "
        "nếu nạp ngay thì các dòng được thêm nằm trong một kế hoạch dự thảo riêng của năm {year}."
    ),
    "assignment.no_row": mark(
        "Không có dòng “{id}” cùng loại trong kế hoạch cùng năm để ghép. Không có gì bị thay đổi. Chọn dòng khác."
    ),
    "assignment.not_waiting": mark(
        "Dòng “{id}” không có trong tệp giao nhiệm vụ. Không có gì bị thay đổi. Xem lại mã dòng trong danh sách."
    ),
    "assignment.linked_twice": mark(
        "Dòng “{name}” được chọn để ghép với hai dòng của thành phố. Không có gì bị thay đổi. "
        "Mỗi dòng của cơ quan chỉ ghép với một dòng được giao."
    ),
    "assignment.cannot_keep": mark(
        "Không lưu được tệp giao nhiệm vụ “{file}” vào thư mục dữ liệu: {reason}. Nhiệm vụ của cơ quan giữ nguyên. "
        "Giải phóng chỗ trống trên máy rồi nạp lại."
    ),
    "assignment.city_field": mark(
        "“{name}” do thành phố giao: {fields} là của thành phố nên giữ nguyên như thành phố ghi. "
        "Chủ trì, người chịu trách nhiệm và tiến độ vẫn ghi được. Cần đổi thì đề nghị thành phố gửi tệp giao mới."
    ),
}
