"""The program is killed while it saves, imports, merges, migrates, backs up, restores, and makes papers and bundles.

Twenty kills in every run, a thousand in the long form; NQ57_KILLS and NQ57_SEED set other numbers.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from random import Random

import pytest

from tests.faults import offices
from tests.faults.actions import ACTIONS
from tests.faults.harness import Harness, Tally

HAS_FORK = hasattr(os, "fork")
SEED = int(os.environ.get("NQ57_SEED", "57"))
SHORT, LONG, BLOCKS = 20, 1000, 20


@pytest.fixture(scope="module")
def harness(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Harness]:
    root = tmp_path_factory.mktemp("kills")
    offices.build(root / "templates")
    with Harness(root / "templates", root / "work") as found:
        yield found


def kill_many(harness: Harness, many: int, *, seed: int, again_each: int) -> Tally:
    """So many kills over all actions in turn."""
    random, tally = Random(seed), Tally()
    names = list(ACTIONS)
    random.shuffle(names)
    for n in range(many):
        harness.kill(names[n % len(names)], random, tally, again=n % again_each == 0)
    print(f"seed {seed}: {tally}", file=sys.stderr)
    return tally


def test_killed_at_any_moment(harness: Harness) -> None:
    many = int(os.environ.get("NQ57_KILLS", SHORT))
    tally = kill_many(harness, many, seed=SEED, again_each=4)
    assert tally.wrong == []
    assert sum(tally.tried.values()) == many
    assert tally.hit > 0


def test_a_process_of_its_own_is_killed(harness: Harness) -> None:
    random, tally = Random(SEED), Tally()
    for action in ("import", "merge", "restore"):
        harness.kill_process(action, random, tally)
    assert tally.wrong == []
    assert sum(tally.tried.values()) == 3


@pytest.mark.long
@pytest.mark.parametrize("block", range(BLOCKS))
def test_killed_a_thousand_times(harness: Harness, block: int) -> None:
    """In blocks, each with a seed of its own, so that none takes longer than a test may."""
    many = int(os.environ.get("NQ57_KILLS", LONG)) // BLOCKS
    tally = kill_many(harness, many, seed=SEED + 1 + block, again_each=3)
    assert tally.wrong == []
    assert tally.hit > sum(tally.tried.values()) // 2
