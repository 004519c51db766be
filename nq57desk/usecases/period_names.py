"""A period's name in the language in use, for sentences that the window and the command line show.

Papers are Vietnamese whatever the window speaks: they take their words from the domain.
"""

from __future__ import annotations

from nq57desk.domain.periods import Period, PeriodKind, as_period
from nq57desk.wording import _, language


def period_name(period: Period | str) -> str:
    """ "tháng 9/2026", "quý 4/2026", "6 tháng cuối năm 2026", "9 tháng năm 2026", "năm 2026"."""
    it = as_period(period)
    match it.kind:
        case PeriodKind.MONTH:
            two_digits = it.ordinal < 3 or language() != "vi"  # as Vietnamese papers write months
            month = f"{it.ordinal:02}" if two_digits else it.ordinal
            return _("tháng {month}/{year}").format(month=month, year=it.year)
        case PeriodKind.QUARTER:
            return _("quý {n}/{year}").format(n=it.ordinal, year=it.year)
        case PeriodKind.HALF_YEAR:
            half = _("đầu") if it.ordinal == 1 else _("cuối")
            return _("{n} tháng {half} năm {year}").format(n=6, half=half, year=it.year)
        case PeriodKind.NINE_MONTHS:
            return _("9 tháng năm {year}").format(year=it.year)
        case PeriodKind.YEAR:
            return _("năm {year}").format(year=it.year)
