"""One cell of the city's matrix: what an office has sent for a month, as one state.

Decides, in this order (DESK 2.10, PEERS lesson 15):

- *The best accepted bundle decides.* Where one was accepted the cell is received, late or incomplete, and locked once
  the city locked the period; a newer bundle that waits or was refused only adds its corner.
- *In time* means that the first accepted bundle reached the city by hạn gửi, by the city's own date. A person may note
  with a reason that it was in time after all (the courier was slow).
- *Incomplete* (nộp thiếu): the office had not closed the period in what it sent; closing is the explicit act that says
  "this is complete". It is no zero and no "received".
- *Brought by a later bundle.* Each bundle is the whole plan year: a month that the office has closed is also received
  with the first bundle of a later month.
- *Nothing accepted*: waiting, refused, missing once the due day is over, not yet due before it. Zero is not the same as
  empty, so a missing office is never counted as an office without results.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from nq57desk.domain.periods import Calendar, Period, city_due_day, month_number, read_period
from nq57desk.domain.snapshot import Outcome, ReceivedBundle


class CellState(StrEnum):
    """The one state of a cell."""

    NOT_DUE = "not_due"
    MISSING = "missing"
    INCOMPLETE = "incomplete"
    LATE = "late"
    HELD = "held"
    REJECTED = "rejected"
    RECEIVED = "received"
    LOCKED = "locked"
    NOT_ASKED = "not_asked"
    """The office is no unit of this month: it began later, or had ended (:mod:`nq57desk.domain.units`)."""


WAITING = (Outcome.HELD, Outcome.CONFLICT)
_NOT_TAKEN = (*WAITING, Outcome.REJECTED)


@dataclass(frozen=True, slots=True)
class Known:
    """What the city knows of one office and month beside the bundles. ``closed``: the office closed the month;
    ``locked``: the city did; ``excused``: why a late bundle counts as in time; ``conflicts`` open ones."""

    closed: bool = False
    locked: bool = False
    excused: str = ""
    conflicts: int = 0


@dataclass(frozen=True, slots=True)
class Cell:
    """One office in one month. ``late`` outlives locking; ``corner`` is the newer bundle's outcome, "" where none is,
    "conflict" where fields are in conflict.

    ``bundle`` is the one that decides (accepted, else waiting or refused), ``newest`` the newest of all; ``through``
    the month whose bundle brought this one's data, "" where it is its own.
    """

    period: str
    state: CellState
    due: date
    late: bool = False
    days: int = 0
    received_on: date | None = None
    corner: str = ""
    bundle: ReceivedBundle | None = None
    newest: ReceivedBundle | None = None
    through: str = ""
    known: Known = Known()

    @property
    def has_data(self) -> bool:
        """Whether something was accepted."""
        return self.state in (CellState.RECEIVED, CellState.LATE, CellState.INCOMPLETE, CellState.LOCKED)

    @property
    def in_time(self) -> bool:
        """Whether it counts for "Đúng hạn k/n"."""
        return self.has_data and not self.late and self.state is not CellState.INCOMPLETE


def cell(month: Period, bundles: Sequence[ReceivedBundle], known: Known, *, today: date, calendar: Calendar) -> Cell:
    """The cell of a month; ``bundles`` are all of the office's of the plan year."""
    due = city_due_day(month, calendar)
    number = month_number(month)
    own = [one for one in bundles if _speaks_for(one) == number]
    accepted = [one for one in own if one.merged]
    through = ""
    if not accepted and known.closed:
        later = [one for one in bundles if one.merged and _speaks_for(one) > number]
        if later:
            accepted = [min(later, key=_by_arrival)]
            through = accepted[0].period
    if not accepted:
        return _nothing_accepted(month.code, due, own, known, today)
    first, best = min(map(received_day, accepted)), max(accepted, key=_by_arrival)
    days = max(0, (first - due).days)
    late = bool(days) and not known.excused
    state = CellState.LATE if late else CellState.RECEIVED
    if known.locked:
        state = CellState.LOCKED
    elif not known.closed:
        state = CellState.INCOMPLETE
    waits = max((one for one in own if one.outcome in _NOT_TAKEN and not one.merged), key=_by_clock, default=None)
    newer = waits is not None and (waits.received_at, waits.sequence) > (best.received_at, best.sequence)
    corner = str(waits.outcome) if waits is not None and newer else ""
    newest = waits if waits is not None and corner else best
    corner = corner or (str(Outcome.CONFLICT) if known.conflicts else "")
    return Cell(month.code, state, due, late, days, first, corner, best, newest, through, known)


def not_asked(month: Period, calendar: Calendar) -> Cell:
    """The cell of a month in which the office is no unit."""
    return Cell(month.code, CellState.NOT_ASKED, city_due_day(month, calendar))


def _nothing_accepted(code: str, due: date, own: Sequence[ReceivedBundle], known: Known, today: date) -> Cell:
    newest = max(own, key=_by_clock, default=None)
    waiting = max((one for one in own if one.outcome in WAITING), key=_by_clock, default=None)
    refused = max((one for one in own if one.outcome is Outcome.REJECTED), key=_by_clock, default=None)
    decides = waiting or refused
    if decides is None:
        state = CellState.MISSING if today > due else CellState.NOT_DUE
    else:
        state = CellState.HELD if waiting else CellState.REJECTED
    days = max(0, (today - due).days) if state is not CellState.NOT_DUE else 0
    received = received_day(decides) if decides is not None else None
    return Cell(code, state, due, False, days, received, "", decides, newest, "", known)


def _speaks_for(one: ReceivedBundle) -> int:
    """The number of the month that a bundle reports, of a longer period the month that ends it; -1 of none."""
    period = read_period(one.period)
    return month_number(period) if period is not None else -1


def _by_arrival(one: ReceivedBundle) -> tuple[int, str]:
    return one.sequence, one.received_at


def _by_clock(one: ReceivedBundle) -> str:
    """By the city's own clock: of a file that was refused nothing else is known for certain."""
    return one.received_at


def received_day(one: ReceivedBundle) -> date:
    """The day by the city's clock."""
    return date.fromisoformat(one.received_at[:10])


def in_time(cells: Iterable[Cell], today: date) -> tuple[int, int]:
    """(k, n) of "Đúng hạn k/n": of the months that are due, or already received, those received in time."""
    theirs = (one for one in cells if one.state is not CellState.NOT_ASKED)
    asked = [one for one in theirs if one.due < today or one.has_data]
    return sum(one.in_time for one in asked), len(asked)
