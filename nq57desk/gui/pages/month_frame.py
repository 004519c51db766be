"""The parts of the monthly grid's page: head, filters, grid, panel, and what stands there while there is no grid."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton, QSplitter, QStackedWidget, QVBoxLayout, QWidget

from nq57desk.gui import actions as act
from nq57desk.gui.models.grid import GridModel
from nq57desk.gui.models.month_columns import FROZEN, NAME, columns
from nq57desk.gui.pages.grid_page import GridPage
from nq57desk.gui.pages.month_work import can_edit, month_cell_edits
from nq57desk.gui.pages.page import Actions
from nq57desk.gui.session import Session
from nq57desk.gui.widgets.chips import Chips
from nq57desk.gui.widgets.month_detail import MonthDetail
from nq57desk.gui.widgets.plain import Empty, push, row
from nq57desk.gui.widgets.rate_bar import RateBar
from nq57desk.usecases.month_sheet import SheetRow
from nq57desk.wording import _


class MonthFrame(GridPage):
    """Makes the parts and puts them together; what they do is the page's."""

    def __init__(self, session: Session, actions: Actions, parent: QWidget | None = None) -> None:
        model: GridModel[SheetRow] = GridModel(columns(), can_edit)
        super().__init__(_("Tiến độ kỳ"), session, actions, model, month_cell_edits(), parent)
        self.chips, self.rate, self.detail = Chips(), RateBar(), MonthDetail()
        self.detail.persons = session.names_shown
        self._build()

    def _build(self) -> None:
        self.head.insertWidget(1, self.period)
        self.forms_button = push(_("Lấy số liệu"), symbol="down")
        self.forms_button.setStyleSheet("QPushButton::menu-indicator { image: none; }")
        self.head.addWidget(self.forms_button)
        self.close_button = act.button(self.actions_by_name["close_period"], main=True)
        self.open_button = act.button(self.actions_by_name["open_period"])
        self.head.addWidget(self.close_button)
        self.head.addWidget(self.open_button)
        for name, text in (
            ("all", _("Tất cả")),
            ("missing", _("Chưa cập nhật")),
            ("partial", _("Còn thiếu")),
            ("late", _("Quá hạn")),
        ):
            self.chips.add(name, text)
        self._build_grid()
        self._build_stack()

    def _build_grid(self) -> None:
        self.compact_rows = QPushButton(_("Gọn"))
        self.compact_rows.setCheckable(True)
        self.compact_rows.setAutoDefault(False)
        self.compact_rows.setStyleSheet(self.chips.buttons["all"].styleSheet())
        self.compact_rows.setToolTip(_("Dòng thấp, xem được nhiều nhiệm vụ hơn"))
        self.compact_rows.setChecked(self.session.preferences.get("month.compact") == "1")
        self.grid.compact = self.compact_rows.isChecked()
        self.grid.use(self.model, FROZEN, NAME)
        self.splitter = QSplitter(Qt.Orientation.Vertical)
        self.splitter.addWidget(self.grid)
        self.splitter.addWidget(self.detail)
        self.splitter.setStretchFactor(0, 1)
        self.splitter.setSizes([420, 118])
        self.splitter.setChildrenCollapsible(False)

    def _build_stack(self) -> None:
        whole = QWidget()
        inner = QVBoxLayout(whole)
        inner.setContentsMargins(0, 0, 0, 0)
        inner.setSpacing(6)
        inner.addWidget(self.rate)
        inner.addLayout(row(self.chips, None, self.compact_rows))
        self.empty = Empty(
            _("Chưa có nhiệm vụ nào. Nhập phụ lục của cơ quan trước, rồi cập nhật tiến độ từng kỳ tại đây."),
            act.button(self.actions_by_name["import"], main=True),
        )
        self.begin_button = push("", main=True)
        self.unopened = Empty("", self.begin_button)
        self.no_filter = push(_("Bỏ lọc"), main=True)
        self.nothing = Empty("", self.no_filter)
        self.stack = QStackedWidget()
        self.found = QStackedWidget()
        self.found.addWidget(self.splitter)
        self.found.addWidget(self.nothing)
        inner.addWidget(self.found, 1)
        for part in (whole, self.empty, self.unopened):
            self.stack.addWidget(part)
        self.body.addWidget(self.stack)

    def regions(self) -> list[QWidget]:
        """The period, the filters, the grid, the panel."""
        first = self.chips.buttons.get(self.chips.current, self.chips)
        panel = self.detail.texts["difficulty"]
        parts = (self.period.choice, first, self.grid, panel, self.begin_button, self.no_filter)
        return [part for part in parts if part.isVisible() and part.isEnabled()]
