"""A bundle sealed to the city: only the city opens it, another recipient is told apart from damage."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from nq57desk.bundle import signing
from nq57desk.errors import Refused
from nq57desk.sentences import sentence
from nq57desk.usecases import bundles, city, keys, sending, trusting
from nq57desk.usecases.bundles import BundleMade
from tests.bundle import made as plain
from tests.bundle import offices
from tests.bundle.answered import Both, known


@pytest.fixture
def both(tmp_path: Path) -> Iterator[Both]:
    with known(tmp_path) as opened:
        yield opened


@pytest.fixture
def sealed(both: Both) -> BundleMade:
    return sending.make(both.ward, path=both.folder / "sealed.nq57", period="2026-11", seal=True)


def outcome(both: Both, file: Path) -> tuple[str, str]:
    (one,) = city.merge(both.city, paths=[file]).bundles
    assert all(sentence(problem) for problem in one.problems)
    return one.outcome.value, one.problems[0].code if one.problems else ""


def test_the_city_merges_a_sealed_bundle(both: Both, sealed: BundleMade) -> None:
    data = sealed.file.read_bytes()
    assert (sealed.sealed_for, sealed.size) == (both.city.office.code, len(data))
    assert signing.is_sealed(data)
    assert b"Sao Mai" not in data
    assert outcome(both, sealed.file) == ("applied", "")
    assert both.city.store.received_bundles()[0].digest == sealed.digest
    assert outcome(both, sealed.file)[0] == "already_received"


def test_the_same_bundle_sealed_twice_or_open_is_one(both: Both, sealed: BundleMade) -> None:
    outcome(both, sealed.file)
    kept = both.ward.store.made_bundles()[0]
    assert kept.sealed_for == both.city.office.code
    again = both.folder / "again.nq57"
    again.write_bytes(signing.seal(both.city.office.seal_recipient, (both.ward.folder / kept.file).read_bytes()))
    assert again.read_bytes() != sealed.file.read_bytes()
    assert outcome(both, again)[0] == "already_received"
    assert outcome(both, both.ward.folder / kept.file)[0] == "already_received"


def test_the_sender_cannot_open_it_any_more_the_city_can(both: Both, sealed: BundleMade) -> None:
    with pytest.raises(Refused, match=r"bundle\.sealed"):
        bundles.show_bundle(sealed.file)
    shown = bundles.show_bundle(sealed.file, keys_folder=both.city.keys_folder)
    assert (shown.digest, shown.sealed, shown.size) == (sealed.digest, True, sealed.size)
    checked = bundles.check_bundle(sealed.file, known=both.city.store.offices(), keys_folder=both.city.keys_folder)
    assert checked.valid


def test_another_recipient_is_told_apart_from_damage(both: Both, sealed: BundleMade, keys: signing.Keys) -> None:
    inside = (both.ward.folder / both.ward.store.made_bundles()[0].file).read_bytes()
    other, data = both.folder / "other.nq57", sealed.file.read_bytes()
    other.write_bytes(signing.seal(keys.public.seal_recipient, inside))
    assert outcome(both, other) == ("rejected", "bundle.other_recipient")
    header = data.index(b"\n--- ")
    for name, damaged in {
        "cut": data[:-20],
        "longer": data + b"x",
        "body": data[: header + 200] + bytes([data[header + 200] ^ 1]) + data[header + 201 :],
        "short": data[:60],
    }.items():
        file = both.folder / f"{name}.nq57"
        file.write_bytes(damaged)
        assert outcome(both, file) == ("rejected", "bundle.seal_damaged"), name


def test_what_was_sealed_may_itself_be_hostile(both: Both) -> None:
    for name, inside, code in (
        ("text", b"%PDF-1.7", "bundle.wrong_type"),
        ("twice", signing.seal(both.city.office.seal_recipient, b"PK"), "bundle.wrong_type"),
        ("card", both.ward_card().read_bytes(), "bundle.other_file"),
    ):
        file = both.folder / f"{name}.nq57"
        file.write_bytes(signing.seal(both.city.office.seal_recipient, inside))
        assert outcome(both, file) == ("rejected", code), name


def test_a_bundle_sealed_to_the_citys_old_key_is_still_opened(both: Both, sealed: BundleMade) -> None:
    keys.renew_keys(both.city, reason="máy cũ hỏng")
    assert outcome(both, sealed.file) == ("applied", "")


def test_without_a_city_nothing_is_sealed(tmp_path: Path) -> None:
    with offices.opened(tmp_path / "ward", offices.SAO_MAI) as ward:
        offices.change(ward, *plain.RECORDS)
        assert trusting.trusted_city(ward) is None
        with pytest.raises(Refused, match=r"bundle\.no_recipient"):
            sending.make(ward, path=tmp_path / "a.nq57", period="2026-11", seal=True)
        assert not (tmp_path / "a.nq57").exists()
        assert ward.store.made_bundles() == []
