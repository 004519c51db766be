"""What the next period asks for: unfinished tasks already late first, then those whose last day lies in it, by day.

Recurring duties go on and are only counted (:func:`duties`); a task without a deadline that is understood is not
guessed into a period.
"""

from __future__ import annotations

from datetime import date

from nq57desk.domain import paper_words as words
from nq57desk.domain.list_lines import item, number_cell
from nq57desk.domain.listings import Listing, ListingColumn, ListingLine
from nq57desk.domain.reported import Reported, ReportedTask
from nq57desk.domain.timeliness import Timeliness

COLUMNS = (
    ListingColumn("place", "TT", centred=True, width=1.2),
    ListingColumn("name", "Nhiệm vụ", width=8),
    ListingColumn("lead", "Cơ quan chủ trì", width=4),
    ListingColumn("deadline", "Thời hạn", centred=True, width=3),
)
_DUTIES = (Timeliness.DUTY_DONE, Timeliness.DUTY_MISSING)


def coming(it: Reported, last: date) -> tuple[ReportedTask, ...]:
    """The dated tasks that are to be finished by ``last``, the earliest day first."""
    dated = [
        (row.now.last_day, place, row)
        for place, row in enumerate(it.counted_tasks)
        if not row.ended and row.now.last_day is not None and row.now.timeliness not in _DUTIES
    ]
    return tuple(row for day, _, row in sorted(dated, key=lambda one: one[:2]) if day <= last)


def duties(it: Reported) -> tuple[ReportedTask, ...]:
    """The recurring tasks that go on."""
    return tuple(row for row in it.counted_tasks if not row.ended and row.now.timeliness in _DUTIES)


def next_tasks(it: Reported, last: date) -> Listing:
    """The list of :func:`coming`."""
    lines = tuple(_line(place, row) for place, row in enumerate(coming(it, last), start=1))
    return Listing(COLUMNS, lines, "Không có nhiệm vụ nào đến hạn trong kỳ tới.")


def _line(place: int, row: ReportedTask) -> ListingLine:
    deadline = row.task.deadline
    if row.now.timeliness is Timeliness.LATE:
        deadline = f"{deadline} ({words.standing_words(row.now).lower()})"
    return item(number_cell(place), words.one_line(row.task.name), words.one_line(row.lead), deadline)
