"""The offices' own rows behind a figure of the city's tables."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QDialog, QVBoxLayout, QWidget

from nq57desk.domain.timeliness import Timeliness
from nq57desk.gui import theme, words
from nq57desk.gui.marks import Mark
from nq57desk.gui.models.rows import Column, RowsModel
from nq57desk.gui.widgets.plain import Table, label, push, row
from nq57desk.gui.widgets.told import resize_to
from nq57desk.usecases.city_rows import OfficeRow
from nq57desk.wording import _


def state_mark(one: OfficeRow) -> Mark:
    """A row's state."""
    return words.STATES[one.state]


def time_mark(one: OfficeRow) -> Mark:
    """How it stands in time, with its days where it is late."""
    plain = words.TIMELINESS[one.timeliness.value]
    if one.days is None or one.timeliness not in (Timeliness.LATE, Timeliness.DONE_LATE):
        return plain
    return Mark(plain.symbol, _("{words} {n} ngày").format(words=_(plain.words), n=-one.days), plain.tint)


def row_columns() -> tuple[Column[OfficeRow], ...]:
    """The columns of offices' rows."""
    return (
        Column(_("Đơn vị"), lambda one: one.name_of_office, 190),
        Column(_("TT"), lambda one: one.row.number, 50),
        Column(_("Nhiệm vụ"), lambda one: one.row.name, 0),
        Column(_("Chủ trì"), lambda one: one.row.lead, 170),
        Column(_("Thời hạn"), lambda one: one.row.deadline, 110),
        Column(_("Trạng thái"), lambda one: _(state_mark(one).words), 150, mark=state_mark),
        Column(_("Theo thời hạn"), lambda one: _(time_mark(one).words), 236, mark=time_mark),
    )


class CityRowsDialog(QDialog):
    """A table of rows under what they are behind of."""

    def __init__(self, parent: QWidget, heading: str, rows: Sequence[OfficeRow]) -> None:
        super().__init__(parent)
        self.setWindowTitle(_("Dòng của các đơn vị"))
        self.model: RowsModel[OfficeRow] = RowsModel(row_columns(), self)
        self.model.show(rows)
        self.table = Table(_("Dòng của các đơn vị"))
        self.table.setModel(self.model)
        self.table.verticalHeader().setDefaultSectionSize(theme.COMPACT_ROW_HEIGHT)
        self.table.use_widths(self.model.columns)
        self.close_button = push(_("Đóng"), main=True)
        self.close_button.clicked.connect(self.accept)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(18, 14, 18, 14)
        outer.setSpacing(8)
        outer.addWidget(label(f"{heading} · {_('{n} dòng').format(n=len(rows))}", "heading", wrap=True))
        outer.addWidget(self.table, 1)
        outer.addLayout(row(None, self.close_button))
        resize_to(self, 1120, 540)
        self.table.setFocus()
