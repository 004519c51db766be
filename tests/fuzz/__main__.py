"""The long fuzzing: ``python -m tests.fuzz --minutes 20 --seed 2026 [--target docx]…``.

Runs slices of the campaign in a child process with the memory limit of the program's own reader, so that an input which
ends the whole process is a find as well (not where it is that limit, for which the program has its sentence).
``--again SEED`` runs one input in this process and shows its traceback; ``--keep FILE`` writes that input. Prints one
line for each target, and each find with its seed. Exit status 1: finds.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import tempfile
import time
from collections import Counter
from dataclasses import asdict
from pathlib import Path
from typing import Any

from nq57desk.importing.boundaries import set_boundaries
from nq57desk.importing.limits import Limits
from tests.fuzz import campaign
from tests.fuzz.campaign import Find, Tally
from tests.fuzz.targets import TARGETS

_SLICE = 60.0
_STEP = 1_000_000
"""Each slice counts its inputs from another million, so that none is tried twice."""


def main() -> int:
    asked = _arguments()
    if asked.again:
        return _again(asked.again, asked.keep)
    if asked.at:
        return _child(asked)
    tally, begun, slices = Tally(), time.monotonic(), 0
    while (left := asked.minutes * 60 - (time.monotonic() - begun)) > 1:
        tally.add(_slice(asked, min(left, _SLICE), slices * _STEP))
        slices += 1
    _tell(tally, time.monotonic() - begun, asked.seed)
    return 1 if tally.finds else 0


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m tests.fuzz", description=__doc__)
    parser.add_argument("--minutes", type=float, default=20.0)
    parser.add_argument("--seed", default="2026")
    parser.add_argument("--target", action="append", default=[], choices=sorted(TARGETS))
    parser.add_argument("--again", metavar="SEED")
    parser.add_argument("--keep", metavar="FILE", type=Path)
    parser.add_argument("--at", type=Path, help=argparse.SUPPRESS)
    parser.add_argument("--seconds", type=float, help=argparse.SUPPRESS)
    parser.add_argument("--start", type=int, default=0, help=argparse.SUPPRESS)
    return parser.parse_args()


def _again(seed: str, keep: Path | None) -> int:
    target = TARGETS[seed.split(":")[1]]
    data = target.make(seed)
    if keep is not None:
        keep.write_bytes(data)
    with campaign.patience():
        print(target.outcome(data))
    return 0


def _child(asked: argparse.Namespace) -> int:
    """Work until the time is over; what is so far is written before each input, for whoever finds this process dead."""
    set_boundaries(Limits(seconds=3600))

    def tell(seed: str, tally: Tally) -> None:
        outcomes = [[*key, count] for key, count in tally.outcomes.items()]
        finds = [asdict(find) for find in tally.finds.values()]
        asked.at.write_text(json.dumps({"at": seed, "outcomes": outcomes, "finds": finds, "slowest": tally.slowest}))

    tell("", campaign.run(asked.seed, asked.target, seconds=asked.seconds, start=asked.start, before_each=tell))
    return 0


def _slice(asked: argparse.Namespace, seconds: float, start: int) -> Tally:
    """One child's work; where it ended otherwise, the input that it was at is the find."""
    with tempfile.TemporaryDirectory(prefix="nq57desk-fuzz-") as folder:
        at = Path(folder, "at")
        targets = [word for name in asked.target for word in ("--target", name)]
        numbers = ["--seed", asked.seed, "--seconds", str(seconds), "--start", str(start), "--at", str(at)]
        command = [sys.executable, "-m", "tests.fuzz", *targets, *numbers]
        try:
            done = subprocess.run(command, capture_output=True, text=True, check=False, timeout=seconds + 120)
            how = f"the process ended with {done.returncode}" if done.returncode else ""
            limited = "memory allocation of " in done.stderr
        except subprocess.TimeoutExpired:
            how, limited = "the process hung", False
        return _taken(json.loads(at.read_text()), "limit" if limited else "find", how)


def _taken(found: dict[str, Any], ended: str, how: str) -> Tally:
    finds = [Find(**one) for one in found["finds"]]
    tally = Tally(Counter({(name, outcome): count for name, outcome, count in found["outcomes"]}))
    if found["at"]:
        name = found["at"].split(":")[1]
        tally.outcomes[name, ended] += 1
        finds += [Find(name, found["at"], how)] if ended == "find" else []
    tally.finds = {(find.target, find.where): find for find in finds}
    tally.slowest = {name: (took, seed) for name, (took, seed) in found["slowest"].items()}
    return tally


def _tell(tally: Tally, seconds: float, seed: str) -> None:
    for name in TARGETS:
        counts = {outcome: count for (target, outcome), count in sorted(tally.outcomes.items()) if target == name}
        if counts:
            took, slow = tally.slowest.get(name, (0.0, ""))
            told = ", ".join(f"{outcome} {count}" for outcome, count in counts.items())
            print(f"{name}: {told}; slowest {took:.1f} s ({slow})")
    for find in tally.finds.values():
        print(f"FIND {find.where}: --again '{find.seed}'")
    print(f"seed {seed}: {tally.executions} executions in {seconds / 60:.1f} min, {len(tally.finds)} finds")


if __name__ == "__main__":
    sys.exit(main())
