"""The disk is full, write-protected, gone or too slow to answer at each write: a sentence, and the old files whole."""

from __future__ import annotations

import errno
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from random import Random
from typing import Any

import pytest

from tests.faults import afterwards, offices
from tests.faults.actions import ACTIONS, not_done
from tests.faults.harness import Harness

SEED = int(os.environ.get("NQ57_SEED", "57"))
FAULTS = {
    errno.ENOSPC: "ổ đĩa đã đầy",
    errno.EIO: "ổ đĩa hoặc USB không trả lời",
    errno.EACCES: "không có quyền ghi",
    errno.EROFS: "chỉ cho đọc",
    errno.ETIMEDOUT: "thư mục mạng không trả lời",
}
FEW = 4
LEFT = (0, 12, 100, 700)
"""KiB."""
WRITERS = [name for name in ACTIONS if name not in ("save",)]
"""A saved cell writes nothing but the database, whose disk is filled below."""


@pytest.fixture(scope="module")
def harness(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Harness]:
    root = tmp_path_factory.mktemp("disk")
    offices.build(root / "templates")
    with Harness(root / "templates", root / "work") as found:
        yield found


def fail(harness: Harness, action: str, fault: int, random: Random) -> list[str]:
    """Let one write of an action fail, and all after it; what does not hold then."""
    rehearsed = harness.rehearsal(action)
    folder = harness.fresh(action)
    moment = random.randint(1, max(1, rehearsed.writes))
    answer = harness.do(action, folder, moment=moment, fault=fault)
    told = f"{action}, write {moment} of {rehearsed.writes}, {errno.errorcode[fault]}"
    return after_a_refusal(harness, action, folder, answer, told)


def after_a_refusal(harness: Harness, action: str, folder: Path, answer: dict[str, Any], told: str) -> list[str]:
    """It was told in Vietnamese, nothing is half done, and it succeeds once the disk works again."""
    found = [answer["error"]] if answer["error"] else []
    for said in answer["said"]:
        if said[0] == "refused":
            found += [text for text in said[2] if any(os.strerror(n) in text for n in errno.errorcode) or not text]
        elif str(said[0]).startswith("status"):
            found.append(str(said))
    found += afterwards.wrong(action, folder, answer["said"], harness.rehearsal(action))
    again = harness.do(action, folder)
    found += [again["error"]] if again["error"] else []
    found += not_done(again["said"])
    return [f"{told}: {one}" for one in found]


def test_a_write_that_fails_is_told_and_harms_nothing(harness: Harness) -> None:
    random, wrong = Random(SEED), []
    for n, action in enumerate(random.sample(WRITERS, FEW)):
        wrong += fail(harness, action, list(FAULTS)[n % len(FAULTS)], random)
    assert wrong == []


@contextmanager
def small_disk(place: Path, megabytes: int) -> Iterator[Path]:
    """A file system of its own in memory.

    Raises:
        CalledProcessError: this user may not mount one.
    """
    place.mkdir(parents=True, exist_ok=True)
    mount = ["mount", "-t", "tmpfs", "-o", f"size={megabytes}m", "tmpfs", str(place)]
    subprocess.run(mount, check=True, capture_output=True)
    try:
        yield place / "work"
    finally:
        subprocess.run(["umount", "-l", str(place)], check=True, capture_output=True)


def may_mount() -> bool:
    """Whether a small disk can be had here; else only the size of files is limited."""
    with tempfile.TemporaryDirectory() as folder:
        try:
            with small_disk(Path(folder) / "try", 1):
                return True
        except (OSError, subprocess.CalledProcessError):
            return False


FULL = ["limit", *(["disk"] if sys.platform == "linux" and may_mount() else [])]


def fill(harness: Harness, action: str, how: str, left: int, place: Path) -> list[str]:
    """Do it where only ``left`` KiB remain, or where no file may pass so many; what does not hold then."""
    harness.rehearsal(action)
    told = f"{action}, {how}, {left} KiB left"
    if how == "limit":
        folder = harness.fresh(action)
        answer = harness.do(action, folder, limit=max(1, left) * 1024)
        return after_a_refusal(harness, action, folder, answer, told)
    with small_disk(place, 40) as work:
        folder = harness.fresh(action, work)
        filler = place / "filler"
        with filler.open("wb") as out:
            out.write(bytes(max(0, shutil.disk_usage(place).free - left * 1024)))
        answer = harness.do(action, folder)
        filler.unlink()
        return after_a_refusal(harness, action, folder, answer, told)


@pytest.mark.parametrize("how", FULL)
def test_a_full_disk(harness: Harness, how: str, tmp_path: Path) -> None:
    random, wrong = Random(SEED), []
    for action in random.sample(list(ACTIONS), 3):
        wrong += fill(harness, action, how, random.choice(LEFT), tmp_path / "small")
    assert wrong == []


@pytest.mark.long
@pytest.mark.parametrize("action", WRITERS)
def test_every_write_of_every_action_may_fail(harness: Harness, action: str) -> None:
    random, wrong = Random(SEED), []
    for _turn in range(2):
        for fault in FAULTS:
            wrong += fail(harness, action, fault, random)
    assert wrong == []


@pytest.mark.long
@pytest.mark.parametrize("how", FULL)
@pytest.mark.parametrize("action", ACTIONS)
def test_every_action_on_a_full_disk(harness: Harness, how: str, action: str, tmp_path: Path) -> None:
    wrong = []
    for left in LEFT:
        wrong += fill(harness, action, how, left, tmp_path / "small")
    assert wrong == []
