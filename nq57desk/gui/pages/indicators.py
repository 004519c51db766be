"""Chỉ tiêu: target against what was measured, month by month, filled in as in a spreadsheet."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from decimal import Decimal
from typing import TYPE_CHECKING

from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtGui import QHideEvent, QShowEvent
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from nq57desk.domain.vietnamese import fold
from nq57desk.gui import actions as act
from nq57desk.gui import words
from nq57desk.gui.models.grid import GridModel, Line
from nq57desk.gui.models.indicator_columns import (
    FROZEN,
    NAME,
    REACHED,
    columns,
    heading_of,
    lacks,
    leader_columns,
    measured,
    reached,
)
from nq57desk.gui.models.rows import Index
from nq57desk.gui.pages.grid_edits import Cells, EditWork, GridEdits
from nq57desk.gui.pages.grid_page import GridPage
from nq57desk.gui.pages.page import Actions
from nq57desk.gui.session import Session
from nq57desk.gui.widgets.bullet_cells import BulletCells
from nq57desk.gui.widgets.plain import Empty, push
from nq57desk.gui.widgets.value_panel import ValuePanel
from nq57desk.usecases.value_sheet import ValueRow, ValueSheet
from nq57desk.wording import _, mark

if TYPE_CHECKING:
    from nq57desk.domain.identity import SameIndicator
    from nq57desk.gui.dialogs.sheet import Sheet
    from nq57desk.usecases.month_rows import Edited
    from nq57desk.usecases.task_list import PlanView
    from nq57desk.workspace import Desk


def _edits() -> GridEdits:
    def set_cells(period: str, cells: Cells, action: str) -> EditWork:
        def work(desk: Desk) -> Edited:
            from nq57desk.usecases import value_edits

            typed = [value_edits.ValueEdit(*cell) for cell in cells]
            return value_edits.set_values(desk, period=period, cells=typed, action=action)

        return work

    def clear(period: str, cells: Sequence[tuple[str, str]]) -> EditWork:
        def work(desk: Desk) -> Edited:
            from nq57desk.usecases import value_edits

            return value_edits.clear_values(desk, period=period, cells=cells)

        return work

    def as_before(period: str, keys: Sequence[str], fields: Sequence[str]) -> EditWork:
        def work(desk: Desk) -> Edited:
            from nq57desk.usecases import value_edits

            return value_edits.values_as_last_period(desk, period=period, indicator_ids=keys, fields=fields)

        return work

    return GridEdits(set_cells, clear, as_before, "values", ("actual",))


_NAMES = {"nothing_arose": mark("Vì sao chưa có số liệu…"), "add_task": mark("Thêm chỉ tiêu…")}
"""What the two actions are called on this page."""
_WORST = ("not_met", "not_yet", "no_data", "met")


def _worst_first(row: ValueRow) -> tuple[int, float]:
    """A leader's order: what is not met before what is, the farthest from its target first."""
    share = reached(row)
    return _WORST.index(str(row.row.assessment)), float("inf") if share is None else float(share)


def _always(_row: ValueRow) -> bool:
    return True


class IndicatorsPage(GridPage):
    """The grid of one month, and the current indicator as a bar against its target with twelve months behind it."""

    name = "indicators"
    kinds = frozenset({"indicator", "indicator_value", "plan", "reporting_period", "section", "appendix"})

    def __init__(self, session: Session, actions: Actions, parent: QWidget | None = None) -> None:
        model: GridModel[ValueRow] = GridModel(leader_columns() if session.leader else columns(), _always)
        super().__init__(_("Chỉ tiêu"), session, actions, model, _edits(), parent)
        self.sheet: ValueSheet | None = None
        self.panel = ValuePanel()
        self._search = self._panel_key = ""
        self._jump: tuple[str, str] | None = None
        self._first = True
        self._not_same: set[str] = set()
        self.handlers |= {
            "value": self.record,
            "detail": self.toggle_detail,
            "nothing_arose": self.explain,
            "add_task": self.add,
        }
        self._build()

    def _build(self) -> None:
        self.head.insertWidget(1, self.period)
        self.head.addWidget(act.button(self.actions_by_name["import"]))
        self.panel.typed.connect(self._panel_typed)
        self.panel.escaped.connect(self.grid.setFocus)
        self.grid.use(self.model, FROZEN, NAME)
        if self.session.leader:
            self.grid.setItemDelegateForColumn(REACHED, BulletCells(self._share, self.grid))
        self.grid.selectionModel().currentChanged.connect(self._row_moved)
        whole = QWidget()
        inner = QVBoxLayout(whole)
        inner.setContentsMargins(0, 0, 0, 0)
        inner.setSpacing(8)
        inner.addWidget(self.grid, 1)
        inner.addWidget(self.panel)
        self.add_button = push(_("Thêm chỉ tiêu"), symbol="add")
        self.add_button.clicked.connect(self.add)
        self.empty = Empty(
            _("Kế hoạch này chưa có chỉ tiêu. Nhập phụ lục chỉ tiêu của cơ quan, hoặc thêm từng chỉ tiêu."),
            act.button(self.actions_by_name["import"], main=True),
            self.add_button,
        )
        self.no_filter = push(_("Bỏ lọc"), main=True)
        self.no_filter.clicked.connect(self.show_all)
        self.nothing = Empty("", self.no_filter)
        self.stack = QStackedWidget()
        for part in (whole, self.empty, self.nothing):
            self.stack.addWidget(part)
        self.body.addWidget(self.stack)

    def _share(self, index: Index) -> Decimal | None:
        row = self.model.row(index)
        return None if row is None else reached(row)

    def regions(self) -> list[QWidget]:
        """The period, the grid, the panel, what an empty page offers."""
        parts = (self.period.choice, self.grid, self.panel.texts["source"], self.no_filter, self.add_button)
        return [part for part in parts if part.isVisible() and part.isEnabled()]

    def can(self, action: str) -> bool:
        """An indicator can be added whether or not there is one already."""
        office = self.session.office
        if action == "add_task":
            return office is not None and not office.read_only
        return super().can(action)

    # reading

    def _read(self, period: str | None) -> Callable[[Desk], ValueSheet]:
        def work(desk: Desk) -> ValueSheet:
            from nq57desk.usecases import value_sheet

            return value_sheet.value_sheet(desk, period=period)

        return work

    def _came(self, sheet: ValueSheet) -> None:
        office = self.session.office
        closed = sheet.closed_on is not None
        if closed and (self.sheet is None or self.sheet.period != sheet.period):
            period = words.period_words(sheet.period.code)
            self.notice.say(_("Kỳ {period} đã chốt nên số liệu chỉ xem. Không có gì thay đổi.").format(period=period))
        self.sheet, self._code = sheet, sheet.period.code
        self.period.offer(sheet.period)
        self.model.allow(office is not None and not office.read_only and not closed)
        self.aside.setText(_summary(sheet))
        self.add_button.setEnabled(office is not None and not office.read_only)
        self._say_kind(sheet)
        self._list()
        if self._jump is not None:
            jump, self._jump = self._jump, None
            self._go_to(jump)
        elif self._first and sheet.rows:
            self._first = False
            self.go_to_waiting(from_top=True)
            self._look_for_same()

    def _say_kind(self, sheet: ValueSheet) -> None:
        """The heading says whether figures stand as of the month's end or are the month's own."""
        at, heading = self.model.column_of("actual") or 0, heading_of(sheet.rows, leader=self.session.leader)
        if self.model.columns[at].heading != heading:
            fresh = replace(self.model.columns[at], heading=heading)
            self.model.columns = (*self.model.columns[:at], fresh, *self.model.columns[at + 1 :])
            self.model.headerDataChanged.emit(Qt.Orientation.Horizontal, at, at)

    def _look_for_same(self) -> None:
        """Ask, one pair at a time, whether two rows of a plan are one indicator; "no" holds as long as the window."""
        if not self.model.writable:
            return
        from nq57desk.usecases import same_indicators

        self.session.ask(lambda desk, _monitor: same_indicators.suggested(desk), self._offer_same)

    def _offer_same(self, pairs: Sequence[SameIndicator]) -> None:
        waiting = [pair for pair in pairs if pair.shown.id not in self._not_same]
        if not waiting or self.notice.isVisible():
            return
        pair = waiting[0]

        def confirm() -> None:
            from nq57desk.usecases import same_indicators

            self.session.change(
                lambda desk, _monitor: same_indicators.confirm(desk, shown_id=pair.shown.id, first_id=pair.first.id),
                lambda _applied: self._look_for_same(),
            )

        def decline() -> None:
            self._not_same.add(pair.shown.id)
            self._look_for_same()

        text = _("Chỉ tiêu {number} “{name}” có vẻ được ghi hai lần trong kế hoạch. Chưa thay đổi gì.")
        said = text.format(number=pair.shown.number, name=pair.shown.name)
        self.notice.say(said, _("Là một chỉ tiêu"), confirm, decline)

    def _list(self) -> None:
        if self.sheet is None:
            return
        searched = fold(self._search).split()
        shown = [
            Line(row.row.id, row)
            for row in (sorted(self.sheet.rows, key=_worst_first) if self.session.leader else self.sheet.rows)
            if all(word in fold(f"{row.row.number} {row.row.name} {row.row.lead}") for word in searched)
        ]
        key, field = self.model.cell(self.grid.currentIndex())
        self.model.show(shown)
        if key and self.model.row(self.grid.currentIndex()) is None:
            self.grid.go_to(key, field)
        self.nothing.words.setText(
            _("Không có chỉ tiêu nào khớp “{text}”. Dữ liệu không thay đổi. [Bỏ lọc] để xem đủ {n} chỉ tiêu.").format(
                text=self._search, n=len(self.sheet.rows)
            )
        )
        self.stack.setCurrentIndex(1 if not self.sheet.rows else 0 if shown else 2)
        self._show_row()
        self.available.emit()

    def seek(self, text: str) -> bool:
        """Search the indicators."""
        self.grid.leave_cell()
        self._search = text
        self._list()
        return True

    def show_all(self) -> None:
        """Take the search away."""
        self.seek("")
        self.grid.setFocus()

    def show_with(self, what: object) -> None:
        """(indicator id, field), a month, or a draft."""
        if isinstance(what, tuple) and len(what) == 2:
            self._jump = what
            self._go_to(what)
        elif isinstance(what, str):
            self.period.show_period(what)
        else:
            super().show_with(what)

    def _go_to(self, cell: tuple[str, str]) -> None:
        field = cell[1] if self.model.column_of(cell[1]) is not None else "actual"
        if self.grid.go_to(cell[0], field):
            self._jump = None
            self.grid.setFocus()

    # doing

    def go_to_waiting(self, *, from_top: bool = False) -> bool:
        """Go to the next indicator without a value; False where there is none."""
        here = -1 if from_top else self.grid.currentIndex().row()
        typed = {key for key, _field in self.model.waiting}
        for at in [*range(here + 1, len(self.model.lines)), *range(max(here, 0))]:
            line = self.model.lines[at]
            if line.row is not None and lacks(line.row) and line.key not in typed:
                return self.grid.go_to(line.key, "actual")
        return False

    def finish_row(self) -> None:
        """Ctrl+Enter: to the next indicator that waits for its value."""
        self.grid.leave_cell()
        if not self.go_to_waiting():
            self.session.said.emit(_("Không còn chỉ tiêu nào chờ số liệu trong danh sách này."))

    def record(self) -> None:
        """Open the form of the current indicator for this month."""
        from nq57desk.gui.dialogs.value_form import record_value

        row = self.model.row(self.grid.currentIndex())
        if row is not None and self.can("value") and self.code:
            record_value(self, self.session, row.row, self.code, row.value)

    def explain(self) -> None:
        """Ctrl+K: why the chosen indicators have no figure this month; one reason for all of them."""
        from nq57desk.gui.dialogs.reason import ask_reason

        self.grid.leave_cell()
        keys = [key for key in self.grid.chosen_keys() if not self.model.text_of(key, "actual")]
        if not keys:
            self.notice.say(
                _("Chỉ tiêu đang chọn đã có số liệu kỳ này nên không phải giải trình. Không có gì thay đổi.")
            )
            return
        heading = (
            self.row_words(keys[0])
            if len(keys) == 1
            else _("{n} chỉ tiêu đang chọn chưa có số liệu kỳ này.").format(n=len(keys))
        )

        def submit(sheet: Sheet, reason: str) -> None:
            self.record_cells([(key, "explanation", reason) for key in keys])
            sheet.accept()
            self.grid.setFocus()
            self.finish_row()

        title = _("Vì sao chưa có số liệu")
        ask_reason(self, title, heading.replace("\n", " ")[:300], _("Ghi giải trình"), submit)

    def add(self) -> None:
        """Add an indicator by hand to one of the office's plans."""
        from nq57desk.gui.dialogs.indicator_form import add_indicator
        from nq57desk.usecases import task_list

        def came(plans: tuple[PlanView, ...]) -> None:
            if plans:
                add_indicator(self, self.session, [view.plan for view in reversed(plans)])
            else:
                text = _(
                    "Chưa có kế hoạch nào để thêm chỉ tiêu. Chưa thêm gì. Bấm [Nhập từ tệp…] để nhập kế hoạch trước."
                )
                self.notice.say(text)

        self.session.ask(lambda desk, _monitor: task_list.plans(desk), came)

    def showEvent(self, event: QShowEvent) -> None:
        """Here Ctrl+K and Ctrl+N mean indicators."""
        super().showEvent(event)
        for name, text in _NAMES.items():
            self.actions_by_name[name].setText(_(text))

    def hideEvent(self, event: QHideEvent) -> None:
        """Elsewhere they mean tasks again."""
        super().hideEvent(event)
        known = {spec.name: spec.words for spec in act.ACTIONS}
        for name in _NAMES:
            self.actions_by_name[name].setText(_(known[name]))

    def _panel_typed(self, field: str, text: str) -> None:
        if self._panel_key:
            self.record_cells([(self._panel_key, field, text)])

    def toggle_detail(self) -> None:
        """F8: the panel."""
        self.panel.setVisible(not self.panel.isVisible())

    def _row_moved(self, now: QModelIndex, before: QModelIndex) -> None:
        if now.row() != before.row():
            self._show_row()
        self.available.emit()

    def _show_row(self) -> None:
        self.panel.finish()
        self._panel_key = self.model.cell(self.grid.currentIndex())[0]
        self.panel.show_row(self.model.row(self.grid.currentIndex()), writable=self.model.writable)

    def row_words(self, key: str) -> str:
        """The indicator's number and name."""
        row = next((each for each in (self.sheet.rows if self.sheet else ()) if each.row.id == key), None)
        return "" if row is None else words.numbered(row.row.number, row.row.name)


def _summary(sheet: ValueSheet) -> str:
    """ "17/20 có số liệu · 14 đạt · 3 chưa đạt · 3 chưa có số liệu"."""
    n = sum(measured(row) for row in sheet.rows)
    parts = [_("{n}/{of} có số liệu kỳ này").format(n=n, of=len(sheet.rows))]
    for name, known in words.ASSESSMENTS.items():
        count = sum(str(row.row.assessment) == name for row in sheet.rows)
        if count:
            text = _(known.words)
            parts.append(f"{count} {text[:1].lower()}{text[1:]}")
    return " · ".join(parts) if sheet.rows else ""
