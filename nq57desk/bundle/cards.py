"""An office's public card (.nq57card): who it is and both its public keys, signed by itself.

A self-signature proves only that card and key belong together. That the key is the office's is proved by two
people comparing the fingerprint by telephone, or by the card's having come by hand.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from nq57desk.bundle import envelope, json_form, limits, signing
from nq57desk.bundle.json_form import PERIOD, SAFE_CODE, Fields
from nq57desk.domain.organisation import Office, Role
from nq57desk.errors import Refused, refuse

MEMBER = "card.json"
WHAT = "card"
FORMAT = 1
_CODE = "card.contents"
_MOST_LISTED = 10_000


@dataclass(frozen=True, slots=True)
class ListedUnit:
    """One ward, commune or special zone that reports to the city."""

    code: str
    name: str


@dataclass(frozen=True, slots=True)
class ReportWindow:
    """One line of a city's report calendar: the period and the first and last day on which its report is due."""

    period: str
    first_day: date
    last_day: date


@dataclass(frozen=True, slots=True)
class Card:
    """A read card. ``units`` and ``calendar`` come with a city's card only."""

    office: Office
    units: tuple[ListedUnit, ...] = ()
    calendar: tuple[ReportWindow, ...] = ()


def make_card(
    office: Office, keys: signing.Keys, units: Sequence[ListedUnit] = (), calendar: Sequence[ReportWindow] = ()
) -> bytes:
    """The bytes of the office's card, with the keys that lie in its folder."""
    own = replace(office, sign_key=keys.public.sign_key, seal_recipient=keys.public.seal_recipient)
    data = _encode(Card(own, tuple(units), tuple(calendar)))
    return envelope.close(MEMBER, data, keys, envelope.comment(WHAT, office=office.code))


def _encode(card: Card) -> bytes:
    office = card.office
    fields = {
        "format": FORMAT,
        "min_reader": 1,
        "kind": WHAT,
        "code": office.code,
        "name": office.name,
        "role": office.role.value,
        "governing": office.governing,
        "installation": office.installation,
        "sample": office.sample,
        "sign_key": office.sign_key,
        "seal_recipient": office.seal_recipient,
        "units": [{"code": u.code, "name": u.name} for u in card.units],
        "calendar": [
            {"period": w.period, "first_day": w.first_day.isoformat(), "last_day": w.last_day.isoformat()}
            for w in card.calendar
        ],
    }
    return json.dumps(fields, ensure_ascii=False, indent=1).encode() + b"\n"


def read_card(file: bytes) -> Card:
    """The card in a file's bytes, once it is known to be signed by the key that it names.

    Raises:
        Refused: "card.newer_format", "card.contents" (a member is absent or not of its form), "card.signature"
            (not signed by its own key), "bundle.wrong_type", "bundle.other_file", "bundle.truncated", "bundle.damaged".
    """
    if len(file) > limits.CARD_BYTES:
        raise refuse("bundle.too_large", limit=limits.CARD_BYTES // limits.MIB)
    opened = envelope.open_envelope(MEMBER, WHAT, file)
    top = Fields(json_form.parse(opened.data, _CODE), _CODE)
    if top.number("min_reader", least=1) > FORMAT:
        raise refuse("card.newer_format", needed=top.number("min_reader"), known=FORMAT)
    card = Card(_office(top), _units(top), _calendar(top))
    if opened.claims.get("office") != card.office.code:
        raise refuse("card.signature")
    try:
        opened.verify(card.office.sign_key)
    except Refused:
        raise refuse("card.signature") from None
    return card


def _office(top: Fields) -> Office:
    role = top.text("role")
    if role not in {member.value for member in Role}:
        raise top.wrong("role")
    office = Office(
        code=top.text("code", SAFE_CODE),
        name=top.text("name"),
        role=Role(role),
        governing=top.text("governing"),
        sign_key=top.text("sign_key"),
        seal_recipient=top.text("seal_recipient"),
        installation=top.text("installation", longest=100),
        sample=top.take("sample", bool),
    )
    if not signing.is_sign_key(office.sign_key):
        raise top.wrong("sign_key")
    if not signing.is_seal_recipient(office.seal_recipient):
        raise top.wrong("seal_recipient")
    return office


def _units(top: Fields) -> tuple[ListedUnit, ...]:
    return tuple(
        ListedUnit(entry.text("code", SAFE_CODE), entry.text("name"))
        for entry in top.objects("units", most=_MOST_LISTED)
    )


def _calendar(top: Fields) -> tuple[ReportWindow, ...]:
    return tuple(
        ReportWindow(entry.text("period", PERIOD), entry.day("first_day"), entry.day("last_day"))
        for entry in top.objects("calendar", most=_MOST_LISTED)
    )
