"""Sentences about official papers: what is missing on them, what was issued, what cannot be printed."""

from __future__ import annotations

from nq57desk.wording import mark

SENTENCES: dict[str, str] = {
    "papers.of_city": mark(
        "Loại giấy “{kind}” là giấy của thành phố, đơn vị này không lập. Chưa ghi tệp nào. "
        "Giấy tờ của xã, phường vẫn in được như thường."
    ),
    "papers.which_plan": mark(
        "Có {count} kế hoạch, chưa rõ in kế hoạch nào. Chưa ghi tệp nào. Chọn một kế hoạch trong danh sách."
    ),
    "papers.bad_number": mark(
        "“{text}” không phải số văn bản. Giá trị cũ còn nguyên. Nhập số như văn thư cấp, ví dụ 15 hoặc 15a."
    ),
    "papers.too_long": mark("Nội dung dài quá {most} ký tự. Giá trị cũ còn nguyên. Rút gọn rồi lưu lại."),
    "papers.unknown_part": mark("Báo cáo của kỳ này không có phần “{part}” để ghi. Không có gì bị thay đổi."),
    "papers.no_column": mark(
        "Bảng phải còn ít nhất một cột, nhiều nhất {most} cột. Cách trình bày cũ còn nguyên. Chọn lại các cột."
    ),
    "papers.carried_text": mark(
        "Phần “{title}” còn là nội dung của kỳ {period}. Số liệu trong báo cáo là của kỳ này. "
        "Đọc lại, sửa hoặc xác nhận phần đó."
    ),
    "papers.empty_text": mark(
        "Phần “{title}” chưa có nội dung. Chỗ trống được để lại trên giấy. Ghi nội dung phần đó."
    ),
    "papers.plan_without_text": mark(
        "Kế hoạch này chưa có phần lời. Các phụ lục vẫn được in đủ. "
        "Nhập phần lời của kế hoạch, hoặc sửa trong tệp Word."
    ),
    "papers.changed_since_issued": mark(
        "Số liệu đã thay đổi sau khi phát hành số {number}/{symbol} (mã đối chiếu {code}). "
        "Bản đã phát hành còn nguyên. "
        "Bản in này để trống số; mở bản đã phát hành nếu cần bản cũ."
    ),
    "papers.body_without_tasks": mark(
        "Không có nhiệm vụ nào do “{body}” chủ trì hoặc phối hợp. Chưa ghi tệp nào. Xem lại tên cơ quan."
    ),
    "papers.nobody_late": mark(
        "Không có cơ quan nào phải đôn đốc trong {period}. Chưa ghi tệp nào. Số liệu không thay đổi."
    ),
    "papers.body_not_late": mark(
        "“{body}” không có việc phải đôn đốc trong {period}. Chưa ghi tệp nào. Xem lại tên cơ quan hoặc kỳ báo cáo."
    ),
    "papers.without_lead": mark(
        "{count} nhiệm vụ chậm chưa ghi cơ quan chủ trì nên không có công văn. Các công văn khác vẫn đủ. "
        "Ghi cơ quan chủ trì cho các nhiệm vụ đó."
    ),
    "papers.only_without_lead": mark(
        "{count} nhiệm vụ chậm đều chưa ghi cơ quan chủ trì nên chưa rõ đôn đốc ai. Chưa ghi tệp nào. "
        "Ghi cơ quan chủ trì cho các nhiệm vụ đó."
    ),
    "papers.number_taken": mark(
        "Số {number}/{symbol} của năm {year} đã ghi cho “{title}”. Cả hai bản đều được giữ. "
        "Xem lại với văn thư: số và ký hiệu không trùng trong một năm."
    ),
    "papers.no_signer": mark(
        "Chưa ghi người ký nên chưa lưu bản phát hành. Không có gì bị thay đổi. Nhập họ tên người ký."
    ),
    "papers.issued_in_future": mark(
        "Ngày phát hành {day} còn ở phía trước. Chưa lưu bản phát hành. Nhập ngày không sau hôm nay."
    ),
    "papers.which_body": mark(
        "Mỗi công văn đôn đốc có số riêng, chưa rõ gửi cơ quan nào. Chưa lưu bản phát hành. Chọn một cơ quan."
    ),
    "papers.no_issued": mark("Không có bản đã phát hành mang mã “{id}”. Không có gì bị thay đổi. Xem lại danh sách."),
    "papers.issued_lost": mark(
        "Không đọc được tệp của bản đã phát hành {number}/{symbol}: {reason}. Số liệu không thay đổi. "
        "Chép lại thư mục papers/issued từ bản sao lưu."
    ),
    "papers.issued_altered": mark(
        "Tệp của bản đã phát hành {number}/{symbol} khác với lúc phát hành. Không mở tệp này. "
        "Chép lại thư mục papers/issued từ bản sao lưu."
    ),
    "papers.city_draft": mark(
        "Kỳ {period} chưa khóa nên báo cáo tổng hợp còn chữ DỰ THẢO; chưa lưu bản phát hành. "
        "Không có gì bị thay đổi. Khóa kỳ ở trang Thành phố rồi ghi số đã phát hành."
    ),
    "papers.draft": mark(
        "Kỳ {period} chưa chốt nên giấy in còn chữ DỰ THẢO; chưa lưu bản phát hành. Không có gì bị thay đổi. "
        "Chốt kỳ rồi ghi số đã phát hành."
    ),
    "bundle.fingerprint": mark(
        "Mã đối chiếu ghi trong gói {file} ({named}) không khớp với nội dung gói ({found}). Số liệu đang có không đổi. "
        "Đề nghị đơn vị xuất lại gói."
    ),
}
