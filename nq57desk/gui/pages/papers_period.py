"""The period whose papers are shown: months, quarters, half-years, nine months and years around the present one."""

from __future__ import annotations

from nq57desk.domain.periods import Period, PeriodKind, following, preceding, read_period
from nq57desk.gui import words
from nq57desk.gui.widgets.period_bar import PeriodBar

_KINDS = (PeriodKind.QUARTER, PeriodKind.HALF_YEAR, PeriodKind.NINE_MONTHS, PeriodKind.YEAR)


class PaperPeriods(PeriodBar):
    """Every period that is reported on; the arrows and Ctrl+PgUp, Ctrl+PgDn stay with its kind."""

    def offer(self, now: Period) -> None:
        """The months as everywhere, below them the longer periods of this year and the last."""
        if self.choice.count():
            return
        super().offer(now)
        blocked = self.choice.blockSignals(True)
        for kind in _KINDS:
            self.choice.insertSeparator(self.choice.count())
            for year in (now.year - 1, now.year):
                for period in _of_year(kind, year):
                    self.choice.addItem(words.capital(words.period_words(period.code)), period.code)
        self.choice.setCurrentIndex(self.choice.findData(now.code))
        self.choice.setMaxVisibleItems(20)
        self.choice.blockSignals(blocked)

    def step(self, by: int) -> None:
        """One period of the same kind back (-1) or on (1), where it is offered."""
        shown = read_period(self.period)
        if shown is not None:
            beside = preceding(shown) if by < 0 else following(shown)
            self.show_period(beside.code)


def _of_year(kind: PeriodKind, year: int) -> list[Period]:
    many = {PeriodKind.QUARTER: 4, PeriodKind.HALF_YEAR: 2}.get(kind, 1)
    return [Period(year, kind, at) for at in range(1, many + 1)]
