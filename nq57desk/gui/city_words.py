"""How the city's cells look: a symbol, words and a tint for each state, and the sentence about one cell."""

from __future__ import annotations

from functools import lru_cache

from nq57desk.domain.consolidation import Comparison
from nq57desk.domain.submission import Cell, CellState
from nq57desk.domain.vietnamese import visible
from nq57desk.gui import theme, words
from nq57desk.gui.marks import Mark
from nq57desk.sentences import catalogue
from nq57desk.usecases.city_matrix import MatrixRow
from nq57desk.wording import _, mark

CELLS: dict[CellState, Mark] = {
    CellState.NOT_DUE: Mark("", mark("chưa đến hạn"), theme.Tint(theme.SECONDARY, "")),
    CellState.MISSING: Mark("waiting", mark("Chưa nộp"), theme.MISSING),
    CellState.INCOMPLETE: Mark("partial", mark("Nộp thiếu"), theme.WARNING),
    CellState.LATE: Mark("late", mark("Nộp muộn"), theme.LATE),
    CellState.HELD: Mark("held", mark("Đang chờ"), theme.WAITING),
    CellState.REJECTED: Mark("rejected", mark("Từ chối"), theme.BAD),
    CellState.RECEIVED: Mark("received", mark("Đã nhận"), theme.RECEIVED),
    CellState.LOCKED: Mark("locked", mark("Đã khóa"), theme.LOCKED),
    CellState.NOT_ASKED: Mark("", mark("không thuộc kỳ"), theme.Tint(theme.SECONDARY, "")),
}
SHORT: dict[CellState, str] = {
    CellState.NOT_DUE: mark("chưa đến"),
    CellState.MISSING: mark("chưa có"),
    CellState.INCOMPLETE: mark("thiếu"),
    CellState.LATE: mark("muộn"),
    CellState.HELD: mark("chờ"),
    CellState.REJECTED: mark("từ chối"),
    CellState.RECEIVED: mark("nhận"),
    CellState.LOCKED: mark("khóa"),
    CellState.NOT_ASKED: mark("không"),
}
"""One word beside the symbol of a tile."""
CORNERS = {
    "held": ("held", theme.WAITING),
    "conflict": ("warning", theme.WARNING),
    "rejected": ("rejected", theme.MISSING),
}
"""The symbol and tint of a newer bundle that waits or was refused."""
CHIPS: tuple[tuple[str, str], ...] = (
    ("all", mark("Tất cả")),
    ("missing", mark("Chưa nộp")),
    ("incomplete", mark("Nộp thiếu")),
    ("late", mark("Nộp muộn")),
    ("held", mark("Đang chờ")),
    ("rejected", mark("Từ chối")),
    ("conflict", mark("Xung đột")),
)
REASONS: dict[str, str] = {
    "bundle.many_deletions": mark("gói xóa nhiều dòng, chờ người xem"),
    "bundle.newer_format": mark("gói do phiên bản mới hơn tạo, chờ cập nhật phần mềm"),
    "bundle.locked_period": mark("kỳ đã khóa, chờ chấp nhận điều chỉnh"),
    "bundle.damaged": mark("tệp hỏng, chưa nhận"),
    "bundle.truncated": mark("tệp thiếu phần cuối, chưa nhận"),
    "bundle.wrong_type": mark("không phải tệp của NQ57 Desk"),
    "bundle.changed": mark("gói bị sửa sau khi ký, chưa nhận"),
    "bundle.wrong_signer": mark("ký bằng khóa khác khóa đã đăng ký"),
    "bundle.unknown_office": mark("đơn vị chưa đăng ký với thành phố"),
    "bundle.other_recipient": mark("gói niêm phong cho nơi khác"),
    "bundle.sample": mark("gói của đơn vị mẫu"),
    **dict.fromkeys(
        (
            *("bundle.claims", "bundle.counts", "bundle.fingerprint", "bundle.line", "bundle.long_line"),
            *("bundle.manifest", "bundle.order", "bundle.other_year", "bundle.period", "bundle.revision"),
            *("bundle.text", "bundle.year"),
        ),
        mark("nội dung gói không đúng mẫu, chưa nhận"),
    ),
    "bundle.unit_closed": mark("đơn vị đã thôi hoạt động trước kỳ này, chờ người xem"),
    "bundle.unit_not_yet": mark("đơn vị chưa có trong danh sách của kỳ này, chờ người xem"),
}
"""Why a bundle waits or was refused, in the words of a line."""
RULES = {
    Comparison.DONE: mark("Số nhiệm vụ đã hoàn thành chia cho tổng số nhiệm vụ (không tính nhiệm vụ dừng/thay thế)"),
    Comparison.OVERDUE: mark("Số nhiệm vụ quá hạn (kể cả hoàn thành quá hạn) chia cho tổng số nhiệm vụ"),
    Comparison.OVERDUE_DATED: mark("Số nhiệm vụ quá hạn (kể cả hoàn thành quá hạn) chia cho số nhiệm vụ có thời hạn"),
    Comparison.UPDATED: mark("Số nhiệm vụ cập nhật đúng hạn, đủ số liệu chia cho số nhiệm vụ đang mở trong kỳ"),
}
"""The rules of comparing in the window's language; on papers they stand as the domain has them."""
KINDS = {"phường": mark("Phường"), "xã": mark("Xã"), "đặc khu": mark("Đặc khu"), "": mark("Đơn vị khác")}


def cell_mark(one: Cell) -> Mark:
    """What a cell looks like: "Nộp muộn 2", "Đã khóa m"."""
    return _mark(one.state, one.days if one.state is CellState.LATE else 0, one.late)


@lru_cache(maxsize=512)
def _mark(state: CellState, days: int, late: bool) -> Mark:
    plain = CELLS[state]
    said = _(plain.words)
    if days:
        said = f"{said} {days}"
    elif late:
        said = _("{state} m").format(state=said)
    return Mark(plain.symbol, said, plain.tint)


def in_chip(one: Cell, chip: str) -> bool:
    """Whether a cell is among those that a chip counts."""
    if chip == "all":
        return True
    if chip == "conflict":
        return bool(one.known.conflicts)
    if chip == "late":
        return one.late
    return str(one.state) == chip or (chip in ("held", "rejected") and one.corner == chip)


def about(row: MatrixRow, one: Cell) -> str:
    """The line about the chosen cell: whose, which month, what came of it, and why."""
    month = words.period_words(one.period)
    parts = [f"{visible(row.unit.title)} · {month}: {_(cell_mark(one).words)}"]
    bundle = one.bundle
    if bundle is not None:
        at = words.moment(bundle.received_at)
        came = _("gói lần {n}, nhận {at}") if bundle.sequence else _("tệp đến {at}")
        parts.append(came.format(n=bundle.sequence, at=at))
    if one.through:
        parts.append(_("số liệu đến cùng gói {period}").format(period=words.period_words(one.through)))
    if one.state is CellState.INCOMPLETE:
        parts.append(_("đơn vị chưa chốt kỳ"))
    parts += _why(one)
    if one.known.excused:
        parts.append(_("ghi nhận đúng hạn: {reason}").format(reason=one.known.excused))
    elif one.late:
        parts.append(_("sau hạn {n} ngày").format(n=one.days))
    if one.known.conflicts:
        parts.append(_("{n} ô xung đột chưa giải quyết").format(n=one.known.conflicts))
    if not row.unit.enrolled:
        parts.append(_("chưa có phiếu đăng ký"))
    if bundle is None and one.state is not CellState.NOT_ASKED:
        parts.append(_("hạn gửi hết ngày {day}").format(day=words.day(one.due)))
    return " · ".join(parts)


def _why(one: Cell) -> list[str]:
    """Why the deciding or the newest bundle was not taken in, in the first sentence of its reason."""
    found = []
    for bundle in (one.bundle, one.newest if one.corner else None):
        if bundle is not None and bundle.code in REASONS:
            found.append(_(REASONS[bundle.code]))
        elif bundle is not None and bundle.code in catalogue():
            said = _(catalogue()[bundle.code]).split(". ")[0]
            found += [said] if "{" not in said else []
    return found
