"""The plan page's parts and where they stand: tree, lists, panel, filters, what the head's buttons are."""

from __future__ import annotations

from typing import cast

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QSplitter, QStackedWidget, QTreeView, QVBoxLayout, QWidget

from nq57desk.gui import actions as act
from nq57desk.gui import theme
from nq57desk.gui.models.plan_rows import deleted_columns, indicator_columns
from nq57desk.gui.models.plan_tree import PlanTree
from nq57desk.gui.models.rows import RowsModel
from nq57desk.gui.models.task_table import TaskTable
from nq57desk.gui.pages.page import Actions, Page
from nq57desk.gui.session import Session
from nq57desk.gui.widgets.found_cells import FoundCells
from nq57desk.gui.widgets.found_others import FoundOthers
from nq57desk.gui.widgets.plain import Empty, Table
from nq57desk.gui.widgets.task_detail import TaskDetail
from nq57desk.usecases.deleted import DeletedTask
from nq57desk.usecases.indicators import IndicatorRow
from nq57desk.wording import _

_BUTTONS = (
    ("import", False),
    ("add_task", False),
    ("adjust", False),
    ("progress", True),
    ("print_view", False),
    ("restore", True),
)
"""By the action's name, whether it is the one that is done most."""
TASKS, INDICATORS, DELETED = range(3)
"""The lists, by their place in ``lists``."""


class TaskFrame(Page):
    """The tree on the left, the table and the panel on the right; a subclass fills them."""

    def __init__(self, session: Session, actions: Actions, parent: QWidget | None = None) -> None:
        super().__init__(_("Kế hoạch & nhiệm vụ"), session, actions, parent)
        self.tree_model = PlanTree(self)
        self.model = TaskTable(parent=self)
        self.indicators: RowsModel[IndicatorRow] = RowsModel(indicator_columns(), self)
        self.deleted: RowsModel[DeletedTask] = RowsModel(deleted_columns(), self)
        self.tree = QTreeView()
        self.table = Table(_("Nhiệm vụ"))
        self.indicator_table = Table(_("Chỉ tiêu của phụ lục"))
        self.deleted_table = Table(_("Nhiệm vụ đã xóa"))
        self.others = FoundOthers()
        self.cells = FoundCells(self.table)
        self.detail = TaskDetail()
        self.detail.persons = session.names_shown
        self.wants_detail = True
        self.detail_asked: bool | None = None
        """Whether a person asked for the panel, None as long as the room decides."""
        self._buttons: dict[str, QWidget] = {}
        self._tight = False

    def lay_out(self, filters: QWidget) -> None:
        """Put everything in its place, the filters above."""
        for name, main in _BUTTONS:
            self._buttons[name] = act.button(self.actions_by_name[name], main=main)
            self.head.addWidget(self._buttons[name])
        self._dress()
        self._put_lists()
        self.empty = Empty(
            _(
                "Chưa có kế hoạch nào. Tệp gốc của cơ quan không bị sửa khi nhập.\n"
                "Kéo tệp phụ lục vào đây hoặc bấm [Nhập từ tệp…]."
            ),
            act.button(self.actions_by_name["import"], main=True),
        )
        list_side = QWidget()
        inner = QVBoxLayout(list_side)
        inner.setContentsMargins(0, 0, 0, 0)
        inner.addWidget(filters)
        inner.addWidget(self.across, 1)
        self.stack = QStackedWidget()
        self.stack.addWidget(list_side)
        self.stack.addWidget(self.empty)
        self.body.addWidget(self.stack)

    def _dress(self) -> None:
        self.tree.setModel(self.tree_model)
        self.tree.setHeaderHidden(True)
        self.tree.setAccessibleName(_("Kế hoạch, phụ lục, mục"))
        self.tree.setIndentation(14)
        self.tree.setTextElideMode(Qt.TextElideMode.ElideRight)
        self.table.setModel(self.model)
        self.table.setItemDelegate(self.cells)
        self.indicator_table.setModel(self.indicators)
        self.indicator_table.use_widths(self.indicators.columns)
        self.deleted_table.setModel(self.deleted)
        self.deleted_table.use_widths(self.deleted.columns)

    def _put_lists(self) -> None:
        self.lists = QStackedWidget()
        for table in (self.table, self.indicator_table, self.deleted_table):
            self.lists.addWidget(table)
        upper = QWidget()
        above = QVBoxLayout(upper)
        above.setContentsMargins(0, 0, 0, 0)
        above.setSpacing(0)
        above.addWidget(self.lists, 1)
        above.addWidget(self.others)
        self.right = QSplitter(Qt.Orientation.Vertical)
        self.right.addWidget(upper)
        self.right.addWidget(self.detail)
        self.right.setStretchFactor(0, 1)
        self.right.setSizes([420, 170])
        self.right.setChildrenCollapsible(False)
        left = QWidget()
        column = QVBoxLayout(left)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.tree, 1)
        column.addWidget(act.button(self.actions_by_name["filters"]))
        self.across = QSplitter(Qt.Orientation.Horizontal)
        self.across.addWidget(left)
        self.across.addWidget(self.right)
        self.across.setSizes([240, 900])
        self.across.setStretchFactor(1, 1)
        self.across.setChildrenCollapsible(False)

    @property
    def shows_tasks(self) -> bool:
        """Whether the list shown is that of tasks."""
        return self.lists.currentIndex() == TASKS

    def list_shown(self) -> Table:
        """The table that is shown; of a search without tasks, what else was found."""
        if self.shows_tasks and not self.model.order.tasks and not self.others.isHidden():
            return self.others.table
        return cast(Table, self.lists.currentWidget())

    def compact(self, on: bool) -> None:
        """The tree takes less in a narrow window; the five buttons leave their keys to the menus sooner."""
        super().compact(on or self.width() < theme.px(1340))
        tight = self.width() < theme.px(1000)
        self._tight = tight
        self.look()
        self.wants_detail = not tight if self.detail_asked is None else self.detail_asked
        self.detail.setVisible(self.wants_detail and self.shows_tasks)
        whole = sum(self.across.sizes())
        if whole:
            tree = theme.px(184 if on else 240)
            self.across.setSizes([tree, whole - tree])

    def look(self) -> None:
        """Show the buttons that the list shown has a use for."""
        gone = self.lists.currentIndex() == DELETED
        for name, button in self._buttons.items():
            button.setVisible((name == "restore") == gone or name == "import")
        self._buttons["print_view"].setVisible(not gone and not self._tight)

    def show_list(self, at: int, words: str) -> None:
        """Show one of the lists, with the words beside the title."""
        changes = self.lists.currentIndex() != at
        if self.aside.text() != words:
            self.aside.setText(words)
        if changes:
            self.lists.setCurrentIndex(at)
            self.look()
        self.detail.setVisible(at == TASKS and self.wants_detail)
        if at != TASKS:
            self.others.hide()
            self.notice.hide()
            self.available.emit()
