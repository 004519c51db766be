"""Locked periods at the city: what is still open is told first; a later bundle becomes a request, never a change."""

from __future__ import annotations

from dataclasses import dataclass

from nq57desk.domain.conflicts import Conflict, Lock
from nq57desk.domain.organisation import Role
from nq57desk.domain.periods import months, read_period
from nq57desk.domain.records import KIND
from nq57desk.domain.snapshot import ReceivedBundle
from nq57desk.errors import refuse
from nq57desk.usecases import city
from nq57desk.usecases.asking import year_planned
from nq57desk.usecases.changing import writable
from nq57desk.usecases.city import OfficeStatus
from nq57desk.usecases.reasons import reason_said
from nq57desk.workspace import Desk


@dataclass(frozen=True, slots=True)
class LockPreview:
    """What is still open of a period: offices that sent nothing, bundles that wait, fields in conflict."""

    period: str
    missing: tuple[OfficeStatus, ...]
    held: tuple[ReceivedBundle, ...]
    conflicts: tuple[Conflict, ...]
    lock: Lock | None = None
    """The lock, once it stands."""


def preview(desk: Desk, *, period: str) -> LockPreview:
    """What locking a period would leave open.

    Raises:
        Refused: "workspace.no_city", "lock.no_period", "workspace.no_plan_year".
    """
    it = read_period(period)
    if it is None:
        raise refuse("lock.no_period", period=period[:20])
    mine = {it.code, *(month.code for month in months(it))}
    sent = city.status(desk, year=it.year, period=it.code)
    year_planned(desk, it.year)
    waiting = tuple(one for one in city.held(desk) if one.period in mine)
    found = tuple(one for one in desk.store.conflicts(year=it.year) if _belongs(desk, one, mine))
    missing = tuple(one for one in sent if one.outcome is None)
    return LockPreview(it.code, missing, waiting, found, desk.store.locks().get(it.code))


def _belongs(desk: Desk, conflict: Conflict, periods: set[str]) -> bool:
    """Updates and values belong to their period, everything else to every period of its year."""
    if conflict.kind not in ("progress_update", "indicator_value"):
        return True
    return any(f'"period":"{period}"' in text for text in (conflict.a, conflict.b) for period in periods) or (
        _period(desk, conflict) in periods
    )


def _period(desk: Desk, conflict: Conflict) -> str:
    record = desk.store.get(KIND[conflict.kind].type, conflict.record_id, office=conflict.office)
    return str(getattr(record, "period", ""))


def lock(desk: Desk, *, period: str) -> LockPreview:
    """Lock a period; the answer tells what is still open of it.

    Raises:
        Refused: as :func:`preview`, and "workspace.read_only".
    """
    writable(desk)
    found = preview(desk, period=period)
    made = desk.store.lock(found.period, who=desk.who, at=desk.now())
    return LockPreview(found.period, found.missing, found.held, found.conflicts, made)


def unlock(desk: Desk, *, period: str, reason: str) -> None:
    """Open a locked period again, with a reason.

    Raises:
        Refused: "workspace.no_city", "lock.not_locked", "lock.reason", "workspace.long_reason", "workspace.read_only".
    """
    writable(desk)
    if desk.office.role is not Role.CITY:
        raise refuse("workspace.no_city")
    if period not in desk.store.locks():
        raise refuse("lock.not_locked", period=period[:20])
    because = reason_said(reason, "lock.reason")
    desk.store.unlock(period, reason=because, who=desk.who, at=desk.now())
