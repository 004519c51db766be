"""The fixed words of the desk for the values of the domain, and the tint and symbol that go with each."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from nq57desk.domain.changes import ChangeKind, Counts
from nq57desk.domain.progress import State
from nq57desk.gui import theme
from nq57desk.gui.marks import Mark
from nq57desk.wording import _, mark

STATES: dict[State, Mark] = {
    State.NOT_STARTED: Mark("not_started", mark("Chưa thực hiện")),
    State.IN_PROGRESS: Mark("in_progress", mark("Đang thực hiện")),
    State.DONE: Mark("done", mark("Hoàn thành")),
    State.PAUSED: Mark("paused", mark("Tạm dừng")),
    State.STOPPED: Mark("stopped", mark("Dừng/thay thế")),
}
NO_STATE = Mark("unknown", mark("Chưa cập nhật"), theme.Tint(theme.SECONDARY, ""))

CHANGES: dict[ChangeKind, Mark] = {
    ChangeKind.NEW: Mark("add", mark("Mới"), theme.RECEIVED),
    ChangeKind.EDITED: Mark("edit", mark("Sửa"), theme.NEUTRAL),
    ChangeKind.SAME: Mark("in_time", mark("Giống"), theme.UNKNOWN),
    ChangeKind.CONFLICT: Mark("warning", mark("Xung đột"), theme.WARNING),
    ChangeKind.DELETED: Mark("not_met", mark("Xóa"), theme.MISSING),
}

OUTCOMES: dict[str, Mark] = {
    "applied": Mark("received", mark("Đã gộp"), theme.RECEIVED),
    "already_received": Mark("received", mark("Đã nhận trước đó"), theme.NEUTRAL),
    "stale": Mark("replaced", mark("Cũ hơn gói đã gộp"), theme.UNKNOWN),
    "held": Mark("held", mark("Đang chờ"), theme.WAITING),
    "conflict": Mark("warning", mark("Xung đột"), theme.WARNING),
    "rejected": Mark("rejected", mark("Từ chối"), theme.BAD),
}

ASSESSMENTS: dict[str, Mark] = {
    "met": Mark("met", mark("Đạt"), theme.RECEIVED),
    "not_yet": Mark("not_yet", mark("Chưa đạt"), theme.WARNING),
    "not_met": Mark("not_met", mark("Không đạt"), theme.BAD),
    "no_data": Mark("no_data", mark("Chưa có số liệu"), theme.UNKNOWN),
}

TIMELINESS: dict[str, Mark] = {
    "in_time": Mark("in_time", mark("Trong hạn"), theme.GOOD),
    "due_soon": Mark("due_soon", mark("Sắp đến hạn"), theme.WARNING),
    "late": Mark("late", mark("Quá hạn"), theme.BAD),
    "done_in_time": Mark("done", mark("Hoàn thành đúng hạn"), theme.GOOD),
    "done_late": Mark("done", mark("Hoàn thành quá hạn"), theme.MISSING),
    "no_deadline": Mark("unknown", mark("Chưa rõ hạn"), theme.UNKNOWN),
    "duty_done": Mark("updated", mark("Đã cập nhật kỳ"), theme.GOOD),
    "duty_missing": Mark("not_updated", mark("Chưa cập nhật kỳ"), theme.WARNING),
}

RECURRENCES: dict[str, str] = {
    "continuous": mark("Thường xuyên"),
    "weekly": mark("Hằng tuần"),
    "monthly": mark("Hằng tháng"),
    "quarterly": mark("Hằng quý"),
    "half_yearly": mark("6 tháng một lần"),
    "yearly": mark("Hằng năm"),
}

ACTIONS: dict[str, str] = {
    "import": mark("nhập từ tệp"),
    "paste": mark("dán bảng"),
    "edit": mark("sửa nhiệm vụ"),
    "add": mark("thêm nhiệm vụ"),
    "add_indicator": mark("thêm chỉ tiêu"),
    "delete": mark("xóa nhiệm vụ"),
    "progress": mark("ghi tiến độ"),
    "measure": mark("ghi số liệu chỉ tiêu"),
    "cells": mark("điền nhiều ô"),
    "clear_cells": mark("xóa nội dung ô"),
    "fill_down": mark("điền xuống"),
    "as_last_period": mark("như kỳ trước"),
    "nothing_arose": mark("không phát sinh"),
    "finish_row": mark("xong dòng"),
    "paste_cells": mark("dán vào lưới"),
    "begin": mark("mở kỳ"),
    "merge": mark("gộp gói"),
    "resolve": mark("quyết định ô xung đột"),
    "resolve_own": mark("giải quyết ô hai máy ghi khác nhau"),
    "settle": mark("thống nhất ô thành phố hỏi lại"),
    "take_over": mark("gộp gói của máy khác"),
    "sample": mark("tạo đơn vị mẫu"),
    "undo": mark("hoàn tác"),
    "redo": mark("làm lại"),
    "same": mark("xác nhận chỉ tiêu ghi hai lần"),
    "carry": mark("chuyển sang kế hoạch mới"),
    "salvage": mark("cứu từ tệp dữ liệu hỏng"),
    "close": mark("chốt kỳ"),
    "reopen": mark("mở lại kỳ"),
    "adjust": mark("điều chỉnh nhiệm vụ"),
    "split": mark("tách nhiệm vụ"),
    "move": mark("chuyển chỗ nhiệm vụ"),
    "restore": mark("khôi phục nhiệm vụ"),
    "issue": mark("ghi nhận kế hoạch đã ban hành"),
    "draft": mark("chuyển kế hoạch về dự thảo"),
    "attach": mark("thêm tệp minh chứng"),
    "detach": mark("gỡ tệp minh chứng"),
    "central": mark("ghi đã cập nhật hệ thống Trung ương"),
    "merge_bodies": mark("gộp cơ quan"),
    "rename_body": mark("đổi tên cơ quan"),
    "tell_apart": mark("tách tên cơ quan"),
    "setting": mark("đổi cài đặt"),
    "own_office": mark("đổi tên cơ quan"),
    "office": mark("ghi nhận phiếu đăng ký"),
    "bundle": mark("xuất gói"),
    "receipt": mark("biên nhận"),
    "assignment": mark("lưu tệp giao nhiệm vụ"),
    "take_assignment": mark("nạp nhiệm vụ thành phố giao"),
    "assign": mark("giao nhiệm vụ"),
    "link": mark("ghép với danh mục"),
    "unlink_assignment": mark("bỏ ghép nhiệm vụ được giao"),
    "office_key": mark("ghi nhận khóa"),
    "received": mark("nhận gói"),
    "issue_paper": mark("lưu bản phát hành"),
    "unit_change": mark("ghi thay đổi đơn vị"),
    "unit_withdrawn": mark("rút lại thay đổi đơn vị"),
}


SETTING_NAMES = {
    "calendar.first_day": mark("ngày đầu kỳ"),
    "calendar.due_before": mark("hạn nộp"),
    "calendar.city_working_days": mark("hạn gửi thành phố"),
    "calendar.remind_before": mark("nhắc trước"),
    "backup.second_place": mark("nơi sao lưu thứ hai"),
    "backup.second_days": mark("nhắc chép sang nơi thứ hai sau"),
    "timeliness.due_soon_days": mark("sắp đến hạn"),
    "update_rate.threshold": mark("mức cập nhật"),
    "office.name": mark("tên cơ quan"),
    "office.governing": mark("cơ quan chủ quản"),
    "office.email": mark("thư điện tử nhận gói"),
    "calendar.city_days": mark("lịch gửi của thành phố"),
    "office.named_after_person": mark("tên đặt theo người, sự kiện"),
    "papers.place": mark("địa danh"),
    "papers.signers": mark("người ký"),
    "papers.recipients": mark("nơi nhận"),
    "papers.tone_marks": mark("kiểu đặt dấu trên văn bản in"),
    "states.shown": mark("trạng thái được chọn"),
}
PAPER_MEMORY = {
    "papers.head/": mark("thể thức văn bản"),
    "papers.number/": mark("số, ngày văn bản"),
    "papers.text/": mark("lời báo cáo"),
    "papers.columns/": mark("cột của bảng in"),
    "papers.decision/": mark("lời quyết định"),
    "city.in_time/": mark("ghi nhận đúng hạn"),
}
"""What is remembered of papers, by how its keys begin."""
TONES = {
    "": mark("giữ như đã gõ"),
    "first": mark("hòa, ủy"),
    "second": mark("hoà, uỷ"),
}


def setting_words(key: str) -> str:
    """A setting's name as a person says it; of what the program notes for itself only that."""
    if key in SETTING_NAMES:
        return _(SETTING_NAMES[key])
    kind = next((kind for kind in PAPER_MEMORY if key.startswith(kind)), "")
    return _(PAPER_MEMORY[kind]) if kind else _("ghi nhớ của phần mềm")


def value_words(key: str, value: str) -> str:
    """A setting's value as a person says it: ticks as yes and no, states and spellings by their words."""
    if key == "papers.tone_marks":
        return _(TONES.get(value, value))
    if key == "calendar.city_days":
        return _("{n} kỳ").format(n=value.count(":")) if value else _("theo cách tính của cơ quan")
    if key == "office.named_after_person":
        return _("có") if value else _("không")
    if key == "states.shown" and value:
        known = {state.value: its for state, its in STATES.items()}
        return ", ".join(_(known[each].words) for each in value.split(",") if each in known)
    return value or "–"


def state_mark(state: State | None) -> Mark:
    """The mark of a task's state."""
    return NO_STATE if state is None else STATES[state]


def timeliness_mark(timeliness: str, days: int | None) -> Mark:
    """The mark of a task's timeliness, with the days left (negative: over) where they say more."""
    found = TIMELINESS[timeliness]
    if timeliness == "late" and days is not None and days < 0:
        return Mark(found.symbol, _("Quá hạn {n} ngày").format(n=-days), found.tint)
    if timeliness == "due_soon" and days is not None:
        text = _("Đến hạn hôm nay") if days == 0 else _("Sắp đến hạn, còn {n} ngày").format(n=days)
        return Mark(found.symbol, text, found.tint)
    return Mark(found.symbol, _(found.words), found.tint)


def action_words(action: str) -> str:
    """A journal action as a person says it; an unknown word stands as it is."""
    name, _sign, key = action.partition(":")
    if name == "setting" and key:
        return f"{_(ACTIONS[name])}: {setting_words(key)}"
    return _(ACTIONS[name]) if name in ACTIONS else action


def day(value: date | None) -> str:
    """ "28/02/2026", or "" where there is none."""
    return "" if value is None else value.strftime("%d/%m/%Y")


def day_month(value: date) -> str:
    """ "28/02"."""
    return value.strftime("%d/%m")


def share(part: int, whole: int) -> str:
    """ "33,3%", "100,0%", cut and not rounded up: all is said only of all."""
    tenths = part * 1000 // whole
    return f"{number(tenths // 10)},{tenths % 10}%"


def moment(text: str) -> str:
    """An ISO moment as "13/11/2026 10:05"; anything else stands as it is."""
    if len(text) >= 16 and text[4] == text[7] == "-" and text[10] in "T ":
        return f"{text[8:10]}/{text[5:7]}/{text[:4]} {text[11:16]}"
    return text


def number(value: Decimal | int | None) -> str:
    """A figure as written in Vietnam: a point between thousands, a comma before decimals."""
    if value is None:
        return ""
    whole, _point, rest = format(value, ",f" if isinstance(value, Decimal) else ",d").partition(".")
    rest = rest.rstrip("0")
    return whole.replace(",", ".") + ("," + rest if rest else "")


def period_words(code: str) -> str:
    """ "2026-11" → "tháng 11/2026"; quarters, halves, nine months and years likewise."""
    year, _dash, part = code.partition("-")
    if not part:
        return _("năm {year}").format(year=year)
    if part.startswith("Q"):
        return _("quý {n}/{year}").format(n=part[1:], year=year)
    if part.startswith("H"):
        return _("{n} tháng {half} năm {year}").format(n=6, half=(_("đầu"), _("cuối"))[part == "H2"], year=year)
    if part == "9M":
        return _("9 tháng năm {year}").format(year=year)
    return _("tháng {month}/{year}").format(month=part, year=year)


def numbered(number: str, name: str) -> str:
    """ "9. Ban hành danh mục…" as lists name a row, whether or not its number brings its own dot."""
    return f"{number.rstrip('. ')}. {name}" if number.strip(". ") else name


def capital(text: str) -> str:
    """The text with its first letter large."""
    return text[:1].upper() + text[1:]


def counts_words(counts: Counts) -> str:
    """ "37 mới · 4 sửa · 2 giống · 1 xung đột · 0 xóa"; what is zero is left out."""
    parts = (
        (counts.new, _("{n} mới")),
        (counts.edited, _("{n} sửa")),
        (counts.same, _("{n} giống")),
        (counts.conflict, _("{n} xung đột")),
        (counts.deleted, _("{n} xóa")),
    )
    return " · ".join(words.format(n=n) for n, words in parts if n) or _("không có thay đổi")
