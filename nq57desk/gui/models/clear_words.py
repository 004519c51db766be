"""How the five "rõ" of a task are said: a figure with a symbol in the table, sentences in the panel."""

from __future__ import annotations

from nq57desk.domain.completeness import Completeness, Why
from nq57desk.domain.five_clear import Clear
from nq57desk.gui import theme
from nq57desk.gui.marks import Mark
from nq57desk.wording import _, mark

NAMES = {
    Clear.WHO: mark("rõ người"),
    Clear.WHAT: mark("rõ việc"),
    Clear.WHEN: mark("rõ thời gian"),
    Clear.ANSWERABLE: mark("rõ trách nhiệm"),
    Clear.RESULT: mark("rõ kết quả"),
}
_REPAIRS = {
    Clear.WHO: mark("chưa rõ người ({why}): ghi cơ quan chủ trì"),
    Clear.WHAT: mark("chưa rõ việc ({why}): ghi đủ tên nhiệm vụ"),
    Clear.WHEN: mark("chưa rõ thời gian ({why}): ghi thời hạn, ví dụ Quý I/2026"),
    Clear.ANSWERABLE: mark("chưa rõ trách nhiệm ({why}): ghi lãnh đạo phụ trách hoặc người chịu trách nhiệm"),
    Clear.RESULT: mark("chưa rõ kết quả ({why}): ghi sản phẩm"),
}
_REASONS = {
    Why.EMPTY: mark("còn trống"),
    Why.EVERYBODY: mark("giao chung cho tất cả"),
    Why.TOO_SHORT: mark("chỉ có một từ"),
    Why.NOT_UNDERSTOOD: mark("không đọc được thời hạn"),
    Why.WAITS: mark("còn chờ văn bản"),
}
_COMPLETE = theme.Tint(theme.GOOD.text, "")
_WANTING = theme.Tint(theme.WARNING.text, "")


def clear_mark(found: Completeness | None) -> Mark | None:
    """ "5/5" with a tick, or how many are clear with a half circle; none of a row that heads others and lacks none."""
    if found is None or (found.group and found.complete):
        return None
    total = len(Clear)
    figure = f"{total - len(found.lacking)}/{total}"
    return Mark("met", figure, _COMPLETE) if found.complete else Mark("partial", figure, _WANTING)


def short_words(found: Completeness | None) -> str:
    """ "đủ 5 rõ", or which are wanting."""
    if found is None:
        return ""
    if found.complete:
        return "" if found.group else _("đủ 5 rõ")
    return _("chưa {what}").format(what=", ".join(_(NAMES[thing]) for thing, _why in found.lacking))


def sentences(found: Completeness | None) -> tuple[str, ...]:
    """For the panel: one line for each that is not clear, with the reason and what mends it."""
    if found is None:
        return ()
    if found.complete:
        return () if found.group else (_("✓ Đủ 5 rõ: người, việc, thời gian, trách nhiệm, kết quả."),)
    return tuple(f"○ {_(_REPAIRS[thing]).format(why=_(_REASONS[why]))}" for thing, why in found.lacking)
