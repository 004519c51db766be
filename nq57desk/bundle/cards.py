"""An office's public card (.nq57card): who it is and both its public keys, signed by itself.

A self-signature proves only that card and key belong together. That the key is the office's is proved by two
people comparing the fingerprint by telephone, or by the card's having come by hand.
"""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from nq57desk.bundle import envelope, json_form, limits, signing
from nq57desk.bundle.json_form import PERIOD, SAFE_CODE, Fields
from nq57desk.domain.organisation import Office, Role
from nq57desk.domain.vietnamese import has_invisible
from nq57desk.errors import Refused, refuse

MEMBER = "card.json"
WHAT = "card"
FORMAT = 1
_CODE = "card.contents"
_MOST_LISTED = 10_000
EMAIL = re.compile(r"[A-Za-z0-9._%+-]{1,64}@[A-Za-z0-9-]{1,63}(\.[A-Za-z0-9-]{1,63})+")
"""One plain address: it goes into a letter's head, so nothing that could add another line to it."""


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
    """A read card. ``units``, ``calendar`` and ``email`` come with a city's card only.

    ``since``: the first day of its key where it took another's place, with that key's fingerprint (``replaces``) and
    the ``reason``.
    """

    office: Office
    units: tuple[ListedUnit, ...] = ()
    calendar: tuple[ReportWindow, ...] = ()
    email: str = ""
    since: date | None = None
    replaces: str = ""
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Renewed:
    """That a key took another's place: since when, the fingerprint of the one before, and why."""

    since: date
    replaces: str
    reason: str


def make_card(
    office: Office,
    keys: signing.Keys,
    units: Sequence[ListedUnit] = (),
    calendar: Sequence[ReportWindow] = (),
    *,
    email: str = "",
    renewed: Renewed | None = None,
) -> bytes:
    """The bytes of the office's card, with the keys that lie in its folder."""
    own = replace(office, sign_key=keys.public.sign_key, seal_recipient=keys.public.seal_recipient)
    card = Card(own, tuple(units), tuple(calendar), email)
    if renewed is not None:
        card = replace(card, since=renewed.since, replaces=renewed.replaces, reason=renewed.reason)
    data = _encode(card)
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
        **({"email": card.email} if card.email else {}),
        **(
            {"since": card.since.isoformat(), "replaces": card.replaces, "reason": card.reason}
            if card.since is not None
            else {}
        ),
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
    card = Card(
        _office(top),
        _units(top),
        _calendar(top),
        _email(top),
        top.day("since") if top.has("since") else None,
        top.text("replaces", longest=40) if top.has("replaces") else "",
        top.text("reason", longest=500) if top.has("reason") else "",
    )
    if opened.claims.get("office") != card.office.code:
        raise refuse("card.signature")
    try:
        opened.verify(card.office.sign_key)
    except Refused:
        raise refuse("card.signature") from None
    return card


def _email(top: Fields) -> str:
    """The address, where it is one that can stand in a letter's head; anything else is passed over."""
    said = top.text("email") if top.has("email") else ""
    return said if EMAIL.fullmatch(said) else ""


def _office(top: Fields) -> Office:
    role = top.text("role")
    if role not in {member.value for member in Role}:
        raise top.wrong("role")
    for name in ("name", "governing"):
        if has_invisible(top.text(name)):
            raise top.wrong(name)
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
