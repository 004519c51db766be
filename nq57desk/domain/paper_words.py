"""The words, numbers and days of official papers: Vietnamese whatever the interface's language is.

Decides how papers write what the data say: counts below 10 with a zero ("05 nhiệm vụ"), shares cut to one decimal with
a comma and no idle zero ("83,3%", "100%"), quarters in Roman numerals, days and the months 1 and 2 padded (Nghị định
30/2020/NĐ-CP, Phụ lục I, ô số 4), percentages without a space.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date
from decimal import Decimal

from nq57desk.domain.indicator_results import Word
from nq57desk.domain.periods import Period, title
from nq57desk.domain.progress import State
from nq57desk.domain.timeliness import Reason, Standing, Timeliness
from nq57desk.domain.update_rate import Lack
from nq57desk.domain.vietnamese import write_number

STATES: Mapping[State, str] = {
    State.NOT_STARTED: "Chưa thực hiện",
    State.IN_PROGRESS: "Đang thực hiện",
    State.DONE: "Hoàn thành",
    State.PAUSED: "Tạm dừng",
    State.STOPPED: "Dừng/thay thế",
}
TIMELINESS: Mapping[Timeliness, str] = {
    Timeliness.IN_TIME: "Trong hạn",
    Timeliness.DUE_SOON: "Sắp đến hạn",
    Timeliness.LATE: "Quá hạn",
    Timeliness.DONE_IN_TIME: "Hoàn thành đúng hạn",
    Timeliness.DONE_LATE: "Hoàn thành quá hạn",
    Timeliness.NO_DEADLINE: "Chưa xác định thời hạn",
    Timeliness.DUTY_DONE: "Thường xuyên, đã thực hiện",
    Timeliness.DUTY_MISSING: "Thường xuyên, chưa cập nhật",
}
ASSESSMENTS: Mapping[Word, str] = {
    Word.MET: "Đạt",
    Word.NOT_YET: "Chưa đạt",
    Word.NOT_MET: "Không đạt",
    Word.NO_DATA: "Chưa có số liệu",
}
LACKS: Mapping[Lack, str] = {
    Lack.NOT_UPDATED: "Chưa cập nhật trong kỳ",
    Lack.UPDATED_LATE: "Cập nhật sau thời hạn",
    Lack.INCOMPLETE: "Cập nhật chưa đủ số liệu",
}
FIELDS: Mapping[str, str] = {
    "name": "Nhiệm vụ",
    "lead": "Cơ quan chủ trì",
    "coordinating": "Cơ quan phối hợp",
    "supervisor": "Lãnh đạo phụ trách",
    "responsible": "Người chịu trách nhiệm",
    "product": "Sản phẩm",
    "deadline": "Thời hạn",
    "note": "Ghi chú",
    "number": "Số thứ tự",
    "second_number": "Số thứ tự trong mục",
    "source_document": "Căn cứ",
    "result": "kết quả trong kỳ",
}
"""What the fields of a task are called on paper."""


def count(number: int) -> str:
    """ "05", "12", "1.250": a count in running text."""
    return f"{number:02}" if 0 <= number < 10 else write_number(Decimal(number))


def share(part: int, whole: int) -> str:
    """ "83,3%" of the exact fraction, cut to one decimal and never rounded up; "" of nothing."""
    if not whole:
        return ""
    tenths = part * 1000 // whole
    return f"{tenths // 10}%" if tenths % 10 == 0 else f"{tenths // 10},{tenths % 10}%"


def cut(number: Decimal, places: int = 1) -> str:
    """A measured number as papers have it, further decimals cut: "83,3", "1.234"."""
    step = Decimal(1).scaleb(-places)
    return write_number(number - number % step if number >= 0 else -((-number) - (-number) % step))


def short_day(day: date) -> str:
    """ "05/01/2026", "22/12/2024", "07/9/2026": as inside a text, padded like the day in words."""
    month = f"{day.month:02}" if day.month <= 2 else str(day.month)
    return f"{day.day:02}/{month}/{day.year}"


def period_words(period: Period | str) -> str:
    """ "tháng 02 năm 2026", "quý I năm 2026", "6 tháng đầu năm 2026", "9 tháng đầu năm 2026", "năm 2026"."""
    return title(period, long=True)


def capital(words: str) -> str:
    """The words with their first letter in upper case."""
    return words[:1].upper() + words[1:]


def one_line(words: str) -> str:
    """A cell's paragraphs on one line."""
    return " ".join(words.split())


def unbroken(wording: str) -> str:
    """A target's wording on one line, its sign never parted from its number: "≥ 95%"."""
    return re.sub(r"([<>≤≥=]) (?=\d)", "\\1\u00a0", one_line(wording))


def sentence(words: str) -> str:
    """Words as a sentence of their own: one line, closed by a stop."""
    plain = one_line(words)
    return plain if not plain or plain[-1] in ".!?…" else plain.rstrip(";,:") + "."


def standing_words(now: Standing) -> str:
    """How a task stands in time: "Quá hạn 41 ngày", "Sắp đến hạn, còn 3 ngày", "Hoàn thành đúng hạn"."""
    if now.reason is Reason.STOPPED:
        return "Không tính"
    if now.reason is Reason.NOTHING_OWED:
        return "Chưa đến kỳ thực hiện"
    return timeliness_words(now.timeliness, now.days)


def timeliness_words(word: Timeliness, days: int | None) -> str:
    """The word with its days, where it counts any."""
    said = TIMELINESS[word]
    if word in (Timeliness.LATE, Timeliness.DONE_LATE) and days is not None:
        return f"{said} {-days} ngày"
    if word is Timeliness.DUE_SOON and days is not None:
        return f"{said}, còn {days} ngày" if days else f"{said}, hết hôm nay"
    return said
