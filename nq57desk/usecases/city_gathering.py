"""What the offices say beside their figures: difficulties and proposals; and what their last bundles changed.

Decides that of one task only the newest words of the period are gathered, and that "since the last merge" means each
office's newest applied bundle against what was there before it, as the journal counted it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from nq57desk.domain.changes import Counts
from nq57desk.domain.organisation import Role
from nq57desk.domain.records import ROW_KINDS
from nq57desk.domain.snapshot import ReceivedBundle
from nq57desk.errors import refuse
from nq57desk.store import city_reading
from nq57desk.usecases import units_listed
from nq57desk.usecases.city_matrix import asked_or_collected, judged_month, rows_of
from nq57desk.workspace import Desk


@dataclass(frozen=True, slots=True)
class Gathered:
    """One office's words about one task."""

    office: str
    name_of_office: str
    task_id: str
    number: str
    task: str
    lead: str
    difficulty: str
    proposal: str
    period: str


def gathered(desk: Desk, *, period: str | None = None) -> tuple[Gathered, ...]:
    """Difficulties and proposals of a period, of the offices whose data of the period were accepted.

    Raises:
        Refused: "workspace.no_city", or the text names no period.
    """
    _only_city(desk)
    asked = asked_or_collected(desk, period)
    rows = rows_of(desk, (judged_month(desk, asked),))
    names = {row.unit.code: row.unit.title for row in rows if row.cells[0].has_data}
    order = {code: at for at, code in enumerate(names)}
    found: dict[tuple[str, str], Gathered] = {}
    for one in city_reading.said(desk.store, asked):
        if one.office in names and (one.office, one.task_id) not in found:
            found[one.office, one.task_id] = Gathered(
                one.office,
                names[one.office],
                one.task_id,
                one.number,
                one.name,
                one.lead,
                one.difficulty.strip(),
                one.proposal.strip(),
                one.period,
            )
    return tuple(sorted(found.values(), key=lambda one: order[one.office]))


@dataclass(frozen=True, slots=True)
class Changed:
    """What an office's newest applied bundle changed. ``counts`` are those of rows (tasks, indicators, what was said of
    them); None where the journal no longer tells."""

    office: str
    name_of_office: str
    bundle: ReceivedBundle
    counts: Counts | None


def changed(desk: Desk, *, year: int, since: str = "") -> tuple[Changed, ...]:
    """Each office's newest applied bundle, newest first; with ``since`` (ISO) only those received from then on.

    Raises:
        Refused: "workspace.no_city".
    """
    _only_city(desk)
    units = units_listed.known(desk)
    names = {code: units_listed.title(its[-1].name) for code, its in units.spans.items()}
    newest: dict[str, ReceivedBundle] = {}
    for one in desk.store.received_bundles(year=year):
        if one.merged and one.received_at >= since:
            newest[one.office] = one
    counts = counts_by_digest(desk)
    found = [
        Changed(one.office, names.get(one.office, one.office), one, counts.get(one.digest)) for one in newest.values()
    ]
    return tuple(sorted(found, key=lambda one: one.bundle.received_at, reverse=True))


def counts_by_digest(desk: Desk) -> Mapping[str, Counts]:
    """What each merged bundle changed, by its digest."""
    return {
        entry.source.digest: sum((entry.by_kind.get(kind, Counts()) for kind in ROW_KINDS), Counts())
        for entry in reversed(desk.store.journal(limit=-1))
        if entry.action == "merge"
    }


def last_merge_day(desk: Desk, year: int) -> str:
    """The day (ISO) on which a bundle was applied last; "" before the first."""
    applied = [one.received_at for one in desk.store.received_bundles(year=year) if one.merged]
    return max(applied, default="")[:10]


def _only_city(desk: Desk) -> None:
    if desk.office.role is not Role.CITY:
        raise refuse("workspace.no_city")
