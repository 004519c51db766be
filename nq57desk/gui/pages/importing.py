"""Nhập từ tệp: what a file or a pasted table would change, before anything is written."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QItemSelectionModel, Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QSplitter, QStackedWidget, QVBoxLayout, QWidget

from nq57desk.domain.changes import Applied, Change
from nq57desk.domain.plan import AppendixKind
from nq57desk.domain.problems import Problem
from nq57desk.gui import actions as act
from nq57desk.gui import words
from nq57desk.gui.clipboard import Pasted
from nq57desk.gui.models import problem_columns
from nq57desk.gui.models.change_table import ChangeTable
from nq57desk.gui.models.plan_tree import plan_words
from nq57desk.gui.models.rows import RowsModel
from nq57desk.gui.pages.page import Actions, Page, said
from nq57desk.gui.session import Session
from nq57desk.gui.widgets.plain import Choice, Empty, Table, label, push, row
from nq57desk.usecases.importing import Preview
from nq57desk.usecases.task_list import PlanView
from nq57desk.wording import _

if TYPE_CHECKING:
    from nq57desk.monitor import Monitor
    from nq57desk.workspace import Desk

What = Path | Pasted


class ImportPage(Page):
    """Reads, shows, and applies only when told to."""

    def __init__(self, session: Session, actions: Actions, parent: QWidget | None = None) -> None:
        super().__init__(_("Nhập từ tệp"), session, actions, parent)
        self.what: What | None = None
        self.preview: Preview | None = None
        self.model = ChangeTable(self)
        self.problems: RowsModel[Problem] = RowsModel(problem_columns.columns(), self)
        self.table = Table(_("Các dòng sẽ nhập"))
        self.problem_table = Table(_("Vấn đề"))
        self.tables = Choice()
        self.plans = Choice()
        self.counts = label(tone="heading")
        self.problem_words = label(tone="heading")
        self._asked = 0
        self._build()
        self._connect()

    def _build(self) -> None:
        for name, main in (("leave", False), ("apply", True)):
            self.head.addWidget(act.button(self.actions_by_name[name], main=main))
        self.tables.setAccessibleName(_("Bảng trong tệp"))
        self.plans.setAccessibleName(_("Nhập vào kế hoạch"))
        self.tables.setMinimumContentsLength(34)
        self.plans.setMinimumContentsLength(34)
        choose = row(label(_("Bảng")), self.tables, label(_("Nhập vào")), self.plans, None)
        self.table.setModel(self.model)
        self.table.use_widths(self.model.columns)
        self.problem_table.setModel(self.problems)
        self.problem_table.use_widths(self.problems.columns)
        below = QWidget()
        lower = QVBoxLayout(below)
        lower.setContentsMargins(0, 0, 0, 0)
        lower.setSpacing(4)
        lower.addWidget(self.problem_words)
        lower.addWidget(self.problem_table)
        self.split = QSplitter(Qt.Orientation.Vertical)
        self.split.addWidget(self.table)
        self.split.addWidget(below)
        self.split.setSizes([380, 170])
        self.split.setChildrenCollapsible(False)
        whole = QWidget()
        outer = QVBoxLayout(whole)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addLayout(choose)
        outer.addWidget(self.split, 1)
        self.all_button = push(_("Chọn tất cả, bỏ chọn tất cả"))
        outer.addLayout(row(self.counts, None, self.all_button))
        self.again = push(_("Thử lại"), main=True)
        self.back = push(_("Hủy bỏ"))
        self.waiting = Empty("", self.back, self.again)
        self.stack = QStackedWidget()
        self.stack.addWidget(whole)
        self.stack.addWidget(self.waiting)
        self.stack.setCurrentIndex(1)
        self.body.addWidget(self.stack)

    def _connect(self) -> None:
        self.model.ticked.connect(self._count)
        self.all_button.clicked.connect(lambda: self.model.toggle(range(len(self.model.rows))))
        self.again.clicked.connect(self.read)
        self.back.clicked.connect(self.cancel)
        self.tables.activated.connect(lambda _at: self.read())
        self.plans.activated.connect(lambda _at: self.read())
        self.table.opened.connect(self._toggle)
        space = QShortcut(QKeySequence(Qt.Key.Key_Space), self.table, self._toggle)
        space.setContext(Qt.ShortcutContext.WidgetShortcut)
        self.problem_table.opened.connect(self._to_row)
        self.handlers = {
            "apply": self.apply,
            "leave": self.cancel,
            "next_problem": lambda: self._problem(1),
            "previous_problem": lambda: self._problem(-1),
        }

    def regions(self) -> list[QWidget]:
        """The rows, then the problems."""
        return [part for part in (self.table, self.problem_table) if part.isVisible()]

    def can(self, action: str) -> bool:
        """Applying needs ticked rows or a new frame around them."""
        if action == "apply":
            return self.preview is not None and self._differing() > 0
        if action in ("next_problem", "previous_problem"):
            return bool(self.problems.rows)
        return action in self.handlers

    def touched(self, applied: Applied) -> None:
        """A preview stays as it was read."""

    # reading

    def show_with(self, what: object) -> None:
        """A new file or a new paste."""
        if isinstance(what, Path | Pasted):
            self.what = what
            for choice in (self.tables, self.plans):
                choice.clear()
            self.read()

    def read(self) -> None:
        """Read what was given, with the choices made, and compare it."""
        self._discard()
        self._say(_("Đang đọc {name}…").format(name=self._name()), waiting=True)
        what, table, plan_id = self.what, self.tables.currentData(), self.plans.currentData()
        self._asked += 1
        asked = self._asked

        def work(desk: Desk, monitor: Monitor) -> tuple[Preview, tuple[Change, ...], tuple[PlanView, ...]]:
            return _read(desk, monitor, what, table, plan_id)

        job = self.session.ask(
            work, lambda found: self._came(asked, found), refused=self._unreadable, words=_("Đang đọc tệp…")
        )
        job.cancelled.connect(lambda: self._say(_("Đã dừng. Chưa nhập gì.")))
        job.failed.connect(lambda _fault: self._say(_("Chưa đọc được {name}. Chưa nhập gì.").format(name=self._name())))

    def _name(self) -> str:
        return self.what.name if isinstance(self.what, Path) else _("bảng vừa chép")

    def _say(self, text: str, *, waiting: bool = False) -> None:
        self.waiting.words.setText(text)
        self.again.setVisible(not waiting)
        self.stack.setCurrentIndex(1)
        self.title.setText(_("Nhập từ tệp") if isinstance(self.what, Path) else _("Dán bảng"))
        self.aside.setText(self._name())
        self.available.emit()

    def _unreadable(self, problems: tuple[Problem, ...]) -> None:
        self._say(said(problems))

    def _came(self, asked: int, found: tuple[Preview, tuple[Change, ...], tuple[PlanView, ...]]) -> None:
        preview, changes, plans = found
        if asked != self._asked:
            self.session.ask(lambda desk, _monitor: _discard(desk, preview), lambda _nothing: None)
            return
        self.preview = preview
        if self.tables.count() == 0:
            self._offer(preview, plans)
        problems = problem_columns.gravest_first(preview.problems)
        self.model.show_changes(changes, preview.appendix_ids)
        self.problems.show(problems)
        said_of = problem_columns.summary(problems)
        self.problem_words.setText(
            _("Vấn đề ({n})   {summary}   F3: vấn đề kế tiếp").format(n=len(problems), summary=said_of)
            if problems
            else _("Không có vấn đề nào.")
        )
        self.problem_table.setVisible(bool(problems))
        self.split.setSizes([380, 170] if problems else [520, 30])
        self.stack.setCurrentIndex(0)
        self.notice.hide()
        if not self._differing():
            self.notice.say(
                _("{name} không có gì mới so với dữ liệu đang có. 0 dòng thay đổi.").format(
                    name=words.capital(self._name())
                )
            )
        self.table.setFocus()
        if self.model.rows:
            self.table.setCurrentIndex(self.model.index(0, 0))
        self._count()

    def _offer(self, preview: Preview, plans: tuple[PlanView, ...]) -> None:
        read = preview.result.tables
        if len(read) > 1:
            self.tables.addItem(_("Tất cả {n} bảng").format(n=len(read)), None)
        for at, table in enumerate(read, start=1):
            kind = _("nhiệm vụ") if table.kind is AppendixKind.TASKS else _("chỉ tiêu")
            name = " ".join((table.label or table.title or _("Bảng {n}").format(n=at)).split())
            self.tables.addItem(f"{name[:60]} – {len(table.rows)} {kind}", at)
        self.plans.addItem(_("Tự nhận theo văn bản"), None)
        for view in plans:
            self.plans.addItem(plan_words(view.plan), view.plan.id)

    # choosing

    def _differing(self) -> int:
        counts = None if self.preview is None else self.preview.change_set.counts()
        return 0 if counts is None else max(counts.differing - len(self.model.left), 0)

    def _count(self) -> None:
        if self.preview is None:
            return
        parts = [words.counts_words(self.preview.counts)]
        if self.model.left:
            parts.append(_("{n} dòng để lại").format(n=len(self.model.left)))
        if not self.model.rows:
            parts.append(_("không có dòng nào thay đổi"))
        self.counts.setText("   ·   ".join(parts))
        apply = self.actions_by_name["apply"]
        apply.setText(_("Nhập {n} dòng").format(n=self.model.taken))
        self.available.emit()

    def _toggle(self) -> None:
        rows = {index.row() for index in self.table.selectionModel().selectedRows()}
        self.model.toggle(rows or {self.table.currentIndex().row()})

    def _problem(self, step: int) -> None:
        count = len(self.problems.rows)
        at = self.problem_table.currentIndex().row()
        self.problem_table.setCurrentIndex(self.problems.index((at + step) % count if at >= 0 else 0, 0))
        self._to_row()

    def _to_row(self) -> None:
        """Show the row that the current problem speaks of."""
        problem = self.problems.row(self.problem_table.currentIndex())
        if problem is None:
            return
        place = problem.place
        for at, change in enumerate(self.model.rows):
            there = change.place
            if (there.table, there.sheet, there.row) == (place.table, place.sheet, place.row) and place.row is not None:
                flags = QItemSelectionModel.SelectionFlag.ClearAndSelect | QItemSelectionModel.SelectionFlag.Rows
                self.table.selectionModel().setCurrentIndex(self.model.index(at, 0), flags)
                self.table.scrollTo(self.model.index(at, 0))
                return

    # doing

    def apply(self) -> None:
        """Write the ticked rows in one step that can be undone."""
        from nq57desk.usecases import importing

        preview, left = self.preview, frozenset(self.model.left)
        if preview is None:
            return
        self.preview = None
        self.available.emit()
        job = self.session.change(
            lambda desk, _monitor: importing.apply_preview(desk, preview=preview, leave=left),
            self._applied,
            refused=self._unreadable,
            words=_("Đang nhập…"),
        )
        job.failed.connect(lambda _fault: self._say(_("Chưa nhập được. Dữ liệu còn như trước.")))

    def _applied(self, applied: Applied) -> None:
        counts = applied.by_kind.get("task")
        both = [counts, applied.by_kind.get("indicator")]
        total = sum(one.new + one.edited + one.deleted for one in both if one is not None)
        self.what = None
        self.go.emit("tasks", None)
        self.session.said.emit(_("Đã nhập {n} dòng. Hoàn tác được bằng Ctrl+Z.").format(n=total))

    def cancel(self) -> None:
        """Leave without writing anything."""
        self._asked += 1
        self._discard()
        self.what = None
        self.go.emit("tasks", None)

    def leave(self) -> bool:
        """Esc: as "Hủy bỏ"."""
        if not super().leave():
            self.cancel()
        return True

    def _discard(self) -> None:
        preview, self.preview = self.preview, None
        if preview is not None:
            self.session.ask(lambda desk, _monitor: _discard(desk, preview), lambda _nothing: None)


def _read(
    desk: Desk, monitor: Monitor, what: What | None, table: int | None, plan_id: str | None
) -> tuple[Preview, tuple[Change, ...], tuple[PlanView, ...]]:
    from nq57desk.usecases import importing, task_list

    if isinstance(what, Path):
        preview = importing.preview_file(desk, path=what, table=table, plan_id=plan_id, monitor=monitor)
    elif isinstance(what, Pasted):
        preview = importing.preview_clipboard(desk, html=what.html, text=what.text, plan_id=plan_id, monitor=monitor)
    else:
        raise TypeError(type(what))
    return preview, importing.differing(desk, preview=preview), task_list.plans(desk)


def _discard(desk: Desk, preview: Preview) -> None:
    from nq57desk.usecases import importing

    importing.discard_preview(desk, preview=preview)
