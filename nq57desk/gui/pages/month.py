"""Tiến độ kỳ: what each task did in the month, filled in as in a spreadsheet; first "updated?", then "late?"."""

from __future__ import annotations

from collections.abc import Callable, Collection
from typing import TYPE_CHECKING

from PySide6.QtCore import QModelIndex, QTimer
from PySide6.QtWidgets import QMenu, QWidget

from nq57desk.domain.changes import Applied
from nq57desk.domain.form_answers import STATE_WORDS
from nq57desk.domain.month_cells import NOTHING
from nq57desk.domain.progress import State
from nq57desk.gui import theme, words
from nq57desk.gui.pages import month_lines
from nq57desk.gui.pages.month_closing import Closing
from nq57desk.gui.pages.month_forms import Forms
from nq57desk.gui.pages.month_frame import MonthFrame
from nq57desk.gui.pages.month_lines import Listing, View, waits
from nq57desk.gui.pages.month_reading import MonthReading, Shown
from nq57desk.gui.pages.month_work import STATES, can_edit, fill_states, nothing_words, window_words
from nq57desk.gui.pages.page import Actions
from nq57desk.gui.session import Session
from nq57desk.monitor import Monitor
from nq57desk.usecases.month_patch import Patched
from nq57desk.usecases.month_sheet import MonthSheet
from nq57desk.wording import _

if TYPE_CHECKING:
    from nq57desk.workspace import Desk

_LEAST_WITH_PANEL = 520
"""A lower page begins without the panel; F8 opens it."""
_REST_MS = 30
"""The panel follows the row once keys rest for so long: while a person pages through, it need not."""
_MANY = 2000
"""More rows than this are searched aside."""
_AFTER = {State.DONE: "product_document", State.STOPPED: "stopped_by"}
"""Where to go once a state was chosen: a product, or the document that stops."""


class MonthPage(MonthFrame):
    """The grid of one month with its filters, its rate and its panel."""

    name = "month"
    kinds = frozenset({"task", "progress_update", "reporting_period", "plan", "section", "appendix"})

    def __init__(self, session: Session, actions: Actions, parent: QWidget | None = None) -> None:
        super().__init__(session, actions, parent)
        self.sheet: MonthSheet | None = None
        self.view, self.listing = View(), Listing()
        self.reading = MonthReading(self.kinds)
        self._counts: dict[str, int] = {}
        self._panel_key = ""
        self._search = Monitor()
        self._rests = QTimer(self)
        self._rests.setSingleShot(True)
        self._rests.setInterval(_REST_MS)
        self._rests.timeout.connect(self._show_row)
        self.states_menu = QMenu(self)
        self.closing = Closing(self)
        self.forms = Forms(self)
        self._first = True
        self.handlers |= {
            "progress": self.record,
            "nothing_arose": self.nothing_arose,
            "detail": self.toggle_detail,
            "begin_period": self.begin_period,
            "close_period": self.closing.look,
            "open_period": self.closing.open_again,
        }
        self.forms_button.setMenu(self.forms.menu(self.forms_button))
        self._connect()

    def _connect(self) -> None:
        self.chips.chosen.connect(self._choose)
        self.compact_rows.toggled.connect(self._use_compact)
        self.begin_button.clicked.connect(self.begin_period)
        self.no_filter.clicked.connect(self.show_all)
        self.grid.selectionModel().currentChanged.connect(self._row_moved)
        self.detail.typed.connect(self._panel_typed)
        self.detail.escaped.connect(self.grid.setFocus)

    def can(self, action: str) -> bool:
        """A closed month changes only after it was opened again."""
        office, sheet = self.session.office, self.sheet
        if action not in ("begin_period", "close_period", "open_period"):
            return super().can(action)
        if office is None or office.read_only or sheet is None:
            return False
        closed = sheet.board.closed_on is not None
        if action == "begin_period":
            return not closed and not sheet.opened
        if action == "open_period":
            return closed
        return not closed and bool(sheet.rows)

    # reading

    def refresh(self) -> None:
        """Read the month whole."""
        self.reading.all_anew()
        super().refresh()

    def touched(self, applied: Applied) -> None:
        """Of a row's change only that row is read."""
        self.reading.note(applied)
        super().touched(applied)

    def _read(self, period: str | None) -> Callable[[Desk], Shown | Patched]:
        office = self.session.office
        self.view.by_lead = office is None or office.read_only
        return self.reading.work(self.sheet, period, self.view.copy())

    def _reading_failed(self, error: object) -> None:
        self.reading.all_anew()
        super()._reading_failed(error)

    def _wanted(self, read: Shown | Patched) -> bool:
        if read.sheet.board.period.code == (self.period.period or read.sheet.board.period.code):
            return True
        self.reading.all_anew()
        return False

    def _came(self, read: Shown | Patched) -> None:
        if isinstance(read, Patched):
            self._patch(read)
            return
        office, sheet = self.session.office, read.sheet
        before = self.sheet
        other = before is None or before.board.period != sheet.board.period
        self._code, self._counts = sheet.board.period.code, read.counts
        self.closing.say_closed(before if not other else None, sheet)
        board = sheet.board
        self.period.offer(board.period)
        read_only = office is None or office.read_only
        self.model.allow(not read_only and board.closed_on is None)
        self.close_button.setVisible(board.closed_on is None)
        self.open_button.setVisible(board.closed_on is not None)
        if read_only and self._first and self.chips.current == "all" and read.counts["late"]:
            self.chips.buttons["late"].setChecked(True)
            self.view.choose("late")
        self.aside.setText(window_words(sheet))
        self.aside.setToolTip(self.aside.text())
        for name, n in read.counts.items():
            if name in self.chips.buttons:
                self.chips.count(name, n)
        if other:
            self.view.choose()
        self._say_unopened(sheet)
        self._take(sheet)
        self._list(read.listing if self.view.same_choice(read.view) else None, read.view.kept)
        if self._first or other:
            if self._first and self.height() < theme.px(_LEAST_WITH_PANEL):
                self.detail.hide()
            self._first = False
            self.go_to_waiting(from_top=True)

    def _take(self, sheet: MonthSheet) -> None:
        """This is the month from now on: its rate, and whether there is anything to fill in."""
        office, board = self.session.office, sheet.board
        self.sheet = sheet
        self.rate.show_rate(board.rate)
        waiting = not sheet.opened and board.closed_on is None and office is not None and not office.read_only
        self.stack.setCurrentIndex(1 if not sheet.rows else 2 if waiting else 0)

    def _patch(self, read: Patched) -> None:
        """Some rows are others now, everything else stays as it is."""
        if not read.rows:
            return
        self._take(read.sheet)
        for name, n in month_lines.recounted(self._counts, read.rows).items():
            self._counts[name] = n
            if name in self.chips.buttons:
                self.chips.count(name, n)
        lines = self.listing.patched(read.rows, self.view)
        if lines is None:
            self._list()
            return
        self.model.put(lines)
        if any(after.row.id == self._panel_key for _before, after in read.rows):
            self._show_row()

    def _say_unopened(self, sheet: MonthSheet) -> None:
        period = words.period_words(sheet.board.period.code)
        self.begin_button.setText(_("Mở kỳ {period}").format(period=period))
        self.unopened.words.setText(
            _(
                "Kỳ {period} chưa mở. Số liệu các kỳ trước giữ nguyên. "
                "Bấm [Mở kỳ {period}]; trạng thái kỳ trước chỉ hiện làm gợi ý."
            ).format(period=period)
        )

    def _list(self, made: Listing | None = None, kept: Collection[str] = ()) -> None:
        """Show the lines that the filter finds, made already or not; the current cell stays."""
        if self.sheet is None:
            return
        key, field = self.model.cell(self.grid.currentIndex())
        self.view.kept.update(kept if made is not None else ())
        self.listing = made or month_lines.listing(self.sheet.rows, self.view)
        shown = self.listing.lines
        self.model.show(shown)
        if key and self.model.row(self.grid.currentIndex()) is None:
            self.grid.go_to(key, field)
        empty = not shown and bool(self.sheet.rows)
        if empty:
            n = sum(not sheet.group for sheet in self.sheet.rows)
            self.nothing.words.setText(nothing_words(self.view.search, n))
        self.found.setCurrentIndex(1 if empty else 0)
        self._show_row()
        self.available.emit()

    def expect_search(self) -> None:
        """Have the words of many rows folded before the first letter comes."""
        sheet, view = self.sheet, self.view
        if sheet is not None and len(sheet.rows) > _MANY:
            self.session.aside(lambda _monitor: month_lines.fold_words(sheet.rows, view), lambda _nothing: None)

    def seek(self, text: str) -> bool:
        """Search this month's tasks; many of them aside, so that the next key never waits."""
        self.view.choose(search=text)
        sheet = self.sheet
        if sheet is None or len(sheet.rows) <= _MANY:
            self._list()
            return True
        view = self.view.copy()

        def found(made: Listing) -> None:
            if self.view.same_choice(view) and self.sheet is sheet:
                self._list(made, view.kept)
            elif self.view.same_choice(view):
                self.seek(text)

        self._search.cancel()
        self._search = self.session.aside(month_lines.searching(sheet.rows, view), found).monitor
        return True

    def _choose(self, name: str) -> None:
        self.grid.leave_cell()
        self.view.choose(filter_=name)
        self._list()
        self.go_to_waiting(from_top=True)

    def show_all(self) -> None:
        """Take filter and search away."""
        self.view.choose(search="")
        self.chips.choose("all")
        self.grid.setFocus()

    def show_with(self, what: object) -> None:
        """A filter's name, (task id, field), or a draft."""
        if isinstance(what, str) and what in self.chips.buttons:
            self.chips.choose(what)
        elif isinstance(what, tuple) and len(what) == 2:
            self.go_to_cell(*what)
        elif isinstance(what, str):
            self.period.show_period(what)
        else:
            super().show_with(what)

    def go_to_cell(self, key: str, field: str) -> None:
        """Make a cell the current one, taking away what hides it."""
        if self.model.place(key) is None:
            self.view.choose("all", "")
            self.chips.choose("all")
            self.view.folded = dict.fromkeys([line.key for line in self.model.lines if line.row is None], False)
            self._list()
        self.grid.go_to(key, "result" if field in ("nothing_arose", "product_date") else field)
        self.grid.setFocus()

    # moving

    def toggle_heading(self) -> None:
        """Fold or unfold the current heading's section."""
        line = self.model.line(self.grid.currentIndex())
        if line is not None and line.row is None:
            self.view.folded[line.key] = not self.view.is_folded(line.key)
            self._list()
            at = self.model.place(line.key)
            if at is not None:
                self.grid.make_current(self.model.index(at, 0))

    def go_to_waiting(self, *, from_top: bool = False) -> bool:
        """Go to the next row that waits to be filled in; False where there is none."""
        here = -1 if from_top else self.grid.currentIndex().row()
        places = [*range(here + 1, len(self.model.lines)), *range(max(here, 0))]
        typed = {key for key, _field in self.model.waiting}
        for at in places:
            line = self.model.lines[at]
            if line.row is not None and waits(line.row) and line.key not in typed:
                return self.grid.go_to(line.key, "result")
        return False

    def _row_moved(self, now: QModelIndex, before: QModelIndex) -> None:
        if now.row() != before.row():
            self._rests.start()
        self.available.emit()

    def _show_row(self) -> None:
        self._rests.stop()
        self.detail.finish()
        self._panel_key = self.model.cell(self.grid.currentIndex())[0]
        sheet = self.model.row(self.grid.currentIndex())
        self.detail.show_row(sheet, writable=self.model.writable and sheet is not None and can_edit(sheet))

    def _panel_typed(self, field: str, text: str) -> None:
        if self._panel_key:
            self.record_cells([(self._panel_key, field, text)])

    def toggle_detail(self) -> None:
        """F8: the panel with the whole text and the last period."""
        self.detail.setVisible(not self.detail.isVisible())

    def _use_compact(self, on: bool) -> None:
        self.grid.compact = on
        self.session.preferences.keep("month.compact", "1" if on else "")
        self.grid.arrange()

    # doing

    def _command(self, command: str) -> None:
        if command == "list":
            self.offer_states()
        elif command.startswith("state:"):
            self.choose_state(STATES[int(command[-1]) - 1])
        else:
            super()._command(command)

    def offer_states(self) -> None:
        """Alt+↓: the states as a list under the cell; digits choose."""
        menu = self.states_menu
        fill_states(menu, self.choose_state, self.session.states)
        menu.popup(self.grid.viewport().mapToGlobal(self.grid.visualRect(self.grid.currentIndex()).bottomLeft()))
        menu.setActiveAction(menu.actions()[0])

    def choose_state(self, state: State) -> None:
        """Give the chosen rows this state; what it asks for next becomes the current cell."""
        at = self.model.column_of("state") if self.session.may_choose(state) else None
        chosen = [index for index in self.grid.chosen() if index.column() == at and self.model.fillable(index)]
        cells = [(self.model.cell(index)[0], "state", STATE_WORDS[state]) for index in chosen]
        self.record_cells(cells)
        if len(cells) == 1 and state in _AFTER:
            self.grid.go_to(cells[0][0], _AFTER[state])

    def nothing_arose(self) -> None:
        """Ctrl+K: "không phát sinh" for the chosen rows; over ten of them are asked for once."""
        from nq57desk.gui.dialogs.question import ask
        from nq57desk.sentences import sentence
        from nq57desk.usecases import month_edits

        self.grid.leave_cell()
        keys = self.grid.chosen_keys()
        question = month_edits.question_before_nothing_arose(len(keys))
        verb = _("Ghi {n} nhiệm vụ").format(n=len(keys))
        if not keys or (question is not None and not ask(self, sentence(question), verb)):
            return
        code = self.code
        cells = [(key, "result", NOTHING) for key in keys if not self.model.text_of(key, "result")]
        self.run_edit(lambda desk: month_edits.nothing_arose(desk, period=code, task_ids=keys), cells)

    def finish_row(self) -> None:
        """Ctrl+Enter: what is suggested for a row that was filled in counts, then the next one that waits."""
        from nq57desk.usecases import month_edits

        self.grid.leave_cell()
        index, code = self.grid.currentIndex(), self.code
        sheet, key = self.model.row(index), self.model.cell(index)[0]
        if sheet is not None and (sheet.row.update is not None or any(cell[0] == key for cell in self.model.waiting)):
            self.run_edit(lambda desk: month_edits.finish_row(desk, period=code, task_id=key).edited)
        if not self.go_to_waiting():
            self.session.said.emit(_("Không còn nhiệm vụ nào chờ cập nhật trong danh sách này."))

    def record(self) -> None:
        """Open the form of the current task for this month."""
        from nq57desk.gui.dialogs.progress_form import record_progress

        sheet = self.model.row(self.grid.currentIndex())
        if sheet is not None and self.can("progress"):
            record_progress(self, self.session, sheet.row.task, self.code)

    def begin_period(self) -> None:
        """Open the month; the cursor waits on the first row that is not updated."""
        from nq57desk.usecases import month_sheet

        code = self.code
        self._first = True
        self.session.change(
            lambda desk, _monitor: month_sheet.begin_period(desk, period=code),
            lambda _applied: self.grid.setFocus(),
            refused=self.refuse,
        )

    def row_words(self, key: str) -> str:
        """The task's number and name."""
        sheet = next((each for each in (self.sheet.rows if self.sheet else ()) if each.row.task.id == key), None)
        return "" if sheet is None else words.numbered(sheet.row.task.number, sheet.row.task.name)
