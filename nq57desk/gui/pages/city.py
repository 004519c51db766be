"""Thành phố: the expected offices over the months, one state a cell; bundles taken in, each with its own result."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QApplication, QWidget

from nq57desk.domain.changes import Applied
from nq57desk.domain.submission import CellState
from nq57desk.gui import city_words, words
from nq57desk.gui.dialogs.city_office import BUNDLES, HISTORY, CityOfficeDialog
from nq57desk.gui.models.city_matrix import MONTHS
from nq57desk.gui.pages.city_doing import CityDoing
from nq57desk.gui.pages.city_frame import EMPTY, TABLE, TILES, CityFrame
from nq57desk.gui.pages.city_handed import CityHanded
from nq57desk.gui.pages.city_waiting import CityWaiting, show_last_merge, undo_last_merge
from nq57desk.gui.pages.page import Actions
from nq57desk.gui.session import Session
from nq57desk.usecases.city_matrix import Matrix, MatrixRow
from nq57desk.wording import _

if TYPE_CHECKING:
    from nq57desk.domain.submission import Cell
    from nq57desk.monitor import Monitor
    from nq57desk.usecases.city_office import OfficePeriod
    from nq57desk.workspace import Desk

_LOOKING = ("previous_period", "next_period", "save_card", "group", "flip", "print_view", "save_paper", "save_word")
"""What can be done where nothing may be changed."""


class CityPage(CityFrame):
    """The matrix, its filters, and what is done from it."""

    def __init__(self, session: Session, actions: Actions, parent: QWidget | None = None) -> None:
        super().__init__(session, actions, parent)
        self.doing = CityDoing(self)
        self.waiting = CityWaiting(self)
        self.handed = CityHanded(self)
        self.matrix: Matrix | None = None
        self._asked = 0
        self.handlers = {
            **self.doing.handlers,
            **self.waiting.handlers,
            "previous_period": lambda: self.period.step(-1),
            "next_period": lambda: self.period.step(1),
            "group": self.group_button.toggle,
            "flip": self.tile_button.toggle,
        }
        self._connect()
        self.doing.fill_menu()
        if session.leader:
            self.tile_button.setChecked(True)
            for name in ("copy", "receipt"):
                self.below_buttons[name].hide()

    def _connect(self) -> None:
        self.period.changed.connect(lambda _code: self.refresh())
        self.chips.chosen.connect(lambda chip: self._arrange(chip=chip))
        self.seeker.searched.connect(lambda text: self._arrange(sought=text))
        self.seeker.left.connect(self._to_front)
        self.group_button.toggled.connect(lambda on: self._arrange(grouped=on, sorted_by=None))
        self.tile_button.toggled.connect(self._show_tiles)
        self.view.sorted_by.connect(self._sort)
        self.view.moved.connect(self._moved)
        self.tiles.moved.connect(self._moved)
        for part in (self.view, self.tiles):
            part.opened.connect(lambda: self.open_office(BUNDLES))
            part.lettered.connect(self._lettered)
        buttons = self.below_buttons
        buttons["copy"].clicked.connect(self.copy_reminder)
        buttons["bundle"].clicked.connect(lambda: self.open_office(BUNDLES))
        buttons["history"].clicked.connect(lambda: self.open_office(HISTORY))
        buttons["receipt"].clicked.connect(self.doing.issue_one)
        self.waiting.connect_buttons()

    def can(self, action: str) -> bool:
        """A read-only office takes nothing in; a month is locked or opened again as it stands."""
        office = self.session.office
        if action not in self.handlers or office is None:
            return False
        if office.read_only or self.session.leader:
            return action in _LOOKING
        if action in ("lock_period", "unlock_period"):
            return self.matrix is not None and self.doing.locked == (action == "unlock_period")
        if action == "in_time":
            chosen = self.chosen()
            return chosen is not None and chosen[1].late
        return True

    # reading

    def refresh(self) -> None:
        """Read the matrix anew."""
        from nq57desk.usecases import city_matrix

        period = self.period.period or None
        self._asked += 1
        asked = self._asked

        def came(found: tuple[Matrix, bool]) -> None:
            if asked == self._asked:
                self._came(*found)

        def work(desk: Desk, _monitor: Monitor) -> tuple[Matrix, bool]:
            found = city_matrix.matrix(desk, period=period)
            return found, found.chosen.code in desk.store.locks()

        self.session.ask(work, came)

    def touched(self, applied: Applied) -> None:
        """Merging, enrolling, locking and settings read themselves anew."""
        if applied.entry is None or applied.by_kind:
            self.refresh()

    def show_with(self, what: object) -> None:
        """Files opened from outside: looked through first."""
        if isinstance(what, tuple) and all(isinstance(each, Path) for each in what):
            self.handed.take(what)

    def _came(self, found: Matrix, locked: bool) -> None:
        self.period.offer(found.chosen)
        self.doing.locked = locked
        chosen = self.chosen()
        self.matrix = found
        self.model.show(found)
        counts = found.counts()
        for name, _text in city_words.CHIPS:
            self.chips.count(name, sum(city_words.in_chip(row.cells[found.at], name) for row in found.rows))
        self._say_head(found, counts.get("accepted", 0))
        self._place_tools()
        for part in (self.bar, self.foot):
            part.setVisible(bool(found.rows))
        self._show_tiles(self.tile_button.isChecked())
        self._choose(chosen[0].unit.code if chosen is not None else "")
        self.available.emit()

    def _say_head(self, found: Matrix, received: int) -> None:
        of = len(found.rows)
        share = f" ({words.share(received, of)})" if of else ""
        text = _("{n}/{of} đã nhận{share}").format(n=received, of=of, share=share)
        if self.doing.locked:
            text = _("kỳ đã khóa") + " · " + text  # first: what does not fit is cut at the end
        self.aside.setText(text if of else "")
        waiting = self.doing.to_remind(found)
        self.remind_button.setText(_("Đôn đốc {n}…").format(n=waiting) if waiting else _("Đôn đốc…"))

    # what is shown

    def _arrange(self, **changes: object) -> None:
        code = self.current_code()
        self.model.arrange(**changes)
        self._fill_tiles()
        self._choose(code)

    def _sort(self, column: int) -> None:
        self._arrange(sorted_by=None if column == self.model.shown.sorted_by or column == 0 else column)

    def _show_tiles(self, on: bool) -> None:
        code = self.current_code()
        there = self.matrix is not None and bool(self.matrix.rows)
        self.tile_button.setText(_("Dạng bảng") if on else _("Dạng ô"))
        self.stack.setCurrentIndex(EMPTY if self.matrix is not None and not there else TILES if on else TABLE)
        self._fill_tiles()
        self._choose(code)

    def _fill_tiles(self) -> None:
        if self.matrix is not None:
            self.tiles.fit(self.stack.height() - 8)
            self.tiles.show_rows(self.model.offices, self.matrix.at)

    def _choose(self, code: str) -> None:
        """Go to an office in both views, to the first where it is not shown."""
        found = self.matrix
        if found is None or not self.model.offices:
            self._moved()
            return
        place = self.model.place_of(code)
        if place < 0:
            place = self.model.place_of(self.model.offices[0].unit.code)
        column = self.view.currentIndex().column()
        at = column if MONTHS <= column < MONTHS + len(found.months) else MONTHS + found.at
        self.view.choose(place, at)
        if code:
            self.tiles.choose(code)
        self._moved()

    def _lettered(self, text: str) -> None:
        self.seeker.setFocus()
        self.seeker.setText(text)

    def _to_front(self) -> None:
        (self.tiles if self.stack.currentIndex() == TILES else self.view).setFocus()

    def leave(self) -> bool:
        """Esc: everything is shown again."""
        if super().leave():
            return True
        if self.seeker.text() or self.model.shown.chip != "all":
            self.seeker.clear()
            self.chips.choose("all")
            return True
        return False

    # the chosen cell

    def current_code(self) -> str:
        """The chosen office's code."""
        chosen = self.chosen()
        return chosen[0].unit.code if chosen is not None else ""

    def chosen(self) -> tuple[MatrixRow, Cell] | None:
        """The chosen office and cell."""
        if self.matrix is None:
            return None
        if self.stack.currentIndex() == TILES:
            row = self.tiles.current()
            return (row, row.cells[self.matrix.at]) if row is not None else None
        return self.model.cell(self.view.currentIndex())

    def _moved(self) -> None:
        chosen = self.chosen()
        self.line.setText(city_words.about(*chosen) if chosen is not None else "")
        for button in self.below_buttons.values():
            button.setEnabled(chosen is not None)
        asked = chosen is not None and chosen[1].state is not CellState.NOT_ASKED
        self.below_buttons["copy"].setEnabled(asked)
        self.below_buttons["receipt"].setEnabled(chosen is not None and chosen[1].bundle is not None)
        self.waiting.follow()
        self.available.emit()

    def copy_reminder(self) -> None:
        """The chosen office's reminder on the clipboard."""
        from nq57desk.usecases import city_reminders

        chosen = self.chosen()
        if chosen is None:
            return
        row, one = chosen

        def came(text: str) -> None:
            QApplication.clipboard().setText(text)
            self.session.said.emit(_("Đã chép lời nhắc {name}. Dán bằng Ctrl+V.").format(name=row.unit.title))

        self.session.ask(lambda desk, _m: city_reminders.reminder_text(desk, row, one), came)

    def open_office(self, tab: int) -> None:
        """The chosen office's month: bundles, rows, history."""
        from nq57desk.usecases import city_office

        chosen = self.chosen()
        if chosen is None:
            return
        code, period = chosen[0].unit.code, chosen[1].period

        def came(found: OfficePeriod) -> None:
            dialog = CityOfficeDialog(self, found, tab=tab)
            name = found.row.unit.title
            dialog.undo_button.clicked.connect(lambda: undo_last_merge(self, dialog, code, name))
            dialog.changed_button.clicked.connect(lambda: show_last_merge(self, dialog, code, name))
            office = self.session.office
            writable = office is not None and not office.read_only and not self.session.leader
            dialog.undo_button.setVisible(writable)
            dialog.unit_button.setVisible(writable)
            dialog.unit_button.clicked.connect(dialog.accept)
            dialog.unit_button.clicked.connect(lambda: self.doing.change_units(code))
            dialog.open()

        self.session.ask(
            lambda desk, _m: city_office.office_period(desk, office=code, period=period), came, refused=self.refuse
        )

    # asked for by the frame and by tests

    def take_in(self, paths: Sequence[Path]) -> None:
        """Merge these files or folders, one transaction for each bundle."""
        self.doing.take_in(paths)

    def enrol_files(self, cards: Sequence[Path]) -> None:
        """Take these cards."""
        self.doing.enrol_files(cards)

    def save_card_to(self, path: Path) -> None:
        """Write the city's card to a file."""
        self.doing.save_card_to(path)
