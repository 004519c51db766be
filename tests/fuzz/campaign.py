"""A campaign: many hostile inputs, each made from a seed and a number, with the finds told apart and kept by seed.

What is a find: an exception that is no refusal, a signed file believed though it was changed, more processor time than
``PATIENCE``, and (in a child process, see ``__main__``) an end of the whole process. A ``MemoryError`` counts as
"limit": the program's own child process ends there with its sentence.
"""

from __future__ import annotations

import os
import signal
import sys
import time
import traceback
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from types import FrameType

from tests.fuzz.targets import TARGETS, Target

PATIENCE = 20.0
"""Seconds of processor time for one small input. The program's own limit is 120 for a file of 60 MiB."""


class Hung(BaseException):
    """The time for one input is over; no reader may take it for an exception of its own."""


@dataclass(frozen=True, slots=True)
class Find:
    """``seed`` makes the input again: ``TARGETS[target].make(seed)``. ``where`` is the fault and its last call."""

    target: str
    seed: str
    where: str


@dataclass(slots=True)
class Tally:
    """Inputs tried by target and outcome, and what was found: the first of each kind."""

    outcomes: Counter[tuple[str, str]] = field(default_factory=Counter)
    finds: dict[tuple[str, str], Find] = field(default_factory=dict)
    slowest: dict[str, tuple[float, str]] = field(default_factory=dict)
    """For each target the seconds of processor time of its slowest input, and that input's seed."""

    @property
    def executions(self) -> int:
        return sum(self.outcomes.values())

    def add(self, other: Tally) -> None:
        """What another slice of the campaign gave."""
        self.outcomes += other.outcomes
        self.finds = {**other.finds, **self.finds}
        for name, one in other.slowest.items():
            self.slowest[name] = max(self.slowest.get(name, one), one)


def names_of(chosen: Iterable[str] = ()) -> list[str]:
    """The targets' names, all where none is chosen."""
    return list(chosen) or list(TARGETS)


def seeds(seed: str, names: Iterable[str], start: int = 0) -> Iterator[tuple[str, str]]:
    """Target and seed of input after input, the targets in turn, without an end."""
    names, number = list(names), start
    while True:
        for name in names:
            yield name, f"{seed}:{name}:{number}"
        number += 1


@contextmanager
def patience(seconds: float = PATIENCE) -> Iterator[None]:
    """Raise ``Hung`` inside the block once it has used so much processor time."""

    def over(_number: int, _frame: FrameType | None) -> None:
        raise Hung

    if sys.platform == "win32":
        yield
        return
    before = signal.signal(signal.SIGPROF, over)
    signal.setitimer(signal.ITIMER_PROF, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)
        signal.signal(signal.SIGPROF, before)


def try_one(target: Target, seed: str, tally: Tally) -> None:
    """Make the input of a seed and run it."""
    data = target.make(seed)
    begun = time.process_time()
    try:
        with patience():
            outcome = target.outcome(data)
    except MemoryError:
        outcome = "limit"
    except (Exception, Hung) as fault:
        outcome = "find"
        where = _where(fault)
        tally.finds.setdefault((target.name, where), Find(target.name, seed, where))
    tally.outcomes[target.name, outcome] += 1
    took = (time.process_time() - begun, seed)
    tally.slowest[target.name] = max(tally.slowest.get(target.name, took), took)


def _where(fault: BaseException) -> str:
    calls = traceback.extract_tb(fault.__traceback__)
    ours = [call for call in calls if f"{os.sep}nq57desk{os.sep}" in call.filename]
    named = [f"{Path(call.filename).name}:{call.lineno}" for call in (*ours[-1:], *calls[-1:])]
    return f"{type(fault).__name__} {' '.join(dict.fromkeys(named))}"


def run(
    seed: str,
    names: Iterable[str] = (),
    *,
    seconds: float = 0.0,
    rounds: int = 0,
    start: int = 0,
    before_each: Callable[[str, Tally], None] = lambda _seed, _tally: None,
) -> Tally:
    """Try inputs for so many seconds, or so many of each target; ``before_each`` gets the seed and what is so far."""
    tally, chosen = Tally(), names_of(names)
    over = time.monotonic() + seconds
    for count, (name, one) in enumerate(seeds(seed, chosen, start)):
        if (rounds and count >= rounds * len(chosen)) or (seconds and time.monotonic() > over):
            return tally
        before_each(one, tally)
        try_one(TARGETS[name], one, tally)
    return tally
