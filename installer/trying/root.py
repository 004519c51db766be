"""A bare Debian root in a scratch folder, entered with chroot, in which a package is installed and tried."""

from __future__ import annotations

import os
import shutil
import subprocess
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from installer.building.tools import BuildFailed, run

_HOME = "/try"


@dataclass(frozen=True, slots=True)
class Answer:
    """What a command inside said, and how long it took."""

    status: int
    words: str
    seconds: float


@dataclass(frozen=True, slots=True)
class Root:
    """The root's folder. ``room`` is the same folder seen from outside as "/try" inside."""

    folder: Path

    @property
    def room(self) -> Path:
        """Where files are handed in and out."""
        return self.folder / "try"

    def say(self, command: str, *, seconds: float = 300, more: Mapping[str, str] | None = None) -> Answer:
        """Let a shell inside carry a command out; a status of 124 means that it took too long."""
        settings = {"HOME": _HOME, "LANG": "C.UTF-8", "PATH": "/usr/sbin:/usr/bin:/sbin:/bin", **(more or {})}
        began = time.monotonic()
        done = subprocess.run(
            ["timeout", "-k", "5", str(seconds), "chroot", str(self.folder), "sh", "-c", f"cd {_HOME}; {command}"],
            env=settings,
            capture_output=True,
            check=False,
        )
        words = (done.stdout + done.stderr).decode("utf-8", "replace")
        return Answer(done.returncode, words, time.monotonic() - began)

    def must(self, command: str, *, seconds: float = 900) -> str:
        """As :meth:`say`, but a command that fails ends the trial."""
        answer = self.say(command, seconds=seconds)
        if answer.status != 0:
            raise BuildFailed(f"in {self.folder}: {command} ended with {answer.status}\n{answer.words[-3000:]}")
        return answer.words


@contextmanager
def debian(folder: Path, release: str, packages: Sequence[str]) -> Iterator[Root]:
    """The root with these packages, made if it is not there yet.

    Raises:
        BuildFailed: this is not the administrator, or debootstrap is missing or fails.
    """
    if os.getuid() != 0:
        raise BuildFailed("only the administrator can enter a root of its own")
    ready = folder / ".ready"
    if not ready.is_file():
        shutil.rmtree(folder, ignore_errors=True)
        folder.mkdir(parents=True)
        run(["debootstrap", "--variant=minbase", release, folder])
        for name in ("etc/resolv.conf", "etc/hosts"):
            shutil.copyfile(Path("/", name), folder / name)
    root = Root(folder)
    root.room.mkdir(exist_ok=True)
    mounts = (("proc", "proc"), ("tmpfs", "dev/shm"), ("tmpfs", "tmp"))
    for kind, place in mounts:
        (folder / place).mkdir(parents=True, exist_ok=True)
        run(["mount", "-t", kind, kind, folder / place])
    try:
        if not ready.is_file():
            names = " ".join(packages)
            root.must(
                "export DEBIAN_FRONTEND=noninteractive; apt-get update -qq && "
                f"apt-get install -y -qq --no-install-recommends {names}"
            )
            ready.write_text(names, encoding="utf-8")
        yield root
    finally:
        for _kind, place in reversed(mounts):
            subprocess.run(["umount", "-l", str(folder / place)], check=False)
