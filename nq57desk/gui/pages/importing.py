"""Nhập từ tệp: what a file or a pasted table would change, mended and ticked before anything is written."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
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
from nq57desk.gui.models.import_ticks import Followed
from nq57desk.gui.pages.import_asking import Found, Request, What, find, forget
from nq57desk.gui.pages.import_choosing import Choosing
from nq57desk.gui.pages.import_columns import Columns
from nq57desk.gui.pages.import_copy import ask_where, can_choose, told, unread, words_of_followed
from nq57desk.gui.pages.import_mending import Mending, left_records
from nq57desk.gui.pages.import_repairs import Repairs, marked_rows
from nq57desk.gui.pages.page import Actions, Page
from nq57desk.gui.session import Session
from nq57desk.gui.widgets.import_view import ImportView
from nq57desk.gui.widgets.import_waiting import ImportWaiting
from nq57desk.importing.recognise_chosen import ChosenTable
from nq57desk.importing.result import ReadTable
from nq57desk.usecases.import_preview import Preview, Reading
from nq57desk.wording import _


class ImportPage(Page):
    """Reads, shows, and applies only when told to."""

    def __init__(self, session: Session, actions: Actions, parent: QWidget | None = None) -> None:
        super().__init__(_("Nhập từ tệp"), session, actions, parent)
        self.what: What | None = None
        self.found: Found | None = None
        self.mending = Mending()
        self.repairs, self.choosing, self.columns = Repairs(self), Choosing(self), Columns(self)
        self.model = ImportTable(self)
        self.view = ImportView(self.model)
        self.table, self.pane = self.view.table, self.view.pane
        self._asked = self._answered = 0
        self._apply_next = False
        self._reading: Reading | None = None
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
        self.waiting = ImportWaiting()
        self.again, self.back = self.waiting.again, self.waiting.back
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
            (view.change_button, self.columns.to_lists),
            (view.forget_button, self.columns.forget),
            (view.letters_button, self.repairs.letters),
            (self.waiting.choose, self.choosing.choose),
            (self.waiting.look, self._look_anyway),
        )
        for button, do in clicks:
            button.clicked.connect(do)
        view.tables.activated.connect(self.columns.table_chosen)
        view.plans.activated.connect(self._plan_chosen)
        self.table.opened.connect(self._open)
        self.table.space.connect(self._toggle)
        self.table.clicked.connect(self._clicked)
        self.table.header.mapped.connect(self.columns.mapped)
        self.table.selectionModel().selectionChanged.connect(lambda *_rows: self.repairs.offer_letters())
        self.model.followed.connect(self._followed)
        self.pane.went.connect(self.repairs.to_problem)
        self.pane.repair.connect(self.repairs.repair)
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
        """Applying needs ticked rows, or a changed frame around rows that are all the same."""
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
        self._reading = None
        self._apply_next = False
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
            mending.chosen,
            frozenset(mending.originals),
            frozenset(mending.deleted),
            self._reading,
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

    def take_choice(self, reading: Reading, chosen: ChosenTable, mapping: Mapping[str, str]) -> None:
        """The clerk pointed at a table and said what its columns are: compare that."""
        self._forget()
        self.mending = Mending(mapping=dict(mapping), chosen=chosen)
        self.view.clear()
        self._reading = reading
        self._say(_("Đang đọc {name}…").format(name=self._name()), waiting=True)
        self.compare(_("Đang đọc tệp…"))

    def name_words(self) -> str:
        """What is being imported, as a sentence begins with it."""
        return f"“{self.what.name}”" if isinstance(self.what, Path) else words.capital(self._name())

    def _name(self) -> str:
        return self.what.name if isinstance(self.what, Path) else _("bảng vừa chép")

    def _say(self, text: str, *helping: QPushButton, waiting: bool = False) -> None:
        self._forget()
        self.waiting.say(text, *(() if waiting else helping or (self.again,)))
        self.stack.setCurrentIndex(1)
        self.actions_by_name["apply"].setText(_("Nhập các dòng đã chọn"))
        self.title.setText(_("Nhập từ tệp") if isinstance(self.what, Path) else _("Dán bảng"))
        self.aside.setText(self._name())
        self.available.emit()

    def _unreadable(self, problems: tuple[Problem, ...]) -> None:
        self.found = None
        self._say(unread(problems), self.waiting.choose if can_choose(problems) else self.again)

    def _came(self, asked: int, found: Found) -> None:
        if asked != self._asked:
            self.session.ask(lambda desk, _monitor: forget(desk, found.preview), lambda _nothing: None)
            return
        self._answered = asked
        first = self.stack.currentIndex() == 1
        self.found, self._reading = found, found.preview.reading
        if self.view.lists != len(found.preview.result.tables):
            self.view.offer(found.preview.result.tables, found.plans)
        self.show_rows(keep=not first)
        if first and found.preview.nothing_new and found.preview.imported_on is not None:
            self.waiting.say(told(found.preview, self.name_words())[0], self.waiting.look)
        else:
            self._look(first)
        self.available.emit()
        if self._apply_next:
            self.apply()

    def _look(self, first: bool) -> None:
        self.stack.setCurrentIndex(0)
        if first:
            self.view.share(len(self.problems))
            self.table.setFocus()
        if self.found is not None:
            self._tell(self.found.preview)

    def _look_anyway(self) -> None:
        """[Vẫn xem lại]: every row of a file in which nothing is new."""
        self.model.fold(False)
        self._look(first=True)
        self.available.emit()

    def show_rows(self, *, keep: bool) -> None:
        """Show rows and findings; the place in the table stays where it was."""
        found = self.found
        if found is None:
            return
        here = self.model.row(self.table.currentIndex())
        column = max(0, self.table.currentIndex().column())
        preview = found.preview
        unsettled = self.mending.unsettled(preview)
        marked = (*unsettled, *marked_rows(preview))
        tables, dropped = preview.result.tables, self.mending.dropped
        rows = rows_of(tables, found.changes, preview.row_keys, marked, dropped, preview.absent)
        self.model.show(rows, keep=keep)
        self.columns.show()
        self.pane.show_problems(unsettled)
        place = None if here is None else self.model.place_of(here.key)
        if self.model.rowCount():
            self.view.select(self.model.first if place is None else place, column)
        self._count()

    def _tell(self, preview: Preview) -> None:
        """Say what concerns the whole file: nothing new in it (M09), or a plan that it issues anew."""
        text, verb = told(preview, self.name_words())
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

    def table_changed(self) -> None:
        """Show the list that is chosen now."""
        self.columns.show()
        if self.model.rowCount():
            self.view.select(self.model.first, 0)
        self._count()

    def _plan_chosen(self, _at: int) -> None:
        self.mending.as_new_plan = False
        self.mending.confirmed = {}
        self.compare()

    # choosing

    def _differing(self) -> int:
        counts = None if self.preview is None else self.preview.change_set.counts()
        return self.model.taken or (0 if counts is None or self.model.left_count else counts.differing)

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
        self.repairs.offer_letters()
        self.available.emit()
        if self.model.going != self.mending.deleted and self._answered == self._asked:
            self.mending.deleted = set(self.model.going)
            self.compare()

    def _followed(self, followed: Sequence[Followed]) -> None:
        """Say that other ticks went along, and why."""
        self.notice.say("\n".join(map(words_of_followed, followed)))

    def _toggle(self) -> None:
        lines = [self.model.rows[at] for at in self.view.chosen() if at < len(self.model.rows)]
        dropped = [each for each in lines if each.kind is Kind.DROPPED]
        for each in dropped:
            self.mending.drop(each)
        if dropped:
            self.show_rows(keep=True)
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

    # doing

    def apply(self) -> None:
        """Write the ticked rows in one step that can be undone."""
        from nq57desk.usecases import importing

        found, skipped = self.found, self.model.left_count
        self._apply_next = self._answered != self._asked
        if found is None or not self.can("apply") or self._apply_next:
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
