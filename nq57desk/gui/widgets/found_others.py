"""What a search finds beside tasks: indicators and plans, in a short table below the list; Enter goes there."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from nq57desk.domain.plan import Plan
from nq57desk.gui import theme
from nq57desk.gui.models.plan_tree import plan_words
from nq57desk.gui.models.rows import Column, RowsModel
from nq57desk.gui.widgets.found_cells import FoundCells
from nq57desk.gui.widgets.plain import Table, label
from nq57desk.usecases.task_screens import FoundIndicator
from nq57desk.wording import _

Other = FoundIndicator | Plan
_MOST_LINES, _LINE = 4, 28


def _kind(other: Other) -> str:
    return _("Kế hoạch") if isinstance(other, Plan) else _("Chỉ tiêu")


def _number(other: Other) -> str:
    return "" if isinstance(other, Plan) else other.number


def _name(other: Other) -> str:
    if isinstance(other, Plan):
        return " – ".join(part for part in (plan_words(other), " ".join(other.title.split())) if part)
    return " ".join(other.name.split())


def _lead(other: Other) -> str:
    return other.issuing_body if isinstance(other, Plan) else other.lead


def _target(other: Other) -> str:
    if isinstance(other, Plan):
        return ""
    unit = "" if other.unit in other.target else other.unit
    return " ".join(part for part in (other.target, unit) if part)


def other_columns() -> tuple[Column[Other], ...]:
    """Kind, number, name, lead, target."""
    return (
        Column(_("Loại"), _kind, 84),
        Column(_("TT"), _number, 46),
        Column(_("Tên"), _name, 0),
        Column(_("Chủ trì"), _lead, 150),
        Column(_("Chỉ tiêu giao"), _target, 120),
    )


class FoundOthers(QFrame):
    """Hidden while nothing was found; ``chosen`` with an indicator or a plan."""

    chosen = Signal(object)
    lettered = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.title = label("", "heading")
        self.table = Table(_("Chỉ tiêu, kế hoạch khớp"))
        self.model: RowsModel[Other] = RowsModel(other_columns(), self)
        self.table.setModel(self.model)
        self.table.use_widths(self.model.columns, 200)
        self.cells = FoundCells(self.table)
        self.table.setItemDelegate(self.cells)
        self.table.horizontalHeader().hide()
        self.table.opened.connect(self._opened)
        self.table.lettered.connect(self.lettered)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 4, 0, 0)
        column.setSpacing(4)
        column.addWidget(self.title)
        column.addWidget(self.table)
        self.hide()

    def show_found(self, indicators: Sequence[FoundIndicator], plans: Sequence[Plan], search: str) -> None:
        """Show these; nothing hides the table."""
        found: tuple[Other, ...] = (*indicators, *plans)
        self.cells.search = search
        if found == self.model.rows and self.isHidden() != bool(found):
            self.table.viewport().update()
            return
        self.model.show(found)
        if found:
            self.title.setText(_title(len(indicators), len(plans)))
            self.table.verticalHeader().setDefaultSectionSize(theme.px(_LINE))
            self.table.setFixedHeight(theme.px(_LINE) * min(len(found), _MOST_LINES) + 4)
        self.setVisible(bool(found))
        self._take_room()
        self.table.setCurrentIndex(self.model.index(0, 0))

    def _take_room(self) -> None:
        """At once: the list above is to be painted in its new size only."""
        above = self.parentWidget()
        for each in (self.layout(), above.layout() if above is not None else None):
            if each is not None:
                each.activate()

    def _opened(self) -> None:
        row = self.model.row(self.table.currentIndex())
        if row is not None:
            self.chosen.emit(row)


def _title(indicators: int, plans: int) -> str:
    parts = []
    if indicators:
        parts.append(_("Chỉ tiêu khớp: {n}").format(n=indicators))
    if plans:
        parts.append(_("Kế hoạch khớp: {n}").format(n=plans))
    return " · ".join(parts) + " · " + _("Enter để mở")
