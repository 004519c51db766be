"""One office at the city: the bundles that came of it, its rows in a period, what each merged bundle changed."""

from __future__ import annotations

from dataclasses import dataclass

from nq57desk.domain.changes import Counts
from nq57desk.domain.organisation import Role
from nq57desk.domain.periods import closing_month
from nq57desk.domain.short_code import short_code
from nq57desk.domain.snapshot import ReceivedBundle
from nq57desk.domain.submission import Cell
from nq57desk.errors import refuse
from nq57desk.store import city_reading
from nq57desk.store.city_reading import Row
from nq57desk.usecases.asking import period_asked
from nq57desk.usecases.city_gathering import counts_by_digest
from nq57desk.usecases.city_matrix import MatrixRow, rows_of
from nq57desk.usecases.city_tables import JudgedTask, judged_office
from nq57desk.workspace import Desk


@dataclass(frozen=True, slots=True)
class BundleLine:
    """A bundle that came. ``counts`` are what its merge changed, None of one that was not merged; ``code`` is the
    file's own code, ``in_force``: its data are those shown."""

    bundle: ReceivedBundle
    code: str
    counts: Counts | None
    in_force: bool


@dataclass(frozen=True, slots=True)
class OfficePeriod:
    """All of one office for one month."""

    row: MatrixRow
    cell: Cell
    bundles: tuple[BundleLine, ...]
    tasks: tuple[tuple[Row, JudgedTask], ...]


def office_period(desk: Desk, *, office: str, period: str) -> OfficePeriod:
    """What the city has of an office for a month; bundles newest first.

    Raises:
        Refused: "workspace.no_city", "city.unknown_office", or the text names no period.
    """
    if desk.office.role is not Role.CITY:
        raise refuse("workspace.no_city")
    month = closing_month(period_asked(desk, period))
    row = next((one for one in rows_of(desk, (month,)) if one.unit.code == office), None)
    if row is None:
        raise refuse("city.unknown_office", office=office[:20])
    counts = counts_by_digest(desk)
    received = sorted(
        desk.store.received_bundles(office=office, year=month.year),
        key=lambda one: (one.sequence, one.received_at),
        reverse=True,
    )
    applied = next((one.digest for one in received if one.outcome.value == "applied"), "")
    lines = tuple(
        BundleLine(one, short_code(one.digest), counts.get(one.digest), one.digest == applied) for one in received
    )
    judged = judged_office(desk, month, office)
    words = {row.id: row for row in city_reading.rows(desk.store, "task", [(one.office, one.id) for one in judged])}
    tasks = tuple((words[one.id], one) for one in judged if one.id in words)
    return OfficePeriod(row, row.cells[0], lines, tasks)
