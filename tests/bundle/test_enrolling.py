"""The city takes wards' cards."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from nq57desk.bundle import cards, signing
from nq57desk.domain.organisation import Office, Role
from nq57desk.errors import Refused
from nq57desk.sentences import sentence
from nq57desk.usecases import city
from nq57desk.workspace import Desk
from tests.bundle import offices


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    with offices.opened(tmp_path / "city", offices.CITY) as opened:
        yield opened


def card(path: Path, office: Office, keys: signing.Keys) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(cards.make_card(office, keys))
    return path


def refusal(desk: Desk, *files: Path, replace: bool = False) -> str:
    with pytest.raises(Refused) as refused:
        city.enrol(desk, cards=files, replace=replace)
    assert sentence(refused.value.problems[0])
    return refused.value.problems[0].code


def test_a_card_is_taken(desk: Desk, tmp_path: Path, keys: signing.Keys) -> None:
    enrolled = city.enrol(desk, cards=[card(tmp_path / "a.nq57card", offices.SAO_MAI, keys)])
    assert enrolled.problems == ()
    assert list(enrolled.offices) == desk.store.offices()
    assert desk.store.offices()[0].sign_key == keys.public.sign_key


def test_the_same_card_again_changes_nothing(desk: Desk, tmp_path: Path, keys: signing.Keys) -> None:
    path = card(tmp_path / "a.nq57card", offices.SAO_MAI, keys)
    city.enrol(desk, cards=[path])
    entries = desk.store.journal()
    assert city.enrol(desk, cards=[path]).offices == tuple(desk.store.offices())
    assert desk.store.journal() == entries


def test_a_new_name_with_the_same_key_is_taken(desk: Desk, tmp_path: Path, keys: signing.Keys) -> None:
    city.enrol(desk, cards=[card(tmp_path / "a.nq57card", offices.SAO_MAI, keys)])
    city.enrol(desk, cards=[card(tmp_path / "b.nq57card", replace(offices.SAO_MAI, name="phường Mới"), keys)])
    assert [office.name for office in desk.store.offices()] == ["phường Mới"]


def test_another_key_needs_to_be_asked_for(
    desk: Desk, tmp_path: Path, keys: signing.Keys, other_keys: signing.Keys
) -> None:
    city.enrol(desk, cards=[card(tmp_path / "a.nq57card", offices.SAO_MAI, keys)])
    other = card(tmp_path / "b.nq57card", offices.SAO_MAI, other_keys)
    assert refusal(desk, other) == "card.key_differs"
    assert desk.store.offices()[0].sign_key == keys.public.sign_key
    city.enrol(desk, cards=[other], replace=True)
    assert desk.store.offices()[0].sign_key == other_keys.public.sign_key


@pytest.mark.parametrize(
    ("office", "code"),
    [
        (replace(offices.SAO_MAI, sample=True), "card.sample"),
        (replace(offices.SAO_MAI, role=Role.CITY), "card.not_ward"),
        (replace(offices.SAO_MAI, code="31"), "card.own_code"),
    ],
)
def test_cards_that_do_not_belong_here(
    desk: Desk, tmp_path: Path, keys: signing.Keys, office: Office, code: str
) -> None:
    assert refusal(desk, card(tmp_path / "a.nq57card", office, keys)) == code
    assert desk.store.offices() == []


def test_a_folder_of_cards_with_a_bad_one(desk: Desk, tmp_path: Path, keys: signing.Keys) -> None:
    card(tmp_path / "cards" / "a.nq57card", offices.SAO_MAI, keys)
    (tmp_path / "cards" / "b.nq57card").write_bytes(b"PK\3\4")
    enrolled = city.enrol(desk, cards=[tmp_path / "cards"])
    assert [office.code for office in enrolled.offices] == ["90001"]
    assert [(p.code, p.place.file) for p in enrolled.problems] == [("bundle.truncated", "b.nq57card")]


def test_no_card_at_all(desk: Desk, tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    assert refusal(desk, tmp_path / "empty") == "card.none"
    assert refusal(desk, tmp_path / "missing.nq57card") == "bundle.unreadable"


def test_only_a_city_enrols(tmp_path: Path, keys: signing.Keys) -> None:
    path = card(tmp_path / "a.nq57card", offices.SAO_MAI, keys)
    with offices.opened(tmp_path / "ward", replace(offices.SAO_MAI, code="90002")) as ward:
        assert refusal(ward, path) == "workspace.no_city"
