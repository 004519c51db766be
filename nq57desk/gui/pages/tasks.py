"""Kế hoạch & nhiệm vụ: the plan as issued, its tree, its rows under the plan's own columns, one row in full."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, Qt, QTimer
from PySide6.QtWidgets import QSplitter, QStackedWidget, QTreeView, QVBoxLayout, QWidget

from nq57desk.domain.changes import Applied
from nq57desk.domain.plan import Appendix, AppendixKind, Plan, Section
from nq57desk.gui import actions as act
from nq57desk.gui import theme
from nq57desk.gui.models.plan_tree import PlanTree, appendix_at, record_at
from nq57desk.gui.models.task_columns import columns_for
from nq57desk.gui.models.task_table import TaskTable
from nq57desk.gui.pages.page import Actions, Page
from nq57desk.gui.session import Session
from nq57desk.gui.widgets.detail import Detail
from nq57desk.gui.widgets.plain import Empty, Table
from nq57desk.usecases.task_list import PlanView, TaskRow
from nq57desk.usecases.task_order import TaskOrder
from nq57desk.wording import _

_TYPING_MS = 120


class TasksPage(Page):
    """The tree on the left, the table and the panel on the right."""

    def __init__(self, session: Session, actions: Actions, parent: QWidget | None = None) -> None:
        super().__init__(_("Kế hoạch & nhiệm vụ"), session, actions, parent)
        self.tree_model = PlanTree(self)
        self.model = TaskTable(parent=self)
        self.tree = QTreeView()
        self.table = Table(_("Nhiệm vụ"))
        self.detail = Detail()
        self.search = ""
        self._asked = 0
        self._select = ""
        self._wait = QTimer(self)
        self._wait.setSingleShot(True)
        self._wait.setInterval(_TYPING_MS)
        self._wait.timeout.connect(self._list)
        self._build()
        self._connect()

    # the page's parts

    def _build(self) -> None:
        for name, main in (("import", False), ("add_task", False), ("progress", True), ("print_view", False)):
            self.head.addWidget(act.button(self.actions_by_name[name], main=main))
        self.tree.setModel(self.tree_model)
        self.tree.setHeaderHidden(True)
        self.tree.setAccessibleName(_("Kế hoạch, phụ lục, mục"))
        self.tree.setIndentation(14)
        self.tree.setTextElideMode(Qt.TextElideMode.ElideRight)
        self.table.setModel(self.model)
        right = QSplitter(Qt.Orientation.Vertical)
        right.addWidget(self.table)
        right.addWidget(self.detail)
        right.setStretchFactor(0, 1)
        right.setSizes([420, 170])
        right.setChildrenCollapsible(False)
        self.across = across = QSplitter(Qt.Orientation.Horizontal)
        across.addWidget(self.tree)
        across.addWidget(right)
        across.setSizes([240, 900])
        across.setStretchFactor(1, 1)
        across.setChildrenCollapsible(False)
        self.empty = Empty(
            _(
                "Chưa có kế hoạch nào. Tệp gốc của cơ quan không bị sửa khi nhập.\n"
                "Kéo tệp phụ lục vào đây hoặc bấm [Nhập từ tệp…]."
            ),
            act.button(self.actions_by_name["import"], main=True),
        )
        self.nothing = Empty("")
        list_side = QWidget()
        inner = QVBoxLayout(list_side)
        inner.setContentsMargins(0, 0, 0, 0)
        inner.addWidget(across)
        self.stack = QStackedWidget()
        self.stack.addWidget(list_side)
        self.stack.addWidget(self.empty)
        self.body.addWidget(self.stack)

    def _connect(self) -> None:
        self.model.wanted.connect(self._fetch)
        self.model.dataChanged.connect(self._rows_came)
        self.tree.selectionModel().currentChanged.connect(self._tree_moved)
        self.table.selectionModel().currentChanged.connect(self._row_moved)
        self.table.lettered.connect(self.letter)
        self.table.opened.connect(self.edit)
        self.handlers = {
            "add_task": self.add,
            "edit": self.edit,
            "delete": self.delete,
            "progress": self.record_progress,
            "detail": self.toggle_detail,
            "print_view": self.print_view,
        }

    def regions(self) -> list[QWidget]:
        """Tree, table, panel."""
        return [part for part in (self.tree, self.table, self.detail) if part.isVisible()]

    def compact(self, on: bool) -> None:
        """The tree takes less in a narrow window."""
        super().compact(on)
        whole = sum(self.across.sizes())
        if whole:
            tree = 184 if on else 240
            self.across.setSizes([tree, whole - tree])

    def can(self, action: str) -> bool:
        """What concerns one task needs one chosen; a read-only office changes nothing."""
        office = self.session.office
        if action not in self.handlers or office is None:
            return False
        if office.read_only and action in ("add_task", "edit", "delete", "progress"):
            return False
        if action in ("edit", "delete", "progress"):
            return bool(self.model.task_id(self.table.currentIndex()))
        if action in ("add_task", "print_view"):
            appendix = self.appendix()
            return appendix is not None and (action == "print_view" or appendix.kind is AppendixKind.TASKS)
        return True

    # reading

    def refresh(self) -> None:
        """Read plans and rows anew."""
        from nq57desk.usecases import task_list

        if self.session.office is not None:
            self.session.ask(lambda desk, _monitor: task_list.plans(desk), self._plans_came)

    def _plans_came(self, plans: tuple[PlanView, ...]) -> None:
        record = record_at(self.tree.currentIndex())
        self.tree_model.show(plans)
        self.stack.setCurrentIndex(0 if plans else 1)
        self.tree.expandToDepth(0)
        index = self.tree_model.index_of(record.id) if record is not None else QModelIndex()
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
        moved = tasks is not None and (tasks.new or tasks.deleted)
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
            self._wait.start()
        return True

    def _list(self) -> None:
        """Ask for the order of the rows that the tree and the search name."""
        from nq57desk.usecases import task_order

        office = self.session.office
        if office is None:
            return
        record, search = record_at(self.tree.currentIndex()), self.search.strip()
        self._asked += 1
        asked = self._asked
        appendix = None if search else self.appendix()

        def answer(order: TaskOrder) -> None:
            if asked == self._asked:
                self._order_came(order, appendix)

        self.session.ask(
            lambda desk, _monitor: task_order.order(
                desk,
                plan_id=record.id if isinstance(record, Plan) and not search else None,
                appendix_id=record.id if isinstance(record, Appendix) and not search else None,
                section_id=record.id if isinstance(record, Section) and not search else None,
                search=search,
            ),
            answer,
        )

    def _order_came(self, order: TaskOrder, appendix: Appendix | None) -> None:
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
        self.aside.setText(self._count_words(order))
        place = self.model.place(chosen) if chosen else None
        if place is None and order.tasks:
            place = next(at for at, each in enumerate(order.ids) if each)
        if place is not None:
            self.table.setCurrentIndex(self.model.index(place, 0))
        else:
            self.detail.show_task(None)
        self._say_why_empty(order, appendix)
        self.available.emit()

    def _say_why_empty(self, order: TaskOrder, appendix: Appendix | None) -> None:
        if order.tasks:
            self.notice.hide()
        elif self.search.strip():
            self.notice.say(
                _("Không có nhiệm vụ nào khớp “{text}”. Dữ liệu không thay đổi. Bấm Esc trong ô tìm để bỏ lọc.").format(
                    text=self.search.strip()
                )
            )
        elif appendix is not None and appendix.kind is not AppendixKind.TASKS:
            self.notice.say(_("Phụ lục này liệt kê chỉ tiêu. Xem và ghi số liệu ở trang Chỉ tiêu (Ctrl+4)."))

    def _count_words(self, order: TaskOrder) -> str:
        if self.search.strip():
            return _("{n} nhiệm vụ khớp “{text}”").format(n=order.tasks, text=self.search.strip())
        return _("{n} nhiệm vụ").format(n=order.tasks)

    def _fetch(self, ids: tuple[str, ...]) -> None:
        from nq57desk.usecases import task_order

        self.session.ask(lambda desk, _monitor: task_order.rows(desk, ids=ids), self.model.put)

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
        from nq57desk.usecases import progress

        row = self.current()
        self.detail.show_task(row)
        if row is None or not self.detail.isVisible():
            return
        task_id = row.id

        def answer(updates: object) -> None:
            here = self.current()
            if here is not None and here.id == task_id and isinstance(updates, tuple):
                self.detail.show_updates(updates)

        self.session.ask(lambda desk, _monitor: progress.updates(desk, task_id=task_id), answer)

    # doing

    def toggle_detail(self) -> None:
        """F8: show or hide the panel."""
        self.detail.setVisible(not self.detail.isVisible())
        self._show_detail()

    def print_view(self) -> None:
        """Show the appendix as it will be printed."""
        self.go.emit("papers", self.appendix())

    def edit(self) -> None:
        """Open the current task's form."""
        from nq57desk.gui.dialogs.task_form import edit_task

        row = self.current()
        if row is not None and self.can("edit"):
            edit_task(self, self.session, row)

    def add(self) -> None:
        """Open an empty form for a task of the chosen section or appendix."""
        from nq57desk.gui.dialogs.task_form import add_task

        appendix, record = self.appendix(), record_at(self.tree.currentIndex())
        if appendix is not None:
            section = record if isinstance(record, Section) else None
            add_task(self, self.session, appendix, section)

    def record_progress(self) -> None:
        """Open the progress form of the current task."""
        from nq57desk.gui.dialogs.progress_form import record_progress

        row = self.current()
        if row is not None and self.can("progress"):
            record_progress(self, self.session, row)

    def delete(self) -> None:
        """Ask, then delete the current task; it can be undone."""
        from nq57desk.gui.dialogs.question import ask
        from nq57desk.usecases import edits

        row = self.current()
        if row is None or not self.can("delete"):
            return
        text = _("Xóa nhiệm vụ {number} “{name}”? Số liệu các kỳ vẫn được giữ; hoàn tác được bằng Ctrl+Z.")
        name = row.name if len(row.name) <= 160 else row.name[:160] + "…"
        task_id = row.id
        if ask(self, text.format(number=row.number, name=name), _("Xóa nhiệm vụ")):
            self.session.change(lambda desk, _monitor: edits.delete_task(desk, task_id=task_id), refused=self.refuse)

    def show_with(self, what: object) -> None:
        """A task's id: go to its row. A record: go to its line in the tree."""
        if isinstance(what, str) and what:
            place = self.model.place(what)
            if place is not None:
                self.table.setCurrentIndex(self.model.index(place, 0))
            else:
                self._select = what
                self.tree.setCurrentIndex(QModelIndex())
                self._list()
