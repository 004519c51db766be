"""The columns of the monthly grid: what stands frozen at the left, what is filled in, what is suggested, what lacks."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from nq57desk.domain.form_answers import state_said
from nq57desk.domain.month_cells import shown
from nq57desk.domain.progress import State
from nq57desk.domain.update_rate import Lack
from nq57desk.gui import theme, words
from nq57desk.gui.marks import Mark
from nq57desk.gui.models.grid_columns import CellKind, GridColumn
from nq57desk.gui.models.task_columns import deadline_mark
from nq57desk.sentences.month import LABELS
from nq57desk.usecases.month_sheet import SheetRow
from nq57desk.wording import _, mark

_MISSING = Mark("not_updated", mark("Chưa cập nhật"), theme.WARNING)
_PARTIAL = Mark("partial", mark("Còn thiếu"), theme.WARNING)
_LATE = Mark("updated", mark("Cập nhật sau hạn"), theme.LATE)
_NOTHING = Mark("nothing_arose", mark("Không phát sinh"), theme.GOOD)
_UPDATED = Mark("updated", mark("Đã cập nhật"), theme.GOOD)
_ENDED = Mark("", mark("Không tính"), theme.Tint(theme.SECONDARY, ""))
_LACKS = {Lack.NOT_UPDATED: _MISSING, Lack.INCOMPLETE: _PARTIAL, Lack.UPDATED_LATE: _LATE}
FROZEN = 6
NAME = 2
"""The column of the task's name."""


def update_mark(sheet: SheetRow) -> Mark:
    """Whether the task was updated in the month."""
    row = sheet.row
    if row.counted and row.lack is not None:
        return _LACKS[row.lack]
    if row.update is None:
        return _ENDED
    return _NOTHING if row.update.nothing_arose else _UPDATED


def _sign(sheet: SheetRow) -> Mark:
    """The update's symbol alone; its words are spoken and stand in the tip."""
    return Mark(update_mark(sheet).symbol, "", theme.Tint(update_mark(sheet).tint.text, ""))


def _timing(sheet: SheetRow) -> Mark | None:
    """In time or late, under the deadline's own words."""
    task = sheet.row.task
    timeliness, days = str(task.timeliness), task.days
    if timeliness == "late" and days is not None:
        return Mark("late", _("quá {n}").format(n=-days), theme.BAD)
    if timeliness == "due_soon" and days is not None:
        return Mark("due_soon", _("còn {n}").format(n=days), theme.WARNING)
    if timeliness == "done_late":
        return Mark("done", _("quá hạn"), theme.MISSING)
    last = task.meaning.last_day
    return None if last is not None and words.day(last) in task.deadline else deadline_mark(task)


def _deadline_words(sheet: SheetRow) -> str:
    """The deadline and what it means today, in full."""
    task = sheet.row.task
    return words.timeliness_mark(str(task.timeliness), task.days).words


def _before(sheet: SheetRow) -> Mark | None:
    if sheet.before is None:
        return None
    found = words.STATES[sheet.before.state]
    percent = "" if sheet.before.percent is None else f"{sheet.before.percent}"
    return Mark(found.symbol, percent)


def _before_text(sheet: SheetRow) -> str:
    return "" if sheet.before is None else _(words.STATES[sheet.before.state].words)


def _state(sheet: SheetRow) -> Mark | None:
    update = sheet.row.update
    return None if update is None else words.STATES[update.state]


def _state_second(sheet: SheetRow) -> Mark | None:
    update = sheet.row.update
    if update is None or update.state is not State.DONE or update.finished_on is None:
        return None
    return Mark("", words.day(update.finished_on), theme.Tint(theme.SECONDARY, ""))


def state_mark_of(text: str) -> Mark | None:
    """The mark of a state just chosen."""
    found = state_said(text)
    return None if found is None else words.STATES[found]


def _text(field: str) -> Callable[[SheetRow], str]:
    def text(sheet: SheetRow) -> str:
        return shown(sheet.row.update, field)

    return text


def _suggested_state(sheet: SheetRow) -> str:
    state = sheet.suggestion.state
    return "" if state is None else _(words.STATES[state].words)


def _suggested_percent(sheet: SheetRow) -> str:
    percent = sheet.suggestion.percent
    return "" if percent is None else str(percent)


def _suggested_day(sheet: SheetRow) -> str:
    return words.day(sheet.suggestion.finished_on)


def _lacks_result(sheet: SheetRow) -> bool:
    return sheet.row.counted and sheet.row.lack in (Lack.NOT_UPDATED, Lack.INCOMPLETE)


def _lacks_document(sheet: SheetRow) -> bool:
    update = sheet.row.update
    return update is not None and update.state is State.DONE and not update.product_document


def _lacks_stop(sheet: SheetRow) -> bool:
    update = sheet.row.update
    return update is not None and update.state is State.STOPPED and not update.stopped_by


def _lacks_reason(sheet: SheetRow) -> bool:
    update = sheet.row.update
    return str(sheet.row.task.timeliness) == "late" and update is not None and not update.difficulty


def _filled(field: str, width: int, kind: CellKind = CellKind.TEXT, heading: str = "") -> GridColumn[SheetRow]:
    text = _text(field)
    right = kind is CellKind.NUMBER
    return GridColumn(heading or _(LABELS[field]), text, width, right=right, field=field, kind=kind, edit=text)


def columns() -> tuple[GridColumn[SheetRow], ...]:
    """The columns of the month at 100 %; the first FROZEN stay."""
    return (
        GridColumn("", lambda sheet: _(update_mark(sheet).words), 30, mark=_sign, note=_("Cập nhật kỳ này")),
        GridColumn(_("TT"), lambda sheet: sheet.row.task.number, 40),
        GridColumn(_("Nhiệm vụ"), lambda sheet: sheet.row.task.name, 262),
        GridColumn(_("Chủ trì"), lambda sheet: sheet.row.task.lead, 86),
        GridColumn(
            _("Thời hạn"), lambda sheet: sheet.row.task.deadline, 104, second=_deadline_words, second_mark=_timing
        ),
        GridColumn(_("Kỳ trước"), _before_text, 48, mark=_before),
        replace(
            _filled("state", 130, CellKind.STATE),
            mark=_state,
            second_mark=_state_second,
            suggested=_suggested_state,
            mark_of=state_mark_of,
            note=_("Phím 1 đến 5, hoặc Alt+↓ để chọn trong danh sách"),
        ),
        replace(_filled("percent", 46, CellKind.NUMBER), suggested=_suggested_percent),
        replace(_filled("result", 230), lacking=_lacks_result),
        replace(_filled("product_document", 140), lacking=_lacks_document),
        replace(_filled("finished_on", 96, CellKind.DAY), suggested=_suggested_day),
        replace(_filled("difficulty", 220), lacking=_lacks_reason),
        _filled("proposal", 200),
        replace(_filled("stopped_by", 150), lacking=_lacks_stop),
        _filled("disbursed", 116, CellKind.NUMBER, _("Giải ngân (đồng)")),
    )
