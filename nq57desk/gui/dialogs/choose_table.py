"""Tự chọn bảng và cột: the clerk points at a table of the file, at its heading, and says what each column is.

Decides that nothing is guessed silently: what the program would take is shown as chosen and can be changed; one
column has to be the names; a field that only one column can be moves to the column chosen last.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QKeyEvent, QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QDialog, QVBoxLayout, QWidget

from nq57desk.gui import theme
from nq57desk.gui.models.file_rows import FileRows
from nq57desk.gui.widgets.mapped_header import MappedHeader
from nq57desk.gui.widgets.plain import Choice, Table, label, push, row
from nq57desk.gui.widgets.told import resize_to
from nq57desk.importing.recognise_chosen import ChosenColumns, ChosenTable, FileTable
from nq57desk.wording import _

Look = Callable[[ChosenTable, Callable[[ChosenColumns], None]], None]
Done = Callable[[ChosenTable, Mapping[str, str]], None]
_MANY = ("targets", "")
"""What several columns may be."""


class _Rows(Table):
    """Enter or Space: the current row is the heading."""

    def __init__(self, heading: Callable[[], None]) -> None:
        super().__init__(_("Các dòng đầu của bảng trong tệp"))
        self._heading = heading
        self.header = MappedHeader(self)
        self.setHorizontalHeader(self.header)
        self.header.show()
        self.horizontalScrollBar().valueChanged.connect(self.header.place)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """The key of this list; every other as in any table."""
        if event.key() == Qt.Key.Key_Space and event.modifiers() == Qt.KeyboardModifier.NoModifier:
            self._heading()
        else:
            super().keyPressEvent(event)

    def show_columns(self, columns: ChosenColumns) -> None:
        """Give each column its list and width."""
        self.header.show_columns(columns.headings, columns.fields)
        self.header.setFixedHeight(self.header.sizeHint().height())
        self.spread()
        QTimer.singleShot(0, self.header, self.header.place)

    def spread(self) -> None:
        """Columns share the width, none narrower than its list can be read in."""
        count = self.model().columnCount() - 1 if self.model() is not None else 0
        self.setColumnWidth(0, theme.px(96))
        wide = (self.viewport().width() - theme.px(96)) // count if count else 0
        for at in range(1, count + 1):
            self.setColumnWidth(at, max(theme.px(140), wide))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The columns follow the width."""
        super().resizeEvent(event)
        self.spread()


class ChooseTable(QDialog):
    """``look`` answers what a choice's columns are; ``done`` gets the choice and the mapping of its headings."""

    def __init__(
        self, parent: QWidget, name: str, tables: Sequence[FileTable], first: ChosenTable | None, look: Look, done: Done
    ) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(_("Tự chọn bảng và cột"))
        self._file, self._look, self._done = tuple(tables), look, done
        self.chosen = first or ChosenTable(0, tables[0].heading)
        self.columns = ChosenColumns((), (), ())
        self._asked = 0
        self.tables = Choice()
        self.tables.setAccessibleName(_("Bảng trong tệp"))
        self.tables.setMinimumContentsLength(44)
        for at, table in enumerate(tables):
            self.tables.addItem(_table_words(at, len(tables), table), at)
        self.model = FileRows(self)
        self.rows = _Rows(self.take_heading)
        self.rows.setModel(self.model)
        self.heading_button = push(_("Dòng này là tiêu đề (Enter)"))
        self.none_button = push(_("Bảng không có tiêu đề"))
        self.last_button = push(_("Bảng hết ở dòng này"))
        self.words = label(wrap=True)
        self.lacks = label(tone="error", wrap=True)
        self.cancel_button = push(_("Hủy bỏ"))
        self.accept_button = push(_("Xem trước"), main=True)
        self._build(name)
        self._connect()
        self.tables.setCurrentIndex(self.chosen.table)
        self.rows.setFocus()
        self.look()

    def _build(self, name: str) -> None:
        outer = QVBoxLayout(self)
        outer.setContentsMargins(18, 14, 18, 14)
        outer.setSpacing(8)
        told = _("Chưa nhập gì và tệp không bị sửa. Chọn bảng, chỉ dòng tiêu đề, rồi chọn mỗi cột là gì.")
        outer.addWidget(label(f"{name}. {told}", wrap=True))
        outer.addLayout(row(label(_("Bảng")), self.tables, None))
        outer.addWidget(self.rows, 1)
        outer.addLayout(row(self.heading_button, self.none_button, self.last_button, None))
        outer.addWidget(self.words)
        outer.addWidget(self.lacks)
        outer.addLayout(row(None, self.cancel_button, self.accept_button))
        resize_to(self, 1000, 520)

    def _connect(self) -> None:
        self.tables.activated.connect(self._table_chosen)
        self.heading_button.clicked.connect(self.take_heading)
        self.none_button.clicked.connect(self.take_none)
        self.last_button.clicked.connect(self.take_last)
        self.rows.opened.connect(self.take_heading)
        self.rows.header.mapped.connect(self._mapped)
        self.cancel_button.clicked.connect(self.reject)
        self.accept_button.clicked.connect(self.finish)
        for button in (self.heading_button, self.none_button, self.last_button):
            button.setAutoDefault(False)
        for keys in ("Ctrl+Return", "Ctrl+Enter"):
            QShortcut(QKeySequence(keys), self, self.finish)

    def look(self) -> None:
        """Ask what the columns of the choice are, then show it."""
        self._asked += 1
        asked, chosen = self._asked, self.chosen

        def came(columns: ChosenColumns) -> None:
            if asked == self._asked:
                self.columns = columns
                self._show(chosen)

        self._look(chosen, came)

    def _show(self, chosen: ChosenTable) -> None:
        at = self.rows.currentIndex().row()
        table = self._file[chosen.table]
        self.model.show(table, chosen, self.columns)
        self.rows.show_columns(self.columns)
        first = chosen.heading if at < 0 else at
        self.rows.setCurrentIndex(self.model.index(min(first or 0, max(0, self.model.rowCount() - 1)), 0))
        self.rows.scrollTo(self.rows.currentIndex())
        if QWidget.focusWidget(self) not in (self.tables, *self.rows.header.lists):
            self.rows.setFocus()
        self._tell()

    def _tell(self) -> None:
        table, chosen = self._file[self.chosen.table], self.chosen
        end = table.count if chosen.last is None else chosen.last + 1
        count = max(0, end - (0 if chosen.heading is None else chosen.heading + 1))
        heading = _("không có dòng tiêu đề") if chosen.heading is None else _("tiêu đề ở dòng {n}")
        parts = [heading.format(n=(chosen.heading or 0) + 1), _("{n} dòng bên dưới").format(n=count)]
        if table.count > len(table.rows):
            parts.append(_("chỉ hiện {n} dòng đầu").format(n=len(table.rows)))
        self.words.setText(" · ".join(parts)[:1].upper() + " · ".join(parts)[1:])
        named = "name" in self.columns.fields
        self.lacks.setText("" if named else _("Chọn cột nào là “Nhiệm vụ, chỉ tiêu” ở dòng dưới tiêu đề để đi tiếp."))
        self.lacks.setVisible(not named)
        self.accept_button.setEnabled(named and count > 0)

    def _table_chosen(self, at: int) -> None:
        self.rows.setCurrentIndex(self.model.index(-1, -1))
        self.chosen = ChosenTable(at, self._file[at].heading)
        self.look()

    def take_heading(self) -> None:
        """The current row is the heading; the list begins below it."""
        at = self.rows.currentIndex().row()
        if at >= 0:
            last = self.chosen.last if self.chosen.last is not None and self.chosen.last > at else None
            self.chosen = replace(self.chosen, heading=at, last=last)
            self.look()

    def take_none(self) -> None:
        """The table has no heading: its first row is a row of the list."""
        self.chosen = replace(self.chosen, heading=None)
        self.look()

    def take_last(self) -> None:
        """The current row is the list's last one; chosen again, the list goes to the table's end."""
        at = self.rows.currentIndex().row()
        if at > (-1 if self.chosen.heading is None else self.chosen.heading):
            self.chosen = replace(self.chosen, last=None if self.chosen.last == at else at)
            self.look()

    def _mapped(self, heading: str, field: str) -> None:
        fields = [
            field if name == heading else "" if kept == field and field not in _MANY else kept
            for name, kept in zip(self.columns.headings, self.columns.fields, strict=True)
        ]
        self.columns = replace(self.columns, fields=tuple(fields))
        for each, made in zip(fields, self.rows.header.lists, strict=True):
            made.setCurrentIndex(max(0, made.findData(each)))
        self._tell()

    def finish(self) -> None:
        """Go on to the preview with this choice."""
        if self.accept_button.isEnabled():
            self._done(self.chosen, dict(zip(self.columns.headings, self.columns.fields, strict=True)))
            self.accept()


def _table_words(at: int, count: int, table: FileTable) -> str:
    """ "2/3: trang 9 · 46 dòng, 7 cột · TT | Nội dung công việc"."""
    place = table.place
    where = [_("trang tính {name}").format(name=place.sheet)] if place.sheet else []
    where += [_("trang {n}").format(n=place.page)] if place.page else []
    size = _("{rows} dòng, {columns} cột").format(rows=table.count, columns=table.columns)
    likely = () if table.heading is None else (table.rows[table.heading],)
    words = next((" | ".join(text for text in each if text) for each in (*likely, *table.rows) if any(each)), "")
    parts = [*where, size, words if len(words) <= 48 else words[:47] + "…"]
    return f"{at + 1}/{count}: " + " · ".join(part for part in parts if part)
