"""What the monthly grid and the grid of indicators share: a month of rows that are filled in cell by cell.

Every change goes through the working line and is shown in its cell at once; the month is read again after the change,
at most once at a time, and then the stored value stands there. What the disk or a rule refuses keeps its text in the
cell, with the reason above the grid. Filters choose rows when they are switched on; a row that is filled in stays until
another filter is chosen, so that nothing vanishes under one's hands.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QEvent, Qt, QTimer
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from nq57desk.domain.problems import Problem
from nq57desk.gui import disk_words
from nq57desk.gui.drafts import Draft
from nq57desk.gui.models.grid import Fault, GridModel
from nq57desk.gui.pages.grid_clipboard import GridClipboard
from nq57desk.gui.pages.grid_edits import Cells, EditWork, GridEdits
from nq57desk.gui.pages.page import Actions, Page, said
from nq57desk.gui.session import Session
from nq57desk.gui.widgets.grid import Grid
from nq57desk.gui.widgets.period_bar import PeriodBar
from nq57desk.sentences import sentence
from nq57desk.wording import _

if TYPE_CHECKING:
    from nq57desk.domain.changes import Applied
    from nq57desk.usecases.month_rows import Edited
    from nq57desk.workspace import Desk

_READING_MS = 30
_CODES = Qt.KeyboardModifier.AltModifier | Qt.KeyboardModifier.KeypadModifier


class GridPage(Page):
    """Subclasses read a month (``_read``), show it (``_came``) and say which kinds of records concern it."""

    name = ""
    kinds: frozenset[str] = frozenset()

    def __init__(
        self,
        title: str,
        session: Session,
        actions: Actions,
        model: GridModel[Any],
        edits: GridEdits,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(title, session, actions, parent)
        self.model = model
        self.edits = edits
        self.period = PeriodBar()
        self.grid = Grid(title, self._today())
        self._code = ""
        self._step = 0
        self._told = 0
        """The last change of this page whose end was told, so that a reading asked for now holds it."""
        self._reading = False
        self._stale = False
        self._draft: Draft | None = None
        self.clipboard = GridClipboard(self)
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.setInterval(_READING_MS)
        self._soon.timeout.connect(self._ask)
        model.setParent(self)
        model.typed.connect(self.record_cells)
        self.grid.command.connect(self._command)
        self.grid.lettered.connect(self.letter)
        self.grid.cells.drafted.connect(self._drafted)
        self.period.changed.connect(lambda _code: self._other_period())
        self._use_widths()
        self.handlers = {
            "percent_column": self.hide_percent,
            "fit_column": lambda: self.grid.widths.fit(self.grid.currentIndex().column()),
            "usual_columns": self.grid.widths.usual,
            "edit": self.grid.open_cell,
            "paste": self.paste,
            "fill_down": self.fill_down,
            "as_before": self.as_before,
            "today_cell": self.put_today,
            "finish_row": self.finish_row,
            "clear_cells": self.clear_cells,
            "previous_period": lambda: self.period.step(-1),
            "next_period": lambda: self.period.step(1),
        }

    def _today(self) -> date:
        office = self.session.office
        return office.today if office is not None else date.min

    def event(self, event: QEvent) -> bool:
        """Alt with the keypad's digits types a letter by its code: it chooses no filter."""
        asked = event.type() == QEvent.Type.ShortcutOverride
        if asked and isinstance(event, QKeyEvent) and event.modifiers() == _CODES:
            event.accept()
            return True
        return super().event(event)

    # reading

    def _read(self, period: str | None) -> Callable[[Desk], Any]:
        """The work that reads a month."""
        raise LookupError(period)

    def _came(self, sheet: Any) -> None:
        """A month was read; sets ``_code``."""

    def _other_period(self) -> None:
        self.grid.leave_cell()
        self.model.faults.clear()
        self.refresh()

    def refresh(self) -> None:
        """Read the month anew; while a reading is under way, once more after it."""
        self._ask()

    def _ask(self) -> None:
        """Read what was changed, as far as the page can tell, else everything."""
        if self._reading:
            self._stale = True
            return
        self._reading, self._stale = True, False
        step, work = self._told, self._read(self.period.period or None)

        def came(sheet: Any) -> None:
            self._reading = False
            again = self._stale
            if not again or self._wanted(sheet):
                self._came(sheet)
                self.model.arrived(step)
                self._take_up_draft()
                self.available.emit()
            if again:
                self._ask()

        def refused(problems: tuple[Problem, ...]) -> None:
            self._reading_failed(problems)
            self.refuse(problems)

        job = self.session.ask(lambda desk, _monitor: work(desk), came, refused=refused)
        job.failed.connect(self._reading_failed)

    def _wanted(self, _sheet: Any) -> bool:
        """Whether what was read is to be shown although something changed meanwhile and it is read once more."""
        return False

    def _reading_failed(self, _error: object) -> None:
        self._reading = False

    def touched(self, applied: Applied) -> None:
        """Only what concerns this page; many changes in a row are read once."""
        if applied.entry is None or set(applied.touched) & self.kinds:
            self._soon.start()

    # changing

    @property
    def code(self) -> str:
        """The month whose rows are shown; another one may have been chosen and still be on its way."""
        return self._code

    def can(self, action: str) -> bool:
        """What fills in cells needs an open month, and a row to stand on."""
        office = self.session.office
        if action not in self.handlers or office is None:
            return False
        if action in ("previous_period", "next_period", "detail", "usual_columns"):
            return True
        if action == "percent_column":
            return self.model.column_of("percent") is not None
        if action == "fit_column":
            return self.grid.currentIndex().isValid()
        if action == "paste":
            return self.model.writable and bool(self.model.lines) and self.grid.isVisible()
        return self.model.writable and self.model.row(self.grid.currentIndex()) is not None

    # columns

    def _use_widths(self) -> None:
        """The columns as they were left on this machine, for each office of its own."""
        office, kept = self.session.office, self.session.preferences
        key = f"columns.{self.name}.{office.office.code if office is not None else ''}"
        self.grid.widths.use(kept.get(key))
        self.grid.widths.chosen.connect(lambda text: kept.keep(key, text))

    def hide_percent(self) -> None:
        """Leave the % column away, or show it again."""
        at = self.model.column_of("percent")
        if at is not None:
            hidden = self.grid.widths.is_hidden(at)
            if not hidden and self.grid.currentIndex().column() == at:
                self.grid.make_current(self.model.index(self.grid.currentIndex().row(), at + 1))
            self.grid.widths.hide(at, not hidden)

    # recording

    def record_cells(self, cells: Cells, action: str = "") -> None:
        """Record typed cells as one step."""
        if cells:
            self.run_edit(self.edits.set_cells(self.code, cells, action), cells)

    def run_edit(self, work: EditWork, cells: Cells = ()) -> None:
        """Change the office; ``cells`` show their new texts from now on."""
        self._step += 1
        step = self._step
        self.model.wait_for(cells, step)
        self.session.drafts.release()

        def done(edited: Edited) -> None:
            self._told = step
            for one in edited.refused:
                if one.text and self.model.column_of(one.field) is not None:
                    self.model.refuse((one.row_id, one.field), Fault(one.text, sentence(one.problem)))
            problems = (*(one.problem for one in edited.refused), *(one.problem for one in edited.warnings))
            if problems:
                self.notice.say(said(tuple(problems)))
            elif not self.model.faults:
                self.notice.hide()
            self._soon.start()

        job = self.session.change(
            lambda desk, _monitor: work(desk), done, refused=lambda problems: self._unsaved(cells, problems)
        )
        job.failed.connect(lambda _error: self._unsaved(cells, ()))

    def _unsaved(self, cells: Cells, problems: tuple[Problem, ...]) -> None:
        """Nothing was taken: everything typed stays on the screen until it can be."""
        why = " ".join(sentence(problem) for problem in problems) or _("có lỗi bất ngờ.")
        for key, field, text in cells:
            self.model.refuse((key, field), Fault(text, why, unsaved=True))
        if not cells:
            self.notice.say(said(problems))
            return
        unsaved = [cell for cell, fault in self.model.faults.items() if fault.unsaved]
        office = self.session.office
        if office is not None and any(problem.code == "store.disk_full" for problem in problems):
            self.notice.say(disk_words.no_room(office.folder, len(unsaved)), _("Lưu lại"), self.save_again)
            return
        text = _(
            "Chưa lưu được {n} ô vừa điền: {why} Mọi thứ trước đó đã lưu; {n} ô này còn trên màn hình. "
            "Khắc phục rồi bấm [Lưu lại]; chưa đóng chương trình."
        ).format(n=len(unsaved), why=why)
        self.notice.say(text, _("Lưu lại"), self.save_again)

    def refuse(self, problems: tuple[Problem, ...]) -> None:
        """While something typed is not saved, the sentence with [Lưu lại] stays."""
        if not self.unsaved:
            super().refuse(problems)

    def save_again(self) -> None:
        """Try to record once more what the disk did not take."""
        cells = [(*cell, fault.text) for cell, fault in self.model.faults.items() if fault.unsaved]
        self.record_cells(cells, "cells")

    def keep(self) -> None:
        """Ctrl+S: the open cell is left, and what the disk refused is tried once more."""
        self.grid.leave_cell()
        if self.unsaved:
            self.save_again()

    @property
    def unsaved(self) -> bool:
        """Whether a cell still stands on the screen only."""
        return any(fault.unsaved for fault in self.model.faults.values())

    # what keys ask for

    def _command(self, command: str) -> None:
        if command == "clear":
            self.clear_cells()
        elif command == "copy":
            self.copy()
        elif command == "finish":
            self.finish_row()
        elif command == "toggle":
            self.toggle_heading()

    def toggle_heading(self) -> None:
        """Fold or unfold the section of the current heading."""

    def finish_row(self) -> None:
        """Go to the next row that waits."""
        self.grid.step("down")

    def _fillable(self) -> list[tuple[str, str]]:
        return [self.model.cell(index) for index in self.grid.chosen() if self.model.fillable(index)]

    def clear_cells(self) -> None:
        """Empty the chosen cells, as one step."""
        cells = [cell for cell in self._fillable() if self.model.text_of(*cell)]
        for cell in cells:
            self.model.drop_fault(cell)
        if cells:
            self.run_edit(self.edits.clear(self.code, cells), [(*cell, "") for cell in cells])

    def fill_down(self) -> None:
        """Put the first chosen row's cells into the other chosen rows; with one row, those of the row above."""
        self.grid.leave_cell()
        chosen = [index for index in self.grid.chosen() if self.model.fillable(index)]
        if not chosen:
            return
        first = chosen[0].row()
        if all(index.row() == first for index in chosen):
            above = next((row for row in range(first - 1, -1, -1) if self.model.lines[row].row is not None), None)
            if above is None:
                return
            source = above
        else:
            source, chosen = first, [index for index in chosen if index.row() != first]
        key = self.model.lines[source].key
        cells = [(*cell, self.model.text_of(key, cell[1])) for cell in map(self.model.cell, chosen)]
        filled = [cell for cell in cells if cell[2]]
        if filled:
            self.record_cells(filled, "fill_down")
        else:
            self.notice.say(_("Ô đầu còn trống nên không có gì để điền xuống. Không có gì thay đổi."))

    def as_before(self) -> None:
        """The last month's values into the chosen cells."""
        self.grid.leave_cell()
        fields = tuple(dict.fromkeys(field for _key, field in self._fillable())) or self.edits.carried
        keys = self.grid.chosen_keys()
        if keys:
            self.run_edit(self.edits.as_before(self.code, keys, fields))

    def put_today(self) -> None:
        """Today's date into the chosen day cells."""
        days = [cell for cell in self._fillable() if cell[1] in ("finished_on", "product_date")]
        self.record_cells([(*cell, f"{self._today():%d/%m/%Y}") for cell in days])

    # clipboard

    def copy(self) -> None:
        """The chosen cells as a block that Excel takes cell by cell."""
        self.clipboard.copy()

    def paste(self) -> None:
        """Put the clipboard's block into the grid: one cell at once, more after a look at old and new."""
        self.clipboard.paste()

    def row_words(self, key: str) -> str:
        """How a row is named in a list."""
        return key

    # drafts

    def _drafted(self, cell: tuple[str, str], text: str) -> None:
        key, field = cell
        if key:
            at = self.model.column_of(field)
            heading = self.model.columns[at].heading if at is not None else field
            self.session.drafts.hold(self.name, f"{self.code}|{key}|{field}", heading, text)
        else:
            self.session.drafts.release()

    def show_with(self, what: object) -> None:
        """A draft left behind by a sudden end goes back into its cell."""
        if isinstance(what, Draft):
            self._draft = what
            self.period.show_period(what.place.split("|")[0])
            self.refresh()

    def _take_up_draft(self) -> None:
        draft = self._draft
        parts = draft.place.split("|") if draft is not None else []
        if draft is None or len(parts) != 3 or not self.model.writable:
            return
        if parts[0] != self.code:
            self.period.show_period(parts[0])
            return
        self._draft = None
        self.grid.go_to(parts[1], parts[2])
        self.record_cells([(parts[1], parts[2], draft.text)])
