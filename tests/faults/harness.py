"""Kills the program at random and at chosen moments, and looks at what it left: all of it told by one seed."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from dataclasses import dataclass, field
from pathlib import Path
from random import Random
from types import TracebackType
from typing import Any

from tests.faults import actions, afterwards
from tests.faults.afterwards import Rehearsed


@dataclass
class Tally:
    """How many kills were tried of each action, how many hit a process still at work, and what went wrong."""

    tried: dict[str, int] = field(default_factory=dict)
    hit: int = 0
    wrong: list[str] = field(default_factory=list)

    def __str__(self) -> str:
        by_action = ", ".join(f"{name} {many}" for name, many in sorted(self.tried.items()))
        return (
            f"{sum(self.tried.values())} kills tried, {self.hit} while at work, {len(self.wrong)} wrong ({by_action})"
        )


class Harness:
    """``templates`` holds a folder of each kind, ``work`` is for copies. Close it, or use it with ``with``."""

    def __init__(self, templates: Path, work: Path) -> None:
        self.templates = templates
        self.work = work
        self._rehearsed: dict[str, Rehearsed] = {}
        self._process = subprocess.Popen(
            [sys.executable, "-m", "tests.faults.nursery"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
            env={**os.environ, "PYTHONUTF8": "1"},
        )

    def __enter__(self) -> Harness:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._process.stdin is not None and self._process.stdout is not None:
            self._process.stdin.close()
            self._process.wait(60)
            self._process.stdout.close()

    def do(
        self, action: str, folder: Path, *, moment: int = 0, seconds: float = 0, fault: int = 0, limit: int = 0
    ) -> dict[str, Any]:
        """Let a child do it on the folder, and die at a moment or after some time."""
        asked: dict[str, Any] = {
            "action": action,
            "folder": str(folder),
            "moment": moment,
            "seconds": seconds,
            "fault": fault,
        }
        asked["limit"] = limit
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        self._process.stdin.write(json.dumps(asked) + "\n")
        self._process.stdin.flush()
        answer: dict[str, Any] = json.loads(self._process.stdout.readline())
        return answer

    def fresh(self, action: str, work: Path | None = None) -> Path:
        """A copy of the folder that the action works on."""
        target = work or self.work
        shutil.rmtree(target, ignore_errors=True)
        shutil.copytree(self.templates / actions.folder_of(action), target)
        return target

    def rehearsal(self, action: str) -> Rehearsed:
        """The action as it goes when nobody kills it.

        Raises:
            AssertionError: it does not succeed even so.
        """
        if action not in self._rehearsed:
            folder = self.fresh(action)
            before = afterwards.counted(folder) if not action.startswith("migrate") else {}
            answer = self.do(action, folder)
            assert not answer["error"], answer["error"]
            assert answer["said"], action
            assert not any("status" in str(one) or "refused" in str(one) for one in answer["said"]), (
                action,
                answer["said"],
            )
            after = afterwards.counted(folder)
            many = answer["moments"], answer["writes"]
            self._rehearsed[action] = Rehearsed(before or after, after, *many, answer["took"])
        return self._rehearsed[action]

    def kill(self, action: str, random: Random, tally: Tally, *, again: bool) -> None:
        """One kill: every second one at a moment, the others at a random time; ``again``: then do it once more."""
        rehearsed = self.rehearsal(action)
        folder = self.fresh(action)
        chosen = random.random() < 0.5
        moment = random.randint(1, rehearsed.moments) if chosen else 0
        seconds = 0.0 if chosen else random.uniform(0.002, rehearsed.took * 1.05)
        how = f"{action} at moment {moment} of {rehearsed.moments}" if chosen else f"{action} after {seconds:.3f} s"
        answer = self.do(action, folder, moment=moment, seconds=seconds)
        tally.tried[action] = tally.tried.get(action, 0) + 1
        tally.hit += bool(answer["killed"])
        found = [answer["error"]] if answer["error"] else []
        found += afterwards.wrong(action, folder, answer["said"], rehearsed)
        if again:
            second = self.do(action, folder)
            found += [second["error"]] if second["error"] else []
            found += (
                [f"done again: {second['said']}"]
                if "status" in str(second["said"]) or "refused" in str(second["said"])
                else []
            )
            found += [
                one for one in afterwards.wrong(action, folder, second["said"], rehearsed) if "not among" not in one
            ]
            found += [f"left after all: {path}" for path in afterwards.left(folder)]
        tally.wrong += [f"{how}: {one}" for one in found]

    def kill_process(self, action: str, random: Random, tally: Tally) -> None:
        """The program as a user starts it, killed at a random time."""
        rehearsed = self.rehearsal(action)
        folder = self.fresh(action)
        command = [sys.executable, "-m", "nq57desk", *actions.words_of(action, folder)]
        child = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL)
        seconds = 0.2 + random.uniform(0.1, 2 * rehearsed.took)
        try:
            child.wait(seconds)
        except subprocess.TimeoutExpired:
            tally.hit += 1
            child.kill()
        told = child.communicate()[0]
        said: list[object] = [["done"]] if child.returncode == 0 and told.endswith(b"\n") else []
        tally.tried[action] = tally.tried.get(action, 0) + 1
        tally.wrong += [
            f"{action} after {seconds:.3f} s: {one}" for one in afterwards.wrong(action, folder, said, rehearsed)
        ]
