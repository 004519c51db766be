"""An office's public card."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from nq57desk.bundle import cards, envelope, signing
from nq57desk.bundle.cards import ListedUnit, ReportWindow
from nq57desk.domain.organisation import Office, Role
from nq57desk.errors import Refused
from tests.bundle import made

WARD = Office(made.CODE, "Ủy ban nhân dân phường Sao Mai", governing="Thành phố Biển Xanh", installation="pc-1")


def refusal(file: bytes) -> str:
    with pytest.raises(Refused) as refused:
        cards.read_card(file)
    return refused.value.problems[0].code


def test_a_card_carries_the_office_and_both_public_keys(keys: signing.Keys) -> None:
    card = cards.read_card(cards.make_card(WARD, keys))
    public = keys.public
    assert card.office == replace(WARD, sign_key=public.sign_key, seal_recipient=public.seal_recipient)
    assert card.units == ()


def test_a_citys_card_lists_its_units_and_its_calendar(keys: signing.Keys) -> None:
    units = (ListedUnit("90001", "phường Sao Mai"), ListedUnit("90002", "xã Bình Minh"))
    calendar = (ReportWindow("2026-11", date(2026, 11, 16), date(2026, 11, 20)),)
    city = Office("31", "Ủy ban nhân dân thành phố Biển Xanh", Role.CITY, sample=True)
    card = cards.read_card(cards.make_card(city, keys, units, calendar))
    assert (card.units, card.calendar) == (units, calendar)
    assert card.office.role is Role.CITY
    assert card.office.sample


def test_every_changed_byte_of_a_card_is_seen(keys: signing.Keys) -> None:
    file = cards.make_card(WARD, keys)
    codes = {refusal(file[:at] + bytes([file[at] ^ 1]) + file[at + 1 :]) for at in range(len(file))}
    assert codes <= {"bundle.wrong_type", "bundle.truncated", "bundle.damaged", "bundle.unsafe_name", "bundle.bomb"}


def rewritten(keys: signing.Keys, office: str = made.CODE, **changes: Any) -> bytes:
    """The card with other fields, signed anew by the same key."""
    opened = envelope.open_envelope(cards.MEMBER, cards.WHAT, cards.make_card(WARD, keys))
    data = json.dumps({**json.loads(opened.data), **changes}).encode()
    return envelope.close(cards.MEMBER, data, keys, envelope.comment(cards.WHAT, office=office))


@pytest.mark.parametrize(
    "changes",
    [
        {"code": "../../x"},
        {"code": ""},
        {"code": 5},
        {"name": None},
        {"role": "province"},
        {"sample": "no"},
        {"sign_key": "RW"},
        {"seal_recipient": "age1"},
        {"units": {}},
        {"units": [{"code": "1"}]},
        {"calendar": [{"period": "2026-13", "first_day": "2026-01-01", "last_day": "2026-01-02"}]},
        {"calendar": [{"period": "2026-11", "first_day": "2026-02-30", "last_day": "2026-03-02"}]},
    ],
)
def test_a_card_with_a_wrong_member(keys: signing.Keys, changes: dict[str, Any]) -> None:
    assert refusal(rewritten(keys, **changes)) == "card.contents"


def test_a_card_of_a_newer_program(keys: signing.Keys) -> None:
    assert refusal(rewritten(keys, min_reader=2)) == "card.newer_format"


def test_a_card_with_further_members_is_read(keys: signing.Keys) -> None:
    assert cards.read_card(rewritten(keys, format=2, email="a@b")).office.code == made.CODE


def test_a_card_signed_by_another_than_its_own_key(keys: signing.Keys, other_keys: signing.Keys) -> None:
    assert refusal(rewritten(keys, sign_key=other_keys.public.sign_key)) == "card.signature"


def test_a_card_whose_comment_names_another_office(keys: signing.Keys) -> None:
    assert refusal(rewritten(keys, office="90002")) == "card.signature"


def test_a_deep_card(keys: signing.Keys) -> None:
    data = b'{"a":' + b"[" * 50_000 + b"]" * 50_000 + b"}"
    file = envelope.close(cards.MEMBER, data, keys, envelope.comment(cards.WHAT, office="1"))
    assert refusal(file) == "bundle.deep_json"


@pytest.mark.parametrize(
    ("file", "code"), [(b"", "bundle.truncated"), (b"PK", "bundle.truncated"), (b"%PDF-1.7", "bundle.wrong_type")]
)
def test_other_files(file: bytes, code: str) -> None:
    assert refusal(file) == code


def test_a_bundle_is_no_card(keys: signing.Keys) -> None:
    assert refusal(made.bundle(keys).file) == "bundle.other_file"
