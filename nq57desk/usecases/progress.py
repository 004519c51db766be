"""What a task did in a month is recorded; a period is closed after its checks and opened again with a reason."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from nq57desk import settings
from nq57desk.domain.changes import Applied
from nq57desk.domain.closing import closing_report
from nq57desk.domain.indicators import Indicator, IndicatorValue
from nq57desk.domain.periods import ReportingPeriod
from nq57desk.domain.plan import Plan, Task
from nq57desk.domain.problems import Problem
from nq57desk.domain.progress import ProgressUpdate, State
from nq57desk.domain.update_rate import WarnedTask
from nq57desk.domain.vietnamese import tidy
from nq57desk.errors import Refused, refuse
from nq57desk.usecases.asking import month_asked, period_asked
from nq57desk.usecases.changing import apply_records, new_id, proposed, writable
from nq57desk.usecases.edits import task
from nq57desk.usecases.reasons import reason_said
from nq57desk.usecases.recording import finished, kept_period, recorded, refuse_closed, stamped
from nq57desk.workspace import Desk

MOST_MONEY = 10**15
"""Đồng; no ward's task costs a million billion, so more is a typing error."""


@dataclass(frozen=True, slots=True)
class WarningLine:
    """One line of the warning list, ready to show."""

    task_id: str
    number: str
    name: str
    lead: str
    supervisor: str
    reason: str
    """"not_updated", "updated_late" or "incomplete"."""
    missing: tuple[str, ...]
    periods: int


@dataclass(frozen=True, slots=True)
class ClosedPeriod:
    """A period that was closed. ``updated`` of ``of`` tasks counted; ``missing`` the ids of the rest."""

    period: str
    edition: int
    updated: int
    of: int
    missing: tuple[str, ...]
    warning_list: tuple[WarningLine, ...]
    problems: tuple[Problem, ...]


def updates(desk: Desk, *, task_id: str) -> tuple[ProgressUpdate, ...]:
    """A task's updates, oldest period first."""
    its = desk.store.find(ProgressUpdate, task_id=task(desk, task_id).id)
    return tuple(sorted(its, key=lambda u: u.period))


def set_progress(
    desk: Desk,
    *,
    task_id: str,
    period: str,
    state: State,
    percent: int | None = None,
    result: str | None = None,
    product_document: str | None = None,
    product_date: date | None = None,
    finished_on: date | None = None,
    difficulty: str | None = None,
    proposal: str | None = None,
    disbursed: int | None = None,
    nothing_arose: bool | None = None,
    stopped_by: str | None = None,
) -> Applied:
    """Record what a task did in a month; what is None stays as recorded.

    Raises:
        Refused: no such task, not a month, a closed period, a percentage outside 0-100 or an amount below 0.
    """
    month = month_asked(desk, period)
    about = task(desk, task_id)
    if percent is not None and not 0 <= percent <= 100:
        raise refuse("workspace.bad_percent", value=percent)
    if disbursed is not None and not 0 <= disbursed <= MOST_MONEY:
        raise refuse("workspace.bad_amount", value=disbursed)
    refuse_closed(desk, month)
    given: dict[str, Any] = {
        "percent": percent,
        "result": result,
        "product_document": product_document,
        "product_date": product_date,
        "finished_on": finished_on,
        "difficulty": difficulty,
        "proposal": proposal,
        "disbursed": disbursed,
        "nothing_arose": nothing_arose,
        "stopped_by": stopped_by,
    }
    values: dict[str, Any] = {name: tidy(v) if isinstance(v, str) else v for name, v in given.items() if v is not None}
    before = recorded(desk, about, month)
    after = finished(replace(before, state=state, **values), desk.today, month, desk)
    return apply_records(desk, "progress", [proposed(stamped(desk, before, after))])


def close_period(desk: Desk, *, period: str) -> ClosedPeriod:
    """Close a period after its checks; a low update rate never stops it (plan 001: the rest is the warning list).

    Raises:
        Refused: what must be mended first, each with its place; or the period is closed already.
    """
    writable(desk)
    asked = period_asked(desk, period)
    refuse_closed(desk, asked)
    store = desk.store
    report = closing_report(
        tasks=store.all(Task),
        updates=store.all(ProgressUpdate),
        indicators=store.all(Indicator),
        values=store.all(IndicatorValue),
        period=asked,
        calendar=settings.calendar(store),
        as_of=desk.today,
        plan_years={plan.id: plan.year for plan in store.all(Plan)},
        threshold=settings.threshold(store),
    )
    if report.must_fix:
        raise Refused(*(finding.problem for finding in report.must_fix))
    kept = kept_period(desk, asked.code) or ReportingPeriod(new_id(), asked.year, asked.code)
    edition = kept.edition + 1 if kept.reopened_because else kept.edition
    closed = replace(kept, closed_on=desk.today, closed_by=desk.who, edition=edition, reopened_because="")
    apply_records(desk, "close", [proposed(closed)])
    return ClosedPeriod(
        asked.code,
        edition,
        report.updated,
        report.of,
        tuple(warned.task.id for warned in report.warning_list),
        tuple(_line(warned) for warned in report.warning_list),
        tuple(finding.problem for finding in report.should_see),
    )


def _line(warned: WarnedTask) -> WarningLine:
    about = warned.task
    return WarningLine(
        about.id,
        about.number,
        about.name,
        about.lead,
        about.supervisor,
        warned.lack.value,
        warned.missing,
        warned.periods,
    )


def open_period(desk: Desk, *, period: str, reason: str) -> ReportingPeriod:
    """Open a closed period again; what is closed afterwards is its next edition.

    Raises:
        Refused: the period is none, or is not closed, or no reason is given.
    """
    asked = period_asked(desk, period)
    because = reason_said(reason, "workspace.no_reason", period=asked.code)
    kept = kept_period(desk, asked.code)
    if kept is None or kept.closed_on is None:
        raise refuse("workspace.period_not_closed", period=asked.code)
    again = replace(kept, closed_on=None, closed_by="", reopened_because=because)
    apply_records(desk, "reopen", [proposed(again)])
    return again
