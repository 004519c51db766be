"""The words that time phrases of Vietnamese plans are made of, in the comparable form of :mod:`phrases`.

Decides which words around a time change nothing ("hoàn thành", "báo cáo kết quả"), which say that the phrase is a
status and no promise ("đã"), and which make a time hang on an event ("theo hướng dẫn", "khi", "nếu").
"""

from __future__ import annotations

from nq57desk.domain.phrases import as_word


def _words(text: str) -> tuple[str, ...]:
    phrases = (" ".join(as_word(word) for word in phrase.split()) for phrase in text.split(","))
    return tuple(sorted(phrases, key=lambda phrase: -len(phrase.split())))


HARMLESS = _words(
    "hoàn thành,hoàn thiện,thực hiện,triển khai,tổ chức,báo cáo,kết quả,nhiệm vụ,thời gian,thời hạn,thời điểm,"
    "tiến độ,dự kiến,phấn đấu,ban hành,tham mưu,xây dựng,cập nhật,theo dõi,tổng hợp,rà soát,đánh giá,kiểm tra,"
    "công việc,nội dung,duy trì,đầy đủ,đúng hạn,kỳ báo cáo,sơ kết,tổng kết,gửi,nộp,trình,xong,cơ bản,bảo đảm,"
    "đảm bảo,tiếp tục,phê duyệt,công bố,được,tại,của,các,những,việc,là,để,cho,và,vào,trong,phải,cần,cả,hạn,số liệu,"
    "ít nhất,tối thiểu,kịp thời,đột phá,một,thứ hai,thứ ba,thứ tư,thứ năm,thứ sáu,thứ bảy,chủ nhật,"
    "khoảng thời gian,sáng,chiều"
)
STATUS = frozenset(_words("đã,đang,chưa"))
"""Words left over in front of a time that make it a report: "đã hoàn thành ngày 15/3/2026" is no deadline."""
DENIAL = frozenset(_words("không,trừ,ngoài,hủy,hoãn,dừng"))
"""Words left over anywhere that turn the meaning."""

OTHER_TIMES = frozenset(_words("học,lịch,ngày,tháng,quý,năm,tuần,số"))
"""Words left over that show another calendar (school year, lunar), a blank to be filled or a document's number."""

BEFORE = _words("trước,xong trước,đến trước,chậm nhất trước,muộn nhất trước")
UNTIL = _words(
    "đến hết,đến,chậm nhất là,chậm nhất,muộn nhất là,muộn nhất,trễ nhất,không muộn hơn,không chậm hơn,không trễ hơn,"
    "không quá,hết,hạn chót,hạn cuối,tính đến,chậm nhất đến"
)
WITHIN = _words("trong vòng,trong suốt,trong cả,trong,vào khoảng,vào,cả,trọn,suốt,là,tại")
FROM = _words("từ,kể từ,bắt đầu từ,bắt đầu,bắt đầu vào,bắt đầu trong,khởi động,khởi động từ,tính từ")
ONWARDS = _words("trở đi,trở về sau,về sau,đi")
AFTER = _words("sau,từ sau")
SPAN_NAMES = _words("giai đoạn,thời kỳ,nhiệm kỳ,trong giai đoạn,cả giai đoạn,trong nhiệm kỳ")

CONDITIONS = _words(
    "theo,khi,sau khi,ngay khi,ngay sau khi,trước khi,nếu,tùy,tùy theo,đột xuất,căn cứ,"
    "trong trường hợp,từ khi,kể từ khi,đến khi,sau,ngay sau,phụ thuộc,kể từ ngày,cho đến khi,trên cơ sở"
)
CONDITION_NAMES = frozenset(
    _words("hướng dẫn,yêu cầu,chỉ đạo,kế hoạch,tiến độ,lộ trình,quy định,nhu cầu,văn bản,thông báo,chương trình")
)
VISION = _words("tầm nhìn,định hướng")

CONTINUOUS = _words("thường xuyên,liên tục,quanh năm")
NEXT_ONES = _words(
    "các tháng tiếp theo,những tháng tiếp theo,các quý tiếp theo,những quý tiếp theo,"
    "các năm tiếp theo,những năm tiếp theo,các năm tiếp,những năm tiếp,các năm sau,những năm sau,các năm kế tiếp"
)
_COUNTING = "một hai ba tư năm sáu bảy tám chín mười"
MONTH_NAMES = {as_word(word): number for number, word in enumerate(_COUNTING.split(), 1)}
NUMBER_WORDS = {**MONTH_NAMES, "bốn": 4}

VOCABULARY = frozenset(
    word
    for phrases in (
        *(HARMLESS, STATUS, DENIAL, BEFORE, UNTIL, WITHIN, FROM, ONWARDS, AFTER, SPAN_NAMES),
        *(CONDITIONS, CONDITION_NAMES, VISION, CONTINUOUS, NEXT_ONES, NUMBER_WORDS),
        _words("ngày,tháng,quý,năm,tuần,giờ,lần,hằng,mỗi,từng,định kỳ,đầu,giữa,cuối,nửa,nay,làm việc,phút"),
    )
    for phrase in phrases
    for word in phrase.split(" ")
)
