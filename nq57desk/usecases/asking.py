"""What a person named in a request, turned into the domain's values or refused."""

from __future__ import annotations

from nq57desk import settings
from nq57desk.domain.periods import Period, PeriodKind, month_of, read_period
from nq57desk.domain.plan import Plan
from nq57desk.errors import refuse
from nq57desk.workspace import Desk


def period_asked(desk: Desk, text: str | None) -> Period:
    """The period of this code; the present month where none is named.

    Raises:
        Refused: the text names no period.
    """
    if text is None:
        return month_of(desk.today, settings.calendar(desk.store))
    found = read_period(text)
    if found is None:
        raise refuse("workspace.bad_period", text=text)
    return found


def month_asked(desk: Desk, text: str | None) -> Period:
    """As ``period_asked``, for what is kept by months.

    Raises:
        Refused: the text names no period, or a longer one than a month.
    """
    found = period_asked(desk, text)
    if found.kind is not PeriodKind.MONTH:
        raise refuse("workspace.not_a_month", text=text or "")
    return found


def year_planned(desk: Desk, year: int) -> None:
    """Stop at a year, not the present one, of which neither this office nor one that it knows has a plan.

    An empty answer would read as if there were nothing left to do.

    Raises:
        Refused: "workspace.no_plan_year".
    """
    years = sorted({plan.year for plan in desk.store.all(Plan, office="*")})
    if year not in {*years, desk.today.year}:
        raise refuse("workspace.no_plan_year", year=year, years=", ".join(map(str, years)) or "–")
