"""Kế hoạch & nhiệm vụ: the plan as issued, its tree, its rows under the plan's own columns, one row in full."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING

from PySide6.QtCore import QModelIndex, Qt, QTimer
from PySide6.QtWidgets import QWidget

from nq57desk.domain.changes import Applied
from nq57desk.domain.plan import Appendix, Plan, Section
from nq57desk.domain.progress import ProgressUpdate
from nq57desk.gui import theme
from nq57desk.gui.dialogs.progress_form import months_back
from nq57desk.gui.imported import Imported
from nq57desk.gui.models.plan_tree import appendix_at, record_at, special_at
from nq57desk.gui.models.rows import Column
from nq57desk.gui.models.task_columns import columns_for
from nq57desk.gui.pages.page import Actions
from nq57desk.gui.pages.task_copying import copy_rows
from nq57desk.gui.pages.task_doing import TaskDoing
from nq57desk.gui.pages.task_filters import TaskFilters
from nq57desk.gui.pages.task_frame import DELETED, TASKS, TaskFrame
from nq57desk.gui.pages.task_groups import TaskGroups
from nq57desk.gui.pages.task_listing import TaskListing
from nq57desk.gui.session import Session
from nq57desk.store.entries import JournalChange
from nq57desk.usecases.deleted import DeletedTask
from nq57desk.usecases.task_list import PlanView, TaskRow
from nq57desk.usecases.task_screens import FoundIndicator, Screen
from nq57desk.wording import _

if TYPE_CHECKING:
    from nq57desk.monitor import Monitor
    from nq57desk.usecases.assigned import AssignedLine
    from nq57desk.workspace import Desk

    _Told = tuple[tuple[ProgressUpdate, ...], tuple[JournalChange, ...], AssignedLine | None]

_TYPING_MS = 8
"""A key searches at once; while an answer is still on its way the newest text waits for it, looking this often."""
_DETAIL_MS, _DETAIL_TYPED_MS = 25, 120
"""The panel follows the row once keys rest for so long; while a search is typed it waits for the end of it."""
_ROW_MENU = (
    "edit",
    "progress",
    "attachments",
    "copy_rows",
    "copy_central",
    "adjust",
    "split",
    "move_up",
    "move_down",
    "delete",
)
_ROW_KEYS = ("move_up", "move_down", "delete")
"""Their keys mean something else in a text or a list: they count only while the table has the focus."""


class TasksPage(TaskFrame):
    """Fills the frame: what is chosen in the tree, searched or filtered; what was found beside tasks."""

    def __init__(self, session: Session, actions: Actions, parent: QWidget | None = None) -> None:
        super().__init__(session, actions, parent)
        self.search = ""
        self._plans: tuple[PlanView, ...] = ()
        self._select = ""
        self._columns: tuple[Column[TaskRow], ...] = ()
        self._columns_of: Appendix | None = None
        self._after_import: tuple[str, str, object] | None = None
        self._wait = self._timer(_TYPING_MS, self._search_now)
        self._rests = self._timer(_DETAIL_MS, self._show_detail)
        self.doing = TaskDoing(self)
        self.filters = TaskFilters(self)
        self.groups = TaskGroups(self)
        self.listing = TaskListing(self)
        self.lay_out(self.filters.bar)
        self._connect()

    def _timer(self, wait: int, then: Callable[[], None]) -> QTimer:
        made = QTimer(self)
        made.setSingleShot(True)
        made.setInterval(wait)
        made.timeout.connect(then)
        return made

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
        self.table.copied.connect(self._copy_rows)
        self.others.chosen.connect(self._open_other)
        self.others.lettered.connect(self.letter)
        self.handlers = {
            **self.doing.handlers,
            "detail": self.toggle_detail,
            "filters": self.filters.toggle,
            "group": self.groups.go_on,
            "copy_rows": self._copy_rows,
        }
        self.table.setContextMenuPolicy(Qt.ContextMenuPolicy.ActionsContextMenu)
        for name in _ROW_MENU:
            self.table.addAction(self.actions_by_name[name])
        for name in _ROW_KEYS:
            self.actions_by_name[name].setShortcutContext(Qt.ShortcutContext.WidgetShortcut)

    def regions(self) -> list[QWidget]:
        """Tree, the list that is shown, what else was found, panel, filters."""
        first = self.filters.bar.lists["body"]
        parts = (self.tree, self.list_shown(), self.others.table, self.detail, first)
        return [part for part in dict.fromkeys(parts) if part.isVisible()]

    def can(self, action: str) -> bool:
        """What concerns one task needs one chosen; a read-only office changes nothing."""
        if action in ("group", "copy_rows"):
            return self.shows_tasks and self.session.office is not None
        return action in self.handlers and self.doing.can(action)

    # what is chosen

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
        return self.deleted.row(self.deleted_table.currentIndex()) if self.lists.currentIndex() == DELETED else None

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
                    narrowed.assigned_count(desk),
                ),
                lambda found: self._plans_came(*found),
            )

    def _plans_came(
        self,
        plans: tuple[PlanView, ...],
        gone: tuple[DeletedTask, ...],
        periods: tuple[str, ...],
        counts: Mapping[str, int],
        assigned: int,
    ) -> None:
        self._plans = plans
        self.filters.show_plans(plans, periods)
        self.filters.read()
        special = special_at(self.tree.currentIndex())
        self.deleted.show(gone)
        record = record_at(self.tree.currentIndex())
        self.tree_model.show(plans, len(gone), counts, assigned)
        self.stack.setCurrentIndex(0 if plans else 1)
        self.tree.expandToDepth(0)
        index = self.tree_model.index_of(record.id) if record is not None else QModelIndex()
        if special:
            index = self.tree_model.index_of_special(special)
        if not index.isValid() and plans and not self._select:
            index = self.tree_model.index(0, 0)
            below = self.tree_model.index(0, 0, index)
            index = below if below.isValid() else index
        blocked = self.tree.selectionModel().blockSignals(True)
        self.tree.setCurrentIndex(index)
        self.tree.selectionModel().blockSignals(blocked)
        self.tree.viewport().update()
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
        self._rests.start(_DETAIL_MS)

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
        other, self.search = text.strip() != self.search.strip(), text
        if other:
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

    def columns(self, appendix: Appendix | None) -> tuple[Column[TaskRow], ...]:
        """The appendix's own columns or the common ones; the same ones again as long as it is the same list."""
        if not self._columns or appendix != self._columns_of:
            self._columns, self._columns_of = columns_for(appendix, persons=self.session.names_shown), appendix
        return self._columns

    @property
    def near(self) -> str:
        """The task that will be current in the next list if it is in it."""
        return self._select or self.model.task_id(self.table.currentIndex())

    def show_screen(self, screen: Screen, appendix: Appendix | None) -> None:
        """Show the tasks in this order, under the appendix's own columns or the common ones."""
        order, chosen = screen.order, self.near
        self._select = ""
        columns = self.columns(appendix)
        self._take_off_headings()
        self.cells.search = self.search.strip()
        same = columns is self.model.columns
        self.model.show(order, columns, screen.rows)
        if not same:
            self.table.use_widths(columns, 200)
        for at in order.headings:
            self.table.setSpan(at, 0, 1, len(columns))
            self.table.setRowHeight(at, theme.HEADING_HEIGHT)
        self.others.show_found(screen.indicators, screen.plans, self.search.strip())
        self.show_list(TASKS, self.listing.count_words(order))
        place = order.ids.index(chosen) if chosen in order.ids and chosen else None
        if place is None and order.tasks:
            place = next(at for at, each in enumerate(order.ids) if each)
        if place is not None:
            self.table.setCurrentIndex(self.model.index(place, 0))
        else:
            self.detail.show_task(None)
        self.table.ahead.typing = bool(self.search)
        if self.search and self._rests.isActive():
            self._rests.start(_DETAIL_TYPED_MS)
        self.listing.say_why_empty(screen)
        self._say_imported()
        self.available.emit()

    def _take_off_headings(self) -> None:
        if self.model.order.headings:
            self.table.clearSpans()
            for at in self.model.order.headings:
                self.table.setRowHeight(at, theme.ROW_HEIGHT)

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
        from nq57desk.usecases import task_screens

        order, search, period = self.model.order, self.search.strip(), self.listing.period
        self.session.ask(
            lambda desk, _m: task_screens.seen(desk, ids=ids, search=search, order=order, period=period),
            lambda rows: self.model.put(rows) if order is self.model.order else None,
        )

    def _rows_came(self, first: QModelIndex, last: QModelIndex) -> None:
        current = self.table.currentIndex()
        if current.isValid() and first.row() <= current.row() <= last.row():
            self._rests.start(_DETAIL_MS)

    def _row_moved(self, now: QModelIndex, before: QModelIndex) -> None:
        self._rests.start(_DETAIL_MS)
        if before.isValid() and bool(self.model.task_id(now)) != bool(self.model.task_id(before)):
            self.available.emit()

    def current(self) -> TaskRow | None:
        """The task of the current row, once it is here."""
        return self.model.task(self.table.currentIndex())

    def _show_detail(self) -> None:
        from nq57desk.usecases import assigned, history, progress

        row = self.current()
        self.detail.show_task(row)
        if row is None or not self.detail.isVisible():
            return
        task_id = row.id

        def work(desk: Desk, _monitor: Monitor) -> _Told:
            said = assigned.of_task(desk, task_id=task_id)
            return progress.updates(desk, task_id=task_id), history.task_history(desk, task_id=task_id), said

        def answer(found: _Told) -> None:
            here = self.current()
            if here is not None and here.id == task_id:
                self.detail.show_updates(found[0])
                self.detail.show_history(found[1])
                self.detail.show_city(found[2])

        self.session.ask(work, answer)

    def toggle_detail(self) -> None:
        """F8: show or hide the panel."""
        self.wants_detail = self.detail_asked = not self.wants_detail
        self.detail.setVisible(self.wants_detail and self.shows_tasks)
        self._show_detail()

    def _copy_rows(self) -> None:
        copy_rows(self)

    def _open_other(self, other: object) -> None:
        """An indicator found: its row in the month's grid. A plan: its line in the tree, without the search."""
        if isinstance(other, Plan):
            self.clear_search()
            self.tree.setCurrentIndex(self.tree_model.index_of(other.id))
            self.tree.setFocus()
        elif isinstance(other, FoundIndicator):
            self.go.emit("indicators", (other.id, "actual"))

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
