"""One office at the city: the bundles that came of it, its rows in a period, what each merged bundle changed."""

from __future__ import annotations

from dataclasses import dataclass

from nq57desk import settings
from nq57desk.domain.changes import Counts
from nq57desk.domain.organisation import Role
from nq57desk.domain.periods import Period, closing_month
from nq57desk.domain.short_code import short_code
from nq57desk.domain.snapshot import ReceivedBundle
from nq57desk.domain.submission import Cell, not_asked
from nq57desk.domain.units import Kin, Register
from nq57desk.errors import refuse
from nq57desk.store import city_reading
from nq57desk.store import units as kept_units
from nq57desk.store.city_reading import Row
from nq57desk.usecases import units_listed
from nq57desk.usecases.asking import period_asked
from nq57desk.usecases.city_gathering import counts_by_digest
from nq57desk.usecases.city_matrix import MatrixRow, expected_unit, rows_of
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
    before: tuple[Kin, ...] = ()
    """The units that it continues, and those that continue it (``after``)."""
    after: tuple[Kin, ...] = ()
    carried: tuple[Row, ...] = ()
    """The rows of those before it that were said to carry on."""


def office_period(desk: Desk, *, office: str, period: str) -> OfficePeriod:
    """What the city has of an office for a month; bundles newest first.

    Raises:
        Refused: "workspace.no_city", "city.unknown_office", or the text names no period.
    """
    if desk.office.role is not Role.CITY:
        raise refuse("workspace.no_city")
    month = closing_month(period_asked(desk, period))
    units = units_listed.known(desk)
    row = next((one for one in rows_of(desk, (month,)) if one.unit.code == office), None) or _not_then(
        desk, units, office, month
    )
    counts = counts_by_digest(desk)
    received = sorted(
        desk.store.received_bundles(office=office, year=month.year),
        key=lambda one: (one.sequence, one.received_at),
        reverse=True,
    )
    applied = next((one.digest for one in received if one.merged), "")
    lines = tuple(
        BundleLine(one, short_code(one.digest), counts.get(one.digest), one.digest == applied) for one in received
    )
    judged = judged_office(desk, month, office)
    words = {row.id: row for row in city_reading.rows(desk.store, "task", [(one.office, one.id) for one in judged])}
    tasks = tuple((words[one.id], one) for one in judged if one.id in words)
    before = units.predecessors(office)
    carried = [row for kin in before for row in kept_units.carried(desk.store, kin.change) if row[0] == kin.code]
    rows = city_reading.rows(desk.store, "task", [(of, id_) for of, kind, id_ in carried if kind == "task"])
    return OfficePeriod(row, row.cells[0], lines, tasks, before, units.successors(office), tuple(rows))


def _not_then(desk: Desk, units: Register, office: str, month: Period) -> MatrixRow:
    """The row of an office that was no unit of the month.

    Raises:
        Refused: "city.unknown_office".
    """
    name = units.name_then(office, units_listed.last_day(desk, month))
    if not name:
        raise refuse("city.unknown_office", office=office[:20])
    enrolled = any(one.code == office for one in desk.store.offices())
    one = not_asked(month, settings.calendar(desk.store))
    return MatrixRow(expected_unit(office, name, enrolled), (one,), 0, 0)
