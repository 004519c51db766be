"""Units renamed, merged, split, closed: what would happen is told first, then recorded in one transaction.

Decides that recording moves no row: it says which code is valid from which day, and which of the old units' unfinished
tasks carry on (for the officer to hold the new plan against). A backup is made before. A change is taken back only
while nothing came of it: no later change of its units, no bundle merged of a unit that it began.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date

from nq57desk.domain import units
from nq57desk.domain.organisation import Role
from nq57desk.domain.problems import Problem, Severity
from nq57desk.domain.progress import State
from nq57desk.domain.units import Kin, NamedUnit, Register, UnitChange, UnitChangeKind
from nq57desk.domain.vietnamese import tidy
from nq57desk.errors import Refused, refuse
from nq57desk.store import units as kept
from nq57desk.store.units import CarriedRow
from nq57desk.usecases import backups, units_listed
from nq57desk.usecases.changing import new_id, writable
from nq57desk.usecases.city_matrix import Expected, expected_unit
from nq57desk.usecases.city_tables import judged_office
from nq57desk.usecases.reasons import reason_said
from nq57desk.usecases.unit_previews import first_month, told
from nq57desk.workspace import Desk

NO_DAY = date.min
"""The day of a change that has none: a correction."""
_DAY = re.compile(r"(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})")
_OVER = (State.DONE, State.STOPPED)


@dataclass(frozen=True, slots=True)
class AskedChange:
    """A change as a person asks for it: ``before`` are codes, ``after`` the units from ``day`` on. ``carry``: the old
    units' unfinished tasks are said to carry on. A correction has no day of its own."""

    kind: UnitChangeKind
    day: date
    document: str
    before: tuple[str, ...]
    after: tuple[NamedUnit, ...] = ()
    carry: bool = False


@dataclass(frozen=True, slots=True)
class Preview:
    """What a change would do. ``said`` are sentences in their order; errors among ``problems`` refuse it."""

    change: UnitChange
    said: tuple[str, ...]
    problems: tuple[Problem, ...]
    carried: tuple[CarriedRow, ...]

    @property
    def errors(self) -> tuple[Problem, ...]:
        """What refuses it."""
        return tuple(one for one in self.problems if one.severity is Severity.ERROR)


@dataclass(frozen=True, slots=True)
class ListedUnit:
    """One unit of the list over time: the name of these days, who it continues, who continues it."""

    unit: Expected
    code: str
    name: str
    since: date | None
    until: date | None
    document: str
    before: tuple[Kin, ...]
    after: tuple[Kin, ...]


def read_day(text: str) -> date:
    """A day as a person types it, "01/7/2026" (or ISO).

    Raises:
        Refused: "units.bad_day".
    """
    plain = text.strip()
    found = _DAY.fullmatch(plain)
    try:
        day = date(int(found[3]), int(found[2]), int(found[1])) if found else date.fromisoformat(plain)
    except ValueError:
        raise refuse("units.bad_day", text=plain[:40]) from None
    if not 1990 <= day.year <= 2199:
        raise refuse("units.bad_day", text=plain[:40])
    return day


def listing(desk: Desk, *, on: date | None = None, every: bool = False) -> tuple[ListedUnit, ...]:
    """The units of a day (today), or with ``every`` all that were ever known, each under each of its names.

    Raises:
        Refused: "workspace.no_city".
    """
    _only_city(desk)
    known = units_listed.known(desk)
    enrolled = {one.code for one in desk.store.offices() if one.role is Role.WARD}
    spans = (one for its in known.spans.values() for one in its) if every else known.valid(on or desk.today)
    return tuple(
        ListedUnit(
            expected_unit(one.code, one.name, one.code in enrolled),
            one.code,
            one.name,
            one.since,
            one.until,
            one.document,
            known.predecessors(one.code),
            known.successors(one.code),
        )
        for one in sorted(spans, key=lambda one: (one.code, one.since or date.min))
    )


def changes(desk: Desk) -> tuple[UnitChange, ...]:
    """Everything recorded, newest first, those taken back too.

    Raises:
        Refused: "workspace.no_city".
    """
    _only_city(desk)
    return tuple(reversed(kept.changes(desk.store)))


def preview(desk: Desk, *, asked: AskedChange) -> Preview:
    """What would happen, without writing anything.

    Raises:
        Refused: "workspace.no_city".
    """
    _only_city(desk)
    known = units_listed.known(desk)
    change = _understood(known, asked, desk.today)
    problems = units.check(known, change)
    if any(one.severity is Severity.ERROR for one in problems):
        return Preview(change, (), problems, ())
    carried = tuple(_unfinished(desk, change)) if asked.carry else ()
    return Preview(change, told(desk, known, change, len(carried)), problems, carried)


def _understood(known: Register, asked: AskedChange, today: date) -> UnitChange:
    """The change with the names that its units have; a name left blank stays what it is."""
    before = tuple(NamedUnit(code, _name(known, code)) for code in map(tidy, asked.before))
    after = tuple(
        NamedUnit(tidy(one.code), tidy(one.name).replace("\n", " ") or _name(known, tidy(one.code)))
        for one in asked.after
    )
    fresh = frozenset(one.code for one in after if one.code not in known.spans)
    document = tidy(asked.document).replace("\n", " ")
    day = today if asked.kind is UnitChangeKind.CORRECTED else asked.day
    return UnitChange(new_id(), asked.kind, day, document, before, after, fresh)


def _name(known: Register, code: str) -> str:
    last = known.last(code)
    return last.name if last is not None else ""


def _unfinished(desk: Desk, change: UnitChange) -> Iterable[CarriedRow]:
    month = first_month(desk, change.day)
    for one in change.ends:
        for task in judged_office(desk, month, one.code):
            if task.state not in _OVER:
                yield (one.code, "task", task.id)


def apply(desk: Desk, *, asked: AskedChange) -> UnitChange:
    """Record a change, after a backup.

    Raises:
        Refused: "workspace.no_city", and what ``domain.units.check`` finds wrong; nothing is written then.
    """
    writable(desk)
    found = preview(desk, asked=asked)
    if found.errors:
        raise Refused(*found.errors)
    backups.make(desk, why="units")
    return kept.keep(desk.store, found.change, found.carried, who=desk.who, at=desk.now())


def withdraw(desk: Desk, *, change: str, reason: str) -> UnitChange:
    """Take a change back while nothing came of it; its number or its id names it.

    Raises:
        Refused: "workspace.no_city", "units.no_change", "units.reason", "units.change_later", "units.bundles_came".
    """
    writable(desk)
    _only_city(desk)
    recorded = kept.changes(desk.store)
    asked = change.strip()
    active = [one for one in recorded if not one.withdrawn]
    chosen = [one for one in active if asked and (one.id == asked or str(one.number) == asked)]
    if len(chosen) != 1:
        raise refuse("units.no_change", change=asked[:20])
    it, because = chosen[0], reason_said(reason, "units.reason")
    later = units.came_after(it, recorded)
    if later is not None:
        raise refuse("units.change_later", day=f"{later.day:%d/%m/%Y}")
    came = [one for code in sorted(it.fresh) for one in desk.store.received_bundles(office=code) if one.taken]
    if came:
        raise refuse("units.bundles_came", n=len(came), codes=", ".join(sorted(it.fresh)))
    backups.make(desk, why="units")
    return kept.withdraw(desk.store, it.id, because, who=desk.who, at=desk.now())


def again(desk: Desk, *, change: UnitChange, day: date) -> AskedChange:
    """A recorded change with another day, to be asked for anew after the first was taken back."""
    carry = bool(kept.carried(desk.store, change.id))
    return AskedChange(change.kind, day, change.document, tuple(one.code for one in change.before), change.after, carry)


def _only_city(desk: Desk) -> None:
    if desk.office.role is not Role.CITY:
        raise refuse("workspace.no_city")


def rename_own(desk: Desk, *, name: str, day: date, document: str = "") -> UnitChange:
    """The own office gets another name from a day on: papers of periods that ended before it keep the old one.

    Raises:
        Refused: "workspace.only_ward", "settings.empty_name", "units.same_name", "units.own_future", "units.own_later".
    """
    writable(desk)
    own, fresh = desk.office, tidy(name).replace("\n", " ")
    if own.role is not Role.WARD:
        raise refuse("workspace.only_ward")
    if not fresh:
        raise refuse("settings.empty_name")
    if len(fresh) > units.LONGEST_NAME:
        raise refuse("workspace.long_name", most=units.LONGEST_NAME)
    if fresh == own.name:
        raise refuse("units.same_name", name=fresh)
    if day > desk.today:
        raise refuse("units.own_future", day=f"{day:%d/%m/%Y}")
    last = units_listed.own_names(desk)[-1]
    if last.since is not None and last.since >= day:
        raise refuse("units.own_later", since=f"{last.since:%d/%m/%Y}")
    change = UnitChange(
        new_id(),
        UnitChangeKind.RENAMED,
        day,
        tidy(document).replace("\n", " "),
        (NamedUnit(own.code, own.name),),
        (NamedUnit(own.code, fresh),),
    )
    backups.make(desk, why="units")
    return kept.keep(desk.store, change, own=replace(own, name=fresh), who=desk.who, at=desk.now())


def withdraw_own(desk: Desk, *, reason: str) -> UnitChange:
    """Take the last renaming of the own office back.

    Raises:
        Refused: "workspace.only_ward", "units.own_none", "units.reason".
    """
    writable(desk)
    if desk.office.role is not Role.WARD:
        raise refuse("workspace.only_ward")
    active = [one for one in kept.changes(desk.store) if not one.withdrawn]
    if not active:
        raise refuse("units.own_none")
    because = reason_said(reason, "units.reason")
    own = replace(desk.office, name=active[-1].before[0].name)
    return kept.withdraw(desk.store, active[-1].id, because, own=own, who=desk.who, at=desk.now())
