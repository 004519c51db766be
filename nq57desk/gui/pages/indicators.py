"""Chỉ tiêu: target against what was measured, month by month."""

from __future__ import annotations

from PySide6.QtWidgets import QStackedWidget, QWidget

from nq57desk.domain.changes import Applied
from nq57desk.domain.periods import Period
from nq57desk.gui import actions as act
from nq57desk.gui import words
from nq57desk.gui.marks import Mark
from nq57desk.gui.models.rows import Column, RowsModel
from nq57desk.gui.pages.page import Actions, Page
from nq57desk.gui.session import Session
from nq57desk.gui.widgets.period_bar import PeriodBar
from nq57desk.gui.widgets.plain import Empty, Table
from nq57desk.usecases.indicators import IndicatorRow
from nq57desk.wording import _


def _assessment(row: IndicatorRow) -> Mark:
    return words.ASSESSMENTS[str(row.assessment)]


def _fraction(row: IndicatorRow) -> str:
    if row.numerator is None or row.denominator is None:
        return ""
    return f"{words.number(row.numerator)}/{words.number(row.denominator)}"


def _actual(row: IndicatorRow) -> str:
    return "" if row.actual is None else words.number(round(row.actual, 2))


def columns() -> tuple[Column[IndicatorRow], ...]:
    """The columns of the indicators."""
    return (
        Column(_("TT"), lambda row: row.number, 56),
        Column(_("Chỉ tiêu"), lambda row: row.name, 0),
        Column(_("Chủ trì"), lambda row: row.lead, 130),
        Column(_("ĐVT"), lambda row: row.unit, 64),
        Column(_("Giao"), lambda row: row.target, 128),
        Column(_("Kỳ này"), _actual, 90, right=True),
        Column(_("Tử/mẫu"), _fraction, 90, right=True),
        Column(_("Đánh giá"), lambda row: _(_assessment(row).words), 150, mark=_assessment),
    )


class IndicatorsPage(Page):
    """The list of one month."""

    def __init__(self, session: Session, actions: Actions, parent: QWidget | None = None) -> None:
        super().__init__(_("Chỉ tiêu"), session, actions, parent)
        self.model: RowsModel[IndicatorRow] = RowsModel(columns(), self)
        self.table = Table(_("Chỉ tiêu"))
        self.period = PeriodBar()
        self.rows: tuple[IndicatorRow, ...] = ()
        self._asked = 0
        self._search = ""
        self.head.insertWidget(1, self.period)
        self.head.addWidget(act.button(self.actions_by_name["value"], main=True))
        self.table.setModel(self.model)
        self.table.use_widths(self.model.columns, 220)
        self.table.lettered.connect(self.letter)
        self.table.opened.connect(self.record)
        self.table.selectionModel().currentChanged.connect(lambda: self.available.emit())
        self.period.changed.connect(lambda _code: self.refresh())
        self.empty = Empty(
            _("Chưa có chỉ tiêu nào. Nhập phụ lục chỉ tiêu của cơ quan trước."),
            act.button(self.actions_by_name["import"], main=True),
        )
        self.stack = QStackedWidget()
        self.stack.addWidget(self.table)
        self.stack.addWidget(self.empty)
        self.body.addWidget(self.stack)
        self.handlers = {
            "value": self.record,
            "edit": self.record,
            "previous_period": lambda: self.period.step(-1),
            "next_period": lambda: self.period.step(1),
        }

    def regions(self) -> list[QWidget]:
        """The period, the table."""
        return [part for part in (self.period.choice, self.table) if part.isVisible()]

    def can(self, action: str) -> bool:
        """Recording needs an indicator chosen."""
        office = self.session.office
        if action not in self.handlers or office is None:
            return False
        if action in ("previous_period", "next_period"):
            return True
        return not office.read_only and self.model.row(self.table.currentIndex()) is not None

    def refresh(self) -> None:
        """Read the month anew."""
        from nq57desk.usecases import asking, indicators

        period = self.period.period or None
        self._asked += 1
        asked = self._asked

        def came(found: tuple[Period, tuple[IndicatorRow, ...]]) -> None:
            if asked == self._asked:
                self._came(*found)

        self.session.ask(
            lambda desk, _monitor: (
                asking.period_asked(desk, period),
                indicators.indicators(desk, period=period, office_code=desk.office.code),
            ),
            came,
        )

    def touched(self, applied: Applied) -> None:
        """Only what concerns indicators."""
        if applied.entry is None or set(applied.touched) & {"indicator", "indicator_value", "plan", "reporting_period"}:
            self.refresh()

    def seek(self, text: str) -> bool:
        """Search the indicators."""
        self._search = text
        self._filter()
        return True

    def _came(self, now: Period, rows: tuple[IndicatorRow, ...]) -> None:
        self.period.offer(now)
        self.rows = rows
        self.stack.setCurrentIndex(0 if rows else 1)
        counted = {name: sum(str(row.assessment) == name for row in rows) for name in words.ASSESSMENTS}
        parts = [
            f"{counted[name]} {_(known.words)[:1].lower()}{_(known.words)[1:]}"
            for name, known in words.ASSESSMENTS.items()
            if counted[name]
        ]
        self.aside.setText(" · ".join(parts))
        self._filter()

    def _filter(self) -> None:
        from nq57desk.domain.vietnamese import fold

        current = self.model.row(self.table.currentIndex())
        searched = fold(self._search).split()
        rows = [row for row in self.rows if all(word in fold(f"{row.name} {row.lead}") for word in searched)]
        self.model.show(rows)
        at = next((n for n, row in enumerate(rows) if current is not None and row.id == current.id), 0)
        if rows:
            self.table.setCurrentIndex(self.model.index(at, 0))
        self.available.emit()

    def record(self) -> None:
        """Open the form of the current indicator for this month."""
        from nq57desk.gui.dialogs.value_form import record_value

        row = self.model.row(self.table.currentIndex())
        if row is not None and self.can("value") and self.period.period:
            record_value(self, self.session, row, self.period.period)
