"""The words around the number of a target, in the comparable form of :mod:`phrases`.

Decides which words bound a number from which side ("tối thiểu" is at least, "dưới" is less than), which only lead up
to it ("đạt", "phấn đấu"), and which show that a number is none of a target's ("năm 2026", "Đề án 06").
"""

from __future__ import annotations

from nq57desk.domain.phrases import as_word


def _words(text: str) -> tuple[str, ...]:
    phrases = (" ".join(as_word(word) for word in phrase.split()) for phrase in text.split(","))
    return tuple(sorted(phrases, key=lambda phrase: -len(phrase.split())))


COMPARATORS: tuple[tuple[str, tuple[str, ...]], ...] = (
    (
        "<=",
        _words(
            "≤,< =,= <,không quá,không vượt quá,không lớn hơn,không cao hơn,không nhiều hơn,không trên,không hơn,"
            "tối đa,nhiều nhất,cao nhất,xuống dưới hoặc bằng,nhỏ hơn hoặc bằng,dưới hoặc bằng,thấp hơn hoặc bằng,"
            "bằng hoặc nhỏ hơn,bằng hoặc thấp hơn,bằng hoặc dưới,trong vòng"
        ),
    ),
    (
        ">=",
        _words(
            "≥,> =,= >,tối thiểu,ít nhất,không dưới,không ít hơn,không thấp hơn,không nhỏ hơn,thấp nhất,từ,"
            "lớn hơn hoặc bằng,cao hơn hoặc bằng,trên hoặc bằng,bằng hoặc lớn hơn,bằng hoặc cao hơn,bằng hoặc trên"
        ),
    ),
    (">", _words(">,trên,hơn,vượt,vượt trên,lớn hơn,cao hơn,nhiều hơn,vượt mức")),
    ("<", _words("<,dưới,ít hơn,nhỏ hơn,thấp hơn,chưa đến,xuống dưới,còn dưới")),
)
"""Negated words stand first: "không dưới" holds "dưới"."""

AFTERWARDS = ((">=", _words("trở lên,trở đi,hoặc hơn")), ("<=", _words("trở xuống,trở lại")))
LEADING = _words(
    "đạt,phấn đấu,phấn đấu đạt,bằng,=,là,có,còn,hoàn thành,xây dựng,tổ chức,thành lập,triển khai,ban hành,duy trì,"
    "khoảng,được,mức,tỷ lệ,trung bình,bình quân,mở,lên,xuống,lên đến,đến,cả,đủ,cử,bố trí,đăng ký,hỗ trợ,đầu tư,"
    "bảo đảm,đảm bảo,thêm,mỗi năm"
)
CHANGE = _words("tăng,giảm,tăng thêm,cắt giảm")
ABOUT = _words("khoảng,gần,xấp xỉ")
NONE_LEFT = _words("không còn,không có")
RANGE = _words("đến,-")
NOT_A_TARGET = frozenset(_words("năm,tháng,quý,ngày,số,điều,khoản,thứ,án,mục,tầng,cấp,độ,57,mức độ,lớp,khóa,đợt,q,t"))
"""Words right before a number that belongs to them: "năm 2026", "Nghị quyết số 57", "Đề án 06"."""
OF_A_YEAR = frozenset(_words("trước,nay,ngoái,sau,học,liền,kế"))
"""Words right after "năm" that make it a year and not five."""
END_OF_UNIT = frozenset(
    _words(
        "trở,đối,so,trên,trong,theo,cho,của,tại,được,có,năm,mỗi,với,để,và,từ,vào,do,là,đã,về,phục,thực,tham,trước,đến,"
        "hoàn,đạt,hoặc,nhằm,bảo,đảm,hằng"
    )
)
_COUNTING = "một hai ba bốn năm sáu bảy tám chín mười"
NUMBER_WORDS = {as_word(word): number for number, word in enumerate(_COUNTING.split(), 1)}

VOCABULARY = frozenset(
    word
    for phrases in (
        *(words for _, words in COMPARATORS),
        *(words for _, words in AFTERWARDS),
        *(LEADING, CHANGE, ABOUT, NONE_LEFT, END_OF_UNIT, _words("phần trăm,đối với,so với")),
    )
    for phrase in phrases
    for word in phrase.split(" ")
    if word.isalpha()
)
