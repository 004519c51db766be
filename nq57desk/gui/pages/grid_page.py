"""What the monthly grid and the grid of indicators share: a month of rows that are filled in cell by cell.

Every change goes through the working line and is shown in its cell at once; the month is read again after the change,
at most once at a time, and then the stored value stands there. What the disk or a rule refuses keeps its text in the
cell, with the reason above the grid. Filters choose rows when they are switched on; a row that is filled in stays until
another filter is chosen, so that nothing vanishes under one's hands.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QMimeData, QTimer
from PySide6.QtWidgets import QApplication, QWidget

from nq57desk.domain.pasting import as_html, as_tsv
from nq57desk.domain.problems import Problem
from nq57desk.gui.drafts import Draft
from nq57desk.gui.models.grid import Fault, GridModel
from nq57desk.gui.pages.page import Actions, Page, said
from nq57desk.gui.session import Session
from nq57desk.gui.widgets.grid import Grid
from nq57desk.gui.widgets.period_bar import PeriodBar
from nq57desk.sentences import sentence
from nq57desk.wording import _

if TYPE_CHECKING:
    from nq57desk.domain.changes import Applied
    from nq57desk.usecases import pasting
    from nq57desk.usecases.month_rows import Edited
    from nq57desk.workspace import Desk

Cells = Sequence[tuple[str, str, str]]
"""(row's key, field, text)."""
EditWork = Callable[["Desk"], "Edited"]
_READING_MS = 30


@dataclass(frozen=True, slots=True)
class GridEdits:
    """The use cases behind a grid; each gets the month's code."""

    set_cells: Callable[[str, Cells, str], EditWork]
    clear: Callable[[str, Sequence[tuple[str, str]]], EditWork]
    as_before: Callable[[str, Sequence[str], Sequence[str]], EditWork]
    paste_into: str
    """Which grid :mod:`nq57desk.usecases.pasting` pastes into."""
    carried: tuple[str, ...]
    """The fields that "như kỳ trước" takes over where no editable cell is chosen."""


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
        self._reading = False
        self._stale = False
        self._draft: Draft | None = None
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.setInterval(_READING_MS)
        self._soon.timeout.connect(self.refresh)
        model.setParent(self)
        model.typed.connect(self.record_cells)
        self.grid.command.connect(self._command)
        self.grid.lettered.connect(self.letter)
        self.grid.cells.drafted.connect(self._drafted)
        self.period.changed.connect(lambda _code: self._other_period())
        self.handlers = {
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
        if self._reading:
            self._stale = True
            return
        self._reading, self._stale = True, False
        step, work = self._step, self._read(self.period.period or None)

        def came(sheet: Any) -> None:
            self._reading = False
            if self._stale:
                self.refresh()
                return
            self._came(sheet)
            self.model.arrived(step)
            self._take_up_draft()
            self.available.emit()

        def refused(problems: tuple[Problem, ...]) -> None:
            self._reading = False
            self.refuse(problems)

        job = self.session.ask(lambda desk, _monitor: work(desk), came, refused=refused)
        job.failed.connect(self._reading_failed)

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
        if action in ("previous_period", "next_period", "detail"):
            return True
        if action == "paste":
            return self.model.writable and bool(self.model.lines) and self.grid.isVisible()
        return self.model.writable and self.model.row(self.grid.currentIndex()) is not None

    def record_cells(self, cells: Cells, action: str = "") -> None:
        """Record typed cells as one step."""
        if cells:
            self.run_edit(self.edits.set_cells(self.code, cells, action), cells)

    def run_edit(self, work: EditWork, cells: Cells = ()) -> None:
        """Change the office; ``cells`` show their new texts from now on."""
        self._step += 1
        self.model.wait_for(cells, self._step)
        self.session.drafts.release()

        def done(edited: Edited) -> None:
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
        text = _(
            "Chưa lưu được {n} ô vừa điền: {why} Mọi thứ trước đó đã lưu; {n} ô này còn trên màn hình. "
            "Khắc phục rồi bấm [Lưu lại]; chưa đóng chương trình."
        ).format(n=len(unsaved), why=why)
        self.notice.say(text, _("Lưu lại"), self.save_again)

    def save_again(self) -> None:
        """Try to record once more what the disk did not take."""
        cells = [(*cell, fault.text) for cell, fault in self.model.faults.items() if fault.unsaved]
        self.record_cells(cells, "cells")

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
        chosen = self.grid.selectionModel().selectedIndexes() or [self.grid.currentIndex()]
        rows = sorted({index.row() for index in chosen if self.model.row(index) is not None})
        columns = sorted({index.column() for index in chosen if not self.grid.isColumnHidden(index.column())})
        block = [[self._shown(row, column) for column in columns] for row in rows]
        if block:
            data = QMimeData()
            data.setText(as_tsv(block))
            data.setHtml(as_html(block))
            QApplication.clipboard().setMimeData(data)
            self.session.said.emit(_("Đã chép {rows} dòng, {columns} cột").format(rows=len(rows), columns=len(columns)))

    def _shown(self, row: int, column: int) -> str:
        line, spec = self.model.lines[row], self.model.columns[column]
        return self.model.text_of(line.key, spec.field) if spec.field else spec.text(line.row)

    def paste(self) -> None:
        """Put the clipboard's block into the grid: one cell at once, more after a look at old and new."""
        from nq57desk.usecases import pasting

        self.grid.leave_cell()
        index = self.grid.currentIndex()
        text = QApplication.clipboard().text()
        key, field = self.model.cell(index)
        if not key:
            return
        rows = [line.key for line in self.model.lines if line.row is not None]
        shown = [column for at, column in enumerate(self.model.columns) if not self.grid.isColumnHidden(at)]
        fields = [column.field or column.heading for column in shown]
        at = (key, field or self.model.columns[index.column()].heading)
        selected = [
            (line, self.model.cell(one)[1] or self.model.columns[one.column()].heading)
            for one in self.grid.chosen()
            for line in [self.model.lines[one.row()].key]
        ]
        code, grid = self.code, pasting.Grid(self.edits.paste_into)

        def look(confirmed: Mapping[str, str], then: Callable[[Any], object]) -> None:
            self.session.ask(
                lambda desk, _monitor: pasting.preview_paste(
                    desk,
                    period=code,
                    text=text,
                    rows=rows,
                    fields=fields,
                    at=at,
                    selected=selected,
                    confirmed=confirmed,
                    grid=grid,
                ),
                then,
                refused=self.refuse,
            )

        look({}, lambda preview: self._pasted(preview, look))

    def _pasted(self, preview: pasting.PastePreview, look: Callable[..., None]) -> None:
        from nq57desk.gui.dialogs.paste_preview import show_paste

        if len(preview.cells) == 1 and not preview.problems and not preview.doubtful:
            cell = preview.cells[0]
            self.record_cells([(cell.task_id, cell.field, cell.text)], "paste_cells")
            return
        show_paste(self, preview, self._row_words, look, self._apply_paste)

    def _row_words(self, key: str) -> str:
        """How a row is named in a list."""
        return key

    def _apply_paste(self, preview: pasting.PastePreview, leave: Sequence[tuple[str, str]]) -> None:
        from nq57desk.usecases import pasting

        cells = [
            (cell.task_id, cell.field, cell.text)
            for cell in preview.cells
            if cell.differs and (cell.task_id, cell.field) not in leave
        ]
        self.run_edit(lambda desk: pasting.apply_paste(desk, preview=preview, leave=leave), cells)

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
