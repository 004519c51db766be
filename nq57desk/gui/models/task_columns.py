"""Which columns the table of tasks shows: the plan's own, with what the program understood beside them.

With one appendix chosen they are that appendix's own columns under its own headings, in its order; with a
whole plan, or found by a search, the common ones. Who, what and when come first, then the state, then the
plan's remaining columns by scrolling: the panel below shows those anyway.
"""

from __future__ import annotations

from collections.abc import Callable

from nq57desk.domain.adjustments import WORDS, tags
from nq57desk.domain.deadlines import Deadline
from nq57desk.domain.plan import Appendix
from nq57desk.gui import theme, words
from nq57desk.gui.marks import Mark
from nq57desk.gui.models import clear_words
from nq57desk.gui.models.rows import Column
from nq57desk.usecases.task_list import TaskRow
from nq57desk.wording import _, mark

_WIDTHS = {
    "number": 66,
    "second_number": 46,
    "name": 0,
    "lead": 126,
    "coordinating": 126,
    "supervisor": 112,
    "responsible": 112,
    "product": 130,
    "deadline": 124,
    "note": 90,
}
FIELD_NAMES: dict[str, str] = {
    "number": mark("TT"),
    "second_number": mark("TT phụ"),
    "name": mark("Nhiệm vụ"),
    "lead": mark("Chủ trì"),
    "coordinating": mark("Phối hợp"),
    "supervisor": mark("Lãnh đạo phụ trách"),
    "responsible": mark("Người chịu trách nhiệm"),
    "product": mark("Sản phẩm"),
    "deadline": mark("Thời hạn"),
    "note": mark("Ghi chú"),
    "source_document": mark("Văn bản giao"),
    "adjusted_by": mark("Văn bản điều chỉnh"),
}
_FIRST = ("number", "second_number", "name", "supervisor", "responsible", "lead", "deadline")
"""What is looked at most; the plan's other columns follow the state, in their order."""
PERSONS = ("supervisor", "responsible")
"""What names persons: left away on a screen for everybody in the room."""
_COMMON = ("number", "name", "supervisor", "lead", "deadline")


def columns_for(appendix: Appendix | None, *, persons: bool = True) -> tuple[Column[TaskRow], ...]:
    """The columns for one appendix, or the common ones; without ``persons`` those that name nobody."""
    hidden = () if persons else PERSONS
    if appendix is None or not appendix.columns:
        common = [field for field in _COMMON if field not in hidden]
        return (*(_field_column(field, _(FIELD_NAMES[field])) for field in common), _status_column())
    fields = appendix.column_fields or ("",) * len(appendix.columns)
    own = [pair for pair in zip(appendix.columns, fields, strict=False) if pair[1] not in hidden]
    first = [_own_column(heading, field) for heading, field in own if field in _FIRST]
    rest = [_own_column(heading, field) for heading, field in own if field not in _FIRST]
    return (*first, _status_column(), *rest)


def _own_column(heading: str, field: str) -> Column[TaskRow]:
    shown = heading.rsplit(" / ", maxsplit=1)[-1].replace("\n", " ")
    if field in FIELD_NAMES and field in _WIDTHS:
        return _field_column(field, shown)

    def text(row: TaskRow) -> str:
        return next((value for name, value in row.cells if name == heading), "")

    return Column(shown, text, 110)


def _getter(field: str) -> Callable[[TaskRow], str]:
    def text(row: TaskRow) -> str:
        return str(getattr(row, field))

    return text


def _field_column(field: str, heading: str) -> Column[TaskRow]:
    width = _WIDTHS[field]
    if field == "number":
        return Column(heading, _getter(field), width, second=_clear_words, second_mark=_clear_mark)
    if field == "deadline":
        return Column(heading, _getter(field), width, second_mark=deadline_mark)
    if field == "name":
        return Column(heading, _indented_name, width, second=found_words, second_mark=_name_mark)
    return Column(heading, _getter(field), width)


def _clear_words(row: TaskRow) -> str:
    return clear_words.short_words(row.clear)


def _clear_mark(row: TaskRow) -> Mark | None:
    return clear_words.clear_mark(row.clear)


def _name_mark(row: TaskRow) -> Mark | None:
    """The place of a hit takes the second line of the name where there is one."""
    return None if row.found is not None else adjusted_mark(row)


def adjusted_mark(row: TaskRow) -> Mark | None:
    """The newest tag that a change of an issued plan left: "Điều chỉnh · 02-CTr/BCĐTW"."""
    found = tags(row.adjusted_by)
    if not found:
        return None
    return Mark("edit", f"{WORDS[found[-1].kind]} · {found[-1].document}", theme.NEUTRAL)


_FOUND: dict[str, str] = {
    **FIELD_NAMES,
    "result": mark("Kết quả"),
    "difficulty": mark("Khó khăn, vướng mắc"),
    "proposal": mark("Kiến nghị"),
    "product_document": mark("Sản phẩm, văn bản"),
    "stopped_by": mark("Văn bản dừng, thay thế"),
}


def found_words(row: TaskRow) -> str:
    """Where a search found what no column shows: "Kết quả kỳ 10/2026: …"."""
    found = row.found
    if found is None:
        return ""
    text = " ".join(found.text.split())
    if not found.period:
        return f"{_(_FOUND[found.field])}: {text}"
    year, _dash, month = found.period.partition("-")
    return _("{what} kỳ {period}: {text}").format(what=_(_FOUND[found.field]), period=f"{month}/{year}", text=text)


def copied_text(column: Column[TaskRow], row: TaskRow) -> str:
    """A cell as it is copied into a table."""
    return (column.copied or column.text)(row).strip()


def _indented_name(row: TaskRow) -> str:
    return f"    {row.name}" if row.parent_id else row.name


def meaning_words(meaning: Deadline) -> str:
    """What the program understood of a deadline: the last day, the recurrence, or that it waits or is not clear."""
    if meaning.recurrence is not None:
        return _(words.RECURRENCES[str(meaning.recurrence)])
    if meaning.last_day is not None:
        return _("đến {day}").format(day=words.day(meaning.last_day))
    return _("chờ văn bản") if str(meaning.kind) == "conditional" else _("chưa rõ hạn")


def deadline_mark(row: TaskRow) -> Mark | None:
    """The second line of the deadline's cell; none where it would only repeat the plan's words."""
    meaning = row.meaning
    shown = meaning_words(meaning)
    if not row.deadline.strip():
        return Mark("unknown", _("chưa rõ hạn"), theme.UNKNOWN)
    if shown.casefold() == row.deadline.strip().casefold():
        return None
    if meaning.recurrence is not None:
        return Mark("", shown, theme.NEUTRAL)
    if meaning.last_day is not None:
        return Mark("replaced", words.day(meaning.last_day))
    if str(meaning.kind) == "conditional":
        return Mark("held", shown, theme.WAITING)
    return Mark("unknown", shown, theme.UNKNOWN)


def _status_column() -> Column[TaskRow]:
    def text(row: TaskRow) -> str:
        return _(words.state_mark(row.state).words)

    def state(row: TaskRow) -> Mark:
        known = words.state_mark(row.state)
        if row.percent is None or known is words.NO_STATE:
            return known
        return Mark(known.symbol, f"{_(known.words)} · {row.percent}%", known.tint)

    def timing(row: TaskRow) -> Mark:
        return words.timeliness_mark(str(row.timeliness), row.days)

    def copied(row: TaskRow) -> str:
        return " · ".join(part for part in (_(state(row).words), timing(row).words) if part)

    return Column(
        _("Trạng thái"), text, 184, second=lambda row: timing(row).words, mark=state, second_mark=timing, copied=copied
    )
