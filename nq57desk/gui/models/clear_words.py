"""How the five "rõ" of a task are said: a figure with a symbol in the table, sentences in the panel."""

from __future__ import annotations

from nq57desk.domain.five_clear import Clear, Clearness, clearness
from nq57desk.gui import theme
from nq57desk.gui.marks import Mark
from nq57desk.usecases.task_list import TaskRow
from nq57desk.wording import _, mark

NAMES = {
    Clear.WHO: mark("rõ người"),
    Clear.WHAT: mark("rõ việc"),
    Clear.WHEN: mark("rõ thời gian"),
    Clear.ANSWERABLE: mark("rõ trách nhiệm"),
    Clear.RESULT: mark("rõ kết quả"),
}
_REPAIRS = {
    Clear.WHO: mark("chưa rõ người: ghi cơ quan chủ trì"),
    Clear.WHAT: mark("chưa rõ việc: ghi tên nhiệm vụ"),
    Clear.WHEN: mark("chưa rõ thời gian: ghi thời hạn đọc được, ví dụ Quý I/2026"),
    Clear.ANSWERABLE: mark("chưa rõ trách nhiệm: ghi lãnh đạo phụ trách hoặc người chịu trách nhiệm"),
    Clear.RESULT: mark("chưa rõ kết quả: ghi sản phẩm"),
}
_COMPLETE = theme.Tint(theme.GOOD.text, "")
_WANTING = theme.Tint(theme.WARNING.text, "")


def of_row(row: TaskRow) -> Clearness:
    """Which of the five a task makes clear."""
    return clearness(
        name=row.name,
        lead=row.lead,
        supervisor=row.supervisor,
        responsible=row.responsible,
        product=row.product,
        deadline=row.deadline,
        meaning=row.meaning,
    )


def clear_mark(row: TaskRow) -> Mark:
    """ "5/5" with a tick, or how many are clear with an open circle."""
    found = of_row(row)
    total = len(Clear)
    figure = f"{len(found.clear)}/{total}"
    return Mark("met", figure, _COMPLETE) if found.complete else Mark("partial", figure, _WANTING)


def short_words(row: TaskRow) -> str:
    """ "đủ 5 rõ", or which are wanting."""
    found = of_row(row)
    if found.complete:
        return _("đủ 5 rõ")
    return _("thiếu {what}").format(what=", ".join(_(NAMES[each]) for each in found.unclear))


def sentences(row: TaskRow) -> tuple[str, ...]:
    """For the panel: what is clear in one line, then one line for each that is not, with what mends it."""
    found = of_row(row)
    if found.complete:
        return (_("✓ Đủ 5 rõ: người, việc, thời gian, trách nhiệm, kết quả."),)
    clear = ", ".join(_(NAMES[each]) for each in found.clear)
    first = _("Đã {clear}.").format(clear=clear) if clear else ""
    return tuple(line for line in (first, *(f"○ {_(_REPAIRS[each])}" for each in found.unclear)) if line)
