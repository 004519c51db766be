"""The units as this office knows them over time: the city's list of those that report, a ward's own name.

Decides what is known without any change: at the city of Hải Phòng its shipped list, elsewhere (and for a sample) the
offices whose cards were taken; an office that is enrolled though it is not on the list is known too. A card that comes
with another name renames nothing: the listed name stays until a person records since when the new one holds.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from nq57desk import settings
from nq57desk.domain.names import strict_name
from nq57desk.domain.organisation import Office, Role
from nq57desk.domain.paper_defaults import unit_of
from nq57desk.domain.periods import Period, PeriodKind, months, read_period, window
from nq57desk.domain.units import NamedUnit, Register, Span, UnitChange, register
from nq57desk.domain.vietnamese import fold
from nq57desk.errors import refuse
from nq57desk.store import city_reading
from nq57desk.store import units as kept
from nq57desk.usecases.shipped_units import units as shipped
from nq57desk.workspace import Desk

LISTED = "units.listed/"
"""How the keys begin under which a listed name stays that the office's card no longer bears."""


def known(desk: Desk) -> Register:
    """The units over time, as the module says; at a ward its own name."""
    return with_changes(desk, kept.changes(desk.store))


def with_changes(desk: Desk, changes: Sequence[UnitChange]) -> Register:
    """The units as they would be with these changes."""
    return register(_base(desk), changes)


def _base(desk: Desk) -> tuple[NamedUnit, ...]:
    own = desk.office
    if own.role is Role.WARD:
        return (NamedUnit(own.code, own.name),)
    stays = city_reading.settings_like(desk.store, LISTED)
    wards = (one for one in desk.store.offices() if one.role is Role.WARD)
    found = {one.code: NamedUnit(one.code, stays.get(one.code, one.name)) for one in wards}
    return tuple({**found, **(_shipped() if follows_shipped(desk) else {})}.values())


def _shipped() -> dict[str, NamedUnit]:
    return {one.code: NamedUnit(one.code, f"{one.kind} {one.name}") for one in shipped()}


def follows_shipped(desk: Desk) -> bool:
    """Whether the shipped list is this city's."""
    return "hai phong" in fold(desk.office.name) and not desk.office.sample


def on_card(desk: Desk) -> tuple[Span, ...]:
    """The units that a city's card names: those valid today of the shipped list and of the enrolled offices."""
    base = {**_shipped(), **{one.code: one for one in _base(desk)}}
    return register(tuple(base.values()), kept.changes(desk.store)).valid(desk.today)


def last_day(desk: Desk, period: Period) -> date:
    """The day on which a period's units and names are looked up: its last."""
    return window(period, settings.calendar(desk.store))[1]


def former(desk: Desk, units: Register, month: Period) -> dict[str, str]:
    """Code -> name of those that were units in an earlier month of the month's year and are none in it."""
    if not units.changes:
        return {}
    now = {one.code for one in units.valid(last_day(desk, month))}
    earlier = months(Period(month.year, PeriodKind.YEAR))[: month.ordinal - 1]
    found = {one.code: one.name for each in earlier for one in units.valid(last_day(desk, each))}
    return {code: name for code, name in found.items() if code not in now}


def counts_in(desk: Desk, units: Register, office: str, period: str) -> bool:
    """Whether an office's figure of a period counts: it was a unit on the period's last day."""
    it = read_period(period) if units.changes else None
    return it is None or units.on(office, last_day(desk, it)) is not None


def name_today(desk: Desk, units: Register, office: Office) -> str:
    """An enrolled office's name in the city's list today, which a correction or renaming there changes; else its own
    card's."""
    return units.name_then(office.code, desk.today) or office.name


def title(name: str) -> str:
    """ "Phường Sao Mai" of "Ủy ban nhân dân phường Sao Mai"; any other name as it stands."""
    kind, own = unit_of(name)
    return f"{kind.capitalize()} {own}" if kind else name


def check_valid(desk: Desk, *, office: str, period: str) -> None:
    """Whether an office is to report a period. Asked of each bundle: of a code that no change names it costs one read.

    Raises:
        Refused: "bundle.unit_closed", "bundle.unit_not_yet".
    """
    it = read_period(period)
    if it is None or not any(office in one.codes for one in kept.changes(desk.store)):
        return
    units, day = known(desk), last_day(desk, it)
    if units.on(office, day) is not None:
        return
    its = units.spans.get(office, ())
    ended = its[-1].until if its else None
    if ended is not None and ended < day:
        follows = ", ".join(f"{title(one.name)} ({one.code})" for one in units.successors(office))
        raise refuse(
            "bundle.unit_closed",
            name=title(its[-1].name),
            period=it.code,
            until=f"{ended:%d/%m/%Y}",
            follows=follows or "–",
        )
    since = its[0].since if its else None
    raise refuse("bundle.unit_not_yet", office=office, period=it.code, since=f"{since:%d/%m/%Y}" if since else "–")


def keep_listed_name(desk: Desk, before: Office, card: Office) -> str:
    """A card came with another name than the listed one: the list keeps the old one. The listed name; "" where the
    card agrees with it."""
    now = known(desk).last(card.code)
    listed = now.name if now is not None else before.name
    if strict_name(title(listed)) == strict_name(title(card.name)):
        return ""
    if not city_reading.settings_like(desk.store, LISTED + card.code):
        desk.store.set_setting(LISTED + card.code, before.name, who=desk.who, at=desk.now())
    return listed


def named_then(desk: Desk, period: str = "", on: date | None = None) -> Office:
    """The own office under the name that it had on a period's last day, else on a day, else now."""
    it = read_period(period)
    day = last_day(desk, it) if it is not None else on
    if day is None or not kept.changes(desk.store):
        return desk.office
    its, code = known(desk), desk.office.code
    then = its.on(code, day)
    return desk.office if then is None or then == its.last(code) else replace(desk.office, name=then.name)


def own_names(desk: Desk) -> tuple[Span, ...]:
    """The names that this office had, oldest first; the last is the present one."""
    its = known(desk).spans.get(desk.office.code, ())
    return (*its[:-1], replace(its[-1], name=desk.office.name)) if its else ()
