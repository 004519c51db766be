"""Nhập từ tệp: what a file or a pasted table would change, mended and ticked before anything is written."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtWidgets import QPushButton, QStackedWidget, QWidget

from nq57desk.domain.changes import Applied
from nq57desk.domain.problems import Problem
from nq57desk.gui import actions as act
from nq57desk.gui import words
from nq57desk.gui.clipboard import Pasted
from nq57desk.gui.imported import Imported
from nq57desk.gui.models.import_rows import ImportRow, Kind, rows_of
from nq57desk.gui.models.import_table import ImportTable
from nq57desk.gui.pages.import_asking import Found, Request, What, find, forget
from nq57desk.gui.pages.import_copy import ask_where, told
from nq57desk.gui.pages.import_mending import Mending, left_records, same_line
from nq57desk.gui.pages.page import Actions, Page, said
from nq57desk.gui.session import Session
from nq57desk.gui.widgets.import_view import ImportView
from nq57desk.gui.widgets.plain import Empty, push
from nq57desk.importing.result import ReadTable
from nq57desk.usecases.importing import Preview
from nq57desk.wording import _


class ImportPage(Page):
    """Reads, shows, and applies only when told to."""

    def __init__(self, session: Session, actions: Actions, parent: QWidget | None = None) -> None:
        super().__init__(_("Nhập từ tệp"), session, actions, parent)
        self.what: What | None = None
        self.found: Found | None = None
        self.mending = Mending()
        self.model = ImportTable(self)
        self.view = ImportView(self.model)
        self.table, self.pane = self.view.table, self.view.pane
        self._asked = 0
        self._build()
        self._connect()

    @property
    def preview(self) -> Preview | None:
        """The comparison shown now."""
        return None if self.found is None else self.found.preview

    @property
    def problems(self) -> tuple[Problem, ...]:
        """The findings shown now."""
        return self.pane.model.rows

    def _build(self) -> None:
        for name, main in (("leave", False), ("apply", True)):
            self.head.addWidget(act.button(self.actions_by_name[name], main=main))
        self.again = push(_("Thử lại"), main=True)
        self.back = push(_("Hủy bỏ"))
        self.waiting = Empty("", self.back, self.again)
        self.stack = QStackedWidget()
        self.stack.addWidget(self.view)
        self.stack.addWidget(self.waiting)
        self.stack.setCurrentIndex(1)
        self.body.addWidget(self.stack)

    def _connect(self) -> None:
        view = self.view
        self.model.ticked.connect(self._count)
        self.model.typed.connect(self._typed)
        clicks: tuple[tuple[QPushButton, object], ...] = (
            (view.all_button, lambda: self.model.toggle(range(len(self.model.rows)))),
            (self.again, self.read),
            (self.back, self.cancel),
            (view.copy_button, self.save_copy),
            (view.change_button, self._to_mapping),
            (view.forget_button, self._forget_mapping),
        )
        for button, do in clicks:
            button.clicked.connect(do)
        view.tables.activated.connect(self._table_chosen)
        view.plans.activated.connect(self._plan_chosen)
        self.table.opened.connect(self._open)
        self.table.space.connect(self._toggle)
        self.table.clicked.connect(self._clicked)
        self.table.header.mapped.connect(self._mapped)
        self.pane.went.connect(self._to_problem)
        self.pane.repair.connect(self._repair)
        self.handlers = {
            "apply": self.apply,
            "leave": self.cancel,
            "next_problem": lambda: self.pane.step(1),
            "previous_problem": lambda: self.pane.step(-1),
        }

    def regions(self) -> list[QWidget]:
        """The choice of table, the rows, the lists of the columns, the findings."""
        parts = (self.view.tables, self.table, *self.table.header.lists[:1], self.pane.table)
        return [part for part in parts if part.isVisible()]

    def can(self, action: str) -> bool:
        """Applying needs ticked rows or a new frame around them."""
        if action == "apply":
            return self.found is not None and self._differing() > 0
        if action in ("next_problem", "previous_problem"):
            return bool(self.problems)
        return action in self.handlers

    def touched(self, applied: Applied) -> None:
        """A preview stays as it was read."""

    # reading

    def show_with(self, what: object) -> None:
        """A new file or a new paste."""
        if isinstance(what, Path | Pasted):
            self.what = what
            self.mending = Mending()
            self._forget()
            self.view.clear()
            self.read()

    def read(self) -> None:
        """Read what was given, with the choices made, and compare it."""
        self._say(_("Đang đọc {name}…").format(name=self._name()), waiting=True)
        self.compare(_("Đang đọc tệp…"))

    def compare(self, saying: str = "") -> None:
        """Compare what was given with what was decided since; the rows shown stay until the answer comes."""
        if self.what is None:
            return
        mending = self.mending
        request = Request(
            self.what,
            self.view.plans.currentData(),
            mending.as_new_plan,
            mending.mapping,
            dict(mending.confirmed),
            {key: dict(texts) for key, texts in mending.amended.items()},
            self.preview,
        )
        self._asked += 1
        asked = self._asked
        job = self.session.ask(
            lambda desk, monitor: find(desk, monitor, request),
            lambda found: self._came(asked, found),
            refused=self._unreadable,
            words=saying,
        )
        job.cancelled.connect(lambda: self._say(_("Đã dừng. Chưa nhập gì.")))
        job.failed.connect(lambda _fault: self._say(_("Chưa đọc được {name}. Chưa nhập gì.").format(name=self._name())))

    def _name(self) -> str:
        return self.what.name if isinstance(self.what, Path) else _("bảng vừa chép")

    def _say(self, text: str, *, waiting: bool = False) -> None:
        self._forget()
        self.waiting.words.setText(text)
        self.again.setVisible(not waiting)
        self.stack.setCurrentIndex(1)
        self.title.setText(_("Nhập từ tệp") if isinstance(self.what, Path) else _("Dán bảng"))
        self.aside.setText(self._name())
        self.available.emit()

    def _unreadable(self, problems: tuple[Problem, ...]) -> None:
        self.found = None
        self._say(said(problems))

    def _came(self, asked: int, found: Found) -> None:
        if asked != self._asked:
            self.session.ask(lambda desk, _monitor: forget(desk, found.preview), lambda _nothing: None)
            return
        first = self.stack.currentIndex() == 1
        self.found = found
        if self.view.tables.count() == 0:
            self.view.offer(found.preview.result.tables, found.plans)
        self._show(keep=not first)
        self.stack.setCurrentIndex(0)
        if first:
            self.view.share(len(self.problems))
            self.table.setFocus()
        self._tell(found.preview)
        self.available.emit()

    def _show(self, *, keep: bool) -> None:
        """Show rows and findings; the place in the table stays where it was."""
        found = self.found
        if found is None:
            return
        here = self.model.row(self.table.currentIndex())
        column = max(0, self.table.currentIndex().column())
        preview = found.preview
        unsettled = self.mending.unsettled(preview)
        rows = rows_of(preview.result.tables, found.changes, preview.row_keys, unsettled, self.mending.dropped)
        self.model.show(rows, keep=keep)
        self._show_columns()
        self.pane.show_problems(unsettled)
        place = None if here is None else self.model.place_of(here.key)
        if self.model.rowCount():
            self.view.select(place or 0, column)
        self._count()

    def _tell(self, preview: Preview) -> None:
        """Say what concerns the whole file: nothing new in it (M09), or a plan that it issues anew."""
        text, verb = told(preview, words.capital(self._name()))
        self.notice.hide()
        if text:
            self.notice.say(text, verb, self.issue_anew if preview.reissue is not None else self.cancel)

    def issue_anew(self) -> None:
        """The file is a plan issued anew: match it against the old one and keep what was recorded."""
        offer = None if self.preview is None else self.preview.reissue
        if offer is not None:
            self.view.plans.setCurrentIndex(max(0, self.view.plans.findData(offer.plan_id)))
            self.mending.as_new_plan = True
            self.read()

    # the table that is shown

    def read_table(self) -> ReadTable | None:
        """The table of the file that is shown now, as mended."""
        at = self.view.tables.currentIndex()
        tables = () if self.preview is None else self.preview.result.tables
        return tables[at] if 0 <= at < len(tables) else None

    def _table_chosen(self, _at: int) -> None:
        self._show_columns()
        if self.model.rowCount():
            self.view.select(0, 0)
        self._count()

    def _plan_chosen(self, _at: int) -> None:
        self.mending.as_new_plan = False
        self.mending.confirmed = {}
        self.compare()

    def _show_columns(self) -> None:
        table = self.read_table()
        if table is not None:
            self.view.show_columns(table)
        profile = None if self.preview is None else self.preview.profile
        if self.mending.mapping is not None:
            text = _("Ghép cột: đã chọn lại")
        elif profile is not None:
            text = _("Đã dùng cách ghép cột ngày {day}").format(day=words.day(profile.day))
        else:
            text = _("Ghép cột: theo tiêu đề")
        self.view.profile.setText(text)
        self.view.forget_button.setVisible(bool(self.mending.mapping) or profile is not None)

    def _to_mapping(self) -> None:
        if self.table.header.lists:
            self.table.header.lists[0].setFocus(Qt.FocusReason.TabFocusReason)

    def _mapped(self, heading: str, field: str) -> None:
        if self.preview is not None:
            self.mending.map(heading, field, self.preview.result.tables)
            self.compare()

    def _forget_mapping(self) -> None:
        self.mending.mapping = {}
        self.compare()

    # choosing

    def _differing(self) -> int:
        counts = None if self.preview is None else self.preview.change_set.counts()
        return 0 if counts is None else max(counts.differing - self.model.left_count, 0)

    def _count(self) -> None:
        if self.preview is None:
            return
        parts = [words.counts_words(self.preview.counts)]
        dropped = sum(each.kind is Kind.DROPPED for each in self.model.all)
        for n, text in ((dropped, _("{n} bỏ qua")), (self.model.left_count - dropped, _("{n} để lại"))):
            if n > 0:
                parts.append(text.format(n=n))
        self.view.counts.setText(" · ".join(parts))
        self.actions_by_name["apply"].setText(_("Nhập {n} dòng").format(n=self.model.taken))
        self.available.emit()

    def _toggle(self) -> None:
        lines = [self.model.rows[at] for at in self.view.chosen() if at < len(self.model.rows)]
        dropped = [each for each in lines if each.kind is Kind.DROPPED]
        for each in dropped:
            self.mending.drop(each)
        if dropped:
            self._show(keep=True)
        elif self.model.is_fold(self.table.currentIndex()):
            self._open()
        else:
            self.model.toggle(self.view.chosen())

    def _clicked(self, index: QModelIndex) -> None:
        if self.model.is_fold(index):
            self._open()

    def _open(self) -> None:
        """Enter: open or fold the rows that are the same, else mend the cell."""
        index = self.table.currentIndex()
        if self.model.is_fold(index):
            self.model.fold(not self.model.folded)
            self.view.select(self.model.rowCount() - 1, 0)
        elif index.isValid() and self.model.flags(index) & Qt.ItemFlag.ItemIsEditable:
            self.table.mend(index)

    # mending

    def _typed(self, line: ImportRow, field: str, text: str) -> None:
        self.mending.type(line, field, text)
        self.compare()

    def _to_problem(self, problem: Problem) -> None:
        """Show the cell that a finding speaks of."""
        line = self._line_of(problem)
        if line is None:
            return
        if line.table >= 0 and line.table != self.view.tables.currentIndex():
            self.view.tables.setCurrentIndex(line.table)
            self._show_columns()
        place = self.model.place_of(line.key)
        if place is not None:
            self.view.select(place, self.model.column_of(problem.place.column))

    def _line_of(self, problem: Problem) -> ImportRow | None:
        lines = (each for each in self.model.all if each.read is not None)
        return next((each for each in lines if each.read and same_line(each.read.place, problem.place)), None)

    def _repair(self, name: str, problem: Problem) -> None:
        if name == "mend":
            self._to_problem(problem)
            at = self.table.currentIndex()
            self.table.mend(at if at.column() > 0 else at.siblingAtColumn(self._name_column()))
        elif name in ("same", "other"):
            self.mending.answer(problem, same=name == "same")
            self.compare()
        else:
            line = self._line_of(problem) if name == "drop" else None
            if line is not None:
                self.mending.drop(line)
            else:
                self.mending.settle(problem)
            self._show(keep=True)

    def _name_column(self) -> int:
        table = self.read_table()
        return table.fields.index("name") + 1 if table is not None and "name" in table.fields else 1

    # doing

    def apply(self) -> None:
        """Write the ticked rows in one step that can be undone."""
        from nq57desk.usecases import importing

        found, skipped = self.found, self.model.left_count
        if found is None or not self.can("apply"):
            return
        preview, left = found.preview, left_records(found, self.model)
        self.found = None
        self.available.emit()
        job = self.session.change(
            lambda desk, _monitor: importing.apply_preview(desk, preview=preview, leave=left),
            lambda applied: self._applied(applied, skipped),
            refused=self._unreadable,
            words=_("Đang nhập…"),
        )
        job.failed.connect(lambda _fault: self._say(_("Chưa nhập được. Dữ liệu còn như trước.")))

    def _applied(self, applied: Applied, skipped: int) -> None:
        both = [applied.by_kind.get("task"), applied.by_kind.get("indicator")]
        total = sum(one.new + one.edited + one.deleted for one in both if one is not None)
        again, self.what = self.what, None
        text = _("Đã nhập {n} dòng, bỏ qua {m} dòng. Hoàn tác được bằng Ctrl+Z.").format(n=total, m=skipped)
        self.go.emit("tasks", Imported(text, skipped, again))
        self.session.said.emit(text)

    def save_copy(self) -> None:
        """Save the clerk's own file with the findings written beside what they are about."""
        if isinstance(self.what, Path):
            ask_where(self, self.what, self.problems)

    def cancel(self) -> None:
        """Leave without writing anything."""
        self._asked += 1
        self._forget()
        self.what = None
        self.go.emit("tasks", None)

    def leave(self) -> bool:
        """Esc: as "Hủy bỏ"."""
        if not super().leave():
            self.cancel()
        return True

    def _forget(self) -> None:
        preview, self.found = self.preview, None
        if preview is not None:
            self.session.ask(lambda desk, _monitor: forget(desk, preview), lambda _nothing: None)
