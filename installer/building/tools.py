"""The programs of others that a build calls, and how their absence is told."""

from __future__ import annotations

import hashlib
import os
import shutil
import subprocess
from collections.abc import Mapping, Sequence
from pathlib import Path

_FROM = {
    "makensis": "the Debian package nsis",
    "x86_64-w64-mingw32-gcc": "the Debian package gcc-mingw-w64-x86-64-posix",
    "x86_64-w64-mingw32-windres": "the Debian package gcc-mingw-w64-x86-64-posix",
    "uv": "the PyPI package uv",
    "dpkg-deb": "the Debian package dpkg",
    "git": "the Debian package git",
}


class BuildFailed(Exception):
    """The build cannot go on; the message says why and what to do."""


def run(command: Sequence[str | Path], *, folder: Path | None = None, more: Mapping[str, str] | None = None) -> str:
    """What the program printed.

    Raises:
        BuildFailed: it is not there, or ended with another status than 0.
    """
    words = [str(word) for word in command]
    if shutil.which(words[0]) is None:
        raise BuildFailed(f"{words[0]} is missing; it comes with {_FROM.get(words[0], words[0])}")
    done = subprocess.run(
        words, cwd=folder, env=os.environ | dict(more or {}), capture_output=True, text=True, check=False
    )
    if done.returncode != 0:
        raise BuildFailed(f"{' '.join(words[:3])} failed ({done.returncode}):\n{(done.stdout + done.stderr)[-4000:]}")
    return done.stdout


def sha256(path: Path) -> str:
    """64 hexadecimal digits."""
    with path.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()


def commit_time(root: Path) -> int:
    """Seconds since 1970 of the commit that is built: the one time that a package carries."""
    given = os.environ.get("SOURCE_DATE_EPOCH")
    return int(given) if given else int(run(["git", "log", "-1", "--format=%ct"], folder=root))


def settle(folder: Path, seconds: int) -> None:
    """All files and folders get the same time and the usual modes, so that two builds pack the same bytes."""
    for path in (*sorted(folder.rglob("*"), reverse=True), folder):
        if not path.is_symlink():
            path.chmod(0o755 if path.is_dir() or path.stat().st_mode & 0o100 else 0o644)
            os.utime(path, (seconds, seconds))
