"""The city's report calendar at a ward: what its card says, against what the ward counts by, and taking it over.

Decides that a card changes no due day by itself: the days are shown beside the ward's own, and a person takes them or
leaves them. What was taken counts until it is left or another calendar is taken; a newer card is offered again. What a
person left is not asked about again until the card says something else.
"""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass, replace
from datetime import date

from nq57desk import settings
from nq57desk.domain.periods import city_due_day, read_period
from nq57desk.errors import refuse
from nq57desk.usecases import trusting
from nq57desk.usecases.changing import writable
from nq57desk.usecases.paper_memory import keep
from nq57desk.usecases.settings_edits import SettingChanged
from nq57desk.workspace import Desk

LEFT = "calendar.city_left"
"""The setting with the mark of the calendar that a person left alone."""


@dataclass(frozen=True, slots=True)
class CityDay:
    """A period's last day for the bundle: by the ward's own rule, and as the city's card says."""

    period: str
    own: date
    city: date


@dataclass(frozen=True, slots=True)
class CityCalendar:
    """The trusted city's calendar. ``taken``: it is what the ward counts by now; ``outdated``: an older one of the
    city is; ``ask``: a person has neither taken nor left it, and it says other days than the ward counts by."""

    city: str
    days: tuple[CityDay, ...]
    taken: bool
    outdated: bool
    ask: bool

    @property
    def differing(self) -> tuple[CityDay, ...]:
        """The periods of which the city says another day."""
        return tuple(one for one in self.days if one.own != one.city)


def offered(desk: Desk) -> CityCalendar | None:
    """The calendar of the trusted city's card; None where there is none."""
    city = trusting.trusted(desk)
    if city is None or not city.calendar:
        return None
    own = replace(settings.calendar(desk.store), city_due_days=())
    days = tuple(
        CityDay(one.period, city_due_day(one.period, own), one.last_day)
        for one in city.calendar
        if read_period(one.period) is not None
    )
    counted = dict(settings.calendar(desk.store).city_due_days)
    taken = all(counted.get(one.period) == one.city for one in days)
    differs = any(counted.get(one.period, one.own) != one.city for one in days)
    asked = desk.store.setting(LEFT) != _mark(days)
    return CityCalendar(city.office.name, days, taken, bool(counted) and not taken, differs and asked)


def take(desk: Desk) -> SettingChanged:
    """Count by the city's days from now on; a step that can be undone.

    Raises:
        Refused: read-only, or "calendar.no_city_days".
    """
    writable(desk)
    found = offered(desk)
    if found is None:
        raise refuse("calendar.no_city_days")
    earlier = dict(settings.calendar(desk.store).city_due_days)
    days = {**earlier, **{one.period: one.city for one in found.days}}
    told = {period: day.isoformat() for period, day in days.items()}
    return keep(desk, settings.CITY_DAYS, json.dumps(told, sort_keys=True, separators=(",", ":")))


def leave(desk: Desk) -> SettingChanged:
    """Count by the own rule, and do not ask about this calendar again.

    Raises:
        Refused: read-only.
    """
    writable(desk)
    found = offered(desk)
    if found is not None:
        desk.store.set_setting(LEFT, _mark(found.days), who=desk.who, at=desk.now())
    return keep(desk, settings.CITY_DAYS, "")


def _mark(days: tuple[CityDay, ...]) -> str:
    text = " ".join(f"{one.period}={one.city.isoformat()}" for one in days)
    return hashlib.sha256(text.encode()).hexdigest()[:16]
