"""What a city can print for a period: its consolidated report, the letter to those missing, its own plans.

Decides that the report may be issued once the city has locked its period, as a ward's once it is closed; until then
every page of it is a draft. The letter that reminds is issued whenever it is needed.
"""

from __future__ import annotations

from nq57desk.domain.papers import PaperKind
from nq57desk.domain.periods import Period
from nq57desk.usecases.city_matrix import asked_or_collected, judged_month, rows_of
from nq57desk.workspace import Desk

LISTED = (PaperKind.CITY_REPORT, PaperKind.CITY_MISSING)
"""The papers of a period in the order of the page."""


def city_period(desk: Desk, text: str | None) -> Period:
    """The period named, or the month that is collected now.

    Raises:
        Refused: the text names no period.
    """
    return asked_or_collected(desk, text)


def locked(desk: Desk, period: Period) -> bool:
    """Whether the period's figures are final."""
    return period.code in desk.store.locks()


def begun(desk: Desk, period: Period) -> bool:
    """Whether an office's data of the period were accepted."""
    return any(row.cells[0].has_data for row in rows_of(desk, (judged_month(desk, period),)))
