"""Chuyển sang năm mới: what goes on into next year's plan, ticked row by row, with the indicators' new targets.

Decides that nothing is written before [Tạo kế hoạch]; that unfinished tasks come ticked and finished ones not; that a
new target is typed, and last year's is taken over only by a button.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QAbstractItemView,
    QDialog,
    QHeaderView,
    QLineEdit,
    QTableWidget,
    QTableWidgetItem,
    QTabWidget,
    QVBoxLayout,
    QWidget,
)

from nq57desk.domain.plan import Plan
from nq57desk.domain.problems import Problem
from nq57desk.gui import theme, words
from nq57desk.gui.models.plan_tree import plan_words
from nq57desk.gui.session import Session
from nq57desk.gui.widgets.keys import is_enter
from nq57desk.gui.widgets.lists import dress_list
from nq57desk.gui.widgets.plain import Choice, Notice, label, push, row
from nq57desk.gui.widgets.told import resize_to
from nq57desk.sentences import sentence
from nq57desk.usecases.year_turn import Turn, Turned
from nq57desk.wording import _, mark

if TYPE_CHECKING:
    from nq57desk.monitor import Monitor
    from nq57desk.workspace import Desk

_ID = Qt.ItemDataRole.UserRole
_REMARKS = {
    "carrying.deadline_past": mark("⚠ Thời hạn đã qua"),
    "carrying.deadline_moves": mark("⚠ Không ghi năm, hiểu là năm mới"),
}
_ON, _OFF = Qt.CheckState.Checked, Qt.CheckState.Unchecked
_TARGET = 5
"""The column of new targets."""


class _List(QTableWidget):
    """Space ticks the chosen rows; Enter goes down, typing or F2 opens a cell that can be typed in."""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """The two keys of these lists."""
        if event.key() == Qt.Key.Key_Space and event.modifiers() == Qt.KeyboardModifier.NoModifier:
            self.tick(sorted({index.row() for index in self.selectedIndexes()} or {self.currentRow()}))
        elif is_enter(event) and self.state() != QAbstractItemView.State.EditingState:
            self.setCurrentCell(min(self.currentRow() + 1, self.rowCount() - 1), self.currentColumn())
        else:
            super().keyPressEvent(event)

    def tick(self, rows: Sequence[int]) -> None:
        """Tick these rows, or untick them if all are ticked."""
        items = [item for at in rows if (item := self.item(at, 0)) is not None]
        on = any(item.checkState() != _ON for item in items)
        for item in items:
            item.setCheckState(_ON if on else _OFF)

    def ticked(self) -> list[int]:
        """The rows that are ticked."""
        return [at for at in range(self.rowCount()) if (item := self.item(at, 0)) and item.checkState() == _ON]

    def ids(self) -> list[str]:
        """The records of the ticked rows."""
        return [str(item.data(_ID)) for at in self.ticked() if (item := self.item(at, 0)) is not None]


class YearTurn(QDialog):
    """Offers the plans of the office; ``done`` names the plan that was made."""

    def __init__(self, parent: QWidget, session: Session, plans: Sequence[Plan], first: str = "") -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(_("Chuyển sang năm mới"))
        self._session = session
        self.turn: Turn | None = None
        self._asked = 0
        self.plans, self.years = Choice(), Choice()
        for plan in plans:
            self.plans.addItem(plan_words(plan), plan)
        newest = max(plan.year for plan in plans)
        at = next((n for n, plan in enumerate(plans) if plan.id == first or (not first and plan.year == newest)), 0)
        self.plans.setCurrentIndex(at)
        self.number, self.day = QLineEdit(), QLineEdit()
        self.tasks, self.indicators = _List(), _List()
        self.lists = QTabWidget()
        self.notice = Notice()
        self.words = label(tone="heading", wrap=True)
        self.all_button = push(_("Chọn hoặc bỏ chọn cả bảng"))
        self.same_button = push(_("Mục tiêu như năm nay"))
        self.cancel_button = push(_("Hủy bỏ"))
        self.accept_button = push(_("Tạo kế hoạch"), main=True)
        self._build()
        self._connect()
        self._offer_years()

    def _build(self) -> None:
        self.plans.setMinimumContentsLength(26)
        self.years.setMinimumContentsLength(6)
        named = (
            (self.plans, _("Kế hoạch đang có")),
            (self.years, _("Năm mới")),
            (self.number, _("Số của kế hoạch mới")),
            (self.day, _("Ngày ban hành")),
        )
        for part, name in named:
            part.setAccessibleName(name)
        self.number.setFixedWidth(theme.px(80))
        self.day.setFixedWidth(theme.px(150))
        self.day.setPlaceholderText(_("ngày/tháng/năm"))
        headings = (_("Chuyển"), _("TT"), _("Nhiệm vụ"), _("Thời hạn"), _("Trạng thái"), _("Nên xem"))
        dress_list(self.tasks, _("Nhiệm vụ chuyển sang năm mới"), headings)
        headings = (_("Chuyển"), _("TT"), _("Chỉ tiêu"), _("ĐVT"), _("Giao năm nay"), _("Giao năm mới"))
        dress_list(self.indicators, _("Chỉ tiêu chuyển sang năm mới"), headings)
        for table, widths in ((self.tasks, (84, 56, 0, 150, 130, 210)), (self.indicators, (84, 56, 0, 90, 150, 190))):
            _spread(table, widths)
            self.lists.addTab(table, "")
        triggers = QAbstractItemView.EditTrigger
        self.indicators.setEditTriggers(triggers.AnyKeyPressed | triggers.EditKeyPressed | triggers.DoubleClicked)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(18, 14, 18, 14)
        outer.setSpacing(8)
        told = _(
            "Kế hoạch cũ và tiến độ đã ghi giữ nguyên. Trước khi tạo, phần mềm tự sao lưu; hoàn tác được bằng Ctrl+Z."
        )
        outer.addWidget(label(told, wrap=True))
        outer.addWidget(self.notice)
        outer.addLayout(row(label(_("Từ kế hoạch")), self.plans, label(_("sang năm")), self.years, None))
        number = (label(_("Số kế hoạch mới")), self.number, label(_("Ngày ban hành")), self.day)
        outer.addLayout(row(*number, label(_("(để trống khi chưa ban hành)"), "quiet"), None))
        outer.addWidget(self.lists, 1)
        outer.addWidget(self.words)
        outer.addLayout(row(self.all_button, self.same_button, None, self.cancel_button, self.accept_button))
        resize_to(self, 1000, 520)

    def _connect(self) -> None:
        self.plans.activated.connect(lambda _at: self._offer_years())
        self.years.activated.connect(lambda _at: self.look())
        for table in (self.tasks, self.indicators):
            table.itemChanged.connect(lambda _item: self._tell())
        self.lists.currentChanged.connect(lambda at: self.same_button.setVisible(at == 1))
        self.same_button.hide()
        self.all_button.clicked.connect(self._tick_all)
        self.same_button.clicked.connect(self.as_this_year)
        self.cancel_button.clicked.connect(self.reject)
        self.accept_button.clicked.connect(self.submit)
        for button in (self.all_button, self.same_button):
            button.setAutoDefault(False)
        for keys in ("Ctrl+Return", "Ctrl+Enter"):
            QShortcut(QKeySequence(keys), self, self.submit)

    def _plan(self) -> Plan | None:
        found = self.plans.currentData()
        return found if isinstance(found, Plan) else None

    def _offer_years(self) -> None:
        plan = self._plan()
        self.years.clear()
        for year in range(plan.year + 1, plan.year + 4) if plan is not None else ():
            self.years.addItem(str(year), year)
        self.look()

    def look(self) -> None:
        """Ask what would go on, and show it."""
        plan, year = self._plan(), self.years.currentData()
        if plan is None or not isinstance(year, int):
            return
        self._asked += 1
        asked = self._asked

        def came(turn: Turn) -> None:
            if asked == self._asked:
                self._show(turn)

        def work(desk: Desk, _monitor: Monitor) -> Turn:
            from nq57desk.usecases import year_turn

            return year_turn.offer(desk, plan_id=plan.id, new_year=year)

        self._session.ask(work, came, refused=self.refuse)

    def _show(self, turn: Turn) -> None:
        same = self.turn is not None and self.turn.plan.id == turn.plan.id
        kept = (set(self.tasks.ids()), self.targets()) if same else None
        self.turn = turn
        for table in (self.tasks, self.indicators):
            table.blockSignals(True)
        self.tasks.setRowCount(len(turn.tasks))
        for at, task in enumerate(turn.tasks):
            ticked = task.goes if kept is None else task.id in kept[0]
            remark = _(_REMARKS.get(task.remark.code, "")) if task.remark is not None else ""
            state = _(words.STATES[task.state].words)
            _fill(self.tasks, at, task.id, ticked, (task.number, task.name, task.deadline, state, remark))
        self.indicators.setRowCount(len(turn.indicators))
        for at, one in enumerate(turn.indicators):
            ticked = True if kept is None else one.id in kept[1]
            typed = "" if kept is None else kept[1].get(one.id, "")
            _fill(
                self.indicators, at, one.id, ticked, (one.number, one.name, one.unit, one.target, typed), editable=True
            )
        for table in (self.tasks, self.indicators):
            table.blockSignals(False)
            if table.rowCount() and table.currentRow() < 0:
                table.setCurrentCell(0, 0)
        self.notice.hide()
        if turn.there:
            text = _("Đã có một kế hoạch năm {year} nối tiếp kế hoạch này. Chưa tạo gì thêm; xem kế hoạch đó trước.")
            self.notice.say(text.format(year=turn.year))
        self._tell()

    def targets(self) -> dict[str, str]:
        """The ticked indicators with the new targets typed."""
        found = {}
        for at in self.indicators.ticked():
            first, target = self.indicators.item(at, 0), self.indicators.item(at, _TARGET)
            if first is not None:
                found[str(first.data(_ID))] = target.text().strip() if target is not None else ""
        return found

    def _tell(self) -> None:
        if self.turn is None:
            return
        going, targets = self.tasks.ids(), self.targets()
        remarks = sum(task.remark is not None for task in self.turn.tasks if task.id in set(going))
        text = _("Năm {year}: {n}/{all} nhiệm vụ, {k} chỉ tiêu ({empty} chưa có mục tiêu mới), {m} thời hạn nên xem.")
        empty = sum(not target for target in targets.values())
        self.words.setText(
            text.format(
                year=self.turn.year, n=len(going), all=len(self.turn.tasks), k=len(targets), empty=empty, m=remarks
            )
        )
        self.lists.setTabText(0, _("Nhiệm vụ ({n})").format(n=len(going)))
        self.lists.setTabText(1, _("Chỉ tiêu ({n})").format(n=len(targets)))
        self.accept_button.setEnabled(bool(going or targets))

    def _tick_all(self) -> None:
        table = self.tasks if self.lists.currentIndex() == 0 else self.indicators
        table.tick(range(table.rowCount()))

    def as_this_year(self) -> None:
        """Put this year's targets into the chosen rows that have no new one yet; into all where one row is chosen."""
        chosen: Iterable[int] = {index.row() for index in self.indicators.selectedIndexes()}
        if len(set(chosen)) < 2:
            chosen = range(self.indicators.rowCount())
        for at in chosen:
            old, new = self.indicators.item(at, _TARGET - 1), self.indicators.item(at, _TARGET)
            if old is not None and new is not None and not new.text().strip():
                new.setText(old.text())

    def submit(self) -> None:
        """Make the new plan."""
        turn = self.turn
        if turn is None or not self.accept_button.isEnabled():
            return
        going, targets = self.tasks.ids(), self.targets()
        number, day = self.number.text(), self.day.text()
        self.accept_button.setEnabled(False)

        def work(desk: Desk, _monitor: Monitor) -> Turned:
            from nq57desk.usecases import year_turn

            return year_turn.turn(
                desk,
                plan_id=turn.plan.id,
                new_year=turn.year,
                tasks=going,
                targets=targets,
                number=number,
                day=day,
            )

        self._session.change(
            work, lambda made: self._done(turn, made), refused=self.refuse, words=_("Đang tạo kế hoạch…")
        )

    def _done(self, turn: Turn, made: Turned) -> None:
        text = _("Đã tạo kế hoạch năm {year}; {n} thời hạn nên xem. Hoàn tác được bằng Ctrl+Z.")
        self._session.said.emit(text.format(year=turn.year, n=len(made.problems)))
        self.accept()

    def refuse(self, problems: tuple[Problem, ...]) -> None:
        """Say why not; everything chosen and typed stays."""
        self.accept_button.setEnabled(True)
        self.notice.say("\n".join(map(sentence, problems)))
        if any(one.code == "year_turn.bad_day" for one in problems):
            self.day.setFocus()


def _spread(table: QTableWidget, widths: Sequence[int]) -> None:
    header = table.horizontalHeader()
    for at, width in enumerate(widths):
        header.setSectionResizeMode(at, QHeaderView.ResizeMode.Interactive if width else QHeaderView.ResizeMode.Stretch)
        if width:
            table.setColumnWidth(at, theme.px(width))


def _fill(
    table: QTableWidget, at: int, record: str, ticked: bool, texts: Sequence[str], *, editable: bool = False
) -> None:
    first = QTableWidgetItem()
    first.setFlags(Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemIsUserCheckable)
    first.setCheckState(_ON if ticked else _OFF)
    first.setData(_ID, record)
    first.setData(Qt.ItemDataRole.AccessibleTextRole, f"{_('Chuyển')}: {texts[0]}. {texts[1]}")
    table.setItem(at, 0, first)
    for column, text in enumerate(texts, start=1):
        item = QTableWidgetItem(" ".join(text.split()))
        flags = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
        item.setFlags(flags | Qt.ItemFlag.ItemIsEditable if editable and column == _TARGET else flags)
        table.setItem(at, column, item)


def show_year_turn(parent: QWidget, session: Session, first: str = "") -> None:
    """Read the office's plans, then open the dialog; nothing opens where there is none."""

    def work(desk: Desk, _monitor: Monitor) -> tuple[Plan, ...]:
        from nq57desk.usecases import task_list

        return tuple(view.plan for view in task_list.plans(desk))

    def came(plans: tuple[Plan, ...]) -> None:
        if plans:
            YearTurn(parent, session, plans, first).open()
        else:
            session.said.emit(_("Chưa có kế hoạch nào để chuyển sang năm mới."))

    session.ask(work, came)
