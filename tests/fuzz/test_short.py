"""The short form: the same few hundred inputs of each kind in every run. The long form: ``python -m tests.fuzz``."""

from __future__ import annotations

import pytest

from tests.fuzz import campaign
from tests.fuzz.targets import TARGETS

ROUNDS = {"docx": 25, "xlsx": 25, "xls": 30, "pdf": 15, "html": 60, "pasted": 60, "text": 60, "pasted text": 60}
_ROUNDS = 120
"""Of what costs a millisecond or less."""


@pytest.mark.parametrize("name", TARGETS)
def test_what_nobody_changed_is_read(name: str) -> None:
    target = TARGETS[name]
    assert {target.outcome(data) for data in target.samples()} == {"read"}


@pytest.mark.parametrize("name", TARGETS)
def test_hostile_input_is_read_or_refused(name: str) -> None:
    tally = campaign.run("short", [name], rounds=ROUNDS.get(name, _ROUNDS))
    assert tally.finds == {}
    assert tally.executions == ROUNDS.get(name, _ROUNDS)


@pytest.mark.parametrize("name", TARGETS)
def test_a_seed_makes_the_same_input_each_time(name: str) -> None:
    target = TARGETS[name]
    assert target.make(f"short:{name}:7") == target.make(f"short:{name}:7")
