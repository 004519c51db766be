"""Kế hoạch & nhiệm vụ: the plan as issued, its tree, its rows under the plan's own columns, one row in full."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QModelIndex, Qt, QTimer
from PySide6.QtWidgets import QSplitter, QStackedWidget, QTreeView, QVBoxLayout, QWidget

from nq57desk.domain.changes import Applied
from nq57desk.domain.plan import Appendix, Plan, Section
from nq57desk.domain.progress import ProgressUpdate
from nq57desk.gui import actions as act
from nq57desk.gui import theme
from nq57desk.gui.dialogs.progress_form import months_back
from nq57desk.gui.imported import Imported
from nq57desk.gui.models.plan_rows import deleted_columns, indicator_columns
from nq57desk.gui.models.plan_tree import PlanTree, appendix_at, is_deleted, record_at
from nq57desk.gui.models.rows import RowsModel
from nq57desk.gui.models.task_columns import columns_for
from nq57desk.gui.models.task_table import TaskTable
from nq57desk.gui.pages.page import Actions, Page
from nq57desk.gui.pages.task_doing import TaskDoing
from nq57desk.gui.pages.task_filters import TaskFilters
from nq57desk.gui.pages.task_listing import TaskListing
from nq57desk.gui.session import Session
from nq57desk.gui.widgets.found_cells import FoundCells
from nq57desk.gui.widgets.plain import Empty, Table
from nq57desk.gui.widgets.task_detail import TaskDetail
from nq57desk.store.entries import JournalChange
from nq57desk.usecases.deleted import DeletedTask
from nq57desk.usecases.indicators import IndicatorRow
from nq57desk.usecases.task_list import PlanView, TaskRow
from nq57desk.usecases.task_order import TaskOrder
from nq57desk.wording import _

_TYPING_MS = 8
"""A key searches at once; while an answer is still on its way the newest text waits for it, looking this often."""
_ROW_MENU = ("edit", "progress", "attachments", "copy_central", "adjust", "split", "move_up", "move_down", "delete")
_ROW_KEYS = ("move_up", "move_down", "delete")
"""Their keys mean something else in a text or a list: they count only while the table has the focus."""


class TasksPage(Page):
    """The tree on the left, the table and the panel on the right."""

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
        self.cells = FoundCells(self.table)
        self.detail = TaskDetail()
        self.search = ""
        self._plans: tuple[PlanView, ...] = ()
        self._select = ""
        self._wants_detail = True
        self._detail_asked: bool | None = None
        """Whether a person asked for the panel, None as long as the room decides."""
        self._buttons: dict[str, QWidget] = {}
        self._tight = False
        self._after_import: tuple[str, str, object] | None = None
        self._wait = QTimer(self)
        self._wait.setSingleShot(True)
        self._wait.setInterval(_TYPING_MS)
        self._wait.timeout.connect(self._search_now)
        self.doing = TaskDoing(self)
        self.filters = TaskFilters(self)
        self.listing = TaskListing(self)
        self._build()
        self._connect()

    # the page's parts

    def _build(self) -> None:
        buttons = (
            ("import", False),
            ("add_task", False),
            ("adjust", False),
            ("progress", True),
            ("print_view", False),
            ("restore", True),
        )
        for name, main in buttons:
            self._buttons[name] = act.button(self.actions_by_name[name], main=main)
            self.head.addWidget(self._buttons[name])
        self.tree.setModel(self.tree_model)
        self.tree.setHeaderHidden(True)
        self.tree.setAccessibleName(_("Kế hoạch, phụ lục, mục"))
        self.tree.setIndentation(14)
        self.tree.setTextElideMode(Qt.TextElideMode.ElideRight)
        self.table.setModel(self.model)
        self.table.setItemDelegate(self.cells)
        for table, model in ((self.indicator_table, self.indicators), (self.deleted_table, self.deleted)):
            table.setModel(model)
            table.use_widths(model.columns)
        self.lists = QStackedWidget()
        for table in (self.table, self.indicator_table, self.deleted_table):
            self.lists.addWidget(table)
        self.right = QSplitter(Qt.Orientation.Vertical)
        self.right.addWidget(self.lists)
        self.right.addWidget(self.detail)
        self.right.setStretchFactor(0, 1)
        self.right.setSizes([420, 170])
        self.right.setChildrenCollapsible(False)
        self.across = QSplitter(Qt.Orientation.Horizontal)
        left = QWidget()
        column = QVBoxLayout(left)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.tree, 1)
        column.addWidget(act.button(self.actions_by_name["filters"]))
        self.across.addWidget(left)
        self.across.addWidget(self.right)
        self.across.setSizes([240, 900])
        self.across.setStretchFactor(1, 1)
        self.across.setChildrenCollapsible(False)
        self.empty = Empty(
            _(
                "Chưa có kế hoạch nào. Tệp gốc của cơ quan không bị sửa khi nhập.\n"
                "Kéo tệp phụ lục vào đây hoặc bấm [Nhập từ tệp…]."
            ),
            act.button(self.actions_by_name["import"], main=True),
        )
        list_side = QWidget()
        self.inner = QVBoxLayout(list_side)
        self.inner.setContentsMargins(0, 0, 0, 0)
        self.inner.addWidget(self.filters.bar)
        self.inner.addWidget(self.across, 1)
        self.stack = QStackedWidget()
        self.stack.addWidget(list_side)
        self.stack.addWidget(self.empty)
        self.body.addWidget(self.stack)

    def _connect(self) -> None:
        self.model.wanted.connect(self._fetch)
        self.model.dataChanged.connect(self._rows_came)
        self.tree.selectionModel().currentChanged.connect(self._tree_moved)
        self.table.selectionModel().currentChanged.connect(self._row_moved)
        self.deleted_table.selectionModel().currentChanged.connect(lambda _now, _before: self.available.emit())
        self.table.lettered.connect(self.letter)
        self.table.opened.connect(self.doing.edit)
        self.indicator_table.opened.connect(lambda: self.go.emit("indicators", None))
        self.deleted_table.opened.connect(self.doing.restore)
        self.filters.changed.connect(self._list)
        self.handlers = {**self.doing.handlers, "detail": self.toggle_detail, "filters": self.filters.toggle}
        self.table.setContextMenuPolicy(Qt.ContextMenuPolicy.ActionsContextMenu)
        for name in _ROW_MENU:
            self.table.addAction(self.actions_by_name[name])
        for name in _ROW_KEYS:
            self.actions_by_name[name].setShortcutContext(Qt.ShortcutContext.WidgetShortcut)

    def regions(self) -> list[QWidget]:
        """Tree, the list that is shown, panel, filters."""
        shown, first = self.lists.currentWidget(), self.filters.bar.lists["body"]
        return [part for part in (self.tree, shown, self.detail, first) if part is not None and part.isVisible()]

    def compact(self, on: bool) -> None:
        """The tree takes less in a narrow window; the five buttons leave their keys to the menus sooner."""
        super().compact(on or self.width() < theme.px(1340))
        tight = self.width() < theme.px(1000)
        self._tight = tight
        self._look()
        self._wants_detail = not tight if self._detail_asked is None else self._detail_asked
        self.detail.setVisible(self._wants_detail and self.shows_tasks)
        whole = sum(self.across.sizes())
        if whole:
            tree = theme.px(184 if on else 240)
            self.across.setSizes([tree, whole - tree])

    def _look(self) -> None:
        """Show the buttons that the list shown has a use for."""
        gone = self.lists.currentIndex() == 2
        for name, button in self._buttons.items():
            button.setVisible((name == "restore") == gone or name == "import")
        self._buttons["print_view"].setVisible(not gone and not self._tight)

    def can(self, action: str) -> bool:
        """What concerns one task needs one chosen; a read-only office changes nothing."""
        return action in self.handlers and self.doing.can(action)

    # what is chosen

    @property
    def shows_tasks(self) -> bool:
        """Whether the list shown is that of tasks."""
        return self.lists.currentIndex() == 0

    def plan(self, plan_id: str = "") -> Plan | None:
        """The plan with this id, or the one that the tree's line is or lies in."""
        record = record_at(self.tree.currentIndex())
        wanted = plan_id or (record.id if isinstance(record, Plan) else getattr(record, "plan_id", ""))
        return next((view.plan for view in self._plans if view.plan.id == wanted), None)

    def sections(self, appendix_id: str) -> tuple[Section, ...]:
        """The sections of an appendix."""
        found = (below for view in self._plans for below in view.appendices if below.appendix.id == appendix_id)
        return next((below.sections for below in found), ())

    def deleted_row(self) -> DeletedTask | None:
        """The deleted task that is chosen."""
        return self.deleted.row(self.deleted_table.currentIndex()) if self.lists.currentIndex() == 2 else None

    def keep_chosen(self, task_id: str) -> None:
        """Choose this task again when the rows come anew."""
        self._select = task_id

    # reading

    def refresh(self) -> None:
        """Read plans and rows anew."""
        from nq57desk.usecases import asking, deleted, narrowed, task_list

        if self.session.office is not None:
            self.session.ask(
                lambda desk, _m: (
                    task_list.plans(desk),
                    deleted.deleted_tasks(desk),
                    months_back(asking.period_asked(desk, None)),
                    narrowed.section_counts(desk),
                ),
                lambda found: self._plans_came(*found),
            )

    def _plans_came(
        self,
        plans: tuple[PlanView, ...],
        gone: tuple[DeletedTask, ...],
        periods: tuple[str, ...],
        counts: Mapping[str, int],
    ) -> None:
        self._plans = plans
        self.filters.show_plans(plans, periods)
        self.filters.read()
        was_deleted = is_deleted(self.tree.currentIndex())
        self.deleted.show(gone)
        record = record_at(self.tree.currentIndex())
        self.tree_model.show(plans, len(gone), counts)
        self.stack.setCurrentIndex(0 if plans else 1)
        self.tree.expandToDepth(0)
        index = self.tree_model.index_of(record.id) if record is not None else QModelIndex()
        if was_deleted and gone:
            index = self.tree_model.index(self.tree_model.rowCount() - 1, 0)
        if not index.isValid() and plans:
            index = self.tree_model.index(0, 0)
            below = self.tree_model.index(0, 0, index)
            index = below if below.isValid() else index
        self.tree.setCurrentIndex(index)
        self._list()

    def touched(self, applied: Applied) -> None:
        """Refresh only what was touched: single rows where only progress or texts changed."""
        frame = set(applied.touched) & {"plan", "appendix", "section"}
        tasks = applied.by_kind.get("task")
        # Several tasks edited in one step: they may have changed places.
        moved = tasks is not None and (tasks.new or tasks.deleted or tasks.edited > 1)
        if applied.entry is None or frame or moved:
            self.model.forget()
            self.refresh()
            return
        rows = set(applied.touched.get("task", ()))
        if "progress_update" in applied.touched:
            self.model.forget()
        elif rows:
            self.model.forget(rows)
        self._show_detail()

    def appendix(self) -> Appendix | None:
        """The appendix chosen in the tree, or the only one of the chosen plan."""
        index = self.tree.currentIndex()
        found = appendix_at(index)
        if found is None and index.isValid() and self.tree_model.rowCount(index) == 1:
            found = appendix_at(self.tree_model.index(0, 0, index))
        return found

    def _tree_moved(self, _now: QModelIndex, _before: QModelIndex) -> None:
        self._list()

    def seek(self, text: str) -> bool:
        """Search all plans while it is typed."""
        if text != self.search:
            self.search = text
            self._search_now()
        return True

    def _search_now(self) -> None:
        if self.session.busy:
            self._wait.start()
        else:
            self._list()

    def _list(self) -> None:
        """Show what the tree, the search and the filters name."""
        self.listing.show()

    def show_list(self, at: int, words: str) -> None:
        """Show tasks (0), indicators (1) or deleted tasks (2), with the words beside the title."""
        self.lists.setCurrentIndex(at)
        self.detail.setVisible(at == 0 and self._wants_detail)
        self.aside.setText(words)
        self._look()
        if at:
            self.notice.hide()
        self.available.emit()

    def show_order(self, order: TaskOrder, appendix: Appendix | None) -> None:
        """Show the tasks in this order, under the appendix's own columns or the common ones."""
        chosen = self._select or self.model.task_id(self.table.currentIndex())
        self._select = ""
        columns = columns_for(appendix)
        self.table.clearSpans()
        for at in self.model.order.headings:
            self.table.setRowHeight(at, theme.ROW_HEIGHT)
        self.model.show(order, columns)
        self.table.use_widths(columns, 200)
        for at in order.headings:
            self.table.setSpan(at, 0, 1, len(columns))
            self.table.setRowHeight(at, theme.HEADING_HEIGHT)
        self.cells.search = self.search.strip()
        self.show_list(0, self.listing.count_words(order))
        place = self.model.place(chosen) if chosen else None
        if place is None and order.tasks:
            place = next(at for at, each in enumerate(order.ids) if each)
        if place is not None:
            self.table.setCurrentIndex(self.model.index(place, 0))
        else:
            self.detail.show_task(None)
        self.listing.say_why_empty(order)
        self._say_imported()
        self.available.emit()

    def _say_imported(self) -> None:
        """What an import just did, until it is closed."""
        if self._after_import is not None:
            words, verb, again = self._after_import
            self._after_import = None
            self.notice.say(words, verb, lambda: self.go.emit("importing", again))

    def clear_search(self) -> None:
        """Show everything again."""
        self.letter.emit("")

    def _fetch(self, ids: tuple[str, ...]) -> None:
        from nq57desk.usecases import clear_rows

        self.session.ask(lambda desk, _monitor: clear_rows.rows(desk, ids=ids), self.model.put)

    def _rows_came(self, first: QModelIndex, last: QModelIndex) -> None:
        current = self.table.currentIndex()
        if current.isValid() and first.row() <= current.row() <= last.row():
            self._show_detail()

    def _row_moved(self, _now: QModelIndex, _before: QModelIndex) -> None:
        self._show_detail()
        self.available.emit()

    def current(self) -> TaskRow | None:
        """The task of the current row, once it is here."""
        return self.model.task(self.table.currentIndex())

    def _show_detail(self) -> None:
        from nq57desk.usecases import history, progress

        row = self.current()
        self.detail.show_task(row)
        if row is None or not self.detail.isVisible():
            return
        task_id = row.id

        def answer(found: tuple[tuple[ProgressUpdate, ...], tuple[JournalChange, ...]]) -> None:
            here = self.current()
            if here is not None and here.id == task_id:
                self.detail.show_updates(found[0])
                self.detail.show_history(found[1])

        self.session.ask(
            lambda desk, _m: (progress.updates(desk, task_id=task_id), history.task_history(desk, task_id=task_id)),
            answer,
        )

    def toggle_detail(self) -> None:
        """F8: show or hide the panel."""
        self._wants_detail = self._detail_asked = not self._wants_detail
        self.detail.setVisible(self._wants_detail and self.shows_tasks)
        self._show_detail()

    def show_with(self, what: object) -> None:
        """A task's id: go to its row. An Imported: say what was done."""
        if isinstance(what, Imported):
            again = what.again
            verb = _("Xem {n} dòng bỏ qua").format(n=what.left) if what.left and again is not None else ""
            self._after_import = (what.words, verb, again)
            self._list()
            return
        if isinstance(what, str) and what:
            place = self.model.place(what)
            if place is not None:
                self.table.setCurrentIndex(self.model.index(place, 0))
            else:
                self._select = what
                self.tree.setCurrentIndex(QModelIndex())
                self._list()
