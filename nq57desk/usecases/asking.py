"""What a person named in a request, turned into the domain's values or refused."""

from __future__ import annotations

from nq57desk import settings
from nq57desk.domain.periods import Period, PeriodKind, month_of, read_period
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
