"""What the journal says of one task, in sentences: who, when, and each field from old to new."""

from __future__ import annotations

from collections.abc import Iterable

from nq57desk.domain.plan import Task
from nq57desk.gui import words
from nq57desk.gui.models.task_columns import FIELD_NAMES
from nq57desk.store.entries import JournalChange
from nq57desk.wording import _

_LONGEST = 90
_MOST = 30
_NAMED = ("file", "bundle", "clipboard")
"""Origins that have a name of their own; what was done in the window or taken back is told by the action."""


def lines(changes: Iterable[JournalChange]) -> tuple[str, ...]:
    """One line for each change, newest first; of very many the newest."""
    found = tuple(changes)
    shown = [_line(change) for change in found[:_MOST]]
    if len(found) > _MOST:
        shown.append(_("… và {n} lần trước đó").format(n=len(found) - _MOST))
    return tuple(shown)


def _line(change: JournalChange) -> str:
    head = f"{words.moment(change.at)} · {change.who or _('không rõ tên')} · {words.action_words(change.action)}"
    if change.source.kind in _NAMED and change.source.name:
        head += f" · {change.source.name}"
    what = _what(change)
    return f"{head}: {what}" if what else head


def _what(change: JournalChange) -> str:
    before, after = change.before, change.after
    if after is None:
        return _("xóa nhiệm vụ")
    if before is None:
        return _("nhiệm vụ bắt đầu có từ đây")
    if not isinstance(before, Task) or not isinstance(after, Task):
        return ""
    parts = []
    for field, name in FIELD_NAMES.items():
        old, new = str(getattr(before, field)), str(getattr(after, field))
        if old != new:
            parts.append(f"{_(name)}: {short(old)} → {short(new)}")
    if before.position != after.position and not parts:
        parts.append(_("chuyển chỗ trong phụ lục"))
    return "; ".join(parts)


def short(text: str) -> str:
    """A text on one line in quotation marks, cut where it is long; "(trống)" for none."""
    one = " ".join(text.split())
    if not one:
        return _("(trống)")
    return f"“{one if len(one) <= _LONGEST else one[:_LONGEST] + '…'}”"
