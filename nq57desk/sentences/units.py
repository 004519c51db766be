"""Sentences about units that are renamed, merged, split and closed."""

from __future__ import annotations

from nq57desk.wording import mark

SENTENCES: dict[str, str] = {
    "calendar.no_city_days": mark(
        "Phiếu của thành phố không ghi lịch gửi. Hạn gửi không đổi. Nạp phiếu mới của thành phố rồi thử lại."
    ),
    "units.rename_one": mark(
        "Đổi tên cần một đơn vị và một tên mới. Chưa ghi gì. Chọn một đơn vị, gõ tên mới (giữ hoặc đổi mã)."
    ),
    "units.merge_two": mark(
        "Hợp nhất cần ít nhất hai đơn vị và một đơn vị nhận. Chưa ghi gì. Chọn đủ các đơn vị rồi gõ mã, tên đơn vị "
        "nhận."
    ),
    "units.split_two": mark(
        "Chia tách cần một đơn vị và ít nhất hai đơn vị sau khi tách. Chưa ghi gì. Gõ mỗi đơn vị một dòng: mã, tên."
    ),
    "units.close_one": mark("Giải thể cần đúng một đơn vị. Chưa ghi gì. Chọn một đơn vị trong danh sách."),
    "units.same_name": mark("Tên mới trùng tên đang dùng: {name}. Chưa ghi gì. Gõ tên mới hoặc mã mới."),
    "units.no_document": mark(
        "Chưa có văn bản làm căn cứ. Chưa ghi gì. Gõ số, ký hiệu, ngày của nghị quyết, ví dụ: Nghị quyết số "
        "12/NQ-HĐND ngày 20/6/2026."
    ),
    "units.bad_day": mark("Không đọc được ngày “{text}”. Chưa ghi gì. Gõ ngày có hiệu lực, ví dụ 01/7/2026."),
    "units.twice": mark("Mã {code} được ghi hai lần. Chưa ghi gì. Mỗi mã chỉ ghi một lần."),
    "units.bad_code": mark("“{code}” không phải mã đơn vị. Chưa ghi gì. Mã chỉ gồm chữ cái và chữ số, như 10507."),
    "units.no_name": mark("Đơn vị mã {code} chưa có tên. Chưa ghi gì. Gõ tên đầy đủ, như: phường Sao Mai."),
    "units.unknown": mark(
        "Không có đơn vị mã {code} trong danh sách của thành phố. Chưa ghi gì. Kiểm tra lại mã, hoặc nạp phiếu "
        "đăng ký của đơn vị trước."
    ),
    "units.ended": mark(
        "{name} ({code}) đã thôi hoạt động từ sau ngày {until}. Chưa ghi gì. Chọn đơn vị đang hoạt động."
    ),
    "units.later_change": mark(
        "{name} ({code}) đã có thay đổi từ ngày {since}, sau hoặc trùng ngày này. Chưa ghi gì. Ghi các thay đổi "
        "theo thứ tự thời gian, hoặc rút lại thay đổi kia trước."
    ),
    "units.code_used": mark(
        "Mã {code} đã thuộc về {name}, một đơn vị đã thôi hoạt động. Chưa ghi gì, vì số liệu cũ nằm dưới mã đó. "
        "Dùng mã mới của cơ quan thống kê."
    ),
    "units.code_taken": mark("Mã {code} đang là của {name}. Chưa ghi gì. Dùng mã khác, hoặc ghi là hợp nhất."),
    "units.same_as": mark(
        "Đơn vị khác (mã {other}) đang mang đúng tên {name}. Vẫn ghi được. Kiểm tra lại tên trong văn bản."
    ),
    "units.no_change": mark(
        "Không có thay đổi mã {change} đang có hiệu lực. Không có gì thay đổi. Xem danh sách thay đổi đã ghi."
    ),
    "units.change_later": mark(
        "Chưa rút được: sau thay đổi này còn thay đổi từ ngày {day} của cùng đơn vị. Không có gì thay đổi. Rút "
        "thay đổi sau trước."
    ),
    "units.bundles_came": mark(
        "Chưa rút được: thành phố đã gộp {n} gói của đơn vị mới ({codes}). Không có gì thay đổi. Hoàn tác các lần "
        "gộp đó trước, hoặc ghi một thay đổi mới."
    ),
    "units.reason": mark("Rút lại cần lý do. Không có gì thay đổi. Gõ lý do để người xem sau hiểu."),
    "units.card_name": mark(
        "Phiếu của đơn vị mã {code} ghi tên “{card}”, danh sách đang ghi “{listed}”. Phiếu đã được nhận; danh sách "
        "giữ tên cũ. Nếu đơn vị đổi tên, ghi ngày đổi bằng [Đổi tên, hợp nhất, tách đơn vị…]; nếu danh sách ghi "
        "sai, chọn Sửa tên."
    ),
    "units.own_future": mark(
        "Ngày đổi tên {day} còn ở phía trước. Chưa đổi gì. Đổi tên vào đúng ngày có hiệu lực hoặc sau đó."
    ),
    "units.own_later": mark(
        "Cơ quan đã đổi tên từ ngày {since}, sau hoặc trùng ngày này. Chưa đổi gì. Chọn ngày sau, hoặc rút lại lần "
        "đổi kia."
    ),
    "units.own_none": mark("Chưa có lần đổi tên nào để rút lại. Không có gì thay đổi. Đổi tên trong mục Cơ quan này."),
    "units.only_own": mark(
        "Ở đây chỉ đổi được tên của chính cơ quan này. Không có gì thay đổi. Danh sách đơn vị do thành phố giữ."
    ),
    "bundle.unit_closed": mark(
        "{name} đã thôi hoạt động sau ngày {until}, nên không phải báo cáo kỳ {period}. Gói được giữ, chưa gộp; số "
        "liệu đang có không đổi. Đơn vị tiếp nối gửi gói của mình ({follows}); nếu vẫn cần số liệu này thì chấp "
        "nhận có lý do."
    ),
    "bundle.unit_not_yet": mark(
        "Đơn vị mã {office} chưa phải là đơn vị của kỳ {period} (có hiệu lực từ {since}). Gói được giữ, chưa gộp; "
        "số liệu đang có không đổi. Kiểm tra ngày thay đổi đơn vị, hoặc chấp nhận có lý do."
    ),
}
