"""The table of an import preview: the file's own columns, what each row would do, ticks, and edits of the import.

Rows that are the same are folded into one line at the end until it is opened. A text typed here is handed on by
``typed``; it changes what would be imported, never the file.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QObject, Qt, Signal

from nq57desk.domain.changed_words import changed_words
from nq57desk.domain.problems import Problem, Severity
from nq57desk.gui import theme
from nq57desk.gui.marks import Mark
from nq57desk.gui.models.import_rows import GONE, ImportRow, Kind, with_headings
from nq57desk.gui.models.import_ticks import Ticks
from nq57desk.gui.models.rows import ROOT, Index, Role, plain_tip
from nq57desk.importing.amending import AMENDABLE
from nq57desk.importing.result import ReadTable
from nq57desk.sentences import sentence, where
from nq57desk.wording import _, mark

MARKS = {
    Kind.NEW: Mark("add", mark("Mới"), theme.RECEIVED),
    Kind.EDITED: Mark("edit", mark("Sửa"), theme.NEUTRAL),
    Kind.SAME: Mark("in_time", mark("Giống"), theme.UNKNOWN),
    Kind.CONFLICT: Mark("warning", mark("Xung đột"), theme.WARNING),
    Kind.DELETED: Mark("not_met", mark("Bỏ"), theme.MISSING),
    Kind.DROPPED: Mark("close", mark("Bỏ qua"), theme.UNKNOWN),
}
_KEPT = Mark("in_time", mark("Giữ lại"), theme.UNKNOWN)
"""A row that the file lacks, as long as nobody wants it gone."""
_FIELDS = ("number", "name", "lead", "deadline")


class ImportTable(QAbstractTableModel):
    """Shows the rows of one read table; the ticks of all tables are kept here."""

    ticked = Signal()
    followed = Signal(object)
    """Rows whose tick went along with another's: a tuple of Followed."""
    typed = Signal(object, str, str)
    """A line (ImportRow), the field that its column is read as, and what a person typed there."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.all: tuple[ImportRow, ...] = ()
        self.rows: list[ImportRow] = []
        self.ticks = Ticks()
        self.folded = True
        self.same = 0
        self._table = 0
        self._columns: tuple[str, ...] = ()
        self._fields: tuple[str, ...] = ()

    # what is shown

    def show(self, rows: Iterable[ImportRow], *, keep: bool = False) -> None:
        """Show these rows; with ``keep`` the ticks stay as a person set them, for rows that were there before."""
        found = tuple(rows)
        self.ticks.show(found, keep=keep)
        self.all = found
        self._refill()
        self.ticked.emit()

    def show_table(self, at: int, table: ReadTable | None) -> None:
        """Show the rows of this table under its own headings."""
        self._table = at
        self._columns = () if table is None else table.columns
        self._fields = () if table is None else table.fields
        self._refill()

    def fold(self, on: bool) -> None:
        """Fold the rows that are the same, or show them at their places."""
        if on != self.folded:
            self.folded = on
            self._refill()

    def _refill(self) -> None:
        self.beginResetModel()
        here = [row for row in self.all if row.table in (self._table, GONE)]
        shown = (row for row in here if not (self.folded and row.kind is Kind.SAME and not row.problems))
        self.rows = with_headings(shown)
        self.same = sum(row.kind is Kind.SAME and not row.problems for row in here)
        self.endResetModel()

    @property
    def has_fold(self) -> bool:
        """Whether the last line stands for rows that are folded, or folds them."""
        return self.same > 0

    # ticks

    @property
    def left(self) -> set[str]:
        """The keys of lines that are not ticked."""
        return self.ticks.left

    @property
    def taken(self) -> int:
        """How many rows of all tables would be imported."""
        return sum(map(self.ticks.is_taken, self.all))

    @property
    def going(self) -> frozenset[str]:
        """The records of rows that the file lacks and a person wants gone."""
        return frozenset(row.id for row in self.all if row.table == GONE and self.ticks.is_taken(row))

    @property
    def left_ids(self) -> frozenset[str]:
        """The records of the rows that are not ticked or were left out."""
        return frozenset(row.id for row in self.all if row.id and not self.ticks.is_taken(row))

    @property
    def left_count(self) -> int:
        """How many rows of the file that would change something are not ticked."""
        return sum(bool(row.id) and row.table != GONE and not self.ticks.is_taken(row) for row in self.all)

    def takes_any(self, table: int) -> bool:
        """Whether any row of a table (from 0) would be imported."""
        return any(row.table == table and self.ticks.is_taken(row) for row in self.all)

    def left_of(self, table: int) -> int:
        """How many rows of a table would change something and are not ticked."""
        return sum(row.table == table and bool(row.id) and not self.ticks.is_taken(row) for row in self.all)

    def toggle(self, rows: Iterable[int]) -> None:
        """Tick these rows, or untick them if all of them are ticked; rows that hang on them go along."""
        lines = [line for at in rows if 0 <= at < len(self.rows) for line in self._lines_at(at)]
        if not any(map(self.ticks.tickable, lines)):
            return
        if any(line.table != GONE and self.ticks.tickable(line) for line in lines):
            # A row goes only where it alone is chosen, never along with a whole table.
            lines = [line for line in lines if line.table != GONE]
        followed = self.ticks.toggle(lines)
        self.dataChanged.emit(self.index(0, 0), self.index(len(self.rows) - 1, 0))
        self.ticked.emit()
        if followed:
            self.followed.emit(followed)

    def _lines_at(self, at: int) -> Sequence[ImportRow]:
        """The line at a row; of a heading the lines under it."""
        if self.rows[at].kind is not Kind.HEADING:
            return self.rows[at : at + 1]
        end = next((n for n in range(at + 1, len(self.rows)) if self.rows[n].kind is Kind.HEADING), len(self.rows))
        return self.rows[at + 1 : end]

    # looking rows up

    @property
    def first(self) -> int:
        """The first row that is no heading."""
        return next((at for at, row in enumerate(self.rows) if row.kind is not Kind.HEADING), 0)

    def row(self, index: Index) -> ImportRow | None:
        """The line at an index, None on the folding line or nowhere."""
        return self.rows[index.row()] if index.isValid() and index.row() < len(self.rows) else None

    def is_fold(self, index: Index) -> bool:
        """Whether the index lies on the folding line."""
        return index.isValid() and self.has_fold and index.row() == len(self.rows)

    def place_of(self, key: str) -> int | None:
        """The row in which a line stands, None where it is not shown."""
        return next((at for at, row in enumerate(self.rows) if row.key == key), None)

    def column_of(self, heading: str) -> int:
        """The column under this heading of the file, 0 where there is none."""
        return self._columns.index(heading) + 1 if heading in self._columns else 0

    def field_at(self, column: int) -> str:
        """The field that a shown column is read as, "" for none."""
        return self._fields[column - 1] if 0 < column <= len(self._fields) else ""

    # Qt's side

    def rowCount(self, parent: Index = ROOT) -> int:
        """The lines, and the folding line if any are the same."""
        return 0 if parent.isValid() else len(self.rows) + self.has_fold

    def columnCount(self, parent: Index = ROOT) -> int:
        """What the row does, then the file's own columns."""
        return 0 if parent.isValid() else 1 + max(1, len(self._columns))

    def flags(self, index: Index) -> Qt.ItemFlag:
        """The first column has a tick box, the others can be typed in."""
        flags = super().flags(index)
        row = self.row(index)
        if row is None:
            return flags
        if index.column() == 0:
            return flags | Qt.ItemFlag.ItemIsUserCheckable if self.ticks.tickable(row) else flags
        editable = row.read is not None and row.kind is not Kind.DROPPED and self.field_at(index.column()) in AMENDABLE
        return flags | Qt.ItemFlag.ItemIsEditable if editable else flags

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """The file's own headings."""
        if orientation != Qt.Orientation.Horizontal:
            return None
        if role == Qt.ItemDataRole.ToolTipRole and 0 < section <= len(self._columns):
            return plain_tip(self._columns[section - 1])
        if role != Qt.ItemDataRole.DisplayRole:
            return None
        if section == 0:
            return _("Dòng")
        if section <= len(self._columns):
            return self._columns[section - 1].replace("\n", " ")
        return _("Nội dung")

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """What a cell answers to a role."""
        if self.is_fold(index):
            return self._fold_data(index.column(), role)
        row = self.row(index)
        if row is None:
            return None
        if row.kind is Kind.HEADING:
            return self._heading_data(row, index.column(), role)
        return self._first(row, role) if index.column() == 0 else self._cell(row, index.column(), role)

    def _fold_data(self, column: int, role: int) -> Any:
        if role == Role.HEADING:
            return True
        if column == 0 and role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            if self.folded:
                return _("▸ {n} dòng giống dữ liệu đang có, không thay đổi (Enter để xem)").format(n=self.same)
            return _("▾ Gấp lại {n} dòng giống dữ liệu đang có (Enter)").format(n=self.same)
        return None

    def _heading_data(self, row: ImportRow, column: int, role: int) -> Any:
        if role == Role.HEADING:
            return True
        if column == 0 and role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            if row.table != GONE:
                return row.section
            count = sum(each.table == GONE for each in self.all)
            return _("{n} dòng không còn trong tệp: vẫn giữ. Chỉ dòng nào được đánh dấu mới bỏ (Space).").format(
                n=count
            )
        return None

    def _first(self, row: ImportRow, role: int) -> Any:
        known = _KEPT if row.table == GONE and row.key in self.left else MARKS[row.kind]
        if role == Qt.ItemDataRole.DisplayRole:
            return _(known.words)
        if role == Role.MARK:
            return known
        if role == Role.SECOND_MARK:
            return worst(row.problems)
        if role == Role.ROW:
            return row
        if role == Qt.ItemDataRole.CheckStateRole and self.ticks.tickable(row):
            return Qt.CheckState.Unchecked if row.key in self.left else Qt.CheckState.Checked
        if role == Qt.ItemDataRole.ToolTipRole:
            return plain_tip("\n".join([*(sentence(each) for each in row.problems), *self._why_not(row)]))
        if role == Qt.ItemDataRole.AccessibleTextRole:
            taken = self.ticks.is_taken(row)
            ticked = _("sẽ nhập") if taken else _("không nhập")
            if row.table == GONE:
                ticked = _("sẽ bỏ") if taken else _("không còn trong tệp, vẫn giữ")
            return ", ".join([_(known.words), ticked, *(sentence(each) for each in row.problems), *self._why_not(row)])
        return None

    def _why_not(self, row: ImportRow) -> list[str]:
        """Why a line that needs no mending itself cannot be ticked."""
        parent = None if row.must_mend else self.ticks.waits_for(row)
        if parent is None:
            return []
        return [_("Dòng con này chờ dòng {number} ở trên: dòng đó chưa nhập được.").format(number=parent.number or "?")]

    def _cell(self, row: ImportRow, column: int, role: int) -> Any:
        text = self.text(row, column)
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.EditRole):
            return text
        if role == Qt.ItemDataRole.ToolTipRole:
            old = self.before(row, column)
            return plain_tip(_("Đang có: {text}").format(text=old) if old and old != text else text)
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        if role == Role.RANGES:
            return changed_words(self.before(row, column), text) if row.kind is Kind.EDITED else ()
        if role == Role.SECOND_MARK:
            return self._second(row, column, text)
        if role == Qt.ItemDataRole.AccessibleTextRole:
            heading = self.headerData(column, Qt.Orientation.Horizontal)
            old = self.before(row, column)
            changed = _("trước là {text}").format(text=old) if row.kind is Kind.EDITED and old != text else ""
            return ", ".join(part for part in (str(heading), text or _("trống"), changed) if part)
        return row if role == Role.ROW else None

    def _second(self, row: ImportRow, column: int, text: str) -> Mark | None:
        heading = self._columns[column - 1] if column <= len(self._columns) else ""
        here = [each for each in row.problems if each.place.column and each.place.column == heading]
        if here:
            return worst(tuple(here))
        old = self.before(row, column)
        if row.kind is Kind.EDITED and old != text:
            return Mark("", _("trước: {text}").format(text=" ".join(old.split()) or _("(trống)")), _OLD)
        return None

    def text(self, row: ImportRow, column: int) -> str:
        """What the file says in a column of a line; of a row that would go, what it says now."""
        if row.read is not None and column <= len(row.read.cells):
            return row.read.cells[column - 1][1]
        record, field = row.record, self.field_at(column) or (_FIELDS[column - 1] if column <= len(_FIELDS) else "")
        return str(getattr(record, field, "")) if record is not None and field and row.read is None else ""

    def before(self, row: ImportRow, column: int) -> str:
        """What the data say now in that column, "" where there is nothing."""
        record = None if row.change is None else row.change.before
        field = self.field_at(column)
        if record is None or row.kind is not Kind.EDITED:
            return ""
        if field and hasattr(record, field) and isinstance(getattr(record, field), str):
            return str(getattr(record, field))
        heading = self._columns[column - 1] if column <= len(self._columns) else ""
        return next((text for name, text in getattr(record, "cells", ()) if name == heading), self.text(row, column))

    def setData(self, index: Index, value: Any, role: int = Qt.ItemDataRole.EditRole) -> bool:
        """Take a tick, or hand on a typed text."""
        row = self.row(index)
        if row is None:
            return False
        if role == Qt.ItemDataRole.CheckStateRole and index.column() == 0 and self.ticks.tickable(row):
            if (row.key in self.left) == (Qt.CheckState(value) == Qt.CheckState.Checked):
                self.toggle([index.row()])
            return True
        name = self.field_at(index.column())
        if role == Qt.ItemDataRole.EditRole and name in AMENDABLE and str(value) != self.text(row, index.column()):
            self.typed.emit(row, name, str(value))
            return True
        return False


_OLD = theme.Tint(theme.SECONDARY, "")


def worst(problems: Sequence[Problem]) -> Mark | None:
    """The gravest of the findings as a mark, None where nothing is wrong."""
    grave = [each for each in problems if each.severity is not Severity.NOTE]
    if not grave:
        return None
    if any(each.severity is Severity.ERROR for each in grave):
        return Mark("error", _("Phải sửa"), theme.MISSING)
    return Mark("warning", _("Nên xem"), theme.WARNING)


def place_words(row: ImportRow) -> str:
    """Where the line stands in the file."""
    return where(row.read.place) if row.read is not None else ""
