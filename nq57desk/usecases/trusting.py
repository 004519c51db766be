"""Whom a ward takes for its city: one, by the card whose key's fingerprint two people compared.

The first card is taken as it comes, with its fingerprint shown for comparing. Another key under the same code (the city
renewed its keys), or another city, is taken only with the fingerprint said aloud: ``fingerprint`` given and right.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from nq57desk.bundle import signing
from nq57desk.bundle.cards import Card, ListedUnit, ReportWindow
from nq57desk.domain.check_letters import in_groups, typed
from nq57desk.domain.organisation import Office, Role
from nq57desk.domain.problems import Place, Problem, Severity, problem
from nq57desk.errors import Refused, refuse
from nq57desk.store.receipts import OfficeKey, keep_key
from nq57desk.usecases.bundles import placed
from nq57desk.usecases.changing import writable
from nq57desk.usecases.offices import read_card
from nq57desk.workspace import Desk

CITY = "exchange.city"
"""The setting with the trusted city's code."""
CARD = "exchange.city_card"
"""The setting with what else its card says: address for e-mail, units, calendar (JSON)."""


@dataclass(frozen=True, slots=True)
class Trusted:
    """The city as a ward knows it. ``listed``: the ward stands in its list of units (True where it has no list)."""

    office: Office
    fingerprint: str
    units: tuple[ListedUnit, ...] = ()
    calendar: tuple[ReportWindow, ...] = ()
    email: str = ""
    listed: bool = True
    problems: tuple[Problem, ...] = ()


def trusted_city(desk: Desk) -> Office | None:
    """The city whose card the ward took last; None before the first."""
    cities = [office for office in desk.store.offices() if office.role is Role.CITY]
    chosen = desk.store.setting(CITY)
    return next((one for one in cities if one.code == chosen), cities[0] if len(cities) == 1 else None)


def trust(desk: Desk, *, path: Path, fingerprint: str = "") -> Trusted:
    """A ward accepts its city's card; with ``fingerprint``, only if the key has it.

    Raises:
        Refused: "workspace.only_ward", "workspace.trust_role", "workspace.trust_fingerprint", "workspace.trust_sample",
            "workspace.trust_own_code", "workspace.trust_renewed" and "workspace.trust_other" (a fingerprint is needed),
            and what ``read_card`` refuses.
    """
    writable(desk)
    if desk.office.role is not Role.WARD:
        raise refuse("workspace.only_ward")
    card = read_card(path)
    try:
        _check(desk, card, fingerprint)
    except Refused as refused:
        raise Refused(*placed(refused.problems, path)) from None
    _keep(desk, card)
    found = trusted(desk)
    if found is None:
        raise refuse("receipt.no_city")
    return found


def _check(desk: Desk, card: Card, fingerprint: str) -> None:
    city = card.office
    if city.role is not Role.CITY:
        raise refuse("workspace.trust_role")
    if city.sample != desk.office.sample:
        raise refuse("workspace.trust_sample")
    if city.code == desk.office.code:
        raise refuse("workspace.trust_own_code", code=city.code)
    found = signing.fingerprint(city.sign_key)
    said = in_groups(typed(fingerprint))
    if said and said != found:
        raise refuse("workspace.trust_fingerprint", found=found, expected=fingerprint.strip())
    known = trusted_city(desk)
    if said or known is None:
        return
    if known.code != city.code:
        raise refuse("workspace.trust_other", known=known.name, name=city.name, found=found)
    if known.sign_key not in ("", city.sign_key):
        before = signing.fingerprint(known.sign_key)
        raise refuse("workspace.trust_renewed", name=city.name, known=before, found=found)


def _keep(desk: Desk, card: Card) -> None:
    city, at = card.office, desk.now()
    known = next((one for one in desk.store.offices() if one.code == city.code), None)
    replaced = known.sign_key if known is not None and known.sign_key != city.sign_key else ""
    desk.store.keep_office(city, who=desk.who, at=at)
    since = (card.since or desk.today).isoformat()
    key = OfficeKey(city.code, city.sign_key, since, replaced, card.reason, desk.who)
    keep_key(desk.store, key, who=desk.who, at=at)
    for name, value in ((CITY, city.code), (CARD, _encoded(card))):
        desk.store.set_setting(name, value, who=desk.who, at=at)


def _encoded(card: Card) -> str:
    said = {
        "code": card.office.code,
        "email": card.email,
        "units": [[unit.code, unit.name] for unit in card.units],
        "calendar": [[w.period, w.first_day.isoformat(), w.last_day.isoformat()] for w in card.calendar],
    }
    return json.dumps(said, ensure_ascii=False, separators=(",", ":"))


def has_calendar(desk: Desk) -> bool:
    """Whether the trusted city's card names the days on which reports are due."""
    told = json.loads(desk.store.setting(CARD) or "{}")
    city = trusted_city(desk) if told.get("calendar") else None
    return city is not None and city.code == told.get("code")


def trusted(desk: Desk) -> Trusted | None:
    """Everything that is known of the trusted city; None before the first card."""
    city = trusted_city(desk)
    if city is None:
        return None
    said = json.loads(desk.store.setting(CARD) or "{}")
    if said.get("code") != city.code:
        said = {}
    units = tuple(ListedUnit(code, name) for code, name in said.get("units", ()))
    calendar = tuple(
        ReportWindow(period, date.fromisoformat(first), date.fromisoformat(last))
        for period, first, last in said.get("calendar", ())
    )
    listed = not units or any(unit.code == desk.office.code for unit in units)
    missing = problem("workspace.trust_unlisted", Severity.NOTE, Place(), code=desk.office.code, name=city.name)
    return Trusted(
        office=city,
        fingerprint=signing.fingerprint(city.sign_key) if city.sign_key else "",
        units=units,
        calendar=calendar,
        email=str(said.get("email", "")),
        listed=listed,
        problems=() if listed else (missing,),
    )
