"""What a collection form says around its rows, the same in Excel and in Word."""

from __future__ import annotations

from datetime import date

from nq57desk.domain.form_answers import CHOICES, NOTHING_AROSE, STATE_WORDS
from nq57desk.domain.forms import BODY_LABEL, MARK_LABEL, PERIOD_LABEL, CollectionForm, RowKind
from nq57desk.domain.progress import State
from nq57desk.domain.vietnamese import tidy

_WEEKDAYS = ("thứ Hai", "thứ Ba", "thứ Tư", "thứ Năm", "thứ Sáu", "thứ Bảy", "Chủ nhật")
SHEET_TITLES = {RowKind.TASK: "Nhiệm vụ", RowKind.INDICATOR: "Chỉ tiêu"}
FILLED_BY = "Người điền phiếu: ……………………………………    Điện thoại: …………………………"


def title(form: CollectionForm, kind: RowKind) -> str:
    """The form's title in capitals."""
    what = "TIẾN ĐỘ NHIỆM VỤ" if kind is RowKind.TASK else "SỐ LIỆU CHỈ TIÊU"
    return f"PHIẾU LẤY SỐ LIỆU: {what} {form.period_title.upper()}"


_PROPERTY = 200
"""Characters of a file's property: Word takes 255."""


def property_title(form: CollectionForm) -> str:
    """The title among the file's properties."""
    return tidy(f"{form.body} - {form.period_title}").replace("\n", " ")[:_PROPERTY]


def author(form: CollectionForm) -> str:
    """The author among the file's properties."""
    return tidy(form.office).replace("\n", " ")[:_PROPERTY]


def body_line(form: CollectionForm) -> str:
    """Whose form it is."""
    return f"{BODY_LABEL}: {form.body}"


def period_line(form: CollectionForm) -> str:
    """The month with its days."""
    return f"{PERIOD_LABEL}: {form.period_title} (từ ngày {day(form.first_day)} đến ngày {day(form.last_day)})"


def return_line(form: CollectionForm) -> str:
    """Where to and by when."""
    return f"Gửi lại {form.office} trước hết {_WEEKDAYS[form.due.weekday()]}, ngày {day(form.due)}"


def mark_line(form: CollectionForm) -> str:
    """The mark by which the returned form is known."""
    return f"{MARK_LABEL}: {form.mark} (giữ nguyên dòng này)"


def guidance(kind: RowKind) -> str:
    """How to fill it in."""
    only = "Cách điền: chỉ điền các ô nền vàng, chưa có gì để báo thì để trống. "
    if kind is RowKind.INDICATOR:
        return (
            only + "Ghi Kết quả kỳ này, hoặc cả Tử số và Mẫu số (phần mềm tự tính tỷ lệ); số lẻ dùng dấu phẩy, "
            "ví dụ 96,5. Tên chỉ tiêu sửa ở đây không được nhận."
        )
    return (
        only + f"Trạng thái: {', '.join(CHOICES[:-1])}, hoặc {NOTHING_AROSE} nếu trong kỳ không có gì mới. "
        f"{STATE_WORDS[State.STOPPED]}: ghi văn bản dừng hoặc thay thế vào cột Sản phẩm, văn bản. "
        "Ngày ghi như 05/11/2026. Tên nhiệm vụ sửa ở đây không được nhận."
    )


def day(value: date) -> str:
    """ "05/11/2026"."""
    return f"{value:%d/%m/%Y}"
