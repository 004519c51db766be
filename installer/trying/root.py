"""A bare Debian root in a scratch folder, entered with chroot, in which a package is installed and tried.

What was once fetched is kept in the scratch folder: a tar of each bare release, and the packages that apt took.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import tempfile
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from installer.building.tools import BuildFailed, run

HOME = "/try"
SETTINGS = {"HOME": HOME, "LANG": "C.UTF-8", "PATH": "/usr/sbin:/usr/bin:/sbin:/bin", "XDG_RUNTIME_DIR": HOME}
APT = "export DEBIAN_FRONTEND=noninteractive; apt-get -qq -o Dpkg::Use-Pty=0"


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
        began = time.monotonic()
        # Into a file, not a pipe: a server that stays behind would keep a pipe open.
        with tempfile.TemporaryFile() as said:
            done = subprocess.run(
                ["timeout", "-k", "5", str(seconds), "chroot", str(self.folder), "sh", "-c", f"cd {HOME}; {command}"],
                env=SETTINGS | dict(more or {}),
                stdout=said,
                stderr=subprocess.STDOUT,
                check=False,
            )
            said.seek(0)
            words = said.read().decode("utf-8", "replace")
        return Answer(done.returncode, words, time.monotonic() - began)

    def must(self, command: str, *, seconds: float = 900) -> str:
        """As :meth:`say`, but a command that fails ends the trial."""
        answer = self.say(command, seconds=seconds)
        if answer.status != 0:
            raise BuildFailed(f"in {self.folder}: {command} ended with {answer.status}\n{answer.words[-3000:]}")
        return answer.words


@contextmanager
def debian(folder: Path, release: str, packages: Sequence[str] = (), *, anew: bool = False) -> Iterator[Root]:
    """The root with these packages, made if it is not there yet, or ``anew`` in any case.

    Raises:
        BuildFailed: this is not the administrator, or debootstrap is missing or fails.
    """
    if os.getuid() != 0:
        raise BuildFailed("only the administrator can enter a root of its own")
    root, ready, scratch = Root(folder), folder / ".ready", folder.parent
    if anew or not ready.is_file():
        shutil.rmtree(folder, ignore_errors=True)
        folder.mkdir(parents=True)
        run(["tar", "-xpf", _bare(scratch, release), "-C", folder])
    root.room.mkdir(exist_ok=True)
    with _mounted(folder, scratch, release):
        known = ready.read_text(encoding="utf-8").split() if ready.is_file() else []
        lacking = [name for name in packages if name not in known]
        if lacking:
            root.must(f"{APT} update && {APT} install -y --no-install-recommends {' '.join(lacking)}")
        ready.write_text(" ".join([*known, *lacking]), encoding="utf-8")
        yield root


def _bare(scratch: Path, release: str) -> Path:
    """A tar of the release as debootstrap lays it down."""
    kept = scratch / "cache" / f"{release}.tar"
    if not kept.is_file():
        kept.parent.mkdir(parents=True, exist_ok=True)
        folder = scratch / f"{release}-new"
        shutil.rmtree(folder, ignore_errors=True)
        run(["debootstrap", "--variant=minbase", release, folder])
        for name in ("etc/resolv.conf", "etc/hosts"):
            shutil.copyfile(Path("/", name), folder / name)
        part = kept.with_suffix(".part")
        run(["tar", "-cf", part, "-C", folder, "."])
        part.rename(kept)
        shutil.rmtree(folder)
    return kept


@contextmanager
def _mounted(folder: Path, scratch: Path, release: str) -> Iterator[None]:
    """What programs expect of a system; the folder for the screens is the same in all roots."""
    screens, taken = scratch / "screens", scratch / "cache" / f"apt-{release}"
    for one in (screens, taken):
        one.mkdir(parents=True, exist_ok=True)
    screens.chmod(0o1777)
    mounts: tuple[tuple[Sequence[str | Path], str], ...] = (
        (("-t", "proc", "proc"), "proc"),
        (("-t", "tmpfs", "tmpfs"), "dev/shm"),
        (("-t", "tmpfs", "tmpfs"), "tmp"),
        (("--bind", screens), "tmp/.X11-unix"),
        (("--bind", taken), "var/cache/apt/archives"),
    )
    done: list[Path] = []
    try:
        for what, place in mounts:
            (folder / place).mkdir(parents=True, exist_ok=True)
            run(["mount", *what, folder / place])
            done.append(folder / place)
        yield
    finally:
        for place_there in reversed(done):
            subprocess.run(["umount", "-l", str(place_there)], check=False)
