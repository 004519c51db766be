"""The rows of an import preview: what would change, old against new, with a tick for each."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from PySide6.QtCore import QObject, Qt, Signal

from nq57desk.domain.changes import Change, ChangeKind
from nq57desk.domain.indicators import Indicator
from nq57desk.domain.plan import Task
from nq57desk.gui import words
from nq57desk.gui.marks import Mark
from nq57desk.gui.models.rows import Column, Index, RowsModel
from nq57desk.gui.models.task_columns import FIELD_NAMES
from nq57desk.sentences import where
from nq57desk.wording import _, mark

Row = Task | Indicator
_SHOWN_FIELDS = {**FIELD_NAMES, "target": mark("Mục tiêu"), "unit": mark("Đơn vị tính")}


def _row(change: Change) -> Row | None:
    found = change.after or change.before
    return found if isinstance(found, Task | Indicator) else None


def rows_of(changes: Iterable[Change], appendix_ids: Sequence[str] = ()) -> tuple[Change, ...]:
    """The changes of tasks and indicators, in the paper's order: those are the lines people know."""
    places = {each: at for at, each in enumerate(appendix_ids)}

    def order(change: Change) -> tuple[bool, int, int]:
        row = _row(change)
        appendix, position = ("", 0) if row is None else (row.appendix_id, row.position)
        return change.change is ChangeKind.DELETED, places.get(appendix, len(places)), position

    return tuple(sorted((change for change in changes if _row(change) is not None), key=order))


def differences(change: Change) -> str:
    """ "Thời hạn: Quý I → Quý II; Chủ trì: …": what an edit changes."""
    if change.before is None or change.after is None:
        return ""
    parts = []
    for field, name in _SHOWN_FIELDS.items():
        old, new = getattr(change.before, field, ""), getattr(change.after, field, "")
        if old != new:
            parts.append(f"{_(name)}: {_short(old)} ⇒ {_short(new)}".replace("⇒", _("thành")))
    return "; ".join(parts)


def _short(text: object) -> str:
    words_ = " ".join(str(text).split())
    return f"“{words_ if len(words_) <= 60 else words_[:60] + '…'}”" if words_ else _("(trống)")


def _kind(change: Change) -> Mark:
    return words.CHANGES[change.change]


def _text(field: str) -> Any:
    def text(change: Change) -> str:
        return str(getattr(_row(change), field, ""))

    return text


def _deadline(change: Change) -> str:
    row = _row(change)
    return row.target if isinstance(row, Indicator) else row.deadline if row is not None else ""


def columns() -> tuple[Column[Change], ...]:
    """The preview's columns."""
    return (
        Column(_("Dòng"), lambda change: _(_kind(change).words), 118, mark=_kind),
        Column(_("TT"), _text("number"), 46),
        Column(_("Nội dung"), _text("name"), 0, second=differences),
        Column(_("Chủ trì"), _text("lead"), 150),
        Column(_("Thời hạn, mục tiêu"), _deadline, 150),
        Column(_("Chỗ trong tệp"), lambda change: where(change.place), 150),
    )


class ChangeTable(RowsModel[Change]):
    """Ticked rows are taken in, the others left."""

    ticked = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(columns(), parent)
        self.left: set[str] = set()

    def show_changes(self, changes: Iterable[Change], appendix_ids: Sequence[str] = ()) -> None:
        """Show these, the appendices in the order given, all ticked but deletions and conflicts."""
        rows = rows_of(changes, appendix_ids)
        self.left = {change.id for change in rows if change.change in (ChangeKind.DELETED, ChangeKind.CONFLICT)}
        self.show(rows)
        self.ticked.emit()

    @property
    def taken(self) -> int:
        """How many rows are ticked."""
        return len(self.rows) - len(self.left)

    def toggle(self, rows: Iterable[int]) -> None:
        """Tick these rows, or untick them if all of them are ticked."""
        ids = [self.rows[at].id for at in rows if 0 <= at < len(self.rows)]
        if any(each in self.left for each in ids):
            self.left.difference_update(ids)
        else:
            self.left.update(ids)
        if ids:
            self.dataChanged.emit(self.index(0, 0), self.index(len(self.rows) - 1, 0))
            self.ticked.emit()

    def flags(self, index: Index) -> Qt.ItemFlag:
        """The first column has a tick box."""
        flags = super().flags(index)
        return flags | Qt.ItemFlag.ItemIsUserCheckable if index.column() == 0 else flags

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """As any row, with the tick."""
        if role == Qt.ItemDataRole.CheckStateRole and index.column() == 0:
            row = self.row(index)
            if row is not None:
                return Qt.CheckState.Unchecked if row.id in self.left else Qt.CheckState.Checked
        return super().data(index, role)

    def setData(self, index: Index, value: Any, role: int = Qt.ItemDataRole.EditRole) -> bool:
        """Take a tick set by mouse or by an assistive program."""
        row = self.row(index)
        if role != Qt.ItemDataRole.CheckStateRole or row is None:
            return False
        if Qt.CheckState(value) == Qt.CheckState.Checked:
            self.left.discard(row.id)
        else:
            self.left.add(row.id)
        self.dataChanged.emit(index, index)
        self.ticked.emit()
        return True
