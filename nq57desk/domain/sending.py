"""How a made bundle stands on its way: exported is not handed over, handed over is not received.

Only the city's receipt says that a bundle was received; no rule here ever says that one was sent.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from nq57desk.domain.periods import Calendar, Period, by_time, city_due_day, read_period
from nq57desk.domain.snapshot import MadeBundle, Outcome

NAG_AFTER = 2
"""Days after the due day from which a missing receipt is spoken of."""


class SentState(StrEnum):
    """A bundle's state. ``replaced``: a later one of the same period was made and this one has no answer."""

    EXPORTED = "exported"
    HANDED_OVER = "handed_over"
    RECEIVED = "received"
    IN_CONFLICT = "in_conflict"
    HELD = "held"
    REJECTED = "rejected"
    REPLACED = "replaced"


_BY_OUTCOME = {
    Outcome.APPLIED: SentState.RECEIVED,
    Outcome.ALREADY_RECEIVED: SentState.RECEIVED,
    Outcome.STALE: SentState.RECEIVED,
    Outcome.CONFLICT: SentState.IN_CONFLICT,
    Outcome.HELD: SentState.HELD,
    Outcome.REJECTED: SentState.REJECTED,
}


def sent_state(bundle: MadeBundle, *, newest: bool) -> SentState:
    """How it stands; ``newest`` where no later bundle of its period was made."""
    if bundle.outcome:
        return _BY_OUTCOME[Outcome(bundle.outcome)]
    if bundle.receipt_at:
        return SentState.RECEIVED
    if not newest:
        return SentState.REPLACED
    return SentState.HANDED_OVER if bundle.handed_at else SentState.EXPORTED


@dataclass(frozen=True, slots=True)
class Unanswered:
    """A reported period whose newest bundle has no receipt although the city's due day is over by ``days``."""

    period: str
    due: date
    days: int
    digest: str
    sequence: int
    state: SentState


def unanswered(bundles: Iterable[MadeBundle], *, today: date, calendar: Calendar) -> tuple[Unanswered, ...]:
    """The periods to speak of from the second day after their due day, newest first."""
    newest: dict[str, MadeBundle] = {}
    for bundle in sorted(bundles, key=lambda one: (one.year, one.sequence)):
        newest[bundle.period] = bundle
    found = []
    for code, bundle in newest.items():
        period: Period | None = read_period(code)
        state = sent_state(bundle, newest=True)
        if period is None or state in (SentState.RECEIVED, SentState.IN_CONFLICT):
            continue
        due = city_due_day(period, calendar)
        if (today - due).days >= NAG_AFTER:
            found.append(Unanswered(code, due, (today - due).days, bundle.digest, bundle.sequence, state))
    return tuple(sorted(found, key=lambda one: by_time(one.period), reverse=True))


def file_name(bundle: MadeBundle, office: str) -> str:
    """The name under which it leaves, "10525_2026-11_1.nq57"."""
    return f"{office}_{bundle.period}_{bundle.sequence}.nq57"
