"""The corpus of bundles: every kind of damage and hostility gets its own answer, and changes nothing."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from nq57desk.sentences import sentence
from nq57desk.usecases import city, quarantine
from nq57desk.workspace import Desk
from tests.builders.hostile_bundles import FOLDER, corpus
from tests.bundle import made, offices

EXPECTED: dict[str, list[str]] = json.loads((FOLDER / "expected.json").read_text(encoding="utf-8"))


@pytest.fixture
def enrolled(tmp_path: Path) -> Desk:
    with offices.opened(tmp_path / "city", offices.CITY):
        pass
    desk = offices.reopened(tmp_path / "city")
    city.enrol(desk, cards=[FOLDER / "ward.nq57card"])
    return desk


def test_the_files_are_those_that_are_expected() -> None:
    assert sorted(path.name for path in FOLDER.glob("*.nq57")) == sorted(EXPECTED)
    assert sum(path.stat().st_size for path in FOLDER.iterdir()) < 1_000_000


def test_the_builder_still_makes_the_same_answers(tmp_path: Path) -> None:
    keys, stranger = made.keys_in(tmp_path / "ward"), made.keys_in(tmp_path / "stranger")
    made_now = {name: [outcome, code] for name, (_data, outcome, code) in corpus(keys, stranger).items()}
    assert made_now == EXPECTED


@pytest.mark.parametrize(
    "name", sorted(name for name, (outcome, _) in EXPECTED.items() if outcome != "already_received")
)
def test_each_gets_its_own_answer(enrolled: Desk, name: str) -> None:
    with enrolled.store:
        before = offices.tables(enrolled)
        (one,) = city.merge(enrolled, paths=[FOLDER / name]).bundles
        codes = [found.code for found in one.problems]
        assert [one.outcome.value, codes[0] if codes else ""] == EXPECTED[name]
        assert all(name in sentence(found) or found.place.file == name for found in one.problems)
        kept = [found.name for found in quarantine.refused_files(enrolled)]
        assert kept == ([name] if one.outcome.value == "rejected" else [])
        if one.outcome.value != "applied":
            assert offices.tables(enrolled) == before
        assert enrolled.store.check() == ()


def test_a_folder_of_all_of_them(enrolled: Desk) -> None:
    with enrolled.store:
        looked = city.merge(enrolled, paths=[FOLDER], dry_run=True)
        assert {one.file.name for one in looked.bundles} == set(EXPECTED)
        assert not enrolled.bundles_folder.exists()
        done = {one.file.name: one.outcome.value for one in city.merge(enrolled, paths=[FOLDER]).bundles}
        twice = {"valid.nq57": "already_received", "valid-again.nq57": "applied"}
        assert done == {name: outcome for name, (outcome, _) in EXPECTED.items()} | twice
